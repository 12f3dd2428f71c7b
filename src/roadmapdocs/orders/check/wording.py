"""Slips of wording: repeated words, one odd word in a usual phrase, phrases known to go wrong, long sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import ELISION, Passage, passages, said, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding, Place
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS"]

PHRASES: tuple[tuple[str, str, str], ...] = (
    ("O403", r"в части касающейся", "в части, их касающейся"),
    ("O403", r"на основ (?=[а-яё])", "на основе "),
    ("O403", r"(помощ[ьи]) общеобразовательных организаций", r"\1 общеобразовательным организациям"),
    ("O403", r"(помощ[ьи]) образовательных организаций", r"\1 образовательным организациям"),
    ("O403", r"(помощ[ьи]) школ(?=\W|$)", r"\1 школам"),
    ("O403", r"согласно приказа", "согласно приказу"),
    ("O403", r"согласно (плана|графика)", r"в соответствии с планом или графиком"),
    ("O403", r"по окончанию", "по окончании"),
    ("O403", r"по завершению", "по завершении"),
    ("O403", r"по прибытию", "по прибытии"),
    ("O403", r"в течении (?=\d|год|месяц|недел|дн|учебн|квартал|полугоди)", "в течение "),
    ("O403", r"в виду (?=отсутств|того|невозможн)", "ввиду "),
    ("O403", r"не смотря на", "несмотря на"),
    ("O403", r"контроль исполнения", "контроль за исполнением"),
    ("O404", r"предоставить((?: [^\s.;]+){0,5}) отч([её])т", r"представить\1 отч\2т"),
    ("O404", r"данного приказа", "настоящего приказа"),
    ("O404", r"данному приказу", "настоящему приказу"),
    ("O404", r"данным приказом", "настоящим приказом"),
    ("O404", r"данный приказ", "настоящий приказ"),
    ("O404", r"до (\d{2}\.\d{2}\.\d{4}) включительно года", r"до \1 включительно"),
)
"""Code, what is written, what is meant."""

_PHRASES = tuple((code, re.compile(rf"(?<!\w){seen}", re.IGNORECASE), instead) for code, seen, instead in PHRASES)
_REPEATED = re.compile(r"\b((\w+(?: \w+){0,2}) \2)\b", re.IGNORECASE)
_PIECE = re.compile(r"[.;:,()«»„“…\n]")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_LONG = 60
_USUAL, _SAME_START, _SAME_END = 2, 2, 2
_GRAM = 3
_UNLIKE, _LENGTHS = 4, 3


def phrases(order: Order) -> Iterator[Finding]:
    """Turns of speech that are known to go wrong."""
    for passage in passages(order):
        if not passage.is_prose:
            continue
        for code, pattern, instead in _PHRASES:
            if found := pattern.search(passage.text):
                expected = pattern.sub(instead, found[0] + passage.text[found.end() :])
                length = len(found.expand(instead))
                yield remark(code, passage.place, seen=found[0].strip(), expected=f"«{expected[:length].strip()}»")


def repeated_words(order: Order) -> Iterator[Finding]:
    """«на формирование на формирование»."""
    for passage in passages(order):
        if passage.is_prose and (found := _REPEATED.search(passage.text)):
            yield remark("O402", passage.place, seen=found[1], expected=f"«{found[2]}»")


def odd_words(order: Order) -> Iterator[Finding]:
    """One word differs from the phrase as it stands elsewhere, and looks like the word that stands there."""
    texts = [passage for passage in passages(order) if passage.part in ("cell", "clause", "title", "heading")]
    where: defaultdict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in texts:
        for gram in set(_grams(passage.text)):
            where[gram].append(passage)
    alike: defaultdict[tuple[int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for gram in where:
        for index in range(_GRAM):
            alike[index, (*gram[:index], *gram[index + 1 :])].append(gram)
    odd_ones: dict[tuple[Place, str], tuple[str, str]] = {}
    for (index, _), grams in alike.items():
        for odd in grams:
            usual = [gram for gram in grams if _replaces(gram[index], odd[index]) and len(where[gram]) >= _USUAL]
            if len(where[odd]) == 1 and usual:
                best = max(usual, key=lambda gram: len(where[gram]))
                key, shown = (where[odd][0].place, odd[index]), (" ".join(odd), " ".join(best))
                odd_ones[key] = max(odd_ones.get(key, ("", "")), shown, key=lambda pair: len(pair[0]))
    for (place, _), (seen, expected) in odd_ones.items():
        yield remark("O401", place, seen=seen, expected=f"«{expected}»")


def _grams(text: str) -> Iterator[tuple[str, ...]]:
    for piece in _PIECE.split(text):
        words = [word.lower() for word in _WORD.findall(piece)]
        for index in range(len(words) - _GRAM + 1):
            yield tuple(words[index : index + _GRAM])


def _replaces(one: str, other: str) -> bool:
    """Say whether two words of one form look alike and are not forms of one word: «ресурсов», «результатов»."""
    start = _common(one, other)
    end = _common(one[::-1], other[::-1])
    if one == other or start < _SAME_START or end < _SAME_END:
        return False
    middles = one[start : len(one) - end], other[start : len(other) - end]
    return all(middles) and len("".join(middles)) >= _UNLIKE and abs(len(one) - len(other)) <= _LENGTHS


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def long_sentences(order: Order) -> Iterator[Finding]:
    """A sentence of more words than a reader can hold; an act counts with all its words."""
    for passage in passages(order):
        if passage.part not in ("preamble", "clause", "cell", "title"):
            continue
        whole = passage.text
        if passage.part == "preamble":
            whole = said(order, order.preamble)
        count = max((len(_WORD.findall(sentence)) for sentence in sentences(whole)), default=0)
        if count > _LONG:
            seen = f"{count} слов, «{passage.text[:40].rstrip(ELISION + ' ')} …»"
            yield remark("O408", passage.place, seen=seen, expected="разделить на два или три предложения")


CHECKS = (phrases, repeated_words, odd_words, long_sentences)
