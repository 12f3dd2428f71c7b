"""A form is data: everything asked of a respondent, and nothing about how it is drawn.

A `Blank` is what is asked; a `Form` is a blank addressed to one respondent. All schools of one kind share one
blank, so whatever is derived from it (a compiled document, a pydantic class) is derived once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field as Setting
from pydantic import model_validator

from roadmapdocs.model.base import Model
from roadmapdocs.model.school import Respondent

__all__ = [
    "Blank",
    "Choice",
    "Column",
    "ColumnKind",
    "Field",
    "FieldType",
    "Form",
    "FormKey",
    "Limits",
    "NotAbove",
    "Reference",
    "Required",
    "RequiredIf",
    "Row",
    "Rule",
    "SameAs",
    "SectionRow",
    "Table",
    "Value",
    "Within",
]

Value = str | int | date
"""A typed answer: text and choice ids are strings."""


class FieldType(StrEnum):
    """What kind of value a field takes."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"


class Choice(Model):
    """One answer of a list: its id, the label people see, and other words accepted for it."""

    id: str
    label: str
    accept: tuple[str, ...] = ()


class Limits(Model):
    """Limits of a value: of an integer, of a date, or of a text's length in characters."""

    minimum: int | date | None = None
    maximum: int | date | None = None
    max_length: int | None = None


class Field(Model):
    """One question: an input cell of a form.

    `caption` names it in findings; `prompt` stands in the empty cell, in ‹ ›. `prefill` is what the blank itself
    already answers for every respondent; `known_as` is the attribute of the respondent that answers it.
    """

    type: FieldType
    caption: str
    prompt: str = ""
    required: bool = False
    limits: Limits = Limits()
    choices: tuple[Choice, ...] = ()
    prefill: Value | None = None
    known_as: Literal["", "head", "staff", "teachers"] = ""

    @model_validator(mode="after")
    def _choices_fit(self) -> Field:
        if (self.type is FieldType.CHOICE) != bool(self.choices):
            raise ValueError(f"field «{self.caption}»: choices belong to a choice field, and it needs them")
        if any(mark in self.prompt for mark in "‹›") or any(character.isdigit() for character in self.prompt):
            raise ValueError(f"prompt «{self.prompt}» must not hold ‹ › or digits")
        return self

    @property
    def shown_prompt(self) -> str:
        """The prompt as it stands in the empty cell of a text document."""
        return f"‹{self.prompt}›" if self.prompt else ""


class ColumnKind(StrEnum):
    """Whether a column holds row codes, printed text, or answers."""

    CODE = "code"
    PRINTED = "printed"
    INPUT = "input"


class Column(Model):
    """A column of a table of a form; `width` is relative to the other columns of the table."""

    id: str
    caption: str
    kind: ColumnKind
    width: float = Setting(gt=0)


class Row(Model):
    """A row: its code as printed («А13»), its printed cells and its input cells, both by column id.

    A row is sparse: it has only the fields it asks. `id` is the code in ASCII and unique in the form.
    """

    id: str
    code: str
    label: str = Setting(default="", description="what the order calls the row: «приложение 1, п. 3.3»")
    printed: Mapping[str, str] = Setting(default_factory=dict)
    fields: Mapping[str, Field] = Setting(default_factory=dict)
    window: tuple[date | None, date | None] | None = Setting(default=None, description="first and last day it is due")

    @property
    def name(self) -> str:
        """How findings call the row: its code, and what the order calls it."""
        return f"{self.code} ({self.label})" if self.label else f"строка {self.code}"


class SectionRow(Model):
    """A heading across the table."""

    title: str


class Table(Model):
    """A table of a form. `about` is a sentence or two under its heading."""

    id: str
    title: str
    about: str = ""
    columns: tuple[Column, ...]
    rows: tuple[Row | SectionRow, ...]

    @property
    def asked_rows(self) -> Iterator[Row]:
        """The rows that are not headings."""
        return (row for row in self.rows if isinstance(row, Row))

    @cached_property
    def code_column(self) -> Column:
        """The column that holds the row codes."""
        return next(column for column in self.columns if column.kind is ColumnKind.CODE)

    @model_validator(mode="after")
    def _well_formed(self) -> Table:
        if sum(column.kind is ColumnKind.CODE for column in self.columns) != 1:
            raise ValueError(f"table {self.id} needs exactly one code column")
        known = {column.id for column in self.columns}
        for row in self.asked_rows:
            if strange := (set(row.fields) | set(row.printed)) - known:
                raise ValueError(f"row {row.code} uses unknown columns {sorted(strange)}")
            if both := set(row.fields) & set(row.printed):
                raise ValueError(f"row {row.code}: columns {sorted(both)} are both printed and asked")
        return self


class Required(Model):
    """The field must be answered."""

    rule: Literal["required"] = "required"
    field: str


class RequiredIf(Model):
    """The field must be answered when `when` has one of `values`.

    `field` may be an address that only the blank's reference table answers: `A13.reason`.
    """

    rule: Literal["required_if"] = "required_if"
    field: str
    when: str
    values: tuple[str, ...]


class NotAbove(Model):
    """The number must not be greater than another one: n ≤ d."""

    rule: Literal["not_above"] = "not_above"
    field: str
    other: str


class Within(Model):
    """The value must lie within limits (both ends allowed)."""

    rule: Literal["within"] = "within"
    field: str
    limits: Limits


class SameAs(Model):
    """The value must equal another one: one staff total everywhere."""

    rule: Literal["same_as"] = "same_as"
    field: str
    other: str


Rule = Annotated[Required | RequiredIf | NotAbove | Within | SameAs, Setting(discriminator="rule")]


class FormKey(Model):
    """What a file says of itself: campaign, kind of form, revision, respondent (see `roadmapdocs.forms.key`)."""

    campaign: str
    kind: str
    revision: int
    respondent: str


class Reference(Model):
    """A table whose rows answer for rows of other tables: the column `names` says for which (by row id)."""

    table: str
    names: str


class Blank(Model):
    """Everything a form asks and prints, for all its respondents."""

    kind: str = Setting(pattern=r"^[0-9A-Z]$", description="one symbol of the key's alphabet")
    revision: int
    campaign: str
    title: str
    sheet: str = Setting(default="Отчёт", max_length=31, description="the name of its sheet in a workbook")
    basis: tuple[str, ...] = Setting(default=(), description="lines over the title: what the form rests on")
    due: date
    approval: tuple[str, ...] = Setting(default=(), description="lines of the stamp or mark at the top right")
    instructions: tuple[str, ...] = ()
    signature: str = ""
    tables: tuple[Table, ...]
    reference: Reference | None = None
    rules: tuple[Rule, ...] = ()
    dated: date = Setting(description="the day stamped into the documents' properties")

    @cached_property
    def rows(self) -> dict[str, tuple[Table, Row]]:
        """All rows with their tables, by row id."""
        return {row.id: (table, row) for table in self.tables for row in table.asked_rows}

    @cached_property
    def fields(self) -> dict[str, Field]:
        """All fields by address: `row id.column id`."""
        return {
            f"{row.id}.{column}": field
            for table in self.tables
            for row in table.asked_rows
            for column, field in row.fields.items()
        }

    @cached_property
    def known_from_roster(self) -> tuple[tuple[str, str], ...]:
        """Addresses that the roster answers, with the respondent's attribute that does."""
        return tuple((address, field.known_as) for address, field in self.fields.items() if field.known_as)

    @model_validator(mode="after")
    def _well_formed(self) -> Blank:
        ids = [row.id for table in self.tables for row in table.asked_rows]
        if len(set(ids)) != len(ids):
            raise ValueError("two rows of the form have the same id")
        return self


class Form(Model):
    """A blank addressed to a respondent. `prefill` holds what is known of this respondent, by address.

    `recalled` are the addresses among them that last year's report answers. `printed` are texts that stand in printed
    cells of this respondent's form in place of the blank's, by row and column: `I11.before`.
    """

    blank: Blank
    respondent: Respondent
    printed_key: str
    prefill: Mapping[str, Value] = Setting(default_factory=dict)
    recalled: frozenset[str] = frozenset()
    printed: Mapping[str, str] = Setting(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the blank."""
        return self.blank.tables

    @property
    def key(self) -> FormKey:
        """Who answers which form."""
        return FormKey(
            campaign=self.blank.campaign,
            kind=self.blank.kind,
            revision=self.blank.revision,
            respondent=self.respondent.code,
        )

    @property
    def addressee(self) -> str:
        """The respondent's name as the form prints it: in full, if the roster has it so."""
        return " ".join((getattr(self.respondent, "full_name", "") or self.respondent.short_name).split())

    def known(self, address: str) -> Value | None:
        """Return what already stands in the cell at `address` when the form is sent."""
        value = self.prefill.get(address)
        return self.blank.fields[address].prefill if value is None else value
