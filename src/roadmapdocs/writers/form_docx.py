"""A form as a Word document: compiled once per blank, stamped per respondent.

The template holds page, styles, prose and a prototype table; `form_docx_body` clones its cells. Whatever differs
from respondent to respondent is a hole, so that a school's document is copied together, not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

from roadmapdocs.answers import text_of
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.model.form import Blank, Form
from roadmapdocs.writers.form_docx_body import draw_tables
from roadmapdocs.writers.form_docx_parts import add_custom_properties, add_glossary
from roadmapdocs.writers.package import Compiled, compile_package, hole, pack
from roadmapdocs.writers.prose import render_prose
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["write_form_docx"]

KEY, RESPONDENT = "key", "respondent"

TextOf = Callable[[str], str]
"""The text that stands at a name: `key`, `respondent`, or the address of a field that is filled in."""


def write_form_docx(form: Form) -> bytes:
    """Return the form as DOCX. The same form always gives the same bytes."""
    text = _texts(form)
    return _compiled(form.blank, frozenset(form.prefill)).stamp(lambda name: _as_xml(text(name)))


@lru_cache(maxsize=32)
def _compiled(blank: Blank, filled: frozenset[str]) -> Compiled:
    """Draw a blank with a hole wherever a respondent's own text stands."""
    return compile_package(_parts(blank, filled, hole))


def write_uncompiled(form: Form) -> bytes:
    """Draw the form without holes: what a stamped document must equal, part by part, as canonical XML."""
    return pack(_parts(form.blank, frozenset(form.prefill), _texts(form)))


def _texts(form: Form) -> TextOf:
    def text(name: str) -> str:
        if name == KEY:
            return form.printed_key
        if name == RESPONDENT:
            return " ".join(form.respondent.short_name.split())
        return text_of(form.blank.fields[name], form.prefill[name])

    return text


def _as_xml(text: str) -> str:
    """Return a text as it stands inside `w:t`: line ends and tabs are elements (ECMA-376 part 1, 17.3.3)."""
    markup = escape(text, {'"': "&quot;"})
    for mark, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        markup = markup.replace(mark, f'</w:t>{element}<w:t xml:space="preserve">')
    return markup


def _parts(blank: Blank, filled: frozenset[str], text: TextOf) -> dict[str, bytes]:
    document = render_prose(read_template("form.docx"), _prose(blank, text))
    prompts = draw_tables(document.element, blank, filled, text)
    _set_properties(document, blank, text)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    add_glossary(parts, prompts)
    add_custom_properties(parts, {"roadmapdocs.key": text(KEY)})
    return parts


def _prose(blank: Blank, text: TextOf) -> dict[str, object]:
    return {
        "basis": list(blank.basis),
        "title": blank.title,
        "respondent": text(RESPONDENT),
        "key_line": f"{KEY_LABEL}: {text(KEY)}",
        "instructions": list(blank.instructions),
        "signature": blank.signature,
    }


def _set_properties(document: Document, blank: Blank, text: TextOf) -> None:
    """Put the key where editors keep it, and dates from the data: output depends on nothing else."""
    properties = document.core_properties
    properties.title = blank.title
    properties.subject = properties.keywords = text(KEY)
    properties.language = "ru-RU"
    properties.created = properties.modified = datetime.combine(blank.dated, time(), UTC)
