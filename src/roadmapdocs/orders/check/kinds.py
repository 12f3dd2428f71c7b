"""What a kind of remark about an order is."""

from __future__ import annotations

from dataclasses import dataclass

from roadmapdocs.findings import Kind, Severity

__all__ = ["OrderKind", "kind"]


@dataclass(frozen=True, slots=True)
class OrderKind(Kind):
    """A kind of remark about an order, with the heading under which a list prints all remarks of the kind."""

    heading: str


def kind(severity: Severity, heading: str, ru: str, en: str) -> OrderKind:
    """Make a kind of remark."""
    return OrderKind(severity, ru, en, heading)
