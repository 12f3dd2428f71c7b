"""Putting right what is purely typographic: blanks, dashes, «№», «г.», inner quotation marks. Words stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role, StatedDeadline
from roadmapdocs.orders.changes import Change
from roadmapdocs.orders.check.typography import RULES, nested

if TYPE_CHECKING:
    from roadmapdocs.model.order import Clause, Order
    from roadmapdocs.model.roadmap import Activity, Roadmap

__all__ = ["fix_typography"]

_CELLS = ("level", "stage", "text", "audience", "responsible", "result", "evidence", "measure", "note")
_ROUNDS = 9


def fix_typography(order: Order) -> tuple[Order, list[Change]]:
    """Return the order with its typography put right, and every change: place in the YAML, old text, new text.

    Done twice it changes nothing more. The texts of acts are other bodies' and stay; numbers, ids and meanings too.
    """
    changes: list[Change] = []

    def fixed(text: str, place: str) -> str:
        new = _fixed(text)
        if new != text:
            changes.append(Change(place, text, new))
        return new

    def clause(one: Clause) -> Clause:
        where = f"clauses.{one.id}"
        bullets = tuple(fixed(bullet, f"{where}.bullets[{index}]") for index, bullet in enumerate(one.bullets))
        return one.model_copy(update={"text": fixed(one.text, f"{where}.text"), "bullets": bullets})

    def activity(one: Activity, where: str) -> Activity:
        update: dict[str, object] = {name: fixed(getattr(one, name), f"{where}.{name}") for name in _CELLS}
        stated = StatedDeadline(
            text=fixed(one.deadline.text, f"{where}.{Role.DEADLINE.value}"), windows=one.deadline.windows
        )
        return one.model_copy(update={**update, "deadline": stated})

    def roadmap(one: Roadmap) -> Roadmap:
        where = f"roadmaps.{one.id}"
        columns = tuple(
            column.model_copy(update={"caption": fixed(column.caption, f"{where}.columns.{column.role}")})
            for column in one.columns
        )
        directions = tuple(
            direction.model_copy(update={"title": fixed(direction.title, f"{where}.directions.{direction.id}")})
            for direction in one.directions
        )
        activities = tuple(activity(row, f"{where}.{row.id}") for row in one.activities)
        title = fixed(one.title, f"{where}.title")
        return one.model_copy(
            update={"title": title, "columns": columns, "directions": directions, "activities": activities}
        )

    letterhead = tuple(fixed(line, f"issuer.letterhead[{index}]") for index, line in enumerate(order.issuer.letterhead))
    new = order.model_copy(
        update={
            "issuer": order.issuer.model_copy(update={"letterhead": letterhead}),
            "date_line": fixed(order.date_line, "date_line"),
            "number_line": fixed(order.number_line, "number_line"),
            "appendix_mark": tuple(
                fixed(line, f"appendix_mark[{index}]") for index, line in enumerate(order.appendix_mark)
            ),
            "title": fixed(order.title, "title"),
            "preamble": fixed(order.preamble, "preamble"),
            "clauses": tuple(clause(one) for one in order.clauses),
            "roadmaps": tuple(roadmap(one) for one in order.roadmaps),
        }
    )
    return new, changes


def _fixed(text: str) -> str:
    """Apply the rules until none of them changes anything: one may clear the way for another."""
    for _ in range(_ROUNDS):
        before = text
        for _, pattern, instead in RULES:
            text = pattern.sub(instead, text)
        text = "\n".join(nested(line) for line in text.split("\n"))
        if text == before:
            break
    return text
