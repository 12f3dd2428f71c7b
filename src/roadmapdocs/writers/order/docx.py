"""The order as DOCX: prose by the template, tables by its prototype, layout by a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.layout import apply_styles, scale_table, sheet_of, table_style_of
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.docx.template_text import open_template
from roadmapdocs.writers.order.sections import divide
from roadmapdocs.writers.order.view import roadmap_rows, roadmap_widths
from roadmapdocs.writers.order.words import say_prose
from roadmapdocs.writers.templates import load_profile, read_template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

__all__ = ["PROTOTYPE", "write_order"]

PROTOTYPE = "Таблица плана"
"""The table style of the prototype table in the template's loop over appendices."""

_SCALED = ("Таблица листа", "Таблица подписей")


def write_order(
    order: Order,
    profile: Profile | None = None,
    *,
    template: bytes | None = None,
    schools: int | None = None,
) -> bytes:
    """Return the order as a DOCX, laid out after `profile`, or after the one the order names.

    `template` is a department's own `order.docx` in place of ours, `schools` the number of schools the order is sent
    to. The same order gives the same bytes. Raises `TemplateError` for a template or profile that lacks something,
    `DefinitionError` for a hole of the order's text that has no value.
    """
    layout = profile or load_profile(order.profile)
    prose = say_prose(order, layout, schools=schools)
    if template is not None:
        open_template(template)
    document = render_prose(read_template(f"{order.template}.docx") if template is None else template, prose)
    apply_styles(document, layout)
    _fill_tables(document, order, layout)
    divide(document, order, layout)
    return finished(document, title=str(prose["heading"]), day=order.date)


def _fill_tables(document: Document, order: Order, profile: Profile) -> None:
    styles = [(table, table_style_of(document, table)) for table in document.element.body.iter(qn("w:tbl"))]
    prototypes = [table for table, style in styles if style == PROTOTYPE]
    if len(prototypes) != len(order.roadmaps):
        raise TemplateError(
            "the template must have one prototype table in its loop over appendices",
            hint=f"its table style is «{PROTOTYPE}»",
            place="order.docx",
        )
    for table, roadmap in zip(prototypes, order.roadmaps, strict=True):
        rows = list(roadmap_rows(order, roadmap))
        width = sheet_of(profile, columns=len(roadmap.columns)).text_width
        fill_table(table, rows, roadmap_widths(roadmap, rows, profile.table_size, width.twips))
        _keep_with_next(table.tr_lst[-1])
    for table, style in styles:
        if style in _SCALED:
            scale_table(table, sheet_of(profile).text_width)


def _keep_with_next(row: CT_Row) -> None:
    """Keep a table's last row with the paragraph Word wants after a table, which might make an empty page."""
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            paragraph.get_or_add_pPr().keepNext_val = True
