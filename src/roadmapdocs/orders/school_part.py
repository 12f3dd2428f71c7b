"""A school's part in a municipal roadmap: what its own roadmap begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Column, Roadmap, Role
from roadmapdocs.orders.cases import declined

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity

__all__ = ["applying_roadmaps", "part_of_school", "school_part", "subject_of"]

_OF_OTHERS = re.compile(r"муниципал|район|регион|област|федерал", re.IGNORECASE)
_OF_SCHOOLS = re.compile(r"институц|школ|организац", re.IGNORECASE)
_TAKING_PART = re.compile(r"участи[ея]\b", re.IGNORECASE)

_APPENDIX = re.compile(r"приложение\s*(?:№\s*)?\d*\s*[.:]\s*", re.IGNORECASE)

_COLUMNS = (
    Column(role=Role.NUMBER, caption="№ п/п"),
    Column(role=Role.EVENT, caption="Мероприятие"),
    Column(role=Role.DEADLINE, caption="Срок", width=14),
    Column(role=Role.RESPONSIBLE, caption="Ответственный", width=17),
    Column(role=Role.EVIDENCE, caption="Чем подтверждается", width=17),
)


def applying_roadmaps(order: Order, cluster: str) -> tuple[Roadmap, ...]:
    """Return the municipal roadmaps of which a school of this cluster makes its own: those with rows for schools."""
    return tuple(
        roadmap
        for roadmap in order.roadmaps
        if roadmap.audience.includes(cluster) and any("school" in row.reported_by for row in roadmap.activities)
    )


def subject_of(order: Order, roadmap: Roadmap) -> str:
    """Return what a roadmap is about, without the number of its appendix: «Профилактика учебной неуспешности»."""
    return _APPENDIX.sub("", " ".join(declined(order, roadmap.short_title or roadmap.title).split()), count=1)


@lru_cache(maxsize=64)
def school_part(order: Order, roadmap: Roadmap) -> Roadmap:
    """Return the rows of a municipal roadmap that schools answer for, as they stand in a school's own.

    The level is dropped, events of others become taking part in them, nobody is responsible yet. Ids, codes, numbers
    and deadlines are those of the municipal rows. Holes of the order's texts are filled.
    """
    rows = [_row(order, activity) for activity in roadmap.activities if "school" in activity.reported_by]
    used = {row.direction for row in rows}
    columns = (column for column in _COLUMNS if column.role is not Role.NUMBER or roadmap.has(Role.NUMBER))
    directions = (
        direction.model_copy(update={"title": declined(order, direction.title)})
        for direction in roadmap.directions
        if direction.id in used
    )
    return roadmap.model_copy(
        update={
            "title": declined(order, roadmap.title),
            "approved": "",
            "columns": tuple(columns),
            "directions": tuple(directions),
            "activities": tuple(rows),
        }
    )


def _row(order: Order, activity: Activity) -> Activity:
    deadline = activity.deadline.model_copy(update={"text": declined(order, activity.deadline.text)})
    return activity.model_copy(
        update={
            "level": "",
            "stage": "",
            "text": declined(order, part_of_school(activity)),
            "audience": "",
            "deadline": deadline,
            "responsible": "",
            "result": "",
            "evidence": "",
            "measure": "",
            "note": "",
            "counterpart": None,
            "indicators": (),
        }
    )


def part_of_school(activity: Activity) -> str:
    """Return what a row of the municipal roadmap means for a school: taking part, where the event is not its own."""
    of_others = _OF_OTHERS.search(activity.level) and not _OF_SCHOOLS.search(activity.level)
    if not of_others or _TAKING_PART.match(activity.text.strip()):
        return activity.text
    return f"Участие в мероприятии: {activity.text}"
