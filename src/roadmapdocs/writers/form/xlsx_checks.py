"""Checks on typing in the cells of a form's sheet, with messages for people (ECMA-376 part 1, 18.3.1.32)."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from roadmapdocs.model.form import FieldType
from roadmapdocs.russian.dates import format_day
from roadmapdocs.writers.xlsx.text import xstring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.model.form import Blank, Choice, Field, Limits

__all__ = ["checks"]

_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255
_EARLIEST = date(2000, 1, 1)
_EPOCH = date(1899, 12, 30)


def checks(blank: Blank, cells: Mapping[str, str], lists: Mapping[tuple[Choice, ...], str]) -> list[DataValidation]:
    """Return the checks of a blank, one for all cells that ask the same.

    `cells` are references by the addresses of fields, `lists` the names of the ranges that hold the choices.
    """
    asked: dict[tuple[object, ...], list[str]] = {}
    fields: dict[tuple[object, ...], Field] = {}
    for address, reference in cells.items():
        field = blank.fields[address]
        same = (field.type, field.caption, field.prompt, field.limits, field.choices)
        fields[same] = field
        asked.setdefault(same, []).append(reference)
    return [_check(field, lists, " ".join(asked[same])) for same, field in fields.items()]


def _check(field: Field, lists: Mapping[tuple[Choice, ...], str], cells: str) -> DataValidation:
    """Return a check. Only a list refuses: words in place of a number or a date may be a true answer («н/п»)."""
    condition, expected = _CONDITIONS[field.type](field, lists)
    refuses = field.type is FieldType.CHOICE
    check = DataValidation(
        sqref=cells,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=_shortened(field.caption, _TITLE_LENGTH),
        prompt=_shortened(expected, _MESSAGE_LENGTH),
        errorTitle="Проверьте ответ",
        error=_shortened(
            expected if refuses else f"{expected} Если верен другой ответ, подтвердите его.", _MESSAGE_LENGTH
        ),
        errorStyle="stop" if refuses else "warning",
    )
    for name, value in condition.items():
        setattr(check, name, value)
    return check


def _shortened(text: str, length: int) -> str:
    return xstring(textwrap.shorten(text, length, placeholder="…"))


# --- what is expected, for programs and for people --------------------------------------------------------------


def _text(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    hint = field.prompt[:1].upper() + field.prompt[1:] or "Впишите ответ"
    longest = field.limits.max_length
    return {}, f"{hint}: не больше {longest} знаков." if longest else f"{hint}."


def _integer(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    low, high = field.limits.minimum, field.limits.maximum
    condition = _between("whole", str(0 if low is None else low), None if high is None else str(high))
    return condition, f"Укажите целое число {_range('от', 'до', field.limits)}без слов и процентов, например 12."


def _date(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    low, high = field.limits.minimum, field.limits.maximum
    start = low if isinstance(low, date) else _EARLIEST
    condition = _between("date", _serial(start), _serial(high) if isinstance(high, date) else None)
    return condition, f"Укажите дату {_range('с', 'по', field.limits)}в виде 15.03.2024."


def _choice(field: Field, lists: Mapping[tuple[Choice, ...], str]) -> tuple[dict[str, str], str]:
    wanted = "Выберите ответ из списка: стрелка справа от клетки или клавиши Alt и ↓."
    return {"type": "list", "formula1": lists[field.choices]}, wanted


_CONDITIONS = {
    FieldType.TEXT: _text,
    FieldType.INTEGER: _integer,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
}


def _between(kind: str, low: str, high: str | None) -> dict[str, str]:
    if high is None:
        return {"type": kind, "operator": "greaterThanOrEqual", "formula1": low}
    return {"type": kind, "operator": "between", "formula1": low, "formula2": high}


def _serial(day: date) -> str:
    return str((day - _EPOCH).days)


def _range(low_word: str, high_word: str, limits: Limits) -> str:
    """Return «от 0 до 400, », «с 01.07.2023 по 31.08.2024, » or nothing."""
    ends = ((low_word, limits.minimum), (high_word, limits.maximum))
    parts = [f"{word} {_shown(end)}" for word, end in ends if end is not None]
    return f"{' '.join(parts)}, " if parts else ""


def _shown(end: date | int) -> str:
    return format_day(end) if isinstance(end, date) else str(end)
