"""Remarks in a school's own file: nothing of the school's is changed, and what we add comes off again."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import date
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ooxml import canonical_parts, parts
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers, hurried, unexplained
from roadmapdocs.demo.typist import type_into
from roadmapdocs.findings import Place, Severity, finding
from roadmapdocs.forms.report import report_form
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.docx import located
from roadmapdocs.readers.remark_list import HEADING
from roadmapdocs.reading import identify, read_form
from roadmapdocs.remarks import annotate
from roadmapdocs.remarks.remark import AUTHOR, FAULT
from roadmapdocs.writers import write_form
from test_layouts import KEEPING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.submission import Submission

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATS = ("docx", "xlsx")
DUE = date(2024, 7, 8)
ENGINE = importlib.util.find_spec("docbuilder") is not None


def wrong(bundle, format_: str, school: int = 1) -> tuple[Form, bytes, Submission]:
    """A form with mistakes, as a school returns it."""
    order, schools = bundle
    form = report_form(order, schools[school])
    mistakes = hurried if school % 2 else unexplained
    content = type_into(write_form(form, format_), mistakes(form, order.school_year))
    return form, content, read_form(content, form)


def changed(content: bytes, change: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """A package with some of its parts changed."""
    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        for name, part in parts(content).items():
            target.writestr(name, change[name](part) if name in change else part)
    return packed.getvalue()


def comments(content: bytes) -> list[str]:
    """The texts of all comments and notes of a file, of annotations of OpenDocument too."""
    found = []
    for name, part in parts(content).items():
        if "comments" in name.rpartition("/")[2] and name.endswith(".xml") and "hreaded" not in name:
            root = etree.fromstring(part)
            found += ["".join(one.itertext()) for one in root.iter(f"{W}comment", f"{S}comment")]
        if name == "content.xml":
            tag = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
            found += ["".join(one.itertext()) for one in etree.fromstring(part).iter(tag)]
    return found


def told(submission: Submission) -> dict[str, tuple[object, str]]:
    """What a submission says, without where it stood."""
    answers = submission.answers.items()
    return {address: (submission.value(address), getattr(answer, "raw", "")) for address, answer in answers}


# --- what must not change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("school", [0, 1])
def test_the_copy_reads_as_the_original(bundle, format_: str, school: int) -> None:
    """The annotated copy gives the same answers at the same places, the same findings and the same key."""
    form, content, submission = wrong(bundle, format_, school)
    annotated = annotate(content, submission.findings, due=DUE)
    again = read_form(annotated.content, form)
    assert annotated.own
    assert (again.answers, again.findings, again.unclaimed) == (submission.answers, submission.findings, ())
    assert identify(annotated.content) == form.key


@pytest.mark.parametrize("format_", FORMATS)
def test_every_located_remark_has_its_comment(bundle, format_: str) -> None:
    """Each remark stands in a comment at its cell with its sentence; a workbook has one note for a cell."""
    _, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings, due=DUE)
    placed = [found for found in submission.findings if found.place.location]
    notes = comments(annotated.content)
    assert (annotated.located, annotated.listed) == (len(placed), len(submission.findings))
    expected = len(placed) if format_ == "docx" else len({found.place.location for found in placed})
    assert len(notes) == expected
    for found in placed:
        assert any(found.message in note and found.code in note for note in notes)


def test_words_of_a_document_stay(bundle) -> None:
    """All text runs of the original stand in the copy in the same order; what is added stands in the list alone."""
    _, content, submission = wrong(bundle, "docx")
    annotated = annotate(content, submission.findings, due=DUE).content
    before, after = (etree.fromstring(parts(one)["word/document.xml"]) for one in (content, annotated))
    (table,) = [one for one in after.iter(f"{W}tbl") if "".join(one.itertext(f"{W}t")).startswith(HEADING)]
    table.getparent().remove(table)
    assert list(after.itertext(f"{W}t")) == list(before.itertext(f"{W}t"))
    same = set(parts(content)) - {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert {name: parts(annotated)[name] for name in same} == {name: parts(content)[name] for name in same}


def test_cells_of_a_workbook_stay(bundle) -> None:
    """No row, cell or style number of a school's sheets changes; protection and validations stay as they were."""
    _, content, submission = wrong(bundle, "xlsx")
    annotated = annotate(content, submission.findings, due=DUE).content
    sheets = [name for name in parts(content) if name.startswith("xl/worksheets/sheet")]
    for name in sheets:
        before, after = (etree.fromstring(parts(one)[name]) for one in (content, annotated))
        for kept in ("sheetData", "sheetProtection", "dataValidations", "mergeCells", "cols"):
            one, other = (root.find(f"{S}{kept}") for root in (before, after))
            assert (one is None) == (other is None)
            assert one is None or etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")


@pytest.mark.parametrize("format_", FORMATS)
def test_remarks_come_off_again(bundle, format_: str) -> None:
    """Without findings our remarks are taken out, and what is left is the school's file, part by part."""
    _, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings, due=DUE).content
    clean = annotate(annotated, ()).content
    before, after = canonical_parts(content), canonical_parts(clean)
    added = {name for name in after if name.endswith(".rels") and b"<Relationship " not in after[name]}
    loose = {"xl/styles.xml", "[Content_Types].xml", *added} if format_ == "xlsx" else set()
    assert {name: part for name, part in after.items() if name not in loose} == {
        name: part for name, part in before.items() if name not in loose
    }
    assert comments(clean) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_corrected_copy_loses_its_remarks(bundle, format_: str) -> None:
    """A school corrects the copy itself: no finding is left, and the remarks of the earlier round go."""
    form, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings, due=DUE).content
    corrected = type_into(annotated, clean_answers(form, bundle[0].school_year))
    read = read_form(corrected, form)
    assert read.findings == ()
    expected = read_form(type_into(content, clean_answers(form, bundle[0].school_year)), form)
    assert told(read) == told(expected)
    clean = annotate(corrected, read.findings)
    assert read_form(clean.content, form).answers == read.answers
    assert comments(clean.content) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_remarks_do_not_pile_up(bundle, format_: str) -> None:
    """A copy annotated again has one list and the new remarks only; the same remarks give the same bytes."""
    form, content, submission = wrong(bundle, format_)
    first = annotate(content, submission.findings, due=DUE)
    assert annotate(content, submission.findings, due=DUE) == first
    second = annotate(first.content, submission.findings[:2], due=DUE)
    assert second.own
    assert len(comments(second.content)) == second.located == 2
    assert [grid.location for grid in read_blocks(second.content).grids] == [
        grid.location for grid in read_blocks(content).grids
    ]
    assert read_form(second.content, form).answers == submission.answers


@pytest.mark.parametrize("format_", FORMATS)
def test_copies_are_valid(bundle, format_: str, validate) -> None:
    """A copy, a cleaned copy, and the list by itself pass the ECMA-376 schemas."""
    _, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings, due=DUE).content
    scan = annotate(b"%PDF-1.7", submission.findings, name="Отчёт.pdf")
    validate(
        {
            f"annotated.{format_}": annotated,
            f"cleaned.{format_}": annotate(annotated, ()).content,
            "list.docx": scan.content,
        }
    )


# --- what the school wrote beside its answers -----------------------------------------------------------------------


def test_comments_of_a_school_stay(bundle) -> None:
    """The school's own comments get no clashing ids, stay through a round, and are still there when ours are gone."""
    _, content, submission = wrong(bundle, "docx")

    def theirs(part: bytes) -> bytes:
        return part.replace(AUTHOR.encode(), "Директор".encode()).replace("Исправьте".encode(), "Вопрос".encode())

    name = "word/comments1.xml"
    asked = changed(annotate(content, submission.findings).content, {name: theirs})
    annotated = annotate(asked, submission.findings).content
    assert len(comments(annotated)) == 2 * len(submission.findings)
    ids = [one.get(f"{W}id") for one in etree.fromstring(parts(annotated)[name])]
    document = etree.fromstring(parts(annotated)["word/document.xml"])
    marks = (document.iter(f"{W}{mark}") for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"))
    assert len(set(ids)) == len(ids)
    assert all(sorted(one.get(f"{W}id") for one in kind) == sorted(ids) for kind in marks)
    assert comments(annotate(annotated, ()).content) == comments(asked)


def test_notes_of_a_school_stay(bundle) -> None:
    """A remark at a cell that has a note of the school's stands under it, and only the remark goes again."""
    _, content, submission = wrong(bundle, "xlsx")

    def theirs(part: bytes) -> bytes:
        renamed = part.replace(AUTHOR.encode(), "Директор".encode())
        return renamed.replace("Замечание отдела".encode(), "Вопрос".encode())

    asked = changed(annotate(content, submission.findings).content, {"xl/comments1.xml": theirs})
    annotated = annotate(asked, submission.findings).content
    assert all(note.startswith("Вопрос") and "\nЗамечание отдела. " in note for note in comments(annotated))
    assert comments(annotate(annotated, ()).content) == comments(asked)


@pytest.mark.parametrize("format_", FORMATS)
def test_words_written_into_the_list_are_not_lost(bundle, format_: str) -> None:
    """A reply typed into our list is quoted as text that no field claims, and stays in the next copy."""
    form, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings).content
    part = "word/document.xml" if format_ == "docx" else "xl/worksheets/sheet5.xml"
    spoken, reply = submission.findings[0].message.encode(), " Это верно, см. приказ".encode()
    replied = changed(annotated, {part: lambda xml: xml.replace(spoken, spoken + reply, 1)})
    read = read_form(replied, form)
    assert told(read) == told(submission)
    (quoted,) = [found for found in read.findings if found.code == "W401" and "см. приказ" in found.seen]
    again = annotate(replied, read.findings)
    assert again.own
    assert quoted.seen in [found.seen for found in read_form(again.content, form).findings]


def test_a_table_that_only_begins_like_the_list_is_read(bundle) -> None:
    """Rows without our check number are nobody's but the school's, whatever stands over them."""
    form, content, _ = wrong(bundle, "docx")
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"
        for text in (HEADING, "1. Исправили всё № 1234")
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>".encode()
    forged = changed(content, {"word/document.xml": lambda xml: xml.replace(b"<w:body>", b"<w:body>" + table, 1)})
    assert "1. Исправили всё № 1234" in read_form(forged, form).unclaimed


# --- where a remark is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", KEEPING, ids=lambda change: change.__name__)
def test_places_are_found_again(bundle, change: Callable[[etree._Element], None]) -> None:
    """Whatever was done to the tables, each comment hangs on the cell that the finding is about."""
    form, content, _ = wrong(bundle, "docx")

    def work(part: bytes) -> bytes:
        root = etree.fromstring(part)
        change(root)
        return etree.tostring(root)

    moved = changed(content, {"word/document.xml": work})
    submission = read_form(moved, form)
    annotated = annotate(moved, submission.findings)
    assert annotated.own
    assert read_form(annotated.content, form).answers == submission.answers
    root = etree.fromstring(parts(annotated.content)["word/document.xml"])
    texts = {start.get(f"{W}id"): cell_text(start) for start in root.iter(f"{W}commentRangeStart")}
    spoken = etree.fromstring(parts(annotated.content)["word/comments1.xml"])
    cells = {cell.location: cell.text for grid in read_blocks(moved).grids for row in grid.rows for cell in row}
    for comment in spoken:
        said = "".join(comment.itertext())
        meant = (found.place.location for found in submission.findings if found.message in said)
        assert texts[comment.get(f"{W}id")] in {cells[place] for place in meant if place in cells}


def cell_text(mark: etree._Element) -> str:
    """The text of the cell a mark stands in."""
    return "".join(next(mark.iterancestors(f"{W}tc")).itertext(f"{W}t"))


def test_places_in_nested_tables() -> None:
    """A table in a cell, deleted text, a hidden run and a text box do not shift the places of what stands beside."""
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>внутри</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"
    box = "<w:r><w:pict><w:txbxContent><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:txbxContent></w:pict></w:r>"
    first = f"<w:tc><w:p><w:r><w:t>слева</w:t></w:r></w:p>{inner}</w:tc>"
    first += f"<w:tc><w:p>{box}<w:r><w:t>справа</w:t></w:r></w:p></w:tc>"
    gone = "<w:p><w:del><w:r><w:t>нет</w:t></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r></w:p>"
    second = f"<w:tc>{gone}</w:tc><w:tc><w:p><w:r><w:t>ниже</w:t></w:r></w:p></w:tc>"
    table = f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>"
    body = f"<w:body>{gone}{table}<w:p><w:r><w:t>конец</w:t></w:r></w:p></w:body>"
    root = etree.fromstring(f'<w:document xmlns:w="{W[1:-1]}">{body}</w:document>')
    before = etree.tostring(root)
    found = {place: "".join(element.itertext(f"{W}t")) for place, element in located(root).items()}
    assert etree.tostring(root) == before
    assert found["таблица 1, строка 1, ячейка 2"] == "справа"
    assert found["таблица 1, строка 2, ячейка 2"] == "ниже"
    assert found["таблица 2, строка 1, ячейка 1"] == "внутри"
    assert found["абзац 2"] == "конец"


_PLACES = {
    format_: [
        cell.location
        for grid in read_blocks(wrong(load_example("ershichi-2023"), format_)[1]).grids
        for row in grid.rows
        for cell in row
    ]
    for format_ in FORMATS
}


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cell_can_be_remarked(order_159, format_: str, data: st.DataObject) -> None:
    """Remarks at any cells, printed and empty ones too, several at one: the copy still reads as the original."""
    form, content, submission = wrong(order_159, format_)
    places = data.draw(st.lists(st.sampled_from(_PLACES[format_]), min_size=1, max_size=8))
    found = [finding("E201", Place("", place), seen=f"<&{number}>") for number, place in enumerate(places)]
    annotated = annotate(content, found, due=DUE)
    assert (annotated.own, annotated.located) == (True, len(places))
    assert len(comments(annotated.content)) == len(places if format_ == "docx" else set(places))
    assert read_form(annotated.content, form).answers == submission.answers
    assert comments(annotate(annotated.content, ()).content) == []


def test_only_what_must_be_heard_is_said(bundle) -> None:
    """Errors come before warnings and are told apart; what is only worth knowing is not said."""
    _, content, submission = wrong(bundle, "docx")
    place = next(found.place for found in submission.findings if found.place.location)
    doubt, news = finding("W411", place, seen="да"), finding("I501", place, seen="текст")
    annotated = annotate(content, [doubt, news, *submission.findings])
    notes = comments(annotated.content)
    assert annotated.listed == len(submission.findings) + 1
    assert sum(note.startswith("Проверьте. ") for note in notes) == 1
    assert all(found.severity is Severity.ERROR for found in submission.findings)
    root = etree.fromstring(parts(annotated.content)["word/document.xml"])
    listed = "".join(next(root.iter(f"{W}tbl")).itertext(f"{W}t"))
    assert listed.index(submission.errors[-1].message) < listed.index(doubt.message)
    assert news.message not in listed


# --- workbooks ------------------------------------------------------------------------------------------------------


def test_the_list_sheet_comes_first_and_moves_the_others(bundle) -> None:
    """Names of single sheets keep their sheet, only the list is selected, and taking it away undoes both."""
    _, content, submission = wrong(bundle, "xlsx")
    named = b'<definedName name="_xlnm.Print_Area" localSheetId="1">$A$1:$B$2</definedName></definedNames>'
    printed = changed(content, {"xl/workbook.xml": lambda xml: xml.replace(b"</definedNames>", named, 1)})
    annotated = annotate(printed, submission.findings).content
    workbook = etree.fromstring(parts(annotated)["xl/workbook.xml"])
    assert [sheet.get("name") for sheet in workbook.find(f"{S}sheets")][:3] == ["Замечания", "Отчёт", "Проверка"]
    assert [one.get("localSheetId") for one in workbook.iter(f"{S}definedName")][-1] == "2"
    sheets = [part for name, part in parts(annotated).items() if name.startswith("xl/worksheets/sheet")]
    assert sum(b'tabSelected="1"' in sheet for sheet in sheets) == 1
    cleaned = etree.fromstring(parts(annotate(annotated, ()).content)["xl/workbook.xml"])
    assert [one.get("localSheetId") for one in cleaned.iter(f"{S}definedName")][-1] == "1"


def test_links_of_the_list_lead_to_the_cells(bundle) -> None:
    """Every remark with a place has a link to its cell."""
    _, content, submission = wrong(bundle, "xlsx")
    sheet = etree.fromstring(parts(annotate(content, submission.findings).content)["xl/worksheets/sheet5.xml"])
    links = {link.get("location") for link in sheet.iter(f"{S}hyperlink")}
    places = (found.place.location.split("!") for found in submission.findings if found.place.location)
    assert links == {f"'{name}'!{cell}" for name, cell in places}


# --- what cannot carry remarks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 scan", b"{\\rtf1 }", b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0"])
def test_the_list_stands_by_itself(bundle, content: bytes) -> None:
    """A file that cannot be annotated gets a document with every remark, and nothing is raised."""
    _, _, submission = wrong(bundle, "docx")
    annotated = annotate(content, submission.findings, due=DUE, name="Отчёт <3>.pdf")
    assert (annotated.own, annotated.located, annotated.listed) == (False, 0, len(submission.findings))
    text = "".join(etree.fromstring(parts(annotated.content)["word/document.xml"]).itertext(f"{W}t"))
    assert "Замечания к файлу «Отчёт <3>.pdf»" in text
    assert "до 08.07.2024" in text
    assert all(found.message in text for found in submission.findings)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_raise_nothing(order_159, format_: str, seed: int) -> None:
    """Whatever is missing from a package or wrong in it, there is a copy or a list; the copy reads as the original."""
    form, content, submission = wrong(order_159, format_)
    damaged = parts(annotate(content, submission.findings).content)
    dice = Random(seed)
    for name in dice.sample([name for name in damaged if not name.endswith(".rels")], 3):
        root = etree.fromstring(damaged[name])
        for element in dice.sample(list(root.iter()), min(3, len(list(root.iter())))):
            if dice.random() < 0.5 and element.attrib:
                element.set(dice.choice(list(element.attrib)), dice.choice(["", "-1", "99999999999", "²"]))
            elif element.getparent() is not None:
                element.getparent().remove(element)
        damaged[name] = etree.tostring(root)
    with ZipFile(packed := BytesIO(), "w") as package:
        for name, part in damaged.items():
            package.writestr(name, part)
    annotated = annotate(packed.getvalue(), submission.findings)
    assert annotated.listed == len(submission.findings)
    if annotated.own:
        assert told(read_form(annotated.content, form)) == told(read_form(packed.getvalue(), form))


def test_a_signature_is_taken_off_the_copy(bundle) -> None:
    """A signed file stays a document: the copy has no signature, which could not hold any more."""
    _, content, submission = wrong(bundle, "docx")
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    origin = f'<Relationship Id="sig" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'.encode()
    signed = changed(content, {"_rels/.rels": lambda xml: xml.replace(b"</Relationships>", origin)})
    with ZipFile(packed := BytesIO(signed), "a") as package:
        package.writestr("_xmlsignatures/origin.sigs", b"")
    annotated = annotate(packed.getvalue(), submission.findings)
    assert annotated.own
    assert not any("signature" in name for name in parts(annotated.content))


def test_macro_enabled_files_stay_so(bundle) -> None:
    """A .docm and an .xlsm keep their kind and their other parts, byte for byte."""
    for format_, main in (("docx", "wordprocessingml.document.main"), ("xlsx", "spreadsheetml.sheet.main")):
        _, content, submission = wrong(bundle, format_)
        kind = {"docx": b"application/vnd.ms-word.document.macroEnabled.main+xml"}.get(
            format_, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        )
        plain = f"application/vnd.openxmlformats-officedocument.{main}+xml".encode()
        macro = changed(content, {"[Content_Types].xml": lambda xml, a=plain, b=kind: xml.replace(a, b)})
        with ZipFile(packed := BytesIO(macro), "a") as package:
            package.writestr("vbaProject.bin", b"\x00\xee\x80\x80 macros")
        annotated = annotate(packed.getvalue(), submission.findings)
        assert annotated.own
        assert parts(annotated.content)["vbaProject.bin"] == b"\x00\xee\x80\x80 macros"
        assert kind in parts(annotated.content)["[Content_Types].xml"]


# --- office programs ------------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.parametrize("format_,to", [("docx", "odt"), ("docx", "docx"), ("xlsx", "ods"), ("xlsx", "xlsx")])
def test_an_office_program_shows_every_remark(bundle, format_: str, to: str, office, tmp_path: Path) -> None:
    """LibreOffice opens the copy with as many comments as there are located remarks; what it saves reads alike."""
    form, content, submission = wrong(bundle, format_)
    annotated = annotate(content, submission.findings, due=DUE)
    file = tmp_path / f"annotated.{format_}"
    file.write_bytes(annotated.content)
    (saved,) = office([file], to, tmp_path / "saved")
    again = saved.read_bytes()
    assert len(comments(again)) == annotated.located
    assert told(read_form(again, form)) == told(submission)
    assert [found.message for found in read_form(again, form).findings] == [f.message for f in submission.findings]
    cleaned = annotate(again, ())
    assert told(read_form(cleaned.content, form)) == told(submission)
    assert comments(cleaned.content) == []
    assert FAULT.encode() not in parts(cleaned.content).get("word/document.xml", b"")


SAVE = """
import sys, docbuilder
builder = docbuilder.CDocBuilder()
for name in sys.argv[1:]:
    builder.OpenFile(name, "")
    builder.SaveFile(name.rpartition(".")[2], name.replace("/copy", "/saved"))
    builder.CloseFile()
"""


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: the ONLYOFFICE engine was NOT tested")
def test_the_engine_shows_every_remark(order_159, tmp_path: Path) -> None:
    """The engine of ONLYOFFICE and Р7-Офис opens and saves the copies with all comments; ours come off again."""
    made = {}
    for format_ in FORMATS:
        path = tmp_path / f"copy.{format_}"
        form, content, submission = wrong(order_159, format_)
        made[path] = form, submission, annotate(content, submission.findings, due=DUE)
        path.write_bytes(made[path][2].content)
    command = [sys.executable, "-c", SAVE, *map(str, made)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path, (form, submission, annotated) in made.items():
        saved = path.with_name(path.name.replace("copy", "saved")).read_bytes()
        assert len(comments(saved)) == annotated.located
        assert told(read_form(saved, form)) == told(submission)
        assert comments(annotate(saved, ()).content) == []


@pytest.mark.office
@pytest.mark.parametrize("format_,kept", [("docx", "odt"), ("xlsx", "ods")])
def test_open_document_carries_remarks(bundle, format_: str, kept: str, office, tmp_path: Path) -> None:
    """A report saved as .odt or .ods gets its remarks inside too; LibreOffice shows them all; they come off again."""
    form, content, _ = wrong(bundle, format_)
    file = tmp_path / f"report.{format_}"
    file.write_bytes(content)
    (saved,) = office([file], kept, tmp_path / "kept")
    original = saved.read_bytes()
    submission = read_form(original, form)
    annotated = annotate(original, submission.findings, due=DUE)
    assert (annotated.own, annotated.located) == (True, len(submission.findings))
    again = read_form(annotated.content, form)
    assert (again.answers, again.findings, again.unclaimed) == (submission.answers, submission.findings, ())
    assert annotate(annotated.content, submission.findings, due=DUE).own
    cleaned = annotate(annotated.content, ())
    assert comments(cleaned.content) == []
    assert read_form(cleaned.content, form).answers == submission.answers
    copy = tmp_path / f"copy.{kept}"
    copy.write_bytes(annotated.content)
    (opened,) = office([copy], format_, tmp_path / "opened")
    assert len(comments(opened.read_bytes())) == annotated.located
    assert told(read_form(opened.read_bytes(), form)) == told(submission)
    assert FAULT in "".join(part.decode("utf-8", "replace") for part in parts(opened.read_bytes()).values()).upper()
