"""The words of the sheet «Проверка»: as a person reads them, as formulas put them together, as we know them again.

A line with numbers is one template: `told` fills it in, `formula` makes a formula of it, `pattern` recognises it in a
file that came back.
"""

from __future__ import annotations

import re
from functools import lru_cache
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
    "is_check_line",
    "is_printed_check",
    "verdict",
    "what_is_checked",
]

SHEET = "Проверка"
TITLE = "Проверка заполнения"
ABOUT = (
    "Этот лист считает сам, вписывать в него ничего не нужно. Ответы исправляйте на листе «Отчёт», "
    "стрелка в последней графе ведёт к строке.",
    "Сверку с прошлым годом и со списком школ проведём при получении.",
)
CAPTIONS = ("Строка", "Что проверяется", "Результат", "К ответу")
GO = "→"

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
    """Name a row and its cells for people."""
    captions = ", ".join(asked.caption[:1].lower() + asked.caption[1:] for asked in row.fields.values())
    if len(row.fields) == 1:
        asked = next(iter(row.fields.values()))
        question = next((text for text in row.printed.values() if text != asked.caption), "")
        return fold_space(question or asked.caption)
    return f"{row.label}: {captions}" if row.label else captions[:1].upper() + captions[1:]


# --- in a file that came back -----------------------------------------------------------------------------------


def is_check_line(text: str) -> bool:
    """Say whether a text is the line that repeats the check on the form's own sheet."""
    return IN_REPORT.tells(fold_space(text))


@lru_cache(maxsize=64)
def _printed(blank: Blank) -> frozenset[str]:
    rows = [row for _, row in blank.rows.values()]
    texts = (
        *(TITLE, *ABOUT, *CAPTIONS, GO, RIGHT, OPTIONAL),
        *(table.title for table in blank.tables),
        *(row.code for row in rows),
        *(what_is_checked(row) for row in rows),
    )
    return frozenset(map(fold_space, texts))


@lru_cache(maxsize=64)
def _remedies(blank: Blank) -> frozenset[str]:
    return frozenset(piece for check in checks_of(blank) for piece in fold_space(check.remedy).split(SEPARATOR))


def is_printed_check(text: str, blank: Blank) -> bool:
    """Say whether the sheet «Проверка» of a blank prints a text, whatever its answers are."""
    shown = fold_space(text)
    if shown in _printed(blank) or TOTAL.tells(shown) or PROGRESS.tells(shown):
        return True
    pieces = shown.removeprefix(REMEDY).split(SEPARATOR)
    return shown.startswith(REMEDY) and _remedies(blank).issuperset(pieces)
