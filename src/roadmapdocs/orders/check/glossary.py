"""Abbreviations: which are never expanded, and which look like a slip of a known one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import Passage, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS"]

_EVERYBODY_KNOWS = (
    "РФ США СМИ ФЗ НПА ИНН МКУ МБУ МАУ МКОУ МБОУ МАОУ МОУ ГБУ ГАУ ГКУ ГБОУ ГАОУ ФГБУ ФГБОУ ДПО ВПР ОГЭ ЕГЭ ГИА ФГОС"
)
"""Forms of organisations and words of everyday school life that no order expands."""

_SCHOOL_WORDS = (
    "ОО ОУ МО МОУО МОЦ ОМО РУМО РМО ШМО ГМО ШсРНР ШНОР ШНСУ СОИРО ЦНППМ ИОМ ИКУ ФОП ООП АООП ВСОКО ЦОК ФИС ОКО "
    "ФИОКО ВШК УВР ВР ОВЗ СЭД ОИВ РОИВ ОМСУ НОКО МСОКО РСОКО ИКТ ЦОС ДОУ СОШ ООШ НОШ СШ ПМПК ППк ОРКСЭ"
)
"""Abbreviations met in orders on schools. They are known, but a reader from elsewhere may want them expanded."""

EVERYBODY_KNOWS, SCHOOL_WORDS = frozenset(_EVERYBODY_KNOWS.split()), frozenset(_SCHOOL_WORDS.split())

_TOKEN = re.compile(r"(?<![\w.№-])(?:[А-ЯЁ][а-яё]?[А-ЯЁ]+|[А-ЯЁ]{2,}[а-яё]?)(?![\w-])")
_EXPANDED = re.compile(r"\((?:далее|сокращ[её]нно)\s*[-–—:]?\s*([^()]+)\)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[а-яё]{3,}\s+\(([А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ])\)")
_OFTEN = 3
_SHORTEST = 3


def _tokens(order: Order) -> list[tuple[str, Passage]]:
    """Return the abbreviations of the order's own words, in order."""
    found = []
    for passage in passages(order):
        if passage.is_prose:
            found += [(token, passage) for token in _TOKEN.findall(passage.text) if not passage.text.isupper()]
    return found


def _expanded(order: Order) -> set[str]:
    """Return the abbreviations that the order expands: «… (далее – ОО)», «… маршрут (ИОМ)»."""
    texts = [passage.text for passage in passages(order)]
    return {
        token
        for text in texts
        for inside in (*_EXPANDED.findall(text), *_IN_BRACKETS.findall(text))
        for token in _TOKEN.findall(inside)
    }


def never_expanded(order: Order) -> Iterator[Finding]:
    """List the abbreviations that a stranger to the district will not understand."""
    explained = _expanded(order) | EVERYBODY_KNOWS | set(dict(_slips(order)))
    unknown = [token for token in dict.fromkeys(token for token, _ in _tokens(order)) if token not in explained]
    if unknown:
        expected = f"при первом упоминании полностью, затем «(далее – {unknown[0]})»"
        yield remark("O501", Place("", "", "весь приказ"), seen=", ".join(unknown), expected=expected)


def slips(order: Order) -> Iterator[Finding]:
    """An unknown abbreviation, one letter or the order of letters away from a known one of the same order."""
    near = dict(_slips(order))
    seen = set()
    for token, passage in _tokens(order):
        if token in near and (token, passage.place) not in seen:
            seen.add((token, passage.place))
            yield remark("O502", passage.place, seen=token, expected=f"«{near[token]}»")


def _slips(order: Order) -> list[tuple[str, str]]:
    counted = Counter(token for token, _ in _tokens(order))
    known = EVERYBODY_KNOWS | SCHOOL_WORDS | _expanded(order)
    usual = {token: count for token, count in counted.items() if token in known or count >= _OFTEN}
    found = []
    for token in counted:
        if token in usual or len(token) < _SHORTEST:
            continue
        near = [word for word in sorted(usual, key=lambda word: (-counted[word], word)) if _is_slip(token, word)]
        anagrams = [word for word in near if sorted(word) == sorted(token)]
        if near:
            found.append((token, (anagrams or near)[0]))
    return found


def _is_slip(token: str, word: str) -> bool:
    """Say whether two words of equal length have the same letters, or differ in one."""
    if len(token) != len(word) or token == word:
        return False
    return sorted(token) == sorted(word) or sum(a != b for a, b in zip(token, word, strict=True)) == 1


CHECKS = (never_expanded, slips)
