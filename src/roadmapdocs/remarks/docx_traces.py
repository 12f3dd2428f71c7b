"""Earlier remarks of ours are taken out of a document again: comments, colours, bookmarks, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.blocks import Cell
from roadmapdocs.readers.remark_list import ANCHOR, foreign_rows, is_remark_list
from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.remark import AUTHOR, DOUBT, FAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.remarks.parts import Element, Parts

__all__ = ["without_traces"]

_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def without_traces(parts: Parts, main: str) -> None:
    """Take our earlier remarks out of a document; comments of other people stay, answers to ours too."""
    root = parts.xml(main)
    space = f"{{{etree.QName(root).namespace}}}"
    _remove_comments(parts, main, root, space)
    _restore_colours(root, space)
    for table in list(root.iter(f"{space}tbl")):
        _remove_list(table, space)


# --- comments ---------------------------------------------------------------------------------------------------


def _remove_comments(parts: Parts, main: str, root: Element, space: str) -> None:
    for part in parts.related(main, "comments"):
        comments = parts.xml(part)
        ours = [comment for comment in comments if comment.get(f"{space}author") == AUTHOR]
        paragraphs = {one.get(f"{_WORD_14}paraId", "") for comment in ours for one in comment.iter(f"{space}p")} - {""}
        for comment in ours:
            comments.remove(comment)
        _remove_marks(root, space, {comment.get(f"{space}id", "") for comment in ours})
        _forget_paragraphs(parts, main, paragraphs)
        if not len(comments):
            parts.unrelate(main, part)
            parts.remove(part)


def _remove_marks(root: Element, space: str, numbers: set[str]) -> None:
    names = [f"{space}comment{mark}" for mark in ("RangeStart", "RangeEnd", "Reference")]
    for mark in list(root.iter(*names)):
        if mark.get(f"{space}id", "") in numbers:
            run = mark.getparent()
            _remove(mark)
            if run is not None and local_name(run) == "r" and all(local_name(child) == "rPr" for child in run):
                _remove(run)


def _forget_paragraphs(parts: Parts, main: str, paragraphs: set[str]) -> None:
    """Word keeps more about comments in further parts; an answer to a comment that goes becomes one of its own."""
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        for part in parts.related(main, kind):
            for entry in list(parts.xml(part)):
                stated = {value for name, value in entry.items() if name.endswith("}paraId")}
                if stated & paragraphs:
                    _remove(entry)
                elif entry.get(f"{_WORD_15}paraIdParent") in paragraphs:
                    del entry.attrib[f"{_WORD_15}paraIdParent"]


# --- colours ----------------------------------------------------------------------------------------------------


def _restore_colours(root: Element, space: str) -> None:
    """Give coloured places the colour that their bookmark names; without one they lose ours."""
    closed: set[str] = set()
    for mark in list(root.iter(f"{space}bookmarkStart")):
        name = mark.get(f"{space}name", "")
        if name.startswith(ANCHOR):
            for shading in _shadings(mark, space):
                before = name.rpartition("_")[2]
                if len(before) == len(FAULT):
                    shading.set(f"{space}fill", before)
                else:
                    _remove(shading)
            closed.add(mark.get(f"{space}id", ""))
            _remove(mark)
    for mark in list(root.iter(f"{space}bookmarkEnd")):
        if mark.get(f"{space}id", "") in closed:
            _remove(mark)
    for shading in list(root.iter(f"{space}shd")):
        if _is_ours(shading, space):
            _remove(shading)


def _shadings(mark: Element, space: str) -> Iterator[Element]:
    """Yield our shading of the cell or paragraph in which a bookmark stands."""
    for owner in mark.iterancestors(f"{space}p", f"{space}tc"):
        for properties in owner.iterchildren(f"{space}pPr", f"{space}tcPr"):
            shading = properties.find(f"{space}shd")
            if shading is not None and _is_ours(shading, space):
                yield shading
                return


def _is_ours(shading: Element, space: str) -> bool:
    parent = shading.getparent()
    placed = parent is not None and local_name(parent) in ("tcPr", "pPr")
    return placed and shading.get(f"{space}fill", "").upper() in (FAULT, DOUBT)


# --- the list ---------------------------------------------------------------------------------------------------


def _remove_list(table: Element, space: str) -> None:
    """Remove our rows of a list; a table that has no others goes with the gap behind it."""
    rows = table.findall(f"{space}tr")
    shown = [[Cell("".join(row.itertext(f"{space}t")), 0, str(number))] for number, row in enumerate(rows)]
    if not is_remark_list(shown):
        return
    foreign = {cells[0].location for cells in foreign_rows(shown)}
    gap = table.getnext()
    for number, row in enumerate(rows):
        if str(number) not in foreign:
            table.remove(row)
    if not foreign:
        _remove(table)
        if gap is not None and gap.tag == f"{space}p" and _is_gap(gap):
            _remove(gap)


def _is_gap(paragraph: Element) -> bool:
    """Say whether a paragraph holds nothing at all: no text, no picture, no end of a section."""
    kept = ("rPr", "pPr", "r", "spacing", "ind", "jc", "rFonts", "sz", "szCs", "lang", "pStyle", "b", "bCs", "color")
    return all(local_name(element) in kept for element in paragraph.iterdescendants())


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
