"""Remarks in an OpenDocument text: annotations, coloured cells, a list on the first page.

As in Word documents, the name of a bookmark remembers what colour a place had before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.blocks import Cell
from roadmapdocs.readers.odf_parts import body_of
from roadmapdocs.readers.odf_text import PARAGRAPH, TABLE, TABLE_ELEMENT, TEXT
from roadmapdocs.readers.odt import located
from roadmapdocs.readers.remark_list import ANCHOR, foreign_rows, is_remark_list
from roadmapdocs.remarks.odf_list import list_table
from roadmapdocs.remarks.odf_notes import new_annotation, remove_keeping_tail, remove_ours, say
from roadmapdocs.remarks.odf_styles import CellColours
from roadmapdocs.remarks.parts import Element, Parts
from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.remark import coloured, introduction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.readers.package import Package
    from roadmapdocs.remarks.remark import Remark

__all__ = ["annotate_odt"]

_PARAGRAPHS = (PARAGRAPH, f"{TEXT}h")
_CELL, _ROW = f"{TABLE}table-cell", f"{TABLE}table-row"
_BOOKMARK, _NAME = f"{TEXT}bookmark", f"{TEXT}name"
_MARKS = (_BOOKMARK, f"{TEXT}bookmark-start", f"{TEXT}bookmark-end")
_DECLARED = re.compile("-decls$|^forms$|^tracked-changes$|^variable|^sequence|^user-field|^table-of-content")


def annotate_odt(package: Package, remarks: Sequence[Remark], due: date | None) -> tuple[bytes, int]:
    """Return the document with its remarks, and how many of them have an annotation at their place."""
    parts = Parts(package)
    root = parts.xml("content.xml")
    places = located(root, parts.xml("styles.xml") if "styles.xml" in parts else None)
    colours = CellColours(root)
    _remove_traces(root, colours)
    at: dict[Element, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if (element := places.get(remark.location)) is not None:
            at[element].append(remark)
    marked = [(element, here) for element, here in at.items() if _mark(element, here, colours)]
    count = sum(len(here) for _, here in marked)
    if remarks:
        _put_list(root, remarks, introduction(remarks, count, due))
    return parts.packed(stored="mimetype"), count


def _mark(element: Element, remarks: Sequence[Remark], colours: CellColours) -> bool:
    """Hang the remarks on the first paragraph of a place and colour a cell; return whether there is one."""
    paragraph = element if element.tag in _PARAGRAPHS else next(element.iterchildren(*_PARAGRAPHS), None)
    if paragraph is None:
        return False
    added: list[Element] = []
    if element.tag == _CELL:
        before = colours.put(element, coloured(remarks))
        added.append(etree.Element(_BOOKMARK, {_NAME: f"{ANCHOR}{remarks[0].number}_{before}"}))
    for remark in remarks:
        added.append(annotation := new_annotation())
        say(annotation, [remark])
    added[-1].tail, paragraph.text = paragraph.text, None
    paragraph[0:0] = added
    return True


def _put_list(root: Element, remarks: Sequence[Remark], said: str) -> None:
    body = body_of(root, "text")
    first = next((index for index, child in enumerate(body) if not _DECLARED.search(local_name(child))), len(body))
    body.insert(first, list_table(root, remarks, said, "page"))
    body.insert(first + 1, etree.Element(PARAGRAPH))


# --- earlier remarks --------------------------------------------------------------------------------------------


def _remove_traces(root: Element, colours: CellColours) -> None:
    remove_ours(root)
    for cell in list(root.iter(_CELL)):
        names = (mark.get(_NAME, "") for mark in cell.iter(*_MARKS))
        colours.restore(cell, next((name for name in names if name.startswith(ANCHOR)), ""))
    for mark in list(root.iter(*_MARKS)):
        if mark.get(_NAME, "").startswith(ANCHOR):
            remove_keeping_tail(mark)
    for table in list(root.iter(TABLE_ELEMENT)):
        _remove_list(table)


def _remove_list(table: Element) -> None:
    rows = list(table.iter(_ROW))
    shown = [[Cell("".join(row.itertext()), 0, str(number))] for number, row in enumerate(rows)]
    if not is_remark_list(shown):
        return
    foreign = {cells[0].location for cells in foreign_rows(shown)}
    gap, parent = table.getnext(), table.getparent()
    for number, row in enumerate(rows):
        owner = row.getparent()
        if str(number) not in foreign and owner is not None:
            owner.remove(row)
    if not foreign and parent is not None:
        parent.remove(table)
        if gap is not None and gap.tag == PARAGRAPH and not len(gap) and not gap.text:
            parent.remove(gap)
