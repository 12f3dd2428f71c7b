"""Activities over respondents: the status of every row, and the answers behind it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.answers import format_value
from roadmapdocs.forms.plan import DATE, EVENT, EVIDENCE, STATUS, rows_of
from roadmapdocs.model.submission import MISSING, Given, Missing, NotAsked
from roadmapdocs.model.summary import (
    BLANK,
    NO_REPORT,
    NOT_ASKED,
    ActivityLine,
    Answered,
    OwnActivity,
    Trace,
)
from roadmapdocs.orders.deadlines import deadline_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmapdocs.aggregate.indicators import Columns
    from roadmapdocs.model.form import Field, Form, Row, Table
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.submission import AddedRow, Answer, Submission

__all__ = ["activity_lines", "own_activities", "trace_of"]

_REASON, _NEW_DATE = "reason", "new_date"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row of a form stands in the order, by stable ids."""

    activity: str
    roadmap: str
    direction: str
    level: str


def activity_lines(order: Order, columns: Columns, *, details: bool) -> Iterator[ActivityLine]:
    """Return a line for every row of the roadmaps that a respondent is asked; `details` opens its cells."""
    places = _places(order)
    reasons = [_explained(submission) if details and submission else {} for _, submission in columns]
    for code, (table, row) in _all_rows(columns).items():
        cells = tuple(_status(form, submission, row.id) for form, submission in columns)
        opened = (
            _opened(word, submission, row, explained.get(row.id, {}))
            for word, (_, submission), explained in zip(cells, columns, reasons, strict=True)
        )
        place = places[code]
        yield ActivityLine(
            code=code,
            number=row.printed.get("number", ""),
            roadmap=table.title,
            text=row.printed.get(EVENT, ""),
            deadline=row.printed.get("deadline", ""),
            cells=cells,
            counts=Counter(cells),
            id=place.activity,
            of=place.roadmap,
            direction=place.direction,
            level=place.level,
            answers=tuple(opened) if details else (),
        )


def _places(order: Order) -> Mapping[str, _Place]:
    """Return where each row of the forms belongs, by its code."""
    places: dict[str, _Place] = {}
    for roadmap, activity in order.activities():
        titles = {one.id: f"{one.number} {one.title}".strip() for one in roadmap.directions}
        place = _Place(activity.id, roadmap.id, titles.get(activity.direction or "", ""), activity.level)
        places |= {code: place for code, _ in rows_of(activity, deadline_of(order, activity))}
    return places


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


# --- a cell, opened -----------------------------------------------------------------------------------------------


def _opened(word: str, submission: Submission | None, row: Row, explained: Mapping[str, str]) -> Answered:
    if submission is None or word == NOT_ASKED:
        return Answered(word)
    value = submission.value(f"{row.id}.{DATE}")
    return Answered(
        status=word,
        date=_shown(submission, row, DATE),
        times=value if isinstance(value, int) else None,
        evidence=_shown(submission, row, EVIDENCE),
        reason=explained.get(_REASON, ""),
        new_date=explained.get(_NEW_DATE, ""),
        trace=trace_of(submission, f"{row.id}.{STATUS}"),
    )


def trace_of(submission: Submission, address: str) -> Trace:
    """Return where the answer at `address` was written; the empty cell of a missing one, where the file has it."""
    answer = submission.answers.get(address, MISSING)
    raw = "" if isinstance(answer, Missing | NotAsked) else answer.raw
    return Trace(raw, submission.file, answer.place)


def _shown(submission: Submission, row: Row, column: str) -> str:
    return _text(submission.answers.get(f"{row.id}.{column}", MISSING), row.fields.get(column))


def _text(answer: Answer, field: Field | None) -> str:
    """Return an answer as people read it; what could not be understood as it was written."""
    if isinstance(answer, Missing | NotAsked):
        return ""
    if isinstance(answer, Given) and answer.value is not None and field is not None:
        return format_value(field, answer.value)
    return answer.raw


def _explained(submission: Submission) -> Mapping[str, Mapping[str, str]]:
    """Return what the table of reasons says of each row, by row id and column."""
    blank = submission.form.blank
    explained: dict[str, dict[str, str]] = {}
    for table, row in blank.rows.values() if blank.reference else ():
        if blank.reference is None or table.id != blank.reference.table:
            continue
        subject = submission.value(f"{row.id}.{blank.reference.names}")
        said = {column: _shown(submission, row, column) for column in (_REASON, _NEW_DATE)}
        for column, text in said.items() if isinstance(subject, str) else ():
            if text:
                explained.setdefault(str(subject), {}).setdefault(column, text)
    return explained


# --- measures of the schools' own ---------------------------------------------------------------------------------


def own_activities(columns: Columns) -> Iterator[OwnActivity]:
    """Yield the measures that respondents added to the roadmaps by themselves."""
    for form, submission in columns:
        for table in form.tables if submission else ():
            for row in table.asked_rows:
                if EVENT in row.fields and submission and (text := _shown(submission, row, EVENT)):
                    word = _status(form, submission, row.id)
                    answer = _opened(word, submission, row, {})
                    yield OwnActivity(row.code, form.respondent.short_name, table.title, text, answer)
        for added in submission.added if submission else ():
            if submission and (own := _added(submission, added)) is not None:
                yield own


def _added(submission: Submission, added: AddedRow) -> OwnActivity | None:
    table = next(table for table in submission.form.tables if table.id == added.table)
    spare = next(row for row in table.asked_rows if EVENT in row.fields)  # what an added row asks, it asks too
    said = {column: _text(answer, spare.fields.get(column)) for column, answer in added.answers.items()}
    if not said.get(EVENT):
        return None
    status = added.answers.get(STATUS, MISSING)
    word = status.value if isinstance(status, Given) and isinstance(status.value, str) else BLANK
    place = next((answer.place for answer in added.answers.values() if answer.place), "")
    trace = Trace(said.get(STATUS, ""), submission.file, place)
    answer = Answered(word, date=said.get(DATE, ""), evidence=said.get(EVIDENCE, ""), trace=trace)
    return OwnActivity(added.code, submission.respondent.short_name, table.title, said[EVENT], answer)
