"""A sheet put in front of the others or taken away: what counts sheets by their order moves with them (18.2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.xlsx_styles import relations_of

if TYPE_CHECKING:
    from roadmapdocs.remarks.parts import Element, Parts

__all__ = ["put_sheet", "remove_sheet"]

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONG = 7


def put_sheet(parts: Parts, book: str, name: str, root: Element) -> None:
    """Put a sheet in front of all others and open the workbook at it; a name that is taken gets a number."""
    workbook = parts.xml(book)
    sheets = _child(workbook, "sheets")
    if sheets is None:
        raise LookupError("the workbook has no sheets")
    _deselect(parts, book)
    part = parts.free_name(posixpath.join(posixpath.dirname(book), "worksheets", "sheet{}.xml"))
    parts.add(part, root, _TYPE)
    relations = relations_of(workbook)
    identifier = parts.relate(book, part, f"{relations}/worksheet")
    ids = [int(stated) for sheet in sheets if (stated := sheet.get("sheetId", "")).isdecimal() and len(stated) < _LONG]
    settings = {
        "name": _free_name(sheets, name),
        "sheetId": str(max(ids, default=0) + 1),
        f"{{{relations}}}id": identifier,
    }
    sheets.insert(0, sheets.makeelement(f"{{{etree.QName(sheets).namespace}}}sheet", settings, nsmap={"r": relations}))
    _renumber(workbook, 0, 1)
    for view in _views(workbook):
        view.set("activeTab", "0")
        if "firstSheet" in view.attrib:
            view.set("firstSheet", "0")


def remove_sheet(parts: Parts, book: str, part: str) -> None:
    """Take a sheet away with everything that belongs to it alone; the workbook opens at the sheet that follows."""
    workbook = parts.xml(book)
    identifiers = {identifier for identifier, _, target in parts.relationships(book) if target == part}
    for index, sheet in enumerate(_children(workbook, "sheets")):
        if identifiers & set(sheet.values()):
            _remove(sheet)
            _renumber(workbook, index, -1)
            for view in _views(workbook):
                view.set("activeTab", str(max(min(index, len(_children(workbook, "sheets")) - 1), 0)))
            break
    parts.unrelate(book, part)
    for kind in ("comments", "vmlDrawing", "printerSettings"):
        for own in parts.related(part, kind):
            parts.remove(own)
    parts.remove(part)


def _renumber(workbook: Element, first: int, by: int) -> None:
    """Move the sheet numbers of names that belong to one sheet; those of a sheet that goes, go with it."""
    for name in _children(workbook, "definedNames"):
        stated = name.get("localSheetId", "")
        if stated.isdecimal() and len(stated) < _LONG:
            if by < 0 and int(stated) == first:
                _remove(name)
            elif int(stated) >= first:
                name.set("localSheetId", str(int(stated) + by))
    names = _child(workbook, "definedNames")
    if names is not None and not len(names):
        _remove(names)


def _deselect(parts: Parts, book: str) -> None:
    """No other sheet stays selected: sheets selected together take every letter that is typed."""
    for part in parts.related(book, "worksheet"):
        if part in parts:
            for view in parts.xml(part).iter():
                if local_name(view) == "sheetView":
                    view.attrib.pop("tabSelected", None)
                elif local_name(view) == "sheetData":
                    break


def _views(workbook: Element) -> list[Element]:
    return [view for view in _children(workbook, "bookViews") if local_name(view) == "workbookView"]


def _child(workbook: Element, name: str) -> Element | None:
    return workbook.find(f"{{{etree.QName(workbook).namespace}}}{name}")


def _children(workbook: Element, name: str) -> list[Element]:
    child = _child(workbook, name)
    return [] if child is None else list(child)


def _free_name(sheets: Element, name: str) -> str:
    taken = {sheet.get("name", "").casefold() for sheet in sheets}
    free, number = name, 2
    while free.casefold() in taken:
        free, number = f"{name} {number}", number + 1
    return free


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
