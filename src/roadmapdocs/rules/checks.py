"""What the sheet «Проверка» of a workbook checks: one check for everything a person can get wrong in a form.

A check is a rule of the blank, or that a typed answer can be understood. It has the code of the finding that we
would make of it, and a short remedy. Formulas judge it in the workbook, `Standing` judges it here, so that a form is
sent with the verdicts that it deserves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.answers import text_of
from roadmapdocs.model.form import Blank, Field, FieldType, NotAbove, Required, RequiredIf, Row, SameAs, Within
from roadmapdocs.model.submission import MISSING, Answer, Given
from roadmapdocs.rules.python import EVALUATORS, Answered, all_rules, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from roadmapdocs.model.form import Rule, Value

__all__ = ["Check", "Standing", "checks_of", "depends_on", "standing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to be checked: the row and the address it is about, the code of its finding, what to do.

    `rule` is None where the check is that the answer can be understood.
    """

    row: str
    address: str
    code: str
    remedy: str
    rule: Rule | None = None

    @property
    def asks(self) -> bool:
        """Say whether it is about an answer that is missing."""
        return isinstance(self.rule, Required | RequiredIf)


@lru_cache(maxsize=64)
def checks_of(blank: Blank) -> tuple[Check, ...]:
    """Return the checks of a blank, in the order of its rows."""
    by_row: dict[str, list[Check]] = {row: [] for row in blank.rows}
    for check in (*_typed(blank), *_ruled(blank)):
        by_row[check.row].append(check)
    return tuple(check for checks in by_row.values() for check in checks)


def _typed(blank: Blank) -> Iterator[Check]:
    for address, asked in blank.fields.items():
        if asked.type in _MISREAD:
            code, remedy = _MISREAD[asked.type]
            yield Check(_row(address), address, code, _about(blank, address) + remedy)


def _ruled(blank: Blank) -> Iterator[Check]:
    for rule in all_rules(blank):
        code, remedy = _REMEDIES[rule.rule](rule, blank)
        yield Check(_row(rule.field), rule.field, code, _about(blank, rule.field) + remedy, rule)


def _row(address: str) -> str:
    return address.partition(".")[0]


# --- words ------------------------------------------------------------------------------------------------------

_MISREAD = {
    FieldType.INTEGER: ("E201", "это не целое число, нужно, например, 12"),
    FieldType.DATE: ("E202", "это не дата, нужно, например, 15.03.2024"),
    FieldType.CHOICE: ("E203", "такого ответа в списке нет, выберите из списка"),
}
_ASKED = {
    FieldType.INTEGER: "впишите целое число, например 12",
    FieldType.DATE: "впишите дату, например 15.03.2024",
    FieldType.CHOICE: "выберите из списка",
    FieldType.TEXT: "впишите ответ",
}


def _about(blank: Blank, address: str) -> str:
    """Name the cell, unless the row has no other."""
    caption = Answered(blank, {}).asked(address)[2].caption
    alone = len(blank.rows[_row(address)][1].fields) == 1 and address in blank.fields
    return "" if alone else f"«{caption}» — "


def _how(asked: Field) -> str:
    said = asked.prompt and asked.type is FieldType.TEXT and asked.prompt != "впишите"
    return f"впишите: {asked.prompt}" if said else _ASKED[asked.type]


def _missing(rule: Required | RequiredIf, blank: Blank) -> tuple[str, str]:
    asked = Answered(blank, {}).asked(rule.field)[2]
    if rule.field in blank.fields or blank.reference is None:
        return "E204", _how(asked)
    table = next(table for table in blank.tables if table.id == blank.reference.table)
    return "E301", f"{_how(asked)} (в таблице «{table.title}»)"


def _greater(rule: NotAbove, blank: Blank) -> tuple[str, str]:
    return "E302", f"больше, чем {_other(blank, rule.field, rule.other)}, проверьте оба числа"


def _different(rule: SameAs, blank: Blank) -> tuple[str, str]:
    return "E303", f"не то же, что {_other(blank, rule.field, rule.other)}, должно совпадать"


def _other(blank: Blank, address: str, other: str) -> str:
    row, field_ = Answered(blank, {}).asked(other)[1:]
    return f"«{field_.caption}»" if _row(address) == row.id else f"«{field_.caption}» в строке {row.code}"


def _beyond(rule: Within, _blank: Blank) -> tuple[str, str]:
    if rule.limits.max_length is not None:
        return "E206", f"не больше {rule.limits.max_length} знаков, сократите"
    return "E205", f"допустимо {range_of(rule.limits)}"


_REMEDIES: dict[str, Callable[..., tuple[str, str]]] = {
    "required": _missing,
    "required_if": _missing,
    "not_above": _greater,
    "same_as": _different,
    "within": _beyond,
}


# --- how a form stands as it is sent ----------------------------------------------------------------------------


@dataclass(slots=True)
class Standing:
    """Which checks a form does not pass, by their numbers, and which of them ask for an answer at all."""

    broken: set[int] = field(default_factory=set)
    due: set[int] = field(default_factory=set)

    def joined(self, other: Standing) -> Standing:
        """Return what both say together."""
        return Standing(self.broken | other.broken, self.due | other.due)


def standing(blank: Blank, known: Mapping[str, Value], among: Collection[int] | None = None) -> Standing:
    """Judge the known answers of a form by its rules; `among` are the numbers of the checks that matter."""
    checks = checks_of(blank)
    answers: dict[str, Answer] = dict.fromkeys(blank.fields, MISSING)
    for address, value in known.items():
        if text := text_of(blank.fields[address], value):
            answers[address] = Given(value, text)
    answered = Answered(blank, answers)
    found = Standing()
    for number in range(len(checks)) if among is None else among:
        rule = checks[number].rule
        if rule is None:
            continue  # a known answer is a value
        if isinstance(rule, Required) or (isinstance(rule, RequiredIf) and answered.value(rule.when) in rule.values):
            found.due.add(number)
        if EVALUATORS[rule.rule](rule, answered) is not None:
            found.broken.add(number)
    return found


def depends_on(blank: Blank, check: Check) -> Iterator[str]:
    """Yield the addresses whose answers can change the verdict of a check."""
    rule = check.rule
    named = (check.address, getattr(rule, "when", ""), getattr(rule, "other", ""))
    yield from (address for address in named if address in blank.fields)
    if blank.reference is not None and any(address and address not in blank.fields for address in named):
        table = next(table for table in blank.tables if table.id == blank.reference.table)
        yield from (address for row in table.asked_rows for address in _addresses(row))


def _addresses(row: Row) -> Iterator[str]:
    return (f"{row.id}.{column}" for column in row.fields)
