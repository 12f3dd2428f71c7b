"""What the tables of the printed order say, cell by cell; the writers of all formats only draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.cases import declined
from roadmapdocs.russian.typography import hard_spaces
from roadmapdocs.writers.docx.table_view import Cell, Line, Row, lines_of
from roadmapdocs.writers.widths import column_widths, word_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Column, Direction, Roadmap

__all__ = ["BODY", "DIRECTION", "HEADER", "roadmap_rows", "roadmap_widths"]

HEADER, DIRECTION, BODY = 0, 1, 2
"""The kinds of row, in the order in which the prototype table has them."""

_NUMBER, _TEXT = 0, 1  # the kinds of cell in each prototype row

_USUAL_WIDTH = {
    Role.NUMBER: 3,
    Role.LEVEL: 12,
    Role.STAGE: 14,
    Role.EVENT: 38,
    Role.AUDIENCE: 28,
    Role.DEADLINE: 12,
    Role.RESPONSIBLE: 14,
    Role.RESULT: 22,
    Role.EVIDENCE: 20,
    Role.MEASURE: 16,
    Role.NOTE: 14,
}
"""Relative widths: what reads well on a turned A4 with the six columns of most roadmaps."""

_CELL_MARGINS = 12  # points, both sides together, with a little to spare for another font


def roadmap_rows(order: Order, roadmap: Roadmap) -> Iterator[Row]:
    """Yield the rows of a roadmap's table: the header, then each direction with its activities."""
    yield Row(HEADER, tuple(_cell(column, column.caption) for column in roadmap.columns))
    yield from _activity_rows(order, roadmap, roadmap.of_direction(None))
    for direction in roadmap.directions:
        yield _direction_row(order, roadmap, direction)
        yield from _activity_rows(order, roadmap, roadmap.of_direction(direction.id))


def _direction_row(order: Order, roadmap: Roadmap, direction: Direction) -> Row:
    """Put the number into the number column and the title across the rest, or all across where there is none."""
    title = hard_spaces(declined(order, direction.title))
    across = len(roadmap.columns)
    if roadmap.columns[0].role is Role.NUMBER and direction.number:
        number = Cell((Line(direction.number),), like=_NUMBER)
        return Row(DIRECTION, (number, Cell((Line(title, emphasis=direction.emphasis),), like=_TEXT, span=across - 1)))
    whole = Line(f"{direction.number} {title}".strip(), emphasis=direction.emphasis)
    return Row(DIRECTION, (Cell((whole,), like=_TEXT, span=across),))


def _activity_rows(order: Order, roadmap: Roadmap, activities: Iterable[Activity]) -> Iterator[Row]:
    rows = list(activities)
    levels = ["", *(activity.level for activity in rows), ""]
    for activity, above, below in zip(rows, levels, levels[2:], strict=False):
        yield Row(BODY, tuple(_activity_cell(order, column, activity, above, below) for column in roadmap.columns))


def _activity_cell(order: Order, column: Column, activity: Activity, above: str, below: str) -> Cell:
    """Return a cell of an activity; one level in rows one under another is one cell."""
    if column.role is Role.LEVEL and activity.level:
        if activity.level == above:
            return Cell((), like=_TEXT, merge="continue")
        if activity.level == below:
            return Cell(lines_of(activity.level), like=_TEXT, merge="restart")
    return _cell(column, declined(order, activity.printed(column.role)))


def _cell(column: Column, text: str) -> Cell:
    return Cell(lines_of(hard_spaces(text)), like=_NUMBER if column.role is Role.NUMBER else _TEXT)


def roadmap_widths(roadmap: Roadmap, rows: Iterable[Row], size: float, total: int) -> list[int]:
    """Return the widths of a roadmap's columns in twips, adding up to `total`; `size` is that of type in points."""
    weights = [column.width or _USUAL_WIDTH[column.role] for column in roadmap.columns]
    texts: list[list[str]] = [[] for _ in weights]
    for row in rows:
        if row.like != DIRECTION:
            for column, cell in zip(texts, row.cells, strict=True):
                column.extend(line.text for line in cell.lines)
    least = [20 * (word_width(column, size) + _CELL_MARGINS) for column in texts]
    return column_widths(weights, least, total)
