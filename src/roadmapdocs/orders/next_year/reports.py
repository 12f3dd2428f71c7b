"""The rounds of reporting a year later: on a working day, after the last row they tell about, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.orders.next_year.days import DayNote, a_year_later, border_a_year_later, next_working_day
from roadmapdocs.russian.workdays import not_later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roadmapdocs.model.order import Round

__all__ = ["moved_day", "moved_rounds"]


def moved_rounds(rounds: Mapping[str, Round]) -> tuple[dict[str, Round], dict[str, DayNote]]:
    """Return the rounds a year later, and what was proposed for each day.

    A day off gives way to the working day before; to the one after it, where the earlier one would no longer follow
    the last rows that are asked, or the round that the old order had before it.
    """
    notes: dict[str, DayNote] = {}
    moved: dict[str, Round] = {}
    for name, round_ in sorted(rounds.items(), key=lambda item: item[1].due):
        until = round_.rows_until and border_a_year_later(round_.rows_until)
        earlier = [notes[other].new for other in notes if rounds[other].due < round_.due]
        if until and round_.rows_until and round_.rows_until < round_.due:
            earlier.append(until)
        notes[name] = moved_day(round_.due, max(earlier, default=None))
        moved[name] = round_.model_copy(update={"due": notes[name].new, "rows_until": until})
    return {name: moved[name] for name in rounds}, {name: notes[name] for name in rounds}


def moved_day(day: date, after: date | None = None) -> DayNote:
    """Return what is proposed for a day a year later: a working day, behind `after`."""
    same = a_year_later(day)
    new = not_later(same)
    if after and new <= after:
        new = next_working_day(max(same, after))
    return DayNote(day, same, new)
