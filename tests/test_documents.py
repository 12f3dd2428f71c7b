"""Every document we produce: valid, reproducible, and the same after an office program has saved it."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounting import assert_accounted
from ooxml import canonical_parts
from roadmapdocs.aggregate import summarize
from roadmapdocs.campaign.approving import draft_order
from roadmapdocs.demo.plans import sound_plan
from roadmapdocs.demo.story import clean_answers, hurried
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.report import department_of, is_report, report_form
from roadmapdocs.forms.school_roadmap import school_roadmap_forms
from roadmapdocs.model.form import Form
from roadmapdocs.model.submission import Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import identify, read_form
from roadmapdocs.writers import render_order, write_form, write_summary
from roadmapdocs.writers.form.docx import write_uncompiled


def forms_of(bundle) -> list[Form]:
    """The report forms of all schools and of the department."""
    order, schools = bundle
    return [*(report_form(order, school) for school in schools), report_form(order, department_of(order))]


def roadmaps_of(bundle) -> list[Form]:
    """The forms of the second school's own roadmaps; in the real order it is one of the cluster, and has two."""
    order, schools = bundle
    return list(school_roadmap_forms(order, schools[1]))


def filled(form: Form, bundle, format_: str) -> bytes:
    """A form as its school fills it in: typed into the produced file."""
    answers = clean_answers(form, bundle[0].school_year) if is_report(form) else sound_plan(form)
    return type_into(write_form(form, format_), answers)


def values(submission: Submission) -> dict[str, tuple[object, str]]:
    """What a submission says, without where it stood."""
    return {
        address: (submission.value(address), getattr(answer, "raw", ""))
        for address, answer in submission.answers.items()
    }


def test_every_document_is_valid(bundle, validate) -> None:
    """The order, empty and filled forms of both formats, and the summary pass the ECMA-376 schemas, warnings too."""
    order, schools = bundle
    documents = {"order.docx": render_order(order)}
    submissions = []
    for number, form in enumerate([*forms_of(bundle), *roadmaps_of(bundle)]):
        for format_ in ("docx", "xlsx"):
            documents[f"form{number}.{format_}"] = write_form(form, format_)
        documents[f"filled{number}.docx"] = filled(form, bundle, "docx")
        submissions.append(read_form(documents[f"filled{number}.docx"], form))
    documents["school-order.docx"] = render_order(draft_order(order, schools[1]))
    summary = summarize(order, schools, submissions[1:], as_of=order.round_of("schools").due)
    documents["summary.xlsx"] = write_summary(summary)
    validate(documents)


def test_typed_answers_are_read(bundle) -> None:
    """What the invented schools type into the files, cell by cell, is what is read, in both formats alike."""
    for form in forms_of(bundle):
        read = [read_form(filled(form, bundle, format_), form) for format_ in ("docx", "xlsx")]
        assert values(read[0]) == values(read[1])
        assert [submission.findings for submission in read] == [(), ()]
        typed = clean_answers(form, bundle[0].school_year)
        raws = sorted(raw for address, (_, raw) in values(read[0]).items() if raw and form.known(address) is None)
        assert raws == sorted(typed.values())


def test_both_formats_give_the_same_findings(bundle) -> None:
    """A school's mistakes are found alike, whichever format it chose."""
    form = forms_of(bundle)[0]
    typed = hurried(form, bundle[0].school_year)
    found = []
    for format_ in ("docx", "xlsx"):
        submission = read_form(type_into(write_form(form, format_), typed), form)
        found.append([(finding.code, finding.address, finding.message) for finding in submission.findings])
    assert found[0] == found[1]
    assert {"E202", "E203", "E204"} <= {code for code, _, _ in found[0]}


def test_a_stamped_form_equals_a_drawn_one(bundle) -> None:
    """Stamping a compiled Word form gives the same canonical XML in every part as drawing it for one school."""
    for form in [*forms_of(bundle)[:3], *roadmaps_of(bundle)]:
        assert canonical_parts(write_form(form, "docx")) == canonical_parts(write_uncompiled(form))


PASSAGES = [
    *(("docx", passage) for passage in ("docx", "odt", "odt>docx")),
    *(("xlsx", passage) for passage in ("xlsx", "ods", "ods>xlsx")),
]


@pytest.mark.office
@pytest.mark.parametrize("format_,passage", PASSAGES, ids=[" as ".join(passage) for passage in PASSAGES])
def test_filled_forms_survive_an_office_program(bundle, format_: str, passage: str, office, tmp_path: Path) -> None:
    """Saved again by LibreOffice, in its own formats too, a filled form gives the same answers and loses no word."""
    forms = [forms_of(bundle)[0], forms_of(bundle)[1], forms_of(bundle)[-1], *roadmaps_of(bundle)]
    files = []
    for number, form in enumerate(forms):
        files.append(tmp_path / f"form{number}.{format_}")
        files[-1].write_bytes(filled(form, bundle, format_))
    expected = [values(read_form(file.read_bytes(), form)) for file, form in zip(files, forms, strict=True)]
    for step, to in enumerate(passage.split(">")):
        files = office(files, to, tmp_path / str(step))
    for file, form, before in zip(files, forms, expected, strict=True):
        after = read_form(file.read_bytes(), form)
        assert values(after) == before
        assert after.findings == ()
        assert_accounted(after, read_blocks(file.read_bytes()))
        assert identify(file.read_bytes()) == form.key
