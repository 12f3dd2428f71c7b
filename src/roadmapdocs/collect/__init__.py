"""Returned × Form → Submission: matching, reading of values, rules."""

from roadmapdocs.collect.collecting import collect
from roadmapdocs.collect.copies import with_copies_marked

__all__ = ["collect", "with_copies_marked"]
