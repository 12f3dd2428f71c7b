"""Model → bytes. Writers draw and decide nothing; each document in each format is one function.

The libraries behind them are heavy, so a writer is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile
    from roadmapdocs.model.summary import Summary

__all__ = ["FORM_WRITERS", "SUMMARY_WRITERS", "render_order", "write_form", "write_summary"]

FORM_WRITERS = {"docx": "form.docx.write_form_docx", "xlsx": "form.xlsx.write_form_xlsx"}
SUMMARY_WRITERS = {"xlsx": "summary.xlsx.write_summary_xlsx"}
"""Name of a format → where its writer is."""


def render_order(order: Order, profile: Profile | None = None) -> bytes:
    """Return the order as DOCX, laid out by `profile` or the one the order names."""
    return bytes(_function("order.docx.write_order")(order, profile))


def write_form(form: Form, format: str = "docx") -> bytes:  # noqa: A002 - the word everybody expects here
    """Return a form as a file of a format: `docx` or `xlsx`. Raises `ValueError` for any other."""
    return bytes(_writer(FORM_WRITERS, format)(form))


def write_summary(summary: Summary, format: str = "xlsx") -> bytes:  # noqa: A002
    """Return the summary as a file of a format: `xlsx`. Raises `ValueError` for any other."""
    return bytes(_writer(SUMMARY_WRITERS, format)(summary))


def _writer(writers: dict[str, str], name: str) -> Any:  # noqa: ANN401 - a function found at run time
    if name not in writers:
        raise ValueError(f"«{name}» is not one of the formats {', '.join(writers)}")
    return _function(writers[name])


def _function(path: str) -> Any:  # noqa: ANN401
    module, _, name = path.rpartition(".")
    return getattr(import_module(f"{__name__}.{module}"), name)
