"""Links of cells: to other cells of the book, and to files beside it.

A link to a file is a relative IRI in the sheet's relationships (ECMA-376 part 1, 18.3.1.47; part 2, 8.2). Characters
that mean something in an IRI are percent-encoded, `#` and `%` above all; letters of every alphabet stay as they are
(RFC 3987, 2.2), so that people can read the target in a tool tip. Cells with the same target share a relationship.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

__all__ = ["FileLink", "file_iri", "with_links"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REFERENCE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BEFORE_LINKS = ("printOptions", "pageMargins", "pageSetup")

_MOST_LINKS = 65_530
"""Links on a sheet; with more, Excel calls the book damaged."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=@/")


class FileLink(NamedTuple):
    """A file, by its path as seen from the folder of the workbook, with `/` between folders."""

    path: str


def file_iri(path: str) -> str:
    """Return the relative IRI of a file: «Отчёт № 5 (50%).docx» → `Отчёт%20№%205%20(50%25).docx`."""
    written = "".join(
        letter
        if letter in _PLAIN or (not letter.isascii() and letter.isprintable() and letter != "\xa0")
        else _coded(letter)
        for letter in path
    )
    first, slash, rest = written.partition("/")
    return f"{first.replace(':', '%3A')}{slash}{rest}"


def _coded(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def with_links(
    root: etree._Element,
    relations: bytes | None,
    links: Mapping[str, str | FileLink],
    anchors: Mapping[str, str],
) -> bytes | None:
    """Put links (cell → name of an anchor, or a file) into a sheet; return the sheet's relationships.

    Links beyond those that Excel allows on a sheet are left out: their cells still say which file and place.
    Raises `KeyError` for an anchor that is nowhere in the book.
    """
    if not links:
        return relations
    listed = etree.Element(f"{{{_MAIN}}}hyperlinks")
    known = (
        etree.fromstring(relations)
        if relations
        else etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    )
    ids: dict[str, str] = {}
    for cell, link in islice(links.items(), _MOST_LINKS):
        written = etree.SubElement(listed, f"{{{_MAIN}}}hyperlink", ref=cell)
        if isinstance(link, FileLink):
            target = file_iri(link.path)
            written.set(f"{{{_REFERENCE}}}id", ids.get(target) or _related(known, ids, target))
        else:
            written.set("location", anchors[link])
    following = (root.find(f"{{{_MAIN}}}{name}") for name in _BEFORE_LINKS)
    next(element for element in following if element is not None).addprevious(listed)
    return etree.tostring(known, encoding="UTF-8", standalone=True)


def _related(known: etree._Element, ids: MutableMapping[str, str], target: str) -> str:
    ids[target] = f"file{len(ids) + 1}"
    kind = f"{_REFERENCE}/hyperlink"
    etree.SubElement(
        known, f"{{{_PACKAGE}}}Relationship", Id=ids[target], Type=kind, Target=target, TargetMode="External"
    )
    return ids[target]
