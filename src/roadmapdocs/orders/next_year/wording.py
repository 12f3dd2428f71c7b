"""Sentences, quotations, and the words in which two texts differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from roadmapdocs.orders.check.typography import nested

__all__ = ["Words", "differing", "quoted", "sentences", "shortened"]

_WORD = re.compile(r"\S+\s*")
_AROUND = 7
"""Words shown on each side of a difference; the rest of what two long texts share is left out."""
_GAP = "… "


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words of a text, and whether the other text lacks it."""

    text: str
    differs: bool


def sentences(*parts: str) -> str:
    """Join parts as sentences: each after the first begins with a capital, each but the last ends in a mark."""
    said = [part for part in parts if part]
    ended = [part if part.endswith((".", "?", "!", "…")) else f"{part}." for part in said[:-1]] + said[-1:]
    return " ".join(ended[:1] + [f"{part[:1].upper()}{part[1:]}" for part in ended[1:]])


def shortened(text: str, length: int = 110) -> str:
    """Return a text cut between words to about `length` characters; a quotation that ended it still ends."""
    folded = " ".join(text.split())
    if len(folded) <= length:
        return folded
    return f"{folded[:length].rsplit(' ', 1)[0]} …{'»' if folded.endswith('»') else ''}"


def quoted(text: str) -> str:
    """Return a text in quotation marks, those inside it „…“, its white space folded."""
    return nested(f"«{' '.join(text.split())}»")


def differing(old: str, new: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return both texts as runs of words, with those that differ marked and long stretches they share left out."""
    before, after = (_WORD.findall(" ".join(text.split())) for text in (old, new))
    left: list[Words] = []
    right: list[Words] = []
    stripped = [[word.strip() for word in words] for words in (before, after)]
    codes = SequenceMatcher(None, stripped[0], stripped[1], autojunk=False).get_opcodes()
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            shared = _shortened(before[i1:i2], first=number == 0, last=number == len(codes) - 1)
            left.append(Words(shared, differs=False))
            right.append(Words(shared, differs=False))
        else:
            left += _marked("".join(before[i1:i2]))
            right += _marked("".join(after[j1:j2]))
    return tuple(left), tuple(right)


def _marked(text: str) -> list[Words]:
    """Return words that differ, the blank behind them apart: a marked blank looks like a slip of the pen."""
    words = text.rstrip()
    blank = text[len(words) :]
    return [*([Words(words, differs=True)] if words else []), *([Words(blank, differs=False)] if blank else [])]


def _shortened(words: list[str], *, first: bool, last: bool) -> str:
    """Return words that both texts share, without those far from any difference."""
    head = 0 if first else _AROUND
    tail = 0 if last else _AROUND
    if len(words) <= head + tail + 2:
        return "".join(words)
    kept_tail = "".join(words[len(words) - tail :])
    return "".join(words[:head]) + (_GAP if tail or not last else "…") + kept_tail
