"""What the invented schools of the demo plan: their own roadmaps, most of them sound, each mistake once."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from roadmapdocs.forms.heading import ANSWER, PASSPORT
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.forms.school_plan import (
    APPROVED_BY,
    DEADLINE,
    FACTOR,
    PROOF,
    RESPONSIBLE,
    RISKS,
    SCHOOL_PLAN,
    SIGNS,
)
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.demo.story import Told, Typed
    from roadmapdocs.model.form import Form, Row, Table

__all__ = ["copied_plan", "late_plan", "sound_plan", "unassigned_plan"]

_POSTS = (
    "заместитель директора по УВР",
    "руководители методических объединений",
    "директор",
    "педагог-психолог",
    "классные руководители 5-9 классов",
)
_PROOFS = ("приказ", "протокол педагогического совета", "аналитическая справка", "лист регистрации", "программа")
_SIGNS = (
    "вакансий {}, совместителей {}",
    "без категории {} учителей из {}",
    "учатся на два с минусом {} человек из {}",
    "родительские собрания пропускают {} семей из {}",
)
_MEASURES = (
    "Неделя математики в 5-6 классах",
    "Час чтения для 1-4 классов",
    "Взаимное посещение уроков",
    "Консультации для отстающих по субботам",
)
_LONG_MEASURE = "Школьный клуб наставников: старшеклассники занимаются с отстающими по математике дважды в неделю"


def sound_plan(form: Form) -> Typed:
    """Return a plan without mistakes: (row code, caption) → text. The form's key decides, so it is always the same."""
    chance = Random(form.printed_key)  # noqa: S311 - a story, not a secret
    tellers = {PASSPORT: _passport, RISKS: _risks, SCHOOL_PLAN: _plan}
    typed: Typed = {}
    for table in form.tables:
        captions = {column.id: column.caption for column in table.columns}
        for code, column, text in tellers[table.id](form, table, chance):
            typed[code, captions[column]] = text
    return typed


def late_plan(form: Form, school_year: int) -> Typed:
    """Return a plan with a deadline a month behind the municipal one."""
    typed = sound_plan(form)
    row = next(row for row in _rows(form) if form.known(f"{row.id}.{DEADLINE}") is not None)
    typed[_cell(form, row, DEADLINE)] = f"август {school_year + 1}"
    return typed


def unassigned_plan(form: Form) -> Typed:
    """Return a plan with a row for which nobody is responsible."""
    typed = sound_plan(form)
    typed[_cell(form, next(_rows(form)), RESPONSIBLE)] = "нет"
    return typed


def copied_plan(form: Form) -> Typed:
    """Return a plan whose own measure another school has word for word: two schools take this one."""
    typed = sound_plan(form)
    spare = next(row for row in _table(form).asked_rows if EVENT in row.fields)
    typed[_cell(form, spare, EVENT)] = _LONG_MEASURE
    return typed


# --- the tables -----------------------------------------------------------------------------------------------------


def _passport(form: Form, table: Table, chance: Random) -> Iterator[Told]:
    day = form.blank.due - timedelta(days=chance.randint(3, 9))
    for row in table.asked_rows:
        if form.known(f"{row.id}.{ANSWER}") is None:
            by_order = row.fields[ANSWER].caption == APPROVED_BY.caption
            keeper = "Образцова Мария Петровна, заместитель директора по УВР, 8 (00000) 2-00-00"
            yield row.code, ANSWER, f"{format_day(day)} № {chance.randint(40, 90)}" if by_order else keeper


def _risks(_form: Form, table: Table, chance: Random) -> Iterator[Told]:
    rows = list(table.asked_rows)[:2]
    factors = [choice.label for choice in rows[0].fields[FACTOR].choices]
    for row, factor in zip(rows, chance.sample(factors, min(len(rows), len(factors))), strict=False):
        some = chance.randint(2, 5)
        yield row.code, FACTOR, factor
        yield row.code, SIGNS, chance.choice(_SIGNS).format(some, some + chance.randint(3, 20))


def _plan(form: Form, table: Table, chance: Random) -> Iterator[Told]:
    spare = [row for row in table.asked_rows if EVENT in row.fields]
    for row in _rows(form):
        if form.known(f"{row.id}.{DEADLINE}") is None:
            yield row.code, DEADLINE, "в течение учебного года"
        yield row.code, RESPONSIBLE, chance.choice(_POSTS)
        yield row.code, PROOF, chance.choice(_PROOFS)
    for row in spare[:1]:
        yield row.code, EVENT, chance.choice(_MEASURES)
        yield row.code, DEADLINE, "в течение учебного года"
        yield row.code, RESPONSIBLE, chance.choice(_POSTS)


def _table(form: Form) -> Table:
    return next(table for table in form.tables if table.id == SCHOOL_PLAN)


def _rows(form: Form) -> Iterator[Row]:
    """Yield the rows of the plan that come from the municipal one."""
    return (row for row in _table(form).asked_rows if EVENT in row.printed)


def _cell(form: Form, row: Row, column: str) -> tuple[str, str]:
    return row.code, next(one.caption for one in _table(form).columns if one.id == column)
