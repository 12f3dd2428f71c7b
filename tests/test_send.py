"""Sending: a folder for every respondent, letters, deadlines, reminders; and nothing is written twice."""

from __future__ import annotations

import email
import email.policy
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from icalendar import Calendar as Parsed
from natsort import natsorted

from conftest import EXAMPLES, ROOT
from roadmapdocs import Campaign, School, report_form, write_form
from roadmapdocs.cli import cli
from roadmapdocs.cli.progress import progress
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import CampaignError

OUT, DRAFT = "Исходящие", "Проект приказа школы.docx"
REGISTER = "Реестр неуспевающих"


@pytest.fixture(scope="module", params=EXAMPLES)
def prepared(request, tmp_path_factory) -> Campaign:
    """A campaign of each bundled order whose forms have been sent."""
    order, schools = load_example(request.param)
    campaign = Campaign.create(tmp_path_factory.mktemp("send") / "Отчёты с пробелом", order=order, schools=schools)
    campaign.send()
    return campaign


@pytest.fixture
def campaign(prepared: Campaign, tmp_path: Path) -> Campaign:
    """A copy of it that a test may change."""
    shutil.copytree(prepared.folder, tmp_path / "Отчёты")
    return Campaign.open(tmp_path / "Отчёты")


def folder_of(campaign: Campaign, school: School) -> Path:
    """The folder of a school."""
    return campaign.sent_file(school, "docx").parent


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files of a folder with their content and the moment of their last writing."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def changed(before: dict[str, tuple[bytes, int]], after: dict[str, tuple[bytes, int]]) -> set[str]:
    """The files that are new or were written again."""
    return {name for name, found in after.items() if before.get(name) != found}


def read_letter(path: Path) -> email.message.EmailMessage:
    """A draft as a mail program reads it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


# --- what is in a folder ------------------------------------------------------------------------------------------


def test_each_school_has_its_folder(prepared: Campaign) -> None:
    """Its forms, the letter twice, the deadlines, a draft order; the department has its report and deadlines only."""
    for respondent in prepared.respondents:
        forms = {prepared.sent_file(respondent, format_).name for format_ in ("docx", "xlsx")}
        letters = {"Письмо.eml", "Письмо.txt", DRAFT} if isinstance(respondent, School) else set()
        folder = prepared.sent_file(respondent, "docx").parent
        names = {path.name for path in folder.iterdir()}
        roadmaps = {name for name in names if name.startswith("Дорожная карта школы")}
        assert len(roadmaps) == 2 * (len(prepared.forms(respondent)) - 1)
        registers = {name for name in names if name.startswith(REGISTER)}
        assert len(registers) == (2 if letters and prepared.order.pupil_register else 0)
        assert names - roadmaps - registers == forms | letters | {"Сроки.ics"}


def test_the_letter_brings_what_lies_beside_it(prepared: Campaign) -> None:
    """The attachments are the files of the folder, byte for byte, under short Latin names."""
    for school in prepared.schools:
        folder = folder_of(prepared, school)
        message = read_letter(folder / "Письмо.eml")
        parts = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
        roadmaps = {name: parts.pop(name) for name in list(parts) if name.startswith("dorozhnaya_karta_")}
        assert sorted(roadmaps.values()) == sorted(path.read_bytes() for path in folder.glob("Дорожная карта школы*"))
        registers = {name: parts.pop(name) for name in list(parts) if name.startswith("reestr_")}
        assert sorted(registers.values()) == sorted(path.read_bytes() for path in folder.glob(f"{REGISTER}*"))
        assert parts == {
            f"proekt_prikaza_{school.code}.docx": (folder / DRAFT).read_bytes(),
            f"otchet_{school.code}.docx": prepared.sent_file(school, "docx").read_bytes(),
            f"otchet_{school.code}.xlsx": prepared.sent_file(school, "xlsx").read_bytes(),
            "sroki.ics": (folder / "Сроки.ics").read_bytes(),
        }
        assert (message["To"], message["X-Unsent"]) == (school.email, "1")
        text = (folder / "Письмо.txt").read_text("utf-8-sig")
        assert all(path.name in text for path in folder.iterdir() if path.suffix in (".docx", ".xlsx", ".ics"))


def test_the_deadlines_are_the_schools_own(prepared: Campaign) -> None:
    """The calendar of a school has its report's day, and no row of the department."""
    order = prepared.order
    theirs = {activity.code for _, activity in order.activities() if "school" not in activity.reported_by}
    for school in prepared.schools:
        events = Parsed.from_ical((folder_of(prepared, school) / "Сроки.ics").read_bytes()).events
        summaries = [str(event["SUMMARY"]) for event in events]
        assert order.round_of("schools").due in [event["DTSTART"].dt for event in events]
        assert not [summary for summary in summaries if summary.partition(".")[0].rstrip("абвгд") in theirs]


def test_names_are_legal_and_sort_naturally(tmp_path: Path) -> None:
    """Names of folders and files suit Windows, even those of long and strange schools; № 2 stands before № 10."""
    order, _ = load_example()
    names = ["СОШ № 1", "СОШ № 2", "СОШ № 10", 'МБОУ "Лицей: 1/2" <имени> А*Б?', "Очень длинное название " * 8]
    schools = [School(code=str(number), short_name=name) for number, name in enumerate(names, start=1)]
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    sent = campaign.send(["docx"])
    for path in (campaign.folder / OUT).rglob("*"):
        assert len(path.name) <= 80
        assert not set(path.name) & set('<>:"/\\|?*')
        assert path.name == path.name.rstrip(" .")
    assert len(set(sent.files)) == len(sent.files)
    folders = [folder_of(campaign, school).name for school in campaign.schools]
    assert natsorted(folders) == folders


def test_only_one_format(tmp_path: Path) -> None:
    """With one format there is one form, and the letter speaks of no choice."""
    order, schools = load_example()
    order = order.model_copy(update={"school_roadmaps": None})
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools[:1])
    campaign.send(["xlsx"])
    folder = folder_of(campaign, schools[0])
    assert {path.suffix for path in folder.iterdir()} == {".xlsx", ".eml", ".txt", ".ics"}
    text = (folder / "Письмо.txt").read_text("utf-8-sig")
    assert ("Заполните форму: Excel (.xlsx)." in text, "удобнее" in text) == (True, False)


def test_every_form_of_a_respondent_is_sent(campaign: Campaign, monkeypatch) -> None:
    """Every further form has its file, called by its title, its attachment, and its place in the letter."""
    school = campaign.schools[0]
    form = campaign.form(school)
    kinds = {"W": "План работы: школа", "1": "Дорожная карта", "2": "Дорожная карта"}
    blanks = [form.blank.model_copy(update={"kind": kind, "title": title}) for kind, title in kinds.items()]
    forms = (form, *(form.model_copy(update={"blank": blank}) for blank in blanks))
    monkeypatch.setattr(type(campaign.register), "forms", lambda _register, _respondent: forms)
    campaign.send(["docx"], schools=[school.code])
    folder = folder_of(campaign, school)
    named = {path.name.partition(f" {school.code} ")[0] for path in folder.glob(f"* {school.code} *.docx")}
    assert named >= {"Дорожная карта прил. 1", "Дорожная карта прил. 2", "Отчёт", "План работы школа"}
    message = read_letter(folder / "Письмо.eml")
    attached = (str(part.get_filename()) for part in message.iter_attachments())
    names = [name for name in attached if not name.startswith("reestr_")]
    latin = ("otchet", "forma_W", "dorozhnaya_karta_1", "dorozhnaya_karta_2")
    drafts = ["sroki.ics", f"proekt_prikaza_{school.code}.docx"]
    assert names == [*(f"{name}_{school.code}.docx" for name in latin), *drafts]
    assert "Заполните формы: " in (folder / "Письмо.txt").read_text("utf-8-sig")


# --- who is meant -------------------------------------------------------------------------------------------------


def test_nothing_is_written_twice(campaign: Campaign) -> None:
    """A second run touches no file and no line of the journal."""
    before = state(campaign.folder)
    assert campaign.send().written == 0
    assert state(campaign.folder) == before


def test_a_changed_model_rewrites_what_depends_on_it(campaign: Campaign) -> None:
    """A new address changes one letter; files that people put beside ours stay as they are."""
    school = campaign.schools[1]
    note = folder_of(campaign, school) / "Моя заметка.txt"
    note.write_text("позвонить", "utf-8")
    roster = campaign.folder / "schools.csv"
    roster.write_text(roster.read_text("utf-8-sig").replace(school.email, "new@example.org"), "utf-8-sig")
    before = state(campaign.folder / OUT)
    sent = Campaign.open(campaign.folder).send()
    name = folder_of(campaign, school).name
    assert changed(before, state(campaign.folder / OUT)) == {f"{name}/Письмо.eml", f"{name}/Письмо.txt"}
    assert sent.written == 2
    assert note.read_text("utf-8") == "позвонить"


def test_a_changed_due_date_rewrites_all(campaign: Campaign) -> None:
    """When the order's date of reports moves, all letters and calendars follow."""
    order = campaign.folder / "order.yaml"
    due = campaign.order.round_of("schools").due
    order.write_text(order.read_text("utf-8").replace(f"due: {due}", f"due: {due.replace(day=due.day + 2)}"), "utf-8")
    before = state(campaign.folder / OUT)
    Campaign.open(campaign.folder).send()
    names = {Path(name).name for name in changed(before, state(campaign.folder / OUT))}
    assert {"Письмо.eml", "Письмо.txt", "Сроки.ics"} <= names


def test_one_school_by_its_code(campaign: Campaign) -> None:
    """`schools` writes the folders of those meant only; an unknown code is named."""
    shutil.rmtree(campaign.folder / OUT)
    sent = campaign.send(schools=["02"])
    assert [respondent.code for respondent in sent.respondents] == ["02"]
    assert [path.name[:2] for path in (campaign.folder / OUT).iterdir() if path.is_dir()] == ["02"]
    with pytest.raises(CampaignError, match="77"):
        campaign.send(schools=["77"])


def test_only_those_who_returned_nothing(campaign: Campaign) -> None:
    """`only_missing` leaves out the schools that have returned their report."""
    school = campaign.schools[0]
    return_clean(campaign, school)
    sent = Campaign.open(campaign.folder).send(only_missing=True)
    assert {respondent.code for respondent in sent.respondents} == {s.code for s in campaign.schools[1:]}


def return_clean(campaign: Campaign, school: School) -> None:
    """Let a school return a report without a mistake."""
    form = report_form(campaign.order, school)
    content = type_into(write_form(form, "docx"), clean_answers(form, campaign.order.school_year))
    (campaign.folder / "Входящие" / "ответ.docx").write_bytes(content)


def test_the_accepted_are_left_alone(campaign: Campaign) -> None:
    """The form of an accepted report stays as it was sent, whatever becomes of the roster."""
    school = campaign.schools[0]
    return_clean(campaign, school)
    campaign.receive()
    campaign.accept("ответ.docx")
    roster = campaign.folder / "schools.csv"
    roster.write_text(roster.read_text("utf-8-sig").replace(school.head, "Новикова Вера Павловна"), "utf-8-sig")
    before = state(folder_of(campaign, school))
    sent = Campaign.open(campaign.folder).send()
    assert school.code not in [respondent.code for respondent in sent.respondents]
    assert state(folder_of(campaign, school)) == before


def test_schools_without_an_address_are_named(campaign: Campaign) -> None:
    """A school without an address gets its letter without one, and stands in `without_email`."""
    roster = campaign.folder / "schools.csv"
    text = roster.read_text("utf-8-sig")
    text = text.replace(campaign.schools[0].email, "").replace(campaign.schools[1].email, "звонить секретарю")
    roster.write_text(text, "utf-8-sig")
    sent = Campaign.open(campaign.folder).send()
    assert sent.without_email == Campaign.open(campaign.folder).schools[:2]
    for school in sent.without_email:
        assert read_letter(folder_of(campaign, school) / "Письмо.eml")["To"] is None


def test_progress_is_told(campaign: Campaign) -> None:
    """The callback hears of every respondent, and how many there are."""
    told: list[tuple[int, int]] = []
    campaign.send(progress=lambda done, of: told.append((done, of)))
    count = len(campaign.respondents)
    assert told == [(number, count) for number in range(1, count + 1)]


# --- reminders ----------------------------------------------------------------------------------------------------


def test_reminders_go_to_the_silent_only(campaign: Campaign) -> None:
    """A reminder lies in the folder of every school that returned nothing, and in no other; the forms stay."""
    return_clean(campaign, campaign.schools[0])
    before = state(campaign.folder / OUT)
    due = campaign.order.round_of("schools").due
    sent = Campaign.open(campaign.folder).remind(today=due)
    new = changed(before, state(campaign.folder / OUT))
    silent = campaign.schools[1:]
    assert new == {
        f"{folder_of(campaign, school).name}/Напоминание за 1 день.{format_}"
        for school in silent
        for format_ in ("eml", "txt")
    }
    assert (sent.written, sent.respondents) == (2 * len(silent), silent)
    message = read_letter(folder_of(campaign, silent[0]) / "Напоминание за 1 день.eml")
    assert [part.get_filename()[-5:] for part in message.iter_attachments()] == [".docx", ".xlsx"]


def test_three_stages_three_files(campaign: Campaign) -> None:
    """Each stage has a file of its own; the same day twice writes nothing."""
    due = campaign.order.round_of("schools").due
    code = campaign.schools[0].code
    for today in (date(due.year, due.month - 1, 1), due, date(due.year, due.month + 1, 15)):
        assert campaign.remind(today=today, schools=[code]).written == 2
        assert campaign.remind(today=today, schools=[code]).written == 0
    names = sorted(path.stem for path in folder_of(campaign, campaign.schools[0]).glob("Напоминание*.eml"))
    assert names == ["Напоминание за 1 день", "Напоминание за 5 дней", "Напоминание после срока"]


# --- the command --------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    """`send` tells what it wrote, when reports are due and when to remind; options reach the library."""
    source = ROOT / "examples" / EXAMPLES[0]
    folder = str(tmp_path / "Отчёты 2024")
    code, output = run("init", str(source / "order.yaml"), str(source / "schools.csv"), folder)
    assert (code, "запустите «1 Разослать»" in output) == (0, True)
    code, output = run("send", "-C", folder, "--school", "02", "--school", "03", "--format", "docx")
    assert (code, "В «Исходящих» 2 папки, файлов 16, новых или изменённых 16." in output) == (0, True)
    assert "Напоминания (send --reminder): 24.06.2024, 28.06.2024, 02.07.2024." in output
    assert run("send", "-C", folder, "--school", "02", "--school", "03", "--format", "docx")[0] == 3
    code, output = run("send", "-C", folder, "--reminder", "--today", "28.06.2024")
    assert (code, "«Напоминание за 1 день»: для 12 школ, новых или изменённых файлов 24." in output) == (0, True)
    assert run("send", "-C", folder, "--only-missing")[0] == 0


def test_output_survives_the_consoles_of_windows(tmp_path: Path) -> None:
    """What the commands print has no letter that cp1251 lacks, so it is readable on Russian Windows."""
    source = ROOT / "examples" / EXAMPLES[0]
    folder = str(tmp_path / "Отчёты")
    outputs = [
        run("init", str(source / "order.yaml"), str(source / "schools.csv"), folder)[1],
        run("send", "-C", folder, "--school", "02")[1],
        *(run("guide", step, "-C", folder)[1] for step in ("send", "receive", "report")),
    ]
    for output in outputs:
        output.encode("cp1251")


# --- progress -----------------------------------------------------------------------------------------------------


class Screen(StringIO):
    """A terminal that remembers what was shown."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.parametrize("count,lines", [(19, []), (40, ["10 из 40", "20 из 40", "30 из 40", "40 из 40"])])
def test_progress_in_a_file_is_a_few_lines(capsys, count: int, lines: list[str]) -> None:
    """Where nobody looks on, long work says four lines on the error stream, short work none."""
    with progress("Подготовка") as told:
        for done in range(1, count + 1):
            told(done, count)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [f"Подготовка: {line}" for line in lines]


def test_progress_on_a_terminal_is_a_bar(monkeypatch) -> None:
    """A terminal sees a bar that ends full, with a line of its own."""
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with progress("Подготовка") as told:
        for done in range(1, 5):
            told(done, 4)
    assert screen.getvalue().rpartition("\r")[2].count("#") > 30
    assert "4/4" in screen.getvalue()
    assert screen.getvalue().endswith("\n")
