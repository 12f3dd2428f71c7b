"""Up: the summary of what has been received, in the folder «Свод»."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.aggregate import summarize
from roadmapdocs.aggregate.narrative import narrate
from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import INCOMING, SUMMARY
from roadmapdocs.writers import render_report, write_summary
from roadmapdocs.writers.templates import load_profile

if TYPE_CHECKING:
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.summary import Summary

__all__ = ["TEMPLATE", "report", "summary"]

TEMPLATE = "report.docx"
"""The department's own template of the report to the region, in the folder of the campaign."""


def summary(campaign: Campaign, as_of: date | None, before: Campaign | None = None) -> Summary:
    """Sum up what had come by `as_of`, today by default; compare with the campaign `before`, if one is known."""
    day = as_of or date.today()  # noqa: DTZ011 - the date of the person who runs it
    received = campaign.receive()
    made = summarize(
        campaign.order,
        campaign.schools,
        received.documents,
        as_of=day,
        refused=received.refused,
        superseded=received.superseded,
        disputed=received.disputed,
        accepted=campaign.accepted,
        previous=None if before is None else summary(before, day),
        threshold=campaign.settings.small_counts,
    )
    return replace(made, incoming=f"../{INCOMING}")


def report(campaign: Campaign, as_of: date | None, before: Campaign | None = None) -> tuple[Path, ...]:
    """Write the summary, and the report that goes up; return the files."""
    made = summary(campaign, as_of, before)
    paths = {format_: campaign.folder / SUMMARY / f"Свод.{format_}" for format_ in ("xlsx", "html")}
    for format_, path in paths.items():
        write_atomically(path, write_summary(made, format_))
    told = campaign.folder / SUMMARY / "Отчёт.docx"
    write_atomically(told, _told(campaign, made))
    return (*paths.values(), told)


def _told(campaign: Campaign, made: Summary) -> bytes:
    """Return the report that goes up, in the department's own template where the campaign's folder has one."""
    own = campaign.folder / TEMPLATE
    profile = load_profile(campaign.order.profile, beside=campaign.folder)
    template = own.read_bytes() if own.is_file() else None
    return render_report(narrate(made, campaign.order), profile, template=template)
