"""Where things lie in the folder of a campaign, and which names of files are legal everywhere."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.model.school import Respondent

__all__ = ["INCOMING", "OUTGOING", "REWORK", "SETTINGS", "SUMMARY", "folder_name", "legal_name", "seen_from"]

OUTGOING, INCOMING, REWORK, SUMMARY = "Исходящие", "Входящие", "На доработку", "Свод"
SETTINGS = "campaign.yaml"
_LONGEST_NAME = 80
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def folder_name(respondent: Respondent) -> str:
    """Return the name of a respondent's folder: «3 МБОУ СОШ № 3»."""
    return legal_name(f"{respondent.code} {respondent.short_name}")


def legal_name(name: str, extension: str = "") -> str:
    """Return a name that Windows takes, at most 80 characters long with its extension."""
    stem = " ".join(_ILLEGAL.sub(" ", name).split())[: _LONGEST_NAME - len(extension)].rstrip(" .")
    return stem + extension


def seen_from(folder: Path, other: Path) -> str:
    """Return the way from one folder to another; the whole path where there is none, as between drives."""
    try:
        return Path(os.path.relpath(other, folder)).as_posix()
    except ValueError:
        return str(other.resolve())
