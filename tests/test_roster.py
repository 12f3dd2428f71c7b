"""Rosters as people save them: encodings, separators, headings, and mistakes named by line."""

from __future__ import annotations

import pytest

from roadmapdocs.errors import DefinitionError
from roadmapdocs.orders.roster import parse_roster, roster_csv

PLAIN = "code,short_name,head,staff\n01,МБОУ «Первая СШ»,Примеров П.П.,12\n02,МКОУ Вторая ОШ,,\n"


def test_the_bundled_rosters(order_159) -> None:
    """Twelve invented schools, four of them in the cluster, teachers fewer than staff."""
    _, schools = order_159
    assert len(schools) == 12
    assert sum(school.cluster == "ШсРНР" for school in schools) == 4
    assert all(school.email.endswith(".example") for school in schools)
    assert all(0 < (school.teachers or 0) < (school.staff or 0) for school in schools)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    """The same roster in any encoding and with any separator that Excel uses gives the same schools."""
    expected = parse_roster(PLAIN.encode())
    assert parse_roster(PLAIN.replace(",", separator).encode(encoding)) == expected
    assert [(s.code, s.short_name, s.staff) for s in expected] == [
        ("01", "МБОУ «Первая СШ»", 12),
        ("02", "МКОУ Вторая ОШ", None),
    ]


def test_russian_headings_and_strange_columns() -> None:
    """Headings may be Russian, in any case and order; a column nobody knows is ignored, empty lines too."""
    text = "Примечание;Школа;КОД;Электронная почта;Педагогических работников\r\n;Первая;1;a@b.example;7\r\n;;;;\r\n"
    (school,) = parse_roster(text.encode("cp1251"))
    assert (school.code, school.short_name, school.email, school.staff) == ("1", "Первая", "a@b.example", 7)


def test_what_is_written_is_read(bundle) -> None:
    """The roster a campaign keeps reads back as it was."""
    assert parse_roster(roster_csv(bundle[1])) == bundle[1]


@pytest.mark.parametrize(
    "text,words",
    [
        ("", "empty"),
        ("школа\nПервая\n", "no column «code»"),
        ("код,школа\n1,Первая\n1,Вторая\n", "the same code 1"),
        ("код,школа\nшкола-1,Первая\n", "line 2, code"),
        ("код,школа,staff\n1,Первая,много\n2,Вторая,-1\n", "line 3, staff"),
    ],
)
def test_mistakes_are_named(text: str, words: str) -> None:
    """A bad roster is refused with the line and the column, all mistakes at once."""
    with pytest.raises(DefinitionError, match=words):
        parse_roster(text.encode())
