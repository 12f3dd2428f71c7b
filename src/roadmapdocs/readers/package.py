"""The safe container: a returned zip package, hostile until read.

Limits hold while inflating, whatever the headers claim. Nothing is written to disk, no path inside the archive is
used, no DTD or entity is accepted, nothing is fetched.
"""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from roadmapdocs.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Package", "parse_xml"]

MOST_ENTRIES = 3000
MOST_PART_BYTES = 64 * 2**20
MOST_TOTAL_BYTES = 192 * 2**20
MOST_ELEMENTS = 2_000_000

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAVE_AGAIN = "open it in an office program and save it as .docx or .xlsx"


def parse_xml(content: bytes, name: str = "") -> etree._Element:
    """Parse one part; refuse DTDs, entities and anything that is not well-formed. Raises `UnreadableFileError`."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableFileError("the part has a document type declaration", place=name, hint=_SAVE_AGAIN)
    if content.count(b"<") > MOST_ELEMENTS:
        raise UnreadableFileError(
            "the part is too large to be a form", place=name, hint=_SAVE_AGAIN, reason="too_large"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(f"the part is damaged: {error.msg}", place=name, hint=_SAVE_AGAIN) from error
    if root.getroottree().docinfo.doctype:  # a part in UTF-16 hides it from the search above
        raise UnreadableFileError("the part has a document type declaration", place=name, hint=_SAVE_AGAIN)
    return root


class Package:
    """A zip package of a returned document, read part by part."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_CFB):
            raise UnreadableFileError("the file is encrypted or of the old binary kind", hint=_SAVE_AGAIN, reason="old")
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableFileError(
                "the file is not a document package", hint=_SAVE_AGAIN, reason="foreign"
            ) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnreadableFileError(f"the package has {len(entries)} entries", hint=_SAVE_AGAIN, reason="too_large")
        self._entries: dict[str, ZipInfo] = {}
        for entry in entries:
            self._register(entry)
        self._left = MOST_TOTAL_BYTES
        self._related: dict[str, list[tuple[str, str, str]]] = {}

    def _register(self, entry: ZipInfo) -> None:
        name = entry.filename.replace("\\", "/").lstrip("/")
        if name.casefold() in self._entries:
            raise UnreadableFileError(f"the package holds «{name}» twice", hint=_SAVE_AGAIN)
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(
                "the package is encrypted", hint="remove the password and save it again", reason="encrypted"
            )
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # ECMA-376 part 2 knows no other; bombs do
            raise UnreadableFileError(f"«{name}» is compressed in an unusual way", hint=_SAVE_AGAIN)
        self._entries[name.casefold()] = entry

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._entries

    def names(self) -> Iterator[str]:
        """The names of all entries."""
        return (entry.filename for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """Inflate one part within the limits. Raises `UnreadableFileError`."""
        entry = self._entries.get(name.casefold())
        if entry is None:
            raise UnreadableFileError(f"the package lacks the part «{name}»", hint=_SAVE_AGAIN)
        limit = min(MOST_PART_BYTES, self._left)
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(limit + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            raise UnreadableFileError("the part is damaged", place=name, hint=_SAVE_AGAIN) from error
        if len(content) > limit:
            raise UnreadableFileError(
                "the part is too large to be a form", place=name, hint=_SAVE_AGAIN, reason="too_large"
            )
        self._left -= len(content)
        return content

    def xml(self, name: str) -> etree._Element:
        """Inflate and parse one part. Raises `UnreadableFileError`."""
        return parse_xml(self.read(name), name)

    def content_type(self, part: str) -> str:
        """Return the declared content type of a part, «» if there is none (ECMA-376 part 2, 10.1.2)."""
        types = self.xml("[Content_Types].xml")
        extension = part.rpartition(".")[2].casefold()
        default = ""
        for element in types:
            if element.get("PartName", "").lstrip("/").casefold() == part.casefold():
                return element.get("ContentType", "")
            if element.get("Extension", "").casefold() == extension:
                default = element.get("ContentType", "")
        return default

    def related(self, part: str = "") -> Mapping[str, str]:
        """Return the internal relationships of a part (of the package for «»): id → part name."""
        return {identifier: target for identifier, _, target in self._relationships(part)}

    def related_by_type(self, part: str, ending: str) -> list[str]:
        """Return the parts that `part` relates to by a type that ends in `ending` (ECMA-376 and ISO Strict alike)."""
        return [target for _, kind, target in self._relationships(part) if kind.endswith("/" + ending)]

    def _relationships(self, part: str) -> list[tuple[str, str, str]]:
        if part not in self._related:
            self._related[part] = list(self._read_relationships(part))
        return self._related[part]

    def _read_relationships(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", base + ".rels")
        if name not in self:
            return
        for relationship in self.xml(name).iter(_RELATIONSHIP):
            target = relationship.get("Target", "")
            if relationship.get("TargetMode") != "External" and target:
                resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield relationship.get("Id", ""), relationship.get("Type", ""), resolved
