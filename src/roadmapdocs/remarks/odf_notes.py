"""Annotations of OpenDocument (ODF 1.3 part 3, 14.1): ours made, and known again by their author or their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.odf_text import OFFICE, PARAGRAPH, TEXT
from roadmapdocs.remarks.remark import AUTHOR
from roadmapdocs.remarks.xlsx_notes import OURS, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.remarks.parts import Element
    from roadmapdocs.remarks.remark import Remark

__all__ = ["ANNOTATION", "new_annotation", "remove_keeping_tail", "remove_ours", "say"]

ANNOTATION = f"{OFFICE}annotation"
_END, _NAME = f"{OFFICE}annotation-end", f"{OFFICE}name"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def new_annotation() -> Element:
    """Return an annotation of ours that says nothing yet. There is no date in it: the same remarks, the same bytes."""
    annotation = etree.Element(ANNOTATION, nsmap={"dc": _CREATOR[1:].partition("}")[0]})
    etree.SubElement(annotation, _CREATOR).text = AUTHOR
    return annotation


def say(annotation: Element, remarks: Sequence[Remark]) -> None:
    """Write remarks into an annotation, behind what stands in it."""
    for remark in remarks:
        for line in lines_of(remark):
            etree.SubElement(annotation, PARAGRAPH).text = line


def remove_ours(root: Element) -> None:
    """Take our remarks out of all annotations; those that hold nothing else go."""
    gone: set[str] = set()
    for annotation in list(root.iter(ANNOTATION)):
        paragraphs = [child for child in annotation if child.tag in (PARAGRAPH, f"{TEXT}list")]
        said = ["".join(paragraph.itertext()) for paragraph in paragraphs]
        first = next((index for index, text in enumerate(said) if OURS.match(text.strip())), None)
        if first is None and annotation.findtext(_CREATOR) == AUTHOR:
            first = 0
        if first is not None and any(text.strip() not in ("", f"{AUTHOR}:") for text in said[:first]):
            for paragraph in paragraphs[first:]:
                annotation.remove(paragraph)
        elif first is not None:
            gone.add(annotation.get(_NAME, ""))
            remove_keeping_tail(annotation)
    for end in list(root.iter(_END)):
        if end.get(_NAME, "") in gone:
            remove_keeping_tail(end)


def remove_keeping_tail(element: Element) -> None:
    """Remove an element from among text; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail or None
    else:
        parent.text = (parent.text or "") + tail or None
    parent.remove(element)
