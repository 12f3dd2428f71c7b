"""The sheets of a summary about indicators: Σn/Σd with targets, and what each school answered.

Three things look different everywhere: zero is a number, «не применимо» and «нет данных» are words, and what makes
no sense for an indicator is a grey empty cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import NO_DATA, NO_FILE, NOT_APPLICABLE, reached_word, share_word
from roadmapdocs.writers.summary.xlsx_activities import names_height, pages_across
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.summary import IndicatorLine, RespondentLine, Share, Summary

__all__ = ["draw_indicators"]

_COLUMNS = (
    ("Код", 7),
    ("Показатель", 50),
    ("Единица", 19),
    ("План", 13),
    ("Σ числитель", 13),
    ("Σ знаменатель", 15),
    ("Факт", 9),
    ("Нужно для плана", 10),
    ("План достигнут", 13),
    ("Ответили", 11),
    ("Школ достигли плана", 12),
)
_NOTE = (
    "«Факт» — сумма числителей, делённая на сумму знаменателей, а не среднее процентов школ. «Нужно для плана» — "
    "наименьший числитель, при котором план выполнен. Ноль — ответ «ноль»; «нет данных» — никто ещё не ответил; "
    "«не применимо» — показатель никого не касается; серая пустая клетка — для этого показателя не считается."
)
_CELLS_NOTE = (
    "«8 из 20» — числитель и знаменатель школы. «Нет отчёта» — школа отчёт не представила; «не применимо» — так "
    "ответила школа; черта — показатель её не касается; пустая клетка — школа не ответила."
)


def draw_indicators(book: Book, summary: Summary) -> None:
    """Write «Показатели» and «Показатели школ»."""
    _draw_totals(book, summary)
    _draw_cells(book, summary)


# --- the district -----------------------------------------------------------------------------------------------


def _draw_totals(book: Book, summary: Summary) -> None:
    page = book.page("Показатели", [width for _, width in _COLUMNS])
    page.add([Cell("Показатели", looks.TITLE, len(_COLUMNS))])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _COLUMNS)
    page.sheet.freeze_panes = f"C{header + 1}"
    groups = (
        ("Показатели по ответам школ", summary.indicators),
        ("Показатели по ответу отдела", summary.department_indicators),
    )
    for title, lines in groups:
        page.add([Cell(title, looks.SECTION, len(_COLUMNS))])
        for line in lines:
            page.add(_total_row(line, page.next))
    page.skip()
    page.add([Cell(_NOTE, looks.NOTE, len(_COLUMNS))])
    page.print_as(summary.title, title_rows=f"{header}:{header}")


def _total_row(line: IndicatorLine, row: int) -> list[Cell]:
    reached = reached_word(line)
    return [
        Cell(line.code, looks.CODE),
        Cell(line.title, looks.TEXT),
        Cell(line.unit, looks.VALUE),
        _or_nothing(line.target),
        *_sums(line.total, row),
        _or_nothing(line.needed),
        Cell(reached, looks.REACHED[reached]) if reached else _or_nothing(None),
        Cell(f"{line.answered} из {line.asked}", looks.VALUE),
        _or_nothing(line.reached_by),
    ]


def _or_nothing(value: str | int | None) -> Cell:
    if value is None or value == "":
        return Cell(None, looks.NOTHING)
    return Cell(value, looks.VALUE if isinstance(value, str) else looks.NUMBER)


def _sums(total: Share, row: int) -> tuple[Cell, Cell, Cell]:
    """Return numerator, denominator and percent: numbers, or the word that stands for them and two grey cells."""
    nothing = _or_nothing(None)
    if not total.known:
        word = NOT_APPLICABLE if total.not_applicable else NO_DATA
        return Cell(word, looks.MARKS[word]), nothing, nothing
    n, d = total.numerator or 0, total.denominator
    if d is None:
        return Cell(n, looks.NUMBER), nothing, nothing
    percent = Formula(f'IF(F{row}=0,"",E{row}/F{row})', n / d if d else "")
    return Cell(n, looks.NUMBER), Cell(d, looks.NUMBER), Cell(percent, looks.PERCENT)


# --- schools ----------------------------------------------------------------------------------------------------

_PRINTED = (("Код", 7.0), ("Показатель", 46.0), ("Единица", 15.0))
_CELL_WIDTH = 10.0


def _draw_cells(book: Book, summary: Summary) -> None:
    schools = summary.respondents
    page = book.page("Показатели школ", [width for _, width in _PRINTED] + [_CELL_WIDTH] * len(schools))
    page.add([Cell("Что ответили школы", looks.TITLE, 3)])
    captions = [Cell(caption, looks.CAPTION) for caption, _ in _PRINTED]
    names = (Cell(line.name, looks.NAME) for line in schools)
    header = page.add([*captions, *names], height=names_height(schools))
    for line in summary.indicators:
        page.add(_cell_row(line, schools))
    page.sheet.freeze_panes = f"D{header + 1}"
    if summary.indicators:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(3)}{page.next - 1}"
    page.skip()
    page.add([Cell(_CELLS_NOTE, looks.NOTE, 3)])
    rows = f"{header}:{header}"
    page.print_as(summary.title, title_rows=rows, title_columns="A:C", across=pages_across(schools))


def _cell_row(line: IndicatorLine, schools: Sequence[RespondentLine]) -> Iterator[Cell]:
    yield Cell(line.code, looks.CODE)
    yield Cell(line.title, looks.SMALL_TEXT)
    yield Cell(line.unit, looks.SMALL_TEXT)
    for cell, school in zip(line.cells, schools, strict=True):
        word = NO_FILE if school.state == "missing" and cell is not None else share_word(line, cell)
        look = looks.MARKS.get(word, looks.SMALL_VALUE) if isinstance(word, str) else looks.NUMBER
        yield Cell(word, look)
