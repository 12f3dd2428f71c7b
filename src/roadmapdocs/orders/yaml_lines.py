"""Work on the lines of a YAML file: entries of lists moved with their comments, differences carried over."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["carried_over", "rearranged"]


def rearranged(text: str, starts: Sequence[int], order: Sequence[int | str]) -> str:
    """Return `text` with the entries of one block list in a new order.

    `starts` are the lines (from 0) of the entries' dashes. `order` names old entries by position and gives new ones
    as text, ready but for their indent. Blank lines and comments above an entry move with it.
    """
    lines = text.splitlines(keepends=True)
    indent = lines[starts[0]].index("-")
    ends = [_content_end(lines, start, indent) for start in [*starts[1:], _list_end(lines, starts[-1], indent)]]
    chunks = [lines[first:last] for first, last in pairwise([starts[0], *ends])]
    spaced = any(not chunk[0].strip() for chunk in chunks[1:])
    result: list[str] = []
    for entry in order:
        chunk = chunks[entry] if isinstance(entry, int) else _indented(entry, indent)
        while chunk and not chunk[0].strip():
            chunk = chunk[1:]
        result += ["\n", *chunk] if spaced and result else chunk
    return "".join([*lines[: starts[0]], *result, *lines[ends[-1] :]])


def _content_end(lines: Sequence[str], following: int, indent: int) -> int:
    """Return the line after the last line of an entry: what is blank or a comment belongs to the `following` one."""
    end = following
    while not lines[end - 1].strip() or _is_comment(lines[end - 1], indent):
        end -= 1
    return end


def _is_comment(line: str, indent: int) -> bool:
    """Say whether a line is a comment outside entries; deeper ones may be the text of a block scalar."""
    return line.lstrip().startswith("#") and _indent(line) <= indent


def _list_end(lines: Sequence[str], last: int, indent: int) -> int:
    return next(
        (n for n in range(last + 1, len(lines)) if lines[n].strip() and _indent(lines[n]) <= indent), len(lines)
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _indented(text: str, indent: int) -> list[str]:
    return [" " * indent + line if line.strip() else line for line in text.splitlines(keepends=True)]


def carried_over(own: list[str], untouched: list[str], changed: list[str]) -> str:
    """Return `own` with the lines replaced in which `changed` differs from `untouched`.

    `untouched` is `own` as ruamel writes it. An edit whose edges fall among lines that ruamel laid out differently
    grows until it begins and ends between lines that both texts share.
    """
    starts, ends = _shared_edges(own, untouched)
    result: list[str] = []
    done = 0
    for first, last, new_first, new_last in _edits(untouched, changed, starts, ends):
        result += own[done : starts[first]] + changed[new_first:new_last]
        done = max(ends[last], starts[first])
    return "".join(result + own[done:])


def _shared_edges(own: list[str], untouched: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Map edges between lines of `untouched` to edges of `own`: for the beginning, and for the end of an edit."""
    starts, ends = {len(untouched): len(own)}, {0: 0}
    for i, j, size in SequenceMatcher(None, own, untouched, autojunk=False).get_matching_blocks():
        for step in range(size + 1):
            starts[j + step] = i + step
            ends.setdefault(j + step, i + step)
    starts.setdefault(0, 0)
    ends.setdefault(len(untouched), len(own))
    return starts, ends


def _edits(
    untouched: list[str], changed: list[str], starts: Mapping[int, int], ends: Mapping[int, int]
) -> list[tuple[int, int, int, int]]:
    edits: list[tuple[int, int, int, int]] = []
    for tag, first, last, new_first, new_last in SequenceMatcher(
        None, untouched, changed, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            continue
        before = next(step for step in range(first + 1) if first - step in starts)
        after = next(step for step in range(len(untouched) - last + 1) if last + step in ends)
        edit = (first - before, last + after, new_first - before, new_last + after)
        while edits and edits[-1][1] > edit[0]:
            previous = edits.pop()
            edit = (
                min(previous[0], edit[0]),
                max(previous[1], edit[1]),
                min(previous[2], edit[2]),
                max(previous[3], edit[3]),
            )
        edits.append(edit)
    return edits
