"""Dates that cannot all be true: rows, reports, the order and its acts against each other and the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.model.holes import holes
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import acts, cell_place, passages, row_place
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.dates import format_day, parse_day
from roadmapdocs.russian.deadlines import parse_deadline, shift_text
from roadmapdocs.russian.workdays import is_working_day, not_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order, Round
    from roadmapdocs.model.roadmap import Activity, Roadmap

__all__ = ["CHECKS"]

_DAY = re.compile(r"(?<!\d)\d{1,2}\.\d{2}\.\d{4}(?!\d)")
_LOOSE_YEAR = re.compile(r"\b[Вв] течение (?:всего )?года\b(?! \d)")
_SCHEDULE = re.compile(r"\b(?:по|согласно|в соответствии с)(?: \w+){0,2} график\w*(?: мероприятий)?", re.IGNORECASE)
_QUARTER_AND_MONTH = re.compile(
    r"(?:[IVХ]+|\d) квартал\w*,? ?\(((?:янв|фев|март|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*)\)(.*)", re.IGNORECASE
)
_RESULTS = re.compile(r"\b(?:результат|итог)\w* (\w+)", re.IGNORECASE)
_PROCESSES = ("мониторинг", "диагностик", "проверк", "аттестаци", "опрос", "анкетирован", "тестирован", "исследован")
_JULY = 7
_WHOLE_YEAR = timedelta(days=240)
_ENOUGH = 0.5


def _school_year(order: Order) -> tuple[date, date]:
    """Return the first and the last day; an order signed in summer may begin with what it signs."""
    return min(date(order.school_year, 9, 1), order.date), date(order.school_year + 1, 8, 31)


def _spans(order: Order, activity: Activity) -> list[tuple[date, date]]:
    """Return the windows of an activity that end; «до 1 июня» is that day."""
    return [(first or last, last) for first, last in deadline_of(order, activity).windows if last is not None]


def outside_the_year(order: Order) -> Iterator[Finding]:
    """A deadline before or after the school year, or over before the order was signed."""
    begins, ends = _school_year(order)
    for roadmap, activity in order.activities():
        seen, place = activity.deadline.text, cell_place(order, roadmap, activity, Role.DEADLINE)
        for first, last in _spans(order, activity):
            if last < begins or first > ends:
                yield remark("O101", place, seen=seen, expected=_in_the_year(order, seen))
            elif last < order.date:
                yield remark("O102", place, seen=seen, expected=f"срок не раньше {format_day(order.date)}")


def _in_the_year(order: Order, text: str) -> str:
    begins, ends = _school_year(order)
    for years in (1, -1):
        moved = shift_text(text, years)
        windows = parse_deadline(moved, order.school_year, order.date).windows
        if moved != text and windows and all(begins <= last <= ends for _, last in windows if last is not None):
            return f"«{moved}»"
    return f"срок с {format_day(begins)} по {format_day(ends)}"


def results_before_the_event(order: Order) -> Iterator[Finding]:
    """Results of a process are discussed before it takes place, or in the very same days."""
    for roadmap in order.roadmaps:
        for activity in roadmap.activities:
            for event in _events_of(roadmap, activity):
                yield from _too_early(order, roadmap, activity, event)


def _events_of(roadmap: Roadmap, activity: Activity) -> list[Activity]:
    """Return the rows of the same direction that hold the process whose results this row is about."""
    stems = _analysed(activity)
    return [
        other
        for other in roadmap.of_direction(activity.direction)
        if not _analysed(other) and any(stem in other.text.lower() for stem in stems)
    ]


def _analysed(activity: Activity) -> set[str]:
    return {stem for word in _RESULTS.findall(activity.text) for stem in _PROCESSES if word.lower().startswith(stem)}


def _too_early(order: Order, roadmap: Roadmap, activity: Activity, event: Activity) -> Iterator[Finding]:
    ours, theirs = _spans(order, activity), _spans(order, event)
    if not ours or not theirs:
        return
    place, seen = cell_place(order, roadmap, activity, Role.DEADLINE), activity.deadline.text
    later = f"срок позже, чем «{event.deadline.text}» (п. {event.number})"
    if ours[-1][1] < theirs[0][0]:
        yield remark("O103", place, seen=seen, expected=later)
    elif ours == theirs:
        yield remark("O110", place, seen=seen, expected=later)


def report_before_rows(order: Order) -> Iterator[Finding]:
    """A report is due before rows it must tell about: they begin after it, or end after it."""
    for name, round_ in order.reports.items():
        begin: list[str] = []
        end: list[str] = []
        for roadmap, activity in order.activities():
            if round_.sender == "schools" and "school" not in activity.reported_by:
                continue
            spans = [span for span in _spans(order, activity) if span[1] - span[0] < _WHOLE_YEAR]
            late = [span for span in spans if span[1] > round_.due]
            if late:
                row = f"{row_place(order, roadmap, activity).item} («{activity.deadline.text}»)"
                (begin if any(first >= round_.due for first, _ in late) else end).append(row)
        for code, rows in (("O104", begin), ("O105", end)):
            if rows:
                expected = (
                    f"отчитываться в этот день только по мероприятиям со сроком до {format_day(_month_before(round_))} "
                    f"или перенести отчёт; позже заканчиваются: {'; '.join(rows)}"
                )
                yield remark(code, _due_place(order, name), seen=format_day(round_.due), expected=expected)


def _month_before(round_: Round) -> date:
    """Return the day up to which rows are asked; the last day of the month before the report where none is given."""
    return round_.rows_until or round_.due.replace(day=1) - timedelta(days=1)


def _due_place(order: Order, name: str) -> Place:
    hole = f"reports.{name}.due"
    for number, clause in enumerate(order.clauses, start=1):
        for index, text in enumerate((clause.text, *clause.bullets)):
            if hole in holes(text):
                return Place("", hole, f"пункт {number}, подпункт {index}" if index else f"пункт {number}")
    return Place("", hole, "срок отчёта")


def days_off(order: Order) -> Iterator[Finding]:
    """A day by which something is due is a weekend or a holiday (with the transfers of days off)."""
    days = dict(reversed(list(_days(order))))
    for day, place in sorted(days.items(), key=lambda item: item[0]):
        if not is_working_day(day):
            yield remark("O106", place, seen=format_day(day), expected=f"рабочий день {format_day(not_later(day))}")


def _days(order: Order) -> Iterator[tuple[date, Place]]:
    """Yield every single day by which something is due."""
    for passage in passages(order):
        if passage.part == "clause":
            days = (parse_day(text) for text in _DAY.findall(passage.text))
            yield from ((day, passage.place) for day in days if day)
    for name, round_ in order.reports.items():
        yield round_.due, _due_place(order, name)
    if order.school_roadmaps is not None:
        yield order.school_roadmaps.due, Place("", "school_roadmaps.due", "срок дорожных карт школ")
    for roadmap, activity in order.activities():
        place = cell_place(order, roadmap, activity, Role.DEADLINE)
        spans = _spans(order, activity)
        yield from ((last, place) for first, last in spans if first == last and not _ends_month(last))


def _ends_month(day: date) -> bool:
    """The last day of a month is a border, not an appointment."""
    return day.day == monthrange(day.year, day.month)[1]


def which_year(order: Order) -> Iterator[Finding]:
    """«В течение года»: the calendar's or the school's."""
    year = f"{order.school_year}/{order.school_year + 1}"
    for roadmap, activity in order.activities():
        text = activity.deadline.text
        if found := _LOOSE_YEAR.search(text):
            expected = f"«{found[0].removesuffix('года')}{year} учебного года»"
            yield remark("O107", cell_place(order, roadmap, activity, Role.DEADLINE), seen=text, expected=expected)


def schedule_not_attached(order: Order) -> Iterator[Finding]:
    """A deadline by a schedule that no clause and no appendix has."""
    headings = (passage.text for passage in passages(order) if passage.part in ("clause", "heading", "title"))
    if any("график" in text.lower() for text in headings):
        return
    for roadmap, activity in order.activities():
        if found := _SCHEDULE.search(activity.deadline.text):
            place = cell_place(order, roadmap, activity, Role.DEADLINE)
            expected = "приложить график и писать везде одинаково: «по графику (приложение №)»"
            yield remark("O108", place, seen=found[0], expected=expected)


def in_the_holidays(order: Order) -> Iterator[Finding]:
    """A window that is July of the school year. August is left alone: teachers' meetings are held then."""
    for roadmap, activity in order.activities():
        for first, last in _spans(order, activity):
            if (first.month, last.month, last.year) == (_JULY, _JULY, order.school_year + 1):
                place = cell_place(order, roadmap, activity, Role.DEADLINE)
                expected = "срок до конца июня или в августе"
                yield remark("O109", place, seen=activity.deadline.text, expected=expected)


def quarter_and_month(order: Order) -> Iterator[Finding]:
    """A quarter with a month beside it: «I квартал (февраль) 2024»."""
    for roadmap, activity in order.activities():
        if found := _QUARTER_AND_MONTH.search(activity.deadline.text):
            expected = f"«{found[1]}{found[2]}» или только квартал"
            place = cell_place(order, roadmap, activity, Role.DEADLINE)
            yield remark("O114", place, seen=activity.deadline.text, expected=expected)


def approves_again(order: Order) -> Iterator[Finding]:
    """A row tells the department to approve, after this order, the plan that this order approves."""
    for roadmap, activity in order.activities():
        late = any(last > order.date for _, last in _spans(order, activity))
        if not late or "department" not in activity.reported_by or "утвержд" not in activity.text.lower():
            continue
        ours, title = _stems(activity.text), _stems(roadmap.title)
        if len(ours & title) >= _ENOUGH * len(title):
            place = cell_place(order, roadmap, activity, Role.DEADLINE)
            expected = f"убрать строку или писать «утверждён приказом от {format_day(order.date)}»"
            yield remark("O111", place, seen=activity.deadline.text, expected=expected)


def _stems(text: str) -> set[str]:
    return {word.lower()[: max(4, len(word) - 3)] for word in re.findall(r"[А-Яа-яё]{4,}", text)}


def basis_dates(order: Order) -> Iterator[Finding]:
    """An act that the order rests on is younger than the order, or of the same day."""
    for act, passage in zip(order.acts.values(), acts(order), strict=True):
        day = format_day(act.date)
        if act.date > order.date:
            yield remark("O112", passage.place, seen=day, expected="проверить дату основания и дату приказа")
        elif act.date == order.date:
            yield remark("O113", passage.place, seen=day, expected="проверить, был ли акт уже получен")


CHECKS = (
    outside_the_year,
    results_before_the_event,
    report_before_rows,
    days_off,
    which_year,
    schedule_not_attached,
    in_the_holidays,
    quarter_and_month,
    approves_again,
    basis_dates,
)
