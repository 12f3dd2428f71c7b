"""An order («приказ») of an education department that approves roadmaps."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol, get_args

from pydantic import Field, model_validator

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.base import Model
from roadmapdocs.model.holes import Value, fill
from roadmapdocs.model.pupil_register import PupilRegisters
from roadmapdocs.model.requisites import Acquaintance, Executor, Mention, Recipient, Visa
from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap
from roadmapdocs.model.school_roadmap import SchoolRoadmaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Act", "Clause", "Declension", "Issuer", "Official", "Order", "ReportForm", "Round", "Signatory"]

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]


class Act(Model):
    """An act the order rests on. `text` is printed as it stands; the rest serves checks and the next year."""

    text: str
    date: date
    number: str
    renew: Literal["keep", "yearly"] = "keep"


class Declension(Protocol):
    """Who puts names and posts into cases that are not stored; the model itself knows no grammar."""

    def name(self, person: Official, case: str) -> str:
        """Return the person's name in a case."""
        ...

    def post(self, person: Official, case: str) -> str:
        """Return the person's post in a case."""
        ...


class Official(Model):
    """A person named in the order, in the nominative.

    `cases` and `post_cases` hold printed forms that win over derived ones; `gender` helps where the name is silent.
    """

    name: str
    post: str = ""
    gender: Literal["male", "female"] | None = None
    cases: dict[Case, str] = Field(default_factory=dict)
    post_cases: dict[Case, str] = Field(default_factory=dict)

    def named(self, case: str, declension: Declension | None = None) -> str:
        """Return the name in a case, as stored, or by `declension`; raise `DefinitionError` where there is neither."""
        if case in ("", "nominative"):
            return self.name
        return _stored(self.cases, case) or (declension or _NoDeclension()).name(self, case)

    def posted(self, case: str, declension: Declension | None = None) -> str:
        """Return the post in a case, as stored, or by `declension`; raise `DefinitionError` where there is neither."""
        if case in ("", "nominative"):
            return self.post
        return _stored(self.post_cases, case) or (declension or _NoDeclension()).post(self, case)


def _stored(cases: Mapping[Case, str], case: str) -> str | None:
    for known in get_args(Case):
        if known == case:
            return cases.get(known)
    raise DefinitionError(f"«{case}» is no case", hint=f"one of {', '.join(get_args(Case))}")


class _NoDeclension:
    """Has only what is stored."""

    def name(self, person: Official, case: str) -> str:
        raise DefinitionError(f"«{person.name}» has no stored form for the case {case}", hint="add it to `cases:`")

    def post(self, person: Official, case: str) -> str:
        raise DefinitionError(f"«{person.post}» has no stored form for the case {case}", hint="add it to `post_cases:`")


class _Undeclined:
    """Leaves everything in the nominative: enough to see that all holes have a value."""

    def name(self, person: Official, case: str) -> str:  # noqa: ARG002 - as `Declension` has it
        return person.name

    def post(self, person: Official, case: str) -> str:  # noqa: ARG002
        return person.post


class Signatory(Official):
    """Who signs: the post on the left, initials and surname on the right."""

    post: str


class Issuer(Model):
    """The department: letterhead lines as printed, its short name, and its municipality."""

    letterhead: tuple[str, ...]
    name: str
    municipality: str
    place: str = ""


class Round(Model):
    """A round of reporting: who sends, by when, and up to which day rows are asked."""

    sender: Literal["schools", "department"] = Field(alias="from")
    due: date
    rows_until: date | None = None
    recipient: str = ""


class Clause(Model):
    """A numbered clause («пункт») with optional bullets under it."""

    id: str
    text: str
    bullets: tuple[str, ...] = ()


_DEVIATIONS: dict[Literal["reason", "new_date"], tuple[str, ...]] = {
    "reason": ("partial", "not_done", "postponed", "cancelled"),
    "new_date": ("postponed",),
}


class ReportForm(Model):
    """What the report asks besides the indicators."""

    revision: int = Field(default=1, ge=1, le=99)
    ask: tuple[Literal["status", "date", "evidence"], ...] = ("status", "date", "evidence")
    also_ask: dict[Literal["reason", "new_date"], tuple[str, ...]] = Field(
        default_factory=lambda: dict(_DEVIATIONS),
        description="what a deviating row must explain, by the statuses that need it",
    )
    reason_rows: int = Field(default=6, ge=0, le=40)
    spare_rows: int = Field(default=3, ge=0, le=10)
    closing: tuple[str, ...] = ("Выводы", "Проблемы", "Предложения")
    return_to: str = Field(default="", description="where the filled form is sent")


class Order(Model):
    """The whole order: everything it prints, everything its forms ask.

    `template` names the Word template it is printed by: a department's, or that of a school's own order. `school_year`
    is the year the school year begins in: 2023 is 01.09.2023 to 31.08.2024. `executor`, `visas`,
    `distribution` and `acquaintance` are printed where they are given and the profile wants them. `approval_stamp`
    are the lines of «УТВЕРЖДЕН приказом …» with `{approved}` for the word that agrees with the appendix; where it is
    empty they are made from `appendix_mark`.
    """

    school_year: int = Field(ge=2000, le=2100)
    number: str
    date: date
    profile: str = "gost-2025"
    template: Literal["order", "school-order"] = "order"
    issuer: Issuer
    date_line: str = "{date}"
    number_line: str = "№ {number}"
    appendix_mark: tuple[str, ...] = ("Приложение № {appendix}", "к приказу", "от {date} № {number}")
    approval_stamp: tuple[str, ...] = ()
    title: str
    acts: dict[str, Act] = Field(default_factory=dict)
    people: dict[str, Official] = Field(default_factory=dict)
    reports: dict[str, Round] = Field(default_factory=dict)
    preamble: str
    clauses: tuple[Clause, ...]
    signatory: Signatory
    executor: Executor | None = None
    visas: tuple[Visa, ...] = ()
    distribution: tuple[Recipient, ...] = ()
    acquaintance: Acquaintance | None = None
    roadmaps: tuple[Roadmap, ...]
    indicators: dict[str, Indicator] = Field(default_factory=dict)
    report_form: ReportForm = ReportForm()
    school_roadmaps: SchoolRoadmaps | None = None
    pupil_register: PupilRegisters | None = None

    @model_validator(mode="after")
    def _register_has_its_activity(self) -> Order:
        register = self.pupil_register
        if register and register.activity not in {f"{r.id}.{a.id}" for r, a in self.activities()}:
            raise ValueError(f"pupil_register: unknown activity «{register.activity}», give «roadmap.activity»")
        return self

    @model_validator(mode="after")
    def _references_resolve(self) -> Order:
        letters = [roadmap.letter for roadmap in self.roadmaps]
        if len(set(letters)) != len(letters):
            raise ValueError("two roadmaps have the same letter")
        for roadmap, activity in self.activities():
            missing = set(activity.indicators) - set(self.indicators)
            if missing:
                raise ValueError(f"{roadmap.id}.{activity.id}: unknown indicators {sorted(missing)}")
            ids = {other.id for other in roadmap.activities}
            if activity.counterpart is not None and activity.counterpart not in ids:
                raise ValueError(f"{roadmap.id}.{activity.id}: unknown counterpart «{activity.counterpart}»")
        for name, indicator in self.indicators.items():
            if indicator.source not in (None, "times") and indicator.source not in self.indicators:
                raise ValueError(f"indicator {name}: unknown source «{indicator.source}»")
        for mention in self._mentions():
            if mention.person and mention.person not in self.people:
                raise ValueError(f"unknown person «{mention.person}»; `people:` has {sorted(self.people)}")
        for text in (self.preamble, *self._clause_texts()):
            self.say(text, _Undeclined())
        return self

    def _mentions(self) -> Iterator[Mention]:
        if self.executor:
            yield self.executor
        yield from self.visas
        if self.acquaintance:
            yield from self.acquaintance.people

    def official(self, mention: Mention) -> Official:
        """Return whom a requisite means, with the post it gives them."""
        known = self.people[mention.person] if mention.person else Official(name=mention.name)
        return known.model_copy(update={"post": mention.post}) if mention.post else known

    def _clause_texts(self) -> Iterator[str]:
        for clause in self.clauses:
            yield clause.text
            yield from clause.bullets

    def activities(self) -> Iterator[tuple[Roadmap, Activity]]:
        """Iterate over all activities with the roadmap they stand in."""
        for roadmap in self.roadmaps:
            for activity in roadmap.activities:
                yield roadmap, activity

    def round_of(self, sender: Literal["schools", "department"]) -> Round:
        """Return the round of reporting in which `sender` reports; raise `DefinitionError` where there is none."""
        for round_ in self.reports.values():
            if round_.sender == sender:
                return round_
        raise DefinitionError(f"the order demands no report from {sender}", hint="add a round to `reports:`")

    def say(self, text: str, declension: Declension | None = None, /, **more: str) -> str:
        """Fill the holes of one of the order's own texts; raise `DefinitionError` for an unknown hole.

        A case that is not stored needs a `declension`; `roadmapdocs.orders.cases.declined` has one.
        """
        return fill(text, {**self._sayable(declension), **more}, place=f"order {self.number}")

    def _sayable(self, declension: Declension | None) -> dict[str, Value]:
        values: dict[str, Value] = {
            "number": self.number,
            "date": _digits(self.date),
            "school_year": f"{self.school_year}-{self.school_year + 1}",
        }
        values |= {f"acts.{key}": act.text for key, act in self.acts.items()}
        values |= {f"reports.{key}.due": _digits(round_.due) for key, round_ in self.reports.items()}
        for key, person in self.people.items():
            values[f"people.{key}"] = partial(person.named, declension=declension)
            values[f"people.{key}.post"] = partial(person.posted, declension=declension)
        return values


def _digits(day: date) -> str:
    """Print a date as ГОСТ Р 7.0.97 does in digits: 30.10.2023."""
    return f"{day:%d.%m.%Y}"
