"""A form as a workbook: drawn once for each shape, stamped for each respondent."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl.utils import get_column_letter

from roadmapdocs.answers import text_of
from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.form import FieldType
from roadmapdocs.writers.form_xlsx_layout import Layout, Placed, height_of, lay_out
from roadmapdocs.writers.form_xlsx_sheet import draw
from roadmapdocs.writers.form_xlsx_text import xml_text
from roadmapdocs.writers.package import Compiled, compile_package, hole

if TYPE_CHECKING:
    from roadmapdocs.model.form import Blank, Field, Form, Value

__all__ = ["write_form_xlsx"]

LONGEST_TEXT = 32_767
"""Characters a cell can hold, in UTF-16 units."""

LONGEST_NUMBER = 10**15
_FIRST_SURE_DAY, _EPOCH = date(1900, 3, 1), date(1899, 12, 30)

_SHEET, _CORE = "xl/worksheets/sheet1.xml", "docProps/core.xml"
_ROW = re.compile(r'<row r="(\d+)"[^>]*>')
_HEIGHT = re.compile(r' ht="[^"]*"')


def write_form_xlsx(form: Form) -> bytes:
    """Return the workbook of one respondent; the same form gives the same bytes.

    Raises `DefinitionError` where a known answer is longer than a cell can hold.
    """
    shape = _compiled(form.blank, frozenset(form.prefill))
    return shape.package.stamp(_values(form, shape).__getitem__)


class _Shape:
    """A blank drawn once. `varying` are the cells that are filled for each respondent, by the rows they stand in."""

    def __init__(self, layout: Layout, package: Compiled) -> None:
        self.package = package
        self.varying: dict[int, list[Placed]] = {}
        for placed in layout.cells:
            if placed.hole:
                self.varying.setdefault(placed.row, []).append(placed)
        self.heights = {row: layout.heights[row] for row in self.varying}


@lru_cache(maxsize=64)
def _compiled(blank: Blank, prefilled: frozenset[str]) -> _Shape:
    layout = lay_out(blank, prefilled)
    return _Shape(layout, compile_package(_parts(blank, layout)))


# --- the parts, with holes --------------------------------------------------------------------------------------


def _parts(blank: Blank, layout: Layout) -> dict[str, bytes]:
    saved = BytesIO()
    draw(blank, layout).save(saved)
    with ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[_SHEET] = _with_holes(parts[_SHEET].decode(), layout).encode()
    parts[_CORE] = _core(blank).encode()
    return parts


def _with_holes(sheet: str, layout: Layout) -> str:
    """Open prefilled cells and the heights of their rows; let rows without merged cells grow."""
    varying = {placed.row for placed in layout.cells if placed.hole}

    def row(match: re.Match[str]) -> str:
        number, tag = int(match[1]), match[0]
        if number in layout.growing:
            tag = tag.replace(' customHeight="1"', "")
        return _HEIGHT.sub(f' ht="{hole(f"height {number}")}"', tag) if number in varying else tag

    for placed in layout.cells:
        if placed.hole and placed.address:
            reference = f"{get_column_letter(placed.first)}{placed.row}"
            sheet = re.sub(rf'(<c r="{reference}" s="\d+") ?/>', rf"\1{hole(placed.hole)}", sheet, count=1)
    return _ROW.sub(row, sheet)


def _core(blank: Blank) -> str:
    """Return the core properties: dates of the data, nothing about who ran the program."""
    namespaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    day = f'xsi:type="dcterms:W3CDTF">{blank.dated.isoformat()}T00:00:00Z</dcterms:'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties {namespaces}>'
        f"<dc:title>{escape(blank.title)}</dc:title><dc:subject>{hole('key')}</dc:subject>"
        f"<cp:keywords>{hole('key')}</cp:keywords>"
        f"<dcterms:created {day}created><dcterms:modified {day}modified><dc:language>ru-RU</dc:language>"
        "</cp:coreProperties>"
    )


# --- what is stamped --------------------------------------------------------------------------------------------


def _values(form: Form, shape: _Shape) -> dict[str, str]:
    """Return the XML for every hole."""
    name = getattr(form.respondent, "full_name", "") or form.respondent.short_name
    values = {"key": xml_text(form.printed_key), "name": xml_text(name)}
    for row, cells in shape.varying.items():
        heights = [shape.heights[row]]
        for placed in cells:
            text = name
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
