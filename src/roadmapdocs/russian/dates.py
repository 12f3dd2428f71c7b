"""Single days as people write them."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["MONTHS_NOMINATIVE", "WEEKDAYS", "format_day", "month_number", "parse_day"]

MONTHS_NOMINATIVE = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")

_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH_WORD = re.compile(
    r"(янв(?:ар[ьяе]|арём|\.)?|фев(?:рал[ьяе]|р?\.)?|мар(?:та?|те|\.)?|апр(?:ел[ьяе]|\.)?|ма[йяе]|июн[ьяе]?\.?|"
    r"июл[ьяе]?\.?|авг(?:уста?|усте|\.)?|сен(?:тябр[ьяе]|т?\.)?|окт(?:ябр[ьяе]|\.)?|ноя(?:бр[ьяе]|б?\.)?|"
    r"дек(?:абр[ьяе]|\.)?)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\s*(?:г\.?|года)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_WORDS = re.compile(rf"[«\"]?(\d{{1,2}})[»\"]?\s+{_MONTH_WORD.pattern}\s+(\d{{4}})\s*(?:г\.?|года)?", re.IGNORECASE)
_CENTURY = 2000


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name in any case or common abbreviation, None for any other word."""
    if not _MONTH_WORD.fullmatch(word):
        return None
    lower = word.lower()
    matches = [index for index, stem in enumerate(_STEMS, start=1) if lower.startswith(stem)]
    return matches[0] if matches else None


def parse_day(text: str) -> date | None:
    """Read one day: 05.10.2024, 5.10.24 г., 2024-10-05, «5» октября 2024 года. None for anything else."""
    folded = " ".join(text.split())
    if match := _ISO.fullmatch(folded):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DIGITS.fullmatch(folded):
        day, month, year = (int(part) for part in match.groups())
        year += _CENTURY if len(match[3]) == 2 else 0  # noqa: PLR2004 - two digits of a year
    elif match := _WORDS.fullmatch(folded):
        day, year, month = int(match[1]), int(match[3]), month_number(match[2]) or 0
    else:
        return None
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def format_day(day: date) -> str:
    """Print a day in digits: 05.10.2024 (ГОСТ Р 7.0.97, requisite «дата документа»)."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
