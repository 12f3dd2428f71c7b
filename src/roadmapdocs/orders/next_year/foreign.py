"""Which parts of a text belong to other bodies' acts: their dates, their numbers, their quoted titles.

The rule. A quotation is another body's title where the requisites of an act stand right before it («от 08.06.2022
№ 548 «…»»), where it begins like the title of an act («Об …») after a word for one («приказом … «Об …»»), or where
it was approved by one («План …», утверждённый приказом …). The order's own titles, whatever stands before them, are
its own. Outside quotations, a number behind «№» and the day behind «от» belong to a document, and so does the year of
a plan that an act has approved («план на 2023-2024 учебный год, утверждённый приказом …»).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["DAY", "foreign_spans", "quotations"]

Span = tuple[int, int]

_MONTH = (
    r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:ь|я|е|а|й|)(?![а-яё])"  # in any case
)
DAY = (
    r"(?:(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)|"
    rf"[«\"]?(?<!\d)\d{{1,2}}[»\"]?\s+{_MONTH}\s+\d{{4}}(?!\d))"
)
"""An exact day with its year: «15.10.2024», «15 октября 2024»."""

_NUMBER = r"(?:№+|\bN)\s*[\w(][\w./\\()-]*"
_DOCUMENT_DAY = rf"\bот\s+{DAY}"
_REQUISITES = re.compile(rf"(?:{_NUMBER}|{_DOCUMENT_DAY}\s*(?:г\.|года)?)[\s,(]*$", re.IGNORECASE)
_ACT = (
    r"\b(?:приказ|распоряжени|постановлени|письм|закон|указ|решени|протокол|поручени|положени|приложени|соглашени)"
    r"(?:а|у|ом|е|ы|ов|ам|ами|ах|о|ь|я|ю|ем|ей|й|ях|ям|ями|)(?![а-яё])"
)
_CITED = re.compile(rf"{_ACT}[^.;:\n]*$", re.IGNORECASE)
_OWN_ACT = re.compile(r"\b(?:настоящ|данн)\w+\s+приказ", re.IGNORECASE)
_ABOUT = re.compile(r"об?\s", re.IGNORECASE)
_APPROVED_BY = re.compile(
    rf"[\s,]*(?:\([^()]*\)[\s,]*)?утвержд[её]нн?\w*\s+(?!настоящ|данн)[^.;:\n]{{0,80}}?{_ACT}", re.IGNORECASE
)
_DOCUMENTS = re.compile(rf"{_NUMBER}|{_DOCUMENT_DAY}(?!\s*(?:г\.|года)?\s*до\b)", re.IGNORECASE)
_ACT_OF_A_YEAR = re.compile(
    rf"{_ACT}(?:\s+(?!(?:в|на|за|с|к|до|по)\s)[\w-]+){{0,6}}?\s+20\d\d(?=\s*(?:г\.|года))", re.IGNORECASE
)
_PLAN_APPROVED = re.compile(
    rf"20\d\d(?:\s?[/\-–—]\s?\d+)?(?:\s+[а-яё.]+){{0,3}}\s*,?\s*утвержд[её]нн\w*\s+(?!настоящ|данн)"
    rf"[^.;:\n]{{0,80}}?{_ACT}",
    re.IGNORECASE,
)
_OPENING, _CLOSING = '«„“"', {"«": "»", "„": "“", "“": "”", '"': '"'}


def foreign_spans(text: str, own_titles: Collection[str] = ()) -> list[Span]:
    """Return the parts (start, end) of `text` that belong to other bodies' acts; `own_titles` never do."""
    own = {fold_words(title) for title in own_titles}
    quoted = [span for span in quotations(text) if _is_foreign(text, span, own)]
    bare = [
        found.span() for pattern in (_DOCUMENTS, _ACT_OF_A_YEAR, _PLAN_APPROVED) for found in pattern.finditer(text)
    ]
    return quoted + bare


def quotations(text: str) -> Iterator[Span]:
    """Yield the outermost quotations, marks included; one that is never closed runs to the end of its line."""
    start, depth, closing, opening = 0, 0, "", ""
    for place, char in enumerate(text):
        if depth == 0 and char in _OPENING:
            start, depth, opening, closing = place, 1, char, _CLOSING[char]
        elif depth and char == closing:
            depth -= 1
            if depth == 0:
                yield start, place + 1
        elif depth and char == opening:
            depth += 1
        elif depth and char == "\n":
            yield start, place
            depth = 0
    if depth:
        yield start, len(text)


def _is_foreign(text: str, span: Span, own: Collection[str]) -> bool:
    title, before, after = text[span[0] + 1 : span[1]].rstrip('»“”"'), text[: span[0]], text[span[1] :]
    if fold_words(title) in own:
        return False
    if _REQUISITES.search(before) or _APPROVED_BY.match(after):
        return True
    cited = _CITED.search(before)
    return bool(cited and _ABOUT.match(title) and not _OWN_ACT.search(before, max(0, cited.start() - 15)))
