"""The shift itself: years in the order's own words, deadlines by their rule, exact days on working days.

Acts, people, bodies, targets, ids and codes stay as they are. Every change is written down with its place, every
exact day with what was proposed for it, and every year that stayed although it is one of the old school year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role, StatedDeadline
from roadmapdocs.orders.changes import Change, ChangeKind
from roadmapdocs.orders.next_year.days import DayNote, border_a_year_later, settled
from roadmapdocs.orders.next_year.places import clause_where, field_place, named, roadmap_where, round_place
from roadmapdocs.orders.next_year.reports import moved_day, moved_rounds
from roadmapdocs.orders.next_year.years import shift_years
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.deadlines import shift_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from roadmapdocs.model.order import Clause, Order, ReportForm
    from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap, Window
    from roadmapdocs.model.school_roadmap import SchoolRoadmaps

__all__ = ["Notes", "Spot", "shifted_order"]

_CELLS = ("level", "stage", "text", "audience", "responsible", "result", "evidence", "measure", "note")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the path in the YAML, and what a person calls it."""

    place: str
    where: str


@dataclass(slots=True)
class Notes:
    """What the shift did: the changes; exact days and what was proposed; years that stayed; deadlines left alone."""

    changes: list[Change] = field(default_factory=list)
    days: list[tuple[Spot, DayNote]] = field(default_factory=list)
    kept: list[tuple[Spot, str]] = field(default_factory=list)
    rounds: dict[str, DayNote] = field(default_factory=dict)
    frozen: list[Spot] = field(default_factory=list)
    school_roadmaps: DayNote | None = None

    def change(self, spot: Spot, old: str, new: str, kind: ChangeKind) -> None:
        """Write down a change, if it is one."""
        if old != new:
            self.changes.append(Change(spot.place, old, new, kind, spot.where))


def shifted_order(order: Order, number: str, signed: date, frozen: Collection[str]) -> tuple[Order, Notes]:
    """Return the order one school year later, and what was done; deadlines at the places `frozen` are left alone."""
    shift = _Shift(order, frozen)
    return shift.done(number, signed), shift.notes


class _Shift:
    """Walks through an order in the order in which it is printed."""

    def __init__(self, order: Order, frozen: Collection[str]) -> None:
        self.order = order
        self.frozen = frozen
        self.notes = Notes()
        self.own_titles = [order.say(title) for title in (order.title, *(roadmap.title for roadmap in order.roadmaps))]

    def done(self, number: str, signed: date) -> Order:
        """Return the shifted order."""
        order, notes = self.order, self.notes
        year = order.school_year
        notes.change(Spot("school_year", "учебный год"), f"{year}/{year + 1}", f"{year + 1}/{year + 2}", "requisite")
        notes.change(Spot("number", "номер приказа"), order.number, number, "requisite")
        notes.change(Spot("date", "дата приказа"), format_day(order.date), format_day(signed), "requisite")
        return order.model_copy(
            update={
                "school_year": year + 1,
                "number": number,
                "date": signed,
                "title": self.said(order.title, Spot("title", "заголовок приказа")),
                "preamble": self.said(order.preamble, Spot("preamble", "преамбула")),
                "clauses": tuple(self.clause(*numbered) for numbered in enumerate(order.clauses, start=1)),
                "reports": self.reports(),
                "roadmaps": tuple(self.roadmap(roadmap) for roadmap in order.roadmaps),
                "indicators": {name: self.indicator(name, one) for name, one in order.indicators.items()},
                "report_form": self.report_form(order.report_form),
                "school_roadmaps": order.school_roadmaps and self.school_roadmaps(order.school_roadmaps),
            }
        )

    def said(self, text: str, spot: Spot) -> str:
        """Return the order's own words with their years and days moved."""
        later = shift_years(text, self.order.school_year, self.own_titles)
        new, days = settled(text, later.text)
        self.notes.change(spot, text, new, "date" if days else "year")
        self.notes.days += [(spot, day) for day in days]
        self.notes.kept += [(spot, words) for words in later.kept]
        return new

    def clause(self, number: int, clause: Clause) -> Clause:
        """Return a clause and its bullets."""
        place = f"clauses.{clause.id}"
        text = self.said(clause.text, Spot(f"{place}.text", clause_where(number)))
        bullets = tuple(
            self.said(bullet, Spot(f"{place}.bullets[{index}]", clause_where(number, index)))
            for index, bullet in enumerate(clause.bullets)
        )
        return clause.model_copy(update={"text": text, "bullets": bullets})

    def reports(self) -> Mapping[str, object]:
        """Return the rounds of reporting."""
        rounds, self.notes.rounds = moved_rounds(self.order.reports)
        for name, round_ in rounds.items():
            old, where = self.order.reports[name], named(round_place(self.order, name))
            spot = Spot(f"reports.{name}.due", f"{where}, срок отчёта")
            self.notes.change(spot, format_day(old.due), format_day(round_.due), "date")
            if old.rows_until and round_.rows_until:
                until = Spot(f"reports.{name}.rows_until", f"{where}, по какой день спрашиваются мероприятия")
                self.notes.change(until, format_day(old.rows_until), format_day(round_.rows_until), "date")
        return rounds

    def roadmap(self, roadmap: Roadmap) -> Roadmap:
        """Return an appendix with its rows."""
        place, where = f"roadmaps.{roadmap.id}", roadmap_where(self.order, roadmap)
        columns = tuple(
            column.model_copy(
                update={"caption": self.said(column.caption, Spot(f"{place}.columns.{column.role}", f"{where} графы"))}
            )
            for column in roadmap.columns
        )
        directions = tuple(
            direction.model_copy(
                update={"title": self.said(direction.title, Spot(f"{place}.directions.{direction.id}", where))}
            )
            for direction in roadmap.directions
        )
        return roadmap.model_copy(
            update={
                "title": self.said(roadmap.title, Spot(f"{place}.title", where)),
                "short_title": self.said(roadmap.short_title, Spot(f"{place}.short_title", f"{where} в форме")),
                "columns": columns,
                "directions": directions,
                "activities": tuple(self.activity(roadmap, activity) for activity in roadmap.activities),
            }
        )

    def activity(self, roadmap: Roadmap, activity: Activity) -> Activity:
        """Return a row: its words, and its deadline by the rule."""

        def spot(name: str) -> Spot:
            place = field_place(self.order, roadmap, activity, name)
            return Spot(place.location, named(place))

        update: dict[str, object] = {name: self.said(getattr(activity, name), spot(name)) for name in _CELLS}
        update["deadline"] = self.deadline(activity.deadline, spot(Role.DEADLINE.value))
        return activity.model_copy(update=update)

    def deadline(self, stated: StatedDeadline, spot: Spot) -> StatedDeadline:
        """Return a deadline by its rule; one that was outside its own school year is left for a person."""
        if spot.place in self.frozen:
            self.notes.frozen.append(spot)
            return stated
        text, days = settled(stated.text, shift_text(stated.text, 1))
        self.notes.change(spot, stated.text, text, "deadline")
        self.notes.days += [(spot, day) for day in days]
        return StatedDeadline(text=text, windows=stated.windows and tuple(map(_window, stated.windows)))

    def indicator(self, name: str, indicator: Indicator) -> Indicator:
        """Return an indicator: only the years of its words move."""
        update = {
            part: self.said(getattr(indicator, part), Spot(f"indicators.{name}.{part}", f"показатель {indicator.code}"))
            for part in ("title", "question", "denominator_title")
        }
        return indicator.model_copy(update=update)

    def report_form(self, form: ReportForm) -> ReportForm:
        """Return the form of the report: another order's form begins with its first revision again."""
        closing = tuple(
            self.said(text, Spot(f"report_form.closing[{index}]", "форма отчёта, заключение"))
            for index, text in enumerate(form.closing)
        )
        self.notes.change(Spot("report_form.revision", "форма отчёта, редакция"), str(form.revision), "1", "form")
        return form.model_copy(update={"revision": 1, "closing": closing})

    def school_roadmaps(self, asked: SchoolRoadmaps) -> SchoolRoadmaps:
        """Return the demand for school roadmaps: its day a year later, the first revision of another order's forms."""
        note = self.notes.school_roadmaps = moved_day(asked.due)
        spot = Spot("school_roadmaps.due", "дорожные карты школ, срок")
        self.notes.change(spot, format_day(asked.due), format_day(note.new), "date")
        revision = Spot("school_roadmaps.revision", "дорожные карты школ, редакция формы")
        self.notes.change(revision, str(asked.revision), "1", "form")
        return asked.model_copy(update={"due": note.new, "revision": 1})


def _window(window: Window) -> Window:
    first, last = window
    return first and border_a_year_later(first), last and border_a_year_later(last)
