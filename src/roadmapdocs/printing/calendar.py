"""A calendar of deadlines as lines for reading and as rows for programs."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.calendar import Calendar, Due, Group

__all__ = ["calendar_lines", "calendar_rows"]

_WIDTH = 100


def calendar_lines(calendar: Calendar, groups: Sequence[Group]) -> Iterator[str]:
    """Yield the calendar in the groups given: by month or by who answers."""
    yield calendar.title
    for group in groups:
        yield from ("", group.title)
        for entry in group.entries:
            due = entry.due
            when = entry.when.replace("–", "-")  # which the consoles of Windows have
            yield from wrap(f"{when}: {due.summary}", _WIDTH, initial_indent="  ", subsequent_indent="      ")
            details = "; ".join(part for part in (due.place, ", ".join(due.responsible), due.note) if part)
            yield from wrap(details, _WIDTH, initial_indent="      ", subsequent_indent="      ")


def calendar_rows(calendar: Calendar) -> list[dict[str, object]]:
    """Return a row for programs for everything that is due, in time; what has no date comes last."""
    return [_row(due) for due in calendar.dues]


def _row(due: Due) -> dict[str, object]:
    return {
        "uid": due.uid,
        "kind": due.kind,
        "code": due.code,
        "place": due.place,
        "title": due.title,
        "responsible": list(due.responsible),
        "deadline": due.stated,
        "first": due.first,
        "last": due.last,
        "rule": due.rule,
        "days": list(due.days),
        "note": due.note,
    }
