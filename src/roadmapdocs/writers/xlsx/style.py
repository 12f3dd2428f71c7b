"""How cells of a workbook look. A look is a named style, so that people can change it in Excel for all its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

__all__ = ["FONT", "INK", "Look", "named_style"]

FONT = "Times New Roman"
INK, _LINE = "1F2933", "B8C0CA"


@dataclass(frozen=True, slots=True)
class Look:
    """Type, colour and number format of a cell. `name` is what the gallery of styles shows; one name, one look."""

    name: str
    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = INK
    fill: str = ""
    horizontal: Literal["left", "center", "right"] = "left"
    vertical: Literal["top", "center", "bottom"] = "center"
    rotated: bool = False
    underline: bool = False
    border: bool = True
    format: str = "General"


def named_style(look: Look) -> NamedStyle:
    """Return the style of a workbook that looks so."""
    side = Side(style="thin", color=_LINE) if look.border else Side()
    style = NamedStyle(
        name=look.name,
        font=Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.color,
            underline="single" if look.underline else None,
        ),
        alignment=Alignment(
            horizontal=look.horizontal,
            vertical=look.vertical,
            wrap_text=True,
            text_rotation=90 if look.rotated else 0,
        ),
        border=Border(left=side, right=side, top=side, bottom=side),
        number_format=look.format,
    )
    if look.fill:
        style.fill = PatternFill("solid", fgColor=look.fill)
    return style
