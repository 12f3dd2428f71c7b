"""What kind of file it is, by its content: names and extensions are never asked."""

from __future__ import annotations

import re

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.compound import CFB, kind_of_compound

__all__ = ["kind_of", "refusal"]

_SIGNATURES: dict[bytes, str] = {
    b"{\\rtf": "rtf",
    b"\xff\xd8\xff": "picture",  # JPEG
    b"\x89PNG\r\n\x1a\n": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",  # TIFF
    b"MM\x00*": "picture",
    b"Rar!\x1a\x07": "archive",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"\x1f\x8b": "archive",  # gzip
    b"\x78\x9f\x3e\x22": "tnef",  # winmail.dat of Outlook, MS-OXTNEF 2.1.3.1
}
_HEIF = re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avi)", re.DOTALL)
_PDF_WITHIN = 1024  # bytes; viewers accept rubbish before the header, and mail programs put it there
_MAIL = re.compile(
    rb"(?:(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|From|To|Date|Subject|Reply-To|Content-Type"
    rb"|DKIM-Signature|Authentication-Results|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)

_REFUSED: dict[str, tuple[str, str]] = {
    "empty": ("the file is empty", "ask for it again: it was cut off on its way"),
    "encrypted": ("the file is encrypted", "remove the password and save it again"),
    "picture": ("the file is a photo or a scan", "ask for the filled-in form itself"),
    "archive": ("the file is an archive", "unpack it"),
    "letter": ("the file is an e-mail message", "save its attachment"),
    "tnef": ("the file is a letter's attachments packed by Outlook", "ask for the letter as plain text, or zipped"),
    "foreign": ("the file is neither a text document nor a workbook", "save it as .docx or .xlsx and send it again"),
    "damaged": ("the file of the old binary kind is damaged", "open it in an office program and save it as .docx"),
}
"""Kinds that are refused whatever they hold: the message and the hint."""


def kind_of(content: bytes) -> str:
    """Return `pdf`, `doc`, `rtf` or `xls`, a kind that `refusal` explains, or `package` for anything else."""
    if not content:
        return "empty"
    if content.startswith(CFB):
        return kind_of_compound(content)
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if _HEIF.match(content) or _is_bitmap(content):
        return "picture"
    if not content.startswith(b"PK") and b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    return "letter" if _MAIL.match(content[:4096]) else "package"


def refusal(kind: str) -> UnreadableFileError:
    """Return the error for a kind that is no form in any case."""
    message, hint = _REFUSED[kind]
    return UnreadableFileError(message, hint=hint, reason=kind)


def _is_bitmap(content: bytes) -> bool:
    """«BM» alone may begin any text; a bitmap also says its own length, or that it keeps it to itself."""
    return content.startswith(b"BM") and int.from_bytes(content[2:6], "little") in (0, len(content))
