"""Remarks in an OpenDocument workbook: annotations, a colour laid over cells, a sheet with the list in front."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.odf_parts import body_of
from roadmapdocs.readers.odf_text import OFFICE, STYLE, TABLE, TABLE_ELEMENT
from roadmapdocs.readers.ods import Spot, located, read_ods
from roadmapdocs.readers.remark_list import foreign_rows, is_remark_list
from roadmapdocs.remarks.odf_list import list_table
from roadmapdocs.remarks.odf_notes import ANNOTATION, new_annotation, remove_ours, say
from roadmapdocs.remarks.odf_styles import FO
from roadmapdocs.remarks.parts import Element, Parts
from roadmapdocs.remarks.remark import DOUBT, FAULT, coloured, introduction
from roadmapdocs.remarks.xlsx_traces import ALWAYS, SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.readers.package import Package
    from roadmapdocs.remarks.remark import Remark

__all__ = ["annotate_ods"]

_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
_NAME = f"{TABLE}name"
_ROWS, _COLUMNS = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
_MOST_COPIES = 200
_STYLES = {FAULT: "Remark_fault", DOUBT: "Remark_doubt"}


def annotate_ods(package: Package, remarks: Sequence[Remark], due: date | None) -> tuple[bytes, int]:
    """Return the workbook with its remarks, and how many of them stand in an annotation at their cell."""
    parts = Parts(package)
    root = parts.xml("content.xml")
    spots = located(root)
    _remove_traces(root, package)
    at: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        if remark.location in spots:
            at[remark.location].append(remark)
    single = _Single()
    cells = {place: cell for place in at if (cell := single.cell(spots[place])) is not None}
    for place, cell in cells.items():
        annotation = cell.find(ANNOTATION)
        if annotation is None:
            annotation = new_annotation()
            cell.insert(0, annotation)
        say(annotation, at[place])
    _colour(parts, root, {place: at[place] for place in cells})
    count = sum(len(at[place]) for place in cells)
    if remarks:
        _put_list(parts, root, remarks, introduction(remarks, count, due))
    return parts.packed(stored="mimetype"), count


class _Single:
    """Takes apart rows and cells that stand for several, where one of them is meant."""

    def __init__(self) -> None:
        self._rows: dict[Element, list[Element]] = {}
        self._cells: dict[Element, list[Element]] = {}
        self._taken: dict[Element, list[Element]] = {}

    def cell(self, spot: Spot) -> Element | None:
        """Return an element that stands for just this cell; None where that would need very many."""
        row = spot.element.getparent()
        if row is None:
            return None
        place = (self._cells.setdefault(row, list(row))).index(spot.element)
        rows = self._rows.setdefault(row, _taken_apart(row, _ROWS))
        if spot.row >= len(rows):
            return None
        meant = self._cells.setdefault(rows[spot.row], list(rows[spot.row]))[place]
        singles = self._taken.setdefault(meant, _taken_apart(meant, _COLUMNS))
        return singles[spot.column] if spot.column < len(singles) else None


def _taken_apart(element: Element, repeated: str) -> list[Element]:
    """Return an element as so many of its kind as it stands for; nothing if they are too many."""
    stated = element.get(repeated, "1")
    number = int(stated) if stated.isdecimal() and len(stated) < 9 else 1  # noqa: PLR2004 - no sheet has so many
    if not 1 < number <= _MOST_COPIES:
        return [element] if number == 1 else []
    del element.attrib[repeated]
    singles = [element]
    for _ in range(number - 1):
        singles.append(deepcopy(element))
        singles[-2].addnext(singles[-1])
    return singles


# --- colours ----------------------------------------------------------------------------------------------------


def _colour(parts: Parts, root: Element, at: dict[str, list[Remark]]) -> None:
    """Lay our colours over cells, as LibreOffice writes conditional formats; others show annotations only."""
    styles = parts.xml("styles.xml").find(f"{OFFICE}styles") if "styles.xml" in parts else None
    if styles is None:
        return
    for sheet in body_of(root, "spreadsheet").iterchildren(TABLE_ELEMENT):
        name = sheet.get(_NAME, "")
        for colour, style in _STYLES.items():
            here = [
                place.rpartition("!")[2]
                for place, remarks in at.items()
                if place.rpartition("!")[0] == name and coloured(remarks) == colour
            ]
            if here:
                _add_style(styles, style, colour)
                _add_format(sheet, name, here, style)


def _add_style(styles: Element, name: str, colour: str) -> None:
    if all(style.get(f"{STYLE}name") != name for style in styles):
        style = etree.SubElement(styles, f"{STYLE}style", {f"{STYLE}name": name, f"{STYLE}family": "table-cell"})
        background = {f"{FO}background-color": f"#{colour.lower()}"}
        etree.SubElement(style, f"{STYLE}table-cell-properties", background)


def _add_format(sheet: Element, name: str, cells: Sequence[str], style: str) -> None:
    formats = sheet.find(f"{_CALC}conditional-formats")
    if formats is None:
        formats = etree.SubElement(sheet, f"{_CALC}conditional-formats", nsmap={"calcext": _CALC[1:-1]})
    quoted = "'" + name.replace("'", "''") + "'"
    area = " ".join(f"{quoted}.{cell}:{quoted}.{cell}" for cell in cells)
    made = etree.Element(f"{_CALC}conditional-format", {f"{_CALC}target-range-address": area})
    condition = {
        f"{_CALC}apply-style-name": style,
        f"{_CALC}value": f"formula-is({ALWAYS})",
        f"{_CALC}base-cell-address": f"{quoted}.{cells[0]}",
    }
    etree.SubElement(made, f"{_CALC}condition", condition)
    formats.insert(0, made)


# --- the list ---------------------------------------------------------------------------------------------------


def _put_list(parts: Parts, root: Element, remarks: Sequence[Remark], said: str) -> None:
    body = body_of(root, "spreadsheet")
    table = list_table(root, remarks, said, "sheet")
    taken = {sheet.get(_NAME, "") for sheet in body.iterchildren(TABLE_ELEMENT)}
    name, number = table.get(_NAME, ""), 2
    while table.get(_NAME, "") in taken:
        table.set(_NAME, f"{name} {number}")
        number += 1
    first = next((index for index, child in enumerate(body) if child.tag == TABLE_ELEMENT), len(body))
    body.insert(first, table)
    if "settings.xml" in parts:
        for item in parts.xml("settings.xml").iter(f"{_CONFIG}config-item"):
            if item.get(f"{_CONFIG}name") == "ActiveTable":
                item.text = table.get(_NAME)


def _remove_traces(root: Element, package: Package) -> None:
    remove_ours(root)
    for condition in list(root.iter(f"{_CALC}condition")):
        made = condition.getparent()
        if made is not None and SIGN in condition.get(f"{_CALC}value", ""):
            made.remove(condition)
            formats = made.getparent()
            if formats is not None and not len(made):
                formats.remove(made)
                if not len(formats) and (sheet := formats.getparent()) is not None:
                    sheet.remove(formats)
    for grid in read_ods(package).grids:
        if is_remark_list(grid.rows):
            foreign = {cell.location for row in foreign_rows(grid.rows) for cell in row}
            _remove_list(root, grid.location, foreign)


def _remove_list(root: Element, name: str, foreign: set[str]) -> None:
    body = body_of(root, "spreadsheet")
    sheet = next((one for one in body.iterchildren(TABLE_ELEMENT) if one.get(_NAME) == name), None)
    if sheet is None:
        return
    kept = {spot.element.getparent() for place, spot in located(root).items() if place in foreign}
    if not kept:
        body.remove(sheet)
        return
    for row in list(sheet.iter(f"{TABLE}table-row")):
        owner = row.getparent()
        if row not in kept and owner is not None:
            owner.remove(row)
