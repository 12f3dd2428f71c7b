"""A school's own roadmap beside the municipal one: what differs, as a summary shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roadmapdocs.model.measures import NO_TRACE, Trace

if TYPE_CHECKING:
    from datetime import date

    from roadmapdocs.model.summary import State

__all__ = ["Difference", "DifferenceKind", "RoadmapComparison"]

DifferenceKind = Literal["missing", "later", "unclear", "nobody", "copied", "own"]
"""A municipal row that the school does not plan; a deadline later than the municipal one, or one that cannot be
compared with it; nobody responsible; words of another school; a measure of the school's own."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row in which a school's roadmap differs from the municipal one, or a measure of its own.

    `code` and `text` are those of the row; `seen` is what the school wrote (of its own measure: by when, who),
    `expected` what the municipality set, or which other school has the same words. `trace` leads to the cell.
    """

    kind: DifferenceKind
    code: str
    text: str
    seen: str = ""
    expected: str = ""
    trace: Trace = NO_TRACE


@dataclass(frozen=True, slots=True)
class RoadmapComparison:
    """One school's roadmap for one municipal roadmap, as it had come by a day.

    `kind` is the appendix number, `of` the id of the municipal roadmap. `planned` is how many of its rows fall to the
    school. `keeper` is whom the school names as responsible for the whole. `in_time` is None where nothing came or the
    day is not known.
    """

    code: str
    respondent: str
    kind: str
    of: str
    roadmap: str
    due: date
    state: State = "missing"
    file: str = ""
    received: date | None = None
    in_time: bool | None = None
    planned: int = 0
    keeper: str = ""
    factors: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    def of_kind(self, kind: DifferenceKind) -> tuple[Difference, ...]:
        """Return the differences of one kind."""
        return tuple(one for one in self.differences if one.kind == kind)

    def count(self, kind: DifferenceKind) -> int | None:
        """Return how many differences of a kind there are; None where no roadmap has come to count them in."""
        return None if self.state == "missing" else len(self.of_kind(kind))
