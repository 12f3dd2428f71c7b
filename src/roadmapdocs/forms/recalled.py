"""What a respondent answered last year: what is filled in for it again, and what its form prints for comparison.

Only what was understood and not found wrong is taken over. Ids of rows stay from year to year, but passports differ
with what the indicators need, so their questions are found by what they ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.answers import format_value
from roadmapdocs.findings import Severity
from roadmapdocs.forms.questions import ANSWER, BEFORE, INDICATORS, PASSPORT, WHOLE
from roadmapdocs.model.form import FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmapdocs.model.form import Blank, Field, Row, Value
    from roadmapdocs.model.submission import Submission

__all__ = ["NO_ANSWER", "last_year", "passport_again"]

NO_ANSWER = "нет данных"


def passport_again(blank: Blank, known: Mapping[str, Value], previous: Submission | None) -> dict[str, Value]:
    """Return last year's answers to the questions of the passport that nothing else answers; a day is never taken."""
    if previous is None:
        return {}
    told = {_question(field): value for field, value in _answered(previous)}
    found: dict[str, Value] = {}
    for address, field in _passport(blank):
        value = told.get(_question(field))
        if address not in known and field.type is not FieldType.DATE and value is not None:
            found[address] = value
    return found


def last_year(blank: Blank, previous: Submission | None) -> dict[str, str]:
    """Return what stands in the column of last year's values: «12», «12 из 17», «да», or that there are none."""
    return {f"{row.id}.{BEFORE}": _told(row, previous) or NO_ANSWER for row in _indicators(blank)}


def _indicators(blank: Blank) -> Iterator[Row]:
    return (row for table, row in blank.rows.values() if table.id == INDICATORS)


def _told(row: Row, previous: Submission | None) -> str:
    if previous is None:
        return ""
    address, whole = f"{row.id}.{ANSWER}", f"{row.id}.{WHOLE}"
    asked = previous.form.blank.fields.get(address)
    value = _trusted(previous, address)
    if asked is None or value is None or asked.type is not row.fields[ANSWER].type:
        return ""
    total = _trusted(previous, whole)
    of = f" из {total}" if total is not None else ""
    return f"{format_value(asked, value)}{of}"


# --- last year's answers ----------------------------------------------------------------------------------------


def _passport(blank: Blank) -> Iterator[tuple[str, Field]]:
    for table, row in blank.rows.values():
        if table.id == PASSPORT:
            yield f"{row.id}.{ANSWER}", row.fields[ANSWER]


def _question(field: Field) -> str:
    return field.known_as or field.caption


def _answered(previous: Submission) -> Iterator[tuple[Field, Value]]:
    for address, field in _passport(previous.form.blank):
        if (value := _trusted(previous, address)) is not None:
            yield field, value


def _trusted(previous: Submission, address: str) -> Value | None:
    wrong = any(found.address == address and found.severity is Severity.ERROR for found in previous.findings)
    return None if wrong else previous.value(address)
