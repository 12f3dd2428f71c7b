"""What has changed: counts at two dates of one year, and this year beside the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roadmapdocs.model.summary import Change, Share, TwoDates, YearChange
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.deadlines import format_window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity
    from roadmapdocs.model.summary import ActivityLine, IndicatorLine, Summary

__all__ = ["two_dates", "year_changes"]

_Kind = Literal["activity", "indicator"]
_Fate = Literal["kept", "new", "gone"]


# --- two dates of one year --------------------------------------------------------------------------------------


def two_dates(order: Order, lines: Sequence[IndicatorLine]) -> Iterator[TwoDates]:
    """Pair the counts of one thing that an activity asks in two of its windows; of several the first and the last.

    Two indicators count one thing when they belong to one activity and have one unit, and each names its window.
    """
    by_id = {line.id: line for line in lines}
    for _, activity in order.activities():
        for names in _same_thing(order, activity):
            first, last = names[0], names[-1]
            if len(names) > 1 and first in by_id and last in by_id:
                yield _paired(order, activity, by_id[first], by_id[last])


def _same_thing(order: Order, activity: Activity) -> Iterable[list[str]]:
    by_unit: dict[str, list[str]] = {}
    for name in activity.indicators:
        indicator = order.indicators[name]
        if indicator.window is not None and indicator.ask == "count":
            by_unit.setdefault(indicator.unit, []).append(name)
    return [sorted(names, key=lambda name: order.indicators[name].window or 0) for names in by_unit.values()]


def _paired(order: Order, activity: Activity, before: IndicatorLine, now: IndicatorLine) -> TwoDates:
    cells = tuple(
        None if one is None or other is None else Change(one, other)
        for one, other in zip(before.cells, now.cells, strict=True)
    )
    both = [cell for cell in cells if cell is not None and cell.difference is not None]
    total = Change(
        Share(sum(cell.before.numerator or 0 for cell in both)) if both else Share(),
        Share(sum(cell.now.numerator or 0 for cell in both)) if both else Share(),
    )
    return TwoDates(
        title=" ".join(activity.text.split()),
        unit=now.unit,
        before_date=_window_of(order, activity, before),
        now_date=_window_of(order, activity, now),
        before=before,
        now=now,
        total=total,
        both=len(both),
        cells=cells,
    )


def _window_of(order: Order, activity: Activity, line: IndicatorLine) -> str:
    """Return the window that a count belongs to, as a form prints it; the indicator's title where it has none."""
    number, windows = order.indicators[line.id].window, deadline_of(order, activity).windows
    return format_window(windows[number - 1]) if number is not None and number <= len(windows) else line.title


# --- two years --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Number:
    """An activity or an indicator of one year: what it is called, and its number."""

    id: str
    code: str
    title: str
    group: str
    unit: str
    share: Share


def year_changes(order: Order, now: Summary, before: Summary) -> Iterator[YearChange]:
    """Compare two summaries by stable ids: activities, then indicators, the schools' and the department's.

    An activity that lists `previous` ids is compared with those rows of last year together; one that does not, with
    the row of its own id.
    """
    origins = {f"{roadmap.id}.{a.id}": _before_ids(roadmap.id, a) for roadmap, a in order.activities()}
    for lines, old in (
        (now.activities, before.activities),
        (now.department_activities, before.department_activities),
    ):
        yield from _compared("activity", _activities(lines), _activities(old), origins)
    for numbers, old_numbers in (
        (now.indicators, before.indicators),
        (now.department_indicators, before.department_indicators),
    ):
        yield from _compared("indicator", _indicators(numbers), _indicators(old_numbers), {})


def _before_ids(roadmap: str, activity: Activity) -> tuple[str, ...]:
    return tuple(f"{roadmap}.{name}" for name in activity.previous) or (f"{roadmap}.{activity.id}",)


def _activities(lines: Sequence[ActivityLine]) -> Mapping[str, _Number]:
    """Return the activities by roadmap and id, each with the sums over its rows: ids are unique in a roadmap."""
    found: dict[str, _Number] = {}
    for line in lines:
        key = f"{line.of}.{line.id}"
        code, share = line.code.rstrip("абвгдежзик"), Share(line.done, line.due)
        if key in found:
            share = _added([found[key].share, share])
        found[key] = _Number(key, code, line.text, line.roadmap, "", share)
    return {key: _due(number) for key, number in found.items()}


def _due(number: _Number) -> _Number:
    """A row that is due for nobody has no share: 0 of 0 is not applicable, never 0 %."""
    if number.share.denominator:
        return number
    return _Number(number.id, number.code, number.title, number.group, "", Share(not_applicable=True))


def _indicators(lines: Sequence[IndicatorLine]) -> Mapping[str, _Number]:
    return {line.id: _Number(line.id, line.code, line.title, "", line.unit, line.total) for line in lines}


def _added(shares: Sequence[Share]) -> Share:
    known = [share for share in shares if share.known]
    if not known:
        return next(iter(shares), Share())
    return Share(sum(s.numerator or 0 for s in known), sum(s.denominator or 0 for s in known))


def _compared(
    kind: _Kind, now: Mapping[str, _Number], before: Mapping[str, _Number], origins: Mapping[str, tuple[str, ...]]
) -> Iterator[YearChange]:
    continued: set[str] = set()
    for key, number in now.items():
        found = [name for name in origins.get(key, (key,)) if name in before]
        continued |= set(found)
        old = _together([before[name].share for name in found])
        yield _change(kind, number, tuple(found), "kept" if found else "new", Change(old, number.share))
    for key, number in before.items():
        if key not in continued:
            yield _change(kind, number, (key,), "gone", Change(number.share, Share()))


def _together(shares: Sequence[Share]) -> Share:
    return shares[0] if len(shares) == 1 else _added(shares)


def _change(kind: _Kind, number: _Number, before: tuple[str, ...], fate: _Fate, change: Change) -> YearChange:
    return YearChange(
        kind=kind,
        id=number.id,
        code=number.code,
        title=number.title,
        group=number.group,
        unit=number.unit,
        before_ids=before,
        fate=fate,
        change=change,
    )
