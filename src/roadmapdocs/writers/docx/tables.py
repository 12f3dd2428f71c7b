"""Tables of a DOCX, cloned from a prototype table that a person formats in Word.

The prototype has one row of each kind and one cell of each kind in a row; a second paragraph in a cell is the
pattern of list items. Whatever is set in Word for those (style, shading, alignment, row properties) is kept.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.run import Run

from roadmapdocs.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
    from docx.oxml.text.paragraph import CT_P
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.writers.docx.table_view import Cell, Line, Row

__all__ = ["fill_table"]

T = TypeVar("T")


def fill_table(table: CT_Tbl, rows: Iterable[Row], widths: Sequence[int]) -> None:
    """Replace the prototype rows of `table` by `rows`, drawn after them, in columns of `widths` (twips).

    Raises `TemplateError` where a row or cell asks for a prototype that the table does not have.
    """
    prototypes = list(table.tr_lst)
    _exchange(table, prototypes, (_drawn_row(_pick(prototypes, row.like, "row"), row, widths) for row in rows))
    _set_grid(table, widths)


def _exchange(parent: BaseOxmlElement, old: Iterable[BaseOxmlElement], new: Iterable[BaseOxmlElement]) -> None:
    for child in old:
        parent.remove(child)
    for child in new:
        parent.append(child)


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
    starts = accumulate((cell.span for cell in row.cells), initial=0)
    cells = [
        _drawn_cell(_pick(patterns, cell.like, "cell"), cell, sum(widths[start : start + cell.span]))
        for start, cell in zip(starts, row.cells, strict=False)
    ]
    _exchange(drawn, patterns, cells)
    return drawn


def _drawn_cell(prototype: CT_Tc, cell: Cell, width: int) -> CT_Tc:
    drawn = deepcopy(prototype)
    patterns = list(drawn.p_lst)
    lines = [_drawn_line(patterns[-1 if line.listed else 0], line) for line in cell.lines]
    _exchange(drawn, patterns, lines or [_emptied(patterns[0])])
    drawn.width = Twips(width)
    drawn.grid_span = cell.span
    drawn.vMerge = cell.merge or None
    return drawn


def _drawn_line(prototype: CT_P, line: Line) -> CT_P:
    drawn = _emptied(prototype)
    run = drawn.add_r()
    if prototype.r_lst and prototype.r_lst[0].rPr is not None:
        run.insert_element_before(deepcopy(prototype.r_lst[0].rPr))
    run.text = line.text
    if line.emphasis != "plain":
        setattr(Run(run, None), line.emphasis, True)  # type: ignore[arg-type]  # a run set apart needs no parent
    return drawn


def _emptied(prototype: CT_P) -> CT_P:
    drawn = deepcopy(prototype)
    _exchange(drawn, [child for child in drawn if child.tag != qn("w:pPr")], ())
    return drawn
