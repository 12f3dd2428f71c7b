"""How the cells of a form's sheet look: one table of looks, and nothing else decides about type or colour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = ["FONT", "Look"]

FONT = "Times New Roman"
_INPUT, _CLOSED, _CAPTION, _SECTION = "FFF9E0", "EDEDED", "DCE6F1", "F2F2F2"
_GREY, _LINK = "808080", "1F4E79"


@dataclass(frozen=True, slots=True)
class _Style:
    """Type, colour and behaviour of a cell; `format` is its number format."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    color: str = "000000"
    fill: str = ""
    horizontal: str = "left"
    vertical: str = "top"
    border: bool = True
    locked: bool = True
    format: str = "@"


class Look(Enum):
    """What a cell is, and so how it looks."""

    APPROVAL = _Style(border=False, locked=False)
    BASIS = _Style(horizontal="center", border=False)
    TITLE = _Style(size=14, bold=True, horizontal="center", vertical="center", border=False)
    RESPONDENT = _Style(size=12, bold=True, horizontal="center", vertical="center", border=False)
    KEY = _Style(size=10, color=_GREY, horizontal="center", border=False)
    CHECK = _Style(size=10, color=_LINK, horizontal="center", border=False, format="General")
    NOTE = _Style(border=False)
    HEADING = _Style(size=13, bold=True, vertical="center", border=False)
    ABOUT = _Style(italic=True, border=False)
    CAPTION = _Style(size=10, bold=True, fill=_CAPTION, horizontal="center", vertical="center")
    SECTION = _Style(bold=True, fill=_SECTION, vertical="center")
    CODE = _Style(size=9, color=_GREY, horizontal="center")
    PRINTED = _Style()
    CLOSED = _Style(fill=_CLOSED)
    TEXT = _Style(fill=_INPUT, locked=False)
    CHOICE = _Style(fill=_INPUT, locked=False, horizontal="center")
    INTEGER = _Style(fill=_INPUT, locked=False, horizontal="center", format="0")
    DATE = _Style(fill=_INPUT, locked=False, horizontal="center", format="DD.MM.YYYY")
    LINK = _Style(color=_LINK, horizontal="center")
    ID = _Style(size=8, color=_GREY, border=False)
