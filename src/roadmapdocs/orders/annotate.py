"""An order as a new YAML file with comments at the places that a person should look at."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from roadmapdocs.orders.yaml_edit import plain, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.model.order import Order

__all__ = ["annotated_yaml"]

_WIDTH = 100


def annotated_yaml(order: Order, comments: Iterable[tuple[str, str]], heading: str = "") -> str:
    """Return `order` as YAML; each comment, a path in it and a text, stands above the line that the path leads to.

    A path names keys and ids of entries: `roadmaps.plan.activities.seminar`. Where it leads further than the file,
    the comment stands at the nearest entry above. `heading` is put on top.
    """
    text = written(plain(order.model_dump(by_alias=True, exclude_defaults=True)))
    tree = YAML().load(text)
    lines = text.splitlines()
    above: dict[int, list[str]] = {}
    for path, comment in comments:
        said = above.setdefault(_line_of(tree, path.split(".")), [])
        said += [comment] if comment not in said else []
    result = [f"# {line}".rstrip() for line in wrap(heading, _WIDTH - 2)]
    for number, line in enumerate(lines):
        indent = re.match(r" *", line)
        result += _as_comment(above.get(number, ()), indent[0] if indent else "")
        result.append(line)
    return "\n".join(result) + "\n"


def _as_comment(texts: Iterable[str], indent: str) -> Iterable[str]:
    for text in texts:
        start = f"{indent}# "
        yield from wrap(text, _WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)


def _line_of(tree: Any, steps: list[str]) -> int:  # noqa: ANN401 - ruamel's nodes have no type
    """Return the line, from 0, of the entry that the steps lead to, or of the last one that exists."""
    line = 0
    node: Any = tree
    for step in steps:
        index = _index_of(node, step) if isinstance(node, CommentedSeq) else None
        if isinstance(node, CommentedMap) and step in node:
            line, node = node.lc.key(step)[0], node[step]
        elif isinstance(node, CommentedSeq) and index is not None:
            line, node = node.lc.item(index)[0], node[index]
        else:
            break
    return int(line)


def _index_of(entries: CommentedSeq, name: str) -> int | None:
    return next((i for i, entry in enumerate(entries) if isinstance(entry, dict) and entry.get("id") == name), None)
