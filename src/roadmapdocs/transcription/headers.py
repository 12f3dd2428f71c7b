"""The heading of a table: one row or two, columns with roles, grids of quarters and months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.transcription.captions import FREE_ROLES, as_caption, period_of, role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.readers.blocks import Cell
    from roadmapdocs.transcription.paper import Notes, Table

__all__ = ["Header", "Slot", "find_header", "is_roadmap", "same_captions"]

_SEARCHED = 6
_LONGEST_CAPTION = 120
_LEAST = 2


@dataclass(slots=True)
class Slot:
    """A column of the document's table: where it begins, its captions, its role, the period of a grid it is for."""

    start: int
    caption: str
    above: str = ""
    role: Role | None = None
    period: str = ""


@dataclass(slots=True)
class Header:
    """Columns of a table, and the rows that its heading takes: from `first` to before `body`.

    `captions` is the first of these rows: what a table that goes on over pages repeats.
    """

    first: int
    body: int
    slots: list[Slot]
    captions: Sequence[Cell] = ()

    @property
    def roles(self) -> list[Role]:
        """The roles in the order of the columns, each once."""
        return list(dict.fromkeys(slot.role for slot in self.slots if slot.role is not None))

    def of_role(self, role: Role) -> list[Slot]:
        """The columns of one role: several make up a grid."""
        return [slot for slot in self.slots if slot.role is role]

    def slot_at(self, column: int) -> int:
        """Return the index of the column that a cell beginning at grid column `column` stands in."""
        return max((i for i, slot in enumerate(self.slots) if slot.start <= column), default=0)


def is_roadmap(table: Table) -> bool:
    """Say whether a table is one of activities."""
    return _header_row(table.rows) is not None


def same_captions(row: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Say whether two rows say the same, cell by cell."""
    return [fold_words(cell.text) for cell in row] == [fold_words(cell.text) for cell in other]


def _header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the first row that names an event and at least one more role."""
    for index, row in enumerate(rows[:_SEARCHED]):
        captions = [as_caption(cell.text) for cell in row]
        if any(len(caption) > _LONGEST_CAPTION for caption in captions):
            continue
        roles = {role_of(caption) for caption in captions if caption} - {None}
        telling = roles & {Role.DEADLINE, Role.RESPONSIBLE, Role.RESULT, Role.LEVEL, Role.EVIDENCE}
        if Role.EVENT in roles and telling and len(roles) >= _LEAST:
            return index
    return None


def find_header(table: Table, notes: Notes) -> Header | None:
    """Read the heading of a table, None if it has none that names activities."""
    first = _header_row(table.rows)
    if first is None:
        return None
    top = table.rows[first]
    below = table.rows[first + 1] if len(table.rows) > first + 1 else []
    width = 1 + max(cell.column for row in table.rows for cell in row)
    slots = _slots(top, width)
    double = _is_second_row(top, below, width)
    if double:
        slots = _divided(slots, top, below, width)
    header = Header(first, first + 1 + double, slots, top)
    for slot in slots:
        slot.period = period_of(slot.caption, slot.above)
    _assign(header, notes, table.place)
    return header


def _slots(row: Sequence[Cell], width: int) -> list[Slot]:
    return [Slot(cell.column, as_caption(cell.text)) for cell in row if cell.column < width]


def _ends(row: Sequence[Cell], width: int) -> list[int]:
    """Return where each cell of a row ends: where the next one begins."""
    return [*(cell.column for cell in row[1:]), width]


def _is_second_row(top: Sequence[Cell], below: Sequence[Cell], width: int) -> bool:
    """Say whether a row divides the captions above it: all its text stands under a cell that is wider than a column."""
    said = [cell for cell in below if cell.text.strip()]
    if len(said) < _LEAST or any(len(cell.text) > _LONGEST_CAPTION for cell in said):
        return False
    wide = [(cell.column, end) for cell, end in zip(top, _ends(top, width), strict=True) if end - cell.column > 1]
    return bool(wide) and all(any(start <= cell.column < end for start, end in wide) for cell in said)


def _divided(slots: Sequence[Slot], top: Sequence[Cell], below: Sequence[Cell], width: int) -> list[Slot]:
    divided: list[Slot] = []
    for slot, end in zip(slots, _ends(top, width), strict=True):
        under = [cell for cell in below if slot.start <= cell.column < end and cell.text.strip()]
        if len(under) < _LEAST:
            divided.append(slot)
        else:
            divided += (Slot(cell.column, as_caption(cell.text), above=slot.caption) for cell in under)
    return divided


def _assign(header: Header, notes: Notes, place: str) -> None:
    """Give every column a role: by its own caption, by the one above it, by what is left."""
    for slot in header.slots:
        if slot.period:
            slot.role = Role.DEADLINE
        elif slot.caption:
            slot.role = role_of(slot.caption) or (role_of(slot.above) if slot.above else None)
            if slot.above and role_of(slot.above) is Role.DEADLINE:
                slot.role = Role.DEADLINE
    _one_event(header, notes, place)
    taken: dict[Role, Slot] = {}
    for slot in header.slots:
        if slot.role is Role.NUMBER and slot is not header.slots[0] and Role.NUMBER in taken:
            slot.role = None
        if slot.role is None or not _may_share(taken.get(slot.role), slot):
            code, known = ("T401" if slot.role is None else "T402"), set(header.roles)
            slot.role = next(role for role in FREE_ROLES if role not in known)
            notes.say(code, slot.caption or "без названия", place=place, expected=slot.role.value)
        taken.setdefault(slot.role, slot)


def _may_share(first: Slot | None, slot: Slot) -> bool:
    """Say whether a column may have the role of an earlier one: as a part of one grid."""
    return first is None or (bool(first.period) and bool(slot.period)) or (first.above == slot.above != "")


def _one_event(header: Header, notes: Notes, place: str) -> None:
    """Of several columns that describe what is done, keep one as the event; the others are stage or description."""
    events = header.of_role(Role.EVENT)
    if len(events) < _LEAST:
        return
    best = next((s for s in events if "мероприят" in s.caption.casefold()), events[0])
    for slot in events:
        if slot is best:
            continue
        before = header.slots.index(slot) < header.slots.index(best)
        wanted = Role.STAGE if before else Role.AUDIENCE
        slot.role = wanted if wanted not in header.roles else None
        if slot.role is not None:
            notes.say("T402", slot.caption, place=place, expected=slot.role.value)
