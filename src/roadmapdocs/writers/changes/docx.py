"""The document about the changes as DOCX: prose by the template, the table by its prototype, differing words marked."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, cast

from docx.oxml.table import CT_Tbl

from roadmapdocs.errors import TemplateError
from roadmapdocs.russian.typography import hard_spaces
from roadmapdocs.writers.changes.view import ChangeRow, change_rows, say_prose
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.table_view import Cell, Line, Row
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_Tc
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.orders.next_year.values import NextYear
    from roadmapdocs.orders.next_year.wording import Words

__all__ = ["write_changes_docx"]

_TEMPLATE = "changes.docx"
_HEADER, _PART, _CHANGE = 0, 1, 2
"""The kinds of row, in the order in which the prototype table has them."""

_CAPTIONS = ("№", "Где", "Было", "Стало")
_OLD, _NEW = "Было", "Стало"
"""The character styles of the words that differ, by the names Word shows."""


def write_changes_docx(draft: NextYear) -> bytes:
    """Return the changes of a draft and its points to confirm as DOCX. The same draft gives the same bytes.

    Raises `TemplateError` for a template that lacks the table or a style.
    """
    rows = change_rows(draft)
    document = render_prose(read_template(_TEMPLATE), say_prose(draft, rows))
    _fill(document, rows)
    return finished(document, title=f"Изменения в приказе: {draft.order.number}", day=draft.order.date)


def _fill(document: Document, rows: Sequence[ChangeRow]) -> None:
    table = next((child for child in document.element.body if isinstance(child, CT_Tbl)), None)
    if table is None:
        raise TemplateError("the template lacks its table", place=_TEMPLATE)
    widths = [int(column.w.twips) for column in table.tblGrid.gridCol_lst if column.w is not None]
    header = Row(_HEADER, tuple(Cell((Line(text),), like=at) for at, text in enumerate(_CAPTIONS)))
    fill_table(table, [header, *(_row(row) for row in rows)], widths)
    styles = [_style_id(document, name) for name in (_OLD, _NEW)]
    for drawn, row in zip(table.tr_lst[1:], rows, strict=True):
        if not row.part:
            _mark(drawn, row, styles)


def _row(row: ChangeRow) -> Row:
    if row.part:
        return Row(_PART, (Cell((Line(row.part),), span=len(_CAPTIONS)),))
    texts = (str(row.number), row.where, _whole(row.old), _whole(row.new))
    return Row(_CHANGE, tuple(Cell((Line(text),), like=at) for at, text in enumerate(texts)))


def _whole(words: Sequence[Words]) -> str:
    return "".join(run.text for run in words)


def _style_id(document: Document, name: str) -> str:
    for style in document.styles:
        if style.name == name:
            return str(style.style_id)
    raise TemplateError(f"the template has no character style «{name}»", hint="restore it in Word", place=_TEMPLATE)


def _mark(drawn: CT_Row, row: ChangeRow, styles: Sequence[str]) -> None:
    """Break the one run of both texts into runs, those that differ in the style of their side."""
    *_, old, new = drawn.tc_lst
    for cell, words, style in zip((old, new), (row.old, row.new), styles, strict=True):
        _mark_cell(cell, words, style)


def _mark_cell(cell: CT_Tc, words: Sequence[Words], style: str) -> None:
    (paragraph,) = cell.p_lst
    (pattern,) = paragraph.r_lst
    for piece in words:
        run = deepcopy(pattern)
        run.text = hard_spaces(piece.text)
        if piece.differs:
            run.style = style
        pattern.addprevious(run)
    cast("BaseOxmlElement", paragraph).remove(pattern)
