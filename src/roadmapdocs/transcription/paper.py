"""A document as lines of text and tables, in reading order; what was said about it on the way.

Every word of the document ends in one of three places: in the order, in a finding that quotes it, or among the
furniture: page numbers, repeated captions, list marks and whatever else the program prints by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.model.holes import HOLE
from roadmapdocs.russian.folding import fold_space
from roadmapdocs.transcription.catalogue import remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.readers.blocks import Cell, Grid

__all__ = ["Item", "Line", "Notes", "Paper", "Table", "clean", "line_of", "lines_of_grid", "mended", "words_of"]

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_WORD = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{4,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose: blanks folded, one tab where a gap divides it; and its place."""

    text: str
    place: str

    @property
    def folded(self) -> str:
        """The text with tabs as blanks."""
        return fold_space(self.text)


@dataclass(slots=True)
class Table:
    """A table. `mend` is applied to a cell when it is whole: a damaged source needs more than folding of blanks.

    `ragged` says that a row may have lost cells, so that the place of the others must be found by their sense. `typed`
    says that its rows are lines of text, and a line without cells between them is a row across.
    """

    rows: list[list[Cell]]
    place: str
    mend: Callable[[str], str]
    ragged: bool = False
    typed: bool = False


Item = Line | Table


@dataclass(slots=True)
class Paper:
    """The whole document. `running` are the lines of headers and footers."""

    items: list[Item]
    running: list[Line] = field(default_factory=list)


@dataclass
class Notes:
    """What is said about the document while it is read: findings, and furniture that was recognised as such."""

    file: str = ""
    findings: list[Finding] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def say(
        self,
        code: str,
        seen: str = "",
        *,
        place: str = "",
        item: str = "",
        column: str = "",
        expected: str = "",
        address: str = "",
    ) -> None:
        """Add a finding; `place` is the place in the file, `address` the path in the YAML."""
        where = Place(self.file, place, item, column)
        self.findings.append(remark(code, where, seen=seen, expected=expected, address=address))

    def set_aside(self, *texts: str) -> None:
        """Record text that the program prints by itself, or that nobody needs printed again."""
        self.furniture += (text for text in texts if text.strip())

    def left_over(self, lines: Iterable[Line], code: str = "T901") -> None:
        """Quote lines that found no place, neighbours together."""
        kept = [line for line in lines if line.text.strip()]
        if kept:
            self.say(code, " / ".join(line.folded for line in kept), place=kept[0].place)


def clean(text: str) -> str:
    """Return text without what nobody sees, and without braces that an order would take for a hole."""
    visible = text.translate(_INVISIBLE).replace("\u00a0", " ").replace("\r", "\n").replace("\v", "\n")
    return HOLE.sub(lambda match: match[0].replace("{", "{ "), visible)


def line_of(text: str, place: str) -> Line:
    """Make a line: a tab, or a gap of many blanks, divides it."""
    return Line("\t".join(part for part in map(fold_space, _GAP.split(text)) if part), place)


_WRAPPED = re.compile(r"\n(?=[a-zа-яё(])")


def mended(text: str) -> str:
    """Fold the blanks of a cell's lines; a line that goes on with a small letter belongs to the one above it."""
    lines = [line for line in map(fold_space, text.split("\n")) if line]
    whole: list[str] = []
    for line in lines:
        if whole and re.match(r"[a-zа-яё(]", line) and not re.search(r"[;:.!?]$", whole[-1]) and not _is_item(line):
            whole[-1] = joined(whole[-1], line)
        else:
            whole.append(line)
    return "\n".join(whole)


def _is_item(line: str) -> bool:
    return re.match(r"[а-яa-z0-9]{1,2}\)", line) is not None


def joined(above: str, below: str) -> str:
    """Join two pieces of one text: a word divided by a hyphen becomes whole, a compound keeps its hyphen."""
    if not above or not below:
        return above + below
    if re.search(r"[а-яё]-$", above) and re.match(r"[а-яё]", below):
        return above[:-1] + below if _is_division(above, below) else above + below
    return f"{above} {below}"


_COMPOUNDS = re.compile(r"(?:^|[^а-яё])(?:[а-яё]*[ое]|учитель|ученик|педагог|социальн\w*|школ\w*)-$", re.IGNORECASE)


def _is_division(above: str, below: str) -> bool:
    """Say whether a hyphen at the end of a line divides a syllable: what follows is no word by itself."""
    first = re.match(r"[а-яё]+", below)
    return not _COMPOUNDS.search(above) and first is not None and not _is_adjective(first[0])


def _is_adjective(word: str) -> bool:
    return len(word) > 8 and word.endswith(("ий", "ый", "ой", "ая", "ое", "ее", "ие", "ые", "ого", "их", "ых"))  # noqa: PLR2004


def words_of(texts: Iterable[str]) -> Counter[str]:
    """Count the words and numbers of texts, soft hyphens and letter case folded."""
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text.replace("\u00ad", "")))


def lines_of_grid(grid: Grid | Table, place: str) -> list[Line]:
    """Return a table that only arranges text as lines: cells beside each other as parts of one line."""
    lines: list[Line] = []
    for row in grid.rows:
        cells = [clean(cell.text).strip("\n") for cell in row if cell.text.strip()]
        if any("\n" in cell for cell in cells):
            pieces: Sequence[str] = [piece for cell in cells for piece in cell.split("\n")]
        else:
            pieces = ["\t".join(cells)]
        lines += (line_of(piece, place) for piece in pieces if piece.strip())
    return lines
