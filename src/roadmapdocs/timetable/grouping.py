"""The deadlines of a calendar as two tables: month by month, and each who answers with their own."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.model.calendar import Entry, Group
from roadmapdocs.russian.dates import MONTHS_NOMINATIVE, WEEKDAYS, format_day
from roadmapdocs.russian.deadlines import format_window
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmapdocs.model.calendar import Due

__all__ = ["WITHOUT_DATE", "by_month", "by_responsible"]

WITHOUT_DATE = "Без даты"
_NOBODY = "Ответственный не указан"


def by_month(dues: Iterable[Due]) -> tuple[Group, ...]:
    """Group by the month of the last day; a recurrence stands in each of its months, what has no date at the end."""
    months: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    without: list[Entry] = []
    for entry in _entries(dues):
        (months[entry.day.year, entry.day.month] if entry.day else without).append(entry)
    groups = [
        Group(f"{MONTHS_NOMINATIVE[month - 1].capitalize()} {year}", _in_time(entries))
        for (year, month), entries in sorted(months.items())
    ]
    return (*groups, Group(WITHOUT_DATE, tuple(without))) if without else tuple(groups)


def by_responsible(dues: Iterable[Due]) -> tuple[Group, ...]:
    """Group by each who is named as responsible, in the order of first mention; a recurrence is one entry."""
    names: dict[str, str] = {}
    found: dict[str, list[Entry]] = defaultdict(list)
    for due in dues:
        for name in due.responsible or (_NOBODY,):
            key = fold_words(name)
            names.setdefault(key, name)
            found[key].append(Entry(due.last or due.first, _when(due), due))
    keys = sorted(found, key=lambda key: names[key] == _NOBODY)
    return tuple(Group(names[key], _in_time(found[key])) for key in keys)


def _entries(dues: Iterable[Due]) -> Iterator[Entry]:
    for due in dues:
        for day in due.days:
            yield Entry(day, _day(day), due)
        if not due.days:
            yield Entry(due.last or due.first, _when(due), due)


def _in_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.day or date.max))


def _when(due: Due) -> str:
    """Say the time in words: «ноябрь 2023», «до 15.11.2023 (среда)»; the order's own words where it has no day."""
    if due.rule or not due.has_date:
        return due.stated or "срок не указан"
    if due.first is not None and due.last is not None and due.first != due.last:
        return format_window((due.first, due.last))
    day = due.last or due.first
    assert day is not None
    preposition = "" if due.first == due.last else "до " if due.first is None else "с "
    return preposition + _day(day)


def _day(day: date) -> str:
    return f"{format_day(day)} ({WEEKDAYS[day.weekday()]})"
