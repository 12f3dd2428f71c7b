"""What a summary measures with: a number with its whole, its change, and where it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["INSIDE", "NO_TRACE", "Change", "Share", "Trace"]

INSIDE = " › "
"""Stands between an archive or a letter and the file that came in it."""


class Trace(NamedTuple):
    """Where a value was written: the text as it stands there, the returned file, and the place in it."""

    raw: str = ""
    file: str = ""
    place: str = ""


NO_TRACE = Trace()
"""Nothing was written."""


@dataclass(frozen=True, slots=True)
class Share:
    """n of d for one respondent or for the district. None is not known; `not_applicable` counts nowhere.

    `hidden` is a small count that may not be told: neither number is here (see `roadmapdocs.aggregate.privacy`).
    """

    numerator: int | None = None
    denominator: int | None = None
    not_applicable: bool = False
    hidden: bool = False

    @property
    def known(self) -> bool:
        """Say whether there is a number to count."""
        return self.numerator is not None and not self.not_applicable

    @property
    def ratio(self) -> float | None:
        """The numerator by the denominator; None without a denominator."""
        if self.numerator is None or not self.denominator or self.not_applicable:
            return None
        return self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Change:
    """A number at two moments. The change is known where both are, and are numbers of one kind."""

    before: Share = Share()
    now: Share = Share()

    @property
    def difference(self) -> int | None:
        """By how much a plain number has changed; None for shares, whose numerators stand for different wholes."""
        if self._shares or not (self.before.known and self.now.known):
            return None
        assert self.now.numerator is not None
        assert self.before.numerator is not None
        return self.now.numerator - self.before.numerator

    @property
    def points(self) -> float | None:
        """By how many percentage points a share has changed; None for plain numbers."""
        before, now = self.before.ratio, self.now.ratio
        return None if before is None or now is None else (now - before) * 100

    @property
    def _shares(self) -> bool:
        return self.before.denominator is not None or self.now.denominator is not None
