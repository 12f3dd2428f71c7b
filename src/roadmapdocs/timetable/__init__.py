"""The calendar of an order: every deadline that has a day on its day, every other one in its own words."""

from __future__ import annotations

from roadmapdocs.timetable.calendar import deadline_calendar

__all__ = ["deadline_calendar"]
