"""Parts of a Word form that python-docx does not make: the glossary of prompts and the custom properties."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

__all__ = ["add_custom_properties", "add_glossary", "placeholder_name"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_GLOSSARY_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of user-defined properties


def placeholder_name(prompt: str) -> str:
    """Return the name of the glossary entry that restores a prompt when an answer is deleted."""
    return "PH_" + sha256(prompt.encode()).hexdigest()[:12]


def add_glossary(parts: dict[str, bytes], prompts: list[str]) -> None:
    """Add the glossary document with one entry per prompt (ECMA-376 part 1, 17.12)."""
    entries = "".join(_entry(prompt) for prompt in prompts)
    content = (
        f'{_DECLARATION}<w:glossaryDocument xmlns:w="{_WORD}"><w:docParts>{entries}</w:docParts></w:glossaryDocument>'
    )
    parts["word/glossary/document.xml"] = content.encode()
    _declare(parts, "/word/glossary/document.xml", _GLOSSARY_TYPE)
    _relate(parts, "word/_rels/document.xml.rels", f"{_OFFICE}/relationships/glossaryDocument", "glossary/document.xml")


def _entry(prompt: str) -> str:
    name = placeholder_name(prompt)
    guid = str(UUID(bytes=sha256(name.encode()).digest()[:16])).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
        f'<w:gallery w:val="placeholder"/></w:category><w:types><w:type w:val="bbPlcHdr"/></w:types>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{{{guid}}}"/></w:docPartPr>'
        f'<w:docPartBody><w:p><w:r><w:rPr><w:color w:val="767676"/></w:rPr>'
        f'<w:t xml:space="preserve">‹{escape(prompt)}›</w:t></w:r></w:p></w:docPartBody></w:docPart>'
    )


def add_custom_properties(parts: dict[str, bytes], properties: dict[str, str]) -> None:
    """Add user-defined document properties (ECMA-376 part 1, 22.3)."""
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    content = (
        f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
    parts["docProps/custom.xml"] = content.encode()
    _declare(parts, "/docProps/custom.xml", _CUSTOM_TYPE)
    _relate(parts, "_rels/.rels", f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml")


def _declare(parts: dict[str, bytes], part: str, content_type: str) -> None:
    override = f'<Override PartName="{part}" ContentType="{content_type}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())


def _relate(parts: dict[str, bytes], name: str, kind: str, target: str) -> None:
    identifier = "rd" + sha256(target.encode()).hexdigest()[:8]
    relationship = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", relationship.encode())
