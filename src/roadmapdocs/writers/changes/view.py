"""What the document about the changes says, line by line; the writer only draws it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from roadmapdocs.orders.cases import declined
from roadmapdocs.orders.next_year.printed import printed_changes, unchanged
from roadmapdocs.orders.next_year.values import GROUPS
from roadmapdocs.orders.next_year.wording import Words, quoted
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.typography import hard_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.orders.next_year.printed import PrintedChange
    from roadmapdocs.orders.next_year.values import NextYear, Point

__all__ = ["ChangeRow", "change_rows", "say_prose"]

_NOTHING = (Words("—", differs=False),)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the table: a part of the paper across it, or a numbered change with both texts."""

    part: str = ""
    number: int = 0
    where: str = ""
    old: tuple[Words, ...] = ()
    new: tuple[Words, ...] = ()


def change_rows(draft: NextYear) -> list[ChangeRow]:
    """Return the rows under the header: each part of the paper, then its changes, numbered through."""
    numbered = enumerate(printed_changes(draft), start=1)
    return [row for part, changes in groupby(numbered, key=lambda one: one[1].part) for row in _part(part, changes)]


def _part(part: str, changes: Iterator[tuple[int, PrintedChange]]) -> Iterator[ChangeRow]:
    yield ChangeRow(part=part)
    for number, change in changes:
        where = hard_spaces(f"{change.where[:1].upper()}{change.where[1:]}")
        yield ChangeRow("", number, where, change.old or _NOTHING, change.new or _NOTHING)


def say_prose(draft: NextYear, rows: list[ChangeRow]) -> dict[str, object]:
    """Return everything outside the table, by the names the template uses."""
    count = sum(not row.part for row in rows)
    return {
        "old_order": hard_spaces(f"{_named(draft.old)} {quoted(_title(draft.old))}"),
        "new_order": hard_spaces(f"{_named(draft.order)} {quoted(_title(draft.order))} (проект)"),
        "changes_note": (
            f"Изменено мест: {count}. Слова, которыми тексты различаются, выделены; одинаковое в длинных текстах "
            "заменено многоточием."
        ),
        "unchanged": unchanged(draft),
        "points_note": (
            f"Пунктов: {len(draft.to_confirm)}. Даты и сроки предложены по правилу; верны ли они, решает тот, кто "
            "готовит приказ."
        ),
        "groups": [
            {"title": f"{group}. {GROUPS[group]}", "points": [_point(point) for point in points]}
            for group, points in groupby(draft.to_confirm, key=lambda point: point.group)
        ],
    }


def _named(order: Order) -> str:
    return f"от {format_day(order.date)} № {order.number}"


def _title(order: Order) -> str:
    return declined(order, order.title)


def _point(point: Point) -> dict[str, str]:
    where = point.where or point.place
    sentence = point.sentence
    return {
        "where": hard_spaces(f"{where[:1].upper()}{where[1:]}."),
        "sentence": hard_spaces(f"{sentence[:1].upper()}{sentence[1:]}"),
    }
