"""Checks of an order before it is signed: dates, empty cells, names, numbers, punctuation, typography.

Every check is a function `(order) -> Iterator[Finding]`; each family is a module with its tuple `CHECKS`. What is seen
is quoted, what is proposed stands in `expected`; the place is the path in the YAML and what a person calls the spot.
The texts of cited acts belong to other bodies: only their quotation marks and dates are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.orders.check import (
    dates,
    glossary,
    punctuation,
    requisites,
    structure,
    terms,
    typography,
    wording,
)
from roadmapdocs.orders.check.fix import fix_typography

if TYPE_CHECKING:
    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS", "check_order", "fix_typography"]

CHECKS = (
    *dates.CHECKS,
    *requisites.CHECKS,
    *structure.CHECKS,
    *wording.CHECKS,
    *terms.CHECKS,
    *glossary.CHECKS,
    *punctuation.CHECKS,
    *typography.CHECKS,
)


def check_order(order: Order) -> list[Finding]:
    """Return what a careful editor would mark in the order: gravest first, then kind by kind, in the order's order."""
    found = [finding for check in CHECKS for finding in check(order)]
    return sorted(found, key=lambda finding: (-finding.severity, finding.code))
