"""Rosters as people save them: encodings, separators, workbooks, headings, and what is odd named by line."""

from __future__ import annotations

from io import BytesIO

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from conftest import ROOT
from roadmapdocs import Campaign, load_roster
from roadmapdocs.cli import cli
from roadmapdocs.errors import DefinitionError, UnreadableFileError
from roadmapdocs.findings import Severity
from roadmapdocs.roster import Roster, parse_roster, read_roster, roster_csv
from roadmapdocs.roster.catalogue import CATALOGUE
from roadmapdocs.roster.headings import columns_of

PLAIN = "code,short_name,head,staff\n01,МБОУ «Первая СШ»,Примеров П.П.,12\n02,МКОУ Вторая ОШ,,\n"
FINE = "код;школа;почта\n01;Первая;a@one.example\n02;Вторая;b@two.example\n"
"""A roster without a fault."""


def workbook(*rows: tuple[object, ...], sheet: str = "Лист1", before: bool = False) -> bytes:
    """A workbook with a list of schools; `before` puts another sheet in front of it."""
    book = Workbook()
    if before:
        book.active.append(["Памятка", "как заполнять"])
    page = book.create_sheet(sheet) if before else book.active
    for row in rows:
        page.append(row)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def codes(roster: Roster) -> list[str]:
    """The codes of the findings."""
    return [finding.code for finding in roster.findings]


# --- files ------------------------------------------------------------------------------------------------------


def test_the_bundled_rosters(order_159) -> None:
    """Twelve invented schools, four of them in the cluster, teachers fewer than staff."""
    _, schools = order_159
    assert len(schools) == 12
    assert sum(school.cluster == "ШсРНР" for school in schools) == 4
    assert all(school.email.endswith(".example") for school in schools)
    assert all(0 < (school.teachers or 0) < (school.staff or 0) for school in schools)


def test_nothing_is_odd_about_the_bundled_rosters(bundle) -> None:
    """The bundled rosters have no finding, also beside their orders."""
    order, schools = bundle
    assert read_roster(roster_csv(schools), order=order).findings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    """The same roster in any encoding and with any separator that Excel uses gives the same schools."""
    expected = parse_roster(PLAIN.encode())
    assert parse_roster(PLAIN.replace(",", separator).encode(encoding)) == expected
    assert [(s.code, s.short_name, s.staff) for s in expected] == [
        ("01", "МБОУ «Первая СШ»", 12),
        ("02", "МКОУ Вторая ОШ", None),
    ]


def test_workbooks(tmp_path) -> None:
    """A workbook is read as a CSV is: numbers as whole numbers, a title above the headings, another sheet before."""
    rows = (("Список школ района",), (), ("№ п/п", "Наименование ОО", "Эл. адрес", "Кол-во педагогов"))
    schools = (("01", "Первая", "a@one.example", 12), (2, "Вторая", "b@two.example", 7))
    path = tmp_path / "школы.xlsx"
    path.write_bytes(workbook(*rows, *schools, before=True))
    assert [(s.code, s.short_name, s.email, s.staff) for s in load_roster(path)] == [
        ("01", "Первая", "a@one.example", 12),
        ("2", "Вторая", "b@two.example", 7),
    ]


def test_a_damaged_workbook_is_refused() -> None:
    """A cut-off workbook is an error that says so, not an empty roster."""
    with pytest.raises(UnreadableFileError):
        read_roster(workbook(("Код", "Школа"), ("1", "Первая"))[:400])


def test_what_is_written_is_read(bundle) -> None:
    """The roster a campaign keeps reads back as it was."""
    assert parse_roster(roster_csv(bundle[1])) == bundle[1]


# --- headings ---------------------------------------------------------------------------------------------------


def test_russian_headings_and_strange_columns() -> None:
    """Headings may be Russian, in any case and order; a column nobody knows is ignored, empty lines too."""
    text = "Примечание;Школа;КОД;Электронная почта;Педагогических работников\r\n;Первая;1;a@b.example;7\r\n;;;;\r\n"
    roster = read_roster(text.encode("cp1251"))
    (school,) = roster.schools
    assert (school.code, school.short_name, school.email, school.staff) == ("1", "Первая", "a@b.example", 7)
    assert [(f.code, f.seen) for f in roster.findings] == [("R621", "Примечание")]


@pytest.mark.parametrize(
    "headings,names",
    [
        ("Код|Школа|Почта", ["code", "short_name", "email"]),
        ("№|Наименование ОО|E-mail", ["code", "short_name", "email"]),
        ("Kод|Шкoла|е-мail", ["code", "short_name", "email"]),  # look-alikes in both directions
        ("№ п/п|Полное наименование|Краткое наименование|Эл. почта", ["code", "full_name", "short_name", "email"]),
        ("Ф.И.О. директора|Название учреждения|Эл.адрес", ["head", "short_name", "email"]),
        ("Район|Образовательная организация|Кластер", ["municipality", "short_name", "cluster"]),
        ("Номер школы|Название школы|Директор|Адрес электронной почты", ["code", "short_name", "head", "email"]),
        ("Муниципальное образование|Наименование ОО|Число учителей", ["municipality", "short_name", "teachers"]),
        ("Школа *|Численность педагогов:|Почтовый адрес", ["short_name", "staff", None]),
    ],
)  # fmt: skip
def test_headings_are_forgiven(headings: str, names: list[str | None]) -> None:
    """What a column is follows from the words of its heading, in any order."""
    columns = columns_of(headings.split("|"))
    assert columns == {name: place for place, name in enumerate(names) if name}


def test_the_only_name_may_be_the_full_one() -> None:
    """Where a list has only full names, they serve as the short ones."""
    (school,) = parse_roster("Код;Полное наименование\n1;Школа посёлка Учебный\n".encode())
    assert school.short_name == school.full_name == "Школа посёлка Учебный"


def test_codes_are_proposed_in_natural_order() -> None:
    """Without a column of codes schools are numbered as people count: № 2 before № 10."""
    text = "Школа;Почта\nСОШ № 10;a@x.example\nСОШ № 2;b@x.example\nСОШ № 1;c@x.example\n"
    roster = read_roster(text.encode())
    assert [(s.code, s.short_name) for s in roster.schools] == [
        ("01", "СОШ № 1"),
        ("02", "СОШ № 2"),
        ("03", "СОШ № 10"),
    ]
    assert codes(roster) == ["R611"]
    assert read_roster(roster_csv(roster.schools)).schools == roster.schools


def test_schools_stand_in_natural_order_of_their_codes() -> None:
    """Codes that the department gave are kept; 2 comes before 10."""
    schools = parse_roster("код;школа\n10;Десятая\n2;Вторая\n1;Первая\n".encode())
    assert [school.code for school in schools] == ["1", "2", "10"]


# --- findings ---------------------------------------------------------------------------------------------------

EXAMPLES = {
    "R601": "код;школа;почта\n01;Первая;a@one.example\n01;Вторая;b@two.example\n",
    "R602": "код;школа;почта\nшкола-1;Первая;a@one.example\n02;Вторая;b@two.example\n",
    "R603": "код;школа;почта\n01;;a@one.example\n02;Вторая;b@two.example\n",
    "R604": "код;школа;почта;педагогов\n01;Первая;a@one.example;много\n02;Вторая;b@two.example;7\n",
    "R605": "раз;два;три\n01;Первая;a@one.example\n",
    "R606": "код;школа;почта\n",
    "R607": "код;школа;почта\n;Первая;a@one.example\n02;Вторая;b@two.example\n",
    "R611": "школа;почта\nПервая;a@one.example\nВторая;b@two.example\n",
    "R612": "код;школа;почта\n01;Первая;\n02;Вторая;b@two.example\n",
    "R613": "код;школа;почта\n01;Первая;a@one\n02;Вторая;b@two.example\n",
    "R614": "код;школа;почта\n01;Первая;a@one.example\n02;первая ;b@two.example\n",
    "R615": "код;школа;почта\n01;Пеpвая;a@one.example\n02;Вторая;b@two.example\n",  # a Latin p
    "R616": "код;школа;почта\n01;Первая  школа;a@one.example\n02;Вторая;b@two.example\n",
    "R617": 'код;школа;почта\n01;"МБОУ ""Первая""";a@one.example\n02;Вторая;b@two.example\n',
    "R618": "код;школа;почта;кластер\n01;Первая;a@one.example;ШНОР\n02;Вторая;b@two.example;ШсРНР\n",
    "R619": "код;школа;почта;кластер\n01;Первая;a@one.example;\n02;Вторая;b@two.example;\n",
    "R620": "код;школа;почта\n01;Первая;a@one.example\n02;Вторая;a@one.example\n",
    "R621": "код;школа;почта;примечание\n01;Первая;a@one.example;-\n02;Вторая;b@two.example;\n",
}
"""Code → a roster with that fault and no other."""


def test_a_roster_without_a_fault_has_no_finding() -> None:
    """The roster that the examples spoil is clean."""
    assert read_roster(FINE.encode()).findings == ()
    assert len(read_roster(FINE.encode()).schools) == 2


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_finding_has_an_example(code: str, order_159) -> None:
    """Each fault is found alone where it is made; the sentence is Russian and names what was seen."""
    order = order_159[0] if code in ("R618", "R619") else None
    roster = read_roster(EXAMPLES[code].encode(), "школы.csv", order)
    assert codes(roster) == [code]
    (finding,) = roster.findings
    assert "{" not in finding.message
    assert finding.message[0].isupper() or finding.message[0] == "«"
    assert " ".join(finding.seen.split()) in finding.message
    assert bool(roster.errors) is (CATALOGUE[code].severity is Severity.ERROR)


@pytest.mark.parametrize(
    "name,expected",
    [
        ('МБОУ "СОШ № 1"', "МБОУ «СОШ № 1»"),
        ("МБОУ «СОШ № 1", "МБОУ «СОШ № 1»"),
        ("МБОУ „Школа”", "МБОУ «Школа»"),
        ('МБОУ "Школа "Дружба"', "МБОУ «Школа «Дружба»»"),
    ],
)
def test_quotes_are_proposed(name: str, expected: str) -> None:
    """Straight and unpaired quotes are named together with what they should be; the name itself is not changed."""
    quoted = name.replace('"', '""')
    roster = read_roster(f'код;школа;почта\n1;"{quoted}";a@b.example\n'.encode())
    assert [(f.code, f.expected) for f in roster.findings] == [("R617", expected)]
    assert roster.schools[0].short_name == name


@pytest.mark.parametrize(
    "text,words",
    [
        ("", "empty"),
        ("раз\nПервая\n", "no column with names"),
        ("код,школа\n1,Первая\n1,Вторая\n", "line 3: .*the same code 1"),
        ("код,школа\nшкола-1,Первая\n", "line 2, «Код»"),
        ("код,школа,staff\n1,Первая,много\n2,Вторая,-1\n", "line 2, .*line 3, «Педагогических работников»"),
    ],
)
def test_mistakes_are_named(text: str, words: str) -> None:
    """A roster with errors is refused with the line and the column, all errors at once."""
    with pytest.raises(DefinitionError, match=words):
        parse_roster(text.encode())


# --- the command ------------------------------------------------------------------------------------------------


def init(roster: str | bytes, tmp_path, name: str = "школы.csv") -> tuple[int, str]:
    """Run `init` with a roster; the folder is «Папка»."""
    path = tmp_path / name
    path.write_bytes(roster if isinstance(roster, bytes) else roster.encode())
    order = ROOT / "examples" / "zarechye-2024" / "order.yaml"
    result = CliRunner().invoke(cli, ["init", str(order), str(path), str(tmp_path / "Папка")])
    return result.exit_code, result.output


def test_init_goes_on_with_warnings(tmp_path) -> None:
    """A missing address is printed with its line, and the folder is made."""
    code, output = init(EXAMPLES["R612"], tmp_path)
    assert (code, "R612: строка 2, Первая, графа «Почта»" in output) == (0, True)
    assert len(Campaign.open(tmp_path / "Папка").schools) == 2


def test_init_stops_at_errors(tmp_path) -> None:
    """Duplicate codes end with exit code 1, and no folder is made."""
    code, output = init(EXAMPLES["R601"], tmp_path)
    assert (code, "Код 01 уже занят: Первая, строка 2" in output, "Папка не создана" in output) == (1, True, True)
    assert not (tmp_path / "Папка").exists()


def test_init_takes_a_workbook(tmp_path) -> None:
    """Three columns of a workbook are enough."""
    content = workbook(("Название", "Код", "E-mail"), ("СОШ № 1", "01", "a@b.example"))
    code, _ = init(content, tmp_path, "школы.xlsx")
    assert code == 0
    assert Campaign.open(tmp_path / "Папка").schools[0].email == "a@b.example"
