"""What a cell of a workbook shows: strings, numbers and dates (ECMA-376 part 1, 18.3.1.4, 18.8.30, 22.9.2.19)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

__all__ = ["date_styles", "day_text", "decoded", "item_text", "namespace", "number_text"]

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_EXACT = 15
"""Digits a spreadsheet keeps of a number."""

_BUILT_IN_DATES = frozenset(map(str, (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59))))
_NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DAY_CODES, _CLOCK_CODES = re.compile("[yd]", re.IGNORECASE), re.compile("[hs]", re.IGNORECASE)

_LAST_SERIAL = 2_958_465
_PHANTOM_LEAP_DAY = 60
_BEFORE_LEAP_DAY, _AFTER_LEAP_DAY, _MACINTOSH = date(1899, 12, 31), date(1899, 12, 30), date(1904, 1, 1)


def namespace(element: etree._Element) -> str:
    """Return `{…}` as it stands before an element's name; ECMA-376 and ISO Strict differ in it."""
    tag = str(element.tag)
    return tag[: tag.rfind("}") + 1]


# --- strings ----------------------------------------------------------------------------------------------------


def decoded(text: str) -> str:
    """Undo the escapes `_xHHHH_` of ST_Xstring; a pair of surrogates becomes its character."""
    if "_x" not in text:
        return text
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def item_text(item: etree._Element) -> str:
    """Return the text of a string item: its runs joined, phonetic hints left out."""
    children = list(item)
    plain = len(children) == 1 and not len(children[0])  # nearly all are
    text = children[0].text or "" if plain else "".join(_runs(item, namespace(item)))
    return decoded(text)


def _runs(item: etree._Element, space: str) -> Iterator[str]:
    for child in item:
        if child.tag == f"{space}t":
            yield child.text or ""
        elif child.tag == f"{space}r":
            yield from (part.text or "" for part in child.iterchildren(f"{space}t"))


# --- numbers ----------------------------------------------------------------------------------------------------


def number_text(raw: str) -> str:
    """Return a stored number as people write it: «12», not «12.0» or «1.2E1»; what is no number stays as it is."""
    if raw.isdecimal():
        return raw
    try:
        number = float(raw)
        whole = int(number)
    except (ValueError, OverflowError):
        return raw
    if number == whole and abs(whole) < 10**_LONGEST_EXACT:
        return str(whole)
    return repr(number)


# --- dates ------------------------------------------------------------------------------------------------------


def day_text(raw: str, *, since_1904: bool) -> str:
    """Return the day of a stored serial number as `05.10.2024`; a number that is no day stays a number."""
    try:
        serial = int(float(raw))
    except (ValueError, OverflowError):
        return raw
    if not (0 if since_1904 else 1) <= serial <= _LAST_SERIAL:
        return number_text(raw)
    if serial == _PHANTOM_LEAP_DAY and not since_1904:
        return "29.02.1900"
    try:
        return format_day(_epoch(serial, since_1904=since_1904) + timedelta(days=serial))
    except OverflowError:
        return number_text(raw)


def _epoch(serial: int, *, since_1904: bool) -> date:
    if since_1904:
        return _MACINTOSH
    return _BEFORE_LEAP_DAY if serial < _PHANTOM_LEAP_DAY else _AFTER_LEAP_DAY


def date_styles(styles: etree._Element) -> frozenset[str]:
    """Return the cell styles (values of a cell's `s`) that show a number as a day."""
    name = namespace(styles)
    codes = {
        fmt.get("numFmtId", ""): fmt.get("formatCode", "") for fmt in styles.iterfind(f"{name}numFmts/{name}numFmt")
    }
    cells = styles.iterfind(f"{name}cellXfs/{name}xf")
    return frozenset(str(index) for index, xf in enumerate(cells) if _shows_day(xf.get("numFmtId", ""), codes))


def _shows_day(number: str, codes: Mapping[str, str]) -> bool:
    return _is_day_code(codes[number]) if number in codes else number in _BUILT_IN_DATES


def _is_day_code(code: str) -> bool:
    """Say whether a format code shows a day; `m` alone is a month unless a clock stands beside it."""
    bare = _NOT_A_CODE.sub("", code.partition(";")[0])
    return bool(_DAY_CODES.search(bare)) or ("m" in bare.lower() and not _CLOCK_CODES.search(bare))
