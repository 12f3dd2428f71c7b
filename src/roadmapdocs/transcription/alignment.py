"""Rows that lost cells on their way: which columns the cells that are left belong to, by what they say."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.russian.deadlines import parse_deadline
from roadmapdocs.transcription.directions import is_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["aligned"]

_LEVEL = re.compile(
    r"\w*(?:муниципальн|институц|региональн|федеральн|школьн|районн|городск)\w*(?: уров\w+)?", re.IGNORECASE
)
_MOST_LOST = 3
_ANY_YEAR = 2023  # only whether a phrase is a deadline is asked, not which days it means


def aligned(
    cells: Sequence[str], roles: Sequence[Role | None], *, above: Mapping[int, str], school_year: int = _ANY_YEAR
) -> list[str]:
    """Return the cells in the columns they belong to, empty text for the lost ones.

    `above` are the cells of the row above, by column, for a row that goes on with it; empty for a row of its own.
    Of equally good places the first is taken.
    """
    lost = len(roles) - len(cells)
    if not 0 < lost <= _MOST_LOST:
        return [*cells[: len(roles)], *[""] * max(lost, 0)]
    best = max(combinations(range(len(roles)), len(cells)), key=lambda at: _score(cells, at, roles, above, school_year))
    placed = [""] * len(roles)
    for cell, column in zip(cells, best, strict=True):
        placed[column] = cell
    return placed


def _score(
    cells: Sequence[str], at: Sequence[int], roles: Sequence[Role | None], above: Mapping[int, str], school_year: int
) -> int:
    total = 0
    for text, column in zip(cells, at, strict=True):
        if text:
            before = above.get(column, "")
            total += _fits(f"{before} {text}".strip(), roles[column], school_year)
            if above:
                total += 1 if before and not re.search(r"[.;:!?]$", before) else -1
        elif roles[column] is Role.EVENT:
            total -= 1
    if not above:
        missing = {roles[column] for column in range(len(roles))} - {
            roles[c] for t, c in zip(cells, at, strict=True) if t
        }
        total -= 2 * (Role.EVENT in missing) + (Role.NUMBER in missing)
    return total


def _fits(text: str, role: Role | None, school_year: int) -> int:
    """Say how well a text suits a column."""
    if role is Role.NUMBER:
        return 3 if is_number(text) else -3
    if role is Role.LEVEL:
        return 3 if _LEVEL.fullmatch(text) else -3
    is_deadline = parse_deadline(text, school_year).status not in ("vague", "empty")
    if role is Role.DEADLINE:
        return 3 if is_deadline else -3
    return -1 if is_deadline or _LEVEL.fullmatch(text) else 0
