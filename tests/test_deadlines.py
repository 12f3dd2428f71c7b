"""What a deadline phrase means: every phrase of the bundled orders, and the promises that hold for any text."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmapdocs.demo.run import load_example
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.deadlines import Deadline, format_window, parse_deadline

ERSHICHI = """
| row | phrase                               | status    | windows                                     | again | ask |
| А1  | ноябрь 2023                          | exact     | 2023-11-01/2023-11-30                       |       |     |
| А2  | ежемесячно                           | recurring |                                             | P1M   |     |
| А3  | ноябрь 2023                          | exact     | 2023-11-01/2023-11-30                       |       |     |
| А4  | ноябрь-декабрь 2023                  | exact     | 2023-11-01/2023-12-31                       |       |     |
| А5  | ежемесячно                           | recurring |                                             | P1M   |     |
| А6  | В течение года (по необходимости)    | on_demand |                                             |       |     |
| А7  | Июль 2024                            | exact     | 2024-07-01/2024-07-31                       |       |     |
| А8  | июль 2024                            | exact     | 2024-07-01/2024-07-31                       |       |     |
| А9  | август 2024                          | exact     | 2024-08-01/2024-08-31                       |       |     |
| А10 | август 2024                          | exact     | 2024-08-01/2024-08-31                       |       |     |
| А11 | В течение года по установленному графику | external |                                          |       | да  |
| А12 | I квартал 2024                       | exact     | 2024-01-01/2024-03-31                       |       |     |
| А13 | В течение года в соответствии с графиком мероприятий | external |                              |       | да  |
| А14 | январь-май 2024                      | exact     | 2024-01-01/2024-05-31                       |       |     |
| А15 | ноябрь 2023 - май 2024               | exact     | 2023-11-01/2024-05-31                       |       |     |
| А16 |                                      | empty     |                                             |       | да  |
| А17 | I полугодие 2024                     | exact     | 2024-01-01/2024-06-30                       |       |     |
| Б1  | ноябрь 2023                          | exact     | 2023-11-01/2023-11-30                       |       |     |
| Б2  | ежеквартально                        | recurring |                                             | P3M   |     |
| Б3  | ноябрь 2023                          | exact     | 2023-11-01/2023-11-30                       |       |     |
| Б4  | ноябрь 2023                          | exact     | 2023-11-01/2023-11-30                       |       |     |
| Б5  | ежеквартально                        | recurring |                                             | P3M   |     |
| Б6  | март 2024                            | exact     | 2024-03-01/2024-03-31                       |       |     |
| Б7  | апрель-май 2024                      | exact     | 2024-04-01/2024-05-31                       |       |     |
| Б8  | июль 2023                            | exact     | 2023-07-01/2023-07-31                       |       |     |
| Б9  | В течение года по установленному графику | external |                                          |       | да  |
| Б10 | I квартал (февраль) 2024             | exact     | 2024-02-01/2024-02-29                       |       |     |
| Б11 |                                      | empty     |                                             |       | да  |
| Б12 | ноябрь 2023, июль 2024               | exact     | 2023-11-01/2023-11-30 2024-07-01/2024-07-31 |       |     |
| Б13 | ежемесячно                           | recurring |                                             | P1M   |     |
| Б14 | ежеквартально (по запросу)           | recurring |                                             | P3M   |     |
| Б15 | ноябрь-декабрь 2023                  | exact     | 2023-11-01/2023-12-31                       |       |     |
| Б16 | январь-май 2024                      | exact     | 2024-01-01/2024-05-31                       |       |     |
| Б17 | ежеквартально                        | recurring |                                             | P3M   |     |
"""

ZARECHYE = """
| row | phrase                               | status    | windows                                     | again | ask |
| А1  | до 15.10.2024                        | exact     | /2024-10-15                                 |       |     |
| А2  | ноябрь 2024                          | exact     | 2024-11-01/2024-11-30                       |       |     |
| А3  | ежемесячно                           | recurring |                                             | P1M   |     |
| А4  | в течение учебного года              | exact     | 2024-09-01/2025-08-31                       |       |     |
| А5  | октябрь 2024, март 2025              | exact     | 2024-10-01/2024-10-31 2025-03-01/2025-03-31 |       |     |
| А6  | II квартал 2025                      | exact     | 2025-04-01/2025-06-30                       |       |     |
| А7  | апрель – май 2025                    | exact     | 2025-04-01/2025-05-31                       |       |     |
| А8  | ежеквартально                        | recurring |                                             | P3M   |     |
| А9  | до 30.05.2025                        | exact     | /2025-05-30                                 |       |     |
"""

OTHERS = """
| phrase                             | status          | windows                                     | again |
| с 01.09.2023                       | exact           | 2023-09-01/                                 |       |
| начиная с 1 сентября 2023 года     | exact           | 2023-09-01/                                 |       |
| с 01.09.2023 по 31.05.2024         | exact           | 2023-09-01/2024-05-31                       |       |
| с 30 марта по 20 апреля 2015 года  | exact           | 2015-03-30/2015-04-20                       |       |
| 01.09.2023-31.05.2024              | exact           | 2023-09-01/2024-05-31                       |       |
| не позднее 1 июня 2024 года        | exact           | /2024-06-01                                 |       |
| до 1 июня                          | exact           | /2024-06-01                                 |       |
| до 17:00 10 октября 2023 г.        | exact           | /2023-10-10                                 |       |
| в срок до 15 часов 12 марта        | exact           | /2024-03-12                                 |       |
| 01.06.24                           | exact           | 2024-06-01/2024-06-01                       |       |
| сентябрь-май                       | exact           | 2023-09-01/2024-05-31                       |       |
| октябрь, март              | exact           | 2023-10-01/2023-10-31 2024-03-01/2024-03-31 |  |
| IV квартал 2023 – I квартал 2024   | exact           | 2023-10-01/2024-03-31                       |       |
| не реже 1 раза в месяц             | recurring       |                                             | P1M   |
| осенние каникулы                   | school_calendar |                                             |       |
| дата уточняется                    | external        |                                             |       |
| систематически                     | recurring       |                                             |       |
| —                                  | empty           |                                             |       |
| 10-13 октября                      | exact           | 2023-10-10/2023-10-13                       |       |
| с 1 по 15 октября                  | exact           | 2023-10-01/2023-10-15                       |       |
| I-II квартал 2024 г.               | exact           | 2024-01-01/2024-06-30                       |       |
| 0 октября                          | vague           |                                             |       |
| 45 мая                             | vague           |                                             |       |
| май 2024 - октябрь 2023            | vague           |                                             |       |
| своевременно                       | vague           |                                             |       |
"""


def rows(table: str) -> list[list[str]]:
    """Return the body of a Markdown table as lists of cells."""
    lines = [line for line in table.splitlines() if line.strip()]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[1:]]


def windows_of(deadline: Deadline) -> str:
    """Print windows as the tables above do."""
    return " ".join("/".join(day.isoformat() if day else "" for day in window) for window in deadline.windows)


@pytest.mark.parametrize(("name", "table"), [("ershichi-2023", ERSHICHI), ("zarechye-2024", ZARECHYE)])
def test_every_deadline_of_the_bundled_orders(name: str, table: str) -> None:
    """Every row of both orders means what the table says; the table has every row, in order, byte for byte."""
    order, _ = load_example(name)
    found = []
    for roadmap in order.roadmaps:
        for activity in roadmap.activities:
            read = deadline_of(order, activity)
            ask = "да" if read.ask else ""
            found.append([activity.code, read.text, read.status, windows_of(read), read.recurrence or "", ask])
    assert found == rows(table)


@pytest.mark.parametrize(("phrase", "status", "windows", "recurrence"), [tuple(row) for row in rows(OTHERS)])
def test_phrases_of_other_orders(phrase: str, status: str, windows: str, recurrence: str) -> None:
    """Phrases of other orders in the school year 2023: read exactly, or left to a person, never read in part."""
    read = parse_deadline(phrase, 2023)
    assert (read.status, windows_of(read), read.recurrence or "") == (status, windows, recurrence)


def test_last_day() -> None:
    """The last day of a deadline is that of its latest window; an open end has none."""
    assert parse_deadline("ноябрь 2023, июль 2024", 2023).last_day == date(2024, 7, 31)
    assert parse_deadline("до 1 июня", 2023).last_day == date(2024, 6, 1)
    assert parse_deadline("с 01.09.2023", 2023).last_day is None
    assert parse_deadline("ежемесячно", 2023).last_day is None


@given(st.integers(1990, 2099), st.integers(1, 12))
def test_a_month_printed_is_the_month_read(year: int, month: int) -> None:
    """`format_window` of a whole month reads back as that month, whatever the school year."""
    window = (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    assert parse_deadline(format_window(window), 2023).windows == (window,)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 30)), st.integers(0, 400))
def test_a_window_printed_is_the_window_read(first: date, days: int) -> None:
    """Any window, closed or open on a side, is read back from its printed form."""
    last = date.fromordinal(first.toordinal() + days)
    for window in ((first, last), (None, last), (first, None)):
        assert parse_deadline(format_window(window), 2023).windows == (window,)


PIECES = [
    "до",
    "по",
    "с",
    "в",
    "не",
    "позднее",
    "начиная",
    "ноябрь",
    "мая",
    "февраля",
    "29",
    "0",
    "00",
    "1",
    "31",
    "99",
    "2023",
    "0000",
    "0001",
    "9999",
    "01.06.2024",
    "31.02.2024",
    "I",
    "IV",
    "квартал",
    "полугодие",
    "-",
    "–",
    ",",
    ";",
    "(",
    ")",
    "г.",
    "ежемесячно",
    "учебный",
    "год",
    "каникулы",
    "часов",
    "17:00",
]


@given(text=st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), year=st.integers(1990, 2100))
@settings(max_examples=500)
@example(text="29 февраля - 1 января", year=2023)
@example(text="0 октября", year=2023)
@example(text="ноябрь - май 0001", year=2023)
def test_no_text_raises(text: str, year: int) -> None:
    """Any text is read without an error; the text is kept byte for byte and no window ends before it begins."""
    read = parse_deadline(text, year)
    assert read.text == text
    assert [w for w in read.windows if w[0] and w[1] and w[0] > w[1]] == []
    assert (read.status == "exact") == bool(read.windows)
