"""The words of a deadline: the phrase is folded, cut into tokens, and every known word gets a tag.

A token remembers where it stands in the phrase as it was written, so that a year can be moved in place.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

from roadmapdocs.russian.deadlines.lexicon import roman, tag_of

__all__ = ["Token", "tokens_of"]

_DASHES = "‐‑‒–—―−"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BREVE, _DIAERESIS = "\u0306", "\u0308"
_LOOK_ALIKE = str.maketrans("aceopxykmtbhi", "асеорхукмтвні")
_LEXEME = re.compile(
    r"(?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))|"
    r"(?P<date>(?<!\d)\d{1,2}\s*[./]\s*\d{1,2}\s*[./]\s*(?:\d{4}|\d{2})(?!\d))|"
    r"(?P<clock>(?<!\d)\d{1,2}:\d{2}(?!\d))|"
    r"(?P<short>(?<![\d.])\d{1,2}\.\d{1,2}(?!\d))|"
    r"(?P<ordinal>(?<!\d)\d{1,2}\s?-?\s?(?:го|ое|ого|ая|ый|ом|ой|ых|ые|му|ю|я|е|й|х|м)(?!\w))|"
    r"(?P<roman>(?<!\w)[ivxіх]+-(?:го|ое|ого|ая|ый|ом|ой|му|я|е|й|м)(?!\w))|(?P<number>\d+)|(?P<word>[^\W\d_]+)|(?P<mark>[-,;:()/+])|(?P<other>[^\s_.«»„“”\"'…])"
)
_FIRST_YEAR, _LAST_YEAR, _CENTURY = 1900, 2199, 2000


@dataclass(frozen=True, slots=True)
class Token:
    """A lexeme: its tag, its folded text, its numbers, and its place in the phrase as written."""

    tag: str
    text: str
    start: int
    end: int
    numbers: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """The first of its numbers."""
        return self.numbers[0] if self.numbers else 0


def tokens_of(text: str) -> list[Token]:
    """Cut a phrase into tokens. Dots and quotation marks are dropped."""
    folded, places = _fold(text)
    tokens: list[Token] = []
    for match in _LEXEME.finditer(folded):
        start, end = places[match.start()], places[match.end() - 1] + 1
        tokens += _tokens(match.lastgroup or "", match[0], start, end)
    return _short_years(tokens)


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the phrase in one letter case, with plain dashes and blanks, and where each character came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        lower = letter.lower()
        if letter == _BREVE and letters and letters[-1] == "и":
            letters[-1] = "й"
        elif letter in _INVISIBLE or letter in (_BREVE, _DIAERESIS):
            continue
        else:
            plain = "-" if letter in _DASHES else " " if letter.isspace() else "е" if lower == "ё" else lower
            letters += plain
            places += [place] * len(plain)
    return "".join(letters), places


def _tokens(kind: str, piece: str, start: int, end: int) -> list[Token]:
    if kind in ("date", "iso", "short"):
        return [_day(kind, piece, start, end)]
    if kind in ("clock", "mark", "other"):
        return [Token(kind if kind != "mark" else piece, piece, start, end)]
    if kind in ("word", "roman"):
        return _word(piece.partition("-")[0], start, end)
    number = int("".join(letter for letter in piece if letter.isdecimal())[:9])
    if kind == "number" and len(piece) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR:  # noqa: PLR2004
        return [Token("year", piece, start, end, (number,))]
    tag = "number" if len(piece) < 4 or kind == "ordinal" else "other"  # noqa: PLR2004 - no day has four digits
    return [Token(tag, piece, start, end, (number,))]


def _day(kind: str, piece: str, start: int, end: int) -> Token:
    numbers = [int(part) for part in re.findall(r"\d+", piece)]
    if kind == "iso":
        numbers.reverse()
    if kind == "date" and numbers[2] < 100:  # noqa: PLR2004 - two digits of a year
        numbers[2] += _CENTURY
    day, month, *year = numbers
    known = not year or _FIRST_YEAR <= year[0] <= _LAST_YEAR
    if known and 1 <= month <= 12 and 1 <= day <= monthrange(year[0] if year else 2000, month)[1]:  # noqa: PLR2004
        return Token("day", piece, start, end, tuple(numbers))
    is_clock = kind == "short" and day <= 24 and month <= 59  # noqa: PLR2004 - hours and minutes
    return Token("clock" if is_clock else "other", piece, start, end)


def _word(piece: str, start: int, end: int) -> list[Token]:
    glued = re.fullmatch(r"([ivx]+)([а-я]{2,})", piece)
    if glued and tag_of(glued[2])[0] in ("quarter", "half", "term"):
        middle = start + len(glued[1])
        return _word(glued[1], start, middle) + _word(glued[2], middle, end)
    if value := roman(piece):
        return [Token("number", piece, start, end, (value,))]
    plain = piece.translate(_LOOK_ALIKE)
    tag, value = tag_of(plain)
    return [Token(tag, plain, start, end, (value,) if value else ())]


def _short_years(tokens: list[Token]) -> list[Token]:
    """Find the years of two digits: «2023/24», «23-24 уч. год», «май 24 г.»."""
    padded = [*tokens, Token("", "", 0, 0), Token("", "", 0, 0), Token("", "", 0, 0)]
    for at, token in enumerate(tokens):
        before = padded[at - 1] if at else padded[-1]
        mark, second, after = padded[at + 1 : at + 4]
        pair = mark.tag in ("-", "/") and second.tag == "number" and len(second.text) == 2  # noqa: PLR2004
        follows = pair and second.number == (token.number + 1) % 100
        if token.tag == "year" and follows and after.tag not in ("month", "-", "number"):
            padded[at + 2] = replace(second, tag="year", numbers=(token.number + 1,))
        elif token.tag == "number" and follows and after.tag == "school" and len(token.text) == 2:  # noqa: PLR2004
            padded[at] = replace(token, tag="year", numbers=(_CENTURY + token.number,))
            padded[at + 2] = replace(second, tag="year", numbers=(_CENTURY + token.number + 1,))
        elif token.tag == "number" and len(token.text) == 2 and before.tag == "month" and mark.tag == "of year":  # noqa: PLR2004
            padded[at] = replace(token, tag="year", numbers=(_CENTURY + token.number,))
    return padded[:-3]
