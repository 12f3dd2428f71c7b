"""Document properties of an Office Open XML package (ECMA-376 part 2, 11; part 1, 22.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.package import Package

__all__ = ["read_properties"]


def read_properties(package: Package) -> dict[str, str]:
    """Return core properties by local name and custom ones as `custom:name`; damaged parts give nothing."""
    try:
        return dict(_properties(package))
    except UnreadableFileError:
        return {}


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    for part in package.related_by_type("", "core-properties"):
        for element in package.xml(part):
            yield str(element.tag).rpartition("}")[2], element.text or ""
    for part in package.related_by_type("", "custom-properties"):
        for element in package.xml(part):
            yield f"custom:{element.get('name', '')}", "".join(element.itertext())
