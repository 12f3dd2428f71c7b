"""A letter as mail programs save it (.eml, RFC 5322, MIME) → its attachments.

The words of the letter are not files; whoever opens the folder sees the letter itself.
"""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.containers import MOST_MEMBERS, Member, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

    from roadmapdocs.readers.containers import Budget

__all__ = ["unpack_letter"]

_SMALL_PICTURE = 100 * 2**10
"""Bytes; a larger picture inside the text is a photograph that somebody meant to send."""

_BODIES = ("text/plain", "text/html", "text/calendar", "text/enriched")


class _AsWritten(Compat32):
    """Headers as they stand, eight-bit letters too, which the library would make question marks of."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the library's signature
        """Return a header's value."""
        return value


_RFC_5322 = _AsWritten(max_line_length=None)


def unpack_letter(content: bytes, budget: Budget) -> tuple[datetime | None, list[Member]]:
    """Return the date of a letter, None if it has none, and its attachments, forwarded letters among them.

    Raises `UnreadableFileError` for what cannot be taken apart.
    """
    try:
        message = message_from_bytes(content.removeprefix(b"\xef\xbb\xbf"), policy=_RFC_5322)
        parts = list(_attached(message))
        dated = _date(message)
        if len(parts) > min(MOST_MEMBERS, budget.members):
            raise UnreadableFileError(f"the letter holds {len(parts)} files", reason="too_large")
        budget.members -= len(parts)
        return dated, [_member(part, budget) for part in parts]
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFileError("the letter is damaged", hint="save its attachments", reason="damaged") from error


def _attached(message: Message) -> Iterator[Message]:
    """Yield the parts that are files; a forwarded letter is one file, and is not looked into here."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind, payload = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and part is not message:
            yield part
        elif part.is_multipart() and isinstance(payload, list):
            waiting += [piece for piece in reversed(payload) if not isinstance(piece, str)]
        elif _name(part) or part.get_content_disposition() == "attachment" or kind not in _BODIES:
            yield part


def _member(part: Message, budget: Budget) -> Member:
    name = _name(part)
    if part.get_content_type() == "message/rfc822":
        forwarded = part.get_payload()
        letter = forwarded[0] if isinstance(forwarded, list) and forwarded else part
        content = letter.as_bytes() if not isinstance(letter, str) else letter.encode()
        name = name or f"{_decoded(str(letter.get('Subject', ''))) or 'пересланное письмо'}.eml"  # type: ignore[union-attr]
    else:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = name or f"вложение.{part.get_content_subtype()}"
    if len(content) > budget.part():
        return Member(shown_name(name), b"", reason="too_large")
    budget.bytes -= len(content)
    return Member(shown_name(name), content, inline=_is_inline(part, len(content)))


def _is_inline(part: Message, size: int) -> bool:
    """Say whether it is a small picture that belongs to the text: a logo, a signature, a smiley."""
    within = part.get_content_disposition() == "inline" or "Content-ID" in part
    return within and part.get_content_maintype() == "image" and size <= _SMALL_PICTURE


def _name(part: Message) -> str:
    """Return the name of an attachment, by RFC 2231 or, as many programs write it, by RFC 2047 in quotes."""
    return _decoded(part.get_filename() or "")


def _decoded(text: str) -> str:
    """Undo RFC 2047; raw eight-bit text is UTF-8 or cp1251."""
    raw = text.encode("ascii", "surrogateescape") if any("\udc80" <= mark <= "\udcff" for mark in text) else b""
    if raw:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("cp1251", "replace")
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, ValueError):
        return text


def _date(message: Message) -> datetime | None:
    """Return when the letter was written; without an offset the time is taken for this computer's."""
    try:
        return parsedate_to_datetime(str(message["Date"])).astimezone()
    except (ValueError, TypeError, OverflowError, OSError):
        return None
