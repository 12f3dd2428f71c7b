"""Notes at the cells of a sheet: the comments part (18.7) and the drawing that shows them (part 4, 14.2)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.remark import AUTHOR
from roadmapdocs.remarks.xlsx_drawing import draw_note, empty_drawing
from roadmapdocs.remarks.xlsx_styles import relations_of
from roadmapdocs.writers.xlsx.text import xstring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmapdocs.remarks.parts import Element, Parts
    from roadmapdocs.remarks.remark import Remark

__all__ = ["OURS", "add_notes", "lines_of"]

_OPENING = "Замечание отдела"
OURS = re.compile(rf"(?:^|\s)(?:{re.escape(AUTHOR)}:\s*)?{_OPENING}\.\s(?:Исправьте|Проверьте):")
"""How our notes begin; programs drop authors or make them part of the text, so notes are known again by it."""

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLOCKS = 1000  # more than there are sheets
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def lines_of(remark: Remark) -> tuple[str, str, str]:
    """Return what a note says of a remark: what to do, the sentence, the code."""
    return f"{_OPENING}. {remark.heading}:", remark.text, remark.code


def add_notes(parts: Parts, part: str, cells: Mapping[str, Sequence[Remark]]) -> str:
    """Add a note to each cell of a sheet; return the id of the drawing if the sheet does not name it yet, else «»."""
    sheet = parts.xml(part)
    root = _comments(parts, part, sheet)
    space = f"{{{etree.QName(root).namespace}}}"
    listed = root.find(f"{space}commentList")
    if listed is None:
        listed = etree.SubElement(root, f"{space}commentList")
    author = _author(root, space)
    drawing, identifier = _drawing(parts, part, sheet, listed)
    for reference, remarks in cells.items():
        existing = next((one for one in listed if one.get("ref") == reference), None)
        if existing is None:
            existing = _inserted(listed, reference, author)
            draw_note(drawing, sheet, reference, _lines(remarks))
        _write(existing, remarks, space)
    return identifier


def _comments(parts: Parts, part: str, sheet: Element) -> Element:
    there = [name for name in parts.related(part, "comments") if name in parts]
    if there:
        return parts.xml(there[0])
    space = str(etree.QName(sheet).namespace)
    root = etree.fromstring(f'<comments xmlns="{space}"><authors/><commentList/></comments>')
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(part), ".."))
    name = parts.free_name(posixpath.join(folder, "comments{}.xml"))
    parts.add(name, root, _COMMENTS)
    parts.relate(part, name, f"{relations_of(sheet)}/comments")
    return root


def _author(root: Element, space: str) -> str:
    authors = root.find(f"{space}authors")
    if authors is None:
        authors = root.makeelement(f"{space}authors")
        root.insert(0, authors)
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{space}author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _drawing(parts: Parts, part: str, sheet: Element, listed: Element) -> tuple[Element, str]:
    """Return the drawing of a sheet's notes and the id the sheet has yet to name; one that is no XML is made anew."""
    for name in parts.related(part, "vmlDrawing"):
        if name in parts and _is_named(parts, part, sheet, name):
            try:
                return parts.xml(name), ""
            except UnreadableFileError:
                drawing = empty_drawing(_block(parts))
                parts.put(name, drawing)
                for comment in listed:
                    draw_note(drawing, sheet, comment.get("ref", "A1"), 4)
                return drawing, ""
    drawing = empty_drawing(_block(parts))
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(part), "..", "drawings"))
    name = parts.free_name(posixpath.join(folder, "vmlDrawing{}.vml"))
    parts.say_default("vml", _DRAWING)
    parts.put(name, drawing)
    return drawing, parts.relate(part, name, f"{relations_of(sheet)}/vmlDrawing")


def _is_named(parts: Parts, part: str, sheet: Element, name: str) -> bool:
    """Say whether the sheet shows its notes by a drawing; others hold the pictures of headers."""
    shown = {
        value
        for element in sheet
        if local_name(element) == "legacyDrawing"
        for key, value in element.items()
        if key.endswith("}id")
    }
    return any(identifier in shown and target == name for identifier, _, target in parts.relationships(part))


def _block(parts: Parts) -> int:
    """Return a number of a block of shape ids that no drawing of ours has: one for each drawing."""
    number = parts.free_name("xl/drawings/vmlDrawing{}.vml").removeprefix("xl/drawings/vmlDrawing")
    return _BLOCKS + int(number.removesuffix(".vml"))


def _inserted(listed: Element, reference: str, author: str) -> Element:
    """Return a new note, put where its cell comes in reading order."""
    comment = listed.makeelement(f"{{{etree.QName(listed).namespace}}}comment", ref=reference, authorId=author)
    for index, other in enumerate(listed):
        if _order(other.get("ref", "")) > _order(reference):
            listed.insert(index, comment)
            return comment
    listed.append(comment)
    return comment


def _order(reference: str) -> tuple[int, int, str]:
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, "")


def _write(comment: Element, remarks: Sequence[Remark], space: str) -> None:
    """Write remarks into a note, behind what a school wrote there."""
    text = comment.find(f"{space}text")
    if text is None:
        text = etree.SubElement(comment, f"{space}text")
    before = "".join(text.itertext(f"{space}t"))
    for index, remark in enumerate(remarks):
        gap = "\n" if index or before else ""
        opening, said, code = lines_of(remark)
        _run(text, f"{gap}{opening}\n", space, size="9", bold=True)
        _run(text, f"{said}\n", space, size="9")
        _run(text, code, space, size="7")


def _run(text: Element, said: str, space: str, *, size: str, bold: bool = False) -> None:
    run = etree.SubElement(text, f"{space}r")
    looks = etree.SubElement(run, f"{space}rPr")
    if bold:
        etree.SubElement(looks, f"{space}b")
    etree.SubElement(looks, f"{space}sz", val=size)
    etree.SubElement(looks, f"{space}color", indexed="81")
    etree.SubElement(looks, f"{space}rFont", val="Tahoma")
    etree.SubElement(run, f"{space}t", {_SPACE: "preserve"}).text = xstring(said)


def _lines(remarks: Sequence[Remark]) -> int:
    """Return how many lines a note needs, about 45 letters in each."""
    return sum(3 + len(remark.text) // 45 for remark in remarks)
