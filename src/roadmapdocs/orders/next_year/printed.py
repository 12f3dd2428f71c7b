"""The two orders compared as they are printed: what a head reads, whatever hole of the YAML it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError
from roadmapdocs.orders.cases import declined
from roadmapdocs.orders.check.passages import ELISION, appendix, passages, said
from roadmapdocs.orders.next_year.places import clause_where, named
from roadmapdocs.orders.next_year.wording import Words, differing
from roadmapdocs.russian.numerals import agree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Place
    from roadmapdocs.model.order import Order
    from roadmapdocs.orders.next_year.values import NextYear

__all__ = ["PrintedChange", "printed_changes", "unchanged"]

_ORDER = "Приказ"


@dataclass(frozen=True, slots=True)
class PrintedChange:
    """A printed text that became another: the part of the paper, the place in it, both texts as runs of words."""

    part: str
    where: str
    old: tuple[Words, ...]
    new: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    part: str
    where: str
    text: str


def printed_changes(draft: NextYear) -> list[PrintedChange]:
    """Return what is printed otherwise than in the old order, from the letterhead to the last cell."""
    before, after = dict(_printed(draft.old)), dict(_printed(draft.order))
    changes = []
    for place in [*after, *(place for place in before if place not in after)]:
        one = after.get(place) or before[place]
        old, new = (texts[place].text if place in texts else "" for texts in (before, after))
        if old != new:
            changes.append(PrintedChange(one.part, one.where, *differing(old, new)))
    return changes


def unchanged(draft: NextYear) -> str:
    """Say in one sentence what stays as it was."""
    same_rows = sum(
        all(getattr(old, name) == getattr(new, name) for name in ("text", "audience", "responsible", "deadline"))
        for (_, old), (_, new) in zip(draft.old.activities(), draft.order.activities(), strict=True)
    )
    rows = sum(1 for _ in draft.order.activities())
    texts = {clause.id: (clause.text, clause.bullets) for clause in draft.old.clauses}
    before = {place: one.text for place, one in _printed(draft.old)}
    after = {place: one.text for place, one in _printed(draft.order)}
    clauses = [
        str(number)
        for number, clause in enumerate(draft.order.clauses, start=1)
        if clause.id in texts
        and all(before.get(place) == text for place, text in after.items() if place.startswith(f"clauses.{clause.id}."))
    ]
    kept = ["тексты чужих актов", "фамилии и должности", "названия органов", "целевые значения показателей"]
    if clauses:
        kept.append(f"пункт{'ы' if len(clauses) > 1 else ''} {', '.join(clauses)} приказа")
    whole = f"{agree(same_rows, 'строка', 'строки', 'строк')} планов из {rows}"
    return f"Без изменений остались {', '.join(kept)} и {whole}. Номера и коды строк прежние: отчёты можно сравнивать."


def _printed(order: Order) -> Iterator[tuple[str, _Printed]]:
    """Yield the printed texts by their places in the YAML."""
    for passage in passages(order):
        if passage.part == "clause":
            continue
        part = appendix(order, passage.roadmap) if passage.roadmap else _of_appendix(passage.place)
        text = _said(order, order.preamble) if passage.part == "preamble" else passage.text
        where = named(passage.place).removeprefix(f"{part}, ") or named(passage.place)
        yield passage.place.location, _Printed(part.capitalize(), where, text)
        if passage.part == "preamble":
            yield from _clauses(order)


def _of_appendix(place: Place) -> str:
    """Return the part of the paper in which a passage without a roadmap stands: only titles of appendices have one."""
    head, comma, _ = place.item.partition(", ")
    return head if comma and head.startswith("приложение") else _ORDER


def _clauses(order: Order) -> Iterator[tuple[str, _Printed]]:
    for number, clause in enumerate(order.clauses, start=1):
        where = f"clauses.{clause.id}"
        yield f"{where}.text", _Printed(_ORDER, clause_where(number), _said(order, clause.text))
        for index, bullet in enumerate(clause.bullets):
            yield f"{where}.bullets[{index}]", _Printed(_ORDER, clause_where(number, index), _said(order, bullet))


def _said(order: Order, text: str) -> str:
    """Return a text as it is printed, names in their cases where that is possible, acts elided."""
    elided = {f"acts.{name}": ELISION for name in order.acts}
    try:
        return declined(order, text, **elided).strip()
    except (DefinitionError, EnvironmentLacksError):
        return said(order, text, **elided)
