"""A grid of quarters or months with signs in it → the text of one deadline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["is_sign", "periods_as_text"]

_SIGNS = frozenset(("+", "x", "х", "v", "*", "•", "√", "✓", "✔", "да"))
_NOTHING = frozenset(("", "-", "–", "—", "0", "нет"))


def is_sign(text: str) -> bool:
    """Say whether a cell of a grid only marks its period, or marks that it is none."""
    return text.strip().casefold() in _SIGNS | _NOTHING


def periods_as_text(cells: Iterable[tuple[str, str]]) -> str:
    """Return the marked periods: «I, III квартал 2024»; a cell that says more is put in brackets behind its period."""
    marked: list[tuple[str, str]] = []
    for period, cell in cells:
        text = cell.strip()
        if text.casefold() not in _NOTHING:
            marked.append((period, "" if text.casefold() in _SIGNS else text))
    return ", ".join(_short([f"{period} ({more})" if more else period for period, more in marked]))


def _short(periods: Sequence[str]) -> list[str]:
    """Leave out «квартал 2024» where the next period says it again."""
    short = []
    for period, after in zip(periods, [*periods[1:], ""], strict=False):
        ending = re.sub(r"^[IV]+ ", "", period)
        short.append(period.removesuffix(f" {ending}") if ending != period and after.endswith(f" {ending}") else period)
    return short
