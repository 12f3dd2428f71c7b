"""How far the campaign is, from the journal and the inbox; and its two files in «Свод»."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.status import campaign_status
from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import SUMMARY
from roadmapdocs.writers import write_status

if TYPE_CHECKING:
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.status import Status

__all__ = ["save_status", "status"]


def status(campaign: Campaign, as_of: date | None = None) -> Status:
    """Say how far every respondent's every document is on a day, today by default."""
    received = campaign.receive()
    return campaign_status(
        campaign.order,
        [form for respondent in campaign.respondents for form in campaign.forms(respondent)],
        campaign.journal.tracks,
        received.documents,
        disputed=received.disputed,
        files=received.counts,
        as_of=as_of or date.today(),  # noqa: DTZ011 - the date of the person who runs it
    )


def save_status(campaign: Campaign, shown: Status) -> tuple[Path, ...]:
    """Write the status into «Свод» as a workbook and as a page; return the files."""
    files = tuple(campaign.folder / SUMMARY / f"Статус.{format_}" for format_ in ("xlsx", "html"))
    for file in files:
        write_atomically(file, write_status(shown, file.suffix[1:]))
    return files
