"""The sheets of a summary about activities: the matrix, counts by activity with charts, the department's rows.

The matrix holds words; all counts are formulas over them, so that a word corrected by hand is counted at once. A word
leads to its line on «Ответы», a count to the lines of its activity there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import COUNTED, LABELS, SHORT
from roadmapdocs.writers.summary.xlsx_answers import answer_anchor, row_anchor
from roadmapdocs.writers.summary.xlsx_cells import brief, file_cell, linked, names_height, pages_across
from roadmapdocs.writers.summary.xlsx_chart import add_status_chart
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.model.summary import ActivityLine, RespondentLine, Summary
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["draw_activities", "draw_department"]

_PRINTED = (("Код", 7.0), ("№ п/п", 6.5), ("Мероприятие", 42.0), ("Срок", 17.0))
_STATUS_WIDTH, _COUNT_WIDTH = 10.0, 10.0
_OUTSIDE = ("not_applicable", "not_due", NOT_ASKED, NO_REPORT)
"""Words that are not in the denominator (`ActivityLine.due`)."""


def draw_activities(book: Book, summary: Summary) -> None:
    """Write «Матрица» and «По мероприятиям»."""
    places = _draw_matrix(book, summary)
    _draw_counts(book, summary, places)


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
            page.add(_matrix_row(line, places[line.code], schools))
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


def _matrix_row(line: ActivityLine, place: str, schools: Sequence[RespondentLine]) -> list[Cell]:
    opened = zip(schools, line.answers, strict=True) if line.answers else ()
    links = [row_anchor(line, school, answer) for school, answer in opened] or [""] * len(schools)
    words = (Cell(SHORT[word], looks.STATUSES[word], link=link) for word, link in zip(line.cells, links, strict=True))
    return [
        *_printed(line, brief(line.text)),
        *words,
        _leading(line, Cell(_done(line, place), looks.NUMBER)),
        _leading(line, Cell(_due(line, place), looks.NUMBER)),
    ]


def _leading(line: ActivityLine, cell: Cell) -> Cell:
    return linked(cell, answer_anchor(line))


def _printed(line: ActivityLine, text: str) -> list[Cell]:
    """Return the cells that name an activity."""
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
        "«По мероприятиям». Щёлкните по слову или числу, чтобы увидеть ответы целиком и открыть файл школы."
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
    for roadmap, lines in groupby(summary.activities, key=lambda line: line.roadmap):
        page.add([Cell(roadmap, looks.SECTION, len(widths))])
        for direction, grouped in groupby(lines, key=lambda line: line.direction):
            chosen, first = tuple(grouped), page.next
            for line in chosen:
                row = _count_row(line, places[line.code], page.next)
                page.add(row, anchor=f"мероприятие: {line.of}.{line.id}")
            blocks.append(_Block(roadmap, direction, chosen, first, page.next - 1))
    page.sheet.freeze_panes = f"E{header + 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")
    if blocks:
        _draw_totals(page, blocks)


def _count_row(line: ActivityLine, place: str, row: int) -> list[Cell]:
    counts = ((word, line.counts.get(word, 0)) for word in COUNTED)
    place = f"'Матрица'!{place}" if place else ""
    cells = [
        *(Cell(Formula(_count(place, word), count) if place else count, looks.COUNT) for word, count in counts),
        Cell(_done(line, place), looks.NUMBER),
        Cell(_due(line, place), looks.NUMBER),
    ]
    return [
        *_printed(line, line.text),
        *(_leading(line, cell) for cell in cells),
        Cell(_share(row, line.done, line.due), looks.PERCENT),
    ]


def _share(row: int, done: int, due: int) -> Formula:
    n, d = (f"{get_column_letter(column)}{row}" for column in (_DONE, _DONE + 1))
    return Formula(f'IF({d}=0,"",{n}/{d})', done / due if due else "")


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows of one direction of a roadmap on the sheet."""

    roadmap: str
    direction: str
    lines: tuple[ActivityLine, ...]
    first: int
    last: int


def _draw_totals(page: Page, blocks: Sequence[_Block]) -> None:
    """Write a line for each roadmap, each of its directions, and all together; charts of both under them."""
    roadmaps = {title: tuple(grouped) for title, grouped in groupby(blocks, key=lambda block: block.roadmap)}
    page.skip()
    page.add([Cell("Итого ответов школ по дорожным картам", looks.SECTION, _DONE + 2)])
    first = page.next
    for title, mine in roadmaps.items():
        page.add(_total_row(title, _counted(mine), _spans(mine), page.next))
    everything = _counted(blocks)
    page.add(_total_row("Всего", everything, [(first, page.next - 1)], page.next))
    charts = [("Как распределились ответы школ по дорожным картам", first, page.next - 2)]
    if len(blocks) > len(roadmaps):
        page.add([Cell("Итого ответов школ по направлениям", looks.SECTION, _DONE + 2)])
        first = page.next
        for block in blocks:
            page.add(_total_row(_titled(block, roadmaps), _counted([block]), _spans([block]), page.next))
        charts.append(("Как распределились ответы школ по направлениям", first, page.next - 1))
    columns = _columns_in_use(everything)
    for title, top, bottom in charts:
        add_status_chart(page, title, first=top, last=bottom, columns=columns)


def _titled(block: _Block, roadmaps: Mapping[str, object]) -> str:
    """Name a direction; where there are several roadmaps, with the letter that its codes begin with."""
    title = block.direction or block.roadmap
    return f"{block.lines[0].code[0]}: {title}" if len(roadmaps) > 1 else title


def _columns_in_use(totals: Sequence[int]) -> dict[int, str]:
    return {_COUNTED_FROM + number: word for number, word in enumerate(COUNTED) if totals[number]}


def _counted(blocks: Sequence[_Block]) -> list[int]:
    lines = [line for block in blocks for line in block.lines]
    counts = [sum(line.counts.get(word, 0) for line in lines) for word in COUNTED]
    return [*counts, sum(line.done for line in lines), sum(line.due for line in lines)]


def _spans(blocks: Sequence[_Block]) -> list[tuple[int, int]]:
    """Return the first and last rows to add up; what stands between them are headings."""
    return [(blocks[0].first, blocks[-1].last)]


def _total_row(title: str, totals: Sequence[int], spans: Sequence[tuple[int, int]], row: int) -> list[Cell]:
    letters = (get_column_letter(column) for column in range(_COUNTED_FROM, _DONE + 2))
    sums = (
        Cell(Formula(f"SUM({','.join(f'{letter}{a}:{letter}{b}' for a, b in spans)})", total), looks.TOTAL_NUMBER)
        for letter, total in zip(letters, totals, strict=True)
    )
    return [Cell(title, looks.SECTION, 4), *sums, Cell(_share(row, *totals[-2:]), looks.TOTAL_PERCENT)]


# --- the department ---------------------------------------------------------------------------------------------


_DEPARTMENT = (
    ("Код", 7),
    ("№ п/п", 7),
    ("Мероприятие", 62),
    ("Срок", 24),
    ("Состояние", 22),
    ("Дата или раз", 13),
    ("Подтверждение", 34),
    ("Причина, новый срок", 28),
    ("Файл", 24),
    ("Место", 14),
)


def draw_department(book: Book, summary: Summary) -> None:
    """Write «Строки отдела»."""
    page = book.page("Строки отдела", [width for _, width in _DEPARTMENT])
    page.add([Cell(f"Мероприятия отдела: {summary.department.name}", looks.TITLE, len(_DEPARTMENT))])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _DEPARTMENT)
    for row, anchor in _department_rows(summary):
        page.add(row, anchor=anchor)
    page.sheet.freeze_panes = f"D{header + 1}"
    if page.next > header + 1:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(_DEPARTMENT))}{page.next - 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")


def _department_rows(summary: Summary) -> Iterator[tuple[list[Cell], str]]:
    for roadmap, lines in groupby(summary.department_activities, key=lambda line: line.roadmap):
        yield [Cell(roadmap, looks.SECTION, len(_DEPARTMENT))], ""
        for line in lines:
            word = line.cells[0]
            state = Cell(LABELS[word], looks.WORDS[word])
            cells = [*_printed(line, line.text), state, *_department_answer(line, summary)]
            yield cells, f"мероприятие: {line.of}.{line.id}"


def _department_answer(line: ActivityLine, summary: Summary) -> Iterator[Cell]:
    if not line.answers:
        yield from (Cell(None, looks.TEXT) for _ in _DEPARTMENT[5:])
        return
    (answer,) = line.answers
    yield Cell(answer.date, looks.VALUE)
    yield Cell(answer.evidence, looks.SMALL_TEXT)
    yield Cell("; ".join(text for text in (answer.reason, answer.new_date) if text), looks.SMALL_TEXT)
    yield file_cell(summary, answer.trace.file)
    yield Cell(answer.trace.place, looks.PLACE)
