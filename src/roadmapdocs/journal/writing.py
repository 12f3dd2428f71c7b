"""The journal's file: lines are only ever added, each batch in one write, by one process at a time."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from roadmapdocs.errors import CampaignError
from roadmapdocs.journal.entries import REPORT, Entry, line_of, parse_line
from roadmapdocs.journal.states import Track, is_done, moved
from roadmapdocs.model.status import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from roadmapdocs.journal.entries import Event

__all__ = ["Journal"]

_LOCKED_BYTE = 2**40
"""Where Windows, which locks pieces of a file, locks: far behind anything that is written."""


class Journal:
    """A journal file and the state of every document that follows from it.

    A line cut off by a kill is no line; what it would have said is written again by the next run.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0
        self._known: set[tuple[str, str, str]] = set()
        self._tracks: dict[tuple[str, str], Track] = {}
        self._catch_up()

    def entries(self) -> Iterator[Entry]:
        """Iterate over the whole lines of the journal, oldest first."""
        content = self._path.read_bytes() if self._path.exists() else b""
        return (entry for line in content.split(b"\n") if (entry := parse_line(line)) is not None)

    def track(self, respondent: str, kind: str = REPORT) -> Track:
        """Return how far a document of a respondent is; `kind` is `FormKey.kind`."""
        return self._tracks.get((respondent, kind), Track())

    def state(self, respondent: str, kind: str = REPORT) -> State:
        """Return the state of a document of a respondent."""
        return self.track(respondent, kind).state

    @property
    def tracks(self) -> Mapping[tuple[str, str], Track]:
        """The documents that anything has happened to: (respondent, kind) → track."""
        return self._tracks

    def record(
        self, event: Event, *, respondent: str, file: str, sha256: str, note: str = "", document: str = REPORT
    ) -> bool:
        """Add a line unless the journal says so already; return whether it was added.

        Raises `CampaignError` for what cannot happen to a document in its state.
        """
        return bool(self.record_all([Entry("", event, respondent, file, sha256, note, document)]))

    def record_all(self, entries: Iterable[Entry]) -> int:
        """Add the lines that are not there yet, in one write, stamped with this moment; return how many they are.

        Raises `CampaignError`, and adds nothing, if one of them is a move that is not allowed.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        stamped = [replace(entry, when=now) for entry in entries]
        if not self._outstanding(stamped):  # nothing to lock for, the usual case of a second run
            return 0
        with self._locked() as descriptor:
            self._catch_up()
            new = self._outstanding(stamped)
            start = b"\n" if new and _is_cut_off(descriptor) else b""
            _write(descriptor, start + b"".join(map(line_of, new)))
            self._catch_up()
        return len(new)

    def _outstanding(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the entries that change something, each seen after those before it."""
        tracks, known, new = dict(self._tracks), set(self._known), []
        for entry in entries:
            if not _is_known(entry, tracks, known):
                _apply(entry, tracks, known)
                new.append(entry)
        return new

    # --- the file ---

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Open the journal for adding, alone among all processes."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _lock(descriptor)
            yield descriptor
        finally:
            os.close(descriptor)  # which also unlocks

    def _catch_up(self) -> None:
        """Read what has been added since; a last line that is cut off is not read until it is whole."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._read)
            added = file.read()
        end = added.rfind(b"\n") + 1
        if parse_line(added[end:]) is not None:  # only its line end is missing
            end = len(added)
        self._read += end
        for line in added[:end].split(b"\n"):
            entry = parse_line(line)
            if entry is not None:
                with suppress(CampaignError):  # what cannot have happened has not
                    _apply(entry, self._tracks, self._known)


def _is_known(entry: Entry, tracks: Mapping[tuple[str, str], Track], known: set[tuple[str, str, str]]) -> bool:
    """Say whether an entry would change nothing: the document is there already, or the same was said of the file."""
    if entry.event in ("sent", "refused"):
        return (entry.event, entry.file, entry.sha256) in known
    track = tracks.get((entry.respondent, entry.document), Track())
    if entry.event == "returned":
        return track.state is State.RETURNED and (entry.event, entry.file, entry.sha256) in known
    return is_done(track, entry)


def _apply(entry: Entry, tracks: dict[tuple[str, str], Track], known: set[tuple[str, str, str]]) -> None:
    """Let an entry happen. Raises `CampaignError` if it cannot."""
    if entry.respondent and entry.event != "refused":
        place = (entry.respondent, entry.document)
        tracks[place] = moved(tracks.get(place, Track()), entry)
    known.add((entry.event, entry.file, entry.sha256))


# --- one process at a time --------------------------------------------------------------------------------------


def _write(descriptor: int, content: bytes) -> None:
    """Write all of it and see it on the disk."""
    while content:
        content = content[os.write(descriptor, content) :]
    os.fsync(descriptor)


def _is_cut_off(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    if not size:
        return False
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1) != b"\n"


def _lock(descriptor: int) -> None:
    """Wait until no other process holds the file; closing it lets the next one in."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - there is none on Windows

        fcntl.flock(descriptor, fcntl.LOCK_EX)
