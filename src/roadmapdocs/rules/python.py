"""The closed set of rules of a form, each with its evaluator in Python.

An evaluator gets the rule and the answers and returns a finding or None. An answer that could not be understood
already has a finding of its own, so rules stay silent about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.answers import format_value
from roadmapdocs.findings import Finding, Place, finding
from roadmapdocs.model.form import (
    Blank,
    Field,
    Limits,
    NotAbove,
    Required,
    RequiredIf,
    Row,
    Rule,
    SameAs,
    Table,
    Value,
    Within,
)
from roadmapdocs.model.submission import MISSING, Answer, Given, Missing
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["EVALUATORS", "Answered", "all_rules", "broken_rules", "range_of"]


@lru_cache(maxsize=64)
def all_rules(blank: Blank) -> tuple[Rule, ...]:
    """Return the rules of a blank: those its fields state (`required`, `limits`) and those between fields."""
    return (*_field_rules(blank), *blank.rules)


def _field_rules(blank: Blank) -> Iterator[Rule]:
    for address, field in blank.fields.items():
        if field.required:
            yield Required(field=address)
        if field.limits != Limits():
            yield Within(field=address, limits=field.limits)


@dataclass(frozen=True)
class Answered:
    """The answers of one form, with those that stand in the reference table under the rows they speak of."""

    blank: Blank
    answers: Mapping[str, Answer]
    file: str = ""

    def answer(self, address: str) -> Answer:
        """Return the answer at `address`; `A13.reason` is looked up in the table of reasons."""
        found = self.answers.get(address)
        return self._referred(address) if found is None else found

    def _referred(self, address: str) -> Answer:
        reference = self.blank.reference
        if reference is None:
            return MISSING
        subject, _, column = address.partition(".")
        for table, row in self.blank.rows.values():
            if table.id == reference.table and self.value(f"{row.id}.{reference.names}") == subject:
                answer = self.answers.get(f"{row.id}.{column}", MISSING)
                if not isinstance(answer, Missing):
                    return answer
        return MISSING

    def value(self, address: str) -> Value | None:
        """Return the typed value at `address`, None where there is none."""
        answer = self.answer(address)
        return answer.value if isinstance(answer, Given) else None

    def asked(self, address: str) -> tuple[Table, Row, Field]:
        """Return the table, row and field of an address; for a referred one, the row it speaks of."""
        row_id, _, column = address.partition(".")
        table, row = self.blank.rows[row_id]
        return table, row, row.fields.get(column) or self._reference_field(column)

    def _reference_field(self, column: str) -> Field:
        reference = self.blank.reference
        rows = (row for table, row in self.blank.rows.values() if reference and table.id == reference.table)
        return next(rows).fields[column]

    def place(self, address: str) -> Place:
        """Return where the answer at `address` stands, or should stand."""
        _, row, field = self.asked(address)
        answer = self.answer(address)
        return Place(self.file, answer.place, row.name, field.caption)

    def shown(self, address: str) -> str:
        """Return the value at `address` as people read it."""
        value = self.value(address)
        return "" if value is None else format_value(self.asked(address)[2], value)


def broken_rules(answered: Answered) -> Iterator[Finding]:
    """Yield a finding for every rule that the answers break, in the order of the form."""
    for rule in all_rules(answered.blank):
        broken = EVALUATORS[rule.rule](rule, answered)
        if broken is not None:
            yield broken


# --- evaluators -------------------------------------------------------------------------------------------------


def _required(rule: Required, answered: Answered) -> Finding | None:
    if not isinstance(answered.answer(rule.field), Missing):
        return None
    field = answered.asked(rule.field)[2]
    return finding("E204", answered.place(rule.field), expected=_what(field), address=rule.field)


def _required_if(rule: RequiredIf, answered: Answered) -> Finding | None:
    if answered.value(rule.when) not in rule.values or not isinstance(answered.answer(rule.field), Missing):
        return None
    field = answered.asked(rule.field)[2]
    code = "E204" if rule.field in answered.blank.fields else "E301"
    seen = answered.shown(rule.when)
    place = answered.place(rule.field if code == "E204" else rule.when)  # a reason has no cell before it is given
    return finding(code, place, seen=seen, expected=_what(field), address=rule.field)


def _not_above(rule: NotAbove, answered: Answered) -> Finding | None:
    part, whole = answered.value(rule.field), answered.value(rule.other)
    if not isinstance(part, int) or not isinstance(whole, int) or part <= whole:
        return None
    expected = f"{whole} (строка {answered.asked(rule.other)[1].code})"
    return finding("E302", answered.place(rule.field), seen=str(part), expected=expected, address=rule.field)


def _same_as(rule: SameAs, answered: Answered) -> Finding | None:
    value, other = answered.value(rule.field), answered.value(rule.other)
    if value is None or other is None or value == other:
        return None
    expected = f"{answered.shown(rule.other)} (строка {answered.asked(rule.other)[1].code})"
    seen = answered.shown(rule.field)
    return finding("E303", answered.place(rule.field), seen=seen, expected=expected, address=rule.field)


def _within(rule: Within, answered: Answered) -> Finding | None:
    value, limits = answered.value(rule.field), rule.limits
    if value is None:
        return None
    place = answered.place
    if isinstance(value, str):
        longest = limits.max_length
        if longest is None or len(value) <= longest:
            return None
        return finding("E206", place(rule.field), seen=str(len(value)), expected=str(longest), address=rule.field)
    if _holds(value, limits):
        return None
    seen = answered.shown(rule.field)
    return finding("E205", place(rule.field), seen=seen, expected=range_of(limits), address=rule.field)


EVALUATORS: dict[str, Callable[..., Finding | None]] = {
    "required": _required,
    "required_if": _required_if,
    "not_above": _not_above,
    "same_as": _same_as,
    "within": _within,
}


def _holds(value: int | date, limits: Limits) -> bool:
    low, high = limits.minimum, limits.maximum
    if isinstance(value, date):
        return (not isinstance(low, date) or low <= value) and (not isinstance(high, date) or value <= high)
    return (not isinstance(low, int) or low <= value) and (not isinstance(high, int) or value <= high)


def range_of(limits: Limits) -> str:
    """Print limits for people: «от 0 до 400»."""
    low, high = (_shown_limit(limit) for limit in (limits.minimum, limits.maximum))
    return " ".join((*(("от", low) if low else ()), *(("до", high) if high else ())))


def _shown_limit(limit: int | date | None) -> str:
    if limit is None:
        return ""
    return format_day(limit) if isinstance(limit, date) else str(limit)


def _what(field: Field) -> str:
    """Say what is expected in an empty field: its caption and how to answer."""
    how = {
        "choice": "выберите из списка",
        "date": "например 15.03.2024",
        "integer": "целое число, например 12",
        "text": field.prompt,
    }[field.type.value]
    caption = field.caption[:1].lower() + field.caption[1:]
    return f"{caption} ({how})" if how and how != "впишите" else caption
