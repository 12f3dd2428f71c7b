"""Editing a YAML file so that only the lines of changed values change.

ruamel.yaml keeps comments, but re-flows what it writes. So the tree is edited, both trees, the untouched and the
edited one, are written, and the difference between the two is carried over to the author's own text.
"""

from __future__ import annotations

import re
import textwrap
from copy import deepcopy
from enum import Enum
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString, ScalarString

from roadmapdocs.orders.yaml_lines import carried_over, rearranged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["edited", "plain", "written"]

_SPELLINGS = {"from": ("sender", "source")}
"""Names of fields that a file may use in place of the alias under which the model is dumped."""

_UNFIT_FOR_BLOCKS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[ \t]$|\A[\s]", re.MULTILINE)
_IDENTIFIER = re.compile(r"[a-z][\w-]*")
_WIDTH = 100
_LONG = 90


def plain(value: Any) -> Any:  # noqa: ANN401 - a dump is of any shape
    """Return a model's dump with nothing in it but mappings, lists and scalars that YAML knows."""
    if isinstance(value, dict):
        return {str(plain(key)): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value.value if isinstance(value, Enum) else value


def written(sparse: Mapping[str, Any]) -> str:
    """Return a new file for `sparse`, a plain dump without defaults."""
    return _dump(_rendered(sparse), _yaml(""))


def edited(text: str, old: Mapping[str, Any], new: Mapping[str, Any], sparse: Mapping[str, Any]) -> str:
    """Return `text`, a YAML file that means `old`, changed so that it means `new`.

    `old` and `new` are plain dumps, `sparse` is `new` without its defaults. Line ends stay as they are.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    yaml = _yaml(text)
    try:
        moved = deepcopy(dict(old))
        text = _arranged(text, yaml, moved, new, sparse)
        old = moved
    except YAMLError:  # an entry that others refer to has gone; moving nodes of the tree is the second best
        pass
    tree = yaml.load(text)
    untouched = _dump(tree, yaml)
    _update(tree, old, new, sparse)
    changed = _dump(tree, yaml)
    merged = carried_over(*(part.splitlines(keepends=True) for part in (text, untouched, changed)))
    safe = YAML(typ="safe", pure=True)
    result = merged if safe.load(merged) == safe.load(changed) else changed
    return result.replace("\n", ends)


def _yaml(text: str) -> YAML:
    """Return a round-trip writer with the indents and the width of `text`."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = max([_WIDTH, *map(len, text.splitlines())])
    inset = re.search(r"^( *)[^\s#-][^\n]*:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*\1( *)- ", text, re.MULTILINE)
    offset = 2 if inset is None else len(inset[2])
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _dump(tree: Any, yaml: YAML) -> str:  # noqa: ANN401 - ruamel's nodes have no type
    stream = StringIO()
    yaml.dump(tree, stream)
    return stream.getvalue()


# --- entries of lists ---


def _arranged(text: str, yaml: YAML, old: Any, new: Any, sparse: Any) -> str:  # noqa: ANN401 - dumps of any shape
    """Return `text` with the entries of its block lists in the order of `new`; `old` is changed to match."""
    while True:
        place = next(_misplaced(yaml.load(text), old, new, sparse), None)
        if place is None:
            return text
        node, before, after, short = place
        known = {entry["id"]: index for index, entry in enumerate(before)}
        order = [
            known[entry["id"]] if entry["id"] in known else _entry(brief, yaml)
            for entry, brief in zip(after, short, strict=True)
        ]
        text = rearranged(text, [node.lc.item(index)[0] for index in range(len(node))], order)
        before[:] = [
            before[place] if isinstance(place, int) else entry for place, entry in zip(order, after, strict=True)
        ]


def _entry(brief: Any, yaml: YAML) -> str:  # noqa: ANN401 - a dump is of any shape
    """Return a new entry of a list as text whose dash stands in the first column."""
    _, _, entry = _dump(CommentedMap({"entries": CommentedSeq([_rendered(brief)])}), yaml).partition("\n")
    return textwrap.dedent(entry)


def _misplaced(node: Any, old: Any, new: Any, sparse: Any) -> Iterator[tuple[CommentedSeq, Any, Any, Any]]:  # noqa: ANN401
    """Find block lists whose entries have ids, where the ids or their order have changed."""
    if isinstance(node, CommentedMap) and isinstance(old, dict) and isinstance(new, dict):
        for key in node:
            if key in old and key in new and old[key] != new[key]:
                yield from _misplaced(node[key], old[key], new[key], sparse.get(key, new[key]))
    elif isinstance(node, CommentedSeq) and _have_ids(old) and _have_ids(new):
        if [entry["id"] for entry in old] != [entry["id"] for entry in new]:
            if not node.fa.flow_style() and not _is_shared(node):
                yield node, old, new, sparse
        else:
            for entry in zip(node, old, new, sparse, strict=True):
                yield from _misplaced(*entry)


def _have_ids(entries: Any) -> bool:  # noqa: ANN401 - a dump is of any shape
    return isinstance(entries, list) and bool(entries) and all(isinstance(e, dict) and "id" in e for e in entries)


# --- editing the tree ---


def _update(node: CommentedMap, old: Mapping[str, Any], new: Mapping[str, Any], sparse: Mapping[str, Any]) -> None:
    for key, value in new.items():
        if key in old and old[key] == value:
            continue
        name = next((name for name in (key, *_SPELLINGS.get(key, ())) if name in node), None)
        if name is not None:
            node[name] = _changed(node[name], old.get(key), value, sparse.get(key, value))
        elif key in sparse:
            node[key] = _rendered(sparse[key])
    for key in [key for key in old if key not in new and key in node]:
        del node[key]


def _changed(node: Any, old: Any, new: Any, sparse: Any) -> Any:  # noqa: ANN401 - ruamel's nodes have no type
    """Return the node for a changed value: `node` itself, edited, where that keeps more of what the author wrote."""
    if _is_shared(node) or not new:  # an emptied container would keep comments where YAML does not allow them
        return _restyled(node, sparse)
    if isinstance(node, CommentedMap) and isinstance(old, dict) and isinstance(new, dict):
        _update(node, old, new, sparse)
        return node
    if isinstance(node, CommentedSeq) and isinstance(old, list) and isinstance(new, list):
        _change_list(node, old, new, sparse)
        return node
    return _restyled(node, sparse)


def _is_shared(node: Any) -> bool:  # noqa: ANN401 - ruamel's nodes have no type
    """Say whether an anchor lets other places use this node too, which must not change with it."""
    return isinstance(node, CommentedMap | CommentedSeq) and node.anchor.value is not None


def _change_list(node: CommentedSeq, old: Sequence[Any], new: Sequence[Any], sparse: Sequence[Any]) -> None:
    known = {_key(before, index): (entry, before) for index, (entry, before) in enumerate(zip(node, old, strict=True))}
    entries = []
    for index, (value, short) in enumerate(zip(new, sparse, strict=True)):
        entry, before = known.get(_key(value, index), (None, None))
        if entry is None:
            entries.append(_rendered(short))
        else:
            entries.append(entry if before == value else _changed(entry, before, value, short))
    if [_key(value, i) for i, value in enumerate(old)] == [_key(value, i) for i, value in enumerate(new)]:
        for index, entry in enumerate(entries):
            if node[index] is not entry:
                node[index] = entry
        return
    while node:
        node.pop()
    node.extend(entries)


def _key(entry: Any, index: int) -> object:  # noqa: ANN401 - a dump is of any shape
    """Return what an entry of a list is known by: its id, or else its position."""
    return entry["id"] if isinstance(entry, dict) and "id" in entry else index


def _restyled(node: Any, value: Any) -> Any:  # noqa: ANN401 - ruamel's nodes have no type
    """Return `value` in the style of the scalar `node`: quoted, folded or literal."""
    if not (isinstance(node, ScalarString) and isinstance(value, str)):
        return _rendered(value)
    if not isinstance(node, FoldedScalarString | LiteralScalarString):
        return type(node)(value)
    block = _block(value)
    if isinstance(node, FoldedScalarString) and isinstance(block, FoldedScalarString) and _folds_alike(node, value):
        setattr(block, "fold_pos", getattr(node, "fold_pos"))  # noqa: B009, B010 - ruamel does not declare it
    if isinstance(block, ScalarString) and hasattr(node, "comment"):  # the one on the line of the block's «>-»
        setattr(block, "comment", node.comment)  # noqa: B010 - ruamel does not declare it
    return block


def _folds_alike(node: Any, value: str) -> bool:  # noqa: ANN401 - ruamel's nodes have no type
    """Say whether a changed text can be broken into lines where the old one was: only a year in it has moved, say."""
    folds = getattr(node, "fold_pos", None) or []
    return bool(folds) and len(node) == len(value) and all(value[fold] == node[fold] for fold in folds)


# --- rendering what is new ---


def _rendered(value: Any) -> Any:  # noqa: ANN401 - a dump is of any shape
    if isinstance(value, dict):
        return CommentedMap({key: _rendered(entry) for key, entry in value.items()})
    if isinstance(value, list):
        entries = CommentedSeq([_rendered(entry) for entry in value])
        if all(isinstance(entry, str) and _IDENTIFIER.fullmatch(entry) for entry in value):
            entries.fa.set_flow_style()
        return entries
    if isinstance(value, str) and ("\n" in value or len(value) > _LONG):
        return _block(value)
    return value


def _block(text: str) -> Any:  # noqa: ANN401 - ruamel's nodes have no type
    """Return `text` as a block scalar, where it can be one: literal for several lines, folded for a long one."""
    if not text or _UNFIT_FOR_BLOCKS.search(text):
        return text
    if "\n" in text:
        return LiteralScalarString(text)
    folded = FoldedScalarString(text)
    folded.fold_pos = _folds(text)
    return folded


def _folds(text: str) -> list[int]:
    """Return the positions of the spaces at which a long line is folded; a double space cannot be one."""
    pieces = textwrap.wrap(text, _LONG, break_long_words=False, break_on_hyphens=False, drop_whitespace=False)
    ends = [sum(map(len, pieces[: count + 1])) - 1 for count in range(len(pieces) - 1)]
    ends = [end if text[end] == " " else end + 1 for end in ends]  # a word may end just where the line does
    return [end for end in ends if text[end] == " " and text[end - 1] != " " and text[end + 1] != " "]
