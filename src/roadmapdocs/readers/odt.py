"""OpenDocument text (.odt, .ott) → blocks (ODF 1.3 part 3).

Values of form controls are text: ONLYOFFICE turns the content controls of Word into them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned
from roadmapdocs.readers.odf_parts import body_of, content_of, read_meta, running_parts, styles_of
from roadmapdocs.readers.odf_table import Tables
from roadmapdocs.readers.odf_text import (
    CONTROL,
    FORM,
    LOEXT,
    OFFICE,
    PARAGRAPH,
    TABLE,
    TABLE_ELEMENT,
    TEXT,
    Element,
    VisibleText,
    hidden_styles,
)
from roadmapdocs.readers.odt_lists import label_lists
from roadmapdocs.readers.remark_list import ANCHOR, foreign_rows, is_remark_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["located", "read_odt"]

_WIDEST, _LONGEST = 512, 100_000
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_BOOKMARKS = (f"{TEXT}bookmark", f"{TEXT}bookmark-start")
_CONTENT_CONTROL = f"{LOEXT}content-control"
_IDS = (f"{FORM}id", "{http://www.w3.org/XML/1998/namespace}id")
_ADDRESS = re.compile(r"\[([^\[\]]+)\]\s*$")


def read_odt(package: Package, *, lists: bool = False) -> Returned:
    """Read a text document; with `lists` the numbers and bullets of lists are text.

    Raises `UnreadableFileError` where it cannot be one.
    """
    root, styles = content_of(package), styles_of(package)
    body = body_of(root, "text")
    if lists:
        label_lists(body, (part for part in (styles, root) if part is not None))
    values, names = _controls(body)
    text = VisibleText(hidden_styles(*(part for part in (root, styles) if part is not None)), controls=values)
    blocks = list(_Body(body, text, names).blocks())
    if styles is not None:
        blocks += _running(styles, text)
    return Returned(blocks, partial(read_meta, package), "odt")


def located(root: Element, styles: Element | None) -> dict[str, Element]:
    """Return the cells and paragraphs of a content part by the places that `read_odt` gives them.

    Cells that stand for several are left out: what is hung on one would hang on all.
    """
    body = body_of(root, "text")
    values, names = _controls(body)
    text = VisibleText(hidden_styles(*(part for part in (root, styles) if part is not None)), controls=values)
    walked = _Body(body, text, names)
    for _ in walked.blocks():
        pass
    return walked.places


def _running(styles: Element, text: VisibleText) -> Iterator[Paragraph]:
    """Yield the paragraphs of headers and footers, those in tables and text boxes too."""
    for _, top, part in running_parts(styles):
        location = "колонтитул вверху" if top else "колонтитул внизу"
        for shown in (text.texts(part), *text.drawn(part)):
            yield from (Paragraph(line, location, running=True) for line in shown)


def _controls(body: Element) -> tuple[dict[str, str], dict[str, str]]:
    """Return what form controls show, and their names, by id."""
    values: dict[str, str] = {}
    names: dict[str, str] = {}
    for forms in body.iterchildren(f"{OFFICE}forms"):
        for control in forms.iter(f"{FORM}*"):
            for identifier in filter(None, map(control.get, _IDS)):
                values[identifier] = control.get(f"{FORM}current-value", control.get(f"{FORM}value", ""))
                names[identifier] = control.get(f"{FORM}name", "")
    return values, names


class _Body:
    """The body of a document while it is read. `names` are the names of form controls by id."""

    def __init__(self, body: Element, text: VisibleText, names: dict[str, str]) -> None:
        self._body, self._text, self._names = body, text, names
        self._tables = Tables(self._cell_text, last_row=_LONGEST, last_column=_WIDEST)
        self._anchors = self._anchors_of_cells()
        self._inner: list[Element] = []  # tables found in cells
        self._number, self._behind_list = 0, False
        self.places: dict[str, Element] = {}

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order, text boxes behind everything else."""
        number = 0
        for element in self._text.blocks(self._body):
            if element.tag == TABLE_ELEMENT:
                yield from self._grids(element)
            else:
                shown = self._text.of(element)
                number += not (self._behind_list and not shown)
                self._behind_list = False
                if shown and not shown.isspace():
                    self.places[f"абзац {number}"] = element
                    yield Paragraph(shown, f"абзац {number}")
        for number, lines in enumerate(self._text.drawn(self._body), start=1):
            yield from (Paragraph(line, f"надпись {number}") for line in lines)

    def _grids(self, table: Element) -> Iterator[Grid]:
        """Yield a table, then those that stand in its cells."""
        location = f"таблица {self._number + 1}"
        self._inner = []
        rows = []
        elements: dict[str, Element] = {}
        for number, placed in self._tables.rows(table):
            place = f"{location}, строка {number}, ячейка "
            rows.append(
                [
                    Cell(text, column, f"{place}{ordinal}", tuple(self._anchors.get(element, ())))
                    for ordinal, (text, column, element) in enumerate(placed, start=1)
                ]
            )
            elements |= {f"{place}{ordinal}": element for ordinal, (_, _, element) in enumerate(placed, start=1)}
        inner = self._inner
        self._behind_list = is_remark_list(rows)
        if self._behind_list:  # our list of remarks and the gap behind it do not count
            rows = foreign_rows(rows)
        if rows or not self._behind_list:
            self._number += 1
            shared = Counter(elements.values())
            self.places |= {place: element for place, element in elements.items() if shared[element] == 1}
            yield Grid(location, rows)
        for nested in inner:
            yield from self._grids(nested)

    def _cell_text(self, cell: Element) -> str:
        if not len(cell):
            return ""
        if len(cell) > 1 or cell[0].tag != PARAGRAPH:
            self._inner += (block for block in self._text.blocks(cell) if block.tag == TABLE_ELEMENT)
        return self._text.lines(cell)

    def _anchors_of_cells(self) -> dict[Element, list[str]]:
        """Return what is hung on each cell: tags of controls and names of bookmarks."""
        anchors: dict[Element, list[str]] = {}
        for element in self._body.iter(*_BOOKMARKS, _CONTENT_CONTROL, CONTROL):
            cell = next(element.iterancestors(*_CELLS), None)
            if cell is not None and (anchor := self._anchor(element)) and not anchor.startswith(ANCHOR):
                anchors.setdefault(cell, []).append(anchor)
        return anchors

    def _anchor(self, element: Element) -> str:
        """Return the name of a bookmark or the tag of a control; without a tag its title may end in `[tag]`."""
        if element.tag in _BOOKMARKS:
            return element.get(f"{TEXT}name", "")
        title = element.get(f"{LOEXT}alias") or self._names.get(element.get(CONTROL, ""), "")
        address = _ADDRESS.search(title)
        return element.get(f"{LOEXT}tag") or (address[1] if address else "")
