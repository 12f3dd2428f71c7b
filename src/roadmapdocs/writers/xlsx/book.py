"""A workbook drawn from top to bottom, row by row, and the bytes it ends in.

What openpyxl leaves out is put in here: the results of formulas (previews of mail programs and Excel's protected view
do not reckon, they show what is stored), the permission to keep numbers such as «3.1» as text without a green corner,
number formats of a chart's labels that are their own, and properties that depend on the data alone.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from roadmapdocs.writers.package import pack
from roadmapdocs.writers.xlsx.links import FileLink, with_links
from roadmapdocs.writers.xlsx.parts import core_properties, saved_parts
from roadmapdocs.writers.xlsx.style import FONT, Look, named_style
from roadmapdocs.writers.xlsx.text import line_count, xstring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Book", "Cell", "FileLink", "Formula", "Page", "cell_text", "text_room"]

LONGEST_TEXT = 32_767
"""Characters that fit into a cell."""

_LONGEST_FOOTER = 75
"""Characters of its left part; doubled ampersands and codes included, a footer has 255."""

_HIGHEST_ROW = 409.0
"""Points; no program draws a higher row."""

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue002-\ufffd\U00010000-\U0010ffff]")
"""What XML has no place for (XML 1.0, 2.2), and the marks of holes (`writers.package`)."""

_NUMBER_FORMAT = re.compile(rb'(<numFmt formatCode="[^"]*") ?/>')

_TAKEN_FOR_FORMULA = ("=", "+", "-", "@")
_POINTS_PER_UNIT, _PADDING = 5.25, 5.0
_LEADING, _ROW_PADDING = 1.26, 5.0
_WIDEST_LETTER = 1.15
"""The widest letter there is, in sizes."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and what it gives."""

    text: str
    result: float | str


class Cell(NamedTuple):
    """What stands in a cell: text, a number, a date, a formula, or nothing; `span` columns are merged.

    `link` is the name of an anchor anywhere in the book (see `Page.add`), or a file; «» leads nowhere.
    """

    value: str | float | date | Formula | None
    look: Look
    span: int = 1
    link: str | FileLink = ""


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: legal in XML, one kind of line end, no escape by accident, not too long."""
    clean = _legal(text)
    escaped = xstring(clean)
    return escaped if len(clean) <= LONGEST_TEXT else xstring(clean[: LONGEST_TEXT - 1]) + "…"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def text_room(units: float) -> float:
    """Return the points that a column of so many units leaves for text."""
    return units * _POINTS_PER_UNIT - _PADDING


@lru_cache(maxsize=4096)
def _lines(text: str, room: float, size: float, bold: bool) -> int:  # noqa: FBT001 - a cache has no keywords
    """Return how many lines a text takes; the same names stand in thousands of rows."""
    return line_count(text, room, size, bold=bold)


class Book:
    """A workbook that is being written."""

    def __init__(self) -> None:
        self._workbook = Workbook()
        vars(self._workbook)["_fonts"][0] = Font(name=FONT, size=11)  # its digits are the unit of column widths
        self._workbook.remove(self._workbook.worksheets[0])
        self._looks: dict[str, StyleArray] = {}
        self.results: dict[str, dict[str, float | str]] = {}
        self.anchors: dict[str, str] = {}
        self.links: dict[str, dict[str, str | FileLink]] = {}

    def page(self, title: str, widths: Sequence[float], *, zoom: int = 100) -> Page:
        """Begin a sheet with columns of these widths."""
        sheet = self._workbook.create_sheet(title)
        sheet.sheet_view.zoomScale = zoom
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        return Page(self, sheet, tuple(widths))

    def dress(self, cell: SheetCell | MergedCell, look: Look) -> None:
        """Give a cell its look."""
        styled = cast("Any", cell)
        if look.name not in self._looks:
            self._workbook.add_named_style(named_style(look))
            styled.style = look.name
            self._looks[look.name] = styled._style  # noqa: SLF001 - by name it would be looked up again in every cell
        styled._style = copy(self._looks[look.name])  # noqa: SLF001

    def row_of(self, anchor: str) -> int:
        """Return the number of the row that has this name; raise `KeyError` if none has."""
        return int(self.anchors[anchor].rpartition("!A")[2])

    def finish(self, title: str, day: date) -> bytes:
        """Return the workbook as bytes that depend on nothing but what was written; `day` is its date."""
        parts = saved_parts(self._workbook)
        for number, sheet in enumerate(self._workbook.worksheets, start=1):
            name, relations = f"xl/worksheets/sheet{number}.xml", f"xl/worksheets/_rels/sheet{number}.xml.rels"
            root = etree.fromstring(parts[name])
            _put_results(root, self.results.get(sheet.title, {}))
            related = with_links(root, parts.get(relations), self.links.get(sheet.title, {}), self.anchors)
            if related is not None:
                parts[relations] = related
            _ignore_numbers_as_text(root, sheet.dimensions)
            parts[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        charts = {name: content for name, content in parts.items() if name.startswith("xl/charts/")}
        parts |= {name: _NUMBER_FORMAT.sub(rb'\1 sourceLinked="0"/>', chart) for name, chart in charts.items()}
        parts["docProps/core.xml"] = core_properties(_legal(title), day)
        return pack(parts)


class Page:
    """A sheet that is being written from top to bottom."""

    def __init__(self, book: Book, sheet: Worksheet, widths: tuple[float, ...]) -> None:
        self.sheet = sheet
        self.widths = widths
        self.next = 1
        self._book = book

    def add(self, cells: Iterable[Cell], *, height: float = 0, anchor: str = "") -> int:
        """Write a row and return its number. Without a `height` the row is as high as its texts.

        `anchor` is a name by which links of the whole book, written before or after, find the row.
        """
        row, column, needed = self.next, 1, 0.0
        if anchor:
            self.mark(anchor)
        for cell in cells:
            self._put(row, column, cell)
            needed = needed if height else max(needed, self._height(column, cell))
            column += cell.span
        self.sheet.row_dimensions[row].height = min(height or needed, _HIGHEST_ROW)
        self.next += 1
        return row

    def mark(self, anchor: str) -> None:
        """Give the row that is written next a name that links find it by; the first row of a name keeps it."""
        self._book.anchors.setdefault(anchor, f"'{self.sheet.title}'!A{self.next}")

    def join(self, top: int, bottom: int, left: int, right: int) -> None:
        """Merge a block of cells already written; the first one's value stands for all."""
        self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    def skip(self, height: float = 9) -> None:
        """Leave a row empty."""
        self.sheet.row_dimensions[self.next].height = height
        self.next += 1

    def _put(self, row: int, column: int, cell: Cell) -> None:
        first = cast("SheetCell", self.sheet.cell(row, column))  # never one that a merge has swallowed
        self._book.dress(first, cell.look)
        self._write(first, cell.value)
        if cell.link:
            self._book.links.setdefault(self.sheet.title, {})[first.coordinate] = cell.link
        for offset in range(1, cell.span):
            self._book.dress(self.sheet.cell(row, column + offset), cell.look)
        if cell.span > 1:
            self.join(row, row, column, column + cell.span - 1)

    def _write(self, target: SheetCell, value: str | float | date | Formula | None) -> None:
        if isinstance(value, Formula):
            target.value = f"={value.text}"
            self._book.results.setdefault(self.sheet.title, {})[target.coordinate] = value.result
        elif isinstance(value, str) and value:
            target.value = cell_text(value)
            target.data_type = "s"  # whatever openpyxl takes it for
            # without the prefix, leaving the cell after a double click would make a formula of the text
            if value.startswith(_TAKEN_FOR_FORMULA):
                target.quotePrefix = True
        else:
            target.value = None if value == "" else value

    def _height(self, column: int, cell: Cell) -> float:
        look = cell.look
        if look.rotated or not isinstance(cell.value, str):
            return look.size * _LEADING + _ROW_PADDING
        room = text_room(sum(self.widths[column - 1 : column - 1 + cell.span]))
        surely_one = len(cell.value) * look.size * _WIDEST_LETTER <= room and "\n" not in cell.value
        lines = 1 if surely_one else _lines(cell.value, room, look.size, look.bold)
        return lines * look.size * _LEADING + _ROW_PADDING

    def print_as(self, footer: str, *, title_rows: str = "", title_columns: str = "", across: int = 1) -> None:
        """Print on A4 lying, so many pages across, with a footer, page numbers and repeated rows and columns."""
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = across
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        sheet.print_title_rows = title_rows or None
        sheet.print_title_cols = title_columns or None
        for side, size in {"left": 0.5, "right": 0.4, "top": 0.5, "bottom": 0.6, "header": 0.3, "footer": 0.3}.items():
            setattr(sheet.page_margins, side, size)
        for side, text in (
            ("left", _legal(footer)[:_LONGEST_FOOTER].replace("&", "&&")),
            ("right", "&A · стр. &P из &N"),
        ):
            part = getattr(sheet.oddFooter, side)
            part.text, part.font, part.size = text, f"{FONT},Regular", 8


# --- what openpyxl leaves out -----------------------------------------------------------------------------------


def _put_results(root: etree._Element, results: Mapping[str, float | str]) -> None:
    for formula in root.iter(f"{{{_MAIN}}}f") if results else ():
        cell = formula.getparent()
        assert cell is not None
        result = results[str(cell.get("r"))]
        if isinstance(result, str):
            cell.set("t", "str")
        cell[-1].text = result if isinstance(result, str) else repr(result)


def _ignore_numbers_as_text(root: etree._Element, dimensions: str) -> None:
    """Say that digits kept as text are meant so; the element stands before the drawing (ECMA-376, 18.3.1.99)."""
    errors = etree.Element(f"{{{_MAIN}}}ignoredErrors")
    etree.SubElement(errors, f"{{{_MAIN}}}ignoredError", sqref=dimensions, numberStoredAsText="1")
    drawing = root.find(f"{{{_MAIN}}}drawing")
    if drawing is None:
        root.append(errors)
    else:
        drawing.addprevious(errors)
