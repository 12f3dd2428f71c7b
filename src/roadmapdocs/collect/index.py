"""How the tables, rows and printed words of a form are recognised in a grid, folded once per blank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import fold_code
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.model.form import SectionRow
from roadmapdocs.rules.words import is_check_text
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.model.form import Blank, Row, Table
    from roadmapdocs.readers.blocks import Cell

__all__ = ["PAGE_NUMBER", "FormIndex", "Header", "index_of", "same_words"]

PAGE_NUMBER = re.compile(r"(?:страница|стр\.)?\s*\d*\s*(?:из\s*\d*)?", re.IGNORECASE)
_KEY_LINE = re.compile(rf"{KEY_LABEL}\W*\w*\W*{PAGE_NUMBER.pattern}", re.IGNORECASE)
_POINTS = re.compile(r"[\s.,;:]+")

_TELLING = 15
"""Characters of a printed text that tells one row from another; «ноябрь 2023» does not."""

Header = dict[str, dict[int, str]]
"""Table id → grid column → column id: what the header row last seen says."""


def same_words(text: str, other: str) -> bool:
    """Say whether two texts differ at most in blanks and points: «1,3» is «1.3»."""
    return text == other or _POINTS.sub("", text) == _POINTS.sub("", other)


@dataclass(frozen=True)
class FormIndex:
    """The captions of each table, the rows by code, and everything the form prints outside its rows.

    `stamp` are the lines of the stamp that stands over all of it.
    """

    blank: Blank
    captions: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, tuple[Table, Row]]
    printed: frozenset[str]
    signature: str
    stamp: frozenset[str]
    words: Mapping[tuple[str, str, str], str | None]

    def is_printed(self, text: str) -> bool:
        """Say whether a text is one that the form prints."""
        folded = fold_words(text)
        return (
            not folded
            or folded in self.printed
            or _KEY_LINE.fullmatch(text.strip()) is not None
            or folded.strip(" _/") == self.signature
            or is_check_text(text)
        )

    def header(self, cells: Sequence[Cell]) -> Header:
        """Return what a row of captions says, for every table whose captions fit best; empty if it is none."""
        filled = [cell for cell in cells if cell.text]
        if len(filled) < 2:  # noqa: PLR2004 - a code and one more caption make a header
            return {}
        folded = [(cell.column, fold_words(cell.text)) for cell in filled]
        best: Header = {}
        most = 2
        for table, captions in self.captions.items():
            matched = {position: captions[text] for position, text in folded if text in captions}
            if "code" in matched.values() and len(matched) >= most and 2 * len(matched) >= len(folded):
                if len(matched) > most:
                    best = {}
                most = len(matched)
                best[table] = matched
        return best

    def row(self, cells: Sequence[Cell], header: Header) -> tuple[Table, Row] | None:
        """Return the row that a code in a code column names, or else a bookmark."""
        code_columns = {
            position for columns in header.values() for position, column in columns.items() if column == "code"
        }
        for cell in cells:
            if cell.column in code_columns and (code := fold_code(cell.text)) in self.codes:
                return self.codes[code]
        for cell in cells:
            for anchor in cell.anchors:
                if anchor.startswith("r_") and anchor[2:] in self.blank.rows:
                    return self.blank.rows[anchor[2:]]
        return None

    def row_by_words(self, cells: Sequence[Cell], header: Header) -> tuple[Table, Row] | None:
        """Return the row whose printed words, its own and no other's, stand in a row that lost its code."""
        for table, columns in header.items():
            named = {columns[cell.column]: cell.text for cell in cells if cell.column in columns}
            for column, text in named.items():
                found = self.words.get((table, column, fold_words(text))) if len(text) >= _TELLING else None
                if found is not None and not named.get("code"):
                    return self.blank.rows[found]
        return None

    def row_by_position(self, cells: Sequence[Cell]) -> tuple[Table, Row, dict[int, str]] | None:
        """Return a row of a table that lost its captions: the code and a printed text stand where they were sent."""
        for cell in cells[:2]:
            found = self.codes.get(fold_code(cell.text))
            if found is None or len(cells) != len(found[0].columns):
                continue
            table, row = found
            columns = {placed.column: column.id for placed, column in zip(cells, table.columns, strict=True)}
            texts = {columns[placed.column]: placed.text for placed in cells}
            printed = [column for column, text in row.printed.items() if text]
            if printed and all(same_words(texts[column], row.printed[column]) for column in printed):
                return table, row, columns
        return None


@lru_cache(maxsize=64)
def index_of(blank: Blank) -> FormIndex:
    """Return the index of a blank."""
    return FormIndex(
        blank,
        {table.id: {fold_words(column.caption): column.id for column in table.columns} for table in blank.tables},
        {row.code: (table, row) for table, row in blank.rows.values()},
        frozenset(fold_words(text) for text in _printed(blank)),
        fold_words(blank.signature),
        frozenset(fold_words(text) for text in blank.approval),
        dict(_words(blank)),
    )


def _words(blank: Blank) -> Iterator[tuple[tuple[str, str, str], str | None]]:
    """Yield table, column and folded printed text with the only row that prints it; None where several do."""
    seen: set[tuple[str, str, str]] = set()
    for table, row in blank.rows.values():
        for column, text in row.printed.items():
            place = (table.id, column, fold_words(text))
            yield place, None if place in seen else row.id
            seen.add(place)


def _printed(blank: Blank) -> Iterator[str]:
    yield blank.title
    yield from blank.approval
    yield from blank.basis
    yield from blank.instructions
    for table in blank.tables:
        yield table.title
        yield table.about
        yield from (row.title for row in table.rows if isinstance(row, SectionRow))
