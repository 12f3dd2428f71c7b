"""The closed set of rules, each with answers that keep it and answers that break it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.model.form import (
    Blank,
    Choice,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Limits,
    NotAbove,
    Reference,
    Required,
    RequiredIf,
    Row,
    Rule,
    SameAs,
    Table,
    Value,
    Within,
)
from roadmapdocs.model.submission import MISSING, Answer, Given, Missing, NotApplicable
from roadmapdocs.rules import EVALUATORS, Answered, all_rules, broken_rules

NUMBER = Field(type=FieldType.INTEGER, caption="Сколько")
DAY = Field(type=FieldType.DATE, caption="Когда")
WORDS = Field(type=FieldType.TEXT, caption="Причина", prompt="что помешало")
STATUS = Field(
    type=FieldType.CHOICE,
    caption="Статус",
    choices=(Choice(id="done", label="выполнено"), Choice(id="partial", label="частично")),
)
ROWS = Field(
    type=FieldType.CHOICE, caption="Код строки", choices=(Choice(id="A1", label="А1"), Choice(id="A2", label="А2"))
)


def table(name: str, **rows: Mapping[str, Field]) -> Table:
    """A table whose rows ask the given fields."""
    names = dict.fromkeys(column for fields in rows.values() for column in fields)
    columns = [Column(id="code", caption="Код", kind=ColumnKind.CODE, width=1)]
    columns += [Column(id=column, caption=column, kind=ColumnKind.INPUT, width=1) for column in names]
    asked = tuple(
        Row(id=row, code=row.replace("A", "А").replace("R", "Р"), fields=fields) for row, fields in rows.items()
    )
    return Table(id=name, title=name, columns=tuple(columns), rows=asked)


def blank(*rules: Rule, **changed: Field) -> Blank:
    """A blank of two rows with a status, a number, a day and words each, and two lines of reasons."""
    fields = {"status": STATUS, "n": NUMBER, "d": NUMBER, "day": DAY, "words": WORDS, **changed}
    about = {"activity": ROWS, "reason": WORDS}
    return Blank(
        kind="R",
        revision=1,
        campaign="30R7",
        title="Отчёт",
        due=date(2024, 7, 1),
        tables=(table("plan", A1=fields, A2=fields), table("reasons", R1=about, R2=about)),
        reference=Reference(table="reasons", names="activity"),
        rules=rules,
        dated=date(2023, 10, 30),
    )


Found = list[tuple[str, str, str, str]]


def check(of: Blank, answers: Mapping[str, Answer | Value | None]) -> Found:
    """Return address, code, seen and expected of the findings; a bare value is a given answer, None a misread one."""
    every: dict[str, Answer] = dict.fromkeys(of.fields, MISSING)
    for address, answer in answers.items():
        known = isinstance(answer, Given | NotApplicable | Missing)
        every[address] = answer if known else Given(answer, str(answer), "ячейка")  # type: ignore[assignment, arg-type]
    return [(f.address, f.code, f.seen, f.expected) for f in broken_rules(Answered(of, every, "отчёт.docx"))]


def test_every_rule_has_an_evaluator() -> None:
    """The evaluators are exactly those of the rules a form can state."""
    (union, _) = get_args(Rule)
    assert {kind.model_fields["rule"].default for kind in get_args(union)} == set(EVALUATORS)


def test_rules_that_fields_state() -> None:
    """A required field and a field with limits state their rules themselves, before those between fields."""
    limits = Limits(minimum=0)
    between = NotAbove(field="A1.n", other="A1.d")
    of = blank(
        between, n=NUMBER.model_copy(update={"limits": limits}), status=STATUS.model_copy(update={"required": True})
    )
    assert all_rules(of) == (
        Required(field="A1.status"),
        Within(field="A1.n", limits=limits),
        Required(field="A2.status"),
        Within(field="A2.n", limits=limits),
        between,
    )


# --- required ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [0, "нет", date(2024, 1, 1), None, NotApplicable("н/п")])
def test_required_is_answered(answer: Value | NotApplicable | None) -> None:
    """Zero, «no», «not applicable» and even a misread answer are answers: only a blank is missing."""
    assert check(blank(Required(field="A1.n")), {"A1.n": answer}) == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("A1.status", "статус (выберите из списка)"),
        ("A1.n", "сколько (целое число, например 12)"),
        ("A1.day", "когда (например 15.03.2024)"),
        ("A1.words", "причина (что помешало)"),
    ],
)
def test_required_is_missing(address: str, expected: str) -> None:
    """A blank is named with what is expected there and an example of it."""
    assert check(blank(Required(field=address)), {}) == [(address, "E204", "", expected)]


def test_the_place_of_a_blank() -> None:
    """The finding about a blank tells file, cell, row and column."""
    of = blank(Required(field="A1.n"))
    answers: dict[str, Answer] = {**dict.fromkeys(of.fields, MISSING), "A1.n": Missing("таблица 1, строка 2, ячейка 3")}
    (found,) = broken_rules(Answered(of, answers, "отчёт.docx"))
    assert str(found.place) == "строка А1, графа «Сколько» (таблица 1, строка 2, ячейка 3)"
    assert found.place.file == "отчёт.docx"


# --- required if ------------------------------------------------------------------------------------------------

IF_DONE = RequiredIf(field="A1.day", when="A1.status", values=("done",))


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({"A1.status": "done"}, ["E204"]),
        ({"A1.status": "done", "A1.day": date(2024, 1, 1)}, []),
        ({"A1.status": "done", "A1.day": None}, []),
        ({"A1.status": "done", "A1.day": NotApplicable("х")}, []),
        ({"A1.status": "partial"}, []),
        ({"A1.status": None}, []),
        ({}, []),
    ],
)
def test_required_if(answers: Mapping[str, Answer | Value | None], codes: list[str]) -> None:
    """What a status demands is asked for under that status only; under a misread status nothing is."""
    assert [code for _, code, _, _ in check(blank(IF_DONE), answers)] == codes


IF_PARTIAL = RequiredIf(field="A1.reason", when="A1.status", values=("partial",))


@pytest.mark.parametrize(
    ("reasons", "found"),
    [
        ({}, [("A1.reason", "E301", "частично", "причина (что помешало)")]),
        ({"R1.activity": "A1", "R1.reason": "ремонт"}, []),
        ({"R2.activity": "A1", "R2.reason": "ремонт"}, []),
        ({"R1.activity": "A1", "R2.activity": "A1", "R2.reason": "ремонт"}, []),
        ({"R1.activity": "A2", "R1.reason": "ремонт"}, [("A1.reason", "E301", "частично", "причина (что помешало)")]),
        ({"R1.activity": "A1"}, [("A1.reason", "E301", "частично", "причина (что помешало)")]),
        ({"R1.reason": "ремонт"}, [("A1.reason", "E301", "частично", "причина (что помешало)")]),
    ],
)
def test_a_reason_is_looked_up(reasons: Mapping[str, Value], found: Found) -> None:
    """A reason counts where its line names the row, whichever line it is."""
    assert check(blank(IF_PARTIAL), {"A1.status": "partial", **reasons}) == found


# --- comparisons ------------------------------------------------------------------------------------------------

PART = NotAbove(field="A1.n", other="A1.d")


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [
        (3, 5, []),
        (5, 5, []),
        (0, 0, []),
        (6, 5, [("A1.n", "E302", "6", "5 (строка А1)")]),
        (1, 0, [("A1.n", "E302", "1", "0 (строка А1)")]),
        (6, None, []),
        (None, 5, []),
        (6, MISSING, []),
        (MISSING, 5, []),
        (6, NotApplicable("н/п"), []),
    ],
)
def test_not_above(part: Answer | int | None, whole: Answer | int | None, found: Found) -> None:
    """N ≤ d: equal is fine, greater is not; without either number there is nothing to compare."""
    assert check(blank(PART), {"A1.n": part, "A1.d": whole}) == found


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
def test_not_above_is_the_comparison(part: int, whole: int) -> None:
    """The rule is broken exactly when the part is greater than the whole."""
    assert (check(blank(PART), {"A1.n": part, "A1.d": whole}) == []) == (part <= whole)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (40, 40, []),
        (40, 41, [("A1.n", "E303", "40", "41 (строка А2)")]),
        (0, 41, [("A1.n", "E303", "0", "41 (строка А2)")]),
        (40, MISSING, []),
        (None, 41, []),
        (40, NotApplicable("х"), []),
    ],
)
def test_same_as(one: Answer | int | None, other: Answer | int | None, found: Found) -> None:
    """One number everywhere; a blank or a misread one is not compared."""
    assert check(blank(SameAs(field="A1.n", other="A2.n")), {"A1.n": one, "A2.n": other}) == found


def test_same_as_shows_values_as_people_read_them() -> None:
    """Dates and choices that differ are shown as they are printed."""
    of = blank(SameAs(field="A1.day", other="A2.day"), SameAs(field="A1.status", other="A2.status"))
    answers = {"A1.day": date(2024, 1, 2), "A2.day": date(2024, 3, 4), "A1.status": "done", "A2.status": "partial"}
    assert check(of, answers) == [
        ("A1.day", "E303", "02.01.2024", "04.03.2024 (строка А2)"),
        ("A1.status", "E303", "выполнено", "частично (строка А2)"),
    ]


# --- limits -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "inside", "outside", "expected"),
    [
        (Limits(minimum=0, maximum=400), (0, 400), (-1, 401), "от 0 до 400"),
        (Limits(minimum=1), (1, 10**9), (0,), "от 1"),
        (Limits(maximum=7), (7, -5), (8,), "до 7"),
    ],
)
def test_limits_of_numbers(limits: Limits, inside: tuple[int, ...], outside: tuple[int, ...], expected: str) -> None:
    """Both ends are allowed; beyond them the limits are named."""
    of = blank(Within(field="A1.n", limits=limits))
    assert [check(of, {"A1.n": value}) for value in inside] == [[] for _ in inside]
    assert [check(of, {"A1.n": value}) for value in outside] == [[("A1.n", "E205", str(v), expected)] for v in outside]


def test_limits_of_dates() -> None:
    """Days outside the school year are shown with its ends, as dates."""
    of = blank(Within(field="A1.day", limits=Limits(minimum=date(2023, 7, 1), maximum=date(2024, 8, 31))))
    expected = "от 01.07.2023 до 31.08.2024"
    assert [check(of, {"A1.day": day}) for day in (date(2023, 7, 1), date(2024, 8, 31))] == [[], []]
    assert check(of, {"A1.day": date(2023, 6, 30)}) == [("A1.day", "E205", "30.06.2023", expected)]
    assert check(of, {"A1.day": date(2024, 9, 1)}) == [("A1.day", "E205", "01.09.2024", expected)]


def test_limits_of_texts() -> None:
    """A text may be as long as the limit, in characters; a longer one tells its length, not itself."""
    of = blank(Within(field="A1.words", limits=Limits(max_length=5)))
    assert check(of, {"A1.words": "ёлка\U0001f384"}) == []
    assert check(of, {"A1.words": "ёлочка"}) == [("A1.words", "E206", "6", "5")]


@pytest.mark.parametrize("answer", [None, MISSING, NotApplicable("н/п")])
def test_limits_are_silent_without_a_value(answer: Answer | None) -> None:
    """A blank, a misread answer and «not applicable» break no limits: they have findings of their own, or need none."""
    assert check(blank(Within(field="A1.n", limits=Limits(minimum=5))), {"A1.n": answer}) == []


def test_findings_come_in_the_order_of_the_form() -> None:
    """Rules of fields come first, in the order of the rows; then the rules between fields, as they are stated."""
    of = blank(PART, SameAs(field="A1.d", other="A2.d"), n=NUMBER.model_copy(update={"limits": Limits(maximum=5)}))
    answers = {"A1.n": 9, "A1.d": 8, "A2.n": 7, "A2.d": 6}
    assert [(address, code) for address, code, _, _ in check(of, answers)] == [
        ("A1.n", "E205"),
        ("A2.n", "E205"),
        ("A1.n", "E302"),
        ("A1.d", "E303"),
    ]
