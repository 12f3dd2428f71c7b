"""A table as a writer draws it: every decision about it is already made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Cell", "Line", "Row", "lines_of"]

_DASHES = ("- ", "– ", "— ", "• ")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell. `listed` paragraphs hang after their dash, which is part of the text."""

    text: str
    listed: bool = False
    emphasis: Literal["plain", "italic", "bold"] = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its paragraphs, which prototype cell it looks like, and how it is merged.

    `span` counts the grid columns the cell takes; `merge` joins it with the cells under it.
    """

    lines: tuple[Line, ...]
    like: int = 0
    span: int = 1
    merge: Literal["", "restart", "continue"] = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: which prototype row it looks like, and its cells, whose spans add up to the columns of the table."""

    like: int
    cells: tuple[Cell, ...]


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the paragraphs of a cell's text: one for each line, those that begin with a dash as a list."""
    stripped = (line.strip() for line in text.splitlines())
    return tuple(Line(line, listed=line.startswith(_DASHES)) for line in stripped if line)
