"""What the reader of OpenDocument texts sees: fragments of its XML, written here, packed and read."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Grid, Paragraph, Returned

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "form": "form",
        "meta": "meta",
        "svg": "svg-compatible",
    }.items()
)
SPACES += (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def part(root: str, inner: str) -> str:
    """A part of a package."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES}>{inner}</office:{root}>'


def package(body: str, *, styles: str = "", header: str = "", meta: str = "", common: str = "") -> bytes:
    """Pack a fragment of a body; `styles` are automatic, `common` named; `header` are children of a master page."""
    master = f'<office:master-styles><style:master-page style:name="Standard">{header}</style:master-page>'
    parts = {
        "mimetype": MEDIA_TYPE,
        "content.xml": part(
            "document-content",
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>",
        ),
        "styles.xml": part(
            "document-styles", f"<office:styles>{common}</office:styles>{master}</office:master-styles>"
        ),
        "meta.xml": part("document-meta", f"<office:meta>{meta}</office:meta>"),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(body: str, **settings: str) -> Returned:
    """Read a fragment of a body."""
    return read_blocks(package(body, **settings))


def texts(body: str, **settings: str) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [block.text for block in read(body, **settings).blocks if isinstance(block, Paragraph)]


def grid(body: str) -> list[list[str]]:
    """Return the texts of the only table."""
    (only,) = read(body).grids
    return [[cell.text for cell in row] for row in only.rows]


def columns(body: str) -> list[list[tuple[int, str]]]:
    """Return column and text of every cell of the only table."""
    (only,) = read(body).grids
    return [[(cell.column, cell.text) for cell in row] for row in only.rows]


def p(content: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{content}</text:p>' if style else f"<text:p>{content}</text:p>"


def span(content: str, style: str = "T1") -> str:
    """A stretch of text with a style."""
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def cell(content: str = "", *, columns: int = 1, rows: int = 1, again: int | str = 1) -> str:
    """A cell; bare text becomes a paragraph."""
    inner = content if content.startswith("<") or not content else p(content)
    attributes = "".join(
        f' table:number-{name}="{value}"'
        for name, value in (("columns-spanned", columns), ("rows-spanned", rows), ("columns-repeated", again))
        if value != 1
    )
    return f"<table:table-cell{attributes}>{inner}</table:table-cell>"


def covered(content: str = "", again: int = 1) -> str:
    """A cell under a merged one."""
    inner = p(content) if content else ""
    return f'<table:covered-table-cell table:number-columns-repeated="{again}">{inner}</table:covered-table-cell>'


def tr(*cells: str, again: int | str = 1) -> str:
    """A row."""
    repeated = f' table:number-rows-repeated="{again}"' if again != 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def tbl(*rows: str) -> str:
    """A table."""
    return f'<table:table><table:table-column table:number-columns-repeated="3"/>{"".join(rows)}</table:table>'


# --- white space --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("простой", "простой"),
        (" \n\t а  б\n в", "а б в"),
        (f"а {span(' б')}", "а б"),
        (f"а{span(' ')} {span('б')}", "а б"),
        ('а <text:s/>б<text:s text:c="3"/>в', "а  б   в"),
        ("<text:s/>а", " а"),
        ("а <text:s/> б", "а   б"),
        ("а<text:tab/>б<text:line-break/>в", "а\tб\nв"),
        ("а <text:line-break/> б", "а \n б"),
        ("а\u00a0 \u00a0б", "а\u00a0 \u00a0б"),
        ("а ", "а "),
        ('<text:s text:c="0"/>а', " а"),
        ('<text:s text:c="-4"/>а', " а"),
        ('<text:s text:c="x"/>а', " а"),
        ("а<text:soft-page-break/>б", "аб"),
    ],
)
def test_white_space(content: str, text: str) -> None:
    """White space of the XML collapses over the borders of spans; blanks and breaks that are elements stay."""
    assert texts(p(f"{content}<!-- -->")) == [text]
    assert grid(tbl(tr(cell(p(content))))) == [[text]]


@pytest.mark.parametrize("number", ["99999", "2147483648", "9" * 5000])
def test_a_huge_count_of_blanks_is_clamped(number: str) -> None:
    """However many blanks a file claims, in however many places, it gets no more than a limited number."""
    (text,) = texts(p(f'а<text:s text:c="{number}"/>' * 2000))
    assert text.count("а") == 2000
    assert len(text) < 110_000


# --- what a person sees -------------------------------------------------------------------------------------------

HIDDEN = (
    '<style:style style:family="text" style:name="T9"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:family="text" style:name="T8" style:parent-style-name="T9"/>'
    '<style:style style:family="text" style:name="T7" style:parent-style-name="T9">'
    '<style:text-properties text:display="true"/></style:style>'
    '<style:style style:family="text" style:name="loop" style:parent-style-name="loop"/>'
    '<style:style style:family="paragraph" style:name="P9"><style:text-properties text:display="none"/></style:style>'
)
NOTE = (
    "<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>сноска</text:p></text:note-body></text:note>"
)
ANNOTATION = "<office:annotation><dc:creator>Иван</dc:creator><text:p>примечание</text:p></office:annotation>"
FIELDS = [
    (f"а{NOTE}б", "аб"),
    (f"а{ANNOTATION}б<office:annotation-end/>", "аб"),
    ('а<text:change-start text:change-id="1"/>б<text:change-end text:change-id="1"/>в<text:change text:change-id="2"/>',
     "абв"),
    ('а<text:hidden-text text:condition="x" text:is-hidden="true">тайна</text:hidden-text>б', "аб"),
    ('а<text:hidden-text text:condition="x" text:is-hidden="false">явь</text:hidden-text>', "аявь"),
    ('а<text:hidden-paragraph text:condition="x" text:is-hidden="false"/>', "а"),
    ("<text:ruby><text:ruby-base>е</text:ruby-base><text:ruby-text>ё</text:ruby-text></text:ruby>б", "еб"),
    ('стр. <text:page-number text:select-page="current">3</text:page-number> из <text:page-count>4</text:page-count>',
     "стр. 3 из 4"),
    ('<text:date text:date-value="2024-10-05">05.10.2024</text:date>', "05.10.2024"),
    ('<text:drop-down text:name="с"><text:label text:value="да"/><text:label text:value="нет"/>нет</text:drop-down>',
     "нет"),
    ('<text:text-input text:description="впишите">51</text:text-input>', "51"),
    ('<text:placeholder text:placeholder-type="text">число</text:placeholder>', "число"),
    ('<text:a xlink:href="https://school.example" xmlns:xlink="http://www.w3.org/1999/xlink">сайт</text:a>', "сайт"),
    ("а<text:script>код</text:script>б", "аб"),
    ("<text:number>1.</text:number>пункт", "пункт"),
    ('а<text:bookmark text:name="б"/>в', "ав"),
    (f"а{span('тайна', 'T9')}б{span('тайна', 'T8')}{span('явь', 'T7')}{span('в', 'loop')}", "абявьв"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "text"), FIELDS)
def test_what_is_shown(content: str, text: str) -> None:
    """Fields show their contents; notes, annotations, hidden text, glosses and scripts are no text of the place."""
    assert texts(p(content), styles=HIDDEN) == [text]
    (only,) = read(tbl(tr(cell(p(content)))), styles=HIDDEN).grids
    assert [[one.text for one in row] for row in only.rows] == [[text]]


def test_hidden_styles_may_be_named() -> None:
    """A style that hides may stand among the named ones, and hide what the automatic ones are made from."""
    automatic = '<style:style style:family="text" style:name="A" style:parent-style-name="T8"/>'
    assert texts(p(f"а{span('тайна', 'A')}"), styles=automatic, common=HIDDEN) == ["а"]


def test_hidden_paragraphs_and_sections() -> None:
    """Paragraphs and sections that are hidden leave no line, in cells as well."""
    body = (
        p("тайна", "P9") + p('тайна<text:hidden-paragraph text:is-hidden="true"/>') + p("явь")
        + f'<text:section text:display="none" text:name="1">{p("тайна")}</text:section>'
        + f'<text:section text:display="condition" text:is-hidden="true" text:name="2">{p("тайна")}</text:section>'
        + f'<text:section text:name="3">{p("раздел")}</text:section>'
    )  # fmt: skip
    assert texts(body, styles=HIDDEN) == ["явь", "раздел"]
    (only,) = read(tbl(tr(cell(p("тайна", "P9") + p("а") + p("б")))), styles=HIDDEN).grids
    assert only.rows[0][0].text == "а\nб"


def test_deletions_are_not_text() -> None:
    """What was deleted with changes recorded lives before the text and is not read."""
    deletion = (
        '<text:tracked-changes><text:changed-region text:id="1"><text:deletion><office:change-info/>'
        f"{p('вычеркнуто')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    assert texts(deletion + p('ос<text:change text:change-id="1"/>талось')) == ["осталось"]


def test_headings_and_lists_are_paragraphs() -> None:
    """Headings, items of nested lists and entries of an index are paragraphs in their order."""
    items = f"<text:list-item>{p('б')}<text:list><text:list-item>{p('в')}</text:list-item></text:list></text:list-item>"
    index = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>шаблон"
        f"</text:index-title-template></text:table-of-content-source><text:index-body>{p('г')}</text:index-body>"
        "</text:table-of-content>"
    )
    body = f'<text:h text:outline-level="1">а</text:h><text:list>{items}</text:list>{index}'
    assert texts(body) == ["а", "б", "в", "г"]


BOX = (
    '<draw:frame text:anchor-type="{1}"><svg:title>заглавие</svg:title><draw:text-box>{0}</draw:text-box></draw:frame>'
)


def test_text_boxes_are_read_apart() -> None:
    """Frames, shapes and what is nested in them do not mix with the paragraph they hang on; nothing is lost."""
    nested = BOX.format(p("снаружи" + BOX.format(p("внутри"), "as-char")), "char")
    shape = f"<draw:g><draw:custom-shape>{p('фигура')}</draw:custom-shape></draw:g>"
    body = BOX.format(p("у страницы"), "page") + p(f"до {nested}{shape}после") + tbl(tr(cell(p(f"в{nested}г"))))
    found = read(body).blocks
    assert found[0] == Paragraph("до после", "абзац 1")
    assert isinstance(found[1], Grid)
    assert [block.text for block in found[2:] if isinstance(block, Paragraph)] == [
        "у страницы", "снаружи", "внутри", "фигура", "снаружи", "внутри",
    ]  # fmt: skip
    assert [block.location for block in found[2:4]] == ["надпись 1", "надпись 2"]
    assert found[1].rows[0][0].text == "вг"


def test_a_table_in_a_text_box_is_text() -> None:
    """A table drawn in a text box is no grid of the form; its text is not lost."""
    found = read(p(BOX.format(tbl(tr(cell("А13"), cell("выполнено"))) + p("ниже"), "char")))
    assert list(found.grids) == []
    assert [block.text for block in found.paragraphs] == ["А13", "выполнено", "ниже"]


# --- headers and footers ------------------------------------------------------------------------------------------


def test_headers_and_footers() -> None:
    """Headers and footers of all pages, left and first ones too, are running text; what is switched off is not."""
    header = (
        f"<style:header>{p('Ключ формы: 2F7DR01079<text:tab/>МБОУ')}{tbl(tr(cell('в таблице')))}</style:header>"
        f"<style:header-left>{p('слева')}</style:header-left><style:header-first>{p('первая')}</style:header-first>"
        f"<style:footer>{p('низ' + BOX.format(p('в рамке'), 'char'))}</style:footer>"
        f'<style:footer-left style:display="false">{p("выключено")}</style:footer-left>'
        '</style:master-page><style:master-page style:name="Другая">'
        f"<style:footer>{p('низ другой')}<text:p/></style:footer>"
    )
    top, bottom = "колонтитул вверху", "колонтитул внизу"
    assert read(p("тело"), header=header).blocks == [
        Paragraph("тело", "абзац 1"),
        Paragraph("Ключ формы: 2F7DR01079\tМБОУ", top, running=True),
        Paragraph("в таблице", top, running=True),
        Paragraph("слева", top, running=True),
        Paragraph("первая", top, running=True),
        Paragraph("низ", bottom, running=True),
        Paragraph("в рамке", bottom, running=True),
        Paragraph("низ другой", bottom, running=True),
    ]


# --- tables -------------------------------------------------------------------------------------------------------


def test_merged_cells() -> None:
    """A merged cell is one cell; columns are counted over what it covers, to the right and below."""
    body = tbl(
        f"<table:table-header-rows>{tr(cell('а', columns=2), covered(), cell('б'))}</table:table-header-rows>",
        tr(cell("в", rows=2), cell("г"), cell("д")),
        tr(covered(), cell("е"), cell("ж")),
        tr(cell("з", columns=2, rows=2), covered(), cell("и")),
        tr(covered(again=2), cell("к")),
        tr(cell("л"), cell("м"), cell("н")),
    )
    assert columns(body) == [
        [(0, "а"), (2, "б")],
        [(0, "в"), (1, "г"), (2, "д")],
        [(1, "е"), (2, "ж")],
        [(0, "з"), (2, "и")],
        [(2, "к")],
        [(0, "л"), (1, "м"), (2, "н")],
    ]


def test_spans_tell_what_is_covered() -> None:
    """Text under a merged cell is not seen; a cell merely called covered is; missing covered cells shift nothing."""
    assert columns(tbl(tr(cell("а", columns=2), covered("тайна"), covered("явь")))) == [[(0, "а"), (2, "явь")]]
    assert columns(tbl(tr(cell("а", columns=2), cell("б"), cell("в")))) == [[(0, "а"), (2, "б"), (3, "в")]]
    assert columns(tbl(tr(cell("а", columns=2), cell(), cell("в")))) == [[(0, "а"), (2, "в")]]


def test_repeated_cells_and_rows() -> None:
    """Repetitions that say something are unfolded, each at its place; empty fillers are counted but not given."""
    body = tbl(
        tr(cell("а"), cell("да", again=2), cell("б")),
        tr(cell(again=2), cell("в"), again=2),
        tr(cell(again=16384), again=1000),
        tr(cell("г"), cell(again=100), cell("д")),
    )
    (only,) = read(body).grids
    assert [[(c.column, c.text) for c in row] for row in only.rows] == [
        [(0, "а"), (1, "да"), (2, "да"), (3, "б")],
        [(0, ""), (1, ""), (2, "в")],
        [(0, ""), (1, ""), (2, "в")],
        [(0, "г"), (101, "д")],
    ]
    assert [row[-1].location for row in only.rows] == [
        "таблица 1, строка 1, ячейка 4",
        "таблица 1, строка 2, ячейка 3",
        "таблица 1, строка 3, ячейка 3",
        "таблица 1, строка 1004, ячейка 2",
    ]


def test_groups_and_paragraphs_of_a_cell() -> None:
    """Rows may stand in groups; paragraphs and list items of a cell are its lines, an empty one too."""
    listed = f"<text:list><text:list-item>{p('б')}</text:list-item></text:list>"
    body = tbl(
        f"<table:table-rows><table:table-row-group>{tr(cell(p('а') + listed + '<text:p/>' + p('в')), cell('г'))}"
        "</table:table-row-group></table:table-rows><text:soft-page-break/>"
    )
    assert grid(body) == [["а\nб\n\nв", "г"]]


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    """A table in a cell leaves the cell and comes behind the outer one; the cell keeps its rest."""
    deepest = tbl(tr(cell("глубже")))
    inner = f'<text:section text:name="1">{tbl(tr(cell("А14"), cell(p("внутри") + deepest)))}</text:section>'
    found = list(
        read(tbl(tr(cell("А13"), cell(p("до") + inner + p("после"))), tr(cell(inner))) + tbl(tr(cell("вторая")))).grids
    )
    assert [[[one.text for one in row] for row in each.rows] for each in found] == [
        [["А13", "до\nпосле"], [""]],
        [["А14", "внутри"]],
        [["глубже"]],
        [["А14", "внутри"]],
        [["глубже"]],
        [["вторая"]],
    ]
    assert [each.location for each in found] == [f"таблица {number}" for number in range(1, 7)]


# --- anchors and controls -----------------------------------------------------------------------------------------


def anchors(body: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return text and anchors of every cell of the only table."""
    (only,) = read(body).grids
    return [(one.text, one.anchors) for row in only.rows for one in row]


def test_bookmarks_and_tags_are_anchors() -> None:
    """Bookmarks and tags hang on their cell, in order; without a tag the address in a control's title does."""
    bookmark = '<text:bookmark-start text:name="r_A13"/>А13<text:bookmark-end text:name="r_A13"/>'
    control = "<loext:content-control loext:{}>{}</loext:content-control>"
    body = tbl(
        tr(
            cell(p(f'<text:bookmark text:name="here"/>{bookmark}')),
            cell(
                p("ок. " + control.format('tag="A13.date" loext:alias="Дата [A13.no]" loext:date="true"', "05.10.2024"))
            ),
            cell(p(control.format('alias="Статус [A13.status]"', "выполнено"))),
            cell(p(control.format('showing-place-holder="true"', "‹дата›"))),
        )
    )
    assert anchors(body) == [
        ("А13", ("here", "r_A13")),
        ("ок. 05.10.2024", ("A13.date",)),
        ("выполнено", ("A13.status",)),
        ("‹дата›", ()),
    ]


def test_values_of_form_controls_are_text() -> None:
    """ONLYOFFICE makes form controls of content controls: what they show stands where they stand."""
    forms = (
        "<office:forms><form:form>"
        '<form:fixed-text form:id="c1" form:name="Сведения [P1.answer]" form:value="прежнее" form:current-value="51"/>'
        '<form:combobox xml:id="c2" form:name="Статус" form:value="выполнено"><form:item form:label="нет"/>'
        f"</form:combobox><form:textarea form:id='c3'>{p('в поле')}</form:textarea></form:form></office:forms>"
    )
    control = '<draw:control draw:control="{}"></draw:control>'
    body = forms + tbl(tr(*(cell(p(f"{control.format(name)} чел.")) for name in ("c1", "c2", "c9"))))
    assert anchors(body) == [("51 чел.", ("P1.answer",)), ("выполнено чел.", ()), ("чел.", ())]
    assert texts(body) == []


# --- properties ---------------------------------------------------------------------------------------------------


def test_properties() -> None:
    """Title, subject and keywords come by name, a program's own properties as `custom:name`."""
    meta = (
        "<dc:title>Отчёт</dc:title><dc:subject>2F7DR01079</dc:subject><meta:keyword>один</meta:keyword>"
        "<meta:keyword>два</meta:keyword><meta:generator/>"
        '<meta:user-defined meta:name="roadmapdocs.key">2F7DR01079</meta:user-defined>'
    )
    found = read(p("а"), meta=meta)
    assert found.format == "odt"
    assert found.properties == {
        "title": "Отчёт",
        "subject": "2F7DR01079",
        "keywords": "один два",
        "generator": "",
        "custom:roadmapdocs.key": "2F7DR01079",
    }


def test_damaged_properties_do_not_spoil_the_text() -> None:
    """A document whose properties are damaged is read; it merely has none."""
    found = read(p("а"), meta="</office:meta>")
    assert ([block.text for block in found.paragraphs], found.properties) == (["а"], {})


# --- hostile files ------------------------------------------------------------------------------------------------

MANY = str(2**31)
MUCH_HIDDEN = (
    '<t:section xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><t:p>'
    + '<t:hidden-paragraph t:is-hidden="true"/>' * 100_000
    + "</t:p></t:section>"
)
HOSTILE = {
    "a repeated cell": tbl(tr(cell("5", again=MANY))),
    "a repeated row": tbl(tr(cell("5"), again=MANY)),
    "both": tbl(*[tr(cell("5", again=MANY), again=MANY)] * 300),
    "repeated without end": tbl(tr(cell("5", again="9" * 5000), again="9" * 5000)),
    "empty repetitions": tbl(*[tr(cell("5"), cell(again=32), again=MANY)] * 2000),
    "spans": tbl(*[tr(cell("5", columns=10**8, rows=10**8))] * 2000),
    "nonsense": tbl(tr(cell("5", columns=-1, rows=-1, again="x"), again="-7")),
    "many tables": tbl(tr(cell("5", again=MANY), again=MANY)) * 2000,
    "notes": p("<office:annotation/>5" * 50_000),
    "boxes": p(BOX.format(p("5"), "char") * 20_000),
    "much that is hidden": MUCH_HIDDEN + p("5"),
    "a large nested table": tbl(tr(cell(p("5") + tbl(tr(cell()) * 50_000)))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_counts_cost_little(name: str) -> None:
    """Billions of repetitions and spans neither fail nor take time or memory; the text is there."""
    content = package(HOSTILE[name])
    started = process_time()
    found = read_blocks(content)
    assert process_time() - started < 4
    cells = [one.text for grid in found.grids for row in grid.rows for one in row]
    assert "5" in {*cells, *(block.text.strip("5") + "5" for block in found.paragraphs)}
    assert len(cells) < 100_000


def test_a_table_without_end_is_refused() -> None:
    """No form has 300 000 cells; the refusal says what to send."""
    with pytest.raises(UnreadableFileError, match="too large to be a form"):
        read(tbl(tr(cell() * 512) * 600))


@pytest.mark.parametrize(
    "body",
    [
        "<text:section>" * 1000 + p("а") + "</text:section>" * 1000,
        "<table:table><table:table-row><table:table-cell>" * 500
        + "</table:table-cell></table:table-row></table:table>" * 500,
    ],
)
def test_deep_nesting_is_refused(body: str) -> None:
    """Elements nested a thousand deep are refused, not followed."""
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(body)


@pytest.mark.parametrize("name", ["content.xml", "styles.xml"])
def test_document_types_are_refused(name: str) -> None:
    """A DTD in any part that is read is refused, so no entity is ever expanded."""
    with ZipFile(BytesIO(package(p("а")))) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
    parts[name] = parts[name].replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    with pytest.raises(UnreadableFileError, match="document type declaration"):
        read_blocks(packed.getvalue())


def test_a_text_without_body_is_refused() -> None:
    """A package that calls itself a text and holds something else is no text."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", MEDIA_TYPE)
        archive.writestr("content.xml", part("document-content", "<office:body><office:drawing/></office:body>"))
    with pytest.raises(UnreadableFileError, match="no main document"):
        read_blocks(packed.getvalue())


NAMES = (
    "table:table", "table:table-row", "table:table-cell", "table:covered-table-cell", "text:p", "text:h", "text:span",
    "text:note", "text:s", "text:hidden-paragraph", "text:section", "draw:frame", "draw:text-box", "draw:control",
    "office:forms", "office:annotation", "form:text", "text:bookmark", "loext:content-control",
)  # fmt: skip
ATTRIBUTES = (
    "", ' table:number-columns-repeated="3"', ' table:number-rows-repeated="99999999999"', ' text:is-hidden="true"',
    ' table:number-columns-spanned="0"', ' table:number-rows-spanned="7"', ' text:c="-1"', ' text:style-name="P9"',
)  # fmt: skip
MARKUP = st.recursive(
    st.sampled_from(["текст", " ", "&#x1f600;", "\ufdd0"]),
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(NAMES),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=30,
)


@given(MARKUP, MARKUP)
@settings(max_examples=300, deadline=None)
def test_any_markup_is_read(body: str, header: str) -> None:
    """Elements in any order and nesting, schema or not, give blocks, and no text of a plain paragraph is lost."""
    found = read(p("начало") + body + p("конец"), header=f"<style:header>{header}</style:header>", styles=HIDDEN)
    shown = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert {"начало", "конец"} <= set(shown)
