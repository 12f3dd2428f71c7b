"""Colours of table cells in OpenDocument: a cell takes another automatic style, alike but for its background."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.odf_text import OFFICE, STYLE, TABLE
from roadmapdocs.remarks.remark import DOUBT, FAULT

if TYPE_CHECKING:
    from roadmapdocs.remarks.parts import Element

__all__ = ["FO", "CellColours", "automatic_styles"]

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_BACKGROUND = f"{FO}background-color"
_STYLE, _NAME, _STYLE_NAME = f"{STYLE}style", f"{STYLE}name", f"{TABLE}style-name"
_PROPERTIES = f"{STYLE}table-cell-properties"
_HEX = 6


def automatic_styles(root: Element) -> Element:
    """Return the automatic styles of a content part, made where they belong if there are none."""
    styles = root.find(f"{OFFICE}automatic-styles")
    if styles is None:
        styles = etree.Element(f"{OFFICE}automatic-styles")
        body = root.find(f"{OFFICE}body")
        root.insert(len(root) if body is None else root.index(body), styles)
    return styles


class CellColours:
    """Gives cells our colours and takes them back."""

    def __init__(self, root: Element) -> None:
        self._styles = automatic_styles(root)
        self._known = {
            style.get(_NAME, ""): style
            for style in self._styles.iterchildren(_STYLE)
            if style.get(f"{STYLE}family") == "table-cell"
        }

    def put(self, cell: Element, colour: str) -> str:
        """Colour a cell; return the colour it had, «none» if it had none that can be given back."""
        name = cell.get(_STYLE_NAME, "")
        before = self._colour(name)
        cell.set(_STYLE_NAME, self._alike(name, f"#{colour.lower()}"))
        return before if len(before) == _HEX else "none"

    def restore(self, cell: Element, bookmark: str) -> None:
        """Give a cell in one of our colours the one that its bookmark names; without one it has none."""
        name = cell.get(_STYLE_NAME, "")
        if self._colour(name) in (FAULT, DOUBT):
            before = bookmark.rpartition("_")[2]
            cell.set(_STYLE_NAME, self._alike(name, f"#{before.lower()}" if len(before) == _HEX else "transparent"))

    def _colour(self, name: str) -> str:
        properties = self._known[name].find(_PROPERTIES) if name in self._known else None
        return "" if properties is None else properties.get(_BACKGROUND, "").lstrip("#").upper()

    def _alike(self, name: str, colour: str) -> str:
        """Return the name of a style that differs from another in its background only."""
        made = deepcopy(self._known[name]) if name in self._known else etree.Element(_STYLE)
        made.set(f"{STYLE}family", "table-cell")
        properties = made.find(_PROPERTIES)
        if properties is None:
            properties = made.makeelement(_PROPERTIES)
            made.insert(0, properties)
        properties.set(_BACKGROUND, colour)
        for known, style in self._known.items():
            if _said(style) == _said(made):
                return known
        number = 1
        while f"remark{number}" in self._known:
            number += 1
        made.set(_NAME, f"remark{number}")
        self._styles.append(made)
        self._known[f"remark{number}"] = made
        return f"remark{number}"


def _said(style: Element) -> object:
    attributes = sorted((name, value) for name, value in style.items() if name != _NAME)
    return attributes, [etree.tostring(child, method="c14n") for child in style]
