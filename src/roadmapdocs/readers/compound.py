"""What a compound file (OLE2, MS-CFB) holds: .doc, .xls, a letter, or an encrypted .docx; its contents are not read."""

from __future__ import annotations

from io import BytesIO
from typing import Protocol

__all__ = ["CFB", "kind_of_compound"]

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MOST_BYTES = 64 * 2**20
_WORD_ENCRYPTED = 0x0100  # the flag in the file information block, MS-DOC 2.5.2
_FILE_PASS = 0x002F  # the record that makes a workbook encrypted, MS-XLS 2.4.117; it stands among the first
_FIRST_RECORDS = 4


class _Streams(Protocol):
    """What we use of `olefile`, which has no types of its own."""

    def exists(self, filename: str) -> bool: ...
    def openstream(self, filename: str) -> BytesIO: ...


def kind_of_compound(content: bytes) -> str:
    """Return `doc`, `xls`, `encrypted`, `letter`, `foreign` or `damaged`."""
    import olefile  # noqa: PLC0415 - few files are of this kind

    if len(content) > _MOST_BYTES:
        return "foreign"
    try:
        with olefile.OleFileIO(BytesIO(content)) as streams:
            return _kind(streams)
    except Exception:  # noqa: BLE001 - olefile meets damage with whatever it stumbles over
        return "damaged"


def _kind(streams: _Streams) -> str:
    if streams.exists("EncryptedPackage"):
        return "encrypted"
    if streams.exists("__properties_version1.0"):
        return "letter"
    if streams.exists("WordDocument"):
        start = streams.openstream("WordDocument").read(12)
        return "encrypted" if int.from_bytes(start[10:12], "little") & _WORD_ENCRYPTED else "doc"
    for name in ("Workbook", "Book"):
        if streams.exists(name):
            return "encrypted" if _has_file_pass(streams.openstream(name)) else "xls"
    return "foreign"


def _has_file_pass(workbook: BytesIO) -> bool:
    for _ in range(_FIRST_RECORDS):
        header = workbook.read(4)
        if int.from_bytes(header[:2], "little") == _FILE_PASS:
            return True
        workbook.read(int.from_bytes(header[2:], "little"))
    return False
