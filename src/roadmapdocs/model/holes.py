"""Literal text with holes: «от {date}г. №{number}».

Printed text is stored as it is printed; only what is data stands in a hole. A hole is a dotted path, with
an optional variant after a colon: `{people.ivanova:dative}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from roadmapdocs.errors import DefinitionError

__all__ = ["HOLE", "fill", "holes"]

HOLE = re.compile(r"\{([A-Za-z][\w.\-]*)(?::([\w]+))?\}")

Value = str | Callable[[str], str]


def holes(text: str) -> list[str]:
    """Return the paths of all holes of `text`, in order."""
    return [match[1] for match in HOLE.finditer(text)]


def fill(text: str, values: Mapping[str, Value], place: str = "") -> str:
    """Put `values` into the holes of `text`.

    A value is a string, or a function from the hole's variant (`""` where there is none) to a string.
    Raises `DefinitionError` for a hole that has no value, naming the nearest known names.
    """

    def replace(match: re.Match[str]) -> str:
        path, variant = match[1], match[2] or ""
        if path not in values:
            raise DefinitionError(
                f"unknown hole {{{path}}} in «{text[:60]}»", hint=f"known: {', '.join(sorted(values))}", place=place
            )
        value = values[path]
        if isinstance(value, str):
            if variant:
                raise DefinitionError(f"the hole {{{path}}} has no variant «{variant}»", place=place)
            return value
        return value(variant)

    return HOLE.sub(replace, text)
