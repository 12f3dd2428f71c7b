"""Spans of time: a day, a month or its part, a quarter, a half-year, a year; and windows made of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

__all__ = ["NEW_YEAR", "Period", "Span", "Window"]

Window = tuple[date | None, date | None]

NEW_YEAR = 9
"""September begins the school year; a month before it belongs to the next calendar year."""

_LAST_LESSONS = (5, 31)
_MONTHS_IN = {"quarter": 3, "half": 6}
_LAST = -1


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the calendar whose year may still be unknown.

    `unit` is day, weekday, month, quarter, half, year or school year. `number` is that of the month, quarter or half;
    `day` that of the day, or of the weekday; `part` are days of the month; `edge` is begin, middle or end; `school`
    says that `year` is the one in which the school year begins.
    """

    unit: str
    number: int = 0
    year: int | None = None
    day: int = 0
    part: tuple[int, int] | None = None
    edge: str = ""
    school: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return self.unit in ("year", "school year")

    @property
    def month(self) -> int:
        """The first month of the span, in a calendar year."""
        return (self.number - 1) * _MONTHS_IN.get(self.unit, 1) + 1

    @property
    def order(self) -> tuple[int, int]:
        """What stands earlier in a calendar year is less."""
        return self.month, self.part[0] if self.part else self.day

    def within(self, school_year: int) -> Span:
        """Return the span with its year, taken inside a school year."""
        if self.is_year or (self.unit == "half" and self.school):
            return replace(self, year=school_year)
        return replace(self, year=school_year if self.month >= NEW_YEAR else school_year + 1, school=False)

    def of(self, year: Span) -> Span:
        """Return the span in a year that the phrase names for it; a year of its own stays."""
        if self.year is not None or self.is_year:
            return self
        if year.unit == "year":
            return replace(self, year=year.year)
        is_half = self.unit == "half"
        return replace(self, school=is_half) if year.year is None else replace(self, school=is_half).within(year.year)

    def days(self) -> tuple[date, date]:
        """Return the first and the last day. The year must be known."""
        year = self.year or 0
        if self.unit == "day":
            day = date(year, self.number, min(self.day, monthrange(year, self.number)[1]))
            return day, day
        if self.unit == "weekday":
            return self._weekday(year)
        if self.unit == "school year" or (self.unit == "half" and self.school):
            return self._school_days(year)
        if self.unit == "year":
            return date(year, 1, 1), date(year, 12, 31)
        last_month = self.month + _MONTHS_IN.get(self.unit, 1) - 1
        first, last = date(year, self.month, 1), date(year, last_month, monthrange(year, last_month)[1])
        if self.part is None:
            return first, last
        begin, end = self.part
        begin = last.day + begin + 1 if begin < 0 else begin
        return first.replace(day=begin), first.replace(day=min(end, last.day) if end > 0 else last.day)

    def _school_days(self, year: int) -> tuple[date, date]:
        first, last = date(year, NEW_YEAR, 1), date(year + 1, 8, 31)
        if self.unit == "school year":
            return first, date(year + 1, *_LAST_LESSONS) if self.edge == "end" else last
        return (
            (first, date(year, 12, 31)) if self.number == 1 else (date(year + 1, 1, 1), date(year + 1, *_LAST_LESSONS))
        )

    def _weekday(self, year: int) -> tuple[date, date]:
        nth = self.part[0] if self.part else 1
        first = date(year, self.number, 1)
        day = first + timedelta((self.day - 1 - first.weekday()) % 7 + 7 * (max(nth, 1) - 1))
        while nth == _LAST and (day + timedelta(7)).month == self.number:
            day += timedelta(7)
        return day, day


@dataclass(slots=True)
class Period:
    """What one window is made of: a span or two, how the phrase relates to it, and what narrows it.

    `relation` is in, by (its last day), before, toward (its first day), from or after.
    """

    relation: str
    spans: list[Span]
    narrow: list[Period] = field(default_factory=list)
    end: str = ""
    context: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is a plain year or several."""
        return self.relation == "in" and all(span.is_year for span in self.spans)

    @property
    def is_loose(self) -> bool:
        """Whether nobody can say which days are meant."""
        span = self.spans[0]
        if self.narrow or len(self.spans) > 1:
            return False
        if span.unit == "half" and span.year is None and not span.school:
            return True
        if self.relation == "in" and span.edge and span.unit not in ("month", "weekday"):
            return True
        bordered = self.relation not in ("in", "from") or bool(span.edge)
        return span.unit == "school year" and span.year is None and bordered

    def take_year(self, year: Span) -> None:
        """Give a year to the spans that have none; a calendar year to the last of them only."""
        if year.unit == "year":
            self.spans[-1] = self.spans[-1].of(year)
        else:
            self.spans = [span.of(year) for span in self.spans]

    def window(self) -> Window:
        """Return the window. The years must be known."""
        first, last = self.spans[0].days(), self.spans[-1].days()
        if len(self.spans) > 1:
            whole = last[0] - timedelta(1) if self._stops_before(self.end, self.spans[-1]) else last[1]
            return first[0], whole
        span = self.spans[0]
        if self.relation == "in":
            return first
        if self.relation == "from":
            return first[0], None
        if self.relation == "after":
            return first[1] + timedelta(1), None
        if self._stops_before(self.relation, span):
            return None, first[0] - timedelta(1)
        return None, first[0] if self.relation == "toward" and span.edge != "end" else self._middle(first)

    def _middle(self, days: tuple[date, date]) -> date:
        return days[1].replace(day=15) if self.spans[0].edge == "middle" and self.relation == "before" else days[1]

    @staticmethod
    def _stops_before(relation: str, span: Span) -> bool:
        """«до сентября» ends in August, but «до 1 сентября», «до конца сентября», «до 2024 года» do not."""
        whole = span.unit in ("day", "weekday", "year") or span.edge in ("middle", "end")
        return relation == "before" and not (whole and span.edge != "begin")
