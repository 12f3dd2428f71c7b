"""Write the report forms of 200 schools, against the least that any writer must do: deflate ready XML into a zip.

The limit L is: the parts of a kept reference document, already XML bytes, written with `zipfile` at level 6. It is
a file in this folder and not what the writers make today, so that L does not shrink when the forms do.
"""

from __future__ import annotations

import gc
import tracemalloc
from functools import cache
from io import BytesIO
from statistics import median
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from clock import Case, measure, show
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree
from material import SCHOOLS, order, parts_of, reference, school
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from roadmapdocs import Form, report_form, write_form
from roadmapdocs.model.form import ColumnKind, FieldType, Row, Table

SLOW = 20
COMPILES = 5


@cache
def form_of(number: int) -> Form:
    """Return the form of a school, built beforehand: what the peers start from."""
    return report_form(order(), school(number))


def varying(form: Form) -> dict[str, str]:
    """Return the texts that differ from school to school."""
    known = form.respondent
    return {
        "full_name": known.full_name,
        "short_name": known.short_name,
        "head": known.head,
        "staff": str(known.staff),
        "teachers": str(known.teachers),
        "key": form.printed_key,
    }


# --- the limit ------------------------------------------------------------------------------------------------------


def deflate(parts: dict[str, bytes]) -> bytes:
    """Write ready parts into a zip."""
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return saved.getvalue()


# --- the peers: DOCX ------------------------------------------------------------------------------------------------


@cache
def jinja_template() -> bytes:
    """Return our own form as a template: the names of variables stand where a school's own texts stand."""
    form = form_of(0)
    names = {name: f"{{{{ {name} }}}}" for name in varying(form)}
    known = {address: names[name] for address, name in form.blank.known_from_roster if address in form.prefill}
    respondent = form.respondent.model_copy(update={name: names[name] for name in ("full_name", "short_name")})
    return write_form(
        form.model_copy(update={"printed_key": names["key"], "respondent": respondent, "prefill": known}), "docx"
    )


def docxtpl_form(number: int) -> bytes:
    """Render the template."""
    template = DocxTemplate(BytesIO(jinja_template()))
    template.render(varying(form_of(number)), Environment(autoescape=True))
    return saved(template)


def python_docx_edited(number: int) -> bytes:
    """Open the reference document and put another school's texts in the place of the first one's."""
    document = docx.Document(BytesIO(reference_bytes("docx")))
    old, new = varying(form_of(0)), varying(form_of(number))
    section = document.sections[0]
    for part in (document, section.header, section.footer):
        for text in part._element.iter(qn("w:t")):  # noqa: SLF001 - python-docx shows no text inside controls
            for name, value in old.items():
                if value in (text.text or ""):
                    text.text = text.text.replace(value, new[name])
    document.core_properties.subject = document.core_properties.keywords = new["key"]
    return saved(document)


def python_docx_built(number: int) -> bytes:
    """Build prose and tables as plain text: no controls, bookmarks or shading."""
    form = form_of(number)
    document = docx.Document()
    blank, known = form.blank, varying(form)
    for text in (*blank.basis, blank.title, known["full_name"], known["key"], *blank.instructions):
        document.add_paragraph(text)
    for table in form.tables:
        document.add_paragraph(table.title)
        drawn = document.add_table(len(table.rows) + 1, len(table.columns), style="Table Grid")
        for cells, texts in zip(drawn.rows, table_texts(form, table), strict=True):
            for cell, text in zip(cells.cells, texts, strict=False):
                cell.text = text
    return saved(document)


def table_texts(form: Form, table: Table) -> list[list[str]]:
    """Return the texts of a table: captions, then rows."""
    return [[column.caption for column in table.columns], *(row_texts(form, table, row) for row in table.rows)]


def row_texts(form: Form, table: Table, row: object) -> list[str]:
    if not isinstance(row, Row):
        return [row.title]
    return [cell_text(form, row, column.id, column.kind) for column in table.columns]


def cell_text(form: Form, row: Row, column: str, kind: ColumnKind) -> str:
    if kind is ColumnKind.CODE:
        return row.code
    if column in row.fields:
        value = form.known(f"{row.id}.{column}")
        return row.fields[column].shown_prompt if value is None else str(value)
    return row.printed.get(column, "")


# --- the peers: XLSX ------------------------------------------------------------------------------------------------


def openpyxl_edited(number: int) -> bytes:
    """Open the reference workbook and put another school's texts in the place of the first one's."""
    book = load_workbook(BytesIO(reference_bytes("xlsx")))
    old, new = varying(form_of(0)), varying(form_of(number))
    for cell in (cell for row in book.worksheets[0].iter_rows(max_row=20) for cell in row if cell.value is not None):
        for name, value in old.items():
            if str(cell.value) == value:
                cell.value = int(new[name]) if isinstance(cell.value, int) else new[name]
            elif isinstance(cell.value, str) and value in cell.value:
                cell.value = cell.value.replace(value, new[name])
    return saved(book)


def openpyxl_built(number: int) -> bytes:
    """Build one styled sheet with lists and open cells; without the checking formulas, names and second sheet."""
    form = form_of(number)
    book = Workbook()
    sheet = book.active
    known = varying(form)
    for text in (*form.blank.basis, form.blank.title, known["full_name"], known["key"], *form.blank.instructions):
        sheet.append([text])
    thin = Side(style="thin")
    looks = {
        "border": Border(left=thin, right=thin, top=thin, bottom=thin),
        "alignment": Alignment(wrap_text=True, vertical="top"),
        "font": Font(name="Arial", size=10),
    }
    for table in form.tables:
        sheet.append([table.title])
        put_table(sheet, form, table, looks)
    sheet.protection.enable()
    return saved(book)


def put_table(sheet, form: Form, table: Table, looks: dict[str, object]) -> None:
    lists: dict[str, DataValidation] = {}
    for row, texts in zip((None, *table.rows), table_texts(form, table), strict=True):
        sheet.append(texts)
        for position, column in enumerate(table.columns, start=1):
            cell = sheet.cell(sheet.max_row, position)
            for name, look in looks.items():
                setattr(cell, name, look)
            field = row.fields.get(column.id) if isinstance(row, Row) else None
            if field is not None:
                cell.fill, cell.protection = PatternFill("solid", start_color="FFF7E6"), Protection(locked=False)
            if field is not None and field.type is FieldType.CHOICE:
                labels = '"' + ",".join(choice.label for choice in field.choices)[:250] + '"'
                lists.setdefault(labels, DataValidation("list", formula1=labels)).add(cell)
    for validation in lists.values():
        sheet.add_data_validation(validation)


# --- the runs -------------------------------------------------------------------------------------------------------


@cache
def reference_bytes(format_: str) -> bytes:
    return deflate(reference(format_))


def saved(document) -> bytes:
    """Return the bytes of a document of any library that saves to a stream."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def printed_text(content: bytes) -> str:
    """Return the text of a document's body."""
    return "".join(etree.fromstring(parts_of(content)["word/document.xml"]).itertext())


def cases_of(format_: str) -> list[Case]:
    """Return the limit, ours, and the peers of a format; the peers' last column is the size of what they write."""
    parts = reference(format_)
    peers = {
        "docx": {
            "docxtpl, template of the same size": docxtpl_form,
            "python-docx, edit the reference": python_docx_edited,
            "python-docx, build plain tables": python_docx_built,
        },
        "xlsx": {"openpyxl, edit the reference": openpyxl_edited, "openpyxl, build one plain sheet": openpyxl_built},
    }
    cases = [
        Case("L: deflate ready XML", lambda _: deflate(parts), note=kilobytes(deflate(parts))),
        Case(
            "roadmapdocs: report_form and write_form",
            lambda number: write_form(report_form(order(), school(number)), format_),
            bar=1,
            note=f"{kilobytes(write_form(form_of(0), format_))}; goal 0.5",
        ),
        Case("  write_form alone", lambda number: write_form(form_of(number), format_)),
        *(Case(name, peer, every=SLOW, note=kilobytes(peer(1))) for name, peer in peers[format_].items()),
    ]
    if format_ == "docx":
        same = printed_text(docxtpl_form(1)) == printed_text(write_form(form_of(1), format_))
        cases[3].note += "; same text as ours" if same else "; NOT the same text as ours"
    return cases


def kilobytes(content: bytes) -> str:
    return f"{len(content) / 1024:.1f} KB"


def compiles(format_: str) -> None:
    """Print what the first form of a shape costs: the blank is built, drawn and deflated in pieces."""
    blanks, drawings = [], []
    for number in range(COMPILES):
        fresh = order().model_copy(update={"number": f"{number}-{format_}"})
        start = perf_counter()
        form = report_form(fresh, school(0))
        middle = perf_counter()
        write_form(form, format_)
        blanks.append(1000 * (middle - start))
        drawings.append(1000 * (perf_counter() - middle))
    print(f"{format_}: blank {median(blanks):.1f} ms, drawing and compiling {median(drawings):.1f} ms")


def memory(format_: str) -> None:
    """Print what Python keeps after the first form of a shape, and after 200 forms more."""
    fresh = order().model_copy(update={"number": f"memory-{format_}"})
    gc.collect()
    tracemalloc.start()
    write_form(report_form(fresh, school(0)), format_)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    for number in range(SCHOOLS):
        write_form(report_form(fresh, school(number)), format_)
    peak = tracemalloc.get_traced_memory()[1]
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(
        f"{format_}: {kept / 1024:.0f} KB kept for the shape, {(grown - kept) / 1024:+.0f} KB after {SCHOOLS} forms, "
        f"{(peak - kept) / 1024:.0f} KB more at the highest point between"
    )


def main() -> None:
    for number in range(SCHOOLS):
        form_of(number)
    tables = {format_: cases_of(format_) for format_ in ("docx", "xlsx")}
    measure([case for cases in tables.values() for case in cases], SCHOOLS)
    for format_, cases in tables.items():
        total = sum(cases[1].times.values()) / 1000
        show(f"{format_.upper()}, one school of {SCHOOLS} ({SCHOOLS} forms of ours: {total:.2f} s)", cases[0], cases)
    print("\nOnce for each shape of a form (median of five)")
    for format_ in tables:
        compiles(format_)
    print("\nMemory, as Python counts it")
    for format_ in tables:
        memory(format_)


if __name__ == "__main__":
    main()
