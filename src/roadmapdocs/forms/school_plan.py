"""The tables of a school's own roadmap: whose it is, the risk factors it answers, its part in every municipal row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.heading import CODE, HEAD, LINE, passport_of
from roadmapdocs.forms.plan import EVENT, label_of
from roadmapdocs.model.form import (
    Choice,
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
from roadmapdocs.model.roadmap import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.roadmap import Activity, Roadmap
    from roadmapdocs.model.school_roadmap import SchoolRoadmaps

__all__ = [
    "APPROVED_BY",
    "DEADLINE",
    "FACTOR",
    "KEEPER",
    "OWN_MEASURES",
    "PROOF",
    "RESPONSIBLE",
    "RISKS",
    "SCHOOL_PLAN",
    "SIGNS",
    "factor_rules",
    "passport_table",
    "plan_table",
    "risk_table",
]

SCHOOL_PLAN, RISKS = "school-plan", "risks"
DEADLINE, RESPONSIBLE, PROOF = "deadline", "responsible", "proof"
FACTOR, SIGNS = "factor", "signs"

OWN_MEASURES = "Собственные мероприятия школы"
"""The heading over the spare rows."""

_FIRST_SPARE = 90
_EVENT_LIMITS, _SIGNS_LIMITS = Limits(max_length=1000), Limits(max_length=500)

KEEPER = Field(
    type=FieldType.TEXT,
    caption="Ответственный за дорожную карту (фамилия, имя, отчество, должность, телефон)",
    prompt="впишите",
    required=True,
    limits=LINE,
)
APPROVED_BY = Field(
    type=FieldType.TEXT,
    caption="Приказ школы, которым утверждена дорожная карта (дата и номер)",
    prompt="впишите",
    required=True,
    limits=LINE,
)


def passport_table(asked: SchoolRoadmaps) -> Table:
    """Return the passport: whose roadmap it is, and by which order of the school it is approved, if by one."""
    fields = (HEAD, KEEPER, APPROVED_BY) if asked.approval == "order" else (HEAD, KEEPER)
    return passport_of("Чья дорожная карта", fields)


# --- risk factors -----------------------------------------------------------------------------------------------


def risk_table(asked: SchoolRoadmaps) -> Table:
    """Return the table of risk factors: one from the list in each row, and in what it shows at this school."""
    choices = tuple(Choice(id=f"risk-{n}", label=factor) for n, factor in enumerate(asked.risk_factors, start=1))
    factor = Column(id=FACTOR, caption="Фактор риска", kind=ColumnKind.INPUT, width=50)
    signs = Column(id=SIGNS, caption="В чём он виден у нас", kind=ColumnKind.INPUT, width=67)
    rows = tuple(_risk_row(number, choices) for number in range(1, asked.risk_rows + 1) if choices)
    return Table(id=RISKS, title="На какие факторы риска отвечает план", columns=(CODE, factor, signs), rows=rows)


def _risk_row(number: int, choices: tuple[Choice, ...]) -> Row:
    code = f"Р{number}"
    factor = Field(
        type=FieldType.CHOICE, caption="Фактор риска", prompt="выберите", choices=choices, required=number == 1
    )
    signs = Field(type=FieldType.TEXT, caption="В чём он виден у нас", prompt="коротко", limits=_SIGNS_LIMITS)
    label = f"фактор риска {number}"
    return Row(id=ascii_code(code), code=code, label=label, fields={FACTOR: factor, SIGNS: signs})


def factor_rules(risks: Table) -> Iterator[Rule]:
    """Return that a factor that is chosen wants its signs."""
    for row in risks.asked_rows:
        values = tuple(choice.id for choice in row.fields[FACTOR].choices)
        yield RequiredIf(field=f"{row.id}.{SIGNS}", when=f"{row.id}.{FACTOR}", values=values)


# --- the plan -----------------------------------------------------------------------------------------------------


def plan_table(part: Roadmap, title: str, appendix: int, spare_rows: int) -> Table:
    """Return the plan: the school's part in the municipal rows, then spare rows for measures of its own.

    A row that is due several times stays one row: a plan says by when, it does not report.
    """
    number = Column(id="number", caption="№", kind=ColumnKind.PRINTED, width=5)
    columns = (
        CODE,
        *((number,) if part.has(Role.NUMBER) else ()),
        Column(id=EVENT, caption="Мероприятие", kind=ColumnKind.PRINTED, width=45),
        Column(id=DEADLINE, caption="Срок", kind=ColumnKind.INPUT, width=16),
        Column(id=RESPONSIBLE, caption="Ответственный", kind=ColumnKind.INPUT, width=22),
        Column(id=PROOF, caption="Чем подтвердим", kind=ColumnKind.INPUT, width=24),
    )
    rows = tuple(_rows(part, appendix, spare_rows))
    return Table(id=SCHOOL_PLAN, title=title, columns=columns, rows=rows)


def _rows(part: Roadmap, appendix: int, spare_rows: int) -> Iterator[Row | SectionRow]:
    yield from (_row(part, activity, appendix) for activity in part.of_direction(None))
    for direction in part.directions:
        yield SectionRow(title=direction.title)
        yield from (_row(part, activity, appendix) for activity in part.of_direction(direction.id))
    if spare_rows:
        yield SectionRow(title=OWN_MEASURES)
        for index in range(spare_rows):
            yield _spare_row(f"{part.letter}{_FIRST_SPARE + index}")


def _row(part: Roadmap, activity: Activity, appendix: int) -> Row:
    numbered = {"number": activity.number} if part.has(Role.NUMBER) else {}
    return Row(
        id=ascii_code(activity.code),
        code=activity.code,
        label=label_of(appendix, activity),
        printed={**numbered, EVENT: activity.text},
        fields=_fields(known=activity.deadline.text),
    )


def _fields(*, known: str = "", required: bool = True) -> dict[str, Field]:
    return {
        DEADLINE: Field(
            type=FieldType.TEXT,
            caption="Срок",
            prompt="к какому сроку",
            required=required,
            limits=LINE,
            prefill=" ".join(known.split()) or None,
        ),
        RESPONSIBLE: Field(type=FieldType.TEXT, caption="Ответственный", prompt="кто", required=required, limits=LINE),
        PROOF: Field(type=FieldType.TEXT, caption="Чем подтвердим", prompt="документ", limits=LINE),
    }


def _spare_row(code: str) -> Row:
    event = Field(type=FieldType.TEXT, caption="Мероприятие", prompt="название", limits=_EVENT_LIMITS)
    fields = {EVENT: event, **_fields(required=False)}
    return Row(id=ascii_code(code), code=code, label="собственное мероприятие", fields=fields)
