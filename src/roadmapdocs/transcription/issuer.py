"""The short name of who issues an order, and its municipality: proposals from the letterhead and the heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["municipality_of", "name_of"]

_BODY = re.compile(r"отдел|управлени|комитет|департамент|министерств|школа|учреждени|центр|администраци", re.IGNORECASE)
_KIND_OF_PLACE = {
    "муниципального округа": "муниципальный округ",
    "муниципального района": "муниципальный район",
    "городского округа": "городской округ",
    "района": "район",
    "округа": "округ",
}
_ADJECTIVE = re.compile(rf"\b([А-ЯЁ][а-яёА-ЯЁ-]*?)(?:ого|ОГО|его|ЕГО)\s+({'|'.join(_KIND_OF_PLACE)})", re.IGNORECASE)
_NAMED = re.compile(rf"({'|'.join(_KIND_OF_PLACE)})\s+(«[^»]+»|[А-ЯЁ]\w+)", re.IGNORECASE)
_WITH_DASH = re.compile(r"образования?\s*[-–—]\s*([А-ЯЁ][\wА-ЯЁ-]+)\s+(район|округ)", re.IGNORECASE)
_PROPER = re.compile(
    rf"(?<=«)\w|(?!муниципальн|городск|сельск)\b[а-яё-]+(?:ого|его)(?= (?:{'|'.join(_KIND_OF_PLACE)}))"
    r"|(?<=\bгорода )\w|\b[а-яё-]+ой(?= области)"
)
"""What of a name in small letters begins with a capital: «…», «Заречного района», «города Заречного», «Лесной
области»."""
_QUOTED = re.compile(r"«([А-ЯЁ][\w-]*(?:ий|ый|ой))\s((?:муниципальный |городской )?(?:район|округ))»", re.IGNORECASE)
_MOST = 2000  # characters that are searched
_SOFT = ("ск", "цк", "г", "к", "х", "ж", "ш", "ч", "щ")


def name_of(letterhead: Sequence[str]) -> str:
    """Return the line of the letterhead that names the body itself, in ordinary letters."""
    line = next((line for line in letterhead if _BODY.search(line)), letterhead[0] if letterhead else "")
    line = line.strip(" -–")
    return _sentence_case(line) if line.isupper() else line


def _sentence_case(line: str) -> str:
    lowered = line.capitalize()
    return _PROPER.sub(lambda match: match[0][:1].upper() + match[0][1:], lowered)


def municipality_of(text: str) -> str:
    """Return the municipality that a text in the genitive names, in the nominative; «» where it names none."""
    text = text[:_MOST]
    if found := _WITH_DASH.search(text):
        return f"{found[1].capitalize()} {found[2].lower()}"
    if found := _QUOTED.search(text):
        return f"{found[1].capitalize()} {found[2].lower()}"
    if found := _ADJECTIVE.search(text):
        stem = found[1].capitalize()
        ending = "ий" if stem.lower().endswith(_SOFT) else "ый"
        return f"{stem}{ending} {_KIND_OF_PLACE[' '.join(found[2].lower().split())]}"
    if found := _NAMED.search(text):
        name = found[2] if found[2].startswith("«") else found[2].capitalize()
        return f"{_KIND_OF_PLACE[' '.join(found[1].lower().split())]} {name}"
    return ""
