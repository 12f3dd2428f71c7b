"""A chart of the report: a table without rules, a row for each bar; the bar is a picture that says its numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Length
from docx.text.paragraph import Paragraph

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.table_view import Cell, Line, Row
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.summary.bar_png import HEIGHT, WIDTH, bar_png
from roadmapdocs.writers.widths import column_widths

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tbl, CT_Tc
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.model.narrative import Bar, Figure

__all__ = ["draw_figure"]

_COLUMNS = 3
_WEIGHTS = (42, 40, 18)
_MARGINS = 340  # twips: the cell's margins, and room for the picture's right edge in every editor


def draw_figure(document: Document, table: CT_Tbl, figure: Figure, width: Length) -> None:
    """Fill a clone of the chart's prototype: label, picture, value in every row; raise `TemplateError` for another."""
    if len(table.tblGrid.gridCol_lst) != _COLUMNS:
        raise TemplateError("the prototype of a chart has three columns", hint="restore it in the template")
    widths = column_widths(_WEIGHTS, [0, 0, 0], width.twips)
    fill_table(table, (_row(bar) for bar in figure.bars), widths)
    _describe(table, figure)
    picture_width = Length((widths[1] - _MARGINS) * 635)
    for row, bar in zip(table.tr_lst, figure.bars, strict=True):
        _put_picture(document, row.tc_lst[1], bar, picture_width)


def _row(bar: Bar) -> Row:
    return Row(0, (Cell((Line(bar.label),)), Cell((), like=1), Cell((Line(bar.value),), like=2)))


def _put_picture(document: Document, cell: CT_Tc, bar: Bar, width: Length) -> None:
    paragraph = Paragraph(cell.p_lst[0], document._body)  # noqa: SLF001 - a paragraph needs its part to take a picture
    picture = BytesIO(bar_png(bar.dark, bar.light, bar.goal))
    shape = paragraph.add_run().add_picture(picture, width, Length(width * HEIGHT // WIDTH))
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no API of alternative text
    properties.set("descr", bar.alternative)


def _describe(table: CT_Tbl, figure: Figure) -> None:
    """Say what the chart shows to those who do not see it (ISO/IEC 29500-1:2011, 17.4.62 and 17.4.63)."""
    said = "; ".join(bar.alternative for bar in figure.bars)
    properties = cast("BaseOxmlElement", table.tblPr)
    for name, text in (("w:tblCaption", figure.title), ("w:tblDescription", said)):
        properties.append(cast("BaseOxmlElement", OxmlElement(name, {qn("w:val"): text})))
