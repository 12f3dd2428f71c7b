"""Next year's draft: what moves, what stays, what is repealed, and what the file looks like afterwards."""

from __future__ import annotations

import re
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.order import Clause, Order
from roadmapdocs.model.roadmap import StatedDeadline
from roadmapdocs.orders.check import check_order
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.next_year import NextYear, next_year, with_lines
from roadmapdocs.orders.next_year.repeal import repeal_sentence
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.workdays import is_working_day

EXAMPLES = [ROOT / "examples" / name / "order.yaml" for name in ("ershichi-2023", "zarechye-2024")]
examples = pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.parent.name)


def with_deadline(order: Order, text: str) -> Order:
    """The order with a deadline of its first row replaced."""
    roadmap = order.roadmaps[0]
    row = roadmap.activities[0].model_copy(update={"deadline": StatedDeadline(text=text)})
    changed = roadmap.model_copy(update={"activities": (row, *roadmap.activities[1:])})
    return order.model_copy(update={"roadmaps": (changed, *order.roadmaps[1:])})


def border(year: int) -> date:
    """The last day of February."""
    return date(year, 3, 1) - timedelta(days=1)


def with_due(order: Order, **days: tuple[date, date | None]) -> Order:
    """The order with the days of its rounds replaced: due, rows asked until."""
    rounds = {
        name: round_.model_copy(update={"due": days[name][0], "rows_until": days[name][1]})
        for name, round_ in order.reports.items()
    }
    return order.model_copy(update={"reports": rounds})


def flat(order: Order) -> dict[str, str]:
    """All values of an order by the places that changes name them by."""
    values: dict[str, str] = {}

    def walk(value: object, place: str) -> None:
        if isinstance(value, dict):
            for key, entry in value.items():
                walk(entry, f"{place}.{key}" if place else str(key))
        elif isinstance(value, list | tuple):
            for index, entry in enumerate(value):
                name = entry.get("id", entry.get("role")) if isinstance(entry, dict) else None
                walk(entry, f"{place}.{name}" if name else f"{place}[{index}]")
        else:
            values[place] = format_day(value) if isinstance(value, date) else str(value)

    walk(order.model_dump(by_alias=True), "")
    return {place.replace(".activities.", "."): value for place, value in values.items()}


# --- what moves ---


def test_years_move_outside_other_bodies_acts(order_159) -> None:
    """The school year moves in our own words; the cited acts keep theirs, quotes and all."""
    old, _ = order_159
    new = next_year(old, number="161", date=date(2024, 10, 28)).order
    assert "в 2024/2025 учебном году" in new.title
    assert "в 2024-2025 учебном году (приложение 1)" in new.clauses[0].text
    assert new.acts == old.acts
    assert "на 2023-2024 учебный год" in new.say(new.preamble)
    assert (new.school_year, new.number, new.date) == (2024, "161", date(2024, 10, 28))


def test_no_old_year_is_left_in_own_words(bundle) -> None:
    """Outside acts, repeals and deadlines left for a person, the first year of the old school year is gone."""
    old, _ = bundle
    draft = next_year(old)
    gone = str(old.school_year)
    left = [place for place, value in flat(draft.order).items() if gone in value and not place.startswith("acts.")]
    asked = {point.place for point in draft.to_confirm}
    assert [place for place in left if place not in asked] == []


def test_changes_are_exactly_what_differs(bundle) -> None:
    """Every place that differs is a change with both texts, and nothing that stayed is one."""
    old, _ = bundle
    draft = next_year(old)
    before, after = flat(old), flat(draft.order)
    differing = {place: (before[place], after[place]) for place in after if before[place] != after[place]}
    listed = {change.place: (change.old, change.new) for change in draft.changes}
    years = f"{old.school_year}/{old.school_year + 1}", f"{old.school_year + 1}/{old.school_year + 2}"
    assert listed.pop("school_year") == years
    differing.pop("school_year")
    assert listed == differing
    assert all(change.where for change in draft.changes)


def test_deadlines_keep_their_rule(bundle) -> None:
    """A month moves by a year, a rule without a year stays byte for byte."""
    old, _ = bundle
    wrong = {finding.place.location for finding in check_order(old) if finding.code == "O101"}
    new = next_year(old).order
    for (roadmap, before), (_, after) in zip(old.activities(), new.activities(), strict=True):
        if f"roadmaps.{roadmap.id}.{before.id}.deadline" in wrong:
            continue
        words = before.deadline.text
        years = set(re.findall(r"20\d\d", words))
        assert (after.deadline.text == words) is not bool(years), words
        assert set(re.findall(r"20\d\d", after.deadline.text)) == {str(int(year) + 1) for year in years}


def test_stated_windows_move(bundle) -> None:
    """Windows that a person stated move with the deadline; the last day of February stays the last one."""
    old, _ = bundle
    year = old.school_year
    windows = ((date(year, 9, 1), date(year + 1, 5, 31)), (None, border(year + 1)))
    order = with_deadline(old, "по графику")
    row = order.roadmaps[0].activities[0]
    stated = row.model_copy(update={"deadline": StatedDeadline(text="по графику", windows=windows)})
    roadmap = order.roadmaps[0].model_copy(update={"activities": (stated, *order.roadmaps[0].activities[1:])})
    new = next_year(order.model_copy(update={"roadmaps": (roadmap, *order.roadmaps[1:])})).order
    assert new.roadmaps[0].activities[0].deadline.windows == (
        (date(year + 1, 9, 1), date(year + 2, 5, 31)),
        (None, border(year + 2)),
    )


def test_a_wrong_deadline_is_not_moved_into_another_error(order_159) -> None:
    """«июль 2023» of a 2023/2024 order stays as it is and is asked, with what was meant."""
    draft = next_year(order_159[0])
    place = "roadmaps.prevention.results-webinar.deadline"
    assert flat(draft.order)[place] == "июль 2023"
    assert place not in {change.place for change in draft.changes}
    (point,) = [point for point in draft.to_confirm if point.place == place]
    assert point.group == 6
    assert "из проверки: срок «июль 2023»" in point.question
    assert "Предлагаем: «июль 2025»" in point.question


# --- dates ---


def test_report_dates_move(order_159) -> None:
    """Both report dates and the border of the rows move by a year."""
    reports = next_year(order_159[0]).order.reports
    assert (reports["schools"].due, reports["region"].due) == (date(2025, 7, 1), date(2025, 7, 10))
    assert reports["schools"].rows_until == date(2025, 6, 30)


def test_a_report_on_a_day_off_is_due_before_it(order_159) -> None:
    """06.07.2025 is a Sunday: the Friday before is proposed."""
    old = with_due(order_159[0], schools=(date(2024, 7, 6), date(2024, 6, 30)), region=(date(2024, 7, 10), None))
    draft = next_year(old)
    assert draft.order.reports["schools"].due == date(2025, 7, 4)
    (point,) = [point for point in draft.to_confirm if point.place == "reports.schools.due"]
    assert "06.07.2025 — воскресенье, предложено 04.07.2025 (пятница)" in point.question


def test_a_report_never_precedes_its_rows(order_159) -> None:
    """01.06.2025 is a Sunday, but rows are asked up to 31.05.2025: Monday, not Friday, is proposed."""
    old = with_due(order_159[0], schools=(date(2024, 6, 1), date(2024, 5, 31)), region=(date(2024, 6, 10), None))
    draft = next_year(old)
    assert draft.order.reports["schools"].rows_until == date(2025, 5, 31)
    assert draft.order.reports["schools"].due == date(2025, 6, 2)


def test_the_department_reports_after_its_schools(order_159) -> None:
    """Over the New Year holidays both days would fall on 30.12.2025: the later report goes past the holidays."""
    old = with_due(order_159[0], schools=(date(2024, 12, 31), None), region=(date(2025, 1, 8), None))
    reports = next_year(old).order.reports
    assert reports["schools"].due == date(2025, 12, 30)
    assert reports["region"].due > date(2026, 1, 8)
    assert is_working_day(reports["region"].due)


def test_exact_days_of_clauses_and_rows(bundle) -> None:
    """An exact day moves by a year and off a day off, in a clause and in a row, and is on the list."""
    old, _ = bundle
    year = old.school_year
    duties = next(clause for clause in old.clauses if clause.id == "duties")
    text = f"назначить до 15.11.{year} ответственных;"
    clauses = tuple(
        clause.model_copy(update={"bullets": (text,)}) if clause is duties else clause for clause in old.clauses
    )
    draft = next_year(with_deadline(old, f"до 15 ноября {year} г.").model_copy(update={"clauses": clauses}))
    days = {"2024": "15", "2025": "14"}  # 15.11.2024 is a Friday, 15.11.2025 a Saturday
    day = days[str(year + 1)]
    roadmap = draft.order.roadmaps[0]
    row = roadmap.activities[0]
    assert row.deadline.text == f"до {day} ноября {year + 1} г."
    assert flat(draft.order)["clauses.duties.bullets[0]"] == f"назначить до {day}.11.{year + 1} ответственных;"
    told = {point.place for point in draft.to_confirm if point.group == 5}
    assert {"clauses.duties.bullets[0]", f"roadmaps.{roadmap.id}.{row.id}.deadline"} <= told


def test_days_without_a_year_are_told(bundle) -> None:
    """«до 15 ноября» stays; where the day falls on a day off, the working day before is named."""
    old, _ = bundle
    draft = next_year(with_deadline(old, "до 1 мая"))
    row = draft.order.roadmaps[0].activities[0]
    assert row.deadline.text == "до 1 мая"
    (point,) = [point for point in draft.to_confirm if point.group == 5 and point.place.endswith(f"{row.id}.deadline")]
    assert f"01.05.{draft.order.school_year + 1} —" in point.question
    assert "текст не изменён" in point.question


@pytest.mark.parametrize("signed", [date(2024, 2, 29), date(2023, 10, 28), date(2024, 5, 9), date(2024, 12, 31)])
def test_the_proposed_date_is_a_working_day(bundle, signed: date) -> None:
    """The order's own date: a year later, never a day off, no matter which day the old order had."""
    draft = next_year(bundle[0].model_copy(update={"date": signed}))
    assert is_working_day(draft.order.date)
    assert 0 <= (signed.replace(day=28, year=signed.year + 1) - draft.order.date.replace(day=28)).days <= 31
    assert draft.order.number == "____"
    assert [point.question for point in draft.to_confirm if point.place == "number"] == ["впишите номер приказа"]


def test_a_given_date_is_never_changed(order_159) -> None:
    """A date that the caller gives stays, even a Sunday; it is on the list."""
    draft = next_year(order_159[0], number="160", date=date(2024, 10, 27))
    assert draft.order.date == date(2024, 10, 27)
    (point,) = [point for point in draft.to_confirm if point.place == "date"]
    assert "27.10.2024 — воскресенье" in point.question
    far = next_year(order_159[0], number="160", date=date(2026, 10, 27))
    assert any("вне 2024/2025 учебного года" in point.question for point in far.to_confirm)


# --- what stays ---


def test_ids_and_codes_stay_for_two_years(bundle) -> None:
    """Three years can be compared: ids, codes, directions, indicators and twins are the same."""
    old, _ = bundle
    later = next_year(next_year(old).order).order
    assert later.school_year == old.school_year + 2

    def names(order: Order) -> list[tuple[object, ...]]:
        return [(r.id, a.id, a.code, a.number, a.direction, a.counterpart, a.indicators) for r, a in order.activities()]

    assert names(later) == names(old)
    assert [clause.id for clause in later.clauses] == [clause.id for clause in old.clauses]
    assert [(key, one.code, one.target) for key, one in later.indicators.items()] == [
        (key, one.code, one.target) for key, one in old.indicators.items()
    ]
    assert (later.acts, later.people, later.signatory) == (old.acts, old.people, old.signatory)


def test_the_form_begins_again(bundle) -> None:
    """Another order's form has another key and its first revision, and the list says that the revision went back."""
    old, _ = bundle
    old = old.model_copy(update={"report_form": old.report_form.model_copy(update={"revision": 4})})
    draft = next_year(old, number="160")
    assert draft.order.report_form.revision == 1
    keys = [report_form(order, department_of(order)).key for order in (old, draft.order)]
    assert keys[0].campaign != keys[1].campaign
    assert any("Редакция формы была 4" in point.question for point in draft.to_confirm if point.group == 11)
    assert ("4", "1") in {(c.old, c.new) for c in draft.changes if c.place == "report_form.revision"}


# --- the old order repealed ---


def test_the_repeal_is_offered_or_done(bundle) -> None:
    """Without the option the list has the ready sentence; with it the clause stands right before control."""
    old, _ = bundle
    sentence = repeal_sentence(old)
    offered = [point for point in next_year(old).to_confirm if sentence[:60] in point.question]
    assert [point.group for point in offered] == [12]
    clauses = next_year(old, repeal=True).order.clauses
    assert [clause.id for clause in clauses] == [*(clause.id for clause in old.clauses[:-1]), "repeal", "control"]
    assert clauses[-2].text == sentence


def test_the_sentence_cites_the_old_order(order_159) -> None:
    """Date, number and title of the old order, its inner quotation marks „…“."""
    assert repeal_sentence(order_159[0]) == (
        "Признать утратившим силу приказ от 30.10.2023 № 159 «Об утверждении планов мероприятий („дорожных карт“) по "
        "организации адресной помощи общеобразовательных организаций муниципального образования – Ершичский район "
        "Смоленской области в 2023/2024 учебном году»."
    )


def test_the_repeal_is_never_added_twice(bundle) -> None:
    """The year after, the clause takes the new sentence and keeps its id; without the option it is asked about."""
    old, _ = bundle
    first = next_year(old, number="160", repeal=True).order
    second = next_year(first, number="161", repeal=True).order
    assert [clause.id for clause in second.clauses] == [clause.id for clause in first.clauses]
    repeals = [clause.text for clause in second.clauses if clause.text.startswith("Признать утратившим силу")]
    assert repeals == [repeal_sentence(first)]
    kept = next_year(first, number="161")
    assert [clause.text for clause in kept.order.clauses if clause.id == "repeal"] == [repeal_sentence(old)]
    (point,) = [point for point in kept.to_confirm if point.place == "clauses.repeal" and point.group == 12]
    assert "отменяет более старый приказ" in point.question


def test_the_repeal_finds_a_place_and_an_id(bundle) -> None:
    """Without a clause on control it is the last one; an id that is taken is not used again; references are asked."""
    old, _ = bundle
    clauses = (Clause(id="repeal", text="Отменить совещание по пункту 2."), *old.clauses[:-1])
    draft = next_year(old.model_copy(update={"clauses": clauses}), repeal=True)
    assert (draft.order.clauses[0].id, draft.order.clauses[-1].id) == ("repeal", "repeal-order")
    control = next_year(old.model_copy(update={"clauses": (clauses[0], *old.clauses)}), repeal=True)
    assert any("ссылки на номера пунктов" in point.question for point in control.to_confirm)


# --- the file ---


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """A function that carries a bundled file over, once for each setting: the draft, and the new file."""
    folder = tmp_path_factory.mktemp("next-year")

    @cache
    def carry(source: Path, *, repeal: bool) -> tuple[NextYear, Path]:
        draft = next_year(load_order(source), repeal=repeal)
        new = folder / f"{source.parent.name}-{repeal}.yaml"
        return draft, save_order(draft.order, new, onto=source)

    return carry


@examples
@pytest.mark.parametrize("repeal", [False, True])
def test_only_changed_lines_of_the_file_change(source: Path, repeal, carried) -> None:
    """Saved onto last year's file the draft loads equal; all other lines and all comments are the same."""
    draft, saved = carried(source, repeal=repeal)
    assert load_order(saved) == draft.order
    old, new = (path.read_text("utf-8").splitlines() for path in (source, saved))
    steps = [step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"]
    added = [line for tag, _, _, j1, j2 in steps if tag == "insert" for line in new[j1:j2]]
    assert [line for line in added if line.strip()][:1] == (["  - id: repeal"] if repeal else [])
    for tag, i1, i2, j1, j2 in steps:
        if tag != "insert":
            assert (tag, j2 - j1) == ("replace", i2 - i1)
            for before, after in zip(old[i1:i2], new[j1:j2], strict=True):
                assert before.partition(" #")[1:] == after.partition(" #")[1:]
                assert not before.lstrip().startswith("#")


@examples
def test_two_years_through_files(source: Path, carried, tmp_path: Path) -> None:
    """Carried over twice through files, the order still has every comment, id and code."""
    _, once = carried(source, repeal=True)
    draft = next_year(load_order(once), number="161", repeal=True)
    path = save_order(draft.order, tmp_path / "161.yaml", onto=once)
    old, new = load_order(source), load_order(path)
    assert [activity.code for _, activity in new.activities()] == [activity.code for _, activity in old.activities()]
    comments = [line for line in source.read_text("utf-8").splitlines() if line.lstrip().startswith("#")]
    assert [line for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("#")] == comments


@examples
def test_points_know_their_lines(source: Path, carried) -> None:
    """In the saved file the line of a point is the one that holds its key, its id or its role."""
    draft, saved = carried(source, repeal=True)
    text = saved.read_text("utf-8")
    lines = text.splitlines()
    for point in with_lines(draft.to_confirm, text):
        if point.line is None:
            assert point.place in ("schools.csv", "distribution", "acquaintance", "issuer.place"), point
            continue
        names = re.findall(r"[^.\[\]]+", re.sub(r"\[\d+\]", "", point.place))
        assert any(name in lines[point.line - 1] for name in names) or "[" in point.place, point
        assert str(point).startswith(f"строка {point.line}, {point.place}")
    by_place = {point.place: point.line for point in with_lines(draft.to_confirm, text)}
    assert "____" in lines[by_place["number"] - 1]
    assert any(
        lines[line - 1].lstrip().startswith("deadline:")
        for place, line in by_place.items()
        if line and place.endswith(".deadline")
    )
