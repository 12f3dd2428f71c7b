"""What names and titles share: the six cases, the dictionaries, and keeping the letters as the author wrote them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError

if TYPE_CHECKING:
    from pytrovich.maker import PetrovichDeclinationMaker

__all__ = ["CASES", "GRAMMEMES", "Case", "Gender", "as_case", "capitals_like", "dictionary", "like", "name_rules"]

Case = Literal["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"]
Gender = Literal["male", "female"]

CASES: tuple[Case, ...] = get_args(Case)
GRAMMEMES: dict[Case, str] = dict(zip(CASES, ("nomn", "gent", "datv", "accs", "ablt", "loct"), strict=True))
"""The cases as OpenCorpora, and so pymorphy3, calls them."""

_REMEDY = "pip install 'roadmapdocs[names]', or store the printed form in the order"


def as_case(word: str) -> Case:
    """Return `word` as a case; raise `DefinitionError` where it is none."""
    for case in CASES:
        if case == word:
            return case
    raise DefinitionError(f"«{word}» is no case", hint=f"one of {', '.join(CASES)}")


@cache
def dictionary() -> Any:  # noqa: ANN401 - pymorphy3 ships no types
    """Return the dictionary of pymorphy3, loaded once; raise `EnvironmentLacksError` without the extra `names`."""
    try:
        import pymorphy3  # noqa: PLC0415 - 16 MB that most orders do without

        return pymorphy3.MorphAnalyzer(lang="ru")
    except (ImportError, ValueError) as error:
        raise _lacking() from error


@cache
def name_rules() -> PetrovichDeclinationMaker:
    """Return the rules of pytrovich, loaded once; raise `EnvironmentLacksError` without the extra `names`."""
    try:
        from pytrovich.maker import PetrovichDeclinationMaker  # noqa: PLC0415 - only with the extra

        return PetrovichDeclinationMaker()
    except ImportError as error:
        raise _lacking() from error


def _lacking() -> EnvironmentLacksError:
    message = "declining names and titles needs pytrovich and pymorphy3"
    return EnvironmentLacksError(message, hint=_REMEDY, reason="no_names")


def like(model: str, form: str) -> str:
    """Give an inflected form the letters of the word as written: its capitals, and its е where it wrote no ё."""
    letters = list(form.lower())
    for place, (written, found) in enumerate(zip(model.lower(), letters, strict=False)):
        if {written, found} == {"е", "ё"}:
            letters[place] = written
        elif written != found:
            break
    return capitals_like(model, "".join(letters))


def capitals_like(model: str, form: str) -> str:
    """Give an inflected form the capitals of the word as written: all, the first letter, or none."""
    if len(model) > 1 and model.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form
