"""Words that agree with numbers: 1 школа, 2 школы, 5 школ."""

from __future__ import annotations

__all__ = ["agree"]


def agree(number: int, one: str, few: str, many: str) -> str:
    """Return the number and the form of a word it takes: `agree(22, "школа", "школы", "школ")` is «22 школы»."""
    return f"{number} {_form(abs(number), one, few, many)}"


def _form(number: int, one: str, few: str, many: str) -> str:
    if number % 100 in range(11, 15):
        return many
    if number % 10 == 1:
        return one
    return few if number % 10 in range(2, 5) else many
