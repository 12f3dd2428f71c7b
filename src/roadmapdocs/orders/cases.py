"""Names and posts of an order in the cases its sentences need: stored forms first, grammar for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError
from roadmapdocs.model.holes import HOLE
from roadmapdocs.russian.declension import as_case
from roadmapdocs.russian.names import in_case
from roadmapdocs.russian.titles import title_in_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Official, Order

__all__ = ["CaseNeeded", "ambiguous_names", "cases_needed", "declined", "name_in_case", "post_in_case"]


class _Grammar:
    """The `Declension` of the model, by `roadmapdocs.russian`."""

    def name(self, person: Official, case: str) -> str:
        return in_case(person.name, as_case(case), person.gender)

    def post(self, person: Official, case: str) -> str:
        return title_in_case(person.post, as_case(case))


def declined(order: Order, text: str, **more: str) -> str:
    """Fill the holes of one of the order's own texts; cases that are not stored are derived.

    Raises `AmbiguousNameError` for a name whose gender nobody can tell, `EnvironmentLacksError` where a form must be
    derived and the extra `names` is not installed.
    """
    return order.say(text, _Grammar(), **more)


def name_in_case(person: Official, case: str) -> str:
    """Return a person's name in a case, as stored or derived; raises as `declined` does."""
    return person.named(case, _Grammar())


def post_in_case(person: Official, case: str) -> str:
    """Return a person's post in a case, as stored or derived; raises as `declined` does."""
    return person.posted(case, _Grammar())


@dataclass(frozen=True, slots=True)
class CaseNeeded:
    """A sentence needs a person's name or post in a case. `place` is the sentence's path in the YAML."""

    place: str
    key: str
    person: Official
    part: Literal["name", "post"]
    case: str

    @property
    def text(self) -> str:
        """What is to be declined."""
        return self.person.name if self.part == "name" else self.person.post

    def form(self) -> str:
        """Return the form, as stored or derived; raises as `declined` does."""
        return (name_in_case if self.part == "name" else post_in_case)(self.person, self.case)

    @property
    def obstacle(self) -> DefinitionError | EnvironmentLacksError | None:
        """What hinders the form: nobody can tell it, or the extra `names` is not installed."""
        try:
            self.form()
        except (DefinitionError, EnvironmentLacksError) as error:
            return error
        return None


def cases_needed(order: Order) -> Iterator[CaseNeeded]:
    """Yield every name or post that a sentence needs in a case, in the order of the sentences."""
    for place, text in _texts(order):
        for path, case in HOLE.findall(text):
            _, _, key = path.partition("people.")
            key, _, part = key.partition(".")
            if case and path.startswith("people.") and key in order.people and part in ("", "post"):
                yield CaseNeeded(place, key, order.people[key], "post" if part else "name", case)


def _texts(order: Order) -> Iterator[tuple[str, str]]:
    """Yield every text of the order that may have holes, with its path."""
    yield "date_line", order.date_line
    yield "number_line", order.number_line
    yield "title", order.title
    yield "preamble", order.preamble
    for clause in order.clauses:
        yield f"clauses.{clause.id}", "\n".join((clause.text, *clause.bullets))
    yield "signatory.post", order.signatory.post
    yield "signatory.name", order.signatory.name
    yield "appendix_mark", "\n".join((*order.appendix_mark, *order.approval_stamp))
    for roadmap in order.roadmaps:
        yield f"roadmaps.{roadmap.id}.title", roadmap.title
        for direction in roadmap.directions:
            yield f"roadmaps.{roadmap.id}.directions.{direction.id}", direction.title
        for activity in roadmap.activities:
            printed = "\n".join(activity.printed(column.role) for column in roadmap.columns)
            yield f"roadmaps.{roadmap.id}.{activity.id}", printed


def ambiguous_names(order: Order) -> list[tuple[str, str]]:
    """Return the place and the name (or post) of everybody whom a sentence needs in a case that nobody can tell.

    Most are names without a gender («Жук О.П.»); some have no reading at all. A person who stands in several
    sentences is named once for each. Raises `EnvironmentLacksError` as `declined` does.
    """
    found = []
    for needed in cases_needed(order):
        obstacle = needed.obstacle
        if isinstance(obstacle, EnvironmentLacksError):
            raise obstacle
        if obstacle is not None:
            found.append((needed.place, needed.text))
    return found
