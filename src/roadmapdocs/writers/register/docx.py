"""The register as DOCX, for schools that keep it in Word or on paper: empty rows, and a page for the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.table import CT_Tbl

from roadmapdocs.errors import TemplateError
from roadmapdocs.model.pupil_register import WARNING
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.table_view import Cell, Line, Row
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.register.stamping import stamped
from roadmapdocs.writers.register.words import ABOUT_NUMBERS, CHANGE, COUNTED, ENROLLED, counted_on
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.pupil_register import AskedCount, PupilRegister

__all__ = ["write_register_docx"]

_TEMPLATE = "register.docx"
_HEADER, _BODY = 0, 1
"""The kinds of row, in the order in which the prototype tables have them."""

_PRINTED_ROWS = 25
"""Rows on paper; in Word one more is a press of the tabulator."""


def write_register_docx(register: PupilRegister) -> bytes:
    """Return the empty register as DOCX. Raises `TemplateError` for a template that lacks one of its tables."""
    return stamped(_drawn, register)


def _drawn(register: PupilRegister) -> bytes:
    prose = {
        "warning": WARNING,
        "title": register.title,
        "school": register.school,
        "basis": register.basis,
        "instructions": list(register.instructions),
        "asked": [_asked(one) for one in register.asked],
        "about_numbers": ABOUT_NUMBERS,
    }
    document = render_prose(read_template(_TEMPLATE), prose)
    tables = [child for child in document.element.body if isinstance(child, CT_Tbl)]
    if len(tables) != 2:  # noqa: PLR2004 - the pupils and the numbers
        raise TemplateError(f"the template has {len(tables)} tables instead of two", place=_TEMPLATE)
    for table, rows in zip(tables, (_pupils(register), _numbers(register)), strict=True):
        widths = [int(column.w.twips) for column in table.tblGrid.gridCol_lst if column.w is not None]
        fill_table(table, rows, widths)
    return finished(document, title=register.title, day=register.dated)


def _asked(one: AskedCount) -> str:
    return f"{one.code}. {one.question} ({counted_on(one.day)})  _______"


def _row(kind: int, texts: Sequence[str]) -> Row:
    return Row(kind, tuple(Cell((Line(text),) if text else (), like=at) for at, text in enumerate(texts)))


def _pupils(register: PupilRegister) -> Iterator[Row]:
    yield _row(_HEADER, [column.caption for column in register.columns])
    for number in range(1, min(register.rows, _PRINTED_ROWS) + 1):
        yield _row(_BODY, [str(number), *("" for _ in register.columns[1:])])


def _numbers(register: PupilRegister) -> Iterator[Row]:
    captions = [f"{caption} {counted_on(day)}" for day in register.dates for caption in (ENROLLED, *COUNTED)]
    yield _row(_HEADER, ["Класс", *captions, CHANGE])
    for name in (*map(str, register.classes), "Всего"):
        yield _row(_BODY, [name, *("" for _ in captions), ""])
