"""A name or a title in a case, whichever it is: what the filters of templates do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.names import in_case as name_in_case
from roadmapdocs.russian.names import is_certain, parse_name
from roadmapdocs.russian.titles import title_in_case

if TYPE_CHECKING:
    from roadmapdocs.russian.declension import Case

__all__ = ["in_case"]


def in_case(text: str, case: Case) -> str:
    """Put a name («С.Н. Косенкова», «Анна Ильина») or else a title («ведущий специалист») into a case."""
    name = parse_name(text)
    return name_in_case(text, case) if name and is_certain(name) else title_in_case(text, case)
