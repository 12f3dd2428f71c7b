"""People whom clauses name in a case: proposed as data where the nominative is certain, left as words elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError
from roadmapdocs.model.order import Official
from roadmapdocs.russian.declension import as_case
from roadmapdocs.russian.names import in_case
from roadmapdocs.transcription.names import transliterated
from roadmapdocs.transcription.spelling import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Clause
    from roadmapdocs.transcription.paper import Notes

__all__ = ["name_people"]

Form = Literal["dative", "accusative"]

_COMMANDED = re.compile(
    rf"(?:^|; |: )(?:\w+ ){{0,6}}?(?P<name>{NAME})(?=,| +(?:представ|предостав|подготов|обеспеч|организ))"
)
_APPOINTED = re.compile(rf"(?:возложить на|назначить|определить|утвердить)[^.;]*?(?P<name>{NAME})", re.IGNORECASE)
_ENDINGS: dict[Form, tuple[tuple[str, str], ...]] = {
    "dative": (("ской", "ская"), ("цкой", "цкая"), ("ой", "а"), ("скому", "ский"), ("цкому", "цкий"), ("у", "")),
    "accusative": (("скую", "ская"), ("цкую", "цкая"), ("у", "а"), ("ского", "ский"), ("цкого", "цкий"), ("а", "")),
}
"""How a surname in a case may look in the nominative; the grammar decides whether it really does."""


def name_people(clauses: list[Clause], notes: Notes) -> tuple[list[Clause], dict[str, Official]]:
    """Return the clauses with holes for people whose nominative is certain, and these people; mention the others.

    The form that the document has is stored, so that it is printed again letter for letter.
    """
    people: dict[str, Official] = {}
    seen = []
    for number, clause in enumerate(clauses, start=1):
        item, address = f"пункт {number}", f"clauses.{clause.id}"
        texts = [_named(text, people, notes, item, address) for text in (clause.text, *clause.bullets)]
        seen.append(clause.model_copy(update={"text": texts[0], "bullets": tuple(texts[1:])}))
    return seen, people


def _named(text: str, people: dict[str, Official], notes: Notes, item: str, address: str) -> str:
    forms: dict[str, Form] = {found["name"]: "dative" for found in _COMMANDED.finditer(text)}
    forms |= {found["name"]: "accusative" for found in _APPOINTED.finditer(text)}
    for name in dict.fromkeys(re.findall(NAME, text)):
        nominative = _nominative(name, forms[name]) if name in forms else None
        if nominative is None:
            notes.say("T208", name, item=item, expected="человека", address=address)
            continue
        form = forms[name]
        key = _key(nominative, people)
        known = people.get(key, Official(name=nominative))
        people[key] = known.model_copy(update={"cases": {**known.cases, form: name}})
        text = text.replace(name, f"{{people.{key}:{form}}}")
        notes.say("T211", name, item=item, expected=nominative, address=f"people.{key}")
    return text


def _nominative(name: str, form: Form) -> str | None:
    """Return the nominative of a name in a case, None unless exactly one is right by the grammar."""
    surname = next(part for part in re.split(r"[\s.]+", name) if len(part) > 1)
    candidates = {name.replace(surname, stem) for stem in _stems(surname, form)}
    right = {candidate for candidate in candidates if _gives(candidate, form, name)}
    return right.pop() if len(right) == 1 else None


def _stems(surname: str, form: Form) -> Iterator[str]:
    for ending, nominative in _ENDINGS[form]:
        if surname.endswith(ending):
            yield surname.removesuffix(ending) + nominative


def _gives(candidate: str, form: Form, name: str) -> bool:
    try:
        return _folded(in_case(candidate, as_case(form))) == _folded(name)
    except (DefinitionError, EnvironmentLacksError):
        return False


def _folded(name: str) -> str:
    return "".join(name.split())


def _key(nominative: str, people: dict[str, Official]) -> str:
    """Return the key of a person: the surname in Latin letters; the same person keeps it."""
    surname = next(part for part in re.split(r"[\s.]+", nominative) if len(part) > 1)
    key, more = transliterated(surname), 1
    while key in people and people[key].name != nominative:
        more += 1
        key = f"{transliterated(surname)}-{more}"
    return key
