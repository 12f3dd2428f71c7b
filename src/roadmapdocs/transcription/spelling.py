"""Dates, numbers and names as orders spell them: patterns shared by the parts of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import parse_day

if TYPE_CHECKING:
    from datetime import date

__all__ = ["DATE", "NAME", "NUMBER", "NUMBER_SIGN", "POST", "day_of", "despaced"]

_MONTH = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_YEAR = r"\d{4}(?!\d)\s?(?:года|г\.?(?![а-яё]))?"

DATE = (
    r"(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)\s?(?:года|г\.?(?![а-яё]))?"
    rf"|[«\"]?\s?\d{{1,2}}\s?[»\"]?[\s_]*(?:{_MONTH})[\s_]*{_YEAR}"
    rf"|[«\"]\s?\d{{1,2}}\s?[»\"][\s_]*\d{{1,2}}[\s_]+{_YEAR})"
)
"""A day in digits or words: «30.10.2023 г.», «31. 03. 22 г.», «9» ноября 2023 г, « 10»______01____2022 г."""

NUMBER_SIGN = r"(?:№{1,2}|\bN)"
NUMBER = r"(?:\w+(?:\s?[-–/\\.]\s?\w+)*(?:\s\(\d+\))?|_{2,}(?:/\w+)?)"
"""A registration number: «548-ОД», «17 – ОД», «01-03\\482», «427 (0)», «___/о»."""

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
NAME = rf"(?:[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?{_SURNAME}|{_SURNAME}\s[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?)"
"""A surname with initials, before it or behind it."""

POST = (
    r"(?:и\.?\s?о\.?\s|вр\.?\s?и\.?\s?о\.?\s|врио\s|исполняющ|первый заместитель|заместител|зам\.|начальник|директор|"
    r"заведующ|зав\.\s|руководител|председател|глава|ректор|управляющ|министр)"
)
"""How the post of somebody who signs begins."""

_LAST_YEAR_OF_TWO_DIGITS = 60


def day_of(text: str) -> date | None:
    """Return the day that a spelled date means, None where it is none that exists."""
    plain = re.sub(r"[«»\"_]", " ", text)
    plain = re.sub(r"(\d)\s*\.\s*(?=\d)", r"\1.", " ".join(plain.split()))
    plain = re.sub(r"(\D)(\d{4})", r"\1 \2", plain) if not re.match(r"\d{1,2}\.\d", plain) else plain
    if found := re.fullmatch(r"(\d{1,2}) (\d{1,2}) (\d{4}.*)", plain):
        plain = ".".join(found.groups())
    day = parse_day(" ".join(plain.split()))
    if day is not None and day.year > 2000 + _LAST_YEAR_OF_TWO_DIGITS:
        return day.replace(year=day.year - 100)
    return day


def despaced(text: str) -> str:
    """Return letter-spaced words as plain ones, in small letters: «П Р И К А З» → «приказ»."""
    return re.sub(r"(?<=\b\w) (?=\w\b)", "", text).casefold()
