"""The bars of the page: pieces of a hundred, as class of the piece, start and width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.model.summary import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.model.summary import ActivityLine, IndicatorLine

__all__ = ["Segment", "filling", "goal", "own_filling", "pieces", "stack"]

Segment = tuple[str, str, str]
"""Class, start and width in hundredths of the bar."""

_STACKED = ("done", "done_late", "partial", "in_progress", "postponed", "cancelled", "not_done", BLANK)
_WHOLE = 100.0


def pieces(parts: Iterable[tuple[str, int]], whole: int) -> list[Segment]:
    """Return pieces laid end to end: (class, how many) of `whole`; empty ones are left out."""
    laid, start = [], 0
    for name, count in parts:
        if count and whole:
            laid.append((name, _number(_WHOLE * start / whole), _number(_WHOLE * count / whole)))
        start += count
    return laid


def stack(line: ActivityLine) -> list[Segment]:
    """Return the statuses of an activity, of all for whom it is due."""
    return pieces([(word, line.counts.get(word, 0)) for word in _STACKED], line.due)


def filling(line: IndicatorLine) -> list[Segment]:
    """Return the bar of an indicator over the district: n of d, coloured by whether the target is reached."""
    return _filled(line.total.ratio, line.reached)


def own_filling(line: IndicatorLine, column: int) -> list[Segment]:
    """Return the bar of one respondent."""
    cell = line.cells[column]
    reached = line.cells_reached[column] if line.cells_reached else None
    return _filled(None if cell is None else cell.ratio, reached)


def goal(line: IndicatorLine) -> str | None:
    """Return where the mark of the target stands, None without a target; a mark at the very end stays visible."""
    return None if line.goal is None else _number(min(_WHOLE * line.goal, _WHOLE - 0.7))


def _filled(ratio: float | None, reached: bool | None) -> list[Segment]:  # noqa: FBT001 - one of three answers
    if ratio is None:
        return []
    name = {True: "reached", False: "short", None: "open"}[reached]
    return [(name, "0", _number(min(_WHOLE * ratio, _WHOLE)))]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
