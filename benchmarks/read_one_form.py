"""Read one returned report, against the least that any reader must do: inflate, parse, look at every element once.

The limit L is: open the zip, read the parts that hold what is read, `lxml.etree.fromstring` each, and run
`for element in root.iter(): pass` over each, which makes a Python object of every element and asks it nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
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
XLSX_PARTS = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml")
"""The sheets that people see: the form and its check. Two hidden ones are not read, and not in the limit."""
XLSX_WAY = ("[Content_Types].xml", "_rels/.rels", "xl/_rels/", "xl/workbook.xml", "xl/styles.xml")
"""The parts that say what the sheets are called, where they are and which numbers are days: not in the limit."""


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


@dataclass(frozen=True)
class Work:
    """Reports of twenty schools in one format, the parts that the limit reads, the bars, and the peers by name."""

    title: str
    reports: list[Report]
    parts: tuple[str, ...]
    way: tuple[str, ...]
    bars: tuple[float, float]
    peers: dict[str, Reader]

    def at(self, turn: int) -> Report:
        """Return the report that is read in a round; peers that sit rounds out meet every school too."""
        return self.reports[turn // SLOW % len(self.reports)]

    def cases(self) -> list[Case]:
        """Return the limit, ours and the peers, each with what it sees of the first report."""
        form, content = self.reports[0].form, self.reports[0].content
        names, typed = needed(content, self.parts), typed_answers(form)
        more = names + needed(content, self.way)
        cases = [
            Case("L: inflate, parse, one pass", lambda turn: limit(self.at(turn).content, names)),
            Case(
                "roadmapdocs, to grids (read_blocks)",
                lambda turn: read_blocks(self.at(turn).content),
                bar=self.bars[0],
                note=seen(our_rows(content), typed),
            ),
            Case(
                "roadmapdocs, to a submission (read_form)",
                lambda turn: read_form(self.at(turn).content, self.at(turn).form),
                bar=self.bars[1],
                note=submitted(content, form, typed),
            ),
        ]
        if self.way:
            cases.insert(
                1, Case("  L and the parts that lead to the sheets", lambda turn: limit(self.at(turn).content, more))
            )
        for name, read in self.peers.items():
            work = partial(self.read_by, read)
            cases.append(Case(name, work, every=SLOW, note=seen(read(content), typed)))
        return cases

    def read_by(self, reader: Reader, turn: int) -> None:
        """Let a peer read the report of this round."""
        reader(self.at(turn).content)

    def run(self) -> None:
        """Measure and print."""
        cases = self.cases()
        measure(cases, ROUNDS)
        content = self.reports[0].content
        names = needed(content, self.parts)
        parsed = sum(len(parts_of(content)[name]) for name in names) / 1024
        show(
            f"{self.title}: {len(content) / 1024:.0f} KB, L parses {parsed:.0f} KB in {len(names)} parts",
            cases[0],
            cases,
        )


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
    of_docx: dict[str, Reader] = {"python-docx": python_docx_rows, "docx2python": docx2python_rows}
    of_xlsx: dict[str, Reader] = {"openpyxl": openpyxl_rows, "openpyxl, read-only": openpyxl_read_only_rows}
    Work("DOCX", documents, DOCX_PARTS, (), (1.5, 3), of_docx).run()
    Work("XLSX, inline strings", workbooks, XLSX_PARTS, XLSX_WAY, (2, 4), of_xlsx).run()
    Work("XLSX, saved again with shared strings", again, XLSX_PARTS, XLSX_WAY, (2, 4), of_xlsx).run()


if __name__ == "__main__":
    main()
