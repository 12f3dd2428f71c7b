"""Model → bytes. Writers draw and decide nothing; each document in each format is one function.

The libraries behind them are heavy, so a writer is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadmapdocs.model.calendar import Calendar
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.letter import Letter
    from roadmapdocs.model.narrative import Narrative
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile
    from roadmapdocs.model.pupil_register import PupilRegister
    from roadmapdocs.model.status import Status
    from roadmapdocs.model.summary import Summary
    from roadmapdocs.orders.next_year import NextYear

__all__ = [
    "CALENDAR_WRITERS",
    "CHANGES_WRITERS",
    "FORM_WRITERS",
    "LETTER_WRITERS",
    "REGISTER_WRITERS",
    "STATUS_WRITERS",
    "SUMMARY_WRITERS",
    "render_order",
    "render_report",
    "write_calendar",
    "write_changes",
    "write_form",
    "write_letter",
    "write_register",
    "write_status",
    "write_summary",
]

CALENDAR_WRITERS = {
    "ics": "calendar.ics.write_calendar_ics",
    "xlsx": "calendar.xlsx.write_calendar_xlsx",
    "docx": "calendar.docx.write_calendar_docx",
}
CHANGES_WRITERS = {"docx": "changes.docx.write_changes_docx"}
FORM_WRITERS = {"docx": "form.docx.write_form_docx", "xlsx": "form.xlsx.write_form_xlsx"}
LETTER_WRITERS = {"eml": "letter.eml.write_letter_eml", "txt": "letter.txt.write_letter_txt"}
REGISTER_WRITERS = {"docx": "register.docx.write_register_docx", "xlsx": "register.xlsx.write_register_xlsx"}
STATUS_WRITERS = {"html": "status.html.write_status_html", "xlsx": "status.xlsx.write_status_xlsx"}
SUMMARY_WRITERS = {
    "docx": "summary.docx.write_summary_docx",
    "html": "summary.html.write_summary_html",
    "xlsx": "summary.xlsx.write_summary_xlsx",
}
"""Name of a format → where its writer is."""


def render_order(
    order: Order, profile: Profile | None = None, *, template: bytes | None = None, schools: int | None = None
) -> bytes:
    """Return the order as DOCX, laid out by `profile` or the one the order names.

    `template` is a department's own `order.docx`; `schools` counts the copies that go to schools.
    """
    return bytes(_function("order.docx.write_order")(order, profile, template=template, schools=schools))


def render_report(narrative: Narrative, profile: Profile | None = None, *, template: bytes | None = None) -> bytes:
    """Return the report to the region as DOCX, laid out by `profile` or the one the order names.

    `template` is a department's own `report.docx`.
    """
    return bytes(_function(SUMMARY_WRITERS["docx"])(narrative, profile, template=template))


def write_calendar(calendar: Calendar, format: str = "ics") -> bytes:  # noqa: A002
    """Return a calendar of deadlines as a file of a format: `ics`, `xlsx` or `docx`; `ValueError` for any other."""
    return bytes(_writer(CALENDAR_WRITERS, format)(calendar))


def write_changes(draft: NextYear, format: str = "docx") -> bytes:  # noqa: A002
    """Return the changes of a draft of next year's order, and what to check, as `docx`; any other is a `ValueError`."""
    return bytes(_writer(CHANGES_WRITERS, format)(draft))


def write_form(form: Form, format: str = "docx") -> bytes:  # noqa: A002 - the word everybody expects here
    """Return a form as a file of a format: `docx` or `xlsx`. Raises `ValueError` for any other."""
    return bytes(_writer(FORM_WRITERS, format)(form))


def write_letter(letter: Letter, format: str = "eml") -> bytes:  # noqa: A002
    """Return a letter as a file of a format: `eml` (a draft) or `txt`. Raises `ValueError` for any other."""
    return bytes(_writer(LETTER_WRITERS, format)(letter))


def write_register(register: PupilRegister, format: str = "xlsx") -> bytes:  # noqa: A002
    """Return a school's empty register as a file of a format: `xlsx` or `docx`. Raises `ValueError` for any other."""
    return bytes(_writer(REGISTER_WRITERS, format)(register))


def write_status(status: Status, format: str = "html") -> bytes:  # noqa: A002
    """Return the status of a campaign as a file of a format: `html` or `xlsx`. Raises `ValueError` for any other."""
    return bytes(_writer(STATUS_WRITERS, format)(status))


def write_summary(summary: Summary | Narrative, format: str = "xlsx") -> bytes:  # noqa: A002
    """Return the summary as a file of a format. Raises `ValueError` for an unknown one.

    A `Summary` is written as `xlsx` or `html`; the report that is told from it, `narrate(summary, order)`, as `docx`.
    """
    return bytes(_writer(SUMMARY_WRITERS, format)(summary))


def _writer(writers: dict[str, str], name: str) -> Any:  # noqa: ANN401 - a function found at run time
    if name not in writers:
        raise ValueError(f"«{name}» is not one of the formats {', '.join(writers)}")
    return _function(writers[name])


def _function(path: str) -> Any:  # noqa: ANN401
    module, _, name = path.rpartition(".")
    return getattr(import_module(f"{__name__}.{module}"), name)
