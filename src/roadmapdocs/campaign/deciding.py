"""What a person decides about received reports; the journal remembers it by the content of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.campaign.folder import INCOMING
from roadmapdocs.errors import CampaignError
from roadmapdocs.journal import Entry
from roadmapdocs.model.incoming import INSIDE
from roadmapdocs.model.status import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.journal import Event
    from roadmapdocs.model.incoming import Outcome
    from roadmapdocs.model.submission import Submission

__all__ = ["accept", "accept_clean", "mark", "reopen"]


def accept(campaign: Campaign, files: Iterable[str | Path]) -> tuple[Submission, ...]:
    """Accept the reports in these files: all of them or, if one cannot be accepted, none."""
    received = campaign.receive()
    reports = (*received.documents, *received.superseded, *received.disputed)
    accepted: list[Submission] = []
    for file in files:
        outcome = _outcome(campaign, file, received.outcomes)
        held = [report for report in reports if report.sha256 == outcome.sha256]
        if not held:
            message = f"«{outcome.file}» holds no report to accept: {outcome.category.value}"
            raise CampaignError(message, place=INCOMING, reason="no_report", about=outcome.file)
        accepted += held
    campaign.journal.record_all(_entry("accepted", report) for report in accepted)
    return tuple(accepted)


def accept_clean(campaign: Campaign) -> tuple[Submission, ...]:
    """Accept all reports that count, have no errors and no other version to decide about."""
    received = campaign.receive()
    disputed = {(report.respondent.code, report.form.key.kind) for report in received.disputed}
    clean = [
        report
        for report in received.documents
        if not report.errors
        and (document := (report.respondent.code, report.form.key.kind)) not in disputed
        and campaign.journal.state(*document) is not State.ACCEPTED
    ]
    campaign.journal.record_all(_entry("accepted", report) for report in clean)
    return tuple(clean)


def reopen(campaign: Campaign, code: str, document: str) -> None:
    """Take back an acceptance. Raises `CampaignError` if there is none."""
    track = campaign.journal.track(code, document)
    entry = Entry("", "reopened", code, track.file, track.current, document=document)
    campaign.journal.record_all([entry])


def mark(campaign: Campaign, event: Event, submission: Submission, note: str) -> bool:
    """Write into the journal what happens to a received report."""
    return bool(campaign.journal.record_all([_entry(event, submission, note)]))


def _entry(event: Event, report: Submission, note: str = "") -> Entry:
    file = f"{INCOMING}/{report.file}"
    return Entry("", event, report.respondent.code, file, report.sha256, note, report.form.key.kind)


# --- which file is meant ------------------------------------------------------------------------------------------


def _outcome(campaign: Campaign, file: str | Path, outcomes: Sequence[Outcome]) -> Outcome:
    """Find a file by its path, its shown name, or its own name if only one has it."""
    wanted = _as_shown(str(file), campaign.folder / INCOMING)
    found = [outcome for outcome in outcomes if outcome.file == wanted]
    found = found or [outcome for outcome in outcomes if _own_name(outcome.file) == _own_name(wanted)]
    contents = {outcome.sha256: outcome for outcome in found}
    if len(contents) != 1:
        many = f"{len(contents)} files are called «{file}»" if contents else f"there is no file «{file}»"
        hint = "give the name as `receive --files` shows it"
        raise CampaignError(many, place=INCOMING, hint=hint, reason="unknown_file", about=str(file))
    return next(iter(contents.values()))


def _as_shown(file: str, inbox: Path) -> str:
    """Return the name as `receive` shows it; «>» may be typed for «›», which few keyboards have."""
    outer, *inner = (part.strip() for part in file.replace(INSIDE.strip(), ">").split(">"))
    path = Path(outer)
    for candidate in (path, Path.cwd() / path):
        if candidate.is_absolute() and candidate.resolve().is_relative_to(inbox.resolve()):
            outer = candidate.resolve().relative_to(inbox.resolve()).as_posix()
    outer = outer.removeprefix(f"{INCOMING}/")
    return INSIDE.join([outer, *inner])


def _own_name(shown: str) -> str:
    return shown.rpartition(INSIDE)[2].rpartition("/")[2]
