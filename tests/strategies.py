"""Made-up forms and answers for property tests."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmapdocs.answers import normalise
from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.key import format_key
from roadmapdocs.model.form import (
    Blank,
    Choice,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Form,
    FormKey,
    Row,
    SectionRow,
    Table,
    Value,
)
from roadmapdocs.model.school import School

CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕ «»-,.()№ёЁ", min_size=1, max_size=30)
LABEL = CYRILLIC.map(normalise).filter(lambda text: any(character.isalpha() for character in text))

TEXT = st.one_of(
    st.text(max_size=200),
    st.text("аб =+-@'\"<>&\t\n\v\r\u00a0\u200b_x0041\U0001f600", max_size=60),
    st.sampled_from(["=1+1", "A & B", "<Имя>", "_x0041_", "Код", "Статус", "дата", "введите текст", "Ответ"]),
)

CHOICES = tuple(
    Choice(id=name, label=label) for name, label in (("done", "сделано"), ("no", "не сделано"), ("x", "A&B"))
)


def _field(kind: FieldType, number: int) -> Field:
    prompts = {"text": "введите текст", "integer": "число", "date": "дата", "choice": "выберите"}
    choices = CHOICES if kind is FieldType.CHOICE else ()
    return Field(type=kind, caption=f"Вопрос {number}", prompt=prompts[kind.value], choices=choices)


@st.composite
def tables(draw: st.DrawFn, letter: str) -> Table:
    """A table with a code column, printed and input columns in any order, sparse rows and section rows."""
    kinds = draw(st.lists(st.sampled_from([ColumnKind.PRINTED, ColumnKind.INPUT]), min_size=1, max_size=5))
    kinds = [*kinds, ColumnKind.INPUT]
    columns = [Column(id="code", caption="Код", kind=ColumnKind.CODE, width=1)]
    columns += [
        Column(id=f"c{n}", caption=f"{draw(LABEL)} {letter}{n}", kind=kind, width=2) for n, kind in enumerate(kinds)
    ]
    rows: list[Row | SectionRow] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        if draw(st.booleans()):
            rows.append(SectionRow(title=f"{draw(LABEL)} раздел"))
        fields = {
            column.id: _field(draw(st.sampled_from(list(FieldType))), number)
            for column in columns
            if column.kind is ColumnKind.INPUT and draw(st.integers(0, 3))
        }
        printed = {column.id: draw(LABEL) for column in columns if column.kind is ColumnKind.PRINTED}
        code = f"{letter}{number}"
        rows.append(Row(id=ascii_code(code), code=code, printed=printed, fields=fields))
    return Table(
        id=f"t-{ascii_code(letter)}", title=f"{draw(LABEL)} {letter}", columns=tuple(columns), rows=tuple(rows)
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of one to three tables, addressed to a school."""
    drawn = tuple(draw(tables(letter)) for letter in "АБВ"[: draw(st.integers(1, 3))])
    blank = Blank(
        kind="R",
        revision=draw(st.integers(1, 99)),
        campaign="30R7",
        title=f"{draw(LABEL)} отчёт",
        due=date(2024, 7, 1),
        instructions=(f"{draw(LABEL)}.",),
        tables=drawn,
        dated=date(2023, 10, 30),
    )
    school = School(code=draw(st.sampled_from(["1", "07", "12345678"])), short_name=f"{draw(LABEL)} школа")
    key = FormKey(campaign=blank.campaign, kind="R", revision=blank.revision, respondent=school.code)
    return Form(blank=blank, respondent=school, printed_key=format_key(key))


def value_of(field: Field, text: st.SearchStrategy[str] = TEXT) -> st.SearchStrategy[Value]:
    """Any value of a field's type; text is as wild as XML and people allow."""
    if field.type is FieldType.TEXT:
        return text.filter(lambda text: normalise(text) not in ("", field.shown_prompt))
    if field.type is FieldType.INTEGER:
        return st.integers(-(10**9), 10**9)
    if field.type is FieldType.DATE:
        return st.dates(date(1990, 1, 1), date(2099, 12, 31))
    return st.sampled_from([choice.id for choice in field.choices])


@st.composite
def filled_forms(draw: st.DrawFn, text: st.SearchStrategy[str] = TEXT) -> Form:
    """A form with answers in some of its fields; `text` gives the words."""
    form = draw(forms())
    answers = {
        address: draw(value_of(field, text)) for address, field in form.blank.fields.items() if draw(st.integers(0, 2))
    }
    return form.model_copy(update={"prefill": answers})


WORDS = st.lists(
    st.sampled_from(
        ["приказ", "№ 45", "от 20.11.2023", "A & B", "<Имя>", "=1+1", "45 %", "«да»", "https://a.example/?x=1&y=2", "ё"]
    ),
    min_size=1,
    max_size=6,
)
SENSIBLE = st.builds(lambda joint, words: joint.join(words), st.sampled_from([" ", ", ", "\n"]), WORDS)
"""What schools write, some of it hard on programs; every office program keeps it."""


def made_up_forms(count: int) -> list[Form]:
    """The same forms every time, with sensible answers."""
    made: list[Form] = []

    @settings(max_examples=count, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(filled_forms(SENSIBLE))
    def collect(form: Form) -> None:
        made.append(form)

    collect()
    return made
