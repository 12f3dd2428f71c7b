"""Folding of short words for comparison: captions, choices, printed text. Never applied to answers."""

from __future__ import annotations

__all__ = ["fold_space", "fold_words"]

_FOLDED = {
    **str.maketrans("aceopxykmtbhё", "асеорхукмтвне"),
    **dict.fromkeys(map(ord, "‐‑–—−"), "-"),
    **dict.fromkeys(map(ord, "«»„“”\"'"), '"'),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")),
}
"""Look-alikes, dashes, quotes; what nobody sees goes."""


def fold_space(text: str) -> str:
    """Return the text with runs of white space (no-break spaces too) as one blank and edges trimmed."""
    return " ".join(text.split())


def fold_words(text: str) -> str:
    """Fold white space, letter case, ё, dashes, quotes, final dots and Latin look-alikes."""
    return fold_space(text).casefold().translate(_FOLDED).rstrip(".;: ")
