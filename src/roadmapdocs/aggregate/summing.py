"""Submissions → `Summary`: who has returned, statuses, indicators, words, changes. No document library, no files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.activities import activity_lines, own_activities, trace_of
from roadmapdocs.aggregate.changes import two_dates, year_changes
from roadmapdocs.aggregate.indicators import Columns, indicator_lines
from roadmapdocs.aggregate.privacy import THRESHOLD
from roadmapdocs.aggregate.school_roadmaps import compare_roadmaps
from roadmapdocs.aggregate.sources import counting, sources
from roadmapdocs.findings import Severity
from roadmapdocs.forms.questions import ANSWER, CLOSING
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.school import Respondent, School
from roadmapdocs.model.submission import Given, Missing, NotAsked, Refused, Submission
from roadmapdocs.model.summary import FindingLine, FreeText, RespondentLine, Summary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.aggregate.sources import Version
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order

__all__ = ["completeness", "summarize"]


def summarize(
    order: Order,
    schools: Sequence[School],
    submissions: Sequence[Submission],
    *,
    as_of: date,
    refused: Sequence[Refused] = (),
    superseded: Sequence[Submission] = (),
    disputed: Sequence[Submission] = (),
    accepted: Collection[str] = frozenset(),
    previous: Summary | None = None,
    threshold: int = THRESHOLD,
    details: bool = True,
) -> Summary:
    """Sum up what had come by `as_of`: at most one submission per respondent and form counts, the last one given.

    `superseded` are earlier versions: one of them counts where the later ones came after `as_of`. `disputed` came
    after another one was accepted, `refused` are no submissions: they are only listed. `accepted` are the codes of
    respondents whose reports a person has accepted; all others count provisionally. `previous` is last year's summary,
    to compare with. `threshold` is the smallest count of pupils that may leave the district. Without `details` no cell
    can be opened, which saves memory for thousands of schools.
    """
    versions = [*superseded, *submissions]
    counted = counting(versions, as_of)
    due = order.round_of("schools").due
    columns = _columns([report_form(order, school) for school in schools], counted)
    own_columns = _columns([report_form(order, department_of(order))], counted)
    summary = Summary(
        title=f"Свод отчётов о реализации планов мероприятий на {as_of:%d.%m.%Y}",
        order=f"{order.issuer.name}, приказ от {order.date:%d.%m.%Y} № {order.number}",
        as_of=as_of,
        due=due,
        respondents=tuple(_respondent_line(*column, accepted) for column in columns),
        activities=tuple(activity_lines(order, columns, details=details)),
        indicators=tuple(indicator_lines(order, columns, "school", details=details)),
        department=_respondent_line(*own_columns[0], accepted),
        department_activities=tuple(activity_lines(order, own_columns, details=details)),
        department_indicators=tuple(indicator_lines(order, own_columns, "department", details=details)),
        texts=tuple(_texts([*columns, *own_columns])),
        findings=tuple(_findings([*columns, *own_columns])),
        refused=tuple(refused),
        sources=tuple(sources(versions, counted, as_of, disputed=disputed, refused=refused)),
        own_activities=tuple(own_activities([*columns, *own_columns])),
        school_roadmaps=tuple(compare_roadmaps(order, schools, counted)),
        threshold=threshold,
    )
    summary = replace(summary, two_dates=tuple(two_dates(order, summary.indicators)))
    if previous is None:
        return summary
    return replace(summary, years=tuple(year_changes(order, summary, previous)), previous=previous.order)


def _columns(forms: Sequence[Form], counted: Mapping[Version, Submission]) -> Columns:
    return [(form, counted.get((form.respondent.code, form.blank.kind))) for form in forms]


# --- who has returned -------------------------------------------------------------------------------------------


def completeness(submission: Submission) -> tuple[int, int]:
    """Return how many of the required fields hold an answer, and how many there are."""
    fields = submission.form.blank.fields
    required = [submission.answers[address] for address, field in fields.items() if field.required]
    asked = [answer for answer in required if not isinstance(answer, NotAsked)]
    return sum(not isinstance(answer, Missing) for answer in asked), len(asked)


def _respondent_line(form: Form, submission: Submission | None, accepted: Collection[str]) -> RespondentLine:
    respondent = form.respondent
    if submission is None:
        return RespondentLine(respondent.code, respondent.short_name, _cluster(respondent), "missing")
    filled, asked = completeness(submission)
    return RespondentLine(
        code=respondent.code,
        name=respondent.short_name,
        cluster=_cluster(respondent),
        state="to_correct" if submission.errors else "clean",
        file=submission.file,
        filled=filled,
        asked=asked,
        errors=len(submission.errors),
        warnings=sum(finding.severity is Severity.WARNING for finding in submission.findings),
        accepted=respondent.code in accepted,
        received=submission.received,
        in_time=None if submission.received is None else submission.received <= form.blank.due,
        revision=submission.form.blank.revision if submission.revision is None else submission.revision,
    )


def _cluster(respondent: Respondent) -> str:
    return respondent.cluster if isinstance(respondent, School) else ""


# --- words and findings -----------------------------------------------------------------------------------------


def _texts(columns: Columns) -> Iterator[FreeText]:
    for form, submission in columns:
        closing = next((table for table in form.tables if table.id == CLOSING), None)
        for row in closing.asked_rows if closing and submission else ():
            address = f"{row.id}.{ANSWER}"
            answer = submission.answers[address] if submission else None
            if submission and isinstance(answer, Given):
                respondent = form.respondent
                trace = trace_of(submission, address)
                yield FreeText(row.printed["question"], respondent.short_name, answer.raw, respondent.code, trace)


def _findings(columns: Columns) -> Iterator[FindingLine]:
    for form, submission in columns:
        for finding in submission.findings if submission else ():
            yield FindingLine(form.respondent.short_name, finding, form.respondent.code)
