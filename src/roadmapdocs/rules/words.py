"""The words of the sheet «Проверка»: as a person reads them, as formulas put them together, as we know them again.

A line with numbers is one template: `told` fills it in, `formula` makes a formula of it, `pattern` recognises it in a
file that came back.
"""

from __future__ import annotations

import re
from functools import lru_cache
from textwrap import shorten
from typing import TYPE_CHECKING

from roadmapdocs.rules.checks import checks_of
from roadmapdocs.rules.excel import quoted
from roadmapdocs.russian.folding import fold_space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.model.form import Blank, Row

__all__ = [
    "ABOUT",
    "CAPTIONS",
    "GO",
    "IN_REPORT",
    "OPTIONAL",
    "PROGRESS",
    "REMEDY",
    "RIGHT",
    "SEPARATOR",
    "SHEET",
    "TITLE",
    "TOTAL",
    "Line",
    "is_check_row",
    "is_check_text",
    "is_printed_check",
    "verdict",
    "what_is_checked",
]

SHEET = "Проверка"
TITLE = "Проверка заполнения"
ABOUT = (
    "Этот лист считает сам, вписывать в него ничего не нужно: ответы исправляйте на первом листе.",
    "Сверку с прошлым годом и со списком школ проведём при получении.",
)
CAPTIONS = ("Строка", "Что проверяется", "Результат", "К ответу")
GO = "→"

_LONGEST_NAME = 100

RIGHT, OPTIONAL, REMEDY, SEPARATOR = "верно", "можно не заполнять", "исправьте: ", "; "


class Line:
    """A line for each of three cases: no errors, errors that are no blanks, blanks among them."""

    def __init__(self, clean: str, wrong: str, blanks: str) -> None:
        self._cases = clean, wrong, blanks
        self._patterns = [re.compile(re.sub(r"\\\{\w+\\\}", r"\\d+", re.escape(case))) for case in self._cases]

    def told(self, errors: int, gaps: int, needed: int) -> str:
        """Return the line for people."""
        case = self._cases[0 if not errors else 1 if not gaps else 2]
        return case.format(errors=errors, gaps=gaps, needed=needed, filled=needed - gaps)

    def formula(self, errors: str, gaps: str, needed: str) -> str:
        """Return the line as a formula over the cells with the numbers."""
        cells = {"errors": errors, "gaps": gaps, "needed": needed, "filled": f"({needed}-{gaps})"}
        clean, wrong, blanks = (_joined(case, cells) for case in self._cases)
        return f"IF({errors}=0,{clean},IF({gaps}=0,{wrong},{blanks}))"

    def tells(self, text: str) -> bool:
        """Say whether a text is this line with any numbers."""
        return any(pattern.fullmatch(text) for pattern in self._patterns)


def _joined(case: str, cells: dict[str, str]) -> str:
    pieces = re.split(r"\{(\w+)\}", case)
    shown = (cells[piece] if number % 2 else quoted(piece) for number, piece in enumerate(pieces) if piece)
    return "&".join(shown)


_FILLED = "Заполнено обязательных ответов: {filled} из {needed}"
_IN_REPORT = "Проверка: заполнено {filled} из {needed}"

TOTAL = Line("Ошибок нет", "Ошибок: {errors}", "Ошибок: {errors}, из них не заполнено: {gaps}")
PROGRESS = Line(_FILLED, _FILLED, _FILLED)
IN_REPORT = Line(
    f"{_IN_REPORT}. Ошибок нет",
    f"{_IN_REPORT}. Ошибок: {{errors}}, смотрите лист «{SHEET}»",
    f"{_IN_REPORT}. Осталось исправить и заполнить: {{errors}}, смотрите лист «{SHEET}»",
)


def verdict(remedies: Sequence[str], *, touched: bool) -> str:
    """Return what the sheet says of a row: what to do, or that all is well."""
    if remedies:
        return REMEDY + SEPARATOR.join(remedies)
    return RIGHT if touched else OPTIONAL


def what_is_checked(row: Row) -> str:
    """Name a row for people: by what it asks, or by what the form calls it, or else by its cells."""
    asks = max(row.printed.values(), key=len, default="")
    captions = ", ".join(asked.caption for asked in row.fields.values())
    return shorten(asks or row.label or captions, _LONGEST_NAME, placeholder="…")


# --- in a file that came back -----------------------------------------------------------------------------------


def is_check_text(text: str) -> bool:
    """Say whether a text is one that only the check prints: its title, its totals, their line in the form."""
    shown = fold_space(text)
    return shown in _ALONE or any(line.tells(shown) for line in (IN_REPORT, TOTAL, PROGRESS))


def is_check_row(texts: Sequence[str], blank: Blank) -> bool:
    """Say whether a row of cells is a line of the check: its captions, or a row of the form and the way there."""
    shown = [text for text in texts if text]
    if GO not in shown and CAPTIONS[-1] not in shown:
        return False
    return set(CAPTIONS) <= set(shown) or any(fold_space(text) in _checked(blank) for text in shown)


def is_printed_check(text: str, blank: Blank) -> bool:
    """Say whether a line of the check prints a text, whatever the answers are."""
    shown = fold_space(text)
    if shown in _WORDS or shown in _checked(blank):
        return True
    pieces = shown.removeprefix(REMEDY).split(SEPARATOR)
    return shown.startswith(REMEDY) and _remedies(blank).issuperset(pieces)


_ALONE = frozenset((TITLE, *ABOUT))
_WORDS = frozenset((*CAPTIONS, GO, RIGHT, OPTIONAL))


@lru_cache(maxsize=64)
def _checked(blank: Blank) -> frozenset[str]:
    rows = [row for _, row in blank.rows.values()]
    return frozenset(fold_space(text) for row in rows for text in (row.code, what_is_checked(row)))


@lru_cache(maxsize=64)
def _remedies(blank: Blank) -> frozenset[str]:
    return frozenset(piece for check in checks_of(blank) for piece in fold_space(check.remedy).split(SEPARATOR))
