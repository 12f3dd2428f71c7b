"""The meaning of an activity's deadline in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.deadlines import Deadline, parse_deadline

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity

__all__ = ["deadline_of"]


def deadline_of(order: Order, activity: Activity) -> Deadline:
    """Return what the deadline means; windows given by a person overrule what the text says."""
    stated = activity.deadline
    if stated.windows is not None:
        return Deadline(stated.text, "stated", "exact", stated.windows)
    return parse_deadline(stated.text, order.school_year, order.date)
