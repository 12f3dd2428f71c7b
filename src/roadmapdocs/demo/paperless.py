"""Reports of the demo's schools without files: the answers laid out as a reader would give them.

For summaries of hundreds of schools, whose files would take minutes to write and read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.answers import format_value
from roadmapdocs.collect import collect
from roadmapdocs.demo.story import Typed, clean_answers, hurried, unexplained
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.form import ColumnKind, Form, Row, Table
from roadmapdocs.readers.blocks import Cell, Grid, Returned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School
    from roadmapdocs.model.submission import Submission

__all__ = ["invented_schools", "paperless", "submissions_of"]

_EVERY_CARELESS, _EVERY_HASTY, _EVERY_SILENT = 9, 11, 8
"""One school in so many makes mistakes of either kind, or returns nothing."""


def invented_schools(schools: Sequence[School], number: int) -> list[School]:
    """Return so many schools after the pattern of a roster's, each with a code and a name of its own."""
    return [
        schools[index % len(schools)].model_copy(
            update={"code": f"{index + 1:04d}", "short_name": f"МБОУ Придуманская СШ № {index + 1}", "full_name": ""}
        )
        for index in range(number)
    ]


def submissions_of(order: Order, schools: Sequence[School], *, received: date) -> list[Submission]:
    """Return what the schools and the department report: most of them cleanly, some with mistakes, some nothing."""
    told = []
    for number, school in enumerate(schools, start=1):
        if number % _EVERY_SILENT:
            form = report_form(order, school)
            told.append(paperless(form, _teller(number)(form, order.school_year), received=received))
    own = report_form(order, department_of(order))
    return [*told, paperless(own, clean_answers(own, order.school_year), received=received)]


def _teller(number: int) -> Callable[[Form, int], Typed]:
    if not number % _EVERY_CARELESS:
        return hurried
    return clean_answers if number % _EVERY_HASTY else unexplained


def paperless(form: Form, typed: Mapping[tuple[str, str], str], *, received: date | None = None) -> Submission:
    """Return the submission of a form in which a school typed this: (row code, column caption) → text."""
    file = f"Отчёт {form.respondent.code} {form.respondent.short_name}.docx"
    tables = [_grid(number, table, form, typed) for number, table in enumerate(form.tables, start=1)]
    return collect(Returned(list(tables)), form, file=file, received=received)


def _grid(number: int, table: Table, form: Form, typed: Mapping[tuple[str, str], str]) -> Grid:
    location = f"таблица {number}"
    captions = [column.caption for column in table.columns]
    rows = [captions, *(_texts(row, table, form, typed) for row in table.rows)]
    return Grid(
        location,
        [
            [Cell(text, at, f"{location}, строка {line}, ячейка {at + 1}") for at, text in enumerate(texts)]
            for line, texts in enumerate(rows, start=1)
        ],
    )


def _texts(row: object, table: Table, form: Form, typed: Mapping[tuple[str, str], str]) -> list[str]:
    return list(_cells(row, table, form, typed)) if isinstance(row, Row) else [str(getattr(row, "title", ""))]


def _cells(row: Row, table: Table, form: Form, typed: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for column in table.columns:
        if column.kind is ColumnKind.CODE:
            yield row.code
        elif column.id in row.fields:
            yield typed.get((row.code, column.caption)) or _known(form, row, column.id)
        else:
            yield row.printed.get(column.id, "")


def _known(form: Form, row: Row, column: str) -> str:
    known = form.known(f"{row.id}.{column}")
    return "" if known is None else format_value(row.fields[column], known)
