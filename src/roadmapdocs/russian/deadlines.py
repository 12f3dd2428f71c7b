"""What a deadline phrase of a roadmap means: its windows, its recurrence, or why it has neither.

The phrase is cut into tokens (days, months, years, quarters, words) and read by a few productions; whatever they do
not cover is `vague`, never an error. Months and days without a year are resolved inside the school year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from roadmapdocs.russian.dates import MONTHS_NOMINATIVE, format_day, month_number, parse_day

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Deadline", "Window", "format_window", "parse_deadline"]

Window = tuple[date | None, date | None]
Status = Literal["exact", "recurring", "school_calendar", "external", "on_demand", "vague", "empty"]

_SEPTEMBER = 9
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

_RECURRENCES = (
    ("ежеднев", "P1D"),
    ("еженедел", "P1W"),
    ("ежемесяч", "P1M"),
    ("ежекварт", "P3M"),
    ("раз в месяц", "P1M"),
    ("раза в месяц", "P1M"),
    ("раз в квартал", "P3M"),
    ("раза в квартал", "P3M"),
    ("раз в полугодие", "P6M"),
    ("раз в год", "P1Y"),
    ("раза в год", "P1Y"),
    ("ежегод", "P1Y"),
)
_STATES: tuple[tuple[Status, tuple[str, ...]], ...] = (
    ("external", ("график", "плану", "планом", "сроки, установленные", "уточняется", "дополнительно", "по итогам")),
    ("on_demand", ("необходимости", "запросу", "поступления")),
    ("school_calendar", ("четверт", "триместр", "каникул")),
    ("recurring", ("постоянно", "систематически", "регулярно", "кажд")),
)
_SCHOOL_YEAR = ("весь учебный год", "всего учебного года", "в течение учебного года")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: `text` byte for byte and its derived meaning.

    `windows` are (first day, last day), None for an open side; «до 1 июня» is (None, 1 June). `recurrence` is an ISO
    8601 duration. `ask` says that a person must settle it.
    """

    text: str
    kind: str
    status: Status
    windows: tuple[Window, ...] = ()
    recurrence: str | None = None
    ask: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day of the last window, None where there is none."""
        days = [last for _, last in self.windows if last is not None]
        return max(days) if len(days) == len(self.windows) and days else None


def parse_deadline(text: str, school_year: int) -> Deadline:
    """Read a deadline phrase in the context of the school year that begins in `school_year`. Never raises."""
    folded = _fold(text)
    if folded.strip("-— ") == "":
        return Deadline(text, "empty", "empty", ask=True)
    for words, duration in _RECURRENCES:
        if words in folded:
            return Deadline(text, "recurrence", "recurring", (), duration)
    if any(words in folded for words in _SCHOOL_YEAR):
        year = (date(school_year, _SEPTEMBER, 1), date(school_year + 1, 8, 31))
        return Deadline(text, "school_year", "exact", (year,))
    windows = _windows(_CLOCK.sub(" ", folded), school_year)
    if windows:
        return Deadline(text, "windows", "exact", tuple(windows))
    for status, words_of in _STATES:
        if any(words in folded for words in words_of):
            return Deadline(text, status, status, ask=status == "external")
    return Deadline(text, "vague", "vague", ask=True)


def _fold(text: str) -> str:
    folded = " ".join(text.split()).casefold().replace("ё", "е")
    return re.sub(r"\s*[‐‑–—-]\s*", "-", folded)


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


# --- windows: tokens, then productions --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """A day, month, quarter or half-year; `year` is None until it is known."""

    unit: Literal["day", "month", "quarter", "half"]
    number: int
    year: int | None
    day: int = 0

    def window(self, school_year: int) -> tuple[date, date]:
        months = {"day": 1, "month": 1, "quarter": 3, "half": 6}[self.unit]
        first_month = (self.number - 1) * months + 1
        year = self.year or (school_year if first_month >= _SEPTEMBER else school_year + 1)
        last_month = first_month + months - 1
        if self.unit == "day":
            day = date(year, self.number, min(self.day, monthrange(year, self.number)[1]))
            return day, day
        return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])


_CLOCK = re.compile(r"\b\d{1,2}(?::\d{2}| час\w*)")
_TOKEN = re.compile(
    r"(?P<date>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d))|(?P<quarter>(?:[1-4]|iv|i{1,3})\s*(?:квартал\w*|кв\b\.?))|"
    r"(?P<half>(?:[12]|i{1,2})\s*полугоди\w*)|(?P<daymonth>\d{1,2}\s+[а-я]{3,8}(?:\s+\d{4})?)|(?P<year>\d{4})|"
    r"(?P<word>[а-я]+)|(?P<mark>[-,;()])|(?P<other>\w+)"
)
_BY = frozenset({"до", "по", "к"})
_BY_PHRASE = re.compile(r"^(?:в срок )?(?:до|не позднее|к|по)\b")
_FROM_PHRASE = re.compile(r"^(?:начиная )?с\b")


def _windows(folded: str, school_year: int) -> list[Window]:
    spans = _spans(folded)
    if spans is None:
        return []
    windows: list[Window] = []
    for group in spans:
        first, last = group[0].window(school_year), group[-1].window(school_year)
        if last[1] < first[0] and group[0].year is None:
            first = _Span(group[0].unit, group[0].number, first[0].year - 1, group[0].day).window(school_year)
        if last[1] < first[0]:
            return []
        windows.append((first[0], last[1]))
    if len(windows) == 1 and _BY_PHRASE.match(folded):
        return [(None, windows[0][1])]
    if len(windows) == 1 and len(spans[0]) == 1 and _FROM_PHRASE.match(folded):
        return [(windows[0][0], None)]
    return windows


def _spans(folded: str) -> list[list[_Span]] | None:
    """Cut the phrase into groups of one span, or two for a range; None where a word is not understood."""
    groups: list[list[_Span]] = []
    joining = inside = False
    for match in _TOKEN.finditer(folded):
        kind, piece = match.lastgroup or "", match[0]
        if kind == "mark":
            inside = (inside or piece == "(") and piece != ")"
            joining = piece == "-" and bool(groups)
        elif kind == "year":
            _give_year(groups, int(piece))
        elif span := _span(kind, piece):
            if inside and groups:
                groups[-1] = [span]  # «I квартал (февраль)»: the parenthesis is the narrower word
            elif joining:
                groups[-1].append(span)
                joining = False
            else:
                groups.append([span])
        elif piece not in _FILLERS:
            return None
        elif piece == "по":
            joining = bool(groups)  # «с 1 октября по 15 ноября»
    for group in groups:
        _share_year(group)
    return _share_years(groups)


_FILLERS = frozenset(
    {"в", "с", "до", "по", "к", "не", "позднее", "срок", "г", "гг", "года", "год", "часов", "и", "начиная"}
)


def _span(kind: str, token: str) -> _Span | None:
    if kind == "date" and (day := parse_day(token)):
        return _Span("day", day.month, day.year, day.day)
    if kind == "daymonth":
        number, word, *year = token.split()
        month = month_number(word)
        is_day = month and 1 <= int(number) <= 31  # noqa: PLR2004 - days of a month
        return _Span("day", month, int(year[0]) if year else None, int(number)) if month and is_day else None
    if kind in ("quarter", "half"):
        mark = re.match(r"\d|i+v?", token)
        assert mark is not None
        return _Span("quarter" if kind == "quarter" else "half", _ROMAN.get(mark[0]) or int(mark[0]), None)
    month = month_number(token) if kind == "word" else None
    return _Span("month", month, None) if month else None


def _with_year(span: _Span, year: int) -> _Span:
    return span if span.year else _Span(span.unit, span.number, year, span.day)


def _give_year(groups: list[list[_Span]], year: int) -> None:
    """A year belongs to the span before it."""
    if groups:
        groups[-1][-1] = _with_year(groups[-1][-1], year)


def _share_year(group: list[_Span]) -> None:
    """«ноябрь-декабрь 2023»: the year on the right serves both, a year earlier where the range crosses New Year."""
    first, last = group[0], group[-1]
    if last.year and not first.year:
        group[0] = _with_year(first, last.year - (first.number > last.number))


def _share_years(groups: Sequence[list[_Span]]) -> list[list[_Span]]:
    """«март, май 2024»: the last year of a list serves the members before it."""
    year: int | None = None
    shared: list[list[_Span]] = []
    for group in reversed(groups):
        year = group[-1].year or year
        shared.append([_with_year(span, year) if year else span for span in group])
    return shared[::-1]
