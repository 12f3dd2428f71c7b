"""Indicators over respondents: Σn/Σd or the share of schools, never a mean of percents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.activities import trace_of
from roadmapdocs.aggregate.privacy import counts_pupils
from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.forms.plan import DATE, rows_of
from roadmapdocs.forms.questions import ANSWER, WHOLE
from roadmapdocs.model.form import Form
from roadmapdocs.model.measures import NO_TRACE, Share, Trace
from roadmapdocs.model.submission import NotApplicable, Submission
from roadmapdocs.model.summary import IndicatorLine
from roadmapdocs.orders.deadlines import deadline_of

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap, Target

__all__ = ["Columns", "indicator_lines", "needed"]

Columns = Sequence[tuple[Form, Submission | None]]
"""The respondents of a summary: the form each was sent, and what it returned."""


def needed(target: Target, denominator: int) -> int:
    """Return the smallest numerator that reaches the target: with 7 schools «не менее 50 %» needs 4."""
    return ceil(round(target.share * denominator, 9))


def indicator_lines(order: Order, columns: Columns, sender: str, *, details: bool = True) -> Iterator[IndicatorLine]:
    """Return the lines of all indicators whose numbers come from `sender` («school» or «department»).

    `details` adds where each respondent's number was written.
    """
    for name, indicator in order.indicators.items():
        origin = _origin(order, name, indicator)
        if origin is not None and sender in origin.activity.reported_by:
            yield _line(order, name, origin, columns, details=details)


@dataclass(frozen=True)
class _Origin:
    """Where the numbers of an indicator are asked: the indicator that is asked, and the row it belongs to."""

    indicator: Indicator
    roadmap: Roadmap
    activity: Activity


def _origin(order: Order, name: str, indicator: Indicator) -> _Origin | None:
    source = name if indicator.source in (None, "times") else str(indicator.source)
    for roadmap, activity in order.activities():
        if source in activity.indicators:
            return _Origin(order.indicators[source], roadmap, activity)
    return None


def _line(order: Order, name: str, origin: _Origin, columns: Columns, *, details: bool) -> IndicatorLine:
    indicator = order.indicators[name]
    read = _reader(order, indicator, origin)
    asked_of = [_is_asked(form, origin) for form, _ in columns]
    cells = tuple(
        (Share() if submission is None else read(submission)) if is_asked else None
        for (_, submission), is_asked in zip(columns, asked_of, strict=True)
    )
    asked = [cell for cell in cells if cell is not None]
    applicable = sum(not cell.not_applicable for cell in asked)
    answered = [cell for cell in asked if cell.known]
    total = _total(indicator, answered, applicable)
    target = indicator.target
    traces = (
        _trace(order, indicator, origin, submission) if submission and is_asked else NO_TRACE
        for (_, submission), is_asked in zip(columns, asked_of, strict=True)
    )
    return IndicatorLine(
        code=indicator.code,
        title=indicator.title,
        unit=indicator.unit,
        aggregation=indicator.aggregation,
        target=str(target) if target else "",
        total=total,
        needed=needed(target, total.denominator or 0) if target and total.denominator else None,
        reached=_reached(indicator, total, unknown=applicable - len(answered)),
        answered=len(answered),
        asked=applicable,
        reached_by=_reached_by(indicator, answered),
        cells=cells,
        id=name,
        goal=target.share if target else None,
        pupils=counts_pupils(indicator),
        cells_needed=tuple(_own_need(indicator, cell) for cell in cells),
        cells_reached=tuple(_own_verdict(indicator, cell) for cell in cells),
        traces=tuple(traces) if details else (),
    )


def _is_asked(form: Form, origin: _Origin) -> bool:
    code = ascii_code(origin.activity.code)
    return any(row == code or (row.startswith(code) and row[len(code) :].isalpha()) for row in form.blank.rows)


# --- one respondent ---------------------------------------------------------------------------------------------


def _reader(order: Order, indicator: Indicator, origin: _Origin) -> Callable[[Submission], Share]:
    if indicator.source == "times":
        codes = [ascii_code(code) for code, _ in rows_of(origin.activity, deadline_of(order, origin.activity))]
        return lambda submission: _by_rule(indicator, _times(submission, codes))
    return lambda submission: _by_rule(indicator, _asked(submission, origin.indicator))


def _times(submission: Submission, rows: list[str]) -> Share:
    values = [submission.value(f"{row}.{DATE}") for row in rows]
    counted = [value for value in values if isinstance(value, int)]
    return Share(sum(counted) if counted else None)


def _asked(submission: Submission, indicator: Indicator) -> Share:
    """Read what a respondent answered: n of d, a count, or 1 and 0 for yes and no."""
    row = ascii_code(indicator.code)
    answer = submission.answers.get(f"{row}.{ANSWER}")
    value = submission.value(f"{row}.{ANSWER}")
    if isinstance(answer, NotApplicable) or value == "not_applicable":
        return Share(not_applicable=True)
    if indicator.ask == "yes_no":
        return Share(None if value is None else int(value == "yes"))
    whole = submission.value(_whole(submission, indicator)) if indicator.ask == "ratio" else None
    if whole == 0:
        return Share(not_applicable=True)
    if not isinstance(value, int) or (indicator.ask == "ratio" and not isinstance(whole, int)):
        return Share()
    return Share(value, whole if isinstance(whole, int) else None)


def _whole(submission: Submission, indicator: Indicator) -> str:
    name = indicator.denominator.removeprefix("school.")
    known = {attribute: address for address, attribute in submission.form.blank.known_from_roster}
    return known.get(name, f"{ascii_code(indicator.code)}.{WHOLE}")


def _by_rule(indicator: Indicator, share: Share) -> Share:
    """For a share of schools, turn a school's number into 1 or 0 by the indicator's rule."""
    if indicator.aggregation != "schools" or not share.known:
        return share
    assert share.numerator is not None
    return Share(int(share.numerator > 0))


# --- the district -----------------------------------------------------------------------------------------------


def _total(indicator: Indicator, answered: list[Share], applicable: int) -> Share:
    if not answered and indicator.aggregation != "schools":
        return Share()
    numerator = sum(cell.numerator or 0 for cell in answered)
    if indicator.aggregation == "schools":
        return Share(numerator, applicable) if applicable else Share(not_applicable=True)
    if indicator.aggregation == "pooled":
        return Share(numerator, sum(cell.denominator or 0 for cell in answered))
    return Share(numerator)


def _reached(indicator: Indicator, total: Share, *, unknown: int) -> bool | None:
    """Say whether the target is reached by those that answered; None while schools that have not can decide it."""
    if indicator.target is None or total.numerator is None or not total.denominator:
        return None
    least = needed(indicator.target, total.denominator)
    if indicator.aggregation == "schools":
        if total.numerator >= least:
            return True
        return False if total.numerator + unknown < least else None
    return total.numerator >= least


def _reached_by(indicator: Indicator, answered: list[Share]) -> int | None:
    if indicator.target is None or indicator.aggregation != "pooled":
        return None
    return sum(_own_verdict(indicator, cell) is True for cell in answered)


# --- one respondent against the target --------------------------------------------------------------------------


def _own_need(indicator: Indicator, cell: Share | None) -> int | None:
    """Return the smallest numerator that reaches the target at a respondent's own denominator."""
    if indicator.target is None or indicator.aggregation != "pooled" or cell is None or not cell.denominator:
        return None
    return needed(indicator.target, cell.denominator)


def _own_verdict(indicator: Indicator, cell: Share | None) -> bool | None:
    """Say whether a respondent reaches the target itself; for a share of schools, whether it is one of them."""
    if indicator.target is None or cell is None or not cell.known:
        return None
    if indicator.aggregation == "schools":
        return cell.numerator == 1
    least = _own_need(indicator, cell)
    return None if least is None or cell.numerator is None else cell.numerator >= least


def _trace(order: Order, indicator: Indicator, origin: _Origin, submission: Submission) -> Trace:
    """Return where a respondent's number was written; for one that is counted over several rows, the first of them."""
    if indicator.source == "times":
        codes = (ascii_code(code) for code, _ in rows_of(origin.activity, deadline_of(order, origin.activity)))
        return next(
            (trace_of(submission, f"{code}.{DATE}") for code in codes if f"{code}.{DATE}" in submission.answers),
            NO_TRACE,
        )
    return trace_of(submission, f"{ascii_code(origin.indicator.code)}.{ANSWER}")
