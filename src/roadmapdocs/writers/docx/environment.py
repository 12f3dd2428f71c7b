"""The language of our templates: strict names, six cases, words that agree with numbers, and no way out of the data.

`{{ signatory.post | genitive }}` puts a name or a title into a case, `{{ count | agree("школа", "школы", "школ") }}`
makes a word agree. The environment is jinja2's sandbox: a template that came by mail can print values and nothing else.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Self

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from roadmapdocs.russian.declension import CASES
from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.phrases import in_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmapdocs.russian.declension import Case

__all__ = ["BRACES", "Cased", "TemplateEnvironment"]

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")

BRACES = str.maketrans({"{": "\ue07b", "}": "\ue07d"})
"""Braces of values travel as private characters, so that data is never taken for the template's syntax."""


class Cased(str):
    """A text that knows its own cases: stored forms first, then what its gender tells.

    `form` returns the text in a case, and raises as `roadmapdocs.orders.cases.declined` does.
    """

    __slots__ = ("form",)

    form: Callable[[Case], str]

    def __new__(cls, text: str, form: Callable[[Case], str]) -> Self:
        """Make the text; `form` is asked when a filter wants a case."""
        made = super().__new__(cls, text)
        made.form = form
        return made


def _filtered(text: str, case: Case) -> str:
    return text.form(case) if isinstance(text, Cased) else in_case(str(text), case)


class TemplateEnvironment(SandboxedEnvironment):
    """A strict environment that remembers the source it compiled last, to say where an error is."""

    source = ""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shield)
        self.filters |= {case: partial(_filtered, case=case) for case in CASES} | {"agree": agree}

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - jinja2's own signature
        """Compile a template, and keep its source."""
        self.source = str(source)
        return super().from_string(source, *args, **kwargs)


def _shield(value: object) -> object:
    return _UNPRINTABLE.sub("", value).translate(BRACES) if isinstance(value, str) else value
