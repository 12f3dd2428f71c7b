"""This year beside the last, where the last is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.wording import ACTIVITY, SUMMARY, item, lead, percent, say, text
from roadmapdocs.model.narrative import Basis, Section
from roadmapdocs.orders.next_year.wording import quoted, shortened
from roadmapdocs.russian.agreement import counted, enumerated, form
from roadmapdocs.russian.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Paragraph, Sentence
    from roadmapdocs.model.summary import Share, YearChange

__all__ = ["years"]

_SHOWN = 5
_LEAST_POINTS = 0.05
"""A change that is not seen with one decimal is none."""


def years(account: Account) -> Section | None:
    """The section that compares two years; None where last year is not known."""
    told = account.told
    if not told.previous:
        return None
    activities = [change for change in told.years if change.kind == "activity"]
    kept = [change for change in activities if change.change.points is not None]
    blocks: list[Paragraph] = [text(_beside(account), *_moved(kept), *_come_and_gone(activities))]
    fallen = sorted((one for one in kept if _points(one) < -_LEAST_POINTS), key=_points)
    if fallen:
        blocks.append(lead("Сильнее всего снизилась доля выполнения:", SUMMARY))
        blocks += [item(_activity(one)) for one in fallen[:_SHOWN]]
    known = [one for one in told.years if one.kind == "indicator" and _is_known(one)]
    moved = [one for one in known if _has_moved(one)]
    if moved:
        blocks.append(lead("Показатели, которые изменились:", SUMMARY))
        blocks += [item(_indicator(one)) for one in moved]
    if same := [one.code for one in known if not _has_moved(one)]:
        blocks.append(
            text(say(f"{'Не изменился' if len(same) == 1 else 'Не изменились'} {enumerated(same)}.", SUMMARY))
        )
    return Section("Сравнение с прошлым годом", tuple(blocks))


def _beside(account: Account) -> Sentence:
    return say(f"Прошлогодние данные: {account.told.previous}.", SUMMARY)


def _points(change: YearChange) -> float:
    return change.change.points or 0.0


def _moved(kept: Sequence[YearChange]) -> Iterator[Sentence]:
    if not kept:
        return
    up = sum(_points(one) > _LEAST_POINTS for one in kept)
    down = sum(_points(one) < -_LEAST_POINTS for one in kept)
    same = len(kept) - up - down
    pairs = (("выросла", up), ("снизилась", down), ("не изменилась", same))
    told = enumerated([f"{verb} по {number}" for verb, number in pairs if number])
    which = form(len(kept), "мероприятия, известного", "мероприятий, известных", "мероприятий, известных")
    yield say(f"Из {len(kept)} {which} за оба года, доля выполнения {told}.", SUMMARY)


def _come_and_gone(activities: Sequence[YearChange]) -> Iterator[Sentence]:
    new = sum(one.fate == "new" for one in activities)
    gone = sum(one.fate == "gone" for one in activities)
    told = [f"появилось {counted(new, ACTIVITY)}"] if new else []
    told += [f"больше нет {gone}"] if gone else []
    if told:
        said = enumerated(told)
        yield say(f"В плане {said}.", SUMMARY)


def _activity(change: YearChange) -> Sentence:
    said = f"{change.code}{NBSP}{quoted(shortened(change.title, 110))}: {_from_to(change)}"
    return say(said, Basis("activity", change.code))


def _indicator(change: YearChange) -> Sentence:
    said = f"{change.code}{NBSP}{quoted(change.title)}: {_from_to(change)}"
    return say(said, Basis("indicator", change.code))


def _is_known(change: YearChange) -> bool:
    moved = change.change
    return moved.points is not None or moved.difference is not None


def _has_moved(change: YearChange) -> bool:
    moved = change.change
    return bool(moved.difference) if moved.points is None else abs(moved.points) > _LEAST_POINTS


def _from_to(change: YearChange) -> str:
    moved = change.change
    before, now = (_number(share) for share in (moved.before, moved.now))
    if moved.points is None:
        return f"было {before}, стало {now}."
    points = f"{abs(moved.points):.1f}".removesuffix(".0").replace(".", ",")
    return f"было {before}, стало {now}, {'больше' if moved.points > 0 else 'меньше'} на {points}{NBSP}п.{NBSP}п."


def _number(share: Share) -> str:
    if share.ratio is None:
        return str(share.numerator)
    return f"{percent(share.ratio)} ({share.numerator} из {share.denominator})"
