"""The summary as one HTML page: everything in one file, no network; readable without its script, on paper too."""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from traceback import walk_tb
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from roadmapdocs.errors import TemplateError
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary import html_bars as bars
from roadmapdocs.writers.summary import html_words as say
from roadmapdocs.writers.summary.html_view import page_of
from roadmapdocs.writers.summary.words import (
    DIFFERENCES,
    FATES,
    KEPT,
    LABELS,
    ROADMAP_STATES,
    STATES,
    difference_word,
    reached_word,
    share_word,
)
from roadmapdocs.writers.templates import read_template

if TYPE_CHECKING:
    from jinja2 import Template

    from roadmapdocs.model.summary import Summary

__all__ = ["write_summary_html"]

_TEMPLATE, _STYLE, _SCRIPT = "summary.html", "summary.css", "summary.js"


def write_summary_html(summary: Summary) -> bytes:
    """Return the summary as a page; the same summary and templates give the same bytes.

    Raises `TemplateError` where the template names something that does not exist.
    """
    style, script = (read_template(name).decode("utf-8") for name in (_STYLE, _SCRIPT))
    try:
        page = _template(read_template(_TEMPLATE)).render(
            page_of(summary),
            style=Markup(style),  # noqa: S704 - our own template, not data
            script=Markup(script),  # noqa: S704
            script_hash=f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}",
            href=partial(say.link, summary),
            total=partial(say.total_word, threshold=summary.threshold),
        )
    except JinjaError as error:
        place = f"{_TEMPLATE}, line {_line(error)}"
        raise TemplateError(str(error.message), hint="correct the template of the page", place=place) from error
    return page.encode()


def _line(error: JinjaError) -> int | None:
    """Return the line of the template that an error is in: its own, or the last one that was being rendered."""
    frames = (line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>")
    return getattr(error, "lineno", None) or max(frames, default=None)


@cache
def _template(source: bytes) -> Template:
    """Compile the template: values are escaped, unknown names are errors."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals |= {
        "labels": LABELS,
        "states": STATES,
        "shapes": say.SHAPES,
        "verdicts": say.VERDICTS,
        "severities": say.SEVERITIES,
        "kept": KEPT,
        "fates": FATES,
        "differences": DIFFERENCES,
        "roadmap_states": ROADMAP_STATES,
        "reached_word": reached_word,
        "share_word": share_word,
        "cell_word": say.cell_word,
        "zip": zip,
    }
    environment.filters |= {
        "agree": agree,
        "brief": say.brief,
        "change": difference_word,
        "day": format_day,
        "filling": bars.filling,
        "goal": bars.goal,
        "own_filling": bars.own_filling,
        "percent": say.percent,
        "stack": bars.stack,
        "story": say.story,
    }
    return environment.from_string(source.decode("utf-8"))
