"""The journal of a campaign: append-only JSON lines of what was sent and what came back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Entry", "Event", "Journal", "digest"]

Event = Literal["sent", "received", "refused"]


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


class Journal:
    """A journal file. A line cut off by a kill is ignored and written again by the next run."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {(entry.event, entry.file, entry.sha256) for entry in self.entries()}

    def entries(self) -> Iterator[Entry]:
        """Iterate over the whole lines of the journal, oldest first."""
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                yield Entry(**json.loads(line))
            except (ValueError, TypeError):
                continue

    def record(self, event: Event, *, respondent: str, file: str, sha256: str, note: str = "") -> bool:
        """Add a line unless the same thing is already recorded of the same content; return whether it was added."""
        if (event, file, sha256) in self._known:
            return False
        entry = Entry(datetime.now(UTC).isoformat(timespec="seconds"), event, respondent, file, sha256, note)
        cut_off = self._path.exists() and not self._path.read_bytes().endswith(b"\n")
        with self._path.open("a", encoding="utf-8", newline="\n") as file_:
            file_.write(("\n" if cut_off else "") + json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        self._known.add((event, file, sha256))
        return True
