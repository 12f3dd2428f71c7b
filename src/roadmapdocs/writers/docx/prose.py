"""The fence around docxtpl: it fills the prose of a Word template, and is used nowhere else.

docxtpl escapes nothing and forgives everything by default: a `<` in a value silently ends the document, an
unknown name prints nothing. Here values are escaped, unknown names are errors, and nothing of the template's
syntax may be left in the result.
"""

from __future__ import annotations

import re
import traceback
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError
from lxml import etree

from roadmapdocs.errors import TemplateError
from roadmapdocs.writers.docx.environment import TemplateEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document as WordDocument

__all__ = ["render_prose"]

_SYNTAX = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_TAG = re.compile(r"\{[{%].*?[}%]\}")


def render_prose(template: bytes, context: Mapping[str, object]) -> WordDocument:
    """Fill the prose of a DOCX template with `context` and return the document.

    Values are text, or lists and mappings of it, and are escaped; a line break in a value breaks the line.
    Characters that XML cannot hold are left out. Raises `TemplateError` with the paragraph's text for an
    unknown name, an error of syntax, and syntax that is left over.
    """
    environment = TemplateEnvironment()
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(dict(context), environment, autoescape=True)
    except JinjaError as error:
        raise TemplateError(
            f"{error.message} in the paragraph «{_paragraph_of(error, environment.source, template)}»",
            hint="open the template in Word and correct what stands between the braces",
        ) from error
    rendered = BytesIO()
    document.save(rendered)
    result: WordDocument = Document(BytesIO(_without_shields(rendered.getvalue())))
    return result


def _without_shields(package: bytes) -> bytes:
    """Check that no syntax is left in any part, and give the values their braces back."""
    result = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(result, "w", ZIP_STORED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                _refuse_syntax(name, "".join(etree.fromstring(part).itertext()))
                part = part.replace("\ue07b".encode(), b"{").replace("\ue07d".encode(), b"}")
            new.writestr(name, part)
    return result.getvalue()


def _refuse_syntax(part: str, text: str) -> None:
    found = _SYNTAX.search(text)
    if found:
        around = text[max(0, found.start() - 30) : found.end() + 30]
        raise TemplateError(f"«{found[0]}» is left over in «{around}»", hint="a brace is missing or broken", place=part)


def _paragraph_of(error: JinjaError, source: str, template: bytes) -> str:
    """Return the text of the template's paragraph in which the error arose.

    docxtpl puts every paragraph on a line of its own before it compiles, but moves paragraph tags (`{%p …%}`)
    to the line above; so the line's tags are looked for in the paragraphs as a person sees them.
    """
    lines = source.splitlines()
    line = re.sub(r"<[^>]+>", "", lines[_line_number(error) - 1]) if lines else ""
    blamed = re.findall(r"'(\w+)'", error.message or "")
    for paragraph in _paragraphs(template):
        tags = [re.sub(r"^(\{[{%])(?:p|tr|tc|r) ", r"\1 ", tag) for tag in _TAG.findall(paragraph)]
        named = [tag for tag in tags if not blamed or any(re.search(rf"\b{name}\b", tag) for name in blamed)]
        if any(_squeezed(tag) in _squeezed(line) for tag in named):
            return paragraph
    return line


def _line_number(error: JinjaError) -> int:
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == "<template>"), 1)


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _paragraphs(template: bytes) -> Iterator[str]:
    """Yield the text of all paragraphs of all parts, as it is printed."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with ZipFile(BytesIO(template)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                for paragraph in etree.fromstring(package.read(name)).iter(f"{word}p"):
                    yield "".join(text.text or "" for text in paragraph.iter(f"{word}t"))
