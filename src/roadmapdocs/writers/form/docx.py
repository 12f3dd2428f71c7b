"""A form as a Word document: compiled once per blank, stamped per respondent.

The template holds page, styles, prose and a prototype table; `docx_body` clones its cells. Whatever differs
from respondent to respondent is a hole, so that a school's document is copied together, not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from roadmapdocs.answers import text_of
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.writers.docx.parts import parts_of
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.form.docx_body import draw_tables
from roadmapdocs.writers.form.docx_parts import add_custom_properties, add_glossary
from roadmapdocs.writers.package import Compiled, compile_package, hole, pack
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from roadmapdocs.model.form import Blank, Form

__all__ = ["write_form_docx"]

KEY, RESPONDENT, ADDRESSEE = "key", "respondent", "addressee"

TextOf = Callable[[str], str]
"""The text at a name: `key`, `respondent` (short name), `addressee`, or a cell's address."""


def write_form_docx(form: Form) -> bytes:
    """Return the form as DOCX. The same form always gives the same bytes."""
    text = _texts(form)
    return _compiled(form.blank, _own(form)).stamp(lambda name: _as_xml(text(name)))


def _own(form: Form) -> frozenset[str]:
    """Return the addresses at which the respondent's own text stands, filled in or printed."""
    return frozenset(form.prefill) | frozenset(form.printed)


@lru_cache(maxsize=32)
def _compiled(blank: Blank, filled: frozenset[str]) -> Compiled:
    """Draw a blank with a hole wherever a respondent's own text stands."""
    return compile_package(_parts(blank, filled, hole))


def write_uncompiled(form: Form) -> bytes:
    """Draw the form without holes: what a stamped document must equal, part by part, as canonical XML."""
    return pack(_parts(form.blank, _own(form), _texts(form)))


def _texts(form: Form) -> TextOf:
    known = {
        KEY: form.printed_key,
        RESPONDENT: " ".join(form.respondent.short_name.split()),
        ADDRESSEE: form.addressee,
        **form.printed,
    }

    def text(name: str) -> str:
        return known[name] if name in known else text_of(form.blank.fields[name], form.prefill[name])

    return text


def _as_xml(text: str) -> str:
    """Return a text as it stands inside `w:t`: line ends and tabs are elements (ECMA-376 part 1, 17.3.3)."""
    markup = escape(text, {'"': "&quot;"})
    for mark, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        markup = markup.replace(mark, f'</w:t>{element}<w:t xml:space="preserve">')
    return markup.replace('<w:t xml:space="preserve"></w:t>', "")


def _parts(blank: Blank, filled: frozenset[str], text: TextOf) -> dict[str, bytes]:
    document = render_prose(read_template("form.docx"), _prose(blank, text))
    draw_tables(document.element, blank, filled, text)
    parts = parts_of(document, title=blank.title, day=blank.dated, key=text(KEY))
    add_glossary(parts, sorted({field.prompt for field in blank.fields.values() if field.prompt}))
    add_custom_properties(parts, {"roadmapdocs.key": text(KEY)})
    return parts


def _prose(blank: Blank, text: TextOf) -> dict[str, object]:
    return {
        "approval": list(blank.approval),
        "basis": list(blank.basis),
        "title": blank.title,
        "respondent": text(RESPONDENT),
        "addressee": text(ADDRESSEE),
        "key_line": f"{KEY_LABEL}: {text(KEY)}",
        "instructions": list(blank.instructions),
        "signature": blank.signature,
    }
