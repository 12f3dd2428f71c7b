"""Receiving: an inbox as people leave it, which version counts, what a person decides, the cache."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from click.testing import CliRunner

import inbox as made
from conftest import EXAMPLES
from inbox import Inbox, blank, closing, fill_inbox, filled, letter, nearly_empty, roster, saved_at, zipped
from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.cache import FOLDER
from roadmapdocs.campaign.remembered import Recognised, from_json, to_json
from roadmapdocs.cli import cli
from roadmapdocs.demo.run import load_example
from roadmapdocs.errors import CampaignError
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.status import State
from roadmapdocs.model.submission import Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.recognition import recognise


def sha(content: bytes) -> str:
    """The SHA-256 of a content."""
    return sha256(content).hexdigest()


@pytest.fixture(scope="module", params=EXAMPLES)
def filled_box(request, tmp_path_factory) -> tuple[Campaign, Inbox]:
    """A campaign of each bundled order with the whole inbox."""
    order, schools = load_example(request.param)
    other = load_example(next(name for name in EXAMPLES if name != request.param))
    campaign = Campaign.create(tmp_path_factory.mktemp("приём") / "Отчёты", order=order, schools=roster(schools))
    return campaign, fill_inbox(campaign.folder / "Входящие", order, campaign.schools, other)


def test_every_file_ends_where_a_person_would_put_it(filled_box) -> None:
    """More than sixty files of all kinds: none dropped, each in its category, with a reason."""
    campaign, box = filled_box
    received = campaign.receive()
    assert len(box.written) >= 60
    names = [outcome.file for outcome in received.outcomes]
    assert len(names) == len(set(names))
    assert {outcome.file: outcome.category for outcome in received.outcomes} == box.expected
    assert [outcome.file for outcome in received.outcomes if not outcome.reason.endswith(".")] == []
    assert set(Category) == {outcome.category for outcome in received.outcomes}


def test_the_sums_add_up(filled_box) -> None:
    """The categories add up to the files; forms that count, older ones and refused ones to what was read."""
    campaign, box = filled_box
    received = campaign.receive()
    assert sum(received.counts.values()) == len(received.outcomes) == len(box.expected)
    assert received.counts == Counter(box.expected.values())
    assert sorted(campaign.status().files.items()) == sorted(received.counts.items())
    # all twelve schools and the department: two of them in one file
    assert {one.respondent.code for one in received.submissions} == {each.code for each in campaign.respondents}
    refused = {Category.EMPTY_FORM, Category.FOREIGN, Category.UNRECOGNISED, Category.UNREADABLE}
    assert len(received.refused) == sum(number for category, number in received.counts.items() if category in refused)


def test_originals_keep_their_bytes(filled_box) -> None:
    """Nothing in the inbox is changed, added or taken away by receiving."""
    campaign, box = filled_box
    campaign.receive()
    root = campaign.folder / "Входящие"
    lying = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert {name: sha(content) for name, content in lying.items()} == {
        name: sha(content) for name, content in box.written.items()
    }


def test_reasons_help(filled_box) -> None:
    """Advice fits the case: nobody is told to save a photograph, an archive or a letter as .docx."""
    campaign, _ = filled_box
    said = {outcome.file: outcome.reason for outcome in campaign.receive().outcomes}
    assert "Распакуйте его рядом" in said["Отчёт.rar"]
    assert "сохраните вложения" in said["Письмо.msg"]
    assert "без пароля" in said["Отчёт с паролем.docx"]
    assert "саму форму" in said["скан.pdf"]
    assert "RTF" in said["почта/outlook.eml › winmail.dat"]
    assert "ответ мог быть написан в его тексте" in said["почта/без вложений.eml"]
    assert "испорчен при пересылке" in said["битый.zip"]
    assert "слишком велик" in said["бомба.zip › bomb.docx"]
    assert "«otchet.xlsx»" in said["почта/июнь/otchet.xlsx.sig"].replace("почта/июнь/", "")
    assert " набран с ошибкой" in said["Ключ с опечаткой.docx"]
    assert "«Отчёт СШ (2).docx»" in said["Копия Отчёт СШ (2).docx"]
    assert "«Отчёт СШ (2).docx»" in said["Отчёт СШ испр.docx"]


def test_a_second_run_changes_nothing(filled_box) -> None:
    """The journal and the answers are the same after a second look, with the cache and without it."""
    campaign, _ = filled_box
    first = campaign.receive()
    journal = (campaign.folder / "journal.jsonl").read_bytes()
    for _ in ("with the cache", "without it"):
        again = Campaign.open(campaign.folder).receive()
        assert again == first
        assert (campaign.folder / "journal.jsonl").read_bytes() == journal
        shutil.rmtree(campaign.folder / FOLDER)


def test_the_command_prints_it(filled_box) -> None:
    """`receive` prints the counts, what wants a person, who is silent; `--files` every file, `--json` all of it."""
    campaign, box = filled_box
    runner = CliRunner()
    printed = runner.invoke(cli, ["receive", "-C", str(campaign.folder), "--files"])
    assert printed.exit_code == 1
    assert f"с вложенными в архивы и письма: {len(box.expected)}" in printed.output
    assert [name for name in box.expected if f"  {name}\n" not in printed.output] == []
    rows = json.loads(runner.invoke(cli, ["receive", "-C", str(campaign.folder), "--json"]).stdout)
    assert {row["file"]: row["category"] for row in rows["files"]} == box.expected


def test_resaved_in_another_office(order_159, office, tmp_path: Path) -> None:
    """A report saved again as .odt and one as .ods are counted, whatever their names."""
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    (tmp_path / "a.docx").write_bytes(filled(order, schools[0]))
    (tmp_path / "b.xlsx").write_bytes(filled(order, schools[1], "xlsx"))
    for source, kind in (("a.docx", "odt"), ("b.xlsx", "ods")):
        (resaved,) = office([tmp_path / source], kind, tmp_path / "сохранено")
        shutil.copy(resaved, campaign.folder / "Входящие")
    received = campaign.receive()
    assert [(one.file, one.category) for one in sorted(received.outcomes, key=lambda one: one.file)] == [
        ("a.odt", Category.COUNTED),
        ("b.ods", Category.COUNTED),
    ]


# --- which version counts ----------------------------------------------------------------------------------------


@pytest.fixture
def box(bundle, tmp_path: Path) -> tuple[Campaign, Inbox]:
    """A campaign with an empty inbox."""
    order, schools = bundle
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    return campaign, Inbox(campaign.folder / "Входящие", made.noon(order))


def version(campaign: Campaign, words: str) -> bytes:
    """A report of the first school with these closing words."""
    order, school = campaign.order, campaign.schools[0]
    return filled(order, school, change=closing(order, school, words))


def said(campaign: Campaign) -> dict[str, str]:
    """Where every file ends."""
    return {outcome.file: outcome.category.value for outcome in campaign.receive().outcomes}


def test_the_later_day_wins_then_the_later_save(box) -> None:
    """A later day beats a later save; within a day the save decides, without one the hour."""
    campaign, files = box
    files.put("пятница.docx", saved_at(version(campaign, "1"), files.day(4, 20)), Category.SUPERSEDED, files.day(4))
    files.put("понедельник.docx", saved_at(version(campaign, "2"), files.day(9)), Category.COUNTED, files.day(1))
    assert said(campaign) == files.expected
    files.put("того же дня.docx", saved_at(version(campaign, "3"), files.day(5)), Category.SUPERSEDED, files.day(1, 13))
    assert said(campaign)["понедельник.docx"] == "superseded"  # saved five days before, the other nine
    files.put("без даты внутри.docx", version(campaign, "4"), Category.COUNTED, files.day(1, 13.5))
    assert said(campaign)["без даты внутри.docx"] == "counted"


def test_a_letter_has_its_own_date(box) -> None:
    """A letter written on an earlier day is older, however late it was saved into the folder."""
    campaign, files = box
    early = letter(files.day(6), "Отчёт", {"Отчёт.docx": version(campaign, "из письма")})
    files.put("поздно сохранённое.eml", early, Category.CONTAINER, files.day(0), {"Отчёт.docx": Category.SUPERSEDED})
    files.put("Отчёт.docx", version(campaign, "файлом"), Category.COUNTED, files.day(2))
    assert said(campaign) == files.expected
    submission = campaign.receive().superseded[0]
    assert submission.received == files.day(6).date()


def test_a_file_in_an_archive_has_the_day_it_was_changed(box) -> None:
    """Of two files in one archive the later changed counts."""
    campaign, files = box
    one = zipped({"новый.docx": version(campaign, "новый")}, day=files.day(2))
    two = zipped({"старый.docx": version(campaign, "старый")}, day=files.day(5))
    files.put("один.zip", one, Category.CONTAINER, files.day(1), {"новый.docx": Category.COUNTED})
    files.put("два.zip", two, Category.CONTAINER, files.day(1), {"старый.docx": Category.SUPERSEDED})
    assert said(campaign) == files.expected


def test_a_person_overrules_the_rule(box) -> None:
    """`accept` of an older version makes it count; the journal remembers, also in another process."""
    campaign, files = box
    files.put("первый.docx", version(campaign, "первый"), Category.COUNTED, files.day(5))
    files.put("второй.docx", version(campaign, "второй"), Category.SUPERSEDED, files.day(2))
    campaign.accept("первый.docx")
    for opened in (campaign, Campaign.open(campaign.folder)):
        assert said(opened) == files.expected
        assert opened.journal.state(campaign.schools[0].code) is State.ACCEPTED
    assert campaign.accepted == {campaign.schools[0].code}


def test_an_accepted_report_is_locked(box) -> None:
    """What comes after an acceptance is a dispute, counts nowhere, and is settled by accepting either file."""
    campaign, files = box
    files.put("принятый.docx", version(campaign, "принятый"), Category.COUNTED, files.day(5))
    files.put("старше.docx", version(campaign, "старше"), Category.SUPERSEDED, files.day(8))
    campaign.accept(files.folder / "принятый.docx")
    files.put("новый.docx", version(campaign, "новый"), Category.DISPUTED, files.day(1))
    received = campaign.receive()
    assert said(campaign) == files.expected
    assert [one.file for one in received.submissions] == ["принятый.docx"]
    dispute = next(outcome for outcome in received.outcomes if outcome.category is Category.DISPUTED)
    assert dispute.finding is not None
    assert (dispute.finding.code, dispute.finding.expected) == ("W422", "принятый.docx")
    line = next(line for line in campaign.status().lines if line.code == campaign.schools[0].code)
    assert (line.mark.value, line.disputes) == ("disputed", ("новый.docx",))
    assert campaign.accept_clean() == ()  # a clean report in dispute is not accepted in passing
    campaign.accept("принятый.docx")
    assert said(campaign)["новый.docx"] == "superseded"
    campaign.accept("новый.docx")
    assert said(campaign) == {"принятый.docx": "superseded", "старше.docx": "superseded", "новый.docx": "counted"}


def test_the_same_answers_saved_again_are_no_dispute(box) -> None:
    """A school sends an accepted report once more, saved anew: other bytes, the same answers, nothing to decide."""
    campaign, files = box
    content = version(campaign, "принятый")
    files.put("принятый.docx", content, Category.COUNTED, files.day(5))
    campaign.accept(files.folder / "принятый.docx")
    saved_again = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(saved_again, "w") as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name))
    files.put("ещё раз.docx", saved_again.getvalue(), Category.SUPERSEDED, files.day(1))
    assert said(campaign) == files.expected


def test_an_emptier_version_does_not_take_the_place(box) -> None:
    """A newer file with less than half the answers is a dispute; with one answer fewer it counts."""
    campaign, files = box
    order, school = campaign.order, campaign.schools[0]
    files.put("полный.docx", version(campaign, "полный"), Category.COUNTED, files.day(5))
    files.put("обрывок.docx", nearly_empty(order, school), Category.DISPUTED, files.day(2))
    files.put("пустой.docx", blank(order, school), Category.EMPTY_FORM, files.day(1))
    assert said(campaign) == files.expected
    found = {outcome.file: outcome.finding for outcome in campaign.receive().outcomes}["обрывок.docx"]
    assert found is not None
    assert found.code == "W423"
    files.put("чуть меньше.docx", version(campaign, ""), Category.COUNTED, files.day(0))
    assert said(campaign) == {**files.expected, "полный.docx": "superseded"}


def test_accepting_what_holds_no_report(box) -> None:
    """A file that is not there, is ambiguous or holds no report cannot be accepted, and nothing is written down."""
    campaign, files = box
    files.put("а/Отчёт.docx", version(campaign, "а"), Category.COUNTED)
    files.put("б/Отчёт.docx", version(campaign, "б"), Category.COUNTED)
    files.put("фото.jpg", made.JPEG, Category.UNREADABLE)
    campaign.receive()
    before = (campaign.folder / "journal.jsonl").read_bytes()
    for file, message in (("нет такого.docx", "no file"), ("Отчёт.docx", "2 files"), ("фото.jpg", "no report")):
        with pytest.raises(CampaignError, match=message):
            campaign.accept("а/Отчёт.docx", file)
    assert (campaign.folder / "journal.jsonl").read_bytes() == before


def test_accepting_by_the_shown_name_of_a_member(box) -> None:
    """A report in a letter is named as it is shown; «>» may be typed for «›»; the command says what it did."""
    campaign, files = box
    content = letter(files.day(2), "Отчёт", {"Отчёт.docx": version(campaign, "письмом")})
    files.put("почта/ответ.eml", content, Category.CONTAINER, members={"Отчёт.docx": Category.COUNTED})
    printed = CliRunner().invoke(
        cli, ["receive", "-C", str(campaign.folder), "--accept", "почта/ответ.eml > Отчёт.docx"]
    )
    assert f"Принято: {campaign.schools[0].short_name}" in printed.output
    opened = Campaign.open(campaign.folder)
    assert opened.accepted == {campaign.schools[0].code}
    assert (
        CliRunner().invoke(cli, ["receive", "-C", str(campaign.folder), "--reopen", campaign.schools[0].code]).exit_code
        == 0
    )
    assert Campaign.open(campaign.folder).accepted == frozenset()


def test_clean_reports_are_accepted_at_once(box) -> None:
    """`--accept-clean` takes all without errors and leaves the others; an accepted one with errors wants nobody."""
    campaign, files = box
    order = campaign.order
    files.put("чистый.docx", filled(order, campaign.schools[0]), Category.COUNTED)
    files.put("с ошибками.docx", made.faulty(order, campaign.schools[1]), Category.TO_CORRECT)
    printed = CliRunner().invoke(cli, ["receive", "-C", str(campaign.folder), "--accept-clean"])
    assert (printed.exit_code, printed.output.count("Принято:")) == (1, 1)
    assert Campaign.open(campaign.folder).accepted == {campaign.schools[0].code}
    accepted = CliRunner().invoke(cli, ["receive", "-C", str(campaign.folder), "--accept", "с ошибками.docx"])
    assert accepted.exit_code == 0
    assert (
        "принято, хотя есть"
        in {o.file: o.reason for o in Campaign.open(campaign.folder).receive().outcomes}["с ошибками.docx"]
    )


def test_a_file_taken_out_of_the_inbox(box) -> None:
    """A document whose file is gone is as if it had not come; an accepted one stays accepted and says so."""
    campaign, files = box
    files.put("Отчёт.docx", version(campaign, "один"), Category.COUNTED)
    code = campaign.schools[0].code
    campaign.receive()
    (files.folder / "Отчёт.docx").rename(campaign.folder / "Отчёт.docx")
    campaign.receive()
    assert campaign.journal.state(code) is State.NOT_SENT
    (campaign.folder / "Отчёт.docx").rename(files.folder / "Отчёт.docx")
    campaign.accept("Отчёт.docx")
    (files.folder / "Отчёт.docx").unlink()
    line = next(line for line in campaign.status().lines if line.code == code)
    assert (line.state, line.note) == (State.ACCEPTED, "принятого файла во «Входящих» больше нет")


# --- the cache ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [filled, made.faulty, nearly_empty])
def test_what_is_remembered_is_what_was_read(bundle, answers) -> None:
    """The JSON of the cache gives back every answer, finding and piece of text."""
    order, schools = bundle
    register = made_register(order, schools)
    content = answers(order, schools[0])
    day = order.round_of("schools").due
    forms = recognise(read_blocks(content), register, file="а.docx", content=content, received=day)
    recognised = Recognised(tuple(forms), made.datetime(2024, 6, 1, tzinfo=made.UTC))
    value = json.loads(json.dumps(to_json(recognised)))
    read = from_json(value, register, file="а.docx", sha256=sha(content), received=day)
    assert read == recognised
    for one, other in zip(read.forms, recognised.forms, strict=True):
        assert isinstance(one, Submission)
        assert isinstance(other, Submission)
        assert (one.sha256, one.received, one.revision) == (other.sha256, other.received, other.revision)
    renamed = from_json(value, register, file="б.docx", sha256=sha(content), received=day)
    assert {finding.place.file for form in renamed.forms for finding in form.findings} <= {"б.docx"}


def made_register(order, schools):
    """The register of an order."""
    from roadmapdocs.recognition import Register

    return Register(order, schools)


def test_the_cache_spares_reading(box, monkeypatch) -> None:
    """A second run reads no document; a damaged entry, another day or another roster makes it read again."""
    campaign, files = box
    files.put("Отчёт.docx", version(campaign, "один"), Category.COUNTED)
    first = campaign.receive()
    reads: list[int] = []

    def counted(contents):
        reads.append(len(contents))
        from roadmapdocs.readers import read_blocks_many

        return read_blocks_many(contents)

    monkeypatch.setattr("roadmapdocs.campaign.reading.read_blocks_many", counted)

    def again() -> int:
        reads.clear()
        assert Campaign.open(campaign.folder).receive().submissions == first.submissions
        return sum(reads)

    assert again() == 0
    (entry,) = (path for path in (campaign.folder / FOLDER).rglob("*.json"))
    entry.write_bytes(entry.read_bytes()[:-40])
    assert [again(), again()] == [1, 0]
    later = files.day(2).timestamp()
    os.utime(files.folder / "Отчёт.docx", (later, later))
    assert [again(), again()] == [1, 0]
    shutil.rmtree(campaign.folder / FOLDER)
    assert [again(), again()] == [1, 0]
    schools = campaign.folder / "schools.csv"
    schools.write_text(schools.read_text("utf-8-sig").replace(campaign.schools[1].short_name, "Иная СШ"), "utf-8-sig")
    assert [again(), again()] == [1, 0]
    assert len(list((campaign.folder / FOLDER).rglob("*.json"))) == 1


def test_progress_is_told(box) -> None:
    """The caller is told how many files are done, up to all of them."""
    campaign, files = box
    for number in range(3):
        files.put(f"{number}.txt", f"{number}".encode(), Category.UNREADABLE, files.day(0) + timedelta(minutes=number))
    told: list[tuple[int, int]] = []
    campaign.receive(progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
