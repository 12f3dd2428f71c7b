"""A letter to be sent by a person: values only; how it becomes a draft is the writers' business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Attachment", "Letter", "addresses_of"]

_ADDRESS = re.compile(r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-zА-Яа-яЁё0-9-]+\.)+[A-Za-zА-Яа-яЁё0-9-]{2,}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter.

    `name` is the short Latin name it travels under: longer or Cyrillic ones arrive in classic Outlook as «Untitled
    attachment», because RFC 2231 splits them. `title` is the name of the same file on disk, if it lies there.

    Raises `ValueError` for a name that is not Latin letters, digits, dots, hyphens and underscores, 40 at most.
    """

    name: str
    content: bytes
    title: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"«{self.name}» is not a short Latin file name")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: `to` may be empty (no address is known) or hold several addresses; `date` heads it where it is given.

    The body is plain text with line feeds. Raises `ValueError` for a line break in the address or the subject.
    """

    to: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    date: date | None = None

    def __post_init__(self) -> None:
        for text in (self.to, self.subject):
            if len(text.splitlines()) > 1:
                raise ValueError(f"an address and a subject are one line each, not {text!r}")


def addresses_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the e-mail addresses of a text, separated by commas or semicolons, and the parts that are none.

    «Директор <school@example.ru>» is an address too; a domain may be Cyrillic, the name before «@» may not.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    bare = [part[part.find("<") + 1 : -1].strip() if part.endswith(">") else part for part in parts]
    good = tuple(each for each in bare if _ADDRESS.fullmatch(each))
    return good, tuple(part for part, each in zip(parts, bare, strict=True) if each not in good)
