"""The sheet «Проверка»: a line for each row of the form, with a verdict that formulas keep up to date.

The sheet repeats itself in the form: a line near its top, and colours beside the rows that need something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from roadmapdocs.answers import normalise
from roadmapdocs.rules.excel import quoted
from roadmapdocs.rules.words import (
    ABOUT,
    CAPTIONS,
    GO,
    IN_REPORT,
    OPTIONAL,
    PROGRESS,
    REMEDY,
    RIGHT,
    SEPARATOR,
    SHEET,
    TITLE,
    TOTAL,
    what_is_checked,
)
from roadmapdocs.writers.form.xlsx_formulas import GAPS_NAME, ROWS_NAME, SLIPS_NAME, Formulas
from roadmapdocs.writers.form.xlsx_layout import height_of
from roadmapdocs.writers.form.xlsx_looks import FONT, Look
from roadmapdocs.writers.form.xlsx_verdicts import Verdicts, verdict_hole
from roadmapdocs.writers.package import hole
from roadmapdocs.writers.xlsx.text import xstring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from roadmapdocs.model.form import Blank, Row, Table

__all__ = ["add_check_sheet", "check_line", "link_to", "mark_rows"]

_WIDTHS = {"A": 9, "B": 60, "C": 88, "D": 10}
_POINTS_PER_UNIT, _MARGIN = 5.25, 5.0
_LAST, _VERDICT = "D", "C"
_CLEAN = TOTAL.told(0, 0, 0)
_THIN = Side(style="thin", color="A6A6A6")
_MISTAKE, _BLANK, _GOOD = "F4B9A7", "FDEBCB", "2E6B34"
"""Colours: of a row with a mistake, of a row with something still to fill in, of the words that all is well."""


def add_check_sheet(
    book: Workbook, blank: Blank, cells: Mapping[str, str], verdicts: Verdicts, form_sheet: str
) -> tuple[Formulas, dict[str, str]]:
    """Add the sheet, and the hidden one that it reckons on. `cells` are the input cells by address.

    Return the formulas, and what each formula of the sheet gives as the form is sent.
    """
    formulas = Formulas(blank, {address: f"'{form_sheet}'!{reference}" for address, reference in cells.items()})
    page = _Page(book.create_sheet(SHEET), formulas, verdicts)
    page.head()
    for table in blank.tables:
        rows = [row for row in table.asked_rows if row.fields]
        if rows:
            page.section(table)
        for row in rows:
            first = cells[f"{row.id}.{next(iter(row.fields))}"]
            page.row(row, f"'{form_sheet}'!{first.replace('$', '')}")
    page.finish()
    return formulas, page.results


def check_line(formulas: Formulas) -> str:
    """Return the formula of the line that the form's own sheet repeats."""
    return f"={IN_REPORT.formula(*formulas.totals)}"


def mark_rows(sheet: Worksheet, codes: Sequence[str], top: int) -> None:
    """Colour the cells `codes` of rows that the check finds wanting; `top` is the first such row of the sheet."""
    for name, colour in ((SLIPS_NAME, _MISTAKE), (GAPS_NAME, _BLANK)):
        wanting = f"SUMPRODUCT(({ROWS_NAME}=$A{top})*{name})>0"
        rule = _when(wanting, DifferentialStyle(fill=PatternFill("solid", bgColor=colour)), stop=True)
        sheet.conditional_formatting.add(" ".join(codes), rule)


class _Page:
    """The sheet while it is written, from top to bottom."""

    def __init__(self, sheet: Worksheet, formulas: Formulas, verdicts: Verdicts) -> None:
        self._sheet, self._formulas, self._verdicts, self._row = sheet, formulas, verdicts, 0
        self._top = 1
        self.results: dict[str, str] = {}
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[column].width = width

    def head(self) -> None:
        """Put the title, the totals, what the sheet is for, and the captions."""
        self._line(TITLE, Look.TITLE)
        total = self._line(f"={TOTAL.formula(*self._formulas.totals)}", Look.HEADING, hole("check total"))
        self._line(f"={PROGRESS.formula(*self._formulas.totals)}", Look.NOTE, hole("check progress"))
        for text in ABOUT:
            self._line(text, Look.ABOUT)
        self._row += 1
        for column, caption in zip(_WIDTHS, CAPTIONS, strict=True):
            self._put(f"{column}{self._row}", caption, Look.CAPTION)
        self._height({"B": "", "C": ""}, Look.CAPTION)
        self._sheet.freeze_panes = f"A{self._row + 1}"
        good = f"LEFT({total},{len(_CLEAN)})={quoted(_CLEAN)}"
        self._sheet.conditional_formatting.add(total, _when(good, DifferentialStyle(font=Font(color=_GOOD, bold=True))))
        self._top = self._row + 1

    def section(self, table: Table) -> None:
        """Put the heading of a table of the form."""
        self._line(table.title, Look.SECTION)

    def row(self, row: Row, target: str) -> None:
        """Put what is checked in a row of the form, the verdict, and the way there."""
        self._row += 1
        known = self._verdicts.fixed(row.id)
        result = hole(verdict_hole(row.id)) if row.id in self._verdicts.varying_rows else known
        self._put(f"A{self._row}", row.code, Look.CODE)
        self._put(f"B{self._row}", what_is_checked(row), Look.PRINTED)
        self._put(f"C{self._row}", f"={self._verdict(row)}", Look.PRINTED, result)
        self._put(f"D{self._row}", GO, Look.LINK)
        link_to(self._sheet[f"D{self._row}"], target)
        self._height({"B": what_is_checked(row), "C": self._verdicts.longest(row.id)}, Look.PRINTED)

    def finish(self) -> None:
        """Colour the verdicts, lock the sheet, and say how it is printed."""
        sheet = self._sheet
        top = f"${_VERDICT}{self._top}"
        area = f"{_VERDICT}{self._top}:{_VERDICT}{self._row}"
        wrong, right = f"LEFT({top},{len(REMEDY)})={quoted(REMEDY)}", f"{top}={quoted(RIGHT)}"
        if self.results.keys() - {"A2", "A3"}:
            sheet.conditional_formatting.add(
                area, _when(wrong, DifferentialStyle(fill=PatternFill("solid", bgColor=_BLANK)))
            )
            sheet.conditional_formatting.add(area, _when(right, DifferentialStyle(font=Font(color=_GOOD))))
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{self._top - 1}:{self._top - 1}"
        setup = sheet.page_setup
        setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0

    def _verdict(self, row: Row) -> str:
        """Return the formula that joins the remedies of all broken checks of a row."""
        checks = self._formulas.remedies(row.id)
        states = "+".join(self._formulas.states(row.id))
        fine = f"IF({states}=0,{quoted(OPTIONAL)},{quoted(RIGHT)})"
        if not checks:
            return fine
        broken = "+".join(flag for flag, _ in checks)
        said = "&".join(f'IF({flag}=1,{quoted(SEPARATOR)}&{remedy},"")' for flag, remedy in checks)
        return f"IF({broken}=0,{fine},{quoted(REMEDY)}&MID({said},{len(SEPARATOR) + 1},9999))"

    def _line(self, text: str, look: Look, result: str = "") -> str:
        """Put a text or a formula across the sheet and return its cell."""
        self._row += 1
        reference = f"A{self._row}"
        self._sheet.merge_cells(f"{reference}:{_LAST}{self._row}")
        self._put(reference, text, look, result)
        self._height({"BCD": "" if result else text}, look)
        return reference

    def _put(self, reference: str, text: str, look: Look, result: str = "") -> None:
        cell, style = self._sheet[reference], look.value
        if result:
            cell.value, self.results[reference] = text, result
        else:
            cell.value = xstring(normalise(text))
            cell.data_type = "s"
        cell.font = Font(name=FONT, size=style.size, bold=style.bold, italic=style.italic, color=style.color)
        cell.alignment = Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN) if style.border else Border()
        cell.protection = Protection(locked=True)
        if style.fill:
            cell.fill = PatternFill("solid", fgColor=style.fill)

    def _height(self, texts: Mapping[str, str], look: Look) -> None:
        """Make the row as high as the highest of its texts, by the columns that they stand in."""
        rooms = (sum(_WIDTHS[column] for column in columns) * _POINTS_PER_UNIT - _MARGIN for columns in texts)
        heights = [height_of(text, room, look) for text, room in zip(texts.values(), rooms, strict=True)]
        self._sheet.row_dimensions[self._row].height = max(heights)


def _when(condition: str, look: DifferentialStyle, *, stop: bool = False) -> Rule:
    """Return a conditional format: a look that cells have while a formula is true."""
    return Rule(type="expression", formula=[condition], dxf=look, stopIfTrue=stop or None)


def link_to(cell: Cell | MergedCell, target: str) -> None:
    """Make a cell lead to another of the workbook."""
    cell.hyperlink = target  # the sheet learns of links to the outside only; this one is turned inwards
    link = cell.hyperlink
    assert isinstance(link, Hyperlink)
    link.target, link.location = None, target
