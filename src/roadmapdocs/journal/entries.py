"""One line of the journal."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Literal, get_args

__all__ = ["EVENTS", "REPORT", "Entry", "Event", "digest", "line_of", "parse_line"]

Event = Literal[
    "sent", "received", "refused", "superseded", "disputed", "returned", "accepted", "reopened", "withdrawn"
]
EVENTS: tuple[Event, ...] = get_args(Event)
REPORT = "R"
"""The kind of form (`FormKey.kind`) that an entry speaks of unless it says otherwise."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: when (ISO 8601, UTC), what happened, to whose file, and the file's SHA-256."""

    when: str
    event: Event
    respondent: str
    file: str
    sha256: str
    note: str = ""
    document: str = REPORT


def line_of(entry: Entry) -> bytes:
    """Return an entry as a line of the journal."""
    return json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n"


def parse_line(line: bytes) -> Entry | None:
    """Read a line; None for one that a kill has cut off or that is none."""
    try:
        said = json.loads(line)
        known = {name: said[name] for name in _FIELDS if name in said}
        entry = Entry(**known)
    except (ValueError, TypeError):
        return None
    return entry if entry.event in EVENTS and all(isinstance(value, str) for value in known.values()) else None


_FIELDS = tuple(field.name for field in fields(Entry))
