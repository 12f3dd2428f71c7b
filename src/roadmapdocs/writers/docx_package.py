"""A python-docx document becomes bytes, with its properties and nothing about who ran the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from roadmapdocs.writers.package import pack

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["finished"]


def finished(document: Document, *, title: str, day: date) -> bytes:
    """Return the bytes of `document`: the same input gives the same bytes.

    `title` goes to the core properties; created and modified are `day` at midnight UTC.
    """
    properties = document.core_properties
    properties.title = title
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    properties.language = "ru-RU"
    core = properties._element  # noqa: SLF001 - docxtpl leaves empty properties behind, python-docx cannot remove them
    for entry in [entry for entry in core if not entry.text]:
        core.remove(entry)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        return pack({name: package.read(name) for name in package.namelist()})
