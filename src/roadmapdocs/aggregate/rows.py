"""Answers as one long table: one row per field that a respondent was asked.

`AnswerRow` is the table's only description: its columns, its JSON Schema and its CSV header follow from it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field as Setting

from roadmapdocs.answers import format_value
from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.plan import DATE, EVENT, rows_of
from roadmapdocs.forms.questions import INDICATORS, PASSPORT
from roadmapdocs.model.base import Model
from roadmapdocs.model.form import FieldType
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import MISSING, Answer, Given, NotApplicable, NotAsked, Submission
from roadmapdocs.orders.deadlines import deadline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmapdocs.model.form import Field, Table
    from roadmapdocs.model.order import Order

__all__ = ["COLUMNS", "AnswerRow", "answer_rows"]

AnswerStatus = Literal["given", "misread", "not_applicable", "missing", "not_asked", "hidden", "left_out"]


class AnswerRow(Model):
    """One answer: who was asked what, what was answered, and where it stands."""

    municipality: str
    respondent: str = Setting(description="the respondent's code")
    name: str
    form: str = Setting(description="the key of the form")
    revision: int = Setting(description="the revision of the form that came back")
    table: str = Setting(description="the table of the form: passport, plan-…, indicators, reasons, closing")
    roadmap: str = Setting(description="the stable id of the roadmap, «» where the question belongs to none")
    activity: str = Setting(description="the stable id of the activity, «» where the question belongs to none")
    indicator: str = Setting(description="the stable id of the indicator, «» where none is asked")
    code: str = Setting(description="the code of the row as printed: «А13», «И7»")
    field: str = Setting(description="the column: status, date, evidence, answer, whole, reason, …")
    value: int | date | str | None = Setting(description="the typed value: a choice's id, a number, a date, text")
    text: str = Setting(description="the value as people read it")
    raw: str = Setting(description="the text as it was written")
    unit: str = Setting(description="what a number counts")
    status: AnswerStatus = Setting(
        description="given; misread: not understood; not_applicable; missing: asked but empty; not_asked in that "
        "revision; hidden: a small count of pupils; left_out: words or names that do not leave the district"
    )
    found_by: str = Setting(description="what led to the cell: code, tag, added")
    file: str
    place: str = Setting(description="where in the file")


COLUMNS = tuple(AnswerRow.model_fields)
"""The columns of the long table, in order."""


class _About(NamedTuple):
    """What a row is about: stable ids of the order, and what its numbers count."""

    roadmap: str = ""
    activity: str = ""
    indicator: str = ""
    unit: str = ""


class _Asked(NamedTuple):
    """A question of the form: its table, the code of its row, its column and field, and what it is about."""

    table: Table
    code: str
    column: str
    field: Field
    about: _About


def answer_rows(submission: Submission, order: Order | None = None) -> Iterator[dict[str, object]]:
    """Yield the answers of a submission, missing ones too, in the order of the form; see `AnswerRow` for the columns.

    `value` is None where `status` is not «given». Stable ids and units are in the order, so without it their columns
    are empty.
    """
    subjects = _subjects(order) if order is not None else {}
    named = _named_rows(submission)
    for table in submission.form.tables:
        for row in table.asked_rows:
            about = subjects.get(named.get(row.id, row.id), _About())
            for column, field in row.fields.items():
                asked = _Asked(table, row.code, column, field, about)
                yield _row(submission, asked, submission.answers[f"{row.id}.{column}"])
    for added in submission.added:
        table = next(table for table in submission.form.tables if table.id == added.table)
        spare = next(row for row in table.asked_rows if EVENT in row.fields)  # what an added row asks, it asks too
        about = subjects.get(ascii_code(added.code[0]), _About())
        for column, field in spare.fields.items():
            asked = _Asked(table, added.code, column, field, about)
            yield _row(submission, asked, added.answers.get(column, MISSING))


def _row(submission: Submission, asked: _Asked, answer: Answer) -> dict[str, object]:
    form, respondent = submission.form, submission.respondent
    value = answer.value if isinstance(answer, Given) else None
    written = answer if isinstance(answer, Given | NotApplicable) else None
    return {
        "municipality": respondent.municipality if isinstance(respondent, School) else "",
        "respondent": respondent.code,
        "name": respondent.short_name,
        "form": form.printed_key,
        "revision": form.blank.revision if submission.revision is None else submission.revision,
        "table": asked.table.id,
        "roadmap": asked.about.roadmap,
        "activity": asked.about.activity,
        "indicator": asked.about.indicator,
        "code": asked.code,
        "field": asked.column,
        "value": value,
        "text": "" if value is None else format_value(asked.field, value),
        "raw": written.raw if written else "",
        "unit": _unit(asked),
        "status": _status(answer),
        "found_by": written.found_by if written else "",
        "file": submission.file,
        "place": answer.place,
    }


def _status(answer: Answer) -> AnswerStatus:
    if isinstance(answer, Given):
        return "given" if answer.value is not None else "misread"
    if isinstance(answer, NotAsked):
        return "not_asked"
    return "not_applicable" if isinstance(answer, NotApplicable) else "missing"


# --- what a row is about ------------------------------------------------------------------------------------------


def _subjects(order: Order) -> Mapping[str, _About]:
    """Return what rows are about, by row id; a roadmap's letter stands for rows of the school's own."""
    found: dict[str, _About] = {}
    for roadmap, activity in order.activities():
        found[ascii_code(roadmap.letter)] = _About(roadmap.id)
        for code, _ in rows_of(activity, deadline_of(order, activity)):
            found[ascii_code(code)] = _About(roadmap.id, activity.id)
        for name in activity.indicators:
            indicator = order.indicators[name]
            about = _About(roadmap.id, activity.id, name, indicator.unit)
            found.setdefault(ascii_code(indicator.code), about)
    return found


def _named_rows(submission: Submission) -> Mapping[str, str]:
    """Return what rows that are not activities themselves belong to: spare rows to a roadmap, reasons to a row."""
    blank, named = submission.form.blank, dict[str, str]()
    for table, row in blank.rows.values():
        if EVENT in row.fields:
            named[row.id] = ascii_code(row.code[0])
        elif blank.reference and table.id == blank.reference.table:
            subject = submission.value(f"{row.id}.{blank.reference.names}")
            named[row.id] = str(subject) if subject is not None else ""
    return named


def _unit(asked: _Asked) -> str:
    if asked.field.type is not FieldType.INTEGER:
        return ""
    if asked.table.id == PASSPORT:
        return "человек"
    return asked.about.unit if asked.table.id == INDICATORS else "раз" if asked.column == DATE else ""
