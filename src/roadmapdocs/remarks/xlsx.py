"""Remarks in a workbook (ECMA-376 part 1, 18): notes, a colour laid over cells, a sheet with the list in front.

No cell of the school's is touched, not even its style: the colour is a conditional format that always holds.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.xlsx import read_xlsx, sheet_parts
from roadmapdocs.remarks.parts import Element, Parts
from roadmapdocs.remarks.placing import place, sequence
from roadmapdocs.remarks.remark import DOUBT, FAULT, coloured, introduction
from roadmapdocs.remarks.xlsx_list import put_list_sheet
from roadmapdocs.remarks.xlsx_notes import add_notes
from roadmapdocs.remarks.xlsx_styles import Styles, relations_of
from roadmapdocs.remarks.xlsx_traces import ALWAYS, COLOURS, move_priorities, without_traces

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.readers.package import Package
    from roadmapdocs.remarks.remark import Remark

__all__ = ["SHEET", "annotate_xlsx"]

SHEET = sequence(
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
"""The children of a sheet (18.3.1.99)."""


def annotate_xlsx(package: Package, remarks: Sequence[Remark], due: date | None) -> tuple[bytes, int]:
    """Return the workbook with its remarks, and how many of them stand in a note at their cell."""
    sheets = sheet_parts(package)
    parts = Parts(package)
    book = parts.related("", "officeDocument")[0]
    without_traces(parts, book, sheets, {grid.location: grid.rows for grid in read_xlsx(package).grids})
    at: dict[str, dict[str, list[Remark]]] = defaultdict(lambda: defaultdict(list))
    for remark in remarks:
        name, _, reference = remark.location.rpartition("!")
        if name in sheets and sheets[name] in parts and _is_reference(reference):
            at[name][reference].append(remark)
    located = sum(len(here) for cells in at.values() for here in cells.values())
    if remarks:
        styles = Styles(parts, book)
        for name, cells in at.items():
            sheet = parts.xml(sheets[name])
            identifier = add_notes(parts, sheets[name], cells)
            if identifier:
                _draw_notes(sheet, identifier)
            _colour(sheet, cells, styles)
        put_list_sheet(parts, book, styles, remarks, introduction(remarks, located, due))
    return parts.packed(), located


def _is_reference(text: str) -> bool:
    letters = text.rstrip("0123456789")
    return bool(letters) and letters.isascii() and letters.isalpha() and len(letters) < len(text)


def _draw_notes(sheet: Element, identifier: str) -> None:
    """Say which drawing shows the notes of a sheet."""
    space = etree.QName(sheet).namespace
    relations = relations_of(sheet)
    drawing = sheet.makeelement(f"{{{space}}}legacyDrawing", {f"{{{relations}}}id": identifier}, nsmap={"r": relations})
    place(sheet, drawing, SHEET)


def _colour(sheet: Element, cells: dict[str, list[Remark]], styles: Styles) -> None:
    """Lay our colours over the cells, before every other conditional format."""
    space = f"{{{etree.QName(sheet).namespace}}}"
    move_priorities(sheet, COLOURS)
    for priority, colour in enumerate((FAULT, DOUBT), start=1):
        references = [reference for reference, here in cells.items() if coloured(here) == colour]
        if references:
            formatting = sheet.makeelement(f"{space}conditionalFormatting", sqref=" ".join(references))
            settings = {"type": "expression", "dxfId": str(styles.format(colour)), "priority": str(priority)}
            rule = etree.SubElement(formatting, f"{space}cfRule", settings)
            etree.SubElement(rule, f"{space}formula").text = ALWAYS
            place(sheet, formatting, SHEET)
