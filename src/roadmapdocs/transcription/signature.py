"""The end of an order: who signs, and the marks below the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.model.order import Signatory
from roadmapdocs.russian.folding import fold_space
from roadmapdocs.transcription.spelling import NAME, POST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.transcription.paper import Line, Notes

__all__ = ["Tail", "divide_tail"]

_POST = re.compile(POST, re.IGNORECASE)
_NAME_AT_END = re.compile(rf"(?:^|[\s_/])({NAME})[\s_/]*$")
_FULL_NAME_AT_END = re.compile(r"(?:^|\s)([А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична))\s*$")
_NUMBERED = re.compile(r"\d{1,2}\s?[.)]|[-–—•]\s")
_BELOW = re.compile(
    r"(?:Исп\.|Исполнител|С приказом|Ознакомлен|Разослать|Рассылка|Расч[её]т рассылки|В дело|СОГЛАСОВАН|"
    r"Документ подписан|Сертификат|Владелец|Действителен|М\.\s?П\.|тел\.|\d)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:Документ подписан|Подписано|Сертификат|Владелец|Действителен)", re.IGNORECASE)
"""The mark of an electronic signature, which may stand between post and name."""
_MOST_LINES = 6


@dataclass(slots=True)
class Tail:
    """The lines of the clauses, the signature, the lines below it."""

    clauses: list[Line]
    signatory: Signatory | None = None
    below: list[Line] = field(default_factory=list)


def divide_tail(lines: Sequence[Line], notes: Notes) -> Tail:
    """Divide what stands behind the commanding word."""
    first = max((index for index, line in enumerate(lines) if _NUMBERED.match(line.text)), default=-1)
    for start in range(len(lines)):
        if _POST.match(lines[start].text) and not _NUMBERED.match(lines[start].text):
            end = _name_line(lines, start)
            if end is not None and (start > first or _is_divided(lines[end])):
                return _tail(lines, start, end, notes)
    return Tail(list(lines))


def _is_divided(line: Line) -> bool:
    """Say whether a gap or a rule stands between post and name: nobody writes a clause so."""
    return "\t" in line.text or "__" in line.text or _NAME_AT_END.fullmatch(line.text) is not None


def _name_line(lines: Sequence[Line], start: int) -> int | None:
    """Return the line that ends with the name of who signs."""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        if _STAMP.match(lines[index].text):
            continue
        if _NAME_AT_END.search(lines[index].text) or _FULL_NAME_AT_END.search(lines[index].text):
            return index
        if index > start and (_BELOW.match(lines[index].text) or _NUMBERED.match(lines[index].text)):
            return None
    return None


def _tail(lines: Sequence[Line], start: int, end: int, notes: Notes) -> Tail:
    last = lines[end].text
    found = _NAME_AT_END.search(last) or _FULL_NAME_AT_END.search(last)
    name = found[1] if found else last
    before = last[: found.start(1)] if found else ""
    if rule := re.findall(r"_{2,}|/", before):
        notes.set_aside(*rule)
    before = re.sub(r"_{2,}|/", " ", before)
    stamp = [line for line in lines[start:end] if _STAMP.match(line.text)]
    post = fold_space(" ".join((*(line.text for line in lines[start:end] if line not in stamp), before))).rstrip(" :")
    below = [*stamp, *lines[end + 1 :]]
    return Tail(list(lines[:start]), Signatory(post=post, name=fold_space(name)), below)
