"""A roadmap («дорожная карта»): columns with roles, directions, activities, indicators."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_serializer, model_validator

from roadmapdocs.model.base import Model

__all__ = [
    "Activity",
    "Audience",
    "Column",
    "Direction",
    "Indicator",
    "Roadmap",
    "Role",
    "StatedDeadline",
    "Target",
]

Window = tuple[date | None, date | None]

RESERVED_LETTERS = frozenset("ПИРК")
"""Letters of the service tables of a form: passport, indicators, reasons, closing words."""


class Role(StrEnum):
    """What a column of a printed roadmap holds, wherever it stands and whatever its caption is."""

    NUMBER = "number"
    LEVEL = "level"
    STAGE = "stage"
    EVENT = "event"
    AUDIENCE = "audience"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    EVIDENCE = "evidence"
    MEASURE = "measure"
    NOTE = "note"


class Column(Model):
    """A column of the printed table: its role and its caption, spelled as the order spells it."""

    role: Role
    caption: str
    width: float | None = Field(default=None, gt=0, description="relative width; the role's usual one if absent")


class Direction(Model):
    """A section of a roadmap («направление»): a row across the table."""

    id: str
    number: str = ""
    title: str
    emphasis: Literal["plain", "italic", "bold"] = "plain"


def _window(value: object) -> object:
    """Read `2023-11-01/2023-11-30`; an empty side is open."""
    if not isinstance(value, str):
        return value
    first, slash, last = value.partition("/")
    if not slash:
        raise ValueError(f"a window is «first/last» or «/last», not «{value}»")
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _window_text(window: Window) -> str:
    """Write a window as `_window` reads it."""
    return "/".join(day.isoformat() if day else "" for day in window)


class StatedDeadline(Model):
    """A deadline as the order states it: its text byte for byte, and windows only where a person overrules.

    A deadline without windows is written as its text alone.
    """

    text: str = ""
    windows: tuple[Annotated[Window, BeforeValidator(_window)], ...] | None = None

    @model_serializer
    def _as_written(self) -> str | dict[str, object]:
        if self.windows is None:
            return self.text
        return {"text": self.text, "windows": [_window_text(window) for window in self.windows]}


def _stated(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Activity(Model):
    """A row of a roadmap («мероприятие»).

    `code` is unique in the order, assigned once and never reused; `id` stays the same from year to year.
    `reported_by` says who answers for the row; `counterpart` names the twin row (the municipal event and the
    schools' part in it). Empty text means an empty cell.
    """

    id: str
    code: str = Field(pattern=r"^[А-Я]\d{1,2}$")
    direction: str | None = None
    number: str = ""
    level: str = ""
    stage: str = ""
    text: str
    audience: str = ""
    deadline: Annotated[StatedDeadline, BeforeValidator(_stated)] = StatedDeadline()
    responsible: str = ""
    result: str = ""
    evidence: str = ""
    measure: str = ""
    note: str = ""
    reported_by: tuple[Literal["school", "department"], ...] = ("school",)
    counterpart: str | None = None
    indicators: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()

    def printed(self, role: Role) -> str:
        """Return the text of the cell in the column with this role."""
        if role is Role.EVENT:
            return self.text
        if role is Role.DEADLINE:
            return self.deadline.text
        return str(getattr(self, role.value))


class Target(Model):
    """What an indicator should reach: `>= 40%` or `= 100%`, a share between 0 and 1."""

    comparison: Literal[">=", "="]
    share: float = Field(ge=0, le=1)

    def __str__(self) -> str:
        percent = f"{self.share * 100:g}".replace(".", ",")
        return f"{'не менее ' if self.comparison == '>=' else ''}{percent} %"

    @model_serializer
    def _as_written(self) -> str:
        percent = (Decimal(repr(self.share)) * 100).normalize()
        return f"{self.comparison} {percent:f}%"


def _target(value: object) -> object:
    """Read `>= 40%`."""
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(>=|=) *(\d+(?:[.,]\d+)?) *%", value.strip())
    if found is None:
        raise ValueError(f"a target is written «>= 40%» or «= 100%», not «{value}»")
    return {"comparison": found[1], "share": float(Decimal(found[2].replace(",", ".")) / 100)}


class Indicator(Model):
    """A measurable indicator, asked as what the respondent can know.

    `code` («И7») is its row in every form: assigned once, never reused. `window` is the window of the activity that
    it belongs to (1 is the first), where the activity is due several times.

    `ask`: `yes_no`; `ratio` (numerator and denominator, never a percent); `count`; `derived` (nobody is asked,
    it follows from `source`, the id of another indicator or `times` of the row). `denominator` names what the
    denominator is when it is known beforehand: `school.staff` or `school.teachers`, from the passport.
    `aggregation`: `pooled` is Σn/Σd over people; `schools` is the share of schools for which `rule` holds;
    `sum` adds up.
    """

    code: str = Field(pattern=r"^И\d{1,3}$")
    title: str
    window: int | None = Field(default=None, ge=1)
    question: str = Field(default="", description="the question put to the respondent; the title if empty")
    ask: Literal["yes_no", "ratio", "count", "derived"]
    unit: str
    denominator: Literal["asked", "school.staff", "school.teachers"] = "asked"
    denominator_title: str = ""
    source: str | None = Field(default=None, alias="from")
    rule: Literal["numerator > 0", "yes", "times > 0"] | None = None
    target: Annotated[Target | None, BeforeValidator(_target)] = None
    aggregation: Literal["pooled", "schools", "sum"]

    @model_validator(mode="after")
    def _derived_has_a_source(self) -> Indicator:
        if (self.ask == "derived") != (self.source is not None):
            raise ValueError("`from` is given for a derived indicator, and only for one")
        return self


class Audience(Model):
    """Which schools a roadmap applies to: all, or those of one cluster."""

    cluster: str | None = None

    def includes(self, cluster: str) -> bool:
        """Say whether a school of this cluster («» for none) is meant."""
        return self.cluster is None or self.cluster == cluster


class Roadmap(Model):
    """An appendix of the order that is a plan of activities."""

    id: str
    letter: str = Field(pattern=r"^[А-Я]$")
    title: str
    short_title: str = Field(default="", description="the heading of its table in a form; the title if empty")
    approved: str = Field(default="", description="«УТВЕРЖДЕН» of its stamp; by the title if empty")
    audience: Audience = Audience()
    columns: tuple[Column, ...]
    directions: tuple[Direction, ...] = ()
    activities: tuple[Activity, ...]

    @field_validator("letter")
    @classmethod
    def _letter_is_free(cls, letter: str) -> str:
        if letter in RESERVED_LETTERS:
            raise ValueError(f"the letter {letter} belongs to a service table of the forms; take another one")
        return letter

    @model_validator(mode="after")
    def _consistent(self) -> Roadmap:
        known = {direction.id for direction in self.directions}
        seen: set[str] = set()
        for activity in self.activities:
            if activity.direction is not None and activity.direction not in known:
                raise ValueError(f"activity {activity.id}: unknown direction «{activity.direction}»")
            if not activity.code.startswith(self.letter):
                raise ValueError(f"activity {activity.id}: code {activity.code} must start with {self.letter}")
            for name in (activity.id, activity.code):
                if name in seen:
                    raise ValueError(f"«{name}» occurs twice in roadmap {self.id}")
                seen.add(name)
        return self

    def has(self, role: Role) -> bool:
        """Say whether the printed table has a column with this role."""
        return any(column.role is role for column in self.columns)

    def of_direction(self, direction: str | None) -> tuple[Activity, ...]:
        """Return the activities of one direction, in order."""
        return tuple(a for a in self.activities if a.direction == direction)
