"""Where pages of the printed form begin, so that no heading is left at the foot of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.writers.form.xlsx_layout import Layout

__all__ = ["SIDE_MARGIN", "TOP_MARGIN", "page_breaks"]

SIDE_MARGIN, TOP_MARGIN = 0.4, 0.6  # inches
_PAGE_WIDTH, _PAGE_HEIGHT, _INCH = 842.0, 595.0, 72.0
_PIXEL = 0.75
_SURE = 0.97  # of a page: programs round the heights of rows
_SPARE = 120.0  # points that must be left under the head of a table, as programs differ by some rows a page


def page_breaks(layout: Layout) -> Iterator[int]:
    """Yield the rows that must begin a page: headings that the next row does not fit under.

    All other rows are left to the program that prints, which never cuts a row in two.
    """
    room, used = _room(layout), 0.0
    for group in _groups(layout):
        height = sum(_height(layout, row) for row in group)
        spare = _SPARE if group[0] in layout.heads else 0.0
        if used and used + height + spare > room:
            if len(group) > 1:
                yield group[0]
            used = 0.0
        used += height


def _room(layout: Layout) -> float:
    """Return the height of a page in points of the sheet, which is shrunk to the width of the page."""
    scale = min(1.0, (_PAGE_WIDTH - 2 * SIDE_MARGIN * _INCH) / (sum(layout.pixels) * _PIXEL))
    return _SURE * (_PAGE_HEIGHT - 2 * TOP_MARGIN * _INCH) / scale


def _groups(layout: Layout) -> Iterator[list[int]]:
    """Yield rows that belong on one page: headings with the first row under them."""
    group: list[int] = []
    for row in range(1, layout.last_row + 1):
        group.append(row)
        if row not in layout.leading:
            yield group
            group = []


def _height(layout: Layout, row: int) -> float:
    return 0.0 if row in layout.hidden else layout.heights.get(row, 0.0)
