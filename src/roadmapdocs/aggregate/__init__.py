"""Submissions → Summary, and the long table of answers. No document library, no files."""

from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.aggregate.summing import completeness, summarize

__all__ = ["answer_rows", "completeness", "summarize"]
