"""The journal of a campaign: append-only JSON lines of what was sent, what came back and what a person decided.

The state of every document is what its lines add up to; it is kept nowhere else.
"""

from __future__ import annotations

from roadmapdocs.journal.entries import EVENTS, REPORT, Entry, Event, digest
from roadmapdocs.journal.states import MOVES, Track
from roadmapdocs.journal.writing import Journal

__all__ = ["EVENTS", "MOVES", "REPORT", "Entry", "Event", "Journal", "Track", "digest"]
