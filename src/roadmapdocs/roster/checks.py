"""What is odd about the schools of a roster, one by one and among each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.model.letter import addresses_of
from roadmapdocs.roster.catalogue import remark
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.findings import Finding, Place
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School

__all__ = ["check_schools"]

_CYRILLIC = dict(zip("ABCEHKMOPTXaceopxyk", "АВСЕНКМОРТХасеорхук", strict=True))
_MIXED = re.compile(r"\b(?=\w*[А-Яа-яЁё])(?=\w*[A-Za-z])\w+\b")
_STRAIGHT = re.compile(r"[\"“”„]")

Named = tuple["School", "Place"]


def check_schools(named: Sequence[Named], order: Order | None) -> Iterator[Finding]:
    """Yield what a careful person would mark in the list."""
    yield from _twins(named, "code", "R601")
    yield from _twins(named, "short_name", "R614")
    for school, place in named:
        yield from _address(school, place)
        yield from _letters(school, place)
    yield from _twins(named, "email", "R620")
    if order is not None:
        yield from _clusters(named, order)


def _twins(named: Sequence[Named], name: str, code: str) -> Iterator[Finding]:
    """Say of every school after the first one that what should be its own is not."""
    seen: dict[str, Named] = {}
    for school, place in named:
        own = str(getattr(school, name))
        if own and fold_words(own) in seen:
            other, where = seen[fold_words(own)]
            yield remark(code, place, seen=own, expected=f"{other.short_name}, {where.location}")
        elif own:
            seen[fold_words(own)] = school, place


def _address(school: School, place: Place) -> Iterator[Finding]:
    where = replace(place, column="Почта")
    if not school.email:
        yield remark("R612", where)
    _, bad = addresses_of(school.email)
    for text in bad:
        yield remark("R613", where, seen=text)


def _letters(school: School, place: Place) -> Iterator[Finding]:
    for name in (school.short_name, school.full_name, school.head):
        for word in _MIXED.findall(name):
            expected = "".join(_CYRILLIC.get(letter, letter) for letter in word)
            if not re.search("[A-Za-z]", expected):
                yield remark("R615", place, seen=word, expected=expected)
    for name in (school.short_name, school.full_name):
        proposed = _quoted(name)
        if proposed != name:
            yield remark("R617", place, seen=name, expected=proposed)


def _quoted(name: str) -> str:
    """Return a name with «ёлочки», and with the last closing mark that is missing."""
    opening = re.sub(r"(?:(?<=\s)|(?<=^)|(?<=[(«]))[\"“”„](?=\w)", "«", name)
    text = _STRAIGHT.sub("»", opening)
    return text + "»" * max(0, text.count("«") - text.count("»"))


def _clusters(named: Sequence[Named], order: Order) -> Iterator[Finding]:
    known = list(dict.fromkeys(roadmap.audience.cluster for roadmap in order.roadmaps if roadmap.audience.cluster))
    for school, place in named:
        if school.cluster and school.cluster not in known:
            expected = ", ".join(f"«{name}»" for name in known) or "кластеров нет"
            yield remark("R618", replace(place, column="Кластер"), seen=school.cluster, expected=expected)
    for cluster in known:
        if named and all(school.cluster != cluster for school, _ in named):
            yield remark("R619", replace(named[0][1], location="", item=""), seen=cluster)
