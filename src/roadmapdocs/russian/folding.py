"""Folding of short words for comparison: captions, choices, printed text. Never applied to answers."""

from __future__ import annotations

import re

__all__ = ["fold_space", "fold_words"]

_LOOK_ALIKE = str.maketrans("aceopxykmtbh", "асеорхукмтвн")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def fold_space(text: str) -> str:
    """Return the text with runs of white space (no-break spaces too) as one blank and edges trimmed."""
    return " ".join(text.split())


def fold_words(text: str) -> str:
    """Fold white space, letter case, ё, dashes, quotes, final dots and Latin look-alikes."""
    folded = _INVISIBLE.sub("", fold_space(text)).casefold().replace("ё", "е").translate(_LOOK_ALIKE)
    return re.sub("[«»„“”\"']", '"', re.sub("[‐‑–—−]", "-", folded)).rstrip(".;: ")
