"""The collected result: every number and word that a summary shows. Writers only draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.submission import Refused

__all__ = ["ActivityLine", "FreeText", "IndicatorLine", "RespondentLine", "Share", "Summary"]

State = Literal["clean", "to_correct", "missing"]

BLANK, NOT_ASKED, NO_REPORT = "blank", "not_asked", "no_report"
"""What a cell of the matrix holds where it holds no status: asked but empty; not asked; nothing returned."""


@dataclass(frozen=True, slots=True)
class RespondentLine:
    """One respondent: what it returned, how complete it is. `filled` of `asked` counts required fields."""

    code: str
    name: str
    cluster: str
    state: State
    file: str = ""
    filled: int = 0
    asked: int = 0
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One row of a roadmap over all respondents: a status id, or one of the three other words, for each.

    `counts` counts the status ids and words. `due` of them are in the denominator: reports received, less the rows
    not applicable and not yet due.
    """

    code: str
    number: str
    roadmap: str
    text: str
    deadline: str
    cells: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def due(self) -> int:
        """How many respondents the row concerns and is due for."""
        outside = ("not_applicable", "not_due", NOT_ASKED, NO_REPORT)
        return sum(count for word, count in self.counts.items() if word not in outside)

    @property
    def done(self) -> int:
        """How many have done it, late or not."""
        return self.counts.get("done", 0) + self.counts.get("done_late", 0)


@dataclass(frozen=True, slots=True)
class Share:
    """n of d for one respondent or for the district. None is not known; `not_applicable` counts nowhere."""

    numerator: int | None = None
    denominator: int | None = None
    not_applicable: bool = False

    @property
    def known(self) -> bool:
        """Say whether there is a number to count."""
        return self.numerator is not None and not self.not_applicable


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator over all respondents.

    `total` is Σn and Σd (Σd is None for a plain sum). `needed` is the smallest n that reaches the target at this d.
    `reached` speaks of those that answered; None where it is not known yet. `answered` of `asked` respondents gave a
    number; `reached_by` counts those that reach the target themselves (None where that makes no sense). A cell is None
    where the respondent was not asked; for `schools` it is 1 or 0 of nothing: yes or no.
    """

    code: str
    title: str
    unit: str
    aggregation: Literal["pooled", "schools", "sum"]
    target: str
    total: Share
    needed: int | None
    reached: bool | None
    answered: int
    asked: int
    reached_by: int | None
    cells: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class FreeText:
    """What a respondent wrote in its own words."""

    question: str
    respondent: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole summary at a date. `respondents` are the columns of the matrix and of the indicators' cells."""

    title: str
    order: str
    as_of: date
    due: date
    respondents: tuple[RespondentLine, ...]
    activities: tuple[ActivityLine, ...]
    indicators: tuple[IndicatorLine, ...]
    department: RespondentLine
    department_activities: tuple[ActivityLine, ...]
    department_indicators: tuple[IndicatorLine, ...]
    texts: tuple[FreeText, ...]
    findings: tuple[tuple[str, Finding], ...]
    refused: tuple[Refused, ...]

    def count(self, state: State) -> int:
        """How many schools are in a state."""
        return sum(line.state == state for line in self.respondents)
