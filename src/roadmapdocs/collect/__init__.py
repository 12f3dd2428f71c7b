"""Returned × Form → Submission: matching, reading of values, rules."""

from roadmapdocs.collect.laying import collect

__all__ = ["collect"]
