"""Old formats (.doc, .rtf, .xls) → .docx and .xlsx through LibreOffice, many files in one call.

What it makes is read like any other returned file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.office import Office, find_office
from roadmapdocs.readers.signatures import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LEGACY", "convert"]

LEGACY = {"doc": "docx:MS Word 2007 XML", "rtf": "docx:MS Word 2007 XML", "xls": "xlsx:Calc MS Excel 2007 XML"}
"""Kind of an old file → what it is converted to, and by which filter of LibreOffice."""

_MOST_BYTES = 64 * 2**20


def convert(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Convert files of the kinds of `LEGACY`, by any names; those that cannot be converted are left out.

    Raises `EnvironmentLacksError` without LibreOffice.
    """
    office = Office(find_office())
    waiting: dict[str, list[str]] = {}
    for name, content in contents.items():
        kind = kind_of(content)
        if kind in LEGACY and len(content) <= _MOST_BYTES:
            waiting.setdefault(kind, []).append(name)
    converted: dict[str, bytes] = {}
    for kind, names in waiting.items():
        made = office.convert([contents[name] for name in names], kind, LEGACY[kind])
        converted |= {names[number]: content for number, content in made.items()}
    return converted
