"""The words of a summary, for every format: statuses, states of respondents, what a cell without a number says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmapdocs.forms.vocabulary import STATUSES
from roadmapdocs.model.summary import BLANK, NO_REPORT, NOT_ASKED

if TYPE_CHECKING:
    from roadmapdocs.model.comparison import DifferenceKind
    from roadmapdocs.model.summary import Change, Fate, IndicatorLine, Share, State

__all__ = [
    "ACCEPTED",
    "ALL_OTHERS",
    "COUNTED",
    "DIFFERENCES",
    "FATES",
    "KEPT",
    "LABELS",
    "NOT_APPLICABLE",
    "NO_DATA",
    "NO_FILE",
    "PROVISIONAL",
    "ROADMAP_STATES",
    "SHORT",
    "STATES",
    "difference_word",
    "reached_word",
    "share_word",
    "small_word",
]

NOT_APPLICABLE, NO_DATA, NO_FILE = "не применимо", "нет данных", "нет отчёта"
ALL_OTHERS = "в числе прочих"
"""What stands in place of a small count of pupils that is merged with others."""

ACCEPTED, PROVISIONAL = "принят", "предварительно"

LABELS = {choice.id: choice.label for choice in STATUSES} | {
    BLANK: "не заполнено",
    NO_REPORT: "отчёт не представлен",
    NOT_ASKED: "строка школы не касается",
}
"""What each word of a matrix cell means, in the order of columns and legends."""

SHORT = LABELS | {
    "done_late": "позже срока",
    "partial": "частично",
    "not_due": "не наступил",
    NO_REPORT: NO_FILE,
    NOT_ASKED: "–",
}
"""The same words for narrow columns, each short enough for one line; all are different."""

COUNTED = tuple(word for word in LABELS if word != NOT_ASKED)
"""The words that are counted by activity."""

STATES: dict[State, str] = {"clean": "без замечаний", "to_correct": "на доработку", "missing": "не представлен"}
ROADMAP_STATES: dict[State, str] = {"clean": "получена", "to_correct": "на доработку", "missing": "не представлена"}
"""The same of a school's own roadmap; what is remarkable in it stands beside."""


class DifferenceWords(NamedTuple):
    """A kind of difference between roadmaps: over a column of counts, and of a single row."""

    caption: str
    told: str


DIFFERENCES: dict[DifferenceKind, DifferenceWords] = {
    "missing": DifferenceWords("Строк не запланировано", "строка не запланирована"),
    "later": DifferenceWords("Срок позже", "срок позже муниципального"),
    "unclear": DifferenceWords("Срок не сравнить", "срок не сравнить"),
    "nobody": DifferenceWords("Без ответственного", "нет ответственного"),
    "copied": DifferenceWords("Как у другой школы", "слово в слово как у другой школы"),
    "own": DifferenceWords("Своих мероприятий", "собственное мероприятие"),
}
"""In the order of columns."""


FATES: dict[Fate, str] = {
    "counts": "учтён",
    "superseded": "заменён более новым",
    "too_late": "пришёл позже даты свода",
    "disputed": "пришёл после принятого",
    "refused": "не принят",
}
"""What became of a returned file."""

KEPT = {"kept": "", "new": "появилось", "gone": "больше нет"}
"""What a comparison of two years says of a line that is not in both."""


def small_word(threshold: int) -> str:
    """Say in place of a total that it is too small to be told."""
    return f"менее {threshold}"


def difference_word(change: Change) -> str:
    """Say how a number has changed: «+3», «−12,5 п. п.», «без изменений»; nothing where it is not known."""
    if change.difference is not None:
        return _signed(f"{abs(change.difference)}", change.difference)
    if change.points is None:
        return ""
    rounded = round(change.points, 1)
    return _signed(f"{abs(rounded):.1f}".replace(".", ",").removesuffix(",0") + "\xa0п.\xa0п.", rounded)


def _signed(amount: str, value: float) -> str:
    if value == 0:
        return "без изменений"
    return f"{'+' if value > 0 else '−'}{amount}"


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
    if share.hidden:
        return ALL_OTHERS
    if share.not_applicable:
        return NOT_APPLICABLE
    if share.numerator is None:
        return ""
    if share.denominator is not None:
        return f"{share.numerator} из {share.denominator}"
    return ("да" if share.numerator else "нет") if line.aggregation == "schools" else share.numerator
