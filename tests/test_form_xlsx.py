"""The workbook form: everything printed stands where it belongs, known answers come back, cells are guarded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook

from roadmapdocs.answers import normalise, text_of
from roadmapdocs.errors import DefinitionError
from roadmapdocs.forms.key import KEY_LABEL, find_keys
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.form import Column, FieldType, Form, Row, SectionRow, Table, Value
from roadmapdocs.model.order import Order
from roadmapdocs.model.school import School
from roadmapdocs.readers import read_blocks
from roadmapdocs.rules.words import is_check_text
from roadmapdocs.writers.form import xlsx as form_xlsx
from roadmapdocs.writers.form.xlsx import write_form_xlsx
from roadmapdocs.writers.form.xlsx_layout import lay_out
from roadmapdocs.writers.package import HOLE_CLOSE, HOLE_OPEN, pack
from roadmapdocs.writers.xlsx.text import line_count, text_width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from roadmapdocs.readers.blocks import Cell, Returned

Bundle = tuple[Order, tuple[School, ...]]
Validate = Callable[[dict[str, bytes]], None]

NASTY = (
    "=1+1",
    "+7 900",
    "-1",
    "@x",
    "'",
    "A & B",
    "<Имя>",
    "_x0041_",
    "_x005F_x0041_",
    "до\u00a0и\u00a0после",
    "ноль\u200bширина",
    "первая\nвторая\n\nчетвёртая",
    "а\tб  в",
    "слово " * 833 + "конец",
    "\U0001f600 и \U00020000",
    "0042",
    "1E5",
)

KINDS = (FieldType.INTEGER, FieldType.DATE, FieldType.CHOICE, FieldType.TEXT)
LOST_BY_LIBREOFFICE = ("_x005F_x0041_", "а\tб  в")
"""It does not escape an escape that it writes, and its ODS has no tabs."""


@pytest.fixture(scope="module")
def made(bundle: Bundle) -> list[Form]:
    """The forms of each bundled order: of a school in a cluster, of one outside, of the department."""
    order, schools = bundle
    respondents = {school.cluster: school for school in schools}
    return [report_form(order, respondent) for respondent in (*respondents.values(), department_of(order))]


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_of(form: Form) -> Worksheet:
    """The sheet as an independent reader sees it."""
    return load_workbook(BytesIO(write_form_xlsx(form)))["Отчёт"]


def grid(returned: Returned) -> list[list[Cell]]:
    """The rows of the form's own sheet; the other one checks it."""
    report, _ = returned.grids
    return report.rows


def answers(form: Form) -> dict[str, str]:
    """What stands in the input cells, by address, found by their defined names."""
    named = {"fld_" + re.sub(r"\W", "_", address): address for address in form.blank.fields}
    cells = (cell for row in grid(read_blocks(write_form_xlsx(form))) for cell in row)
    return {named[anchor]: cell.text for cell in cells for anchor in cell.anchors}


def filled(form: Form, values: dict[str, Value]) -> Form:
    """The same form with other known answers."""
    return form.model_copy(update={"prefill": values})


def addresses(form: Form, kind: FieldType) -> list[str]:
    """The addresses of the fields of one type."""
    return [address for address, field in form.blank.fields.items() if field.type is kind]


def shown(row: Row, column: Column, form: Form) -> str:
    """What the cell of a row shows in a column."""
    if asked := row.fields.get(column.id):
        return text_of(asked, form.known(f"{row.id}.{column.id}"))
    return row.code if column.kind == "code" else normalise(row.printed.get(column.id, ""))


def expected_rows(table: Table, form: Form) -> list[list[str]]:
    """The rows of a table as they must stand on the sheet: title, about, captions, rows."""
    head = [[table.title], *([[table.about]] if table.about else []), [column.caption for column in table.columns]]
    body = [
        [row.title] if isinstance(row, SectionRow) else [shown(row, column, form) for column in table.columns]
        for row in table.rows
    ]
    return head + body


def test_every_table_stands_on_the_sheet_cell_by_cell(made: list[Form]) -> None:
    """Titles, captions, codes, printed texts and known answers are read back in order, and nothing else is there."""
    for form in made:
        blank = form.blank
        name = getattr(form.respondent, "full_name", "") or form.respondent.short_name
        wanted = [[line] for line in (*blank.basis, blank.title, name, f"{KEY_LABEL}: {form.printed_key}")]
        wanted += [[line] for line in blank.instructions]
        for table in blank.tables:
            wanted += expected_rows(table, form)
        rows = [[cell.text for cell in row] for row in grid(read_blocks(write_form_xlsx(form)))]
        (line,) = rows.pop(len(blank.basis) + 3)
        assert is_check_text(line)
        assert rows[:-1] == wanted
        assert rows[-1][0].startswith(f"{blank.signature}  ___")


def test_a_table_fills_the_width_and_the_widest_has_no_merged_cells(made: list[Form]) -> None:
    """Every table ends at the grid's last column; rows of a plan are as many cells as columns, each its own."""
    for form in made:
        layout = lay_out(form.blank, form.prefill)
        widest = max(len(table.columns) for table in form.tables)
        codes = {row.code: len(table.columns) for table in form.tables for row in table.asked_rows}
        by_row: dict[int, list[tuple[int, int]]] = {}
        starts = {placed.row: placed.text for placed in layout.cells if placed.first == 2}
        for placed in layout.cells:
            if starts.get(placed.row) in codes and placed.first > 1:
                by_row.setdefault(placed.row, []).append((placed.first, placed.last))
        assert len(by_row) == len(codes)
        for row, spans in by_row.items():
            assert [first for first, _ in spans[1:]] == [last + 1 for _, last in spans[:-1]]
            assert spans[-1][1] == layout.last_column
            if codes[starts[row]] == widest:
                assert all(first == last for first, last in spans)


def test_nasty_texts_come_back_as_they_were(made: list[Form]) -> None:
    """Formulas, markup, escapes, invisible characters, long and astral texts are known answers like any other."""
    form = made[0]
    texts = addresses(form, FieldType.TEXT)
    values = dict(zip(texts, NASTY, strict=False))
    assert len(values) == min(len(texts), len(NASTY)) == len(NASTY)
    back = answers(filled(form, values))
    assert {address: back[address] for address in values} == {a: normalise(str(v)) for a, v in values.items()}


def test_known_answers_keep_their_types(made: list[Form]) -> None:
    """Whole numbers and days are stored as numbers, a choice as its label; a text never becomes a formula."""
    form = made[0]
    number, day, choice, text = (addresses(form, kind)[0] for kind in KINDS)
    chosen = form.blank.fields[choice].choices[1]
    form = filled(form, {number: 17, day: date(2024, 3, 15), choice: chosen.id, text: "=1+1"})
    book = load_workbook(BytesIO(write_form_xlsx(form)))
    found = {}
    for address in (number, day, choice, text):
        reference = book.defined_names["fld_" + re.sub(r"\W", "_", address)].attr_text.split("!")[1]
        cell = book["Отчёт"][reference.replace("$", "")]
        found[address] = (cell.value.date() if cell.is_date else cell.value, cell.data_type, cell.number_format)
    assert found == {
        number: (17, "n", "0"),
        day: (date(2024, 3, 15), "d", "DD.MM.YYYY"),
        choice: (chosen.label, "s", "@"),
        text: ("=1+1", "s", "@"),
    }


def test_empty_answers_and_days_before_the_calendar_of_spreadsheets(made: list[Form]) -> None:
    """An empty known answer is an empty cell; a day that a spreadsheet would misread is written as text."""
    form = made[0]
    text, day = addresses(form, FieldType.TEXT)[0], addresses(form, FieldType.DATE)[0]
    back = answers(filled(form, {text: "", day: date(1900, 2, 28)}))
    assert (back[text], back[day]) == ("", "28.02.1900")


def test_a_text_longer_than_a_cell_is_refused_by_its_address(made: list[Form]) -> None:
    """Nothing is cut: 32 767 characters are written, one more raises and says where; astral characters count twice."""
    form = made[0]
    address = addresses(form, FieldType.TEXT)[0]
    assert len(answers(filled(form, {address: "я" * 32_767}))[address]) == 32_767
    for text in ("я" * 32_768, "\U0001f600" * 16_384):
        with pytest.raises(DefinitionError) as caught:
            write_form_xlsx(filled(form, {address: text}))
        assert caught.value.place == address


def test_input_cells_are_open_and_all_others_locked(made: list[Form]) -> None:
    """The sheet is protected without a password; exactly the cells of fields can be typed into."""
    for form in made:
        sheet = sheet_of(form)
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows
        inputs = {destination(name.attr_text) for name in sheet.parent.defined_names.values() if "fld_" in name.name}
        merged = {str(area).split(":")[0]: area for area in sheet.merged_cells.ranges}
        open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        under = {
            sheet.cell(row, column).coordinate
            for reference in inputs & set(merged)
            for row, column in merged[reference].cells
        }
        assert len(inputs) == len(form.blank.fields)
        assert open_cells == inputs | under


def destination(name: str) -> str:
    """The cell a defined name points to."""
    sheet, _, cell = name.partition("!")
    assert sheet == "'Отчёт'"
    return cell.replace("$", "")


def test_every_cell_is_checked_by_what_it_asks(made: list[Form]) -> None:
    """Each input cell has one check of its type with messages within Excel's limits; lists hold the labels."""
    kinds = {FieldType.CHOICE: "list", FieldType.INTEGER: "whole", FieldType.DATE: "date", FieldType.TEXT: None}
    for form in made:
        sheet = sheet_of(form)
        names = sheet.parent.defined_names
        checks = {str(area): check for check in sheet.data_validations.dataValidation for area in check.sqref.ranges}
        assert len(checks) == len(form.blank.fields)
        for address, field in form.blank.fields.items():
            check = checks[destination(names["fld_" + re.sub(r"\W", "_", address)].attr_text)]
            assert check.type == kinds[field.type]
            assert check.allow_blank
            assert len(check.promptTitle) <= 32
            assert max(len(check.prompt), len(check.error)) <= 255
            assert check.errorStyle == ("stop" if field.type is FieldType.CHOICE else "warning")
            if field.type is FieldType.CHOICE:
                assert labels(sheet, check.formula1) == [choice.label for choice in field.choices]


def labels(sheet: Worksheet, name: str) -> list[str]:
    """The labels in the range of a list, which stands on a hidden sheet."""
    lists, _, area = sheet.parent.defined_names[name].attr_text.partition("!")
    meta = sheet.parent[lists.strip("'")]
    assert meta.sheet_state == "hidden"
    return [cell[0].value for cell in meta[area.replace("$", "")]]


def test_messages_say_what_is_expected(order_159: Bundle) -> None:
    """The message of a date names its limits and shows how to write it; that of a number likewise."""
    order, schools = order_159
    sheet = sheet_of(report_form(order, schools[0]))
    prompts = {check.prompt for check in sheet.data_validations.dataValidation}
    assert "Укажите дату с 01.07.2023 по 31.08.2024, в виде 15.03.2024." in prompts
    assert "Укажите целое число от 0 до 400, без слов и процентов, например 12." in prompts
    assert "Документ или ссылка: не больше 1000 знаков." in prompts


def test_ids_are_hidden_and_stand_in_their_place(made: list[Form]) -> None:
    """Column A has the id of every row, the hidden row over the captions the ids of the columns."""
    for form in made:
        sheet = sheet_of(form)
        assert sheet.column_dimensions["A"].hidden
        hidden = [row for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].hidden]
        ids = [[cell.value for cell in sheet[row] if cell.value] for row in hidden]
        assert ids == [["#fields", *(column.id for column in table.columns)] for table in form.tables]
        rows = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1) if row not in hidden]
        assert [value for value in rows if value] == list(form.blank.rows)


def test_the_key_is_in_body_header_footer_and_properties(made: list[Form]) -> None:
    """A file knows itself in every place that some office program keeps."""
    for form in made:
        returned = read_blocks(write_form_xlsx(form))
        running = [find_keys(paragraph.text) for paragraph in returned.paragraphs if paragraph.running]
        assert running.count([form.key]) == 2
        assert [key for row in grid(returned) for key in find_keys(row[0].text)] == [form.key]
        names = ("custom:roadmapdocs.key", "subject", "keywords")
        assert [returned.properties[name] for name in names] == [form.printed_key] * 3
        assert returned.properties["title"] == form.blank.title
        assert returned.properties["created"] == f"{form.blank.dated}T00:00:00Z"
        assert "creator" not in returned.properties


def test_names_with_markup_do_not_break_the_document(bundle: Bundle, validate: Validate) -> None:
    """A respondent's name is escaped wherever it stands."""
    order, schools = bundle
    name = "МБОУ «А & Б» <имени _x0041_>"
    form = report_form(order, schools[0].model_copy(update={"full_name": name}))
    content = write_form_xlsx(form)
    assert [name] in [[cell.text for cell in row] for row in grid(read_blocks(content))]
    validate({"name.xlsx": content})


def test_the_same_form_gives_the_same_bytes(made: list[Form]) -> None:
    """Nothing depends on the clock or on what was written before, also when the shape is compiled anew."""
    first = [write_form_xlsx(form) for form in made]
    form_xlsx._compiled.cache_clear()
    assert [write_form_xlsx(form) for form in reversed(made)] == first[::-1]


def test_a_stamped_document_equals_one_written_whole(made: list[Form]) -> None:
    """Filling holes in deflated pieces gives the parts that filling them in the plain XML gives, canonically."""
    for form in made:
        layout = lay_out(form.blank, form.prefill)
        shape = form_xlsx._compiled(form.blank, frozenset(form.prefill))
        values = form_xlsx._values(form, shape)
        assert shape.package.holes() == set(values)
        whole = {name: part.decode() for name, part in form_xlsx._parts(form.blank, layout, shape.verdicts).items()}
        for name, value in values.items():
            whole = {part: text.replace(f"{HOLE_OPEN}{name}{HOLE_CLOSE}", value) for part, text in whole.items()}
        plain = pack({name: text.encode() for name, text in whole.items()})
        stamped = parts(write_form_xlsx(form))
        assert {name: canonical(part) for name, part in parts(plain).items()} == {
            name: canonical(part) for name, part in stamped.items()
        }


def canonical(part: bytes) -> bytes:
    """The canonical form of an XML part."""
    return etree.tostring(etree.fromstring(part), method="c14n")


def test_documents_keep_to_the_standard(made: list[Form], validate: Validate) -> None:
    """Empty, prefilled and nastily filled forms are valid against the ECMA-376 schemas."""
    texts = addresses(made[0], FieldType.TEXT)
    nasty = filled(made[0], dict(zip(texts, NASTY, strict=False)))
    validate({f"form-{number}.xlsx": write_form_xlsx(form) for number, form in enumerate((*made, nasty))})


def test_rows_are_high_enough_for_known_answers(made: list[Form]) -> None:
    """The height of a row follows the longest text stamped into it, up to the highest row there is."""
    form = made[0]
    address = next(a for a in addresses(form, FieldType.TEXT) if a.endswith(".evidence"))
    (placed,) = [one for one in lay_out(form.blank, {address}).cells if one.address == address]
    sheets = [sheet_of(filled(form, {address: text})) for text in ("", "слово " * 100, "слово " * 5000)]
    low, high, highest = (sheet.row_dimensions[placed.row].height for sheet in sheets)
    assert low < line_count("слово " * 100, placed.width, 11) * 12.7 <= high < highest <= 409


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 100, 1), ("слово", 100, 1), ("слово слово", 40, 2), ("а\n\nб", 100, 3), ("ж" * 40, 100, 4)],
)
def test_lines_are_counted_as_they_wrap(text: str, width: float, lines: int) -> None:
    """Words wrap at the width, line breaks break, a word wider than the cell is cut."""
    assert line_count(text, width, 11) == lines


def test_width_of_text_is_that_of_times() -> None:
    """Digits of Times New Roman are half as wide as their size; the estimate errs upwards and by little."""
    assert 55 <= text_width("0123456789", 11) <= 58


@pytest.mark.office
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx")])
def test_libreoffice_keeps_every_cell(
    made: list[Form], way: tuple[str, ...], office: Callable[..., list], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After re-saving, also by way of ODS, every text, code and answer is still in its place, and the names hold."""
    folder = tmp_path_factory.mktemp("resaved")
    form = made[0]
    sturdy = [text for text in NASTY if text not in LOST_BY_LIBREOFFICE]
    values: dict[str, Value] = dict(zip(addresses(form, FieldType.TEXT), sturdy, strict=False))
    values |= dict.fromkeys(addresses(form, FieldType.INTEGER), 17)
    values |= dict.fromkeys(addresses(form, FieldType.DATE), date(2024, 3, 15))
    content = write_form_xlsx(filled(form, values))
    files = [folder / "form.xlsx"]
    files[0].write_bytes(content)
    for step, target in enumerate(way):
        files = office(files, target, folder / str(step))
    before, after = grid(read_blocks(content)), grid(read_blocks(files[0].read_bytes()))
    assert visible(after) == visible(before)
    assert anchored(after) == anchored(before)


def visible(rows: list[list[Cell]]) -> dict[str, str]:
    """The texts by their places; empty cells left out, as programs add and drop them."""
    return {cell.location: cell.text for row in rows for cell in row if cell.text}


def anchored(rows: list[list[Cell]]) -> dict[str, tuple[str, ...]]:
    """The defined names by their places."""
    return {cell.location: cell.anchors for row in rows for cell in row if cell.anchors}
