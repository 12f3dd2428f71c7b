"""How far the campaign is: the state of every respondent's every document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roadmapdocs.model.incoming import Category

__all__ = ["Mark", "State", "Status", "StatusLine"]


class State(StrEnum):
    """Where a document of a respondent is on its way.

    `REPLACED` and `DISPUTED` are states of single versions only: another file counts in its place, or a person has
    yet to say which does.
    """

    NOT_SENT = "not_sent"
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REPLACED = "replaced"
    DISPUTED = "disputed"

    @property
    def russian(self) -> str:
        """The words for people."""
        return _STATES[self]


_STATES = {
    State.NOT_SENT: "не отправлено",
    State.SENT: "отправлено",
    State.RECEIVED: "получено",
    State.RETURNED: "на доработке",
    State.ACCEPTED: "принято",
    State.REPLACED: "заменено",
    State.DISPUTED: "ждёт решения",
}


class Mark(StrEnum):
    """What a line asks of the person who looks at it; one colour each, in the order of a legend."""

    ACCEPTED = "accepted"
    CLEAN = "clean"
    TO_CORRECT = "to_correct"
    RETURNED = "returned"
    DISPUTED = "disputed"
    WAITING = "waiting"
    OVERDUE = "overdue"
    NOT_SENT = "not_sent"

    @property
    def russian(self) -> str:
        """The words for people."""
        return _MARKS[self]


_MARKS = {
    Mark.ACCEPTED: "принято",
    Mark.CLEAN: "получено, замечаний нет",
    Mark.TO_CORRECT: "получено с ошибками",
    Mark.RETURNED: "на доработке",
    Mark.DISPUTED: "нужно решение",
    Mark.WAITING: "ждём",
    Mark.OVERDUE: "не представлено в срок",
    Mark.NOT_SENT: "форма не отправлена",
}


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One document of one respondent.

    `days_left` counts working days up to and with the deadline, negative after it; None once there is something to
    look at. `filled` of `asked` counts required fields. `disputes` are files that a person has to decide about,
    `note` a sentence about what is odd.
    """

    code: str
    name: str
    document: str
    title: str
    due: date
    state: State
    mark: Mark
    sent: date | None = None
    received: date | None = None
    days_left: int | None = None
    errors: int = 0
    warnings: int = 0
    filled: int = 0
    asked: int = 0
    file: str = ""
    disputes: tuple[str, ...] = ()
    note: str = ""

    @property
    def returned_nothing(self) -> bool:
        """Say whether nothing that could be read as this document has come."""
        return self.state in (State.NOT_SENT, State.SENT)


@dataclass(frozen=True, slots=True)
class Status:
    """The whole campaign on a day. `files` counts the files of the inbox by category; `steps` say what to do next."""

    title: str
    order: str
    as_of: date
    lines: tuple[StatusLine, ...]
    files: Mapping[Category, int]
    steps: tuple[str, ...]

    @property
    def silent(self) -> tuple[StatusLine, ...]:
        """The lines of those who have returned nothing."""
        return tuple(line for line in self.lines if line.returned_nothing)

    @property
    def marks(self) -> Mapping[Mark, int]:
        """How many lines have each mark, in the order of a legend, those without any left out."""
        counts = Counter(line.mark for line in self.lines)
        return {mark: counts[mark] for mark in Mark if counts[mark]}
