"""The list for a person: the thirteen things of the checklist, each with its place, and nothing from the check lost."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT
from roadmapdocs.cli import cli
from roadmapdocs.findings import Severity
from roadmapdocs.model.order import Order
from roadmapdocs.model.requisites import Acquaintance, Executor, Mention, Recipient
from roadmapdocs.model.roadmap import StatedDeadline
from roadmapdocs.orders.check import check_order
from roadmapdocs.orders.files import load_order
from roadmapdocs.orders.next_year import GROUPS, NextYear, Point, next_year
from roadmapdocs.orders.next_year.errors import what_was_meant
from roadmapdocs.orders.next_year.wording import differing, quoted, sentences, shortened


@cache
def draft_of(order: Order) -> NextYear:
    """The draft of an order as it is."""
    return next_year(order)


def of_group(draft: NextYear, group: int) -> list[Point]:
    """The points of one group."""
    return [point for point in draft.to_confirm if point.group == group]


def test_every_group_of_the_checklist_is_there(order_159) -> None:
    """Order № 159 gives all fourteen groups, in their order; every point has a question and a human place."""
    points = draft_of(order_159[0]).to_confirm
    assert sorted({point.group for point in points}) == list(GROUPS)
    assert [point.group for point in points] == sorted(point.group for point in points)
    assert all(point.question and point.where for point in points)


def test_a_point_is_one_line(bundle) -> None:
    """`str(point)` is a single line that begins with the place in the YAML."""
    for point in draft_of(bundle[0]).to_confirm:
        assert "\n" not in str(point)
        assert str(point).startswith(f"{point.place}: ")


def test_the_order_may_be_clean(bundle) -> None:
    """Whatever the order, acts, people, reports, schools, number and distribution are asked."""
    assert {1, 2, 3, 4, 7, 11, 12, 13} <= {point.group for point in draft_of(bundle[0]).to_confirm}


def test_yearly_acts_are_asked_first(order_159) -> None:
    """The acts that come out every year head the list; a year in the title is said."""
    points = of_group(draft_of(order_159[0]), 1)
    assert [point.place for point in points] == ["acts.a861", "acts.a45", "acts.a548"]
    assert ["издаётся каждый год" in point.question for point in points] == [True, True, False]
    assert ["в названии есть год" in point.question for point in points] == [True, True, False]


def test_names_of_bodies_are_asked_together(order_159) -> None:
    """Letterhead, municipality with all its places, receivers, and both names of the ministry."""
    points = {point.place: point for point in of_group(draft_of(order_159[0]), 2)}
    assert "округом" in points["issuer.municipality"].question
    assert "заголовок приказа; преамбула; пункт 1; пункт 2 и ещё" in points["issuer.municipality"].question
    assert points["reports.region.recipient"].shown == "«ГАУ ДПО СОИРО»"
    assert points["acts.a548.text"].where == "основание № 548-ОД, № 861-ОД"
    assert points["acts.a45.text"].shown == "«Министерства образования и науки Смоленской области»"


def test_people_are_asked_with_their_cases(order_159) -> None:
    """Who signs, who is named and where, and the stored forms that change with the person."""
    points = {point.place: point for point in of_group(draft_of(order_159[0]), 3)}
    assert "врио" in points["signatory"].question
    assert points["people.kosenkova"].where == "пункт 4, пункт 5"
    assert "дательный «Косенковой С.Н.», винительный «Косенкову С.Н.»" in points["people.kosenkova"].question
    assert points["people.pulikova"].where == "подпись"


def test_executor_distribution_and_acquaintance(order_159) -> None:
    """Those who prepare, get and sign for the order are asked by name; where there are none, that is said."""
    bare = draft_of(order_159[0])
    assert all("в приказе нет" in point.question for point in of_group(bare, 13))
    order = order_159[0].model_copy(
        update={
            "executor": Executor(person="kosenkova", phone="2-12-34"),
            "distribution": (Recipient(to="в дело", copies=1), Recipient(to="школы", copies="schools")),
            "acquaintance": Acquaintance(people=(Mention(name="Выдумкина А.А."),)),
        }
    )
    draft = next_year(order)
    assert {point.place: point.shown for point in of_group(draft, 13)} == {
        "distribution": "в дело; школы",
        "acquaintance": "Выдумкина А.А.",
    }
    assert [point.shown for point in of_group(draft, 3) if point.place == "executor"] == ["Косенкова С.Н., 2-12-34"]


def test_reports_say_how_long_there_is(order_159) -> None:
    """Each report: its weekday, up to which day rows are asked, how many working days remain to sum up."""
    schools, region = (point for point in of_group(draft_of(order_159[0]), 4) if point.place.startswith("reports."))
    assert "01.07.2025 (вторник), рабочий день" in schools.question
    assert "по 30.06.2025" in schools.question
    assert "7 рабочих дней" in region.question
    assert all("из проверки" in point.question.lower() for point in (schools, region))


def test_summer_and_open_deadlines_are_asked(order_159) -> None:
    """Rows of July and August, and every deadline that cannot be settled without a person."""
    draft = draft_of(order_159[0])
    summer = {point.shown for point in of_group(draft, 5)}
    assert {"«Июль 2025»", "«август 2025»", "«ноябрь 2024, июль 2025»"} <= summer
    assert any("по графику" in point.question for point in of_group(draft, 6))


def test_clusters_name_their_act(order_159) -> None:
    """The cluster is asked together with the act that lists its schools."""
    points = of_group(draft_of(order_159[0]), 7)
    assert [point.place for point in points] == ["schools.csv", "roadmaps.risk.audience"]
    assert "№ 861-ОД" in points[1].question


def test_targets_and_denominators(order_159) -> None:
    """All nine percentages of the order are asked, each with what it is counted from."""
    points = {point.place: point for point in of_group(draft_of(order_159[0]), 8)}
    assert sum("цель «" in point.question for point in points.values()) == 9
    assert "знаменатель: все педагогические работники школы" in points["indicators.staff-40"].question
    assert "цель не указана" in points["indicators.prevention-staff"].question


def test_percents_without_an_indicator_are_asked(bundle) -> None:
    """A percent in a row that no indicator holds is asked too."""
    old, _ = bundle
    roadmap = old.roadmaps[0]
    row = roadmap.activities[1].model_copy(update={"text": "Охват не менее 60 % школ", "indicators": ()})
    changed = roadmap.model_copy(update={"activities": (roadmap.activities[0], row, *roadmap.activities[2:])})
    draft = next_year(old.model_copy(update={"roadmaps": (changed, *old.roadmaps[1:])}))
    assert "«60 %»" in {point.shown for point in of_group(draft, 8)}


def test_empty_cells_are_asked_once(order_159) -> None:
    """3.6 and 3.3 have empty cells: one point each, and none among the deadlines."""
    draft = draft_of(order_159[0])
    assert [point.where for point in of_group(draft, 9)] == ["приложение 1, п. 3.6", "приложение 2, п. 3.3"]
    assert not any("digital-environment" in point.place for point in of_group(draft, 6))


def test_events_and_programmes(order_159) -> None:
    """Events of the regional plan with all their rows, other named events, programmes with their places."""
    points = of_group(draft_of(order_159[0]), 10)
    shown = {point.shown: point for point in points}
    final = next(point for name, point in shown.items() if name.startswith("Итоговая конференция"))
    assert final.where == "приложение 1, п. 3.1, 3.3; приложение 2, п. 3.1, 3.3"
    assert "региональном плане" in final.question
    webinar = next(point for name, point in shown.items() if name.startswith("Участие в вебинаре"))
    assert "региональном плане" not in webinar.question
    assert {"«Школа Минпросвещения России»", "ФОП", "ИКУ", "ЦОК"} <= set(shown)
    assert not any("ученик-ученик" in name and name.startswith("«") for name in shown)


def test_literal_number_and_date_are_asked(bundle) -> None:
    """A mark that spells the old date and number out, instead of holes, is on the list."""
    old, _ = bundle
    mark = (f"к приказу от {old.date:%d.%m.%Y} № {old.number}",)
    draft = next_year(old.model_copy(update={"appendix_mark": mark}))
    assert any(point.place == "appendix_mark" for point in of_group(draft, 12))


def test_no_error_of_the_check_is_copied_silently(bundle) -> None:
    """Every error of the new order, and every warning about dates and gaps, stands on the list at its place."""
    draft = draft_of(bundle[0])
    asked = {point.place for point in draft.to_confirm}
    noted = [
        finding
        for finding in check_order(draft.order)
        if finding.severity is Severity.ERROR
        or (finding.severity is Severity.WARNING and finding.code[:2] in ("O1", "O2"))
    ]
    assert [finding for finding in noted if finding.place.location not in asked] == []


def test_new_errors_are_told_from_old_ones(order_159) -> None:
    """What the check finds for the first time is marked so."""
    draft = next_year(order_159[0], number="160", date=date(2023, 10, 20))
    asked = [point for point in of_group(draft, 1) if "из проверки" in point.question]
    assert [(point.place, point.question.partition(":")[0]) for point in asked] == [
        ("acts.a45", "из проверки, впервые")
    ]
    quotes = [point for point in of_group(draft, 14) if point.place == "acts.a45"]
    assert [point.question.startswith("из проверки: ") for point in quotes] == [True]


def test_what_was_meant(order_159) -> None:
    """A deadline outside its year is moved by as many years as bring it in; an unreadable one gives nothing."""
    order: Order = draft_of(order_159[0]).order
    assert what_was_meant("июль 2023", order) == "июль 2025"
    assert what_was_meant("ноябрь 2022", order) == "ноябрь 2024"
    assert what_was_meant("ноябрь 2019", order) == ""
    assert what_was_meant("ежемесячно", order) == ""


def test_years_in_rows_that_stay_are_asked(bundle) -> None:
    """A year inside another body's act, cited in a row, stays and is on the list."""
    old, _ = bundle
    year = old.school_year
    text = f"По письму Министерства от 01.09.{year} № 5 «О мониторинге в {year} году»"
    roadmap = old.roadmaps[0]
    row = roadmap.activities[0].model_copy(update={"text": text, "deadline": StatedDeadline(text="ежемесячно")})
    changed = roadmap.model_copy(update={"activities": (row, *roadmap.activities[1:])})
    draft = next_year(old.model_copy(update={"roadmaps": (changed, *old.roadmaps[1:])}))
    assert draft.order.roadmaps[0].activities[0].text == text
    place = f"roadmaps.{roadmap.id}.{row.id}.text"
    assert {point.place for point in of_group(draft, 1)} >= {place}


# --- words ---


def test_sentences_and_quotations() -> None:
    """Parts become sentences; quotations nest."""
    assert sentences("один", "", "два?", "три") == "один. Два? Три"
    assert quoted("план «Успех»\n школы") == "«план „Успех“ школы»"
    assert shortened("один два три", 10) == "один два …"
    assert shortened("о «Первом и втором»", 12) == "о «Первом и …»"
    assert Point("a", 1, "верно ли?", "Сказано.").sentence == "Сказано. Верно ли?"
    assert Point("a", 1, "верно ли?", "сказано").sentence == "сказано: верно ли?"


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("ноябрь 2023 г.", "ноябрь 2024 г.", "ноябрь [2023] г.", "ноябрь [2024] г."),
        ("", "новое слово", "", "[новое слово]"),
        ("до 1 мая", "до 30 апреля", "до [1 мая]", "до [30 апреля]"),
    ],
)
def test_differing_words_are_marked(old: str, new: str, left: str, right: str) -> None:
    """Only words that differ are marked, without the blank behind them."""
    shown = ["".join(f"[{w.text}]" if w.differs else w.text for w in words) for words in differing(old, new)]
    assert shown == [left, right]


def test_long_shared_stretches_are_left_out() -> None:
    """Of what two long texts share only the words near a difference are shown."""
    words = " ".join(f"слово{n}" for n in range(40))
    left, _ = differing(f"{words} 2023 {words} 2023", f"{words} 2024 {words} 2024")
    text = "".join(run.text for run in left)
    assert text.startswith("… слово33 ")
    assert "слово6 … слово33" in text
    assert text.count("2023") == 2


# --- the command ---


@pytest.mark.parametrize("name", ["ershichi-2023", "zarechye-2024"])
def test_the_command(name: str, tmp_path: Path) -> None:
    """`next-year` writes the YAML and the sheet, and prints the list by groups with lines of the file."""
    source, new, sheet = ROOT / "examples" / name / "order.yaml", tmp_path / "new.yaml", tmp_path / "sheet.docx"
    options = ["next-year", str(source), "-o", str(new), "--number", "160", "--repeal", "--docx", str(sheet)]
    result = CliRunner().invoke(cli, options)
    assert result.exit_code == 0, result.output
    order = load_order(new)
    assert (order.number, order.clauses[-2].id) == ("160", "repeal")
    assert sheet.read_bytes()[:2] == b"PK"
    draft = next_year(load_order(source), number="160", repeal=True)
    assert f"Изменено мест: {len(draft.changes)}." in result.output
    headings = [f"{group}. {GROUPS[group]}" for group in sorted({point.group for point in draft.to_confirm})]
    assert [line for line in result.output.splitlines() if line in headings] == headings
    assert "- дата приказа (строка " in result.output
    assert max(map(len, result.output.splitlines()[2:])) <= 100


def test_the_command_for_programs(tmp_path: Path) -> None:
    """With `--json` the same list comes as data, each point with group, place and line."""
    source = ROOT / "examples" / "ershichi-2023" / "order.yaml"
    result = CliRunner().invoke(cli, ["next-year", str(source), "-o", str(tmp_path / "new.yaml"), "--json"])
    rows = json.loads(result.output)
    assert (rows["school_year"], rows["number"]) == (2024, "____")
    draft = next_year(load_order(source))
    assert [row["question"] for row in rows["to_confirm"]] == [point.question for point in draft.to_confirm]
    assert {row["kind"] for row in rows["changes"]} == {"requisite", "year", "deadline", "date"}
    lines = (tmp_path / "new.yaml").read_text("utf-8").splitlines()
    (number,) = [row for row in rows["to_confirm"] if row["place"] == "number"]
    assert "____" in lines[number["line"] - 1]
