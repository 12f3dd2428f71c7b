"""The commanding part of an order: numbered clauses, their sub-clauses and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.model.order import Clause
from roadmapdocs.transcription.names import Names
from roadmapdocs.transcription.paper import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.transcription.paper import Line, Notes

__all__ = ["Draft", "read_clauses"]

_SUB = re.compile(r"(\d{1,2}(?:\.\d{1,2})+[.)]?)\s*(?=\D)")
_CLAUSE = re.compile(r"(\d{1,2})\s?[.)]\s*(?!\d)")
_TWICE = re.compile(r"(\d{1,2})[.)]\s+\1[.)]\s*")
_BULLET = re.compile(r"[-–—•·*▪]\s*(?=\S)")
_LETTER = re.compile(r"([а-яёa-z]|\d{1,2})\)\s*|([а-яёa-z])\.\s+(?=[а-яё])")
_IDS = (
    ("repeal", r"утративш\w+ силу"),
    ("amend", r"внести .*изменени"),
    ("acquaint", r"ознакомить"),
    ("publish", r"разместить|опубликовать"),
    ("control", r"контроль .*(?:исполнени|выполнени)\w+|контроль за "),
    ("responsibility", r"ответственность за"),
    ("appoint", r"назначить|определить .*(?:координатор|оператор|ответственн)"),
    ("report", r"(?:предостав|представ|направ|подготов)\w+ .*(?:отч[её]т|информаци)"),
    ("duties", r"^(?:рекомендовать )?(?:руководител|директор|заведующ)\w+ "),
    ("approve", r"утвердить"),
)


@dataclass(slots=True)
class Draft:
    """A clause while it is read."""

    number: str
    text: str
    place: str
    bullets: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    enclosed: bool = False

    @property
    def last(self) -> str:
        """The text that was read last."""
        return self.bullets[-1] if self.bullets else self.text

    def precedes(self, number: str) -> bool:
        """Say whether «2)» is the next clause of an order whose clauses are «1)», and no item of this one."""
        follows = self.enclosed and int(number) == int(self.number) + 1
        return follows and f"{int(number) - 1})" not in self.marks[-1:]


def read_clauses(lines: Sequence[Line], notes: Notes) -> list[Clause]:
    """Return the clauses of the lines between the commanding word and the signature."""
    drafts: list[Draft] = []
    for line in lines:
        _take(line, drafts, notes)
    ids = Names()
    clauses = []
    for number, draft in enumerate(drafts, start=1):
        clause = Clause(id=ids.exactly(_id(draft)), text=draft.text, bullets=tuple(draft.bullets))
        address = f"clauses.{clause.id}"
        if draft.number and draft.number != str(number):
            notes.say("T210", f"{draft.number}.", place=draft.place, expected=f"{number}.", address=address)
        if draft.marks:
            notes.say("T204", ", ".join(draft.marks), place=draft.place, item=f"пункт {number}", address=address)
        clauses.append(clause)
    return clauses


def _take(line: Line, drafts: list[Draft], notes: Notes) -> None:
    text = line.folded
    if twice := _TWICE.match(text):
        notes.set_aside(twice[1])
        text = f"{twice[1]}. {text[twice.end() :]}"
    if (sub := _SUB.match(text)) and drafts:
        drafts[-1].marks.append(sub[1])
        drafts[-1].bullets.append(text[sub.end() :])
    elif clause := _CLAUSE.match(text):
        enclosed = clause[0].rstrip().endswith(")")
        listed = drafts and drafts[-1].last.endswith((":", ";")) and not drafts[-1].precedes(clause[1])
        if enclosed and listed:
            drafts[-1].marks.append(clause[0].strip())
            drafts[-1].bullets.append(text[clause.end() :])
        else:
            drafts.append(Draft(clause[1], text[clause.end() :], line.place, enclosed=enclosed))
    elif (bullet := _BULLET.match(text)) and drafts:
        if not text.startswith("-"):
            notes.set_aside(bullet[0])
        drafts[-1].bullets.append(text[bullet.end() :])
    elif (letter := _LETTER.match(text)) and drafts:
        drafts[-1].marks.append(letter[0].strip())
        drafts[-1].bullets.append(text[letter.end() :])
    else:
        _take_unnumbered(text, line, drafts, notes)


def _take_unnumbered(text: str, line: Line, drafts: list[Draft], notes: Notes) -> None:
    """A paragraph without a mark: an item of a list, the rest of the paragraph above, or a clause of its own."""
    if not drafts:
        drafts.append(Draft("", text, line.place))
        notes.say("T203", text, place=line.place, expected="отдельный пункт")
    elif drafts[-1].last.endswith((":", ";")):
        drafts[-1].bullets.append(text)
        notes.say("T203", text, place=line.place, expected="строка перечня")
    elif not re.search(r"[.!?]$", drafts[-1].last) or re.match(r"[а-яё(]", text):
        if drafts[-1].bullets:
            drafts[-1].bullets[-1] = joined(drafts[-1].bullets[-1], text)
        else:
            drafts[-1].text = joined(drafts[-1].text, text)
    elif drafts[-1].number:
        drafts[-1].text = f"{drafts[-1].text} {text}" if not drafts[-1].bullets else drafts[-1].text
        if drafts[-1].bullets:
            drafts[-1].bullets.append(text)
        notes.say("T203", text, place=line.place, expected="продолжение пункта выше")
    else:
        drafts.append(Draft("", text, line.place))
        notes.say("T203", text, place=line.place, expected="отдельный пункт")


def _id(draft: Draft) -> str:
    whole = " ".join((draft.text, *draft.bullets)).casefold()
    first = draft.text.casefold()
    return next((name for name, pattern in _IDS if re.search(pattern, first)), "") or next(
        (name for name, pattern in _IDS if re.search(pattern, whole)), "clause"
    )
