"""Schools' own roadmaps: the forms, what comes back as a roadmap, and how it compares with the municipal one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar as Parsed
from lxml import etree

from accounting import assert_accounted
from conftest import EXAMPLES
from roadmapdocs.aggregate.privacy import public
from roadmapdocs.aggregate.school_roadmaps import compare_roadmap, roadmap_differences, with_roadmap_remarks
from roadmapdocs.answers import normalise
from roadmapdocs.campaign import Campaign
from roadmapdocs.collect import with_copies_marked
from roadmapdocs.demo.paperless import paperless
from roadmapdocs.demo.plans import copied_plan, late_plan, sound_plan, unassigned_plan
from roadmapdocs.demo.run import load_example, run_demo
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import DefinitionError
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.forms.school_plan import DEADLINE, PROOF, RESPONSIBLE, RISKS, SCHOOL_PLAN
from roadmapdocs.forms.school_roadmap import (
    roadmap_of_kind,
    school_roadmap,
    school_roadmap_form,
    school_roadmap_forms,
)
from roadmapdocs.model.form import FieldType, Form, Row
from roadmapdocs.model.order import Order
from roadmapdocs.model.roadmap import Roadmap, StatedDeadline
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import AddedRow, Given, Refused, Submission
from roadmapdocs.orders.next_year import next_year
from roadmapdocs.orders.school_part import part_of_school, school_part
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import identify, read_form
from roadmapdocs.recognition import Register, recognise
from roadmapdocs.writers import write_form
from roadmapdocs.writers.form.docx import write_uncompiled
from strategies import value_of
from test_layouts import KEEPING

FORMATS = ("docx", "xlsx")
ORDER, SCHOOLS = load_example("ershichi-2023")
CLUSTERED = next(school for school in SCHOOLS if school.cluster)

Typed = dict[tuple[str, str], str]


def plan_rows(form: Form) -> list[Row]:
    """The rows of a plan, spare ones too."""
    return [row for table, row in form.blank.rows.values() if table.id == SCHOOL_PLAN]


def cell(form: Form, row: Row, column: str) -> tuple[str, str]:
    """How a person finds a cell: row code and caption."""
    table, _ = form.blank.rows[row.id]
    return row.code, next(one.caption for one in table.columns if one.id == column)


def submitted(form: Form, typed: Typed, order: Order = ORDER) -> Submission:
    """What a school's typed plan is, remarks included."""
    return with_roadmap_remarks(order, paperless(form, typed))


def changed(form: Form, row: Row, **columns: str) -> Typed:
    """A sound plan with other words in one row."""
    typed = sound_plan(form)
    return {**typed, **{cell(form, row, column): text for column, text in columns.items()}}


def codes(submission: Submission) -> list[str]:
    """The codes of the remarks."""
    return [found.code for found in submission.findings]


FORM = school_roadmap_forms(ORDER, CLUSTERED)[0]
FIRST = plan_rows(FORM)[0]


# --- the form -----------------------------------------------------------------------------------------------------


def test_one_form_for_every_roadmap_that_applies(bundle) -> None:
    """A school gets a form for each municipal roadmap with rows for it; the kind of its key is the appendix number."""
    order, schools = bundle
    for school in schools:
        kinds = [form.key.kind for form in school_roadmap_forms(order, school)]
        mine = [r for r in order.roadmaps if r.audience.includes(school.cluster)]
        assert kinds == [str(order.roadmaps.index(roadmap) + 1) for roadmap in mine]
        assert [roadmap_of_kind(order, kind) for kind in kinds] == mine
    assert (roadmap_of_kind(order, "R"), roadmap_of_kind(order, "0"), roadmap_of_kind(order, "9")) == (None,) * 3


def test_an_order_that_asks_for_none(bundle) -> None:
    """Without `school_roadmaps` there is no form, and asking for one says what to add."""
    order, schools = bundle
    silent = order.model_copy(update={"school_roadmaps": None})
    assert school_roadmap_forms(silent, schools[0]) == ()
    with pytest.raises(DefinitionError, match="school_roadmaps"):
        school_roadmap_form(silent, order.roadmaps[-1], schools[0])


def test_municipal_rows_come_with_their_deadlines(bundle) -> None:
    """Every row of schools stands there once, windows or not, its deadline filled in; nobody is responsible yet."""
    order, schools = bundle
    for form in school_roadmap_forms(order, schools[1]):
        roadmap = roadmap_of_kind(order, form.key.kind)
        assert roadmap is not None
        mine = [activity for activity in roadmap.activities if "school" in activity.reported_by]
        rows = [row for row in plan_rows(form) if EVENT in row.printed]
        assert [row.code for row in rows] == [activity.code for activity in mine]
        for row, activity in zip(rows, mine, strict=True):
            assert form.known(f"{row.id}.{DEADLINE}") == (" ".join(activity.deadline.text.split()) or None)
            assert form.known(f"{row.id}.{RESPONSIBLE}") is None
            assert [row.fields[column].required for column in (DEADLINE, RESPONSIBLE, PROOF)] == [True, True, False]


@pytest.mark.parametrize(
    ("level", "text", "part"),
    [
        ("Институциональный", "Консультации", "Консультации"),
        ("", "Консультации", "Консультации"),
        ("Муниципальный", "Семинар для учителей", "Участие в мероприятии: Семинар для учителей"),
        ("региональный", "Конференция", "Участие в мероприятии: Конференция"),
        ("Муниципальный, институциональный", "Мониторинг", "Мониторинг"),
        ("Муниципальный", "Участие в совещании", "Участие в совещании"),
    ],
)
def test_an_event_of_others_becomes_taking_part(level: str, text: str, part: str) -> None:
    """A municipal or regional event is taken part in; the school's own rows keep their words."""
    activity = ORDER.roadmaps[0].activities[0].model_copy(update={"level": level, "text": text})
    assert part_of_school(activity) == part


def test_the_roadmap_can_be_approved_either_way(bundle) -> None:
    """By the stamp «УТВЕРЖДАЮ», or by the school's order, which the passport then asks for."""
    order, schools = bundle
    assert order.school_roadmaps is not None
    forms = {}
    for way in ("stamp", "order"):
        asked = order.school_roadmaps.model_copy(update={"approval": way})
        chosen = order.model_copy(update={"school_roadmaps": asked})
        forms[way] = school_roadmap_forms(chosen, schools[0])[0].blank
    assert forms["stamp"].approval[0] == "УТВЕРЖДАЮ"
    assert forms["order"].approval[:2] == ("УТВЕРЖДЕНА", "приказом школы")
    assert "P3" in forms["order"].rows
    assert "P3" not in forms["stamp"].rows


def test_no_list_of_factors_no_table() -> None:
    """An order with an empty list of risk factors asks for none; its instruction does not speak of them."""
    order, schools = load_example("zarechye-2024")
    (form,) = school_roadmap_forms(order, schools[0])
    assert RISKS not in [table.id for table in form.tables]
    assert "риск" not in " ".join(form.blank.instructions)


# --- there and back -----------------------------------------------------------------------------------------------


@st.composite
def filled(draw: st.DrawFn) -> Form:
    """A school roadmap with any answers in some of its cells."""
    order, schools = draw(st.sampled_from([load_example(name) for name in EXAMPLES]))
    form = draw(st.sampled_from(school_roadmap_forms(order, draw(st.sampled_from(schools[:2])))))
    fields = form.blank.fields
    chosen = draw(st.sets(st.sampled_from(sorted(fields)), max_size=8))
    values = {address: draw(value_of(fields[address])) for address in sorted(chosen)}
    kept = {a: v for a, v in values.items() if fields[a].type is not FieldType.TEXT or len(normalise(str(v))) < 300}
    return form.model_copy(update={"prefill": {**form.prefill, **kept}})


@pytest.mark.parametrize("format_", FORMATS)
@given(form=filled())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_come_back(form: Form, format_: str) -> None:
    """Whatever stands in a school roadmap is read back as it was written, in both formats."""
    returned = read_form(write_form(form, format_), form)
    for address, field in form.blank.fields.items():
        known = form.known(address)
        if known is not None:
            value = returned.value(address)
            assert value == (normalise(str(known)) if field.type is FieldType.TEXT else known), address
    assert returned.unclaimed == ()
    assert identify(write_form(form, format_)) == form.key


def test_both_formats_give_the_same_roadmap(bundle) -> None:
    """Typed into the Word file and into the workbook, a plan is the same roadmap; stamping equals drawing."""
    order, schools = bundle
    for form in school_roadmap_forms(order, schools[1]):
        roadmap = roadmap_of_kind(order, form.key.kind)
        assert roadmap is not None
        made = [read_form(type_into(write_form(form, one), sound_plan(form)), form) for one in FORMATS]
        assert [one.findings for one in made] == [(), ()]
        assert len({school_roadmap(one, order, roadmap) for one in made}) == 1
        stamped, drawn = (ZipFile(BytesIO(data)) for data in (write_form(form, "docx"), write_uncompiled(form)))
        assert stamped.namelist() == drawn.namelist()


def test_it_is_read_back_as_a_roadmap() -> None:
    """Municipal rows keep ids, codes and stated windows; own measures get ids of the school and codes from А90 on."""
    roadmap = ORDER.roadmaps[0]
    spare = [row for row in plan_rows(FORM) if EVENT in row.fields]
    typed = changed(FORM, spare[1], event="Клуб", deadline="март 2024", responsible="директор", proof="план")
    made = school_roadmap(paperless(FORM, typed), ORDER, roadmap)
    part = school_part(ORDER, roadmap)
    assert [(a.id, a.code, a.text) for a in made.activities[:-2]] == [(a.id, a.code, a.text) for a in part.activities]
    assert [a.deadline for a in made.activities[:-2] if a.code == "А3"] == [StatedDeadline(text="ноябрь 2023")]
    own = made.activities[-1]
    assert (own.id, own.code, own.text, own.responsible) == (f"own-{CLUSTERED.code}-2", "А91", "Клуб", "директор")
    assert made.directions[-1].title == "Собственные мероприятия школы"
    assert Roadmap.model_validate(made.model_dump(by_alias=True)) == made


def test_stated_windows_stay_with_the_same_words() -> None:
    """Where the school repeats the municipal words, the windows that a person stated for them hold; else not."""
    window = (date(2023, 11, 1), date(2023, 11, 20))
    roadmap = ORDER.roadmaps[0]
    first = next(a for a in roadmap.activities if a.code == "А3")
    stated = first.model_copy(update={"deadline": StatedDeadline(text="ноябрь 2023", windows=(window,))})
    activities = tuple(stated if a is first else a for a in roadmap.activities)
    order = ORDER.model_copy(
        update={"roadmaps": (roadmap.model_copy(update={"activities": activities}), *ORDER.roadmaps[1:])}
    )
    form = school_roadmap_forms(order, CLUSTERED)[0]
    for words, windows in (("Ноябрь  2023", None), ("ноябрь 2023", (window,))):
        typed = changed(form, plan_rows(form)[0], deadline=words)
        made = school_roadmap(paperless(form, typed), order, order.roadmaps[0])
        assert made.activities[0].deadline.windows == windows


def test_rows_past_the_printed_ones_keep_codes_of_two_digits() -> None:
    """Measures in rows that the school added follow the spare ones; past А99 they get codes that nothing else has."""
    words = {EVENT: Given("Клуб", "Клуб"), DEADLINE: Given("март", "март")}
    added = tuple(AddedRow(f"А{number}", SCHOOL_PLAN, words) for number in (95, 100, 101))
    submission = replace(paperless(FORM, sound_plan(FORM)), added=added)
    made = school_roadmap(submission, ORDER, ORDER.roadmaps[0])
    assert [a.code for a in made.activities if a.text == "Клуб"] == ["А95", "А99", "А98"]
    assert Roadmap.model_validate(made.model_dump(by_alias=True)) == made


@pytest.mark.parametrize("change", KEEPING, ids=lambda change: change.__name__)
def test_a_worked_over_plan_keeps_its_answers(change: Callable[[etree._Element], None]) -> None:
    """Whatever people do to the table of a plan, its answers arrive and every word is accounted for."""
    order, schools = load_example("zarechye-2024")  # its plan is the second table, as these changes expect
    (form,) = school_roadmap_forms(order, schools[0])
    sent = type_into(write_form(form, "docx"), sound_plan(form))
    written = BytesIO()
    with ZipFile(BytesIO(sent)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root)
            target.writestr(name, part)
    before, after = (read_form(content, form) for content in (sent, written.getvalue()))
    assert {a: after.value(a) for a in after.answers} == {a: before.value(a) for a in before.answers}
    assert set(codes(after)) <= {"W418"}
    assert_accounted(after, read_blocks(written.getvalue()))


# --- the stamp ----------------------------------------------------------------------------------------------------


def replaced(content: bytes, old: str, new: str) -> bytes:
    """A file with other words in it, as a person would type them over the printed ones."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return written.getvalue()


@pytest.mark.parametrize("format_", FORMATS)
def test_a_signed_stamp_is_kept(bundle, format_: str) -> None:
    """What a school writes into the stamp is quoted as information, and is neither lost nor text without a place."""
    order, schools = bundle
    form = school_roadmap_forms(order, schools[0])[0]
    line = form.blank.approval[-1]
    signed = replaced(write_form(form, format_), line, "Директор Выдуманов И.И., 15.11.2023 № 45")
    content = type_into(signed, sound_plan(form))
    read = read_form(content, form)
    assert [(found.code, found.seen) for found in read.findings] == [
        ("I503", "Директор Выдуманов И.И., 15.11.2023 № 45")
    ]
    assert read.unclaimed == ()
    assert_accounted(read, read_blocks(content))


def test_an_unsigned_stamp_says_nothing() -> None:
    """The stamp as it was sent brings no remark: examples of I503 both ways."""
    assert codes(paperless(FORM, sound_plan(FORM))) == []
    assert "I503" not in codes(read_form(write_form(FORM, "docx"), FORM))


def test_what_stands_under_the_heading_is_no_stamp() -> None:
    """A text behind the form's own first line has no place, stamp or not."""
    title = FORM.blank.title
    content = replaced(write_form(FORM, "docx"), f">{title}<", f">{title}</w:t></w:r></w:p><w:p><w:r><w:t>Согласовано<")
    assert [found.seen for found in read_form(content, FORM).findings if found.code == "W401"] == ["Согласовано"]


# --- compared -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("ноябрь 2023", []),
        ("НОЯБРЬ 2023 ", []),
        ("до 15.11.2023", []),
        ("октябрь 2023", []),
        ("до 01.12.2023", ["later"]),
        ("август 2024", ["later"]),
        ("до 30.11.2023", []),
        ("ежемесячно", ["unclear"]),
        ("когда получится", ["unclear"]),
    ],
)
def test_deadlines_are_compared_by_their_days(words: str, kinds: list[str]) -> None:
    """The end of the school's deadline against the end of «ноябрь 2023»; what has no days cannot be compared."""
    found = roadmap_differences(ORDER, paperless(FORM, changed(FORM, FIRST, deadline=words)))
    assert [(one.kind, one.seen, one.expected) for one in found if one.kind != "own"] == [
        (kind, words.strip(), "ноябрь 2023") for kind in kinds
    ]


def test_several_windows_are_compared_one_by_one() -> None:
    """«ноябрь 2023, июль 2024» against the same two months, one of them moved."""
    form = school_roadmap_forms(ORDER, CLUSTERED)[1]
    row = next(row for row in plan_rows(form) if row.code == "Б12")
    for words, kinds in (("октябрь 2023, июнь 2024", []), ("декабрь 2023, июнь 2024", ["later"])):
        found = roadmap_differences(ORDER, paperless(form, changed(form, row, deadline=words)))
        assert [one.kind for one in found if one.kind != "own"] == kinds


def test_a_deadline_where_the_municipality_sets_none() -> None:
    """A row without a municipal deadline can be neither late nor unclear."""
    row = next(row for row in plan_rows(FORM) if FORM.known(f"{row.id}.{DEADLINE}") is None and EVENT in row.printed)
    found = roadmap_differences(ORDER, paperless(FORM, changed(FORM, row, deadline="август 2024")))
    assert [one.kind for one in found] == ["own"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_deleted_row_is_missing(format_: str) -> None:
    """A row that the school took out of the table, or emptied, is not planned; it is an error for the school too."""
    content = type_into(write_form(FORM, format_), sound_plan(FORM))
    emptied = {cell(FORM, FIRST, column): "" for column in (DEADLINE, RESPONSIBLE, PROOF)}
    read = read_form(type_into(content, emptied), FORM)
    assert [(one.kind, one.code) for one in roadmap_differences(ORDER, read) if one.kind != "own"] == [
        ("missing", FIRST.code)
    ]
    assert codes(read) == ["E204", "E204"]


REMARKS: dict[str, tuple[Typed, Typed]] = {
    "W431": (changed(FORM, FIRST, deadline="до 01.12.2023"), changed(FORM, FIRST, deadline="до 30.11.2023")),
    "W432": (changed(FORM, FIRST, responsible="не назначен"), changed(FORM, FIRST, responsible="Непомнящий Н.Н.")),
    "W433": (
        changed(FORM, plan_rows(FORM)[-1], event="Клуб", deadline="март 2024"),
        changed(FORM, plan_rows(FORM)[-1], event="Клуб", deadline="март 2024", responsible="директор"),
    ),
    "W434": (
        {
            **sound_plan(FORM),
            ("Р3", "Фактор риска"): sound_plan(FORM)["Р1", "Фактор риска"],
            ("Р3", "В чём он виден у нас"): "так же",
        },
        sound_plan(FORM),
    ),
}
"""Code → a plan that brings just it, and one that does not."""


@pytest.mark.parametrize("code", sorted(REMARKS))
def test_remarks_to_the_school(code: str) -> None:
    """Each remark has a place in the file and says what was seen; a sound plan next to it brings none."""
    broken, fine = REMARKS[code]
    (found,) = submitted(FORM, broken).findings
    assert (found.code, bool(found.place.location or code == "W433"), bool(found.seen)) == (code, True, True)
    assert submitted(FORM, fine).findings == ()


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("-", True),
        ("—", True),
        ("нет", True),
        ("Не назначена", True),
        ("н/п", True),
        ("Нет Н.Н.", False),
        ("НМО", False),
    ],
)
def test_who_is_nobody(words: str, *, nobody: bool) -> None:
    """Dashes and words of refusal name nobody; short names and bodies do."""
    found = roadmap_differences(ORDER, paperless(FORM, changed(FORM, FIRST, responsible=words)))
    assert ("nobody" in [one.kind for one in found]) is nobody


def test_copies_are_long_texts_of_a_schools_own() -> None:
    """An own measure in the same words is a copy for both; the same post, document or deadline is none."""
    forms = [school_roadmap_forms(ORDER, school)[-1] for school in SCHOOLS[:3]]
    long_post = "заместитель директора по учебно-воспитательной работе, руководитель методического объединения"
    plans = [copied_plan(forms[0]), copied_plan(forms[1]), sound_plan(forms[2])]
    for form, plan in zip(forms, plans, strict=True):
        plan[cell(form, plan_rows(form)[0], RESPONSIBLE)] = long_post
    marked = with_copies_marked([paperless(form, plan) for form, plan in zip(forms, plans, strict=True)])
    assert [codes(one) for one in marked] == [["W416"], ["W416"], []]
    copied = [one for one in roadmap_differences(ORDER, marked[0]) if one.kind == "copied"]
    assert [(one.code, one.expected) for one in copied] == [("Б90", SCHOOLS[1].short_name)]


def test_a_municipal_deadline_is_no_copy() -> None:
    """What we filled in ourselves is the same at all schools, however long it is."""
    roadmap = ORDER.roadmaps[1]
    words = StatedDeadline(
        text="в течение учебного года по отдельному графику мероприятий, утверждённому Отделом района"
    )
    activities = tuple(a.model_copy(update={"deadline": words}) for a in roadmap.activities)
    order = ORDER.model_copy(
        update={"roadmaps": (ORDER.roadmaps[0], roadmap.model_copy(update={"activities": activities}))}
    )
    forms = [school_roadmap_forms(order, school)[-1] for school in SCHOOLS[:2]]
    marked = with_copies_marked([paperless(form, sound_plan(form)) for form in forms])
    assert [codes(one) for one in marked] == [[], []]


def test_a_comparison_says_what_has_come() -> None:
    """Silence is no zero; a returned plan tells state, day, factors, who answers, and its differences."""
    silent = compare_roadmap(ORDER, FORM, None)
    assert (silent.state, silent.planned, silent.count("missing")) == ("missing", 10, None)
    came = compare_roadmap(ORDER, FORM, paperless(FORM, late_plan(FORM, 2023), received=FORM.blank.due))
    assert (came.state, came.in_time, came.count("later"), came.count("own")) == ("clean", True, 1, 1)
    assert (came.keeper[:9], len(came.factors)) == ("Образцова", 2)
    assert came.roadmap == "Работа со школами, функционирующими в зоне риска"
    assert compare_roadmap(ORDER, FORM, paperless(FORM, unassigned_plan(FORM))).count("nobody") == 1


# --- in a campaign ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=EXAMPLES)
def played(request, tmp_path_factory) -> Campaign:
    """A demo campaign whose schools have answered, for each bundled order."""
    return run_demo(tmp_path_factory.mktemp("карты") / "кампания", request.param)


def test_the_demo_tells_of_roadmaps(played: Campaign) -> None:
    """One school is late, one has nobody, two have the same words, the last returns nothing; all others are sound."""
    summary = played.summary(as_of=played.order.round_of("schools").due)
    found = {(one.code, one.kind): one for one in summary.school_roadmaps}
    assert len(found) == sum(len(played.forms(school)) - 1 for school in played.schools)
    codes = [school.code for school in played.schools]
    for (code, _), one in found.items():
        place = codes.index(code)
        wrong = [one.count(kind) for kind in ("missing", "later", "nobody", "copied")]
        expected = [0, int(place == 1), int(place == 2), int(place in (0, 3))]
        assert wrong == ([None] * 4 if place == len(codes) - 1 else expected)
    assert public(summary).school_roadmaps == ()


def test_roadmaps_and_reports_are_apart(played: Campaign) -> None:
    """`submissions` are the reports alone, `roadmaps` the rest; the inbox adds up, and `missing` speaks of reports."""
    received = played.receive()
    assert {one.form.blank.kind for one in received.submissions} == {"R", "D"}
    assert all(one.form.blank.kind.isdigit() for one in received.roadmaps)
    files = {one.file for one in received.documents} | {one.file for one in received.refused}
    assert files == {path.name for path in (played.folder / "Входящие").iterdir()}
    assert {one.code for one in played.missing()} == {school.code for school in played.schools[-2:]}
    assert {row["text"] for row in received.rows()} & {row.label for row in plan_rows(FORM) if row.fields} == set()


def test_every_document_has_its_line_in_the_status(played: Campaign) -> None:
    """The status counts each school's report and each of its roadmaps, with the day each is due."""
    lines = played.status(as_of=date(played.order.school_year + 1, 7, 1)).lines
    for school in played.schools:
        mine = {line.document: line.due for line in lines if line.code == school.code}
        assert mine == {form.key.kind: form.blank.due for form in played.forms(school)}


def test_a_folder_brings_forms_order_and_both_days(played: Campaign) -> None:
    """Beside the report lie the roadmaps in both formats and a draft order; letter and calendar name both days."""
    school = played.schools[1]
    asked = played.order.school_roadmaps
    assert asked is not None
    folder = played.sent_file(school, "docx").parent
    names = [path.name for path in folder.iterdir()]
    count = len(played.forms(school)) - 1
    assert sum(name.startswith("Дорожная карта школы") for name in names) == 2 * count
    assert "Проект приказа школы.docx" in names
    letter = (folder / "Письмо.txt").read_text("utf-8-sig").replace("\u00a0", " ")
    for day in (asked.due, played.order.round_of("schools").due):
        assert f"{day:%d.%m.%Y}" in letter
    events = Parsed.from_ical((folder / "Сроки.ics").read_bytes()).events
    assert asked.due in [event["DTSTART"].dt for event in events]


def test_a_roadmap_with_errors_goes_back(played: Campaign, tmp_path: Path) -> None:
    """An empty cell sends the roadmap back with remarks, under its own name, while the clean report stays."""
    shutil.copytree(played.folder, tmp_path / "кампания")
    campaign = Campaign.open(tmp_path / "кампания")
    school = campaign.schools[0]
    form = campaign.forms(school)[-1]
    typed = sound_plan(form)
    typed[cell(form, plan_rows(form)[0], RESPONSIBLE)] = "\n"
    for path in (campaign.folder / "Входящие").glob(f"Дорожная карта * {school.code}.*"):
        path.unlink()
    content = type_into(write_form(form, "docx"), {**typed, cell(form, plan_rows(form)[0], RESPONSIBLE): " "})
    (campaign.folder / "Входящие" / "карта.docx").write_bytes(content)
    returned = campaign.return_for_rework([school.code], today=date(2023, 9, 1))
    assert [rework.submission.form.key.kind for rework in returned.reworks] == [form.key.kind]
    assert returned.reworks[0].due == form.blank.due
    text = next(path for path in returned.letters if path.suffix == ".txt").read_text("utf-8-sig")
    assert "Дорожная карта школы по приказу" in text.replace("\u00a0", " ")
    assert "получена, но принять её" in text.replace("\u00a0", " ")


def test_an_unfilled_roadmap_is_no_answer() -> None:
    """The form as it was sent is refused; one to another order too; an older revision is read."""
    register = Register(ORDER, SCHOOLS)
    known = partial(recognise, register=register)
    (refused,) = known(read_blocks(write_form(FORM, "docx")))
    assert isinstance(refused, Refused)
    assert refused.finding.code == "E106"
    other, schools = load_example("zarechye-2024")
    foreign = type_into(write_form(school_roadmap_forms(other, schools[0])[0], "docx"), {})
    (refused,) = known(read_blocks(foreign))
    assert isinstance(refused, Refused)
    assert refused.finding.code == "E110"
    assert ORDER.school_roadmaps is not None
    later = ORDER.model_copy(update={"school_roadmaps": ORDER.school_roadmaps.model_copy(update={"revision": 2})})
    filled_in = read_blocks(type_into(write_form(FORM, "docx"), sound_plan(FORM)))
    (read,) = recognise(filled_in, Register(later, SCHOOLS))
    assert isinstance(read, Submission)
    assert (read.revision, read.form.key.revision, read.errors) == (1, 2, ())


def test_next_year_moves_the_day(bundle) -> None:
    """The day moves to a working day of the next year and stands on the list to confirm; the revision begins anew."""
    order, _ = bundle
    assert order.school_roadmaps is not None
    old = order.model_copy(update={"school_roadmaps": order.school_roadmaps.model_copy(update={"revision": 3})})
    draft = next_year(old, number="1")
    new = draft.order.school_roadmaps
    assert new is not None
    assert (new.due.year, new.revision) == (order.school_roadmaps.due.year + 1, 1)
    assert new.due.weekday() < 5
    assert "school_roadmaps.due" in [point.place for point in draft.to_confirm]
    assert "school_roadmaps.due" in [change.place for change in draft.changes]


def test_the_school_is_known_by_its_form(bundle) -> None:
    """The register finds the form of every key that was sent."""
    order, schools = bundle
    register = Register(order, schools)
    for school in schools:
        assert isinstance(school, School)
        assert [register.form_of(form.key) for form in register.forms(school)] == list(register.forms(school))


def test_made_up_answers_come_back_in_a_real_plan() -> None:
    """The checks of the property tests hold for a real plan filled to the brim."""
    for format_ in FORMATS:
        texts = {a: f"ответ {n} = + - @" for n, a in enumerate(FORM.blank.fields) if "factor" not in a}
        full = FORM.model_copy(update={"prefill": {**texts}})
        read = read_form(write_form(full, format_), full)
        assert {a: read.value(a) for a in texts} == texts
