"""Every word of a document is printed again, quoted in a finding, or known furniture: the count of what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.transcription.paper import Table, words_of
from roadmapdocs.writers.order.view import roadmap_rows
from roadmapdocs.writers.order.words import say_prose
from roadmapdocs.writers.templates import load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.transcription.paper import Notes, Paper

__all__ = ["lost_words", "printed_texts", "source_texts"]

_PRINTED = (
    *("letterhead", "kind", "requisites", "place", "heading", "preamble", "command", "clauses", "signatory"),
    *("executor", "appendices", "visas", "distribution", "acquaintance"),
)
"""What of the names that a template may use the printed order shows."""


def source_texts(paper: Paper) -> Iterator[str]:
    """Yield every text of a document."""
    for item in paper.items:
        if isinstance(item, Table):
            yield from (re.sub(r"</?[A-Za-z][^<>]{0,200}>", " ", cell.text) for row in item.rows for cell in row)
        else:
            yield item.text
    yield from (line.text for line in paper.running)


def printed_texts(order: Order) -> Iterator[str]:
    """Yield every text that the printed order shows; a merged cell of levels speaks for each of its rows."""
    said = say_prose(order, load_profile(order.profile))
    yield from _strings([said[name] for name in _PRINTED])
    yield from (activity.level for _, activity in order.activities())
    for roadmap in order.roadmaps:
        for row in roadmap_rows(order, roadmap):
            for cell in row.cells:
                yield from (line.text for line in cell.lines)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _strings(entry)


def lost_words(paper: Paper, order: Order, notes: Notes) -> list[str]:
    """Return the words of the document that are nowhere, each as often as it is missing."""
    said = [finding.seen for finding in notes.findings]
    kept = words_of([*printed_texts(order), *said, *notes.furniture])
    return sorted((words_of(source_texts(paper)) - kept).elements())
