"""The status: who has returned what, how long there is to wait, what to do next; as a table, a workbook, a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from conftest import EXAMPLES
from roadmapdocs.aggregate.status import campaign_status
from roadmapdocs.campaign import Campaign
from roadmapdocs.cli import cli
from roadmapdocs.cli.console import NEAREST
from roadmapdocs.collect import collect
from roadmapdocs.demo.run import load_example, run_demo
from roadmapdocs.demo.story import clean_answers, hurried
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.report import report_form
from roadmapdocs.journal import Track
from roadmapdocs.model.form import Form
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.status import Mark, State, Status
from roadmapdocs.model.submission import Submission
from roadmapdocs.printing.campaign import status_lines
from roadmapdocs.readers import read_blocks
from roadmapdocs.russian.workdays import add_working_days
from roadmapdocs.writers import write_form, write_status

SENT = "2024-05-20T09:00:00+03:00"


def submission(form: Form, year: int, answers=clean_answers) -> Submission:
    """What a school returned."""
    content = type_into(write_form(form, "xlsx"), answers(form, year))
    return collect(read_blocks(content), form, file="Отчёт.xlsx", content=content)


@pytest.fixture(scope="module", params=EXAMPLES)
def story(request) -> tuple[list[Form], Status, date]:
    """One school in each state, two working days after the deadline."""
    order, schools = load_example(request.param)
    forms = [report_form(order, school) for school in schools[:6]]
    states = (State.ACCEPTED, State.RECEIVED, State.RECEIVED, State.RETURNED, State.SENT, State.NOT_SENT)
    tracks = {
        (form.respondent.code, "R"): Track(state, sent="" if state is State.NOT_SENT else SENT)
        for form, state in zip(forms, states, strict=True)
    }
    returned = [submission(form, order.school_year) for form in forms[:2]]
    returned += [submission(form, order.school_year, hurried) for form in forms[2:4]]
    as_of = add_working_days(forms[0].blank.due, 2)
    files = {Category.COUNTED: 2, Category.TO_CORRECT: 2, Category.UNREADABLE: 3}
    return forms, campaign_status(order, forms, tracks, returned, as_of=as_of, files=files), as_of


def test_every_line_says_how_far_it_is(story) -> None:
    """State, mark, working days, errors and completeness of each document."""
    _, status, _ = story
    assert [line.mark for line in status.lines] == [
        Mark.ACCEPTED,
        Mark.CLEAN,
        Mark.TO_CORRECT,
        Mark.RETURNED,
        Mark.OVERDUE,
        Mark.NOT_SENT,
    ]
    assert [line.days_left for line in status.lines] == [None, None, None, -2, -2, -2]
    assert [line.errors > 0 for line in status.lines] == [False, False, True, True, False, False]
    assert [line.filled == line.asked > 0 for line in status.lines[:2]] == [True, True]
    assert [line.asked for line in status.lines[4:]] == [0, 0]
    assert [line.code for line in status.silent] == [line.code for line in status.lines[4:]]
    assert sum(status.marks.values()) == len(status.lines)


def test_what_to_do_next(story) -> None:
    """Each mark that wants something has a step that names the command; numbers agree with their words."""
    _, status, _ = story
    assert status.steps == (
        "Отправить формы, не отправлено 1 отчёт: roadmapdocs send.",
        "Вернуть на доработку 1 отчёт: roadmapdocs return.",
        "Принять 1 отчёт без замечаний: roadmapdocs receive --accept-clean.",
        "Напомнить о сроке, не представлено 1 отчёт: roadmapdocs send --reminder.",
        "Дождаться исправлений: на доработке 1 отчёт.",
        "Файлов, которые не удалось учесть: 3. Разобрать их: roadmapdocs receive --files.",
    )


def test_days_in_words(order_159) -> None:
    """Before the deadline working days are left, on the day it is today, afterwards it is past."""
    order, schools = order_159
    form = report_form(order, schools[0])
    assert form.blank.due == date(2024, 7, 1)  # a Monday
    tracks = {(form.respondent.code, "R"): Track(State.SENT, sent=SENT)}
    said = {}
    for day in ("06-27", "06-28", "06-29", "07-01", "07-02", "07-06", "07-08"):
        status = campaign_status(order, [form], tracks, (), as_of=date.fromisoformat(f"2024-{day}"))
        said[day] = list(status_lines(status))[2].rpartition("  ")[2]
    assert said == {
        "06-27": "осталось 2 рабочих дня",
        "06-28": "осталось 1 рабочий день",
        "06-29": "осталось 1 рабочий день",
        "07-01": "срок сегодня",
        "07-02": "срок прошёл 1 рабочий день назад",
        "07-06": "срок прошёл 4 рабочих дня назад",
        "07-08": "срок прошёл 5 рабочих дней назад",
    }


def test_the_table_can_be_printed_anywhere(story) -> None:
    """Our words in the table are in cp866 and cp1251, the code pages of Russian consoles; columns stand straight."""
    _, status, _ = story
    lines = list(status_lines(status))
    for line in lines:
        assert "?" not in line.encode("cp866", NEAREST).decode("cp866")
        line.encode("cp1251")
    assert "«Отчёт» › …–😀".encode("cp866", NEAREST).decode("cp866") == '"Отчёт" > ...-?'
    column = lines[0].index("Что с ним")
    assert [line[column : column + 4] for line in lines[2 : 2 + len(status.lines)]] == [
        line.mark.russian[:4] for line in status.lines
    ]
    firsts = [line.code for number, line in enumerate(status.lines) if line.code != status.lines[number - 1].code]
    assert [line[:4].strip() for line in lines[2 : 2 + len(status.lines)] if line[:4].strip()] == firsts


class Page(HTMLParser):
    """The squares of a page with what stands beside them; everything it would load from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tiles: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self._tile = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag, where it leads, and the square it begins."""
        named = dict(attributes)
        self.links += [str(named[name]) for name in ("src", "href") if name in named]
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag == "li":
            self._tile = str(named.get("class") or "")
            self.tiles.append((self._tile, ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self.open.pop() == tag

    def handle_data(self, text: str) -> None:
        """Add words to the square they stand in."""
        if self._tile and "li" in self.open:
            kind, said = self.tiles[-1]
            self.tiles[-1] = kind, f"{said} {text.strip()}".strip()


def test_the_page_has_a_square_with_a_word_for_every_school(story) -> None:
    """One self-contained page: each school once, with its colour and its word; all tags closed, nothing loaded."""
    _, status, _ = story
    text = write_status(status, "html").decode("utf-8")
    page = Page(text)
    assert (page.open, page.links) == ([], [])
    tiles = [(kind, said) for kind, said in page.tiles if any(line.name in said for line in status.lines)]
    assert [kind for kind, _ in tiles] == [line.mark.value for line in status.lines]
    for (_, said), line in zip(tiles, status.lines, strict=True):
        assert line.name in said
        assert line.mark.russian in said
    assert all(step in text for step in status.steps)
    assert re.search(r"https?://|url\(|<script", text) is None
    assert write_status(status, "html") == text.encode("utf-8")


def test_names_of_files_are_only_words_on_the_page(story) -> None:
    """What a school calls its file cannot become part of the page."""
    _, status, _ = story
    evil = replace(status.lines[0], file="<script>alert(1)</script>.docx", name="<b>СШ</b> & Ко")
    text = write_status(replace(status, lines=(evil,)), "html").decode("utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.docx" in text
    assert "&lt;b&gt;СШ&lt;/b&gt; &amp; Ко" in text


def test_the_workbook_says_the_same(story, validate) -> None:
    """A line for every document with numbers as numbers; the sums of files add up; the file is valid."""
    _, status, _ = story
    content = write_status(status, "xlsx")
    validate({"Статус.xlsx": content})
    sheet = load_workbook(BytesIO(content))["Статус"]
    rows = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    for line in status.lines:
        row = rows[line.code]
        assert (row[1].value, row[2].value, row[3].value) == (line.name, line.state.russian, line.mark.russian)
        assert row[10].value == (line.errors if line.asked else None)
    assert [row[0].value for row in sheet.iter_rows() if row[1].value == "всего"] == [7]
    assert write_status(status, "xlsx") == content


def test_the_commands(tmp_path: Path) -> None:
    """`status` prints the table, `--json` the same for programs, `--save` writes both files, twice the same."""
    campaign = run_demo(tmp_path / "Отчёты")
    arguments = ["status", "-C", str(campaign.folder), "--as-of", "03.07.2024"]
    runner = CliRunner()
    rows = json.loads(runner.invoke(cli, [*arguments, "--json"]).stdout)
    forms = [form for each in campaign.respondents for form in campaign.forms(each)]
    assert [line["code"] for line in rows["lines"]] == [form.respondent.code for form in forms]
    assert {line["mark"] for line in rows["lines"]} == {"clean", "to_correct", "overdue"}
    assert sum(rows["files"].values()) == len(list((campaign.folder / "Входящие").iterdir()))
    printed = runner.invoke(cli, [*arguments, "--save", "--html", str(tmp_path / "а.html")])
    assert printed.exit_code == 0
    assert "срок прошёл 2 рабочих дня назад" in printed.output
    saved = {name: (campaign.folder / "Свод" / name).read_bytes() for name in ("Статус.xlsx", "Статус.html")}
    assert (tmp_path / "а.html").read_bytes() == saved["Статус.html"]
    runner.invoke(cli, [*arguments, "--save"])
    assert {name: (campaign.folder / "Свод" / name).read_bytes() for name in saved} == saved


def test_the_state_shown_is_the_journal_s(tmp_path: Path) -> None:
    """What `status` shows of every document is what the journal, read anew, says."""
    campaign = run_demo(tmp_path / "Отчёты")
    campaign.receive()
    campaign.accept_clean()
    to_correct = next(one for one in campaign.receive().submissions if one.errors)
    assert campaign.mark("returned", to_correct)
    assert not campaign.mark("returned", to_correct)
    shown = {(line.code, line.document): line.state for line in campaign.status().lines}
    again = Campaign.open(campaign.folder)
    journal = {
        (form.respondent.code, form.key.kind): again.journal.state(form.respondent.code, form.key.kind)
        for each in again.respondents
        for form in again.forms(each)
    }
    assert shown == journal
    assert set(shown.values()) == {State.ACCEPTED, State.RECEIVED, State.RETURNED, State.SENT}
    assert {(line.code, line.document): line.state for line in again.status().lines} == shown
