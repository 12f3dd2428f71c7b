"""The status as a workbook: one sheet, a line for every document of every respondent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.model.status import Mark
from roadmapdocs.russian.dates import format_day
from roadmapdocs.writers.status.words import days_words, headline, several_documents
from roadmapdocs.writers.xlsx.book import Book, Cell
from roadmapdocs.writers.xlsx.style import Look

if TYPE_CHECKING:
    from datetime import date

    from roadmapdocs.model.status import Status, StatusLine
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["write_status_xlsx"]

_COLUMNS = (
    ("Код", 8),
    ("Школа", 34),
    ("Документ", 34),
    ("Состояние", 16),
    ("Что с ним", 24),
    ("Срок", 12),
    ("Рабочих дней", 24),
    ("Отправлено", 12),
    ("Получено", 12),
    ("Заполнено", 11),
    ("Из скольких", 11),
    ("Ошибок", 9),
    ("Предупреждений", 16),
    ("Файл", 40),
    ("Примечание", 30),
)
_DOCUMENT = "Документ"
"""Named only where some respondent is asked for more than one."""

_TITLE = Look("Статус: заголовок", size=14, bold=True, border=False)
_LINE = Look("Статус: пояснение", size=11, border=False)
_SECTION = Look("Статус: раздел", bold=True, fill="F3F5F8", border=False)
_CAPTION = Look("Статус: графа", size=9, bold=True, fill="E7EBF0", horizontal="center")
_TEXT = Look("Статус: текст")
_VALUE = Look("Статус: значение", horizontal="center")
_NUMBER = replace(_VALUE, name="Статус: число", format="0")
_MARKS = {
    mark: replace(_VALUE, name=f"Состояние: {mark.russian}", fill=fill)
    for mark, fill in {
        Mark.ACCEPTED: "B7DDB0",
        Mark.CLEAN: "D5E8D4",
        Mark.TO_CORRECT: "FFF2CC",
        Mark.RETURNED: "FBE3D0",
        Mark.DISPUTED: "E6DAF0",
        Mark.WAITING: "DCE8F5",
        Mark.OVERDUE: "F6D5D1",
        Mark.NOT_SENT: "E3E3E0",
    }.items()
}


def write_status_xlsx(status: Status) -> bytes:
    """Return the status as a workbook; the same status gives the same bytes."""
    book = Book()
    several = several_documents(status)
    columns = [column for column in _COLUMNS if several or column[0] != _DOCUMENT]
    wide = len(columns)
    page = book.page("Статус", [width for _, width in columns])
    page.add([Cell(status.title, _TITLE, wide)])
    page.add([Cell(status.order, _LINE, wide)])
    page.add([Cell(headline(status), _LINE, wide)])
    if status.steps:
        page.skip()
        page.add([Cell("Что сделать дальше", _SECTION, wide)])
        for step in status.steps:
            page.add([Cell(step, _LINE, wide)])
    page.skip()
    header = page.add(Cell(caption, _CAPTION) for caption, _ in columns)
    for line in status.lines:
        page.add(_cells(line, status.as_of, several=several))
    page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(wide)}{page.next - 1}"
    page.sheet.freeze_panes = f"C{header + 1}"
    _draw_files(page, status, wide)
    page.print_as(status.title, title_rows=f"{header}:{header}")
    return book.finish(status.title, status.as_of)


def _cells(line: StatusLine, as_of: date, *, several: bool) -> list[Cell]:
    known = line.asked > 0
    return [
        Cell(line.code, _VALUE),
        Cell(line.name, _TEXT),
        *([Cell(line.title, _TEXT)] if several else []),
        Cell(line.state.russian, _VALUE),
        Cell(line.mark.russian, _MARKS[line.mark]),
        Cell(format_day(line.due), _VALUE),
        Cell(days_words(line, as_of), _VALUE),
        Cell(format_day(line.sent) if line.sent else None, _VALUE),
        Cell(format_day(line.received) if line.received else None, _VALUE),
        *(Cell(number if known else None, _NUMBER) for number in (line.filled, line.asked, line.errors, line.warnings)),
        Cell(line.file, _TEXT),
        Cell("; ".join((*(f"спорный файл: {name}" for name in line.disputes), *filter(None, [line.note]))), _TEXT),
    ]


def _draw_files(page: Page, status: Status, wide: int) -> None:
    """Write how many files of the inbox ended where, with their sum."""
    page.skip()
    page.add([Cell("Файлы во «Входящих»", _SECTION, wide)])
    for category, number in status.files.items():
        page.add([Cell(number, _NUMBER), Cell(category.russian, _TEXT)])
    page.add([Cell(sum(status.files.values()), _NUMBER), Cell("всего", _TEXT)])
