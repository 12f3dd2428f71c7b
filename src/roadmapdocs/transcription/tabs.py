"""Tables that were typed with tabs in an office program: paragraphs whose parts stand under those of the captions."""

from __future__ import annotations

from dataclasses import dataclass

from roadmapdocs.readers.blocks import Cell
from roadmapdocs.transcription.headers import is_roadmap
from roadmapdocs.transcription.paper import Table, mended
from roadmapdocs.transcription.plain_text import cells_of_line

__all__ = ["TabbedTables"]


@dataclass(slots=True)
class TabbedTables:
    """What is known of such tables while paragraphs are read: how wide the captions are, the table that is open.

    Signatures and dates are arranged with tabs as well; so a table begins only with captions of a roadmap, and a row
    has as many parts as they.
    """

    width: int = 0
    table: Table | None = None

    def row(self, text: str, place: str) -> list[Cell] | None:
        """Return a paragraph as a row of cells, None where it is prose."""
        parts = cells_of_line(text)
        if parts is None:
            return None
        row = [Cell(part.strip(), column, place) for column, part in enumerate(parts)]
        if is_roadmap(Table([row], place, mended)):
            self.width = len(row)
        return row if len(row) == self.width else None
