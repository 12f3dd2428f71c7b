"""The lines of a YAML file in which the points of a draft stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.orders.next_year.values import Point

__all__ = ["line_of", "with_lines"]

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_CHILDREN = ("activities",)


def with_lines(points: Iterable[Point], text: str) -> tuple[Point, ...]:
    """Return the points with their lines in `text`, the YAML of the new order; a place that has no line stays so."""
    tree = YAML().load(text)
    return tuple(replace(point, line=line_of(tree, point.place)) for point in points)


def line_of(tree: Any, place: str) -> int | None:  # noqa: ANN401 - ruamel's nodes have no type
    """Return the line (from 1) of a place such as `roadmaps.risk.monitoring.deadline`, or of what holds it.

    Entries of lists are named by their ids, rows of a roadmap without `activities`. None where even the first step
    is not in the file.
    """
    line: int | None = None
    node = tree
    for name, index in _STEP.findall(place):
        found = _entered(node, name) if name else _item(node, int(index))
        if found is None:
            break
        line, node = found
    return None if line is None else line + 1


def _entered(node: Any, name: str) -> tuple[int, Any] | None:  # noqa: ANN401
    if isinstance(node, CommentedMap):
        if name in node:
            return node.lc.key(name)[0], node[name]
        children = (found for child in _CHILDREN if child in node and (found := _entered(node[child], name)))
        return next(children, None)
    if isinstance(node, CommentedSeq):
        for index, entry in enumerate(node):
            if isinstance(entry, dict) and name in (entry.get("id"), entry.get("role")):
                return _item(node, index)
    return None


def _item(node: Any, index: int) -> tuple[int, Any] | None:  # noqa: ANN401
    if isinstance(node, CommentedSeq) and index < len(node):
        return node.lc.item(index)[0], node[index]
    return None
