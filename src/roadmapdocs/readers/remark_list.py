"""The list of remarks on the first page of an annotated copy, known again by what people see.

Office programs drop or rename whatever is not visible, so the list is a table, or a sheet, that begins with `HEADING`,
and each of its rows ends in a check number made from its text. Rows that check are ours and nobody reads them; what a
school wrote into the list, or changed in it, stays and is read like any other text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from roadmapdocs.readers.blocks import Grid, Paragraph, Returned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.readers.blocks import Block, Cell

__all__ = ["ANCHOR", "HEADING", "check_number", "foreign_rows", "is_remark_list", "without_remark_lists"]

HEADING = "Замечания отдела: что исправить"

ANCHOR = "_remark_"
"""What the names of our bookmarks at remarked places begin with; they are no anchors of answers."""

_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_PAGE = re.compile(r"(?:page|страница|стр\.)?\s*\d{1,4}", re.IGNORECASE)
_CHECKED = re.compile(r"(.*)№(\d{4})", re.DOTALL)


def check_number(text: str) -> str:
    """Return the four digits that stand behind «№» at the end of a row of the list; blanks do not count."""
    return f"{crc32(_squeezed(text).encode()) % 10_000:04d}"


def _squeezed(text: str) -> str:
    return _BLANKS.sub("", text)


_HEADING = _squeezed(HEADING)


def is_remark_list(rows: Sequence[Sequence[Cell]]) -> bool:
    """Say whether a table or sheet begins with the heading of the list."""
    first = next((text for row in rows if (text := _row_text(row))), "")
    return first == _HEADING


def foreign_rows(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return the rows of the list that are not as we wrote them and say something."""
    return [list(row) for row in rows if not _is_own(_row_text(row))]


def _is_own(text: str) -> bool:
    checked = _CHECKED.fullmatch(text)
    return text in ("", _HEADING) or (checked is not None and check_number(checked[1]) == checked[2])


def _row_text(row: Sequence[Cell]) -> str:
    return _squeezed("".join(cell.text for cell in row))


def without_remark_lists(returned: Returned) -> Returned:
    """Take the lists of remarks out of a file that was read, but for what is not ours in them."""
    kept: list[Block] = []
    footer = ""
    for block in returned.blocks:
        if isinstance(block, Paragraph) and block.location == footer and _PAGE.fullmatch(block.text):
            continue  # the number of the list's own page
        if isinstance(block, Grid) and is_remark_list(block.rows):
            block.rows = foreign_rows(block.rows)
            if not block.rows:
                footer = f"{block.location}, колонтитул"
                continue
        kept.append(block)
    returned.blocks = kept
    return returned
