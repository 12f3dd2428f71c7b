"""Lines and tables of pages, with their positions → blocks: what wrapping and page breaks took apart is joined again.

A PDF knows letters and places only. A line break that a person typed looks like the end of a wrapped line, so the
lines of a cell become one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Line", "Page", "Table", "Word", "blocks_of", "unwrapped"]

_NEAR = 3.0  # points: edges and heights on two pages that are meant to be the same
_TAB = 2.0  # heights of a line: a gap between words that only a tab stop leaves
_SPACED = 0.6  # heights of a line: a gap between lines that only two paragraphs have
_HEADER_ROWS = 3  # where a row that is repeated on the next page stands in its table


@dataclass(slots=True)
class Word:
    """A word and its left and right edge, in points."""

    text: str
    left: float
    right: float


@dataclass(slots=True)
class Line:
    """Words on one height; `trailing` says that a blank stands behind the last one."""

    words: list[Word]
    top: float
    bottom: float
    trailing: bool = False

    @property
    def text(self) -> str:
        """The words; a gap that only a tab stop leaves is a tab."""
        pieces = [self.words[0].text]
        for before, word in zip(self.words, self.words[1:], strict=False):
            pieces += ("\t" if word.left - before.right > _TAB * self.height else " ", word.text)
        return "".join(pieces)

    @property
    def height(self) -> float:
        """From the top of the letters to their bottom."""
        return self.bottom - self.top


@dataclass(slots=True)
class Table:
    """A table of one page: its top and right edge, and rows of cells, each with its left edge."""

    top: float
    right: float
    rows: list[list[tuple[float, str]]]


@dataclass(slots=True)
class Page:
    """A page: its height, its lines outside tables, its tables; from top to bottom."""

    height: float
    lines: list[Line]
    tables: list[Table]


# --- lines of a cell ------------------------------------------------------------------------------------------------

_BREAKS_INSIDE = re.compile(r"\w[-‐–/]$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?!https?:|www\.)[!-~]", re.IGNORECASE)


def unwrapped(lines: Iterable[Line]) -> str:
    """Join the lines of a cell or paragraph to one."""
    text, trailing = "", False
    for line in lines:
        text = _joined(text, line.text, spaced=trailing)
        trailing = line.trailing
    return text


def _joined(text: str, more: str, *, spaced: bool = False) -> str:
    """Join two lines by a space, but for one word that was broken: behind a hyphen or a slash, in an address."""
    if not text or not more:
        return text + more
    inside = (_BREAKS_INSIDE.search(text) and re.match(r"\w", more)) or (_ADDRESS.search(text) and _GOES_ON.match(more))
    return text + more if inside and not spaced else f"{text} {more}"


# --- pages ----------------------------------------------------------------------------------------------------------

Mark = tuple[str, int]
"""What a line of a header or footer has in common on all pages: its text without the page number, its height."""


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks in reading order, headers and footers last."""
    running = _running(pages)
    return [*_body(pages, running), *_running_paragraphs(pages, running)]


def _body(pages: Sequence[Page], running: set[Mark]) -> Iterator[Block]:
    """Yield paragraphs and grids; a grid is whole when the last block has been taken."""
    grids = _Grids()
    for number, page in enumerate(pages, start=1):
        body = [line for line in page.lines if _mark(line) not in running]
        first = True
        items: list[Table | list[Line]] = [*_paragraphs(body, page.tables), *page.tables]
        for item in sorted(items, key=_top):
            if isinstance(item, Table):
                if grid := grids.take(item, number, goes_on=first):
                    yield grid
            else:
                grids.close()
                yield Paragraph(unwrapped(item), f"страница {number}")
            first = False


def _top(item: Table | list[Line]) -> float:
    return item.top if isinstance(item, Table) else item[0].top


def _mark(line: Line) -> Mark:
    return re.sub(r"\d+$", "", re.sub(r"\d+ из", "из", line.text)), round(line.top / _NEAR)


def _running(pages: Sequence[Page]) -> set[Mark]:
    """Return the lines that stand on more than half of the pages; of a single page nobody can say."""
    counted: dict[Mark, int] = {}
    for page in pages:
        for mark in set(map(_mark, page.lines)):
            counted[mark] = counted.get(mark, 0) + 1
    return {mark for mark, count in counted.items() if count > max(1, len(pages) / 2)}


def _running_paragraphs(pages: Sequence[Page], running: set[Mark]) -> Iterator[Paragraph]:
    left = set(running)
    for page in pages:
        for line in page.lines:
            if _mark(line) in left:
                left.remove(_mark(line))
                upper = line.bottom < page.height / 2
                yield Paragraph(line.text, "колонтитул вверху" if upper else "колонтитул внизу", running=True)


# --- paragraphs -----------------------------------------------------------------------------------------------------


def _paragraphs(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph: one ends where its last line had room for the next word."""
    right = max((*(line.words[-1].right for line in lines), *(table.right for table in tables)), default=0)
    left = min((line.words[0].left for line in lines), default=0)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph[-1], line, left, right, tables):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(before: Line, line: Line, left: float, right: float, tables: Sequence[Table]) -> bool:
    gap = line.top - before.bottom
    if gap > _SPACED * before.height or abs(line.height - before.height) > 1:
        return True
    if any(before.top < table.top < line.top for table in tables):
        return True
    indent, room = before.words[0].left - left, right - before.words[-1].right
    if abs(indent - room) < _NEAR:  # centred: both sides are free
        room += indent
    first = line.words[0]
    return room > first.right - first.left + before.height / 2


# --- tables that go on ----------------------------------------------------------------------------------------------


class _Grids:
    """Joins a table at the top of a page to the one that ended the page before."""

    def __init__(self) -> None:
        self.count = 0
        self.edges: list[float] = []
        self.right = 0.0
        self.grid: Grid | None = None

    def close(self) -> None:
        """Say that something else stands behind the last table."""
        self.grid = None

    def take(self, table: Table, page: int, *, goes_on: bool) -> Grid | None:
        """Return a new grid, or None where the table is more of the last one."""
        edges = sorted({left for row in table.rows for left, _ in row})
        if goes_on and self.grid is not None and self._fits(edges, table.right):
            self._append(self.grid, table, page)
            return None
        self.count += 1
        self.edges, self.right = edges, table.right
        self.grid = Grid(f"таблица {self.count}", [])
        self._append(self.grid, table, page)
        return self.grid

    def _fits(self, edges: Sequence[float], right: float) -> bool:
        near = (min(abs(edge - known) for known in self.edges) < _NEAR for edge in edges)
        return abs(right - self.right) < _NEAR and abs(edges[0] - self.edges[0]) < _NEAR and all(near)

    def _append(self, grid: Grid, table: Table, page: int) -> None:
        rows = [[(self._column(left), text) for left, text in row] for row in table.rows]
        heads = [_texts(row) for row in grid.rows[:_HEADER_ROWS]]
        while rows and [text for _, text in rows[0]] in heads:
            rows = rows[1:]
        if rows and grid.rows and _continues(grid.rows[-1], rows[0]):
            for cell, (_, text) in zip(grid.rows[-1], rows[0], strict=True):
                cell.text = _joined(cell.text, text)
            rows = rows[1:]
        for row in rows:
            place = f"{grid.location}, страница {page}, строка {len(grid.rows) + 1}"
            grid.rows.append(
                [Cell(text, column, f"{place}, ячейка {n}") for n, (column, text) in enumerate(row, start=1)]
            )

    def _column(self, left: float) -> int:
        return min(range(len(self.edges)), key=lambda column: abs(self.edges[column] - left))


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _continues(last: Sequence[Cell], row: Sequence[tuple[int, str]]) -> bool:
    """Say whether a row without a code, the first on its page, is the rest of the last row of the page before."""
    return len(row) > 1 and not row[0][1] and [cell.column for cell in last] == [column for column, _ in row]
