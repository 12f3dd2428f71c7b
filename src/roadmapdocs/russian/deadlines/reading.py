"""A cursor over the tokens of a phrase, and the production of spans: «1, 3 квартал», «с 15 по 25», «конец мая»."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.russian.deadlines.spans import Span
from roadmapdocs.russian.deadlines.words import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LINKS", "Cursor", "spans_at"]

LINKS = ("-", ",", "and", "/")
_END = Token("end of phrase", "", 0, 0)
_UNITS = ("quarter", "half", "week", "decade", "halved", "weekday")
_MAX = {"quarter": 4, "half": 2, "week": 5, "decade": 3, "halved": 2, "weekday": 5, "month": 31}
_EDGES: dict[str, tuple[int, int]] = {"begin": (1, 10), "middle": (11, 20), "end": (21, 0)}
_LAST_PARTS = {"week": (-7, 0), "decade": (21, 0), "halved": (16, 0), "weekday": (-1, -1)}
_STEPS = {"week": 7, "decade": 10, "halved": 15}

Chain = tuple[list[Span], list[str], int]
"""Spans, the links between them, and how many tokens they took."""


class Cursor:
    """Looks at tokens without ever falling off the end."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """Return the token so many places ahead."""
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else _END

    def tag(self, ahead: int = 0) -> str:
        """Return the tag of the token so many places ahead."""
        return self.peek(ahead).tag

    def skip(self, ahead: int, *tags: str) -> int:
        """Return the first place at or after `ahead` whose tag is none of these."""
        while self.tag(ahead) in tags:
            ahead += 1
        return ahead


def spans_at(cursor: Cursor, *, ranged: bool = False) -> Chain | None:
    """Read the spans that begin here. `ranged` says that «по» and «до» may join numbers («с 15 по 25 мая»)."""
    tag = cursor.tag()
    if tag == "year":
        return _years(cursor)
    if tag in ("number", "last"):
        is_edge = cursor.peek(1).text == "числах"
        edge = "begin" if tag == "number" else "end"
        return _edged(cursor, 2, edge) if is_edge else _numbered(cursor, ranged=ranged)
    if tag in _EDGES and cursor.tag(1) in LINKS and cursor.tag(2) in _EDGES and cursor.tag(3) == "month":
        return _edges(cursor)
    if edge := tag if tag in _EDGES else "end" if tag == "finish" else "":
        return _edged(cursor, cursor.skip(1, "this", "in"), edge)
    return _single(cursor)


def _single(cursor: Cursor) -> Chain | None:
    token = cursor.peek()
    if token.tag == "day":
        return [_day(token)], [], 1
    if token.tag == "month":
        return _with_year(cursor, [Span("month", token.number)], [], 1)
    taken = _year_words(cursor, 0) if token.tag == "school" else 0
    return ([Span("school year")], [], taken) if taken else None


def _edges(cursor: Cursor) -> Chain | None:
    """Read «начало – середина ноября»: the month stands once."""
    month = Span("month", cursor.peek(3).number)
    spans = [replace(month, part=_EDGES[edge], edge=edge) for edge in (cursor.tag(), cursor.tag(2))]
    return _with_year(cursor, spans, [cursor.tag(1)], 4)


def _edged(cursor: Cursor, at: int, edge: str) -> Chain | None:
    inner = Cursor(cursor.tokens)
    inner.at = cursor.at + at
    if inner.tag() not in ("month", "number", "last", "year", "school"):
        return None
    if (chain := spans_at(inner)) is None or len(chain[0]) > 1:
        return None
    span = replace(chain[0][0], edge=edge)
    part = _EDGES[edge] if span.unit == "month" else span.part
    return [replace(span, part=part)], [], at + chain[2]


def _day(token: Token) -> Span:
    day, month, *year = token.numbers
    return Span("day", month, year[0] if year else None, day)


# --- numbers that share a unit ------------------------------------------------------------------------------------


def _numbered(cursor: Cursor, *, ranged: bool) -> Chain | None:
    """Read «10-13 октября», «I, III кварталы», «1 и 2 неделя ноября»: the unit stands once, after the numbers."""
    numbers: list[int] = []
    links: list[str] = []
    at = 0
    joints = (*LINKS, "along", "until") if ranged else LINKS
    while cursor.tag(at) in ("number", "last"):
        numbers.append(cursor.peek(at).number if cursor.tag(at) == "number" else -1)
        at += 1
        if cursor.tag(at) in joints and cursor.tag(at + 1) in ("number", "day", "last"):
            links.append("-" if cursor.tag(at) in ("along", "until") else cursor.tag(at))
            at += 1
        else:
            break
    if cursor.tag(at) == "day" and len(links) == len(numbers):
        last = _day(cursor.peek(at))
        return _checked([*(replace(last, day=number) for number in numbers), last], links, at + 1)
    if len(links) >= len(numbers):
        return None
    return _with_unit(cursor, numbers, links, at)


def _with_unit(cursor: Cursor, numbers: list[int], links: list[str], at: int) -> Chain | None:
    at = cursor.skip(at, "school") if cursor.tag(cursor.skip(at, "school")) == "week" else at
    if cursor.tag(at) == "number of month" and cursor.tag(at + 1) == "month":
        at += 1
    unit = cursor.tag(at)
    if not all(1 <= number <= _MAX.get(unit, 0) or (number < 0 and unit in _LAST_PARTS) for number in numbers):
        return None
    if unit == "month":
        days = [Span("day", cursor.peek(at).number, day=number) for number in numbers]
        return _with_year(cursor, days, links, at + 1, checked=True)
    place = cursor.skip(at + 1, "in")
    if unit == "halved" and cursor.tag(place) in ("year", "school"):
        unit = "half"
    if unit in ("quarter", "half"):
        return _with_year(cursor, [Span(unit, number) for number in numbers], links, at + 1)
    if unit not in _UNITS or cursor.tag(place) != "month":
        return None
    month = cursor.peek(place).number
    weekday = cursor.peek(at).number
    parts = [
        Span("weekday" if unit == "weekday" else "month", month, day=weekday, part=_part(unit, number), edge="part")
        for number in numbers
    ]
    return _with_year(cursor, parts, links, place + 1)


def _part(unit: str, number: int) -> tuple[int, int]:
    if number < 0:
        return _LAST_PARTS[unit]
    if unit == "weekday":
        return number, number
    step = _STEPS[unit]
    last = {"week": 5, "decade": 3, "halved": 2}[unit]
    return step * (number - 1) + 1, 0 if number == last else step * number


def _checked(spans: list[Span], links: list[str], taken: int) -> Chain | None:
    """Refuse days that do not exist: «45 мая», «29 февраля 2023»."""
    return (spans, links, taken) if all(_exists(span) for span in spans) else None


def _exists(span: Span) -> bool:
    try:
        found = replace(span, year=span.year or 2000).days()[0]
    except (ValueError, OverflowError):
        return False
    return span.unit != "day" or found.day == span.day


# --- years --------------------------------------------------------------------------------------------------------


def _year_words(cursor: Cursor, at: int) -> int:
    """Return the place after «учебного года», «года», «г.г.», or 0 where there is no such word."""
    end = cursor.skip(at, "school", "of year", "working")
    return end if cursor.tag(end - 1) == "of year" and end > at else 0


def _with_year(cursor: Cursor, spans: list[Span], links: list[str], at: int, *, checked: bool = False) -> Chain | None:
    """Give the year that stands after spans to the last of them; a school year to all."""
    before = cursor.skip(at, "in", "this") if cursor.tag(cursor.skip(at, "in", "this")) in ("year", "school") else at
    inner = Cursor(cursor.tokens)
    inner.at = cursor.at + before
    comma = 1 if cursor.tag(at) in (",", "-") and cursor.tag(at + 1) == "year" else 0
    inner.at += comma if before == at else 0
    chain = _years(inner) if inner.tag() == "year" else None
    if chain and chain[0][0].unit == "school year":
        spans = [span.of(chain[0][0]) for span in spans]
        return spans, links, inner.at - cursor.at + chain[2]
    if chain and len(chain[0]) == 1:
        spans = [*spans[:-1], replace(spans[-1], year=chain[0][0].year)]
        taken = inner.at - cursor.at + chain[2]
    elif inner.tag() == "school" and (end := _year_words(inner, 0)):
        spans = [span.of(Span("school year")) for span in spans]
        taken = inner.at - cursor.at + end
    else:
        taken = _this_year(cursor, at)
    return _checked(spans, links, taken) if checked else (spans, links, taken)


def _this_year(cursor: Cursor, at: int) -> int:
    """«текущего года» after a span says nothing new."""
    place = cursor.skip(at, "this")
    return (_year_words(cursor, place) or at) if place > at else at


def _years(cursor: Cursor) -> Chain | None:
    """Read «2024 год», «2023-2025 годы», «2023/2024 учебный год», «2023/24»."""
    first, second = cursor.peek().number, cursor.peek(2).number
    paired = cursor.tag(1) in ("-", "/") and cursor.tag(2) == "year" and first < second
    end = 3 if paired else 1
    taken = _year_words(cursor, end)
    is_school = "school" in [cursor.tag(place) for place in range(end, taken)]
    if paired and not is_school and cursor.tag(1) == "-" and taken:
        return [Span("year", year=first), Span("year", year=second)], ["-"], taken
    if paired and second == first + 1:
        return [Span("school year", year=first)], [], taken or end
    if paired and is_school:
        return [Span("school year", year=first), Span("school year", year=second - 1)], ["-"], taken
    if paired:
        return [Span("year", year=first), Span("year", year=second)], ["-"], taken or end
    return [Span("school year" if is_school else "year", year=first)], [], taken or end
