"""Exact days a year later: the 29th of February, weekends and holidays, stated weekdays, the ends of periods.

A day by which something is due moves to the working day before. The end of a period («с 01.10.2024 по 31.10.2024»)
is a border: it stays where it falls. A day with its weekday named («пятница, 25.10.2024») keeps the weekday.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from roadmapdocs.orders.next_year.foreign import DAY
from roadmapdocs.orders.next_year.wording import sentences
from roadmapdocs.russian.dates import MONTHS_NOMINATIVE, WEEKDAYS, format_day, parse_day
from roadmapdocs.russian.workdays import add_working_days, is_provisional, is_working_day, not_later

__all__ = [
    "DayNote",
    "a_year_later",
    "border_a_year_later",
    "days_of",
    "named_day",
    "next_working_day",
    "settled",
    "summer",
    "why",
]

_GENITIVE = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905 - shorter
)
_DAY = re.compile(DAY, re.IGNORECASE)
_DAY_OF_MONTH = re.compile(rf"(?<![\d.–—-])\b(\d{{1,2}})\s+({'|'.join(_GENITIVE)})\b(?!\s+\d{{4}})", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:с|со|по|между)\s+$|\d\s*(?:г\.|года)?\s*[-–—]\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:г\.|года)?\s*[-–—]\s*\d", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?:с|со)\s+{DAY}\s*(?:г\.|года)?\s+до\s+$", re.IGNORECASE)
_WEEKDAY = r"(?:понедельник|вторник|сред[аыу]|четверг|пятниц[аыу]|суббот[аыу]|воскресень[ея])(?![а-яё])"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}[\s,(]*$", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf"\s*(?:г\.|года)?[\s,(]*{_WEEKDAY}", re.IGNORECASE)
_A_YEAR_OF_WEEKS = timedelta(weeks=52)
_SATURDAY = 5
_SUMMER = (7, 8)


@dataclass(frozen=True, slots=True)
class DayNote:
    """What was proposed for an exact day: the old one, the same day a year later, the proposal.

    `kind` is `due`, `border` (the end of a period) or `weekday` (its weekday was named).
    """

    old: date
    same: date
    new: date
    kind: str = "due"


def a_year_later(day: date) -> date:
    """Return the same day of the next year; the 29th of February becomes the 28th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def border_a_year_later(day: date) -> date:
    """Return the same border a year later: the last day of a month stays the last one."""
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.replace(year=day.year + 1, day=monthrange(day.year + 1, day.month)[1] if is_last else day.day)


def settled(old: str, new: str) -> tuple[str, tuple[DayNote, ...]]:
    """Move the days of `new`, which is `old` with its years moved, off the days on which nobody works.

    Days that stayed the same belong to documents and stay. Returns the text and a note for every day that moved.
    """
    notes: list[DayNote] = []
    pairs = list(zip(_DAY.finditer(old), _DAY.finditer(new), strict=False))
    for before, after in reversed(pairs):
        day, same = parse_day(_bare(before[0])), parse_day(_bare(after[0]))
        if day is None or same is None or day == same:
            continue
        note = _note(new, after, day, same)
        notes.insert(0, note)
        if note.new != same:
            new = new[: after.start()] + _written(note.new, after[0]) + new[after.end() :]
    return new, tuple(notes)


def _bare(token: str) -> str:
    return re.sub(r"[«»\"]", "", re.sub(r"\.\s", ".", token))


def _note(text: str, match: re.Match[str], day: date, same: date) -> DayNote:
    before, after = text[: match.start()], text[match.end() :]
    if _WEEKDAY_BEFORE.search(before) or _WEEKDAY_AFTER.match(after):
        return DayNote(day, same, day + _A_YEAR_OF_WEEKS, "weekday")
    if _STARTS.search(before) or _GOES_ON.match(after) or _SINCE.search(before):
        return DayNote(day, same, same, "border")
    return DayNote(day, same, not_later(same))


def _written(day: date, like: str) -> str:
    """Return a day spelled as `like` spells one."""
    if "." in like:
        written = re.findall(r"\d+", like)
        digits = (f"{day.day:02d}" if len(written[0]) > 1 else str(day.day), f"{day.month:02d}", str(day.year))
        replaced = iter((*digits[:2], digits[2][-len(written[2]) :]))
        return re.sub(r"\d+", lambda _: next(replaced), like)
    with_day = re.sub(r"\d{1,2}", str(day.day), like, count=1)
    with_month = re.sub(r"[а-яё]+", _GENITIVE[day.month - 1], with_day, count=1, flags=re.IGNORECASE)
    return re.sub(r"\d{4}", str(day.year), with_month)


def days_of(text: str, school_year: int) -> list[date]:
    """Return the days that a text names without a year («до 15 ноября»), inside a school year."""
    found = []
    for match in _DAY_OF_MONTH.finditer(text):
        month = _GENITIVE.index(match[2].lower()) + 1
        year = school_year + (month < 9)  # noqa: PLR2004 - a school year begins in September
        day = int(match[1])
        if 1 <= day <= (28 if month == 2 and not isleap(year) else monthrange(year, month)[1]):  # noqa: PLR2004
            found.append(date(year, month, day))
    return found


def named_day(day: date) -> str:
    """Print a day with its weekday: «04.07.2025 (пятница)»."""
    return f"{format_day(day)} ({WEEKDAYS[day.weekday()]})"


def why(note: DayNote) -> str:
    """Say in Russian what was proposed for a day, and why."""
    provisional = is_provisional(note.new.year)
    return sentences(
        _reason(note),
        f"Предварительно: переносы выходных на {note.new.year} год ещё не объявлены" if provisional else "",
        summer(note.new),
    )


def summer(day: date) -> str:
    """Ask about a day of July or August, «» for any other."""
    if day.month not in _SUMMER:
        return ""
    return f"{MONTHS_NOMINATIVE[day.month - 1]} — время каникул и отпусков, удобен ли срок?"


def _reason(note: DayNote) -> str:
    was = f"{format_day(note.same)} — {_day_off(note.same)}"
    if note.kind == "weekday":
        off = "" if is_working_day(note.new) else f" ({_day_off(note.new)})"
        return f"день недели сохранён: предложено {named_day(note.new)}{off}"
    if is_working_day(note.same):
        if note.new == note.same:
            return f"{named_day(note.new)}, рабочий день"
        return f"{named_day(note.same)}: предложено {named_day(note.new)}"
    if note.kind == "border":
        return f"{was}, но это граница периода, она сохранена"
    if note.new > note.same:
        return f"{was}, рабочий день перед ним слишком рано: предложено {named_day(note.new)}"
    return f"{was}, предложено {named_day(note.new)}"


def _day_off(day: date) -> str:
    weekday = WEEKDAYS[day.weekday()]
    if is_working_day(day):
        return f"{weekday}, рабочий день"
    return weekday if day.weekday() >= _SATURDAY else f"{weekday}, нерабочий праздничный день или перенесённый выходной"


def next_working_day(day: date) -> date:
    """Return the first working day after `day`."""
    return add_working_days(day, 1)
