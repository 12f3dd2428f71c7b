"""What the invented schools of the demo answer: plausible, different from school to school, always the same."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING

from roadmapdocs.forms.questions import ANSWER, CLOSING, INDICATORS, REASONS, WHOLE
from roadmapdocs.forms.vocabulary import status_label
from roadmapdocs.model.form import Field, FieldType, Form, NotAbove, Row, Table
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.deadlines import parse_deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        "Посещение уроков коллег дало больше, чем лекции: учителя сразу пробовали приёмы у себя в классе.",
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


def clean_answers(form: Form, school_year: int) -> Typed:
    """Return answers without mistakes: (row code, caption) → text."""
    return dict(_answers(form, school_year, Random(form.printed_key)))  # noqa: S311 - a story, not a secret


def _answers(form: Form, school_year: int, chance: Random) -> Iterator[tuple[tuple[str, str], str]]:
    tellers: dict[str, Callable[..., Iterator[tuple[str, str, str]]]] = {
        INDICATORS: _indicators,
        CLOSING: _closing,
        REASONS: lambda *_: iter(()),
    }
    for table in form.tables:
        captions = {column.id: column.caption for column in table.columns}
        teller = tellers.get(table.id, _plan if table.id.startswith("plan") else _passport)
        for code, column, text in teller(form, table, school_year, chance):
            yield (code, captions[column]), text


def _passport(form: Form, table: Table, school_year: int, _chance: Random) -> Iterator[tuple[str, str, str]]:
    for row in table.asked_rows:
        field = row.fields[ANSWER]
        if form.known(f"{row.id}.{ANSWER}") is None:
            author = f"Образцова Мария Петровна, 8 (48155) 2-00-{form.respondent.code[-2:]:0>2}"
            filled = format_day(date(school_year + 1, 6, 20 + len(form.respondent.short_name) % 8))
            number = "12" if field.type is FieldType.INTEGER else author
            yield row.code, ANSWER, filled if field.type is FieldType.DATE else number


def _plan(form: Form, table: Table, school_year: int, chance: Random) -> Iterator[tuple[str, str, str]]:
    for row in table.asked_rows:
        status = row.fields.get("status")
        if "event" in row.fields or status is None or form.known(f"{row.id}.status") is not None:
            continue
        late = chance.random() < 0.08  # noqa: PLR2004 - a few of a hundred
        yield row.code, "status", status_label("done_late" if late else "done")
        day = _day(row, school_year, chance)
        if "date" in row.fields:
            yield row.code, "date", _when(row.fields["date"], day, chance)
        if "evidence" in row.fields:
            yield row.code, "evidence", _evidence(day, chance)


def _day(row: Row, school_year: int, chance: Random) -> date:
    """Choose a day in the row's window; in spring where it has none."""
    windows = parse_deadline(row.printed.get("deadline", ""), school_year).windows
    last = next((window[1] for window in windows if window[1]), None)
    year = date(school_year, 9, 1), date(school_year + 1, 6, 20)
    if last is None or not year[0] <= last <= year[1]:
        last = date(school_year + 1, 4, 26)
    return last.replace(day=chance.randint(10, 26))


def _when(field: Field, day: date, chance: Random) -> str:
    return str(chance.randint(4, 9)) if field.type is FieldType.INTEGER else format_day(day)


def _evidence(day: date, chance: Random) -> str:
    number = chance.randint(11, 98)
    kinds = (
        f"приказ от {format_day(day)} № {number}",
        f"протокол педагогического совета от {format_day(day)} № {number % 9 + 1}",
        f"справка от {format_day(day)}",
        f"https://school.example/documents/{number}",
    )
    return chance.choice(kinds)


def _indicators(form: Form, table: Table, _year: int, chance: Random) -> Iterator[tuple[str, str, str]]:
    for row in table.asked_rows:
        field = row.fields[ANSWER]
        if not field.required:
            continue
        if field.type is FieldType.CHOICE:
            yield row.code, ANSWER, "нет" if chance.random() < 0.1 else "да"  # noqa: PLR2004
            continue
        whole = chance.randint(4, 9)
        staff = next((v for a, v in form.prefill.items() if isinstance(v, int)), whole)
        limit = staff if str(row.printed.get("whole_of", "")).startswith("см. строку") else whole
        yield row.code, ANSWER, str(chance.randint(max(1, limit // 3), limit))
        if WHOLE in row.fields:
            yield row.code, WHOLE, str(whole)


def _closing(_form: Form, table: Table, _year: int, chance: Random) -> Iterator[tuple[str, str, str]]:
    for row, sentences in zip(table.asked_rows, _CLOSING, strict=False):
        yield row.code, ANSWER, chance.choice(sentences)


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
    typed = clean_answers(form, school_year)
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
