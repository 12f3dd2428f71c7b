"""A filled form: typed answers beside the raw text, findings, and text that no field claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roadmapdocs.model.form import Form, Value
    from roadmapdocs.model.school import Respondent

__all__ = [
    "MISSING",
    "NOT_ASKED",
    "AddedRow",
    "Answer",
    "Given",
    "Missing",
    "NotApplicable",
    "NotAsked",
    "Refused",
    "Submission",
]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. `value` is None where the raw text could not be understood (a finding says why).

    `found_by` says what led to the cell: `code` (row code and caption) or `tag`.
    """

    value: Value | None
    raw: str
    place: str = ""
    found_by: str = "code"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The respondent says that the question does not concern it."""

    raw: str
    place: str = ""
    found_by: str = "code"


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing was written; never the same as «no» or zero. `place` is the empty cell, where the file has it."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The revision of the form that came back did not have this question."""

    place: str = ""


MISSING, NOT_ASKED = Missing(), NotAsked()

Answer = Given | NotApplicable | Missing | NotAsked


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that the school added to a roadmap's table: a code of its own, and its answers by column id."""

    code: str
    table: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Submission:
    """What one respondent returned.

    `answers` holds every field of the form by address, missing ones too. `unclaimed` is text that stands in no
    field; each piece also has its finding. `added` are rows beyond the printed spare ones. `received` is the day the
    file came, `revision` the revision of the form that it says it is; None is not known. `withheld` says that the file
    seems to name pupils, so that nothing of what it says is here (see `roadmapdocs.collect.withholding`).
    """

    form: Form
    answers: Mapping[str, Answer]
    findings: tuple[Finding, ...] = ()
    unclaimed: tuple[str, ...] = ()
    added: tuple[AddedRow, ...] = ()
    file: str = ""
    sha256: str = field(default="", compare=False)
    received: date | None = field(default=None, compare=False)
    revision: int | None = field(default=None, compare=False)
    withheld: bool = False

    @property
    def respondent(self) -> Respondent:
        """Who answered."""
        return self.form.respondent

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be corrected."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def status(self) -> str:
        """`clean` or `to_correct`."""
        return "to_correct" if self.errors else "clean"

    def value(self, address: str) -> Value | None:
        """Return the typed value at `address`, None where there is none."""
        answer = self.answers.get(address, MISSING)
        return answer.value if isinstance(answer, Given) else None


@dataclass(frozen=True, slots=True)
class Refused:
    """A returned file that is no submission: the finding says why. `received` is the day it came, None if unknown."""

    file: str
    finding: Finding
    sha256: str = field(default="", compare=False)
    received: date | None = field(default=None, compare=False)
