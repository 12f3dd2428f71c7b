"""A WordprocessingML document → blocks (ECMA-376 part 1, 17).

Each table is walked once, front to back, over the few element types that carry text or shape: content controls of
every nesting are transparent. What is not visible text (deletions, moved-away text, hidden runs, field codes,
fallbacks, text boxes) is taken out of the tree beforehand, and only where the document has any.
"""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned
from roadmapdocs.readers.docx_lists import label_lists
from roadmapdocs.readers.properties import read_properties
from roadmapdocs.readers.remark_list import ANCHOR, foreign_rows, is_remark_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["STRICT", "located", "read_docx"]

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBER = "number"
_WIDEST = 512  # columns; a greater span or gap is damage or malice

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere


def read_docx(package: Package, *, lists: bool = False) -> Returned:
    """Read a text document; with `lists` the numbers and bullets of automatic lists are text.

    Raises `UnreadableFileError` where it cannot be one.
    """
    main = package.related_by_type("", "officeDocument")
    if not main:
        raise UnreadableFileError("the package has no main document", hint="save it again as .docx")
    root = package.xml(main[0])
    namespace = STRICT if root.tag == f"{{{STRICT}}}document" else TRANSITIONAL
    if lists:
        label_lists(package, main[0], root, namespace)
    reader = _Reader(namespace)
    blocks = list(reader.blocks(root))
    for kind, name in (("header", "колонтитул вверху"), ("footer", "колонтитул внизу")):
        for part in package.related_by_type(main[0], kind):
            blocks += reader.running(package.xml(part), name)
    return Returned(blocks, partial(read_properties, package), "docx")


def located(root: Element) -> dict[str, Element]:
    """Return the cells and paragraphs of a main part by the places that `read_docx` gives them.

    The walk of the reader takes things out, so it goes over a numbered copy; the tree itself is not touched.
    """
    elements = list(root.iter())
    copy = deepcopy(root)
    for number, element in enumerate(copy.iter()):
        element.set(_NUMBER, str(number))
    reader = _Reader(STRICT if root.tag == f"{{{STRICT}}}document" else TRANSITIONAL)
    reader.remove_unseen(copy)
    places: dict[str, Element] = {}
    for element, block in reader.walk(copy):
        if isinstance(block, Grid):
            places |= reader.cells(element, block.location)
        else:
            places[block.location] = element
    return {place: elements[int(element.get(_NUMBER, "0"))] for place, element in places.items()}


class _Reader:
    """Knows the names of one namespace, transitional or strict."""

    def __init__(self, namespace: str) -> None:
        def name(local: str) -> str:
            return f"{{{namespace}}}{local}"

        self.val, self.name = name("val"), name("name")
        self.table, self.row, self.cell, self.paragraph, self.run = map(name, ("tbl", "tr", "tc", "p", "r"))
        self.text, self.span, self.before = map(name, ("t", "gridSpan", "gridBefore"))
        self.tag, self.merged = name("tag"), name("vMerge")
        self.anchors = frozenset(map(name, ("tag", "bookmarkStart")))
        self.marks = {
            name("br"): "\n",
            name("cr"): "\n",
            name("tab"): "\t",
            name("noBreakHyphen"): "\u2011",
        }
        self.tab_settings = name("tabs")
        self.hidden = name("vanish")
        self.text_box = name("txbxContent")
        self.unseen = (
            *map(name, ("del", "moveFrom", "instrText", "delText", "rt")),
            f"{_COMPATIBILITY}Fallback",
        )
        self.in_cells = (
            self.row,
            self.cell,
            self.paragraph,
            self.text,
            self.span,
            self.before,
            self.merged,
            *self.anchors,
            *self.marks,
        )

    # --- the body -----------------------------------------------------------------------------------------------

    def blocks(self, root: Element) -> Iterator[Block]:
        """Yield the blocks of a document part in order."""
        boxes = self.remove_unseen(root)
        yield from (block for _, block in self.walk(root))
        for number, box in enumerate(boxes, start=1):
            yield from self._paragraphs(box, f"надпись {number}")

    def walk(self, root: Element) -> Iterator[tuple[Element, Grid | Paragraph]]:
        """Yield tables and paragraphs with what they say; our list of remarks and the gap behind it do not count."""
        tables = paragraphs = 0
        behind_list = False
        for element in self._top_level(root):
            if element.tag == self.table:
                for nested in self._nested(element):
                    grid = self._grid(nested, f"таблица {tables + 1}")
                    behind_list = is_remark_list(grid.rows)
                    if behind_list:
                        grid.rows = foreign_rows(grid.rows)
                    if grid.rows or not behind_list:
                        tables += 1
                        yield nested, grid
            else:
                text = self._text_of(element)
                paragraphs += not (behind_list and not text)
                behind_list = False
                if text and not text.isspace():
                    yield element, Paragraph(text, f"абзац {paragraphs}")

    def running(self, root: Element, location: str) -> Iterator[Paragraph]:
        """Yield the paragraphs of a header or footer, those in tables too."""
        boxes = self.remove_unseen(root)
        for part in (root, *boxes):
            yield from self._paragraphs(part, location, running=True)

    def _paragraphs(self, part: Element, location: str, *, running: bool = False) -> Iterator[Paragraph]:
        for paragraph in part.iter(self.paragraph):
            text = self._text_of(paragraph)
            if text and not text.isspace():
                yield Paragraph(text, location, running)

    def _top_level(self, root: Element) -> Iterator[Element]:
        """Yield tables and paragraphs that stand in no table, whatever else they are wrapped in."""
        stack = list(reversed(root))
        while stack:
            element = stack.pop()
            if element.tag in (self.table, self.paragraph):
                yield element
            else:
                stack.extend(reversed(element))

    def _nested(self, table: Element) -> list[Element]:
        """Return the table, then tables that stood in its cells, each taken out of its cell."""
        return [table, *_taken_out(list(table.iter(self.table))[1:])]

    # --- a table ------------------------------------------------------------------------------------------------

    def _grid(self, table: Element, location: str) -> Grid:  # noqa: C901, PLR0912 - one flat walk is what makes it fast
        rows: list[list[Cell]] = []
        cells: list[Cell] = []
        texts: list[str] = []
        anchors: list[str] = []
        coming: list[str] = []  # anchors of controls and bookmarks that begin before the cell they hold
        column = span = 0
        place = ""
        row, cell, paragraph, text = self.row, self.cell, self.paragraph, self.text

        def close() -> None:
            if cells:
                cells[-1].text = "".join(texts)
                cells[-1].anchors = tuple(anchors)
                texts.clear()
                anchors.clear()

        for element in table.iter(*self.in_cells):
            tag = element.tag
            if tag == text:
                if cells and element.text:
                    texts.append(element.text)
            elif tag == cell:
                close()
                column += span
                span = 1
                cells.append(Cell("", column, f"{place}{len(cells) + 1}"))
                anchors += coming
                coming.clear()
            elif tag == paragraph:
                if texts:
                    texts.append("\n")
            elif tag == row:
                close()
                cells = []
                rows.append(cells)
                place = f"{location}, строка {len(rows)}, ячейка "
                column = span = 0
            elif tag == self.span:
                span = _count(element.get(self.val), 1)
            elif tag == self.before:
                column = _count(element.get(self.val), 0)
            elif tag == self.merged:
                if cells:
                    cells[-1].covered = element.get(self.val, "continue") == "continue"
            elif tag in self.marks:
                parent = element.getparent()
                if parent is not None and parent.tag != self.tab_settings:
                    texts.append(self.marks[tag])
            else:
                anchor = element.get(self.val) or element.get(self.name) or ""
                if not anchor.startswith(ANCHOR):
                    (anchors if self._is_in_cell(element) else coming).append(anchor)
        close()
        return Grid(location, rows)

    def cells(self, table: Element, location: str) -> dict[str, Element]:
        """Return the cells of a table by their places, counted as `_grid` counts them."""
        places: dict[str, Element] = {}
        row = cell = 0
        for element in table.iter(self.row, self.cell):
            if element.tag == self.row:
                row, cell = row + 1, 0
            else:
                cell += 1
                places[f"{location}, строка {row}, ячейка {cell}"] = element
        return places

    def _is_in_cell(self, anchor: Element) -> bool:
        """Say whether an anchor of a table stands in a cell: nearly all stand in a paragraph, three steps up or one."""
        owner = anchor.getparent()
        if anchor.tag == self.tag and owner is not None and (control := owner.getparent()) is not None:
            owner = control.getparent()  # w:p / w:sdt / w:sdtPr / w:tag
        if owner is not None and owner.tag == self.paragraph:
            return True
        return next(anchor.iterancestors(self.cell, self.row, self.table)).tag == self.cell

    # --- text ---------------------------------------------------------------------------------------------------

    def _text_of(self, paragraph: Element) -> str:
        pieces: list[str] = []
        for element in paragraph.iter(self.text, *self.marks):
            if element.tag == self.text:
                pieces.append(element.text or "")
            elif (parent := element.getparent()) is not None and parent.tag != self.tab_settings:
                pieces.append(self.marks[str(element.tag)])
        return "".join(pieces)

    def remove_unseen(self, root: Element) -> list[Element]:
        """Take out what a reader of the page does not see; take out and return the text boxes, which float on it."""
        etree.strip_elements(root, *self.unseen, with_tail=False)
        for mark in list(root.iter(self.hidden)):
            properties = mark.getparent()
            run = properties.getparent() if properties is not None else None
            if run is not None and run.tag == self.run and mark.get(self.val, "1") not in ("0", "false", "off"):
                run.clear()
        return _taken_out(list(root.iter(self.text_box)))


def _taken_out(elements: list[Element]) -> list[Element]:
    """Return copies of elements, given in document order, and empty the originals.

    The inner ones go first, so nothing is copied twice; removing a large subtree instead takes lxml the square of its
    size.
    """
    copies: list[Element] = []
    for element in reversed(elements):
        copies.append(deepcopy(element))
        element.clear()
    return copies[::-1]


def _count(value: str | None, least: int) -> int:
    """Read a span or gap, clamped: the number comes from the file."""
    known = value is not None and value.isascii() and value.isdigit() and len(value) < 9  # noqa: PLR2004
    return min(max(int(value or 0), least), _WIDEST) if known else least
