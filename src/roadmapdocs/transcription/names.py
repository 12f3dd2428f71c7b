"""Ids that are proposed: short, made of Latin letters, unique; letters and codes of roadmaps."""

from __future__ import annotations

import re

from roadmapdocs.model.roadmap import RESERVED_LETTERS

__all__ = ["LETTERS", "MOST_ROWS", "Names", "transliterated"]

LETTERS = [letter for letter in "АБВГДЕЖЗЛМНОСТУФХЦЧШЭЮЯ" if letter not in RESERVED_LETTERS]
"""Letters of roadmaps in the order in which they are given."""

MOST_ROWS = 89
"""Rows of one roadmap: codes have two digits, and those from 90 belong to rows that schools add."""

_SPELLINGS = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia"
_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _SPELLINGS.split(" "), strict=True))
_EMPTY_WORDS = """
для при или под над без всех этих этого данного настоящего плана мероприятий мероприятия работы
организация организации обеспечение проведение разработка участие
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_LEAST = 3


def transliterated(text: str) -> str:
    """Return Russian text in Latin letters, small, other signs as hyphens."""
    latin = "".join(_LATIN.get(char, char) for char in text.casefold())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


class Names:
    """Gives ids that were not given before."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, text: str, words: int = 3, otherwise: str = "row") -> str:
        """Return an id from the first telling words of a text."""
        found = re.findall(r"[а-яёa-z]+", text.casefold())
        telling = [word for word in found if len(word) > _LEAST and word not in _EMPTY] or found
        return self.exactly(transliterated("-".join(telling[:words]))[:40].strip("-") or otherwise)

    def exactly(self, name: str) -> str:
        """Return this id, with a number behind it where it was given before."""
        unique, number = name, 1
        while unique in self._given:
            number += 1
            unique = f"{name}-{number}"
        self._given.add(unique)
        return unique
