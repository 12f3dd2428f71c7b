"""What a phrase means when its periods and rules are put together: the status, the windows, the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.deadlines.grammar import Phrase, read
from roadmapdocs.russian.deadlines.spans import Period, Span, Window
from roadmapdocs.russian.deadlines.words import tokens_of
from roadmapdocs.russian.deadlines.years import share_years, windows_of

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Meaning", "Status", "meaning_of"]

Status = Literal["exact", "recurring", "school_calendar", "external", "on_demand", "vague", "empty"]

_LONGEST = 120
"""Tokens of the longest phrase that is read; a longer text is not a deadline."""

_ASK_EMPTY = "Срок не указан. Какой он?"
_ASK_VAGUE = "До какого дня это нужно сделать?"
_ASK_LOOSE = "Год календарный или учебный, до какого дня?"
_ASK_SCHEDULE = "Какой день назначен по графику?"
_ASK_EVENT = "Когда наступит событие, от которого считать срок?"
_ASK_MONTHLY = "Это срок каждого месяца?"
_ASK_WEEKLY = "Это срок каждой недели?"
_ASK_HALF = "Полугодие учебного или календарного года?"
_ASK_BORDER = "Верно ли понят последний день?"
_ASK_PART = "Верно ли поняты дни части месяца?"
_ASK_AUGUST = "Август до начала учебного года или в конце его?"


class Meaning(NamedTuple):
    """All that a phrase says about time."""

    kind: str
    status: Status
    windows: tuple[Window, ...] = ()
    recurrence: str | None = None
    ask: str = ""


def meaning_of(text: str, school_year: int, order_date: date | None) -> Meaning:
    """Read a phrase. Whatever the grammar does not cover is vague."""
    tokens = tokens_of(text)
    words = [token for token in tokens if token.tag not in ("-", "/")]
    if not words and "+" not in text:
        return Meaning("empty", "empty", ask=_ASK_EMPTY)
    if len(tokens) > _LONGEST:
        return Meaning("vague", "vague", ask=_ASK_VAGUE)
    return _Judge(read(tokens), school_year, order_date).meaning()


class _Judge:
    """Weighs what was read; a rule beats a period, a period beats a loose word."""

    def __init__(self, phrase: Phrase, school_year: int, order_date: date | None) -> None:
        self.phrase = phrase
        self.school_year = school_year
        self.order_date = order_date
        self.periods = share_years(phrase.periods)

    def meaning(self) -> Meaning:
        """Return the first reading that applies."""
        has = self.phrase.has
        if has("recurring"):
            return self._recurring()
        if has("demand"):
            return Meaning("demand", "on_demand", self._short_windows())
        if has("schedule"):
            return Meaning("schedule", "external", self._short_windows(), ask=_ASK_SCHEDULE)
        return self._exact() if self.periods else self._without_windows()

    def _without_windows(self) -> Meaning:
        has = self.phrase.has
        if has("term"):
            return Meaning("term", "school_calendar")
        if has("event"):
            return Meaning("event", "external", ask=self._event_question())
        if has("weekday"):
            return Meaning("recurring", "recurring", (), "P1W", _ASK_WEEKLY)
        return Meaning("vague", "vague", ask=_ASK_LOOSE if has("loose") else _ASK_VAGUE)

    # --- rules ----------------------------------------------------------------------------------------------------

    def _recurring(self) -> Meaning:
        """A period beside a recurrence is no window («ежегодно в августе»), unless «далее» stands between them."""
        rules = [rule for rule in self.phrase.rules if rule.kind == "recurring"]
        rule = min(rules, key=lambda rule: (rule.implied, rule.duration is None))
        named = [period for period in self.periods if not period.is_year]
        occasions = self.phrase.then is None and len(named) > 1 and not rule.yearly and not rule.implied
        windows = self._short_windows() if self.phrase.then else ()
        ask = _ASK_MONTHLY if rule.unit == "ask" and len(rules) == 1 else ""
        return Meaning("recurring", "recurring", windows, None if occasions else rule.duration, ask)

    def _short_windows(self) -> tuple[Window, ...]:
        """Return the windows that stand beside a rule: a day, a month, a quarter, but not a whole year."""
        if self.phrase.unknown or any(period.is_loose for period in self.periods):
            return ()
        return self._windows([period for period in self.periods if not period.is_year]) or ()

    def _event_question(self) -> str:
        """Ask for the event; where the order's own date is known, say it."""
        if self.order_date is None:
            return _ASK_EVENT
        return f"{_ASK_EVENT} Приказ подписан {format_day(self.order_date)}."

    # --- windows --------------------------------------------------------------------------------------------------

    def _exact(self) -> Meaning:
        if self.phrase.unknown:
            return Meaning("vague", "vague", ask=f"Что значит «{' '.join(self.phrase.unknown)}» в этом сроке?")
        if loose := next((period for period in self.periods if period.is_loose), None):
            return Meaning("vague", "vague", ask=_ASK_HALF if loose.spans[0].unit == "half" else _ASK_VAGUE)
        if any(_is_last_week_of_august(period) for period in self.periods):
            return Meaning("vague", "vague", ask=_ASK_AUGUST)
        if any(rule.kind == "loose" and rule.unit == "of year" for rule in self.phrase.rules):
            self.periods.append(Period("in", [Span("school year")]))  # «сентябрь, в течение года»
        windows = self._windows(self.periods)
        if not windows:
            return Meaning("vague", "vague", ask=_ASK_VAGUE)
        return Meaning(_kind(self.periods), "exact", windows, ask=self._border_question())

    def _windows(self, periods: list[Period]) -> tuple[Window, ...]:
        windows: list[Window] = []
        for period in periods:
            try:
                found = windows_of(period, self.school_year)
            except (ValueError, OverflowError):
                return ()
            if not found:
                return ()
            windows += found
        return tuple(windows)

    def _border_question(self) -> str:
        spans = [span for period in self.periods for span in period.spans]
        borders = [(period.relation, period.spans[0]) for period in self.periods]
        if any(relation in ("before", "toward") and _is_stretch(span) for relation, span in borders):
            return _ASK_BORDER
        return _ASK_PART if any(span.edge in ("part", "") and span.part and span.day == 0 for span in spans) else ""


def _is_stretch(span: Span) -> bool:
    return span.unit != "day" and not (span.edge == "end" and span.unit != "school year")


def _is_last_week_of_august(period: Period) -> bool:
    """The last week of August is as likely the eve of the school year as its end."""
    span = period.spans[0]
    return len(period.spans) == 1 and span.year is None and span.number == 8 and span.part == (-7, 0)  # noqa: PLR2004


def _kind(periods: list[Period]) -> str:
    if len(periods) > 1:
        return "list"
    period = periods[0]
    return period.relation if period.relation != "in" else "range" if len(period.spans) > 1 else period.spans[0].unit
