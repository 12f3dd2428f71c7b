"""The campaign folder, the demo and the command line."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import EXAMPLES
from roadmapdocs.campaign import Campaign
from roadmapdocs.cli import cli
from roadmapdocs.demo.run import finish_demo, load_example, run_demo
from roadmapdocs.demo.story import clean_answers, hurried
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import CampaignError
from roadmapdocs.model.summary import RespondentLine
from roadmapdocs.orders.files import load_order, save_order


@pytest.fixture(scope="module", params=EXAMPLES)
def played(request, tmp_path_factory) -> Campaign:
    """A demo campaign whose schools have answered, for each bundled order."""
    return run_demo(tmp_path_factory.mktemp("demo") / "кампания с пробелом", request.param)


@pytest.fixture
def demo(played: Campaign, tmp_path: Path) -> Campaign:
    """A copy of it that a test may change."""
    shutil.copytree(played.folder, tmp_path / "кампания")
    return Campaign.open(tmp_path / "кампания")


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_state(lines: tuple[RespondentLine, ...]) -> list[str]:
    """The states of all schools in the order of the roster."""
    return [line.state for line in lines]


def test_the_demo_tells_its_story(played: Campaign) -> None:
    """The last school is silent, the one before sent a foreign file, two have mistakes, all others are clean."""
    summary = played.summary(as_of=played.order.round_of("schools").due)
    clean = len(played.schools) - 4
    assert by_state(summary.respondents) == ["clean"] * clean + ["to_correct"] * 2 + ["missing"] * 2
    assert summary.department.state == "clean"
    assert [refused.finding.code for refused in summary.refused] == ["E110"]
    assert [school.code for school in played.missing()] == [school.code for school in played.schools[-2:]]


def test_the_demo_ends_as_a_department_would(tmp_path: Path) -> None:
    """It accepts what is clean, returns what is not, reminds only the silent, and a second run changes nothing."""
    folder = tmp_path / "пример"
    for _ in range(2):
        campaign = run_demo(folder, EXAMPLES[1])
        status, shown = finish_demo(campaign)
        written = snapshot(folder)
    assert [path for path in shown.values() if not path.is_file()] == []
    reports = [line.mark.value for line in status.lines if line.title == "Отчёт" and line.code != "0"]
    clean = len(campaign.schools) - 4
    assert reports == ["accepted"] * clean + ["returned"] * 2 + ["waiting"] * 2
    reminded = {path.parent.name.split()[0] for path in folder.rglob("Напоминание*.txt")}
    assert reminded == {school.code for school in campaign.schools[-2:]}
    finish_demo(run_demo(folder, EXAMPLES[1]))
    assert snapshot(folder) == written


def test_every_file_of_the_inbox_ends_somewhere(played: Campaign) -> None:
    """Submissions, earlier versions and refused files add up to what lies in the inbox."""
    received = played.receive()
    files = [s.file for s in (*received.documents, *received.superseded)] + [r.file for r in received.refused]
    assert sorted(files) == sorted(path.name for path in (played.folder / "Входящие").iterdir())


def test_sending_twice_changes_nothing(demo: Campaign) -> None:
    """A second run writes no file and no journal line."""
    before = snapshot(demo.folder)
    assert demo.send().written == 0
    assert snapshot(demo.folder) == before


def test_receiving_and_reporting_twice_changes_nothing(demo: Campaign) -> None:
    """Reading the inbox again gives the same summary bytes and the same journal; originals keep their bytes."""
    demo.receive()
    demo.report(as_of=date(2024, 7, 1))
    before = snapshot(demo.folder)
    Campaign.open(demo.folder).report(as_of=date(2024, 7, 1))
    assert snapshot(demo.folder) == before


def test_only_changed_forms_are_written_again(demo: Campaign) -> None:
    """When one school's passport changes, only its own files change."""
    roster = (demo.folder / "schools.csv").read_text("utf-8-sig")
    head = demo.schools[0].head
    (demo.folder / "schools.csv").write_text(roster.replace(head, "Новикова Вера Павловна"), "utf-8-sig")
    before = snapshot(demo.folder / "Исходящие")
    sent = Campaign.open(demo.folder).send()
    after = snapshot(demo.folder / "Исходящие")
    changed = {name for name in after if after[name] != before[name]}
    roadmaps = len(demo.forms(demo.schools[0])) - 1
    assert (
        sent.written == 5 + 2 * roadmaps
    )  # its forms in two formats, the letter and its twin in text, the draft order
    assert {Path(name).parts[0][:2] for name in changed} == {demo.schools[0].code}


def test_the_newest_version_counts(demo: Campaign) -> None:
    """Of two files of one school the newer counts, the other is an earlier version; the same file twice is one."""
    inbox = demo.folder / "Входящие"
    first = inbox / demo.receive().submissions[0].file
    newer = inbox / ("исправленный " + first.name)
    shutil.copy(first, inbox / f"копия {first.name}")
    form = demo.form(demo.schools[0])
    closing = {cell: "Исправлено." for cell in clean_answers(form, demo.order.school_year) if cell[0] == "К1"}
    newer.write_bytes(type_into(first.read_bytes(), closing))
    os.utime(newer, (first.stat().st_mtime + 60,) * 2)
    received = demo.receive()
    assert [s.file for s in received.superseded] == [first.name]
    assert newer.name in [s.file for s in received.submissions]


def test_last_year_is_compared_with(demo: Campaign, tmp_path: Path) -> None:
    """A campaign that knows last year's folder asks about words copied from there; the folder may be moved along."""
    order = demo.order.model_copy(update={"number": "200"})
    this = Campaign.create(tmp_path / "Новая", order=order, schools=demo.schools, previous=demo.folder)
    this.send(["docx"])
    school, form = this.schools[0], this.form(this.schools[0])
    typed = clean_answers(form, order.school_year)
    words = {cell: text for cell, text in typed.items() if cell[0].startswith("К")}
    long = {cell: f"{text} " * 3 for cell, text in words.items()}
    for campaign in (Campaign.open(this.folder), demo):
        source = campaign.sent_file(school, "docx").read_bytes()
        (campaign.folder / "Входящие" / "я длинный.docx").write_bytes(type_into(source, {**typed, **long}))
    codes = [finding.code for finding in Campaign.open(this.folder).receive().submissions[0].findings]
    assert codes.count("W421") == len(long)


def test_locks_of_open_editors_are_no_files(demo: Campaign) -> None:
    """`~$…` files that Word leaves beside an open document are not read."""
    count = len(demo.receive().refused)
    (demo.folder / "Входящие" / "~$чёт.docx").write_bytes(b"lock")
    assert len(demo.receive().refused) == count


@pytest.mark.parametrize(
    "content,advice",
    [
        (b"", "Попросите прислать его ещё раз."),
        (b"%PDF-1.4 scan", "скорее всего, он испорчен при пересылке."),
        ("Отчёт сдан".encode(), "Попросите прислать саму форму"),
    ],
    ids=["empty", "PDF", "text"],
)
def test_unreadable_files_are_named_with_advice(demo: Campaign, content: bytes, advice: str) -> None:
    """A file that cannot be read is refused with a Russian sentence that says what to do."""
    (demo.folder / "Входящие" / "скан.docx").write_bytes(content)
    refused = {r.file: r.finding for r in demo.receive().refused}
    assert refused["скан.docx"].code == "E101"
    assert advice in refused["скан.docx"].message


def test_an_old_revision_stays_readable(demo: Campaign) -> None:
    """When the order's form is revised in mid-campaign, what has come back is read as before."""
    before = [(s.respondent.code, s.findings) for s in demo.receive().submissions]
    second = demo.order.report_form.model_copy(update={"revision": 2})
    save_order(demo.order.model_copy(update={"report_form": second}), demo.folder / "order.yaml")
    assert [(s.respondent.code, s.findings) for s in Campaign.open(demo.folder).receive().submissions] == before


def test_names_are_legal_on_windows(played: Campaign) -> None:
    """Names of folders and files have no forbidden character and at most 80 characters."""
    for path in (played.folder / "Исходящие").rglob("*"):
        assert len(path.name) <= 80
        assert not set(path.name) & set('<>:"/\\|?*')
        assert path.name == path.name.rstrip(" .")


def test_a_folder_of_another_order_is_refused(demo: Campaign) -> None:
    """A campaign is never poured into the folder of another order."""
    number = demo.order.model_copy(update={"number": "999"})
    with pytest.raises(CampaignError, match="another order"):
        Campaign.create(demo.folder, order=number, schools=demo.schools)


def test_a_journal_line_cut_off_by_a_kill_is_written_again(demo: Campaign) -> None:
    """A journal whose last line was cut in half loses that line only, and the next run completes it."""
    demo.receive()
    journal = demo.folder / "journal.jsonl"
    whole = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    journal.write_bytes(journal.read_bytes()[:-30])
    again = Campaign.open(demo.folder)
    again.receive()
    entries = [entry.sha256 for entry in again.journal.entries()]
    assert sorted(entries) == sorted(entry["sha256"] for entry in whole)


def test_rows_are_one_per_asked_field(played: Campaign) -> None:
    """The long table has one dict per field of every submission, and says what each answer is."""
    received = played.receive()
    rows = received.rows()
    assert len(rows) == sum(len(submission.form.blank.fields) for submission in received.submissions)
    assert {row["status"] for row in rows} <= {"given", "missing", "misread", "not_applicable"}


def run(*arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


def test_the_commands_do_a_whole_round(tmp_path: Path, bundle) -> None:
    """init, send, receive, status and report work one after another, with the exit codes that scripts rely on."""
    order, _ = bundle
    example = next(name for name in EXAMPLES if load_example(name)[0] == order)
    source = Path(__file__).resolve().parents[1] / "examples" / example
    folder = tmp_path / "Кампания"
    code, output = run("init", str(source / "order.yaml"), str(source / "schools.csv"), str(folder))
    assert (code, "roadmapdocs send" in output) == (0, True)
    assert run("send", "-C", str(folder))[0] == 0
    assert run("send", "-C", str(folder))[0] == 3
    school = Campaign.open(folder).schools[0]
    sent, form = Campaign.open(folder).sent_file(school, "docx"), Campaign.open(folder).form(school)
    answer = type_into(sent.read_bytes(), hurried(form, order.school_year))
    (folder / "Входящие" / "ответ.docx").write_bytes(answer)
    code, output = run("receive", "-C", str(folder))
    assert (code, re.search("вернуть на доработку +1\n", output) is not None) == (1, True)
    code, output = run("receive", "-C", str(folder), "--json")
    answers = json.loads(output)
    assert (code, {row["respondent"] for row in answers["answers"]}) == (1, {school.code})
    assert {"E202", "E203", "E204"} <= {finding["code"] for finding in answers["findings"]}
    code, output = run("status", "-C", str(folder))
    assert (code, "Пришло 1 из" in output) == (0, True)
    assert run("report", "-C", str(folder), "--as-of", "01.07.2024")[0] == 0
    assert (folder / "Свод" / "Свод.xlsx").is_file()
    code, output = run("read", str(folder / "Входящие" / "ответ.docx"), "-C", str(folder))
    assert (code, school.short_name in output) == (1, True)


def test_demo_says_what_to_open_first(tmp_path: Path) -> None:
    """The demo ends with the files to open, each step of the round has one, and all of them exist."""
    code, output = run("demo", str(tmp_path / "demo"))
    assert code == 0
    named = [line.partition(": ")[2] for line in output.split("Откройте по порядку:")[1].splitlines() if ": " in line]
    assert [Path(name).is_file() for name in named] == [True] * 8


def test_schema_and_next_year_commands(tmp_path: Path, bundle) -> None:
    """`schema` prints a JSON Schema; `next-year` writes a YAML that is an order of the next year."""
    order, _ = bundle
    example = next(name for name in EXAMPLES if load_example(name)[0] == order)
    source = Path(__file__).resolve().parents[1] / "examples" / example / "order.yaml"
    code, output = run("schema", str(source))
    assert (code, json.loads(output)["type"]) == (0, "object")
    code, output = run("next-year", str(source), "-o", str(tmp_path / "new.yaml"), "--number", "7")
    assert code == 0
    assert "впишите дату приказа" in output
    new = load_order(tmp_path / "new.yaml")
    assert (new.school_year, new.number) == (order.school_year + 1, "7")


def test_every_command_has_help() -> None:
    """`--help` of every command says in Russian what it does."""
    for name, command in cli.commands.items():
        help_text = command.help or ""
        assert help_text[:1].isupper(), name
        assert not help_text[0].isascii(), name
