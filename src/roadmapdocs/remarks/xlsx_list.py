"""The list of remarks as the first sheet of a workbook, each with a link to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree

from roadmapdocs.readers.remark_list import HEADING
from roadmapdocs.remarks.remark import signed
from roadmapdocs.remarks.xlsx_sheets import put_sheet
from roadmapdocs.writers.xlsx.text import line_count, xml_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.remarks.parts import Parts
    from roadmapdocs.remarks.remark import Remark
    from roadmapdocs.remarks.xlsx_styles import Styles

__all__ = ["put_list_sheet"]

_NAME = "Замечания"
_WIDTHS = (5, 9, 32, 84, 14)  # in digits of the usual type
_POINTS = 5.25
_SIZE, _LINE = 11, 15
_HEAD, _INK, _LINK, _GREY, _BORDER = "FBE9E4", "7A1F12", "1F4E79", "8A8A8A", "D9A49A"


def put_list_sheet(parts: Parts, book: str, styles: Styles, remarks: Sequence[Remark], said: str) -> None:
    """Put the sheet with the list in front of all others; `said` stands under its heading."""
    space = str(etree.QName(parts.xml(book)).namespace)
    head = styles.look(size=14, bold=True, color=_INK, fill=_HEAD)
    text, small = styles.look(fill=_HEAD), styles.look(size=8, color=_GREY, fill=_HEAD)
    rows = [
        _row(1, 24, (_cell(HEADING, head), *[("", head)] * 4)),
        _row(2, _height(said, sum(_WIDTHS[:4])), (_cell(said, text), *[("", text)] * 3, _cell(signed(said), small))),
        *(_remark_row(number, remark, styles) for number, remark in enumerate(remarks, start=3)),
    ]
    links = "".join(
        f'<hyperlink ref="B{number}" location={quoteattr(_target(remark.location))}/>'
        for number, remark in enumerate(remarks, start=3)
        if "!" in remark.location
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    sheet = (
        f'<worksheet xmlns="{space}"><sheetPr><tabColor rgb="FF{_BORDER}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="A2:D2"/></mergeCells>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;R&amp;P</oddFooter></headerFooter></worksheet>"
    )
    put_sheet(parts, book, _NAME, etree.fromstring(sheet))


def _remark_row(number: int, remark: Remark, styles: Styles) -> str:
    cell = remark.location.rpartition("!")[2] if "!" in remark.location else ""
    ordinal, heading = f"{remark.number}.", f"{remark.heading}. "
    mark = f"{remark.code} {signed(f'{ordinal}{cell}{remark.where}{heading}{remark.text}{remark.code}')}"
    plain, linked = styles.look(border=_BORDER), styles.look(color=_LINK, border=_BORDER)
    spoken = f"<r><rPr><b/>{_look(_INK if remark.grave else '000000')}</rPr>{_text(heading)}</r>"
    spoken += f"<r><rPr>{_look('000000')}</rPr>{_text(remark.text)}</r>"
    cells = (
        _cell(ordinal, plain),
        _cell(cell, linked),
        _cell(remark.where, plain),
        (spoken, plain),
        _cell(mark, styles.look(size=8, color=_GREY, border=_BORDER)),
    )
    height = max(_height(remark.where, _WIDTHS[2]), _height(heading + remark.text, _WIDTHS[3]))
    return _row(number, height, cells)


def _look(color: str) -> str:
    return f'<sz val="{_SIZE}"/><color rgb="FF{color}"/><rFont val="Times New Roman"/>'


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{xml_text(text)}</t>'


def _cell(text: str, look: int) -> tuple[str, int]:
    """Return what an inline string holds and its look."""
    return _text(text) if text else "", look


def _row(number: int, height: float, cells: Sequence[tuple[str, int]]) -> str:
    written = "".join(
        f'<c r="{column}{number}" s="{look}" t="inlineStr"><is>{said}</is></c>'
        if said
        else f'<c r="{column}{number}" s="{look}"/>'
        for column, (said, look) in zip("ABCDE", cells, strict=True)
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{written}</row>'


def _height(text: str, width: float) -> float:
    return min(_LINE * line_count(text, width * _POINTS - 8, _SIZE) + 4, 400)


def _target(location: str) -> str:
    """Return what a link inside a workbook names: `'Отчёт'!D7`."""
    sheet, _, cell = location.rpartition("!")
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"
