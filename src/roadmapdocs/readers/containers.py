"""What holds other files: a plain archive, a letter. Their members are returned files of their own.

Nothing is written to disk and no name leads anywhere: names are words to show. One `Budget` holds for all that is
packed in one file, however deep, and is spent while inflating, whatever the headers claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.readers.package import MOST_PART_BYTES, MOST_TOTAL_BYTES

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["MOST_MEMBERS", "MOST_PART_BYTES", "Budget", "Member", "shown_name"]

MOST_MEMBERS = 1000
"""Files in one archive or letter with all that is packed in it; a district has fewer schools."""

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container.

    `reason` is a reason of `UnreadableFileError` where its content could not be taken out. `dated` is what the
    container says of its age, None where it says nothing. `inline` marks what a letter shows inside its text, such as
    the picture of a signature.
    """

    name: str
    content: bytes
    dated: datetime | None = None
    reason: str = ""
    inline: bool = False


@dataclass(slots=True)
class Budget:
    """How many bytes and members may still come out of one file."""

    bytes: int = MOST_TOTAL_BYTES
    members: int = MOST_MEMBERS

    def part(self) -> int:
        """Return how large the next member may be."""
        return min(MOST_PART_BYTES, self.bytes)


def shown_name(name: str) -> str:
    """Return a member's name as it may be shown: on one line, with slashes, without ways up, not too long."""
    parts = (" ".join(part.split()) for part in name.replace("\\", "/").split("/"))
    clean = "/".join("".join(filter(str.isprintable, part)) for part in parts if part not in ("", ".", ".."))
    return clean[-_LONGEST_NAME:] or "без имени"
