"""The texts of an order with their places: what a check reads, and what a person calls the spot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roadmapdocs.errors import DefinitionError
from roadmapdocs.findings import Place
from roadmapdocs.model.roadmap import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Official, Order
    from roadmapdocs.model.roadmap import Activity, Roadmap

__all__ = [
    "ELISION",
    "Passage",
    "acts",
    "appendix",
    "cell_place",
    "passages",
    "plain",
    "row_place",
    "said",
    "sentences",
]

Part = Literal[
    "letterhead", "requisite", "title", "preamble", "clause", "mark", "heading", "caption", "direction", "cell", "act"
]

ELISION = "…"
"""What stands for an act of another body inside our own text."""

_SENTENCE = re.compile(r"(?<=[а-яё»)]{2}[.!?])\s+(?=[А-ЯЁ«])|\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as it is printed, the acts of other bodies elided, and where it stands."""

    place: Place
    text: str
    part: Part
    role: Role | None = None
    roadmap: Roadmap | None = None
    activity: Activity | None = None

    @property
    def is_prose(self) -> bool:
        """Say whether these are the order's own words, rather than a requisite."""
        return self.part not in ("letterhead", "requisite", "mark", "act")


def passages(order: Order) -> Iterator[Passage]:
    """Yield all texts that the order prints in its own words, from the letterhead to the last cell."""
    yield Passage(Place("", "issuer.letterhead", "бланк"), " ".join(order.issuer.letterhead), "letterhead")
    yield Passage(Place("", "date_line", "дата приказа"), plain(order, order.date_line), "requisite")
    yield Passage(Place("", "number_line", "номер приказа"), plain(order, order.number_line), "requisite")
    yield Passage(Place("", "title", "заголовок приказа"), plain(order, order.title), "title")
    yield Passage(Place("", "preamble", "преамбула"), plain(order, order.preamble), "preamble")
    for number, clause in enumerate(order.clauses, start=1):
        where = f"clauses.{clause.id}"
        yield Passage(Place("", f"{where}.text", f"пункт {number}"), plain(order, clause.text), "clause")
        for index, bullet in enumerate(clause.bullets):
            place = Place("", f"{where}.bullets[{index}]", f"пункт {number}, подпункт {index + 1}")
            yield Passage(place, plain(order, bullet), "clause")
    mark = "\n".join(order.appendix_mark)
    yield Passage(Place("", "appendix_mark", "отметка о приложении"), plain(order, mark, appendix="1"), "mark")
    for roadmap in order.roadmaps:
        yield from _of_roadmap(order, roadmap)


def _of_roadmap(order: Order, roadmap: Roadmap) -> Iterator[Passage]:
    name, where = appendix(order, roadmap), f"roadmaps.{roadmap.id}"
    yield Passage(Place("", f"{where}.title", f"{name}, заголовок"), plain(order, roadmap.title), "heading")
    for column in roadmap.columns:
        place = Place("", f"{where}.columns.{column.role}", f"{name}, шапка таблицы")
        yield Passage(place, plain(order, column.caption), "caption", column.role, roadmap)
    for direction in roadmap.directions:
        place = Place("", f"{where}.directions.{direction.id}", f"{name}, направление {direction.number}".rstrip())
        yield Passage(place, plain(order, direction.title), "direction", None, roadmap)
    for activity in roadmap.activities:
        for column in roadmap.columns:
            if column.role is not Role.NUMBER and (text := plain(order, activity.printed(column.role))):
                place = cell_place(order, roadmap, activity, column.role)
                yield Passage(place, text, "cell", column.role, roadmap, activity)


def acts(order: Order) -> Iterator[Passage]:
    """Yield the texts of the acts the order rests on: they are quoted, never rewritten."""
    for name, act in order.acts.items():
        place = Place("", f"acts.{name}", f"преамбула, основание № {act.number}")
        yield Passage(place, act.text, "act")


def plain(order: Order, text: str, **more: str) -> str:
    """Return a text as it is printed, with an elision in place of each act; an unknown hole stays."""
    if "{" not in text:
        return text.strip()
    elided = {f"acts.{name}": ELISION for name in order.acts}
    return said(order, text, **{**elided, **more})


def said(order: Order, text: str, **more: str) -> str:
    """Return a text as it is printed, but for the cases of names; an unknown hole stays."""
    try:
        return order.say(text, _Undeclined(), **more).strip()
    except DefinitionError:
        return text.strip()


class _Undeclined:
    """Names stand as they are: no check looks at their endings."""

    def name(self, person: Official, case: str) -> str:  # noqa: ARG002 - the model's protocol
        return person.name

    def post(self, person: Official, case: str) -> str:  # noqa: ARG002
        return person.post


def appendix(order: Order, roadmap: Roadmap) -> str:
    """Name the appendix that a roadmap is: «приложение 2», or «приложение» where there is one."""
    if len(order.roadmaps) == 1:
        return "приложение"
    return f"приложение {[other.id for other in order.roadmaps].index(roadmap.id) + 1}"


def row_place(order: Order, roadmap: Roadmap, activity: Activity) -> Place:
    """Return the place of a whole row."""
    number = f"п. {activity.number}" if activity.number else f"строка {activity.code}"
    return Place("", f"roadmaps.{roadmap.id}.{activity.id}", f"{appendix(order, roadmap)}, {number}")


def cell_place(order: Order, roadmap: Roadmap, activity: Activity, role: Role) -> Place:
    """Return the place of a cell, by the caption of its column."""
    row = row_place(order, roadmap, activity)
    caption = next((column.caption for column in roadmap.columns if column.role is role), "")
    name = "text" if role is Role.EVENT else role.value
    return Place("", f"{row.location}.{name}", row.item, " ".join(caption.split()))


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; every line of a list is one."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]
