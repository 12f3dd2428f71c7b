"""Row codes: «А13» for people, `A13` for tags, bookmarks and defined names.

Codes are short, so a code typed in the other alphabet is the commonest damage; both directions fold here.
"""

from __future__ import annotations

import re

__all__ = ["ascii_code", "fold_code"]

_CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_ASCII = (*"ABVGDE", "Zh", *"ZIJKLMNOPRSTUF", "Kh", "Ts", "Ch", "Sh", "Sch", "Hd", "Y", "Sf", "Eh", "Yu", "Ya")
_TO_ASCII = str.maketrans(
    {
        **dict(zip(_CYRILLIC, _ASCII, strict=True)),
        **{c.lower(): a.lower() for c, a in zip(_CYRILLIC, _ASCII, strict=True)},
    }
)

_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_CODE = re.compile(r"([А-Я])(\d{1,2})([а-я]?)")


def ascii_code(code: str) -> str:
    """Return a code in ASCII: «Б12а» → `B12a`. Different codes stay different."""
    return code.translate(_TO_ASCII)


def fold_code(text: str) -> str:
    """Return the code a cell shows, with Latin look-alikes, blanks, dots and letter case folded; «» if it is none.

    «a13», «A 13» and «А-13.» are all «А13». Digits are never replaced by letters or the other way round.
    """
    squeezed = re.sub(r"[\s.\-‐‑–]", "", text).translate(_LOOK_ALIKE)
    folded = squeezed[:1].upper() + squeezed[1:].lower()
    return folded if _CODE.fullmatch(folded) else ""
