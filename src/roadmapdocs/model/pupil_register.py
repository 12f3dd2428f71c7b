"""The register of underachieving pupils: a document for the school's own use that is never read back.

It has names in it, so it has no form key and no way into anything that the department sums up.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from roadmapdocs.model.base import Model

__all__ = ["SUBJECTS", "WARNING", "AskedCount", "PupilRegister", "PupilRegisters", "RegisterColumn"]

WARNING = "Содержит персональные данные, в муниципалитет не направляется"
"""Stands on every page and sheet of a register; by it a register that was sent all the same is known."""

SUBJECTS = (
    "Русский язык",
    "Литература",
    "Математика",
    "Алгебра",
    "Геометрия",
    "Информатика",
    "Иностранный язык",
    "История",
    "Обществознание",
    "География",
    "Биология",
    "Физика",
    "Химия",
    "Окружающий мир",
    "Литературное чтение",
)
"""What the list of subjects offers; any other word may be written."""


class PupilRegisters(Model):
    """The order demands that schools keep a register: in which activity, and so at which dates pupils are counted.

    `activity` is «roadmap.activity»; the last days of its windows are the dates, the first and the last of them.
    """

    activity: str = Field(pattern=r"^[^.]+\.[^.]+$")
    rows: int = Field(default=60, ge=1, le=300)
    subjects: tuple[str, ...] = SUBJECTS


class RegisterColumn(Model):
    """A column of the register. `choices` are offered; where they are `closed`, nothing else may be written."""

    id: str
    caption: str
    width: float
    kind: Literal["number", "text", "date", "choice"] = "text"
    choices: tuple[str, ...] = ()
    closed: bool = False


class AskedCount(Model):
    """A number that the report form asks of the register: the row's code, the question, the day it is counted on."""

    code: str
    question: str
    day: date


class PupilRegister(Model):
    """The register of one school: what is drawn; it is empty. `dates` are the two days pupils are counted on."""

    title: str
    school: str
    basis: str
    instructions: tuple[str, ...]
    columns: tuple[RegisterColumn, ...]
    rows: int
    classes: tuple[int, ...]
    subjects: tuple[str, ...]
    dates: tuple[date, date]
    asked: tuple[AskedCount, ...]
    dated: date
