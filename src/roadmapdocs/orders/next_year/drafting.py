"""Next year's order: the shift, the clause that repeals the old order, and the list for a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.orders.changes import Change
from roadmapdocs.orders.check import check_order
from roadmapdocs.orders.next_year import confirm_basis, confirm_order, confirm_rows
from roadmapdocs.orders.next_year.days import a_year_later
from roadmapdocs.orders.next_year.errors import outside_their_year, remembered
from roadmapdocs.orders.next_year.places import clause_where
from roadmapdocs.orders.next_year.repeal import repealing, with_repeal
from roadmapdocs.orders.next_year.shift import shifted_order
from roadmapdocs.orders.next_year.values import NextYear, Point
from roadmapdocs.orders.next_year.wording import sentences
from roadmapdocs.russian.workdays import not_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.orders.next_year.shift import Notes

__all__ = ["NO_NUMBER", "next_year"]

NO_NUMBER = "____"
"""What stands for a number that is not known yet."""

_ROWS = (4, 5, 6, 9)
"""The groups that follow the rows of the order, and in which several things may be said of one place."""


def next_year(order: Order, *, number: str = "", date: date | None = None, repeal: bool = False) -> NextYear:
    """Carry an order over to the next school year.

    The years of the order's own words, deadlines by their rule and exact days move; days off give way to working days
    (the production calendar of `holidays`). Acts of other bodies, people, names, targets, ids and codes stay and stand
    on the list to confirm, and so does every error the check finds. `repeal` adds the clause that repeals `order`.
    """
    checked = check_order(order)
    signed = date or not_later(a_year_later(order.date))
    new, notes = shifted_order(order, number or NO_NUMBER, signed, outside_their_year(checked))
    changes = tuple(notes.changes)
    if repeal:
        new, change = _repealed(new, order)
        changes = (*changes, change)
    points = _points(order, new, notes, checked, number=number, signed=date, repealed=repeal)
    return NextYear(new, tuple(_merged(points)), changes, order)


def _repealed(new: Order, old: Order) -> tuple[Order, Change]:
    before = repealing(new)
    result, clause = with_repeal(new, old)
    where = clause_where(result.clauses.index(clause) + 1)
    return result, Change(f"clauses.{clause.id}.text", before.text if before else "", clause.text, "repeal", where)


def _points(
    old: Order, new: Order, notes: Notes, checked: list[Finding], *, number: str, signed: date | None, repealed: bool
) -> list[Point]:
    noted = {spot.place for spot, _ in notes.days} | {f"reports.{name}.due" for name in notes.rounds}
    points = [
        *confirm_basis.acts(new, notes),
        *confirm_basis.bodies(new),
        *confirm_basis.people(new),
        *confirm_order.reports(new, notes),
        *confirm_order.school_roadmaps(new, notes),
        *confirm_rows.exact_days(new, notes),
        *confirm_rows.deadlines(new),
        *confirm_order.schools(new),
        *confirm_order.targets(new),
        *confirm_rows.events(new),
        *confirm_rows.programmes(new),
        *confirm_order.appendices(new, old),
        *confirm_order.requisites(new, old, number=number, signed=signed, repealed=repealed),
        *confirm_basis.distribution(new),
        *remembered(checked, new, noted),
    ]
    rows = {f"roadmaps.{roadmap.id}.{row.id}": at for at, (roadmap, row) in enumerate(new.activities(), start=1)}
    return sorted(points, key=lambda point: (point.group, _position(point, rows)))


def _position(point: Point, rows: Mapping[str, int]) -> int:
    """Return the position of a point's row in the order, 0 before the rows and in lists with an order of their own."""
    if point.group not in _ROWS:
        return 0
    return rows.get(point.place, rows.get(point.place.rpartition(".")[0], 0))


def _merged(points: Iterable[Point]) -> Iterator[Point]:
    """Yield the points, those of one place and one group as one."""
    merged: dict[tuple[object, ...], Point] = {}
    for point in points:
        key = (point.place, point.group, point.where) if point.group in _ROWS else (id(point),)
        known = merged.get(key)
        if known is None or (known.shown and point.shown and known.shown != point.shown):
            merged[key if known is None else (id(point),)] = point
        else:
            question = sentences(known.question, point.question)
            merged[key] = replace(known, question=question, shown=known.shown or point.shown)
    yield from merged.values()
