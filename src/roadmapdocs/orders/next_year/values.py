"""What carrying an order over gives: the new order, what changed, and what a person must confirm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.orders.changes import Change

__all__ = ["GROUPS", "NextYear", "Point"]

GROUPS: dict[int, str] = {
    1: "Основания приказа: действуют ли, не изданы ли новые",
    2: "Названия района, отдела, министерства, института",
    3: "Руководитель, исполнители и падежи их имён",
    4: "Сроки отчётов: после последнего мероприятия, в рабочий день",
    5: "Точные даты: выходные, праздники, июль и август",
    6: "Сроки, которые нужно уточнить",
    7: "Списки школ и кластеры",
    8: "Показатели: целевые значения и знаменатели",
    9: "Пустые графы",
    10: "Мероприятия, программы и проекты прошлого года",
    11: "Приложения и форма отчёта",
    12: "Номер, дата, место, прежний приказ",
    13: "Рассылка и ознакомление",
    14: "Другие ошибки прежнего приказа",
}
"""What a person must confirm, in the order of the printed list."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a person must confirm.

    `place` is the path in the YAML and `where` what a person calls the spot; `shown` is what stands there now;
    `group` is a key of `GROUPS`; `line` counts from 1 and is known once the order has been saved.
    """

    place: str
    group: int
    question: str
    shown: str = ""
    where: str = ""
    line: int | None = None

    def __str__(self) -> str:
        """Return the point as one line: place in the YAML, what stands there, the question."""
        line = f"строка {self.line}, " if self.line else ""
        return line + ": ".join(part for part in (self.place, self.sentence) if part)

    @property
    def sentence(self) -> str:
        """What stands there and the question, in one line."""
        shown, question = (" ".join(part.split()) for part in (self.shown, self.question))
        if shown.endswith((".", "?")):
            return f"{shown} {question[:1].upper()}{question[1:]}"
        return ": ".join(part for part in (shown, question) if part)


@dataclass(frozen=True, slots=True)
class NextYear:
    """The draft of next year's order beside the order it was made from.

    `to_confirm` are the points that a person must confirm, group by group; `changes` are all texts that differ.
    """

    order: Order
    to_confirm: tuple[Point, ...]
    changes: tuple[Change, ...]
    old: Order
