"""A letter as a draft message (RFC 5322, MIME) that Outlook, Thunderbird and their like open for sending.

`X-Unsent: 1` makes classic Outlook open the file as a draft of one's own. There is no `From` and no `Message-ID`: the
program that sends gives both, and a draft sent twice must not carry the same identity. All bytes follow from the
letter: the boundary between the parts is a digest of them.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from roadmapdocs.model.letter import addresses_of

if TYPE_CHECKING:
    from roadmapdocs.model.letter import Letter

__all__ = ["write_letter_eml"]

_OFFICE = "vnd.openxmlformats-officedocument"
_TYPES = {
    "docx": ("application", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": ("application", f"{_OFFICE}.spreadsheetml.sheet"),
    "ics": ("application", "ics"),  # `text/calendar` would be shown as an invitation instead of a file
    "pdf": ("application", "pdf"),
    "html": ("application", "octet-stream"),  # as a file, never shown in the message
}
_UNKNOWN = ("application", "octet-stream")


def write_letter_eml(letter: Letter) -> bytes:
    """Return the letter as an `.eml` draft."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if addresses := addresses_of(letter.to)[0]:
        message["To"] = ", ".join(map(_ascii, addresses))
    message["Subject"] = letter.subject
    if letter.date:
        message["Date"] = format_datetime(datetime.combine(letter.date, time(), UTC))
    message.set_content(letter.body, charset="utf-8", cte="base64")
    for attachment in letter.attachments:
        kind, subtype = _TYPES.get(attachment.name.rpartition(".")[2].lower(), _UNKNOWN)
        message.add_attachment(attachment.content, kind, subtype, filename=attachment.name)
    if letter.attachments:
        message.set_boundary(_boundary(letter))
    return message.as_bytes()


def _ascii(address: str) -> str:
    """Return an address with an ASCII domain: «школа.рф» goes as IDNA."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def _boundary(letter: Letter) -> str:
    """Return a line that no part can contain: base64 has no «=_» in the middle of a line."""
    digest = sha256()
    for text in (letter.to, letter.subject, letter.body, *(attachment.name for attachment in letter.attachments)):
        digest.update(text.encode() + b"\0")
    for attachment in letter.attachments:
        digest.update(attachment.content)
    return f"=_{digest.hexdigest()[:32]}"
