"""Years: the missing ones are found, and the written ones are moved in place."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.russian.deadlines.words import Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.russian.deadlines.spans import Period, Span, Window

__all__ = ["share_years", "shift_text", "windows_of"]

_Place = tuple[int, int]
_Edit = tuple[int, int, str]

_LEAP_DAY = (29, 2)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


# --- missing years ------------------------------------------------------------------------------------------------


def share_years(periods: Sequence[Period]) -> list[Period]:
    """Spread the years that are written to the spans without one, and drop the years that only served others."""
    context: Span | None = None
    kept: list[Period] = []
    for period in periods:
        if period.context:
            context = period.spans[0]
        else:
            if context:
                period.spans = [span.of(context) for span in period.spans]
            kept.append(period)
    if not kept:
        return list(periods)
    places = [(at, index) for at, period in enumerate(kept) for index in range(len(period.spans))]
    _backward(kept, places)
    _forward(kept, places)
    return kept


def _span(periods: list[Period], place: _Place) -> Span:
    return periods[place[0]].spans[place[1]]


def _backward(periods: list[Period], places: list[_Place]) -> None:
    """«ноябрь-декабрь 2023», «октябрь, март 2024»: the year on the right serves those before it, in order of time."""
    follower: Span | None = None
    for place in reversed(places):
        span = _span(periods, place)
        if span.year is None and follower and follower.year and not span.is_year and not span.school:
            earlier = span.order > follower.order
            span = replace(span, year=follower.year - earlier, school=span.unit == "half" and follower.school)
            periods[place[0]].spans[place[1]] = span
        follower = None if span.is_year else span


def _forward(periods: list[Period], places: list[_Place]) -> None:
    """«ноябрь 2023, март»: what follows a year comes after it."""
    leader: Span | None = None
    for place in places:
        span = _span(periods, place)
        if span.year is None and leader and leader.year and not span.is_year and not span.school:
            later = span.order < leader.order
            span = replace(span, year=leader.year + later, school=span.unit == "half" and leader.school)
            periods[place[0]].spans[place[1]] = span
        leader = None if span.is_year else span


def windows_of(period: Period, school_year: int) -> list[Window]:
    """Return the windows of a period, its missing years taken inside the school year; [] if it ends too early."""
    whole = replace(period, spans=[_settled(span, school_year) for span in period.spans], narrow=[])
    first, last = whole.window()
    if first and last and last < first and period.spans[0].year is None:
        year = (whole.spans[0].year or 0) - 1
        whole.spans[0] = replace(whole.spans[0], year=year)
        first, last = whole.window()
    if first and last and last < first:
        return []
    if not period.narrow:
        return [(first, last)]
    narrowed = [window for inner in period.narrow for window in _narrowed(inner, (first, last), school_year)]
    return narrowed or [(first, last)]


def _settled(span: Span, school_year: int) -> Span:
    return span if span.year is not None else span.within(school_year)


def _narrowed(inner: Period, outer: Window, school_year: int) -> list[Window]:
    """«I квартал (февраль) 2024», «ноябрь (до 20 числа)»: the common part, in the outer period's own years."""
    years = {day.year for day in outer if day}
    guesses = [replace(inner, spans=[_in(span, year) for span in inner.spans]) for year in sorted(years)]
    for guess in guesses:
        for first, last in windows_of(guess, school_year):
            common = _latest(first, outer[0]), _earliest(last, outer[1])
            if not (common[0] and common[1] and common[0] > common[1]):
                return [common]
    return []


def _in(span: Span, year: int) -> Span:
    return span if span.year is not None or span.is_year else replace(span, year=year)


def _latest(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earliest(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


# --- written years ------------------------------------------------------------------------------------------------


def shift_text(text: str, years: int) -> str:
    """Move every year that a phrase names; all else stays byte for byte.

    The date of a cited act («приказ от 01.09.2023») stays. 29 February becomes the 28th where there is no 29th.
    """
    tokens = tokens_of(text)
    edits = [edit for at, token in enumerate(tokens) for edit in _edits(text, tokens, at, token, years)]
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _edits(text: str, tokens: Sequence[Token], at: int, token: Token, years: int) -> list[_Edit]:
    if token.tag == "year":
        leap_day = _leap_day_before(tokens, at, token.number + years)
        return [*leap_day, *_year_edit(text, token.start, token.end, token.number + years)]
    if token.tag != "day" or len(token.numbers) < 3 or (at > 1 and tokens[at - 1].text == "от"):  # noqa: PLR2004
        return []
    day, month, year = token.numbers
    groups = [
        (token.start + m.start(), token.start + m.end()) for m in re.finditer(r"\d+", text[token.start : token.end])
    ]
    is_iso = groups[0][1] - groups[0][0] == 4  # noqa: PLR2004 - the year comes first
    edits = _year_edit(text, *(groups[0] if is_iso else groups[2]), year + years)
    if edits and (day, month) == _LEAP_DAY and not isleap(year + years):
        edits.append((*(groups[2] if is_iso else groups[0]), "28"))
    return sorted(edits)


def _year_edit(text: str, start: int, end: int, year: int) -> list[_Edit]:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return []
    written = f"{year:04d}" if sum(letter.isdecimal() for letter in text[start:end]) == 4 else f"{year % 100:02d}"  # noqa: PLR2004
    return [(start, end, written)]


def _leap_day_before(tokens: Sequence[Token], at: int, year: int) -> list[_Edit]:
    """«29 февраля 2024» has no like in 2025."""
    if at < 2 or isleap(year) or (tokens[at - 2].number, tokens[at - 1].tag) != (29, "month"):  # noqa: PLR2004
        return []
    day = tokens[at - 2]
    return [(day.start, day.end, "28")] if day.text == "29" and tokens[at - 1].number == _LEAP_DAY[1] else []
