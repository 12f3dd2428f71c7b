"""Names of people: stored once, in the nominative; printed in the case and with the initials a sentence needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from roadmapdocs.errors import DefinitionError
from roadmapdocs.russian.given_names import MEN, WOMEN
from roadmapdocs.russian.name_forms import given_in_case, patronymic_in_case, surname_in_case
from roadmapdocs.russian.typography import NBSP

if TYPE_CHECKING:
    from roadmapdocs.russian.declension import Case, Gender

__all__ = ["AmbiguousNameError", "PersonName", "gender_of", "in_case", "is_certain", "parse_name", "with_initials"]

_WORD = r"[А-ЯЁ][А-ЯЁа-яё]*(?:['’][а-яё]+)?(?:-[А-ЯЁа-яё]+)*"
_PARTICLES = "ван|да|де|дель|ден|дер|ди|дю|ла|ле|тер|фон|цу|эль|оглы|оглу|улы|кызы|гызы"
_TOKEN = re.compile(rf"(?:[А-ЯЁ][а-яё]?\.-?)+(?:\s+(?:[А-ЯЁ]\.)+)?|{_WORD}|(?:{_PARTICLES})(?=\s|$)|\s+")
_INITIAL = re.compile(r"[А-ЯЁ][а-яё]?\.(?:-[А-ЯЁ]\.)?")
_MANS = re.compile(r"(?:[оеё]в|иль|кузьм|лук|никит|савв|фом)ич$")
_WOMANS = re.compile(r"(?:[оеё]в|ич)на$")
_TURKIC = {"оглы": "male", "оглу": "male", "улы": "male", "кызы": "female", "гызы": "female"}
_WOMANS_SURNAME = re.compile(r"(?:[оеё]в|[иы]н)а$|[ая]я$")
_MANS_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|[сц]к(?:ий|ой)|ый)$")
_NOUN_WORDS = """
былина вдова вершина глина година голова горловина долина дружина дубина дубрава дуброва калина
корова кручина лещина лощина лучина малина осина подкова половина равнина рябина скотина сова солонина щетина
"""
_NOUNS = frozenset(_NOUN_WORDS.split())
"""Words in -ова and -ина that are surnames of men and women alike: «Калина» need not be the wife of a Калин."""

Role = Literal["surname", "given", "patronymic", "fixed"]


class AmbiguousNameError(DefinitionError):
    """A name whose gender, or whose declension, nobody can tell from its letters; `reason` is one of the two."""

    usual_reason = "gender"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative; `given` and `patronymic` are words, initials («С.») or empty."""

    surname: str
    given: str = ""
    patronymic: str = ""

    def __str__(self) -> str:
        """Return the surname first, as lists of people have it."""
        return NBSP.join(part for part in (self.surname, self.given, self.patronymic) if part)


class _Part(NamedTuple):
    """A piece of a written name: what it is, or `fixed` for blanks, initials and particles."""

    text: str
    role: Role


def parse_name(text: str) -> PersonName | None:
    """Read a name in any usual order, with initials or in full; None for what is no name."""
    parts = _parts(text)
    if parts is None:
        return None
    words = {role: " ".join(part.text for part in parts if part.role == role) for role in ("given", "patronymic")}
    initials = [mark for part in parts if part.text.endswith(".") for mark in _INITIAL.findall(part.text)]
    given, patronymic = (*initials[:2], "", "")[:2] if initials else (words["given"], words["patronymic"])
    return PersonName(_surname(parts), given, patronymic)


def with_initials(name: str | PersonName, order: Literal["before", "after"] = "after", *, spaced: bool = False) -> str:
    """Print initials and surname, joined by no-break spaces; what is no name, or has no given name, stays."""
    person = parse_name(name) if isinstance(name, str) else name
    if person is None or not (person.surname and person.given):
        return str(name)
    joint = NBSP if spaced else ""
    initials = joint.join(_initial(part) for part in (person.given, person.patronymic) if part)
    return NBSP.join((initials, person.surname) if order == "before" else (person.surname, initials))


def is_certain(name: PersonName) -> bool:
    """Say whether this is a name beyond doubt: it has initials, a patronymic, or a given name we know."""
    return bool(name.patronymic or name.given.endswith(".") or _of_given(name.given))


def gender_of(name: PersonName) -> Gender | None:
    """Tell the gender from patronymic, given name and surname; None where they are silent or contradict each other."""
    told = {gender for gender in (_of_patronymic(name.patronymic), _of_given(name.given)) if gender}
    told |= _of_surname(name.surname)
    return told.pop() if len(told) == 1 else None


def in_case(name: str | PersonName, case: Case, gender: Gender | None = None) -> str:
    """Decline a name, in the order and with the blanks it is written with.

    Where the gender is neither given nor certain, the name is declined as a man's and as a woman's; if the two
    differ, this raises `AmbiguousNameError` and never guesses. So «Шевченко О.П.» needs no gender, «Жук О.П.» does.
    """
    parts = _parts(str(name))
    person = parse_name(str(name))
    if parts is None or person is None:
        raise DefinitionError(f"«{name}» is not understood as a name", hint="store the printed form")
    if case == "nominative":
        return str(name)
    known = gender or gender_of(person)
    genders: tuple[Gender, ...] = (known,) if known else ("male", "female")
    forms = {"".join(_declined(part, case, each) for part in parts) for each in genders}
    if len(forms) > 1:
        raise AmbiguousNameError(f"«{name}» may be a man or a woman", hint="state `gender:`, or store the form")
    if "female" in genders and person.surname.lower() in _NOUNS:
        raise AmbiguousNameError(f"«{name}» has two declensions", hint="store the printed form", reason="declension")
    return forms.pop()


def _declined(part: _Part, case: Case, gender: Gender) -> str:
    match part.role:
        case "surname":
            return surname_in_case(part.text, case, gender)
        case "given":
            return given_in_case(part.text, case, gender)
        case "patronymic":
            return patronymic_in_case(part.text, case, gender)
    return part.text


# --- what the pieces are -----------------------------------------------------------------------------------------


def _parts(text: str) -> list[_Part] | None:
    """Cut a written name into pieces with their roles; None where a piece can be none of a name."""
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    if "".join(tokens) != text or not text.strip():
        return None
    words = [place for place, token in enumerate(tokens) if token[0].isupper() and not token.endswith(".")]
    roles = _roles([tokens[place] for place in words], has_initials=any(token.endswith(".") for token in tokens))
    if roles is None:
        return None
    by_place = dict(zip(words, roles, strict=True))
    parts = [_Part(token, by_place.get(place, "fixed")) for place, token in enumerate(tokens)]
    return _with_turkic(parts)


def _roles(words: list[str], *, has_initials: bool) -> list[Role] | None:
    match len(words), has_initials:
        case 1, _:
            return ["surname"]
        case 2, False:
            if _is_given(words[0]) and _of_patronymic(words[1]):
                return ["given", "patronymic"]
            first_is_given = _is_given(words[0]) and not _is_given(words[1])
            return ["given", "surname"] if first_is_given else ["surname", "given"]
        case 3, False:
            if _of_patronymic(words[1]):
                return ["given", "patronymic", "surname"]
            return ["surname", "given", "patronymic"]
    return None


def _with_turkic(parts: list[_Part]) -> list[_Part]:
    """«Гасан оглы» is one piece: a patronymic that stays."""
    if len(parts) > 2 and parts[-1].text in _TURKIC:  # noqa: PLR2004 - name, blank, ending
        return [*parts[:-3], _Part("".join(part.text for part in parts[-3:]), "patronymic")]
    return parts


def _surname(parts: list[_Part]) -> str:
    """Return the surname with the particles before it: «фон Берг»."""
    particles = [part.text for part in parts if part.role == "fixed" and part.text[0].islower()]
    return " ".join([*particles, *(part.text for part in parts if part.role == "surname")])


def _initial(part: str) -> str:
    if part.endswith("."):
        return part
    return "-".join(f"{half[0]}." for half in part.split("-"))


# --- gender ------------------------------------------------------------------------------------------------------


def _of_patronymic(word: str) -> Gender | None:
    ending = word.rpartition(" ")[2].lower()
    if ending in _TURKIC:
        return "male" if _TURKIC[ending] == "male" else "female"
    if _MANS.search(ending):
        return "male"
    return "female" if _WOMANS.search(ending) else None


def _is_given(word: str) -> bool:
    return _of_given(word) is not None


def _of_given(word: str) -> Gender | None:
    first = word.lower().split("-")[0]
    if first in MEN:
        return "male"
    return "female" if first in WOMEN else None


def _of_surname(surname: str) -> set[Gender]:
    """Tell the gender by the ending of a surname where it is certain; nothing for «Шульц», «Калина», «Грин»."""
    genders: set[Gender] = set()
    for part in surname.lower().split("-"):
        if part in _NOUNS or len(re.findall("[аеёиоуыэюя]", part)) < 2:  # noqa: PLR2004 - «Грин», «Лев»
            continue
        if _WOMANS_SURNAME.search(part):
            genders.add("female")
        elif _MANS_SURNAME.search(part):
            genders.add("male")
    return genders
