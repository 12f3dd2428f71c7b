"""What the reader of text documents sees: fragments of WordprocessingML, written here, packed and read."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest

from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Grid, Paragraph, Returned

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A relationship part: id → (type, target)."""
    inner = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{to}"/>' for i, (kind, to) in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def package(
    body: str,
    *,
    header: str = "",
    namespace: str = TRANSITIONAL,
    prefix: str = "w",
    main: str = "word/document.xml",
    extra: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """Pack a fragment of a body, written with the prefix `w`. `extra` parts: name → (relationship type, XML)."""

    def part(root: str, inner: str) -> str:
        text = f'<w:{root} xmlns:w="{namespace}" {OTHERS}>{inner}</w:{root}>'
        return text.replace("xmlns:w=", f"xmlns:{prefix}=").replace("w:", f"{prefix}:")

    base = RELATIONSHIPS[namespace]
    extra = extra or {}
    roots = {"d": (f"{base}/officeDocument", main)}
    roots |= {f"x{n}": (kind, name) for n, (name, (kind, _)) in enumerate(extra.items())}
    folder, _, file = main.rpartition("/")
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="xml" ContentType="{MAIN_TYPE}"/></Types>',
        "_rels/.rels": relationships(roots),
        main: part("document", f"<w:body>{body}</w:body>"),
        **{name: xml for name, (_, xml) in extra.items()},
    }
    if header:
        parts[f"{folder}/_rels/{file}.rels".lstrip("/")] = relationships({"h": (f"{base}/header", "top.xml")})
        parts[f"{folder}/top.xml".lstrip("/")] = part("hdr", header)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return packed.getvalue()


def read(body: str, **settings: str) -> Returned:
    """Read a fragment of a body."""
    return read_blocks(package(body, **settings))  # type: ignore[arg-type]


def paragraphs(body: str) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [block.text for block in read(body).blocks if isinstance(block, Paragraph)]


def grid(body: str) -> list[list[str]]:
    """Return the texts of the only table."""
    (only,) = read(body).grids
    return [[cell.text for cell in row] for row in only.rows]


def p(*runs: str) -> str:
    """A paragraph."""
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def sdt(content: str, tag: str = "") -> str:
    """A content control."""
    mark = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{mark}<w:text/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; bare text becomes a paragraph."""
    inner = "".join(piece if piece.startswith("<") else p(r(piece)) for piece in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


# --- content controls -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        p(sdt(r("ответ"))),
        sdt(p(r("ответ"))),
        p(sdt(sdt(sdt(r("ответ"))))),
        sdt(sdt(p(sdt(r("ответ"))))),
        p("<w:hyperlink>" + sdt(r("ответ")) + "</w:hyperlink>"),
        p(sdt("<w:hyperlink>" + r("ответ") + "</w:hyperlink>")),
        "<w:sdt><w:sdtPr><w:group/></w:sdtPr><w:sdtContent>" + p(sdt(r("ответ"))) + "</w:sdtContent></w:sdt>",
        p("<w:smartTag>" + r("от") + "</w:smartTag>", "<w:customXml>" + sdt(r("вет")) + "</w:customXml>"),
        "<w:customXml>" + sdt(p(r("ответ"))) + "</w:customXml>",
    ],
)
def test_controls_outside_tables(body: str) -> None:
    """A control is transparent wherever it stands: in a paragraph, round it, in a link, in a group, in another."""
    assert paragraphs(body) == ["ответ"]


REPEATING = "<w:sdt><w:sdtPr><w15:repeatingSection/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
ITEM = "<w:sdt><w:sdtPr><w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    "body",
    [
        tbl(tr(tc("А13"), tc(p(sdt(r("ответ")))))),
        tbl(tr(tc("А13"), tc(sdt(p(r("ответ")))))),
        tbl(tr(tc("А13"), sdt(tc("ответ")))),
        tbl(tr(sdt(tc("А13")), sdt(tc("ответ")))),
        tbl(sdt(tr(tc("А13"), tc("ответ")))),
        sdt(tbl(tr(tc("А13"), tc("ответ")))),
        tbl(REPEATING.format(ITEM.format(tr(tc("А13"), tc("ответ"))))),
        tbl(sdt(tr(tc("А13"), sdt(tc(sdt(p(sdt(r("ответ"))))))))),
        sdt(sdt(tbl(tr(tc("А13"), tc("<w:customXml>" + p(r("ответ")) + "</w:customXml>"))))),
    ],
)
def test_controls_in_tables(body: str) -> None:
    """Inline, block, cell, row, table and repeating controls leave the grid as a person sees it."""
    assert grid(body) == [["А13", "ответ"]]


def test_text_beside_a_control() -> None:
    """The cell holds the value, not the control: text before and after the control belongs to it."""
    assert grid(tbl(tr(tc(p(r("5"), sdt(r("‹число›")), r("1")))))) == [["5‹число›1"]]


def test_controls_in_a_header() -> None:
    """Paragraphs of a header are running text, from controls and tables of the header too; empty ones are left out."""
    header = p(sdt(r("Ключ формы: "), "k"), r("2F7DR01079")) + tbl(tr(tc("стр. 1"), tc(""))) + sdt(p(r("низ")))
    found = read(p(r("тело")), header=header).blocks
    assert found == [
        Paragraph("тело", "абзац 1"),
        Paragraph("Ключ формы: 2F7DR01079", "колонтитул вверху", running=True),
        Paragraph("стр. 1", "колонтитул вверху", running=True),
        Paragraph("низ", "колонтитул вверху", running=True),
    ]


# --- what a person sees -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (r("а") + "<w:ins>" + r("б") + "</w:ins>" + r("в"), "абв"),
        (r("а") + "<w:del><w:r><w:delText>б</w:delText></w:r></w:del>" + r("в"), "ав"),
        (r("а") + "<w:del>" + r("б") + "</w:del>" + r("в"), "ав"),
        (r("а") + "<w:ins><w:del><w:r><w:delText>б</w:delText></w:r></w:del></w:ins>" + r("в"), "ав"),
        (sdt("<w:ins>" + r("51") + "</w:ins><w:del>" + r("15") + "</w:del>"), "51"),
        (r("а") + "<w:moveFrom>" + r("б") + "</w:moveFrom><w:moveTo>" + r("г") + "</w:moveTo>", "аг"),
        (r("а") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>б</w:t></w:r>" + r("в"), "ав"),
        (r("а") + '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>б</w:t></w:r>', "аб"),
        (r("а") + '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>б</w:t></w:r>', "аб"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + r("а"), "а"),
        ("<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>а</w:t></w:r>", "а"),
        ("<w:r><w:ruby><w:rt>" + r("ё") + "</w:rt><w:rubyBase>" + r("е") + "</w:rubyBase></w:ruby></w:r>", "е"),
        (r("а") + "<w:proofErr/><w:lastRenderedPageBreak/>" + r("б"), "аб"),
    ],
)
def test_what_is_shown(runs: str, text: str) -> None:
    """Insertions and moved-in text are read; deletions, moved-away text, hidden runs and glosses are not."""
    assert paragraphs(p(runs)) == [text]
    assert grid(tbl(tr(tc(p(runs))))) == [[text]]


def test_a_hidden_control_setting_hides_no_tag() -> None:
    """Hidden formatting kept in a control's settings takes neither its tag nor its text away."""
    control = (
        '<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:tag w:val="A13.date"/></w:sdtPr>'
        f"<w:sdtContent>{r('05.10.2024')}</w:sdtContent></w:sdt>"
    )
    ((cell,),) = next(read(tbl(tr(tc(p(control))))).grids).rows
    assert (cell.text, cell.anchors) == ("05.10.2024", ("A13.date",))


def test_fields_show_their_results() -> None:
    """The code of a field is not text, its result is; of a simple field the content is."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "dd.MM" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("05.10") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>"
    assert paragraphs(p(field, r(", стр. "), simple)) == ["05.10, стр. 7"]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("<w:br/>", "\n"),
        ('<w:br w:type="page"/>', "\n"),
        ("<w:cr/>", "\n"),
        ("<w:tab/>", "\t"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", ""),
    ],
)
def test_marks_in_runs(mark: str, text: str) -> None:
    """Breaks, tabs and no-break hyphens are characters; an optional hyphen that is not used is none."""
    runs = f"<w:r><w:t>а</w:t>{mark}<w:t>б</w:t></w:r>"
    assert paragraphs(p(runs)) == [f"а{text}б"]
    assert grid(tbl(tr(tc(p(runs))))) == [[f"а{text}б"]]


def test_tab_settings_are_not_text() -> None:
    """The tab stops of a paragraph are no tabs in it."""
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
    assert paragraphs(p(stops, r("а"))) == ["а"]
    assert grid(tbl(tr(tc(p(stops, r("а")), p(stops, r("б")))))) == [["а\nб"]]


def test_alternatives() -> None:
    """Of alternative contents the choice is read, the fallback is not, at every level."""
    run = (
        "<mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    inline = p("<w:r><w:t>а</w:t>", run.format("<w:t>б</w:t>", "<w:t>в</w:t>"), "</w:r>")
    assert paragraphs(inline + run.format(p(r("г")), p(r("д")))) == ["аб", "г"]
    assert grid(tbl(tr(tc(inline)))) == [["аб"]]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_is_read_once_and_apart() -> None:
    """A text box does not mix with the paragraph or cell it hangs on; it is read once, after everything else."""
    box = BOX.format(p(r("в надписи")))
    body = p(r("до "), box, r("после")) + tbl(tr(tc(p(r("ячейка"), box))))
    assert read(body).blocks[::2] == [Paragraph("до после", "абзац 1"), Paragraph("в надписи", "надпись 1")]
    assert grid(body) == [["ячейка"]]
    assert paragraphs(body) == ["до после", "в надписи", "в надписи"]


def test_a_table_in_a_text_box_is_text() -> None:
    """A table drawn in a text box is no grid of the form; its text is not lost."""
    body = p(BOX.format(tbl(tr(tc("А13"), tc("выполнено"))) + p(r("ниже"))))
    assert list(read(body).grids) == []
    assert paragraphs(body) == ["А13", "выполнено", "ниже"]


def test_a_text_box_in_a_header() -> None:
    """Text boxes of a header are running text."""
    header = p(BOX.format(p(r("Ключ формы: 2F7DR01079"))))
    assert read(p(r("тело")), header=header).blocks[1:] == [
        Paragraph("Ключ формы: 2F7DR01079", "колонтитул вверху", running=True)
    ]


# --- tables -----------------------------------------------------------------------------------------------------


def columns(body: str) -> list[list[tuple[int, str]]]:
    """Return column and text of every cell of the only table."""
    (only,) = read(body).grids
    return [[(cell.column, cell.text) for cell in row] for row in only.rows]


def span(number: str) -> str:
    """Properties of a cell that is merged over columns."""
    return f'<w:gridSpan w:val="{number}"/>'


def test_spans_and_gaps() -> None:
    """A merged cell takes its columns, a gap before a row too; the next row starts anew."""
    body = tbl(
        tr(tc("а"), tc("б", properties=span("3")), tc("в")),
        tr(tc("г"), tc("д"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("е"), tc("ж"), properties='<w:gridBefore w:val="0"/>'),
        tr(tc("з", properties=span("2")), sdt(tc("и", properties=span("2"))), tc("к")),
    )
    assert columns(body) == [
        [(0, "а"), (1, "б"), (4, "в")],
        [(2, "г"), (3, "д")],
        [(0, "е"), (1, "ж")],
        [(0, "з"), (2, "и"), (4, "к")],
    ]


@pytest.mark.parametrize(
    ("value", "column"), [("0", 1), ("-5", 1), ("", 1), ("x", 1), ("²", 1), ("999", 512), ("9" * 30, 1), ("٣", 1)]
)
def test_absurd_spans_are_clamped(value: str, column: int) -> None:
    """A span that is no number counts one column; a great one is cut."""
    assert columns(tbl(tr(tc("а", properties=span(value)), tc("б")))) == [[(0, "а"), (column, "б")]]


def test_vertical_merges() -> None:
    """A cell merged downwards has its text where it begins; below it stand empty cells, so that columns stay."""
    body = tbl(
        tr(tc("А13", properties='<w:vMerge w:val="restart"/>'), tc("а")),
        tr(tc("<w:p/>", properties="<w:vMerge/>"), tc("б")),
    )
    assert columns(body) == [[(0, "А13"), (1, "а")], [(0, ""), (1, "б")]]


def test_paragraphs_of_a_cell() -> None:
    """Paragraphs of a cell are lines; those of the next cell are not."""
    assert grid(tbl(tr(tc("а", "б", "<w:p/>", "в"), tc("г")))) == [["а\nб\n\nв", "г"]]


def test_a_nested_table_is_a_grid_of_its_own() -> None:
    """A table in a cell leaves the cell and comes behind the outer one, in page order; cells keep the rest."""
    deepest = tbl(tr(tc("глубже")))
    inner = tbl(tr(tc("А14"), tc("внутри", deepest)))
    outer = tbl(tr(tc("А13"), tc("до", inner, "после")), tr(tc("Б1"), tc(sdt(tbl(tr(tc("другая")))))))
    found = list(read(outer + tbl(tr(tc("вторая")))).grids)
    assert [[[cell.text for cell in row] for row in one.rows] for one in found] == [
        [["А13", "до\nпосле"], ["Б1", ""]],
        [["А14", "внутри"]],
        [["глубже"]],
        [["другая"]],
        [["вторая"]],
    ]
    assert [one.location for one in found] == [f"таблица {number}" for number in range(1, 6)]


def test_places_are_counted_as_people_count() -> None:
    """A cell says which table, row and cell it is; paragraphs outside tables are counted, empty ones too."""
    body = p() + p(r("а")) + tbl(tr(tc("б")), tr(tc("в"), tc("г", properties=span("2")), tc("д")))
    found = read(body)
    assert [block.location for block in found.paragraphs] == ["абзац 2"]
    assert [cell.location for row in next(found.grids).rows for cell in row] == [
        "таблица 1, строка 1, ячейка 1",
        "таблица 1, строка 2, ячейка 1",
        "таблица 1, строка 2, ячейка 2",
        "таблица 1, строка 2, ячейка 3",
    ]


# --- anchors ----------------------------------------------------------------------------------------------------


def anchors(body: str) -> list[list[tuple[str, ...]]]:
    """Return the anchors of every cell of the only table."""
    (only,) = read(body).grids
    return [[cell.anchors for cell in row] for row in only.rows]


BOOKMARK = '<w:bookmarkStart w:id="1" w:name="r_A13"/>'
END = '<w:bookmarkEnd w:id="1"/>'


def test_tags_and_bookmarks_are_anchors() -> None:
    """Tags of controls and names of bookmarks hang on the cell they stand in, in order; other names do not."""
    alias = '<w:sdt><w:sdtPr><w:alias w:val="Дата"/><w:id w:val="5"/></w:sdtPr><w:sdtContent/></w:sdt>'
    body = tbl(
        tr(tc(p(BOOKMARK, r("А13"), END)), tc(p(sdt(r("а"), "A13.status"), sdt(r("б"), "goog_rdk_1"), alias)), tc("в"))
    )
    assert anchors(body) == [[("r_A13",), ("A13.status", "goog_rdk_1"), ()]]


def test_anchors_before_their_cell_belong_to_it() -> None:
    """The tag of a control round a cell or a row, and a bookmark between cells, hang on the cell that follows."""
    body = tbl(
        tr(tc("Код"), tc("Дата")),
        sdt(tr(tc("А13"), sdt(tc("а"), "A13.date")), "row"),
        BOOKMARK + tr(BOOKMARK.replace("r_A13", "inner"), tc("А14"), tc(sdt(p(r("б")), "A14.date")), END),
    )
    assert anchors(body) == [[(), ()], [("row",), ("A13.date",)], [("r_A13", "inner"), ("A14.date",)]]


# --- the package round the text ---------------------------------------------------------------------------------


def test_a_strict_document() -> None:
    """A document in the namespace of ISO 29500 Strict is read like any other, with its header."""
    found = read(p(r("а")) + tbl(tr(tc(p(sdt(r("б"), "t"))))), namespace=STRICT, header=p(r("в")))
    assert [type(block) for block in found.blocks] == [Paragraph, Grid, Paragraph]
    assert [(c.text, c.anchors) for row in next(found.grids).rows for c in row] == [("б", ("t",))]
    assert [block.text for block in found.paragraphs] == ["а", "в"]


def test_another_prefix() -> None:
    """The prefix of the namespace is the file's own affair."""
    found = read(p(r("а")) + tbl(tr(tc("б", properties=span("2")), tc("в"))), prefix="ns0", header=p(r("г")))
    assert [block.text for block in found.paragraphs] == ["а", "г"]
    assert [(c.column, c.text) for row in next(found.grids).rows for c in row] == [(0, "б"), (2, "в")]


@pytest.mark.parametrize("main", ["word/document2.xml", "document.xml", "Текст/главная.xml"])
def test_the_main_part_may_have_any_name(main: str) -> None:
    """The relationships say which part is the document, and its header is found beside it."""
    found = read(p(r("тело")), main=main, header=p(r("верх")))
    assert [(block.text, block.running) for block in found.paragraphs] == [("тело", False), ("верх", True)]


CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Отчёт</dc:title><dc:subject>2F7DR01079</dc:subject>'
    "<cp:keywords>один два</cp:keywords><dc:creator/></cp:coreProperties>"
)
CUSTOM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property name="roadmapdocs.key"><vt:lpwstr>2F7DR01079</vt:lpwstr></property>'
    '<property name="число"><vt:i4>5</vt:i4></property></Properties>'
)
CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CUSTOM_TYPE = f"{RELATIONSHIPS[TRANSITIONAL]}/custom-properties"


def test_properties() -> None:
    """Core properties come by name, custom ones as `custom:name`, wherever their parts stand."""
    extra = {"docProps/core.xml": (CORE_TYPE, CORE), "docProps/custom.xml": (CUSTOM_TYPE, CUSTOM)}
    assert read_blocks(package(p(r("а")), extra=extra)).properties == {
        "title": "Отчёт",
        "subject": "2F7DR01079",
        "keywords": "один два",
        "creator": "",
        "custom:roadmapdocs.key": "2F7DR01079",
        "custom:число": "5",
    }


def test_damaged_properties_do_not_spoil_the_text() -> None:
    """A document whose properties are damaged is read; it merely has none."""
    found = read_blocks(package(p(r("а")), extra={"docProps/core.xml": (CORE_TYPE, CORE[:-9])}))
    assert ([block.text for block in found.paragraphs], found.properties) == (["а"], {})
    assert found.format == "docx"
