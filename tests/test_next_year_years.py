"""Which years of a text move: the order's own, never those of other bodies' acts; days off and the 29th of February."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.orders.next_year.days import DayNote, a_year_later, border_a_year_later, days_of, settled, why
from roadmapdocs.orders.next_year.foreign import quotations
from roadmapdocs.orders.next_year.years import has_year, shift_years
from roadmapdocs.russian.deadlines import shift_text
from roadmapdocs.russian.workdays import is_provisional, is_working_day

OWN_TITLES = ["Об утверждении планов на 2023/2024 учебный год"]

MOVE = {
    "в 2023/2024 учебном году": "в 2024/2025 учебном году",
    "в 2023-2024 учебном году": "в 2024-2025 учебном году",
    "на 2023–2024 учебный год": "на 2024–2025 учебный год",
    "2023/24 учебный год": "2024/25 учебный год",
    "23/24 уч. год": "24/25 уч. год",
    "2023 - 2024 учебный год": "2024 - 2025 учебный год",
    "2023/2024учебный год": "2024/2025учебный год",
    "в 2024 году": "в 2025 году",
    "по итогам 2022/2023 учебного года": "по итогам 2023/2024 учебного года",
    "на 2023-2024 и 2024-2025 учебные годы": "на 2024-2025 и 2025-2026 учебные годы",
    "результаты ЕГЭ-2024": "результаты ЕГЭ-2025",
    "график ВПР 2024": "график ВПР 2025",
    "май 2024": "май 2025",
    "март (каникулы) 2024 г.": "март (каникулы) 2025 г.",
    "к 1 сентября 2024 года": "к 1 сентября 2025 года",
    "назначить до 01.10.2023 ответственных": "назначить до 01.10.2024 ответственных",
    "сдать до 15.10.23": "сдать до 15.10.24",
    "до 29.02.2024": "до 28.02.2025",
    "до 29 февраля 2024 года": "до 28 февраля 2025 года",
    "2024-й год": "2025-й год",
    "конкурс «Учитель года – 2024»": "конкурс «Учитель года – 2025»",
    "в период с 01.10.2023 по 31.10.2023": "в период с 01.10.2024 по 31.10.2024",
    # in quotation marks, but the order's own
    "Утвердить «Дорожную карту по работе со школами на 2023/2024 учебный год» (приложение 1).": (
        "Утвердить «Дорожную карту по работе со школами на 2024/2025 учебный год» (приложение 1)."
    ),
    '"План на 2023-2024 учебный год"': '"План на 2024-2025 учебный год"',
    "приказ «Об утверждении планов на 2023/2024 учебный год»": (
        "приказ «Об утверждении планов на 2024/2025 учебный год»"
    ),
    "План на 2023-2024 учебный год, утверждённый настоящим приказом": (
        "План на 2024-2025 учебный год, утверждённый настоящим приказом"
    ),
    "настоящего приказа «Об организации работы в 2024 году»": "настоящего приказа «Об организации работы в 2025 году»",
    # the act stays, the words behind it move
    "приказом Минпросвещения «О ГИА в 2024 году», провести в 2024 году": (
        "приказом Минпросвещения «О ГИА в 2024 году», провести в 2025 году"
    ),
    "(распоряжение от 01.02.2023 № 200-р), план на 2023 год": "(распоряжение от 01.02.2023 № 200-р), план на 2024 год",
    "В приказ от 24.02.2024 № 64-д «О плане на 2023/2024 год» внести слова «2023 год»": (
        "В приказ от 24.02.2024 № 64-д «О плане на 2023/2024 год» внести слова «2024 год»"
    ),
}

STAY = [
    "приказа Министерства от 08.06.2022 № 548-ОД",
    "приказом Министерства от 03.10.2023 № 861-ОД «Об утверждении списка на 2023-2024 учебный год»",
    "приказ от 03.10.2023г. №861-ОД «Список кластеров на 2023-2024 учебный год»",
    "письмом Рособрнадзора от 20.04.2024 «О мониторинге «Успех-2024» в 2024 году»",
    "План «Качество-2024», утверждённый приказом Министерства от 01.09.2023 № 5",
    "Плана мероприятий на 2023-2024 учебный год, утвержденного приказом Департамента от 01.09.2023 № 7",
    "в соответствии с приказом Минпросвещения «Об организации ГИА в 2024 году",
    "по приказу от 01.09.2023 № 5 «Об обучении в 2023/2024 году, и так далее до конца в 2024 году",
    "Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»",
    "протокол от 29.02.2024 № 3",
    "приказом отдела 2023 года",
    "исх. № 2023-12",
    "приказ № 2023/2024-о",
    "охват 2024 обучающихся",
    "программа на 2021-2025 годы",
    "стратегия развития до 2030 года",
    "Указ 2018 года",
    "ежемесячно",
    "в течение года",
    "",
]


@pytest.mark.parametrize("text", MOVE)
def test_the_order_s_own_years_move(text: str) -> None:
    """Every spelling of a school year and of a single year moves by one, quoted or not, if it is the order's own."""
    assert shift_years(text, 2023, OWN_TITLES).text == MOVE[text]


@pytest.mark.parametrize("text", STAY)
def test_years_of_others_stay(text: str) -> None:
    """Acts with their dates, numbers and titles, programmes of several years and mere numbers stay byte for byte."""
    assert shift_years(text, 2023, OWN_TITLES).text == text


def test_years_that_stay_are_told() -> None:
    """A year of the old school year that was left alone is named with the words around it; a far year is not."""
    text = "по приказу от 03.10.2023 № 861-ОД «О списке на 2023-2024 год» до 2030 года"
    assert len(shift_years(text, 2023).kept) == 2
    assert all("2023" in words for words in shift_years(text, 2023).kept)
    assert shift_years("в 2023/2024 учебном году, до 2030 года", 2023).kept == ()


@given(st.text(alphabet="0123459 -/.«»№гвод", max_size=60))
def test_a_shift_touches_digits_only(text: str) -> None:
    """Whatever the text, only digits change, each into a digit."""
    shifted = shift_years(text, 2023).text
    assert re.sub(r"\d", "0", shifted) == re.sub(r"\d", "0", text)


def test_quotations_are_the_outermost() -> None:
    """Nested marks make one quotation; an unclosed one runs to the end of its line."""
    text = "о «А «Б» В» и „Г“, «Д\nе"
    assert [text[start:end] for start, end in quotations(text)] == ["«А «Б» В»", "„Г“", "«Д"]
    assert has_year("«О ВПР в 2024 году»")
    assert not has_year("«Об утверждении Концепции»")


# --- days ---

DAYS = {
    "до 06.07.2024": ("до 04.07.2025", "due"),
    "до 12.06.2025": ("до 11.06.2026", "due"),
    "до 08.03.2025 г.": ("до 06.03.2026 г.", "due"),
    "до 1 февраля 2025 года": ("до 30 января 2026 года", "due"),
    "не позднее 1.02.2025": ("не позднее 30.01.2026", "due"),
    "до 15.10.24": ("до 15.10.25", "due"),
    "до 29.02.2024": ("до 28.02.2025", "due"),
    "с 01.02.2025": ("с 01.02.2026", "border"),
    "по 28.02.2025": ("по 28.02.2026", "border"),
    "01.02.2025 – 15.03.2025": ("01.02.2026 – 15.03.2026", "border"),
    "с 01.02.2025 до 15.03.2025": ("с 01.02.2026 до 15.03.2026", "border"),
    "пятница, 25.10.2024": ("пятница, 24.10.2025", "weekday"),
    "24.10.2024 (четверг)": ("23.10.2025 (четверг)", "weekday"),
}


@pytest.mark.parametrize("text", DAYS)
def test_days_off_give_way(text: str) -> None:
    """A day by which something is due moves to the working day before; ends of periods and weekdays are kept."""
    expected, kind = DAYS[text]
    moved, notes = settled(text, shift_text(text, 1))
    assert (moved, {note.kind for note in notes}) == (expected, {kind})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("последняя пятница октября 2024", "последняя пятница октября 2025"),
        ("ежемесячно до 25 числа", "ежемесячно до 25 числа"),
        ("до 15 ноября", "до 15 ноября"),
        ("приказ от 06.07.2024 № 5", "приказ от 06.07.2024 № 5"),
        ("I квартал 2024", "I квартал 2025"),
    ],
)
def test_rules_are_no_days(text: str, expected: str) -> None:
    """A rule keeps its words; only its year moves, and no day is noted."""
    assert settled(text, shift_text(text, 1)) == (expected, ())


def test_reasons_read_as_sentences() -> None:
    """Why a day was proposed: weekend, holiday, border, weekday, summer."""

    def reason(text: str) -> str:
        return why(settled(text, shift_text(text, 1))[1][0])

    assert reason("до 06.07.2024") == (
        "06.07.2025 — воскресенье, предложено 04.07.2025 (пятница). Июль — время каникул и отпусков, удобен ли срок?"
    )
    assert reason("до 12.06.2025") == (
        "12.06.2026 — пятница, нерабочий праздничный день или перенесённый выходной, предложено 11.06.2026 (четверг)"
    )
    assert reason("с 01.02.2025") == "01.02.2026 — воскресенье, но это граница периода, она сохранена"
    assert reason("пятница, 25.10.2024") == "день недели сохранён: предложено 24.10.2025 (пятница)"
    assert reason("до 01.10.2024") == "01.10.2025 (среда), рабочий день"


def test_years_without_a_decree_are_provisional() -> None:
    """Where the transfers of days off are not known yet, the reason says so."""
    year = next(year for year in range(2024, 2100) if is_provisional(year))
    day = date(year, 10, 2)
    assert f"переносы выходных на {year} год ещё не объявлены" in why(DayNote(day, day, day))
    assert "Предварительно" not in why(DayNote(date(2024, 10, 2), date(2025, 10, 2), date(2025, 10, 2)))


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_year_later_is_always_a_day(day: date) -> None:
    """No day of the calendar fails, leap days included; the end of a month stays one where it is a border."""
    assert a_year_later(day).year == border_a_year_later(day).year == day.year + 1
    assert a_year_later(day).month == border_a_year_later(day).month == day.month
    ends = (day.toordinal() + 1, border_a_year_later(day).toordinal() + 1)
    assert (date.fromordinal(ends[0]).day == 1) <= (date.fromordinal(ends[1]).day == 1)


@given(st.dates(date(2019, 1, 1), date(2025, 12, 30)))
def test_proposals_are_working_days(day: date) -> None:
    """Whatever the old day, the proposed one is a working day not after the same day a year later."""
    text = f"до {day:%d.%m.%Y}"
    (note,) = settled(text, shift_text(text, 1))[1]
    assert is_working_day(note.new)
    assert note.new <= note.same == a_year_later(day)


def test_days_without_a_year_are_found() -> None:
    """«до 15 ноября» is a day of the school year; with a year written it is not looked for."""
    assert days_of("до 15 ноября и до 10 июня", 2025) == [date(2025, 11, 15), date(2026, 6, 10)]
    assert days_of("до 15 ноября 2025 года, 31 февраля", 2025) == []
