"""The tables of the report: cloned from the prototype of the template, as wide as their sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt

from roadmapdocs.writers.docx.table_view import Cell, Line, Row
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.summary.docx_links import add_links
from roadmapdocs.writers.widths import column_widths, word_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from docx.oxml.table import CT_Tbl
    from docx.shared import Length

    from roadmapdocs.model.narrative import Column, Table
    from roadmapdocs.model.narrative import Row as TableRow

__all__ = ["draw_table"]

_HEADER, _BODY, _GROUP, _TOTAL = range(4)
"""The kinds of row, in the order in which the prototype table has them."""

_LEVEL, _UPRIGHT = 0, 1
_KINDS = {"text": 0, "number": 1, "word": 2}
"""The kinds of cell in the header and in the body of the prototype."""

_SIZE = 10
_CELL_MARGINS = 9  # points, both sides together, with a little to spare for another font
_UPRIGHT_WIDTH = 26  # points: two lines of a turned caption
_LOWEST, _HIGHEST = Mm(18), Mm(52)


def draw_table(document: Document, table: CT_Tbl, content: Table, width: Length) -> None:
    """Fill a clone of the prototype with a table of the report, in columns that add up to `width`."""
    fill_table(table, _rows(content), _widths(content, width.twips))
    if any(column.upright for column in content.columns):
        _make_room(table, content.columns)
    if content.links:
        add_links(document, table, content.links)


def _rows(content: Table) -> Iterator[Row]:
    captions = (_cell(column.caption, _UPRIGHT if column.upright else _LEVEL) for column in content.columns)
    yield Row(_HEADER, tuple(captions))
    for row in content.rows:
        yield _row(content.columns, row)


def _row(columns: Sequence[Column], row: TableRow) -> Row:
    if row.kind == "group":
        (title,) = row.cells
        return Row(_GROUP, (Cell((Line(title),), span=len(columns)),))
    kind = _TOTAL if row.kind == "total" else _BODY
    likes = [min(_KINDS[column.kind], 1) if kind == _TOTAL else _KINDS[column.kind] for column in columns]
    return Row(kind, tuple(_cell(text, like) for text, like in zip(row.cells, likes, strict=True)))


def _cell(text: str, like: int) -> Cell:
    return Cell((Line(text),) if text else (), like=like)


def _widths(content: Table, total: int) -> list[int]:
    least = [20 * (_least(content, place) + _CELL_MARGINS) for place in range(len(content.columns))]
    return column_widths([column.weight for column in content.columns], least, total)


def _least(content: Table, place: int) -> float:
    """Return the width in points below which words of a column would be broken; an address may be."""
    texts = [row.cells[place] for row in content.rows if row.kind != "group"]
    column = content.columns[place]
    if column.upright:
        return max(_UPRIGHT_WIDTH - _CELL_MARGINS, word_width(texts, _SIZE if column.kind == "number" else _SIZE - 1))
    addresses = not content.links.isdisjoint(word for text in texts for word in text.split())
    words = [column.caption] if addresses else [column.caption, *texts]
    bold = 1.1 * word_width([column.caption], _SIZE)
    return max(bold, min(word_width(words, _SIZE), 140))


def _make_room(table: CT_Tbl, columns: Sequence[Column]) -> None:
    """Make the header high enough for its turned captions, which do not make room for themselves."""
    longest = max(sum(word_width([word], _SIZE) + 4 for word in c.caption.split()) for c in columns if c.upright)
    header = table.tr_lst[0]
    header.trHeight_val = max(_LOWEST, min(_HIGHEST, Pt(round(longest * 0.6) + 12)))
    header.trHeight_hRule = WD_ROW_HEIGHT_RULE.AT_LEAST
