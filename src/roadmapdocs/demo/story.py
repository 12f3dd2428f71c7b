"""What the invented schools of the demo answer: plausible, different from school to school, always the same."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from roadmapdocs.forms.questions import ANSWER, CLOSING, INDICATORS, PASSPORT, REASONS, WHOLE
from roadmapdocs.forms.vocabulary import status_label
from roadmapdocs.model.form import Field, FieldType, Form, NotAbove, Row, Table
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Typed", "clean_answers", "hurried", "unexplained"]

Typed = dict[tuple[str, str], str]
"""(row code, column caption) → what is typed there."""

_REASONS = (
    "Болезнь методиста, занятия перенесены на более позднее время",
    "Не хватило часов в расписании: учителя ведут по два предмета",
    "Отключение связи в день вебинара, смотрели запись неполным составом",
)
_CLOSING = (
    (
        "Посещение уроков коллег дало больше, чем лекции.",
        "Успеваемость в пятых классах выросла, в восьмых осталась прежней.",
        "Работа велась по плану; заметнее всего помогли консультации для родителей.",
    ),
    (
        "Мало учителей математики, занятия с отстающими вести некому.",
        "Часть семей живёт далеко, на консультации родители приезжают редко.",
        "Слабая связь: вебинары прерываются, оборудование старое.",
    ),
    (
        "Проводить семинары в дистанционной форме и присылать записи.",
        "Прислать график региональных мероприятий до начала учебного года.",
        "Объединить два отчёта в один и собирать его один раз в год.",
    ),
)


Told = tuple[str, str, str]
"""Row code, column id and what is typed there."""

_LATE, _PARTLY, _MOST_REASONS = 0.07, 0.06, 4
"""How often a row is done late or in part, and for how many rows a school has the patience to explain it."""


def clean_answers(form: Form, school_year: int) -> Typed:
    """Return answers without mistakes: (row code, caption) → text."""
    return _Story(form, school_year).told()


class _Story:
    """What one respondent answers; its key decides, so that it answers the same every time."""

    def __init__(self, form: Form, school_year: int) -> None:
        self._form = form
        self._year = school_year
        self._chance = Random(form.printed_key)  # noqa: S311 - a story, not a secret
        self._partly: list[str] = []

    def told(self) -> Typed:
        """Tell the answers of all tables."""
        tellers = {
            INDICATORS: self._indicators,
            CLOSING: self._closing,
            REASONS: self._reasons,
            PASSPORT: self._passport,
        }
        typed: Typed = {}
        for table in self._form.tables:
            captions = {column.id: column.caption for column in table.columns}
            for code, column, text in tellers.get(table.id, self._plan)(table):
                typed[code, captions[column]] = text
        return typed

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _passport(self, table: Table) -> Iterator[Told]:
        for row in table.asked_rows:
            field = row.fields[ANSWER]
            if self._form.known(f"{row.id}.{ANSWER}") is None:
                phone = f"8 (48155) 2-00-{self._form.respondent.code[-2:]:0>2}"
                filled = date(self._year + 1, 5, 30) + timedelta(days=self._chance.randint(0, 8))
                words = {
                    FieldType.DATE: format_day(filled),
                    FieldType.INTEGER: "12",
                }
                yield row.code, ANSWER, words.get(field.type, f"Образцова Мария Петровна, {phone}")

    def _plan(self, table: Table) -> Iterator[Told]:
        for row in table.asked_rows:
            if "event" in row.fields or "status" not in row.fields or self._form.known(f"{row.id}.status") is not None:
                continue
            day, late = self._day(row)
            partly = not late and self._happens(_PARTLY) and len(self._partly) < _MOST_REASONS
            status = "partial" if partly else "done_late" if late else "done"
            if partly:
                self._partly.append(row.code)
            yield row.code, "status", status_label(status)
            if "date" in row.fields:
                yield row.code, "date", self._when(row.fields["date"], day)
            if "evidence" in row.fields:
                yield row.code, "evidence", self._evidence(day)

    def _day(self, row: Row) -> tuple[date, bool]:
        """Choose a day at the end of the row's window, seldom one behind it; in spring where it has none."""
        last = row.window[1] if row.window else None
        if last is None or not date(self._year, 9, 1) <= last <= date(self._year + 1, 6, 1):
            return date(self._year + 1, 4, 30) - timedelta(days=self._chance.randint(0, 12)), False
        if self._happens(_LATE):
            return last + timedelta(days=self._chance.randint(2, 9)), True
        return last - timedelta(days=self._chance.randint(0, 12)), False

    def _when(self, field: Field, day: date) -> str:
        return str(self._chance.randint(4, 9)) if field.type is FieldType.INTEGER else format_day(day)

    def _evidence(self, day: date) -> str:
        number = self._chance.randint(11, 98)
        kinds = (
            f"приказ от {format_day(day)} № {number}",
            f"протокол педагогического совета от {format_day(day)} № {number % 9 + 1}",
            f"справка от {format_day(day)}",
            f"https://school.example/documents/{number}",
        )
        return self._chance.choice(kinds)

    def _indicators(self, table: Table) -> Iterator[Told]:
        for row in table.asked_rows:
            field = row.fields[ANSWER]
            if not field.required:
                continue
            if field.type is FieldType.CHOICE:
                yield row.code, ANSWER, "да"
                continue
            whole = self._chance.randint(4, 9)
            staff = next((value for value in self._form.prefill.values() if isinstance(value, int)), whole)
            limit = staff if row.printed.get("whole_of", "").startswith("см. строку") else whole
            yield row.code, ANSWER, str(self._chance.randint(max(1, limit // 3), limit))
            if WHOLE in row.fields:
                yield row.code, WHOLE, str(whole)

    def _reasons(self, table: Table) -> Iterator[Told]:
        for row, code in zip(table.asked_rows, self._partly, strict=False):
            yield row.code, "activity", code
            yield row.code, "reason", self._chance.choice(_REASONS)

    def _closing(self, table: Table) -> Iterator[Told]:
        for row, sentences in zip(table.asked_rows, _CLOSING, strict=False):
            yield row.code, ANSWER, self._chance.choice(sentences)


# --- mistakes -------------------------------------------------------------------------------------------------------


def hurried(form: Form, school_year: int) -> Typed:
    """Answers in a hurry: a word that is not in the list, a month for a date, no evidence, a part above its whole."""
    typed = clean_answers(form, school_year)
    first, second, *_ = _asked_rows(form)
    typed[_cell(first, "status")] = "сделали"
    typed[_cell(second, "date")] = "в октябре"
    typed.pop(_cell(second, "evidence"), None)
    for rule in form.blank.rules:
        if isinstance(rule, NotAbove) and isinstance(whole := form.prefill.get(rule.other), int):
            row, column = rule.field.split(".")
            typed[_cell(form.blank.rows[row], column)] = str(whole + 3)
            break
    return typed


def unexplained(form: Form, school_year: int) -> Typed:
    """Answers that stop halfway: a row done in part without a reason, and one left empty."""
    typed = {cell: text for cell, text in clean_answers(form, school_year).items() if not cell[0].startswith("Р")}
    first, *_, last = _asked_rows(form)
    typed[_cell(first, "status")] = status_label("partial")
    for column in ("status", "date", "evidence"):
        typed.pop(_cell(last, column), None)
    return typed


def _asked_rows(form: Form) -> list[tuple[Table, Row]]:
    """Return the rows of the roadmaps that the school answered with a date."""
    rows = form.blank.rows.values()
    return [
        (table, row)
        for table, row in rows
        if "event" in row.printed
        and form.known(f"{row.id}.status") is None
        and row.fields["date"].type is FieldType.DATE
    ]


def _cell(asked: tuple[Table, Row], column: str) -> tuple[str, str]:
    table, row = asked
    return row.code, next(one.caption for one in table.columns if one.id == column)
