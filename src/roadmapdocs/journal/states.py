"""The way of one document of one respondent, as a state machine that is fed with the journal's entries.

A document has versions, one for each content that came; one of them is the current one and gives the document its
state. An accepted document is locked: nothing that comes later counts before a person says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from roadmapdocs.errors import CampaignError
from roadmapdocs.model.status import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.journal.entries import Entry, Event

__all__ = ["MOVES", "Track", "is_done", "moved"]

_OPEN = frozenset({State.RECEIVED, State.RETURNED})
_ANY = frozenset({State.NOT_SENT, State.SENT, *_OPEN, State.ACCEPTED})

MOVES: Mapping[Event, frozenset[State]] = {
    "sent": _ANY,
    "received": _ANY - {State.ACCEPTED},
    "superseded": _ANY,
    "disputed": _OPEN | {State.ACCEPTED},
    "returned": _OPEN,
    "accepted": _OPEN | {State.ACCEPTED},
    "reopened": frozenset({State.ACCEPTED}),
    "withdrawn": _OPEN,
}
"""What may happen to a document in which states. `refused` is about a file that is nobody's document."""


@dataclass(frozen=True, slots=True)
class Track:
    """How far one document is: its state, the content that counts, and the state of every version by its SHA-256.

    The times are ISO 8601, «» where it has not happened.
    """

    state: State = State.NOT_SENT
    current: str = ""
    file: str = ""
    versions: Mapping[str, State] = field(default_factory=dict)
    sent: str = ""
    received: str = ""

    @property
    def disputed(self) -> bool:
        """Say whether a person has yet to decide between versions."""
        return State.DISPUTED in self.versions.values()


def is_done(track: Track, entry: Entry) -> bool:
    """Say whether the journal says already what an entry would say."""
    known = track.versions.get(entry.sha256)
    if entry.event == "received":
        return track.current == entry.sha256 and known in {*_OPEN, State.ACCEPTED}
    if entry.event == "accepted":
        return track.current == entry.sha256 and known is State.ACCEPTED and not track.disputed
    return (entry.event, known) in {("superseded", State.REPLACED), ("disputed", State.DISPUTED)}


def moved(track: Track, entry: Entry) -> Track:
    """Return the track after an entry. Raises `CampaignError` for a move that is not allowed."""
    _check(track, entry)
    versions = dict(track.versions)
    if entry.event == "sent":
        sent = State.SENT if track.state is State.NOT_SENT else track.state
        return replace(track, state=sent, sent=entry.when)
    if entry.event in ("superseded", "disputed"):
        versions[entry.sha256] = State.REPLACED if entry.event == "superseded" else State.DISPUTED
        return replace(track, versions=versions)
    if entry.event == "withdrawn":
        versions.pop(track.current)
        before = State.SENT if track.sent else State.NOT_SENT
        return replace(track, state=before, current="", file="", versions=versions, received="")
    if entry.event in ("returned", "reopened"):
        state = State.RETURNED if entry.event == "returned" else State.RECEIVED
        return replace(track, state=state, versions={**versions, track.current: state})
    if entry.event == "accepted":
        versions = dict.fromkeys(versions, State.REPLACED)
    state = State.ACCEPTED if entry.event == "accepted" else State.RECEIVED
    versions[entry.sha256] = state
    received = track.received if entry.event == "accepted" and track.current == entry.sha256 else entry.when
    return replace(track, state=state, current=entry.sha256, file=entry.file, versions=versions, received=received)


def _check(track: Track, entry: Entry) -> None:
    refusal = ""
    if entry.event not in MOVES:
        refusal = f"«{entry.event}» is nothing that happens to a document"
    elif track.state not in MOVES[entry.event]:
        refusal = f"a document that is {track.state.value} cannot be {entry.event}"
    elif entry.event == "accepted" and entry.sha256 not in track.versions:
        refusal = "a file that was never received cannot be accepted"
    elif entry.event in ("superseded", "disputed") and entry.sha256 == track.current:
        refusal = f"the version that counts cannot be {entry.event}"
    if refusal:
        raise CampaignError(
            refusal,
            place=f"respondent {entry.respondent}, document {entry.document}",
            reason="not_accepted" if entry.event == "reopened" else "",
            about=entry.respondent,
            hint="reopen it first" if track.state is State.ACCEPTED else "run `receive` first",
        )
