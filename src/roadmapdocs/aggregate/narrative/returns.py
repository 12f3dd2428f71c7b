"""Who has reported: what the report rests on, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.wording import (
    FIELD,
    NO_NUMBER,
    REPORT,
    SCHOOL,
    SUMMARY,
    of,
    percent,
    say,
    text,
)
from roadmapdocs.model.narrative import Basis, Column, Row, Section, Table
from roadmapdocs.orders.cases import declined
from roadmapdocs.orders.next_year.wording import quoted
from roadmapdocs.russian.agreement import counted, enumerated, form, of_counted, who_did
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Sentence
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.summary import RespondentLine, Summary

__all__ = ["department_returned", "missing", "named", "order_named", "respondents_table", "returned", "returns"]

_NAMED = 20
"""So many schools are named in a sentence; more are only counted."""


def order_named(order: Order) -> str:
    """Return the order as a sentence names it after «приказ»: date, number, title."""
    return f"от {format_day(order.date)} № {order.number} {quoted(declined(order, order.title))}"


def named(lines: Sequence[RespondentLine]) -> str:
    """Name schools in a list; where they are many, say how many more there are."""
    names = [line.name for line in lines[:_NAMED]]
    rest = len(lines) - len(names)
    return f"{', '.join(names)} и ещё {counted(rest, SCHOOL)}" if rest else enumerated(names)


def returned(summary: Summary) -> Sentence:
    """Say how many of the schools have reported."""
    whole, number = len(summary.respondents), summary.returned
    if not whole:
        return say("Список школ пуст.", SUMMARY)
    if whole == 1:
        (school,) = summary.respondents
        did = "представлен" if number else "не представлен"
        return say(f"Отчёт школы ({school.name}) {did}.", SUMMARY, of(school))
    if number == whole:
        return say(f"Отчёты представили все школы ({whole}).", SUMMARY)
    if not number:
        return say(f"Из {of_counted(whole, SCHOOL)} отчёт не представила ни одна.", SUMMARY)
    what = "отчёт" if number == 1 else "отчёты"
    did = who_did(number, "представила", "представили")
    return say(f"Из {of_counted(whole, SCHOOL)} {what} {did} {number}.", SUMMARY)


def missing(summary: Summary) -> Iterator[Sentence]:
    """Say who has not reported, if anybody."""
    absent = summary.missing
    if absent and len(summary.respondents) > 1:
        what = "Не представлен отчёт школы" if len(absent) == 1 else "Не представлены отчёты школ"
        yield say(f"{what}: {named(absent)}.", SUMMARY, *map(of, absent))


def returns(account: Account) -> Section:
    """The first section: the order, the day, who has reported and how completely."""
    told, order = account.told, account.order
    due = f"срок представления отчётов школами — {format_day(told.due)}"
    blocks = [
        text(
            say(f"Отчёт составлен во исполнение приказа {order_named(order)}.", Basis("order")),
            say(f"Данные приведены на {format_day(told.as_of)}; {due}.", SUMMARY),
        ),
        text(returned(told), *_in_time(told), *missing(told)),
        text(*_accepted(told), *_to_correct(told), *_completeness(told)),
        text(department_returned(account)),
        text(*_school_roadmaps(account.full)),
    ]
    shown = [block for block in blocks if block.sentences]
    table = [respondents_table(account)] if account.schools <= _IN_TEXT else []
    return Section("Общие сведения", (*shown, *table))


_IN_TEXT = 15


def _in_time(told: Summary) -> Iterator[Sentence]:
    dated = [line for line in told.respondents if line.in_time is not None]
    if not dated or len(dated) != told.returned:
        return
    late = [line for line in dated if not line.in_time]
    all_of_them = "Отчёт поступил" if len(dated) == 1 else "Все представленные отчёты поступили"
    if not late:
        yield say(f"{all_of_them} в срок.", SUMMARY)
    elif len(late) == len(dated):
        yield say(f"{all_of_them} позже срока.", SUMMARY)
    else:
        which = "Позже срока поступил отчёт школы" if len(late) == 1 else "Позже срока поступили отчёты школ"
        yield say(f"{which}: {named(late)}; в срок — {counted(told.in_time, REPORT)}.", SUMMARY, *map(of, late))


_PROVISIONAL = "Отчёт учтён предварительно: он ещё не принят"


def _accepted(told: Summary) -> Iterator[Sentence]:
    number, accepted = told.returned, told.accepted
    if not number:
        return
    if accepted == number:
        said = "Отчёт проверен и принят." if number == 1 else "Все представленные отчёты проверены и приняты."
        yield say(said, SUMMARY)
    elif not accepted:
        said = "Представленные отчёты учтены предварительно: они ещё не приняты" if number > 1 else _PROVISIONAL
        yield say(f"{said}, и числа могут измениться.", SUMMARY)
    else:
        left = number - accepted
        done = form(accepted, "Принят", "Приняты", "Принято")
        counts = form(left, "учтён", "учтены", "учтено")
        rest = f"ещё {left} {counts} предварительно, и числа могут измениться"
        yield say(f"{done} {counted(accepted, REPORT)}, {rest}.", SUMMARY)


def _to_correct(told: Summary) -> Iterator[Sentence]:
    lines = [line for line in told.respondents if line.state == "to_correct"]
    if lines:
        must = "Исправить отчёт должна школа" if len(lines) == 1 else "Исправить отчёты должны школы"
        yield say(f"{must}: {named(lines)}; ответы учтены так, как они поступили.", SUMMARY, *map(of, lines))


def _completeness(told: Summary) -> Iterator[Sentence]:
    share = told.completeness
    if share.ratio is not None and share.denominator:
        whole = of_counted(share.denominator, FIELD)
        filled = form(share.numerator or 0, "заполнено", "заполнены", "заполнено")
        where = "В отчёте школы" if told.returned == 1 else "В отчётах школ"
        yield say(f"{where} {filled} {share.numerator} из {whole} ({percent(share.ratio)}).", SUMMARY)


def _school_roadmaps(full: Summary) -> Iterator[Sentence]:
    """Say how many schools have sent the roadmaps they made of a plan, where any has."""
    for plan in dict.fromkeys(one.of for one in full.school_roadmaps):
        asked = [one for one in full.school_roadmaps if one.of == plan]
        came = sum(one.state != "missing" for one in asked)
        if came:
            what = f"Свои дорожные карты по плану {quoted(asked[0].roadmap)}"
            did = who_did(came, "представила", "представили")
            yield say(f"{what} {did} {came} из {of_counted(len(asked), SCHOOL)}.", SUMMARY)


def department_returned(account: Account) -> Sentence:
    """Say whether the department's own report is in."""
    line, issuer = account.told.department, account.order.issuer.name
    if not account.told.department_activities and not account.told.department_indicators:
        return say(f"О собственных мероприятиях {issuer} по приказу не отчитывается.", Basis("order"))
    if line.state == "missing":
        return say(f"Отчёт о собственных мероприятиях ({issuer}) пока не внесён.", of(line))
    came = f" {format_day(line.received)}" if line.received else ""
    filled = f"заполнено {line.filled} из {of_counted(line.asked, FIELD)}"
    return say(f"Отчёт о собственных мероприятиях ({issuer}) внесён{came}, {filled}.", of(line))


# --- the table ----------------------------------------------------------------------------------------------------

_STATES = {"clean": "без замечаний", "to_correct": "на доработке", "missing": "не представлен"}


def respondents_table(account: Account) -> Table:
    """A row for every school: when its report came, whether it is accepted, how much is filled in."""
    columns = (
        Column("Школа", weight=4),
        Column("Отчёт", weight=2),
        Column("Получен", "number", 1.6),
        Column("Учтён", weight=2),
        Column("Заполнено полей", "number", 1.4),
        Column("Из скольких", "number", 1.4),
    )
    return Table("Представление отчётов школами", columns, tuple(_row(line) for line in account.told.respondents))


def _row(line: RespondentLine) -> Row:
    if line.state == "missing":
        return Row((line.name, _STATES[line.state], "–", "–", "–", "–"))
    came = format_day(line.received) if line.received else NO_NUMBER
    counts = "принят" if line.accepted else "предварительно"
    return Row((line.name, _STATES[line.state], came, counts, str(line.filled), str(line.asked)))
