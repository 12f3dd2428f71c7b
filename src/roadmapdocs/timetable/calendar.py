"""What is due under an order: rows of its roadmaps in their windows, recurrences with a day, rounds of reports."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from roadmapdocs.forms.plan import rows_of
from roadmapdocs.model.calendar import Calendar, Due
from roadmapdocs.model.school import Department, School
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.orders.school_part import applying_roadmaps
from roadmapdocs.russian.dates import WEEKDAYS, format_day
from roadmapdocs.russian.deadlines.repeats import repeat_of
from roadmapdocs.russian.typography import hard_spaces
from roadmapdocs.russian.workdays import add_working_days, is_provisional, is_working_day, not_later
from roadmapdocs.timetable.grouping import by_month, by_responsible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order, Round
    from roadmapdocs.model.roadmap import Activity, Roadmap
    from roadmapdocs.model.school import Respondent
    from roadmapdocs.russian.deadlines import Window

__all__ = ["deadline_calendar"]

REPORT_ALARMS, ACTIVITY_ALARMS = (5, 1), (3,)
"""Working days before the last day."""

_RECURRENCE_ALARMS = (1,)
"""Days: a recurrence has one alarm for all its days."""

_YEARS = ("year", "school year")
_LONGEST_SUMMARY = 120
_SEPARATORS = re.compile(r"[,;\n]\s*(?![^()]*\))")  # not inside brackets
_SCHOOLS = "Общеобразовательные организации"


def deadline_calendar(order: Order, respondent: Respondent | None = None) -> Calendar:
    """Return the calendar of an order: all of it, or what concerns one school or the department.

    A school sees its own rows, its report and its own roadmaps; the department its rows, what schools return, and its
    own report.
    """
    dues = (*_reports(order, respondent), *_activities(order, respondent))
    ordered = tuple(sorted(dues, key=lambda due: (due.last or due.first or date.max, due.first or date.min)))
    name = f"Сроки: {respondent.short_name}" if respondent else "Сроки"
    return Calendar(
        title=hard_spaces(f"{name}, приказ от {format_day(order.date)} № {order.number}"),
        basis=hard_spaces(f"{order.issuer.name}. Приказ от {format_day(order.date)} № {order.number}"),
        dated=order.date,
        dues=ordered,
        by_month=by_month(ordered),
        by_responsible=by_responsible(ordered),
    )


# --- rounds of reports --------------------------------------------------------------------------------------------


def _reports(order: Order, respondent: Respondent | None) -> Iterator[Due]:
    for id_, round_ in order.reports.items():
        if not (isinstance(respondent, School) and round_.sender == "department"):
            yield _report(order, id_, round_, respondent)
    if order.school_roadmaps is not None:
        yield from _school_roadmaps(order, order.school_roadmaps.due, respondent)


def _school_roadmaps(order: Order, due: date, respondent: Respondent | None) -> Iterator[Due]:
    """Yield the day on which schools return their own roadmaps, if there is one for this school to make."""
    title, sender = "Дорожные карты школ", _SCHOOLS
    if isinstance(respondent, School):
        sender, count = respondent.short_name, len(applying_roadmaps(order, respondent.cluster))
        title = "Дорожная карта школы" if count == 1 else "Дорожные карты школы"
        if not count:
            return
    yield Due(
        uid=_uid(order, "school-roadmaps"),
        kind="report",
        summary=f"{title}, приказ № {order.number}",
        title=title,
        stated=f"до {format_day(due)}",
        place=f"приказ № {order.number}",
        responsible=(sender,),
        last=due,
        note=_note(None, due),
        alarms=_alarms(due, REPORT_ALARMS),
    )


def _report(order: Order, id_: str, round_: Round, respondent: Respondent | None) -> Due:
    from_schools = round_.sender == "schools"
    sender = _SCHOOLS if from_schools else order.issuer.name
    if isinstance(respondent, School):
        sender = respondent.short_name
    title = "Отчёты школ о реализации планов мероприятий" if from_schools else "Отчёт о реализации планов мероприятий"
    if isinstance(respondent, School):
        title = "Отчёт школы о реализации планов мероприятий"
    goes = f"\nПолучатель: {round_.recipient}" if round_.recipient else ""
    return Due(
        uid=_uid(order, f"reports.{id_}"),
        kind="report",
        summary=f"{title}, приказ № {order.number}",
        title=title + goes,
        stated=f"до {format_day(round_.due)}",
        place=f"приказ № {order.number}",
        responsible=(sender,),
        last=round_.due,
        note=_note(None, round_.due),
        alarms=_alarms(round_.due, REPORT_ALARMS),
    )


# --- rows of roadmaps ---------------------------------------------------------------------------------------------


def _activities(order: Order, respondent: Respondent | None) -> Iterator[Due]:
    for roadmap, activity in order.activities():
        if _concerns(roadmap, activity, respondent):
            yield from _dues(order, roadmap, activity)


def _concerns(roadmap: Roadmap, activity: Activity, respondent: Respondent | None) -> bool:
    if isinstance(respondent, School):
        return "school" in activity.reported_by and roadmap.audience.includes(respondent.cluster)
    return respondent is None or (isinstance(respondent, Department) and "department" in activity.reported_by)


def _dues(order: Order, roadmap: Roadmap, activity: Activity) -> Iterator[Due]:
    """Yield a due for each window; a recurrence is one due, on its days or without any.

    A whole year («в течение учебного года») is no window but a rule without a day.
    """
    deadline = deadline_of(order, activity)
    is_year = deadline.kind in _YEARS
    is_open = is_year or deadline.status == "recurring" or not deadline.windows
    for number, (code, window) in enumerate(rows_of(activity, deadline)):
        if window is not None and not is_year:
            first, last = window
            day = last or first
            assert day is not None
            note = " ".join(part for part in (_note(first, day), deadline.ask) if part)
            alarms = _alarms(day, ACTIVITY_ALARMS)
            yield _due(order, roadmap, activity, str(number), code=code, window=window, note=note, alarms=alarms)
    if is_open and (rule := repeat_of(deadline)):
        yield _repeated(order, roadmap, activity, rule)
    elif is_open:
        yield _due(order, roadmap, activity, "rule", code=activity.code, window=(None, None), note=deadline.ask)


def _repeated(order: Order, roadmap: Roadmap, activity: Activity, rule: str) -> Due:
    """Return a recurrence from the order's day, or the beginning of the school year, to the end of that year."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - heavy, and rarely needed

    begin = max(order.date, date(order.school_year, 9, 1))
    end = date(order.school_year + 1, 8, 31)
    bounded = f"{rule};UNTIL={end:%Y%m%d}"
    days = tuple(moment.date() for moment in rrulestr(bounded, dtstart=datetime.combine(begin, time())))
    window = (days[0], days[-1]) if days else (None, None)
    alarms = _RECURRENCE_ALARMS if days else ()
    rule = bounded if days else ""
    return _due(
        order, roadmap, activity, "rule", code=activity.code, window=window, rule=rule, days=days, alarms=alarms
    )


def _due(
    order: Order,
    roadmap: Roadmap,
    activity: Activity,
    part: str,
    *,
    code: str,
    window: Window,
    rule: str = "",
    days: tuple[date, ...] = (),
    note: str = "",
    alarms: tuple[int, ...] = (),
) -> Due:
    appendix = f"приложение {order.roadmaps.index(roadmap) + 1}"
    return Due(
        uid=_uid(order, f"{roadmap.id}.{activity.id}.{part}"),
        kind="activity",
        summary=_shortened(f"{code}. {activity.text.partition(chr(10))[0].rstrip(' :')}"),
        title=activity.text,
        stated=activity.deadline.text,
        code=code,
        place=f"{appendix}, п. {activity.number.rstrip('.')}" if activity.number else appendix,
        responsible=_bodies(activity.responsible),
        first=window[0],
        last=window[1],
        rule=rule,
        days=days,
        note=note,
        alarms=alarms,
    )


def _bodies(text: str) -> tuple[str, ...]:
    """Return each who is named in a cell «Ответственный»."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip(" ."))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[: text.rfind(" ", 0, _LONGEST_SUMMARY)].rstrip(" ,;:-–(«") + "…"


def _uid(order: Order, path: str) -> str:
    """Return an identifier that depends on the order and the row's id only (RFC 7986, 5.3: a UUID)."""
    return str(uuid5(NAMESPACE_URL, f"{order.issuer.name}|{order.number}|{order.date.isoformat()}|{path}"))


# --- working days -------------------------------------------------------------------------------------------------


def _alarms(day: date, working_days: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many days before `day` lie the given numbers of working days."""
    return tuple((day - add_working_days(day, -number)).days for number in working_days)


def _note(first: date | None, day: date) -> str:
    """Say that a single day, or the last one of «до …», is no working day."""
    if (first is not None and first != day) or is_working_day(day):
        return ""
    if_known = ", предварительно" if is_provisional(day.year) else ""
    return (
        f"{format_day(day)} – нерабочий день ({WEEKDAYS[day.weekday()]}{if_known}), последний рабочий день перед ним "
        f"{format_day(not_later(day))}."
    )
