"""The paragraphs of a template with their tags, as docxtpl will see them.

docxtpl joins a tag that Word has cut into runs, so the text of a paragraph is what counts, not its runs. Tracked
deletions are no text; a text box is read once, in its modern form.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from roadmapdocs.errors import TemplateError
from roadmapdocs.model.template import Fault, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from roadmapdocs.model.template import Part

__all__ = ["TAG", "TaggedParagraph", "open_template", "tagged_paragraphs", "text_faults"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACES = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_WHOLE = re.compile(r"\{[{%#](p|tr)\s")

_PARTS: dict[str, Part] = {"header": "header", "footer": "footer", "footnotes": "footnotes"}


@dataclass(frozen=True, slots=True)
class TaggedParagraph:
    """A paragraph that has tags or loose braces. `cut` are the tags that change their formatting half-way."""

    spot: Spot
    tags: tuple[str, ...]
    cut: tuple[str, ...] = ()


def open_template(template: bytes) -> WordDocument:
    """Open a template; raise `TemplateError` for what is no DOCX."""
    try:
        return Document(BytesIO(template))
    except (BadZipFile, OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError("the template is no DOCX", hint="save it in Word as .docx") from error


def tagged_paragraphs(document: WordDocument) -> Iterator[TaggedParagraph]:
    """Yield the paragraphs with tags or braces: the body first, then headers, footers, footnotes and properties."""
    yield from _of_part("body", document.element)
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        kind = part.content_type.rpartition(".")[2].removesuffix("+xml")
        if kind in _PARTS:
            yield from _of_part(_PARTS[kind], etree.fromstring(part.blob))
    properties = document.core_properties
    for number, text in enumerate((properties.title, properties.subject, properties.comments), start=1):
        if _BRACES.search(text):
            yield TaggedParagraph(Spot("properties", number, text), tuple(TAG.findall(text)))


def _of_part(part: Part, root: etree._Element) -> Iterator[TaggedParagraph]:
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        pieces = list(_pieces(paragraph))
        text = "".join(piece for piece, _ in pieces)
        if not _BRACES.search(text) or next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        table = None if row is None else row.getparent()
        place = (0, 0) if row is None or table is None else (tables[table], table.findall(f"{W}tr").index(row) + 1)
        spot = Spot(part, number, " ".join(text.split()), *place)
        yield TaggedParagraph(spot, tuple(TAG.findall(text)), tuple(_cut(pieces)))


def _pieces(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts of a paragraph's own runs, each with its formatting."""
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        run = element.getparent()
        if run is None or run.tag != f"{W}r" or next(run.iterancestors(f"{W}p"), None) is not paragraph:
            continue
        properties = run.find(f"{W}rPr")
        format_ = "" if properties is None else "".join(sorted(_format(child) for child in properties))
        yield (element.text or "") if element.tag == f"{W}t" else " ", format_


def _format(setting: etree._Element) -> str:
    """Return a setting of a run as text; the language and the spelling marks change nothing one can see."""
    name = etree.QName(setting).localname
    if name in ("lang", "noProof"):
        return ""
    return name + "".join(f"{etree.QName(key).localname}={value}" for key, value in sorted(setting.attrib.items()))


def _cut(pieces: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the tags whose letters are formatted in more than one way."""
    formats = [format_ for piece, format_ in pieces for _ in piece]
    for tag in TAG.finditer("".join(piece for piece, _ in pieces)):
        if len(set(formats[tag.start() : tag.end()])) > 1:
            yield tag[0]


def text_faults(paragraphs: list[TaggedParagraph], document: WordDocument) -> Iterator[Fault]:
    """Yield what the text of paragraphs alone tells: braces that are no tag, tags cut by formatting, text lost."""
    for paragraph in paragraphs:
        rest = TAG.sub("", paragraph.spot.text)
        if loose := _BRACES.search(rest):
            yield Fault("unfinished", loose[0], paragraph.spot)
        for tag in paragraph.cut:
            yield Fault("split", tag, paragraph.spot)
        if any(_WHOLE.match(tag) and _WHOLE.match(tag)[1] == "p" for tag in paragraph.tags) and rest.strip():  # type: ignore[index]
            yield Fault("lost", rest.strip(), paragraph.spot)
    yield from _lost_in_rows(paragraphs, document)


def _lost_in_rows(paragraphs: list[TaggedParagraph], document: WordDocument) -> Iterator[Fault]:
    """Yield what stands in a row beside its `{%tr …%}`: docxtpl puts the tag in place of the whole row."""
    tables = list(document.element.iter(f"{W}tbl"))
    whole = [p for p in paragraphs if any((m := _WHOLE.match(tag)) and m[1] == "tr" for tag in p.tags)]
    twice = Counter((p.spot.table, p.spot.row) for p in whole)
    for paragraph in whole:
        spot = paragraph.spot
        if spot.part == "body" and spot.table and twice[spot.table, spot.row] == 1:
            row = tables[spot.table - 1].findall(f"{W}tr")[spot.row - 1]
            text = "".join(element.text or "" for element in row.iter(f"{W}t"))
            if rest := TAG.sub("", text).strip():
                yield Fault("lost", rest, spot)
