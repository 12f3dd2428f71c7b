"""Where everything stands on the sheet of a form: a grid of columns, rows one after another, and their heights.

The table with most columns gives the grid, so it needs no merged cells; a narrower table takes the full width too,
by letting its columns span several of the grid's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from roadmapdocs.answers import normalise, text_of
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.model.form import ColumnKind, FieldType, SectionRow
from roadmapdocs.writers.form.xlsx_looks import Look
from roadmapdocs.writers.package import hole
from roadmapdocs.writers.widths import column_widths
from roadmapdocs.writers.xlsx.text import line_count, text_width, widest_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from roadmapdocs.model.form import Blank, Column, Field, Row, Table

__all__ = ["FIELDS_MARK", "Layout", "Placed", "height_of", "lay_out", "own_text"]

FIELDS_MARK = "#fields"
"""Stands in the hidden first column of the hidden row of column ids; a reader knows such a row by it."""

SHEET_PIXELS = 1120  # fits a laptop's screen; A4 landscape prints it at nine tenths of its size
POINTS_PER_PIXEL = 0.75
CELL_MARGIN, ROW_MARGIN = 5.0, 3.0
LINE = 1.36  # height of a line over the size of type
TALLEST_ROW, GAP = 408.0, 9.0
_FIRST_COLUMN = 2

_INPUT = {
    FieldType.TEXT: Look.TEXT,
    FieldType.INTEGER: Look.INTEGER,
    FieldType.DATE: Look.DATE,
    FieldType.CHOICE: Look.CHOICE,
}
_STAMP_SHARE = 0.3  # of the sheet's width
_EXPECTED_SHARE, _MOST_ROOM = 0.12, 6  # of the longest allowed answer; lines left free for one


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, or a merged run of cells of a row: columns `first` to `last`, counted from 1.

    `address` is that of the field it asks; `hole` is the name of the text put in for each respondent.
    """

    row: int
    first: int
    last: int
    text: str
    look: Look
    width: float = 0.0
    address: str = ""
    hole: str = ""


@dataclass(slots=True)
class Layout:
    """The sheet: pixel widths of the grid's columns, cells, heights of rows.

    `growing` rows have no merged cells, so programs fit them to what is typed; `hidden` rows hold ids; `leading`
    rows are headings and the like, which should not end a page; `heads` are those that begin a table. `check_row` has
    the line that repeats what the sheet's own check says.
    """

    pixels: list[int]
    cells: list[Placed] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    growing: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    leading: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    last_row: int = 0
    check_row: int = 0

    def width(self, first: int, last: int) -> float:
        """Return the room for text, in points, between two columns of the sheet."""
        return sum(self.pixels[first - _FIRST_COLUMN : last - 1]) * POINTS_PER_PIXEL - CELL_MARGIN

    @property
    def last_column(self) -> int:
        """The rightmost column of the grid."""
        return len(self.pixels) + 1


def height_of(text: str, width: float, look: Look) -> float:
    """Return the height of a row, in points, that shows a text in full; no program has rows above 409 points."""
    style = look.value
    lines = line_count(text, width, style.size, bold=style.bold)
    return min(TALLEST_ROW, math.ceil(lines * style.size * LINE + ROW_MARGIN))


def own_text(address: str) -> str:
    """Return the name of the hole for a printed text of the respondent's own."""
    return f"text {address}"


def lay_out(blank: Blank, prefilled: Collection[str]) -> Layout:
    """Return the sheet of a blank; the cells at the `prefilled` addresses are left to be stamped."""
    weights = _grid(blank)
    page = _Page(Layout(_pixels(blank, weights)), weights, frozenset(prefilled))
    page.head(blank)
    for table in blank.tables:
        page.table(table)
    if blank.signature:
        page.signature(blank.signature)
    return page.layout


# --- the grid ---------------------------------------------------------------------------------------------------


def _grid(blank: Blank) -> tuple[float, ...]:
    """Return the relative widths of the grid's columns: those of the first table that has most."""
    widest = max(blank.tables, key=lambda table: len(table.columns))
    return tuple(column.width for column in widest.columns)


@lru_cache(maxsize=64)
def _spans(table: Table, weights: tuple[float, ...]) -> tuple[tuple[int, int], ...]:
    """Return the first and last sheet column of every column of a table, as near to its own widths as can be."""
    cuts = min(
        ((0, *inner, len(weights)) for inner in combinations(range(1, len(weights)), len(table.columns) - 1)),
        key=lambda cuts: _misfit(table, weights, cuts),
    )
    return tuple((first + _FIRST_COLUMN, last + 1) for first, last in pairwise(cuts))


def _misfit(table: Table, weights: Sequence[float], cuts: Sequence[int]) -> float:
    scale = sum(weights) / sum(column.width for column in table.columns)
    given = (sum(weights[first:last]) for first, last in pairwise(cuts))
    return sum(
        math.log(width / (column.width * scale)) ** 2 for width, column in zip(given, table.columns, strict=True)
    )


def _pixels(blank: Blank, weights: tuple[float, ...]) -> list[int]:
    """Share the sheet's width among the columns, none narrower than the longest word that stands in it alone."""
    least = [0.0] * len(weights)
    for table in blank.tables:
        for column, (first, last) in zip(table.columns, _spans(table, weights), strict=True):
            if first == last:
                least[first - _FIRST_COLUMN] = max(least[first - _FIRST_COLUMN], _least(table, column))
    return column_widths(weights, [(points + CELL_MARGIN) / POINTS_PER_PIXEL for points in least], SHEET_PIXELS)


def _least(table: Table, column: Column) -> float:
    body = Look.CODE.value.size if column.kind is ColumnKind.CODE else Look.PRINTED.value.size
    caption = widest_word(column.caption, Look.CAPTION.value.size, bold=True)
    return max(caption, *(widest_word(text, body) for text in _words(table, column)), 0.0)


def _words(table: Table, column: Column) -> Iterator[str]:
    for row in table.asked_rows:
        yield row.code if column.kind is ColumnKind.CODE else row.printed.get(column.id, "")
        if asked := row.fields.get(column.id):
            yield "00.00.0000" if asked.type is FieldType.DATE else ""
            yield from (choice.label for choice in asked.choices)


# --- the rows ---------------------------------------------------------------------------------------------------


class _Page:
    """A sheet while it is laid out, from top to bottom."""

    def __init__(self, layout: Layout, weights: tuple[float, ...], prefilled: frozenset[str]) -> None:
        self.layout, self._weights, self._prefilled = layout, weights, prefilled

    def head(self, blank: Blank) -> None:
        """Put the stamp, what the form is, whose it is, its key, and how to fill it in."""
        for text in blank.approval:
            self._at_the_right(text)
        if blank.approval:
            self.gap()
        for text in blank.basis:
            self.line(text, Look.BASIS)
        self.gap()
        self.line(blank.title, Look.TITLE)
        self.line(hole("name"), Look.RESPONDENT, filled_with="name")
        self.line(f"{KEY_LABEL}: {hole('key')}", Look.KEY)
        self.line("", Look.CHECK)
        self.layout.check_row = self.layout.last_row
        self.gap()
        for text in blank.instructions:
            self.line(text, Look.NOTE)

    def gap(self, height: float = GAP) -> None:
        """Leave some room."""
        self._next_row(height)

    def line(self, text: str, look: Look, *, filled_with: str = "") -> None:
        """Put a text across the sheet."""
        row = self._next_row()
        shown = "" if filled_with else text
        self._place(row, _FIRST_COLUMN, self.layout.last_column, text, look, name=filled_with)
        self._fit(row, shown, self.layout.width(_FIRST_COLUMN, self.layout.last_column), look)

    def _at_the_right(self, text: str) -> None:
        """Put a line of the stamp into the columns at the right that are wide enough for it, and open for writing."""
        last = self.layout.last_column
        whole = self.layout.width(_FIRST_COLUMN, last)
        first = next(at for at in range(last, 0, -1) if self.layout.width(at, last) >= _STAMP_SHARE * whole)
        row = self._next_row()
        self._place(row, first, last, text, Look.APPROVAL)
        self._fit(row, text, self.layout.width(first, last), Look.APPROVAL)

    def signature(self, post: str) -> None:
        """Put the place to sign, on one page with the last row above it."""
        last = self.layout.last_row
        self.layout.leading.update((last, last + 1))
        self.gap(2 * GAP)
        self.line(f"{post}  {'_' * 24}  / {'_' * 32} /", Look.NOTE)

    def table(self, table: Table) -> None:
        """Put a table: heading, ids, captions, rows."""
        spans = dict(zip((column.id for column in table.columns), _spans(table, self._weights), strict=True))
        self.gap(1.5 * GAP)
        top = self.layout.last_row + 1
        self.layout.heads.add(top)
        self.line(table.title, Look.HEADING)
        if table.about:
            self.line(table.about, Look.ABOUT)
        self._ids(spans)
        captions = self._next_row()
        self.layout.leading.update(range(top, captions + 1))
        for column in table.columns:
            self._cell(captions, spans[column.id], column.caption, Look.CAPTION)
        for row in table.rows:
            if isinstance(row, SectionRow):
                self.line(row.title, Look.SECTION)
                self.layout.leading.add(self.layout.last_row)
            else:
                self._row(table, row, spans)

    def _ids(self, spans: dict[str, tuple[int, int]]) -> None:
        row = self._next_row()
        self.layout.hidden.add(row)
        self._place(row, 1, 1, FIELDS_MARK, Look.ID)
        for column, (first, _) in spans.items():
            self._place(row, first, first, column, Look.ID)

    def _row(self, table: Table, row: Row, spans: dict[str, tuple[int, int]]) -> None:
        number = self._next_row()
        self._place(number, 1, 1, row.id, Look.ID)
        for column in table.columns:
            if asked := row.fields.get(column.id):
                self._asked(number, spans[column.id], f"{row.id}.{column.id}", asked)
            elif column.kind is ColumnKind.CODE:
                self._cell(number, spans[column.id], row.code, Look.CODE)
            elif (address := f"{row.id}.{column.id}") in self._prefilled:
                where = own_text(address)
                self._place(number, *spans[column.id], hole(where), Look.PRINTED, name=where)
            else:
                look = Look.PRINTED if column.kind is ColumnKind.PRINTED else Look.CLOSED
                self._cell(number, spans[column.id], row.printed.get(column.id, ""), look)
        if all(first == last for first, last in spans.values()):
            self.layout.growing.add(number)

    def _asked(self, row: int, span: tuple[int, int], address: str, asked: Field) -> None:
        look = _INPUT[asked.type]
        name = f"value {address}" if address in self._prefilled else ""
        text = "" if name else text_of(asked, asked.prefill)
        self._place(row, *span, text, look, name=name, address=address)
        self._fit(row, text, self.layout.width(*span), look)
        room = _room(asked, self.layout.width(*span), merged=span[0] != span[1])
        self._fit(row, "\n" * (room - 1), self.layout.width(*span), look)

    def _cell(self, row: int, span: tuple[int, int], text: str, look: Look) -> None:
        self._place(row, *span, normalise(text), look)
        self._fit(row, normalise(text), self.layout.width(*span), look)

    def _place(
        self, row: int, first: int, last: int, text: str, look: Look, *, name: str = "", address: str = ""
    ) -> None:
        width = self.layout.width(first, last) if first >= _FIRST_COLUMN else 0.0
        self.layout.cells.append(Placed(row, first, last, text, look, width, address, name))

    def _fit(self, row: int, text: str, width: float, look: Look) -> None:
        self.layout.heights[row] = max(self.layout.heights.get(row, 0.0), height_of(text, width, look))

    def _next_row(self, height: float = 0.0) -> int:
        self.layout.last_row += 1
        if height:
            self.layout.heights[self.layout.last_row] = height
        return self.layout.last_row


def _room(asked: Field, width: float, *, merged: bool) -> int:
    """Return how many lines to leave free for an answer; rows with merged cells do not grow, so they need more."""
    if asked.type is not FieldType.TEXT or asked.limits.max_length is None:
        return 1
    expected = asked.limits.max_length * _EXPECTED_SHARE * text_width("о", Look.TEXT.value.size)
    return max(1, min(_MOST_ROOM if merged else 2, round(expected / width)))
