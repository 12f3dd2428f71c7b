"""What leaves the district: no small count of pupils, and none that can be reckoned from what is left.

In a village class «1 неуспевающий» is a person. So where pupils are counted, a school's number is hidden if it, its
whole, or the rest of the whole is from 1 to `threshold` - 1. Hidden schools are merged into one number, «прочие». As a
single hidden number follows from the total, further schools are hidden, the smallest first, until the merged number
is not small itself and stands for two schools at least that are not zero; where that cannot be, the total goes too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from roadmapdocs.model.measures import NO_TRACE, Change, Share
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Indicator
    from roadmapdocs.model.summary import IndicatorLine, Summary, TwoDates, YearChange

__all__ = ["THRESHOLD", "counts_pupils", "hidden_cells", "public", "public_rows"]

THRESHOLD = 3
"""The smallest count of pupils that may be told."""

_PUPILS = re.compile(r"\b(?:обучающ|учащ|ученик|ученич|школьник|воспитанник|дет[иея]|ребен|несовершеннолетн|выпускник)")
_SMALLEST_GROUP = 2

_HIDDEN = Share(hidden=True)
_T = TypeVar("_T")


def counts_pupils(indicator: Indicator) -> bool:
    """Say whether an indicator counts pupils: its unit says so."""
    return _PUPILS.search(fold_words(indicator.unit)) is not None


def public(summary: Summary, *, threshold: int = THRESHOLD) -> Summary:
    """Return the summary as it may leave the district: small counts of pupils merged, no places in schools' files.

    A summary that is public already comes back as it is. What people wrote in their own words is not changed: it has
    to be read before it is sent on.
    """
    if summary.public:
        return summary
    return replace(
        summary,
        public=True,
        threshold=threshold,
        respondents=tuple(replace(line, file="") for line in summary.respondents),
        department=replace(summary.department, file=""),
        activities=tuple(replace(line, answers=()) for line in summary.activities),
        department_activities=tuple(replace(line, answers=()) for line in summary.department_activities),
        indicators=tuple(_merged(line, threshold) for line in summary.indicators),
        department_indicators=tuple(_merged(line, threshold) for line in summary.department_indicators),
        two_dates=tuple(_compared(pair, threshold) for pair in summary.two_dates),
        years=tuple(_year(change, summary, threshold) for change in summary.years),
        texts=tuple(replace(text, trace=NO_TRACE) for text in summary.texts),
        own_activities=(),
        school_roadmaps=(),
        findings=(),
        sources=(),
        refused=(),
    )


def hidden_cells(line: IndicatorLine, threshold: int = THRESHOLD) -> frozenset[int]:
    """Return which respondents' numbers of an indicator are hidden, by their position among `cells`."""
    if not line.pupils:
        return frozenset()
    known = {number: cell for number, cell in enumerate(line.cells) if cell is not None and cell.known}
    hidden = {number for number, cell in known.items() if _is_small(cell, threshold)}
    rest = sorted(known.keys() - hidden, key=lambda number: _size(known[number]))
    while hidden and rest and not _is_safe([known[number] for number in hidden], threshold):
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def _is_small(share: Share, threshold: int) -> bool:
    n, d = share.numerator or 0, share.denominator
    counts = (n,) if d is None else (n, d, d - n)
    return any(0 < count < threshold for count in counts)


def _is_safe(hidden: Sequence[Share], threshold: int) -> bool:
    """Say whether the sum over hidden respondents tells of none of them."""
    filled = sum(bool(share.numerator or share.denominator) for share in hidden)
    return filled >= _SMALLEST_GROUP and not _is_small(_sum(hidden), threshold)


def _size(share: Share) -> tuple[bool, int, int]:
    """Order by size; zeros last, because hiding them hides nothing."""
    return not (share.numerator or share.denominator), share.denominator or 0, share.numerator or 0


def _sum(shares: Iterable[Share]) -> Share:
    known = list(shares)
    whole = sum(share.denominator or 0 for share in known) if any(s.denominator is not None for s in known) else None
    return Share(sum(share.numerator or 0 for share in known), whole)


# --- an indicator ---------------------------------------------------------------------------------------------------


def _merged(line: IndicatorLine, threshold: int) -> IndicatorLine:
    line = replace(line, traces=())
    hidden = hidden_cells(line, threshold)
    if not hidden:
        return line
    gone = [cell for number, cell in enumerate(line.cells) if number in hidden and cell is not None]
    safe = _is_safe(gone, threshold)
    return replace(
        line,
        cells=_without(line.cells, hidden, _HIDDEN),
        cells_needed=_without(line.cells_needed, hidden, None),
        cells_reached=_without(line.cells_reached, hidden, None),
        others=_sum(gone) if safe else _HIDDEN,
        total=line.total if safe else _HIDDEN,
        needed=line.needed if safe else None,
        reached_by=None,  # with the schools that are shown it would tell how many of the hidden ones reach it
    )


def _without(values: tuple[_T, ...], hidden: frozenset[int], instead: _T) -> tuple[_T, ...]:
    return tuple(instead if number in hidden else value for number, value in enumerate(values))


# --- changes --------------------------------------------------------------------------------------------------------


def _compared(pair: TwoDates, threshold: int) -> TwoDates:
    """Hide a school's change with either of its numbers; the totals, where they differ by a small number of others."""
    before, now = _merged(pair.before, threshold), _merged(pair.now, threshold)
    cells = tuple(
        None if cell is None else Change(one or Share(), other or Share())
        for cell, one, other in zip(pair.cells, before.cells, now.cells, strict=True)
    )
    left_out = (_difference(pair.before.total, pair.total.before), _difference(pair.now.total, pair.total.now))
    told = not (before.total.hidden or now.total.hidden or any(0 < count < threshold for count in left_out))
    total = pair.total if told or not pair.before.pupils else Change(_HIDDEN, _HIDDEN)
    return replace(pair, before=before, now=now, cells=cells, total=total)


def _difference(total: Share, part: Share) -> int:
    return (total.numerator or 0) - (part.numerator or 0)


def _year(change: YearChange, summary: Summary, threshold: int) -> YearChange:
    if change.kind != "indicator":
        return change
    lines = (*summary.indicators, *summary.department_indicators)
    pupils = {line.id: line for line in lines if line.pupils}
    if change.id not in pupils and _PUPILS.search(fold_words(change.unit)) is None:
        return change
    hidden = _hides_total(pupils, change.id, threshold)
    before = _HIDDEN if _is_small(change.change.before, threshold) else change.change.before
    return replace(change, change=Change(before, _HIDDEN if hidden else change.change.now))


def _hides_total(pupils: Mapping[str, IndicatorLine], name: str, threshold: int) -> bool:
    return name in pupils and _merged(pupils[name], threshold).total.hidden


# --- rows -----------------------------------------------------------------------------------------------------------

_TOLD_TABLES = ("plan-", "indicators")


def public_rows(
    rows: Iterable[Mapping[str, object]], order: Order, summary: Summary, *, threshold: int = THRESHOLD
) -> Iterator[dict[str, object]]:
    """Yield the rows of the long table as they may leave the district.

    Statuses, dates and numbers stay; a number that `public` merges is `hidden`. What people wrote in words, and the
    passport with names and telephones, is `left_out`. Raw text, files and places are gone everywhere. `summary` is
    that of the same submissions.
    """
    hidden = set(_hidden_answers(order, summary, threshold))
    for row in rows:
        told = str(row["table"]).startswith(_TOLD_TABLES) and not _in_words(row)
        gone = (row["respondent"], row["indicator"]) in hidden
        status = "hidden" if gone else row["status"] if told or row["value"] is None else "left_out"
        kept = {} if told and not gone else {"value": None, "text": ""}
        yield {**row, **kept, "status": status, "raw": "", "file": "", "place": ""}


def _in_words(row: Mapping[str, object]) -> bool:
    """Say whether a value is text of the respondent's own: statuses and yes/no are the only other strings."""
    return isinstance(row["value"], str) and row["field"] not in ("status", "answer")


def _hidden_answers(order: Order, summary: Summary, threshold: int) -> Iterator[tuple[str, str]]:
    """Yield the respondents and the indicators they were asked whose numbers are hidden."""
    groups = (
        (summary.indicators, summary.respondents),
        (summary.department_indicators, (summary.department,)),
    )
    for lines, respondents in groups:
        for line in lines:
            source = order.indicators[line.id].source
            asked = line.id if source in (None, "times") else str(source)
            for number in hidden_cells(line, threshold):
                yield respondents[number].code, asked
