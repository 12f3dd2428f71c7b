"""A calendar as a workbook of two lists: month by month, and by who answers; both end with what has no date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.writers.xlsx.book import Book, Cell
from roadmapdocs.writers.xlsx.style import Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.calendar import Calendar, Entry, Group
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["write_calendar_xlsx"]

_TITLE = Look("Сроки: заголовок", size=14, bold=True, border=False)
_SUBTITLE = Look("Сроки: подзаголовок", size=11, border=False)
_CAPTION = Look("Сроки: графа", size=9, bold=True, fill="E7EBF0", horizontal="center")
_SECTION = Look("Сроки: раздел", size=11, bold=True, fill="F3F5F8")
_TEXT = Look("Сроки: текст", vertical="top")
_WHEN = replace(_TEXT, name="Сроки: срок", bold=True)
_CODE = Look("Сроки: код", horizontal="center", vertical="top")
_REPORT = replace(_TEXT, name="Сроки: отчёт", bold=True, fill="FFF2CC")
_NOTE = replace(_TEXT, name="Сроки: примечание", size=9, color="8A5A00")

_WIDTHS = (24, 8, 21, 62, 27, 26, 30)
_CAPTIONS = ("Когда", "Код", "Где в приказе", "Что сделать", "Ответственный", "Срок, как в приказе", "Уточнить")


def write_calendar_xlsx(calendar: Calendar) -> bytes:
    """Return the calendar as a workbook: «По месяцам» and «По ответственным»."""
    book = Book()
    for title, groups in (("По месяцам", calendar.by_month), ("По ответственным", calendar.by_responsible)):
        page = book.page(title, _WIDTHS)
        _draw(page, calendar, groups)
    return book.finish(calendar.title, calendar.dated)


def _draw(page: Page, calendar: Calendar, groups: Sequence[Group]) -> None:
    page.add([Cell(calendar.title, _TITLE, len(_WIDTHS))])
    page.add([Cell(calendar.basis, _SUBTITLE, len(_WIDTHS))])
    page.skip()
    captions = page.add([Cell(caption, _CAPTION) for caption in _CAPTIONS])
    page.sheet.freeze_panes = f"A{captions + 1}"
    for group in groups:
        page.add([Cell(group.title, _SECTION, len(_WIDTHS))])
        for entry in group.entries:
            page.add(_cells(entry))
    page.print_as(calendar.basis, title_rows=f"{captions}:{captions}")


def _cells(entry: Entry) -> Iterator[Cell]:
    due = entry.due
    yield Cell(entry.when, _WHEN)
    yield Cell(due.code, _CODE)
    yield Cell(due.place, _TEXT)
    yield Cell(due.title, _REPORT if due.kind == "report" else _TEXT)
    yield Cell(", ".join(due.responsible), _TEXT)
    yield Cell(due.stated, _TEXT)
    yield Cell(due.note, _NOTE)
