"""The demo: a campaign from beginning to end in one folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.bundled import bundled_folder
from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.folder import INCOMING
from roadmapdocs.demo.story import Typed, clean_answers, hurried, unexplained
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.school import Respondent, School
from roadmapdocs.orders.files import load_order
from roadmapdocs.orders.roster import load_roster
from roadmapdocs.writers import write_form

if TYPE_CHECKING:
    from pathlib import Path

    from roadmapdocs.model.order import Order

__all__ = ["EXAMPLE", "OTHER_EXAMPLE", "load_example", "run_demo"]

EXAMPLE, OTHER_EXAMPLE = "ershichi-2023", "zarechye-2024"
FORMATS = ("docx", "xlsx")


def load_example(name: str = EXAMPLE) -> tuple[Order, tuple[School, ...]]:
    """Return a bundled order with its schools."""
    folder = bundled_folder("examples") / name
    return load_order(folder / "order.yaml"), load_roster(folder / "schools.csv")


def run_demo(folder: str | Path, name: str = EXAMPLE) -> Campaign:
    """Make a campaign from a bundled example, send the forms, and let the schools return theirs.

    The last school of the roster returns nothing, the one before it a foreign file, the two before that reports with
    mistakes, all others clean ones. What is left to do is what a department does: `receive`, `status`, `report`.
    """
    order, schools = load_example(name)
    campaign = Campaign.create(folder, order=order, schools=schools)
    campaign.send()
    *diligent, careless, hasty, astray, _silent = schools
    department = [respondent for respondent in campaign.respondents if not isinstance(respondent, School)]
    answering: list[Respondent] = [*diligent, *department]
    for index, respondent in enumerate(answering):
        form = campaign.form(respondent)
        _return(campaign, respondent, FORMATS[index % 2], clean_answers(form, order.school_year))
    for school, format_, mistakes in ((careless, "docx", hurried), (hasty, "xlsx", unexplained)):
        _return(campaign, school, format_, mistakes(campaign.form(school), order.school_year))
    _return_foreign(campaign, astray, OTHER_EXAMPLE if name == EXAMPLE else EXAMPLE)
    return campaign


def _return(campaign: Campaign, respondent: Respondent, format_: str, typed: Typed) -> None:
    """Type the answers into the file that was sent, and put it into the inbox."""
    sent = campaign.sent_file(respondent, format_)
    write_atomically(campaign.folder / INCOMING / sent.name, type_into(sent.read_bytes(), typed))


def _return_foreign(campaign: Campaign, school: School, example: str) -> None:
    order, schools = load_example(example)
    form = report_form(order, schools[0])
    content = type_into(write_form(form, "docx"), clean_answers(form, order.school_year))
    write_atomically(campaign.folder / INCOMING / f"Отчёт {school.code} новый.docx", content)
