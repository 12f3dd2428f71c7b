"""Submissions → `Summary`: who has returned, statuses, indicators, words. No document library, no files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.indicators import Columns, indicator_lines
from roadmapdocs.findings import Finding, Severity
from roadmapdocs.forms.plan import EVENT, STATUS
from roadmapdocs.forms.questions import ANSWER, CLOSING
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.school import Respondent, School
from roadmapdocs.model.submission import Given, Missing, NotAsked, Refused, Submission
from roadmapdocs.model.summary import (
    BLANK,
    NO_REPORT,
    NOT_ASKED,
    ActivityLine,
    FreeText,
    RespondentLine,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.model.form import Form, Row, Table
    from roadmapdocs.model.order import Order

__all__ = ["completeness", "summarize"]


def summarize(
    order: Order,
    schools: Sequence[School],
    submissions: Sequence[Submission],
    *,
    as_of: date,
    refused: Sequence[Refused] = (),
) -> Summary:
    """Sum up: at most one submission per respondent counts, the last one given.

    `as_of` is the day the summary speaks of. `refused` are returned files that are no submissions.
    """
    by_code = {submission.respondent.code: submission for submission in submissions}
    forms = [report_form(order, school) for school in schools]
    columns = [(form, by_code.get(form.respondent.code)) for form in forms]
    own = report_form(order, department_of(order))
    own_columns = [(own, by_code.get(own.respondent.code))]
    return Summary(
        title=f"Свод отчётов о реализации планов мероприятий на {as_of:%d.%m.%Y}",
        order=f"{order.issuer.name}, приказ от {order.date:%d.%m.%Y} № {order.number}",
        as_of=as_of,
        due=order.round_of("schools").due,
        respondents=tuple(_respondent_line(form, submission) for form, submission in columns),
        activities=tuple(_activity_lines(columns)),
        indicators=tuple(indicator_lines(order, columns, "school")),
        department=_respondent_line(*own_columns[0]),
        department_activities=tuple(_activity_lines(own_columns)),
        department_indicators=tuple(indicator_lines(order, own_columns, "department")),
        texts=tuple(_texts([*columns, *own_columns])),
        findings=tuple(_findings([*columns, *own_columns])),
        refused=tuple(refused),
    )


# --- who has returned -------------------------------------------------------------------------------------------


def completeness(submission: Submission) -> tuple[int, int]:
    """Return how many of the required fields hold an answer, and how many there are."""
    fields = submission.form.blank.fields
    required = [submission.answers[address] for address, field in fields.items() if field.required]
    asked = [answer for answer in required if not isinstance(answer, NotAsked)]
    return sum(not isinstance(answer, Missing) for answer in asked), len(asked)


def _respondent_line(form: Form, submission: Submission | None) -> RespondentLine:
    respondent = form.respondent
    if submission is None:
        return RespondentLine(respondent.code, respondent.short_name, _cluster(respondent), "missing")
    filled, asked = completeness(submission)
    return RespondentLine(
        respondent.code,
        respondent.short_name,
        _cluster(respondent),
        "to_correct" if submission.errors else "clean",
        submission.file,
        filled,
        asked,
        len(submission.errors),
        sum(finding.severity is Severity.WARNING for finding in submission.findings),
    )


def _cluster(respondent: Respondent) -> str:
    return respondent.cluster if isinstance(respondent, School) else ""


# --- statuses ---------------------------------------------------------------------------------------------------


def _activity_lines(columns: Columns) -> Iterator[ActivityLine]:
    for code, (table, row) in _all_rows(columns).items():
        cells = tuple(_status(form, submission, row.id) for form, submission in columns)
        yield ActivityLine(
            code=code,
            number=row.printed.get("number", ""),
            roadmap=table.title,
            text=row.printed.get(EVENT, ""),
            deadline=row.printed.get("deadline", ""),
            cells=cells,
            counts=Counter(cells),
        )


def _all_rows(columns: Columns) -> Mapping[str, tuple[Table, Row]]:
    """Return the rows of the roadmaps over all forms, by code, in the order of the order."""
    rows: dict[str, tuple[Table, Row]] = {}
    for form in {form.blank.fingerprint: form for form, _ in columns}.values():
        for table in form.tables:
            for row in table.asked_rows:
                if EVENT in row.printed:
                    rows.setdefault(row.code, (table, row))
    order = {table.id: None for table, _ in rows.values()}
    return dict(sorted(rows.items(), key=lambda item: sorted(order).index(item[1][0].id)))


def _status(form: Form, submission: Submission | None, row_id: str) -> str:
    if row_id not in form.blank.rows:
        return NOT_ASKED
    if submission is None:
        return NO_REPORT
    if isinstance(submission.answers[f"{row_id}.{STATUS}"], NotAsked):
        return NOT_ASKED
    value = submission.value(f"{row_id}.{STATUS}")
    return value if isinstance(value, str) else BLANK


# --- words and findings -----------------------------------------------------------------------------------------


def _texts(columns: Columns) -> Iterator[FreeText]:
    for form, submission in columns:
        closing = (table for table in form.tables if table.id == CLOSING)
        for row in next(closing).asked_rows if submission else ():
            answer = submission.answers[f"{row.id}.{ANSWER}"] if submission else None
            if isinstance(answer, Given):
                yield FreeText(row.printed["question"], form.respondent.short_name, answer.raw)


def _findings(columns: Columns) -> Iterator[tuple[str, Finding]]:
    for form, submission in columns:
        for finding in submission.findings if submission else ():
            yield form.respondent.short_name, finding
