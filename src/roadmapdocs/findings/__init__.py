"""Findings: what is wrong with a file that came back, as values with a place.

Every sentence a school can see stands in `CATALOGUE`. A message reads: where → what was seen → what is expected,
with an example → what to do if it is legitimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.findings.answers import ANSWERS
from roadmapdocs.findings.cautions import CAUTIONS
from roadmapdocs.findings.files import FILES
from roadmapdocs.findings.kinds import Kind, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOGUE", "Finding", "Kind", "Place", "Severity", "finding"]

CATALOGUE: dict[str, Kind] = FILES | ANSWERS | CAUTIONS
"""Code → kind: E1xx the file, E2xx an answer, E3xx answers together, W4xx warnings, I5xx to know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the file, the place in it («таблица 2, строка 4» or «Отчёт!D7»), and what the form calls it."""

    file: str = ""
    location: str = ""
    item: str = ""
    column: str = ""

    def __str__(self) -> str:
        """Return the place as a person would name it."""
        column = f"графа «{self.column}»" if self.column else ""
        named = ", ".join(part for part in (self.item, column) if part)
        if named and self.location:
            return f"{named} ({self.location})"
        return named or self.location or self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `seen` and `expected` are also part of `message`."""

    severity: Severity
    code: str
    message: str
    place: Place
    seen: str = ""
    expected: str = ""
    address: str = ""

    def __str__(self) -> str:
        """Return the remark as one line: place and sentence."""
        place = str(self.place)
        return f"{place}: {self.message}" if place else self.message


def finding(
    code: str,
    place: Place,
    *,
    seen: str = "",
    expected: str = "",
    address: str = "",
    catalogue: Mapping[str, Kind] = CATALOGUE,
) -> Finding:
    """Make a finding of a kind in the catalogue."""
    kind = catalogue[code]
    message = kind.ru.format(seen=_short(seen), expected=expected)
    return Finding(kind.severity, code, message, place, seen, expected, address)


_LONGEST_QUOTE = 160


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_QUOTE else folded[:_LONGEST_QUOTE].rstrip() + "…"
