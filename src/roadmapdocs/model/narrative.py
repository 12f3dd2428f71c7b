"""The report that goes up, as data: every sentence with what it rests on, every table, every bar of a chart.

Writers only draw it. Nothing here is a number or a word of its own: all of it comes from a `Summary`, from the order,
or from what a respondent wrote, and `Basis` says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = [
    "Bar",
    "Basis",
    "Block",
    "Column",
    "Cover",
    "Figure",
    "Narrative",
    "Paragraph",
    "Quote",
    "Row",
    "Section",
    "Sentence",
    "Signature",
    "Table",
]


class Basis(NamedTuple):
    """What a sentence rests on: the whole summary, the order, or a line of the summary by its code.

    The codes of schools and rows are those of the summary; the department is a respondent too.
    """

    kind: Literal["summary", "order", "activity", "indicator", "respondent", "direction", "file"]
    code: str = ""


class Quote(NamedTuple):
    """Words of a respondent as a sentence quotes them, without the marks around them; shortened ones end in «…»."""

    respondent: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. It rests on something, or it would be invented: an empty `basis` is a `ValueError`."""

    text: str
    basis: tuple[Basis, ...]
    quotes: tuple[Quote, ...] = ()

    def __post_init__(self) -> None:
        if not self.basis:
            raise ValueError(f"nothing bears out the sentence «{self.text}»")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together: running text, the line that leads a list, its items, or a note in smaller type."""

    sentences: tuple[Sentence, ...]
    kind: Literal["text", "lead", "item", "note"] = "text"

    @property
    def text(self) -> str:
        """The sentences one behind another."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its caption, how its cells stand, how wide it is beside the others.

    `word` columns are narrow and hold one short word; the caption of an `upright` column is turned.
    """

    caption: str
    kind: Literal["text", "number", "word"] = "text"
    weight: float = 1
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a `group` has one cell across all columns."""

    cells: tuple[str, ...]
    kind: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Of the addresses in its cells those in `links` may be opened by a click: http and https only."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    links: frozenset[str] = frozenset()
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: how much of it is filled, dark and then light, where the target stands, all from 0 to 1.

    `value` stands beside the bar; `alternative` says all its numbers to those who do not see it.
    """

    label: str
    dark: float
    light: float
    goal: float | None
    value: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of bars with its title and what its shades mean."""

    title: str
    legend: str
    bars: tuple[Bar, ...]
    kind: Literal["figure"] = "figure"


Block = Paragraph | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report or one of its annexes; level 2 stands under the last section of level 1."""

    title: str
    blocks: tuple[Block, ...]
    level: Literal[1, 2] = 1

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences outside tables and figures."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.sentences


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the post and the name, as the order has them; the name is empty where nobody is known."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Cover:
    """The letter that the report goes with. Its own date and number are given where it is registered."""

    letterhead: tuple[str, ...]
    addressee: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    enclosure: str
    signature: Signature
    executor: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Narrative:
    """The whole report. `profile` names the layout, `day` is the day it speaks of."""

    title: str
    subtitle: str
    day: date
    profile: str
    cover: Cover
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    signatures: tuple[Signature, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the letter, the report and its annexes."""
        for paragraph in self.cover.paragraphs:
            yield from paragraph.sentences
        for section in (*self.sections, *self.annexes):
            yield from section.sentences

    @property
    def tables(self) -> Iterator[Table]:
        """Every table of the report and its annexes."""
        for section in (*self.sections, *self.annexes):
            yield from (block for block in section.blocks if isinstance(block, Table))

    @property
    def figures(self) -> Iterator[Figure]:
        """Every chart of the report."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Figure))
