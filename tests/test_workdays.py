"""Working days: weekends, holidays, and the transfers of days off that the government decrees."""

from __future__ import annotations

from datetime import date

import pytest

from roadmapdocs.russian.workdays import (
    add_working_days,
    is_provisional,
    is_working_day,
    not_later,
    working_days_between,
)

TRANSFERS = {
    date(2024, 4, 27): True,  # a Saturday that was worked
    date(2024, 4, 29): False,  # the Monday off instead
    date(2026, 1, 9): False,
    date(2026, 12, 31): False,
    date(2027, 2, 20): True,
    date(2024, 7, 6): False,
    date(2024, 7, 8): True,
}


@pytest.mark.parametrize("day", TRANSFERS)
def test_transfers_are_known(day: date) -> None:
    """A day is a working day as the production calendar of its year says."""
    assert is_working_day(day) is TRANSFERS[day]


def test_a_day_is_moved_back_to_a_working_one() -> None:
    """A deadline on a day off is met on the working day before it; on a working day it stays."""
    assert not_later(date(2024, 7, 7)) == date(2024, 7, 5)
    assert not_later(date(2024, 7, 5)) == date(2024, 7, 5)


def test_counting_forwards_and_backwards() -> None:
    """Days off are stepped over, and counting is the inverse of stepping."""
    assert add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 11)
    assert add_working_days(date(2024, 7, 1), -5) == date(2024, 6, 24)
    assert add_working_days(date(2024, 7, 6), 0) == date(2024, 7, 6)
    for number in (-7, -1, 1, 7):
        assert working_days_between(date(2024, 7, 1), add_working_days(date(2024, 7, 1), number)) == number


def test_years_without_a_decree_are_provisional() -> None:
    """Transfers of a far year are not known yet, those of a past one are."""
    assert not is_provisional(2024)
    assert is_provisional(2099)
