"""The verdicts that a form is sent with: reckoned here by the same rules, so that a preview shows no nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.answers import text_of
from roadmapdocs.rules.checks import Standing, checks_of, depends_on, standing
from roadmapdocs.rules.words import IN_REPORT, PROGRESS, TOTAL, verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from roadmapdocs.model.form import Blank, Form, Value

__all__ = ["LINES", "Verdicts", "verdict_hole"]

LINES = {"check total": TOTAL, "check progress": PROGRESS, "check line": IN_REPORT}
"""Names of holes → the lines that stand there."""


def verdict_hole(row: str) -> str:
    """Return the name of the hole for what is said of a row."""
    return f"verdict {row}"


class Verdicts:
    """The verdicts of a blank. Only those that the `prefilled` answers can change are reckoned for each respondent."""

    def __init__(self, blank: Blank, prefilled: Collection[str]) -> None:
        self._blank, self._checks = blank, checks_of(blank)
        chosen = frozenset(prefilled)
        varying = [not chosen.isdisjoint(depends_on(blank, check)) for check in self._checks]
        self._varying = tuple(number for number, varies in enumerate(varying) if varies)
        self._known = {address: asked.prefill for address, asked in blank.fields.items() if asked.prefill is not None}
        self._fixed = standing(
            blank,
            {address: value for address, value in self._known.items() if address not in chosen},
            [number for number, varies in enumerate(varying) if not varies],
        )
        self._of_row: dict[str, list[int]] = {}
        for number, check in enumerate(self._checks):
            self._of_row.setdefault(check.row, []).append(number)
        rows = {self._checks[number].row for number in self._varying}
        rows |= {address.partition(".")[0] for address in chosen}
        self.varying_rows = tuple(row for row in blank.rows if row in rows)

    def fixed(self, row: str) -> str:
        """Return what is said of a row that is the same for all respondents."""
        return self._verdict(row, self._fixed, self._known)

    def longest(self, row: str) -> str:
        """Return about the longest that has to be said of a row: its two longest remedies."""
        remedies = sorted((self._checks[number].remedy for number in self._of_row.get(row, ())), key=len)
        return verdict(remedies[-2:], touched=True)

    def stamped(self, form: Form) -> dict[str, str]:
        """Return the texts of the holes for one form."""
        known = {**self._known, **form.prefill}
        every = standing(form.blank, known, self._varying).joined(self._fixed)
        asked = [number for number in every.broken if self._checks[number].asks]
        numbers = (len(every.broken), len(asked), len(every.due))
        texts = {name: line.told(*numbers) for name, line in LINES.items()}
        return texts | {verdict_hole(row): self._verdict(row, every, known) for row in self.varying_rows}

    def _verdict(self, row: str, found: Standing, known: Mapping[str, Value]) -> str:
        remedies = [self._checks[number].remedy for number in self._of_row.get(row, ()) if number in found.broken]
        fields = self._blank.rows[row][1].fields
        touched = any(text_of(asked, known.get(f"{row}.{column}")) for column, asked in fields.items())
        return verdict(remedies, touched=touched)
