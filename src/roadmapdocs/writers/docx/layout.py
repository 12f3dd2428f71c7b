"""A `Profile` laid on a DOCX: styles, sheets of paper, page numbers.

Styles are found by the name a person sees in Word, because Word makes up style ids of its own for Russian names.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Cm, Length, Mm, Pt, Twips
from docx.styles.style import ParagraphStyle

from roadmapdocs.errors import TemplateError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.section import CT_SectPr
    from docx.oxml.table import CT_Tbl
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.model.profile import Margins, Profile

__all__ = [
    "STYLES",
    "Sheet",
    "apply_styles",
    "scale_table",
    "section_of",
    "sheet_of",
    "style_named",
    "style_names",
    "table_style_of",
]

STYLES = (
    "Бланк",
    "Дата и номер",
    "Заголовок приказа",
    "Текст приказа",
    "Команда",
    "Подпись приказа",
    "Название приложения",
    "Текст таблицы",
)
"""The paragraph styles that a template of an order must have; a profile sets them."""

_A4 = (210, 297)
_LINE = 1.15  # height of a line of type, in sizes of type


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4 as it lies before the reader; lengths in millimetres."""

    turned: bool
    margins: Margins

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return (_A4[1], _A4[0]) if self.turned else _A4

    @property
    def text_width(self) -> Length:
        """Width between the margins."""
        return Mm(self.size[0] - self.margins.left - self.margins.right)


def sheet_of(profile: Profile, *, columns: int | None = None) -> Sheet:
    """Return the sheet of the order itself, or of an appendix whose table has so many `columns`."""
    if columns is None:
        return Sheet(turned=False, margins=profile.order_margins)
    turned = profile.is_landscape(columns)
    return Sheet(turned=turned, margins=profile.appendix_margins.turned() if turned else profile.appendix_margins)


def style_named(document: Document, name: str) -> ParagraphStyle:
    """Return a paragraph style by the name Word shows; raise `TemplateError` where the template lacks it."""
    for style in document.styles:
        if isinstance(style, ParagraphStyle) and style.name == name:
            return style
    raise TemplateError(f"the template has no paragraph style «{name}»", hint="restore the style in Word")


def style_names(document: Document) -> frozenset[str]:
    """Return the names of all styles, as Word shows them."""
    return frozenset(style.name for style in document.styles if style.name)


def table_style_of(document: Document, table: CT_Tbl) -> str:
    """Return the name of a table's style as Word shows it, or nothing."""
    return next((style.name or "" for style in document.styles if style.style_id == table.tblStyle_val), "")


def scale_table(table: CT_Tbl, width: Length) -> None:
    """Make a table as wide as the text, its columns in their proportion."""
    columns = [int(column.w or 0) for column in table.tblGrid.gridCol_lst]
    factor = width / max(1, sum(columns))
    for column, old in zip(table.tblGrid.gridCol_lst, columns, strict=True):
        column.w = Twips(round(Length(round(old * factor)).twips))
    total = table.tblPr.find(qn("w:tblW"))
    if total is not None:
        total.set(qn("w:w"), str(width.twips))
        total.set(qn("w:type"), "dxa")
    for row in table.tr_lst:
        for cell in row.tc_lst:
            if cell.width is not None:
                cell.width = Twips(round(cell.width.twips * factor))


def apply_styles(document: Document, profile: Profile) -> None:
    """Set fonts, sizes, indents and alignments of the template's styles as `profile` has them.

    Styles of what few orders print (stamp, executor, QR code) may be missing from a department's own template.
    """
    width = sheet_of(profile).text_width
    normal = style_named(document, "Normal")
    _set_font(normal, profile)
    style_named(document, "Текст таблицы").font.size = Pt(profile.table_size)
    style_named(document, "Бланк").font.bold = profile.letterhead_bold
    style_named(document, "Название приложения").font.bold = profile.appendix_title_bold
    _set_body(document, profile)
    _set_heading(document, profile, width)
    _set_right_tab(style_named(document, "Дата и номер"), width)
    _set_signature(document, profile, width)
    _set_extras(document, profile, width)


def _set_extras(document: Document, profile: Profile, width: Length) -> None:
    """Set the styles of what stands around the order, where the template has them."""
    names = style_names(document)
    if "Перед подписью" in names:
        blank = style_named(document, "Перед подписью").paragraph_format
        blank.space_before = Pt(round((profile.signature_gap - 1) * profile.size * _LINE))
    if "Исполнитель" in names:
        style_named(document, "Исполнитель").font.size = Pt(profile.executor_size)
    if "Адресат рассылки" in names:
        _set_right_tab(style_named(document, "Адресат рассылки"), width, leader=WD_TAB_LEADER.DOTS)


def _set_font(style: ParagraphStyle, profile: Profile) -> None:
    style.font.name = profile.font
    style.font.size = Pt(profile.size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), profile.font)


def _set_body(document: Document, profile: Profile) -> None:
    body = style_named(document, "Текст приказа").paragraph_format
    body.line_spacing = profile.line_spacing
    body.first_line_indent = Cm(profile.first_line_indent_cm)
    command = style_named(document, "Команда").paragraph_format
    if profile.command_alignment == "center":
        command.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif profile.command_alignment == "indent":
        command.first_line_indent = Cm(profile.first_line_indent_cm)


def _set_heading(document: Document, profile: Profile, width: Length) -> None:
    style = style_named(document, "Заголовок приказа")
    style.font.bold = profile.heading_bold
    if profile.heading_alignment == "center":
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if profile.heading_width_cm is not None:
        style.paragraph_format.right_indent = _rest(width, profile.heading_width_cm)


def _set_signature(document: Document, profile: Profile, width: Length) -> None:
    style = style_named(document, "Подпись приказа")
    style.paragraph_format.space_before = Pt(round(profile.signature_gap * profile.size * _LINE))
    _set_right_tab(style, width)


def _set_right_tab(style: ParagraphStyle, width: Length, leader: WD_TAB_LEADER = WD_TAB_LEADER.SPACES) -> None:
    style.paragraph_format.tab_stops.clear_all()
    style.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, leader)


def _rest(width: Length, taken_cm: float) -> Length:
    """Return what is left of `width` beside a block of so many centimetres, in whole twips."""
    return Twips(max(0, round(width.twips - Cm(taken_cm).twips)))


def section_of(prototype: CT_SectPr, document: Document, sheet: Sheet, profile: Profile, number: int) -> CT_SectPr:
    """Return the properties of a section on `sheet`; `number` 0 is the order, the others its appendices.

    The first section names the headers, the others take them over (ECMA-376, 17.10.5).
    """
    properties = deepcopy(prototype)
    if number:
        for reference in properties.findall(qn("w:headerReference")):
            properties.remove(reference)
    section = Section(properties, document.part)
    section.page_width, section.page_height = map(Mm, sheet.size)
    section.orientation = WD_ORIENT.LANDSCAPE if sheet.turned else WD_ORIENT.PORTRAIT
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(getattr(sheet.margins, side)))
    section.header_distance = Mm(profile.header_distance_mm)
    _set_numbering(section, starts=number == 0 or profile.page_numbers == "own")
    return properties


def _set_numbering(section: Section, *, starts: bool) -> None:
    """Begin a count of pages at 1 and leave its first page without a number, or go on counting."""
    section.different_first_page_header_footer = starts
    if starts:
        count = cast("BaseOxmlElement", OxmlElement("w:pgNumType", {qn("w:start"): "1"}))
        section._sectPr.insert_element_before(count, "w:cols")  # noqa: SLF001 - python-docx has no API of page numbers
