"""Whole numbers as people write them beside their units: «1 234», «45 чел.», «12 (двенадцать) человек»."""

from __future__ import annotations

import re

__all__ = ["is_share", "whole_number"]

_LONGEST = 15
_NUMBER = r"[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|[+-]?\d+"
_UNITS = (
    r"чел(?:\.|овека?|овек)?|ч\.|педагог\w*|учител\w*|работник\w*|обучающ\w*|учащ\w*|учени\w*|школ\w*|оо|пар\w*|раза?|"
    r"шт(?:\.|ук\w*)?|семинар\w*|совещани\w*|консультаци\w*|соглашени\w*|мероприяти\w*|участник\w*|случа\w*|обращени\w*"
)
_WRITTEN = re.compile(
    rf"(?P<number>{_NUMBER})(?:[.,]0+)?\s*(?:\([^()\d]*\))?\s*(?:(?:{_UNITS})\s*)*(?:\([^()\d]*\))?\.?", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \u00a0\u202f]")
_SHARE = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*(?:%|проц\w*\.?)|0[.,]\d*[1-9]\d*", re.IGNORECASE)


def whole_number(text: str) -> int | None:
    """Read a whole number, with blanks between thousands, in words once more, with its unit; None for anything else."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or len(match["number"]) > _LONGEST:
        return None
    return int(_BLANKS.sub("", match["number"]))


def is_share(text: str) -> bool:
    """Say whether a text is a percent or a fraction of one («45 %», «0,45»), which is never a count."""
    return _SHARE.fullmatch(text.strip()) is not None
