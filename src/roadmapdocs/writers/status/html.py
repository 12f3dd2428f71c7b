"""The status as one page that needs nothing but a browser: a coloured square with a word for every school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from roadmapdocs.model.status import Mark
from roadmapdocs.russian.dates import format_day
from roadmapdocs.writers.status import words
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from roadmapdocs.model.status import Status

__all__ = ["write_status_html"]

_SIGNS = {
    Mark.ACCEPTED: "✓",
    Mark.CLEAN: "+",
    Mark.TO_CORRECT: "!",
    Mark.RETURNED: "↩",
    Mark.DISPUTED: "?",
    Mark.WAITING: "…",
    Mark.OVERDUE: "×",
    Mark.NOT_SENT: "–",
}
"""What stands in the square, for those who do not tell the colours apart and for black and white printers."""


def write_status_html(status: Status) -> bytes:
    """Return the status as an HTML page; the same status gives the same bytes."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(read_template("status.html").decode("utf-8"))
    page = template.render(
        status=status,
        headline=words.headline(status),
        several=words.several_documents(status),
        signs=_SIGNS,
        day=format_day,
        days=lambda line: words.days_words(line, status.as_of),
        filled=words.filled_words,
        remarks=words.remark_words,
    )
    return page.encode("utf-8")
