"""How an order and its profile go together: the stamp's word, the form of the appendix's mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.orders.approval import approval_word, stamp_lines
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import appendix, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

__all__ = ["check_layout"]

_APPROVES = re.compile(r"\bутвердить\b[^.;]*", re.IGNORECASE)
_LONGEST = 60


def check_layout(order: Order, profile: Profile) -> list[Finding]:
    """Return what stands between an order and the layout its profile wants."""
    return [*_unclear_stamps(order, profile), *_plain_marks(order, profile)]


def _unclear_stamps(order: Order, profile: Profile) -> Iterator[Finding]:
    if profile.appendix_mark == "plain" or "{approved}" not in "".join(stamp_lines(order)):
        return
    for roadmap in order.roadmaps:
        if approval_word(roadmap, yo=profile.stamp_yo) is None:
            place = Place("", f"roadmaps.{roadmap.id}.approved", f"{appendix(order, roadmap)}, гриф утверждения")
            yield remark(
                "O901", place, seen=roadmap.title[:_LONGEST], expected="approved: УТВЕРЖДЕНА (или другое слово)"
            )


def _plain_marks(order: Order, profile: Profile) -> Iterator[Finding]:
    if profile.appendix_mark != "plain":
        return
    for passage in passages(order):
        found = _APPROVES.search(passage.text) if passage.part == "clause" else None
        if found and "приложени" in passage.text.lower():
            stamp = " ".join(("УТВЕРЖДЕН", *stamp_lines(order)[1:2]))
            seen = f"{found[0][:_LONGEST].rstrip()}…" if len(found[0]) > _LONGEST else found[0].strip()
            expected = f"«Приложение» и «{stamp} …» (в профиле appendix_mark: approved)"
            yield remark("O902", passage.place, seen=seen, expected=expected)
            return
