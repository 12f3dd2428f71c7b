"""The sheets of a summary about changes: counts at two dates of the year, and this year beside the last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import KEPT, NO_DATA, NO_FILE, NOT_APPLICABLE, share_word, small_word
from roadmapdocs.writers.summary.xlsx_cells import brief, linked
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import Change, IndicatorLine, RespondentLine, Share, Summary, TwoDates, YearChange
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["draw_two_dates", "draw_years"]


# --- two dates of one year ----------------------------------------------------------------------------------------

_TWO_DATES = (8, 56, 20, 20, 16)
_TWO_DATES_NOTE = (
    "Изменение считается только по школам, которые ответили на обе даты: иначе школа, приславшая одно число из двух, "
    "выглядела бы как рост или падение."
)


def draw_two_dates(book: Book, summary: Summary) -> None:
    """Write «На две даты»; no sheet where nothing is counted at two dates."""
    if not summary.two_dates:
        return
    page = book.page("На две даты", _TWO_DATES)
    page.add([Cell("Числа на две даты и их изменение", looks.TITLE, len(_TWO_DATES))])
    page.add([Cell(_TWO_DATES_NOTE, looks.NOTE, len(_TWO_DATES))])
    page.sheet.freeze_panes = f"A{page.next}"
    for pair in summary.two_dates:
        _draw_pair(page, pair, summary)
    page.print_as(summary.title, title_rows="1:1")


def _draw_pair(page: Page, pair: TwoDates, summary: Summary) -> None:
    page.skip()
    page.add([Cell(f"{pair.title} ({pair.unit})", looks.SECTION, len(_TWO_DATES))])
    captions = ("Код", "Школа", pair.before_date, pair.now_date, "Изменение")
    page.add(Cell(caption, looks.CAPTION) for caption in captions)
    first = page.next
    for school, cell in zip(summary.respondents, pair.cells, strict=True):
        if cell is not None:
            page.add(_pair_row(pair, school, cell, page.next))
    last = page.next - 1
    if last >= first:
        page.add(_both_row(pair, first, last, page.next, summary))
        totals = (_all_cell(pair.before, "C", first, last, summary), _all_cell(pair.now, "D", first, last, summary))
        page.add([Cell("Все, кто ответил", looks.SECTION, 2), *totals, Cell(None, looks.NOTHING)])


def _pair_row(pair: TwoDates, school: RespondentLine, cell: Change, row: int) -> list[Cell]:
    change = None if cell.difference is None else Formula(f"D{row}-C{row}", cell.difference)
    return [
        Cell(school.code, looks.CODE),
        Cell(school.name, looks.TEXT),
        _counted(pair.before, cell.before, school),
        _counted(pair.now, cell.now, school),
        Cell(change, looks.DIFFERENCE),
    ]


def _counted(line: IndicatorLine, share: Share, school: RespondentLine) -> Cell:
    word = NO_FILE if school.state == "missing" else share_word(line, share) if share.known or share.hidden else ""
    word = word if word != "" else NOT_APPLICABLE if share.not_applicable else NO_DATA
    look = looks.MARKS[word] if isinstance(word, str) else looks.NUMBER
    return Cell(word, look, link=f"ответ: {line.code}, {school.code}")


def _both_row(pair: TwoDates, first: int, last: int, row: int, summary: Summary) -> list[Cell]:
    """Return the sums over schools that gave both numbers."""
    title = Cell(f"Ответили на обе даты: {pair.both}", looks.SECTION, 2)
    total, both = pair.total, f"ISNUMBER(C{first}:C{last})*ISNUMBER(D{first}:D{last})"
    if total.before.hidden:
        return [title, *(Cell(small_word(summary.threshold), looks.VALUE) for _ in range(2)), Cell(None, looks.NOTHING)]
    if total.difference is None:
        return [title, *(Cell(NO_DATA, looks.MARKS[NO_DATA]) for _ in range(2)), Cell(None, looks.NOTHING)]
    merged = any(cell is not None and (cell.before.hidden or cell.now.hidden) for cell in pair.cells)
    values = [
        share.numerator
        if merged
        else Formula(f"SUMPRODUCT({both},{letter}{first}:{letter}{last})", share.numerator or 0)
        for letter, share in (("C", total.before), ("D", total.now))
    ]
    return [
        title,
        *(Cell(value, looks.TOTAL_NUMBER) for value in values),
        Cell(Formula(f"D{row}-C{row}", total.difference), looks.DIFFERENCE),
    ]


def _all_cell(line: IndicatorLine, letter: str, first: int, last: int, summary: Summary) -> Cell:
    if line.total.hidden:
        return Cell(small_word(summary.threshold), looks.VALUE)
    if not line.total.known:
        return Cell(NO_DATA, looks.MARKS[NO_DATA])
    n = line.total.numerator or 0
    value: int | Formula = n if line.others is not None else Formula(f"SUM({letter}{first}:{letter}{last})", n)
    return linked(Cell(value, looks.TOTAL_NUMBER), f"показатель: {line.id or line.code}")


# --- two years ----------------------------------------------------------------------------------------------------

_YEARS = (
    ("Код", 8),
    ("Мероприятие или показатель", 62),
    ("Было", 11),
    ("из", 9),
    ("Доля", 9),
    ("Стало", 11),
    ("из", 9),
    ("Доля", 9),
    ("Изменение", 13),
    ("Примечание", 26),
)
_KINDS = {"activity": "Мероприятия: сколько выполнено из тех, срок которых наступил", "indicator": "Показатели"}


def draw_years(book: Book, summary: Summary) -> None:
    """Write «Изменения за год»; no sheet without a summary of last year."""
    if not summary.previous:
        return
    page = book.page("Изменения за год", [width for _, width in _YEARS])
    page.add([Cell("Что изменилось за год", looks.TITLE, len(_YEARS))])
    page.add([Cell(f"Было: {summary.previous}. Стало: {summary.order}.", looks.SUBTITLE, len(_YEARS))])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _YEARS)
    page.sheet.freeze_panes = f"C{header + 1}"
    for kind, changes in groupby(summary.years, key=lambda change: change.kind):
        page.add([Cell(_KINDS[kind], looks.SECTION, len(_YEARS))])
        for change in changes:
            page.add(_year_row(change, page.next, summary))
    if summary.years:
        page.sheet.auto_filter.ref = f"A{header}:J{page.next - 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")


def _year_row(change: YearChange, row: int, summary: Summary) -> list[Cell]:
    prefix = "мероприятие" if change.kind == "activity" else "показатель"
    anchor = "" if change.fate == "gone" else f"{prefix}: {change.id}"
    unit = f", {change.unit}" if change.unit else ""
    return [
        Cell(change.code, looks.CODE),
        Cell(f"{brief(change.title)}{unit}", looks.SMALL_TEXT),
        *_numbers(change.change.before, f"C{row}/D{row}", summary, ""),
        *_numbers(change.change.now, f"F{row}/G{row}", summary, anchor),
        _difference(change.change, row),
        Cell("; ".join(_remarks(change)), looks.SMALL_TEXT),
    ]


def _numbers(share: Share, ratio: str, summary: Summary, anchor: str) -> Iterator[Cell]:
    nothing = Cell(None, looks.NOTHING)
    if not share.known or share.hidden:
        word = small_word(summary.threshold) if share.hidden else NOT_APPLICABLE if share.not_applicable else ""
        yield Cell(word, looks.MARKS.get(word, looks.SMALL_VALUE)) if word else nothing
        yield from (nothing, nothing)
        return
    yield linked(Cell(share.numerator, looks.NUMBER), anchor)
    yield nothing if share.denominator is None else linked(Cell(share.denominator, looks.NUMBER), anchor)
    yield nothing if share.ratio is None else Cell(Formula(ratio, share.ratio), looks.PERCENT)


def _difference(change: Change, row: int) -> Cell:
    if change.difference is not None:
        return Cell(Formula(f"F{row}-C{row}", change.difference), looks.DIFFERENCE)
    if change.points is not None:
        return Cell(Formula(f"(H{row}-E{row})*100", change.points), looks.POINTS)
    return Cell(None, looks.NOTHING)


def _remarks(change: YearChange) -> Iterator[str]:
    if KEPT[change.fate]:
        yield KEPT[change.fate]
    if change.fate == "kept" and change.before_ids != (change.id,):
        yield f"прежде: {', '.join(change.before_ids)}"
