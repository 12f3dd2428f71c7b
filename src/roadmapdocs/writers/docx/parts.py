"""A python-docx document becomes bytes, with its properties and nothing about who ran the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from roadmapdocs.writers.package import pack

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["finished", "parts_of"]


def finished(document: Document, *, title: str, day: date) -> bytes:
    """Return the bytes of `document`: the same input gives the same bytes (see `parts_of`)."""
    return pack(parts_of(document, title=title, day=day))


def parts_of(document: Document, *, title: str, day: date, key: str = "") -> dict[str, bytes]:
    """Return the parts of `document` by name.

    `title` goes to the core properties, and `key`, where the document has one, to subject and keywords; created and
    modified are `day` at midnight UTC.
    """
    properties = document.core_properties
    properties.title = title
    properties.subject = properties.keywords = key
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    properties.language = "ru-RU"
    core = properties._element  # noqa: SLF001 - docxtpl leaves empty properties behind, python-docx cannot remove them
    for entry in [entry for entry in core if not entry.text]:
        core.remove(entry)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}
