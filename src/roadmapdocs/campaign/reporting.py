"""Up: the summary of what has been received, in the folder «Свод»."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.aggregate import summarize
from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import SUMMARY
from roadmapdocs.writers import write_summary

if TYPE_CHECKING:
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.summary import Summary

__all__ = ["report", "summary"]


def summary(campaign: Campaign, as_of: date | None) -> Summary:
    """Sum up what has been received by now."""
    received = campaign.receive()
    return summarize(
        campaign.order,
        campaign.schools,
        received.submissions,
        as_of=as_of or date.today(),  # noqa: DTZ011 - the date of the person who runs it
        refused=received.refused,
    )


def report(campaign: Campaign, as_of: date | None) -> tuple[Path, ...]:
    """Write the summary; return the files."""
    path = campaign.folder / SUMMARY / "Свод.xlsx"
    write_atomically(path, write_summary(summary(campaign, as_of), "xlsx"))
    return (path,)
