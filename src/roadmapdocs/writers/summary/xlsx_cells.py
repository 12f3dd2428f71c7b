"""Cells and tables that several sheets of a summary share: links to files, lists with a filter, printed names."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.xlsx.book import Cell, FileLink
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmapdocs.model.summary import RespondentLine, Summary
    from roadmapdocs.writers.xlsx.book import Page
    from roadmapdocs.writers.xlsx.style import Look

__all__ = ["Row", "brief", "draw_list", "file_cell", "linked", "names_height", "pages_across", "shortened"]

_ON_A_PAGE = 15

Row = tuple["Sequence[Cell]", "Sequence[str]"]
"""The cells of a row, and the names that links find it by."""


def file_cell(summary: Summary, file: str, look: Look = looks.FILE) -> Cell:
    """Return a cell with the name of a returned file that opens it; a public summary names no files."""
    return Cell(file, look if file else looks.TEXT, link=FileLink(summary.path_of(file)) if file else "")


def linked(cell: Cell, anchor: str) -> Cell:
    """Return a total that leads to its detail and shows it; zero leads nowhere."""
    empty = cell.value is None or cell.value == 0 or getattr(cell.value, "result", None) == 0
    return cell if empty or not anchor else cell._replace(link=anchor, look=looks.leading(cell.look))


def brief(text: str) -> str:
    """Return the first line of an activity's text; the list under it stands on the sheet of counts."""
    first, _, rest = text.partition("\n")
    return f"{first} …" if rest else text


def shortened(text: str, longest: int = 70) -> str:
    """Return the beginning of a text, for a list where it stands in many lines one under another."""
    line = " ".join(brief(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip(" ,;:") + "…"


def names_height(respondents: Sequence[RespondentLine]) -> float:
    """Return the height of a row of names that stand upright: as few points as give each at most three lines."""
    size, lines = looks.NAME.size, 3
    heights = range(60, 400, 5)
    fits = (h for h in heights if all(line_count(line.name, h - 6, size) <= lines for line in respondents))
    return next(fits, heights[-1])


def pages_across(respondents: Sequence[RespondentLine]) -> int:
    """Return on how many sheets of paper side by side a table with a column for each respondent stays legible."""
    return max(1, ceil(len(respondents) / _ON_A_PAGE))


def draw_list(page: Page, captions: Sequence[str], rows: Iterable[Row], summary: Summary, *, fixed: int = 0) -> None:
    """Write a table with a filter, its head and `fixed` columns frozen, and «Записей нет.» where there is no row."""
    header = page.add(Cell(caption, looks.CAPTION) for caption in captions)
    for cells, anchors in rows:
        for anchor in filter(None, anchors):
            page.mark(anchor)
        page.add(cells)
    if page.next > header + 1:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(captions))}{page.next - 1}"
    else:
        page.add([Cell("Записей нет.", looks.TEXT, len(captions))])
    page.sheet.freeze_panes = f"{get_column_letter(fixed + 1)}{header + 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")
