"""The words of a summary, for every format: statuses, states of respondents, what a cell without a number says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.forms.vocabulary import STATUSES
from roadmapdocs.model.summary import BLANK, NO_REPORT, NOT_ASKED

if TYPE_CHECKING:
    from roadmapdocs.model.summary import IndicatorLine, Share, State

__all__ = [
    "COUNTED",
    "LABELS",
    "NOT_APPLICABLE",
    "NO_DATA",
    "NO_FILE",
    "SHORT",
    "STATES",
    "reached_word",
    "share_word",
]

NOT_APPLICABLE, NO_DATA, NO_FILE = "не применимо", "нет данных", "нет отчёта"

LABELS = {choice.id: choice.label for choice in STATUSES} | {
    BLANK: "не заполнено",
    NO_REPORT: "отчёт не представлен",
    NOT_ASKED: "строка школы не касается",
}
"""What each word of a matrix cell means, in the order of columns and legends."""

SHORT = LABELS | {"done_late": "выполнено позже", NO_REPORT: NO_FILE, NOT_ASKED: "–"}
"""The same words for narrow columns; all are different."""

COUNTED = tuple(word for word in LABELS if word != NOT_ASKED)
"""The words that are counted by activity."""

STATES: dict[State, str] = {"clean": "без замечаний", "to_correct": "на доработку", "missing": "не представлен"}


def reached_word(line: IndicatorLine) -> str:
    """Say whether the target is reached; nothing where there is no target."""
    if not line.target:
        return ""
    if line.total.not_applicable:
        return NOT_APPLICABLE
    return {True: "да", False: "нет", None: "пока неизвестно"}[line.reached]


def share_word(line: IndicatorLine, share: Share | None) -> str | int:
    """Say what one respondent answered: «8 из 20», a number, «да» or «нет»; a dash where it was not asked."""
    if share is None:
        return SHORT[NOT_ASKED]
    if share.not_applicable:
        return NOT_APPLICABLE
    if share.numerator is None:
        return ""
    if share.denominator is not None:
        return f"{share.numerator} из {share.denominator}"
    return ("да" if share.numerator else "нет") if line.aggregation == "schools" else share.numerator
