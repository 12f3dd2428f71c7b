"""Reports with errors go back to the schools: copies with remarks, letters, and nobody's files are touched."""

from __future__ import annotations

import os
import shutil
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from roadmapdocs.campaign import Campaign
from roadmapdocs.cli import cli
from roadmapdocs.demo.run import load_example, run_demo
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import CampaignError
from roadmapdocs.journal import digest
from roadmapdocs.model.status import State
from roadmapdocs.reading import read_form

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2024, 6, 25)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's campaign, in which two schools have made mistakes."""
    return run_demo(tmp_path_factory.mktemp("demo") / "Отчёты").folder


@pytest.fixture
def campaign(demo: Path, tmp_path: Path) -> Campaign:
    """A copy of it, to work on."""
    shutil.copytree(demo, tmp_path / "Отчёты")
    return Campaign.open(tmp_path / "Отчёты")


def files(campaign: Campaign, folder: str) -> dict[str, str]:
    """The files of a folder by name, with the digest of their content and the moment they were written."""
    found = sorted(path for path in (campaign.folder / folder).rglob("*") if path.is_file())
    return {path.as_posix(): f"{digest(path.read_bytes())} {path.stat().st_mtime_ns}" for path in found}


def corrected(campaign: Campaign, code: str, file: Path) -> Path:
    """The school corrects a file and sends it the day after: a path in the inbox."""
    (school,) = [one for one in campaign.schools if one.code == code]
    content = type_into(file.read_bytes(), clean_answers(campaign.form(school), campaign.order.school_year))
    sent = campaign.folder / "Входящие" / f"исправлено{file.suffix}"
    sent.write_bytes(content)
    later = (campaign.folder / "Входящие").stat().st_mtime + 100_000
    os.utime(sent, (later, later))
    return sent


def test_reports_with_errors_go_back(campaign: Campaign) -> None:
    """Each has a copy with all its remarks and a letter in its folder; the inbox is as it was; the journal knows."""
    inbox = files(campaign, "Входящие")
    returned = campaign.return_for_rework(today=TODAY)
    wrong = [report for report in campaign.receive().submissions if report.errors]
    assert [rework.submission for rework in returned.reworks] == wrong
    for rework in returned.reworks:
        report = rework.submission
        assert rework.annotated.listed == len(report.findings)
        assert rework.file.name == f"{report.file.rpartition('.')[0]} с замечаниями{rework.file.suffix}"
        assert read_form(rework.file.read_bytes(), report.form).answers == report.answers
        assert {path.name for path in rework.file.parent.iterdir()} == {
            rework.file.name,
            "Письмо.eml",
            "Письмо.txt",
            ".written.json",
        }
        assert campaign.journal.state(report.respondent.code) is State.RETURNED
    assert files(campaign, "Входящие") == inbox


def test_the_letter_says_everything(campaign: Campaign) -> None:
    """The draft goes to the school, names the day, lists every remark, and has the copy with it."""
    (rework, *_) = campaign.return_for_rework(today=TODAY).reworks
    draft = message_from_bytes((rework.file.parent / "Письмо.eml").read_bytes(), policy=policy.default)
    assert isinstance(draft, EmailMessage)
    text = draft.get_body().get_content()
    assert rework.submission.respondent.email in draft["To"]
    assert "01.07.2024" in draft["Subject"]
    assert all(found.message.split("«")[0] in text.replace("\u00a0", " ") for found in rework.submission.errors)
    (attached,) = draft.iter_attachments()
    assert attached.get_content() == rework.file.read_bytes()
    assert attached.get_filename() == f"zamechaniya_{rework.submission.respondent.code}{rework.file.suffix}"


def test_a_second_run_changes_nothing(campaign: Campaign) -> None:
    """Run again, on another day too, it writes nothing: the day that was told stands."""
    campaign.return_for_rework(today=TODAY)
    before, journal = files(campaign, "На доработку"), (campaign.folder / "journal.jsonl").read_bytes()
    again = Campaign.open(campaign.folder).return_for_rework(today=date(2024, 7, 3))
    assert again.written == 0
    assert [rework.due for rework in again.reworks] == [date(2024, 7, 1)] * 2
    assert files(campaign, "На доработку") == before
    assert (campaign.folder / "journal.jsonl").read_bytes() == journal


def test_the_day_by_which_it_is_asked_for(campaign: Campaign) -> None:
    """The deadline of the round while it lies ahead; three working days once it has come; or the day that is given."""
    late = campaign.return_for_rework(today=date(2024, 7, 1)).reworks[0]
    assert late.due == date(2024, 7, 4)
    friday = date(2024, 7, 12)
    assert campaign.return_for_rework(today=friday, due=date(2024, 7, 19)).reworks[0].due == date(2024, 7, 19)


def test_a_corrected_report_needs_nothing(campaign: Campaign) -> None:
    """When the corrected copy comes back without errors, what was written for it goes, and the school is named."""
    (first, second) = campaign.return_for_rework(today=TODAY).reworks
    corrected(campaign, first.submission.respondent.code, first.file)
    again = Campaign.open(campaign.folder).return_for_rework(today=TODAY)
    assert [rework.submission.respondent for rework in again.reworks] == [second.submission.respondent]
    assert again.corrected == (first.submission.respondent,)
    assert not first.file.parent.exists()
    assert again.left == ()


def test_files_of_other_people_stay(campaign: Campaign) -> None:
    """A copy that a person went on working on, and a note of theirs, are neither written over nor taken away."""
    (first, _) = campaign.return_for_rework(today=TODAY).reworks
    code, folder = first.submission.respondent.code, first.file.parent
    (folder / "Заметка.txt").write_text("позвонить", encoding="utf-8")
    first.file.write_bytes(b"worked on")
    again = Campaign.open(campaign.folder).return_for_rework(today=TODAY)
    beside = next(rework.file for rework in again.reworks if rework.submission.respondent.code == code)
    assert beside.name == f"{first.file.stem} 2{first.file.suffix}"
    assert first.file.read_bytes() == b"worked on"
    corrected(campaign, code, beside)
    last = Campaign.open(campaign.folder).return_for_rework(today=TODAY)
    assert last.left == (folder,)
    assert {path.name for path in folder.iterdir()} == {"Заметка.txt", first.file.name}


def test_a_file_in_an_archive_goes_back_by_itself(campaign: Campaign) -> None:
    """What came packed is returned unpacked, with its own remarks."""
    inbox = campaign.folder / "Входящие"
    (name, *_) = [report.file for report in campaign.receive().submissions if report.errors]
    with ZipFile(inbox / "школа.zip", "w") as archive:
        archive.write(inbox / name, "отчёты/Наш отчёт.docx")
    (inbox / name).unlink()
    reworks = Campaign.open(campaign.folder).return_for_rework(today=TODAY).reworks
    (packed,) = [rework for rework in reworks if rework.file.name == "Наш отчёт с замечаниями.docx"]
    assert packed.annotated.own
    assert packed.annotated.located == 4


def test_an_accepted_report_is_not_returned(campaign: Campaign) -> None:
    """A person has accepted a report with errors: nothing is asked of the school."""
    (name, *_) = [report.file for report in campaign.receive().submissions if report.errors]
    campaign.accept(name)
    assert name not in [rework.submission.file for rework in campaign.return_for_rework(today=TODAY).reworks]


def test_only_some_schools(campaign: Campaign) -> None:
    """A run for one school leaves the others alone; a code that nobody has is refused."""
    code = [report.respondent.code for report in campaign.receive().submissions if report.errors][-1]
    assert [one.submission.respondent.code for one in campaign.return_for_rework([code]).reworks] == [code]
    assert len(list((campaign.folder / "На доработку").iterdir())) == 1
    with pytest.raises(CampaignError):
        campaign.return_for_rework(["77"])


def test_the_command(campaign: Campaign) -> None:
    """It names what goes back and where it lies; with nothing to return the exit code is 3."""
    run = CliRunner().invoke(cli, ["return", "-C", str(campaign.folder), "--today", "25.06.2024"])
    assert run.exit_code == 0
    assert "4 замечания, в тексте 4, исправить до 01.07.2024" in run.output
    run.output.encode("cp1251", errors="strict")
    order, schools = load_example()
    empty = Campaign.create(campaign.folder.parent / "Пусто", order=order, schools=schools)
    nothing = CliRunner().invoke(cli, ["return", "-C", str(empty.folder)])
    assert (nothing.exit_code, nothing.output) == (3, "Возвращать нечего: отчётов с ошибками нет.\n")
