"""The commanding word that divides the reasons of an order from its clauses: «приказываю», in any spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.transcription.paper import Line
from roadmapdocs.transcription.requisites import FORMULA

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["divide_at_command", "divide_at_first_clause"]

_WORDS = ("приказываю", "приказываем", "приказывает", "обязываю", "постановляю", "постановляет", "распоряжаюсь")
_FIRST = re.compile(r"1\s?[.)]\s*(?!\d)")
_SPELLED = re.compile("|".join(r"\s?".join(word) for word in _WORDS), re.IGNORECASE)


def divide_at_command(lines: Sequence[Line]) -> tuple[list[Line], str, list[Line]] | None:
    """Return the lines before the commanding word, the word as it is spelled, the lines behind it; None without one."""
    for index, line in enumerate(lines):
        found = next((f for f in _SPELLED.finditer(line.text) if _stands_alone(line.text, f)), None)
        if found is None:
            continue
        ending = re.compile(r"\s*:?\s*").match(line.text, found.end())
        end = ending.end() if ending else found.end()
        before = [*lines[:index], *_piece(line, line.text[: found.start()])]
        return before, line.text[found.start() : end].strip(), [*_piece(line, line.text[end:]), *lines[index + 1 :]]
    return None


def divide_at_first_clause(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Divide an order that has no commanding word, as a «распоряжение» may: its reasons end where clause 1 begins.

    There are no reasons where the first line does not begin as they do, or no line is numbered 1.
    """
    first = next((index for index, line in enumerate(lines) if _FIRST.match(line.text)), 0)
    if not first or not FORMULA.match(lines[0].text):
        return [], list(lines)
    last = Line(lines[first - 1].text.rstrip(" :"), lines[first - 1].place)
    return [*lines[: first - 1], last], list(lines[first:])


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Say whether the word is no part of another, and ends its line or a colon stands behind it."""
    before, after = text[: found.start()], text[found.end() :]
    return not re.search(r"\w$", before) and re.match(r"\s*(?::|$|\d\.)", after) is not None


def _piece(line: Line, text: str) -> list[Line]:
    return [Line(text.strip(), line.place)] if text.strip() else []
