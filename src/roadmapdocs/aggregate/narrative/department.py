"""The department's own activities: a table with dates and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.quoting import addresses_in
from roadmapdocs.aggregate.narrative.returns import department_returned
from roadmapdocs.aggregate.narrative.wording import LABELS, TIME, text
from roadmapdocs.model.narrative import Column, Row, Section, Table
from roadmapdocs.orders.next_year.wording import shortened
from roadmapdocs.russian.agreement import counted

if TYPE_CHECKING:
    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.summary import ActivityLine

__all__ = ["department"]

_COLUMNS = (
    Column("Код", "number", 1.1),
    Column("Мероприятие", weight=5),
    Column("Срок", weight=2.4),
    Column("Статус", weight=2),
    Column("Когда", "number", 1.8),
    Column("Подтверждение", weight=3.4),
)


def department(account: Account) -> Section | None:
    """The section on what the department reports itself; None where the order asks nothing of it."""
    if not account.told.department_activities:
        return None
    issuer = account.order.issuer.name
    rows, links = [], set()
    for group in account.groups:
        if group.own:
            rows.append(Row((group.title,), "group"))
        for line in group.own:
            row = _row(account, line)
            rows.append(row)
            links |= {link for cell in row.cells for link in addresses_in(cell)}
    table = Table(f"Мероприятия, о которых отчитывается {issuer}", _COLUMNS, tuple(rows), frozenset(links))
    return Section(f"Мероприятия, о которых отчитывается {issuer}", (text(department_returned(account)), table))


def _row(account: Account, line: ActivityLine) -> Row:
    opened = account.own_opened[line.code].answers
    answer = opened[0] if opened else None
    evidence = account.quote(account.full.department, answer.evidence) if answer else None
    reason = account.quote(account.full.department, answer.reason) if answer else None
    why = f"; причина: {reason.text}" if reason else ""
    title = " ".join(part for part in (line.number, shortened(line.text, 140)) if part)
    return Row(
        (
            line.code,
            title,
            " ".join(line.deadline.split()),
            f"{LABELS[line.cells[0]]}{why}",
            _when(answer.date, answer.times) if answer else "",
            evidence.text if evidence else "",
        )
    )


def _when(date: str, times: int | None) -> str:
    return date if times is None else counted(times, TIME)
