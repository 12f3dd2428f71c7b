"""Productions of rules: how often, after what event, by whose schedule, on whose demand.

Each takes a cursor and returns a rule with the number of tokens it took, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.russian.deadlines.lexicon import DURATIONS
from roadmapdocs.russian.deadlines.reading import LINKS, Cursor, spans_at

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Rule", "loose_at", "rule_at"]

_STOPS = (",", ";", "(", ")", "then", "end of phrase", ":")
_UNITS = (*DURATIONS, "term", "holiday", "weekday")
_PREPOSITIONS = ("in", "over", "from", "until", "along", "toward")
_BETWEEN = ("number", "last", "school", "working", "this", "every", "in", "over")
_PLURALS = ("ам", "ям")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a production found. `kind` is recurring, demand, schedule, event, term, loose or vague."""

    kind: str
    taken: int
    duration: str | None = None
    implied: bool = False
    yearly: bool = False
    unit: str = ""


def rule_at(cursor: Cursor) -> Rule | None:
    """Return the rule that begins here."""
    for production in _PRODUCTIONS:
        if rule := production(cursor):
            return rule
    return None


def _tail(cursor: Cursor, at: int, *, stops: tuple[str, ...] = _STOPS) -> int:
    """Return the place where a rule's own words end: «по плану ГАУ ДПО СОИРО», «со дня подписания»."""
    while cursor.tag(at) not in stops:
        at += 1
    return at


def _words(cursor: Cursor, start: int, end: int) -> list[str]:
    return [cursor.tag(place) for place in range(start, end)]


# --- how often ----------------------------------------------------------------------------------------------------


def _often(cursor: Cursor) -> Rule | None:
    tag = cursor.tag()
    if tag.startswith("P") and tag[1].isdigit():
        return Rule("recurring", 1, tag, yearly=tag == "P1Y")
    if tag == "ongoing":
        return Rule("recurring", 1)
    at = cursor.skip(1, "working")
    if tag == "along" and cursor.tag(at) in _UNITS and cursor.peek(at).text.endswith(_PLURALS):
        end = cursor.skip(at, "weekday", "and", ",") if cursor.tag(at) == "weekday" else at + 1
        return Rule("recurring", end, _duration(cursor.tag(at), 1))
    if tag == "of year" and cursor.tag(1) == "," and cursor.peek(2).text.startswith("следующ"):
        return Rule("recurring", _tail(cursor, 2), "P1Y", implied=True)
    return None


def _every(cursor: Cursor) -> Rule | None:
    """«каждую вторую среду месяца», «каждые две недели», «в конце каждой четверти»."""
    start = cursor.skip(0, "in", "begin", "end", "last", "working", "date", "along", "until", "finish", "result")
    if cursor.tag(start) != "every":
        return None
    number, unit, end = _counted(cursor, start + 1)
    if unit == "weekday" and cursor.tag(end) == "month long":
        picked = {"number", "last"} & set(_words(cursor, start, end))
        return Rule("recurring", end + 1, "P1M" if picked else "P1W")
    if unit == "number of month":
        return _of_month(cursor, start + 1)
    return Rule("recurring", end, _duration(unit, number))


def _times(cursor: Cursor) -> Rule | None:
    """«не реже 1 раза в месяц», «раз в две недели», «2 раза в год», «дважды в год»."""
    at = cursor.skip(0, "not", "seldom", "than", "later", "number", "-", "along")
    if cursor.tag(at) not in ("times", "twice"):
        return None
    number, unit, end = _counted(cursor, cursor.skip(at + 1, "in", "over", "/", "period", "every"))
    return Rule("recurring", end, _duration(unit, number)) if unit else None


def _counted(cursor: Cursor, at: int) -> tuple[int, str, int]:
    """Read «[две] недели», «последний четверг», «учебный год»: the number, the unit, the place after."""
    number = 1
    while cursor.tag(at) in _BETWEEN:
        number = cursor.peek(at).number or number
        at += 1
    unit = cursor.tag(at)
    if unit in _UNITS or unit == "number of month":
        return number, unit, at + 1
    return number, "", at


def _duration(unit: str, number: int) -> str | None:
    if unit == "weekday":
        return f"P{number}W"
    many, written = DURATIONS.get(unit, (0, ""))
    return written.format(many * number) if many else None


def _day_of_month(cursor: Cursor) -> Rule | None:
    """«до 25 числа», «1 и 15 числа каждого месяца», «до 10 числа месяца, следующего за отчетным кварталом»."""
    start = cursor.skip(0, *_PREPOSITIONS, "not", "later", "than")
    return _of_month(cursor, start)


def _of_month(cursor: Cursor, start: int) -> Rule | None:
    at = cursor.skip(start, "number", *LINKS)
    if at == start or cursor.tag(at) != "number of month" or cursor.tag(at + 1) == "month":
        return None
    end = _tail(cursor, at + 1, stops=("end of phrase", ";", "(", ")", "then"))
    words = _words(cursor, at + 1, end)
    longest = next((unit for unit in ("of year", "half", "quarter") if unit in words), "month long")
    known = {"every", "this", "month long"} & set(words) or any(word.startswith("P") for word in words)
    taken = end if known else at + 1
    return Rule("recurring", taken, _duration(longest, 1), implied=True, unit="" if known else "ask")


def _weekday(cursor: Cursor) -> Rule | None:
    """«второй вторник месяца», «последний рабочий день месяца», «пятница»."""
    at = cursor.skip(0, "in", "number", "last", "working")
    if cursor.tag(at) not in ("weekday", "date"):
        return None
    if cursor.tag(at + 1) == "month long" and at:
        return Rule("recurring", at + 2, "P1M")
    is_bare = cursor.tag(at) == "weekday" and not {"number", "last"} & set(_words(cursor, 0, at))
    return Rule("weekday", at + 1, "P1W") if is_bare else None


# --- terms of the school ------------------------------------------------------------------------------------------


def _term(cursor: Cursor) -> Rule | None:
    at = cursor.skip(0, "in", "begin", "end", "middle", "finish", "period", "until", "toward", "season", "date", "this")
    numbered = cursor.skip(at, "number", "last", "school", *LINKS)
    if cursor.tag(numbered) not in ("term", "holiday"):
        return None
    end = numbered + 1
    inner = Cursor(cursor.tokens)
    inner.at = cursor.at + cursor.skip(end, "in")
    if inner.tag() in ("year", "school") and (chain := spans_at(inner)):
        end = inner.at - cursor.at + chain[2]
    named = "season" in _words(cursor, 0, at) or numbered > at
    return Rule("term", end, unit="named" if named else "")


# --- events, schedules, demands -----------------------------------------------------------------------------------


def _event(cursor: Cursor) -> Rule | None:
    start = _event_marker(cursor)
    if not start:
        return None
    end = _tail(cursor, start)
    inner = Cursor(cursor.tokens)
    for place in range(end):
        inner.at = cursor.at + place
        if rule := _every(inner):
            return Rule("recurring", end, rule.duration)
        if place >= start - 1 and (rule := _term(inner)) and (rule.unit or cursor.tag() == "in"):
            return Rule("term", end)
    return Rule("event", end)


def _event_marker(cursor: Cursor) -> int:
    """Return how many tokens name the relation to an event, 0 where there is none."""
    first, second = cursor.tag(), cursor.tag(1)
    since = first == "from" and (second == "date" or cursor.peek(1).text in ("момента", "даты", "моменту"))
    if since or (first == "along" and second in ("result", "finish")):
        return 2
    if first in ("after", "before"):
        return 0 if _plain_span(cursor, 1) else 1
    return _before_event(cursor) if first in ("until", "toward") else _stretch(cursor)


def _before_event(cursor: Cursor) -> int:
    """«до начала мероприятия», «к педсовету»: what follows is neither a day nor a school year."""
    at = cursor.skip(1, "begin", "end", "finish", "middle", "this", "in")
    is_word = cursor.tag(at) in ("word", "result", "date", "stage", "demand", "season") or cursor.tag(at) in _STOPS
    return at if is_word and (at > 1 or cursor.tag(at) not in _STOPS) else 0


def _stretch(cursor: Cursor) -> int:
    """«в течение 3 рабочих дней», «в 10-дневный срок», «за день до», «в день проведения»."""
    if cursor.tag() == "in" and cursor.peek(1).text in ("срок", "сроки") and cursor.tag(2) == "word":
        return 2
    at = cursor.skip(0, "in", "over", "not", "later", "than", "seldom")
    tag = cursor.tag(at)
    place = cursor.skip(at, "number", "-", "working", "school", "and")
    is_part = cursor.tag(cursor.skip(place + 1, "in")) == "month"
    counted = tag == "number" and cursor.tag(place) in ("date", "week", "month long", "hour", "of year")
    if cursor.tag(place) == "term of days" or (counted and not is_part):
        return place + 1
    ahead = tag in ("date", "week", "month long") and "over" in _words(cursor, 0, at)
    during = tag in ("date", "period") and cursor.peek().text == "в" and cursor.tag(at + 1) == "word"
    return at + 1 if ahead or during else 0


def _plain_span(cursor: Cursor, at: int) -> object:
    inner = Cursor(cursor.tokens)
    inner.at = cursor.at + cursor.skip(at, "in")
    return spans_at(inner)


def _schedule(cursor: Cursor) -> Rule | None:
    """«по графику ФЦТ», «согласно плану работы», «в сроки, установленные Рособрнадзором», «дата уточняется»."""
    at = cursor.skip(0, *_PREPOSITIONS)
    for place in range(at, _tail(cursor, at, stops=(*_STOPS, "month", "day", "settled by", "year"))):
        if cursor.tag(place) in ("schedule", "unsettled"):
            return Rule("schedule", _schedule_tail(cursor, place + 1))
        if cursor.tag(place) == "demand" and (at or cursor.tag() == "demand"):
            return None
    return _settled_by(cursor)


def _schedule_tail(cursor: Cursor, at: int) -> int:
    """A schedule's name runs on, years too, until «до 1 июня» or «в сентябре» begins."""
    inner = Cursor(cursor.tokens)
    while cursor.tag(at) not in _STOPS:
        inner.at = cursor.at + at + 1
        chain = spans_at(inner) if cursor.tag(at) in ("in", "until", "from", "along", "toward") else None
        if chain and not chain[0][0].is_year:
            break
        at += 1
    return at


def _settled_by(cursor: Cursor) -> Rule | None:
    end = _tail(cursor, 0, stops=(";", "(", ")", "then", "end of phrase"))
    words = _words(cursor, 0, end)
    if "settled by" not in words:
        return None
    named = {"word", "schedule"} & set(words)
    return Rule("schedule" if named else "vague", end)


def _demand(cursor: Cursor) -> Rule | None:
    """«по мере необходимости», «при необходимости», «по запросам ОО», «в случае обращения»."""
    end = _tail(cursor, 0)
    words = _words(cursor, 0, end)
    if "possible" in words:
        return Rule("vague", end)
    by = words[0:1] in (["along"], ["when"]) or words[0:2] == ["in", "case"]
    if by and ("demand" in words or "case" in words or words[0] == "when"):
        return Rule("demand", end)
    return Rule("vague", end) if words[0:1] == ["along"] and "согласован" in cursor.peek(1).text else None


def loose_at(cursor: Cursor) -> Rule | None:
    """«в течение года», «весь период», «до конца квартала»: a stretch without a number."""
    at = cursor.skip(0, *_PREPOSITIONS, "this", "working", "begin", "end", "middle", "finish")
    if cursor.tag(at) in ("of year", "month long", "quarter", "half", "week", "date", "decade", "period") and at:
        edged = {"begin", "end", "middle", "finish", "until", "toward"} & set(_words(cursor, 0, at))
        return Rule("loose", at + 1, unit="" if edged else cursor.tag(at))
    return Rule("vague", 1) if cursor.tag() == "vague" else None


_PRODUCTIONS: tuple[Callable[[Cursor], Rule | None], ...] = (
    _often,
    _every,
    _times,
    _day_of_month,
    _schedule,
    _demand,
    _event,
    _term,
    _weekday,
)
