"""Orders that approve school roadmaps: the order, the forms, the returned reports, the summary.

From one typed model of an order («приказ») come its DOCX, a report form for every school (DOCX and XLSX), the reader
of what the schools return, its checks, and the summary. Public names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.aggregate import summarize
    from roadmapdocs.aggregate.narrative import narrate
    from roadmapdocs.answers import answers_model, normalise
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.errors import RoadmapDocsError
    from roadmapdocs.findings import Finding, Severity
    from roadmapdocs.forms.pupil_register import pupil_register
    from roadmapdocs.forms.report import department_of, report_form
    from roadmapdocs.forms.school_roadmap import school_roadmap, school_roadmap_form, school_roadmap_forms
    from roadmapdocs.model.calendar import Calendar
    from roadmapdocs.model.form import Blank, Field, Form, FormKey, Table
    from roadmapdocs.model.letter import Attachment, Letter
    from roadmapdocs.model.narrative import Narrative
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile
    from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap
    from roadmapdocs.model.school import Department, School
    from roadmapdocs.model.status import Status
    from roadmapdocs.model.submission import Given, Missing, NotApplicable, Submission
    from roadmapdocs.model.summary import Summary
    from roadmapdocs.orders.check import check_order
    from roadmapdocs.orders.files import load_order, save_order
    from roadmapdocs.orders.next_year import NextYear, Point, next_year
    from roadmapdocs.orders.school_order import school_order
    from roadmapdocs.reading import identify, read_form
    from roadmapdocs.roster import load_roster, read_roster_file
    from roadmapdocs.russian.pupils import names_pupils
    from roadmapdocs.timetable import deadline_calendar
    from roadmapdocs.transcription import read_order
    from roadmapdocs.writers import (
        render_order,
        render_report,
        write_calendar,
        write_changes,
        write_form,
        write_letter,
        write_register,
        write_status,
        write_summary,
    )
    from roadmapdocs.writers.order.template import check_template
    from roadmapdocs.writers.pdf import to_pdf
    from roadmapdocs.writers.templates import load_profile

_HOMES = {
    "Activity": "model.roadmap",
    "Attachment": "model.letter",
    "Blank": "model.form",
    "Calendar": "model.calendar",
    "Campaign": "campaign",
    "Department": "model.school",
    "Field": "model.form",
    "Finding": "findings",
    "Form": "model.form",
    "FormKey": "model.form",
    "Given": "model.submission",
    "Indicator": "model.roadmap",
    "Letter": "model.letter",
    "Missing": "model.submission",
    "Narrative": "model.narrative",
    "NextYear": "orders.next_year",
    "NotApplicable": "model.submission",
    "Order": "model.order",
    "Point": "orders.next_year",
    "Profile": "model.profile",
    "Roadmap": "model.roadmap",
    "RoadmapDocsError": "errors",
    "School": "model.school",
    "Severity": "findings",
    "Status": "model.status",
    "Submission": "model.submission",
    "Summary": "model.summary",
    "Table": "model.form",
    "answers_model": "answers",
    "check_order": "orders.check",
    "check_template": "writers.order.template",
    "deadline_calendar": "timetable",
    "department_of": "forms.report",
    "identify": "reading",
    "load_order": "orders.files",
    "load_profile": "writers.templates",
    "load_roster": "roster",
    "names_pupils": "russian.pupils",
    "narrate": "aggregate.narrative",
    "next_year": "orders.next_year",
    "normalise": "answers",
    "pupil_register": "forms.pupil_register",
    "read_form": "reading",
    "read_order": "transcription",
    "read_roster_file": "roster",
    "render_order": "writers",
    "render_report": "writers",
    "report_form": "forms.report",
    "save_order": "orders.files",
    "school_order": "orders.school_order",
    "school_roadmap": "forms.school_roadmap",
    "school_roadmap_form": "forms.school_roadmap",
    "school_roadmap_forms": "forms.school_roadmap",
    "summarize": "aggregate",
    "to_pdf": "writers.pdf",
    "write_calendar": "writers",
    "write_changes": "writers",
    "write_form": "writers",
    "write_letter": "writers",
    "write_register": "writers",
    "write_status": "writers",
    "write_summary": "writers",
}

__all__ = [
    "Activity",
    "Attachment",
    "Blank",
    "Calendar",
    "Campaign",
    "Department",
    "Field",
    "Finding",
    "Form",
    "FormKey",
    "Given",
    "Indicator",
    "Letter",
    "Missing",
    "Narrative",
    "NextYear",
    "NotApplicable",
    "Order",
    "Point",
    "Profile",
    "Roadmap",
    "RoadmapDocsError",
    "School",
    "Severity",
    "Status",
    "Submission",
    "Summary",
    "Table",
    "answers_model",
    "check_order",
    "check_template",
    "deadline_calendar",
    "department_of",
    "identify",
    "load_order",
    "load_profile",
    "load_roster",
    "names_pupils",
    "narrate",
    "next_year",
    "normalise",
    "pupil_register",
    "read_form",
    "read_order",
    "read_roster_file",
    "render_order",
    "render_report",
    "report_form",
    "save_order",
    "school_order",
    "school_roadmap",
    "school_roadmap_form",
    "school_roadmap_forms",
    "summarize",
    "to_pdf",
    "write_calendar",
    "write_changes",
    "write_form",
    "write_letter",
    "write_register",
    "write_status",
    "write_summary",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
