"""What a returned file is: each kind of confusion is recognised for what it is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.key import ALPHABET
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import NotAsked, Refused, Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Returned
from roadmapdocs.recognition import Register, recognise
from roadmapdocs.writers import write_form

ORDER, SCHOOLS = load_example("ershichi-2023")
REGISTER = Register(ORDER, SCHOOLS)
FORMATS = ("docx", "xlsx")


def filled(school: int, format_: str = "docx", register: Register = REGISTER) -> bytes:
    """The report of a school, filled in."""
    form = register.form(register.schools[school])
    return type_into(write_form(form, format_), clean_answers(form, register.order.school_year))


def told(content: bytes | Returned, register: Register = REGISTER) -> list[str]:
    """Whose submission or which refusal each form of a file is."""
    returned = read_blocks(content) if isinstance(content, bytes) else content
    return [
        one.finding.code if isinstance(one, Refused) else one.respondent.code for one in recognise(returned, register)
    ]


def replaced(content: bytes, old: str, new: str, *, only: str = "") -> bytes:
    """The package with one text replaced in all its parts, or in those whose name has `only` in it."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()) if only in name else part)
    return packed.getvalue()


@pytest.mark.parametrize("format_", FORMATS)
def test_a_filled_form_is_its_school_s(format_: str) -> None:
    """A file is known by what stands in it; its name is nowhere asked."""
    assert told(filled(3, format_)) == [SCHOOLS[3].code]


@pytest.mark.parametrize("format_", FORMATS)
def test_without_properties(format_: str) -> None:
    """With all properties taken away the visible key still tells."""
    returned = read_blocks(filled(3, format_))
    assert told(Returned(returned.blocks)) == [SCHOOLS[3].code]


def test_the_visible_key_lost() -> None:
    """With the key deleted from the page, header and footer, the properties still tell."""
    key = REGISTER.form(SCHOOLS[3]).printed_key
    assert told(replaced(filled(3), key, "", only="word/")) == [SCHOOLS[3].code]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_key_left_in_one_place_only(format_: str) -> None:
    """With the key in the body alone, all else lost on the way, the file is known, and says so (I501)."""
    returned = read_blocks(filled(3, format_))
    body = [block for block in returned.blocks if not getattr(block, "running", False)]
    (submission,) = recognise(Returned(body), REGISTER)
    assert isinstance(submission, Submission)
    assert [(found.code, found.seen) for found in submission.findings] == [("I501", "текст")]
    (whole,) = recognise(returned, REGISTER)
    assert isinstance(whole, Submission)
    assert whole.findings == ()


def test_a_key_with_one_wrong_symbol() -> None:
    """A mistyped key is refused, and the refusal names the form it resembles."""
    key = REGISTER.form(SCHOOLS[3]).printed_key
    wrong = key[:8] + ALPHABET[(ALPHABET.index(key[8]) + 7) % 20] + key[9:]
    returned = Returned(read_blocks(replaced(filled(3), key, wrong)).blocks)
    (refused,) = recognise(returned, REGISTER)
    assert isinstance(refused, Refused)
    assert (refused.finding.code, refused.finding.seen) == ("E109", wrong)
    assert refused.finding.expected == f"{key}, {SCHOOLS[3].short_name}"


def test_another_order_is_named() -> None:
    """Another district's form, or last year's, is refused with the words of both orders."""
    other = Register(*load_example("zarechye-2024"))
    (refused,) = recognise(read_blocks(filled(0, register=other)), REGISTER)
    assert isinstance(refused, Refused)
    assert refused.finding.code == "E110"
    assert refused.finding.expected == "Отдел по образованию. Приказ от 30.10.2023 № 159"
    assert f"№ {other.order.number}" in refused.finding.seen


def test_last_year_s_form() -> None:
    """The same department's form of the year before is named by its order too."""
    before = ORDER.model_copy(update={"number": "140", "date": ORDER.date.replace(year=2022), "school_year": 2022})
    assert told(filled(0, register=Register(before, SCHOOLS))) == ["E110"]


def test_a_school_that_is_not_in_the_roster() -> None:
    """A key of this order for a school nobody knows."""
    stranger = SCHOOLS[0].model_copy(update={"code": "99"})
    assert told(filled(0, register=Register(ORDER, (stranger,)))) == ["E104"]


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_form(bundle, format_: str) -> None:
    """A form sent back as it was is no report; one word in it makes it one."""
    register = Register(*bundle)
    form = register.form(register.schools[0])
    sent = write_form(form, format_)
    assert told(sent, register) == ["E106"]
    cell, text = next(iter(clean_answers(form, register.order.school_year).items()))
    assert told(type_into(sent, {cell: text}), register) == [register.schools[0].code]


def test_words_beside_the_answers_are_no_empty_form() -> None:
    """A form whose only words stand outside the cells is read: its words become findings."""
    returned = read_blocks(write_form(REGISTER.form(SCHOOLS[0]), "docx"))
    blocks = [replace(block) if i != 5 else block for i, block in enumerate(returned.blocks)]
    title = next(block for block in blocks if getattr(block, "text", "") == "Показатели")
    title.text = "Показатели: всё выполнили"
    assert told(Returned(blocks)) == [SCHOOLS[0].code]


def test_somebody_else_s_form() -> None:
    """A school that fills in a neighbour's form and puts its own name over it, or its own head, is noticed."""
    form = REGISTER.form(SCHOOLS[3])
    renamed = replaced(filled(3), form.addressee, SCHOOLS[5].full_name, only="word/document")
    headed = type_into(filled(3), {("П1", "Ответ"): SCHOOLS[5].head})
    for content, name in ((renamed, SCHOOLS[5].full_name), (headed, SCHOOLS[5].head)):
        (submission,) = recognise(read_blocks(content), REGISTER)
        assert isinstance(submission, Submission)
        assert [f.seen for f in submission.errors if f.code == "E111"] == [name]
    (own,) = recognise(read_blocks(filled(3)), REGISTER)
    assert isinstance(own, Submission)
    assert own.findings == ()


def test_two_schools_in_one_file() -> None:
    """Two forms one after another, or on a sheet each, are two submissions with their own answers."""
    for format_ in FORMATS:
        one, two = (read_blocks(filled(school, format_)) for school in (0, 3))
        both = Returned([*one.blocks, *two.blocks])
        apart = [recognise(returned, REGISTER)[0] for returned in (one, two)]
        together = recognise(both, REGISTER)
        assert [submission.respondent.code for submission in together] == [SCHOOLS[0].code, SCHOOLS[3].code]
        for separate, joint in zip(apart, together, strict=True):
            assert isinstance(joint, Submission)
            assert {a: joint.value(a) for a in joint.answers} == {a: separate.value(a) for a in separate.answers}
            assert joint.findings == ()


def test_the_department_s_and_a_school_s_tables_in_one_file() -> None:
    """The department's report pasted behind a school's: each keeps its own answers."""
    own = REGISTER.form(REGISTER.respondents[-1])
    department = read_blocks(type_into(write_form(own, "docx"), clean_answers(own, ORDER.school_year)))
    together = recognise(Returned([*read_blocks(filled(0)).blocks, *department.blocks]), REGISTER)
    assert [one.respondent.code for one in together if isinstance(one, Submission)] == [SCHOOLS[0].code, "0"]
    assert [one.findings for one in together if isinstance(one, Submission)] == [(), ()]


REVISED = ORDER.model_copy(
    update={
        "report_form": ORDER.report_form.model_copy(
            update={"revision": 2, "spare_rows": 5, "closing": (*ORDER.report_form.closing, "Чем помочь школе?")}
        )
    }
)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_earlier_revision_stays_readable(format_: str) -> None:
    """An old form is read with the new one: what it did not ask is «не запрашивалось», never missing or an error."""
    (submission,) = recognise(read_blocks(filled(1, format_)), Register(REVISED, SCHOOLS))
    assert isinstance(submission, Submission)
    assert isinstance(submission.answers["K4.answer"], NotAsked)
    assert isinstance(submission.answers["A94.status"], NotAsked)
    assert submission.findings == ()


def test_a_required_row_that_the_old_revision_lacks() -> None:
    """A row added to the roadmap in mid-campaign is required of new forms only."""
    plan = ORDER.roadmaps[1]
    row = plan.activities[3].model_copy(update={"id": "new-row", "code": "Б50", "text": "Новое мероприятие"})
    more = plan.model_copy(update={"activities": (*plan.activities, row)})
    form = ORDER.report_form.model_copy(update={"revision": 2})
    revised = Register(ORDER.model_copy(update={"roadmaps": (ORDER.roadmaps[0], more), "report_form": form}), SCHOOLS)
    (old,) = recognise(read_blocks(filled(0)), revised)
    assert isinstance(old, Submission)
    assert (old.errors, isinstance(old.answers["B50.status"], NotAsked)) == ((), True)
    new = write_form(report_form(revised.order, SCHOOLS[0]), "docx")
    cell, text = next(iter(clean_answers(revised.form(SCHOOLS[0]), 2023).items()))
    (fresh,) = recognise(read_blocks(type_into(new, {cell: text})), revised)
    assert isinstance(fresh, Submission)
    assert "B50.status" in [finding.address for finding in fresh.errors]


def test_a_newer_revision_is_refused() -> None:
    """A form of a revision this folder does not know yet is not guessed at."""
    assert told(filled(0, register=Register(REVISED, SCHOOLS))) == ["E105"]
