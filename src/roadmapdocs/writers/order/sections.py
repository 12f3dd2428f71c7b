"""The order's sections: the order, each appendix, the sheets behind them; marks and signature in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.shared import Cm, Length, Mm, Pt
from docx.text.paragraph import Paragraph

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.layout import section_of, sheet_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

__all__ = ["APPENDIX_END", "APPENDIX_TITLE", "EXECUTOR", "MARKS", "divide"]

APPENDIX_END, APPENDIX_TITLE = "Конец приложения", "Название приложения"
MARKS = ("Отметка о приложении", "Гриф утверждения")
EXECUTOR = "Исполнитель"
"""Styles of the template by which its parts are found."""

_SIGNATURES = ("Подпись приказа", "Перед подписью")  # the line that is signed, the blank one over a frame
_QR_CODE = "Место QR-кода"
_QR_LINES = 5  # of the template: all engines frame the lines of a paragraph, few an empty square
_FRAMED = (EXECUTOR, _QR_CODE)
_NEW_SHEET = "Заголовок нового листа"


def divide(document: Document, order: Order, profile: Profile) -> None:
    """Give the order, each appendix and the sheets behind them sections, marks their place, the signature company.

    The order ends where its first appendix begins, an appendix with a paragraph of the style «Конец приложения». What
    stands behind the last one is laid out like the order; the acquaintance sheet is a section of its own. Raises
    `TemplateError` where an appendix has no end.
    """
    blocks = [Paragraph(child, document._body) for child in document.element.body if _is_block(child)]  # noqa: SLF001 - a table is a block without a style
    styles = [_style(block) for block in blocks]
    _keep_company(blocks, styles)
    _place_frames(blocks, styles, profile)
    bounds = _bounds(styles, len(order.roadmaps))
    sheets = [sheet_of(profile), *(sheet_of(profile, columns=len(roadmap.columns)) for roadmap in order.roadmaps)]
    sheets += [sheet_of(profile)] * (len(bounds) - len(sheets))
    last = document.element.body.get_or_add_sectPr()
    for number, (sheet, end) in enumerate(zip(sheets, bounds, strict=True)):
        section = section_of(last, document, sheet, profile, number)
        if number:
            _place_marks(blocks[bounds[number - 1] + 1 : end], sheet.text_width, profile)
        if end == bounds[-1]:
            document.element.body.replace(last, section)
        else:
            _closing(blocks[end], styles[end])._p.set_sectPr(section)  # noqa: SLF001 - python-docx adds sections at the end only


def _bounds(styles: list[str], appendices: int) -> list[int]:
    """Return the last block of each section: the order, its appendices, the sheets behind them."""
    start = next((place for place, style in enumerate(styles) if style in (*MARKS, APPENDIX_TITLE)), len(styles))
    ends = [place for place, style in enumerate(styles) if style == APPENDIX_END and place > start]
    if len(ends) < appendices:
        raise TemplateError(f"an appendix lacks its paragraph of the style «{APPENDIX_END}»", place="order.docx")
    bounds = [start - 1, *ends[:appendices]]
    bounds += [place - 1 for place, style in enumerate(styles) if style == _NEW_SHEET and place - 1 > bounds[-1]]
    return bounds if bounds[-1] == len(styles) - 1 else [*bounds, len(styles) - 1]


def _is_block(element: object) -> bool:
    return isinstance(element, CT_P | CT_Tbl)


def _closing(block: Paragraph, style: str) -> Paragraph:
    """Return the paragraph that can close a section: this one, or a new one behind a table or a frame."""
    if isinstance(block._p, CT_P) and style not in _FRAMED:  # noqa: SLF001
        return block
    added = Paragraph(cast("CT_P", OxmlElement("w:p")), block._parent)  # noqa: SLF001
    block._p.addnext(added._p)  # noqa: SLF001
    added.style = APPENDIX_END
    return added


def _keep_company(blocks: list[Paragraph], styles: list[str]) -> None:
    """Keep the signature with the last clause, and the executor's mark together and with the signature."""
    signed = next((place for place, style in enumerate(styles) if style in _SIGNATURES), 0)
    if signed and isinstance(blocks[signed - 1]._p, CT_P):  # noqa: SLF001
        blocks[signed - 1].paragraph_format.keep_with_next = True
    for place, following in enumerate(styles[1:]):
        if following == EXECUTOR and isinstance(blocks[place]._p, CT_P):  # noqa: SLF001
            blocks[place].paragraph_format.keep_with_next = True


def _place_frames(blocks: list[Paragraph], styles: list[str], profile: Profile) -> None:
    """Leave the executor's mark at the foot of its page or put it under the signature; size the QR code's square."""
    for place, (block, style) in enumerate(zip(blocks, styles, strict=True)):
        frame = block._p.find(f"{qn('w:pPr')}/{qn('w:framePr')}") if style in _FRAMED else None  # noqa: SLF001
        if frame is None:
            continue
        if style == _QR_CODE:
            for side in ("w:w", "w:h"):
                frame.set(qn(side), str(Mm(profile.qr_size_mm).twips))
            block.paragraph_format.line_spacing = Length(round(Mm(profile.qr_size_mm) / _QR_LINES))
        elif profile.executor == "after":
            cast("BaseOxmlElement", frame.getparent()).remove(frame)
            if styles[place - 1] != EXECUTOR:
                block.paragraph_format.space_before = Pt(2 * profile.executor_size)


def _place_marks(paragraphs: list[Paragraph], width: Length, profile: Profile) -> None:
    for paragraph in paragraphs:
        if _style(paragraph) in MARKS:
            paragraph.paragraph_format.left_indent = Length(width - Cm(profile.mark_width_cm))


def _style(block: Paragraph) -> str:
    if not isinstance(block._p, CT_P):  # noqa: SLF001
        return ""
    return block.style.name if block.style is not None and block.style.name else ""
