"""What the check says of the new order: nothing that was wrong in the old one is carried over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Severity
from roadmapdocs.orders.check import check_order
from roadmapdocs.orders.next_year.places import named
from roadmapdocs.orders.next_year.values import Point
from roadmapdocs.russian.deadlines import parse_deadline, shift_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["outside_their_year", "remembered", "what_was_meant"]

_OUTSIDE = "O101"
_DAY_OFF = "O106"
_GROUPS = {
    "O112": 1,
    "O104": 4,
    "O105": 4,
    _DAY_OFF: 5,
    _OUTSIDE: 6,
    "O102": 6,
    "O103": 6,
    "O107": 6,
    "O108": 6,
    "O111": 6,
    "O114": 6,
    "O201": 9,
    "O202": 11,
}
_OTHER = 14
_FAMILIES = ("O1", "O2")
"""Warnings about dates and about what is missing are as important here as errors."""

_FURTHEST = 3


def outside_their_year(findings: Sequence[Finding]) -> set[str]:
    """Return the places of deadlines that lay outside the school year of their own order."""
    return {finding.place.location for finding in findings if finding.code == _OUTSIDE}


def remembered(old: Sequence[Finding], new: Order, noted: Collection[str]) -> Iterator[Point]:
    """Yield the errors of the new order, and its warnings about dates and gaps, as points.

    `old` are the findings of the old order; days off at the places `noted` are known already.
    """
    before = {(finding.code, finding.place.location) for finding in old}
    for finding in check_order(new):
        grave = finding.severity is Severity.ERROR
        if not grave and not (finding.severity is Severity.WARNING and finding.code.startswith(_FAMILIES)):
            continue
        if finding.code == _DAY_OFF and finding.place.location in noted:
            continue
        known = (finding.code, finding.place.location) in before
        group = _GROUPS.get(finding.code, _OTHER)
        yield Point(finding.place.location, group, _question(finding, new, known=known), where=named(finding.place))


def _question(finding: Finding, new: Order, *, known: bool) -> str:
    if finding.code == _OUTSIDE and known:
        meant = what_was_meant(finding.seen, new)
        proposal = f" Предлагаем: «{meant}»." if meant else ""
        return (
            f"из проверки: срок «{finding.seen}» и в прежнем приказе стоял вне учебного года, поэтому не сдвинут."
            f"{proposal}"
        )
    message = finding.message
    if message[1:2].islower():
        message = message[:1].lower() + message[1:]
    return f"из проверки{'' if known else ', впервые'}: {message}"


def what_was_meant(deadline: str, order: Order) -> str:
    """Return the deadline moved by as many years as bring it into the order's school year, «» if none do."""
    begins, ends = order.school_year, order.school_year + 1
    for years in range(1, _FURTHEST + 1):
        moved = shift_text(deadline, years)
        days = [day for window in parse_deadline(moved, begins, order.date).windows for day in window if day]
        if moved != deadline and days and all((begins, 9) <= (day.year, day.month) <= (ends, 8) for day in days):
            return moved
    return ""
