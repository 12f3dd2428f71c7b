"""A department's own `order.docx`, checked against an order before anything is printed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError
from roadmapdocs.model.template import Fault, TemplateReading
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.template import place_of, template_remarks
from roadmapdocs.russian.declension import as_case
from roadmapdocs.writers.docx.environment import Cased
from roadmapdocs.writers.docx.layout import STYLES, style_names, table_style_of
from roadmapdocs.writers.docx.template_names import read_template_names
from roadmapdocs.writers.docx.template_text import open_template
from roadmapdocs.writers.order.docx import PROTOTYPE
from roadmapdocs.writers.order.names import EXPECTED, NAMES, TYPED_IN, expected_paths, known_paths
from roadmapdocs.writers.order.sections import APPENDIX_END
from roadmapdocs.writers.order.words import say_prose
from roadmapdocs.writers.templates import load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

__all__ = ["check_template"]


def check_template(order: Order, template: bytes, profile: Profile | None = None) -> list[Finding]:
    """Return what is wrong with a template for this order, gravest first; each remark names its paragraph.

    Names the order does not give, requisites the order has and the template never prints, broken tags, text that
    would be lost, and cases nobody can tell. Raises `TemplateError` for what is no DOCX, and what `render_order` raises
    for an order that cannot be printed with any template.
    """
    prose = say_prose(order, profile or load_profile(order.profile))
    reading = read_template_names(template)
    faults = (*reading.faults, *_lacking(open_template(template)))
    found = [
        *template_remarks(
            TemplateReading(reading.uses, faults),
            known=known_paths(order),
            expected=expected_paths(prose),
            instead=EXPECTED,
            typed_in=TYPED_IN,
            meaning=NAMES,
        ),
        *_unclear_cases(reading, prose),
    ]
    return sorted(found, key=lambda finding: (-finding.severity, finding.code))


def _lacking(document: Document) -> Iterator[Fault]:
    """Yield the styles and the table by which the printing finds its way."""
    names = style_names(document)
    for style in (*STYLES, APPENDIX_END):
        if style not in names:
            yield Fault("lacking", f"стиль «{style}»")
    if PROTOTYPE not in {table_style_of(document, table._tbl) for table in document.tables}:  # noqa: SLF001
        yield Fault("lacking", f"таблица-образец в стиле «{PROTOTYPE}»")


def _unclear_cases(reading: TemplateReading, prose: Mapping[str, object]) -> Iterator[Finding]:
    """Yield the names and posts that a filter of the template wants in a case that nobody can tell."""
    for use in reading.uses or ():
        value = _at(prose, use.path)
        if not use.case or not isinstance(value, Cased):
            continue
        try:
            value.form(as_case(use.case))
        except DefinitionError:
            expected = f"записать готовую форму в приказе (cases: {use.case}: …)"
            yield remark("O206", place_of(use.spot), seen=value, expected=expected)
        except EnvironmentLacksError:
            yield remark("O207", place_of(use.spot), seen=value, expected="pip install roadmapdocs[names]")


def _at(value: object, path: str) -> object:
    """Return the value at a path without lists, None where there is none."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
