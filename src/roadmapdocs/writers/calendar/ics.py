"""A calendar as iCalendar (RFC 5545), which Outlook, Thunderbird, Yandex and phones import.

What we write of the format is three rules (escape, fold, CRLF), so it is written here and read back in tests by an
independent parser; bytes then change with the model only, never with the release of a library. Events take whole days
and do not make anybody busy. `DTSTAMP` is the day of the order: nothing here comes from a clock.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.calendar import Calendar, Due

__all__ = ["write_calendar_ics"]

_OCTETS = 75
"""The longest line without its break (3.1)."""

_CONTROLS = dict.fromkeys([*range(9), *range(11, 32), 127])
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}) | _CONTROLS
_HOUR = 9


def write_calendar_ics(calendar: Calendar) -> bytes:
    """Return the deadlines that have a day as events; the others are no events."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//roadmapdocs//deadlines//RU",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(calendar.title)}",
    ]
    for due in calendar.dues:
        if due.has_date:
            lines += _event(due, calendar)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(due: Due, calendar: Calendar) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{due.uid}"
    yield f"DTSTAMP:{calendar.dated:%Y%m%d}T000000Z"
    first, last = _span(due)
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the day after (3.6.1)
    if due.rule:
        yield f"RRULE:{due.rule}"
    yield f"SUMMARY:{_text(due.summary)}"
    yield f"DESCRIPTION:{_text(chr(10).join(_description(due, calendar)))}"
    yield f"CATEGORIES:{'Отчёт' if due.kind == 'report' else 'Дорожная карта'}"
    yield "TRANSP:TRANSPARENT"
    for days in due.alarms:
        yield from _alarm(due, days, whole=first == last)
    yield "END:VEVENT"


def _span(due: Due) -> tuple[date, date]:
    """Return the days an event takes: an open side is one day, a recurrence begins on its first."""
    last = due.last or due.first
    assert last is not None
    if due.rule:
        return due.days[0], due.days[0]
    return (due.first or last), last


def _description(due: Due, calendar: Calendar) -> Iterator[str]:
    yield due.title
    yield ""
    if due.stated:
        yield f"Срок по приказу: {due.stated}"
    if due.responsible:
        yield f"Ответственный: {', '.join(due.responsible)}"
    if due.note:
        yield due.note
    yield f"Основание: {calendar.basis}" + (f", {due.place}" if due.kind == "activity" else "")


def _alarm(due: Due, days: int, *, whole: bool) -> Iterator[str]:
    """Remind at nine in the morning, so many days before the last day (3.6.6); from the start where that is the day."""
    if whole:
        trigger = f"TRIGGER:-{_duration(24 * days - _HOUR)}"
    else:
        trigger = f"TRIGGER;RELATED=END:-{_duration(24 * (days + 1) - _HOUR)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(due.summary)}", trigger, "END:VALARM")


def _duration(hours: int) -> str:
    days, rest = divmod(hours, 24)
    return f"P{days}DT{rest}H" if days else f"PT{rest}H"


def _text(text: str) -> str:
    r"""Escape a text (3.3.11): backslash, semicolon, comma, line break; control characters have no place."""
    return text.replace("\r\n", "\n").translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """Fold a line after at most 75 octets, never inside a letter (3.1)."""
    pieces, room = [b""], _OCTETS
    for letter in line:
        octets = letter.encode()
        if len(pieces[-1]) + len(octets) > room:
            pieces.append(b"")
            room = _OCTETS - 1  # the blank that begins a continued line
        pieces[-1] += octets
    return b"\r\n ".join(pieces) + b"\r\n"
