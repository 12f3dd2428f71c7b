"""Numbers of automatic lists as people see them: 1, I, i, А, а, A, a (ECMA-376 part 1, 17.18.59; ODF 1.3, 19.503)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COUNTS", "MOST_LEVELS", "as_letter", "as_roman", "bullet_sign"]

MOST_LEVELS = 10
_MOST = 3999

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_PRIVATE = range(0xE000, 0xF900)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"  # Word leaves out ё, й, ъ, ы, ь


def as_roman(number: int) -> str:
    """Return a number in capital Roman numerals; in digits where Roman ones have no sign for it."""
    if not 0 < number <= _MOST:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


def as_letter(number: int, alphabet: str) -> str:
    """Return the letter of an alphabet that stands for a number; past its end letters are repeated, as Word does."""
    if not 0 < number <= _MOST:
        return str(number)
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


COUNTS: dict[str, Callable[[int], str]] = {
    "1": str,
    "I": as_roman,
    "i": lambda number: as_roman(number).lower(),
    "A": lambda number: as_letter(number, _LATIN).upper(),
    "a": lambda number: as_letter(number, _LATIN),
    "А": lambda number: as_letter(number, _RUSSIAN).upper(),
    "а": lambda number: as_letter(number, _RUSSIAN),
    "": lambda _: "",
}
"""The first number of a list, as it looks → how its numbers are written; the keys are those of ODF."""


def bullet_sign(text: str) -> str:
    """Return the sign of a bullet; those of symbol fonts, which other fonts do not have, become «•»."""
    sign = text.strip()
    return "•" if not sign or sign in ("o", "§") or any(ord(char) in _PRIVATE for char in sign) else sign
