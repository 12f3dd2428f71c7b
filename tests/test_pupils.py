"""Whether a text names pupils: lists of our own, half of them written when the rules were done."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmapdocs.collect.pupils import ENOUGH
from roadmapdocs.russian.persons import find_persons, is_person
from roadmapdocs.russian.pupils import is_class, is_mark, names_pupils, pupils_in

DATA = Path(__file__).resolve().parent / "data"


def texts(name: str) -> list[tuple[bool, str]]:
    """Return the lines of a list: whether they are a list of pupils (three at least), and the text."""
    lines = (line.split("\t") for line in (DATA / name).read_text("utf-8").splitlines())
    return [(sign == "+", text.replace("⏎", "\n")) for sign, text in lines]


@pytest.mark.parametrize(("expected", "text"), texts("pupils.tsv"))
def test_lists_of_pupils(*, expected: bool, text: str) -> None:
    """What lists pupils is known by three of them; what names staff or nobody names no pupil."""
    assert (len(pupils_in(text)) >= ENOUGH) == expected, sorted(pupils_in(text))
    assert names_pupils(text) == expected


def test_lists_written_afterwards() -> None:
    """The other half of the lists was written when the rules were done; at the first run 19 of 22 and 34 of 36 fit."""
    held = texts("pupils_heldout.tsv")
    missed = [text for lists, text in held if lists and len(pupils_in(text)) < ENOUGH]
    alarms = [text for lists, text in held if not lists and pupils_in(text)]
    assert (len(missed), len(alarms)) <= (0, 1), (missed, alarms)


def test_there_are_enough_texts() -> None:
    """Both lists together have forty lists of pupils at least, and sixty texts that are none."""
    signs = [lists for name in ("pupils.tsv", "pupils_heldout.tsv") for lists, _ in texts(name)]
    assert (signs.count(True) >= 40, signs.count(False) >= 60) == (True, True)


def test_one_pupil_is_enough_not_to_be_quoted() -> None:
    """One name is no list, so it stops no report; but words with it are not quoted outside."""
    for text in ("Ученик 9 класса Выдумкин Пётр исправил отметку", "Выдумкин Пётр Сергеевич, 7 класс, математика – 2"):
        assert len(pupils_in(text)) == 1
        assert names_pupils(text)


def test_known_staff() -> None:
    """Whoever has the surname and the initial of somebody on the staff is no pupil."""
    text = "5 класс: Выдумкин Пётр, Сказкина Мария"
    assert pupils_in(text) == {"выдумкин п", "сказкина м"}
    assert pupils_in(text, known=["Сказкина Мария Ильинична"]) == {"выдумкин п"}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Выдумкин Пётр Сергеевич", ["full"]),
        ("Пётр Сергеевич Выдумкин", ["full"]),
        ("Выдумкин П.С.", ["initials"]),
        ("П. С. Выдумкин", ["initials"]),
        ("Выдумкин П.", ["young"]),
        ("Пете Выдумкину", ["young"]),
        ("ВЫДУМКИН ПЁТР", ["young"]),
        ("Выдумкина-Сказкина Маша", ["young"]),
        ("Выдумкин", ["bare"]),
        ("Выдумкин П.С., Сказкина М.", ["initials", "young"]),
        ("МБОУ СОШ им. А.С. Пушкина", []),
        ("Средняя школа имени Петра Выдумкина", []),
        ("Смоленская область, Калининский район", []),
        ("приказ № 12 от 05.10.2023", []),
    ],
)
def test_persons(text: str, forms: list[str]) -> None:
    """Persons are found in the usual orders, in any case; schools named after somebody, places and acts are none."""
    assert [person.form for person in find_persons(text)] == forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Выдумкин Пётр", True),
        ("1. Выдумкин П.С.", True),
        ("12 Выдумкин Пётр Сергеевич", True),
        ("Выдумкин", True),
        ("Выдумкин Пётр, 5А", False),
        ("Выдумкин П., Сказкина М.", False),
        ("Математика", False),
        ("", False),
    ],
)
def test_cells_that_are_a_name(*, text: str, expected: bool) -> None:
    """A cell is a name if nothing else stands in it but a number before it."""
    assert is_person(text) == expected


def test_classes_and_marks() -> None:
    """Classes as schools write them; marks of underachievers."""
    for text in ("5 «А»", "5А", "9-б", "7 кл.", "11 класс", "10", "VII класс", "5 класса"):
        assert is_class(text), text
    for text in ("12", "5 раз", "класс", "2023", "5.10", "0"):
        assert not is_class(text), text
    for text in ("2", "«2»", "н/а", "неуд.", "не аттестован", "н/а по болезни"):
        assert is_mark(text), text
    for text in ("3", "25", "2 человека", "2023", "да"):
        assert not is_mark(text), text
