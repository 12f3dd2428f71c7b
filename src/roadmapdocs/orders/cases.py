"""Names and posts of an order in the cases its sentences need: stored forms first, grammar for the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.holes import HOLE
from roadmapdocs.russian.declension import as_case
from roadmapdocs.russian.names import in_case
from roadmapdocs.russian.titles import title_in_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    return order.say(text, _Grammar(), **more)


def ambiguous_names(order: Order) -> list[tuple[str, str]]:
    """Return the place and the name (or post) of everybody whom a sentence needs in a case that nobody can tell.

    Most are names without a gender («Жук О.П.»); some have no reading at all. A person who stands in several
    sentences is named once for each. Raises `EnvironmentLacksError` as `declined` does.
    """
    return [(place, text) for place, text, derived in _needed(order) if not _succeeds(derived)]


def _needed(order: Order) -> Iterator[tuple[str, str, Callable[[], str]]]:
    """Yield every name or post that a sentence needs in a case: the sentence's place, the text, how it is declined."""
    for place, text in _texts(order):
        for path, case in HOLE.findall(text):
            for key, person in order.people.items():
                if case and path == f"people.{key}":
                    yield place, person.name, partial(person.named, case, _Grammar())
                if case and path == f"people.{key}.post":
                    yield place, person.post, partial(person.posted, case, _Grammar())


def _texts(order: Order) -> Iterator[tuple[str, str]]:
    yield "preamble", order.preamble
    for clause in order.clauses:
        yield f"clauses.{clause.id}", "\n".join((clause.text, *clause.bullets))


def _succeeds(derived: Callable[[], str]) -> bool:
    try:
        derived()
    except DefinitionError:
        return False
    return True
