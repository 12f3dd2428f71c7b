"""Orders as YAML files: loading with every fault named, saving without disturbing the author's file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from roadmapdocs.atomic import write_atomically
from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.order import Order
from roadmapdocs.orders.yaml_edit import edited, plain, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic_core import ErrorDetails

__all__ = ["load_order", "save_order"]

_REMEDIES = {
    "string_type": "put the value in quotes",
    "missing": "add it",
    "date_type": "write the date as 2023-10-30",
    "date_from_datetime_parsing": "write the date as 2023-10-30",
    "date_parsing": "write the date as 2023-10-30",
    "tuple_type": "write a list: each entry on a line of its own after «- »",
    "model_type": "write «name: value» lines under it",
    "dict_type": "write «name: value» lines under it",
}
"""What to do about a fault of pydantic's, by its type; the others explain themselves."""


def load_order(path: str | Path) -> Order:
    """Read an order from a YAML file.

    Raises `DefinitionError` that names every fault at once: file, line, the place inside the YAML, what is wrong
    and what to do. A missing file is an `OSError`, as everywhere.
    """
    path = Path(path)
    return _order_of(_text_of(path), path.name)


def save_order(order: Order, path: str | Path, onto: str | Path | None = None) -> Path:
    """Write `order` as YAML to `path` and return it; a reader sees the old file or the new one, never half of it.

    With `onto`, the file of another order, such as last year's, that file is edited: comments, order of keys, quotes
    and layout stay wherever the value is the same; entries of lists are matched by their `id`; settings that the old
    file leaves to their defaults stay away. Raises `DefinitionError` if `onto` holds no valid order.
    """
    path = Path(path)
    write_atomically(path, written(_sparse(order)).encode() if onto is None else _onto(order, Path(onto)))
    return path


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError("the file is not UTF-8", hint="save it as UTF-8 text", place=path.name) from error


def _order_of(text: str, name: str) -> Order:
    tree = _tree_of(text, name)
    if not isinstance(tree, dict):
        raise DefinitionError("an order is a mapping", hint="begin with «school_year: 2023»", place=name)
    try:
        return Order.model_validate(tree)
    except ValidationError as error:
        faults = "\n".join(_faults(error, text, name))
        count = error.error_count()
        raise DefinitionError(f"{count} fault{'s' if count > 1 else ''}\n{faults}", place=name) from error
    except DefinitionError as error:
        raise DefinitionError(error.message, hint=error.hint, place=f"{name}, {error.place}") from error


def _tree_of(text: str, name: str) -> object:
    try:
        return YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = name if mark is None else f"{name}, line {mark.line + 1}"
        hint = "check indents and quotes; text with «: » or « #» in it needs quotes"
        raise DefinitionError(f"not valid YAML: {error.problem or error.context}", hint=hint, place=place) from error
    except (YAMLError, ValueError) as error:
        raise DefinitionError(f"not valid YAML: {error}", hint="correct the value", place=name) from error


def _faults(error: ValidationError, text: str, name: str) -> Iterator[str]:
    tree = YAML().load(text)
    for fault in error.errors(include_url=False):
        line, where = _locate(tree, fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        remedy = _remedy(fault)
        yield f"{name}, line {line}, {where or 'order'}: {message}{f' ({remedy})' if remedy else ''}"


def _locate(tree: Any, loc: Sequence[int | str]) -> tuple[int, str]:  # noqa: ANN401 - ruamel's nodes have no type
    """Return the line (from 1) and the path of a fault, naming entries of lists by their ids where they have one."""
    line, where, node = tree.lc.line, "", tree
    for step in loc:
        where += f".{step}" if isinstance(step, str) else f"[{_name_of(node, step)}]"
        try:
            line = node.lc.key(step)[0] if isinstance(step, str) else node.lc.item(step)[0]
            node = node[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            continue
    return line + 1, where.lstrip(".")


def _name_of(node: Any, index: int) -> object:  # noqa: ANN401 - ruamel's nodes have no type
    try:
        return node[index]["id"]
    except (KeyError, IndexError, TypeError):
        return index


def _remedy(fault: ErrorDetails) -> str:
    if fault["type"] == "extra_forbidden":
        name = str(fault["loc"][-1])
        near = get_close_matches(name, _names_in(Order.model_json_schema()), n=1)
        return f"perhaps «{near[0]}» is meant" if near else "remove it"
    return _REMEDIES.get(fault["type"], "")


def _names_in(schema: dict[str, Any]) -> list[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def _onto(order: Order, old_path: Path) -> bytes:
    old = load_order(old_path)
    if old == order:
        return old_path.read_bytes()
    try:
        text = edited(_text_of(old_path), _full(old), _full(order), _sparse(order))
        if _order_of(text, old_path.name) == order:
            return text.encode()
    except (YAMLError, DefinitionError):
        pass  # ruamel cannot edit every file; what the order says goes before its author's comments
    return written(_sparse(order)).encode()


def _full(order: Order) -> dict[str, Any]:
    dump: dict[str, Any] = plain(order.model_dump(by_alias=True))
    return dump


def _sparse(order: Order) -> dict[str, Any]:
    dump: dict[str, Any] = plain(order.model_dump(by_alias=True, exclude_defaults=True))
    return dump
