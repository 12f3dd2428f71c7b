"""The first sheet of a summary: how many have reported, how complete it is, and every respondent's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import ACCEPTED, PROVISIONAL, STATES
from roadmapdocs.writers.summary.xlsx_cells import file_cell, linked
from roadmapdocs.writers.summary.xlsx_chart import add_completeness_chart
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula, text_room
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import RespondentLine, Summary
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["draw_overview"]

_COLUMNS = (
    ("Код", 8),
    ("Школа", 42),
    ("Кластер", 12),
    ("Отчёт", 16),
    ("Учёт", 16),
    ("Получен", 12),
    ("Файл", 36),
    ("Заполнено полей", 11),
    ("Из скольких", 11),
    ("Доля", 9),
    ("Ошибок", 9),
    ("Предупреждений", 16),
)
_WIDE = len(_COLUMNS)
_NAMED = 60
"""How many schools without a report are named at the top; the table names all."""

_LABELS = (
    "Всего школ",
    "Представили отчёт",
    "    в срок",
    "    приняты отделом",
    "    учтены предварительно",
    "    без замечаний",
    "    на доработку",
    "Не представили отчёт",
    "Заполнено обязательных полей",
    "Файлов не принято",
)
_OF_FILES = _LABELS[-1]
_LINE_HEIGHT = 19
_CHARTED = 60
"""More schools than this make a chart of bars nobody can read."""

_TABLE, _REFUSED = "обзор: школы", "источники: не приняты"

_INSIDE = (
    "Для работы отдела: в книге малые числа обучающихся показаны как есть, по ним можно узнать человека. "
    "За пределы района передавайте отчёт, где они объединены."
)
_OUTSIDE = "Числа обучающихся меньше {} объединены: «в числе прочих» у школы, «менее {}» в итоге."


def draw_overview(book: Book, summary: Summary) -> None:
    """Write «Обзор»."""
    page = book.page("Обзор", [width for _, width in _COLUMNS])
    page.add([Cell(summary.title, looks.TITLE, _WIDE)])
    page.add([Cell(summary.order, looks.SUBTITLE, _WIDE)])
    dates = f"По состоянию на {format_day(summary.as_of)}. Срок представления отчётов: {format_day(summary.due)}."
    page.add([Cell(dates, looks.SUBTITLE, _WIDE)])
    if any(line.pupils for line in summary.indicators):
        text = _OUTSIDE.format(summary.threshold, summary.threshold) if summary.public else _INSIDE
        page.add([Cell(text, looks.SUBTITLE if summary.public else looks.WARNING, _WIDE)])
    page.skip()
    first = page.next + len(_labels(summary)) + 3  # after the counts: a gap, the name of the table, its captions
    _draw_counts(page, summary, first)
    page.skip()
    page.add([Cell("Кто представил отчёт", looks.SECTION, _WIDE)], anchor=_TABLE)
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _COLUMNS)
    for line in summary.respondents:
        page.add(_respondent(line, page.next, summary))
    if summary.respondents:
        page.sheet.auto_filter.ref = f"A{header}:L{page.next - 1}"
        page.add(_totals(summary, first, page.next))
    page.add([Cell("Отчёт отдела", looks.SECTION, _WIDE)])
    page.add(_respondent(summary.department, page.next, summary))
    page.print_as(summary.title, title_rows=f"{header}:{header}")
    if 0 < len(summary.respondents) <= _CHARTED:
        add_completeness_chart(page, first=first, last=first + len(summary.respondents) - 1, names="B", shares="J")


# --- counts -----------------------------------------------------------------------------------------------------


def _draw_counts(page: Page, summary: Summary, first: int) -> None:
    """Write the counts beside the names of those that have not reported; `first` is the table's first row."""
    top = page.next
    title, names = _missing(summary)
    room = text_room(sum(width for _, width in _COLUMNS[4:]))
    lines = line_count(names, room, looks.TEXT.size) if names else 0
    height = max(_LINE_HEIGHT, (lines + 1) * looks.TEXT.size * 1.26 / (len(_labels(summary)) - 1))
    for label, result, part, anchor in _counts(summary, top, first):
        share = None if part is None else Formula(part[0].format(row=page.next), part[1])
        total = linked(Cell(result, looks.TOTAL), anchor)
        cells = [Cell(label, looks.LABEL, 2), total, Cell(share, looks.TOTAL_SHARE)]
        if page.next == top:
            page.add([*cells, Cell(title, looks.SECTION, _WIDE - 4)], height=_LINE_HEIGHT)
        else:
            beside = names if page.next == top + 1 else None
            page.add([*cells, *(Cell(beside, looks.NAMES) for _ in range(4, _WIDE))], height=height)
    page.join(top + 1, page.next - 1, 5, _WIDE)


_Count = tuple[str, "int | Formula", "tuple[str, float] | None", str]
"""What is counted, the number, its share (a formula that holds {row}, and its result), where the detail is."""


def _labels(summary: Summary) -> tuple[str, ...]:
    """Return what is counted; a summary that leaves the district tells nothing of files."""
    return _LABELS[:-1] if summary.public else _LABELS


def _counts(summary: Summary, top: int, first: int) -> Iterator[_Count]:
    total, returned, filled = len(summary.respondents), summary.returned, summary.completeness
    if not total:
        yield from ((label, len(summary.refused) if label == _OF_FILES else 0, None, "") for label in _labels(summary))
        return
    last = first + total - 1

    def counted(
        column: str, criterion: str, number: int, anchor: str = _TABLE
    ) -> tuple[Formula, tuple[str, float], str]:
        return Formula(f"COUNTIF({column}{first}:{column}{last},{criterion})", number), (of_all, number / total), anchor

    of_all, due = f"C{{row}}/C{top}", summary.due
    of_asked = (f"C{{row}}/SUM(I{first}:I{last})", filled.ratio) if filled.ratio is not None else None
    numbers: tuple[tuple[int | Formula, tuple[str, float] | None, str], ...] = (
        (Formula(f"ROWS(D{first}:D{last})", total), None, _TABLE),
        (Formula(f"C{top + 5}+C{top + 6}", returned), (of_all, returned / total), _TABLE),
        counted("F", f'"<="&DATE({due.year},{due.month},{due.day})', summary.in_time),
        counted("E", f'"{ACCEPTED}"', summary.accepted),
        counted("E", f'"{PROVISIONAL}"', returned - summary.accepted),
        counted("D", f'"{STATES["clean"]}"', summary.count("clean")),
        counted("D", f'"{STATES["to_correct"]}"', summary.count("to_correct")),
        counted("D", f'"{STATES["missing"]}"', summary.count("missing"), "нет отчёта"),
        (Formula(f"SUM(H{first}:H{last})", filled.numerator or 0), of_asked, _TABLE),
        (len(summary.refused), None, _REFUSED if any(one.fate == "refused" for one in summary.sources) else ""),
    )
    yield from ((label, *number) for label, number in zip(_labels(summary), numbers, strict=False))


def _missing(summary: Summary) -> tuple[str, str]:
    """Return who has not reported: how many, and their names."""
    names = [line.name for line in summary.missing]
    if not names:
        return "Отчёты представили все школы", ""
    rest = len(names) - _NAMED
    listed = ("\n" if len(names) < len(_LABELS) else "; ").join(names[:_NAMED])
    listed += f"; и ещё {agree(rest, 'школа', 'школы', 'школ')}, см. таблицу ниже" if rest > 0 else ""
    return f"Не представили отчёт: {agree(len(names), 'школа', 'школы', 'школ')}", listed


# --- respondents ------------------------------------------------------------------------------------------------


def _respondent(line: RespondentLine, row: int, summary: Summary) -> list[Cell]:
    known = line.state != "missing"
    share = Formula(f"H{row}/I{row}", line.filled / line.asked) if line.asked else None
    counted = (ACCEPTED if line.accepted else PROVISIONAL) if known else None
    remarks = f"замечания: {line.code}" if any(one.code == line.code for one in summary.findings) else ""
    return [
        Cell(line.code, looks.CODE),
        Cell(line.name, looks.TEXT),
        Cell(line.cluster, looks.VALUE),
        Cell(STATES[line.state], looks.STATES[line.state]),
        Cell(counted, looks.ACCEPTED[counted] if counted else looks.VALUE),
        Cell(line.received, looks.DATE),
        Cell(None, looks.TEXT) if summary.public else file_cell(summary, line.file),
        Cell(line.filled if known else None, looks.NUMBER),
        Cell(line.asked if known else None, looks.NUMBER),
        Cell(share, looks.PERCENT),
        linked(Cell(line.errors if known else None, looks.NUMBER), remarks),
        linked(Cell(line.warnings if known else None, looks.NUMBER), remarks),
    ]


def _totals(summary: Summary, first: int, row: int) -> list[Cell]:
    lines, remarks = summary.respondents, "замечания" if summary.findings else ""

    def total(column: str, number: int) -> Cell:
        return Cell(Formula(f"SUM({column}{first}:{column}{row - 1})", number), looks.TOTAL_NUMBER)

    filled, asked = sum(line.filled for line in lines), sum(line.asked for line in lines)
    share = Formula(f'IF(I{row}=0,"",H{row}/I{row})', filled / asked if asked else "")
    return [
        Cell("Всего по школам", looks.SECTION, 7),
        total("H", filled),
        total("I", asked),
        Cell(share, looks.TOTAL_PERCENT),
        linked(total("K", sum(line.errors for line in lines)), remarks),
        linked(total("L", sum(line.warnings for line in lines)), remarks),
    ]
