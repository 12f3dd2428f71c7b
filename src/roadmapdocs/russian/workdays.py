"""Working days in Russia, with the yearly transfers of days off.

The five-day week of the production calendar: Saturdays, Sundays, public holidays (Labour Code, article 112) and the
days off the government transfers are no working days. Transfers are decreed in the autumn before; for a year beyond
those known to `holidays` only the rule of the Code holds (`is_provisional`).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

__all__ = ["add_working_days", "is_provisional", "is_working_day", "not_later", "working_days_between"]


def is_working_day(day: date) -> bool:
    """Say whether people are at work on a day."""
    return _calendar(day.year).is_working_day(day)


def not_later(day: date) -> date:
    """Return the day itself if it is a working day, else the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(day: date, number: int) -> date:
    """Return the working day that lies `number` working days after `day`, before it if negative."""
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days follow `first` up to and with `last`; negative if `last` lies before it."""
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def is_provisional(year: int) -> bool:
    """Say whether the transfers of days off of a year are not known yet, so that its working days may still change."""
    from holidays.countries.russia import RussiaStaticHolidays  # noqa: PLC0415 - heavy

    known = RussiaStaticHolidays.special_public_holidays
    return year > max(known)


@cache
def _calendar(year: int) -> HolidayBase:
    from holidays import country_holidays  # noqa: PLC0415 - heavy, and only for this

    return country_holidays("RU", years=year)
