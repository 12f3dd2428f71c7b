"""Footnotes, endnotes and comments: words outside the body of a document (ECMA-376 part 1, 17.11 and 17.13.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.readers.blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["read_notes"]

_OF_WORD = {"footnotes": "сноска", "endnotes": "концевая сноска", "comments": "примечание"}
_PARAGRAPHS = ("}p", "}h")
_OF_ODT = ("}note-body", "}annotation")


def read_notes(package: Package) -> Iterator[Paragraph]:
    """Yield the notes of a text document, each as a paragraph outside the body."""
    for main in package.related_by_type("", "officeDocument"):
        for kind, name in _OF_WORD.items():
            for part in package.related_by_type(main, kind):
                yield from _paragraphs(package, part, "", name)
    if "content.xml" in package:
        for ending in _OF_ODT:
            yield from _paragraphs(package, "content.xml", ending, "сноска")


def _paragraphs(package: Package, part: str, within: str, name: str) -> Iterator[Paragraph]:
    root = package.xml(part)
    owners = [root] if not within else [element for element in root.iter() if str(element.tag).endswith(within)]
    number = 0
    for owner in owners:
        for element in owner.iter():
            if str(element.tag).endswith(_PARAGRAPHS) and (text := "".join(element.itertext()).strip()):
                number += 1
                yield Paragraph(text, f"{name} {number}", running=True)
