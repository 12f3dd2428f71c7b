"""The remarks about an order: code → heading, sentence and severity.

A sentence reads: what was seen → what is wrong → what is proposed → what to do if it is meant so. The hundreds of a
code are the family: 1 dates, 2 what is missing, 3 structure, 4 wording, 5 abbreviations, 6 punctuation, 7 typography,
8 the template, 9 the order and its profile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, finding
from roadmapdocs.orders.check.catalogue_content import CONTENT
from roadmapdocs.orders.check.catalogue_layout import LAYOUT
from roadmapdocs.orders.check.catalogue_style import STYLE

if TYPE_CHECKING:
    from roadmapdocs.findings import Place
    from roadmapdocs.orders.check.kinds import OrderKind

__all__ = ["CATALOGUE", "remark"]

CATALOGUE: dict[str, OrderKind] = CONTENT | STYLE | LAYOUT


def remark(code: str, place: Place, *, seen: str = "", expected: str = "") -> Finding:
    """Make a finding about an order."""
    return finding(code, place, seen=seen, expected=expected, address=place.location, catalogue=CATALOGUE)
