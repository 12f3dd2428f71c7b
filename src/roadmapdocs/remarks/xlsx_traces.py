"""Earlier remarks of ours are taken out of a workbook again: notes, colours, the sheet with the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.remark_list import foreign_rows, is_remark_list
from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.remark import AUTHOR
from roadmapdocs.remarks.xlsx_drawing import note_cell
from roadmapdocs.remarks.xlsx_notes import OURS
from roadmapdocs.remarks.xlsx_sheets import remove_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmapdocs.readers.blocks import Cell
    from roadmapdocs.remarks.parts import Element, Parts

__all__ = ["ALWAYS", "COLOURS", "SIGN", "move_priorities", "without_traces"]

ALWAYS = 'LEN("замечание отдела")>0'
"""The formula of our conditional formats: it holds everywhere, and tells them from those of others."""

COLOURS = 2
"""How many conditional formats of ours a sheet has at most: one for each colour."""

_LONG = 9
SIGN = '"замечание отдела"'
"""What is left of it in whatever a program makes of the formula."""


def without_traces(
    parts: Parts, book: str, sheets: Mapping[str, str], read: Mapping[str, Sequence[Sequence[Cell]]]
) -> None:
    """Take our earlier remarks out of a workbook; notes of other people stay.

    `sheets` are the parts of sheets by name, `read` the rows that were read of them, the list not yet left out.
    """
    for part in sheets.values():
        if part in parts:
            sheet = parts.xml(part)
            _remove_colours(sheet)
            _remove_notes(parts, part, sheet, kept=_remove_threads(parts, part))
    for name, rows in read.items():
        if is_remark_list(rows) and sheets.get(name, "") in parts:
            _remove_list(parts, book, sheets[name], rows)


def move_priorities(sheet: Element, by: int) -> None:
    """Let the conditional formats of a sheet come later, or again as early as they did; the first has priority 1."""
    rules = list(sheet.iter(f"{{{etree.QName(sheet).namespace}}}cfRule"))
    stated = [rule.get("priority", "") for rule in rules]
    if all(one.isdecimal() and len(one) < _LONG and int(one) + by > 0 for one in stated):
        for rule, one in zip(rules, stated, strict=True):
            rule.set("priority", str(int(one) + by))


def _remove_colours(sheet: Element) -> None:
    space = f"{{{etree.QName(sheet).namespace}}}"
    rules = len(list(sheet.iter(f"{space}cfRule")))
    for formatting in sheet.findall(f"{space}conditionalFormatting"):
        for rule in formatting.findall(f"{space}cfRule"):
            if SIGN in rule.findtext(f"{space}formula", ""):
                formatting.remove(rule)
        if formatting.find(f"{space}cfRule") is None:
            sheet.remove(formatting)
    if len(list(sheet.iter(f"{space}cfRule"))) < rules:
        move_priorities(sheet, -COLOURS)


# --- notes ------------------------------------------------------------------------------------------------------


def _remove_threads(parts: Parts, part: str) -> set[str]:
    """Remove our remarks among the conversations into which ONLYOFFICE and Excel 365 turn notes.

    A conversation that somebody has answered stays whole; return the ids of those.
    """
    kept: set[str] = set()
    for name in parts.related(part, "threadedComment"):
        if name not in parts:
            continue
        threads = parts.xml(name)
        answered = {thread.get("parentId", "") for thread in threads}
        for thread in list(threads):
            said = next((child.text or "" for child in thread if local_name(child) == "text"), "")
            if OURS.match(said) and thread.get("id", "") in answered:
                kept.add(f"tc={thread.get('id')}")
            elif OURS.match(said):
                _remove(thread)
        if not len(threads):
            parts.unrelate(part, name)
            parts.remove(name)
    return kept


def _remove_notes(parts: Parts, part: str, sheet: Element, *, kept: set[str]) -> None:
    for name in parts.related(part, "comments"):
        if name not in parts:
            continue
        root = parts.xml(name)
        space = f"{{{etree.QName(root).namespace}}}"
        authors = [author.text for author in root.iterfind(f"{space}authors/{space}author")]
        gone = set()
        for comment in root.findall(f"{space}commentList/{space}comment"):
            author = _author(comment, authors)
            cut = author not in kept and (_cut(comment, space) or author == AUTHOR)
            if cut and not "".join(comment.itertext(f"{space}t")).strip():
                gone.add(comment.get("ref", ""))
                _remove(comment)
        if gone:
            _remove_shapes(parts, part, gone)
        if root.find(f"{space}commentList/{space}comment") is None and gone:
            parts.unrelate(part, name)
            parts.remove(name)
            _remove_empty_drawing(parts, part, sheet)


def _author(comment: Element, authors: Sequence[str | None]) -> str | None:
    stated = comment.get("authorId", "")
    return authors[int(stated)] if stated.isdecimal() and int(stated) < len(authors) else None


def _cut(comment: Element, space: str) -> bool:
    """Take our text off the end of a note; say whether there was any."""
    texts = list(comment.iter(f"{space}t"))
    whole = "".join(text.text or "" for text in texts)
    found = OURS.search(whole)
    if found is None:
        return False
    left = found.start()
    for text in texts:
        length = len(text.text or "")
        text.text = (text.text or "")[: max(left, 0)]
        left -= length
        run = text.getparent()
        if not text.text and run is not None and local_name(run) == "r":
            _remove(run)
    return True


def _remove_shapes(parts: Parts, part: str, cells: set[str]) -> None:
    places = {_numbers(reference) for reference in cells}
    for name in parts.related(part, "vmlDrawing"):
        try:
            drawing = parts.xml(name)
        except (UnreadableFileError, LookupError):
            continue
        for shape in list(drawing):
            if local_name(shape) == "shape" and note_cell(shape) in places:
                drawing.remove(shape)


def _numbers(reference: str) -> tuple[str, str]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters[:3]:
        column = column * 26 + ord(letter) - 64
    row = reference[len(letters) :]
    return str(column - 1), str(int(row) - 1) if row else ""


def _remove_empty_drawing(parts: Parts, part: str, sheet: Element) -> None:
    """A drawing that shows nothing any more goes, and with it what the sheet says of it."""
    for identifier, kind, name in parts.relationships(part):
        if not kind.endswith("/vmlDrawing") or name not in parts:
            continue
        try:
            shown = any(local_name(shape) == "shape" for shape in parts.xml(name))
        except UnreadableFileError:
            continue
        named = [one for one in sheet if local_name(one) == "legacyDrawing" and identifier in one.values()]
        if not shown and named:
            _remove(named[0])
            parts.unrelate(part, name)
            parts.remove(name)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- the list ---------------------------------------------------------------------------------------------------


def _remove_list(parts: Parts, book: str, part: str, rows: Sequence[Sequence[Cell]]) -> None:
    """Remove our rows of a list; a sheet that has no others goes."""
    foreign = {cell.location.rpartition("!")[2] for row in foreign_rows(rows) for cell in row}
    if not foreign:
        remove_sheet(parts, book, part)
        return
    sheet = parts.xml(part)
    space = f"{{{etree.QName(sheet).namespace}}}"
    for row in list(sheet.iter(f"{space}row")):
        if not any(cell.get("r") in foreign for cell in row):
            _remove(row)
    for name in ("mergeCells", "hyperlinks"):
        if (found := sheet.find(f"{space}{name}")) is not None:
            _remove(found)
