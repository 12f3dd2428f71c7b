"""The reader of OpenDocument workbooks: what people see comes out as the reader of .xlsx would give it."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Cell, Paragraph, Returned

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "meta": "meta",
    }.items()
)
STYLES = (
    '<style:style style:name="shown" style:family="table" style:master-page-name="Page">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="hidden" style:family="table" style:master-page-name="Other">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="T9" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
HIDDEN = (
    '<table:table table:name="lists" table:style-name="hidden"><table:table-row><table:table-cell>'
    "<text:p>скрыто</text:p></table:table-cell></table:table-row></table:table>"
)


def part(root: str, inner: str) -> str:
    """A part of a package."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES}>{inner}</office:{root}>'


def package(
    sheet: str, *, names: str = "", title: str = "Отчёт", style: str = "shown", around: str = "", page: str = "Page"
) -> bytes:
    """A workbook of one sheet, and a hidden one that must never be read; `around` is in the sheet's master page."""
    names = f"<table:named-expressions>{names}</table:named-expressions>"
    body = f'<table:table table:name="{title}" table:style-name="{style}">{sheet}</table:table>{HIDDEN}{names}'
    master = (
        '<style:master-page style:name="Default"><style:header><text:p>чужой</text:p></style:header>'
        f'</style:master-page><style:master-page style:name="{page}">{around}</style:master-page>'
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": part(
            "document-content",
            f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{body}"
            "</office:spreadsheet></office:body>",
        ),
        "styles.xml": part("document-styles", f"<office:master-styles>{master}</office:master-styles>"),
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def read(sheet: str, **settings: str) -> Returned:
    """What the reader makes of a sheet."""
    return read_blocks(package(sheet, **settings))


def cells(sheet: str, **settings: str) -> list[Cell]:
    """The cells of the visible sheet."""
    return [cell for grid in read(sheet, **settings).grids for row in grid.rows for cell in row]


def found(sheet: str, **settings: str) -> list[tuple[str, str]]:
    """Place and text of every cell of the visible sheet."""
    return [(cell.location.partition("!")[2], cell.text) for cell in cells(sheet, **settings)]


def tr(*inner: str, again: int | str = 1) -> str:
    """A row."""
    repeated = f' table:number-rows-repeated="{again}"' if again != 1 else ""
    return f"<table:table-row{repeated}>{''.join(inner)}</table:table-row>"


def cell(text: str = "", attributes: str = "", *, again: int | str = 1) -> str:
    """A cell with a paragraph, or an empty one."""
    repeated = f' table:number-columns-repeated="{again}"' if again != 1 else ""
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}{repeated}>{inner}</table:table-cell>"


def covered(text: str = "") -> str:
    """A cell under a merged one."""
    return f"<table:covered-table-cell>{f'<text:p>{text}</text:p>' if text else ''}</table:covered-table-cell>"


# --- values -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attributes", "shown", "text"),
    [
        ('office:value-type="string"', "выполнено", "выполнено"),
        ('office:value-type="string"', "а</text:p><text:p/><text:p>б<text:line-break/>в", "а\n\nб\nв"),
        ('office:value-type="string"', "<text:s/>12<text:s/>3", " 12 3"),
        ('office:value-type="string" office:string-value="итог"', "", "итог"),
        ('office:value-type="string" office:string-value=""', "#ДЕЛ/0!", "#ДЕЛ/0!"),
        ("", "без вида", "без вида"),
        ("", "", ""),
        ('office:value-type="float" office:value="12"', "12,00", "12"),
        ('office:value-type="float" office:value="12.0"', "12", "12"),
        ('office:value-type="float" office:value="1.2E1"', "12", "12"),
        ('office:value-type="float" office:value="-7"', "−7 чел.", "-7"),
        ('office:value-type="float" office:value="0.1"', "0,1", "0.1"),
        ('office:value-type="float" office:value="1E999"', "####", "1E999"),
        ('office:value-type="float" office:value="5"', "", "5"),
        ('office:value-type="float"', "12,5", "12,5"),
        ('office:value-type="percentage" office:value="0.4"', "40 %", "0.4"),
        ('office:value-type="currency" office:currency="RUB" office:value="1500"', "1 500,00 ₽", "1500"),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", "ИСТИНА"),
        ('office:value-type="boolean" office:boolean-value="false"', "FALSE", "ЛОЖЬ"),
        ('office:value-type="date" office:date-value="2024-03-15"', "15 мар 24", "15.03.2024"),
        ('office:value-type="date" office:date-value="2024-03-15T17:45:00"', "15.03.24", "15.03.2024"),
        ('office:value-type="date" office:date-value="2024-15-03"', "что это", "что это"),
        ('office:value-type="date" office:date-value="-0001-01-01"', "до н. э.", "до н. э."),
        ('office:value-type="time" office:time-value="PT12H30M00S"', "12:30", "12:30"),
        ('office:value-type="void"', "пусто", "пусто"),
    ],
)
def test_every_kind_of_cell(attributes: str, shown: str, text: str) -> None:
    """Numbers, days and truths come by value as from .xlsx, everything else as its lines are shown."""
    assert found(tr(cell("начало"), cell(shown, attributes)))[1:] == [("B1", text)]


def test_annotations_hidden_text_and_drawings_are_not_the_cell() -> None:
    """A note, a drawing on the cell and hidden text leave the value alone; a text box is a paragraph of its own."""
    inside = (
        "<office:annotation><text:p>подсказка</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>надпись</text:p></draw:text-box></draw:frame>"
        '<text:p>5<text:span text:style-name="T9">тайна</text:span>1</text:p>'
    )
    sheet = tr(f'<table:table-cell office:value-type="string">{inside}</table:table-cell>')
    assert found(sheet) == [("A1", "51")]
    assert list(read(sheet).paragraphs) == [Paragraph("надпись", "Отчёт, надпись")]


# --- sheets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("style", "title"), [("hidden", "Отчёт"), ("shown", "_meta")])
def test_sheets_that_people_do_not_see_are_not_read(style: str, title: str) -> None:
    """Hidden sheets give nothing, nor what they print; nor do technical ones that a program has shown again."""
    assert read(tr(cell("1")), style=style, title=title).blocks == []


def test_a_sheet_without_a_style_is_seen() -> None:
    """A sheet that says nothing of itself is visible."""
    assert found(tr(cell("1")), style="other") == [("A1", "1")]


def test_ids_are_left_out() -> None:
    """A hidden first column, or one with the mark of ids, is no text; nor are rows that begin with the mark."""
    ids, row = tr(cell("#fields"), cell("status")), tr(cell("A13"), cell("5"))
    shown, collapsed = "<table:table-column/>", '<table:table-column table:visibility="collapse"/>'
    grouped = (
        f"<table:table-column-group><table:table-columns>{collapsed}</table:table-columns></table:table-column-group>"
    )
    assert found(shown + ids + row) == [("B2", "5")]
    assert found(collapsed + shown + row) == [("B1", "5")]
    assert found(grouped + shown + row) == [("B1", "5")]
    assert found(shown + collapsed + row) == [("A1", "A13"), ("B1", "5")]


def test_rows_hidden_by_a_filter_are_read() -> None:
    """A school that filters its rows still answers them, in groups of rows too."""
    row = f'<table:table-row table:visibility="filter">{cell("5")}</table:table-row>'
    assert found(f"{tr(cell('4'))}<table:table-row-group>{row}</table:table-row-group>") == [("A1", "4"), ("A2", "5")]


def test_repetitions() -> None:
    """Repeated values stand at each of their places; empty fillers and rows count, but are not given."""
    sheet = (
        tr(cell(again=16384), again=3)
        + tr(cell("а"), cell("да", again=2), cell(again=2), cell(again=16379))
        + tr(cell("б"), cell(again=26), cell("в"), again=2)
        + tr(cell(again=16384), again=1048570)
    )
    places = [place for place, text in found(sheet) if text]
    assert places == ["A4", "B4", "C4", "A5", "AB5", "A6", "AB6"]
    assert [place for place, _ in found(sheet)][3:5] == ["D4", "E4"]


def test_merged_cells_are_one_cell() -> None:
    """Cells under a merged one give nothing; neighbours keep their places."""
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    sheet = tr(cell("11", wide), covered("21"), cell("31")) + tr(covered("12"), covered("22"), cell("32"))
    assert found(sheet) == [("A1", "11"), ("C1", "31"), ("C2", "32")]


def test_cells_wrongly_called_covered() -> None:
    """ONLYOFFICE calls the cell behind a merged one covered, and those under it plain: spans tell the truth."""
    wide = 'table:number-columns-spanned="4" table:number-rows-spanned="1"'
    assert found(tr(cell("причина", wide), cell(again=3), covered("новый срок"))) == [
        ("A1", "причина"),
        ("E1", "новый срок"),
    ]


def test_defined_names_are_anchors_of_their_cell() -> None:
    """Names of cells, of merged ranges and of expressions hang on the first cell; broken ones on none."""
    names = (
        '<table:named-range table:name="fld_A13_status" table:cell-range-address="$\'Отчёт &apos;&apos;1\'.$D$7"/>'
        '<table:named-range table:name="again" table:cell-range-address="$\'Отчёт &apos;&apos;1\'.$D$7:.$F$7"/>'
        '<table:named-expression table:name="formula" table:expression="of:=[$\'Отчёт &apos;&apos;1\'.$D$7]"/>'
        '<table:named-range table:name="other" table:cell-range-address="$Лист2.$D$7"/>'
        '<table:named-range table:name="lost" table:cell-range-address="#REF!"/><table:named-range/>'
        '<table:named-expression table:name="sum" table:expression="of:=SUM([.A1:.A2])"/>'
    )
    own = '<table:named-expressions><table:named-range table:name="own" table:cell-range-address="$Отчёт.$B$1"/>'
    sheet = tr(cell(again=16384), again=6) + tr(cell(again=3), cell(), cell("5"))
    named = [(one.location, one.anchors) for one in cells(sheet, names=names, title="Отчёт '1") if one.anchors]
    assert named == [("Отчёт '1!D7", ("fld_A13_status", "again", "formula"))]
    local = cells(f"{own}</table:named-expressions>{tr(cell(), cell('5'))}")
    assert [(one.location, one.anchors) for one in local] == [("Отчёт!A1", ()), ("Отчёт!B1", ("own",))]


def test_what_is_printed_around() -> None:
    """Headers and footers of the sheet's own page are running text; names that the program fills in are not."""
    around = (
        "<style:header><style:region-left><text:p><text:s/>Ключ формы: 30R7</text:p></style:region-left>"
        "<style:region-right><text:p><text:sheet-name>???</text:sheet-name> (<text:title>???</text:title>)</text:p>"
        "</style:region-right></style:header><style:footer-left><text:p>слева</text:p></style:footer-left>"
        "<style:footer><text:p>Страница <text:page-number>1</text:page-number> из <text:page-count>99</text:page-count>"
        '</text:p></style:footer><style:footer-first style:display="false"><text:p>нет</text:p></style:footer-first>'
    )
    place = "Отчёт, колонтитул"
    assert list(read(tr(cell("1")), around=around).paragraphs) == [
        Paragraph("Ключ формы: 30R7", place, running=True),
        Paragraph("()", place, running=True),
        Paragraph("слева", place, running=True),
        Paragraph("Страница 1 из 99", place, running=True),
    ]


# --- hostile files ------------------------------------------------------------------------------------------------

MANY = str(2**31)
WIDE = f'table:number-columns-spanned="{MANY}" table:number-rows-spanned="{MANY}"'
HOSTILE = {
    "a repeated cell": tr(cell("5", again=MANY)),
    "a repeated row": tr(cell("5"), again=MANY),
    "both": tr(cell("5", again=MANY), again=MANY) * 50,
    "repeated without end": tr(cell("5", again="9" * 5000), again="9" * 5000),
    "empty repetitions": tr(cell("5"), cell(again=32), again=MANY) * 3000,
    "spans": tr(cell("5", WIDE)) * 3000,
    "a repetition under a span": tr(cell("5", WIDE), cell("6", again=MANY)) + tr(cell("7", again=MANY)) * 50,
    "far away": tr(cell("5")) + tr(cell(), again=MANY) + tr(cell("6")),
    "nonsense": tr(cell("5", 'table:number-columns-spanned="-1"', again="x"), again="-7"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_numbers_cost_little(name: str) -> None:
    """Billions of rows, columns and merged cells neither fail nor take time or memory; the text is there."""
    content = package(HOSTILE[name])
    started = process_time()
    texts = [one.text for grid in read_blocks(content).grids for row in grid.rows for one in row]
    assert process_time() - started < 3
    assert texts[0] == "5"
    assert len(texts) < 150_000


def test_a_sheet_without_end_is_refused() -> None:
    """No form has 300 000 cells; the refusal says what to send."""
    with pytest.raises(UnreadableFileError, match="too large to be a form"):
        read(tr(cell() * 1000) * 301)


def test_names_without_end_cost_little() -> None:
    """References of any length are looked at once."""
    address = "$" + "'" * 50_000
    names = f'<table:named-range table:name="a" table:cell-range-address="{address}"/>' * 20
    started = process_time()
    assert found(tr(cell("5")), names=names) == [("A1", "5")]
    assert process_time() - started < 2


def test_document_types_are_refused() -> None:
    """A DTD is refused, so no entity is ever expanded."""
    with ZipFile(BytesIO(package(tr(cell("5"))))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1))
    with pytest.raises(UnreadableFileError, match="document type declaration"):
        read_blocks(packed.getvalue())
