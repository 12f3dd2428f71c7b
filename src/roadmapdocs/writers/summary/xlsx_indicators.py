"""The sheet of a summary about indicators: Σn/Σd with targets, what each target needs, and a chart.

Three things look different everywhere: zero is a number, «не применимо» and «нет данных» are words, and what makes
no sense for an indicator is a grey empty cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import NO_DATA, NOT_APPLICABLE, reached_word, small_word
from roadmapdocs.writers.summary.xlsx_cells import linked, shortened
from roadmapdocs.writers.summary.xlsx_chart import add_target_chart
from roadmapdocs.writers.summary.xlsx_schools import Block, blocks
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula

if TYPE_CHECKING:
    from roadmapdocs.model.summary import IndicatorLine, Summary

__all__ = ["draw_indicators", "draw_targets"]

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
    "«не применимо» — показатель никого не касается; серая пустая клетка — для этого показателя не считается. "
    "Щёлкните по числу, чтобы увидеть ответы школ, из которых оно сложено."
)
_SHEET = "Показатели"
_LONGEST_LABEL = 80


def draw_indicators(book: Book, summary: Summary) -> None:
    """Write «Показатели»."""
    page = book.page(_SHEET, [width for _, width in _COLUMNS])
    page.add([Cell("Показатели", looks.TITLE, len(_COLUMNS))])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _COLUMNS)
    page.sheet.freeze_panes = f"C{header + 1}"
    places = blocks(summary)
    for title, lines in (
        ("Показатели по ответам школ", summary.indicators),
        ("Показатели по ответу отдела", summary.department_indicators),
    ):
        page.add([Cell(title, looks.SECTION, len(_COLUMNS))])
        for line in lines:
            row = _total_row(line, places[line.code], page.next, summary)
            page.add(row, anchor=f"показатель: {line.id or line.code}")
    page.skip()
    page.add([Cell(_NOTE, looks.NOTE, len(_COLUMNS))])
    page.print_as(summary.title, title_rows=f"{header}:{header}")


def _total_row(line: IndicatorLine, block: Block, row: int, summary: Summary) -> list[Cell]:
    reached = reached_word(line)
    reached_by = Formula(f'COUNTIF({block.reached},"да")', line.reached_by) if line.reached_by is not None else None
    return [
        Cell(line.code, looks.CODE),
        Cell(line.title, looks.TEXT),
        Cell(line.unit, looks.VALUE),
        _or_nothing(line.target),
        *_sums(line, block, row, summary),
        _or_nothing(line.needed),
        Cell(reached, looks.REACHED[reached]) if reached else _or_nothing(None),
        linked(Cell(f"{line.answered} из {line.asked}", looks.VALUE), block.anchor),
        linked(_or_nothing(reached_by), block.anchor),
    ]


def _or_nothing(value: str | int | Formula | None) -> Cell:
    if value is None or value == "":
        return Cell(None, looks.NOTHING)
    return Cell(value, looks.VALUE if isinstance(value, str) else looks.NUMBER)


def _sums(line: IndicatorLine, block: Block, row: int, summary: Summary) -> tuple[Cell, Cell, Cell]:
    """Return numerator, denominator and percent: numbers, or the word that stands for them and two grey cells."""
    total, nothing = line.total, _or_nothing(None)
    if total.hidden:
        return Cell(small_word(summary.threshold), looks.VALUE), nothing, nothing
    if not total.known:
        word = NOT_APPLICABLE if total.not_applicable else NO_DATA
        return Cell(word, looks.MARKS[word]), nothing, nothing
    n, d = total.numerator or 0, total.denominator
    first = linked(Cell(Formula(block.numerator, n) if block.rows else n, looks.NUMBER), block.anchor)
    if d is None:
        return first, nothing, nothing
    whole = linked(Cell(Formula(block.denominator(line), d) if block.rows else d, looks.NUMBER), block.anchor)
    percent = Formula(f'IF(F{row}=0,"",E{row}/F{row})', n / d if d else "")
    return first, whole, Cell(percent, looks.PERCENT)


# --- plan and fact --------------------------------------------------------------------------------------------------

_TARGETS = (("Показатель", 90), ("Факт", 14), ("План", 14))


def draw_targets(book: Book, summary: Summary) -> None:
    """Write «План и факт»: the indicators that have a target, and a chart; no sheet where none has a fact yet."""
    lines = [line for line in summary.indicators if line.goal is not None and line.total.ratio is not None]
    if not lines:
        return
    page = book.page("План и факт", [width for _, width in _TARGETS])
    page.add([Cell("План и факт", looks.TITLE, len(_TARGETS))])
    header = page.add(Cell(caption, looks.CAPTION) for caption, _ in _TARGETS)
    for line in lines:
        label = Cell(shortened(f"{line.code}. {line.title}", _LONGEST_LABEL), looks.SMALL_TEXT)
        anchor = f"показатель: {line.id or line.code}"
        row = book.row_of(anchor)
        fact = linked(Cell(Formula(f"'{_SHEET}'!G{row}", line.total.ratio or 0.0), looks.PERCENT), anchor)
        page.add([label, fact, Cell(line.goal, looks.PERCENT)])
    page.sheet.freeze_panes = f"A{header + 1}"
    page.sheet.auto_filter.ref = f"A{header}:C{page.next - 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")
    add_target_chart(page, first=header + 1, last=page.next - 1, names="A", facts="B", goals="C")
