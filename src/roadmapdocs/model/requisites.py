"""Requisites around an order's text: who prepared it, who agreed to it, who gets it, who must have read it.

The names of the requisites are those of ГОСТ Р 7.0.97: «отметка об исполнителе» (25), «виза» (21). The distribution
list and the acquaintance sheet («лист ознакомления») are custom; the standard does not know them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from roadmapdocs.model.base import Model

__all__ = ["Acquaintance", "Executor", "Mention", "Recipient", "Visa"]


class Mention(Model):
    """Somebody named in a requisite: a person of the order's `people:` by key, or a name of its own.

    `post` replaces the person's own post in this place.
    """

    person: str = ""
    name: str = ""
    post: str = ""

    @model_validator(mode="after")
    def _names_one(self) -> Mention:
        if bool(self.person) == bool(self.name):
            raise ValueError("give `person`, a key of `people:`, or `name`")
        return self


class Executor(Mention):
    """Who prepared the order and answers questions about it («отметка об исполнителе»)."""

    phone: str = ""
    email: str = ""


class Visa(Mention):
    """Who agrees to the order before it is signed («виза»): post, name, room for signature and date."""


class Recipient(Model):
    """A line of the distribution list («рассылка»).

    `copies` is their number, `schools` for one to each school of the roster, or nothing where copies are not counted.
    """

    to: str
    copies: int | Literal["schools"] | None = None

    @model_validator(mode="after")
    def _counts(self) -> Recipient:
        if isinstance(self.copies, int) and self.copies < 1:
            raise ValueError("`copies` counts from 1; leave it out where copies are not counted")
        return self


class Acquaintance(Model):
    """The acquaintance sheet: who signs that the order is known to them, and empty rows for the rest."""

    people: tuple[Mention, ...] = ()
    blank_rows: int = Field(default=0, ge=0, le=60)
