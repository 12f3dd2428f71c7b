"""Looking into packages the plain way: zip and lxml, none of our own code."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def canonical_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a package as canonical XML, so that only what XML means is compared."""
    return {
        name: etree.tostring(etree.fromstring(part), method="c14n") if name.endswith((".xml", ".rels")) else part
        for name, part in parts(content).items()
    }
