"""Orders that approve school roadmaps: the order, the forms, the returned reports, the summary.

From one typed model of an order («приказ») come its DOCX, a report form for every school (DOCX and XLSX), the reader
of what the schools return, its checks, and the summary. Public names are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.aggregate import summarize
    from roadmapdocs.answers import answers_model, normalise
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.errors import RoadmapDocsError
    from roadmapdocs.findings import Finding, Severity
    from roadmapdocs.forms.report import department_of, report_form
    from roadmapdocs.model.form import Blank, Field, Form, FormKey, Table
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap
    from roadmapdocs.model.school import Department, School
    from roadmapdocs.model.submission import Given, Missing, NotApplicable, Submission
    from roadmapdocs.model.summary import Summary
    from roadmapdocs.orders.check import check_order
    from roadmapdocs.orders.files import load_order, save_order
    from roadmapdocs.orders.next_year import NextYear, next_year
    from roadmapdocs.orders.roster import load_roster
    from roadmapdocs.reading import identify, read_form
    from roadmapdocs.writers import render_order, write_form, write_summary

_HOMES = {
    "Activity": "model.roadmap",
    "Blank": "model.form",
    "Campaign": "campaign",
    "Department": "model.school",
    "Field": "model.form",
    "Finding": "findings",
    "Form": "model.form",
    "FormKey": "model.form",
    "Given": "model.submission",
    "Indicator": "model.roadmap",
    "Missing": "model.submission",
    "NextYear": "orders.next_year",
    "NotApplicable": "model.submission",
    "Order": "model.order",
    "Roadmap": "model.roadmap",
    "RoadmapDocsError": "errors",
    "School": "model.school",
    "Severity": "findings",
    "Submission": "model.submission",
    "Summary": "model.summary",
    "Table": "model.form",
    "answers_model": "answers",
    "check_order": "orders.check",
    "department_of": "forms.report",
    "identify": "reading",
    "load_order": "orders.files",
    "load_roster": "orders.roster",
    "next_year": "orders.next_year",
    "normalise": "answers",
    "read_form": "reading",
    "render_order": "writers",
    "report_form": "forms.report",
    "save_order": "orders.files",
    "summarize": "aggregate",
    "write_form": "writers",
    "write_summary": "writers",
}

__all__ = [
    "Activity",
    "Blank",
    "Campaign",
    "Department",
    "Field",
    "Finding",
    "Form",
    "FormKey",
    "Given",
    "Indicator",
    "Missing",
    "NextYear",
    "NotApplicable",
    "Order",
    "Roadmap",
    "RoadmapDocsError",
    "School",
    "Severity",
    "Submission",
    "Summary",
    "Table",
    "answers_model",
    "check_order",
    "department_of",
    "identify",
    "load_order",
    "load_roster",
    "next_year",
    "normalise",
    "read_form",
    "render_order",
    "report_form",
    "save_order",
    "summarize",
    "write_form",
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
