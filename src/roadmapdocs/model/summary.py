"""The collected result: every number and word that a summary shows. Writers only draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from roadmapdocs.model.measures import INSIDE, NO_TRACE, Change, Share, Trace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.comparison import RoadmapComparison
    from roadmapdocs.model.submission import Refused

__all__ = [
    "ActivityLine",
    "Answered",
    "Change",
    "FindingLine",
    "FreeText",
    "IndicatorLine",
    "OwnActivity",
    "RespondentLine",
    "Share",
    "Source",
    "Summary",
    "Trace",
    "TwoDates",
    "YearChange",
]

State = Literal["clean", "to_correct", "missing"]
Fate = Literal["counts", "superseded", "too_late", "disputed", "refused"]
"""What became of a returned file: the summary rests on it; a newer version counts; it came after the date that the
summary speaks of; it came after another one was accepted, so that a person must decide; it is no report."""

BLANK, NOT_ASKED, NO_REPORT = "blank", "not_asked", "no_report"
"""What a cell of the matrix holds where it holds no status: asked but empty; not asked; nothing returned."""

FINISHED = ("done", "done_late")
OUTSIDE = ("not_applicable", "not_due", NOT_ASKED, NO_REPORT)
"""The statuses of what is done, and the words that are in no denominator."""


@dataclass(frozen=True, slots=True)
class RespondentLine:
    """One respondent: what it returned, how complete it is. `filled` of `asked` counts required fields.

    `accepted` says that a person has accepted the report; until then it counts provisionally. `received` is the day
    the file came, None where nothing came or the day is not known.
    """

    code: str
    name: str
    cluster: str
    state: State
    file: str = ""
    filled: int = 0
    asked: int = 0
    errors: int = 0
    warnings: int = 0
    accepted: bool = False
    received: date | None = None
    in_time: bool | None = None
    revision: int | None = None

    @property
    def completeness(self) -> float | None:
        """The share of the required fields that hold an answer; None where nothing was returned or asked."""
        return self.filled / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What one respondent answered about one row: a cell of the matrix, opened.

    `status` is the word of the cell. The other answers are text as people read it; `times` is how many times a
    recurring row was held. `trace` leads to the cell of the status.
    """

    status: str
    date: str = ""
    times: int | None = None
    evidence: str = ""
    reason: str = ""
    new_date: str = ""
    trace: Trace = NO_TRACE


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One row of a roadmap over all respondents: a status id, or one of the three other words, for each.

    `counts` counts the status ids and words. `due` of them are in the denominator: reports received, less the rows
    not applicable and not yet due. `id` is the activity's stable id, `of` the id of its roadmap; several rows of one
    activity share both. `answers` open the cells; there are none in a summary made without details.
    """

    code: str
    number: str
    roadmap: str
    text: str
    deadline: str
    cells: tuple[str, ...]
    counts: Mapping[str, int]
    id: str = ""
    of: str = ""
    direction: str = ""
    level: str = ""
    answers: tuple[Answered, ...] = ()

    @property
    def due(self) -> int:
        """How many respondents the row concerns and is due for."""
        return sum(count for word, count in self.counts.items() if word not in OUTSIDE)

    @property
    def done(self) -> int:
        """How many have done it, late or not."""
        return sum(self.counts.get(word, 0) for word in FINISHED)

    @property
    def behind(self) -> int:
        """How many respondents still owe it: it is due and not done, or they have not reported."""
        return self.due - self.done + self.counts.get(NO_REPORT, 0)


@dataclass(frozen=True, slots=True)
class OwnActivity:
    """A measure that a school added to a roadmap by itself, in a spare row or one of its own."""

    code: str
    respondent: str
    roadmap: str
    text: str
    answer: Answered


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator over all respondents.

    `total` is Σn and Σd (Σd is None for a plain sum). `needed` is the smallest n that reaches the target at this d.
    `reached` speaks of those that answered; None where it is not known yet. `answered` of `asked` respondents gave a
    number; `reached_by` counts those that reach the target themselves (None where that makes no sense). A cell is None
    where the respondent was not asked; for `schools` it is 1 or 0 of nothing: yes or no.

    `id` is the stable id, `goal` the target as a share from 0 to 1. For each cell, `cells_needed` and `cells_reached`
    say what the respondent's own whole needs and whether it reaches it, `traces` where its numerator was written.
    `pupils` says that pupils are counted, so that small numbers would point at persons; `others` is then the sum over
    the respondents whose own numbers are hidden, None where none is.
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
    id: str = ""
    goal: float | None = None
    pupils: bool = False
    cells_needed: tuple[int | None, ...] = ()
    cells_reached: tuple[bool | None, ...] = ()
    traces: tuple[Trace, ...] = ()
    others: Share | None = None

    @property
    def lacking(self) -> int | None:
        """How much the numerator lacks to the target; None where nothing does, or nothing can be said."""
        if self.needed is None or self.total.numerator is None:
            return None
        return max(self.needed - self.total.numerator, 0) or None


@dataclass(frozen=True, slots=True)
class TwoDates:
    """A count that is asked at two dates, and its change.

    `before` and `now` are the lines of the two counts. `total` and `cells` compare only respondents that gave both
    numbers (`both` of them), so that a school that answered once makes no growth or fall.
    """

    title: str
    unit: str
    before_date: str
    now_date: str
    before: IndicatorLine
    now: IndicatorLine
    total: Change
    both: int
    cells: tuple[Change | None, ...]


@dataclass(frozen=True, slots=True)
class YearChange:
    """An activity or an indicator beside the same one of last year, found by its stable id.

    `before_ids` are the ids it had last year: its own, or those it was split from or merged of. An activity's number is
    «done of due» over all its rows and respondents. `fate` says whether it is in both years, new, or gone.
    """

    kind: Literal["activity", "indicator"]
    id: str
    code: str
    title: str
    group: str
    unit: str
    before_ids: tuple[str, ...]
    fate: Literal["kept", "new", "gone"]
    change: Change


@dataclass(frozen=True, slots=True)
class FreeText:
    """What a respondent wrote in its own words."""

    question: str
    respondent: str
    text: str
    code: str = ""
    trace: Trace = NO_TRACE


class FindingLine(NamedTuple):
    """A remark and whose report it is about."""

    respondent: str
    finding: Finding
    code: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A returned file (or one form of it) and what became of it: what the summary was built from."""

    file: str
    fate: Fate
    code: str = ""
    respondent: str = ""
    revision: int | None = None
    received: date | None = None
    sha256: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole summary at a date. `respondents` are the columns of the matrix and of the indicators' cells.

    `incoming` is the way from the folder of the summary to the folder that `file` names are seen from. `previous` is
    the heading of the summary that `years` compare with, «» without one. `public` says that counts of pupils below
    `threshold` are not told in it, so that it may leave the district.
    """

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
    findings: tuple[FindingLine, ...]
    refused: tuple[Refused, ...]
    two_dates: tuple[TwoDates, ...] = ()
    years: tuple[YearChange, ...] = ()
    previous: str = ""
    sources: tuple[Source, ...] = ()
    own_activities: tuple[OwnActivity, ...] = ()
    school_roadmaps: tuple[RoadmapComparison, ...] = ()
    incoming: str = "../Входящие"
    threshold: int = 3
    public: bool = False

    def count(self, state: State) -> int:
        """How many schools are in a state."""
        return sum(line.state == state for line in self.respondents)

    def path_of(self, file: str) -> str:
        """Return the way from the folder of the summary to a returned file, or to the archive or letter it came in."""
        return f"{self.incoming}/{file.partition(INSIDE)[0]}"

    @property
    def overdue(self) -> int:
        """How many days before `as_of` the reports were due; 0 as long as they are not."""
        return max(0, (self.as_of - self.due).days)

    @property
    def missing(self) -> tuple[RespondentLine, ...]:
        """The schools that have not reported."""
        return tuple(line for line in self.respondents if line.state == "missing")

    @property
    def returned(self) -> int:
        """How many schools have reported."""
        return len(self.respondents) - self.count("missing")

    @property
    def accepted(self) -> int:
        """How many of the schools' reports a person has accepted; the others count provisionally."""
        return sum(line.accepted for line in self.respondents)

    @property
    def in_time(self) -> int:
        """How many schools reported by the due date, of those whose day is known."""
        return sum(line.in_time is True for line in self.respondents)

    @property
    def done(self) -> Share:
        """How much of what is due is done, over all schools that have reported and all their rows."""
        return Share(sum(line.done for line in self.activities), sum(line.due for line in self.activities))

    @property
    def planned(self) -> tuple[IndicatorLine, ...]:
        """The indicators that have a target, the schools' first."""
        return tuple(line for line in (*self.indicators, *self.department_indicators) if line.target)

    def progress(self, column: int) -> Share:
        """How many of a school's rows are done, of those that are due; `column` is its place among `respondents`."""
        words = [line.cells[column] for line in self.activities]
        return Share(sum(word in FINISHED for word in words), sum(word not in OUTSIDE for word in words))

    def behind(self, column: int) -> int:
        """How many rows a school still owes: due and not done, or asked of a school that has not reported."""
        progress = self.progress(column)
        silent = sum(line.cells[column] == NO_REPORT for line in self.activities)
        return (progress.denominator or 0) - (progress.numerator or 0) + silent

    @property
    def completeness(self) -> Share:
        """How many of the required fields of the returned reports hold an answer."""
        return Share(sum(line.filled for line in self.respondents), sum(line.asked for line in self.respondents))
