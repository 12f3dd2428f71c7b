"""What a register says besides its columns, the same in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from datetime import date

__all__ = ["ABOUT_NUMBERS", "CHANGE", "COUNTED", "ENROLLED", "counted_on"]

ENROLLED = "Всего обучающихся"
COUNTED = ("На учёте", "по двум и более предметам", "не аттестованы по болезни", "с ИОМ")
"""What is counted at each date; those behind the first are among it."""
CHANGE = "Изменение"

ABOUT_NUMBERS = (
    "В отчёт идут только числа по школе. Разбивка по классам и предметам остаётся в школе: в маленьком классе одно "
    "число указывает на ученика."
)


def counted_on(day: date) -> str:
    """Say which day a number is of: «на 30.11.2023»."""
    return f"на {format_day(day)}"
