"""Who reports: schools of a municipality, and the department itself."""

from __future__ import annotations

from pydantic import Field

from roadmapdocs.model.base import Model

__all__ = ["Department", "Respondent", "School"]

CODE = r"^[0-9DFGJLNRUVW]{1,8}$"
"""A respondent's code is part of the form key, so it uses the key's alphabet (see `roadmapdocs.forms.key`)."""


class School(Model):
    """A school of the roster. `staff` is all pedagogical workers, `teachers` only teachers; None is not known."""

    code: str = Field(pattern=CODE)
    short_name: str = Field(min_length=1)
    full_name: str = ""
    head: str = ""
    email: str = ""
    staff: int | None = Field(default=None, ge=0)
    teachers: int | None = Field(default=None, ge=0)
    cluster: str = ""
    municipality: str = ""


class Department(Model):
    """The department that issued the order; it reports on the municipal rows."""

    code: str = Field(default="0", pattern=CODE)
    short_name: str
    head: str = ""


Respondent = School | Department
