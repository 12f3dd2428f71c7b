"""Next year's order: what moves by rule, what is proposed, and what only a person can confirm.

`years` and `foreign` decide which years of a text are the order's own, `days` and `reports` move exact days, `shift`
walks through the order, `repeal` knows the clause about the old order, `errors` what the check says; the `confirm_…`
modules make the list, `lines` finds its places in a saved file, `printed` compares the two orders as printed.
"""

from __future__ import annotations

from roadmapdocs.orders.changes import Change, ChangeKind
from roadmapdocs.orders.next_year.drafting import next_year
from roadmapdocs.orders.next_year.lines import with_lines
from roadmapdocs.orders.next_year.values import GROUPS, NextYear, Point

__all__ = ["GROUPS", "Change", "ChangeKind", "NextYear", "Point", "next_year", "with_lines"]
