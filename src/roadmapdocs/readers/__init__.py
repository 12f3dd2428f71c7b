"""Bytes of a returned file → blocks. Readers do not know the form and never trust the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from roadmapdocs.errors import EnvironmentLacksError, UnreadableFileError
from roadmapdocs.readers.blocks import Returned
from roadmapdocs.readers.docx import read_docx
from roadmapdocs.readers.legacy import LEGACY, convert
from roadmapdocs.readers.notes import read_notes
from roadmapdocs.readers.odf_parts import is_flat, media_type
from roadmapdocs.readers.ods import read_ods
from roadmapdocs.readers.odt import read_odt
from roadmapdocs.readers.package import Package
from roadmapdocs.readers.pdf import read_pdf
from roadmapdocs.readers.remark_list import without_remark_lists
from roadmapdocs.readers.signatures import kind_of, refusal
from roadmapdocs.readers.xlsx import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FILE_READERS", "READERS", "Read", "package_format", "read_blocks", "read_blocks_many", "read_paper"]

Read = Returned | UnreadableFileError | EnvironmentLacksError
"""What becomes of one file of many."""

READERS = {"docx": read_docx, "xlsx": read_xlsx, "odt": read_odt, "ods": read_ods}
"""Name of a format → its reader; what the package says of itself decides, not the file name."""

_CONTENT_TYPES = {"word": "docx", "spreadsheet": "xlsx", "excel": "xlsx"}
"""Words in the main part's content type, plain, macro-enabled or template, and the format they mean."""

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MEDIA_TYPES = {"text": "odt", "text-template": "odt", "spreadsheet": "ods", "spreadsheet-template": "ods"}
"""What OpenDocument calls its kinds, plain or template, and the format they mean."""


def read_blocks(content: bytes) -> Returned:
    """Read a returned file of any supported kind.

    Raises `UnreadableFileError` for a file that is damaged, encrypted, hostile or of an unknown kind,
    `EnvironmentLacksError` for one that needs a program or package which is not here.
    """
    read = read_blocks_many({"": content})[""]
    if isinstance(read, Exception):
        raise read
    return read


def read_paper(content: bytes) -> Returned:
    """Read a text document that is not a form: with numbers and bullets of its automatic lists, and with its notes.

    Raises what `read_blocks` raises.
    """
    kind = kind_of(content)
    if kind in LEGACY:
        content = convert({"": content}).get("", b"")
        if not content:
            raise UnreadableFileError(f"LibreOffice cannot read this .{kind}", hint="save it as .docx or .odt")
    elif kind != "package":
        return _read(kind, content)
    returned = _read_package(content, {**READERS, **_LISTED})
    returned.blocks += read_notes(Package(content))
    returned.format = kind if kind in LEGACY else returned.format
    return returned


_LISTED: Mapping[str, Callable[[Package], Returned]] = {
    "docx": partial(read_docx, lists=True),
    "odt": partial(read_odt, lists=True),
}


def read_blocks_many(contents: Mapping[str, bytes]) -> dict[str, Read]:
    """Read files by any names, the old formats among them in few calls of LibreOffice: name → blocks or the error."""
    kinds = {name: kind_of(content) for name, content in contents.items()}
    converted: Mapping[str, bytes] | EnvironmentLacksError = {}
    if old := {name: contents[name] for name, kind in kinds.items() if kind in LEGACY}:
        try:
            converted = convert(old)
        except EnvironmentLacksError as error:
            converted = error
    read: dict[str, Read] = {}
    for name, kind in kinds.items():
        try:
            read[name] = _read_converted(kind, converted, name) if kind in LEGACY else _read(kind, contents[name])
        except (UnreadableFileError, EnvironmentLacksError) as error:
            read[name] = error
    return read


def _read(kind: str, content: bytes) -> Returned:
    if kind not in FILE_READERS:
        raise refusal(kind)
    return without_remark_lists(FILE_READERS[kind](content))


def _read_converted(kind: str, converted: Mapping[str, bytes] | EnvironmentLacksError, name: str) -> Returned:
    if isinstance(converted, EnvironmentLacksError):
        raise converted
    if name not in converted:
        raise UnreadableFileError(f"LibreOffice cannot read this .{kind}", hint="save it as .docx or .xlsx")
    returned = without_remark_lists(_read_package(converted[name]))
    returned.format = kind
    return returned


def _read_package(content: bytes, readers: Mapping[str, Callable[[Package], Returned]] = READERS) -> Returned:
    if is_flat(content):
        raise UnreadableFileError(
            "the file is OpenDocument without a package (flat XML)",
            hint="save it as .odt, .ods, .docx or .xlsx",
            reason="foreign",
        )
    package = Package(content)
    return readers[package_format(package)](package)


FILE_READERS: Mapping[str, Callable[[bytes], Returned]] = {"package": _read_package, "pdf": read_pdf}
"""Kind of a file by its content → its reader; the kinds of `LEGACY` are converted first, the rest is refused."""


def package_format(package: Package) -> str:
    """Return the format that a package says it has: a key of `READERS`. Raises `UnreadableFileError` for others."""
    for part in package.related_by_type("", "officeDocument"):
        declared = package.content_type(part)
        for word, name in _CONTENT_TYPES.items():
            if word in declared:
                return name
    kind = media_type(package)
    if kind.startswith(_OPEN_DOCUMENT) and (name := _MEDIA_TYPES.get(kind.removeprefix(_OPEN_DOCUMENT), "")):
        return name
    raise refusal("foreign" if kind or "[Content_Types].xml" in package or not any(package.names()) else "archive")
