"""OpenDocument text (.odt, .ott) → blocks (ODF 1.3 part 3).

Values of form controls are text: ONLYOFFICE turns the content controls of Word into them.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned
from roadmapdocs.readers.odf_parts import body_of, content_of, read_meta, running_parts, styles_of
from roadmapdocs.readers.odf_table import Tables, nested
from roadmapdocs.readers.odf_text import (
    CONTROL,
    FORM,
    HEADING,
    LOEXT,
    OFFICE,
    PARAGRAPH,
    TABLE,
    TEXT,
    Element,
    Styles,
    hidden_styles,
    paragraph_text,
    paragraphs,
    prepare,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["read_odt"]

_WIDEST, _LONGEST = 512, 100_000
_TABLE, _FORMS = f"{TABLE}table", f"{OFFICE}forms"
_CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
_BOOKMARKS = (f"{TEXT}bookmark", f"{TEXT}bookmark-start")
_CONTENT_CONTROL = f"{LOEXT}content-control"
_IDS = (f"{FORM}id", "{http://www.w3.org/XML/1998/namespace}id")
_ADDRESS = re.compile(r"\[([^\[\]]+)\]\s*$")


def read_odt(package: Package) -> Returned:
    """Read a text document. Raises `UnreadableFileError` where it cannot be one."""
    root, styles = content_of(package), styles_of(package)
    hidden = hidden_styles(*(part for part in (root, styles) if part is not None))
    blocks = list(_Reader(hidden).blocks(body_of(root, "text")))
    if styles is not None:
        blocks += _running(styles, hidden)
    return Returned(blocks, partial(read_meta, package), "odt")


def _running(styles: Element, hidden: Styles) -> Iterator[Paragraph]:
    """Yield the paragraphs of headers and footers, those in tables and text boxes too."""
    for _, top, part in running_parts(styles):
        boxes = prepare(part, hidden, {})
        for piece in (part, *boxes):
            yield from _paragraphs(piece, "колонтитул вверху" if top else "колонтитул внизу", running=True)


def _paragraphs(part: Element, location: str, *, running: bool = False) -> Iterator[Paragraph]:
    for paragraph in paragraphs(part):
        text = paragraph_text(paragraph)
        if text and not text.isspace():
            yield Paragraph(text, location, running)


class _Reader:
    """Reads one body."""

    def __init__(self, hidden: Styles) -> None:
        self._hidden = hidden
        self._names: dict[str, str] = {}  # the names of form controls by id
        self._tables = Tables(_cell_text, last_row=_LONGEST, last_column=_WIDEST)

    def blocks(self, body: Element) -> Iterator[Block]:
        """Yield the blocks of a body in order, text boxes behind everything else."""
        boxes = prepare(body, self._hidden, self._controls(body))
        table_number, paragraph_number = count(1), count(1)
        for element in _top_level(body):
            if element.tag == _TABLE:
                for table in nested(element):
                    yield self._grid(table, f"таблица {next(table_number)}")
            else:
                number, text = next(paragraph_number), paragraph_text(element)
                if text and not text.isspace():
                    yield Paragraph(text, f"абзац {number}")
        for number, box in enumerate(boxes, start=1):
            yield from _paragraphs(box, f"надпись {number}")

    def _controls(self, body: Element) -> dict[str, str]:
        """Return what form controls show, by id; take their definitions out of the body."""
        shown: dict[str, str] = {}
        for forms in list(body.iter(_FORMS)):
            for control in forms.iter(f"{FORM}*"):
                value = control.get(f"{FORM}current-value", control.get(f"{FORM}value", ""))
                for identifier in filter(None, map(control.get, _IDS)):
                    shown[identifier] = value
                    self._names[identifier] = control.get(f"{FORM}name", "")
            forms.clear()
        return shown

    def _grid(self, table: Element, location: str) -> Grid:
        anchors = self._anchors(table)
        rows = []
        for number, placed in self._tables.rows(table):
            place = f"{location}, строка {number}, ячейка "
            rows.append(
                [
                    Cell(text, column, f"{place}{ordinal}", tuple(anchors.get(element, ())))
                    for ordinal, (text, column, element) in enumerate(placed, start=1)
                ]
            )
        return Grid(location, rows)

    def _anchors(self, table: Element) -> dict[Element, list[str]]:
        """Return what is hung on each cell of a table: tags of controls and names of bookmarks."""
        anchors: dict[Element, list[str]] = {}
        for element in table.iter(*_BOOKMARKS, _CONTENT_CONTROL, CONTROL):
            cell = next(element.iterancestors(*_CELLS), None)
            if cell is not None and (anchor := self._anchor(element)):
                anchors.setdefault(cell, []).append(anchor)
        return anchors

    def _anchor(self, element: Element) -> str:
        """Return the name of a bookmark or the tag of a control; without a tag its title may end in `[tag]`."""
        if element.tag in _BOOKMARKS:
            return element.get(f"{TEXT}name", "")
        title = element.get(f"{LOEXT}alias") or self._names.get(element.get(CONTROL, ""), "")
        address = _ADDRESS.search(title)
        return element.get(f"{LOEXT}tag") or (address[1] if address else "")


def _cell_text(cell: Element) -> str:
    if len(cell) == 1 and cell[0].tag == PARAGRAPH:  # nearly all are so
        return paragraph_text(cell[0])
    return "\n".join(map(paragraph_text, paragraphs(cell))) if len(cell) else ""


def _top_level(body: Element) -> Iterator[Element]:
    """Yield tables and paragraphs that stand in no table, whatever else they are wrapped in."""
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        if element.tag in (_TABLE, PARAGRAPH, HEADING):
            yield element
        else:
            stack.extend(reversed(element))
