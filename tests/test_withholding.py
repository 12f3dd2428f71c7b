"""Files that name pupils: flagged, not summed, not kept, and nowhere quoted before a person has accepted them."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

import test_pupil_register
from conftest import EXAMPLES
from inbox import closing, filled, noon, without_key
from roadmapdocs.campaign import Campaign
from roadmapdocs.cli import cli
from roadmapdocs.collect.pupils import named_pupils
from roadmapdocs.demo.run import load_example
from roadmapdocs.forms.pupil_register import pupil_register
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.submission import Given, Refused
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import read_form
from roadmapdocs.writers import write_register
from test_collect import returned

DAY = 86_400
SURNAMES = ("Барсуков", "Ежова", "Рысев")
LISTED = "На учёте состоят ученики: Барсуков Илья (5 кл.), Ежова Ксения (7 кл.), Рысев Тимофей (7 кл.)."


@pytest.fixture(params=EXAMPLES)
def campaign(request: pytest.FixtureRequest, tmp_path: Path) -> Campaign:
    """A campaign of each bundled order, whose first school has named its pupils in the closing words."""
    order, schools = load_example(request.param)
    made = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    content = filled(order, schools[0], "docx", closing(order, schools[0], LISTED))
    (made.folder / "Входящие" / "отчёт.docx").write_bytes(content)
    return made


def quoted(folder: Path) -> list[str]:
    """Return the files of a campaign, but for what came, that hold one of the surnames."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "Входящие" not in path.parts):
        content = path.read_bytes()
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as package:
                content = b"\n".join(package.read(name) for name in package.namelist())
        text = content.decode("utf-8", "replace")
        written = [name for name in SURNAMES if name in text or json.dumps(name).strip('"') in text]
        found += [path.name] if written else []
    return found


def test_a_report_that_names_pupils_is_not_summed(campaign: Campaign) -> None:
    """It comes, it has one error at its cell, it is to be corrected, and none of its answers is there."""
    received = campaign.receive()
    (report,) = received.submissions
    assert report.withheld
    assert [found.code for found in report.errors] == ["E113"]
    assert report.errors[0].seen == "3"
    assert report.errors[0].address.startswith("K")
    assert received.outcomes[0].category is Category.TO_CORRECT
    assert "поимённо названы ученики (имён: 3)" in received.outcomes[0].reason
    assert {row["status"] for row in received.rows()} <= {"missing", "not_asked"}
    summary = campaign.summary()
    assert [line.state for line in summary.respondents if line.code == report.respondent.code] == ["to_correct"]
    assert summary.texts == ()


def test_names_are_written_nowhere(campaign: Campaign, tmp_path: Path) -> None:
    """Neither the journal nor the cache, the summary, the export, what is returned or what is printed holds a name."""
    campaign.receive()
    campaign.report()
    campaign.return_for_rework()
    campaign.export(campaign.folder / "Свод" / "ответы.csv")
    assert (campaign.folder / ".cache").is_dir()
    assert quoted(campaign.folder) == []
    for arguments in (["receive", "--files"], ["receive", "--json"], ["status"], ["status", "--json"]):
        printed = CliRunner().invoke(cli, [*arguments, "-C", str(campaign.folder)]).output
        assert [name for name in SURNAMES if name in printed] == []
    file = str(campaign.folder / "Входящие" / "отчёт.docx")
    for arguments in (["read", file], ["read", file, "--json"]):
        printed = CliRunner().invoke(cli, [*arguments, "-C", str(campaign.folder)]).output
        assert "имён: 3" in printed
        assert [name for name in SURNAMES if name in printed] == []


def test_what_goes_back_is_a_list_without_the_file(campaign: Campaign) -> None:
    """The school's file is not copied into «На доработку»: the remarks go back alone."""
    back = campaign.return_for_rework()
    (rework,) = back.reworks
    assert not rework.annotated.own
    assert rework.file.name.startswith("Замечания к файлу")


def test_a_person_may_accept_it(campaign: Campaign) -> None:
    """Accepted it is summed, with its words; reopened it is withheld again; a later run knows both from the journal."""
    campaign.accept("отчёт.docx")
    for opened in (campaign, Campaign.open(campaign.folder)):
        (report,) = opened.receive().submissions
        assert not report.withheld
        assert LISTED in {text.text for text in opened.summary().texts}
        assert [found.code for found in report.errors] == ["E113"]
    campaign.reopen(report.respondent.code)
    for opened in (campaign, Campaign.open(campaign.folder)):
        assert opened.receive().submissions[0].withheld


def test_a_good_report_keeps_its_place(campaign: Campaign) -> None:
    """A newer file with names does not take the place of a good one: a person decides, and is told why."""
    order, schools = campaign.order, campaign.schools
    (campaign.folder / "Входящие" / "хороший.docx").write_bytes(filled(order, schools[0]))
    came = noon(order).timestamp()
    for name, days in (("хороший.docx", 0), ("отчёт.docx", 1)):
        os.utime(campaign.folder / "Входящие" / name, (came + days * DAY,) * 2)
    received = campaign.receive()
    assert [one.file for one in received.submissions] == ["хороший.docx"]
    (disputed,) = (one for one in received.outcomes if one.category is Category.DISPUTED)
    assert disputed.finding is not None
    assert disputed.finding.code == "E113"
    os.utime(campaign.folder / "Входящие" / "хороший.docx", (came + 2 * DAY,) * 2)
    received = campaign.receive()
    assert received.counts == {Category.COUNTED: 1, Category.SUPERSEDED: 1}


def test_a_file_without_a_key_that_names_pupils(bundle, tmp_path: Path) -> None:
    """It is refused for the names, whatever else it is."""
    order, schools = bundle
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    content = filled(order, schools[0], "docx", closing(order, schools[0], LISTED))
    (tmp_path / "список.docx").write_bytes(without_key(content, campaign.form(schools[0]).printed_key))
    (refused,) = campaign.read_file(tmp_path / "список.docx")
    assert isinstance(refused, Refused)
    assert (refused.finding.code, refused.finding.seen) == ("E113", "3")


@pytest.mark.parametrize("name", ["пустой.docx", "пустой.xlsx", "заполненный.xlsx"])
def test_a_register_is_refused(order_159, name: str, tmp_path: Path) -> None:
    """The register that we send is known by its line, and nothing of it is kept."""
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    register = pupil_register(order, schools[0])
    assert register is not None
    empty = write_register(register, name.rpartition(".")[2])
    content = test_pupil_register.filled(register) if name.startswith("заполненный") else empty
    (campaign.folder / "Входящие" / name).write_bytes(content)
    (outcome,) = campaign.receive().outcomes
    assert outcome.category is Category.UNRECOGNISED
    assert outcome.finding is not None
    assert outcome.finding.code == "E112"
    assert campaign.receive().submissions == ()
    campaign.report()
    assert quoted(campaign.folder) == []


def test_one_file_read_alone_is_withheld_too(bundle) -> None:
    """`read_form` gives no way round."""
    order, schools = bundle
    content = filled(order, schools[0], "xlsx", closing(order, schools[0], LISTED))
    read = read_form(content, report_form(order, schools[0]))
    assert read.withheld
    assert not any(isinstance(answer, Given) for answer in read.answers.values())


# --- tables ------------------------------------------------------------------------------------------------------

TABLES = {
    "class and mark": (
        """
        | № | ФИО | Класс | Предмет | Отметка |
        | 1 | Барсуков Илья Олегович | 5 | алгебра | 2 |
        | 2 | Ежова Ксения Павловна | 7 | алгебра | 2 |
        | 3 | Рысев Тимофей Львович | 9 | химия | 2 |
        """,
        3,
    ),
    "names in parts": (
        """
        | Фамилия | Имя | Класс |
        | Барсуков | Илья | 5 |
        | Ежова | Ксения | 5А |
        | Рысев | Тимофей | 6 |
        """,
        3,
    ),
    "surnames alone": (
        """
        | № | Фамилия | Класс |
        | 1 | Барсуков | 5 |
        | 2 | Ежова | 5 |
        | 3 | Рысев | 6 |
        """,
        3,
    ),
    "a heading over it": (
        """
        Список неуспевающих обучающихся
        | № | ФИО |
        | 1 | Барсуков И.О. |
        | 2 | Ежова К.П. |
        | 3 | Рысев Т.Л. |
        """,
        3,
    ),
    "a column of pupils": (
        """
        | Учитель | Обучающийся |
        | Котова О.О. | Барсуков И. |
        | Котова О.О. | Ежова К. |
        | Волкова А.А. | Рысев Т. |
        """,
        3,
    ),
    "given names and nothing else": (
        """
        | № | ФИО |
        | 1 | Барсуков Илья |
        | 2 | Ежова Ксения |
        | 3 | Рысев Тимофей |
        """,
        3,
    ),
    "paragraphs": (
        """
        Неуспевающие
        Барсуков Илья
        Ежова Ксения
        Рысев Тимофей
        """,
        3,
    ),
    "a long list of full names": (
        """
        | ФИО | Сдано |
        | Барсуков Илья Олегович | да |
        | Ежова Ксения Павловна | да |
        | Рысев Тимофей Львович | нет |
        | Белкина Арина Андреевна | да |
        | Волков Тимур Игоревич | нет |
        """,
        5,
    ),
    "posts": (
        """
        | № | ФИО | Должность |
        | 1 | Барсукова Мария Петровна | учитель |
        | 2 | Ежова Ксения Павловна | учитель |
        | 3 | Рысев Тимофей Львович | директор |
        """,
        0,
    ),
    "responsible": (
        """
        | № | Мероприятие | Ответственный |
        | 1 | Консультации для неуспевающих | Ежова Ксения Павловна |
        | 2 | Беседы, 5 класс | Рысев Тимофей |
        | 3 | Семинар | Белкина Арина |
        """,
        0,
    ),
    "teachers by class": (
        """
        | Класс | Классный руководитель |
        | 5А | Ежова Ксения Павловна |
        | 6Б | Рысев Т.Л. |
        | 7 | Белкина А.А. |
        """,
        0,
    ),
    "a row of one": (
        """
        | № | ФИО ученика | Класс |
        | 1 | Барсуков Илья | 5 |
        """,
        0,
    ),
    "a row about teachers": (
        """
        | Код | Мероприятие | Подтверждение |
        | А1 | Обучение педагогов | Барсуков Илья, Ежова Ксения, Рысев Тимофей, Белкина Арина, Волков Тимур |
        """,
        0,
    ),
    "a row about teachers, and pupils in it": (
        """
        | Код | Мероприятие | Подтверждение |
        | А1 | Обучение педагогов | Ученики: Барсуков Илья, Ежова Ксения, Рысев Тимофей |
        """,
        3,
    ),
    "who has taken part": (
        """
        Список педагогов, прошедших обучение
        | № | ФИО |
        | 1 | Ежова Ксения |
        | 2 | Рысев Тимофей |
        | 3 | Белкина Арина |
        """,
        0,
    ),
    "numbers": (
        """
        | Класс | Обучающихся | Неуспевающих |
        | 5 | 12 | 1 |
        | 6 | 14 | 0 |
        | 7 | 9 | 2 |
        """,
        0,
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    """A table lists pupils by its captions, by a class or a mark beside the names, or by the heading over it."""
    text, expected = TABLES[name]
    keys = {key for place in named_pupils(returned(text).blocks) for key in place.keys}
    assert len(keys) == expected, keys


def test_staff_of_the_school_are_no_pupils() -> None:
    """Who stands in the passport or in the roster is not counted, wherever the name occurs again."""
    text = "5 класс: Барсуков Илья, Ежова Ксения, Рысев Тимофей"
    assert named_pupils(returned(text).blocks)
    assert named_pupils(returned(text).blocks, known=["Рысев Тимофей Львович"]) == ()


def test_the_bundled_forms_name_nobody(bundle) -> None:
    """What the orders print, and what demonstration schools answer, is no list of pupils."""
    order, schools = bundle
    for school in schools[:3]:
        for format_ in ("docx", "xlsx"):
            assert named_pupils(read_blocks(filled(order, school, format_)).blocks) == ()
