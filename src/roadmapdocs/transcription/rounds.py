"""Rounds of reporting that clauses demand: who reports, to whom, by which day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from roadmapdocs.model.order import Clause, Round
from roadmapdocs.russian.dates import format_day
from roadmapdocs.transcription.spelling import DATE, day_of

if TYPE_CHECKING:
    from datetime import date

    from roadmapdocs.transcription.paper import Notes

__all__ = ["read_rounds"]

_REPORT = re.compile(r"отч[её]т", re.IGNORECASE)
_INFORMATION = re.compile(
    r"(?:сводн|итогов)\w+ (?:информаци|сведени)|"
    r"(?:информаци|сведени)\w+ (?:о|об) (?:выполнени|исполнени|реализации|ход|итог|результат)",
    re.IGNORECASE,
)
"""What is as good as a report where a day is named for it."""
_GIVE = re.compile(r"(?:представ|предостав|направ|сда|присла|подготов)\w*", re.IGNORECASE)
_BY = re.compile(rf"(?:до|не позднее|к|по состоянию на)\s+(?P<day>{DATE})", re.IGNORECASE)
_SCHOOLS = re.compile(
    r"(?:руководител|директор)\w*.{0,40}(?:организаци|учрежден|школ|\bОО\b|\bОУ\b)|^\W*(?:рекомендовать )?"
    r"(?:руководител|директор)\w+|образовательным (?:организаци|учрежден)\w+|школам",
    re.IGNORECASE,
)
_RECIPIENT = re.compile(
    r"(?:представ|предостав|направ)\w*\s+(?:в|на имя)\s+(.{3,120}?)\s+"
    r"(?:(?:сводн|итогов|информационн|аналитическ|годов)\w+\s)?(?:отч|информаци|сведени)",
    re.IGNORECASE,
)

Sender = Literal["schools", "department"]


def read_rounds(clauses: list[Clause], notes: Notes, order_date: date) -> tuple[list[Clause], dict[str, Round]]:
    """Return the clauses with holes for the days on which reports are due, and the rounds."""
    reading = _Reading(notes, order_date)
    seen = []
    for number, clause in enumerate(clauses, start=1):
        reading.item, reading.address = f"пункт {number}", f"clauses.{clause.id}"
        text = reading.demand(clause.text, clause.text)
        bullets = tuple(reading.demand(bullet, f"{clause.text} {bullet}") for bullet in clause.bullets)
        seen.append(clause.model_copy(update={"text": text, "bullets": bullets}))
    if not any(round_.sender == "schools" for round_ in reading.rounds.values()):
        notes.say("T206", f"пунктов: {len(clauses)}", address="clauses")
    return seen, reading.rounds


@dataclass
class _Reading:
    """The rounds found so far, and the clause that is being read."""

    notes: Notes
    order_date: date
    rounds: dict[str, Round] = field(default_factory=dict)
    item: str = ""
    address: str = ""

    def demand(self, text: str, whole: str) -> str:
        """Note a report that a text demands; return the text with a hole where the day is spelled in digits."""
        if not ((_REPORT.search(text) or _INFORMATION.search(text)) and _GIVE.search(text)):
            return text
        days = ((match, day_of(match["day"])) for match in _BY.finditer(text))
        found = [(match, day) for match, day in days if day is not None and day >= self.order_date]
        if not found and not _REPORT.search(text):
            return text
        if not found:
            self.notes.say("T205", text, item=self.item, address=self.address)
            return text
        match, day = found[-1]
        key = self._add(text, whole, day)
        spelled = match["day"]
        if format_day(day) not in spelled:
            return text
        start = match.start("day") + spelled.index(format_day(day))
        return f"{text[:start]}{{reports.{key}.due}}{text[start + len(format_day(day)) :]}"

    def _add(self, text: str, whole: str, day: date) -> str:
        sender: Sender = "schools" if _SCHOOLS.search(whole) else "department"
        same = sum(round_.sender == sender for round_ in self.rounds.values())
        key = sender if not same else f"{sender}-{same + 1}"
        recipient = _RECIPIENT.search(text)
        self.rounds[key] = Round(sender=sender, due=day, recipient=recipient[1] if recipient else "")
        self.notes.say("T207", text, item=self.item, expected=format_day(day), address=f"reports.{key}")
        return key
