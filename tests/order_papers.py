"""Twenty orders of other shapes: descriptions in `data/orders/papers.yaml` → office files beside them.

The files are committed; `python tests/order_papers.py` makes them anew (LibreOffice is needed for ODT, DOC, RTF and
PDF). Nothing here imports the package: the builder and the reader share no code.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from ruamel.yaml import YAML

FOLDER = Path(__file__).parent / "data" / "orders"
FILTERS = {"odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97", "pdf": "pdf"}

Paper = dict[str, Any]


@cache
def papers() -> list[Paper]:
    """Load the descriptions."""
    with (FOLDER / "papers.yaml").open(encoding="utf-8") as file:
        return [dict(paper) for paper in YAML(typ="safe", pure=True).load_all(file) if paper]


def heading_rows(appendix: Paper) -> list[str]:
    """Return the captions that the roadmap should have: those of a grid become one."""
    return list(appendix["header"])


# --- DOCX -----------------------------------------------------------------------------------------------------------


class Builder:
    """Lays one description out as a Word document."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.layout = paper.get("layout", {})
        self.document = Document()
        self.document.styles["Normal"].font.name = "Times New Roman"
        self.document.styles["Normal"].font.size = Pt(12)
        self.lists = 40

    def build(self) -> Any:
        """Return the document."""
        self._head()
        self._clauses()
        self._signature()
        for line in self.paper.get("below", []):
            self._line(line)
        for appendix in self.paper["appendices"]:
            self._appendix(appendix)
        for line in self.paper.get("under", []):
            self._line(line)
        for item in self.paper.get("after", []):
            if isinstance(item[0], list):
                self._plain_table(item)
            else:
                for line in item:
                    self._line(line)
        self._line("")  # Word has a paragraph behind every table, and DOC cannot do without it
        if "running" in self.layout:
            self.document.sections[0].header.paragraphs[0].text = self.layout["running"]
        if "box" in self.layout:
            self._box(self.layout["box"])
        return self.document

    def _line(self, text: str, align: int | None = None) -> Any:
        paragraph = self.document.add_paragraph(text)
        if align is not None:
            paragraph.alignment = align
        return paragraph

    def _head(self) -> None:
        for line in self.paper["letterhead"]:
            self._line(line, WD_ALIGN_PARAGRAPH.CENTER)
        self._line("")
        self._line(self.paper["kind"], WD_ALIGN_PARAGRAPH.CENTER)
        for line in self.paper["requisites"]:
            if "\t" in line and self.layout.get("requisites") == "table":
                self._row_of_cells(line.split("\t"))
            else:
                self._line(line)
        self._line(self.paper["title"])
        preamble, command = self.paper["preamble"], self.paper["command"]
        if self.layout.get("command") == "inline":
            self._line(f"{preamble}, {command}")
        else:
            self._line(preamble)
            self._line(command)

    def _clauses(self) -> None:
        automatic = self.layout.get("clauses") == "automatic"
        number = self._new_list("%1.") if automatic else 0
        for line in self.paper["clauses"]:
            found = re.match(r"\d+\. ", line)
            if automatic and found:
                self._number(self._line(line[found.end() :]), number)
            else:
                self._line(line)

    def _signature(self) -> None:
        self._line("")
        for line in self.paper["signature"]:
            if "\t" in line and self.layout.get("signature") == "table":
                self._row_of_cells(line.split("\t"))
            else:
                self._line(line)

    def _row_of_cells(self, texts: list[str]) -> None:
        table = self.document.add_table(rows=1, cols=len(texts))
        for cell, text in zip(table.rows[0].cells, texts, strict=True):
            cell.text = text

    def _plain_table(self, rows: list[list[str]]) -> None:
        table = self.document.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    def _box(self, text: str) -> None:
        run = self.document.paragraphs[0].add_run()
        run._r.append(
            parse_xml(
                f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box" '
                f'style="width:90pt;height:24pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
                "</w:txbxContent></v:textbox></v:shape></w:pict>"
            )
        )

    # --- lists ---

    def _new_list(self, text: str) -> int:
        self.lists += 1
        numbering = self.document.part.numbering_part.element
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.lists}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
            "</w:abstractNum>"
        )
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.lists}"><w:abstractNumId w:val="{self.lists}"/></w:num>')
        )
        return self.lists

    def _number(self, paragraph: Any, number: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )

    # --- appendices ---

    def _appendix(self, appendix: Paper) -> None:
        if self.layout.get("landscape"):
            section = self.document.add_section()
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = section.page_height, section.page_width
        else:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in appendix["mark"]:
            self._line(line, WD_ALIGN_PARAGRAPH.RIGHT)
        for line in appendix["title"]:
            self._line(line, WD_ALIGN_PARAGRAPH.CENTER)
        rows = appendix["rows"]
        if appendix.get("layout", {}).get("table_each"):
            starts = [i for i, row in enumerate(rows) if isinstance(row, str)]
            for start, end in pairwise([*starts, len(rows)]):
                self._line(rows[start])
                Grid(self, appendix, rows[start + 1 : end]).draw()
        else:
            Grid(self, appendix, rows).draw()


class Grid:
    """Draws the table of one appendix."""

    def __init__(self, builder: Builder, appendix: Paper, rows: list[Any]) -> None:
        self.builder, self.rows = builder, rows
        self.layout = appendix.get("layout", {})
        self.header, self.roles = list(appendix["header"]), list(appendix["roles"])
        self.deadline = self.roles.index("deadline") if "deadline" in self.roles else 0
        self.parts = list(self.layout.get("grid", self.layout.get("two", [])))
        self.width = len(self.header) + max(len(self.parts) - 1, 0)
        self.table = builder.document.add_table(rows=0, cols=self.width)
        self.table.style = "Table Grid"
        self.list = builder._new_list("%1.") if self.layout.get("numbers") == "automatic" else 0

    def draw(self) -> None:
        """Draw captions and rows."""
        self._captions()
        if self.layout.get("column_numbers"):
            self._cells([str(number) for number in range(1, self.width + 1)])
        for row in self.rows:
            if isinstance(row, str):
                self._direction(row)
                continue
            if self.layout.get("captions_again_before") == row[0]:
                self._captions()
            self._activity(row)
        self._merge()

    def _cells(self, texts: list[str]) -> Any:
        row = self.table.add_row()
        for cell, text in zip(row.cells, texts, strict=True):
            lines = text.split("\n")
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
            if self.layout.get("tall"):
                cell.paragraphs[0].paragraph_format.space_after = Pt(24)
        return row

    def _captions(self) -> None:
        if not self.parts:
            row = self._cells(self.header)
            if self.layout.get("repeat_captions"):
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            return
        left, right = self.header[: self.deadline], self.header[self.deadline + 1 :]
        if self.layout.get("flat"):
            self._cells([*left, *self.parts, *right])
            return
        above = self._cells([*left, self.header[self.deadline], *[""] * (len(self.parts) - 1), *right])
        below = self._cells([*[""] * len(left), *self.parts, *[""] * len(right)])
        above.cells[self.deadline].merge(above.cells[self.deadline + len(self.parts) - 1])
        for index in (*range(len(left)), *range(self.width - len(right), self.width)):
            above.cells[index].merge(below.cells[index])
            _trim(above.cells[index])

    def _direction(self, text: str) -> None:
        row = self._cells([""] * self.width)
        found = re.match(r"(\S+\.) (.*)", text)
        if self.layout.get("directions") == "cell" and found:
            row.cells[0].text, row.cells[1].text = found[1], found[2]
            return
        row.cells[0].merge(row.cells[-1])
        _trim(row.cells[0])
        row.cells[0].text = text

    def _activity(self, row: list[str]) -> None:
        texts = [str(text) for text in row]
        for number, column, word in self.layout.get("broken", []):
            if number == row[0]:
                before, _, after = texts[column].partition(word)
                rest = [""] * len(texts)
                texts[column], rest[column] = before.strip(), f"{word}{after}"
                self._cells(texts)
                self._cells(rest)
                return
        hyphen = self.layout.get("hyphen", [])
        if hyphen and hyphen[0] == row[0]:
            first, second = hyphen[2].split("|")
            before, _, after = texts[hyphen[1]].partition(first + second)
            rest = [""] * len(texts)
            texts[hyphen[1]], rest[hyphen[1]] = f"{before}{first}-", f"{second}{after}"
            self._cells(texts)
            self._cells(rest)
            return
        drawn = self._cells(self._spread(texts))
        if self.list:
            drawn.cells[0].text = ""
            self.builder._number(drawn.cells[0].paragraphs[0], self.list)

    def _spread(self, texts: list[str]) -> list[str]:
        """Put a deadline into the columns of a grid, or of beginning and end."""
        if not self.parts:
            return texts
        deadline = texts[self.deadline]
        if "two" in self.layout:
            cells = deadline.split(" – ")
        elif "квартал" in deadline:
            said = deadline.removesuffix(" квартал").split(", ")
            cells = ["х" if part.removesuffix(" квартал") in said else "-" for part in self.parts]
        else:
            named = dict(re.findall(r"([а-я]+)(?: \(([^)]*)\))?", deadline))
            cells = ["" if part not in named else named[part] or "+" for part in self.parts]
        return [*texts[: self.deadline], *cells, *texts[self.deadline + 1 :]]

    def _merge(self) -> None:
        """Merge equal cells below each other, within a direction, in the columns that the layout names."""
        first = len(self.table.rows) - len(self.rows)
        for role in self.layout.get("merged", []):
            column = self.roles.index(role)
            start = None
            for index in range(len(self.rows) + 1):
                same = (
                    start is not None
                    and index < len(self.rows)
                    and isinstance(self.rows[index], list)
                    and self.rows[index][column] == self.rows[start][column]
                )
                if same:
                    continue
                if start is not None and index - start > 1:
                    top, bottom = self.table.cell(first + start, column), self.table.cell(first + index - 1, column)
                    text = top.text
                    merged = top.merge(bottom)
                    _trim(merged)
                    merged.text = text
                start = index if index < len(self.rows) and isinstance(self.rows[index], list) else None


def _trim(cell: Any) -> None:
    """Drop the empty paragraphs that merging leaves behind."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


# --- text -----------------------------------------------------------------------------------------------------------


def as_text(paper: Paper) -> str:
    """Lay a description out as text, as converters write it: bold letterhead, tables in bars."""
    lines = ["**" + "\n".join(paper["letterhead"]) + "**", paper["kind"], *paper["requisites"], paper["title"]]
    lines += [paper["preamble"], paper["command"], *paper["clauses"], *paper["signature"]]
    for appendix in paper["appendices"]:
        lines += [*appendix["mark"], *appendix["title"]]
        lost = appendix.get("layout", {}).get("lost", [])
        level = appendix["roles"].index("level")
        width = len(appendix["header"])
        table = [appendix["header"], ["---"] * width]
        for row in appendix["rows"]:
            if isinstance(row, str):
                number, _, title = row.partition(" ")
                table.append([number, title, *[""] * (width - 2)])
            else:
                table.append([cell for i, cell in enumerate(row) if not (i == level and row[0] in lost)])
        lines.append("\n".join("| " + " | ".join(row) + " |" for row in table))
    return "\n\n".join(lines) + "\n"


# --- files ----------------------------------------------------------------------------------------------------------


def make(folder: Path) -> None:
    """Write all files into a folder."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        wanted: dict[str, list[Path]] = {}
        for paper in papers():
            stem, _, ending = paper["file"].rpartition(".")
            if ending == "txt":
                (folder / paper["file"]).write_text(as_text(paper), encoding="utf-8")
                continue
            path = (folder if ending == "docx" else made) / f"{stem}.docx"
            Builder(paper).build().save(path)
            if ending != "docx":
                wanted.setdefault(ending, []).append(path)
        for ending, files in wanted.items():
            command = ["soffice", f"-env:UserInstallation={(made / 'profile').as_uri()}", "--headless"]
            command += ["--convert-to", FILTERS[ending], "--outdir", str(folder), *map(str, files)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
