"""The word of an approval stamp: «УТВЕРЖДЕН план», «УТВЕРЖДЕНА дорожная карта», «УТВЕРЖДЕНЫ мероприятия»."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["approved", "number_and_gender"]

Agreement = Literal["masculine", "feminine", "neuter", "plural"]

_APPROVED: dict[Agreement, str] = {
    "masculine": "УТВЕРЖДЁН",
    "feminine": "УТВЕРЖДЕНА",
    "neuter": "УТВЕРЖДЕНО",
    "plural": "УТВЕРЖДЕНЫ",
}

_NOUNS: dict[Agreement, str] = {
    "masculine": "перечень календарь",
    "feminine": "карта программа концепция смета схема форма циклограмма таблица методика ведомость модель структура "
    "система",
    "neuter": "задание расписание",
    "plural": "меры мероприятия требования сведения условия задания показания правила нормы критерии",
}
"""Words whose ending leaves two readings: «мероприятия» are many, «концепция» is one."""

_KNOWN: dict[str, Agreement] = {noun: group for group, nouns in _NOUNS.items() for noun in nouns.split()}

_ADJECTIVES: tuple[tuple[str, Agreement], ...] = (
    (r"(?:[ыи]й|[вгднтслкмрхцчшщ]ой)$", "masculine"),
    (r"(?:ая|яя)$", "feminine"),
    (r"(?:ое|нее|щее)$", "neuter"),
    (r"(?:ые|[гкхшщ]ие)$", "plural"),
)
_ENDINGS: tuple[tuple[str, Agreement], ...] = (
    (r"[бвгджзйклмнпрстфхцчшщ]$", "masculine"),
    (r"(?:ция|ость)$", "feminine"),
    (r"(?:о|ение|ание|тие|ье)$", "neuter"),
    (r"[ыи]$", "plural"),
)
_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)


def number_and_gender(title: str) -> Agreement | None:
    """Return how a participle agrees with the first words of a title; None where nobody can tell («ВСОКО школы»).

    An adjective in front tells by its ending («дорожная карта»), a noun by itself («план-график» by its first half).
    """
    found = _WORD.search(title)
    if found is None:
        return None
    word = found[0].split("-")[0].lower()
    if word in _KNOWN:
        return _KNOWN[word]
    if found[0].isupper() and len(found[0]) > 1 and not title.isupper():
        return None
    return next((group for ending, group in (*_ADJECTIVES, *_ENDINGS) if re.search(ending, word)), None)


def approved(title: str, *, yo: bool = False) -> str | None:
    """Return the word of the stamp over what has this title, with «Ё» if `yo`; None where nobody can tell."""
    group = number_and_gender(title)
    if group is None:
        return None
    return _APPROVED[group] if yo else _APPROVED[group].replace("Ё", "Е")
