"""The draft of next year's order for reading and for programs."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from roadmapdocs.orders.next_year import GROUPS
from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.typography import NBSP, hard_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.orders.next_year import NextYear, Point

__all__ = ["draft_rows", "point_lines"]

_WIDTH = 100


def point_lines(points: Sequence[Point]) -> Iterator[str]:
    """Yield the points for reading: group by group, the place with its line of the file, then what to confirm."""
    yield f"Проверьте до подписания: {agree(len(points), 'пункт', 'пункта', 'пунктов')}."
    for group, members in groupby(points, key=lambda point: point.group):
        yield from ("", f"{group}. {GROUPS[group]}")
        for point in members:
            line = f" (строка {point.line})" if point.line else ""
            yield from _wrapped(f"- {point.where or point.place}{line}", "  ", "    ")
            yield from _wrapped(point.sentence, "      ", "      ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Wrap a text between words; «№ 5» stays whole. Blanks and dashes are those that every console has."""
    lines = wrap(hard_spaces(text), _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return [line.replace(NBSP, " ").replace("—", "-") for line in lines]


def draft_rows(draft: NextYear, points: Sequence[Point]) -> dict[str, object]:
    """Return the draft for programs: the changes and the points, with their places."""
    order = draft.order
    return {
        "school_year": order.school_year,
        "number": order.number,
        "date": order.date,
        "changes": [
            {"place": one.place, "where": one.where, "kind": one.kind, "old": one.old, "new": one.new}
            for one in draft.changes
        ],
        "to_confirm": [
            {
                "place": point.place,
                "line": point.line,
                "where": point.where,
                "group": point.group,
                "group_title": GROUPS[point.group],
                "shown": point.shown,
                "question": point.question,
            }
            for point in points
        ],
    }
