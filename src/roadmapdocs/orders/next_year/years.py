"""Years in the order's own words: which of them move with the school year, and which stay.

The rule. Years inside other bodies' acts stay (`foreign`). Of the others these move, if they lie near the school
year: two years in a row («2023/2024», «2023-2024», «2023/24»), the year of an exact day, and a single year that its
company shows to be one («в 2024 году», «март 2024», «ЕГЭ-2024»). Spans of several years («2021-2025 годы»), far
years («до 2030 года») and numbers that only look like years («2024 обучающихся») stay.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.orders.next_year.foreign import DAY, foreign_spans

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Shifted", "has_year", "shift_years"]

_PAIR = r"(?<![\d./-])20\d\d\s?[/\-–—]\s?(?:20\d\d|\d\d)(?![\d./-]\d|\d)"
_SHORT_PAIR = r"(?<![\d./-])\d\d\s?[/\-–—]\s?\d\d(?=\s*уч)"
_YEAR = r"(?<![\d./])(?<!\d[-–—])20\d\d(?![\d]|[./]\d|\s?[-–—]\s?\d)"
_TOKEN = re.compile(rf"(?P<day>{DAY})|(?P<pair>{_PAIR}|{_SHORT_PAIR})|(?P<year>{_YEAR})", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

_MONTH_OR_PART = (
    r"январ\w*|феврал\w*|март\w*|апрел\w*|ма[йяе]|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|"
    r"квартал\w*|полугоди\w*|лето\w*|осень\w*|осен\w*|зим\w*|весн\w*|год\w*"
)
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH_OR_PART})\s*(?:\([^()]*\)\s*)?,?\s*$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[а-яёa-z»](?:-|\s[-–—]\s)$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"\s*(?:год|г\.|гг\.|уч\.|учебн)|-(?:го|й|м|му)\b", re.IGNORECASE)
_END_AFTER = re.compile(r"\s*(?:$|[).,;»])")
_PREPOSITION = re.compile(r"\b(?:в|во|на|за|с|со|к|до|по|от)\s$|\b[А-ЯЁ]{2,}\s$")


@dataclass(frozen=True, slots=True)
class Shifted:
    """A text with its years moved, and the years near the school year that stayed, each with a few words about it."""

    text: str
    kept: tuple[str, ...] = ()


def shift_years(text: str, school_year: int, own_titles: Collection[str] = ()) -> Shifted:
    """Move the years of the order's own words by one; everything else stays byte for byte."""
    foreign = foreign_spans(text, own_titles)
    kept: list[str] = []

    def moved(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in foreign):
            if _years_of(match[0]) & {school_year, school_year + 1}:
                kept.append(_around(text, match))
            return match[0]
        if (new := _moved(match, school_year)) is None:
            if _years_of(match[0]) & {school_year, school_year + 1}:
                kept.append(_around(text, match))
            return match[0]
        return new

    return Shifted(_TOKEN.sub(moved, text), tuple(kept))


def has_year(title: str) -> bool:
    """Say whether the quoted title of an act names a year: such an act is most likely issued every year."""
    return bool(_ANY_YEAR.search(title))


def _moved(match: re.Match[str], school_year: int) -> str | None:
    """Return the token one year later, None where it stays."""
    token = match[0]
    if match["day"]:
        return _moved_day(token, school_year)
    if match["pair"]:
        return _moved_pair(token, school_year)
    if abs(int(token) - school_year) > 1 or not _is_a_year(match):
        return None
    return str(int(token) + 1)


def _moved_day(token: str, school_year: int) -> str | None:
    written = re.findall(r"\d+", token)[-1]
    year = int(written) + (2000 if len(written) == 2 else 0)  # noqa: PLR2004 - two digits of a year
    if year not in (school_year, school_year + 1):
        return None
    later = str(year + 1)[-len(written) :]
    head = token[: len(token) - len(written)]
    if re.match(r"\D?29\D+(?:0?2\b|феврал)", token) and not isleap(year + 1):
        head = head.replace("29", "28", 1)
    return head + later


def _moved_pair(token: str, school_year: int) -> str | None:
    first, second = re.findall(r"\d+", token)
    year = int(first) + (2000 if len(first) == 2 else 0)  # noqa: PLR2004
    if (year + 1) % 100 != int(second) % 100 or abs(year - school_year) > 1:
        return None
    between = token[len(first) : len(token) - len(second)]
    return f"{str(year + 1)[-len(first) :]}{between}{str(year + 2)[-len(second) :]}"


def _is_a_year(match: re.Match[str]) -> bool:
    """Say whether the words beside four digits show that they are a year, not a count."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if _MONTH_BEFORE.search(before) or _NAME_BEFORE.search(before) or _YEAR_AFTER.match(after):
        return True
    return bool(_END_AFTER.match(after) and _PREPOSITION.search(before))


def _years_of(token: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"20\d\d", token)}


_ABOUT = 40


def _around(text: str, match: re.Match[str]) -> str:
    """Return a year with a few words on both sides."""
    start = text.rfind(" ", 0, max(0, match.start() - _ABOUT)) + 1
    end = text.find(" ", match.end() + _ABOUT // 2)
    end = len(text) if end < 0 else end
    words = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"
