"""The parts of an OpenDocument package round its content: what it is, its properties, headers and footers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.odf_text import OFFICE, STYLE, Element
from roadmapdocs.readers.package import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["Running", "body_of", "content_of", "is_flat", "media_type", "read_meta", "running_parts", "styles_of"]

_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
MOST_TAGS = 500_000
"""Tags of one part: a hundred times what a form has. Text is rewritten in place, which costs more than parsing."""

_ENCRYPTED = re.compile(rb"<(?:[\w.-]+:)?encryption-data[\s/>]")
_FLAT = b"urn:oasis:names:tc:opendocument:xmlns:office:"
_HEAD = 4096


class Running(NamedTuple):
    """A header or footer: the master page that has it, whether it stands at the top, its element."""

    page: str
    top: bool
    element: Element


def media_type(package: Package) -> str:
    """Return what an OpenDocument package says it is, «» if it is none (part 2, 3.3 and 4.5).

    Raises `UnreadableFileError` for an encrypted one.
    """
    manifest = package.read(_MANIFEST) if _MANIFEST in package else b""
    if _ENCRYPTED.search(manifest):
        raise UnreadableFileError(
            "the document is encrypted", hint="remove the password and save it again", reason="encrypted"
        )
    if "mimetype" in package:
        return package.read("mimetype").decode("ascii", "replace").strip()
    if _MANIFEST in package:
        for entry in package.xml(_MANIFEST).iter(f"{_MANIFEST_SPACE}file-entry"):
            if entry.get(f"{_MANIFEST_SPACE}full-path") == "/":
                return entry.get(f"{_MANIFEST_SPACE}media-type", "")
    return ""


def is_flat(content: bytes) -> bool:
    """Say whether a file is OpenDocument in one XML file, without a package (.fodt, .fods)."""
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and _FLAT in head


def body_of(root: Element, kind: str) -> Element:
    """Return the body of a content part. Raises `UnreadableFileError` where it is not of the kind."""
    body = root.find(f"{OFFICE}body/{OFFICE}{kind}")
    if body is None:
        raise UnreadableFileError("the package has no main document", hint="save it again as .docx or .xlsx")
    return body


def content_of(package: Package) -> Element:
    """Return the part that holds the content. Raises `UnreadableFileError` where it is damaged or too large."""
    return _part(package, "content.xml")


def styles_of(package: Package) -> Element | None:
    """Return the part that holds named styles, headers and footers, if the package has one."""
    return _part(package, "styles.xml") if "styles.xml" in package else None


def _part(package: Package, name: str) -> Element:
    content = package.read(name)
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableFileError(
            "the part is too large to be a form", place=name, hint="send the form itself", reason="too_large"
        )
    return parse_xml(content, name)


def running_parts(styles: Element) -> Iterator[Running]:
    """Yield the headers and footers of all master pages, of left and first pages too, that are not switched off."""
    for page in styles.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"):
        for element in page:
            name = str(element.tag).rpartition("}")[2]
            if name.startswith(("header", "footer")) and element.get(f"{STYLE}display") != "false":
                yield Running(page.get(f"{STYLE}name", ""), name.startswith("header"), element)


# --- properties -------------------------------------------------------------------------------------------------


def read_meta(package: Package) -> dict[str, str]:
    """Return properties by local name, keywords as `keywords`, own ones as `custom:name`; a damaged part gives none."""
    try:
        root = package.xml("meta.xml") if "meta.xml" in package else None
    except UnreadableFileError:
        return {}
    properties: dict[str, str] = {}
    for element in () if root is None else root.iterfind(f"{OFFICE}meta/*"):
        name, text = str(element.tag).rpartition("}")[2], "".join(element.itertext())
        if name == "user-defined":
            properties[f"custom:{element.get(f'{_META}name', '')}"] = text
        elif name == "keyword":
            properties["keywords"] = f"{properties['keywords']} {text}" if "keywords" in properties else text
        else:
            properties[name] = text
    return properties
