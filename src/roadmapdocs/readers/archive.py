"""A plain .zip archive → its members, hostile until read.

Names: by the flag of UTF-8 (APPNOTE 4.4.4, bit 11) or the field of Info-ZIP (4.6.9); without them they are in the
code page of the computer that packed them, in Russia mostly cp866, sometimes UTF-8 or cp1251, and the likeliest is
taken.
"""

from __future__ import annotations

import zlib
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.containers import MOST_MEMBERS, Member, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

    from roadmapdocs.readers.containers import Budget

__all__ = ["member_name", "unpack_archive"]

_ENCRYPTED, _UTF_8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_DOCUMENT_PARTS = frozenset({"[content_types].xml", "mimetype"})
_CODE_PAGES = ("cp866", "cp1251")
_RATIO, _FROM = 200, 2**20
"""What deflates better than so many times, and is larger than that, is no document but a bomb."""


def unpack_archive(content: bytes, budget: Budget) -> list[Member] | None:
    """Return the files of an archive; None for a document, which is a package of the same kind.

    A member that cannot be taken out is there with its reason. Raises `UnreadableFileError` where nothing can be
    taken out at all.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.filename.lower() in _DOCUMENT_PARTS for entry in entries):
                return None
            files = [entry for entry in entries if not entry.is_dir()]
            if len(files) > min(MOST_MEMBERS, budget.members):
                raise UnreadableFileError(f"the archive holds {len(files)} files", reason="too_large")
            budget.members -= len(files)
            return list(_members(archive, files, budget))
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise UnreadableFileError("the archive is damaged", hint="ask for it again", reason="damaged") from error


def _members(archive: ZipFile, entries: list[ZipInfo], budget: Budget) -> Iterator[Member]:
    for entry in entries:
        content, reason = _content(archive, entry, budget)
        yield Member(shown_name(member_name(entry)), content, _dated(entry), reason)


def _content(archive: ZipFile, entry: ZipInfo, budget: Budget) -> tuple[bytes, str]:
    """Return the content, or why there is none."""
    if entry.flag_bits & _ENCRYPTED:
        return b"", "encrypted"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return b"", "archive"  # packed in a way that only its own program knows
    limit = min(budget.part(), max(_FROM, entry.compress_size * _RATIO))
    try:
        with archive.open(entry) as stream:
            content = stream.read(limit + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        return b"", "damaged"
    budget.bytes -= min(len(content), limit)
    return (content, "") if len(content) <= limit else (b"", "too_large")


def _dated(entry: ZipInfo) -> datetime | None:
    """Return when a member was last changed, in the time of this computer; the first day of the format is no day."""
    if entry.date_time[:3] <= (1980, 1, 1):
        return None
    try:
        return datetime(*entry.date_time).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


# --- names --------------------------------------------------------------------------------------------------------


def member_name(entry: ZipInfo) -> str:
    """Return the name of a member as its author saw it."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")  # what `zipfile` has decoded it with
    except UnicodeEncodeError:
        return entry.filename
    return _unicode_path(entry.extra, raw) or _guessed(raw)


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Return the name of the field «Unicode Path», if it speaks of this very name."""
    while len(extra) >= 4:  # noqa: PLR2004 - two bytes of kind, two of length
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and field[1:5] == zlib.crc32(raw).to_bytes(4, "little"):
            return field[5:].decode("utf-8", "replace")
    return ""


def _guessed(raw: bytes) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return max((raw.decode(page, "replace") for page in _CODE_PAGES), key=_likelihood)


def _likelihood(name: str) -> int:
    """Say how much a name looks Russian: letters for it, what nobody types against it."""
    russian = sum("а" <= letter <= "я" or letter in "ёЁ№«»–—" for letter in name)
    capital = sum("А" <= letter <= "Я" for letter in name)
    inside = sum(one.islower() and other.isupper() for one, other in pairwise(name))
    strange = sum(not letter.isascii() and not letter.isalpha() and letter not in "№«»–—" for letter in name)
    return 2 * russian + capital - 3 * strange - 3 * inside
