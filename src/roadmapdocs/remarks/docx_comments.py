"""The comments part of a text document (ECMA-376 part 1, 17.13.4): made, or added to what the school wrote there."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.docx import STRICT, TRANSITIONAL
from roadmapdocs.remarks.remark import AUTHOR, INITIALS

if TYPE_CHECKING:
    from roadmapdocs.remarks.parts import Element, Parts
    from roadmapdocs.remarks.remark import Remark

__all__ = ["RELATIONS", "Comments"]

RELATIONS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/",
}
"""What the types of relationships begin with, in transitional and in strict documents."""

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIZE, _SMALL = "20", "16"  # half-points


class Comments:
    """The comments of a document. There are no dates in ours, so that the same remarks give the same bytes."""

    def __init__(self, parts: Parts, main: str, *, strict: bool) -> None:
        self._w = f"{{{STRICT if strict else TRANSITIONAL}}}"
        there = parts.related(main, "comments")
        if there:
            self._root = parts.xml(there[0])
        else:
            name = parts.free_name(posixpath.join(posixpath.dirname(main), "comments{}.xml"))
            self._root = etree.Element(f"{self._w}comments", nsmap={"w": self._w[1:-1]})
            parts.add(name, self._root, _TYPE)
            parts.relate(main, name, RELATIONS[strict] + "comments")
        self._next = 1 + max(map(self._id, (*self._root, *_marks(parts.xml(main), self._w))), default=-1)

    def _id(self, element: Element) -> int:
        stated = element.get(f"{self._w}id", "")
        return int(stated) if stated.isdecimal() and len(stated) < 9 else -1  # noqa: PLR2004 - no file has so many

    def add(self, remark: Remark) -> tuple[Element, Element, Element]:
        """Add a comment; return the beginning and the end of its range, and the run that refers to it."""
        number = {f"{self._w}id": str(self._next)}
        self._next += 1
        signature = {f"{self._w}author": AUTHOR, f"{self._w}initials": INITIALS}
        comment = etree.SubElement(self._root, f"{self._w}comment", number | signature)
        spoken = etree.SubElement(comment, f"{self._w}p")
        self._run(spoken, f"{remark.heading}. ", _SIZE, bold=True)
        self._run(spoken, remark.text, _SIZE)
        self._run(etree.SubElement(comment, f"{self._w}p"), remark.code, _SMALL)
        reference = etree.Element(f"{self._w}r")
        etree.SubElement(reference, f"{self._w}commentReference", number)
        begin, end = (etree.Element(f"{self._w}commentRange{side}", number) for side in ("Start", "End"))
        return begin, end, reference

    def _run(self, paragraph: Element, text: str, size: str, *, bold: bool = False) -> None:
        run = etree.SubElement(paragraph, f"{self._w}r")
        looks = etree.SubElement(run, f"{self._w}rPr")
        if bold:
            etree.SubElement(looks, f"{self._w}b")
        etree.SubElement(looks, f"{self._w}sz", {f"{self._w}val": size})
        written = etree.SubElement(run, f"{self._w}t", {_SPACE: "preserve"})
        written.text = text


def _marks(root: Element, space: str) -> list[Element]:
    return list(root.iter(*(f"{space}comment{mark}" for mark in ("RangeStart", "RangeEnd", "Reference"))))
