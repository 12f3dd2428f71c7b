"""A calendar as DOCX: two tables, month by month and by who answers, drawn by the prototypes of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.table import CT_Tbl

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.table_view import Cell, Line, Row, lines_of
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.calendar import Calendar, Entry, Group

__all__ = ["write_calendar_docx"]

_TEMPLATE = "calendar.docx"
_HEADER, _GROUP, _DUE, _REPORT, _NOTE = range(5)
"""The kinds of row, in the order in which the prototype tables have them."""

_CAPTIONS = ("Когда", "Код", "Где в приказе", "Что сделать", "Ответственный", "Срок, как в приказе")


def write_calendar_docx(calendar: Calendar) -> bytes:
    """Return the calendar as DOCX. Raises `TemplateError` for a template that lacks one of its tables."""
    document = render_prose(read_template(_TEMPLATE), {"title": calendar.title, "basis": calendar.basis})
    tables = [child for child in document.element.body if isinstance(child, CT_Tbl)]
    groups = (calendar.by_month, calendar.by_responsible)
    if len(tables) != len(groups):
        raise TemplateError(f"the template has {len(tables)} tables instead of two", place=_TEMPLATE)
    for table, grouped in zip(tables, groups, strict=True):
        widths = [int(column.w.twips) for column in table.tblGrid.gridCol_lst if column.w is not None]
        fill_table(table, _rows(grouped), widths)
    return finished(document, title=calendar.title, day=calendar.dated)


def _rows(groups: Sequence[Group]) -> Iterator[Row]:
    yield Row(_HEADER, tuple(Cell((Line(text),), like=at) for at, text in enumerate(_CAPTIONS)))
    for group in groups:
        yield _wide(_GROUP, group.title)
        for entry in group.entries:
            yield _row(entry)
            if entry.due.note:
                yield _wide(_NOTE, entry.due.note)


def _wide(kind: int, text: str) -> Row:
    return Row(kind, (Cell((Line(text),), span=len(_CAPTIONS)),))


def _row(entry: Entry) -> Row:
    due = entry.due
    texts = (entry.when, due.code, due.place, due.title, ", ".join(due.responsible), due.stated)
    kind = _REPORT if due.kind == "report" else _DUE
    return Row(kind, tuple(Cell(lines_of(text), like=at) for at, text in enumerate(texts)))
