"""Tables of a DOCX, cloned from a prototype table that a person formats in Word.

The prototype has one row of each kind and one cell of each kind in a row; a second paragraph in a cell is the
pattern of list items. Whatever is set in Word for those (style, shading, alignment, row properties) is kept.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, TypeVar

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.shared import Twips
from docx.text.run import Run

from roadmapdocs.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc

    from roadmapdocs.writers.table_view import Cell, Line, Row

__all__ = ["fill_table"]

T = TypeVar("T")


def fill_table(table: CT_Tbl, rows: Iterable[Row], widths: Sequence[int]) -> None:
    """Replace the prototype rows of `table` by `rows`, drawn after them, in columns of `widths` (twips).

    Raises `TemplateError` where a row or cell asks for a prototype that the table does not have.
    """
    prototypes = list(table.tr_lst)
    for prototype in prototypes:
        table.remove(prototype)
    _set_grid(table, widths)
    for row in rows:
        table.append(_drawn_row(_pick(prototypes, row.like, "row"), row, widths))


def _pick(prototypes: Sequence[T], index: int, what: str) -> T:
    if index >= len(prototypes):
        raise TemplateError(
            f"the prototype table lacks {what} {index + 1}",
            hint="restore the table of the template",
        )
    return prototypes[index]


def _set_grid(table: CT_Tbl, widths: Sequence[int]) -> None:
    grid = table.tblGrid
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().w = Twips(width)
    total = table.tblPr.find(qn("w:tblW"))
    if total is not None:
        total.set(qn("w:w"), str(sum(widths)))
        total.set(qn("w:type"), "dxa")


def _drawn_row(prototype: CT_Row, row: Row, widths: Sequence[int]) -> CT_Row:
    drawn = deepcopy(prototype)
    patterns = list(drawn.tc_lst)
    for pattern in patterns:
        drawn.remove(pattern)
    first = 0
    for cell in row.cells:
        width = sum(widths[first : first + cell.span])
        drawn.append(_drawn_cell(_pick(patterns, cell.like, "cell"), cell, width))
        first += cell.span
    return drawn


def _drawn_cell(prototype: CT_Tc, cell: Cell, width: int) -> CT_Tc:
    drawn = deepcopy(prototype)
    patterns = [child for child in drawn if isinstance(child, CT_P)]
    for pattern in patterns:
        drawn.remove(pattern)
    drawn.width = Twips(width)
    drawn.grid_span = cell.span
    drawn.vMerge = cell.merge or None
    if not cell.lines:
        drawn.append(_emptied(patterns[0]))
    for line in cell.lines:
        drawn.append(_drawn_line(patterns[-1 if line.listed else 0], line))
    return drawn


def _drawn_line(prototype: CT_P, line: Line) -> CT_P:
    pattern = next((child for child in prototype if isinstance(child, CT_R)), None)
    drawn = _emptied(prototype)
    run = OxmlElement("w:r") if pattern is None else deepcopy(pattern)
    assert isinstance(run, CT_R)
    run.text = line.text
    drawn.append(run)
    if line.emphasis != "plain":
        setattr(Run(run, None), line.emphasis, True)  # type: ignore[arg-type]  # a run set apart needs no parent
    return drawn


def _emptied(prototype: CT_P) -> CT_P:
    drawn = deepcopy(prototype)
    for child in list(drawn):
        if child.tag != qn("w:pPr"):
            drawn.remove(child)
    return drawn
