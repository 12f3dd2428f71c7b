"""The grammar of deadlines: the phrases of the domain study, those of our own, and the promises of a shift by years."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from roadmapdocs.russian.deadlines import Deadline, parse_deadline, shift_text

DATA = Path(__file__).parent / "data"
ORDER_YEAR = 2023


def rows(name: str) -> list[list[str]]:
    """Return the rows of a tab-separated table without its header."""
    return [line.split("\t") for line in (DATA / name).read_text("utf-8").split("\n")[1:] if line]


GRADED = [(row[0], row[5], row[3], row[4]) for row in rows("deadlines.tsv")]
OWN = [tuple(row) for row in rows("deadlines_own.tsv")]
PHRASES = [row[0] for row in (*GRADED, *OWN)]


def windows_of(deadline: Deadline) -> str:
    """Print windows as the tables do."""
    return ";".join("/".join(day.isoformat() if day else "" for day in window) for window in deadline.windows)


def year_of(windows: str) -> int:
    """Return the school year that contains the first day of a cell; the order's own where there is none."""
    found = re.search(r"(\d{4})-(\d{2})", windows)
    return int(found[1]) - (int(found[2]) < 9) if found else ORDER_YEAR


def meaning(deadline: Deadline) -> tuple[str, str, str | None, str]:
    """All of a deadline but its text."""
    return deadline.status, windows_of(deadline), deadline.recurrence, deadline.ask


@pytest.mark.parametrize("school_year", ["its own", "the order's"])
@pytest.mark.parametrize(("phrase", "status", "windows", "recurrence"), GRADED)
def test_phrases_of_the_study(phrase: str, status: str, windows: str, recurrence: str, school_year: str) -> None:
    """Every graded cell is right, whether the phrase is read in its own school year or in that of the order."""
    year = year_of(windows) if school_year == "its own" and re.search(r"\d{4}", phrase) else ORDER_YEAR
    read = parse_deadline(phrase, year)
    assert (read.status, windows_of(read), read.recurrence or "") == (status, windows.strip("-"), recurrence)
    assert read.ask or windows != "-"


@pytest.mark.parametrize(("phrase", "status", "windows", "recurrence"), OWN)
def test_phrases_of_our_own(phrase: str, status: str, windows: str, recurrence: str) -> None:
    """Further phrases: other months, cases, orders of words, spacing and abbreviations."""
    read = parse_deadline(phrase, ORDER_YEAR)
    assert (read.status, windows_of(read), read.recurrence or "") == (status, windows.strip("-"), recurrence)
    assert read.ask or windows != "-"


@pytest.mark.parametrize("phrase", PHRASES)
def test_spacing_case_and_dashes_change_nothing(phrase: str) -> None:
    """No-break and doubled blanks, capital letters, ё, long dashes and a final dot leave the meaning as it is."""
    plain = parse_deadline(phrase, ORDER_YEAR)
    written = [
        phrase.replace(" ", "\u00a0"),
        f"  {phrase.replace(' ', '  ')} ",
        phrase.upper(),
        phrase.replace("-", "—"),
        phrase.replace("ё", "е"),
        f"{phrase}.",
    ]
    for other in written:
        read = parse_deadline(other, ORDER_YEAR)
        assert read.text == other
        assert meaning(read)[:3] == meaning(plain)[:3], other


def test_the_order_s_date_is_offered_but_decides_nothing() -> None:
    """What was signed may be an act or an agreement: the order's date stands in the question, not in a window."""
    read = parse_deadline("в течение 5 дней со дня подписания", 2023, date(2023, 10, 30))
    assert (read.status, read.windows) == ("external", ())
    assert "30.10.2023" in read.ask
    assert Deadline.parse("ноябрь", 2023) == parse_deadline("ноябрь", 2023)


# --- a shift by years ---------------------------------------------------------------------------------------------

SHIFTED = """
ноябрь 2023 - май 2024             | ноябрь 2024 - май 2025
в 2023/2024 учебном году           | в 2024/2025 учебном году
2023/24 уч. год                    | 2024/25 уч. год
23/24 уч. г.                       | 24/25 уч. г.
до 01.06.24                        | до 01.06.25
до 01.06.2024г.                    | до 01.06.2025г.
с 2024-02-28                       | с 2025-02-28
29.02.2024                         | 28.02.2025
до 29 февраля 2024 г.              | до 28 февраля 2025 г.
28.02.2023                         | 28.02.2024
на 2021-2024г.г.                   | на 2022-2025г.г.
согласно приказу от 01.09.2023 № 5 | согласно приказу от 01.09.2023 № 5
до 1 июня                          | до 1 июня
ежемесячно                         | ежемесячно
"""


@pytest.mark.parametrize("line", SHIFTED.strip().splitlines())
def test_years_move_in_place(line: str) -> None:
    """Only the years move, two digits stay two digits, a cited act keeps its date, 29 February finds a day."""
    old, new = (part.strip() for part in line.split("|"))
    assert shift_text(old, 1) == new


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("years", [-3, 1, 4])
def test_a_shifted_deadline_is_the_same_rule(phrase: str, years: int) -> None:
    """The text and the meaning move together: the shifted meaning is that of the shifted text, and goes back."""
    old = parse_deadline(phrase, ORDER_YEAR)
    new = old.shifted(years)
    assert new == parse_deadline(new.text, ORDER_YEAR + years)
    assert (new.kind, new.status, new.recurrence, new.ask) == (old.kind, old.status, old.recurrence, old.ask)
    assert len(new.windows) == len(old.windows)
    if not re.search("29(.02| февраля)", phrase):
        assert new.shifted(-years) == old
    if not re.search(r"\d\d", phrase):
        assert new.text == phrase


def test_windows_of_a_person_move_too() -> None:
    """A deadline whose windows a person stated has no school year; its windows move by themselves."""
    stated = Deadline("март 2024", "stated", "exact", ((None, date(2024, 2, 29)), (date(2024, 3, 1), None)))
    moved = stated.shifted(1)
    assert moved.text == "март 2025"
    assert moved.windows == ((None, date(2025, 2, 28)), (date(2025, 3, 1), None))


PIECES = st.sampled_from([*" ".join(PHRASES).split(), "(", ")", ",", ";", "-", ":", "§", "І", "9999"])
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=9).map(" ".join)


@given(text=TEXTS, years=st.integers(-60, 60))
@settings(max_examples=400, deadline=None)
@example(text="(" * 3000, years=1)
@example(text="мая " * 3000, years=1)
@example(text="29 февраля 2100 - 1 марта", years=-1)
def test_any_text_is_kept_and_shifted(text: str, years: int) -> None:
    """No text raises, now or shifted; the text is kept, and a shifted text differs in digits only."""
    read = parse_deadline(text, 2023)
    assert read.text == text
    assert [w for w in read.windows if w[0] and w[1] and w[0] > w[1]] == []
    new = read.shifted(years)
    assert re.sub(r"\d", "0", new.text) == re.sub(r"\d", "0", text)
    assert (read.status in ("vague", "empty", "external")) <= bool(read.ask)


@given(text=st.lists(PIECES, max_size=9).map(" ".join), years=st.integers(-60, 60))
@settings(max_examples=300, deadline=None)
def test_a_shift_goes_back(text: str, years: int) -> None:
    """Shifting by n years and by -n gives the text back, where years have four digits and no leap day is named."""
    assume("29" not in text)
    assume(not re.search(r"(?<!\d)\d\d(?!\d)|[./]\s*\d\d(?!\d)|9999", text))
    assert shift_text(shift_text(text, years), -years) == text


@pytest.mark.parametrize("school_year", [1, 1900, 9998, 9999, 10000, -5])
def test_odd_school_years(school_year: int) -> None:
    """A school year that no calendar has makes a phrase vague, never an error."""
    for phrase in PHRASES:
        assert parse_deadline(phrase, school_year).text == phrase
