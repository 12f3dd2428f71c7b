"""What the sections are told from: the order, the summary with its words, the numbers that may leave the district."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.quoting import quotation
from roadmapdocs.russian.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roadmapdocs.model.narrative import Quote
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.model.summary import ActivityLine, RespondentLine, Summary

__all__ = ["DETAILED", "Account", "Group"]

DETAILED = 40
"""Up to so many schools the report goes into single schools; beyond, only into their numbers (see the workbook)."""


@dataclass(frozen=True)
class Group:
    """The rows of one direction of a roadmap: those that schools report on, and the department's own."""

    roadmap: Roadmap
    title: str
    lines: tuple[ActivityLine, ...]
    own: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class Account:
    """`full` has the respondents' words, `told` the numbers as they may leave the district.

    `withhold` says of a text that it must not be quoted.
    """

    order: Order
    full: Summary
    told: Summary
    withhold: Callable[[str], bool]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The directions of all roadmaps in their order, those without a row left out."""
        return tuple(group for roadmap in self.order.roadmaps for group in self._of_roadmap(roadmap))

    def _of_roadmap(self, roadmap: Roadmap) -> Sequence[Group]:
        titles = ["", *(f"{one.number} {one.title}".strip() for one in roadmap.directions)]
        groups = []
        for title in titles:
            lines, own = (
                tuple(line for line in lines if (line.of, line.direction) == (roadmap.id, title))
                for lines in (self.told.activities, self.told.department_activities)
            )
            if lines or own:
                groups.append(Group(roadmap, self._titled(roadmap, title, lines or own), lines, own))
        return groups

    def _titled(self, roadmap: Roadmap, direction: str, lines: Sequence[ActivityLine]) -> str:
        said = direction or lines[0].roadmap
        return f"{roadmap.letter}:{NBSP}{said}" if len(self.order.roadmaps) > 1 and direction else said

    @property
    def schools(self) -> int:
        """How many schools there are."""
        return len(self.told.respondents)

    @property
    def is_detailed(self) -> bool:
        """Say whether single schools are gone into."""
        return self.schools <= DETAILED

    def quote(self, respondent: RespondentLine, words: str, *, length: int = 300) -> Quote | None:
        """Return a respondent's words for quoting; None where there are none, or they must not leave the district."""
        return None if self.withhold(words) else quotation(respondent.code, words, length=length)

    @cached_property
    def everyone(self) -> tuple[RespondentLine, ...]:
        """The schools and the department, as the full summary has them."""
        return (*self.full.respondents, self.full.department)

    def respondent(self, code: str) -> RespondentLine:
        """Return a respondent by its code."""
        return next(line for line in self.everyone if line.code == code)

    @cached_property
    def opened(self) -> dict[str, ActivityLine]:
        """The schools' rows with their answers, by code."""
        return {line.code: line for line in self.full.activities}

    @cached_property
    def own_opened(self) -> dict[str, ActivityLine]:
        """The department's rows with their answers, by code."""
        return {line.code: line for line in self.full.department_activities}
