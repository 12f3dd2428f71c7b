"""The day of a recurrence: «до 25 числа каждого месяца» is the 25th, «ежемесячно» is no day at all.

What is found is a recurrence rule of RFC 5545 (3.3.10) without its end. Only phrases that name the day are read; any
other recurrence stays a rule in words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.russian.deadlines import Deadline

__all__ = ["repeat_of"]

_WEEKDAYS = {
    "MO": "понедельник",
    "TU": "вторник",
    "WE": "сред[аеуы]",
    "TH": "четверг",
    "FR": "пятниц",
    "SA": "суббот",
    "SU": "воскресень",
}
_POSITIONS = {1: "перв", 2: "втор(?!ник)", 3: "трет", 4: "четв[её]рт", -1: "последн"}
_ON_WORKING_DAYS = "MO,TU,WE,TH,FR"
_DAY = r"(?:[1-9]|[12]\d|3[01])"
_DAYS_OF_MONTH = re.compile(rf"(?<!\d)({_DAY}(?:-?го)?(?:\s*(?:,|и)\s*{_DAY}(?:-?го)?)*)\s+числа")
_AFTER_QUARTER = re.compile(r"месяца,?\s+следующего\s+за\s+(?:отч[её]тным\s+)?кварталом")
_QUARTERS = "1,4,7,10"


def repeat_of(deadline: Deadline) -> str:
    """Return the rule of a deadline whose recurrence names its day, «» for any other.

    A recurrence that a person still has to confirm (`ask`) has no rule.
    """
    if deadline.ask:
        return ""
    text = " ".join(deadline.text.split()).lower()
    match deadline.recurrence:
        case "P1W":
            days = _weekdays(text)
            return f"FREQ=WEEKLY;BYDAY={','.join(days)}" if days else ""
        case "P1M":
            return _monthly(text)
        case "P3M":
            days_of_month = _days_of_month(text)
            known = days_of_month and _AFTER_QUARTER.search(text)
            return f"FREQ=YEARLY;BYMONTH={_QUARTERS};BYMONTHDAY={days_of_month}" if known else ""
    return ""


def _monthly(text: str) -> str:
    if days := _days_of_month(text):
        return f"FREQ=MONTHLY;BYMONTHDAY={days}"
    positions = [place for place, stem in _POSITIONS.items() if re.search(rf"\b{stem}", text)]
    weekdays = _weekdays(text)
    if positions and weekdays:
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{place}{day}" for place in positions for day in weekdays)
    if positions and re.search(r"\bрабоч\w+ д(?:ень|ня)", text):
        return f"FREQ=MONTHLY;BYDAY={_ON_WORKING_DAYS};BYSETPOS={','.join(map(str, positions))}"
    if positions == [-1] and re.search(r"последн\w+ (?:день|дня|числ\w)", text):
        return "FREQ=MONTHLY;BYMONTHDAY=-1"
    return ""


def _days_of_month(text: str) -> str:
    found = _DAYS_OF_MONTH.search(text)
    return ",".join(re.findall(r"\d+", found[1])) if found else ""


def _weekdays(text: str) -> list[str]:
    return [day for day, stem in _WEEKDAYS.items() if re.search(rf"\b{stem}", text)]
