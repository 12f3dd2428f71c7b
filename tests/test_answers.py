"""One value of an answer, both ways; the canonical form of text; the strict class and the JSON Schema of answers."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Any, assert_never

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from roadmapdocs.answers import (
    Misread,
    answers_model,
    format_value,
    has_control_characters,
    normalise,
    parse_value,
    text_of,
)
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.forms.vocabulary import STATUSES, YES_NO
from roadmapdocs.model.form import (
    Blank,
    Choice,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Form,
    Limits,
    Row,
    Table,
    Value,
)
from roadmapdocs.model.submission import MISSING, Answer, Given
from roadmapdocs.reading import read_form
from roadmapdocs.rules import Answered, broken_rules
from roadmapdocs.writers import write_form
from strategies import CHOICES, filled_forms, value_of

INTEGER = Field(type=FieldType.INTEGER, caption="Сколько")
DATE = Field(type=FieldType.DATE, caption="Когда")
STATUS = Field(type=FieldType.CHOICE, caption="Статус", choices=STATUSES)
YES = Field(type=FieldType.CHOICE, caption="Проведено ли", choices=YES_NO)

# --- text → value -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("51", 51),
        ("0", 0),
        ("007", 7),
        ("-3", -3),
        ("+3", 3),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234\u202f567", 1234567),
        ("12.0", 12),
        ("12,00", 12),
        ("999999999999999", 999999999999999),
        ("12,5", Misread("E201")),
        ("1,234", Misread("E201")),
        ("45 чел.", 45),
        ("12 (двенадцать) человек", 12),
        ("3 пары", 3),
        ("45%", Misread("E208")),
        ("45 %", Misread("E208")),
        ("0,45", Misread("E208")),
        ("12 34", Misread("E201")),
        ("1 2", Misread("E201")),
        ("5-6", Misread("E201")),
        ("пять", Misread("E201")),
        ("число", Misread("E201")),
        ("1E5", Misread("E201")),
        ("TRUE", Misread("E201")),
        ("9" * 16, Misread("E201")),
        ("9" * 5000, Misread("E201")),
    ],
)
def test_whole_numbers(text: str, value: Value | Misread) -> None:
    """Digits, with blanks between thousands and with a unit, are numbers; fractions, percents and words are not."""
    assert parse_value(INTEGER, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("05.10.2024", date(2024, 10, 5)),
        ("5.10.24", date(2024, 10, 5)),
        ("05.10.2024 г.", date(2024, 10, 5)),
        ("05/10/2024", date(2024, 10, 5)),
        ("05-10-2024", date(2024, 10, 5)),
        ("05. 10. 2024", date(2024, 10, 5)),
        ("2024-10-05", date(2024, 10, 5)),
        ("2024-10-05 00:00:00", date(2024, 10, 5)),
        ("2024-10-05T00:00:00", date(2024, 10, 5)),
        ("5 октября 2024 г.", date(2024, 10, 5)),
        ("5\u00a0октября 2024\u00a0года", date(2024, 10, 5)),
        ("«5» ОКТЯБРЯ 2024 года", date(2024, 10, 5)),
        ("5 окт. 2024", date(2024, 10, 5)),
        ("1 мая 2024", date(2024, 5, 1)),
        ("1 марта 2024", date(2024, 3, 1)),
        ("29.02.2024", date(2024, 2, 29)),
        ("05.10.0024", date(24, 10, 5)),
        ("31.02.2024", Misread("E202")),
        ("29.02.2023", Misread("E202")),
        ("00.10.2024", Misread("E202")),
        ("10.13.2024", Misread("E202")),
        ("05.10.0000", Misread("E202")),
        ("05.10", Misread("E202")),
        ("октябрь 2024", Misread("E202")),
        ("в октябре", Misread("E202")),
        ("в течение года", Misread("E202")),
        ("05.10.2024, 12.10.2024", Misread("E202")),
        ("45570", Misread("E202")),
        ("дата", Misread("E202")),
    ],
)
def test_dates(text: str, value: Value | Misread) -> None:
    """A day in digits or words is a date; a month, two days, an impossible day and a bare number are not."""
    assert parse_value(DATE, text) == value


ALL_STATUSES = "; ".join(f"«{choice.label}»" for choice in STATUSES)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (STATUS, "выполнено", "done"),
        (STATUS, "done", "done"),
        (STATUS, "Выполнено.", "done"),
        (STATUS, "ВЫПОЛНЕНО  ЧАСТИЧНО", "partial"),
        (STATUS, "выполнено\u00a0частично", "partial"),
        (STATUS, "в\nпроцессе", "in_progress"),
        (STATUS, "не в полном объеме", "partial"),
        (STATUS, "не в полном объёме", "partial"),
        (STATUS, "cрок продлeн", "postponed"),  # Latin c and e
        (STATUS, "oтмeнeнo", "cancelled"),  # Latin o and e
        (STATUS, "исполнено", "done"),
        (STATUS, "100%", "done"),
        (STATUS, "+", "done"),
        (STATUS, "-", "not_done"),
        (STATUS, "–", "not_done"),
        (STATUS, "х", "not_applicable"),
        (STATUS, "X", "not_applicable"),
        (STATUS, "н/п", "not_applicable"),
        (STATUS, "срок не наступил", "not_due"),
        (STATUS, "выполним завтра", Misread("E203", ALL_STATUSES)),
        (STATUS, "выполнено, но не всё", Misread("E203", ALL_STATUSES)),
        (YES, "Да", "yes"),
        (YES, "имеется", "yes"),
        (YES, "НЕТ", "no"),
        (YES, "yes", "yes"),
        (YES, "не знаю", Misread("E203", "«да»; «нет»; «не применимо»")),
    ],
)
def test_choices(field: Field, text: str, value: Value | Misread) -> None:
    """Labels, ids and accepted words in any case, with ё or е, with Latin look-alikes; else the labels are listed."""
    assert parse_value(field, text) == value


def test_a_label_wins_over_words_of_other_choices() -> None:
    """A choice whose label another choice accepts too is still the choice with that label."""
    choices = (Choice(id="a", label="первый", accept=("второй",)), Choice(id="b", label="второй"))
    field = Field(type=FieldType.CHOICE, caption="Порядок", choices=choices)
    assert [parse_value(field, format_value(field, one)) for one in ("a", "b")] == ["a", "b"]


def test_text_is_kept_as_it_is() -> None:
    """A text answer is its text: nothing in it is folded, cut or understood."""
    field = Field(type=FieldType.TEXT, caption="Что сделано")
    text = "Приказ № 45, 51 чел.;\n  ёлочки «…», A и А\u00a0"
    assert parse_value(field, text) == text


# --- both ways --------------------------------------------------------------------------------------------------


def any_value(kind: FieldType) -> st.SearchStrategy[Value]:
    """Every value a type can hold. A new type fails here until it has its values."""
    match kind:
        case FieldType.TEXT:
            return st.text()
        case FieldType.INTEGER:
            return st.integers(-(10**14) + 1, 10**15 - 1)
        case FieldType.DATE:
            return st.dates()
        case FieldType.CHOICE:
            return st.sampled_from([choice.id for choice in CHOICES])
        case _:
            assert_never(kind)


def field_of(kind: FieldType) -> Field:
    """A field of a type, with choices where the type needs them."""
    return Field(type=kind, caption="Вопрос", choices=CHOICES if kind is FieldType.CHOICE else ())


@pytest.mark.parametrize("kind", list(FieldType))
@given(drawn=st.data())
def test_what_is_printed_is_what_is_read(kind: FieldType, drawn: st.DataObject) -> None:
    """`parse_value` is the inverse of `format_value` for every value of every type, and keeps its Python type."""
    field, value = field_of(kind), drawn.draw(any_value(kind))
    read = parse_value(field, format_value(field, value))
    assert (type(read), read) == (type(value), value)


@given(st.dates(date(1, 1, 1)))
@example(date(24, 10, 5))
def test_a_printed_date_is_ten_characters(day: date) -> None:
    """A date is printed in digits, dd.mm.yyyy, in every century."""
    printed = format_value(DATE, day)
    assert printed == f"{day:%d.%m.}{day.year:04d}"
    assert parse_value(DATE, printed) == day


def test_text_of_nothing() -> None:
    """What a document shows for no value is nothing; for a value, its normalised text."""
    assert text_of(INTEGER, None) == ""
    assert text_of(INTEGER, 0) == "0"
    assert text_of(STATUS, "done") == "выполнено"
    assert text_of(Field(type=FieldType.TEXT, caption="Что"), " a\r\nб ") == "a\nб"


# --- normalise --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  край  ", "край"),
        ("\n\tкрай\u00a0", "край"),
        ("первая\r\nвторая\rтретья\vчетвёртая", "первая\nвторая\nтретья\nчетвёртая"),
        ("и\u0306", "й"),
        ("и\x00\u0306", "й"),
        ("а\x00б\x08в\x1fг\x7fд\x85е\ufffeж", "абвгдеж"),
        ("до\u00a0и\u00a0после", "до\u00a0и\u00a0после"),
        ("ноль\u200bширина", "ноль\u200bширина"),
        ("слово\tещё", "слово\tещё"),
        ("первая\n\n\nвторая", "первая\n\n\nвторая"),
        ("\U0001f600", "\U0001f600"),
        ("\ud800а", "а"),
        (" \x00 ", ""),
        ("", ""),
    ],
)
def test_normalise(text: str, normal: str) -> None:
    """Line ends become one kind, edges and control characters go, letters are composed, inner blanks stay."""
    assert normalise(text) == normal


@given(st.text(st.characters() | st.sampled_from("\r\n\v\x00\x1c\x85\u0306и\u1100\u1161\u00a0\ud800"), max_size=20))
@example("и\x00\u0306")
@example("\x00 \r")
def test_normalise_is_done_once(text: str) -> None:
    """Normalising twice changes nothing more; the result is NFC, without control characters and blank edges."""
    normal = normalise(text)
    assert normalise(normal) == normal
    assert (unicodedata.normalize("NFC", normal), normal.strip()) == (normal, normal)
    assert not has_control_characters(normal)
    assert not set(normal) & set("\r\v\x00\x1c\x85\ud800")


@pytest.mark.parametrize(
    ("text", "said"), [("а\x01б", True), ("а\vб\r\nв", False), ("\ta\u00a0", False), ("\ufffe", True)]
)
def test_control_characters_are_noticed(text: str, said: bool) -> None:  # noqa: FBT001 - the table's verdict
    """Only characters that are removed count, not line ends that are replaced."""
    assert has_control_characters(text) is said


# --- the strict class -------------------------------------------------------------------------------------------


def asking(**fields: Field) -> Blank:
    """A blank of one row, П1, that asks the given fields."""
    columns = [Column(id="code", caption="Код", kind=ColumnKind.CODE, width=1)]
    columns += [
        Column(id=name, caption=field.caption, kind=ColumnKind.INPUT, width=1) for name, field in fields.items()
    ]
    table = Table(id="t-1", title="Вопросы", columns=tuple(columns), rows=(Row(id="P1", code="П1", fields=fields),))
    return Blank(
        kind="R",
        revision=1,
        campaign="30R7",
        title="Отчёт",
        due=date(2024, 7, 1),
        tables=(table,),
        dated=date(2023, 10, 30),
    )


BLANK = asking(
    number=INTEGER.model_copy(update={"limits": Limits(minimum=0, maximum=100)}),
    day=DATE.model_copy(update={"limits": Limits(minimum=date(2023, 7, 1), maximum=date(2024, 8, 31))}),
    status=STATUS.model_copy(update={"required": True}),
    words=Field(type=FieldType.TEXT, caption="Что", limits=Limits(max_length=5)),
)


@pytest.mark.parametrize(
    "row",
    [
        {"status": "done"},
        {"status": "done", "number": None, "day": None, "words": None},
        {"status": "done", "number": 0, "day": date(2023, 7, 1), "words": "слово"},
        {"status": "not_due", "number": 100, "day": date(2024, 8, 31), "words": "A & B"},
    ],
)
def test_the_class_accepts_typed_values(row: dict[str, Any]) -> None:
    """Typed values within limits, both ends allowed, are accepted and kept."""
    answers = answers_model(BLANK).model_validate({"P1": row})
    assert answers.model_dump(exclude_none=True)["P1"] == {
        name: value for name, value in row.items() if value is not None
    }


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ({"status": "done", "number": "5"}, "number"),
        ({"status": "done", "number": 5.0}, "number"),
        ({"status": "done", "number": True}, "number"),
        ({"status": "done", "number": -1}, "number"),
        ({"status": "done", "number": 101}, "number"),
        ({"status": "done", "day": "2023-11-20"}, "day"),
        ({"status": "done", "day": date(2023, 6, 30)}, "day"),
        ({"status": "done", "day": date(2024, 9, 1)}, "day"),
        ({"status": "выполнено"}, "status"),
        ({"status": None}, "status"),
        ({}, "status"),
        ({"status": "done", "words": 5}, "words"),
        ({"status": "done", "words": "длинно"}, "words"),
        ({"status": "done", "other": "x"}, "other"),
    ],
)
def test_the_class_refuses(row: dict[str, Any], where: str) -> None:
    """Text for a number or date, labels for ids, values out of limits, gaps and unknown names: refused, where it is."""
    with pytest.raises(ValidationError) as refusal:
        answers_model(BLANK).model_validate({"P1": row})
    assert [error["loc"] for error in refusal.value.errors()] == [("P1", where)]


def test_the_class_knows_its_rows() -> None:
    """A row that must be answered must be there; a row that the form does not have must not."""
    for answers in ({}, {"P1": {"status": "done"}, "P2": {"status": "done"}}):
        with pytest.raises(ValidationError):
            answers_model(BLANK).model_validate(answers)


def test_a_row_without_duties_may_be_left_out() -> None:
    """A row whose fields may all be empty need not be named."""
    model = answers_model(asking(words=Field(type=FieldType.TEXT, caption="Что")))
    assert model.model_validate({}).model_dump() == {"P1": {"words": None}}


# --- the JSON Schema --------------------------------------------------------------------------------------------


def typed_answers(form: Form) -> dict[str, dict[str, Value]]:
    """Return the answers of a filled form as a program gets them: written, read back, by row and column."""
    submission = read_form(write_form(form, "docx"), form)
    answers: dict[str, dict[str, Value]] = {}
    for address, answer in submission.answers.items():
        row, _, column = address.partition(".")
        if isinstance(answer, Given) and answer.value is not None:
            answers.setdefault(row, {})[column] = answer.value
    return answers


def filled(form: Form, school_year: int) -> Form:
    """Return the form with a clean answer in every cell that the demo fills in."""
    typed = clean_answers(form, school_year)
    values = dict(form.prefill)
    for table in form.tables:
        captions = {column.id: column.caption for column in table.columns}
        for row in table.asked_rows:
            for column, field in row.fields.items():
                if text := typed.get((row.code, captions[column])):
                    read = parse_value(field, normalise(text))
                    assert not isinstance(read, Misread)
                    values[f"{row.id}.{column}"] = read
    return form.model_copy(update={"prefill": values})


@pytest.mark.parametrize("name", ["ershichi-2023", "zarechye-2024"])
@pytest.mark.parametrize("who", ["school", "department"])
def test_the_schema_judges_an_exported_answer(name: str, who: str) -> None:
    """The schema is valid, takes what a clean report exports, and refuses the same report spoilt in one place."""
    order, schools = load_example(name)
    form = filled(report_form(order, schools[0] if who == "school" else department_of(order)), order.school_year)
    model = answers_model(form.blank)
    schema = model.model_json_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    exported = json.loads(model.model_validate(typed_answers(form)).model_dump_json())
    assert [error.message for error in validator.iter_errors(exported)] == []

    status = next(address for address in form.blank.fields if address.endswith(".status")).partition(".")[0]
    number = next(a for a, field in form.blank.fields.items() if field.type is FieldType.INTEGER)
    day = next(a for a, field in form.blank.fields.items() if field.type is FieldType.DATE)
    for address, value in (
        (f"{status}.status", "готово"),
        (f"{status}.unknown", "x"),
        (number, "5"),
        (number, -1),
        (day, "5 октября"),
        (day, 45570),
    ):
        row, _, column = address.partition(".")
        spoilt = {**exported, row: {**exported.get(row, {}), column: value}}
        assert [error.path[0] for error in validator.iter_errors(spoilt)] == [row], (address, value)
    assert [error.validator for error in validator.iter_errors({**exported, "Z99": {}})] == ["additionalProperties"]
    without = {row: answers for row, answers in exported.items() if row != status}
    assert [error.validator for error in validator.iter_errors(without)] == ["required"]


# --- the class and the rules agree ------------------------------------------------------------------------------


def with_limits(form: Form, drawn: st.DataObject) -> Form:
    """Return the form with duties and limits on some of its fields."""
    limits = {
        FieldType.TEXT: st.builds(Limits, max_length=st.integers(1, 20)),
        FieldType.INTEGER: st.builds(Limits, minimum=st.integers(-5, 5), maximum=st.integers(5, 10**6)),
        FieldType.DATE: st.builds(Limits, minimum=st.dates(date(2000, 1, 1), date(2020, 1, 1))),
        FieldType.CHOICE: st.just(Limits()),
    }

    def limited(field: Field) -> Field:
        chosen = drawn.draw(st.just(Limits()) | limits[field.type])
        return field.model_copy(update={"limits": chosen, "required": drawn.draw(st.booleans())})

    tables = tuple(
        table.model_copy(
            update={
                "rows": tuple(
                    row.model_copy(update={"fields": {name: limited(f) for name, f in row.fields.items()}})
                    if isinstance(row, Row)
                    else row
                    for row in table.rows
                )
            }
        )
        for table in form.tables
    )
    return form.model_copy(update={"blank": form.blank.model_copy(update={"tables": tables})})


def accepts(model: Any, answers: dict[str, dict[str, Value]]) -> bool:
    """Say whether the strict class takes the answers."""
    try:
        model.model_validate(answers)
    except ValidationError:
        return False
    return True


@given(form=filled_forms(), drawn=st.data())
@settings(max_examples=200, deadline=None)
def test_the_class_and_the_rules_agree(form: Form, drawn: st.DataObject) -> None:
    """For made-up typed values the class accepts exactly when no rule finds a gap or a value out of limits."""
    form = with_limits(form, drawn)
    values = {a: drawn.draw(value_of(form.blank.fields[a])) for a in form.prefill}
    given_: dict[str, Answer] = dict.fromkeys(form.blank.fields, MISSING)
    given_ |= {address: Given(value, str(value)) for address, value in values.items()}
    by_row: dict[str, dict[str, Value]] = {}
    for address, value in values.items():
        row, _, column = address.partition(".")
        by_row.setdefault(row, {})[column] = value
    broken = [found.code for found in broken_rules(Answered(form.blank, given_))]
    assert set(broken) <= {"E204", "E205", "E206"}
    assert accepts(answers_model(form.blank), by_row) == (broken == [])


@given(st.sampled_from([choice.label for choice in STATUSES]) | st.text(max_size=10))
@example("не выполнено")
def test_the_class_and_the_reader_agree_on_choices(text: str) -> None:
    """Text is one of the ids the class takes, or it is E203."""
    read = parse_value(STATUS, normalise(text) or "?")
    taken = not isinstance(read, Misread) and accepts(answers_model(BLANK), {"P1": {"status": read}})
    assert taken == (not isinstance(read, Misread))
    assert isinstance(read, str) or read == Misread("E203", ALL_STATUSES)
