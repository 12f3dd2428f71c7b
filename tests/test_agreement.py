"""Words beside numbers: nouns, verbs and the genitive after «из», for every number that a report may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.russian.agreement import Noun, counted, enumerated, form, is_single, of_counted, who_did
from roadmapdocs.russian.typography import NBSP

SCHOOL = Noun("школа", "школы", "школ")


@pytest.mark.parametrize(
    ("number", "nominative", "genitive", "verb", "participle"),
    [
        (0, "школ", "школ", "представили", "выполнено"),
        (1, "школа", "школы", "представила", "выполнена"),
        (2, "школы", "школ", "представили", "выполнены"),
        (4, "школы", "школ", "представили", "выполнены"),
        (5, "школ", "школ", "представили", "выполнено"),
        (11, "школ", "школ", "представили", "выполнено"),
        (12, "школ", "школ", "представили", "выполнено"),
        (14, "школ", "школ", "представили", "выполнено"),
        (20, "школ", "школ", "представили", "выполнено"),
        (21, "школа", "школы", "представила", "выполнена"),
        (22, "школы", "школ", "представили", "выполнены"),
        (100, "школ", "школ", "представили", "выполнено"),
        (101, "школа", "школы", "представила", "выполнена"),
        (111, "школ", "школ", "представили", "выполнено"),
        (112, "школ", "школ", "представили", "выполнено"),
        (121, "школа", "школы", "представила", "выполнена"),
        (1001, "школа", "школы", "представила", "выполнена"),
        (40_000, "школ", "школ", "представили", "выполнено"),
    ],
)
def test_forms_beside_a_number(number: int, nominative: str, genitive: str, verb: str, participle: str) -> None:
    """The forms are those a person writes."""
    assert counted(number, SCHOOL) == f"{number}{NBSP}{nominative}"
    assert of_counted(number, SCHOOL) == f"{number}{NBSP}{genitive}"
    assert who_did(number, "представила", "представили") == verb
    assert form(number, "выполнена", "выполнены", "выполнено") == participle


@given(st.integers(0, 10**6))
def test_the_last_two_digits_decide(number: int) -> None:
    """A number speaks as its last two digits do, and never parts from its noun at the end of a line."""
    assert form(number, *SCHOOL) == form(number % 100, *SCHOOL)
    assert of_counted(number, SCHOOL).split(NBSP) == [str(number), "школы" if is_single(number) else "школ"]
    assert is_single(number) == (number % 10 == 1 and number % 100 != 11)
    assert (who_did(number, "она", "они") == "она") == is_single(number)
    assert " " not in counted(number, SCHOOL)


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")]
)
def test_lists_are_joined_as_people_join_them(parts: list[str], said: str) -> None:
    """Commas between all members but the last two."""
    assert enumerated(parts) == said
