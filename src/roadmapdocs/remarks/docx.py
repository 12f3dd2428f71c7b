"""Remarks in a text document (ECMA-376 part 1, 17): comments, coloured cells, a list on the first page.

Only elements are added, and a cell's shading is changed; no text of the school's is touched. What a place was coloured
with before stands in the name of its bookmark, `_remark_3_FFFBE6`, because names of bookmarks survive every program.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.docx import STRICT, located
from roadmapdocs.readers.remark_list import ANCHOR
from roadmapdocs.remarks.docx_comments import Comments
from roadmapdocs.remarks.docx_list import put_list
from roadmapdocs.remarks.docx_traces import without_traces
from roadmapdocs.remarks.parts import Element, Parts
from roadmapdocs.remarks.placing import child_of, local_name, sequence
from roadmapdocs.remarks.remark import coloured

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.readers.package import Package
    from roadmapdocs.remarks.remark import Remark

__all__ = ["annotate_docx"]

_CELL = sequence(
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns cellDel cellMerge tcPrChange"
)
_PARAGRAPH = sequence(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


def annotate_docx(package: Package, remarks: Sequence[Remark], due: date | None) -> tuple[bytes, int]:
    """Return the document with its remarks, and how many of them have a comment at their place."""
    parts = Parts(package)
    main = parts.related("", "officeDocument")[0]
    root = parts.xml(main)
    places = located(root)
    without_traces(parts, main)
    at: dict[Element, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if (element := places.get(remark.location)) is not None:
            at[element].append(remark)
    if at:
        comments = Comments(parts, main, strict=etree.QName(root).namespace == STRICT)
        bookmarks = _Bookmarks(root)
        for element, here in at.items():
            _mark(element, here, comments, bookmarks)
    linked = {remark.number: bookmarks.names[remark.number] for here in at.values() for remark in here} if at else {}
    if remarks:
        put_list(root, remarks, linked, due)
    return parts.packed(), sum(map(len, at.values()))


class _Bookmarks:
    """Bookmarks of places: ids that are free, and the names by the numbers of remarks."""

    def __init__(self, root: Element) -> None:
        self._w = f"{{{etree.QName(root).namespace}}}"
        stated = (mark.get(f"{self._w}id", "") for mark in root.iter(f"{self._w}bookmarkStart"))
        self._last = max((int(number) for number in stated if number.isdecimal() and len(number) < 9), default=0)  # noqa: PLR2004
        self.names: dict[int, str] = {}

    def made(self, remarks: Sequence[Remark], before: str) -> tuple[Element, Element]:
        """Return the two ends of a bookmark that says what colour the place had before."""
        self._last += 1
        name = f"{ANCHOR}{remarks[0].number}_{before}"
        self.names |= {remark.number: name for remark in remarks}
        start = etree.Element(f"{self._w}bookmarkStart", {f"{self._w}id": str(self._last), f"{self._w}name": name})
        return start, etree.Element(f"{self._w}bookmarkEnd", {f"{self._w}id": str(self._last)})


def _mark(element: Element, remarks: Sequence[Remark], comments: Comments, bookmarks: _Bookmarks) -> None:
    """Colour a cell or paragraph, and hang the comments on its first paragraph."""
    space = f"{{{etree.QName(element).namespace}}}"
    before = _shade(element, coloured(remarks))
    paragraph = _first_paragraph(element, space)
    start, end = bookmarks.made(remarks, before)
    opening = 1 if len(paragraph) and local_name(paragraph[0]) == "pPr" else 0
    references = [comments.add(remark) for remark in remarks]
    paragraph[opening:opening] = [start, end, *(begin for begin, _, _ in references)]
    for _, finish, reference in references:
        paragraph.extend((finish, reference))


def _first_paragraph(element: Element, space: str) -> Element:
    """Return the paragraph itself, or the first one of a cell that stands in no table inside it."""
    if local_name(element) == "p":
        return element
    for paragraph in element.iter(f"{space}p"):
        if next(paragraph.iterancestors(f"{space}tc", f"{space}txbxContent")) is element:
            return paragraph
    return etree.SubElement(element, f"{space}p")


def _shade(element: Element, colour: str) -> str:
    """Give a cell or paragraph a colour; return the one it had, «none» if it had none that can be given back."""
    space = f"{{{etree.QName(element).namespace}}}"
    name, order = ("pPr", _PARAGRAPH) if local_name(element) == "p" else ("tcPr", _CELL)
    properties = element.find(f"{space}{name}")
    if properties is None:
        properties = element.makeelement(f"{space}{name}")
        element.insert(0, properties)
    shading = child_of(properties, "shd", order)
    before = shading.get(f"{space}fill", "")
    shading.attrib.clear()
    for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(f"{space}{attribute}", value)
    return before.upper() if _COLOUR.fullmatch(before) else "none"
