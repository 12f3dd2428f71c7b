"""Acts that a preamble names: kind, issuer, date, number, title; each becomes a hole in the preamble's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from roadmapdocs.model.order import Act
from roadmapdocs.transcription.spelling import DATE, NUMBER, NUMBER_SIGN, day_of

if TYPE_CHECKING:
    from roadmapdocs.transcription.paper import Notes

__all__ = ["read_acts"]

_KIND = re.compile(
    r"\b(?:совместн\w+ )?(?:приказ|распоряжени|постановлени|письм|федеральн\w+ (?:конституционн\w+ )?закон|закон|указ|"
    r"решени|протокол|соглашени|поручени|инструктивн\w+ письм|методическ\w+ рекомендаци|договор)\w*",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"от\s*(?P<date>{DATE})\s*{NUMBER_SIGN}\s?(?P<number>{NUMBER})"
    rf"|{NUMBER_SIGN}\s?(?P<number_first>{NUMBER})\s*от\s*(?P<date_after>{DATE})",
    re.IGNORECASE,
)
_PARTICULAR = re.compile(r"письм|протокол|решени|поручени", re.IGNORECASE)
_MOST_ACTS = 60
"""An order that names more is none; the rest stays plain text."""

_YEAR = re.compile(r"20\d\d\s?[-–/]\s?20\d\d|на 20\d\d (?:год|учебн)|в 20\d\d году")


def read_acts(preamble: str, notes: Notes, place: str) -> tuple[str, dict[str, Act]]:
    """Return the preamble with a hole for each act that has a date and a number, and the acts."""
    acts: dict[str, Act] = {}
    text, done = "", 0
    for found in _DATED.finditer(preamble):
        day = day_of(found["date"] or found["date_after"])
        if found.start() < done or day is None or len(acts) >= _MOST_ACTS:
            continue
        start = _start(preamble, done, found.start())
        end = _end(preamble, found.end())
        said = preamble[start:end]
        number = re.sub(r"\s+", " ", (found["number"] or found["number_first"]).strip())
        renew: Literal["keep", "yearly"] = "yearly" if _YEAR.search(said) else "keep"
        key = _key(number, acts)
        acts[key] = Act(text=said, date=day, number=number, renew=renew)
        text += f"{preamble[done:start]}{{acts.{key}}}"
        done = end
        expected = "да" if renew == "yearly" else "нет"
        notes.say("T202", said, place=place, expected=expected, address=f"acts.{key}")
    _rest(preamble[done:], text, notes, place)
    return text + preamble[done:], acts


def _start(text: str, after: int, dated: int) -> int:
    """Return where an act begins: at the last word for its kind that stands outside a title of another act."""
    kinds = [found.start() for found in _KIND.finditer(text, after, dated)]
    outside = [at for at in kinds if text.count("«", after, at) <= text.count("»", after, at)]
    return outside[-1] if outside else dated


def _end(text: str, end: int) -> int:
    """Return where an act ends: behind its title in quotation marks, if it has one."""
    opening = re.compile(r"\s*(?:г\.\s*)?(?=[«\"“])").match(text, end)
    if opening is None:
        return end
    at = opening.end()
    if text[at] != "«":
        close = re.compile(r"[\"”]").search(text, at + 1)
        return close.end() if close else end
    depth = 0
    for index in range(at, len(text)):
        depth += (text[index] == "«") - (text[index] == "»")
        if depth == 0:
            return index + 1
    ending = re.compile(r",\s*(?=(?:приказ|распоряж|постановл|письм|протокол)\w+\s|$)").search(text, at)
    return ending.start() if ending else len(text.rstrip(" ,"))


def _key(number: str, acts: dict[str, Act]) -> str:
    digits = "".join(re.findall(r"\d+", number)[:1]) or "1"
    key, more = f"a{digits}", 1
    while key in acts:
        more += 1
        key = f"a{digits}-{more}"
    return key


def _rest(rest: str, before: str, notes: Notes, place: str) -> None:
    """Mention acts that are named without a date or number."""
    for piece in (before, rest):
        for found in _KIND.finditer(piece):
            said = re.split(r"[,;{]", piece[found.start() :])[0].strip()
            if not re.search(r"[А-ЯЁ«]", said) and not (_PARTICULAR.match(said) and " " in said):
                continue
            notes.say("T201", said, place=place, address="preamble")
