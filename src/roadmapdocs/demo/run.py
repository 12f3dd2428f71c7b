"""The demo: a campaign from beginning to end in one folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.bundled import bundled_folder
from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.folder import INCOMING, OUTGOING
from roadmapdocs.campaign.standing import save_status
from roadmapdocs.demo.plans import copied_plan, late_plan, sound_plan, unassigned_plan
from roadmapdocs.demo.story import Typed, clean_answers, hurried, unexplained
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.school import Respondent, School
from roadmapdocs.orders.files import load_order
from roadmapdocs.roster import load_roster
from roadmapdocs.writers import write_form

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.status import Status

__all__ = ["EXAMPLE", "OTHER_EXAMPLE", "finish_demo", "load_example", "run_demo"]

EXAMPLE, OTHER_EXAMPLE = "ershichi-2023", "zarechye-2024"
FORMATS = ("docx", "xlsx")
_ALIKE, _LATE, _UNASSIGNED = (0, 3), 1, 2
"""Schools of the roster whose own roadmaps have something wrong."""


def load_example(name: str = EXAMPLE) -> tuple[Order, tuple[School, ...]]:
    """Return a bundled order with its schools."""
    folder = bundled_folder("examples") / name
    return load_order(folder / "order.yaml"), load_roster(folder / "schools.csv")


def run_demo(folder: str | Path, name: str = EXAMPLE) -> Campaign:
    """Make a campaign from a bundled example, send the forms, and let the schools return theirs.

    The last school of the roster returns nothing, the one before it a foreign file, the two before that reports with
    mistakes, all others clean ones. All but the last return roadmaps of their own, too. What is left to do is what a
    department does (`finish_demo`).
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
    _return_roadmaps(campaign)
    return campaign


def finish_demo(campaign: Campaign) -> tuple[Status, dict[str, Path]]:
    """Do what a department does on the day reports are due; return how things stand, and what to look at, by title.

    Reports without errors are accepted, the others returned with remarks, those who are silent reminded; the summary
    is written.
    """
    today = _due(campaign)
    campaign.receive()
    campaign.accept_clean()
    returned = campaign.return_for_rework(today=today)
    campaign.remind(today=today)
    status = campaign.status(as_of=today)
    _, standing = save_status(campaign, status)
    book, page, letter = campaign.report(as_of=today)
    form = campaign.sent_file(campaign.schools[0], "docx")
    return status, {
        "приказ": campaign.folder / OUTGOING / "Приказ.docx",
        "форма, которую получила школа": form,
        "та же форма, заполненная школой": campaign.folder / INCOMING / form.name,
        "кто что представил": standing,
        "отчёт, который вернулся в школу с замечаниями": returned.reworks[0].file,
        "свод, книга": book,
        "свод, страница": page,
        "отчёт в регион": letter,
    }


def _return_roadmaps(campaign: Campaign) -> None:
    """Let all schools but the last return their own roadmaps, as text documents and workbooks by turns.

    The second is late in one row, the third has nobody responsible for one, the first and the fourth have a measure in
    the same words, all others are as they should be.
    """
    year = campaign.order.school_year
    for number, school in enumerate(campaign.schools[:-1]):
        for form in campaign.forms(school)[1:]:
            typed = (
                copied_plan(form)
                if number in _ALIKE
                else late_plan(form, year)
                if number == _LATE
                else unassigned_plan(form)
                if number == _UNASSIGNED
                else sound_plan(form)
            )
            format_ = FORMATS[number % 2]
            content = type_into(write_form(form, format_), typed)
            name = f"Дорожная карта {form.key.kind} {school.code}.{format_}"
            _put(campaign, name, content, form.blank.due)


def _return(campaign: Campaign, respondent: Respondent, format_: str, typed: Typed) -> None:
    """Type the answers into the file that was sent, and put it into the inbox."""
    sent = campaign.sent_file(respondent, format_)
    _put(campaign, sent.name, type_into(sent.read_bytes(), typed), _due(campaign))


def _return_foreign(campaign: Campaign, school: School, example: str) -> None:
    order, schools = load_example(example)
    form = report_form(order, schools[0])
    content = type_into(write_form(form, "docx"), clean_answers(form, order.school_year))
    _put(campaign, f"Отчёт {school.code} новый.docx", content, _due(campaign))


def _due(campaign: Campaign) -> date:
    return campaign.order.round_of("schools").due


def _put(campaign: Campaign, name: str, content: bytes, due: date) -> None:
    """Put a file into the inbox as if it had come shortly before the due date: the story plays in its own year."""
    path = campaign.folder / INCOMING / name
    write_atomically(path, content)
    came = datetime.combine(due - timedelta(days=len(content) % 3), time(12), UTC).timestamp()
    os.utime(path, (came, came))
