"""No-break spaces stand where a line must not end, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.russian.typography import NBSP, hard_spaces


@pytest.mark.parametrize(
    "text",
    [
        "№_159",
        "от 30.10.2023_г. №_159",
        "С.Н._Косенкова",
        "С._Н._Косенкова",
        "Косенкова_С.Н.",
        "Петрова-Водкина_С.Н.",
        "до 1_июня_2024_г. включительно",
        "«9»_ноября_2023_г.",
        "2023-2024_гг.",
        "п._3 и пп._4, ст._5",
        "(приложение_1), пункту_2",
        "г._Смоленск, пос._Заречный",
        "в 2024_г. Отдел по образованию",
        "II_квартал 2025",
        "I_полугодие 2024",
        "не менее 40_% и 12_чел.",
    ],
)
def test_spaces_that_hold(text: str) -> None:
    """The spaces written «_» become no-break ones, and the others stay ordinary."""
    assert hard_spaces(text.replace("_", " ")) == text.replace("_", NBSP)


@pytest.mark.parametrize(
    "text",
    [
        "план ОО. Состав участников",
        "МО – Ершичский район",
        "в течение 5 рабочих дней",
        "40% педагогических работников",
        "ноябрь 2023, июль 2024",
        "в срок до 01.07.2024",
        "ноябрь 2023 - май 2024",
    ],
)
def test_spaces_that_do_not(text: str) -> None:
    """Ordinary prose, dashes and months without a day are left alone: narrow columns must be able to wrap."""
    assert hard_spaces(text) == text


PIECES = [
    "№",
    "159",
    "С.",
    "Н.",
    "Косенкова",
    "1",
    "июня",
    "2024",
    "г.",
    "п.",
    "II",
    "квартал",
    "%",
    "–",
    "«9»",
    "Отдел",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " ", " ", NBSP, "\n"]) | st.text(max_size=3)).map("".join)


@given(TEXTS)
def test_only_ordinary_spaces_change(text: str) -> None:
    """Whatever the text, letters and their number stay, and the only change is a space into a no-break one."""
    result = hard_spaces(text)
    assert len(result) == len(text)
    assert {(a, b) for a, b in zip(text, result, strict=True) if a != b} <= {(" ", NBSP)}


@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    """Doing it again changes nothing."""
    assert hard_spaces(hard_spaces(text)) == hard_spaces(text)
