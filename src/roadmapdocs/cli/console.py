"""Text on consoles whose code page lacks our marks: the nearest mark it has instead of a question mark.

cp866, the code page of Russian consoles, has no «ёлочки», dashes or ellipses.
"""

from __future__ import annotations

import codecs

__all__ = ["NEAREST"]

NEAREST = "roadmapdocs.nearest"
"""The name of the way to deal with letters that an encoding lacks, for `errors=`."""

_NEAREST = str.maketrans(
    {
        "«": '"',
        "»": '"',
        "„": '"',
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "›": ">",
        "‹": "<",
        "\u2011": "-",
    }
)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end].translate(_NEAREST)
    return "".join(letter if letter.isascii() else "?" for letter in letters), error.end


codecs.register_error(NEAREST, _nearest)
