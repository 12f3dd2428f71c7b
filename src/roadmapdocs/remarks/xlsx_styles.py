"""Looks that our sheet and our colours need, found in a workbook's styles or added behind them (18.8)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.remarks.placing import child_of, sequence

if TYPE_CHECKING:
    from roadmapdocs.remarks.parts import Element, Parts

__all__ = ["Styles", "relations_of"]

_ORDER = sequence("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SIDES = ("left", "right", "top", "bottom")
_FONT = "Times New Roman"
_EMPTY = (
    '<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


def relations_of(root: Element) -> str:
    """Return what the types of relationships begin with in the workbook of a part."""
    strict = str(etree.QName(root).namespace).startswith("http://purl.oclc.org")
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    return f"{base}/officeDocument/relationships" if strict else f"{base}/officeDocument/2006/relationships"


class Styles:
    """The styles part; the same look is never added twice."""

    def __init__(self, parts: Parts, book: str) -> None:
        self._space = str(etree.QName(parts.xml(book)).namespace)
        there = [part for part in parts.related(book, "styles") if part in parts]
        if there:
            self._root = parts.xml(there[0])
        else:
            name = parts.free_name(posixpath.join(posixpath.dirname(book), "styles{}.xml"))
            self._root = etree.fromstring(_EMPTY.format(space=self._space))
            parts.add(name, self._root, _TYPE)
            parts.relate(book, name, f"{relations_of(parts.xml(book))}/styles")

    def format(self, colour: str) -> int:
        """Return the number of a differential format that fills a cell with a colour (18.8.14)."""
        fill = f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/>'
        return self._number("dxfs", f"{fill}</patternFill></fill></dxf>")

    def look(
        self, *, size: float = 11, bold: bool = False, color: str = "000000", fill: str = "", border: str = ""
    ) -> int:
        """Return the number of a look of cells: wrapped text from the top left corner, closed to changes."""
        weight = "<b/>" if bold else ""
        font = self._number(
            "fonts", f'<font>{weight}<sz val="{size:g}"/><color rgb="FF{color}"/><name val="{_FONT}"/></font>'
        )
        filled = 0
        if fill:
            solid = f'<patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor indexed="64"/></patternFill>'
            filled = self._number("fills", f"<fill>{solid}</fill>")
        edged = 0
        if border:
            sides = "".join(f'<{side} style="thin"><color rgb="FF{border}"/></{side}>' for side in _SIDES)
            edged = self._number("borders", f"<border>{sides}<diagonal/></border>")
        return self._number(
            "cellXfs",
            f'<xf numFmtId="49" fontId="{font}" fillId="{filled}" borderId="{edged}" xfId="0" applyNumberFormat="1" '
            'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="left" '
            'vertical="top" wrapText="1"/></xf>',
        )

    def _number(self, kind: str, written: str) -> int:
        """Return the number of an element among its kind; add it behind the others if none is equal."""
        group = child_of(self._root, kind, _ORDER)
        name, _, rest = written[1:].partition(">")
        made = etree.fromstring(f'<{name} xmlns="{self._space}">{rest}')
        wanted = _canonical(made)
        for number, element in enumerate(group):
            if _canonical(element) == wanted:
                return number
        group.append(made)
        group.set("count", str(len(group)))
        return len(group) - 1


def _canonical(element: Element) -> tuple[object, ...]:
    """Return what an element says, without prefixes."""
    return (element.tag, sorted(element.items()), [_canonical(child) for child in element])
