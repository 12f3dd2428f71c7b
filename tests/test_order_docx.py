"""The printed order says what the model says, and looks as its profile has it.

Documents are read back by docx2python, which shares no code with the writer, and as raw XML.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx2python import docx2python
from lxml import etree

from roadmapdocs.errors import TemplateError
from roadmapdocs.model.order import Order, Signatory
from roadmapdocs.model.profile import Profile
from roadmapdocs.model.roadmap import Roadmap, Role
from roadmapdocs.orders.files import load_order
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.order.docx import write_order
from roadmapdocs.writers.templates import load_profile, profile_names, read_template
from roadmapdocs.writers.widths import broken_lines, column_widths, word_width
from test_order_159 import ROLES, fold, seed

EXAMPLES = Path(__file__).parent.parent / "examples"
ORDERS = ("ershichi-2023", "zarechye-2024")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

orders = pytest.mark.parametrize("name", ORDERS)


@cache
def order(name: str) -> Order:
    """Load a bundled order."""
    return load_order(EXAMPLES / name / "order.yaml")


@cache
def written(name: str) -> bytes:
    """Write a bundled order with its own profile."""
    return write_order(order(name))


def read(document: bytes) -> tuple[list[str], list[list[list[str]]]]:
    """Return the paragraphs outside tables, and the tables as rows of cells, white space folded."""
    prose: list[str] = []
    tables: list[list[list[str]]] = []
    with docx2python(BytesIO(document)) as content:
        for table in content.body:
            if len(table) == len(table[0]) == 1:
                paragraphs = [re.split(r"[\n\t]", paragraph) for paragraph in table[0][0]]
                prose += [fold(line) for lines in paragraphs for line in lines if line.strip()]
            else:
                tables.append([[fold(" ".join(cell)) for cell in row] for row in table])
    return prose, tables


def body(document: bytes) -> etree._Element:
    """Return the body of a document as XML."""
    with ZipFile(BytesIO(document)) as package:
        return etree.fromstring(package.read("word/document.xml"))[0]


def text_of(element: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def attribute(element: etree._Element, path: str, name: str = "val") -> str | None:
    """Return an attribute of the first descendant at `path` (names joined by «/»)."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def printed_prose(order: Order, profile: Profile) -> list[str]:
    """Return what the order must print outside its tables, straight from the model."""
    lines = [*order.issuer.letterhead, profile.kind_word, order.date_line, order.number_line, order.issuer.place]
    lines += [order.title, order.preamble, profile.command_word]
    for number, clause in enumerate(order.clauses, start=1):
        lines += [f"{number}. {clause.text}", *(f"- {bullet}" for bullet in clause.bullets)]
    lines += [order.signatory.post, order.signatory.name]
    if order.executor:
        who = order.official(order.executor)
        lines += [f"{who.name}, {who.post}", f"тел. {order.executor.phone}"]
    for number, roadmap in enumerate(order.roadmaps, start=1):
        lines += [order.say(line, appendix=str(number)) for line in printed_mark(order, profile)]
        lines += roadmap.title.splitlines()
    return [fold(order.say(line)) for line in lines if line]


def printed_mark(order: Order, profile: Profile) -> list[str]:
    """Return the mark over both bundled orders' appendices, which are plans: «план» is masculine."""
    if profile.appendix_mark == "plain":
        return list(order.appendix_mark)
    first, to_order, dated = order.appendix_mark
    return [first, "УТВЕРЖДЕН", to_order.replace("к приказу", "приказом"), dated]


def printed_rows(order: Order, roadmap: Roadmap) -> list[list[str]]:
    """Return the rows a roadmap's table must show, merged cells repeated."""
    rows = [[column.caption for column in roadmap.columns]]
    for direction in roadmap.directions:
        rows.append([direction.number, *[direction.title] * (len(roadmap.columns) - 1)])
        rows += [[a.printed(c.role) for c in roadmap.columns] for a in roadmap.of_direction(direction.id)]
    return [[fold(order.say(cell)) for cell in row] for row in rows]


# --- the words ---


@orders
def test_prose_is_the_models(name: str) -> None:
    """Letterhead, requisites, preamble, clauses, signature, marks and titles are printed in order, and no more."""
    prose, _ = read(written(name))
    assert fold(" ".join(prose)) == " ".join(printed_prose(order(name), load_profile(order(name).profile)))


@orders
def test_cells_are_the_models(name: str) -> None:
    """Captions, directions and every cell of every row equal the model's text."""
    _, tables = read(written(name))
    assert tables == [printed_rows(order(name), roadmap) for roadmap in order(name).roadmaps]


def test_order_159_equals_the_signed_document() -> None:
    """Prose and all 34 rows of the DOCX equal the document the order was made from, cell by cell."""
    prose, tables = read(written("ershichi-2023"))
    signed_prose, signed_tables = seed()
    assert prose == signed_prose
    rows = 0
    for table, signed in zip(tables, signed_tables, strict=True):
        activities = [row for row in table[1:] if re.fullmatch(r"\d\.\d+", row[0])]
        assert activities == [[fold(row.printed(role)) for role in ROLES] for row in signed.rows]
        rows += len(activities)
    assert rows == 34


def test_xml_in_the_text_survives() -> None:
    """Characters with a meaning in XML or in templates reach the paper as they are and cut nothing off."""
    odd = 'A & B <Имя> {{ x }} {% y %} "z"'
    source = order("zarechye-2024")
    roadmap = source.roadmaps[0].model_copy(update={"title": odd})
    prose, tables = read(write_order(source.model_copy(update={"title": odd, "roadmaps": (roadmap,)})))
    assert prose.count(odd) == 2
    assert len(tables[0]) == 13


# --- the table ---


@orders
def test_rows_repeat_their_header_and_are_not_torn(name: str) -> None:
    """The header row, and only it, is repeated on every page; no row is split between pages."""
    for table in body(written(name)).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@orders
def test_widths_fill_the_sheet(name: str) -> None:
    """Columns add up to the width between the margins of their section, and cells to the columns they span."""
    sections = list(body(written(name)).iter(f"{W}sectPr"))[1:]
    for table, section in zip(body(written(name)).iter(f"{W}tbl"), sections, strict=True):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        free = int(page.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
        assert abs(sum(grid) - free) <= 2
        for row in table.findall(f"{W}tr"):
            assert sum(int(attribute(cell, "tcPr/tcW", "w")) for cell in row.findall(f"{W}tc")) == sum(grid)


def test_levels_are_merged_as_signed() -> None:
    """One level in rows under one another is one cell, and a new direction begins a new one."""
    merges = []
    for row in body(written("ershichi-2023")).iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        if re.fullmatch(r"1\.\d+", text_of(cells[0])):
            merge = cells[1].find(f"{W}tcPr/{W}vMerge")
            kind = None if merge is None else merge.get(f"{W}val", "continue")
            merges.append((text_of(cells[0]), kind, text_of(cells[1])))
    assert merges[:6] == [
        ("1.1", "restart", "Муниципальный"),
        ("1.2", "continue", ""),
        ("1.3", "restart", "Институциональный"),
        ("1.4", "continue", ""),
        ("1.5", "continue", ""),
        ("1.6", "continue", ""),
    ]


def test_directions_lie_across() -> None:
    """A direction's number stands in the first cell and its title across the others, in its own emphasis."""
    table = next(body(written("ershichi-2023")).iter(f"{W}tbl"))
    directions = [row for row in table.iter(f"{W}tr") if re.fullmatch(r"\d\.?", text_of(row.find(f"{W}tc")))]
    assert [text_of(row.find(f"{W}tc")) for row in directions] == ["1", "2", "3."]
    assert [attribute(row.findall(f"{W}tc")[1], "tcPr/gridSpan") for row in directions] == ["5"] * 3
    assert [row.find(f".//{W}i") is not None for row in directions] == [False, True, True]


def test_list_items_are_paragraphs_that_hang() -> None:
    """Each «- …» line of a cell is a paragraph of the list style, which hangs; the line before them is not."""
    table = next(body(written("ershichi-2023")).iter(f"{W}tbl"))
    cell = next(c for c in table.iter(f"{W}tc") if text_of(c).startswith("Заключение сетевых соглашений:"))
    paragraphs = cell.findall(f"{W}p")
    assert [text_of(p).startswith("- ") for p in paragraphs] == [False, True, True, True, True]
    assert [attribute(p, "pPr/pStyle") for p in paragraphs] == ["TableText"] + ["TableList"] * 4
    with ZipFile(BytesIO(written("ershichi-2023"))) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    style = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "TableList")
    assert attribute(style, "pPr/ind", "hanging") == attribute(style, "pPr/ind", "left") != "0"


def test_any_number_of_columns() -> None:
    """Tables of three to eight columns are drawn from the same prototype, with every caption and cell."""
    source = order("zarechye-2024")
    roles = (
        Role.NUMBER,
        Role.EVENT,
        Role.DEADLINE,
        Role.RESPONSIBLE,
        Role.LEVEL,
        Role.AUDIENCE,
        Role.RESULT,
        Role.NOTE,
    )
    for count in range(3, 9):
        columns = [{"role": role, "caption": f"Графа {role}"} for role in roles[:count]]
        roadmap = Roadmap.model_validate({**source.roadmaps[0].model_dump(), "columns": columns})
        _, tables = read(write_order(source.model_copy(update={"roadmaps": (roadmap,)})))
        assert tables == [printed_rows(source, roadmap)]


# --- sections and pages ---


@orders
def test_every_appendix_has_its_section(name: str) -> None:
    """The order is upright; an appendix of six or more columns is turned, a narrower one is not."""
    sections = [section.find(f"{W}pgSz") for section in body(written(name)).iter(f"{W}sectPr")]
    turned = [len(roadmap.columns) >= 6 for roadmap in order(name).roadmaps]
    assert [size.get(f"{W}orient") == "landscape" for size in sections] == [False, *turned]
    assert [int(size.get(f"{W}w")) > int(size.get(f"{W}h")) for size in sections] == [False, *turned]


def test_page_numbers_follow_the_profile() -> None:
    """Own numbers begin at 1 with a silent first page in each appendix; continuous ones only in the order."""
    for numbers, expected in (("own", [True, True, True]), ("continuous", [True, False, False])):
        profile = load_profile("ershichi").model_copy(update={"page_numbers": numbers})
        sections = list(body(write_order(order("ershichi-2023"), profile)).iter(f"{W}sectPr"))
        assert [section.find(f"{W}titlePg") is not None for section in sections] == expected
        assert [attribute(section, "pgNumType", "start") == "1" for section in sections] == expected


def test_the_number_stands_top_centre() -> None:
    """The running header is a centred PAGE field, and the header of first pages is empty."""
    with ZipFile(BytesIO(written("ershichi-2023"))) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        headers = [etree.fromstring(package.read(n)) for n in sorted(package.namelist()) if "word/header" in n]
    assert relations.count('/header"') == 2
    fields = ["".join(f.text or "" for f in header.iter(f"{W}instrText")).strip() for header in headers]
    assert fields == ["PAGE", ""]


def test_marks_stand_at_the_right_edge() -> None:
    """A mark is indented so that a block of the profile's width is left, on turned and upright sheets alike."""
    for name, width_mm in (("ershichi-2023", 257), ("zarechye-2024", 170)):
        marks = [p for p in body(written(name)).iter(f"{W}p") if attribute(p, "pPr/pStyle") == "AppendixMark"]
        assert len(marks) == 3 * len(order(name).roadmaps)
        for mark in marks:
            left = int(attribute(mark, "pPr/ind", "left")) * 25.4 / 1440
            assert abs(width_mm - left - 80) < 0.5


@orders
def test_the_signature_is_not_orphaned(name: str) -> None:
    """The paragraph before the signature stays with it, and so does the last row with the end of its appendix."""
    elements = list(body(written(name)))
    styles = [attribute(element, "pPr/pStyle") for element in elements]
    assert elements[styles.index("Signatory") - 1].find(f"{W}pPr/{W}keepNext") is not None
    for table in body(written(name)).iter(f"{W}tbl"):
        last = table.findall(f"{W}tr")[-1]
        assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in last.iter(f"{W}p"))


def test_a_long_post_is_broken_before_the_name() -> None:
    """A post wider than its block is broken into lines, and the name follows a tab on the last of them."""
    post = "Исполняющий обязанности начальника Управления образования Администрации Заречного района"
    source = order("zarechye-2024").model_copy(update={"signatory": Signatory(post=post, name="Г.Д. Лугова")})
    signature = next(p for p in body(write_order(source)).iter(f"{W}p") if attribute(p, "pPr/pStyle") == "Signatory")
    marks = [e.tag.removeprefix(W) for e in signature.iter(f"{W}br", f"{W}tab")]
    assert marks == ["br", "br", "tab"]
    assert [fold(" ".join(read(write_order(source))[0])).count(words) for words in (post, "Г.Д. Лугова")] == [1, 1]


# --- the file ---


@orders
def test_same_order_same_bytes(name: str) -> None:
    """Writing twice gives the same bytes, dated by the order and signed by nobody."""
    assert write_order(order(name)) == written(name)
    with ZipFile(BytesIO(written(name))) as package:
        core = package.read("docProps/core.xml").decode()
    stamp = f"{order(name).date:%Y-%m-%d}T00:00:00Z"
    assert core.count(stamp) == 2
    assert "creator" not in core
    assert "lastModifiedBy" not in core


@orders
def test_no_syntax_is_left(name: str) -> None:
    """No part holds any of the template's syntax, and the language of the text is Russian."""
    with ZipFile(BytesIO(written(name))) as package:
        texts = {n: "".join(etree.fromstring(package.read(n)).itertext()) for n in package.namelist()}
        assert b'w:lang w:val="ru-RU"' in package.read("word/styles.xml")
    assert [n for n, text in texts.items() if re.search(r"\{[{%#]|[}%#]\}", text)] == []


@pytest.mark.parametrize("profile", profile_names())
@orders
def test_every_profile_prints_the_same_words(name: str, profile: str) -> None:
    """A profile changes the kind's and the command's spelling, and no other word."""
    layout = load_profile(profile)
    prose, tables = read(write_order(order(name), layout))
    assert fold(" ".join(prose)) == " ".join(printed_prose(order(name), layout))
    assert tables == [printed_rows(order(name), roadmap) for roadmap in order(name).roadmaps]


@pytest.mark.parametrize(
    ("settings", "style", "path", "name", "value"),
    [
        ({"font": "PT Astra Serif"}, "Normal", "rPr/rFonts", "cs", "PT Astra Serif"),
        ({"size": 13}, "Normal", "rPr/sz", "val", "26"),
        ({"table_size": 10.5}, "TableText", "rPr/sz", "val", "21"),
        ({"line_spacing": 1.5}, "OrderText", "pPr/spacing", "line", "360"),
        ({"first_line_indent_cm": 1}, "OrderText", "pPr/ind", "firstLine", "567"),
        ({"heading_alignment": "center"}, "OrderHeading", "pPr/jc", "val", "center"),
        ({"heading_width_cm": 8}, "OrderHeading", "pPr/ind", "right", "5670"),
        ({"command_alignment": "center"}, "Command", "pPr/jc", "val", "center"),
        ({"command_alignment": "indent"}, "Command", "pPr/ind", "firstLine", "709"),
        ({"letterhead_bold": False}, "Letterhead", "rPr/b", "val", "0"),
        ({"appendix_title_bold": False}, "AppendixTitle", "rPr/b", "val", "0"),
        ({"signature_gap": 2}, "Signatory", "pPr/spacing", "before", "640"),
    ],
)
def test_settings_reach_the_styles(settings: dict, style: str, path: str, name: str, value: str) -> None:
    """Every setting of a profile changes the style it is about, where Word and its users look for it."""
    profile = Profile.model_validate({"name": "x", **settings})
    with ZipFile(BytesIO(write_order(order("zarechye-2024"), profile))) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
    found = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == style)
    assert attribute(found, path, name) == value


# --- templates ---


def changed_template(old: str, new: str) -> bytes:
    """Return the order's template with one piece of its text changed."""
    result = BytesIO()
    with ZipFile(BytesIO(read_template("order.docx"))) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace(old, new))
    return result.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ preamble }}", "Основание: {{ basis }}"),
        ("{{ preamble }}", "Основание: {{ preamble.basis }}"),
        ("{{ preamble }}", "Основание: {{ preamble | }}"),
        ("{%p for line in requisites %}", "{%p for line in basis %}"),
    ],
)
def test_a_mistake_in_a_template_names_its_paragraph(old: str, new: str) -> None:
    """An unknown name, attribute or list, and a slip of syntax, are refused with the paragraph's own text."""
    with pytest.raises(TemplateError) as caught:
        render_prose(changed_template(old, new), context())
    assert f"«{new}»" in str(caught.value)


def test_a_broken_brace_is_refused() -> None:
    """A brace lost while editing in Word does not reach the paper."""
    with pytest.raises(TemplateError, match="left over"):
        render_prose(changed_template("{{ preamble }}", "{ preamble }}"), context())


def context() -> dict[str, object]:
    """Return the smallest context that the order's template accepts."""
    texts = dict.fromkeys(("kind", "place", "heading", "preamble", "command", "qr_code"), "текст")
    names = ("letterhead", "requisites", "clauses", "appendices", "e_signature", "executor", "visas", "distribution")
    lists: dict[str, list[object]] = {name: [] for name in (*names, "acquaintance")}
    return {**texts, **lists, "signatory": {"post": "Начальник", "name": "И.И. Иванов"}}


# --- widths ---


def test_columns_share_the_width_but_keep_their_least() -> None:
    """Weights share what is left when narrow columns have got their least; the sum is exact in every case."""
    assert column_widths([1, 1, 2], [10, 10, 10], 400) == [100, 100, 200]
    assert column_widths([1, 1, 2], [150, 10, 10], 450) == [150, 100, 200]
    assert column_widths([1, 1], [300, 100], 200) == [150, 50]
    assert sum(column_widths([3, 7, 11], [5, 5, 5], 1000)) == 1000


def test_words_and_lines_are_measured() -> None:
    """The longest word decides, hyphens part words and no-break spaces do not; lines break between words only."""
    assert word_width(["один длинное"], 10) == word_width(["длинное"], 10)
    assert word_width(["учебно-методическое"], 10) < word_width(["учебнометодическое"], 10)
    assert word_width(["№\u00a0159"], 10) > word_width(["№ 159"], 10)
    assert broken_lines("раз два три", 10, 40) == ["раз два", "три"]
    assert broken_lines("раз\nдва три", 10, 1000) == ["раз", "два три"]
