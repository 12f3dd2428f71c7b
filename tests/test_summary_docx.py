"""The report to the region as DOCX: it says what the narrative says, stands whole, and can be edited in Word."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx2python import docx2python
from lxml import etree

from faces_docx import paragraphs_of, parts_of, said, tables_of
from roadmapdocs.aggregate import summarize
from roadmapdocs.aggregate.narrative import narrate
from roadmapdocs.demo.paperless import invented_schools, submissions_of
from roadmapdocs.demo.run import load_example, run_demo
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.narrative import Figure, Narrative, Paragraph, Row, Section, Table
from roadmapdocs.writers import render_report, write_summary
from roadmapdocs.writers.summary.bar_png import HEIGHT, WIDTH, bar_png
from roadmapdocs.writers.templates import load_profile, read_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NAMES = ("ershichi-2023", "zarechye-2024")
names = pytest.mark.parametrize("name", NAMES)
CAME, DAY = date(2024, 6, 30), date(2025, 7, 1)


@cache
def told(name: str, schools: int = 9, *, silent: bool = False) -> Narrative:
    """The report of a bundled order over so many invented schools; `silent` ones return nothing."""
    order, roster = load_example(name)
    crowd = invented_schools(roster, schools)
    submissions = [] if silent else submissions_of(order, crowd, received=CAME)
    return narrate(summarize(order, crowd, submissions, as_of=DAY), order)


@cache
def written(name: str, schools: int = 9, *, silent: bool = False) -> bytes:
    """That report as DOCX."""
    return write_summary(told(name, schools, silent=silent), "docx")


def body(content: bytes) -> etree._Element:
    """The body of a document."""
    return etree.fromstring(parts_of(content)["word/document.xml"])[0]


def fold(text: str) -> str:
    """A text with its spaces folded."""
    return " ".join(text.split())


# --- what it says -------------------------------------------------------------------------------------------------


@names
def test_every_sentence_is_printed_in_its_order(name: str) -> None:
    """Letter, headings, sentences, captions: all that the narrative says stands in the document, nothing lost."""
    narrative, found = told(name), iter(paragraphs_of(written(name)))
    wanted = [paragraph.text for paragraph in narrative.cover.paragraphs]
    for section in narrative.sections:
        wanted += [section.title, *(block.text for block in section.blocks if isinstance(block, Paragraph))]
    for text in map(fold, wanted):
        assert any(text == line.removeprefix("–").strip() for line in found), text


@names
def test_every_table_is_printed_cell_by_cell(name: str) -> None:
    """The tables are those of the narrative, captions and cells alike, read by another reader too."""
    narrative, content = told(name), written(name)
    tables = [
        [[column.caption for column in table.columns], *(row.cells for row in table.rows)] for table in narrative.tables
    ]
    assert [[list(map(fold, row)) for row in table] for table in tables] == tables_of(content)
    with docx2python(BytesIO(content)) as read:
        seen = fold(read.text)
    assert all(fold(cell) in seen for table in tables for row in table for cell in row if "http" not in cell)


@names
def test_the_letter_and_the_signatures(name: str) -> None:
    """Letterhead, addressee, enclosure; the specialist and the head sign, the head the letter too."""
    order, _ = load_example(name)
    lines = paragraphs_of(written(name))
    assert lines[: len(order.issuer.letterhead)] == list(map(fold, order.issuer.letterhead))
    recipient = order.round_of("department").recipient
    assert fold(recipient[0].upper() + recipient[1:]) in lines
    surname = order.signatory.name.split(".")[-1].strip()
    assert sum(line.endswith(surname) and fold(order.signatory.post)[:10] in line for line in lines) == 2
    assert any(line.startswith("Приложение: отчёт на") for line in lines)


@names
def test_charts_are_pictures_that_say_their_numbers(name: str) -> None:
    """Each bar of each chart is a PNG picture with an alternative text that has its label and its numbers."""
    content, narrative = written(name), told(name)
    bars = [bar for figure in narrative.figures for bar in figure.bars]
    pictures = [one.get("descr") for one in body(content).iter(f"{DRAWING}docPr")]
    assert pictures == [bar.alternative for bar in bars]
    assert bars
    assert all(re.search(r"\d+ из\s\d+", bar.alternative) for bar in bars)
    media = [part for part_name, part in parts_of(content).items() if part_name.startswith("word/media/")]
    assert media
    assert all(part.startswith(b"\x89PNG\r\n\x1a\n") for part in media)


@pytest.mark.parametrize(
    ("dark", "light", "goal", "counted"),
    [(0.0, 0.0, None, (0, 0)), (1.0, 0.0, None, (1, 0)), (0.5, 0.25, None, (0.5, 0.25)), (0.25, 0.0, 0.75, (0.25, 0))],
)
def test_a_bar_is_filled_as_its_numbers_say(dark: float, light: float, goal: float | None, counted) -> None:
    """Decoded without the writer: the share of dark and of light pixels, and black ones only where there is a goal."""
    picture = bar_png(dark, light, goal)
    pixels = zlib.decompress(picture[picture.index(b"IDAT") + 4 : picture.index(b"IEND") - 8])
    rows = [pixels[start + 1 : start + 1 + WIDTH] for start in range(0, len(pixels), WIDTH + 1)]
    assert len(rows) == HEIGHT
    middle = rows[HEIGHT // 2]
    assert [round(middle.count(shade) / (WIDTH - 2), 2) for shade in (2, 3)] == pytest.approx(counted, abs=0.02)
    assert (middle.count(4) > 0) == (goal is not None)
    if goal is not None:
        assert middle.index(4) / WIDTH == pytest.approx(goal, abs=0.02)


def test_the_shades_differ_in_lightness() -> None:
    """On a black-and-white printer dark, light and empty are three greys, far apart."""
    picture = bar_png(0.5, 0.25)
    start = picture.index(b"PLTE") + 4
    colours = [picture[start + 3 * shade : start + 3 * shade + 3] for shade in range(5)]
    grey = [0.299 * r + 0.587 * g + 0.114 * b for r, g, b in colours]
    assert grey[0] - grey[3] > 50
    assert grey[3] - grey[2] > 80


# --- how it stands on paper ---------------------------------------------------------------------------------------


@names
def test_the_layout_is_the_orders_profile(name: str) -> None:
    """Margins and type are those of the order's profile; the annexes lie on turned sheets."""
    order, _ = load_example(name)
    profile = load_profile(order.profile)
    document = Document(BytesIO(written(name)))
    letter, report, annexes = document.sections
    assert [round(letter.left_margin.mm), round(report.right_margin.mm)] == [
        round(profile.order_margins.left),
        round(profile.order_margins.right),
    ]
    assert annexes.page_width > annexes.page_height
    assert report.page_width < report.page_height
    assert document.styles["Normal"].font.name == profile.font


@pytest.mark.parametrize("schools", [1, 12, 40])
@names
def test_every_header_row_is_repeated(name: str, schools: int) -> None:
    """Tables that go on repeat their header, no row is torn, and no table is wider than its sheet."""
    document, narrative = Document(BytesIO(written(name, schools))), told(name, schools)
    _, report, annexes = (
        section.page_width - section.left_margin - section.right_margin for section in document.sections
    )
    upright = sum(not isinstance(block, Paragraph) for section in narrative.sections for block in section.blocks)
    for number, table in enumerate(document.tables):
        grid = sum(int(column.w) for column in table._tbl.tblGrid.gridCol_lst)
        assert grid == pytest.approx(report if number < upright else annexes, abs=1000)
        for row in table._tbl.tr_lst:
            assert row.trPr is not None
            assert row.trPr.find(f"{W}cantSplit") is not None
    captions = [[said(cell) for cell in table._tbl.tr_lst[0].tc_lst] for table in document.tables]
    assert sum("Школа" in row for row in captions) >= (1 if schools < 16 else 2)


def test_schools_are_columns_up_to_fifteen_and_rows_beyond() -> None:
    """The matrix of 12 schools has a column for each, that of 40 a row for each, on narrow tables one after another."""
    few, many = (
        next(one for one in told("ershichi-2023", schools).annexes if "Выполнение мероприятий" in one.title)
        for schools in (12, 40)
    )
    (table,) = (block for block in few.blocks if isinstance(block, Table))
    assert len(table.columns) == 14
    tables = [block for block in many.blocks if isinstance(block, Table)]
    assert len(tables) > 1
    assert all(len(table.rows) == 40 and len(table.columns) <= 16 for table in tables)


# --- hostile and odd contents -------------------------------------------------------------------------------------


def odd(narrative: Narrative, text: str) -> Narrative:
    """A report that says this in its title, in a cell that may be clicked, and in a section's heading."""
    table = Table("", told("zarechye-2024").annexes[0].blocks[-1].columns[:2], (Row(("А1", text)),), frozenset())
    return replace(narrative, title=text, annexes=(Section(text, (table,)),))


@pytest.mark.parametrize("text", ['A & B <Имя> {{ x }} {% y %} "z"', "=1+1", "+7", "-5", "@имя", "слово " * 3000])
def test_odd_texts_stay_text(text: str) -> None:
    """Signs of XML and templates, beginnings of formulas and endless texts are printed as they are."""
    content = render_report(odd(told("zarechye-2024"), text))
    assert any(fold(text) == cell for row in tables_of(content)[-1] for cell in row)
    assert fold(text) in paragraphs_of(content)


def test_unprintable_characters_of_a_school_are_left_out(order_159) -> None:
    """Control characters, lone surrogates and private ones that a school typed do not break the document."""
    order, schools = order_159
    nasty = schools[0].model_copy(update={"short_name": "Школа\x00 «Да»\x0b\ue000\ufffe"})
    narrative = narrate(summarize(order, [nasty, *schools[1:3]], [], as_of=DAY), order)
    text = " ".join(paragraphs_of(write_summary(narrative, "docx")))
    assert "Школа «Да»" in fold(text)


@names
def test_only_published_evidence_is_a_link(name: str) -> None:
    """Every link leads to a page over http or https, and every address of the evidence list is one."""
    content = written(name)
    relations = etree.fromstring(parts_of(content)["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations if one.get("TargetMode") == "External"}
    links = [targets[link.get(f"{R}id")] for link in body(content).iter(f"{W}hyperlink")]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)
    shown = [said(link) for link in body(content).iter(f"{W}hyperlink")]
    assert set(shown) == {link for table in told(name).tables for link in table.links}


# --- the document as a file ---------------------------------------------------------------------------------------


def test_documents_are_reproducible_and_valid(validate) -> None:
    """The same report gives the same bytes; all kinds of it pass the ECMA-376 schemas, warnings too."""
    assert write_summary(told("zarechye-2024"), "docx") == written("zarechye-2024")
    documents = {f"report-{name}.docx": written(name) for name in NAMES}
    documents |= {f"report-{name}-silent.docx": written(name, 9, silent=True) for name in NAMES}
    documents |= {"report-1.docx": written("ershichi-2023", 1), "report-40.docx": written("ershichi-2023", 40)}
    documents["report-template.docx"] = read_template("report.docx")
    validate(documents)


def test_every_profile_lays_it_out(validate) -> None:
    """Any layout that an order may have fits the report, those with the executor's mark under the text too."""
    profiles = {name: load_profile(name) for name in ("gost-2025", "municipal-30mm", "smolensk", "astra")}
    documents = {f"report-{name}.docx": render_report(told("zarechye-2024"), one) for name, one in profiles.items()}
    after = profiles["gost-2025"].model_copy(update={"executor": "after"})
    documents["report-after.docx"] = render_report(told("zarechye-2024"), after)
    assert b"framePr" not in parts_of(documents["report-after.docx"])["word/document.xml"]
    validate(documents)


@pytest.mark.office
def test_it_survives_an_office_program(office, tmp_path) -> None:
    """LibreOffice opens it, saves it again, and every table and sentence is still there."""
    files = []
    for name in NAMES:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(written(name))
    for name, saved in zip(NAMES, office(files, "docx", tmp_path / "saved"), strict=True):
        document = Document(str(saved))
        assert len(document.tables) == len(list(told(name).tables)) + len(list(told(name).figures))
        text = fold(" ".join(paragraph.text for paragraph in document.paragraphs))
        assert all(fold(sentence.text) in text for sentence in told(name).sentences)
        assert len(document.inline_shapes) == sum(len(figure.bars) for figure in told(name).figures)


# --- templates ----------------------------------------------------------------------------------------------------


def changed(part: str, pattern: str, by: str) -> bytes:
    """Our template with something replaced in a part."""
    result = BytesIO()
    with ZipFile(BytesIO(read_template("report.docx"))) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == part:
                content = re.sub(pattern, by, content.decode(), flags=re.DOTALL).encode()
            target.writestr(entry, content)
    return result.getvalue()


def test_a_template_of_ones_own_is_used() -> None:
    """What a department changes in Word is printed: a line of its own, a heading without numbers of ours."""
    own = changed("word/document.xml", r"\{\{ enclosure \}\}", "{{ enclosure }} Телефон для справок: 2-00-00.")
    assert any(
        "Телефон для справок" in line for line in paragraphs_of(render_report(told("zarechye-2024"), template=own))
    )


@pytest.mark.parametrize(
    ("part", "pattern", "by", "message"),
    [
        ("word/document.xml", r"<w:tbl>.*?</w:tbl>", "", "prototype of a table"),
        ("word/document.xml", r"\{\{ heading \}\}", "{{ headline }}", "headline"),
        ("word/document.xml", r'<w:pStyle w:val="ReportEnd"/>', '<w:pStyle w:val="Normal"/>', "Конец отчёта"),
        ("word/styles.xml", "Подпись приказа", "Другая", "Подпись приказа"),
    ],
)
def test_a_broken_template_is_named(part: str, pattern: str, by: str, message: str) -> None:
    """A template that lacks a prototype, a style or a name is refused, and the error says which."""
    with pytest.raises(TemplateError, match=message):
        render_report(told("zarechye-2024"), template=changed(part, pattern, by))


def test_a_summary_is_told_before_it_is_written() -> None:
    """The writer takes the report, not the bare summary, and says so."""
    order, schools = load_example("zarechye-2024")
    with pytest.raises(TypeError, match="narrate"):
        write_summary(summarize(order, schools, [], as_of=DAY), "docx")


def test_figures_have_bars() -> None:
    """The reports that are drawn here do have charts: directions for both orders, targets for the first."""
    figures = [figure for figure in told("ershichi-2023").figures if isinstance(figure, Figure)]
    assert [len(figure.bars) > 1 for figure in figures] == [True, True]
    assert len(list(told("zarechye-2024").figures)) == 1


# --- in a campaign ------------------------------------------------------------------------------------------------


def test_a_campaign_writes_its_report(tmp_path) -> None:
    """`report` leaves «Отчёт.docx» beside the summary, the same when run again; a template in the folder is used."""
    campaign = run_demo(tmp_path / "Отчёты", "zarechye-2024")
    day = campaign.order.round_of("schools").due
    (report,) = (path for path in campaign.report(as_of=day) if path.suffix == ".docx")
    assert report.name == "Отчёт.docx"
    first = report.read_bytes()
    assert any(line.startswith("Из 6 школ отчёты представили 4.") for line in paragraphs_of(first))
    campaign.report(as_of=day)
    assert report.read_bytes() == first
    own = changed("word/document.xml", r"____________ № ____________", "Исх. № ________")
    (campaign.folder / "report.docx").write_bytes(own)
    campaign.report(as_of=day)
    assert "Исх. № ________" in paragraphs_of(report.read_bytes())
