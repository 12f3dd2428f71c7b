"""The shapes in which a spreadsheet shows notes: VML, as Excel writes it (ECMA-376 part 4, 19.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from roadmapdocs.remarks.parts import Element

__all__ = ["draw_note", "empty_drawing", "note_cell"]

_V, _O, _X = (f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel"))
_SPACES = f'xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}"'
_EMPTY = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{{block}}"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;'
    'margin-top:5pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto;mso-fit-shape-to-text:t"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_IDS = 1024
_WIDTH, _LINE = 230, 12  # points
_SCREEN = 96 / 72
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def empty_drawing(block: int) -> Element:
    """Return a drawing without shapes; `block` is its own block of 1024 shape ids."""
    return etree.fromstring(_EMPTY.format(block=block))


def draw_note(drawing: Element, sheet: Element, reference: str, lines: int) -> None:
    """Add the shape of a note of so many lines, to the right of its cell."""
    column, row = _place(reference)
    height = _LINE * lines + 8
    left, top = column + 1, max(row - 1, 0)
    right, beside = _reached(_column_widths(sheet), left, 12, _WIDTH)
    bottom, below = _reached(_row_heights(sheet), top, 2, height)
    anchor = f"{left}, 12, {top}, 2, {right}, {beside}, {bottom}, {below}"
    shape = _SHAPE.format(number=_free_id(drawing), width=_WIDTH, height=height, anchor=anchor, row=row, column=column)
    drawing.append(etree.fromstring(shape))


def note_cell(shape: Element) -> tuple[str, str] | None:
    """Return the column and row, as written, of the note a shape shows; None if it shows none."""
    data = shape.find(f"{{{_X}}}ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return None
    return data.findtext(f"{{{_X}}}Column", ""), data.findtext(f"{{{_X}}}Row", "")


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in match[1] if match else "A":
        column = column * 26 + ord(letter) - 64
    return column - 1, int(match[2]) - 1 if match else 0


def _free_id(drawing: Element) -> int:
    """Return a shape id after all there are, within the drawing's block."""
    stated = (re.fullmatch(r"_x0000_s(\d{1,9})", shape.get("id", "")) for shape in drawing.iter(f"{{{_V}}}shape"))
    blocks = (one.get("data", "") for one in drawing.iter(f"{{{_O}}}idmap"))
    block = next((int(data) for data in blocks if data.isdecimal() and len(data) < 6), 1)  # noqa: PLR2004
    return max((int(found[1]) for found in stated if found), default=block * _IDS) + 1


# --- how far a note reaches -------------------------------------------------------------------------------------


def _reached(sizes: dict[int, float], first: int, offset: int, length: float) -> tuple[int, int]:
    """Return the row or column where a note ends, and how far into it in dots of the screen."""
    left = length + offset / _SCREEN
    position = first
    while left > (size := sizes.get(position, sizes[-1])):
        left -= size
        position += 1
    return position, int(left * _SCREEN)


def _row_heights(sheet: Element) -> dict[int, float]:
    """Return the heights of rows in points, the usual one under -1."""
    space = f"{{{etree.QName(sheet).namespace}}}"
    heights = {-1: 15.0}
    for row in sheet.iter(f"{space}row"):
        number, height = row.get("r", ""), _size(row.get("ht"))
        if number.isdecimal() and len(number) < 8 and height:  # noqa: PLR2004
            heights[int(number) - 1] = height
    return heights


def _column_widths(sheet: Element) -> dict[int, float]:
    """Return the widths of columns in points, the usual one under -1; a hidden one has none."""
    space = f"{{{etree.QName(sheet).namespace}}}"
    widths = {-1: 48.0}
    for column in sheet.iter(f"{space}col"):
        first, last, width = column.get("min", ""), column.get("max", ""), _size(column.get("width"))
        if first.isdecimal() and last.isdecimal() and width:
            shown = 0.01 if column.get("hidden") in ("1", "true") else width * 5.25
            widths |= dict.fromkeys(range(int(first[:5]) - 1, min(int(last[:5]), 256)), shown)
    return widths


def _size(stated: str | None) -> float:
    try:
        size = float(stated or 0)
    except ValueError:
        return 0
    return size if 0.01 <= size <= 410 else 0  # noqa: PLR2004 - no row is higher, no column wider
