"""The register of underachievers: what it asks, its numbers, its line, that it goes to the schools and no further."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from roadmapdocs.campaign import Campaign
from roadmapdocs.errors import DefinitionError
from roadmapdocs.forms.key import find_keys
from roadmapdocs.forms.pupil_register import is_pupil_register, pupil_register
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.order import Order
from roadmapdocs.model.pupil_register import WARNING, PupilRegister
from roadmapdocs.model.roadmap import StatedDeadline
from roadmapdocs.orders.next_year import next_year
from roadmapdocs.readers import read_blocks
from roadmapdocs.writers import write_register

NOVEMBER, JULY = date(2023, 11, 30), date(2024, 7, 1)


@pytest.fixture(scope="module")
def register(order_159) -> PupilRegister:
    """The register of the first school under order № 159."""
    order, schools = order_159
    made = pupil_register(order, schools[0])
    assert made is not None
    return made


@dataclass(frozen=True)
class Entry:
    """A made-up line of a register."""

    name: str
    form: int
    subject: str
    since: date | None
    until: date | None = None
    mark: str | int = 2
    measures: str = ""
    letter: str = ""


ENTRIES = (
    Entry("Барсуков Илья", 5, "Математика", date(2023, 10, 1)),
    Entry("Барсуков Илья ", 5, "Русский язык", date(2023, 10, 1), measures="ИОМ (индивидуальный маршрут)"),
    Entry("Барсуков Илья", 5, "Физкультура", date(2023, 10, 1), letter="Б"),
    Entry("Ежова Ксения", 7, "Математика", date(2023, 11, 30), date(2024, 3, 1), mark="н/а по болезни"),
    Entry("Рысев Тимофей", 7, "Химия", date(2023, 12, 1), measures="консультации, ИОМ"),
    Entry("Рысев Тимофей", 7, "Химия", date(2024, 2, 1)),
    Entry("Белкина Арина", 9, "Химия", None, JULY),
    Entry("Волков Тимур", 9, "Физика", date(2024, 7, 2)),
)


def on(entry: Entry, day: date) -> bool:
    """Say whether an entry counts on a day."""
    return (entry.since or date.min) <= day and (entry.until is None or entry.until > day)


def pupils(day: date, form: int | None = None) -> set[tuple[str, int, str]]:
    """Return the pupils on the register on a day."""
    chosen = (one for one in ENTRIES if on(one, day) and form in (None, one.form))
    return {(one.name.strip(), one.form, one.letter) for one in chosen}


def filled(register: PupilRegister) -> bytes:
    """The workbook with the entries typed in."""
    book = load_workbook(BytesIO(write_register(register, "xlsx")))
    sheet = book["Реестр"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "№")
    columns = {cell.value: cell.column for cell in header if cell.value}
    for row, entry in enumerate(ENTRIES, start=header[0].row + 1):
        for caption, value in (
            ("Фамилия, имя, отчество", entry.name),
            ("Класс", entry.form),
            ("Буква", entry.letter or None),
            ("Предмет", entry.subject),
            ("Отметка", entry.mark),
            ("На учёте с", entry.since),
            ("Снят с учёта", entry.until),
            ("Принятые меры", entry.measures or None),
        ):
            sheet.cell(row, columns[caption]).value = value
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def test_the_dates_are_those_of_the_activity(order_159, register: PupilRegister) -> None:
    """The last day of November; in July the day of the report. The numbers asked are those of the report form."""
    order, schools = order_159
    assert register.dates == (NOVEMBER, JULY)
    printed = {
        row.code: row.printed["question"]
        for _, row in report_form(order, schools[0]).blank.rows.values()
        if "question" in row.printed
    }
    assert [(one.code, one.day) for one in register.asked] == [("И24", NOVEMBER), ("И25", JULY)]
    for one in register.asked:
        assert " ".join(one.question.split()) == " ".join(printed[one.code].split())


def test_who_gets_one(bundle) -> None:
    """Schools of a municipal roadmap with the activity; nobody where the order demands none."""
    order, schools = bundle
    made = [pupil_register(order, school) for school in schools]
    assert [one is not None for one in made] == [order.pupil_register is not None] * len(schools)


def test_an_activity_that_is_not_there(order_159) -> None:
    """An unknown activity is an error of the order; one without two dates cannot be counted at."""
    order, schools = order_159
    broken = order.model_dump(by_alias=True) | {"pupil_register": {"activity": "prevention.nothing"}}
    with pytest.raises(ValueError, match=r"unknown activity «prevention\.nothing»"):
        Order.model_validate(broken)
    once = order.model_copy(
        update={
            "roadmaps": tuple(
                roadmap.model_copy(
                    update={
                        "activities": tuple(
                            activity.model_copy(update={"deadline": StatedDeadline(text="ноябрь 2023")})
                            if activity.id == "underachievers"
                            else activity
                            for activity in roadmap.activities
                        )
                    }
                )
                for roadmap in order.roadmaps
            )
        }
    )
    with pytest.raises(DefinitionError, match="names no two dates"):
        pupil_register(once, schools[0])


def test_the_next_year_counts_a_year_later(order_159) -> None:
    """The demand is carried over, and its dates with the deadline of the activity."""
    order, schools = order_159
    draft = next_year(order, number="161", date=date(2024, 10, 28))
    register = pupil_register(draft.order, schools[0])
    assert register is not None
    assert register.dates[0] == date(2024, 11, 30)
    assert (register.dates[1].year, register.dates[1].month) == (2025, 7)
    assert register.dates[1] == draft.order.round_of("schools").due


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_the_warning_is_everywhere(register: PupilRegister, format_: str) -> None:
    """Every sheet, and the header and the footer of pages, bear the line; nothing bears a key of a form."""
    content = write_register(register, format_)
    returned = read_blocks(content)
    grids = ["\n".join(cell.text for row in grid.rows for cell in row) for grid in returned.grids]
    running = [one.text for one in returned.paragraphs if one.running]
    texts = [*grids, *(one.text for one in returned.paragraphs)]
    assert [key for text in texts for key in find_keys(text)] == []
    if format_ == "xlsx":
        book = load_workbook(BytesIO(content))
        shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
        assert [sheet["A1"].value for sheet in shown] == [WARNING] * 2
        assert [(sheet.oddHeader.center.text, sheet.oddFooter.left.text) for sheet in shown] == [(WARNING, WARNING)] * 2
    else:
        assert len(running) == 2
        assert all(is_pupil_register(text) for text in running)


def test_documents_are_valid_and_the_same_twice(register: PupilRegister, validate) -> None:
    """Both formats pass the schemas of ECMA-376, and the same register gives the same bytes."""
    documents = {f"реестр.{format_}": write_register(register, format_) for format_ in ("docx", "xlsx")}
    assert documents == {f"реестр.{format_}": write_register(register, format_) for format_ in ("docx", "xlsx")}
    validate(documents)


def test_lists_are_offered(register: PupilRegister) -> None:
    """Every column of choices offers them, in a range that holds exactly these; days are checked."""
    book = load_workbook(BytesIO(write_register(register, "xlsx")))
    sheet = book["Реестр"]
    offered = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    for column, shown in zip([one for one in register.columns if one.kind == "choice"], offered, strict=True):
        name, _, place = shown.formula1.partition("!")
        assert [str(cell.value) for (cell,) in book[name][place]] == list(column.choices)
        assert (shown.promptTitle, shown.showErrorMessage) == (column.caption, column.closed)
    days = [one for one in sheet.data_validations.dataValidation if one.type == "date"]
    assert len(days) == sum(column.kind == "date" for column in register.columns)


def test_the_numbers_reckon_themselves(register: PupilRegister, office: Callable, tmp_path: Path) -> None:
    """An office program reckons what Python reckons: pupils at both dates, by class, by subject, routes, illness."""
    (tmp_path / "реестр.xlsx").write_bytes(filled(register))
    (reckoned,) = office([tmp_path / "реестр.xlsx"], "xlsx", tmp_path / "пересчитано")
    sheet = load_workbook(reckoned, data_only=True)["Числа"]
    rows = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows() if row[0].value is not None}
    for code, day in (("Строка И24", NOVEMBER), ("Строка И25", JULY)):
        assert [value for value in rows[code] if isinstance(value, int | float)] == [len(pupils(day))]
    for name, form in (*((str(number), number) for number in register.classes), ("Всего", None)):
        counted = rows[name]
        assert (counted[2], counted[7]) == (len(pupils(NOVEMBER, form)), len(pupils(JULY, form))), name
        assert counted[11] == counted[7] - counted[2]
    total = rows["Всего"]
    assert total[3:6] == [1, 1, 1]  # two subjects, ill, a route, in November
    assert total[8:11] == [1, 0, 2]
    for subject in ("Математика", "Химия"):
        expected = [sum(one.subject == subject and on(one, day) for one in ENTRIES) for day in (NOVEMBER, JULY)]
        assert rows[subject][1:3] == expected, subject
    assert rows["Другие"][1:3] == [1, 1]


def test_schools_are_sent_one(bundle, tmp_path: Path) -> None:
    """It lies in each school's folder and goes with the letter, which says that it is not to come back."""
    order, schools = bundle
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools)
    campaign.send(("xlsx",))
    for school in schools:
        folder = campaign.sent_file(school, "xlsx").parent
        demanded = pupil_register(order, school) is not None
        assert [path.suffix for path in sorted(folder.glob("Реестр неуспевающих*"))] == [".xlsx"] * demanded
        letter = (folder / "Письмо.txt").read_text("utf-8")
        assert ("нам его не присылайте" in letter) == demanded
    sent = {entry.file for entry in campaign.journal.entries() if entry.event == "sent"}
    assert [name for name in sent if re.search("реестр", name, re.IGNORECASE)] == []


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_a_stamped_register_is_the_drawn_one(order_159, format_: str) -> None:
    """Drawn once and stamped, a register has the same parts as one drawn for the school alone, its name whole."""
    order, schools = order_159
    school = schools[0].model_copy(update={"full_name": "Школа «А & Б» <имени Кота>"})
    register = pupil_register(order, school)
    assert register is not None
    drawn = import_module(f"roadmapdocs.writers.register.{format_}")._drawn(register)
    with ZipFile(BytesIO(drawn)) as one, ZipFile(BytesIO(write_register(register, format_))) as other:
        assert sorted(one.namelist()) == sorted(other.namelist())
        for name in one.namelist():
            assert one.read(name) == other.read(name), name
