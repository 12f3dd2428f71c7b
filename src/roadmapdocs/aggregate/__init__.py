"""Submissions → Summary, what of it may leave the district, and the long table of answers. No document library."""

from roadmapdocs.aggregate.privacy import public, public_rows
from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.aggregate.school_roadmaps import compare_roadmap, roadmap_differences
from roadmapdocs.aggregate.summing import completeness, summarize
from roadmapdocs.aggregate.tables import rows_csv, rows_json, rows_schema

__all__ = [
    "answer_rows",
    "compare_roadmap",
    "completeness",
    "public",
    "public_rows",
    "roadmap_differences",
    "rows_csv",
    "rows_json",
    "rows_schema",
    "summarize",
]
