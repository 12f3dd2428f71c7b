"""Model → bytes. Writers draw and decide nothing; each format of each document is one function."""

from __future__ import annotations

from roadmapdocs.model.form import Form
from roadmapdocs.model.order import Order
from roadmapdocs.model.summary import Summary

__all__ = ["FORM_FORMATS", "SUMMARY_FORMATS", "write_form", "write_order", "write_summary"]

FORM_FORMATS = ("docx", "xlsx")
SUMMARY_FORMATS = ("xlsx",)


def write_form(form: Form, format: str = "docx") -> bytes:  # noqa: A002 - the word everybody expects here
    """Return a form as a file of a format: `docx` or `xlsx`. Raises `ValueError` for any other."""
    if format == "docx":
        from roadmapdocs.writers.form_docx import write_form_docx  # noqa: PLC0415 - heavy, and only for this format

        return write_form_docx(form)
    if format == "xlsx":
        from roadmapdocs.writers.form_xlsx import write_form_xlsx  # noqa: PLC0415

        return write_form_xlsx(form)
    raise ValueError(f"a form is written as {' or '.join(FORM_FORMATS)}, not as «{format}»")


def write_order(order: Order) -> bytes:
    """Return the order as DOCX."""
    from roadmapdocs.writers.order_docx import write_order as write  # noqa: PLC0415 - heavy

    return write(order)


def write_summary(summary: Summary, format: str = "xlsx") -> bytes:  # noqa: A002
    """Return the summary as a file of a format: `xlsx`. Raises `ValueError` for any other."""
    if format == "xlsx":
        from roadmapdocs.writers.summary_xlsx import write_summary_xlsx  # noqa: PLC0415 - heavy

        return write_summary_xlsx(summary)
    raise ValueError(f"a summary is written as {' or '.join(SUMMARY_FORMATS)}, not as «{format}»")
