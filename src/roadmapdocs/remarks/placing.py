"""Where a new element stands among its brothers: schemas of ECMA-376 are sequences, and programs insist on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.remarks.parts import Element

__all__ = ["child_of", "local_name", "place", "sequence"]


def sequence(names: str) -> tuple[str, ...]:
    """Return the names of a sequence, written with blanks between them."""
    return tuple(names.split())


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def place(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Put `child` into `parent` before the first brother that `order` has behind it."""
    later = set(order[order.index(local_name(child)) + 1 :])
    for index, brother in enumerate(parent):
        if local_name(brother) in later:
            parent.insert(index, child)
            return
    parent.append(child)


def child_of(parent: Element, name: str, order: Sequence[str]) -> Element:
    """Return the child of a name in the parent's own namespace; make it where it belongs if there is none."""
    tag = f"{{{etree.QName(parent).namespace}}}{name}"
    child = parent.find(tag)
    if child is None:
        child = parent.makeelement(tag)
        place(parent, child, order)
    return child
