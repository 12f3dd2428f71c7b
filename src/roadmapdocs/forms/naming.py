"""What people call a form in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.forms.report import is_report
from roadmapdocs.forms.school_plan import SCHOOL_PLAN

if TYPE_CHECKING:
    from roadmapdocs.model.form import Form

__all__ = ["named_form"]


def named_form(form: Form) -> str:
    """Return what a form is: «Отчёт», «Дорожная карта школы по приложению 1»."""
    if is_report(form):
        return "Отчёт"
    if not any(table.id == SCHOOL_PLAN for table in form.tables):
        return form.blank.title
    return f"{form.blank.title} по приложению {form.blank.kind}"
