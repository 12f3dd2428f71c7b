"""A returned package opened for additions: what is not touched leaves byte for byte (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.package import parse_xml
from roadmapdocs.writers.package import repack

if TYPE_CHECKING:
    from roadmapdocs.readers.package import Package

__all__ = ["Element", "Parts"]

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere

_TYPES = "[Content_Types].xml"
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class Parts:
    """The parts of a package by name, as bytes until somebody asks for their XML."""

    def __init__(self, package: Package) -> None:
        self._bytes = {name: package.read(name) for name in package.names() if not name.endswith("/")}
        self._names = {name.replace("\\", "/").lstrip("/").casefold(): name for name in self._bytes}
        self._trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def xml(self, name: str) -> Element:
        """Return the tree of a part; what is done to it is written. Raises `UnreadableFileError` for a damaged one."""
        stored = self._names[name.casefold()]
        if stored not in self._trees:
            self._trees[stored] = parse_xml(self._bytes[stored], stored)
        return self._trees[stored]

    def free_name(self, pattern: str) -> str:
        """Return a name that no part has; `{}` of the pattern becomes a number."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def add(self, name: str, root: Element, content_type: str) -> None:
        """Add a part and say what it is."""
        self.put(name, root)
        types = self.xml(_TYPES)
        etree.SubElement(types, f"{_CONTENT_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def remove(self, name: str) -> None:
        """Remove a part, its relationships and what is said of it, if it is there."""
        for one in (name, _relationships_of(name)):
            if (stored := self._names.pop(one.casefold(), None)) is not None:
                del self._bytes[stored]
                self._trees.pop(stored, None)
        types = self.xml(_TYPES)
        for override in types.findall(f"{_CONTENT_TYPES}Override"):
            if override.get("PartName", "").lstrip("/").casefold() == name.casefold():
                types.remove(override)

    def put(self, name: str, root: Element) -> None:
        """Add a part of a kind that its extension tells, or put another tree in the place of one."""
        stored = self._names.setdefault(name.casefold(), name)
        self._bytes[stored], self._trees[stored] = b"", root

    # --- relationships ---

    def relationships(self, part: str) -> list[tuple[str, str, str]]:
        """Return the internal relationships of a part (of the package for «»): id, type, target."""
        name = _relationships_of(part)
        if name not in self:
            return []
        folder = posixpath.dirname(part)
        return [
            (one.get("Id", ""), one.get("Type", ""), _resolved(folder, one.get("Target", "")))
            for one in self.xml(name).findall(f"{_RELATIONSHIPS}Relationship")
            if one.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts there are to which `part` relates by a type that ends in `kind`."""
        return [target for _, stated, target in self.relationships(part) if stated.endswith(f"/{kind}")]

    def relate(self, part: str, target: str, kind: str) -> str:
        """Add a relationship to a part; return its id."""
        name = _relationships_of(part)
        if name not in self:
            self.put(name, etree.Element(f"{_RELATIONSHIPS}Relationships", nsmap={None: _RELATIONSHIPS[1:-1]}))
        taken = {one.get("Id") for one in self.xml(name)}
        number = 1
        while f"rIdRemark{number}" in taken:
            number += 1
        identifier = f"rIdRemark{number}"
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        etree.SubElement(self.xml(name), f"{_RELATIONSHIPS}Relationship", Id=identifier, Type=kind, Target=path)
        return identifier

    def unrelate(self, part: str, target: str) -> None:
        """Remove the relationships of a part to a target."""
        name = _relationships_of(part)
        folder = posixpath.dirname(part)
        for one in list(self.xml(name)) if name in self else ():
            if _resolved(folder, one.get("Target", "")).casefold() == target.casefold():
                self.xml(name).remove(one)

    # --- out ---

    def say_default(self, extension: str, content_type: str) -> None:
        """Say what parts with an extension are, unless that is said."""
        types = self.xml(_TYPES)
        known = {one.get("Extension", "").casefold() for one in types.findall(f"{_CONTENT_TYPES}Default")}
        if extension not in known:
            said = {"Extension": extension, "ContentType": content_type}
            types.insert(0, types.makeelement(f"{_CONTENT_TYPES}Default", said))

    def packed(self, *, stored: str = "") -> bytes:
        """Return the package. A signature would no longer hold, so it is taken off the copy."""
        for origin in self.related("", "digital-signature/origin"):
            self.unrelate("", origin)
            for _, _, signature in self.relationships(origin):
                self.remove(signature)
            self.remove(origin)
        written = {name: self._written(name, content) for name, content in self._bytes.items()}
        return repack(written, stored=stored)

    def _written(self, name: str, content: bytes) -> bytes:
        tree = self._trees.get(name)
        if tree is None:
            return content
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relationships_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
