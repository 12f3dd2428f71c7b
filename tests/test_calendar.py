"""The calendar of deadlines: what becomes an event, what stays a rule, and how the files read back."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from click.testing import CliRunner
from dateutil.rrule import rrulestr
from docx import Document
from icalendar import Calendar as Parsed
from openpyxl import load_workbook

from conftest import EXAMPLES, ROOT
from roadmapdocs import deadline_calendar, write_calendar
from roadmapdocs.cli import cli
from roadmapdocs.forms.report import department_of
from roadmapdocs.model.calendar import Due
from roadmapdocs.model.order import Order
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.deadlines import parse_deadline
from roadmapdocs.russian.deadlines.repeats import repeat_of
from roadmapdocs.russian.workdays import is_working_day


def with_deadline(order: Order, text: str) -> Order:
    """The order with another deadline in the first row of its first roadmap."""
    data = order.model_dump(mode="json", by_alias=True)
    data["roadmaps"][0]["activities"][0]["deadline"] = text
    return Order.model_validate(data)


def first_row(order: Order, text: str) -> tuple[Due, ...]:
    """What the first row of the first roadmap becomes under another deadline."""
    code = order.roadmaps[0].activities[0].code
    return tuple(due for due in deadline_calendar(with_deadline(order, text)).dues if due.code.rstrip("абвгд") == code)


def events(order: Order, respondent=None) -> list:
    """The events of the ICS, as an independent parser reads them."""
    parsed = Parsed.from_ical(write_calendar(deadline_calendar(order, respondent), "ics"))
    assert not parsed.errors
    assert not [error for event in parsed.events for error in event.errors]
    return parsed.events


# --- what is due ------------------------------------------------------------------------------------------------


def test_every_row_is_somewhere(bundle) -> None:
    """Each row of each roadmap stands in the calendar: in its windows, or as a rule without a date."""
    order, _ = bundle
    dues = deadline_calendar(order).dues
    for _, activity in order.activities():
        own = [due for due in dues if due.code.rstrip("абвгд") == activity.code]
        windows = deadline_of(order, activity).windows
        whole_year = deadline_of(order, activity).kind == "school year"
        assert len(own) == (len(windows) if windows and not whole_year else 1)
        assert {due.stated for due in own} == {activity.deadline.text}
    assert len([due for due in dues if due.kind == "report"]) == len(order.reports) + 1  # and the schools' own roadmaps


def test_windows_are_one_event_each(order_159) -> None:
    """«ноябрь 2023, июль 2024» is two events of a month each, with the letters of their report rows."""
    order, schools = order_159
    own = [due for due in deadline_calendar(order, schools[0]).dues if due.code.startswith("Б12")]
    assert [(due.code, due.first, due.last) for due in own] == [
        ("Б12а", date(2023, 11, 1), date(2023, 11, 30)),
        ("Б12б", date(2024, 7, 1), date(2024, 7, 31)),
    ]


@pytest.mark.parametrize(
    "text",
    ["ежемесячно", "в течение года по отдельному графику", "в течение учебного года", "по мере необходимости", "", "-"],
)
def test_rules_without_a_date_stay_rules(order_159, text: str) -> None:
    """What names no day is no event; it stands in the table under «Без даты» with its own words."""
    order, _ = order_159
    (due,) = first_row(order, text)[:1]
    assert not due.has_date
    changed = with_deadline(order, text)
    assert due.uid not in {str(event["UID"]) for event in events(changed)}
    without = deadline_calendar(changed).by_month[-1]
    assert without.title == "Без даты"
    assert (text or "срок не указан") in [entry.when for entry in without.entries]


@pytest.mark.parametrize(
    "text,rule,days",
    [
        ("до 25 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=25", 10),
        ("ежемесячно, до 5 числа месяца, следующего за отчетным", "FREQ=MONTHLY;BYMONTHDAY=5", 10),
        ("1 и 15 числа каждого месяца", "FREQ=MONTHLY;BYMONTHDAY=1,15", 20),
        ("каждый понедельник", "FREQ=WEEKLY;BYDAY=MO", 44),
        ("по вторникам и четвергам", "FREQ=WEEKLY;BYDAY=TU,TH", 88),
        ("каждый последний четверг месяца", "FREQ=MONTHLY;BYDAY=-1TH", 10),
        ("каждый второй и четвертый четверг месяца", "FREQ=MONTHLY;BYDAY=2TH,4TH", 20),
        ("последний рабочий день месяца", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 11),
        ("ежеквартально не позднее 10 числа месяца, следующего за отчетным кварталом",
         "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", 3),
    ],
)  # fmt: skip
def test_recurrences_with_a_day_repeat(order_159, text: str, rule: str, days: int) -> None:
    """A recurrence that names its day is one repeating event until the school year ends, and stands in each month."""
    order, _ = order_159
    due = first_row(order, text)[0]
    assert due.rule == f"{rule};UNTIL=20240831"
    assert len(due.days) == days
    (event,) = [event for event in events(with_deadline(order, text)) if str(event["UID"]) == due.uid]
    begin, recur = event["DTSTART"].dt, event["RRULE"].to_ical().decode()
    assert [day.date() for day in rrulestr(recur, dtstart=begin)] == list(due.days)
    listed = [
        entry.day
        for group in deadline_calendar(with_deadline(order, text)).by_month
        for entry in group.entries
        if entry.due.uid == due.uid
    ]
    assert listed == list(due.days)


@pytest.mark.parametrize(
    "text", ["до 25 числа", "2 раза в месяц", "ежегодно в августе", "1 раз в квартал", "ежедневно"]
)
def test_a_recurrence_without_a_sure_day_has_no_rule(text: str) -> None:
    """Nothing is guessed: a day that a person must confirm, or a month without a day, makes no event."""
    assert repeat_of(parse_deadline(text, 2023, date(2023, 10, 30))) == ""


def test_a_school_sees_its_own(bundle) -> None:
    """A school's calendar has its rows, its roadmaps and its report; the department's its own rows and all of these."""
    order, schools = bundle
    mine = {
        activity.code
        for roadmap, activity in order.activities()
        if "school" in activity.reported_by and roadmap.audience.includes(schools[0].cluster)
    }
    found = deadline_calendar(order, schools[0])
    assert {due.code.rstrip("абвгд") for due in found.dues if due.code} == mine
    assert order.school_roadmaps is not None
    days = [order.school_roadmaps.due, order.round_of("schools").due]
    assert [due.last for due in found.dues if due.kind == "report"] == days
    reports = [due for due in deadline_calendar(order, department_of(order)).dues if due.kind == "report"]
    assert len(reports) == len(order.reports) + 1


def test_responsible_bodies_are_told_apart(order_159) -> None:
    """Each who is named stands alone: at commas, not inside brackets; whoever is named nowhere is said at the end."""
    order, _ = order_159
    titles = [group.title for group in deadline_calendar(order).by_responsible]
    assert {"МОЦ", "ОО", "ОО (зам. руководителя)", "Руководитель", "зам. руководителя ОО"} <= set(titles)
    assert titles[-1] == "Ответственный не указан"
    assert len(titles) == len(set(titles))


def test_a_day_off_is_said(order_159) -> None:
    """A deadline on a day off names the working day before it; an unknown year's calendar is provisional."""
    order, _ = order_159
    (due,) = first_row(order, "до 15.06.2024")
    assert "15.06.2024 – нерабочий день (суббота)" in due.note
    assert "14.06.2024" in due.note
    later = order.model_copy(update={"school_year": 2079})
    (far,) = first_row(later, "до 15.06.2080")
    assert "предварительно" in far.note


def test_uids_outlive_a_change_of_words(order_159) -> None:
    """The same row keeps its identifier when its deadline moves, so that an imported event moves too."""
    order, _ = order_159
    assert first_row(order, "до 15.11.2023")[0].uid == first_row(order, "до 20.12.2023")[0].uid
    uids = [due.uid for due in deadline_calendar(order).dues]
    assert len(uids) == len(set(uids))


# --- iCalendar --------------------------------------------------------------------------------------------------


def test_events_say_what_the_calendar_says(bundle) -> None:
    """The parsed events are the dated deadlines: days, summary, the order's words, at least one alarm before."""
    order, _ = bundle
    dated = [due for due in deadline_calendar(order).dues if due.has_date]
    for due, event in zip(dated, events(order), strict=True):
        last = due.last or due.first
        assert str(event["SUMMARY"]) == due.summary
        assert event["DTSTART"].dt == (due.first or last)
        assert event["DTEND"].dt == last + timedelta(days=1)
        assert due.title in str(event["DESCRIPTION"])
        assert due.stated in str(event["DESCRIPTION"])
        assert event["DTSTAMP"].dt.date() == order.date
        assert event.alarms.times


def test_reports_remind_on_working_days(bundle) -> None:
    """The report's alarms ring five and one working days ahead, at nine in the morning."""
    order, schools = bundle
    for due in [due for due in deadline_calendar(order, schools[0]).dues if due.kind == "report"]:
        (event,) = [event for event in events(order, schools[0]) if str(event["UID"]) == due.uid]
        rung = sorted(alarm.trigger for alarm in event.alarms.times)
        assert [(due.last - moment.date()).days for moment in rung] == list(due.alarms)
        assert all(is_working_day(moment.date()) and moment.hour == 9 for moment in rung)


def test_alarms_of_a_month_count_from_its_end(order_159) -> None:
    """A window of a month reminds before its last day, not before its first."""
    order, _ = order_159
    due = first_row(order, "ноябрь 2023")[0]
    (event,) = [event for event in events(with_deadline(order, "ноябрь 2023")) if str(event["UID"]) == due.uid]
    (alarm,) = event.alarms.times
    assert (alarm.trigger.date(), alarm.trigger.hour) == (date(2023, 11, 27), 9)


def test_lines_are_folded_inside_octets(bundle) -> None:
    """No line is longer than 75 octets, all end in CRLF, and unfolding gives whole letters (RFC 5545, 3.1)."""
    content = write_calendar(deadline_calendar(bundle[0]), "ics")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for line in content.split(b"\r\n"):
        line.decode("utf-8")  # a letter is never cut


def test_marks_of_the_format_in_the_text(order_159) -> None:
    """Commas, semicolons, backslashes and line breaks of a title come back as they were."""
    order, _ = order_159
    data = order.model_dump(mode="json", by_alias=True)
    data["roadmaps"][0]["activities"][0]["text"] = "Семинар; «А, Б»\\\nвторая строка: да"
    changed = Order.model_validate(data)
    described = [str(event["DESCRIPTION"]) for event in events(changed)]
    assert any(text.startswith("Семинар; «А, Б»\\\nвторая строка: да\n") for text in described)


def test_files_are_reproducible(bundle) -> None:
    """The same order gives the same bytes."""
    calendar = deadline_calendar(bundle[0])
    assert write_calendar(calendar, "ics") == write_calendar(deadline_calendar(bundle[0]), "ics")
    for format_ in ("xlsx", "docx"):
        assert write_calendar(calendar, format_) == write_calendar(calendar, format_)


def test_the_documents_are_valid(bundle, validate) -> None:
    """The workbook and the text document keep to the schemas of ECMA-376."""
    calendar = deadline_calendar(bundle[0])
    validate({f"calendar.{format_}": write_calendar(calendar, format_) for format_ in ("xlsx", "docx")})


# --- the workbook -----------------------------------------------------------------------------------------------


def test_the_workbook_has_both_lists(bundle) -> None:
    """«По месяцам» has every deadline once, «По ответственным» once for each who answers for it."""
    order, _ = bundle
    calendar = deadline_calendar(order)
    book = load_workbook(BytesIO(write_calendar(calendar, "xlsx")))
    assert book.sheetnames == ["По месяцам", "По ответственным"]
    for sheet, groups in zip(book, (calendar.by_month, calendar.by_responsible), strict=True):
        rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=5, values_only=True)]
        expected = []
        for group in groups:
            expected.append(group.title)
            expected += [entry.when for entry in group.entries]
        assert [row[0] for row in rows] == expected
    assert sum(len(group.entries) for group in calendar.by_month) == len(calendar.dues)


def test_the_document_says_what_the_workbook_says(bundle) -> None:
    """The two tables of the DOCX have the same headings and lines; what is to be heeded stands under its line."""
    calendar = deadline_calendar(bundle[0])
    tables = Document(BytesIO(write_calendar(calendar, "docx"))).tables
    for table, groups in zip(tables, (calendar.by_month, calendar.by_responsible), strict=True):
        expected = ["Когда"]
        for group in groups:
            expected.append(group.title)
            for entry in group.entries:
                expected += [entry.when, *([entry.due.note] if entry.due.note else [])]
        assert [row.cells[0].text for row in table.rows] == expected


def test_a_formula_stays_text(order_159) -> None:
    """A title that begins with an equals sign is text in the workbook."""
    order, _ = order_159
    data = order.model_dump(mode="json", by_alias=True)
    data["roadmaps"][0]["activities"][0]["text"] = "=1+1"
    book = load_workbook(BytesIO(write_calendar(deadline_calendar(Order.model_validate(data)), "xlsx")))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


# --- the command ------------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_command_prints_and_writes(example: str, tmp_path) -> None:
    """Without `-o` a table, by month or by who answers; with it a file of the kind its name says; JSON for programs."""
    order = str(ROOT / "examples" / example / "order.yaml")
    code, output = run("calendar", order)
    assert (code, "Без даты" in output) == (0, True)
    assert "Ответственный" in run("calendar", order, "--by", "responsible")[1] or example != EXAMPLES[0]
    rows = json.loads(run("calendar", order, "--json")[1])
    assert {row["kind"] for row in rows} == {"activity", "report"}
    fewer = json.loads(run("calendar", order, "--department", "--json")[1])
    assert 0 < len(fewer) < len(rows)
    for name in ("сроки.ics", "сроки.XLSX", "сроки.docx"):
        assert run("calendar", order, "-o", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).is_file()
    code, output = run("calendar", order, "-o", str(tmp_path / "сроки.txt"))
    assert (code, ".ics" in output) == (2, True)
