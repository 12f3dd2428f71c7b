"""One value of an answer, both ways: `parse` and `format` of each field type side by side.

Also the strict pydantic class of all answers of a form, and with it their JSON Schema.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, create_model
from pydantic import Field as Setting

from roadmapdocs.model.form import Blank, Choice, Field, FieldType, Table, Value
from roadmapdocs.russian.dates import format_day, parse_day
from roadmapdocs.russian.deadlines import parse_deadline
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.russian.quantities import is_share, whole_number

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "NOT_APPLICABLE",
    "Misread",
    "answers_model",
    "choice_words",
    "format_value",
    "normalise",
    "parse_value",
    "text_of",
]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|\r|\v")

NOT_APPLICABLE = frozenset(
    fold_words(text)
    for text in (
        "не применимо",
        "неприменимо",
        "не применяется",
        "не требуется",
        "не предусмотрено",
        "не относится",
        "не касается",
        "н/п",
        "н.п.",
        "нп",
        "n/a",
        "х",
        "нет таких",
        "нет таких педагогов",
        "нет таких учителей",
        "нет таких обучающихся",
    )
)
"""What people write where a question does not concern them, folded."""


def normalise(text: str) -> str:
    r"""Return the canonical form of what a person typed; round trips hold for normalised text.

    NFC; line ends and vertical tabs become `\n`; blanks at the edges go; control characters that no XML document
    can hold go. No-break spaces and zero-width characters inside stay.
    """
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))).strip()


def has_control_characters(text: str) -> bool:
    """Say whether `normalise` would remove characters that are not blanks."""
    return _FORBIDDEN.search(_LINE_ENDS.sub("\n", text)) is not None


@dataclass(frozen=True, slots=True)
class Misread:
    """Text that is not surely a value of its field: the code of the finding and what was expected.

    `value` is what it was read as nevertheless, where a person only has to confirm it.
    """

    code: str
    expected: str = ""
    value: Value | None = None


# --- text -------------------------------------------------------------------------------------------------------


def _parse_text(_field: Field, text: str) -> Value:
    return text


def _format_text(_field: Field, value: Value) -> str:
    return str(value)


# --- whole numbers ----------------------------------------------------------------------------------------------


def _parse_integer(_field: Field, text: str) -> Value | Misread:
    number = whole_number(text)
    if number is not None:
        return number
    return Misread("E208" if is_share(text) else "E201")


def _format_integer(_field: Field, value: Value) -> str:
    return str(value)


# --- dates ------------------------------------------------------------------------------------------------------


def _parse_date(field: Field, text: str) -> Value | Misread:
    return parse_day(text) or _day_of_the_year(field, text) or _last_of_several(field, text) or Misread("E202")


def _day_of_the_year(field: Field, text: str) -> date | None:
    """Read «15 марта» where the field's limits leave only one year for it."""
    low, high = field.limits.minimum, field.limits.maximum
    if not isinstance(low, date) or not isinstance(high, date):
        return None
    days = (parse_day(f"{text.rstrip('. ')}{joint}{year}") for year in {low.year, high.year} for joint in (".", " "))
    within = {day for day in days if day is not None and low <= day <= high}
    return within.pop() if len(within) == 1 else None


def _last_of_several(field: Field, text: str) -> Misread | None:
    """Read «15 и 22 марта» as the last of its days, to be confirmed; a month is no day."""
    low = field.limits.minimum
    if not isinstance(low, date) or not text[0].isdigit():
        return None
    deadline = parse_deadline(text.replace(" и ", ", "), low.year)
    last = deadline.last_day
    if deadline.status != "exact" or last is None:
        return None
    return Misread("W417", format_day(last), last)


def _format_date(_field: Field, value: Value) -> str:
    assert isinstance(value, date)
    return format_day(value)


# --- choices ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def choice_words(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Return the folded words that are accepted for choices, with the ids they mean."""
    words: dict[str, str] = {}
    for choice in choices:
        for word in (choice.label, choice.id, *choice.accept):
            words.setdefault(fold_words(word), choice.id)
    return words


def _parse_choice(field: Field, text: str) -> Value | Misread:
    for choice in field.choices:
        if choice.label == text:
            return choice.id
    known = choice_words(field.choices).get(fold_words(text))
    return known or Misread("E203", "; ".join(f"«{choice.label}»" for choice in field.choices))


def _format_choice(field: Field, value: Value) -> str:
    return next((choice.label for choice in field.choices if choice.id == value), str(value))


_TYPES = {
    FieldType.TEXT: (_parse_text, _format_text),
    FieldType.INTEGER: (_parse_integer, _format_integer),
    FieldType.DATE: (_parse_date, _format_date),
    FieldType.CHOICE: (_parse_choice, _format_choice),
}


def parse_value(field: Field, text: str) -> Value | Misread:
    """Read normalised, non-empty text as a value of the field. Typed where certain, else a `Misread`."""
    return _TYPES[field.type][0](field, text)


def format_value(field: Field, value: Value) -> str:
    """Print a value such that `parse_value` reads the same value back."""
    return _TYPES[field.type][1](field, value)


def text_of(field: Field, value: Value | None) -> str:
    """Print a value for a document: normalised, «» for none."""
    return "" if value is None else normalise(format_value(field, value))


# --- the strict class -------------------------------------------------------------------------------------------


def _annotation(field: Field) -> Any:  # noqa: ANN401 - a type made at run time
    limits = field.limits
    bounds: dict[str, Any] = {"description": field.caption}
    if field.type is FieldType.TEXT:
        return Annotated[str, Setting(max_length=limits.max_length, **bounds)]
    if field.type is FieldType.CHOICE:
        return Annotated[Literal[tuple(choice.id for choice in field.choices)], Setting(**bounds)]
    kind = int if field.type is FieldType.INTEGER else date
    return Annotated[kind, Setting(ge=limits.minimum, le=limits.maximum, **bounds)]


_STRICT = ConfigDict(strict=True, extra="forbid", frozen=True)


def _row_model(table: Table, row_id: str, fields: Mapping[str, Field]) -> type[BaseModel]:
    members: dict[str, Any] = {
        column: (_annotation(field), ...) if field.required else (_annotation(field) | None, None)
        for column, field in fields.items()
    }
    return create_model(f"{table.id}_{row_id}".replace("-", "_"), __config__=_STRICT, **members)


@lru_cache(maxsize=32)
def answers_model(blank: Blank) -> type[BaseModel]:
    """Return the strict class of the answers of a form: one member per row, in it one per field.

    Its `model_json_schema()` is the JSON Schema of the answers. Values are typed: dates are dates, choices are ids.
    """
    members: dict[str, Any] = {}
    for table in blank.tables:
        for row in table.asked_rows:
            if row.fields:
                model = _row_model(table, row.id, row.fields)
                needed = any(field.required for field in row.fields.values())
                title = Setting(title=row.code, description=row.label or row.code)
                members[row.id] = (Annotated[model, title], ... if needed else model())
    return create_model("Answers", __config__=_STRICT, **members)
