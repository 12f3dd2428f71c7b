"""Schools' own roadmaps against the municipal ones: rows not planned, later deadlines, nobody responsible, copies.

What differs is one list, from which come the remarks to the school and the lines of the summary.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.activities import trace_of
from roadmapdocs.findings import Finding, finding
from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.forms.school_plan import DEADLINE, FACTOR, KEEPER, PROOF, RESPONSIBLE, RISKS
from roadmapdocs.forms.school_roadmap import roadmap_of_kind, school_roadmap, school_roadmap_forms
from roadmapdocs.model.comparison import Difference, RoadmapComparison
from roadmapdocs.model.submission import MISSING, Given, Missing
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.orders.school_part import school_part, subject_of
from roadmapdocs.rules import Answered
from roadmapdocs.russian.folding import fold_space, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.model.form import Form, Row
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Roadmap
    from roadmapdocs.model.school import School
    from roadmapdocs.model.submission import Submission

__all__ = ["compare_roadmap", "compare_roadmaps", "roadmap_differences", "with_roadmap_remarks"]

_NOBODY = re.compile(r"[\W_]*|нет|никто|не\s?назначен\w*|не\s?определ[её]н\w*|не\s?применимо|н/?п", re.IGNORECASE)
"""What people write where nobody is responsible."""

_COPIED = "W416"


# --- for the summary ----------------------------------------------------------------------------------------------


def compare_roadmaps(
    order: Order, schools: Sequence[School], counted: Mapping[tuple[str, str], Submission]
) -> Iterator[RoadmapComparison]:
    """Yield a comparison for every school and every roadmap that it is asked to make; none where none are asked.

    `counted` are the submissions that count, by the respondent's code and the kind of form.
    """
    for school in schools:
        for form in school_roadmap_forms(order, school):
            yield compare_roadmap(order, form, counted.get((school.code, form.key.kind)))


def compare_roadmap(order: Order, form: Form, submission: Submission | None) -> RoadmapComparison:
    """Compare what a school returned for a form of its roadmap, None if nothing, with the municipal roadmap."""
    roadmap = _municipal(order, form)
    blank, school = form.blank, form.respondent
    silent = RoadmapComparison(
        code=school.code,
        respondent=school.short_name,
        kind=form.key.kind,
        of=roadmap.id,
        roadmap=subject_of(order, roadmap),
        due=blank.due,
        planned=len(school_part(order, roadmap).activities),
    )
    if submission is None:
        return silent
    return replace(
        silent,
        state="to_correct" if submission.errors else "clean",
        file=submission.file,
        received=submission.received,
        in_time=None if submission.received is None else submission.received <= blank.due,
        keeper=_keeper(submission),
        factors=tuple(_factors(submission)),
        differences=tuple(roadmap_differences(order, submission)),
    )


def _municipal(order: Order, form: Form) -> Roadmap:
    roadmap = roadmap_of_kind(order, form.key.kind)
    if roadmap is None:
        raise ValueError(f"the form {form.key.kind} is no school roadmap")
    return roadmap


def _keeper(submission: Submission) -> str:
    named = (a for a, field in submission.form.blank.fields.items() if field.caption == KEEPER.caption)
    return next((answer.raw for a in named if isinstance(answer := submission.answers.get(a), Given)), "")


def _factors(submission: Submission) -> Iterator[str]:
    answered = Answered(submission.form.blank, submission.answers)
    for address in submission.form.blank.fields:
        if address.endswith(f".{FACTOR}") and (shown := answered.shown(address)):
            yield shown


# --- what differs -------------------------------------------------------------------------------------------------


def roadmap_differences(order: Order, submission: Submission) -> Iterator[Difference]:
    """Yield what differs between a returned school roadmap and the municipal one, row by row, own measures last.

    Raises `ValueError` for a submission that is no school roadmap.
    """
    roadmap = _municipal(order, submission.form)
    own = school_roadmap(submission, order, roadmap)
    planned = {activity.id: activity for activity in own.activities}
    for activity in school_part(order, roadmap).activities:
        made = planned.pop(activity.id, None)
        yield from _row_differences(order, submission, activity, made)
    yield from _copies(submission)
    for activity in planned.values():
        said = "; ".join(text for text in (activity.deadline.text, activity.responsible) if text)
        yield _difference("own", submission, activity, EVENT, seen=said)


def _row_differences(
    order: Order, submission: Submission, municipal: Activity, made: Activity | None
) -> Iterator[Difference]:
    if made is None:
        yield _difference("missing", submission, municipal, DEADLINE, expected=municipal.deadline.text)
        return
    verdict = _later(order, municipal, made)
    if verdict is not False:
        kind = "unclear" if verdict is None else "later"
        stated = fold_space(municipal.deadline.text)
        yield _difference(kind, submission, municipal, DEADLINE, seen=made.deadline.text, expected=stated)
    if _NOBODY.fullmatch(made.responsible):
        yield _difference("nobody", submission, municipal, RESPONSIBLE, seen=made.responsible)


def _later(order: Order, municipal: Activity, made: Activity) -> bool | None:
    """Say whether a school's deadline ends after the municipal one; None where that cannot be said.

    The same words are never later, nor is anything where the municipality sets no deadline. A rule without days
    («ежемесячно»), words nobody understands, and a municipal deadline that had passed when the order was signed cannot
    be compared.
    """
    stated, said = fold_words(municipal.deadline.text), fold_words(made.deadline.text)
    if not stated or said in ("", stated):
        return False
    ours, theirs = deadline_of(order, municipal), deadline_of(order, made)
    if ours.last_day is None or theirs.last_day is None or ours.last_day < order.date:
        return None
    if len(ours.windows) == len(theirs.windows):
        pairs = zip(ours.windows, theirs.windows, strict=True)
        return any(their and our and their > our for (_, our), (_, their) in pairs)
    return theirs.last_day > ours.last_day


def _difference(
    kind: str, submission: Submission, activity: Activity, column: str, *, seen: str = "", expected: str = ""
) -> Difference:
    trace = trace_of(submission, f"{ascii_code(activity.code)}.{column}")
    return Difference(kind, activity.code, activity.text, seen, expected, trace)  # type: ignore[arg-type]


def _copies(submission: Submission) -> Iterator[Difference]:
    for one in submission.findings:
        if one.code == _COPIED:
            row = submission.form.blank.rows[one.address.partition(".")[0]][1]
            trace = trace_of(submission, one.address)
            yield Difference("copied", row.code, row.printed.get(EVENT, row.label), one.seen, one.expected, trace)


# --- for the school -----------------------------------------------------------------------------------------------


def with_roadmap_remarks(order: Order, submission: Submission) -> Submission:
    """Return a school's roadmap with the remarks that only the municipal one tells; any other submission as it is.

    A row that was emptied, or has nobody's name at all, is an unanswered question and has its remark already.
    """
    if roadmap_of_kind(order, submission.form.key.kind) is None:
        return submission
    found = (*_differing(order, submission), *_unfinished(submission), *_twice(submission))
    return replace(submission, findings=(*submission.findings, *found)) if found else submission


def _differing(order: Order, submission: Submission) -> Iterator[Finding]:
    for one in roadmap_differences(order, submission):
        row = ascii_code(one.code)
        if one.kind == "later":
            yield _remark("W431", submission, f"{row}.{DEADLINE}", seen=one.seen, expected=one.expected)
        elif one.kind == "nobody" and one.seen:
            yield _remark("W432", submission, f"{row}.{RESPONSIBLE}", seen=one.seen)


def _unfinished(submission: Submission) -> Iterator[Finding]:
    """Yield a remark for every measure of the school's own that lacks its name, its deadline or who is responsible."""
    for _, row in submission.form.blank.rows.values():
        if EVENT not in row.fields:
            continue
        given = {column: submission.answers.get(f"{row.id}.{column}", MISSING) for column in row.fields}
        empty = {column for column, answer in given.items() if isinstance(answer, Missing)}
        if len(empty) == len(given):
            continue
        for column in (EVENT, DEADLINE, RESPONSIBLE):
            if column in empty:
                yield _remark(
                    "W433", submission, f"{row.id}.{column}", seen=_named(submission, row), expected=_asks(row, column)
                )


def _named(submission: Submission, row: Row) -> str:
    answers = (submission.answers.get(f"{row.id}.{column}") for column in (EVENT, DEADLINE, RESPONSIBLE, PROOF))
    return next(answer.raw for answer in answers if isinstance(answer, Given))


def _asks(row: Row, column: str) -> str:
    return row.fields[column].caption.lower()


def _twice(submission: Submission) -> Iterator[Finding]:
    """Yield a remark for every risk factor that was chosen before."""
    seen: dict[object, str] = {}
    for table, row in submission.form.blank.rows.values():
        address = f"{row.id}.{FACTOR}"
        value = submission.value(address) if table.id == RISKS else None
        if value is None:
            continue
        if value in seen:
            shown = Answered(submission.form.blank, submission.answers).shown(address)
            yield _remark("W434", submission, address, seen=shown, expected=seen[value])
        seen.setdefault(value, row.code)


def _remark(code: str, submission: Submission, address: str, *, seen: str = "", expected: str = "") -> Finding:
    place = Answered(submission.form.blank, submission.answers, submission.file).place(address)
    return finding(code, place, seen=seen, expected=expected, address=address)
