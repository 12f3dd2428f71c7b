"""The closed set of rules as conditions of a workbook: what `roadmapdocs.rules.python` says, in formulas.

A builder gets the rule and the cells that hold the answers as they were understood, and returns a condition that is
true where the rule is broken. Only functions that Excel 2010, LibreOffice 7 and ONLYOFFICE share are used, none
of them entered as an array.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.model.form import Blank, FieldType, NotAbove, Required, RequiredIf, SameAs, Within

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmapdocs.model.form import Rule

__all__ = ["BUILDERS", "NEVER", "Cells", "condition", "due", "quoted"]

NEVER = "FALSE"


@dataclass(frozen=True)
class Cells:
    """Where the answers of a form stand after they were understood (`roadmapdocs.rules.excel_values`).

    `value` gives the cell of the typed value of an address: a number, a day, a text, the id of a choice; `state` the
    cell that says how it was understood. `columns` gives both as ranges for one column of a table.
    """

    blank: Blank
    value: Callable[[str], str]
    state: Callable[[str], str]
    columns: Callable[[str, str], tuple[str, str]]

    def given(self, address: str) -> str:
        """Return an expression above 0 where something stands at `address`, or for it in the reference table."""
        return self.state(address) if address in self.blank.fields else self._referred(address)

    def _referred(self, address: str) -> str:
        reference = self.blank.reference
        if reference is None:
            return "0"
        subject, _, column = address.partition(".")
        names, _ = self.columns(reference.table, reference.names)
        _, states = self.columns(reference.table, column)
        return f"SUMPRODUCT(({names}={quoted(subject)})*({states}>0))"

    def typed(self, address: str) -> str:
        """Return the condition that a value stands at `address`."""
        return f"{self.state(address)}=1"

    def kind(self, address: str) -> FieldType | None:
        """Return the type of the field at `address`; None if it has no cell of its own."""
        field = self.blank.fields.get(address)
        return None if field is None else field.type


def quoted(text: str) -> str:
    """Return a text as a formula writes it."""
    return '"' + text.replace('"', '""') + '"'


def condition(rule: Rule, cells: Cells) -> str:
    """Return the condition that `rule` is broken; `FALSE` for what a workbook cannot tell."""
    return BUILDERS[rule.rule](rule, cells)


def due(rule: Required | RequiredIf, cells: Cells) -> str:
    """Return the condition that the rule asks for an answer at all."""
    if isinstance(rule, Required):
        return "TRUE"
    if cells.kind(rule.when) is None:
        return NEVER
    chosen = ",".join(f"{cells.value(rule.when)}={quoted(value)}" for value in rule.values)
    return f"OR({chosen})" if chosen else NEVER


# --- one builder for each rule ----------------------------------------------------------------------------------


def _required(rule: Required, cells: Cells) -> str:
    return f"{cells.given(rule.field)}=0"


def _required_if(rule: RequiredIf, cells: Cells) -> str:
    return f"AND({due(rule, cells)},{cells.given(rule.field)}=0)"


def _not_above(rule: NotAbove, cells: Cells) -> str:
    part, whole = rule.field, rule.other
    if cells.kind(part) is not FieldType.INTEGER or cells.kind(whole) is not FieldType.INTEGER:
        return NEVER
    return f"AND({cells.typed(part)},{cells.typed(whole)},{cells.value(part)}>{cells.value(whole)})"


def _same_as(rule: SameAs, cells: Cells) -> str:
    one, other = rule.field, rule.other
    if cells.kind(one) is None or cells.kind(other) is None:
        return NEVER
    same = f"EXACT({cells.value(one)},{cells.value(other)})"
    return f"AND({cells.typed(one)},{cells.typed(other)},NOT({same}))"


def _within(rule: Within, cells: Cells) -> str:
    kind, value, limits = cells.kind(rule.field), cells.value(rule.field), rule.limits
    beyond: list[str] = []
    if kind is FieldType.TEXT and limits.max_length is not None:
        beyond = [f"LEN({value})>{limits.max_length}"]
    elif kind is FieldType.INTEGER or kind is FieldType.DATE:
        wanted = date if kind is FieldType.DATE else int
        ends = (("<", limits.minimum), (">", limits.maximum))
        beyond = [f"{value}{sign}{_literal(end)}" for sign, end in ends if isinstance(end, wanted)]
    return f"AND({cells.typed(rule.field)},OR({','.join(beyond)}))" if beyond else NEVER


BUILDERS: dict[str, Callable[..., str]] = {
    "required": _required,
    "required_if": _required_if,
    "not_above": _not_above,
    "same_as": _same_as,
    "within": _within,
}


def _literal(end: date | int) -> str:
    return f"DATE({end.year},{end.month},{end.day})" if isinstance(end, date) else str(end)
