"""Bytes of a returned file → blocks. Readers do not know the form and never trust the file."""

from __future__ import annotations

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.blocks import Returned
from roadmapdocs.readers.docx import read_docx
from roadmapdocs.readers.package import Package
from roadmapdocs.readers.xlsx import read_xlsx

__all__ = ["READERS", "read_blocks"]

READERS = {"docx": read_docx, "xlsx": read_xlsx}
"""Name of a format → its reader; the main part's type decides, not the file name."""

_MAIN_PART = {"worksheetml": "xlsx", "sheet.main": "xlsx", "wordprocessingml": "docx", "document.main": "docx"}


def read_blocks(content: bytes) -> Returned:
    """Read a returned file of any supported kind.

    Raises `UnreadableFileError` for a file that is damaged, encrypted, hostile or of an unknown kind.
    """
    package = Package(content)
    return READERS[_format(package)](package)


def _format(package: Package) -> str:
    for part in package.related_by_type("", "officeDocument"):
        root = package.xml(part)
        if root.tag.endswith("}document"):
            return "docx"
        if root.tag.endswith("}workbook"):
            return "xlsx"
    raise UnreadableFileError(
        "the file is neither a text document nor a workbook", hint="save it as .docx or .xlsx and send it again"
    )
