"""A file of a roster as tables of text: a CSV in any encoding and with any separator of Excel's, or a workbook."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.readers.blocks import Cell

__all__ = ["Line", "tables_of"]

_PACKAGE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LONGEST = 20_000
"""Lines; a roster is no database."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its cells from the first column on; `number` as the program that shows the file counts."""

    number: int
    cells: tuple[str, ...]


def tables_of(content: bytes) -> list[list[Line]]:
    """Return the tables of a file: one of a CSV, the sheets of a workbook.

    Raises `UnreadableFileError` for a workbook that cannot be read, `DefinitionError` for one that is endless.
    """
    if content.startswith((_PACKAGE, _COMPOUND)):
        return _sheets(content)
    text = _decoded(content)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    return [_bounded([Line(number, tuple(cells)) for number, cells in enumerate(lines, start=1)])]


def _sheets(content: bytes) -> list[list[Line]]:
    from roadmapdocs.readers import read_blocks  # noqa: PLC0415 - heavy, and a CSV does not need it

    return [
        _bounded([Line(number, _row(row)) for number, row in enumerate(grid.rows, start=1)])
        for grid in read_blocks(content).grids
    ]


def _row(cells: Sequence[Cell]) -> tuple[str, ...]:
    row = [""] * (max((cell.column for cell in cells), default=-1) + 1)
    for cell in cells:
        row[cell.column] = cell.text
    return tuple(row)


def _bounded(lines: list[Line]) -> list[Line]:
    if len(lines) > _LONGEST:
        raise DefinitionError(f"the roster has {len(lines)} lines", hint="a roster has one line for each school")
    return lines


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # «Текст Юникод» of Excel
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _delimiter(text: str) -> str:
    """Return the separator that the first lines have most of."""
    beginning = "\n".join(text.splitlines()[:5])
    return max((";", ",", "\t"), key=beginning.count)
