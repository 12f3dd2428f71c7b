"""Out to other programs: the long table of answers as one file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.privacy import public_rows
from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.aggregate.sources import counting
from roadmapdocs.aggregate.tables import rows_csv, rows_json
from roadmapdocs.atomic import write_atomically
from roadmapdocs.errors import CampaignError
from roadmapdocs.forms.report import is_report

if TYPE_CHECKING:
    from pathlib import Path

    from roadmapdocs.campaign import Campaign

__all__ = ["FORMATS", "export", "rows"]

FORMATS = {".csv": rows_csv, ".json": rows_json}
"""Ending of a file name → what writes the rows so."""


def rows(campaign: Campaign, as_of: date | None, *, public: bool) -> list[dict[str, object]]:
    """Return the answers that count on a day, today by default; `public`, as they may leave the district."""
    day = as_of or date.today()  # noqa: DTZ011 - the date of the person who runs it
    received, order = campaign.receive(), campaign.order
    earlier = [one for one in received.superseded if is_report(one.form)]
    counted = counting([*earlier, *received.submissions], day)
    found = [row for submission in counted.values() for row in answer_rows(submission, order)]
    if not public:
        return found
    return list(public_rows(found, order, campaign.summary(as_of=day), threshold=campaign.settings.small_counts))


def export(campaign: Campaign, path: Path, as_of: date | None, *, public: bool) -> int:
    """Write the answers into a file, whose ending says how; return how many rows it has.

    Raises `CampaignError` for an ending that is none of `FORMATS`.
    """
    writer = FORMATS.get(path.suffix.lower())
    if writer is None:
        message = f"«{path.name}» does not end in {' or '.join(FORMATS)}"
        raise CampaignError(message, hint="name the file so", reason="ending", about=path.name)
    found = rows(campaign, as_of, public=public)
    write_atomically(path, writer(found))
    return len(found)
