"""Widths of table columns: shares of the page, but no column narrower than its longest word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["column_widths", "word_width"]

_BREAKABLE = re.compile(r"[ \t\n]+|(?<=[-–—])(?=\w)")

_WIDE = frozenset("жмшщюыфЖМШЩЮЫФДОQWMm@%№—")
_EM_WIDE, _EM_CAPITAL, _EM_OTHER = 0.82, 0.70, 0.52  # of the size of type, in Times New Roman and its equals


def word_width(texts: Iterable[str], size: float) -> float:
    """Return the width in points of the longest word of `texts` set in `size` points, estimated from above."""
    words = (word for text in texts for word in _BREAKABLE.split(text))
    return size * max((sum(map(_em, word)) for word in words), default=0.0)


def _em(letter: str) -> float:
    if letter in _WIDE:
        return _EM_WIDE
    return _EM_CAPITAL if letter.isupper() else _EM_OTHER


def column_widths(weights: Sequence[float], least: Sequence[float], total: int) -> list[int]:
    """Share `total` among columns by `weights`, giving none less than its `least`; the result adds up to `total`.

    Where the least widths alone exceed the total, the columns shrink in their proportion. The unit is the caller's.
    """
    if sum(least) >= total:
        return _whole([part * total / sum(least) for part in least], total)
    short: set[int] = set()
    while True:
        free = total - sum(least[i] for i in short)
        weight = sum(w for i, w in enumerate(weights) if i not in short)
        shares = [least[i] if i in short else w * free / weight for i, w in enumerate(weights)]
        narrow = {i for i, share in enumerate(shares) if share < least[i]}
        if not narrow:
            return _whole(shares, total)
        short |= narrow


def _whole(shares: Sequence[float], total: int) -> list[int]:
    """Round down, and give what is left to the widest column."""
    widths = [int(share) for share in shares]
    widths[widths.index(max(widths))] += total - sum(widths)
    return widths
