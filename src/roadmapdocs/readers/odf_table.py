"""Tables of OpenDocument, of text documents and workbooks alike (ODF 1.3 part 3, 9.1).

Whether a cell lies under a merged one is told by the spans of that one: ONLYOFFICE calls some of the wrong cells
covered. What stands in a cell that nobody calls covered is always read. Repeated rows and cells are unfolded only
where they say something, and only as far as a form could need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.odf_text import TABLE, Element

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Placed", "Tables"]

MOST_CELLS = 300_000
MOST_COPIES = 10_000
MOST_COVERED = 200_000
FILLER = 32
"""More empty cells of one kind in a row than a form has: they fill the sheet to its edge."""

_ROW = f"{TABLE}table-row"
_GROUPS = frozenset(f"{TABLE}table-{name}" for name in ("rows", "header-rows", "row-group"))
_CELL = f"{TABLE}table-cell"
_CELLS = frozenset((_CELL, f"{TABLE}covered-table-cell"))
_ROWS_REPEATED, _COLUMNS_REPEATED, _ROWS_SPANNED, _COLUMNS_SPANNED = (
    f"{TABLE}number-{name}" for name in ("rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned")
)
_LONG = 9

Placed = tuple[str, int, Element]
"""A visible cell: its text, its column from 0, and its element."""


class Tables:
    """Walks the tables of one file; the limits hold for all of them together."""

    def __init__(self, text_of: Callable[[Element], str], *, last_row: int, last_column: int) -> None:
        self._text_of, self._last_row, self._last_column = text_of, last_row, last_column
        self._cells, self._copies, self._covered = MOST_CELLS, MOST_COPIES, MOST_COVERED

    def rows(self, table: Element) -> Iterator[tuple[int, list[Placed]]]:
        """Yield number, from 1, and cells of every row that has any, repeated rows where they have text."""
        number = 1
        below: dict[int, int] = {}  # column → the last row to which a cell above it reaches down
        for row in _rows(table):
            if number > self._last_row:
                break
            cells = self._row(row, number, below)
            again = _count(row, _ROWS_REPEATED, self._last_row)
            if cells:
                yield number, cells
                for copy in range(1, again if any(text for text, _, _ in cells) else 1):
                    self._copies -= len(cells)
                    if self._copies < 0 or number + copy > self._last_row:
                        break
                    yield number + copy, cells
            number += again

    def _row(self, row: Element, number: int, below: dict[int, int]) -> list[Placed]:
        """Return the visible cells of a row: this is where the time goes, so plain cells take the short way."""
        cells: list[Placed] = []
        column = beside = 0  # `beside` is where a cell to the left ends
        text_of, last_column = self._text_of, self._last_column
        for element in row:
            if element.tag not in _CELLS:
                continue
            if column >= last_column:
                break
            text = text_of(element)
            plain = text and element.tag == _CELL
            if plain and column < beside:  # the program has left the covered cells out
                column = beside
            again = 1 if element.get(_COLUMNS_REPEATED) is None else _count(element, _COLUMNS_REPEATED, last_column)
            if again > 1:
                places = range(max(column, beside), min(column + self._unfolded(text, again), last_column))
                self._cells -= len(places)
                cells += [(text, place, element) for place in places if plain or below.get(place, 0) < number]
            elif column >= beside and (plain or below.get(column, 0) < number):
                cells.append((text, column, element))
            if element.get(_COLUMNS_SPANNED) is not None or element.get(_ROWS_SPANNED) is not None:
                beside = max(beside, self._span(element, column, number, below))
            column += again
        self._cells -= len(cells)
        if self._cells < 0:
            raise UnreadableFileError(
                "the table is too large to be a form", hint="send the form itself", reason="too_large"
            )
        return cells

    def _unfolded(self, text: str, again: int) -> int:
        """Return how many of a cell's repetitions are given: all of them where it has text, none of a filler."""
        if not text:
            return again if again <= FILLER else 0
        copies = min(again - 1, max(self._copies, 0))
        self._copies -= copies
        return 1 + copies

    def _span(self, element: Element, column: int, number: int, below: dict[int, int]) -> int:
        """Note which columns a cell covers in the rows below; return the column behind it."""
        behind = column + _count(element, _COLUMNS_SPANNED, self._last_column)
        rows = _count(element, _ROWS_SPANNED, self._last_row)
        if rows > 1 and self._covered > 0:
            self._covered -= behind - column
            below.update(dict.fromkeys(range(column, behind), number + rows - 1))
        return behind


def _rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, in groups or not, but not those of tables in its cells."""
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        if element.tag == _ROW:
            yield element
        elif element.tag in _GROUPS:
            stack.extend(reversed(element))


def _count(element: Element, name: str, most: int) -> int:
    """Read a count, clamped: the number comes from the file."""
    stated = element.get(name)
    if stated is None or not (stated.isascii() and stated.isdigit()):
        return 1
    return most if len(stated) >= _LONG else min(max(int(stated), 1), most)
