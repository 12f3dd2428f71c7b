"""The reader of workbooks: what people see comes out as text, whatever program wrote the file."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.blocks import Cell, Returned
from roadmapdocs.readers.package import Package
from roadmapdocs.readers.xlsx import read_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN, STRICT_RELATIONS = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
STYLES = (
    '<numFmts count="4"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0&quot; дней&quot;"/>'
    '<numFmt numFmtId="167" formatCode="[$-419]mmmm;@"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="167"/></cellXfs>'
)


def relations(*targets: tuple[str, str], space: str = RELATIONS) -> str:
    """A part of relationships: (type, target) in turn."""
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{space}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def package(
    sheet: str,
    *,
    strings: str = "",
    settings: str = "",
    names: str = "",
    state: str = "visible",
    title: str = "Отчёт",
    main: str = MAIN,
    space: str = RELATIONS,
    folder: str = "xl/",
) -> bytes:
    """A workbook of one sheet, and a hidden one that must never be read."""
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{space}">{settings}<sheets>'
        f'<sheet name="{title}" sheetId="1" state="{state}" r:id="rId1"/>'
        f'<sheet name="lists" sheetId="2" state="veryHidden" r:id="rId2"/></sheets>{names}</workbook>'
    )
    targets = (("worksheet", "s1.xml"), ("worksheet", "s2.xml"), ("sharedStrings", "ss.xml"), ("styles", "st.xml"))
    hidden = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>скрыто</t></is></c></row></sheetData>'
    files = {
        "_rels/.rels": relations(("officeDocument", f"{folder}book.xml"), space=space),
        f"{folder}book.xml": book,
        f"{folder}_rels/book.xml.rels": relations(*targets, space=space),
        f"{folder}s1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        f"{folder}s2.xml": f'<worksheet xmlns="{main}">{hidden}</worksheet>',
        f"{folder}ss.xml": f'<sst xmlns="{main}">{strings}</sst>',
        f"{folder}st.xml": f'<styleSheet xmlns="{main}">{STYLES}</styleSheet>',
    }
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """A zip of text parts."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def read(content: bytes) -> Returned:
    """What the reader makes of a package."""
    return read_xlsx(Package(content))


def cells(content: bytes) -> list[Cell]:
    """The cells of the visible sheet."""
    return [cell for grid in read(content).grids for row in grid.rows for cell in row]


def rows(*cells_of_rows: str) -> str:
    """Sheet data with one row for each argument."""
    body = "".join(f'<row r="{number}">{text}</row>' for number, text in enumerate(cells_of_rows, start=1))
    return f"<sheetData>{body}</sheetData>"


def text_of(cell: str, **settings: str) -> str:
    """The text of a sheet's only cell."""
    (only,) = cells(package(rows(cell), **settings))
    return only.text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="B1" t="s"><v>0</v></c>', "общая"),
        ('<c r="B1" t="s"><v>1</v></c>', "жирный и простой"),
        ('<c r="B1" t="s"><v>2</v></c>', "東京"),
        ('<c r="B1" t="s"><v>9</v></c>', ""),
        ('<c r="B1" t="s"><v>-1</v></c>', ""),
        ('<c r="B1" t="s"><v>x</v></c>', ""),
        ('<c r="B1" t="inlineStr"><is><t xml:space="preserve"> a\nb </t></is></c>', " a\nb "),
        ('<c r="B1" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>', "ab"),
        ('<c r="B1" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>подсказка</t></rPh></is></c>', "a"),
        ('<c r="B1" t="str"><f>A1&amp;"x"</f><v>итог</v></c>', "итог"),
        ('<c r="B1"><f>SUM(A1)</f><v>12</v></c>', "12"),
        ('<c r="B1"><f>SUM(A1)</f></c>', ""),
        ('<c r="B1"><v>12.0</v></c>', "12"),
        ('<c r="B1"><v>1.2E1</v></c>', "12"),
        ('<c r="B1" t="n"><v>-7</v></c>', "-7"),
        ('<c r="B1"><v>0.1</v></c>', "0.1"),
        ('<c r="B1"><v>0.30000000000000004</v></c>', "0.30000000000000004"),
        ('<c r="B1"><v>1E300</v></c>', "1e+300"),
        ('<c r="B1"><v>1E999</v></c>', "1E999"),
        ('<c r="B1"><v>что это</v></c>', "что это"),
        ('<c r="B1" t="b"><v>1</v></c>', "ИСТИНА"),
        ('<c r="B1" t="b"><v>0</v></c>', "ЛОЖЬ"),
        ('<c r="B1" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="B1" t="d"><v>2024-03-15T00:00:00</v></c>', "15.03.2024"),
        ('<c r="B1" s="3"/>', ""),
    ],
)
def test_every_kind_of_cell(cell: str, text: str) -> None:
    """Shared, inline and rich strings, results of formulas, numbers, truth values, errors, days."""
    strings = (
        "<si><t>общая</t></si><si><r><t>жирный</t></r><r><t> и простой</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh><phoneticPr fontId='1'/></si>"
    )
    assert text_of(cell, strings=strings) == text


@pytest.mark.parametrize(
    ("style", "serial", "text"),
    [
        ("1", "45366", "15.03.2024"),
        ("2", "45366.75", "15.03.2024"),
        ("5", "45366", "15.03.2024"),
        ("1", "1", "01.01.1900"),
        ("1", "59", "28.02.1900"),
        ("1", "60", "29.02.1900"),
        ("1", "61", "01.03.1900"),
        ("1", "2958465", "31.12.9999"),
        ("1", "2958466", "2958466"),
        ("1", "-5", "-5"),
        ("1", "1E999", "1E999"),
        ("3", "45366", "45366"),
        ("4", "45366", "45366"),
        ("0", "45366", "45366"),
        ("77", "45366", "45366"),
    ],
)
def test_a_number_is_a_day_where_its_format_shows_one(style: str, serial: str, text: str) -> None:
    """Built-in and own formats of days count, clocks and quoted letters do not; 1900 has its phantom day."""
    assert text_of(f'<c r="B1" s="{style}"><v>{serial}</v></c>') == text


@pytest.mark.parametrize(("serial", "text"), [("0", "01.01.1904"), ("43904", "15.03.2024")])
def test_days_of_macintosh(serial: str, text: str) -> None:
    """A workbook may count its days from 1904."""
    cell = f'<c r="B1" s="1"><v>{serial}</v></c>'
    assert text_of(cell, settings='<workbookPr date1904="1"/>') == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("_x0041_", "A"),
        ("_x005F_x0041_", "_x0041_"),
        ("a_x000D_b", "a\rb"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_", "\ufffd"),
        ("_x41_", "_x41_"),
        ("имя_xл", "имя_xл"),
    ],
)
def test_escapes_are_decoded_once(stored: str, text: str) -> None:
    """`_xHHHH_` is a character in shared, inline and formula strings; what only looks like one stays."""
    inline = f'<c r="B1" t="inlineStr"><is><t>{stored}</t></is></c>'
    shared = '<c r="B1" t="s"><v>0</v></c>'
    formula = f'<c r="B1" t="str"><v>{stored}</v></c>'
    assert [text_of(inline), text_of(shared, strings=f"<si><t>{stored}</t></si>"), text_of(formula)] == [text] * 3


@pytest.mark.parametrize(
    ("main", "space", "folder"),
    [(MAIN, RELATIONS, ""), (STRICT_MAIN, STRICT_RELATIONS, "xl/"), (MAIN, RELATIONS, "other/place/")],
)
def test_namespaces_and_part_names_do_not_matter(main: str, space: str, folder: str) -> None:
    """ISO Strict, and parts in other places, are found by their relationships."""
    sheet = rows('<c r="B1" t="s"><v>0</v></c>', '<c r="C2" s="1"><v>45366</v></c>')
    content = package(sheet, strings="<si><t>да</t></si>", main=main, space=space, folder=folder)
    assert [(cell.text, cell.column, cell.location) for cell in cells(content)] == [
        ("да", 1, "Отчёт!B1"),
        ("15.03.2024", 2, "Отчёт!C2"),
    ]


def test_other_prefixes() -> None:
    """The namespace may have a prefix."""
    cell = '<x:c t="inlineStr"><x:is><x:t>да</x:t></x:is></x:c>'
    sheet = f'<x:sheetData xmlns:x="{MAIN}"><x:row>{cell}</x:row></x:sheetData>'
    assert [(cell.text, cell.location) for cell in cells(package(sheet))] == [("да", "Отчёт!A1")]


@pytest.mark.parametrize(("state", "title"), [("hidden", "Отчёт"), ("veryHidden", "Отчёт"), ("visible", "_meta")])
def test_sheets_that_people_do_not_see_are_not_read(state: str, title: str) -> None:
    """Hidden sheets give nothing, nor do technical ones that a program has shown again."""
    returned = read(package(rows('<c r="A1"><v>1</v></c>'), state=state, title=title))
    assert returned.blocks == []


def test_merged_cells_are_one_cell() -> None:
    """Only the top left cell of a merge is given; neighbours stay."""
    line = '<c r="A{0}"><v>1{0}</v></c><c r="B{0}"><v>2{0}</v></c><c r="C{0}"><v>3{0}</v></c>'
    merges = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    content = package(rows(line.format(1), line.format(2)) + merges)
    assert [cell.text for cell in cells(content)] == ["11", "31", "32"]


def test_ids_are_left_out() -> None:
    """A hidden first column, or one with the mark of ids, is no text; nor are rows that begin with the mark."""
    ids = '<c r="A1" t="inlineStr"><is><t>#fields</t></is></c><c r="B1" t="inlineStr"><is><t>status</t></is></c>'
    row = '<c r="A2"><v>13</v></c><c r="B2"><v>5</v></c>'
    assert [cell.text for cell in cells(package(rows(ids, row)))] == ["5"]
    hidden = '<cols><col min="1" max="1" hidden="1"/></cols>'
    assert [cell.text for cell in cells(package(hidden + rows("", row)))] == ["5"]
    assert [cell.text for cell in cells(package(rows("", row)))] == ["13", "5"]


def test_rows_hidden_by_a_filter_are_read() -> None:
    """A school that filters its rows still answers them."""
    sheet = '<sheetData><row r="3" hidden="1"><c r="B3"><v>5</v></c></row></sheetData>'
    assert [cell.location for cell in cells(package(sheet))] == ["Отчёт!B3"]


def test_missing_references_are_counted() -> None:
    """Rows and cells without `r` follow the ones before them."""
    first, second = '<c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c>', "<c><v>4</v></c>"
    sheet = f"<sheetData><row>{first}</row><row>{second}</row></sheetData>"
    found = [(cell.text, cell.column, cell.location) for cell in cells(package(sheet))]
    assert found == [("1", 0, "Отчёт!A1"), ("2", 3, "Отчёт!D1"), ("3", 4, "Отчёт!E1"), ("4", 0, "Отчёт!A2")]


def test_defined_names_are_anchors_of_their_cell() -> None:
    """Names of a cell, of a merged range, in quotes or not, hang on its first cell; broken ones and areas on none."""
    names = (
        "<definedNames><definedName name='fld_A13_status'>'Отчёт &apos;&apos;1'!$D$7</definedName>"
        "<definedName name='again'>'Отчёт &apos;&apos;1'!$D$7:$F$7</definedName>"
        "<definedName name='_xlnm.Print_Area'>'Отчёт &apos;&apos;1'!$D$7</definedName>"
        "<definedName name='lost'>#REF!</definedName><definedName name='other'>Лист2!$D$7</definedName></definedNames>"
    )
    sheet = '<sheetData><row r="7"><c r="D7" s="1"/><c r="E7"/></row></sheetData>'
    found = [(cell.location, cell.anchors) for cell in cells(package(sheet, names=names, title="Отчёт '1"))]
    assert found == [("Отчёт '1!D7", ("fld_A13_status", "again")), ("Отчёт '1!E7", ())]


def test_print_headers_and_footers_are_running_paragraphs() -> None:
    """Codes for fonts, sizes, colours and page numbers go, `&amp;&amp;` is one sign, each side is a paragraph."""
    around = (
        '<headerFooter><oddHeader>&amp;L&amp;"Times New Roman,Regular"&amp;9Ключ формы: 30R7'
        "&amp;R&amp;KFF0000A &amp;&amp; B</oddHeader>"
        "<oddFooter>&amp;CСтраница &amp;P из &amp;N</oddFooter></headerFooter>"
    )
    found = [(one.text, one.running) for one in read(package("<sheetData/>" + around)).paragraphs]
    assert found == [("Ключ формы: 30R7", True), ("A & B", True), ("Страница  из", True)]


HOSTILE = {
    "far column": rows('<c r="XFE1"><v>1</v></c><c r="ZZZZ1"><v>1</v></c><c r="B1"><v>5</v></c>'),
    "far row": '<sheetData><row r="1048577"><c r="A1048577"><v>1</v></c></row>'
    '<row r="1"><c r="B1"><v>5</v></c></row></sheetData>',
    "huge row": f'<sheetData><row r="{"9" * 5000}"><c r="B1"><v>5</v></c></row></sheetData>',
    "huge column": rows(f'<c r="{"A" * 50000}1"><v>1</v></c><c r="B1"><v>5</v></c>'),
    "nonsense": rows('<c r="!!"><v>1</v></c><c r="1"><v>1</v></c><c r="B1"><v>5</v></c>'),
    "huge merges": rows('<c r="B1"><v>5</v></c>')
    + "<mergeCells>"
    + '<mergeCell ref="B1:XFD1048576"/><mergeCell ref="C1:A99999999"/><mergeCell ref="x"/>' * 2000
    + "</mergeCells>",
    "same row merged often": rows('<c r="B1"><v>5</v></c>')
    + "<mergeCells>"
    + '<mergeCell ref="B1:XFD1"/>' * 50_000
    + "</mergeCells>",
    "huge index": rows(f'<c r="A1" t="s"><v>{"9" * 5000}</v></c><c r="B1"><v>5</v></c>'),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_numbers_cost_nothing(name: str) -> None:
    """Places beyond a sheet, merges of a billion cells and huge numbers neither fail nor take time or memory."""
    started = process_time()
    found = cells(package(HOSTILE[name]))
    assert process_time() - started < 2
    assert [cell.text for cell in found if cell.text == "5"] == ["5"]
    assert len(found) <= 2


def test_a_sheet_of_a_million_elements_is_refused() -> None:
    """No form is that large; the refusal says what to send."""
    with pytest.raises(UnreadableFileError, match="too large to be a form"):
        read(package("<sheetData><row>" + "<c/>" * 1_000_001 + "</row></sheetData>"))


@pytest.mark.parametrize("part", ["xl/book.xml", "xl/s1.xml", "xl/ss.xml", "xl/st.xml"])
def test_document_types_are_refused(part: str) -> None:
    """A DTD in any part that is read is refused, so no entity is ever expanded."""
    with ZipFile(BytesIO(package('<sheetData><row r="1"><c r="A1" s="0"><v>5</v></c></row></sheetData>'))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    files[part] = '<!DOCTYPE x [<!ENTITY a "b">]>' + files[part]
    with pytest.raises(UnreadableFileError, match="document type declaration"):
        read(zipped(files))


def test_a_sheet_that_is_missing_is_an_error() -> None:
    """A workbook whose sheet is not in the package is damaged, not empty."""
    with ZipFile(BytesIO(package("<sheetData/>"))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist() if name != "xl/s1.xml"}
    with pytest.raises(UnreadableFileError, match=r"lacks the part «xl/s1\.xml»"):
        read(zipped(files))
