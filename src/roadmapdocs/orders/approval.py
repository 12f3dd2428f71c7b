"""The two forms of an appendix's mark: «Приложение № 1 к приказу …», and «УТВЕРЖДЕН приказом …»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.russian.approval import approved

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Roadmap

__all__ = ["approval_word", "short_mark", "stamp_lines"]

_HEAD = re.compile(r"приложение(?:\s*(?:№|N)?\s*\{appendix\})?", re.IGNORECASE)
_BY = {"приказу": "приказом", "распоряжению": "распоряжением", "постановлению": "постановлением"}
_TO = re.compile(rf"^к\s+({'|'.join(_BY)})\b", re.IGNORECASE)


def approval_word(roadmap: Roadmap, *, yo: bool = False) -> str | None:
    """Return the word of the stamp over a roadmap: as stored, or agreeing with its title; None where it is unclear."""
    return roadmap.approved or approved(roadmap.title, yo=yo)


def short_mark(order: Order) -> tuple[str, ...]:
    """Return the mark without the data of the order: «Приложение № 1», and nothing behind it."""
    first = order.appendix_mark[0] if order.appendix_mark else ""
    found = _HEAD.match(first)
    return (found[0] if found else first,) if first else ()


def stamp_lines(order: Order) -> tuple[str, ...]:
    """Return the lines of the stamp with their holes; those not stored follow from the mark.

    «к приказу Отдела» in the mark becomes «приказом Отдела» in the stamp: what stands behind it is in the genitive
    in both.
    """
    if order.approval_stamp:
        return order.approval_stamp
    (head,) = short_mark(order) or ("",)
    rest = "\n".join(order.appendix_mark).removeprefix(head).strip().splitlines()
    if not rest or not _TO.match(rest[0]):
        return ("{approved}", "приказом", "от {date} № {number}")
    return ("{approved}", _TO.sub(lambda found: _BY[found[1].lower()], rest[0]), *rest[1:])
