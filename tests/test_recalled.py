"""What a school answered last year is filled in for it, printed beside what is asked again, and read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from accounting import assert_accounted
from ooxml import canonical_parts
from roadmapdocs.collect import collect
from roadmapdocs.collect.checks import Filled, doubtful
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.findings import Place, finding
from roadmapdocs.forms.recalled import NO_ANSWER
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import MISSING, Given, NotApplicable, Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import read_form
from roadmapdocs.recognition import Register, recognise
from roadmapdocs.rules import Answered
from roadmapdocs.writers import write_form
from roadmapdocs.writers.form.docx import write_uncompiled

if TYPE_CHECKING:
    from roadmapdocs.model.form import Form

FORMATS = ("docx", "xlsx")


def last_year(bundle, school: int = 1) -> Submission:
    """The clean report of a school, taken for last year's."""
    order, schools = bundle
    form = report_form(order, schools[school])
    return read_form(type_into(write_form(form, "docx"), clean_answers(form, order.school_year)), form)


def this_year(bundle, previous: Submission | None, school: int = 1) -> Form:
    """The form of a school of which the roster knows neither head nor staff."""
    order, schools = bundle
    bare = schools[school].model_copy(update={"staff": None, "teachers": None, "head": ""})
    return report_form(order, bare, previous, compared=True)


def passport(form: Form) -> dict[str, str]:
    """The addresses of the passport by caption."""
    table = next(table for table in form.tables if table.id == "passport")
    return {row.fields["answer"].caption: f"{row.id}.answer" for row in table.asked_rows}


def test_the_passport_is_filled_in_again(bundle) -> None:
    """Head, totals and author come from last year where the roster is silent; the day never does."""
    last = last_year(bundle)
    form = this_year(bundle, last)
    asked = passport(form)
    day = next(address for caption, address in asked.items() if caption == "Дата заполнения")
    assert form.recalled == set(asked.values()) - {day}
    assert {address: form.prefill[address] for address in form.recalled} == {
        address: last.value(address) for address in form.recalled
    }


def test_the_roster_knows_better(bundle) -> None:
    """What the roster says of this year stands; only the author, whom it does not know, is recalled."""
    order, schools = bundle
    form = report_form(order, schools[1], last_year(bundle))
    author = next(address for caption, address in passport(form).items() if caption.startswith("Кто заполнил"))
    assert form.recalled == {author}
    assert all(form.prefill[address] == getattr(schools[1], name) for address, name in form.blank.known_from_roster)


def test_wrong_answers_are_not_recalled(bundle) -> None:
    """An answer that was found wrong last year is asked anew."""
    last = last_year(bundle)
    address = next(iter(passport(last.form).values()))
    wrong = replace(last, findings=(finding("E205", Place(), seen="-1", expected="от 0", address=address),))
    assert address in this_year(bundle, last).recalled
    assert address not in this_year(bundle, wrong).recalled


def test_last_years_values_stand_beside(order_159) -> None:
    """Each indicator shows last year's value, with its total where that was asked, or that there is none."""
    last = last_year(order_159)
    form, first = this_year(order_159, last), this_year(order_159, None)
    rows = [row for table, row in form.blank.rows.values() if table.id == "indicators"]
    assert set(form.printed) == {f"{row.id}.before" for row in rows}
    for row in rows:
        value, total = last.value(f"{row.id}.answer"), last.value(f"{row.id}.whole")
        shown = {"yes": "да", "no": "нет", None: NO_ANSWER}.get(value, str(value))
        assert form.printed[f"{row.id}.before"] == (shown if total is None else f"{shown} из {total}")
    assert set(first.printed.values()) == {NO_ANSWER}
    assert first.blank == form.blank


@pytest.mark.parametrize("format_", FORMATS)
def test_the_form_shows_and_reads_it(bundle, format_: str) -> None:
    """The printed values stand in the file, come back as printed text and never as answers; nothing is lost."""
    form = this_year(bundle, last_year(bundle))
    sent = write_form(form, format_)
    texts = {cell.text for grid in read_blocks(sent).grids for row in grid.rows for cell in row}
    assert ("В прошлом году" in texts) == bool(form.printed)
    assert set(form.printed.values()) <= texts
    typed = clean_answers(form, bundle[0].school_year)
    returned = read_blocks(type_into(sent, typed))
    submission = collect(returned, form)
    assert (submission.findings, submission.unclaimed) == ((), ())
    given = {a: answer for a, answer in submission.answers.items() if isinstance(answer, Given | NotApplicable)}
    assert {address: form.prefill[address] for address in form.recalled} == {
        address: submission.value(address) for address in form.recalled
    }
    assert sorted(typed.values()) == sorted(one.raw for address, one in given.items() if form.known(address) is None)
    assert_accounted(submission, returned)


def test_a_changed_value_of_last_year_is_named(order_159) -> None:
    """A school that writes into the column of last year's values is told so, and what it wrote is quoted."""
    form = this_year(order_159, last_year(order_159))
    address, told = next(iter(form.printed.items()))
    typed = {(form.blank.rows[address.partition(".")[0]][1].code, "В прошлом году"): "не помним"}
    submission = read_form(type_into(write_form(form, "docx"), typed), form)
    assert [(one.seen, one.expected) for one in submission.findings if one.code == "W402"] == [("не помним", told)]


def test_forms_are_stamped(bundle) -> None:
    """A stamped form with last year's values equals one drawn for the school, part by part."""
    form = this_year(bundle, last_year(bundle))
    assert canonical_parts(write_form(form, "docx")) == canonical_parts(write_uncompiled(form))


def test_forms_are_valid(bundle, validate) -> None:
    """Forms with last year's values pass the ECMA-376 schemas."""
    form = this_year(bundle, last_year(bundle))
    validate({f"recalled.{format_}": write_form(form, format_) for format_ in FORMATS})


def test_an_empty_form_is_still_empty(bundle) -> None:
    """A form that comes back as it was sent says nothing, though last year's answers stand in it."""
    order, schools = bundle
    bare = [school.model_copy(update={"staff": None, "teachers": None, "head": ""}) for school in schools]
    register = Register(order, tuple(bare), {schools[1].code: last_year(bundle)})
    form = register.form(bare[1])
    assert form.recalled
    (refused,) = recognise(read_blocks(write_form(form, "docx")), register)
    assert not isinstance(refused, Submission)
    assert refused.finding.code == "E106"


def test_recalled_totals_are_not_the_rosters(order_159) -> None:
    """A total that differs from last year's is no contradiction of the roster, which does not know it."""
    form = this_year(order_159, last_year(order_159))
    (total,) = [address for address, name in form.blank.known_from_roster if name == "staff"]
    answers = {**dict.fromkeys(form.blank.fields, MISSING), total: Given(999, "999")}
    codes = {
        recalled: [one.code for one in doubtful(Filled(one_of, Answered(form.blank, answers)))]
        for recalled, one_of in ((True, form), (False, form.model_copy(update={"recalled": frozenset()})))
    }
    assert codes == {True: [], False: ["W415"]}
