"""What became of each file of the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from roadmapdocs.findings import Finding

__all__ = ["INSIDE", "Category", "Outcome", "outermost"]

INSIDE = " › "
"""Stands between a container and its member in a shown name: «почта/ответ.eml › Отчёт.docx»."""


def outermost(shown: str) -> str:
    """Return the file of the folder that a shown name lies in: «почта/ответ.eml»."""
    return shown.partition(INSIDE)[0]


class Category(StrEnum):
    """Where a file ends: each file in exactly one. In the order of a report about them."""

    COUNTED = "counted"
    TO_CORRECT = "to_correct"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    EMPTY_FORM = "empty_form"
    FOREIGN = "foreign"
    UNRECOGNISED = "unrecognised"
    UNREADABLE = "unreadable"
    CONTAINER = "container"
    SIGNATURE = "signature"
    EXTRA = "extra"
    SERVICE = "service"

    @property
    def russian(self) -> str:
        """The words for people."""
        return _LABELS[self]

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody has to do something about such a file."""
        return self in _FOR_A_PERSON


_LABELS = {
    Category.COUNTED: "учтено без замечаний",
    Category.TO_CORRECT: "вернуть на доработку",
    Category.DISPUTED: "спорно, решает человек",
    Category.SUPERSEDED: "прежняя версия",
    Category.DUPLICATE: "дубль",
    Category.EMPTY_FORM: "пустая форма",
    Category.FOREIGN: "форма к другому приказу",
    Category.UNRECOGNISED: "не опознано",
    Category.UNREADABLE: "не прочитано",
    Category.CONTAINER: "архив или письмо, разобрано",
    Category.SIGNATURE: "подпись к файлу",
    Category.EXTRA: "постороннее",
    Category.SERVICE: "служебный файл",
}
_FOR_A_PERSON = frozenset(
    {
        Category.TO_CORRECT,
        Category.DISPUTED,
        Category.EMPTY_FORM,
        Category.FOREIGN,
        Category.UNRECOGNISED,
        Category.UNREADABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file of the inbox: a file of the folder, or one that was packed in an archive or attached to a letter.

    `file` is its shown name: «почта/ответ.eml › Отчёт.docx». `respondents` are the codes of those whose forms it
    holds, `received` the moment it came. `finding` is there where somebody has to do something.
    """

    file: str
    category: Category
    reason: str
    sha256: str
    received: datetime
    respondents: tuple[str, ...] = ()
    finding: Finding | None = None
