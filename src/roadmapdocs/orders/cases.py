"""Names and posts of an order in the cases its sentences need: stored forms first, grammar for the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING


from roadmapdocs.model.holes import HOLE
from roadmapdocs.russian.declension import as_case
from roadmapdocs.russian.names import AmbiguousNameError, in_case
from roadmapdocs.russian.titles import title_in_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Official, Order

__all__ = ["ambiguous_names", "declined"]


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
    return order.say(text, declension=_Grammar(), **more)


def ambiguous_names(order: Order) -> list[tuple[str, str]]:
    """Return the place and the name of everybody whom the order needs in a case that cannot be derived for sure.

    A person who stands in several sentences is named once for each.
    """
    return [(place, person.name) for place, person, case in _needed(order) if _is_ambiguous(person, case)]


def _needed(order: Order) -> Iterator[tuple[str, Official, str]]:
    """Yield every case in which a sentence needs a name, with the sentence's place in the YAML."""
    for place, text in _texts(order):
        for match in HOLE.finditer(text):
            key = match[1].removeprefix("people.")
            if match[2] and key in order.people:
                yield place, order.people[key], match[2]


def _texts(order: Order) -> Iterator[tuple[str, str]]:
    yield "preamble", order.preamble
    for clause in order.clauses:
        yield f"clauses.{clause.id}", "\n".join((clause.text, *clause.bullets))


def _is_ambiguous(person: Official, case: str) -> bool:
    try:
        person.named(case, _Grammar())
    except AmbiguousNameError:
        return True
    return False
