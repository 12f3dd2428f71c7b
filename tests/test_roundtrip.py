"""What is read is what was written: the reader and the writer are each other's inverse, in every format."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings

from roadmapdocs.answers import normalise
from roadmapdocs.demo.run import load_example
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.form import Field, FieldType, Form, Value
from roadmapdocs.model.submission import Given, Missing
from roadmapdocs.reading import identify, read_form
from roadmapdocs.writers import write_form
from strategies import filled_forms, forms

FORMATS = ("docx", "xlsx")
SLOW = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))

NASTY = (
    "=1+1",
    "+7 900 000-00-00",
    "-",
    "@имя",
    "A & B",
    "<Имя>",
    "</w:t>",
    "_x0041_",
    "_x005F_",
    "Статус",
    "Код",
    "А13",
    "дата",
    "введите текст",
    "документ или ссылка",
    "до\u00a0и\u00a0после",
    "ноль\u200bширина",
    "первая\vвторая",
    "первая\r\nвторая\n\nчетвёртая",
    "слово\tпосле табуляции",
    "  края  ",
    "й",  # й as two characters
    "\U0001f600 и \U00020000",
    "слово " * 833,
    "\ue000key\ue001",
    "{{ title }}",
    "‹дата› и ещё",
    "0042",
    "1E5",
    "TRUE",
)


def expected(field: Field, value: Value) -> Value:
    """What must come back: normalised text, or the same typed value."""
    return normalise(str(value)) if field.type is FieldType.TEXT else value


def assert_comes_back(form: Form, format_: str) -> None:
    """Write a filled form, read it, and compare every field, the empty ones too; nothing may be left over."""
    submission = read_form(write_form(form, format_), form)
    for address, field in form.blank.fields.items():
        answer = submission.answers[address]
        if (value := form.prefill.get(address)) is None:
            assert isinstance(answer, Missing), address
        else:
            assert isinstance(answer, Given), address
            assert answer.value == expected(field, value), address
    strange = [finding.code for finding in submission.findings if finding.code not in ("E204", "W406")]
    assert (strange, submission.unclaimed) == ([], ())


@pytest.mark.parametrize("format_", FORMATS)
@given(form=filled_forms())
@SLOW
def test_answers_come_back(form: Form, format_: str) -> None:
    """Whatever is written into a made-up form is read back as it was, normalised; blanks come back as missing."""
    assert_comes_back(form, format_)


@pytest.mark.parametrize("format_", FORMATS)
@given(form=forms())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@example(form=report_form(load_example()[0], load_example()[1][1]))
def test_a_form_knows_itself(form: Form, format_: str) -> None:
    """A file tells its campaign, kind, revision and respondent."""
    assert identify(write_form(form, format_)) == form.key


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", NASTY, ids=[repr(text)[:24] for text in NASTY])
def test_nasty_text_comes_back(text: str, format_: str, order_159) -> None:
    """Texts that break naive writers and readers arrive whole in a real form."""
    order, schools = order_159
    form = report_form(order, schools[1])
    prefill = {**form.prefill, "A13.evidence": text, "K1.answer": text, "A3.date": date(2023, 11, 20)}
    filled = form.model_copy(update={"prefill": {a: v for a, v in prefill.items() if normalise(str(v))}})
    submission = read_form(write_form(filled, format_), filled)
    for address in ("A13.evidence", "K1.answer"):
        answer = submission.answers[address]
        assert isinstance(answer, Given)
        assert answer.value == normalise(text)
    assert submission.value("A3.date") == date(2023, 11, 20)
    assert submission.unclaimed == ()


@pytest.mark.parametrize("format_", FORMATS)
def test_bytes_are_reproducible(bundle, format_: str) -> None:
    """The same form gives the same bytes, twice and for a form built anew."""
    order, schools = bundle
    assert write_form(report_form(order, schools[0]), format_) == write_form(report_form(order, schools[0]), format_)
