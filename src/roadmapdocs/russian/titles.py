"""Titles of posts in a case: leading adjectives and the head noun are inflected, all behind it stays."""

from __future__ import annotations

import re
from typing import Any

from roadmapdocs.errors import DefinitionError
from roadmapdocs.russian.declension import GRAMMEMES, Case, dictionary, like

__all__ = ["title_in_case"]

_ACTING = frozenset({"врио", "врид", "ио"})
_FIRST_HALVES = frozenset({"арт", "веб", "вице", "генерал", "ит", "медиа", "обер", "пресс", "топ", "шеф", "экс"})
_DASH = re.compile(r"(\s[-–—]\s)")  # «заместитель начальника – начальник отдела»: two titles
_DESCRIBE = ("ADJF", "PRTF")


def title_in_case(title: str, case: Case) -> str:
    """Return a title in a case: «ведущий специалист Отдела» becomes «ведущему специалисту Отдела».

    «и.о. начальника», «врио директора», «зам. директора» have nothing to inflect and stay. Raises
    `DefinitionError` where no head noun is found, `EnvironmentLacksError` without the extra `names`.
    """
    if case == "nominative" or not title.strip():
        return title
    pieces = _DASH.split(title)
    return "".join(piece if place % 2 else _one_title(piece, case) for place, piece in enumerate(pieces))


def _one_title(title: str, case: Case) -> str:
    tokens = re.split(r"(\s+)", title)
    words = [place for place, token in enumerate(tokens) if token.strip()]
    for number, place in enumerate(words):
        word = tokens[place]
        if _stays(word):
            return "".join(tokens)
        if _is_adverb(word):
            continue
        if not _nominatives(word):
            break
        tokens[place] = _inflected(word, case)
        if number + 1 == len(words) or not _describes(word, tokens[words[number + 1]]):
            return "".join(tokens)
    raise DefinitionError(f"no head noun is found in the title «{title}»", hint="store the printed form")


def _stays(word: str) -> bool:
    """An abbreviation is not inflected, and all behind it is in its case already."""
    unknown_capitals = len(word) > 1 and word.isupper() and not dictionary().word_is_known(word.lower())
    return word.endswith(".") or word.lower() in _ACTING or unknown_capitals


def _is_adverb(word: str) -> bool:
    return bool("ADVB" in dictionary().parse(word.lower())[0].tag)


def _describes(word: str, following: str) -> bool:
    """Say whether the title goes on behind a word: «старшая вожатая» does, «заведующая отделом» does not."""
    adjectives = {parse.tag.gender for parse in _nominatives(word) if parse.tag.POS in _DESCRIBE}
    heads = {parse.tag.gender for parse in _nominatives(following)}
    return bool(adjectives & heads or (adjectives and "ms-f" in heads))


def _nominatives(word: str) -> list[Any]:
    """Return the readings of a word as a singular nominative of a person, those that suit one best first."""
    last = word.rpartition("-")[2].strip("«»,;")
    readings = [
        parse
        for parse in dictionary().parse(last.lower())
        if {"nomn", "sing"} <= parse.tag.grammemes
        and parse.tag.POS in ("NOUN", *_DESCRIBE)
        and not parse.tag.grammemes & {"neut", "Fixd", "Surn", "Name", "Patr"}
    ]
    return sorted(readings, key=lambda parse: "inan" in parse.tag)


def _inflected(word: str, case: Case) -> str:
    """Inflect a word, both halves of «педагог-психолог», the second of «пресс-секретарь»."""
    halves = word.split("-")
    return "-".join(half if half.lower() in _FIRST_HALVES else _half(half, case) for half in halves)


def _half(word: str, case: Case) -> str:
    text = word.rstrip(",;")
    readings = _nominatives(text)
    if not readings:
        return word
    parse = readings[0]
    masculine = parse.tag.gender == "masc"
    inflected = parse.inflect({"gent" if masculine and case == "accusative" else GRAMMEMES[case], "sing"})
    return like(text, inflected.word) + word[len(text) :] if inflected else word
