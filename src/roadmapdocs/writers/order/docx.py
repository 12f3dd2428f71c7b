"""The order as DOCX: prose by the template, tables by its prototype, layout by a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.layout import apply_styles, section_of, sheet_of
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.order.view import roadmap_rows, roadmap_widths, say_prose
from roadmapdocs.writers.templates import load_profile, read_template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

__all__ = ["write_order"]


def write_order(order: Order, profile: Profile | None = None) -> bytes:
    """Return the order as a DOCX, laid out after `profile`, or after the one the order names.

    The same order gives the same bytes. Raises `TemplateError` for a template or profile that lacks something,
    `DefinitionError` for a hole of the order's text that has no value.
    """
    layout = profile or load_profile(order.profile)
    prose = say_prose(order, layout)
    document = render_prose(read_template("order.docx"), prose)
    apply_styles(document, layout)
    _fill_tables(document, order, layout)
    _divide(document, order, layout)
    return finished(document, title=str(prose["heading"]), day=order.date)


def _fill_tables(document: Document, order: Order, profile: Profile) -> None:
    tables = [child for child in document.element.body if isinstance(child, CT_Tbl)]
    if len(tables) != len(order.roadmaps):
        raise TemplateError(
            "the template must have one prototype table in its loop over appendices", place="order.docx"
        )
    for table, roadmap in zip(tables, order.roadmaps, strict=True):
        rows = list(roadmap_rows(order, roadmap))
        width = sheet_of(profile, columns=len(roadmap.columns)).text_width
        fill_table(table, rows, roadmap_widths(roadmap, rows, profile.table_size, width.twips))
        _keep_with_next(table.tr_lst[-1])


def _keep_with_next(row: CT_Row) -> None:
    """Keep a table's last row with the paragraph Word wants after a table, which might make an empty page."""
    for cell in row.tc_lst:
        for paragraph in cell.p_lst:
            paragraph.get_or_add_pPr().keepNext_val = True


def _divide(document: Document, order: Order, profile: Profile) -> None:
    """Give the order and each appendix a section of its own, the marks their place, the signature its company."""
    paragraphs = [Paragraph(child, document._body) for child in document.element.body if isinstance(child, CT_P)]  # noqa: SLF001
    ends = [index for index, p in enumerate(paragraphs) if _style(p) in ("Подпись приказа", "Конец приложения")]
    if len(ends) != len(order.roadmaps) + 1:
        raise TemplateError("the template lacks the style of the signature or of an appendix's end", place="order.docx")
    paragraphs[ends[0] - 1].paragraph_format.keep_with_next = True
    sheets = [sheet_of(profile), *(sheet_of(profile, columns=len(roadmap.columns)) for roadmap in order.roadmaps)]
    body = document.element.body
    last = body.get_or_add_sectPr()
    for number, (sheet, end) in enumerate(zip(sheets, ends, strict=True)):
        section = section_of(last, document, sheet, profile, number)
        if number:
            _place_marks(paragraphs[ends[number - 1] + 1 : end], sheet.text_width, profile)
        if end != ends[-1]:
            paragraphs[end]._p.set_sectPr(section)  # noqa: SLF001 - python-docx adds sections at the end only
        else:
            body.replace(last, section)


def _place_marks(paragraphs: list[Paragraph], width: Length, profile: Profile) -> None:
    for paragraph in paragraphs:
        if _style(paragraph) == "Отметка о приложении":
            paragraph.paragraph_format.left_indent = Length(width - Cm(profile.mark_width_cm))


def _style(paragraph: Paragraph) -> str:
    return paragraph.style.name if paragraph.style is not None and paragraph.style.name else ""
