"""Spaces that must not end a line: «№ 159», «С.Н. Косенкова», «1 июня 2024 г.».

The rules are those of office work manuals: a number sign stays with its number, initials with the surname, the
parts of a date together. A rule never changes anything but an ordinary space into a no-break one.

There is no rule for dashes on purpose: editors do not stretch a no-break space, so in justified text every dash
would stand visibly closer to the word before it.
"""

from __future__ import annotations

import re

__all__ = ["NBSP", "hard_spaces"]

NBSP = "\u00a0"

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

_RULES = tuple(
    re.compile(f"({before}) (?={after})")
    for before, after in (
        (r"№", r"\S"),  # № 159
        (r"\b[А-ЯЁ]\.", r"[А-ЯЁ](?:[а-яё]|\.)"),  # С. Н. Косенкова
        (r"\b[А-ЯЁ][а-яё]+", r"[А-ЯЁ]\.\s?[А-ЯЁ]\."),  # Косенкова С.Н.
        (r"\d»?", rf"(?:{_MONTHS})\b"),  # 1 июня, «1» июня
        (rf"\d»?\s(?:{_MONTHS})", r"\d{4}\b"),  # 1 июня 2024
        (r"\d{4}", r"гг?\."),  # 2024 г., 30.10.2023 г.
        (r"\b(?:п|пп|ст|ч|гл|стр|разд)\.", r"\d"),  # п. 3
        (r"\b(?:[Пп]риложени|[Пп]ункт)\w{0,3}", r"\d"),  # приложение 1, пункту 3
        (r"(?<!\d )(?<!\d\u00a0)\b(?:г|пос|с|д|ул|им)\.", r"[А-ЯЁ]"),  # г. Смоленск, but not «2024 г. Отдел»
        (r"\b[IVX]+", r"(?:квартал|полугоди|четверт)"),  # II квартал
        (r"\d", r"(?:%|(?:руб|тыс|млн|чел)\b)"),  # 40 %, 12 чел.
    )
)


def hard_spaces(text: str) -> str:
    """Return `text` with no-break spaces (U+00A0) where a line must not end; nothing else is changed.

    Doing it twice changes nothing more.
    """
    for rule in _RULES:
        text = rule.sub(rf"\1{NBSP}", text)
    return text
