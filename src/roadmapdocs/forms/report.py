"""The report form: what a school, or the department, answers about the rows of the order."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.forms import plan, questions
from roadmapdocs.forms.heading import basis_of, whither
from roadmapdocs.forms.key import campaign_code, format_key
from roadmapdocs.forms.recalled import last_year, passport_again
from roadmapdocs.model.form import Blank, Form, FormKey, Reference, Rule, Table, Value
from roadmapdocs.model.school import Department, Respondent, School

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order, Round
    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.model.submission import Submission

__all__ = ["department_of", "is_report", "report_blank", "report_form"]

SCHOOL_REPORT, DEPARTMENT_REPORT = "R", "D"


def is_report(form: Form) -> bool:
    """Say whether a form is a report, a school's or the department's, and no school roadmap."""
    return form.blank.kind in (SCHOOL_REPORT, DEPARTMENT_REPORT)


def department_of(order: Order) -> Department:
    """Return the department that issued the order, as a respondent."""
    return Department(short_name=order.issuer.name, head=order.signatory.name)


def report_form(
    order: Order, respondent: Respondent, previous: Submission | None = None, *, compared: bool = False
) -> Form:
    """Return the report form of one respondent: the rows that concern it, what is known of it filled in.

    `previous` is its report of last year: it fills in what the roster does not know. `compared` says that the forms of
    this campaign show last year's values of indicators, whether this respondent has reported then or not.

    Raises `DefinitionError` if the order demands no report from such a respondent.
    """
    if isinstance(respondent, School):
        roadmaps = tuple(r.id for r in order.roadmaps if r.audience.includes(respondent.cluster))
    else:
        roadmaps = tuple(r.id for r in order.roadmaps)
    compared = compared or previous is not None
    blank = report_blank(order, roadmaps, department=isinstance(respondent, Department), compared=compared)
    key = FormKey(campaign=blank.campaign, kind=blank.kind, revision=blank.revision, respondent=respondent.code)
    known = _known(blank, respondent)
    again = passport_again(blank, known, previous)
    return Form(
        blank=blank,
        respondent=respondent,
        printed_key=format_key(key),
        prefill=known | again,
        recalled=frozenset(again),
        printed=last_year(blank, previous) if compared else {},
    )


def _known(blank: Blank, respondent: Respondent) -> dict[str, Value]:
    """Return what the roster already answers."""
    known = ((address, getattr(respondent, name, None)) for address, name in blank.known_from_roster)
    return {address: value for address, value in known if value not in (None, "")}


@lru_cache(maxsize=64)
def report_blank(order: Order, roadmaps: tuple[str, ...], *, department: bool, compared: bool = False) -> Blank:
    """Return the blank of all respondents that report on these roadmaps; `compared` adds last year's values."""
    chosen = tuple(roadmap for roadmap in order.roadmaps if roadmap.id in roadmaps)
    sender = "department" if department else "school"
    round_ = order.round_of("department" if department else "schools")
    plans = tuple(plan.plan_table(order, roadmap, sender, round_) for roadmap in chosen)
    plans = tuple(table for table in plans if table.rows)
    asked = tuple(questions.asked_indicators(order, chosen, sender, round_))
    passport = questions.passport_table(asked, department=department)
    reasons = questions.reasons_table(order, plans)
    indicators = questions.indicator_table(asked, passport, compared=compared)
    tables = (passport, *plans, indicators, reasons, questions.closing_table(order))
    return Blank(
        kind=DEPARTMENT_REPORT if department else SCHOOL_REPORT,
        revision=order.report_form.revision,
        campaign=campaign_code(order.issuer.name, order.number, order.date.isoformat()),
        title=_title(chosen),
        basis=basis_of(order, round_.due),
        due=round_.due,
        instructions=tuple(_instructions(order, round_, _about_last_year(asked) if compared else "")),
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


def _about_last_year(asked: tuple[questions.Asked, ...]) -> str:
    """Say what stands in the form from last year's report."""
    said = "В таблице «Кто отчитывается» вписано и то, что школа сообщала в прошлогоднем отчёте."
    if not asked:
        return said
    return (
        f"{said} В таблице «Показатели» рядом напечатаны прошлогодние значения: они только для сравнения, менять их "
        "не нужно."
    )


def _instructions(order: Order, round_: Round, about_last_year: str) -> Iterator[str]:
    yield (
        "Отвечайте в жёлтых клетках: выберите слово из списка или впишите ответ, стирая подсказку в скобках ‹ ›. "
        "То, что мы уже знаем, вписано: проверьте и исправьте, если изменилось."
    )
    if about_last_year:
        yield about_last_year
    yield (
        "Если мероприятие выполнено, укажите дату и документ: «приказ от 20.11.2023 № 45» или ссылку. "
        "Если не выполнено, выполнено частично, перенесено или отменено, объясните это в таблице "
        "«Причины и новые сроки»."
    )
    yield (
        "Не меняйте коды строк и названия граф, не удаляйте строки: по ним программа находит ответы. "
        "Не присылайте скан или фотографию, нужен сам файл. Сведения об учениках поимённо не указывайте."
    )
    yield from whither(order, round_.due)
