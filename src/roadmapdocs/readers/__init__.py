"""Bytes of a returned file → blocks. Readers do not know the form and never trust the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.docx import read_docx
from roadmapdocs.readers.package import Package
from roadmapdocs.readers.xlsx import read_xlsx

if TYPE_CHECKING:
    from roadmapdocs.readers.blocks import Returned

__all__ = ["READERS", "read_blocks"]

READERS = {"docx": read_docx, "xlsx": read_xlsx}
"""Name of a format → its reader; the main part's type decides, not the file name."""

_CONTENT_TYPES = {"word": "docx", "spreadsheet": "xlsx", "excel": "xlsx"}
"""Words in the main part's content type, plain, macro-enabled or template, and the format they mean."""


def read_blocks(content: bytes) -> Returned:
    """Read a returned file of any supported kind.

    Raises `UnreadableFileError` for a file that is damaged, encrypted, hostile or of an unknown kind.
    """
    package = Package(content)
    return READERS[_format(package)](package)


def _format(package: Package) -> str:
    for part in package.related_by_type("", "officeDocument"):
        declared = package.content_type(part)
        for word, name in _CONTENT_TYPES.items():
            if word in declared:
                return name
    raise UnreadableFileError(
        "the file is neither a text document nor a workbook", hint="save it as .docx or .xlsx and send it again"
    )
