"""Bytes → a document as lines and tables: office formats by their readers, plain text by its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.model.holes import HOLE
from roadmapdocs.readers import read_paper
from roadmapdocs.readers.blocks import Grid
from roadmapdocs.readers.signatures import kind_of
from roadmapdocs.transcription.paper import Paper, Table, clean, line_of, mended
from roadmapdocs.transcription.plain_text import listed, paper_of_text
from roadmapdocs.transcription.tabs import TabbedTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.readers.blocks import Returned
    from roadmapdocs.transcription.paper import Notes

__all__ = ["open_paper"]

_MOST_TEXT = 4 * 2**20
_MOST_ITEMS, _MOST_CELLS = 20_000, 60_000


def open_paper(data: bytes, notes: Notes) -> Paper:
    """Read a document. Raises `UnreadableFileError` and `EnvironmentLacksError` as the readers do."""
    text = _plain_text(data)
    if text is None:
        paper = _paper_of(read_paper(data), notes)
    else:
        _warn_of_braces(text, "", notes)
        paper = paper_of_text(text)
    cells = sum(len(row) for item in paper.items if isinstance(item, Table) for row in item.rows)
    if len(paper.items) > _MOST_ITEMS or cells > _MOST_CELLS:
        raise UnreadableFileError("the document is too large to be an order", reason="too_large")
    return paper


def _plain_text(data: bytes) -> str | None:
    """Return the text of a text file, None for anything else."""
    if not data or data.startswith((b"PK", b"<")) or kind_of(data) != "package":
        return None
    for encoding in ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1251"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(char < " " and char not in "\t\n\r\f\v" for char in text):
            return None
        if len(text) > _MOST_TEXT:
            raise UnreadableFileError("the text is too large to be an order", reason="too_large")
        return text
    return None


def _paper_of(returned: Returned, notes: Notes) -> Paper:
    paper, tabbed = Paper([]), TabbedTables()
    mend = listed if returned.format == "pdf" else mended
    for block in returned.blocks:
        if isinstance(block, Grid):
            for cell in block.rows:
                for one in cell:
                    _warn_of_braces(one.text, one.location, notes)
                    one.text = clean(one.text)
            paper.items.append(Table(block.rows, block.location, mend))
            continue
        _warn_of_braces(block.text, block.location, notes)
        pieces = clean(block.text).split("\n")
        if block.running:
            paper.running += (line for line in (line_of(piece, block.location) for piece in pieces) if line.text)
        else:
            _take_prose(pieces, block.location, tabbed, paper)
    return paper


def _take_prose(pieces: Sequence[str], place: str, tabbed: TabbedTables, paper: Paper) -> None:
    """Add lines to the document; those whose tabs make them rows of a table become one."""
    for piece in pieces:
        row = tabbed.row(piece, place)
        line = line_of(piece, place)
        if row is None:
            paper.items += [line] if line.text else []
        elif paper.items and paper.items[-1] is tabbed.table:
            tabbed.table.rows.append(row)
        else:
            tabbed.table = Table([row], place, mended, typed=True)
            paper.items.append(tabbed.table)


def _warn_of_braces(text: str, place: str, notes: Notes) -> None:
    for found in HOLE.finditer(text):
        notes.say("T209", found[0], place=place)
