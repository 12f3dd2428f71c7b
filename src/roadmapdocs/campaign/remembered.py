"""What was read of a file, as JSON and back: the cache's two directions side by side.

The form itself is not kept: it follows from its key. What comes out equals what went in, but for the name of the
file, which may have changed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from roadmapdocs.findings import Finding, Place, Severity
from roadmapdocs.forms.key import format_key, parse_key
from roadmapdocs.model.submission import (
    AddedRow,
    Answer,
    Given,
    Missing,
    NotApplicable,
    NotAsked,
    Refused,
    Submission,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.model.form import Value
    from roadmapdocs.recognition import Register

__all__ = ["Recognised", "from_json", "to_json"]

Json = Any  # what `json` reads and writes


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its forms, and when it was saved, as its own properties say."""

    forms: tuple[Submission | Refused, ...]
    saved: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """The file that what was remembered is now read from."""

    register: Register
    file: str
    sha256: str
    received: date


def to_json(recognised: Recognised) -> Json:
    """Return what was read as values for `json`."""
    saved = recognised.saved.isoformat() if recognised.saved else None
    return {"saved": saved, "forms": [_form_to(form) for form in recognised.forms]}


def from_json(value: Json, register: Register, *, file: str, sha256: str, received: date) -> Recognised:
    """Return what was read. Raises `KeyError`, `TypeError` or `ValueError` for what was not written by `to_json`."""
    source = _Source(register, file, sha256, received)
    saved = datetime.fromisoformat(value["saved"]) if value["saved"] else None
    return Recognised(tuple(_form_from(form, source) for form in value["forms"]), saved)


# --- forms --------------------------------------------------------------------------------------------------------


def _form_to(form: Submission | Refused) -> Json:
    if isinstance(form, Refused):
        return {"refused": _finding_to(form.finding)}
    return {
        "key": format_key(form.form.key),
        "revision": form.revision,
        "answers": _answers_to(form.answers),
        "findings": [_finding_to(finding) for finding in form.findings],
        "unclaimed": list(form.unclaimed),
        "added": [[row.code, row.table, _answers_to(row.answers)] for row in form.added],
        "withheld": form.withheld,
    }


def _form_from(value: Json, source: _Source) -> Submission | Refused:
    if "refused" in value:
        found = _finding_from(value["refused"], source.file)
        return Refused(source.file, found, sha256=source.sha256, received=source.received)
    key = parse_key(value["key"])
    form = source.register.form_of(key) if key else None
    if form is None:
        raise ValueError("the form is not known any more")
    return Submission(
        form=form,
        answers=_answers_from(value["answers"]),
        findings=tuple(_finding_from(found, source.file) for found in value["findings"]),
        unclaimed=tuple(value["unclaimed"]),
        added=tuple(AddedRow(code, table, _answers_from(answers)) for code, table, answers in value["added"]),
        file=source.file,
        sha256=source.sha256,
        received=source.received,
        revision=value["revision"],
        withheld=value["withheld"],
    )


# --- answers and findings -----------------------------------------------------------------------------------------


def _answers_to(answers: Mapping[str, Answer]) -> Json:
    return {address: _answer_to(answer) for address, answer in answers.items()}


def _answers_from(value: Json) -> dict[str, Answer]:
    return {address: _answer_from(*answer) for address, answer in value.items()}


def _answer_to(answer: Answer) -> Json:
    match answer:
        case Given(value, raw, place, found_by):
            return ["given", {"date": value.isoformat()} if isinstance(value, date) else value, raw, place, found_by]
        case NotApplicable(raw, place, found_by):
            return ["not_applicable", raw, place, found_by]
        case Missing(place):
            return ["missing", place]
        case NotAsked(place):
            return ["not_asked", place]


def _answer_from(kind: str, *parts: Json) -> Answer:
    if kind == "given":
        value, *rest = parts
        return Given(_value_from(value), *rest)
    return _OTHER_ANSWERS[kind](*parts)


_OTHER_ANSWERS: dict[str, type[NotApplicable | Missing | NotAsked]] = {
    "not_applicable": NotApplicable,
    "missing": Missing,
    "not_asked": NotAsked,
}


def _value_from(value: Json) -> Value | None:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    if not isinstance(value, str | int | None):
        raise TypeError("this is no value of an answer")
    return value


def _finding_to(finding: Finding) -> Json:
    place = finding.place
    where = [place.location, place.item, place.column]
    return [
        int(finding.severity),
        finding.code,
        finding.message,
        where,
        finding.seen,
        finding.expected,
        finding.address,
    ]


def _finding_from(value: Json, file: str) -> Finding:
    severity, code, message, where, seen, expected, address = value
    return Finding(Severity(severity), code, message, Place(file, *where), seen, expected, address)
