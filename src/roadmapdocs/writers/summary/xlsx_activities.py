"""The sheets of a summary about activities: the matrix, counts by activity with a chart, the department's rows.

The matrix holds words; all counts are formulas over them, so that a word corrected by hand is counted at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import COUNTED, LABELS, SHORT
from roadmapdocs.writers.summary.xlsx_chart import add_chart
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.model.summary import ActivityLine, RespondentLine, Summary
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["draw_activities", "draw_department", "names_height", "pages_across"]

_PRINTED = (("Код", 7.0), ("№ п/п", 6.5), ("Мероприятие", 42.0), ("Срок", 17.0))
_STATUS_WIDTH, _COUNT_WIDTH = 10.0, 10.0
_ON_A_PAGE = 15
_OUTSIDE = ("not_applicable", "not_due", NOT_ASKED, NO_REPORT)
"""Words that are not in the denominator (`ActivityLine.due`)."""


def draw_activities(book: Book, summary: Summary) -> None:
    """Write «Матрица» and «По мероприятиям»."""
    places = _draw_matrix(book, summary)
    _draw_counts(book, summary, places)


def names_height(respondents: Sequence[RespondentLine]) -> float:
    """Return the height of a row of names that stand upright: as few points as give each at most three lines."""
    size, lines = looks.NAME.size, 3
    heights = range(60, 400, 5)
    fits = (h for h in heights if all(line_count(line.name, h - 6, size) <= lines for line in respondents))
    return next(fits, heights[-1])


def pages_across(respondents: Sequence[RespondentLine]) -> int:
    """Return on how many sheets of paper side by side a table with a column for each respondent stays legible."""
    return max(1, ceil(len(respondents) / _ON_A_PAGE))


# --- matrix -----------------------------------------------------------------------------------------------------


def _draw_matrix(book: Book, summary: Summary) -> dict[str, str]:
    """Write the matrix; return where each row's words stand, by the code of the activity («» without schools)."""
    schools = summary.respondents
    widths = [width for _, width in _PRINTED] + [_STATUS_WIDTH] * len(schools) + [_COUNT_WIDTH] * 2
    page = book.page("Матрица", widths)
    page.add([Cell("Мероприятия по школам", looks.TITLE, 4)])
    last = get_column_letter(max(len(schools), 1) + len(_PRINTED))
    header = _draw_matrix_header(page, schools)
    places: dict[str, str] = {}
    for roadmap, lines in groupby(summary.activities, key=lambda line: line.roadmap):
        page.add([Cell(roadmap, looks.SECTION, 4), *(Cell(None, looks.SECTION) for _ in widths[4:])])
        for line in lines:
            places[line.code] = f"E{page.next}:{last}{page.next}" if schools else ""
            page.add(_matrix_row(line, places[line.code]))
    page.sheet.freeze_panes = f"E{header + 1}"
    if summary.activities:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(widths))}{page.next - 1}"
    _draw_legend(page)
    rows = f"{header - 1}:{header}"
    page.print_as(summary.title, title_rows=rows, title_columns="A:D", across=pages_across(schools))
    return places


def _draw_matrix_header(page: Page, schools: Sequence[RespondentLine]) -> int:
    """Write upright names, and under them a narrow row of codes that carries the buttons of the filter."""
    captions = [Cell(caption, looks.CAPTION) for caption, _ in _PRINTED]
    counts = [Cell(caption, looks.TALL_CAPTION) for caption in ("Выполнено", "Срок наступил")]
    names = (Cell(line.name, looks.NAME) for line in schools)
    page.add([*captions, *names, *counts], height=names_height(schools))
    hint = (Cell(text, looks.CODE_CAPTION) for text in ("", "", "обозначения — под таблицей", ""))
    codes = (Cell(line.code, looks.CODE_CAPTION) for line in schools)
    return page.add([*hint, *codes, *(Cell(None, looks.CODE_CAPTION) for _ in counts)], height=15)


def _matrix_row(line: ActivityLine, place: str) -> list[Cell]:
    words = (Cell(SHORT[word], looks.STATUSES[word]) for word in line.cells)
    return [
        *_printed(line, brief=True),
        *words,
        Cell(_done(line, place), looks.NUMBER),
        Cell(_due(line, place), looks.NUMBER),
    ]


def _printed(line: ActivityLine, *, brief: bool = False) -> list[Cell]:
    """Return the cells that name an activity; `brief` leaves the list under its first line to the other sheet."""
    first, _, rest = line.text.partition("\n")
    text = f"{first} …" if brief and rest else line.text
    return [
        Cell(line.code, looks.CODE),
        Cell(line.number, looks.CODE),
        Cell(text, looks.SMALL_TEXT),
        Cell(line.deadline, looks.SMALL_TEXT),
    ]


def _count(place: str, word: str) -> str:
    return f'COUNTIF({place},"{SHORT[word]}")'


def _done(line: ActivityLine, place: str) -> Formula | int:
    return Formula(f"{_count(place, 'done')}+{_count(place, 'done_late')}", line.done) if place else line.done


def _due(line: ActivityLine, place: str) -> Formula | int:
    outside = "".join(f"-{_count(place, word)}" for word in _OUTSIDE)
    return Formula(f"COLUMNS({place}){outside}", line.due) if place else line.due


def _draw_legend(page: Page) -> None:
    page.skip()
    page.add([Cell("Обозначения", looks.SECTION, 4)])
    for word, label in LABELS.items():
        page.add([Cell(SHORT[word], looks.STATUSES[word], 2), Cell(label, looks.TEXT, 2)])
    note = (
        "«Срок наступил» — сколько отчётов получено по строке, без ответов «не применимо» и «срок не наступил». "
        "«Выполнено» — из них выполнено, в том числе позже срока. Полный текст мероприятий — на листе "
        "«По мероприятиям»."
    )
    page.add([Cell(note, looks.NOTE, 4)])


# --- counts by activity -----------------------------------------------------------------------------------------

_COUNTED_FROM = len(_PRINTED) + 1
_DONE = _COUNTED_FROM + len(COUNTED)
"""Columns: the first word; «выполнено», followed by «из» and the share."""


def _draw_counts(book: Book, summary: Summary, places: Mapping[str, str]) -> None:
    widths = [width for _, width in _PRINTED] + [7.5] * len(COUNTED) + [11, 11, 10]
    page = book.page("По мероприятиям", widths)
    page.add([Cell("Сколько школ выполнили каждое мероприятие", looks.TITLE, len(widths))])
    words = (Cell(LABELS[word], looks.TALL_CAPTION) for word in COUNTED)
    captions = [Cell(caption, looks.CAPTION) for caption in ("Выполнено", "Срок наступил", "Доля")]
    header = page.add([*(Cell(caption, looks.CAPTION) for caption, _ in _PRINTED), *words, *captions], height=92)
    blocks: list[_Block] = []
    for roadmap, grouped in groupby(summary.activities, key=lambda line: line.roadmap):
        lines = tuple(grouped)
        page.add([Cell(roadmap, looks.SECTION, len(widths))])
        first = page.next
        for line in lines:
            page.add(_count_row(line, places[line.code], page.next))
        blocks.append(_Block(roadmap, lines, first, page.next - 1))
    page.sheet.freeze_panes = f"E{header + 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")
    if blocks:
        _draw_totals(page, blocks)


def _count_row(line: ActivityLine, place: str, row: int) -> list[Cell]:
    counts = ((word, line.counts.get(word, 0)) for word in COUNTED)
    place = f"'Матрица'!{place}" if place else ""
    return [
        *_printed(line),
        *(Cell(Formula(_count(place, word), count) if place else count, looks.COUNT) for word, count in counts),
        Cell(_done(line, place), looks.NUMBER),
        Cell(_due(line, place), looks.NUMBER),
        Cell(_share(row, line.done, line.due), looks.PERCENT),
    ]


def _share(row: int, done: int, due: int) -> Formula:
    n, d = (f"{get_column_letter(column)}{row}" for column in (_DONE, _DONE + 1))
    return Formula(f'IF({d}=0,"",{n}/{d})', done / due if due else "")


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of a roadmap on the sheet."""

    title: str
    lines: tuple[ActivityLine, ...]
    first: int
    last: int


def _draw_totals(page: Page, blocks: Sequence[_Block]) -> None:
    """Write a line for each roadmap and one for all, and a chart of the roadmaps' lines under them."""
    page.skip()
    page.add([Cell("Итого ответов школ", looks.SECTION, _DONE + 2)])
    first = page.next
    for block in blocks:
        total = _totals(block.lines)
        cells = [f"{{0}}{block.first}:{{0}}{block.last}"] * len(total)
        page.add(_total_row(block.title, total, cells, page.next))
    everything = _totals([line for block in blocks for line in block.lines])
    page.add(_total_row("Всего", everything, [f"{{0}}{first}:{{0}}{page.next - 1}"] * len(everything), page.next))
    add_chart(page, first=first, last=page.next - 2, columns=_columns_in_use(everything))


def _columns_in_use(totals: Sequence[int]) -> dict[int, str]:
    return {_COUNTED_FROM + number: word for number, word in enumerate(COUNTED) if totals[number]}


def _totals(lines: Sequence[ActivityLine]) -> list[int]:
    counts = [sum(line.counts.get(word, 0) for line in lines) for word in COUNTED]
    return [*counts, sum(line.done for line in lines), sum(line.due for line in lines)]


def _total_row(title: str, totals: Sequence[int], ranges: Sequence[str], row: int) -> list[Cell]:
    letters = (get_column_letter(column) for column in range(_COUNTED_FROM, _DONE + 2))
    sums = (
        Cell(Formula(f"SUM({cells.format(letter)})", total), looks.TOTAL_NUMBER)
        for letter, total, cells in zip(letters, totals, ranges, strict=True)
    )
    return [Cell(title, looks.SECTION, 4), *sums, Cell(_share(row, *totals[-2:]), looks.TOTAL_PERCENT)]


# --- the department ---------------------------------------------------------------------------------------------


def draw_department(book: Book, summary: Summary) -> None:
    """Write «Строки отдела»."""
    page = book.page("Строки отдела", (8, 8, 90, 32, 28))
    page.add([Cell(f"Мероприятия отдела: {summary.department.name}", looks.TITLE, 5)])
    header = page.add(Cell(caption, looks.CAPTION) for caption in ("Код", "№ п/п", "Мероприятие", "Срок", "Состояние"))
    for row in _department_rows(summary):
        page.add(row)
    page.sheet.freeze_panes = f"A{header + 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")


def _department_rows(summary: Summary) -> Iterator[list[Cell]]:
    for roadmap, lines in groupby(summary.department_activities, key=lambda line: line.roadmap):
        yield [Cell(roadmap, looks.SECTION, 5)]
        for line in lines:
            word = line.cells[0]
            yield [*_printed(line), Cell(LABELS[word], looks.WORDS[word])]
