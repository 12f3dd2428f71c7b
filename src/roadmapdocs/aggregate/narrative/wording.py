"""The words and small phrases that all sections of the report share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from roadmapdocs.forms.vocabulary import STATUSES
from roadmapdocs.model.narrative import Basis, Paragraph, Sentence
from roadmapdocs.model.summary import BLANK, NO_REPORT, NOT_ASKED
from roadmapdocs.orders.next_year.wording import quoted
from roadmapdocs.russian.agreement import Noun
from roadmapdocs.russian.typography import NBSP, hard_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.model.narrative import Quote
    from roadmapdocs.model.summary import ActivityLine, IndicatorLine, RespondentLine, Share

__all__ = [
    "ACTIVITY",
    "ACTIVITY_BY",
    "ANSWER",
    "CASE",
    "FIELD",
    "FILE",
    "INDICATOR",
    "LABELS",
    "NO_NUMBER",
    "REASON",
    "REPORT",
    "ROW",
    "SCHOOL",
    "SHORT",
    "SUMMARY",
    "TEXT",
    "TIME",
    "about",
    "ended",
    "item",
    "lead",
    "note",
    "of",
    "percent",
    "printable",
    "say",
    "text",
    "total_of",
]

SCHOOL: Final = Noun("школа", "школы", "школ")
REPORT: Final = Noun("отчёт", "отчёта", "отчётов")
ROW: Final = Noun("строка", "строки", "строк")
ACTIVITY: Final = Noun("мероприятие", "мероприятия", "мероприятий")
ACTIVITY_BY: Final = Noun("мероприятию", "мероприятиям", "мероприятиям")
CASE: Final = Noun("случай", "случая", "случаев")
FIELD: Final = Noun("обязательное поле", "обязательного поля", "обязательных полей")
INDICATOR: Final = Noun("показатель", "показателя", "показателей")
REASON: Final = Noun("причина", "причины", "причин")
ANSWER: Final = Noun("ответ", "ответа", "ответов")
TEXT: Final = Noun("текст", "текста", "текстов")
TIME: Final = Noun("раз", "раза", "раз")
FILE: Final = Noun("файл", "файла", "файлов")

NO_NUMBER = "нет данных"

LABELS: Final = {choice.id: choice.label for choice in STATUSES} | {
    BLANK: "не заполнено",
    NO_REPORT: "отчёт не представлен",
    NOT_ASKED: "строка школы не касается",
}
"""What a cell of the matrix says, in full."""

SHORT: Final = {
    "done": "вып.",
    "done_late": "позже",
    "partial": "част.",
    "in_progress": "в раб.",
    "not_done": "не вып.",
    "postponed": "перен.",
    "cancelled": "отмен.",
    "not_applicable": "н/п",
    "not_due": "не наст.",
    BLANK: "пусто",
    NO_REPORT: "нет отч.",
    NOT_ASKED: "–",
}
"""The same for the narrow columns of the matrix; all are different, and its legend explains them."""

SUMMARY: Final = Basis("summary")

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
)


def printable(text: str) -> str:
    """Return a text on one line, without characters that XML 1.0 (2.2) cannot hold and without private ones."""
    return _UNPRINTABLE.sub(" ", text).strip()


def say(told: str, *basis: Basis, quotes: Iterable[Quote] = ()) -> Sentence:
    """Return a sentence that rests on `basis`, with no-break spaces where a line must not end."""
    return Sentence(hard_spaces(printable(told)), basis, tuple(quotes))


def text(*sentences: Sentence) -> Paragraph:
    """Return a paragraph of running text."""
    return Paragraph(sentences)


def lead(told: str, *basis: Basis) -> Paragraph:
    """Return the line before a list, which stays with it."""
    return Paragraph((say(told, *basis),), "lead")


def item(sentence: Sentence) -> Paragraph:
    """Return an item of a list."""
    return Paragraph((sentence,), "item")


def note(sentence: Sentence) -> Paragraph:
    """Return a note in smaller type."""
    return Paragraph((sentence,), "note")


def ended(told: str) -> str:
    """Return a sentence with its full stop, where no other mark ends it."""
    return told if told.endswith((".", "!", "?", "…")) else f"{told}."


def of(line: ActivityLine | IndicatorLine | RespondentLine) -> Basis:
    """Return the basis of a sentence about a line of the summary."""
    kinds = {"ActivityLine": "activity", "IndicatorLine": "indicator", "RespondentLine": "respondent"}
    return Basis(kinds[type(line).__name__], line.code)  # type: ignore[arg-type]  # one of the three


def about(line: ActivityLine | IndicatorLine, title: str) -> str:
    """Name a row of a roadmap or an indicator: «А13 «Участие школ …»», marks inside it „…“."""
    return f"{line.code}{NBSP}{quoted(title)}"


def percent(ratio: float, goal: float | None = None) -> str:
    """Return a share as people read it: «83,3 %», with one decimal, or as many as tell it from an unreached goal.

    39,96 % of «не менее 40 %» must not be read as 40 %.
    """
    for decimals in (1, 2, 3):
        shown = round(ratio * 100, decimals)
        if goal is None or (shown >= round(goal * 100, 9)) == (round(ratio, 9) >= goal):
            break
    return f"{shown:.{decimals}f}".rstrip("0").rstrip(".").replace(".", ",") + f"{NBSP}%"


def total_of(share: Share, threshold: int) -> str:
    """Return a number over all respondents: «9 из 40», «9», or the words that stand in its place."""
    if share.hidden:
        return f"менее {threshold}"
    if share.not_applicable:
        return "не применимо"
    if share.numerator is None:
        return NO_NUMBER
    if share.denominator is None:
        return str(share.numerator)
    return f"{share.numerator} из{NBSP}{share.denominator}"
