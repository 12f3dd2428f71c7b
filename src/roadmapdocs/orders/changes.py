"""A change of an order: one text that became another, and where in the order it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Change", "ChangeKind"]

ChangeKind = Literal["requisite", "year", "date", "deadline", "repeal", "form", "typography"]
"""Number, date and school year of the order; a year in its words; an exact date; a deadline by its rule; the clause
that repeals the old order; the revision of the report form; spaces and signs."""


@dataclass(frozen=True, slots=True)
class Change:
    """One text that became another. `place` is the path in the YAML, `where` what a person calls the spot."""

    place: str
    old: str
    new: str
    kind: ChangeKind = "typography"
    where: str = ""
