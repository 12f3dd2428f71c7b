"""An order that somebody made → `Order`, and what a person must look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.forms.key import find_keys
from roadmapdocs.model.order import Issuer, Order, Signatory
from roadmapdocs.transcription.accounting import lost_words
from roadmapdocs.transcription.acts import read_acts
from roadmapdocs.transcription.appendices import Appendix, common_mark, divide, divided_mark, read_appendices
from roadmapdocs.transcription.below import Below
from roadmapdocs.transcription.clauses import read_clauses
from roadmapdocs.transcription.command import divide_at_command, divide_at_first_clause
from roadmapdocs.transcription.issuer import municipality_of, name_of
from roadmapdocs.transcription.layout import nearest_profile
from roadmapdocs.transcription.names import LETTERS
from roadmapdocs.transcription.paper import Line, Notes, Table
from roadmapdocs.transcription.people import name_people
from roadmapdocs.transcription.requisites import find_kind, read_head
from roadmapdocs.transcription.roadmaps import make_roadmap
from roadmapdocs.transcription.rounds import read_rounds
from roadmapdocs.transcription.signature import divide_tail
from roadmapdocs.transcription.source import open_paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.transcription.paper import Paper
    from roadmapdocs.transcription.requisites import Head

__all__ = ["ReadOrder", "read_order"]


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """An order read from a document, None where the document is none; and what a person must look at.

    Unpacks to order and findings. `furniture` is text that was recognised and is not needed: page numbers, captions
    that a continued table repeats, rows that number the columns, signs of a grid, marks of lists.
    """

    order: Order | None
    findings: tuple[Finding, ...] = ()
    furniture: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Order | tuple[Finding, ...] | None]:
        """Give the order, then the findings."""
        return iter((self.order, self.findings))


def read_order(data: bytes, *, file: str = "") -> ReadOrder:
    """Read an existing order of any office format, or of plain text; `file` is its name, for the findings.

    What was not understood is a finding that quotes it; no word is dropped. Raises `UnreadableFileError` for a file
    that cannot be read, `EnvironmentLacksError` where a program for its format is not here.
    """
    notes = Notes(file)
    paper = open_paper(data, notes)
    refusal = _refused(paper, notes)
    if refusal:
        return ReadOrder(None, tuple(notes.findings), tuple(notes.furniture))
    order = _transcribed(paper, notes)
    if words := lost_words(paper, order, notes):
        notes.say("T902", ", ".join(words))
    findings = sorted(notes.findings, key=lambda finding: (-finding.severity, finding.code))
    return ReadOrder(order, tuple(findings), tuple(notes.furniture))


def _refused(paper: Paper, notes: Notes) -> bool:
    """Say, with a finding, that a document is no order: a report form, a letter."""
    texts = [line.text for line in _lines(paper)] + [
        cell.text for item in paper.items if isinstance(item, Table) for row in item.rows for cell in row
    ]
    keys = [str(key) for text in [*texts, *(line.text for line in paper.running)] for key in find_keys(text)]
    if keys:
        notes.say("T002", keys[0])
        return True
    front, attached = divide(paper.items)
    if (
        find_kind(front) is None
        and divide_at_command(front) is None
        and not any(isinstance(i, Table) for i in attached)
    ):
        notes.say("T001", " / ".join(texts[:3]))
        return True
    return False


def _lines(paper: Paper) -> list[Line]:
    return [item for item in paper.items if isinstance(item, Line)]


def _transcribed(paper: Paper, notes: Notes) -> Order:
    front, attached = divide(paper.items)
    head = read_head(front, notes)
    appendices, trailing = read_appendices(attached, notes)
    _running(paper, notes)
    preamble_lines, command, body = _divided(head)
    tail = divide_tail(body, notes)
    notes.left_over(head.spare)
    below = Below(notes)
    notes.left_over(below.take(tail.below), "T111")
    notes.left_over(below.take(trailing))
    preamble = " ".join(line.folded for line in preamble_lines)
    preamble, acts = read_acts(preamble, notes, preamble_lines[0].place if preamble_lines else "")
    day, number, year = _dated(head, front, notes)
    clauses, rounds = read_rounds(read_clauses(tail.clauses, notes), notes, day)
    clauses, people = name_people(clauses, notes)
    roadmaps = _roadmaps(appendices, notes)
    mark, stamp = divided_mark(common_mark(appendices, head.day, head.number, notes), roadmaps)
    profile = nearest_profile(head.kind, command, notes, form="approved" if stamp else "plain")
    if preamble and not command:
        notes.say("T113", preamble_lines[-1].folded, place=preamble_lines[-1].place, address="preamble")
    _lacking(head, tail.signatory, appendices, notes)
    municipality = municipality_of(" ".join((*head.letterhead, head.title)))
    issuer_name = name_of(head.letterhead)
    notes.say(
        "T109",
        " / ".join(head.letterhead) or head.title,
        expected="; ".join(filter(None, (issuer_name, municipality))),
        address="issuer",
    )
    return Order(
        school_year=year,
        number=number,
        date=day,
        profile=profile,
        issuer=Issuer(letterhead=tuple(head.letterhead), name=issuer_name, municipality=municipality, place=head.place),
        date_line=head.date_line or "{date}",
        number_line=head.number_line or "№ {number}",
        appendix_mark=mark or ("Приложение № {appendix}", "к приказу", "от {date} № {number}"),
        approval_stamp=stamp,
        title=head.title,
        acts=acts,
        people=people,
        reports=rounds,
        preamble=preamble,
        clauses=tuple(clauses),
        signatory=tail.signatory or Signatory(post="", name=""),
        executor=below.executor,
        visas=tuple(below.visas),
        distribution=tuple(below.distribution),
        acquaintance=below.acquaintance,
        roadmaps=roadmaps,
    )


def _divided(head: Head) -> tuple[list[Line], str, list[Line]]:
    """Divide what stands below the heading: the reasons, the commanding word or «», the clauses and the rest."""
    found = divide_at_command(head.rest)
    if found is not None:
        return found
    reasons, body = divide_at_first_clause(head.rest)
    return reasons, "", body


def _roadmaps(appendices: Sequence[Appendix], notes: Notes) -> tuple[Roadmap, ...]:
    made = []
    for number, appendix in enumerate(appendices[: len(LETTERS)], start=1):
        title = "\n".join(line.folded for line in appendix.title)
        if not title:
            title = "План мероприятий («дорожная карта»)"
            notes.say("T305", appendix.place, place=appendix.place, expected=title, address=f"roadmaps.{number}.title")
        if appendix.header is not None:
            made.append(make_roadmap(number, title, appendix.header, appendix.body, notes))
    for appendix in appendices[len(LETTERS) :]:
        notes.say(
            "T301", " ".join(text for row in appendix.body.rows for text in row.cells if text), place=appendix.place
        )
    return tuple(made)


def _running(paper: Paper, notes: Notes) -> None:
    for line in paper.running:
        if "сноска" in line.place or "примечание" in line.place:
            notes.left_over([line])
        elif re.fullmatch(
            r"(?:стр(?:аница|\.)?\s*)?[-–—]?\s*\d{0,4}(?:\s*из\s*\d{0,4})?\s*[-–—]?", line.folded, re.IGNORECASE
        ):
            notes.set_aside(line.text)
        else:
            notes.say("T903", line.folded, place=line.place)


def _dated(head: Head, front: Sequence[Line], notes: Notes) -> tuple[date, str, int]:
    """Return date, number and school year; where the document has none, something that a person must replace."""
    years = re.search(r"(20\d\d)\s?[-–/]\s?(?:20)?\d\d\s+учебн", " ".join(line.folded for line in front))
    day = head.day
    year = int(years[1]) if years else _school_year(day) if day is not None else None
    if day is None:
        year = year or _any_year(front)
        day = date(year, 9, 1)
        notes.say("T102", head.date_line or head.title, expected=f"{day:%d.%m.%Y}", address="date")
    number = head.number
    if not number or set(number) <= set("_/"):
        number = number or "б/н"
        notes.say("T101", head.number_line or head.title, expected=number, address="number")
    return day, number, year or day.year


def _school_year(day: date) -> int:
    first_of_new = 7
    return day.year if day.month >= first_of_new else day.year - 1


def _any_year(front: Sequence[Line]) -> int:
    found = re.search(r"\b(20\d\d)\b", " ".join(line.folded for line in front))
    return int(found[1]) if found else 2000


def _lacking(head: Head, signatory: Signatory | None, appendices: Sequence[Appendix], notes: Notes) -> None:
    begins = head.title or " ".join(line.folded for line in head.rest[:1])
    if not head.title:
        notes.say("T106", begins, address="title")
    if not head.letterhead:
        notes.say("T107", begins, address="issuer.letterhead")
    if signatory is None:
        notes.say("T108", begins, address="signatory")
    if not appendices:
        notes.say("T303", begins, address="roadmaps")
