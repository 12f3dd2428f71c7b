"""What a deadline phrase of a roadmap means: its windows, its recurrence, or why it has neither.

`words` cuts the phrase into tokens, `reading` reads spans of time, `rules` reads recurrences, events and schedules,
`grammar` puts them one after another, `years` finds the missing years and `meaning` decides. Whatever the grammar does
not cover is `vague`, never an error.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import MONTHS_NOMINATIVE, format_day
from roadmapdocs.russian.deadlines.meaning import Status, meaning_of
from roadmapdocs.russian.deadlines.spans import Window
from roadmapdocs.russian.deadlines.years import shift_text

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Deadline", "Status", "Window", "format_window", "parse_deadline", "shift_text"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: `text` byte for byte and its derived meaning.

    `windows` are (first day, last day), None for an open side; «до 1 июня» is (None, 1 June). `recurrence` is an ISO
    8601 duration. `ask` is what a person must settle, in Russian; empty where there is nothing to ask.
    """

    text: str
    kind: str
    status: Status
    windows: tuple[Window, ...] = ()
    recurrence: str | None = None
    ask: str = ""
    school_year: int | None = field(default=None, repr=False)
    order_date: date | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str, school_year: int, order_date: date | None = None) -> Deadline:
        """Read a phrase in the context of the school year that begins in `school_year`. Never raises."""
        return cls(text, *meaning_of(text, school_year, order_date), school_year, order_date)

    @property
    def last_day(self) -> date | None:
        """The last day of the last window, None where there is none."""
        days = [last for _, last in self.windows if last is not None]
        return max(days) if len(days) == len(self.windows) and days else None

    def shifted(self, years: int) -> Deadline:
        """Return the same rule so many years later: the years in the text move, the meaning is read anew.

        A phrase without a year stays as it is and means the same days of the later school year. Windows that a person
        stated move by themselves.
        """
        text = shift_text(self.text, years)
        if self.school_year is None:
            moved = tuple((_moved(first, years), _moved(last, years)) for first, last in self.windows)
            return replace(self, text=text, windows=moved)
        signed = _moved(self.order_date, years)
        return Deadline.parse(text, self.school_year + years, signed)


def parse_deadline(text: str, school_year: int, order_date: date | None = None) -> Deadline:
    """Read a deadline phrase in the context of the school year that begins in `school_year`. Never raises."""
    return Deadline.parse(text, school_year, order_date)


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)


def format_window(window: Window) -> str:
    """Print a window: «ноябрь 2023», «до 01.06.2024», «с 01.09.2023», «01.10.2023 – 15.10.2023»."""
    first, last = window
    if first is None or last is None:
        return f"до {format_day(last)}" if last else f"с {format_day(first)}" if first else ""
    if first == last:
        return format_day(first)
    if first == last.replace(day=1) and last.day == monthrange(last.year, last.month)[1]:
        return f"{MONTHS_NOMINATIVE[first.month - 1]} {first.year}"
    return f"{format_day(first)} – {format_day(last)}"
