"""Rows across a table: directions («направления»), sections, stages, modules."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["DirectionTitle", "depth_of", "is_number", "split_direction"]

_ROMAN = r"(?:X{0,2}(?:IX|IV|V?I{0,3}))"
_NUMBER = re.compile(r"(?:№ ?)?(?:\d{1,3}(?:[.\-]\d{1,3}){0,4}[.)]?)(?:[а-яa-z]\)?)?|[IVXІХ]{1,6}[.)]?|[а-я]\)")
_LED = re.compile(r"((?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXІХ]{1,6}[.)]))\s+(\S.*)|(\d{1,2}[.)])(\S.*)", re.DOTALL)


class DirectionTitle(NamedTuple):
    """The number and the title of a direction; either may be empty."""

    number: str
    title: str


def is_number(text: str) -> bool:
    """Say whether a cell holds a number of a row: «1», «1.2.», «IV», «3)»."""
    return _NUMBER.fullmatch(text.strip()) is not None


def depth_of(number: str) -> int:
    """Return how many parts a number has: 0 for none and for Roman ones, 2 for «1.2.»."""
    return len(re.findall(r"\d+", number))


def split_direction(text: str) -> DirectionTitle:
    """Divide a title into its leading number and the rest; «Раздел I. …» is all title."""
    found = _LED.fullmatch(text)
    if found is None:
        return DirectionTitle("", text)
    return DirectionTitle(found[1] or found[3], (found[2] or found[4]).strip())
