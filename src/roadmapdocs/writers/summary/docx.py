"""The report to the region as DOCX: prose by the template, tables and charts by its prototypes, layout by a profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DrawnParagraph

from roadmapdocs.errors import TemplateError
from roadmapdocs.model.narrative import Figure, Narrative, Paragraph, Table
from roadmapdocs.russian.names import with_initials
from roadmapdocs.russian.typography import hard_spaces
from roadmapdocs.writers.docx.layout import Sheet, apply_styles, section_of, sheet_of, table_style_of
from roadmapdocs.writers.docx.parts import finished
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.docx.template_text import open_template
from roadmapdocs.writers.summary.docx_bars import draw_figure
from roadmapdocs.writers.summary.docx_tables import draw_table
from roadmapdocs.writers.templates import load_profile, read_template
from roadmapdocs.writers.widths import broken_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.model.narrative import Section, Signature
    from roadmapdocs.model.profile import Profile

__all__ = ["write_summary_docx"]

_TEMPLATE = "report.docx"
_TABLE, _FIGURE = "Таблица отчёта", "Диаграмма отчёта"
"""The table styles of the two prototypes."""

_ENDS = ("Конец письма", "Конец отчёта")
"""The paragraph styles that close the letter and the report; the annexes follow, turned."""

_POINTS_IN_CM = 72 / 2.54
_LONGEST_TITLE = 255
"""Characters that a property of a document holds."""


def write_summary_docx(narrative: Narrative, profile: Profile | None = None, *, template: bytes | None = None) -> bytes:
    """Return the report as DOCX, laid out after `profile`, or after the one the order names.

    `template` is a department's own `report.docx` in place of ours. The same report gives the same bytes. Raises
    `TemplateError` for a template that lacks something.
    """
    if not isinstance(narrative, Narrative):
        raise TypeError("a report is written from narrate(summary, order), not from the summary itself")
    layout = profile or load_profile(narrative.profile)
    if template is not None:
        open_template(template)
    document = render_prose(read_template(_TEMPLATE) if template is None else template, _prose(narrative, layout))
    apply_styles(document, layout)
    _draw(document, narrative, layout)
    _divide(document, layout)
    return finished(document, title=narrative.title[:_LONGEST_TITLE], day=narrative.day)


# --- what the template prints -------------------------------------------------------------------------------------


def _prose(narrative: Narrative, profile: Profile) -> dict[str, object]:
    """Return everything outside tables and charts by the names that the template uses."""
    cover = narrative.cover
    return {
        "letterhead": list(cover.letterhead),
        "addressee": cover.addressee,
        "heading": cover.heading,
        "letter": [paragraph.text for paragraph in cover.paragraphs if paragraph.sentences],
        "enclosure": cover.enclosure,
        "head": _signed(cover.signature, profile),
        "executor": [] if profile.executor == "off" else list(cover.executor),
        "title": narrative.title,
        "subtitle": narrative.subtitle,
        "sections": [_section(section) for section in narrative.sections],
        "signatures": [_signed(who, profile) for who in narrative.signatures],
        "annexes": [_section(section) for section in narrative.annexes],
    }


def _section(section: Section) -> dict[str, object]:
    blocks = [
        {"kind": block.kind, "text": block.text}
        if isinstance(block, Paragraph)
        else {"kind": block.kind, "title": block.title, "legend": getattr(block, "legend", "")}
        for block in section.blocks
    ]
    return {"title": section.title, "level": section.level, "blocks": blocks}


def _signed(who: Signature, profile: Profile) -> dict[str, str]:
    """Say who signs; the post is broken into lines here, because no editor wraps half of a line beside a tab stop."""
    lines = broken_lines(hard_spaces(who.post), profile.size, profile.signature_width_cm * _POINTS_IN_CM)
    name = with_initials(who.name, profile.initials, spaced=profile.initials_spaced)
    return {"post": "\n".join(lines), "name": hard_spaces(name)}


# --- tables and charts --------------------------------------------------------------------------------------------


def _draw(document: Document, narrative: Narrative, profile: Profile) -> None:
    """Fill the clones of the prototypes, which stand in the order of the report's tables and charts."""
    clones = [
        table for table in document.element.body.iter(qn("w:tbl")) if _style(document, table) in (_TABLE, _FIGURE)
    ]
    blocks = [
        (block, sheet.text_width)
        for sheet, sections in ((sheet_of(profile), narrative.sections), (_turned(profile), narrative.annexes))
        for block in _drawn_blocks(sections)
    ]
    if len(clones) != len(blocks):
        raise TemplateError(
            f"the template must have one prototype of a table and one of a chart in each of its two loops; "
            f"it made {len(clones)} of {len(blocks)}",
            hint=f"their table styles are «{_TABLE}» and «{_FIGURE}»",
            place=_TEMPLATE,
        )
    for clone, (block, width) in zip(clones, blocks, strict=True):
        if isinstance(block, Figure):
            draw_figure(document, clone, block, width)
        else:
            draw_table(document, clone, block, width)


def _drawn_blocks(sections: Iterable[Section]) -> Iterator[Table | Figure]:
    for section in sections:
        yield from (block for block in section.blocks if isinstance(block, Table | Figure))


def _style(document: Document, table: object) -> str:
    return table_style_of(document, table)  # type: ignore[arg-type]  # an element called w:tbl


# --- sheets -------------------------------------------------------------------------------------------------------


def _turned(profile: Profile) -> Sheet:
    return Sheet(turned=True, margins=profile.appendix_margins.turned())


def _divide(document: Document, profile: Profile) -> None:
    """Give the letter, the report and the annexes a section each; the annexes lie on turned sheets."""
    last = document.element.body.get_or_add_sectPr()
    sheets = (sheet_of(profile), sheet_of(profile), _turned(profile))
    ends = [_closing(document, style) for style in _ENDS]
    for number, sheet in enumerate(sheets):
        section = section_of(last, document, sheet, profile, number)
        if number < len(ends):
            ends[number].set_sectPr(section)
        else:
            document.element.body.replace(last, section)
    _place_executor(document, profile)


def _closing(document: Document, style: str) -> CT_P:
    for child in document.element.body:
        if isinstance(child, CT_P) and _named(document, child) == style:
            return child
    raise TemplateError(f"the template lacks its paragraph of the style «{style}»", place=_TEMPLATE)


def _named(document: Document, paragraph: CT_P) -> str:
    style = DrawnParagraph(paragraph, document._body).style  # noqa: SLF001 - a paragraph needs its part to know its style
    return "" if style is None else style.name or ""


def _place_executor(document: Document, profile: Profile) -> None:
    """Leave the executor's mark at the foot of the letter, or put it under the signature."""
    for child in list(document.element.body):
        if isinstance(child, CT_P) and _named(document, child) == "Исполнитель" and profile.executor == "after":
            frame = child.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
            if frame is not None:
                cast("BaseOxmlElement", frame.getparent()).remove(frame)
                DrawnParagraph(child, document._body).paragraph_format.space_before = Mm(2)  # noqa: SLF001
