"""What people do to the tables of a real form: whatever it is, the answers arrive and every word is accounted for."""

from __future__ import annotations

import re
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

from accounting import assert_accounted
from roadmapdocs.collect import collect
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import Given, Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Returned
from roadmapdocs.writers import write_form

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER, SCHOOLS = load_example("ershichi-2023")
FORM = report_form(ORDER, SCHOOLS[1])
SENT = type_into(write_form(FORM, "docx"), clean_answers(FORM, ORDER.school_year))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Element = etree._Element
Change = "Callable[[Element], None]"


def changed(change: Callable[[Element], None]) -> bytes:
    """The filled form after somebody has worked on its document."""
    packed = BytesIO()
    with ZipFile(BytesIO(SENT)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                change(root)
                part = etree.tostring(root)
            target.writestr(name, part)
    return packed.getvalue()


def read(content: bytes) -> tuple[Submission, Returned]:
    """A returned file as a submission, and as it was read."""
    returned = read_blocks(content)
    return collect(returned, FORM), returned


def values(submission: Submission) -> dict[str, object]:
    """The typed values of the answers that were given."""
    typed = {address: submission.value(address) for address in submission.answers}
    return {address: value for address, value in typed.items() if value is not None}


EXPECTED = values(read(SENT)[0])


def tables(root: Element) -> list[Element]:
    """The tables of a document."""
    return list(root.iter(f"{W}tbl"))


def plan(root: Element) -> Element:
    """The table of the first roadmap."""
    return tables(root)[1]


def rows(table: Element) -> list[Element]:
    """The rows of a table."""
    return table.findall(f"{W}tr")


def cells(row: Element) -> list[Element]:
    """The cells of a row."""
    return row.findall(f"{W}tc")


def text_of(element: Element) -> str:
    """All text of an element."""
    return "".join(element.itertext(f"{W}t"))


def write(cell: Element, text: str) -> None:
    """Make a cell hold just this text, in a bare run, as a person typing into a new cell does."""
    for child in list(cell):
        if child.tag != f"{W}tcPr":
            cell.remove(child)
    run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


# --- changes that leave all answers readable ------------------------------------------------------------------------


def columns_swapped(root: Element) -> None:
    """The status column is dragged behind the evidence."""
    for row in rows(plan(root)):
        if len(cells(row)) > 6:
            row.append(cells(row)[4])


def code_column_last(root: Element) -> None:
    """The column of codes is moved to the right edge."""
    for row in rows(plan(root)):
        if len(cells(row)) > 6:
            row.append(cells(row)[0])


def rows_moved(root: Element) -> None:
    """The rows stand in the opposite order."""
    head, *body = rows(plan(root))
    for row in reversed(body):
        plan(root).append(row)
    assert head is rows(plan(root))[0]


def tables_moved(root: Element) -> None:
    """The last table becomes the first."""
    first, *_, last = tables(root)
    first.addprevious(last)


def sections_deleted(root: Element) -> None:
    """All section rows are gone."""
    for table in tables(root):
        for row in rows(table):
            if len(cells(row)) == 1:
                table.remove(row)


def header_repeated(root: Element) -> None:
    """The header row is copied into the middle, as people do by hand on a new page."""
    head, *body = rows(plan(root))
    body[5].addprevious(deepcopy(head))


def table_split(root: Element) -> None:
    """A table is cut in two by an empty paragraph, the second part without captions."""
    table = plan(root)
    second = deepcopy(table)
    for row in rows(second)[:6]:
        second.remove(row)
    for row in rows(table)[6:]:
        table.remove(row)
    table.addnext(second)
    table.addnext(etree.Element(f"{W}p"))


def captions_lost(root: Element) -> None:
    """The header row of a roadmap is deleted."""
    plan(root).remove(rows(plan(root))[0])


def controls_gone(root: Element) -> None:
    """Every content control is unwrapped, every bookmark dropped, as some programs do on saving."""
    for control in list(root.iter(f"{W}sdt")):
        content = control.find(f"{W}sdtContent")
        for child in list(content):
            control.addprevious(child)
        control.getparent().remove(control)
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        mark.getparent().remove(mark)


def codes_in_latin(root: Element) -> None:
    """The codes were retyped in the other alphabet and with blanks."""
    for row in rows(plan(root)):
        code = cells(row)[0]
        if re.fullmatch(r"А\d+", text_of(code)):
            write(code, text_of(code).replace("А", "A "))


def numbers_retyped(root: Element) -> None:
    """«1.3» became «1,3»: a difference of points is none."""
    for row in rows(plan(root))[1:]:
        if len(cells(row)) > 6:
            write(cells(row)[1], text_of(cells(row)[1]).replace(".", ","))


def codes_lost(root: Element) -> None:
    """The codes of a roadmap are deleted; bookmarks went with them, the tags of the controls are left."""
    for row in rows(plan(root))[1:]:
        if len(cells(row)) > 6:
            write(cells(row)[0], "")


def codes_and_controls_lost(root: Element) -> None:
    """The codes are deleted and the controls gone: only the printed words tell the rows apart."""
    codes_lost(root)
    controls_gone(root)


def column_added(root: Element) -> None:
    """An empty column of the school's own stands in the middle."""
    for row in rows(plan(root)):
        if len(cells(row)) > 6:
            cells(row)[3].addnext(etree.Element(f"{W}tc"))
            etree.SubElement(cells(row)[4], f"{W}p")


KEEPING = (
    columns_swapped,
    code_column_last,
    rows_moved,
    tables_moved,
    sections_deleted,
    header_repeated,
    table_split,
    captions_lost,
    controls_gone,
    codes_in_latin,
    numbers_retyped,
    codes_lost,
    codes_and_controls_lost,
    column_added,
)


@pytest.mark.parametrize("change", KEEPING, ids=lambda change: change.__name__)
def test_answers_arrive(change: Callable[[Element], None]) -> None:
    """Whatever was done to the layout, all answers arrive, nothing is an error, and every word is accounted for."""
    submission, returned = read(changed(change))
    assert values(submission) == EXPECTED
    assert [str(finding) for finding in submission.errors] == []
    assert submission.unclaimed == ()
    assert_accounted(submission, returned)


def test_lost_captions_are_named() -> None:
    """A table read without its captions says so once."""
    submission, _ = read(changed(captions_lost))
    assert [finding.code for finding in submission.findings] == ["W418"]


# --- changes that lose or add something -----------------------------------------------------------------------------


def test_a_deleted_row_is_named() -> None:
    """A row that is gone is one warning with its name; its required answer is missing."""
    submission, _ = read(changed(lambda root: plan(root).remove(rows(plan(root))[2])))
    gone = next(iter(row for row in FORM.tables[1].asked_rows))
    assert [(f.code, f.expected) for f in submission.findings if f.code == "W404"] == [("W404", gone.name)]
    assert [f.address for f in submission.errors] == [f"{gone.id}.status"]
    assert {a: v for a, v in EXPECTED.items() if not a.startswith(f"{gone.id}.")} == values(submission)


def test_only_one_table_is_returned() -> None:
    """A roadmap pasted alone into a new document is read; each table that is not there is named once."""

    def alone(root: Element) -> None:
        body = root.find(f"{W}body")
        kept = plan(root)
        for child in list(body):
            if child is not kept and child.tag != f"{W}sectPr":
                body.remove(child)

    submission, returned = read(changed(alone))
    mine = {row.id for row in FORM.tables[1].asked_rows}
    assert values(submission) == {a: v for a, v in EXPECTED.items() if a.partition(".")[0] in mine}
    assert sum(f.code == "W419" for f in submission.findings) == len(FORM.tables) - 1
    assert_accounted(submission, returned)


def tab_row(*texts: str) -> Callable[[Element], None]:
    """Pressing Tab in the last cell: a row without code, controls and bookmarks, filled in by the school."""

    def change(root: Element) -> None:
        row = deepcopy(rows(plan(root))[-1])
        for cell, text in zip(cells(row), texts, strict=True):
            write(cell, text)
        plan(root).append(row)

    return change


NEW = ("", "", "Неделя математики", "", "выполнено", "15.03.2024", "справка от 15.03.2024")


def test_an_added_row_takes_an_empty_spare_row() -> None:
    """A row added by Tab is read as the first empty spare row of its roadmap."""
    submission, returned = read(changed(tab_row(*NEW)))
    spare = ("A90.event", "A90.status", "A90.evidence")
    assert [submission.value(address) for address in spare] == ["Неделя математики", "done", "справка от 15.03.2024"]
    assert submission.findings == ()
    assert_accounted(submission, returned)


def test_a_row_past_the_spare_ones_is_minted() -> None:
    """With all spare rows taken, added rows get codes of their own and lose nothing."""

    def four(root: Element) -> None:
        for number in range(4):
            tab_row("", "", f"Событие {number}", "", "выполнено", "15.03.2024", "приказ № 5")(root)

    submission, returned = read(changed(four))
    assert [submission.value(f"A9{n}.event") for n in range(3)] == ["Событие 0", "Событие 1", "Событие 2"]
    (added,) = submission.added
    event = added.answers["event"]
    assert isinstance(event, Given)
    assert (added.code, event.value) == ("А93", "Событие 3")
    assert_accounted(submission, returned)


def test_a_row_split_in_two_loses_nothing() -> None:
    """The lower half of a split row has no name of its own: its words are quoted, not guessed."""

    def split(root: Element) -> None:
        row = rows(plan(root))[2]
        lower = deepcopy(row)
        for cell in cells(lower):
            write(cell, "")
        write(cells(lower)[6], "и приложение к нему")
        row.addnext(lower)

    submission, returned = read(changed(split))
    assert values(submission) == EXPECTED
    assert submission.unclaimed == ("и приложение к нему",)
    assert_accounted(submission, returned)


def test_words_in_the_margins_are_quoted() -> None:
    """A remark between the tables, in a printed cell and in a header row: all three are quoted."""

    def scribbled(root: Element) -> None:
        remark = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(remark, f"{W}r"), f"{W}t").text = "Уточним в сентябре"
        plan(root).addnext(remark)
        write(cells(rows(plan(root))[2])[3], "ноябрь 2023, уже сделано")

    submission, returned = read(changed(scribbled))
    assert submission.unclaimed == ("Уточним в сентябре",)
    assert [f.seen for f in submission.findings if f.code == "W402"] == ["ноябрь 2023, уже сделано"]
    assert_accounted(submission, returned)


def test_merged_evidence_is_asked_for_again() -> None:
    """One cell of evidence merged over two rows answers the upper row; the lower one is asked for its own."""

    def merged(root: Element) -> None:
        upper, lower = rows(plan(root))[2:4]
        for cell, kind in ((cells(upper)[6], "restart"), (cells(lower)[6], "continue")):
            merge = etree.SubElement(cell.find(f"{W}tcPr"), f"{W}vMerge")
            merge.set(f"{W}val", kind)
        write_empty = cells(lower)[6]
        for paragraph in write_empty.findall(f"{W}p")[0:]:
            write_empty.remove(paragraph)
        etree.SubElement(write_empty, f"{W}p")

    submission, returned = read(changed(merged))
    second = list(FORM.tables[1].asked_rows)[1]
    assert [finding.address for finding in submission.errors] == [f"{second.id}.evidence"]
    assert_accounted(submission, returned)
