"""The rows of the roadmaps: their days, their deadlines, the events and programmes they name."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.passages import passages, row_place
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.orders.next_year.days import DayNote, days_of, summer, why
from roadmapdocs.orders.next_year.foreign import foreign_spans, quotations
from roadmapdocs.orders.next_year.places import field_place, named, rows_where
from roadmapdocs.orders.next_year.values import Point
from roadmapdocs.orders.next_year.wording import quoted, sentences, shortened
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.russian.workdays import is_working_day, not_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity
    from roadmapdocs.orders.next_year.shift import Notes

__all__ = ["deadlines", "events", "exact_days", "programmes"]

_MOST_OF_A_YEAR = timedelta(days=240)
_REGIONAL = re.compile(r"региональн", re.IGNORECASE)
_PROGRAMME = re.compile(r"\b(?:проект|программ|систем|платформ|модел)\w*\s+$", re.IGNORECASE)
_KNOWN = re.compile(r"(?<![\w-])(?:ФОП|ФООП|ФГОС|ИКУ|ЦОК|ФГИС|ФИС ОКО|500\+)(?![\w-])")


def exact_days(new: Order, notes: Notes) -> Iterator[Point]:
    """Every exact day with what was proposed; months of summer; days without a year that fall on a day off."""
    for spot, note in notes.days:
        yield Point(spot.place, 5, why(note), f"«{format_day(note.new)}»", spot.where)
    told = {spot.place for spot, _ in notes.days} | {spot.place for spot in notes.frozen}
    yield from _summer(new, told)
    for passage in passages(new):
        for day in days_of(passage.text, new.school_year):
            if not is_working_day(day):
                question = sentences(why(DayNote(day, day, not_later(day))), "год не назван, поэтому текст не изменён")
                yield Point(passage.place.location, 5, question, "", named(passage.place))


def _summer(new: Order, told: set[str]) -> Iterator[Point]:
    for roadmap, activity in new.activities():
        place = field_place(new, roadmap, activity, Role.DEADLINE.value)
        if place.location in told:
            continue
        windows = deadline_of(new, activity).windows
        short = [last for first, last in windows if last and (first is None or last - first < _MOST_OF_A_YEAR)]
        questions = dict.fromkeys(question for last in short if (question := summer(last)))
        if questions:
            yield Point(place.location, 5, sentences(*questions), quoted(activity.deadline.text), named(place))


def deadlines(new: Order) -> Iterator[Point]:
    """Deadlines that a person must settle; the empty ones are told among the empty cells."""
    for roadmap, activity in new.activities():
        deadline = deadline_of(new, activity)
        if deadline.ask and deadline.status != "empty":
            place = field_place(new, roadmap, activity, Role.DEADLINE.value)
            yield Point(place.location, 6, deadline.ask, quoted(activity.deadline.text), named(place))


def events(new: Order) -> Iterator[Point]:
    """Events of the region's plan of last year, and other events with a name of their own."""
    found: dict[str, tuple[str, bool, str, list[str]]] = {}
    for roadmap, activity in new.activities():
        place = row_place(new, roadmap, activity)
        for item, regional in _items(activity):
            _, _, _, rows = found.setdefault(fold_words(item), (item, regional, f"{place.location}.text", []))
            rows.append(place.item)
    for item, regional, place_, rows in found.values():
        question = "есть ли в новом региональном плане" if regional else "проводится ли в этом году"
        yield Point(place_, 10, f"{question}, так ли называется?", shortened(item, 150), rows_where(rows))


def _items(activity: Activity) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an event that name it: all of a list of regional events, otherwise those with a name.

    With each comes whether it stands in a list of regional events.
    """
    regional = False
    for line in activity.text.splitlines():
        item = line.lstrip("-–—• ").rstrip(" .;")
        if line.rstrip().endswith(":"):
            regional = bool(_REGIONAL.search(line))
        elif (regional and line.lstrip()[:1] in "-–—•") or _has_name(line):
            yield item, regional


def _has_name(line: str) -> bool:
    foreign = foreign_spans(line)
    return any(
        line[start + 1].isupper() and not any(first <= start < last for first, last in foreign)
        for start, end in quotations(line)
        if end - start > 3  # noqa: PLR2004 - marks and a letter are no name
    )


def programmes(new: Order) -> Iterator[Point]:
    """Programmes and projects that may have ended: by their abbreviations, and by a name in quotation marks."""
    found: dict[str, tuple[str, list[str]]] = {}
    for passage in passages(new):
        if passage.part == "cell":
            for name in _named_programmes(passage.text):
                found.setdefault(name, (passage.place.location, []))[1].append(passage.place.item)
    for name, (place, rows) in found.items():
        question = "продолжается ли, действует ли под этим названием?"
        yield Point(place, 10, question, name, rows_where(rows))


def _named_programmes(text: str) -> Iterator[str]:
    yield from _KNOWN.findall(text)
    for start, end in _all_quotations(text):
        if _PROGRAMME.search(text[:start]) and text[start + 1 : start + 2].isupper():
            yield text[start:end]


def _all_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield quotations and those inside them."""
    for start, end in quotations(text):
        yield start, end
        yield from ((start + 1 + a, start + 1 + b) for a, b in _all_quotations(text[start + 1 : end - 1]))
