"""What a kind of finding is: how grave, and its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Kind", "Severity"]


class Severity(IntEnum):
    """How much a finding matters; greater is graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def russian(self) -> str:
        """The word for people."""
        return {1: "к сведению", 2: "предупреждение", 3: "ошибка"}[self]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its severity and its sentences. `{seen}` and `{expected}` are put in."""

    severity: Severity
    ru: str
    en: str
