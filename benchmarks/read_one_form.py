"""Read one returned report, against the least that any reader must do: inflate, parse, look at every element once.

The limit L is: open the zip, read the parts that hold what is read, `lxml.etree.fromstring` each, and run
`for element in root.iter(): pass` over each, which makes a Python object of every element and asks it nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import docx
from clock import Case, measure, show
from docx2python import docx2python
from lxml import etree
from material import filled, order, parts_of, school, typed_answers
from openpyxl import load_workbook

from roadmapdocs import Form, read_form, report_form
from roadmapdocs.model.submission import Given
from roadmapdocs.readers import read_blocks

ROUNDS, SLOW, SCHOOLS = 200, 5, 20

Rows = Iterable[list[str]]
Reader = Callable[[bytes], Rows]

DOCX_PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"),
    *("word/document.xml", "word/header", "word/footer", "docProps/core.xml", "docProps/custom.xml"),
)
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


@dataclass(frozen=True)
class Report:
    """A returned file, and the form it answers."""

    form: Form
    content: bytes


def run(
    title: str, reports: list[Report], prefixes: tuple[str, ...], bars: tuple[float, float], **peers: Reader
) -> None:
    """Measure ours and the peers, a report of another school in each round, and print the table."""
    first = reports[0]
    names, typed = needed(first.content, prefixes), typed_answers(first.form)

    def at(turn: int) -> Report:
        return reports[turn // SLOW % len(reports)]

    least = Case("L: inflate, parse, one pass", lambda turn: limit(at(turn).content, names))
    cases = [
        least,
        Case("roadmapdocs, to grids (read_blocks)", lambda turn: read_blocks(at(turn).content), bar=bars[0]),
        Case(
            "roadmapdocs, to a submission (read_form)",
            lambda turn: read_form(at(turn).content, at(turn).form),
            bar=bars[1],
        ),
    ]
    cases[1].note = seen(our_rows(first.content), typed)
    cases[2].note = submitted(first.content, first.form, typed)
    for name, reader in peers.items():
        called, note = name.replace("__", ", ").replace("_", "-"), seen(reader(first.content), typed)
        cases.append(Case(called, lambda turn, read=reader: read(at(turn).content), every=SLOW, note=note))
    measure(cases, ROUNDS)
    parsed = sum(len(parts_of(first.content)[name]) for name in names)
    size = f"{len(first.content) / 1024:.0f} KB, L parses {parsed / 1024:.0f} KB in {len(names)} parts"
    show(f"{title}: {size}", least, cases)


def main() -> None:
    forms = [report_form(order(), school(number)) for number in range(SCHOOLS)]
    first = forms[0]
    plans = [row for table in first.tables if table.id.startswith("plan") for row in table.asked_rows]
    print(
        f"Reports of the bundled order: {len(first.blank.rows)} coded rows, {len(plans)} of them activities, "
        f"{len(first.blank.fields)} fields, {len(typed_answers(first))} answers typed in by the school."
    )
    documents = [Report(form, filled(form, "docx")) for form in forms]
    workbooks = [Report(form, filled(form, "xlsx")) for form in forms]
    again = [Report(report.form, saved_again(report.content)) for report in workbooks]
    run("DOCX", documents, DOCX_PARTS, (1.5, 3), python_docx=python_docx_rows, docx2python=docx2python_rows)
    peers = {"openpyxl": openpyxl_rows, "openpyxl__read_only": openpyxl_read_only_rows}
    run("XLSX, inline strings", workbooks, XLSX_PARTS, (2, 4), **peers)
    run("XLSX, saved again with shared strings", again, XLSX_PARTS, (2, 4), **peers)


if __name__ == "__main__":
    main()
