"""The document «было и стало»: it says what the draft says, marks what differs, and is valid and reproducible."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx2python import docx2python
from lxml import etree

from roadmapdocs.demo.run import load_example
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.order import Clause
from roadmapdocs.orders.next_year import GROUPS, NextYear, next_year
from roadmapdocs.orders.next_year.printed import printed_changes, unchanged
from roadmapdocs.writers import write_changes
from roadmapdocs.writers.changes import docx as writer
from roadmapdocs.writers.templates import read_template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ("ershichi-2023", "zarechye-2024")
names = pytest.mark.parametrize("name", NAMES)


@cache
def draft(name: str) -> NextYear:
    """The draft of a bundled order that repeals the old one."""
    return next_year(load_example(name)[0], number="160", date=date(2026, 10, 30), repeal=True)


@cache
def written(name: str) -> bytes:
    """The document of that draft."""
    return write_changes(draft(name))


def fold(text: str) -> str:
    """A text with its white space folded."""
    return " ".join(text.split())


def body(document: bytes) -> etree._Element:
    """The body of a document as XML."""
    with ZipFile(BytesIO(document)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def paragraphs(document: bytes) -> list[str]:
    """The paragraphs outside the table."""
    return [fold("".join(p.itertext())) for p in body(document).findall(f"{W}p")]


@names
def test_the_table_shows_what_is_printed_otherwise(name: str) -> None:
    """Every printed change is a numbered row: where, the old words, the new words; each part of the paper a row."""
    with docx2python(BytesIO(written(name))) as content:
        table = next(table for table in content.body if len(table) > 2)
    rows = [[fold(" ".join(cell)) for cell in row] for row in table]
    assert rows[0] == ["№", "Где", "Было", "Стало"]
    changes = printed_changes(draft(name))
    numbered = [row for row in rows[1:] if row[0].isdigit()]
    assert [row[0] for row in numbered] == [str(n) for n in range(1, len(changes) + 1)]
    assert [row[1].lower() for row in numbered] == [fold(change.where).lower() for change in changes]
    for row, change in zip(numbered, changes, strict=True):
        assert row[2:] == [fold("".join(w.text for w in side)) or "—" for side in (change.old, change.new)]
    parts = [row[0] for row in rows[1:] if not row[0].isdigit()]
    assert parts == list(dict.fromkeys(change.part for change in changes))


@names
def test_holes_are_compared_as_printed(name: str) -> None:
    """A report date and a school year that stand in holes are shown in the clause and the title that print them."""
    shown = {change.where: "".join(w.text for w in change.new) for change in printed_changes(draft(name))}
    due = draft(name).order.round_of("schools").due
    assert any(f"{due:%d.%m.%Y}" in text for where, text in shown.items() if where.startswith("пункт"))
    year = draft(name).order.school_year
    assert re.search(rf"{year}[-/]{year + 1}", shown["заголовок приказа"])


@names
def test_differing_words_are_marked(name: str) -> None:
    """The words that differ, and no others, have the character style of their side."""
    marked: dict[str, list[str]] = {"OldWords": [], "NewWords": []}
    for run in body(written(name)).iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None and style.get(f"{W}val") in marked:
            marked[style.get(f"{W}val")].append(fold("".join(run.itertext())))
    changes = printed_changes(draft(name))
    assert marked["OldWords"] == [fold(w.text) for change in changes for w in change.old if w.differs]
    assert marked["NewWords"] == [fold(w.text) for change in changes for w in change.new if w.differs]


@names
def test_every_point_has_a_box(name: str) -> None:
    """Under the heading of its group each point stands behind an empty box, with its place and its question."""
    lines = paragraphs(written(name))
    boxes = [line for line in lines if line.startswith("☐")]
    points = draft(name).to_confirm
    assert len(boxes) == len(points)
    for line, point in zip(boxes, points, strict=True):
        assert fold(point.question)[1:] in line
        assert fold(point.where)[1:] in line
    headings = [f"{group}. {GROUPS[group]}" for group in sorted({point.group for point in points})]
    assert [line for line in lines if line in headings] == headings


@names
def test_what_stays_is_said(name: str) -> None:
    """One paragraph says what is unchanged, with the clauses and the number of rows."""
    assert fold(unchanged(draft(name))) in paragraphs(written(name))
    rows = sum(1 for _ in draft(name).order.activities())
    assert re.search(rf"\d+ строк\w? планов из {rows}", unchanged(draft(name)))


def test_nobody_reads_the_paths_of_the_yaml() -> None:
    """The document is for a head: no path of the YAML stands in it."""
    text = " ".join(paragraphs(written("ershichi-2023")))
    assert not re.search(r"\b(?:roadmaps|clauses|acts|people|reports|indicators)\.", text)


def test_names_are_printed_in_their_cases() -> None:
    """A changed clause that names a person has the name as the order prints it."""
    old = load_example("ershichi-2023")[0]
    text = "{people.kosenkova:dative} подготовить справку за 2023/2024 учебный год."
    changed = next_year(old.model_copy(update={"clauses": (Clause(id="note", text=text), *old.clauses)}))
    (change,) = [change for change in printed_changes(changed) if change.where == "пункт 1"]
    assert "".join(w.text for w in change.new).startswith("Косенковой С.Н. подготовить справку за 2024/2025")


def test_a_removed_text_is_a_row() -> None:
    """A clause that the new order no longer has is shown with a dash for its new text."""
    one = draft("zarechye-2024")
    shorter = one.order.model_copy(update={"clauses": one.order.clauses[1:]})
    changes = printed_changes(NextYear(shorter, one.to_confirm, one.changes, one.old))
    assert any(change.old and not change.new for change in changes)


def test_xml_in_the_text_survives() -> None:
    """Characters with a meaning in XML or in templates are printed as they are."""
    odd = 'A & B <Имя> {{ x }} {% y %} "z" 2024/2025 год'
    old = load_example("zarechye-2024")[0].model_copy(update={"title": odd})
    text = " ".join(fold("".join(p.itertext())) for p in body(write_changes(next_year(old))).iter(f"{W}p"))
    assert "A & B <Имя> {{ x }} {% y %}" in text
    assert "☐" in text


def test_documents_are_reproducible_and_valid(validate) -> None:
    """The same draft gives the same bytes, and both bundled ones pass the ECMA-376 schemas, warnings too."""
    assert write_changes(draft("zarechye-2024")) == written("zarechye-2024")
    validate({f"changes-{name}.docx": written(name) for name in NAMES})


def test_unknown_formats_are_refused() -> None:
    """Only DOCX is written."""
    with pytest.raises(ValueError, match="docx"):
        write_changes(draft("zarechye-2024"), "odt")


@pytest.mark.parametrize(
    ("pattern", "by", "message"),
    [
        (rb"<w:tbl>.*</w:tbl>", b"", "lacks its table"),
        (rb"", b"", "character style «Стало»"),
    ],
)
def test_a_broken_template_is_named(pattern: bytes, by: bytes, message: str, monkeypatch) -> None:
    """A template without its table or without a style of marked words is refused by name."""
    part = "word/document.xml" if pattern else "word/styles.xml"
    result = BytesIO()
    with ZipFile(BytesIO(read_template("changes.docx"))) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == part:
                content = (
                    re.sub(pattern, by, content, flags=re.DOTALL)
                    if pattern
                    else content.replace('w:val="Стало"'.encode(), 'w:val="Другое"'.encode())
                )
            target.writestr(entry, content)
    monkeypatch.setattr(writer, "read_template", lambda _: result.getvalue())
    with pytest.raises(TemplateError, match=message):
        write_changes(draft("zarechye-2024"))
