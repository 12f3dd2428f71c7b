"""What every reader returns: a file as blocks with places and anchors. Readers do not know the form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Block", "Cell", "Grid", "Paragraph", "Returned"]


@dataclass(slots=True)
class Cell:
    r"""A cell of a grid: its visible text, its place for people, and what is hung on it.

    `text` has paragraphs and line breaks as `\n`. `column` is the grid column where it begins, from 0; a merged
    cell is one `Cell`. `anchors` are tags of content controls and names of bookmarks or defined names. `covered` says
    that the cell belongs to a merged one above it, where the file has such cells and does not leave them out.
    """

    text: str
    column: int
    location: str
    anchors: tuple[str, ...] = ()
    covered: bool = False


@dataclass(slots=True)
class Grid:
    """A table of a text document, or a sheet: rows of cells, empty ones included where the file has them."""

    location: str
    rows: list[list[Cell]]


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside tables; `running` says that it stands in a header or footer."""

    text: str
    location: str
    running: bool = False


Block = Paragraph | Grid


@dataclass
class Returned:
    """A file as it was read; its properties are read when somebody asks for them."""

    blocks: list[Block]
    read_properties: Callable[[], Mapping[str, str]] = dict
    format: str = ""

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The document properties: `custom:…`, `subject`, `keywords`, `title` and so on."""
        return self.read_properties()

    @property
    def grids(self) -> Iterator[Grid]:
        """The tables and sheets."""
        return (block for block in self.blocks if isinstance(block, Grid))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
