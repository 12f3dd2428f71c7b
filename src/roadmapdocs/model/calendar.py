"""A calendar of deadlines: what an order wants done, by when, by whom; grouped as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Calendar", "Due", "Entry", "Group"]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: a row of a roadmap in one of its windows, a recurrence, or a round of reports.

    `uid` stays the same as long as the order keeps the row's id, whatever becomes of its text and its days. `first`
    and `last` are the window, None for an open side; with a `rule` (RFC 5545, 3.3.10, with its end) they are its first
    and last day, and `days` are all. Without any of them the deadline has no date: `stated` is all that is known.
    `note` is what a person should heed; `alarms` are whole days before the last day (of each recurrence).
    """

    uid: str
    kind: Literal["activity", "report"]
    summary: str
    title: str
    stated: str
    code: str = ""
    place: str = ""
    responsible: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    rule: str = ""
    days: tuple[date, ...] = ()
    note: str = ""
    alarms: tuple[int, ...] = ()

    @property
    def has_date(self) -> bool:
        """Whether it stands on a day; a rule without a day does not."""
        return (self.last or self.first) is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table: the day it is listed under (None: without a date), in words the time it takes, and what."""

    day: date | None
    when: str
    due: Due


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading: a month, a responsible person or body."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of an order, or of one respondent's part in it. `dated` is the order's own date."""

    title: str
    basis: str
    dated: date
    dues: tuple[Due, ...]
    by_month: tuple[Group, ...]
    by_responsible: tuple[Group, ...]
