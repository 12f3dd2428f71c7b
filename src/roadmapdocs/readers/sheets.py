"""What the sheets of all workbooks have in common: references, truth values, and the ids that forms carry.

Forms carry ids in a hidden first column and in rows that begin with `#fields`; some programs show them, so
they are known by that mark and left out of the grids.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.readers.blocks import Cell

__all__ = ["FIELDS_MARK", "LAST_COLUMN", "LAST_ROW", "TRUTH", "column_letters", "without_ids"]

FIELDS_MARK = "#fields"
"""What the first column of a row of technical ids begins with."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

TRUTH = {"1": "ИСТИНА", "0": "ЛОЖЬ", "true": "ИСТИНА", "false": "ЛОЖЬ"}
"""A stored truth value → what people see."""


def without_ids(rows: list[list[Cell]], *, first_column_hidden: bool) -> list[list[Cell]]:
    """Leave out rows of ids, and the first column where it holds ids or is hidden."""
    visible = [row for row in rows if not (row[0].column == 0 and row[0].text.startswith(FIELDS_MARK))]
    if first_column_hidden or len(visible) < len(rows):
        visible = [[cell for cell in row if cell.column] for row in visible]
    return [row for row in visible if row]


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0: «A», «Z», «AA»."""
    letters = ""
    number = column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
