"""Places of an order: the path in the YAML, and what a person calls the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.model.holes import holes
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.passages import appendix, cell_place, row_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Roadmap

__all__ = ["clause_where", "field_place", "named", "roadmap_where", "round_place", "rows_where"]


def named(place: Place) -> str:
    """Return what a person calls a place: «приложение 1, п. 2.3, графа «Сроки»»."""
    return ", ".join(part for part in (place.item, f"графа «{place.column}»" if place.column else "") if part)


def field_place(order: Order, roadmap: Roadmap, activity: Activity, name: str) -> Place:
    """Return the place of a field of a row, by its name in the YAML."""
    role = Role.EVENT if name == "text" else Role(name)
    place = cell_place(order, roadmap, activity, role)
    return place if place.column else Place("", place.location, row_place(order, roadmap, activity).item)


def clause_where(number: int, bullet: int | None = None) -> str:
    """Name a clause, or a bullet of it (from 0)."""
    return f"пункт {number}" if bullet is None else f"пункт {number}, подпункт {bullet + 1}"


def rows_where(items: Iterable[str]) -> str:
    """Name several rows together: «приложение 1, п. 3.1, 3.3; приложение 2, п. 3.1»."""
    together: dict[str, list[str]] = {}
    for item in dict.fromkeys(items):
        head, comma, number = item.partition(", п. ")
        together.setdefault(f"{head}{comma}", []).append(number)
    return "; ".join(head + ", ".join(numbers) for head, numbers in together.items())


def roadmap_where(order: Order, roadmap: Roadmap) -> str:
    """Name the title of an appendix."""
    return f"{appendix(order, roadmap)}, заголовок"


def round_place(order: Order, name: str) -> Place:
    """Return the place of the day of a round of reporting: the clause that prints it."""
    hole = f"reports.{name}.due"
    for number, clause in enumerate(order.clauses, start=1):
        for index, text in enumerate((clause.text, *clause.bullets)):
            if hole in holes(text):
                return Place("", hole, clause_where(number, index - 1 if index else None))
    return Place("", hole, "срок отчёта")
