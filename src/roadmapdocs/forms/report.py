"""The report form: what a school, or the department, answers about the rows of the order."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.forms import plan, questions
from roadmapdocs.forms.key import campaign_code, format_key
from roadmapdocs.model.form import Blank, Form, FormKey, Reference, Rule, Table, Value
from roadmapdocs.model.school import Department, Respondent, School
from roadmapdocs.russian.dates import WEEKDAYS, format_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmapdocs.model.order import Order, Round
    from roadmapdocs.model.roadmap import Roadmap

__all__ = ["department_of", "report_blank", "report_form"]

SCHOOL_REPORT, DEPARTMENT_REPORT = "R", "D"


def department_of(order: Order) -> Department:
    """Return the department that issued the order, as a respondent."""
    return Department(short_name=order.issuer.name, head=order.signatory.name)


def report_form(order: Order, respondent: Respondent) -> Form:
    """Return the report form of one respondent: the rows that concern it, what is known of it filled in.

    Raises `DefinitionError` if the order demands no report from such a respondent.
    """
    if isinstance(respondent, School):
        roadmaps = tuple(r.id for r in order.roadmaps if r.audience.includes(respondent.cluster))
    else:
        roadmaps = tuple(r.id for r in order.roadmaps)
    blank = report_blank(order, roadmaps, department=isinstance(respondent, Department))
    key = FormKey(campaign=blank.campaign, kind=blank.kind, revision=blank.revision, respondent=respondent.code)
    return Form(blank=blank, respondent=respondent, printed_key=format_key(key), prefill=_known(blank, respondent))


def _known(blank: Blank, respondent: Respondent) -> dict[str, Value]:
    """Return what the roster already answers."""
    known = ((address, getattr(respondent, name, None)) for address, name in blank.known_from_roster)
    return {address: value for address, value in known if value not in (None, "")}


@lru_cache(maxsize=64)
def report_blank(order: Order, roadmaps: tuple[str, ...], *, department: bool) -> Blank:
    """Return the blank of all respondents that report on these roadmaps."""
    chosen = tuple(roadmap for roadmap in order.roadmaps if roadmap.id in roadmaps)
    sender = "department" if department else "school"
    round_ = order.round_of("department" if department else "schools")
    plans = tuple(plan.plan_table(order, roadmap, sender, round_) for roadmap in chosen)
    plans = tuple(table for table in plans if table.rows)
    asked = tuple(questions.asked_indicators(order, chosen, sender, round_))
    passport = questions.passport_table(asked, department=department)
    reasons = questions.reasons_table(order, plans)
    tables = (passport, *plans, questions.indicator_table(asked, passport), reasons, questions.closing_table(order))
    return Blank(
        kind=DEPARTMENT_REPORT if department else SCHOOL_REPORT,
        revision=order.report_form.revision,
        campaign=campaign_code(order.issuer.name, order.number, order.date.isoformat()),
        title=_title(chosen),
        basis=_basis(order, round_),
        due=round_.due,
        instructions=tuple(_instructions(order, round_)),
        signature="Руководитель",
        tables=tuple(table for table in tables if table.rows),
        reference=Reference(table=reasons.id, names=questions.ACTIVITY) if reasons.rows else None,
        rules=tuple(_rules(order, plans, asked, passport)),
        dated=order.date,
    )


def _rules(
    order: Order, plans: tuple[Table, ...], asked: tuple[questions.Asked, ...], passport: Table
) -> Iterator[Rule]:
    for table in plans:
        yield from plan.plan_rules(order, table)
    yield from questions.indicator_rules(asked, passport)


def _title(roadmaps: tuple[Roadmap, ...]) -> str:
    if len(roadmaps) == 1:
        return "Отчёт о реализации плана мероприятий («дорожной карты»)"
    return "Отчёт о реализации планов мероприятий («дорожных карт»)"


def _basis(order: Order, round_: Round) -> tuple[str, ...]:
    return (
        f"{order.issuer.name}. Приказ от {format_day(order.date)} № {order.number}",
        f"{order.school_year}/{order.school_year + 1} учебный год. Срок представления: до {_with_weekday(round_.due)}",
    )


def _with_weekday(day: date) -> str:
    return f"{format_day(day)} ({WEEKDAYS[day.weekday()]})"


def _instructions(order: Order, round_: Round) -> Iterator[str]:
    yield (
        "Отвечайте в жёлтых клетках: выберите слово из списка или впишите ответ, стирая подсказку в скобках ‹ ›. "
        "То, что мы уже знаем, вписано: проверьте и исправьте, если изменилось."
    )
    yield (
        "Если мероприятие выполнено, укажите дату и документ: «приказ от 20.11.2023 № 45» или ссылку. "
        "Если не выполнено, выполнено частично, перенесено или отменено, объясните это в таблице "
        "«Причины и новые сроки»."
    )
    yield (
        "Не меняйте коды строк и названия граф, не удаляйте строки: по ним программа находит ответы. "
        "Не присылайте скан или фотографию, нужен сам файл. Сведения об учениках поимённо не указывайте."
    )
    if order.report_form.return_to:
        yield f"Заполненный файл пришлите до {_with_weekday(round_.due)} на адрес {order.report_form.return_to}."
