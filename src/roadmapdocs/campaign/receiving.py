"""In: every file of the inbox ends in exactly one category with a reason, and the journal learns what came.

A run only looks and writes down: killed at any moment and started again, it ends as one whole run does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.aggregate.tables import to_pandas, to_polars
from roadmapdocs.campaign.cache import Cache
from roadmapdocs.campaign.folder import INCOMING
from roadmapdocs.campaign.inbox import Piece, inbox, pieces, pieces_of
from roadmapdocs.campaign.outcomes import outcome_of
from roadmapdocs.campaign.reading import read_pieces
from roadmapdocs.campaign.versions import Decision, Version, decide, entries_of
from roadmapdocs.collect import with_copies_marked
from roadmapdocs.forms.report import is_report
from roadmapdocs.journal import Entry
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.status import State
from roadmapdocs.model.submission import Refused, Submission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd
    import polars as pl

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.campaign.remembered import Recognised
    from roadmapdocs.model.incoming import Outcome
    from roadmapdocs.model.order import Order
    from roadmapdocs.recognition import Register

__all__ = ["Received", "inbox", "read_file", "receive"]

_AT_A_TIME = 100  # files in memory

Document = tuple[str, str]
"""A respondent's code and the kind of form."""


@dataclass(frozen=True, slots=True)
class Received:
    """What lies in the inbox.

    `submissions` are the reports that count, one for each respondent, `roadmaps` the schools' own roadmaps that count,
    one for each school and kind of form. `superseded` are earlier versions of either, `disputed` newer ones that a
    person must decide about, `refused` what is no submission. `outcomes` has every file, those packed in others too, in
    the order they came, each in exactly one category.
    """

    submissions: tuple[Submission, ...]
    superseded: tuple[Submission, ...]
    refused: tuple[Refused, ...]
    disputed: tuple[Submission, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    order: Order | None = field(default=None, repr=False)
    roadmaps: tuple[Submission, ...] = ()

    @property
    def documents(self) -> tuple[Submission, ...]:
        """Everything that counts: the reports, then the schools' own roadmaps."""
        return (*self.submissions, *self.roadmaps)

    def rows(self) -> list[dict[str, object]]:
        """Return one dict per answer of the reports that count (see `roadmapdocs.aggregate.rows`)."""
        return [row for submission in self.submissions for row in answer_rows(submission, self.order)]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame (see `roadmapdocs.aggregate.tables`)."""
        return to_pandas(self.rows())

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a polars frame (see `roadmapdocs.aggregate.tables`)."""
        return to_polars(self.rows())

    @property
    def counts(self) -> Mapping[Category, int]:
        """How many files ended in each category, in the order of a report; they add up to all files."""
        counted = Counter(outcome.category for outcome in self.outcomes)
        return {category: counted[category] for category in Category if counted[category]}


def receive(campaign: Campaign, progress: Callable[[int, int], None] | None = None) -> Received:
    """Read the inbox, decide which versions count, and record in the journal what came.

    `progress` is told how many files of how many are done.
    """
    read = _read(campaign, progress)
    versions = _versions(read)
    decisions = {
        document: decide(versions.get(document, ()), campaign.journal.track(*document))
        for document in (*versions, *_vanished(campaign, versions))
    }
    outcomes = tuple(outcome_of(piece, recognised, decisions) for piece, recognised in read)
    campaign.journal.record_all(_entries(campaign, decisions, outcomes))
    return _received(campaign, decisions, read, outcomes)


Read = list[tuple[Piece, "Recognised | None"]]
"""Every piece without its content, and what was read of it, None where there was nothing to read."""


def _read(campaign: Campaign, progress: Callable[[int, int], None] | None) -> Read:
    cache = Cache(campaign.folder, campaign.register)
    total = len(inbox(campaign.folder))
    done: set[Path] = set()
    seen: dict[str, str] = {}
    read: Read = []
    waiting = pieces(campaign.folder)
    while batch := [_once(piece, seen) for piece in islice(waiting, _AT_A_TIME)]:
        for piece, recognised in read_pieces(batch, campaign.register, cache):
            read.append((replace(piece, content=b""), recognised))
            if progress is not None and piece.path not in done:
                done.add(piece.path)
                progress(len(done), total)
    cache.sweep()
    return read


def _once(piece: Piece, seen: dict[str, str]) -> Piece:
    """Settle a piece whose content was seen before; the first one to come is the original."""
    if piece.category is not Category.CONTAINER and not piece.content:  # settled, or nothing in it
        return piece
    original = seen.setdefault(piece.sha256, piece.name)
    if original == piece.name:
        return piece
    return piece.settled(Category.DUPLICATE, f"То же самое, до последнего знака, что файл «{original}».")


def _versions(read: Read) -> dict[Document, list[Version]]:
    versions: dict[Document, list[Version]] = {}
    for piece, recognised in read:
        if recognised is None:
            continue
        for form in recognised.forms:
            if isinstance(form, Submission):
                document = (form.respondent.code, form.form.key.kind)
                versions.setdefault(document, []).append(Version(form, piece.received, recognised.saved))
    return versions


def _vanished(campaign: Campaign, versions: Mapping[Document, list[Version]]) -> Iterator[Document]:
    """Yield the documents that the journal says have come, of which nothing lies in the inbox any more."""
    for document, track in campaign.journal.tracks.items():
        if track.state in (State.RECEIVED, State.RETURNED) and document not in versions:
            yield document


def _entries(
    campaign: Campaign, decisions: Mapping[Document, Decision], outcomes: Iterable[Outcome]
) -> Iterator[Entry]:
    for document in sorted(decisions):
        for entry in entries_of(decisions[document], campaign.journal.track(*document), *document):
            yield replace(entry, file=f"{INCOMING}/{entry.file.removeprefix(INCOMING + '/')}")
    for outcome in outcomes:
        if outcome.finding is not None and outcome.category not in (Category.TO_CORRECT, Category.DISPUTED):
            file = f"{INCOMING}/{outcome.file}"
            yield Entry("", "refused", "", file, outcome.sha256, outcome.finding.code)


def _received(
    campaign: Campaign, decisions: Mapping[Document, Decision], read: Read, outcomes: tuple[Outcome, ...]
) -> Received:
    codes = [respondent.code for respondent in campaign.respondents]
    places = {code: place for place, code in enumerate(codes)}
    counting = [decision.counting.submission for decision in decisions.values() if decision.counting]
    counting.sort(key=lambda submission: (places[submission.respondent.code], submission.form.key.kind))
    forms = [form for _, recognised in read for form in (recognised.forms if recognised else ())]
    unread = {outcome.file: outcome for outcome in outcomes if outcome.category is Category.UNREADABLE}
    refused = [form for form in forms if isinstance(form, Refused)]
    refused += [
        Refused(file, outcome.finding, sha256=outcome.sha256, received=outcome.received.date())
        for file, outcome in unread.items()
        if outcome.finding is not None
    ]
    marked = with_copies_marked(counting)
    return Received(
        submissions=tuple(one for one in marked if is_report(one.form)),
        roadmaps=tuple(one for one in marked if not is_report(one.form)),
        superseded=tuple(version.submission for decision in decisions.values() for version in decision.superseded),
        refused=tuple(refused),
        disputed=tuple(version.submission for decision in decisions.values() for version, _ in decision.disputed),
        outcomes=outcomes,
        order=campaign.order,
    )


def read_file(register: Register, path: Path) -> list[Submission | Refused]:
    """Read one file, wherever it lies, and what is packed in it: one entry for each form, or for why there is none."""
    read: list[Submission | Refused] = []
    for piece, recognised in read_pieces(list(pieces_of(path)), register):
        if recognised is not None:
            read += recognised.forms
        elif piece.category is Category.UNREADABLE:
            outcome = outcome_of(piece, None, {})
            assert outcome.finding is not None
            read.append(Refused(piece.name, outcome.finding, sha256=piece.sha256, received=piece.received.date()))
    return read
