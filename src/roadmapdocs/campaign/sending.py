"""Out: the order and every respondent's form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import OUTGOING, folder_name, legal_name
from roadmapdocs.writers import render_order, write_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.school import Respondent

__all__ = ["Sent", "send", "sent_file"]


@dataclass(frozen=True, slots=True)
class Sent:
    """What `send` did: the files of this run, and how many of them were new or changed."""

    files: tuple[Path, ...]
    written: int


def send(campaign: Campaign, formats: Iterable[str]) -> Sent:
    """Write the order and every respondent's form; files that have not changed are not touched."""
    chosen = tuple(formats)
    order = campaign.folder / OUTGOING / "Приказ.docx"
    written = int(write_atomically(order, render_order(campaign.order)))
    files = [order]
    for respondent in campaign.respondents:
        form = campaign.form(respondent)
        for format_ in chosen:
            path = sent_file(campaign.folder, respondent, format_)
            content = write_form(form, format_)
            written += write_atomically(path, content)
            campaign.record("sent", path, content, respondent=respondent.code)
            files.append(path)
    return Sent(tuple(files), written)


def sent_file(folder: Path, respondent: Respondent, format_: str) -> Path:
    """Return where a respondent's form is written."""
    name = legal_name(f"Отчёт {respondent.code} {respondent.short_name}", f".{format_}")
    return folder / OUTGOING / folder_name(respondent) / name
