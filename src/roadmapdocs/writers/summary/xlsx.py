"""The summary as a workbook: what came back, statuses, indicators, changes, words of schools, remarks, sources.

Every total leads to its detail, every detail to the returned file. Sheets that would be empty by their nature (last
year without a last year, answers of a summary that leaves the district) are not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.writers.summary.xlsx_activities import draw_activities, draw_department
from roadmapdocs.writers.summary.xlsx_answers import draw_answers, draw_own_activities
from roadmapdocs.writers.summary.xlsx_changes import draw_two_dates, draw_years
from roadmapdocs.writers.summary.xlsx_indicators import draw_indicators, draw_targets
from roadmapdocs.writers.summary.xlsx_lists import draw_findings, draw_missing, draw_texts
from roadmapdocs.writers.summary.xlsx_overview import draw_overview
from roadmapdocs.writers.summary.xlsx_roadmaps import draw_school_roadmaps
from roadmapdocs.writers.summary.xlsx_schools import draw_school_indicators
from roadmapdocs.writers.summary.xlsx_sources import draw_sources
from roadmapdocs.writers.xlsx.book import Book

if TYPE_CHECKING:
    from roadmapdocs.model.summary import Summary

__all__ = ["write_summary_xlsx"]

_SHEETS = (
    draw_overview,
    draw_missing,
    draw_activities,
    draw_answers,
    draw_indicators,
    draw_targets,
    draw_school_indicators,
    draw_two_dates,
    draw_years,
    draw_department,
    draw_own_activities,
    draw_school_roadmaps,
    draw_texts,
    draw_findings,
    draw_sources,
)
"""Each writes its sheets, in the order in which they are read."""


def write_summary_xlsx(summary: Summary) -> bytes:
    """Return the summary as a workbook; the same summary gives the same bytes."""
    book = Book()
    for draw in _SHEETS:
        draw(book, summary)
    return book.finish(summary.title, summary.as_of)
