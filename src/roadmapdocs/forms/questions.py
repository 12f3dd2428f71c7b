"""The other tables of a report form: passport, indicators, reasons, closing words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.heading import ANSWER, CODE, HEAD, LINE, PASSPORT, QUESTION, REPLY, passport_of
from roadmapdocs.forms.plan import is_due, rows_of
from roadmapdocs.forms.vocabulary import YES_NO
from roadmapdocs.model.form import (
    Choice,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Limits,
    NotAbove,
    Row,
    Rule,
    Table,
)
from roadmapdocs.orders.deadlines import deadline_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmapdocs.model.order import Order, Round
    from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap

__all__ = [
    "ACTIVITY",
    "ANSWER",
    "BEFORE",
    "INDICATORS",
    "PASSPORT",
    "Asked",
    "asked_indicators",
    "closing_table",
    "indicator_rules",
    "indicator_table",
    "passport_table",
    "reasons_table",
]

INDICATORS, REASONS, CLOSING = "indicators", "reasons", "closing"
WHOLE, ACTIVITY, BEFORE = "whole", "activity", "before"

_PEOPLE = Limits(minimum=0, maximum=100_000)


# --- passport ---------------------------------------------------------------------------------------------------

_STAFF = Field(
    type=FieldType.INTEGER,
    caption="Педагогических работников всего, человек",
    prompt="число",
    required=True,
    limits=_PEOPLE,
    known_as="staff",
)
_TEACHERS = _STAFF.model_copy(update={"caption": "из них учителей, человек", "known_as": "teachers"})
_AUTHOR = Field(
    type=FieldType.TEXT,
    caption="Кто заполнил форму (фамилия, имя, отчество, телефон)",
    prompt="впишите",
    required=True,
    limits=LINE,
)
_DATED = Field(type=FieldType.DATE, caption="Дата заполнения", prompt="дата")


def passport_table(asked: tuple[Asked, ...], *, department: bool) -> Table:
    """Return the passport: who answers. Totals are asked only where an indicator rests on them."""
    needed = {one.indicator.denominator for one in asked}
    fields = [HEAD]
    if not department and needed & {"school.staff", "school.teachers"}:
        fields.append(_STAFF)
    if not department and "school.teachers" in needed:
        fields.append(_TEACHERS)
    fields += [_AUTHOR, _DATED]
    return passport_of("Кто отчитывается", fields)


# --- indicators -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator that is asked: its id, the code of the plan row it belongs to, and whether that is due."""

    id: str
    of: str
    indicator: Indicator
    due: bool


def asked_indicators(order: Order, roadmaps: tuple[Roadmap, ...], sender: str, round_: Round) -> Iterator[Asked]:
    """Return the indicators a sender is asked, each once, in the order of the rows that name them."""
    seen: set[str] = set()
    for roadmap in roadmaps:
        for activity in roadmap.activities:
            for name in activity.indicators if sender in activity.reported_by else ():
                indicator = order.indicators[name]
                if name not in seen and indicator.ask != "derived":
                    seen.add(name)
                    row, due = _row_of(order, activity, indicator, round_.rows_until)
                    yield Asked(name, row, indicator, due)


def _row_of(order: Order, activity: Activity, indicator: Indicator, rows_until: date | None) -> tuple[str, bool]:
    """Return the code of the plan row that an indicator belongs to, and whether it is due in this round."""
    rows = list(rows_of(activity, deadline_of(order, activity)))
    if indicator.window is not None and indicator.window <= len(rows):
        code, window = rows[indicator.window - 1]
        return code, is_due(window, rows_until)
    return activity.code, all(is_due(window, rows_until) for _, window in rows)


def indicator_table(asked: tuple[Asked, ...], passport: Table, *, compared: bool = False) -> Table:
    """Return the table of indicators: numbers and yes/no, never percents; `compared` adds last year's values."""
    columns: tuple[Column, ...] = (
        CODE,
        Column(id="of", caption="Строка", kind=ColumnKind.PRINTED, width=7),
        Column(id="question", caption="Показатель", kind=ColumnKind.PRINTED, width=52),
        Column(id=ANSWER, caption="Значение", kind=ColumnKind.INPUT, width=18),
        Column(id="whole_of", caption="Считается от", kind=ColumnKind.PRINTED, width=26),
        Column(id=WHOLE, caption="Сколько всего", kind=ColumnKind.INPUT, width=14),
    )
    if compared:
        columns += (Column(id=BEFORE, caption="В прошлом году", kind=ColumnKind.PRINTED, width=14),)
    return Table(
        id=INDICATORS,
        title="Показатели",
        about="Указывайте число людей, организаций или случаев, а не проценты: проценты посчитает программа.",
        columns=columns,
        rows=tuple(_indicator_row(one, passport) for one in asked),
    )


def _indicator_row(one: Asked, passport: Table) -> Row:
    indicator = one.indicator
    printed = {"of": one.of, "question": indicator.question or indicator.title}
    fields = {ANSWER: _indicator_field(one)}
    if indicator.ask == "ratio":
        if indicator.denominator == "asked":
            printed["whole_of"] = indicator.denominator_title
            fields[WHOLE] = _count_field("Сколько всего", required=one.due)
        else:
            printed["whole_of"] = f"см. строку {_passport_code(indicator, passport)}"
    code = indicator.code
    return Row(id=ascii_code(code), code=code, printed=printed, fields=fields)


def _indicator_field(one: Asked) -> Field:
    if one.indicator.ask == "yes_no":
        return Field(type=FieldType.CHOICE, caption="Значение", prompt="да или нет", required=one.due, choices=YES_NO)
    return _count_field("Значение", required=one.due)


def _count_field(caption: str, *, required: bool) -> Field:
    return Field(type=FieldType.INTEGER, caption=caption, prompt="число", required=required, limits=_PEOPLE)


def _passport_code(indicator: Indicator, passport: Table) -> str:
    return _passport_rows(passport)[indicator.denominator.removeprefix("school.")].code


def _passport_rows(passport: Table) -> dict[str, Row]:
    return {row.fields[ANSWER].known_as: row for row in passport.asked_rows}


def indicator_rules(asked: tuple[Asked, ...], passport: Table) -> Iterator[Rule]:
    """Return n ≤ d for every ratio, and teachers ≤ staff."""
    known = {name: f"{row.id}.{ANSWER}" for name, row in _passport_rows(passport).items()}
    for one in asked:
        if one.indicator.ask == "ratio":
            row = ascii_code(one.indicator.code)
            whole = known.get(one.indicator.denominator.removeprefix("school."), f"{row}.{WHOLE}")
            yield NotAbove(field=f"{row}.{ANSWER}", other=whole)
    if "staff" in known and "teachers" in known:
        yield NotAbove(field=known["teachers"], other=known["staff"])


# --- reasons and closing words ----------------------------------------------------------------------------------


def reasons_table(order: Order, plans: tuple[Table, ...]) -> Table:
    """Return the short table where deviating rows are explained: which row, why, the new date."""
    codes = tuple(
        Choice(id=row.id, label=row.code) for table in plans for row in table.asked_rows if "event" in row.printed
    )
    fields = (
        {
            ACTIVITY: Field(type=FieldType.CHOICE, caption="Код строки", prompt="код", choices=codes),
            "reason": Field(
                type=FieldType.TEXT, caption="Причина", prompt="что помешало", limits=Limits(max_length=1000)
            ),
            "new_date": Field(type=FieldType.DATE, caption="Новый срок", prompt="дата"),
        }
        if codes
        else {}
    )
    columns = (
        CODE,
        Column(id=ACTIVITY, caption="Код строки плана", kind=ColumnKind.INPUT, width=16),
        Column(id="reason", caption="Причина", kind=ColumnKind.INPUT, width=83),
        Column(id="new_date", caption="Новый срок", kind=ColumnKind.INPUT, width=18),
    )
    rows = tuple(
        Row(id=f"R{number}", code=f"Р{number}", label=f"причины, строка {number}", fields=fields)
        for number in range(1, order.report_form.reason_rows + 1)
        if fields
    )
    return Table(
        id=REASONS,
        title="Причины и новые сроки",
        about="Только для строк, которые не выполнены, выполнены частично, перенесены или отменены.",
        columns=columns,
        rows=rows,
    )


def closing_table(order: Order) -> Table:
    """Return the free texts that close the report."""
    limits = Limits(max_length=5000)
    rows = tuple(
        Row(
            id=f"K{number}",
            code=f"К{number}",
            printed={"question": question},
            fields={ANSWER: Field(type=FieldType.TEXT, caption="Ответ", prompt="впишите", limits=limits)},
        )
        for number, question in enumerate(order.report_form.closing, start=1)
    )
    return Table(id=CLOSING, title="Выводы и предложения", columns=(CODE, QUESTION, REPLY), rows=rows)
