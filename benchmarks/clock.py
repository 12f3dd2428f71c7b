"""Times several ways of doing the same work, turn by turn, and prints them as multiples of a limit."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass
class Case:
    """One way of doing the work. `work` is called with the number of the round; every n-th round where it is slow.

    `bar` is the multiple of the limit that must not be passed; `note` stands in the last column.
    """

    name: str
    work: Callable[[int], object]
    every: int = 1
    bar: float | None = None
    note: str = ""
    times: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.work(0)  # imports and caches are not what is measured

    def time(self, turn: int) -> None:
        """Do the work once and keep the time in milliseconds."""
        start = perf_counter()
        self.work(turn)
        self.times[turn] = 1000 * (perf_counter() - start)


def measure(cases: Sequence[Case], rounds: int) -> None:
    """Let all cases take turns, each round in another order, so that a slow moment of the machine hits all alike.

    The garbage collector runs between rounds and at no other time.
    """
    gc.collect()
    gc.disable()
    try:
        for turn in range(rounds):
            first = turn % len(cases)
            for case in (*cases[first:], *cases[:first]):
                if turn % case.every == 0:
                    case.time(turn)
            gc.collect()
    finally:
        gc.enable()


def show(title: str, limit: Case, cases: Sequence[Case]) -> None:
    """Print the times, and the multiples of `limit`: the median over rounds, and best over best."""
    print(f"\n{title}")
    print(f"{'':44} {'median ms':>10} {'best ms':>9} {'median':>9} {'best':>9}  {'bar':<8} ")
    for case in (limit, *(case for case in cases if case is not limit)):
        middle = median(case.times.values())
        best = min(case.times.values())
        bar = "" if case.bar is None else f"≤ {case.bar:g}"
        ratios = f"{times(ratio_of(case, limit))} {times(best / min(limit.times.values()))}"
        print(f"{case.name:44} {middle:10.2f} {best:9.2f} {ratios}  {bar:<8} {case.note}")


def ratio_of(case: Case, limit: Case) -> float:
    """Return the median of the ratios to `limit` in the same round."""
    return median(spent / limit.times[turn] for turn, spent in case.times.items())


def times(ratio: float) -> str:
    """Return a ratio as it is printed in a column: two figures after the point, none for great ones."""
    return f"{ratio:7.2f} L" if ratio < 100 else f"{ratio:7.0f} L"
