"""The summary as a workbook: what came back, statuses, indicators, words of schools, remarks, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import STATES
from roadmapdocs.writers.summary.xlsx_activities import draw_activities, draw_department
from roadmapdocs.writers.summary.xlsx_indicators import draw_indicators
from roadmapdocs.writers.summary.xlsx_lists import draw_files, draw_findings, draw_texts
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula, text_room
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import RespondentLine, State, Summary
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["write_summary_xlsx"]

_COLUMNS = (
    ("Код", 8),
    ("Школа", 42),
    ("Кластер", 13),
    ("Отчёт", 17),
    ("Файл", 38),
    ("Заполнено полей", 12),
    ("Из скольких", 12),
    ("Доля", 9),
    ("Ошибок", 9),
    ("Предупреждений", 16),
)
_WIDE = len(_COLUMNS)
_NAMED = 60
"""How many schools without a report are named at the top; the table names all."""

_COUNTS = 6
_LINE_HEIGHT = 21


def write_summary_xlsx(summary: Summary) -> bytes:
    """Return the summary as a workbook; the same summary gives the same bytes."""
    book = Book()
    _draw_overview(book, summary)
    draw_activities(book, summary)
    draw_indicators(book, summary)
    draw_department(book, summary)
    draw_texts(book, summary)
    draw_findings(book, summary)
    draw_files(book, summary)
    return book.finish(summary.title, summary.as_of)


def _draw_overview(book: Book, summary: Summary) -> None:
    page = book.page("Обзор", [width for _, width in _COLUMNS])
    page.add([Cell(summary.title, looks.TITLE, _WIDE)])
    page.add([Cell(summary.order, looks.SUBTITLE, _WIDE)])
    dates = f"По состоянию на {format_day(summary.as_of)}. Срок представления отчётов: {format_day(summary.due)}."
    page.add([Cell(dates, looks.SUBTITLE, _WIDE)])
    page.skip()
    first = page.next + _COUNTS + 3  # after the counts: a gap, the name of the table, its captions
    _draw_counts(page, summary, first)
    page.skip()
    page.add([Cell("Кто представил отчёт", looks.SECTION, _WIDE)])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _COLUMNS)
    for line in summary.respondents:
        page.add(_respondent(line, page.next))
    if summary.respondents:
        page.sheet.auto_filter.ref = f"A{header}:J{page.next - 1}"
        page.add(_totals(summary.respondents, first, page.next))
    page.add([Cell("Отчёт отдела", looks.SECTION, _WIDE)])
    page.add(_respondent(summary.department, page.next))
    page.print_as(summary.title, title_rows=f"{header}:{header}")


# --- counts -----------------------------------------------------------------------------------------------------


def _draw_counts(page: Page, summary: Summary, first: int) -> None:
    """Write the counts beside the names of those that have not reported; `first` is the table's first row."""
    top = page.next
    title, names = _missing(summary)
    room = text_room(sum(width for _, width in _COLUMNS[4:]))
    lines = line_count(names, room, looks.TEXT.size) if names else 0
    height = max(_LINE_HEIGHT, (lines + 1) * looks.TEXT.size * 1.26 / (_COUNTS - 1))
    for label, result, share in _counts(summary, top, first):
        cells = [Cell(label, looks.LABEL, 2), Cell(result, looks.TOTAL), Cell(share, looks.TOTAL_SHARE)]
        if page.next == top:
            page.add([*cells, Cell(title, looks.SECTION, _WIDE - 4)], height=_LINE_HEIGHT)
        else:
            beside = names if page.next == top + 1 else None
            page.add([*cells, *(Cell(beside, looks.NAMES) for _ in range(4, _WIDE))], height=height)
    page.join(top + 1, page.next - 1, 5, _WIDE)


def _counts(summary: Summary, top: int, first: int) -> Iterator[tuple[str, int | Formula, Formula | None]]:
    """Return what is counted, the number, its share of all schools."""
    total, states = len(summary.respondents), f"D{first}:D{first + len(summary.respondents) - 1}"
    counted = {state: summary.count(state) for state in STATES}
    returned = total - counted["missing"]

    def share(row: int, number: int) -> Formula | None:
        return Formula(f"C{row}/C{top}", number / total) if total else None

    def state(name: State) -> int | Formula:
        return Formula(f'COUNTIF({states},"{STATES[name]}")', counted[name]) if total else 0

    yield "Всего школ", Formula(f"ROWS({states})", total) if total else 0, None
    yield "Представили отчёт", Formula(f"C{top + 2}+C{top + 3}", returned), share(top + 1, returned)
    yield "    без замечаний", state("clean"), share(top + 2, counted["clean"])
    yield "    на доработку", state("to_correct"), share(top + 3, counted["to_correct"])
    yield "Не представили отчёт", state("missing"), share(top + 4, counted["missing"])
    yield "Файлов не опознано", len(summary.refused), None


def _missing(summary: Summary) -> tuple[str, str]:
    """Return who has not reported: how many, and their names."""
    names = [line.name for line in summary.respondents if line.state == "missing"]
    if not names:
        return "Отчёты представили все школы", ""
    rest = len(names) - _NAMED
    listed = ("\n" if len(names) < _COUNTS else "; ").join(names[:_NAMED])
    listed += f"; и ещё {agree(rest, 'школа', 'школы', 'школ')}, см. таблицу ниже" if rest > 0 else ""
    return f"Не представили отчёт: {agree(len(names), 'школа', 'школы', 'школ')}", listed


# --- respondents ------------------------------------------------------------------------------------------------


def _respondent(line: RespondentLine, row: int) -> list[Cell]:
    known = line.state != "missing"
    share = Formula(f"F{row}/G{row}", line.filled / line.asked) if line.asked else None
    return [
        Cell(line.code, looks.CODE),
        Cell(line.name, looks.TEXT),
        Cell(line.cluster, looks.VALUE),
        Cell(STATES[line.state], looks.STATES[line.state]),
        Cell(line.file, looks.TEXT),
        Cell(line.filled if known else None, looks.NUMBER),
        Cell(line.asked if known else None, looks.NUMBER),
        Cell(share, looks.PERCENT),
        Cell(line.errors if known else None, looks.NUMBER),
        Cell(line.warnings if known else None, looks.NUMBER),
    ]


def _totals(lines: tuple[RespondentLine, ...], first: int, row: int) -> list[Cell]:
    def total(column: str, number: int) -> Cell:
        return Cell(Formula(f"SUM({column}{first}:{column}{row - 1})", number), looks.TOTAL_NUMBER)

    filled, asked = sum(line.filled for line in lines), sum(line.asked for line in lines)
    share = Formula(f'IF(G{row}=0,"",F{row}/G{row})', filled / asked if asked else "")
    return [
        Cell("Всего по школам", looks.SECTION, 5),
        total("F", filled),
        total("G", asked),
        Cell(share, looks.TOTAL_PERCENT),
        total("I", sum(line.errors for line in lines)),
        total("J", sum(line.warnings for line in lines)),
    ]
