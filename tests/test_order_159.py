"""The real order № 159 as data equals the extracted text of the document, letter for letter.

The extraction damaged the tables (page breaks, vanished cells, flattened lists); the parser below undoes that
damage mechanically and knows nothing about `order.yaml`. The authors' own slips are not damage: they stay.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from ruamel.yaml import YAML

from roadmapdocs.model.holes import holes
from roadmapdocs.model.order import Order
from roadmapdocs.model.roadmap import Activity, Indicator, Roadmap, Role
from roadmapdocs.model.school import School

HERE = Path(__file__).parent
SEED = HERE / "seed" / "order-159.txt"
SEED_SHA256 = "12a077f18379540aa289ac42ff23a9ee07720fb6308448bb99825237a780e8a5"
EXAMPLE = HERE.parent / "examples" / "ershichi-2023"

ROLES = (Role.NUMBER, Role.LEVEL, Role.EVENT, Role.AUDIENCE, Role.DEADLINE, Role.RESPONSIBLE)
MUNICIPAL, INSTITUTIONAL = "Муниципальный", "Институциональный"
PRINTED_BY_THE_PROFILE = ("ПРИКАЗ", "п р и к а з ы в а ю:")


# --- the seed, read without looking at order.yaml ---


@dataclass
class SeedRow:
    """A row of a table of the seed: six raw cells, and how many page breaks cut it."""

    cells: list[str]
    direction: str
    level: str = ""
    breaks: int = 0
    lost_level: bool = False

    @property
    def number(self) -> str:
        """The printed number, the row's name in the appendix."""
        return self.cells[0]

    def printed(self, role: Role) -> str:
        """Return the repaired text of a cell."""
        return self.level if role is Role.LEVEL else repair(self.cells[ROLES.index(role)])


@dataclass
class SeedTable:
    """An appendix of the seed: captions, directions as (number, title, emphasis), rows."""

    captions: list[str]
    directions: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[SeedRow] = field(default_factory=list)


def fold(text: str) -> str:
    """Fold white space, which is layout."""
    return " ".join(text.split())


def repair(raw: str) -> str:
    """Strip the tags of a cell and give the items of a flattened list lines of their own again."""
    text = fold(re.sub(r"<[^>]+>", " ", raw))
    if "<ul" not in raw:
        return text
    intro, *items = text.split(" - ")
    lines = [intro]
    for item in items:
        if item.endswith(":") and "; " in item:  # a sub-heading ran into the item before it
            item, _, heading = item.rpartition("; ")  # noqa: PLW2901
            lines += [f"- {item};", heading]
        else:
            lines.append(f"- {item}")
    return "\n".join(lines)


@cache
def seed() -> tuple[list[str], list[SeedTable]]:
    """Read the seed: paragraphs outside tables, and both tables with the damage undone."""
    prose: list[str] = []
    tables: list[SeedTable] = []
    for line in SEED.read_text(encoding="utf-8").splitlines():
        if "\t" in line:
            take_row(line.split("\t"), tables)
        elif line.strip():
            prose.append(fold(line.replace("**", "")))
    return prose, tables


def take_row(cells: list[str], tables: list[SeedTable]) -> None:
    """Add one line of a table: captions, a direction, a row, or the rest of a row after a page break."""
    if cells[0] == "№ п/п":
        tables.append(SeedTable(cells))
        return
    table = tables[-1]
    if re.fullmatch(r"\d\.?", cells[0]):
        emphasis = "italic" if cells[1].startswith("<i>") else "plain"
        table.directions.append((cells[0], repair(cells[1]), emphasis))
        return
    lost_level = len(cells) == len(ROLES) - 1
    if lost_level:
        cells.insert(1, "")
    if cells[0]:
        # the level is a vertically merged cell: it holds until another one is printed, inside a direction
        direction = table.directions[-1][0]
        before = table.rows[-1] if table.rows and table.rows[-1].direction == direction else None
        level = cells[1] or (before.level if before else "")
        table.rows.append(SeedRow(cells, direction, level, lost_level=lost_level))
        return
    cut = table.rows[-1]
    cut.cells = [f"{above} {below}" if below else above for above, below in zip(cut.cells, cells, strict=True)]
    cut.breaks += 1


# --- the order as data ---


@cache
def order() -> Order:
    """Load order.yaml by the model alone."""
    return Order.model_validate(YAML(typ="safe").load(EXAMPLE / "order.yaml"))


@cache
def roster() -> tuple[School, ...]:
    """Load the invented schools; an empty cell is an unknown value."""
    with (EXAMPLE / "schools.csv").open(encoding="utf-8", newline="") as file:
        return tuple(School.model_validate({k: v for k, v in row.items() if v}) for row in csv.DictReader(file))


def prose_of(order: Order) -> list[str]:
    """Return every paragraph outside tables as the order prints it, headings of the profile included."""
    heading, command = PRINTED_BY_THE_PROFILE
    lines = [*order.issuer.letterhead, heading, order.date_line, order.number_line]
    lines += [order.title, order.preamble, command]
    for number, clause in enumerate(order.clauses, start=1):
        lines += [f"{number}. {clause.text}", *(f"- {bullet}" for bullet in clause.bullets)]
    lines += [order.signatory.post, order.signatory.name]
    printed = [order.say(line) for line in lines]
    for number, roadmap in enumerate(order.roadmaps, start=1):
        printed += [order.say(line, appendix=str(number)) for line in order.appendix_mark]
        printed += order.say(roadmap.title).splitlines()
    return [fold(line) for line in printed]


def rows_with(order: Order) -> list[tuple[Roadmap, Activity, str, Indicator]]:
    """Return every use of an indicator: roadmap, activity, the indicator's id and the indicator."""
    return [
        (roadmap, activity, name, order.indicators[name])
        for roadmap, activity in order.activities()
        for name in activity.indicators
    ]


# --- the copy and the parser ---


def test_the_copy_of_the_seed_is_untouched() -> None:
    """Nobody can mend the document to make a test pass: the copy has the hash of the original."""
    assert sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


def test_the_parser_met_the_whole_damage() -> None:
    """Ten page breaks were joined and three vanished level cells put back, in the rows known for them."""
    _, tables = seed()
    assert [len(table.rows) for table in tables] == [17, 17]
    assert [[row.number for row in table.rows if row.breaks] for table in tables] == [
        ["1.3", "1.6", "2.3", "3.2", "3.3"],
        ["1.3", "2.3", "3.2", "3.3", "3.7"],
    ]
    assert sum(row.breaks for table in tables for row in table.rows) == 10
    assert [row.number for row in tables[0].rows if row.lost_level] == ["1.4", "1.5", "1.6"]
    assert [row.number for row in tables[1].rows if row.lost_level] == []
    lists = [[row.number for row in table.rows if "\n" in row.printed(Role.EVENT)] for table in tables]
    assert lists == [["1.6", "3.1", "3.3", "3.6"], ["3.1", "3.3"]]


# --- letter for letter ---


def test_prose_is_the_printed_one() -> None:
    """Letterhead, preamble, clauses, bullets, signature, appendix marks and titles equal the document's."""
    assert prose_of(order()) == seed()[0]


def test_captions_and_directions_are_the_printed_ones() -> None:
    """Both tables have the document's six captions, and its directions with their own numbers and emphasis."""
    for roadmap, table in zip(order().roadmaps, seed()[1], strict=True):
        assert tuple(column.role for column in roadmap.columns) == ROLES
        assert [column.caption for column in roadmap.columns] == table.captions
        assert [(d.number, d.title, d.emphasis) for d in roadmap.directions] == table.directions


def test_rows_are_the_printed_ones() -> None:
    """All 34 rows equal the document cell by cell, with list items on lines of their own, under their direction."""
    compared = 0
    for roadmap, table in zip(order().roadmaps, seed()[1], strict=True):
        numbers = {direction.id: direction.number for direction in roadmap.directions}
        assert [a.number for a in roadmap.activities] == [row.number for row in table.rows]
        for activity, row in zip(roadmap.activities, table.rows, strict=True):
            assert numbers[str(activity.direction)] == row.direction, (roadmap.id, row.number)
            for role in ROLES:
                assert activity.printed(role) == row.printed(role), (roadmap.id, row.number, role)
            compared += 1
    assert compared == 34


def test_levels_are_filled_down() -> None:
    """Every row names its level: 13 municipal ones and 21 institutional ones, also where the cell was merged."""
    levels = [activity.level for _, activity in order().activities()]
    assert (levels.count(MUNICIPAL), levels.count(INSTITUTIONAL)) == (13, 21)


def test_slips_of_the_authors_survive() -> None:
    """Known slips are quoted, not corrected: a reader of the data sees what was signed."""
    risk, prevention = ({a.number: a for a in roadmap.activities} for roadmap in order().roadmaps)
    assert order().acts["a45"].text.count("«") == order().acts["a45"].text.count("»") + 1
    assert "по реализации ФОР;" in risk["1.6"].text
    assert risk["3.4"].text.startswith("Реализация ИМО")
    assert "на основ результатов" in risk["3.4"].audience
    assert prevention["2.3"].deadline.text == "июль 2023"
    assert [a.number for a in risk.values() if not a.deadline.text] == ["3.6"]
    assert [a.number for a in prevention.values() if not a.deadline.text] == ["3.3"]


# --- data, not print ---


def test_the_prose_follows_the_data() -> None:
    """Another number, date, report dates and name reach every paragraph that names them; the old ones are gone."""
    old = order()
    person = old.people["kosenkova"]
    other = old.model_copy(
        update={
            "number": "777",
            "date": date(2031, 1, 2),
            "reports": {
                key: round_.model_copy(update={"due": round_.due + timedelta(days=3)})
                for key, round_ in old.reports.items()
            },
            "people": {
                **old.people,
                "kosenkova": person.model_copy(update={"cases": dict.fromkeys(person.cases, "Другая А.А.")}),
            },
            "acts": {key: act.model_copy(update={"text": f"акт {key}"}) for key, act in old.acts.items()},
        }
    )
    printed = "\n".join(prose_of(other))
    for gone in ("159", "30.10.2023", "01.07.2024", "10.07.2024", "Косенков", "-ОД"):
        assert gone not in printed, gone
    assert printed.count("777") == 3
    assert printed.count("02.01.2031") == 3
    assert printed.count("04.07.2024") == printed.count("13.07.2024") == 1
    assert printed.count("Другая А.А.") == 2
    assert holes(old.preamble) == ["acts.a548", "acts.a861", "acts.a45"]


def test_acts_are_what_their_text_says() -> None:
    """The date and number stored for an act are those its printed text names."""
    for key, act in order().acts.items():
        assert re.search(rf"от {act.date:%d\.%m\.%Y}(г\.)? № {act.number} «", act.text), key
    assert {key: act.renew for key, act in order().acts.items()} == {"a548": "keep", "a861": "yearly", "a45": "yearly"}


def test_rounds_are_what_the_clauses_demand() -> None:
    """Schools report to the department by 1 July, the department to the institute by 10 July 2024."""
    schools, department = order().round_of("schools"), order().round_of("department")
    assert (schools.due, schools.rows_until) == (date(2024, 7, 1), date(2024, 6, 30))
    assert (department.due, department.rows_until) == (date(2024, 7, 10), None)
    assert department.recipient in order().clauses[3].text
    assert schools.recipient in order().clauses[2].bullets[1]


def test_codes_count_the_rows_of_a_roadmap() -> None:
    """Codes are А1…А17 and Б1…Б17 in printed order; ids are kebab-case and unique inside a roadmap."""
    for roadmap, letter in zip(order().roadmaps, "АБ", strict=True):
        assert [a.code for a in roadmap.activities] == [f"{letter}{n}" for n in range(1, 18)]
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", a.id) for a in roadmap.activities)
    at = {(r.id, a.number): a.code for r, a in order().activities()}
    assert (at["risk", "3.3"], at["prevention", "3.4"]) == ("А13", "Б12")


def test_people_are_those_who_sign_and_answer() -> None:
    """The stored officials are the signatory and the specialist of clauses 4 and 5, with the posts printed there."""
    specialist, head = order().people["kosenkova"], order().people["pulikova"]
    surname, initials = head.name.split(" ")
    assert (order().signatory.name, order().signatory.post) == (f"{initials} {surname}", head.post)
    assert specialist.name.split(" ")[1] == specialist.cases["dative"].split(" ")[1]
    assert specialist.post.split(" ", 2)[2] in order().clauses[3].text
    assert (order().school_year, order().profile) == (2023, "ershichi")


def test_clauses_keep_their_ids() -> None:
    """Next year's order finds the six clauses by these ids, and only the third has bullets."""
    ids = ["approve-risk", "approve-prevention", "duties", "region-report", "responsibility", "control"]
    assert [clause.id for clause in order().clauses] == ids
    assert [len(clause.bullets) for clause in order().clauses] == [0, 0, 2, 0, 0, 0]


def test_municipal_rows_are_the_departments() -> None:
    """Whoever a row's level names answers for it, alone: 13 rows the department, 21 the school."""
    who = {MUNICIPAL: ("department",), INSTITUTIONAL: ("school",)}
    rows = [activity for _, activity in order().activities()]
    assert [a.code for a in rows if a.reported_by != who[a.level]] == []
    assert sum(a.reported_by == ("department",) for a in rows) == 13


def test_twins_name_each_other() -> None:
    """A counterpart is mutual and joins a municipal event with the schools' part in it, never two of a kind."""
    pairs = set()
    for roadmap in order().roadmaps:
        rows = {activity.id: activity for activity in roadmap.activities}
        for activity in roadmap.activities:
            if activity.counterpart is not None:
                twin = rows[activity.counterpart]
                assert twin.counterpart == activity.id, activity.code
                assert {twin.level, activity.level} == {MUNICIPAL, INSTITUTIONAL}, activity.code
                pairs.add(frozenset((activity.code, twin.code)))
    assert pairs == {frozenset(pair.split()) for pair in ("А2 А5", "А9 А10", "А11 А13", "Б2 Б5", "Б6 Б8", "Б9 Б11")}


# --- indicators ---


def test_targets_are_the_nine_printed_percentages() -> None:
    """Each percentage of the document is the target of one indicator of its row, and there are no other targets."""
    printed, people = {}, {}
    for roadmap, table in zip(order().roadmaps, seed()[1], strict=True):
        for row in table.rows:
            for least, number, of in re.findall(r"(?i)(не менее )?(\d+)% (\w+)", row.printed(Role.AUDIENCE)):
                printed[roadmap.id, row.number] = f"{'не менее ' if least else ''}{number} %"
                people[roadmap.id, row.number] = of in {"педагогических", "учителей"}
    stated = [(r.id, a.number, i) for r, a, _, i in rows_with(order()) if i.target is not None]
    assert len(printed) == len(stated) == 9
    assert {(roadmap, number): str(i.target) for roadmap, number, i in stated} == printed
    assert {(roadmap, number): i.aggregation == "pooled" for roadmap, number, i in stated} == people


def test_every_indicator_stands_in_one_row() -> None:
    """No indicator is forgotten and none is asked in two rows; what others derive from is asked of the schools."""
    used = [name for _, _, name, _ in rows_with(order())]
    assert sorted(used) == sorted(order().indicators)
    row_of = {name: activity for _, activity, name, _ in rows_with(order())}
    for name, indicator in order().indicators.items():
        if indicator.source not in (None, "times"):
            assert row_of[indicator.source].level == INSTITUTIONAL, name
            assert row_of[indicator.source].id == row_of[name].counterpart, name


def test_recurring_rows_ask_only_how_many_times() -> None:
    """A monthly or quarterly row already asks how often; no count is asked again, and no other row borrows it."""
    for _, activity, name, indicator in rows_with(order()):
        recurring = activity.deadline.text.startswith("еже")
        assert recurring == (indicator.source == "times"), name


def test_the_burden_on_a_school_is_small() -> None:
    """A school of the cluster answers at most 14 questions besides its rows, any other school at most 7."""
    asked = {roadmap.id: 0 for roadmap in order().roadmaps}
    for roadmap, activity, _, indicator in rows_with(order()):
        asked[roadmap.id] += activity.level == INSTITUTIONAL and indicator.ask != "derived"
    assert asked["prevention"] <= 7
    assert asked["risk"] + asked["prevention"] <= 14


def test_what_is_asked_is_a_question() -> None:
    """Every asked indicator puts a question of its own; a ratio that asks its denominator puts a second one."""
    questions = [i.question for i in order().indicators.values() if i.ask != "derived"]
    assert len(set(questions)) == len(questions)
    for name, indicator in order().indicators.items():
        if indicator.ask != "derived":
            assert indicator.question.endswith("?"), name
        asks_denominator = indicator.ask == "ratio" and indicator.denominator == "asked"
        assert indicator.denominator_title.endswith("?") == asks_denominator, name
        assert (indicator.rule == "yes") == (indicator.ask == "yes_no" or name == "monitoring-100"), name


def test_units_are_what_is_counted() -> None:
    """A share of schools counts schools, a share of the staff counts the staff; every title is a name of its own."""
    indicators = order().indicators
    assert {i.unit for i in indicators.values() if i.aggregation == "schools"} == {"ОО"}
    assert {i.unit for i in indicators.values() if i.denominator == "school.staff"} == {"педагогические работники"}
    assert len({i.title for i in indicators.values()}) == len(indicators)


# --- the invented schools ---


def test_the_roster_has_a_cluster() -> None:
    """Twelve schools with their own codes, four of them in the cluster that the first roadmap is for."""
    risk, prevention = order().roadmaps
    assert [school.code for school in roster()] == [f"{n:02}" for n in range(1, 13)]
    assert sum(risk.audience.includes(school.cluster) for school in roster()) == 4
    assert all(prevention.audience.includes(school.cluster) for school in roster())
    assert {school.municipality for school in roster()} == {order().issuer.municipality}


def test_the_roster_is_complete_and_invented() -> None:
    """Names and addresses differ, addresses cannot exist, and teachers are fewer than the whole staff."""
    for attribute in ("short_name", "full_name", "head", "email"):
        assert len({getattr(school, attribute) for school in roster()} - {""}) == 12, attribute
    for school in roster():
        assert school.email.endswith(".example"), school.code
        assert 8 <= (school.staff or 0) <= 35, school.code
        assert 0 < (school.teachers or 0) < (school.staff or 0), school.code
