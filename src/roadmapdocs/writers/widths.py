"""Widths reckoned without a font: columns no narrower than their longest word, and lines broken beforehand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["broken_lines", "column_widths", "word_width"]

_BREAKABLE = re.compile(r"[ \t\n]+|(?<=[-–—])(?=\w)")

_WIDE = frozenset("жмшщюыфЖМШЩЮЫФДОQWMm@%№—")
_NARROW = frozenset(" \u00a0.,:;!/()-|")
_EM_WIDE, _EM_CAPITAL, _EM_OTHER, _EM_NARROW = 0.80, 0.70, 0.51, 0.32
"""Widths of letters in sizes of type, in Times New Roman and its equals."""


def word_width(texts: Iterable[str], size: float) -> float:
    """Return the width in points of the longest word of `texts` set in `size` points, estimated from above."""
    words = (word for text in texts for word in _BREAKABLE.split(text))
    return max((_width(word, size) for word in words), default=0.0)


def broken_lines(text: str, size: float, width: float) -> list[str]:
    """Break `text` between words into lines of at most `width` points, keeping its own line breaks."""
    lines: list[str] = []
    for line in text.splitlines():
        words = line.split(" ")
        current = words[0]
        for word in words[1:]:
            if _width(f"{current} {word}", size) <= width:
                current = f"{current} {word}"
            else:
                lines.append(current)
                current = word
        lines.append(current)
    return lines


def _width(text: str, size: float) -> float:
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _WIDE:
        return _EM_WIDE
    if letter in _NARROW:
        return _EM_NARROW
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
