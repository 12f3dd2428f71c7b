"""Text in a workbook: how it is escaped, and how many lines it takes in a cell.

Row heights are stated, because programs do not fit the height of merged cells, and some do not fit any; so the
width of a text must be known without a font. The classes below are the advance widths of Times New Roman and its
metric equals, in thousandths of the size.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

__all__ = ["line_count", "text_width", "widest_word", "xml_text", "xstring"]

_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BREAKABLE = re.compile(r"(?<=[-–— ])")
_WORDS = re.compile(r"[\s\-–—]+")

_CLASSES = {
    250: " ,.'|",
    333: "/:;\\ijlt!()-I[]`fr’‹›",
    420: 'Js°зг"',
    450: "?acezёаестэья",
    500: "^в{}к#$*0123456789_bdghknopquvxy«»–Злорухч",
    560: "бдъ~ийнпц+<=>FPSРБЬГ",
    630: "ELTZЁЕТмЧфЭ",
    720: "BCRВКСЯыДЛжУЪADGHKNOQUVXYwАИЙНОПХЦ",
    780: "юшщ&mФ",
    900: "%ЫMМЖ@W",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 1030
_BOLD, _DRAWN_WIDER = 1.08, 1.02  # screens round every letter to whole dots


def xstring(text: str) -> str:
    """Escape what a workbook would take for an escape: `_x0041_` is the letter A (ECMA-376 part 1, 22.9.2.19)."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def xml_text(text: str) -> str:
    """Return text as it stands between XML tags of a workbook."""
    return escape(xstring(text))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in points, from above."""
    width = sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 1000
    return width * _DRAWN_WIDER * (_BOLD if bold else 1)


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in points of the widest word of a text."""
    return max(text_width(word, size, bold=bold) for word in _WORDS.split(text))


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in a cell that has `width` points for it."""
    return sum(_wrapped(line, width, size, bold=bold) for line in text.split("\n"))


def _wrapped(line: str, width: float, size: float, *, bold: bool) -> int:
    lines, used = 1, 0.0
    for word in _BREAKABLE.split(line):
        needed = text_width(word, size, bold=bold)
        if used and used + text_width(word.rstrip(), size, bold=bold) > width:
            lines, used = lines + 1, 0.0
        broken = int(needed // width) if needed > width else 0  # a word wider than the cell is cut anywhere
        lines, used = lines + broken, used + needed - broken * width
    return lines
