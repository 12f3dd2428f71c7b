"""Next year's order: a plain shift by one year, and the list of what a person must confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Activity, Roadmap, StatedDeadline
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.deadlines import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmapdocs.model.order import Clause, Order, Round

__all__ = ["Change", "NextYear", "next_year"]

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NO_NUMBER = "____"


@dataclass(frozen=True, slots=True)
class Change:
    """One text that became another, and where in the order it stands."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NextYear:
    """The draft of next year's order, the points a person must confirm (in Russian), and all changes."""

    order: Order
    to_confirm: tuple[str, ...]
    changes: tuple[Change, ...]


def next_year(order: Order, *, number: str = "", date: date | None = None) -> NextYear:
    """Shift an order by one school year.

    Years move in the order's own words, in deadlines and in the report dates. The acts it rests on are other bodies'
    texts and stay as they are; they, like people and exact dates, are on the list to confirm. Ids and codes stay.
    """
    new = order.model_copy(
        update={
            "school_year": order.school_year + 1,
            "number": number or _NO_NUMBER,
            "date": date or _later(order.date),
            "title": _shifted(order.title),
            "preamble": _shifted(order.preamble),
            "clauses": tuple(_clause(clause) for clause in order.clauses),
            "reports": {name: _round(round_) for name, round_ in order.reports.items()},
            "roadmaps": tuple(_roadmap(roadmap) for roadmap in order.roadmaps),
        }
    )
    return NextYear(new, tuple(_to_confirm(new, number=number, signed=date)), tuple(_changes(order, new)))


# --- the shift --------------------------------------------------------------------------------------------------


def _shifted(text: str) -> str:
    return _YEAR.sub(lambda match: str(int(match[0]) + 1), text)


def _later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _clause(clause: Clause) -> Clause:
    bullets = tuple(_shifted(bullet) for bullet in clause.bullets)
    return clause.model_copy(update={"text": _shifted(clause.text), "bullets": bullets})


def _round(round_: Round) -> Round:
    until = round_.rows_until
    return round_.model_copy(update={"due": _later(round_.due), "rows_until": until and _later(until)})


def _roadmap(roadmap: Roadmap) -> Roadmap:
    return roadmap.model_copy(
        update={
            "title": _shifted(roadmap.title),
            "short_title": _shifted(roadmap.short_title),
            "activities": tuple(_activity(activity) for activity in roadmap.activities),
        }
    )


def _activity(activity: Activity) -> Activity:
    update = {name: _shifted(getattr(activity, name)) for name in ("text", "audience", "result", "note")}
    return activity.model_copy(update={**update, "deadline": _deadline(activity.deadline)})


def _deadline(stated: StatedDeadline) -> StatedDeadline:
    moved = Deadline(stated.text, "stated", "exact", stated.windows or ()).shifted(1)
    return StatedDeadline(text=moved.text, windows=stated.windows and moved.windows)


# --- what changed, what to confirm ------------------------------------------------------------------------------


def _changes(old: Order, new: Order) -> Iterator[Change]:
    for place, before in _texts(old).items():
        after = _texts(new)[place]
        if before != after:
            yield Change(place, before, after)


def _texts(order: Order) -> dict[str, str]:
    """Return the texts and dates that a shift may change, by their place in the YAML."""
    texts = {
        "school_year": str(order.school_year),
        "number": order.number,
        "date": format_day(order.date),
        "title": order.title,
        "preamble": order.preamble,
    }
    for clause in order.clauses:
        texts[f"clauses.{clause.id}"] = "\n".join((clause.text, *clause.bullets))
    for name, round_ in order.reports.items():
        texts[f"reports.{name}.due"] = format_day(round_.due)
    for roadmap, activity in order.activities():
        texts[f"roadmaps.{roadmap.id}.title"] = roadmap.title
        place = f"roadmaps.{roadmap.id}.{activity.id}"
        texts[f"{place}.text"] = activity.text
        texts[f"{place}.deadline"] = activity.deadline.text
    return texts


def _to_confirm(order: Order, *, number: str, signed: date | None) -> Iterator[str]:
    if not number:
        yield "number: впишите номер приказа"
    if signed is None:
        yield f"date: впишите дату приказа, сейчас {format_day(order.date)}"
    for name, act in sorted(order.acts.items(), key=lambda item: item[1].renew != "yearly"):
        question = "издаётся каждый год, замените новым" if act.renew == "yearly" else "действует ли ещё"
        yield f"acts.{name}: № {act.number} от {format_day(act.date)}: {question}"
    for name, person in order.people.items():
        yield f"people.{name}: {person.name}: та же должность, те же падежные формы?"
    yield f"signatory: {order.signatory.name}: подписывает ли и в этом году?"
    for name, round_ in order.reports.items():
        yield f"reports.{name}.due: отчёт до {format_day(round_.due)}: подходит ли день недели?"
    for roadmap, activity in order.activities():
        if question := deadline_of(order, activity).ask:
            shown = activity.deadline.text or "пусто"
            yield f"roadmaps.{roadmap.id}.{activity.id}.deadline: «{shown}»: {question}"
