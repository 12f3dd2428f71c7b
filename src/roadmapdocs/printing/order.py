"""Remarks about an order and changes in it, as lines for reading."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from roadmapdocs.findings import Severity
from roadmapdocs.orders.check.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.findings import Finding, Place
    from roadmapdocs.orders.next_year import Change

__all__ = ["change_lines", "remark_lines"]

_WIDTH = 100
_QUOTE = 110
_TITLES = {Severity.ERROR: "ОШИБКИ", Severity.WARNING: "ПРЕДУПРЕЖДЕНИЯ", Severity.INFO: "К СВЕДЕНИЮ"}


def remark_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the remarks of `check_order` for reading: by severity, by kind, one wording once with all its places."""
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in _TITLES}
    errors, warnings, infos = counts.values()
    yield f"Замечаний: {len(findings)} (ошибок {errors}, предупреждений {warnings}, к сведению {infos})."
    for severity, grave in groupby(findings, key=lambda finding: finding.severity):
        yield from ("", _TITLES[severity])
        for code, same in groupby(grave, key=lambda finding: finding.code):
            yield from ("", f"{CATALOGUE[code].heading} ({code})")
            yield from _kind_lines(same)


def _kind_lines(findings: Iterable[Finding]) -> Iterator[str]:
    places: dict[tuple[str, str], list[Place]] = {}
    for finding in findings:
        places.setdefault((finding.seen, finding.expected), []).append(finding.place)
    for (seen, expected), where in places.items():
        yield from wrap("; ".join(_named(where)), _WIDTH, initial_indent="  - ", subsequent_indent="    ")
        quote = f"«{_short(seen)}»" if seen and "«" not in seen else _short(seen)
        both = f"      {quote} -> {expected}"
        if quote and len(both) <= _WIDTH:
            yield both
        else:
            yield from _labelled("есть:", quote) if quote else ()
            yield from _labelled("нужно:", expected)


def _named(places: Iterable[Place]) -> Iterator[str]:
    """Name places, rows of one appendix and one column together: «приложение 1, п. 2.1, 2.2, графа «Сроки»»."""
    rows: dict[tuple[str, str], list[str]] = {}
    for place in places:
        head, _, row = place.item.partition(", п. ")
        rows.setdefault((head, place.column), []).append(row)
    for (head, column), numbers in rows.items():
        row = f", п. {', '.join(numbers)}" if any(numbers) else ""
        yield f"{head}{row}" + (f", графа «{column}»" if column else "")


def _labelled(label: str, text: str) -> list[str]:
    return wrap(text, _WIDTH, initial_indent=f"      {label:<7}", subsequent_indent=" " * 13, break_on_hyphens=False)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _QUOTE else f"{folded[:_QUOTE].rstrip()}…"


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what `--fix` has changed: the place and only the words that differ."""
    yield f"Исправлено мест: {len(changes)}."
    for change in changes:
        yield f"  - {change.place}"
        for old, new in _differences(change.old, change.new):
            yield from _labelled("было:", old)
            yield from _labelled("стало:", new)


def _differences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the differing lines of two texts, cut to what differs and a little around it."""
    for before, after in zip(old.splitlines(), new.splitlines(), strict=False):
        if before != after:
            start = _common(before, after)
            end = min(_common(before[::-1], after[::-1]), len(before) - start, len(after) - start)
            left = before.rfind(" ", 0, max(0, start - _AROUND)) + 1
            yield _cut(before, left, end), _cut(after, left, end)


_AROUND = 20


def _cut(text: str, left: int, end: int) -> str:
    stop = text.find(" ", len(text) - end + _AROUND)
    stop = len(text) if stop < 0 else stop
    return f"{'… ' if left else ''}{text[left:stop]}{' …' if stop < len(text) else ''}"


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
