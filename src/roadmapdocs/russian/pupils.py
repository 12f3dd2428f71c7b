"""Whether a text names pupils: personal data that no report needs.

Persons are found by `russian.persons`; the words around say who they are. Staff are named with their posts and by
initials; pupils stand with their class, with a mark, behind «обучающиеся:», or in a list by surname and given name. In
doubt a person is nobody's pupil: a report is full of staff, and a false alarm stops it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from roadmapdocs.russian.persons import Person, find_persons
from roadmapdocs.russian.pupil_words import CLASS, MARK, PUPIL, STAFF, TEACHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = ["is_class", "is_mark", "names_pupils", "pupils_in", "speaks_of_pupils", "speaks_of_staff"]

Role = Literal["pupil", "staff", ""]

_LIST, _LONG_LIST = 3, 5
"""Persons without any word about them that make a list of pupils: by given name alone, and with a patronymic."""

_CLASS_BEHIND = re.compile(rf"\s*[,(–—:-]*\s*(?:из\s+)?(?:{CLASS})(?!\s*[:–—-]\s*[А-ЯЁ])")
_CLASS_BEFORE = re.compile(rf"(?<![\d№.])(?:{CLASS})\s*[:.,)(–—-]*\s*(?:\d{{1,2}}[.)]\s*)?$")
_MARK_BEHIND = re.compile(rf"\s*[,(–—:-]+\s*(?:[а-яё. ]{{3,22}}\s*[–—:(-]\s*)?{MARK}", re.IGNORECASE)
_POST_BEHIND = re.compile(rf"\s*[,(–—-]+\s*(?:[а-яё.]+\s+){{0,2}}{STAFF.pattern}", re.IGNORECASE)
_PUPIL_BEHIND = re.compile(rf"\s*[,(–—-]+\s*(?:[а-яё.]+\s+){{0,1}}{PUPIL.pattern}", re.IGNORECASE)
_OF_PARENTS = re.compile(
    r"\b(?:родител|законн\w+ представител|мат[ье]р?|мам[аы]|пап[аы]|отец|отц|сем(?:ь|е))\w*(?: \w+)?\s*$", re.IGNORECASE
)
_BREAK = re.compile(r"[!?;]|\.(?=\s+[А-ЯЁ][а-яё]{2})|\n")
_OPENS = re.compile(r"[:(–—]")
_TWO_SIDED = re.compile(r"учител\w*\s?[-–—]\s?учени\w*|учени\w*\s?[-–—]\s?учени\w*", re.IGNORECASE)
_NEAR_WORDS, _NEAR_LETTERS, _GLUE = 3, 90, 60


def names_pupils(text: str) -> bool:
    """Say whether a text names at least one pupil: such words are not quoted outside the school."""
    return bool(pupils_in(text))


def pupils_in(text: str, known: Collection[str] = ()) -> frozenset[str]:
    """Return the pupils that a text seems to name, each by a key that tells them apart.

    `known` are names of staff: whoever has the surname and the initial of one of them is no pupil.
    """
    staff = {person.key for name in known for person in find_persons(name)}
    plain = _TWO_SIDED.sub(lambda found: " " * len(found[0]), text)
    roles = list(_roles(plain))
    pupils = {person.key for person, role in roles if role == "pupil"}
    if not (STAFF.search(plain) or TEACHING.search(plain)):
        for form, enough in (("young", _LIST), ("full", _LONG_LIST)):
            listed = {person.key for person, role in roles if not role and person.form == form}
            pupils |= listed if len(listed) >= enough else set()
    return frozenset(pupils - staff)


def speaks_of_pupils(text: str) -> bool:
    """Say whether a caption is about pupils: «ФИО обучающегося»."""
    return PUPIL.search(text) is not None


def speaks_of_staff(text: str) -> bool:
    """Say whether a caption is about grown-ups: «Ответственный», «ФИО учителя», «Должность»."""
    return STAFF.search(text) is not None or re.search(r"\bдолжност", text, re.IGNORECASE) is not None


def is_class(text: str) -> bool:
    """Say whether a text is a school class and nothing else: «5 «А»», «7», «9 кл.»."""
    return re.fullmatch(rf"\s*(?:{CLASS}|1[01]|[1-9])\s*", text) is not None


def is_mark(text: str) -> bool:
    """Say whether a text is an underachiever's mark and nothing else."""
    return re.fullmatch(rf"\s*(?:{MARK})[а-яё. /]*\s*", text, re.IGNORECASE) is not None


def _roles(text: str) -> Iterator[tuple[Person, Role]]:
    """Yield each person with the role that the words around give; a list takes over the role of its first one."""
    about_staff = TEACHING.search(text) is not None
    role: Role = ""
    end = 0
    for person in find_persons(text):
        gap = text[end : person.start]
        role = _role(gap, text[person.end : person.end + 60], person, role if end else "", about_staff=about_staff)
        if role or person.form != "bare":
            yield person, role
            end = person.end


def _role(gap: str, behind: str, person: Person, before: Role, *, about_staff: bool) -> Role:
    if _POST_BEHIND.match(behind) and not _CLASS_BEHIND.match(behind):
        return "staff"
    if _PUPIL_BEHIND.match(behind) or (_OF_PARENTS.search(gap) and _CLASS_BEHIND.match(behind)):
        return "pupil"
    said = _said_before(gap, person)
    if said:
        return said
    if before == "staff" and _is_glue(gap):
        return "staff"
    if not (about_staff and person.form in ("full", "initials")) and (
        _CLASS_BEHIND.match(behind)
        or (_CLASS_BEFORE.search(gap) and person.form != "initials")  # «5 класс – Иванова И.И.» is mostly its teacher
        or _MARK_BEHIND.match(behind)
    ):
        return "pupil"
    return before if _is_glue(gap) else ""


def _said_before(gap: str, person: Person) -> Role:
    """Return what the last word for pupils or staff before a person makes of it, if it is near enough."""
    staff, pupil = (max((match.end() for match in words.finditer(gap)), default=-1) for words in (STAFF, PUPIL))
    if staff < 0 and pupil < 0:
        return ""
    between = gap[max(staff, pupil) :]
    opened = _OPENS.search(between) is not None
    if (_BREAK.search(between) and not re.search(r":\s*(?:\n|$|\d)", between)) or len(between) > _NEAR_LETTERS:
        return ""
    if staff > pupil:
        return "staff"
    words = re.findall(r"[А-ЯЁа-яё]{2,}", re.sub(rf"{CLASS}", " ", re.sub(r"^\w*", "", between)))
    near = opened or (len(words) <= (0 if person.form == "bare" else _NEAR_WORDS) and "," not in between)
    return "pupil" if near else ""


def _is_glue(gap: str) -> bool:
    """Say whether only a list's own signs, a class, a mark or a subject stand between two persons."""
    if len(gap) > _GLUE or re.search(r"\.\s+[А-ЯЁ][а-яё]", gap):
        return False
    return len(re.findall(r"[а-яё]{3,}", gap)) <= _NEAR_WORDS
