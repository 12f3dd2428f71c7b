"""The head of an order: letterhead, kind, date, number, place, heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.transcription.paper import Line
from roadmapdocs.transcription.spelling import DATE, NUMBER, NUMBER_SIGN, day_of, despaced

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.transcription.paper import Notes

__all__ = ["Head", "find_kind", "read_head"]

_KINDS = ("приказ", "распоряжение", "постановление", "решение")
_PLACE = re.compile(
    r"(?<![\d\w])(?:г|гор|город|с|село|пос|посёлок|поселок|п|пгт|рп|р\.п|д|ст|ст-ца|станица|х|аул)\.?\s?"
    r"(?<=[.\s])[А-ЯЁ][а-яё]+(?:[\s-][А-Яа-яЁё]+){0,2}"
)
_TITLE = re.compile(r"«?(?:О|Об|Обо)\s+[а-яё«]|О[Бб]?\s[А-ЯЁ]{3,}")
FORMULA = re.compile(
    r"(?:Во исполнени|В соответствии|На основании|В целях|С целью|В рамках|Для\s|Учитывая|Руководствуясь|Согласно|"
    r"В связи|По итогам|По результатам|Во исп|В порядке|В развитие|В\s+(?:исполнение|обеспечение))"
)
"""How the preamble of an order begins."""

_LINE = re.compile(rf"(?:от\s*)?(?P<date>{DATE})|(?P<sign>{NUMBER_SIGN}\s?(?P<number>{NUMBER})?)", re.IGNORECASE)
_BLANK_DATE = re.compile(r"(?:от\s*)?[«\"]?\s?_+[^№N]*(?:20\d\d|20_+)\s?(?:года|г\.?)?")


@dataclass(slots=True)
class Head:
    """What stands above the preamble; lines as the document spells them, with holes for date and number."""

    letterhead: list[str] = field(default_factory=list)
    kind: str = ""
    day: date | None = None
    number: str = ""
    date_line: str = ""
    number_line: str = ""
    place: str = ""
    title: str = ""
    spare: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def find_kind(lines: Sequence[Line]) -> int | None:
    """Return the line that names the kind of document: «ПРИКАЗ», «П Р И К А З», «Приказ № 5»."""
    for index, line in enumerate(lines[:60]):
        if _kind_of(line.text):
            return index
    return None


def _kind_of(text: str) -> str:
    """Return the word for the kind as it is spelled, «» where a line has none."""
    found = re.match(r"((?:[А-ЯЁ]\s){3,}[А-ЯЁ]|[А-ЯЁ][а-яё]+|[А-ЯЁ]+)(?=$|\s+(?:от\b|№|N\b|[«\"\d_])|\s*\()", text)
    return found[1] if found and despaced(found[1]) in _KINDS else ""


def read_head(lines: Sequence[Line], notes: Notes) -> Head:
    """Read the lines from the top; `rest` is what begins with the preamble."""
    head = Head()
    at = find_kind(lines)
    after = list(lines)
    if at is not None:
        head.kind = _kind_of(lines[at].text)
        head.letterhead = _letterhead(lines[:at])
        remainder = lines[at].text[len(head.kind) :].strip()
        after = [*([Line(remainder, lines[at].place)] if remainder else []), *lines[at + 1 :]]
    title = next((i for i, line in enumerate(after) if _TITLE.match(line.text)), None)
    formula = next((i for i, line in enumerate(after) if FORMULA.match(line.text)), len(after))
    command = next((i for i, line in enumerate(after) if _is_command(line.text)), len(after))
    start = min(formula, command) if title is None or title > min(formula, command) else title
    for line in after[: start if at is not None else 0]:
        head.spare += _requisite(head, line, notes)
    head.rest = after[start if at is not None else 0 :]
    if at is not None and start == title:
        _take_title(head)
    return head


def _letterhead(lines: Sequence[Line]) -> list[str]:
    """Return the lines of the letterhead, parts of one line each by itself."""
    kept: list[str] = []
    for line in lines:
        kept += [part for part in line.text.split("\t") if part]
    return kept


def _is_command(text: str) -> bool:
    return (
        re.search(r"(?:приказываю|приказываем|обязываю|постановляю|постановляет|распоряжаюсь)\s*:?", despaced(text))
        is not None
    )


def _take_title(head: Head) -> None:
    """Take the heading: its first line, and the lines that only go on with it."""
    pieces = [head.rest[0].folded]
    count = 1
    for line in head.rest[1:]:
        goes_on = re.match(r"[а-яё«(–\-\d]", line.text) or re.search(r"[-–,]$", pieces[-1])
        if FORMULA.match(line.text) or _is_command(line.text) or not goes_on or re.match(r"\d+\.\s", line.text):
            break
        pieces.append(line.folded)
        count += 1
    head.title = " ".join(pieces)
    head.rest = head.rest[count:]


# --- date, number, place ---


def _requisite(head: Head, line: Line, notes: Notes) -> list[Line]:
    """Take from a line its date, number and place; return what is left of it."""
    text = line.folded
    left: list[Line] = []
    if (blank := _BLANK_DATE.match(text)) and not re.search(DATE, text) and not head.date_line:
        head.date_line = blank[0].strip()
        text = text.replace(blank[0], " ", 1)
    for found in list(_LINE.finditer(text)):
        if found["date"] and head.day is None and (day := day_of(found["date"])) is not None:
            head.day = day
            head.date_line = _date_line(found[0].strip(), found["date"], day, notes, line.place)
            text = text.replace(found[0], " ", 1)
        elif found["sign"] and not head.number:
            head.number = (found["number"] or "").strip()
            sign = found["sign"].strip()
            head.number_line = sign[: len(sign) - len(head.number)] + "{number}" if head.number else sign
            text = text.replace(found[0], " ", 1)
    if not head.place and (found_place := _PLACE.search(text)) and len(text) < 60:  # noqa: PLR2004 - a line of its own
        head.place = found_place[0].strip()
        text = text.replace(found_place[0], " ", 1)
    text = " ".join(text.split()).strip(" ,")
    if text:
        left.append(Line(text, line.place))
    return left


def _date_line(whole: str, spelled: str, day: date, notes: Notes, place: str) -> str:
    if format_day(day) in whole:
        return whole.replace(format_day(day), "{date}")
    notes.say("T103", spelled.strip(), place=place, expected=format_day(day), address="date_line")
    return whole
