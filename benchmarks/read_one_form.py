"""Read one returned report, against the least that any reader must do: inflate, parse, look at every element once.

The limit L is: open the zip, read the parts that hold what is read, `lxml.etree.fromstring` each, and run
`for element in root.iter(): pass` over each, which makes a Python object of every element and asks it nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from zipfile import ZipFile

import docx
from clock import Case, measure, show
from docx2python import docx2python
from lxml import etree
from material import cluster_form, filled, parts_of, typed_answers
from openpyxl import load_workbook

from roadmapdocs import Form, read_form
from roadmapdocs.model.submission import Given
from roadmapdocs.readers import read_blocks

ROUNDS, SLOW = 200, 5

Rows = Iterable[list[str]]
Reader = Callable[[bytes], Rows]

DOCX_PARTS = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml")
DOCX_MORE = ("word/header", "word/footer", "docProps/core.xml", "docProps/custom.xml")
XLSX_PARTS = ("xl/worksheets/sheet", "xl/sharedStrings.xml")


def needed(content: bytes, prefixes: tuple[str, ...]) -> list[str]:
    """Return the parts of a package that the limit reads."""
    return [name for name in parts_of(content) if name.startswith(prefixes)]


def limit(content: bytes, names: list[str]) -> None:
    """Do what every reader must do, and nothing else."""
    with ZipFile(BytesIO(content)) as package:
        for name in names:
            for _ in etree.fromstring(package.read(name)).iter():
                pass


# --- readers, each as content → rows of texts ---------------------------------------------------------------------


def our_rows(content: bytes) -> Rows:
    return [[cell.text for cell in row] for grid in read_blocks(content).grids for row in grid.rows]


def python_docx_rows(content: bytes) -> Rows:
    tables = docx.Document(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def docx2python_rows(content: bytes) -> Rows:
    with docx2python(BytesIO(content)) as document:
        return [["\n".join(cell) for cell in row] for table in document.body for row in table]


def openpyxl_rows(content: bytes) -> Rows:
    book = load_workbook(BytesIO(content))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return [["" if value is None else str(value) for value in row] for row in rows]


def openpyxl_read_only_rows(content: bytes) -> Rows:
    book = load_workbook(BytesIO(content), read_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return [["" if value is None else str(value) for value in row] for row in rows]


# --- what they see --------------------------------------------------------------------------------------------------


def seen(rows: Rows, typed: Mapping[tuple[str, str], str]) -> str:
    """Say how many typed answers stand in the row of their code and under their caption."""
    captions: list[str] = []
    found = set()
    for row in rows:
        if "Код" in row:
            captions = row
        elif captions:
            code = row[captions.index("Код")] if len(row) == len(captions) else ""
            found |= {
                (code, caption)
                for caption, text in zip(captions, row, strict=False)
                if typed.get((code, caption)) == text
            }
    return f"{len(found)} of {len(typed)} answers"


def submitted(content: bytes, form: Form, typed: Mapping[tuple[str, str], str]) -> str:
    """Say how many typed answers became typed values, and how many findings there are."""
    submission = read_form(content, form)
    captions = {table.id: {column.id: column.caption for column in table.columns} for table in form.tables}
    found = 0
    for address, answer in submission.answers.items():
        row_id, _, column = address.partition(".")
        table, row = form.blank.rows[row_id]
        text = typed.get((row.code, captions[table.id][column]))
        found += isinstance(answer, Given) and answer.value is not None and answer.raw == text
    return f"{found} of {len(typed)} answers, {len(submission.findings)} findings"


def saved_again(content: bytes) -> bytes:
    """Return the workbook as office programs write it: with shared strings."""
    saved = BytesIO()
    load_workbook(BytesIO(content)).save(saved)
    return saved.getvalue()


# --- the runs -------------------------------------------------------------------------------------------------------


def run(title: str, content: bytes, form: Form, names: list[str], bars: tuple[float, float], **peers: Reader) -> None:
    """Measure ours and the peers on one file and print the table."""
    typed = typed_answers(form)
    least = Case("L: inflate, parse, one pass", lambda _: limit(content, names))
    cases = [
        least,
        Case("roadmapdocs, to grids (read_blocks)", lambda _: read_blocks(content), bar=bars[0]),
        Case("roadmapdocs, to a submission (read_form)", lambda _: read_form(content, form), bar=bars[1]),
    ]
    cases[1].note = seen(our_rows(content), typed)
    cases[2].note = submitted(content, form, typed)
    for name, reader in peers.items():
        called = name.replace("__", ", ").replace("_", "-")
        cases.append(Case(called, lambda _, read=reader: read(content), every=SLOW, note=seen(reader(content), typed)))
    measure(cases, ROUNDS)
    parsed = sum(len(parts_of(content)[name]) for name in names)
    show(f"{title}: {len(content) / 1024:.0f} KB, L parses {parsed / 1024:.0f} KB in {len(names)} parts", least, cases)


def main() -> None:
    form = cluster_form()
    plans = [row for table in form.tables if table.id.startswith("plan") for row in table.asked_rows]
    print(
        f"One report of the bundled order: {len(form.blank.rows)} coded rows, {len(plans)} of them activities, "
        f"{len(form.blank.fields)} fields, {len(typed_answers(form))} answers typed in by the school."
    )
    document, workbook = filled(form, "docx"), filled(form, "xlsx")
    run(
        "DOCX", document, form, needed(document, DOCX_PARTS + DOCX_MORE), (1.5, 3),
        python_docx=python_docx_rows, docx2python=docx2python_rows,
    )
    peers = {"openpyxl": openpyxl_rows, "openpyxl__read_only": openpyxl_read_only_rows}
    run("XLSX, inline strings", workbook, form, needed(workbook, XLSX_PARTS), (2, 4), **peers)
    again = saved_again(workbook)
    run("XLSX, saved again with shared strings", again, form, needed(again, XLSX_PARTS), (2, 4), **peers)


if __name__ == "__main__":
    main()
