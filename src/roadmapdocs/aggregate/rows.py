"""Answers as one long table: one dict per field that a respondent was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.answers import format_value
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import Answer, Given, Missing, NotApplicable, NotAsked, Submission

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["answer_rows"]


def answer_rows(submission: Submission) -> Iterator[dict[str, object]]:
    """Yield the answers of a submission, missing ones too, in the order of the form.

    `value` is typed (a choice's id, an int, a date, text) and None where `status` is not «given».
    """
    form = submission.form
    respondent = form.respondent
    for table in form.tables:
        for row in table.asked_rows:
            for column, field in row.fields.items():
                answer = submission.answers[f"{row.id}.{column}"]
                value = answer.value if isinstance(answer, Given) else None
                yield {
                    "municipality": respondent.municipality if isinstance(respondent, School) else "",
                    "respondent": respondent.code,
                    "name": respondent.short_name,
                    "form": form.printed_key,
                    "revision": form.blank.revision,
                    "table": table.id,
                    "code": row.code,
                    "field": column,
                    "value": value,
                    "text": "" if value is None else format_value(field, value),
                    "raw": "" if isinstance(answer, Missing | NotAsked) else answer.raw,
                    "status": _status(answer),
                    "found_by": "" if isinstance(answer, Missing | NotAsked) else answer.found_by,
                    "file": submission.file,
                    "place": answer.place,
                }


def _status(answer: Answer) -> str:
    if isinstance(answer, Given):
        return "given" if answer.value is not None else "misread"
    if isinstance(answer, NotAsked):
        return "not_asked"
    return "not_applicable" if isinstance(answer, NotApplicable) else "missing"
