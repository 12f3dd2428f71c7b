"""Persons named in running text, in any case and in the orders people write them; no dictionary is needed.

`russian.names` reads a text that is known to be a name; this finds names among other words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from roadmapdocs.russian.given_names import MEN, WOMEN
from roadmapdocs.russian.pupil_words import ALSO_GIVEN, NOT_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Person", "find_persons", "is_person"]

Form = Literal["full", "initials", "young", "bare"]
"""How a person is named: with a patronymic («full»), by two initials as staff mostly are («initials»), by surname and
given name or one initial as pupils mostly are («young»), by the surname alone («bare»)."""

_WORD = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?(?![а-яёА-ЯЁ])"
_INITIAL = r"[А-ЯЁ]\."
_NAMED = re.compile(
    rf"(?<![а-яёА-ЯЁ.№-])(?:"
    rf"(?P<first>{_WORD})[ \u00a0]+(?P<initials>{_INITIAL}(?:\s?{_INITIAL})?)(?!\s?[А-ЯЁ][а-яё])"
    rf"|(?P<leading>{_INITIAL}(?:\s?{_INITIAL})?)\s?(?P<last>{_WORD})"
    rf"|(?P<words>{_WORD}(?:[ \u00a0]+{_WORD}(?![ \u00a0]+{_INITIAL})){{0,2}})"
    rf")"
)
_PATRONYMIC = re.compile(
    r"(?:[оеё]в|[иы]ч|ин)(?:ич(?:а|у|ем|ом|е)?|н(?:а|ы|е|у|ой|ою))$|(?:[оеё]в|иль|фом|лук)ич(?:[ауе]|[ео]м)?$"
)
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ою|ы|ых|ыми)?$"
    r"|[сц]к(?:ий|ой|ая|ого|ому|им|ую|ие|их|ими)$"
    r"|(?:енко|[ую]к|чак|[иы]х|ян|дзе|швили|баев|ман|штейн|берг|ец|ич|улин|кин)(?:а|у|ом|ем|е)?$"
)
_NAMED_AFTER = re.compile(r"(?:\bим\.|имени|\bпо|премии|лицей|гимназия)\s*$", re.IGNORECASE)
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text: where, how, and by what; `key` is the same for two mentions in one case."""

    start: int
    end: int
    form: Form
    key: str


def find_persons(text: str) -> list[Person]:
    """Return all persons named in a text, in the order in which they stand; bare surnames only by their endings."""
    found = [person for match in _NAMED.finditer(text) for person in _persons(match)]
    return [person for person in found if not _NAMED_AFTER.search(text[: person.start])]


def is_person(text: str) -> bool:
    """Say whether a text is a person's name and nothing else, but for a number before it."""
    bare = re.sub(r"^\s*\d{1,3}[.)]?\s+", "", text).strip(" .,;")
    persons = find_persons(bare + ("." if re.search(r"\s[А-ЯЁ]\.?[А-ЯЁ]?$", bare) else ""))
    return len(persons) == 1 and persons[0].start == 0 and persons[0].end >= len(bare)


def _persons(match: re.Match[str]) -> Iterator[Person]:
    start, end = match.span()
    if match["words"] is None:
        surname = match["first"] or match["last"]
        initials = match["initials"] or match["leading"]
        if _can_be_surname(surname):
            form: Form = "initials" if initials.count(".") > 1 else "young"
            yield Person(start, end, form, f"{surname.lower()} {initials[0].lower()}")
        return
    yield from _of_words(match)


def _of_words(match: re.Match[str]) -> Iterator[Person]:
    """Find a person among up to three capitalised words in a row; a word before or behind the name may be no part."""
    words = [(found[0], match.start() + found.start()) for found in re.finditer(_WORD, match[0])]
    given = next((place for place, (word, _) in enumerate(words) if _is_given(word)), None)
    if given is not None and len(words) > 1:
        patronymic = next(
            (place for place, (word, _) in enumerate(words) if place > given and _is_patronymic(word)), None
        )
        others = [place for place in range(len(words)) if place not in (given, patronymic)]
        near = sorted(others, key=lambda place: (abs(place - given) > 1 and patronymic is None, place > given))
        surname = next((place for place in near if _can_be_surname(words[place][0])), None)
        if surname is not None or patronymic is not None:
            used = sorted(place for place in (given, patronymic, surname) if place is not None)
            first, last = words[used[0]], words[used[-1]]
            named = words[surname][0] if surname is not None else ""
            key = f"{named.lower()} {words[given][0][0].lower()}"
            yield Person(first[1], last[1] + len(last[0]), "full" if patronymic is not None else "young", key)
            return
    for word, start in words:
        if _SURNAME.search(word.lower()) and _can_be_surname(word):
            yield Person(start, start + len(word), "bare", word.lower())


def _can_be_surname(word: str) -> bool:
    lower = word.lower()
    if len(word) < _SHORTEST or _is_given(word) or any(lower.startswith(stem) for stem in NOT_SURNAMES):
        return False
    return not (word.isupper() and not _SURNAME.search(lower))


def _is_patronymic(word: str) -> bool:
    return _PATRONYMIC.search(word.lower()) is not None


def _is_given(word: str) -> bool:
    return word.lower().replace("ё", "е") in _given_forms()


@cache
def _given_forms() -> frozenset[str]:
    """Return the given names we know in all their cases, without ё."""
    names = (name.replace("ё", "е") for name in MEN | WOMEN | ALSO_GIVEN)
    return frozenset(form for name in names for form in _cases(name)) - {"вере", "верой", "веру", "надежду", "любовью"}


def _cases(name: str) -> Iterator[str]:
    """Yield the cases of a given name by its ending; forms that do not exist do no harm here."""
    yield name
    stem = name[:-1]
    if name.endswith(("а", "я")):
        yield from (stem + ending for ending in ("ы", "и", "е", "у", "ю", "ой", "ей", "ию"))
    elif name.endswith(("й", "ь")):
        yield from (stem + ending for ending in ("я", "ю", "ем", "е", "и", "ью"))
    else:
        yield from (name + ending for ending in ("а", "у", "ом", "ем", "е"))
        if name == "павел":
            yield from ("павла", "павлу", "павлом", "павле")
        if name in ("лев", "петр"):
            yield from ("льва", "льву", "львом", "льве")
