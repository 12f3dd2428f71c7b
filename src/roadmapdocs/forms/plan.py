"""The table of a roadmap in a report form: status, date and evidence for every row that the sender answers for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.vocabulary import NOT_DUE, STATUSES
from roadmapdocs.model.form import (
    Column,
    ColumnKind,
    Field,
    FieldType,
    Limits,
    RequiredIf,
    Row,
    Rule,
    SectionRow,
    Table,
)
from roadmapdocs.model.roadmap import Activity, Roadmap, Role
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.deadlines import Deadline, Window, format_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order, Round

__all__ = ["is_due", "label_of", "plan_rules", "plan_table", "rows_of"]

STATUS, DATE, EVIDENCE, EVENT = "status", "date", "evidence", "event"

_FINISHED = ("done", "done_late")
_WINDOW_LETTERS = "абвгдежзик"
_FIRST_SPARE = 90
_SPARE_TITLE = "Другие мероприятия по этому плану, если проводились"

_PRINTED = (
    (Role.NUMBER, Column(id="number", caption="№", kind=ColumnKind.PRINTED, width=5)),
    (Role.EVENT, Column(id=EVENT, caption="Мероприятие", kind=ColumnKind.PRINTED, width=40)),
    (Role.DEADLINE, Column(id="deadline", caption="Срок по плану", kind=ColumnKind.PRINTED, width=14)),
)
_ASKED = (
    Column(id=STATUS, caption="Статус", kind=ColumnKind.INPUT, width=15),
    Column(id=DATE, caption="Дата исполнения или сколько раз", kind=ColumnKind.INPUT, width=14),
    Column(id=EVIDENCE, caption="Подтверждение (документ, ссылка)", kind=ColumnKind.INPUT, width=29),
)


def plan_table(order: Order, roadmap: Roadmap, sender: str, round_: Round) -> Table:
    """Return the table of one roadmap for a sender («school» or «department»)."""
    asked = [column for column in _ASKED if column.id in order.report_form.ask]
    printed = [column for role, column in _PRINTED if roadmap.has(role)]
    code = Column(id="code", caption="Код", kind=ColumnKind.CODE, width=6)
    rows = tuple(_rows(order, roadmap, sender, round_))
    return Table(
        id=f"plan-{ascii_code(roadmap.letter)}",
        title=roadmap.short_title or " ".join(roadmap.title.split()),
        columns=(code, *printed, *asked),
        rows=rows,
    )


def _rows(order: Order, roadmap: Roadmap, sender: str, round_: Round) -> Iterator[Row | SectionRow]:
    reported = [activity for activity in roadmap.activities if sender in activity.reported_by]
    titles = {direction.id: direction.title for direction in roadmap.directions}
    current: str | None = None
    for activity in reported:
        if activity.direction != current and activity.direction is not None:
            current = activity.direction
            yield SectionRow(title=titles[current])
        yield from _activity_rows(order, roadmap, activity, round_)
    if reported and sender == "school" and order.report_form.spare_rows:
        yield SectionRow(title=_SPARE_TITLE)
        yield from _spare_rows(order, roadmap)


def rows_of(activity: Activity, deadline: Deadline) -> Iterator[tuple[str, Window | None]]:
    """Return the codes of the report rows of an activity with their windows: one row per named window."""
    if len(deadline.windows) < 2:  # noqa: PLR2004 - one window needs no letter
        yield activity.code, deadline.windows[0] if deadline.windows else None
        return
    for letter, window in zip(_WINDOW_LETTERS, deadline.windows, strict=False):
        yield f"{activity.code}{letter}", window


def is_due(window: Window | None, rows_until: date | None) -> bool:
    """Say whether a row belongs to a round that asks for rows up to `rows_until`."""
    return rows_until is None or window is None or window[1] is None or window[1] <= rows_until


def _activity_rows(order: Order, roadmap: Roadmap, activity: Activity, round_: Round) -> Iterator[Row]:
    deadline = deadline_of(order, activity)
    appendix = order.roadmaps.index(roadmap) + 1
    rows = list(rows_of(activity, deadline))
    for code, window in rows:
        stated = format_window(window) if len(rows) > 1 and window else activity.deadline.text
        printed = {"number": activity.number, EVENT: activity.text, "deadline": stated}
        due = is_due(window, round_.rows_until)
        yield Row(
            id=ascii_code(code),
            code=code,
            label=label_of(appendix, activity),
            printed={column.id: printed[column.id] for role, column in _PRINTED if roadmap.has(role)},
            fields=_activity_fields(order, recurring=deadline.recurrence is not None, due=due),
            window=window,
        )


def label_of(appendix: int, activity: Activity) -> str:
    """Return what the order calls a row: «приложение 1, п. 3.3»."""
    return f"приложение {appendix}, п. {activity.number}" if activity.number else f"приложение {appendix}"


def _activity_fields(order: Order, *, recurring: bool, due: bool) -> dict[str, Field]:
    fields = {
        STATUS: Field(
            type=FieldType.CHOICE,
            caption="Статус",
            prompt="выберите",
            required=True,
            choices=STATUSES,
            prefill=None if due else NOT_DUE,
        ),
        DATE: _times_field() if recurring else _date_field(order),
        EVIDENCE: _evidence_field(),
    }
    return {name: field for name, field in fields.items() if name in order.report_form.ask}


def _date_field(order: Order) -> Field:
    year = Limits(minimum=date(order.school_year, 7, 1), maximum=date(order.school_year + 1, 8, 31))
    return Field(type=FieldType.DATE, caption="Дата исполнения", prompt="дата", limits=year)


def _times_field() -> Field:
    limits = Limits(minimum=0, maximum=400)
    return Field(type=FieldType.INTEGER, caption="Сколько раз проведено", prompt="сколько раз", limits=limits)


def _evidence_field() -> Field:
    limits = Limits(max_length=1000)
    return Field(type=FieldType.TEXT, caption="Подтверждение", prompt="документ или ссылка", limits=limits)


def _spare_rows(order: Order, roadmap: Roadmap) -> Iterator[Row]:
    """Return printed empty rows for measures of the school's own, codes А90 to А99."""
    event = Field(type=FieldType.TEXT, caption="Мероприятие", prompt="название", limits=Limits(max_length=1000))
    for index in range(order.report_form.spare_rows):
        code = f"{roadmap.letter}{_FIRST_SPARE + index}"
        fields = _activity_fields(order, recurring=False, due=True)
        status = fields[STATUS].model_copy(update={"required": False})
        yield Row(
            id=ascii_code(code),
            code=code,
            label="дополнительная строка",
            fields={EVENT: event, **fields, STATUS: status},
        )


def plan_rules(order: Order, table: Table) -> Iterator[Rule]:
    """Return what follows from a status: a finished row has a date and evidence, a deviating one a reason."""
    for row in table.asked_rows:
        status = f"{row.id}.{STATUS}"
        for column in (DATE, EVIDENCE):
            if column in row.fields:
                yield RequiredIf(field=f"{row.id}.{column}", when=status, values=_FINISHED)
        if EVENT in row.fields:
            yield RequiredIf(field=f"{row.id}.{EVENT}", when=status, values=_FINISHED)
        elif order.report_form.reason_rows:
            for column, statuses in order.report_form.also_ask.items():
                yield RequiredIf(field=f"{row.id}.{column}", when=status, values=statuses)
