"""The clause that repeals the old order: offered as a sentence, or put in before the clause on control."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.model.order import Clause
from roadmapdocs.orders.check.passages import said
from roadmapdocs.orders.check.typography import nested
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.model.order import Order

__all__ = ["repeal_sentence", "repealing", "with_repeal"]

_REPEALS = re.compile(r"\s*(?:Признать|Считать)\s+утративш\w+\s+силу", re.IGNORECASE)
_CONTROL = re.compile(r"\s*Контроль\b", re.IGNORECASE)
_ID = "repeal"


def repeal_sentence(old: Order) -> str:
    """Return the clause that repeals `old`, by date, number and title; the body stands in the letterhead."""
    title = " ".join(said(old, old.title).split())
    return f"Признать утратившим силу приказ от {format_day(old.date)} № {old.number} {nested(f'«{title}»')}."


def repealing(order: Order) -> Clause | None:
    """Return the clause of an order that repeals an older one, None where there is none."""
    return next((clause for clause in order.clauses if _REPEALS.match(clause.text)), None)


def with_repeal(new: Order, old: Order) -> tuple[Order, Clause]:
    """Return `new` with the clause that repeals `old`, and the clause.

    A clause that repealed an order before `old` has done its work: it takes the new sentence and keeps its id.
    """
    sentence, known = repeal_sentence(old), repealing(new)
    if known is not None:
        clause = known.model_copy(update={"text": sentence, "bullets": ()})
        clauses: Sequence[Clause] = [clause if one is known else one for one in new.clauses]
    else:
        clause = Clause(id=_free_id(new), text=sentence)
        at = next((i for i, one in enumerate(new.clauses) if _CONTROL.match(one.text)), len(new.clauses))
        clauses = [*new.clauses[:at], clause, *new.clauses[at:]]
    return new.model_copy(update={"clauses": tuple(clauses)}), clause


def _free_id(order: Order) -> str:
    taken = {clause.id for clause in order.clauses}
    return next(name for name in (_ID, f"{_ID}-order", *(f"{_ID}-{n}" for n in range(2, 99))) if name not in taken)
