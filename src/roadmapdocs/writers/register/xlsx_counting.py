"""The formulas of a register: grey columns beside the pupils that say who counts at which date, and sums over them.

A pupil may have several rows, one for each subject, but counts once: in the first row that is on the register at that
date. Names are compared with the class beside them, without letter case and outer blanks, as COUNTIFS compares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.forms.pupil_register import ILL, ROUTE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmapdocs.model.pupil_register import PupilRegister

__all__ = ["PUPILS", "Helper", "Ranges", "helpers"]

PUPILS = "Реестр"
"""The sheet with the names."""

_MARKS = ("on", "pupil", "several", "ill", "route")
"""What is reckoned of a row at a date: whether it counts, whether its pupil counts here, and what else of the pupil."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A grey column: its caption and its formula for a row."""

    id: str
    caption: str
    formula: str

    def at(self, row: int) -> str:
        """Return the formula for a row."""
        return self.formula.format(row=row)


class Ranges:
    """Where the columns of the register stand on its sheet; `first` is the row of the first pupil."""

    def __init__(self, register: PupilRegister, first: int) -> None:
        self.first, self.last = first, first + register.rows - 1
        own = [column.id for column in register.columns]
        grey = ["key", *(f"{mark}{place}" for place in range(len(register.dates)) for mark in _MARKS)]
        self.letters = {name: get_column_letter(number) for number, name in enumerate([*own, "", *grey], start=1)}

    def __getitem__(self, name: str) -> str:
        """Return a column as an absolute range of its own sheet."""
        letter = self.letters[name]
        return f"${letter}${self.first}:${letter}${self.last}"

    def outside(self, name: str) -> str:
        """Return a column as other sheets write it."""
        return f"{PUPILS}!{self[name]}"


def helpers(register: PupilRegister, ranges: Ranges) -> Iterator[Helper]:
    """Return the grey columns, in the order in which they stand."""
    cell = {name: f"${letter}{{row}}" for name, letter in ranges.letters.items() if name}
    yield Helper(
        "key", "ученик", f'IF({cell["name"]}="","",TRIM({cell["name"]})&"|"&{cell["class"]}&"|"&{cell["letter"]})'
    )
    for place, day in enumerate(register.dates):
        yield from _at_date(ranges, cell, place, day)


def _at_date(ranges: Ranges, cell: dict[str, str], place: int, day: date) -> Iterator[Helper]:
    on, pupil = cell[f"on{place}"], cell[f"pupil{place}"]
    serial = f"DATE({day.year},{day.month},{day.day})"
    shown = f"{day:%d.%m.%Y}"
    mine = f"{ranges['key']},{cell['key']},{ranges[f'on{place}']},1"
    before = f"${ranges.letters['key']}${ranges.first}:{cell['key']},{cell['key']}"
    counting = f"${ranges.letters[f'on{place}']}${ranges.first}:{on},1"
    until = cell["until"]
    yield Helper(
        f"on{place}",
        f"учтён {shown}",
        f'IF({cell["key"]}="",0,IF(AND({cell["since"]}<={serial},OR({until}="",{until}>{serial})),1,0))',
    )
    yield Helper(f"pupil{place}", f"ученик {shown}", f"IF({on}=1,IF(COUNTIFS({before},{counting})=1,1,0),0)")
    for name, caption, condition in (
        ("several", "предметы", f'{ranges["subject"]},"<>"&{cell["subject"]}'),
        ("ill", "по болезни", f'{ranges["mark"]},"{ILL}"'),
        ("route", "ИОМ", f'{ranges["measures"]},"*{ROUTE}*"'),
    ):
        formula = f"IF({pupil}=1,IF(COUNTIFS({mine},{condition})>0,1,0),0)"
        yield Helper(f"{name}{place}", f"{caption} {shown}", formula)
