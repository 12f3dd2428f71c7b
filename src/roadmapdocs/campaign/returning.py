"""Back to the school: for each report with errors a copy of its own file with remarks, and a letter, in «На доработку».

The files in «Входящие» are only read. A run changes nothing that is as it should be, and takes away only what an
earlier run wrote and nobody has changed: when a corrected report has come, the copy and the letter go.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from roadmapdocs.campaign.folder import INCOMING, REWORK, folder_name, legal_name
from roadmapdocs.campaign.inbox import INSIDE, pieces_of
from roadmapdocs.campaign.letters import rework_letter
from roadmapdocs.campaign.own_files import OwnFiles
from roadmapdocs.errors import CampaignError
from roadmapdocs.model.letter import Attachment
from roadmapdocs.model.school import School
from roadmapdocs.model.status import State
from roadmapdocs.remarks import annotate
from roadmapdocs.russian.workdays import add_working_days
from roadmapdocs.writers import LETTER_WRITERS, write_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.school import Respondent
    from roadmapdocs.model.submission import Submission
    from roadmapdocs.remarks import Annotated

__all__ = ["Returned", "Rework", "return_for_rework"]

_WITH_REMARKS = "с замечаниями"
_LETTER = "Письмо"
_LATIN = "zamechaniya"
_ENOUGH = 3
"""Working days that a school has for corrections once the round is over."""


@dataclass(frozen=True, slots=True)
class Rework:
    """One report that goes back: the copy with remarks, and the day by which the corrected one is asked for."""

    submission: Submission
    file: Path
    annotated: Annotated
    due: date


@dataclass(frozen=True, slots=True)
class Returned:
    """What a run did.

    `reworks` go back, `written` counts files that were new or changed, `letters` are the drafts. `corrected` are the
    respondents who need nothing any more, though something was returned to them; `left` are folders of theirs in which
    somebody else's files stand.
    """

    reworks: tuple[Rework, ...] = ()
    written: int = 0
    letters: tuple[Path, ...] = ()
    corrected: tuple[Respondent, ...] = ()
    left: tuple[Path, ...] = ()


def return_for_rework(
    campaign: Campaign, only: Iterable[str] = (), *, today: date | None = None, due: date | None = None
) -> Returned:
    """Write what goes back (see `Campaign.return_for_rework`)."""
    now = today or date.today()  # noqa: DTZ011 - the date of the person who runs it
    reports = _with_errors(campaign)
    done = Returned()
    for respondent in _chosen(campaign, tuple(only)):
        folder = OwnFiles(campaign.folder / REWORK / folder_name(respondent))
        reworks = [_rework(campaign, report, folder, now, due) for report in reports.get(respondent.code, ())]
        letters = _write_letters(campaign, respondent, reworks, folder)
        stays = folder.keep({path.name for path in (*(one.file for one in reworks), *letters)})
        fixed = not reworks and _was_returned(campaign, respondent)
        done = Returned(
            (*done.reworks, *reworks),
            done.written + folder.written,
            (*done.letters, *letters),
            (*done.corrected, respondent) if fixed else done.corrected,
            (*done.left, folder.folder) if fixed and stays else done.left,
        )
    return done


def _chosen(campaign: Campaign, only: Sequence[str]) -> list[Respondent]:
    known = {respondent.code: respondent for respondent in campaign.respondents}
    if strange := [code for code in only if code not in known]:
        message = f"no respondent has the code {', '.join(strange)}"
        raise CampaignError(message, hint="look into schools.csv", reason="unknown_code", about=", ".join(strange))
    return [known[code] for code in only] if only else list(known.values())


def _with_errors(campaign: Campaign) -> dict[str, list[Submission]]:
    """Return the reports that count, have errors, and are not accepted all the same, by respondent."""
    reports: dict[str, list[Submission]] = {}
    for report in campaign.receive().documents:
        state = campaign.journal.state(report.respondent.code, report.form.key.kind)
        if report.errors and state is not State.ACCEPTED:
            reports.setdefault(report.respondent.code, []).append(report)
    return reports


def _was_returned(campaign: Campaign, respondent: Respondent) -> bool:
    entries = campaign.journal.entries()
    returned = any(entry.event == "returned" and entry.respondent == respondent.code for entry in entries)
    counting = (report.respondent.code for report in campaign.receive().documents)
    return returned and respondent.code in counting


# --- one report -------------------------------------------------------------------------------------------------


def _rework(campaign: Campaign, report: Submission, folder: OwnFiles, today: date, due: date | None) -> Rework:
    by = due or _told(campaign, report) or _deadline(report, today)
    original = PurePosixPath(report.file.rpartition(INSIDE)[2]).name
    content = b"" if report.withheld else _content(campaign, report)  # names of pupils are not copied: the list alone
    annotated = annotate(content, report.findings, due=by, name=original)
    file = folder.write(_name(original, own=annotated.own), annotated.content)
    campaign.mark("returned", report, note=by.isoformat())
    return Rework(report, file, annotated, by)


def _told(campaign: Campaign, report: Submission) -> date | None:
    """Return the day that the school was told when this very file was returned before."""
    for entry in campaign.journal.entries():
        if entry.event == "returned" and entry.sha256 == report.sha256 and entry.respondent == report.respondent.code:
            with suppress(ValueError):  # a note that somebody else wrote
                return date.fromisoformat(entry.note)
    return None


def _deadline(report: Submission, today: date) -> date:
    """Return the deadline of the round while it lies ahead, else the day after enough working days."""
    ahead = report.form.blank.due
    return ahead if ahead > today else add_working_days(today, _ENOUGH)


def _content(campaign: Campaign, report: Submission) -> bytes:
    """Return the content of a report, out of the archive or letter it came in."""
    outer = report.file.partition(INSIDE)[0]
    for piece in pieces_of(campaign.folder / INCOMING / outer, outer):
        if piece.sha256 == report.sha256:
            return piece.content
    message = f"«{report.file}» has changed since it was read"
    hint = "run the command again"
    raise CampaignError(message, hint=hint, place=INCOMING, reason="changed", about=report.file)


def _name(original: str, *, own: bool) -> str:
    """Return «Отчёт 3 с замечаниями.docx»; the list alone is «Замечания к файлу Отчёт 3.docx»."""
    path = PurePosixPath(original)
    stem = path.stem.removesuffix(_WITH_REMARKS).rstrip()
    if own:
        return legal_name(stem, f" {_WITH_REMARKS}{path.suffix}")
    return legal_name(f"Замечания к файлу {stem}", ".docx")


# --- the letter -------------------------------------------------------------------------------------------------


def _write_letters(
    campaign: Campaign, respondent: Respondent, reworks: Sequence[Rework], folder: OwnFiles
) -> list[Path]:
    """Write the letter to a school as a draft and as text; the department writes none to itself."""
    if not reworks or not isinstance(respondent, School):
        return []
    attachments = tuple(_attachments(reworks, respondent))
    due = min(rework.due for rework in reworks)
    returned = [(rework.submission, rework.annotated.own) for rework in reworks]
    letter = rework_letter(campaign.order, respondent, returned, attachments, due)
    return [folder.write(f"{_LETTER}.{format_}", write_letter(letter, format_)) for format_ in LETTER_WRITERS]


def _attachments(reworks: Sequence[Rework], school: School) -> Iterator[Attachment]:
    for number, rework in enumerate(reworks, start=1):
        kind = rework.file.suffix
        suffix = kind.lower() if kind.isascii() and len(kind) < 8 else ""  # noqa: PLR2004 - no format has a longer one
        counted = f"_{number}" if len(reworks) > 1 else ""
        yield Attachment(f"{_LATIN}_{school.code}{counted}{suffix}", rework.file.read_bytes(), rework.file.name)
