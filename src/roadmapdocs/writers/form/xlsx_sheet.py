"""A laid-out form becomes a workbook: cells, lists, checks on typing, names, protection, print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from roadmapdocs.answers import normalise
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.rules.words import SHEET as CHECKS
from roadmapdocs.writers.form.xlsx_check_sheet import add_check_sheet, check_line, link_to, mark_rows
from roadmapdocs.writers.form.xlsx_checks import checks
from roadmapdocs.writers.form.xlsx_looks import FONT, Look
from roadmapdocs.writers.form.xlsx_pages import SIDE_MARGIN, TOP_MARGIN, page_breaks
from roadmapdocs.writers.package import hole
from roadmapdocs.writers.xlsx.text import xstring

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from roadmapdocs.model.form import Blank, Choice
    from roadmapdocs.writers.form.xlsx_formulas import Formulas
    from roadmapdocs.writers.form.xlsx_layout import Layout, Placed
    from roadmapdocs.writers.form.xlsx_verdicts import Verdicts

__all__ = ["Drawn", "draw"]

LISTS = "_meta"

_PIXELS_PER_UNIT = 7
_THIN = Side(style="thin", color="A6A6A6")
_BOX, _NO_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN), Border()
_HEADER_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class Drawn:
    """A workbook, and by sheet and cell what its formulas give as the form is sent, with holes."""

    book: Workbook
    results: dict[str, dict[str, str]]


def draw(blank: Blank, layout: Layout, verdicts: Verdicts) -> Drawn:
    """Return the workbook of a blank, with holes where respondents differ; prefilled cells are left empty."""
    book = Workbook()
    fonts: list[Font] = vars(book)["_fonts"]  # the first one's digits are the unit of column widths
    fonts[0] = Font(name=FONT, size=11)
    sheet = book.worksheets[0]
    sheet.title = blank.sheet
    _shape(sheet, layout)
    for placed in layout.cells:
        _put(sheet, placed)
    asked = {placed.address: placed for placed in layout.cells if placed.address}
    cells = {address: absolute_coordinate(_reference(placed)) for address, placed in asked.items()}
    for address, cell in cells.items():
        name = "fld_" + re.sub(r"\W", "_", address)
        book.defined_names[name] = DefinedName(name, attr_text=f"'{blank.sheet}'!{cell}")
    formulas, said = add_check_sheet(book, blank, cells, verdicts, blank.sheet)
    line = _check_line(sheet, layout, formulas)
    lists = _lists(book, blank)
    formulas.write(book)
    for validation in checks(blank, {address: _reference(placed) for address, placed in asked.items()}, lists):
        sheet.add_data_validation(validation)
    _protect(sheet, next(iter(asked.values()), None))
    _printed(sheet, layout)
    properties = vars(book)["custom_doc_props"]  # the stubs do not know it
    properties.append(StringProperty(name="roadmapdocs.key", value=hole("key")))
    return Drawn(book, {blank.sheet: {line: hole("check line")}, CHECKS: said})


def _check_line(sheet: Worksheet, layout: Layout, formulas: Formulas) -> str:
    """Repeat near the top what the check says, colour the codes of rows it finds wanting; return the line's cell."""
    reference = f"B{layout.check_row}"
    cell = sheet[reference]
    cell.value = check_line(formulas)
    link_to(cell, f"'{CHECKS}'!A1")
    codes = [placed for placed in layout.cells if placed.look is Look.CODE]
    if codes:
        areas = [f"{_reference(code)}:{get_column_letter(code.last)}{code.row}" for code in codes]
        mark_rows(sheet, areas, codes[0].row)
    return reference


def _reference(placed: Placed) -> str:
    return f"{get_column_letter(placed.first)}{placed.row}"


# --- cells ------------------------------------------------------------------------------------------------------


def _shape(sheet: Worksheet, layout: Layout) -> None:
    sheet.column_dimensions["A"].hidden = True
    for column, pixels in enumerate(layout.pixels, start=2):
        sheet.column_dimensions[get_column_letter(column)].width = pixels / _PIXELS_PER_UNIT
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = height
    for row in layout.hidden:
        sheet.row_dimensions[row].hidden = True


def _put(sheet: Worksheet, placed: Placed) -> None:
    if placed.last > placed.first:
        sheet.merge_cells(start_row=placed.row, end_row=placed.row, start_column=placed.first, end_column=placed.last)
    last = placed.last if placed.look.value.border else placed.first  # the rest of a merged cell shows borders only
    for column in range(placed.first, last + 1):
        _dress(sheet.cell(placed.row, column), placed.look)
    if placed.text:
        _write(sheet, placed.row, placed.first, placed.text)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text that stays a text: openpyxl would make a formula of one that begins with `=`."""
    cell = sheet.cell(row, column, xstring(text))
    cell.data_type = "s"


def _dress(cell: Cell | MergedCell, look: Look) -> None:
    style = look.value
    cell.font = Font(name=FONT, size=style.size, bold=style.bold, italic=style.italic, color=style.color)
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    cell.alignment = Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True)
    cell.border = _BOX if style.border else _NO_BOX
    cell.protection = Protection(locked=style.locked)
    cell.number_format = style.format


# --- the lists --------------------------------------------------------------------------------------------------


def _lists(book: Workbook, blank: Blank) -> dict[tuple[Choice, ...], str]:
    """Put the lists of choices on a hidden sheet, a column each, and return the names of their ranges."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    names: dict[tuple[Choice, ...], str] = {}
    for choices in dict.fromkeys(field.choices for field in blank.fields.values() if field.choices):
        column = len(names) + 1
        for row, choice in enumerate(choices, start=1):
            _write(sheet, row, column, normalise(choice.label))
        letter, name = get_column_letter(column), f"list_{column}"
        names[choices] = name
        book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(choices)}")
    return names


# --- the sheet --------------------------------------------------------------------------------------------------


def _protect(sheet: Worksheet, first: Placed | None) -> None:
    """Lock what is printed, without a password; widths, heights and the look of cells may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    if first:
        selection = sheet.sheet_view.selection[0]
        selection.activeCell = selection.sqref = _reference(first)


def _printed(sheet: Worksheet, layout: Layout) -> None:
    """Print the form alone, in full width, with its key on every page."""
    sheet.print_area = f"B1:{get_column_letter(layout.last_column)}{layout.last_row}"
    for row in page_breaks(layout):
        sheet.row_breaks.append(Break(id=row - 1))
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = SIDE_MARGIN
    margins.top = margins.bottom = TOP_MARGIN
    margins.header = margins.footer = _HEADER_MARGIN
    sheet.print_options.horizontalCentered = True
    key = f"{KEY_LABEL}: {hole('key')}"
    font = f"{FONT},Regular"
    pages = _HeaderFooterPart("Страница &P из &N", font, 9)
    header, footer = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    assert header is not None
    assert footer is not None
    header.right = footer.left = _HeaderFooterPart(key, font, 9)
    footer.right = pages
