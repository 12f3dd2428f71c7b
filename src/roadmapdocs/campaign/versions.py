"""Which of several files of one document counts. The rule is short, so that it can be told on the telephone.

1. What a person has accepted counts (`receive --accept`), and nothing that comes later takes its place by itself; the
   same answers in a file saved again are no dispute.
2. Otherwise the file that came on the later day. A letter's day is its date; a file in an archive has the day it was
   last changed there; any other file has its own.
3. Of files of one day, the one saved later, as its own properties say; then the one that came later in the day.
4. A file with less than half the answers of the one before it, or one that seems to name pupils, does not take its
   place: a person decides.

An empty form is no version at all, and the same content twice is one version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Place, finding
from roadmapdocs.journal import Entry
from roadmapdocs.model.status import State
from roadmapdocs.model.submission import Given, NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from roadmapdocs.journal import Event, Track
    from roadmapdocs.model.submission import Submission

__all__ = ["Decision", "Version", "decide", "entries_of"]

_MANY_FEWER = 2
"""A newer version with so many times fewer answers is no correction."""


@dataclass(frozen=True, slots=True)
class Version:
    """One file of a document: when it came, and when it was saved as its own properties say."""

    submission: Submission
    received: datetime
    saved: datetime | None = None

    @property
    def sha256(self) -> str:
        """The content."""
        return self.submission.sha256

    @property
    def answered(self) -> int:
        """How many cells hold an answer."""
        return sum(isinstance(answer, Given | NotApplicable) for answer in self.submission.answers.values())

    @property
    def order(self) -> tuple[date, datetime, datetime, int, str]:
        """What versions are sorted by, the one that counts last."""
        saved = self.saved if self.saved and self.saved.date() > self.submission.form.blank.dated else None
        return self.received.date(), saved or self.received, self.received, self.answered, self.submission.file


@dataclass(frozen=True, slots=True)
class Decision:
    """The versions of one document: which counts, which did, and which a person must decide about, with the reason.

    `accepted` says that a person has decided already.
    """

    counting: Version | None
    superseded: tuple[Version, ...] = ()
    disputed: tuple[tuple[Version, Finding], ...] = ()
    accepted: bool = False


def decide(versions: Sequence[Version], track: Track) -> Decision:
    """Choose among the versions of one document; `track` is what the journal knows of it."""
    ordered = sorted(_one_of_each(versions), key=lambda version: version.order)
    if not ordered:
        return Decision(None)
    return _beside_accepted(ordered, track) if track.state is State.ACCEPTED else _newest(ordered)


def _one_of_each(versions: Sequence[Version]) -> Iterator[Version]:
    """Yield one version of each content; a file that holds the same form twice gives the fuller one."""
    contents: dict[str, Version] = {}
    for version in versions:
        known = contents.get(version.sha256)
        if known is None or known.answered < version.answered:
            contents[version.sha256] = version
    yield from contents.values()


def _newest(ordered: Sequence[Version]) -> Decision:
    counting, *later = ordered
    superseded, disputed = [], []
    for version in later:
        if version.submission.withheld:
            disputed.append((version, version.submission.errors[0]))
        elif version.answered * _MANY_FEWER < counting.answered:
            seen, expected = str(version.answered), str(counting.answered)
            place = Place(version.submission.file)
            disputed.append((version, finding("W423", place, seen=seen, expected=expected)))
        else:
            superseded.append(counting)
            counting = version
    return Decision(counting, tuple(superseded), tuple(disputed))


def _says_the_same(version: Version, other: Version) -> bool:
    """Say whether two files hold the same answers and no other words: one of them was only saved again."""
    one, two = version.submission, other.submission
    same = all(one.value(address) == two.value(address) for address in one.answers.keys() | two.answers.keys())
    return same and one.unclaimed == two.unclaimed and one.status == two.status


def _beside_accepted(ordered: Sequence[Version], track: Track) -> Decision:
    """What was there when the person decided, or is older, is settled; what came later is a dispute."""
    accepted = next((version for version in ordered if version.sha256 == track.current), None)
    superseded, disputed = [], []
    for version in ordered:
        if version is accepted:
            continue
        settled = accepted is not None and (version.order < accepted.order or _says_the_same(version, accepted))
        if settled or track.versions.get(version.sha256) is State.REPLACED:
            superseded.append(version)
        else:
            file = accepted.submission.file if accepted else track.file
            disputed.append((version, finding("W422", Place(version.submission.file), expected=file)))
    return Decision(accepted, tuple(superseded), tuple(disputed), accepted=True)


def entries_of(decision: Decision, track: Track, respondent: str, document: str) -> Iterator[Entry]:
    """Yield what the journal has to say of a decision, in an order that is legal at every step."""

    def entry(event: Event, sha256: str, file: str, note: str = "") -> Entry:
        return Entry("", event, respondent, file, sha256, note, document)

    here = {version.sha256 for version in decision.superseded} | {one.sha256 for one, _ in decision.disputed}
    counting = decision.counting
    if counting is not None:
        here.add(counting.sha256)
    if track.current and track.current not in here and track.state in (State.RECEIVED, State.RETURNED):
        yield entry("withdrawn", track.current, track.file)
    if counting is not None and track.state is not State.ACCEPTED:
        moment = counting.received.isoformat(timespec="seconds")
        yield entry("received", counting.sha256, counting.submission.file, moment)
    for version in decision.superseded:
        yield entry("superseded", version.sha256, version.submission.file)
    for version, found in decision.disputed:
        yield entry("disputed", version.sha256, version.submission.file, found.code)
