"""Sentences about numbers: the noun, the adjective and the verb beside a number take the form it demands.

The rules are those of «Русская грамматика» (1980), §§ 1364-1371 and 2244: after 1, 21, 101 the singular, after 2 to 4
the genitive singular, after the others the genitive plural; the last two digits 11 to 14 count among the others.
«Из» wants the genitive: «из 1 школы», «из 21 школы», «из 12 школ». People and schools act in the plural («отчёты
представили 11»); things that something was done to stand in the neuter singular from five on («выполнено 5»).
"""

from __future__ import annotations

from typing import NamedTuple

from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.typography import NBSP

__all__ = ["Noun", "counted", "enumerated", "form", "is_single", "of_counted", "who_did"]


class Noun(NamedTuple):
    """A noun as numbers demand it: «школа», «школы» (also the genitive singular), «школ»."""

    one: str
    few: str
    many: str


def form(number: int, one: str, few: str, many: str) -> str:
    """Return the form that a word takes beside a number, without the number: `form(21, "дана", "даны", "дано")`."""
    return agree(number, one, few, many).partition(" ")[2]


def counted(number: int, noun: Noun) -> str:
    """Return a number with its noun, kept on one line: «1 школа», «22 школы», «11 школ»."""
    return f"{number}{NBSP}{form(number, *noun)}"


def of_counted(number: int, noun: Noun) -> str:
    """Return a number with its noun in the genitive, as after «из»: «1 школы», «21 школы», «12 школ»."""
    return f"{number}{NBSP}{form(number, noun.few, noun.many, noun.many)}"


def is_single(number: int) -> bool:
    """Say whether a number demands the singular: 1, 21, 101, but not 11."""
    return form(number, "1", "2", "5") == "1"


def who_did(number: int, she: str, they: str) -> str:
    """Return the verb of schools that did something: «представила 21», «представили 2», «представили 11»."""
    return they if not is_single(number) else she


def enumerated(parts: list[str]) -> str:
    """Join the members of a list: «а», «а и б», «а, б и в»."""
    if len(parts) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(parts)
    return f"{', '.join(parts[:-1])} и {parts[-1]}"
