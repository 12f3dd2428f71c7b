"""A form as a workbook: drawn once for each shape, stamped for each respondent."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.utils import get_column_letter

from roadmapdocs.answers import text_of
from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.form import FieldType
from roadmapdocs.writers.form.xlsx_layout import Layout, Placed, height_of, lay_out, own_text
from roadmapdocs.writers.form.xlsx_sheet import draw
from roadmapdocs.writers.form.xlsx_verdicts import Verdicts
from roadmapdocs.writers.package import Compiled, compile_package, hole
from roadmapdocs.writers.xlsx.parts import core_properties, saved_parts
from roadmapdocs.writers.xlsx.text import xml_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.model.form import Blank, Field, Form, Value

__all__ = ["write_form_xlsx"]

LONGEST_TEXT = 32_767
"""Characters a cell can hold, in UTF-16 units."""

LONGEST_NUMBER = 10**15
_FIRST_SURE_DAY, _EPOCH = date(1900, 3, 1), date(1899, 12, 30)

_SHEET = "xl/worksheets/sheet1.xml"
_EMPTY_CELL = re.compile(r'(<c r="([A-Z]+\d+)" s="\d+")/>')
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>roadmapdocs</Application></Properties>"
)


def write_form_xlsx(form: Form) -> bytes:
    """Return the workbook of one respondent; the same form gives the same bytes.

    Raises `DefinitionError` where a known answer is longer than a cell can hold.
    """
    shape = _compiled(form.blank, frozenset(form.prefill), frozenset(form.printed))
    return shape.package.stamp(_values(form, shape).__getitem__)


class _Shape:
    """A blank drawn once. `varying` are the cells that are filled for each respondent, by the rows they stand in."""

    def __init__(self, layout: Layout, package: Compiled, verdicts: Verdicts) -> None:
        self.package, self.verdicts = package, verdicts
        self.varying: dict[int, list[Placed]] = {}
        for placed in layout.cells:
            if placed.hole:
                self.varying.setdefault(placed.row, []).append(placed)
        self.heights = {row: layout.heights[row] for row in self.varying}


@lru_cache(maxsize=64)
def _compiled(blank: Blank, prefilled: frozenset[str], printed: frozenset[str] = frozenset()) -> _Shape:
    layout, verdicts = lay_out(blank, prefilled | printed), Verdicts(blank, prefilled)
    return _Shape(layout, compile_package(_parts(blank, layout, verdicts)), verdicts)


# --- the parts, with holes --------------------------------------------------------------------------------------


def _parts(blank: Blank, layout: Layout, verdicts: Verdicts) -> dict[str, bytes]:
    drawn = draw(blank, layout, verdicts)
    parts = saved_parts(drawn.book)
    for number, name in enumerate(drawn.book.sheetnames, start=1):
        part = f"xl/worksheets/sheet{number}.xml"
        parts[part] = _with_results(parts[part], drawn.results.get(name, {}))
    sheet = etree.fromstring(parts[_SHEET])
    _open_rows(sheet, layout)
    _allow_digits_as_text(sheet, layout)
    parts[_SHEET] = _open_cells(etree.tostring(sheet, encoding="unicode"), layout).encode()
    parts["docProps/core.xml"] = core_properties(blank.title, blank.dated, hole("key"))
    parts["docProps/app.xml"] = _APP.encode()
    return parts


def _with_results(sheet: bytes, results: Mapping[str, str]) -> bytes:
    """Store what formulas give as the form is sent; formulas without a stored result are reckoned on opening."""
    if b"<f>" not in sheet:
        return sheet
    root = etree.fromstring(sheet)
    for value in root.iterfind("{*}sheetData/{*}row/{*}c[{*}f]/{*}v"):
        cell = value.getparent()
        assert cell is not None
        if (result := results.get(cell.get("r", ""))) is None:
            cell.remove(value)
        else:
            cell.set("t", "str")
            value.text = result
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _allow_digits_as_text(sheet: etree._Element, layout: Layout) -> None:
    """Tell Excel that «3.1» is meant to be a text, so that it hangs no green corner on it."""
    area = f"A1:{get_column_letter(layout.last_column)}{layout.last_row}"
    last = next(child for child in reversed(sheet) if etree.QName(child).localname in ("rowBreaks", "headerFooter"))
    namespace = etree.QName(sheet).namespace
    ignored = last.makeelement(f"{{{namespace}}}ignoredErrors")
    etree.SubElement(ignored, f"{{{namespace}}}ignoredError", sqref=area, numberStoredAsText="1")
    last.addnext(ignored)


def _open_rows(sheet: etree._Element, layout: Layout) -> None:
    """Open the heights of rows that are filled for each respondent; let rows without merged cells grow."""
    varying = {placed.row for placed in layout.cells if placed.hole}
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", ""))
        if number in layout.growing:
            row.attrib.pop("customHeight", None)
        if number in varying:
            row.set("ht", hole(f"height {number}"))
        for cell in row:
            if not len(cell):
                cell.attrib.pop("t", None)


def _open_cells(sheet: str, layout: Layout) -> str:
    """Open the cells that are filled for each respondent, each behind its reference and style."""
    opened = {f"{get_column_letter(cell.first)}{cell.row}": cell.hole for cell in layout.cells if cell.address}
    return _EMPTY_CELL.sub(lambda match: match[1] + hole(opened[match[2]]) if opened.get(match[2]) else match[0], sheet)


# --- what is stamped --------------------------------------------------------------------------------------------


def _values(form: Form, shape: _Shape) -> dict[str, str]:
    """Return the XML for every hole."""
    name = form.addressee
    values = {"key": xml_text(form.printed_key), "name": xml_text(name)}
    values |= {line: xml_text(text) for line, text in shape.verdicts.stamped(form).items()}
    printed = {own_text(address): text for address, text in form.printed.items()}
    values |= {where: xml_text(text) for where, text in printed.items()}
    for row, cells in shape.varying.items():
        heights = [shape.heights[row]]
        for placed in cells:
            text = printed.get(placed.hole, name)
            if placed.address:
                text, values[placed.hole] = _cell(form, placed.address)
            heights.append(height_of(text, placed.width, placed.look))
        values[f"height {row}"] = f"{max(heights):g}"
    return values


def _cell(form: Form, address: str) -> tuple[str, str]:
    """Return the text of a prefilled cell and the rest of its element."""
    field, value = form.blank.fields[address], form.prefill[address]
    text = text_of(field, value)
    number = _number(field, value)
    if number is not None:
        return text, f"><v>{number}</v></c>"
    if not text:
        return text, "/>"
    if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise DefinitionError(
            f"the known answer has {len(text)} characters", hint=f"a cell holds {LONGEST_TEXT}", place=address
        )
    return text, f' t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'


def _number(field: Field, value: Value) -> int | None:
    """Return what a spreadsheet stores for a whole number or a day; None for what must be a text."""
    if field.type is FieldType.INTEGER and isinstance(value, int) and abs(value) < LONGEST_NUMBER:
        return value
    if field.type is FieldType.DATE and isinstance(value, date) and value >= _FIRST_SURE_DAY:
        return (value - _EPOCH).days
    return None
