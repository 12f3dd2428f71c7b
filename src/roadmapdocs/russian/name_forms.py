"""The parts of a name in a case: our own rules where pytrovich errs, pytrovich for the rest."""

from __future__ import annotations

import re
from typing import Any

from roadmapdocs.russian.declension import CASES, GRAMMEMES, Case, Gender, capitals_like, dictionary, like, name_rules

__all__ = ["given_in_case", "is_indeclinable", "patronymic_in_case", "surname_in_case"]

_VOWELS = re.compile("[аеёиоуыэюя]")
_POSSESSIVE = re.compile(r"(?:[оеё]в|[иы]н)а?$|[сц]к(?:ий|ой|ая)$")
_FOREIGN = frozenset({"дюма", "золя", "петипа"})
"""French surnames with the stress on the last vowel."""
_FROZEN_FIRST = frozenset({"аль", "бен", "бонч", "ван", "дер", "ибн", "кара", "мак", "нор", "сан", "сен", "тер", "эль"})
"""First halves of double surnames that are no surnames of their own."""
_NOT_COMMON = {"Surn", "Name", "Patr", "Geox", "Orgn", "Abbr", "Fixd", "Trad", "plur"}


def surname_in_case(surname: str, case: Case, gender: Gender) -> str:
    """Decline a surname, each half of a double one by itself."""
    *first, last = surname.split("-")
    parts = [part if part.lower() in _FROZEN_FIRST else _surname(part, case, gender) for part in first]
    return "-".join([*parts, _surname(last, case, gender)])


def given_in_case(given: str, case: Case, gender: Gender) -> str:
    """Decline a given name, each half of a compound one."""
    return "-".join(_by_rules(part, case, gender, "FIRSTNAME") for part in given.split("-"))


def patronymic_in_case(patronymic: str, case: Case, gender: Gender) -> str:
    """Decline a patronymic; «Гасан оглы» stays."""
    return patronymic if " " in patronymic else _by_rules(patronymic, case, gender, "MIDDLENAME")


def is_indeclinable(surname: str, gender: Gender) -> bool:
    """Say whether a surname stays in all cases: «Шевченко», «Белых», «Дюма», and a woman's «Шульц», «Гусь»."""
    word = surname.lower()
    if word[:1] == surname[:1] or word in _FOREIGN:  # a particle begins with a small letter
        return True
    if re.search(r"[еёиоуыэю]$|[уоеэи]а$", word) or (re.search(r"[иы]х$", word) and _syllables(word) > 1):
        return True
    return gender == "female" and not re.search(r"[ая]$", word)


def _surname(word: str, case: Case, gender: Gender) -> str:
    if case == "nominative" or is_indeclinable(word, gender):
        return word
    if _POSSESSIVE.search(word.lower()) and _syllables(word) > 1 and not _is_mens_noun(word, gender):
        return _by_rules(word, case, gender, "LASTNAME")
    form = _as_common_word(word, case, gender) or _as_our_rules(word.lower(), case)
    return like(word, form) if form else _by_rules(word, case, gender, "LASTNAME")


def _is_mens_noun(word: str, gender: Gender) -> bool:
    """A man's surname in -а is a noun: «Иван Калина» has nothing of «Калин»."""
    return gender == "male" and word.lower().endswith("а")


# --- surnames that are words of the language ---------------------------------------------------------------------


def _as_common_word(word: str, case: Case, gender: Gender) -> str:
    """Decline «Заяц», «Соловей», «Лапша», «Рыбий» as the common words they are; empty where it is none."""
    for parse in dictionary().parse(word.lower()):
        if _declines_alike(parse, word.lower(), gender):
            wanted = "gent" if case == "accusative" and "masc" in parse.tag else GRAMMEMES[case]
            inflected = parse.inflect({wanted, "sing"})
            if inflected:
                return str(inflected.word)
    return ""


def _declines_alike(parse: Any, word: str, gender: Gender) -> bool:  # noqa: ANN401 - pymorphy3 ships no types
    """Say whether a surname is declined as this common word."""
    tag = parse.tag
    if not parse.is_known or not {"sing", "nomn"} <= tag.grammemes or tag.grammemes & _NOT_COMMON:
        return False
    if "ADJF" in tag:
        return ("masc" if gender == "male" else "femn") in tag
    noun_in_a = word.endswith(("а", "я")) and ("femn" in tag or "ms-f" in tag)
    return "NOUN" in tag and (noun_in_a or (gender == "male" and "masc" in tag))


# --- what is left of our own -------------------------------------------------------------------------------------


def _as_our_rules(word: str, case: Case) -> str:
    """Decline what pytrovich declines wrongly: «Коломиец», «Дергач», «Цой»; empty for all else."""
    place = CASES.index(case)
    if fleeting := re.fullmatch(r"(.*[аеёиоуыэюя])([бвгджзклмнпрстфхцчшщ]?)ец", word):
        stem, consonant = fleeting[1], fleeting[2] or "й"
        soft = "ь" if consonant == "л" else ""
        return f"{stem}{consonant}{soft}ц" + ("", "а", "у", "а", "ем" if consonant == "й" else "ом", "е")[place]
    if re.fullmatch(r"[^аеёиоуыэюя]*ой", word):  # «Цой»
        return word[:-1] + ("й", "я", "ю", "я", "ем", "е")[place]
    if case != "instrumental":
        return ""
    if re.search(r"[жшчщц]а$", word):
        return word[:-1] + "ей"
    if re.search(r"(?:[ая]ч|ыш)$", word) or (re.search(r"[жшчщ]$", word) and _syllables(word) == 1):
        return word + "ом"
    return ""


def _by_rules(word: str, case: Case, gender: Gender, part: str) -> str:
    from pytrovich.enums import Case as TheirCase  # noqa: PLC0415 - only with the extra
    from pytrovich.enums import Gender as TheirGender  # noqa: PLC0415
    from pytrovich.enums import NamePart  # noqa: PLC0415

    rules = name_rules()
    return capitals_like(word, rules.make(NamePart[part], TheirGender[gender.upper()], TheirCase[case.upper()], word))


def _syllables(word: str) -> int:
    return len(_VOWELS.findall(word.lower()))
