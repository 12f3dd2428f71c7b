"""The long table of answers, and its ways into other programs: CSV, JSON with its schema, pandas, polars."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from roadmapdocs.aggregate import answer_rows, public_rows, rows_csv, rows_json, rows_schema, summarize
from roadmapdocs.aggregate.rows import COLUMNS
from roadmapdocs.aggregate.tables import guarded, to_pandas, to_polars, unguarded
from roadmapdocs.cli import cli
from roadmapdocs.demo.run import run_demo
from roadmapdocs.errors import CampaignError
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import AddedRow, Given, Missing, NotApplicable, Submission

DAY = date(2024, 7, 1)


@pytest.fixture
def one(order_159) -> tuple:
    """A submission with an answer of each kind, and its rows with the order's ids."""
    order, schools = order_159
    form = report_form(order, schools[1])
    said = {
        "P2.answer": Given(17, "17", "таблица 1", "tag"),
        "A13.status": Given("done", "выполнено", "D7"),
        "A13.date": Given(date(2024, 5, 6), "6 мая", "E7"),
        "A5.date": Given(7, "7"),
        "A13.evidence": Given("=1+1", "=1+1"),
        "I11.answer": Given(None, "восемь"),
        "I12.answer": NotApplicable("н/п"),
        "R1.activity": Given("A13", "А13"),
        "R1.reason": Given("болезнь", "болезнь"),
        "I24.answer": Given(2, "2"),
        "A90.event": Given("День наук", "День наук"),
    }
    answers = {address: said.get(address, Missing()) for address in form.blank.fields}
    added = AddedRow("Б93", "plan-B", {"event": Given("Поход", "Поход", "D40", "added")})
    submission = Submission(form, answers, added=(added,), file="отчёт.docx", revision=1)
    return order, submission, list(answer_rows(submission, order))


def row_of(rows, code: str, field: str) -> dict[str, object]:
    """The row of a field."""
    return next(row for row in rows if (row["code"], row["field"]) == (code, field))


def test_every_field_has_a_row(one) -> None:
    """One row per asked field, missing ones too, and those of rows that the school added."""
    _, submission, rows = one
    added = [row for row in rows if row["code"] == "Б93"]
    assert len(rows) == len(submission.form.blank.fields) + len(added)
    assert {(row["field"], row["status"]) for row in added} == {
        ("event", "given"), ("status", "missing"), ("date", "missing"), ("evidence", "missing"),
    }  # fmt: skip
    assert all(tuple(row) == COLUMNS for row in rows)


def test_a_row_says_what_it_is_about(one) -> None:
    """Roadmap, activity, indicator by stable id; a reason belongs to the row it names, a spare row to its roadmap."""
    _, _, rows = one
    about = {
        key: tuple(row_of(rows, *key)[name] for name in ("roadmap", "activity", "indicator"))
        for key in (
            ("А13", "status"),
            ("И11", "answer"),
            ("Р1", "reason"),
            ("А90", "event"),
            ("П2", "answer"),
            ("Б93", "event"),
        )
    }
    assert about == {
        ("А13", "status"): ("risk", "staff-in-events", ""),
        ("И11", "answer"): ("risk", "staff-in-events", "staff-40"),
        ("Р1", "reason"): ("risk", "staff-in-events", ""),
        ("А90", "event"): ("risk", "", ""),
        ("П2", "answer"): ("", "", ""),
        ("Б93", "event"): ("prevention", "", ""),
    }


def test_a_row_says_what_was_answered_and_where(one) -> None:
    """Typed value, readable text, raw text, unit, how it was found, file and place."""
    _, _, rows = one
    day = row_of(rows, "А13", "date")
    assert (day["value"], day["text"], day["raw"], day["place"]) == (date(2024, 5, 6), "06.05.2024", "6 мая", "E7")
    staff = row_of(rows, "П2", "answer")
    assert (staff["value"], staff["unit"], staff["found_by"], staff["file"]) == (17, "человек", "tag", "отчёт.docx")
    assert row_of(rows, "А5", "date")["unit"] == "раз"
    assert row_of(rows, "И24", "answer")["unit"] == "обучающиеся"
    asked = (("И11", "answer"), ("И12", "answer"), ("А14", "status"))
    assert [row_of(rows, *field)["status"] for field in asked] == ["misread", "not_applicable", "missing"]
    assert row_of(rows, "И11", "answer")["raw"] == "восемь"


def test_without_the_order_its_columns_are_empty(one) -> None:
    """Ids and units are the order's; everything else is there."""
    _, submission, rows = one
    bare = list(answer_rows(submission))
    ours = ("roadmap", "activity", "indicator", "unit")
    assert {row[name] for row in bare for name in ours} == {"", "человек", "раз"}
    assert [[row[n] for n in COLUMNS if n not in ours] for row in bare] == [
        [row[n] for n in COLUMNS if n not in ours] for row in rows
    ]


# --- CSV ----------------------------------------------------------------------------------------------------------


def test_csv_comes_back(one) -> None:
    """Excel's dialect, and every cell read back equals its value as text."""
    _, _, rows = one
    content = rows_csv(rows)
    assert content.startswith(b"\xef\xbb\xbfmunicipality;respondent;")
    read = list(csv.DictReader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(read) == len(rows)
    for there, here in zip(read, rows, strict=True):
        for name, value in here.items():
            plain = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
            assert unguarded(there[name]) == plain


def test_no_cell_of_csv_is_a_formula(one) -> None:
    """«=1+1» leaves with an apostrophe before it."""
    _, _, rows = one
    read = list(csv.DictReader(StringIO(rows_csv(rows).decode("utf-8-sig")), delimiter=";"))
    assert row_of(read, "А13", "evidence")["value"] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row.values())


@given(st.text())
@example("'=1")
@example("-")
@example("\t=1")
def test_the_guard_can_be_taken_off(text: str) -> None:
    """What was guarded comes back letter for letter, and begins with nothing dangerous meanwhile."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_json_keeps_to_its_schema(one) -> None:
    """The schema accepts what is written, and refuses a wrong status, a missing and an unknown column."""
    _, _, rows = one
    written = json.loads(rows_json(rows))
    schema = rows_schema()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(written)) == []
    assert row_of(written, "А13", "date")["value"] == "2024-05-06"
    assert row_of(written, "П2", "answer")["value"] == 17
    for broken in ({"status": "ok"}, {"extra": 1}, {"revision": "первая"}):
        assert not validator.is_valid([written[0] | broken])
    assert not validator.is_valid([{name: value for name, value in written[0].items() if name != "place"}])


def test_json_and_csv_of_nothing() -> None:
    """No rows are an empty array and a line of captions."""
    assert json.loads(rows_json([])) == []
    assert rows_csv([]).decode("utf-8-sig") == ";".join(COLUMNS) + "\r\n"


# --- frames -------------------------------------------------------------------------------------------------------


def test_pandas_has_sane_types(one) -> None:
    """Text is text, whole numbers are nullable integers, dates are dates; nothing is missing, not zero."""
    _, _, rows = one
    frame = to_pandas(rows)
    assert list(frame.columns) == [*COLUMNS, "number", "day"]
    assert (str(frame["number"].dtype), str(frame["revision"].dtype)) == ("Int64", "Int64")
    assert str(frame["day"].dtype).startswith("datetime64")
    assert str(frame["respondent"].dtype) == "string"
    numbers = {(r.code, r.field): r.number for r in frame.dropna(subset="number").itertuples()}
    assert numbers == {("П2", "answer"): 17, ("А5", "date"): 7, ("И24", "answer"): 2}
    (day,) = frame["day"].dropna()
    assert day.date() == date(2024, 5, 6)
    assert str(to_pandas([])["number"].dtype) == "Int64"


def test_polars_has_sane_types(one) -> None:
    """String, Int64 and Date; empty frames have the same schema."""
    import polars as pl

    _, _, rows = one
    frame = to_polars(rows)
    assert frame.schema["number"] == pl.Int64
    assert frame.schema["day"] == pl.Date
    assert frame.schema["value"] == pl.String
    assert frame["number"].drop_nulls().to_list() == [17, 7, 2]
    assert frame["day"].drop_nulls().to_list() == [date(2024, 5, 6)]
    assert to_polars([]).schema == frame.schema


# --- what leaves the district -------------------------------------------------------------------------------------


def test_public_rows_tell_no_small_number_no_name_no_word(one) -> None:
    """Statuses, dates and numbers stay; words, the passport, raw text, files and places go; two pupils are hidden."""
    order, submission, rows = one
    summary = summarize(order, [submission.respondent], [submission], as_of=DAY)
    told = list(public_rows(rows, order, summary))
    assert len(told) == len(rows)
    assert {row[name] for row in told for name in ("raw", "file", "place")} == {""}
    kept = {(row["code"], row["field"]): row["value"] for row in told if row["value"] is not None}
    assert kept == {("А13", "status"): "done", ("А13", "date"): date(2024, 5, 6), ("А5", "date"): 7}
    assert row_of(told, "И24", "answer")["status"] == "hidden"
    assert row_of(told, "А13", "evidence")["status"] == "left_out"
    assert row_of(told, "А13", "evidence")["text"] == ""
    assert row_of(told, "П2", "answer")["status"] == "left_out"
    assert list(Draft202012Validator(rows_schema()).iter_errors(json.loads(rows_json(told)))) == []


# --- the campaign and the command ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def campaign(tmp_path_factory):
    """The demo."""
    return run_demo(tmp_path_factory.mktemp("demo") / "Кампания")


def test_a_campaign_gives_its_rows(campaign) -> None:
    """`Received` and the campaign give the same rows, as values and as frames; an early date has fewer."""
    received, due = campaign.receive(), campaign.order.round_of("schools").due
    rows = received.rows()
    assert sorted(map(str, campaign.rows(as_of=due))) == sorted(map(str, rows))
    assert campaign.rows(as_of=date(2023, 11, 1)) == []
    assert {row["activity"] for row in rows} > {"staff-in-events", "underachievers"}
    assert len(received.to_pandas()) == len(received.to_polars()) == len(rows)


def test_export_by_command(campaign, tmp_path: Path) -> None:
    """The ending of the file says how; `--public` leaves small numbers out; `--schema` prints the description."""

    def run(*arguments: str):
        return CliRunner().invoke(cli, ["export", "-C", str(campaign.folder), *arguments])

    result = run("-o", str(tmp_path / "ответы.csv"), "--as-of", "01.07.2024")
    assert (result.exit_code, result.output.startswith("Ответы: ")) == (0, True)
    written = StringIO((tmp_path / "ответы.csv").read_text("utf-8-sig"))
    lines = list(csv.DictReader(written, delimiter=";"))
    assert len(lines) == len(campaign.receive().rows())
    assert run("-o", str(tmp_path / "ответы.json"), "--as-of", "01.07.2024", "--public").exit_code == 0
    told = json.loads((tmp_path / "ответы.json").read_text("utf-8"))
    small = [row for row in told if row["unit"] == "обучающиеся" and row["value"] is not None]
    assert small
    assert all(row["value"] == 0 or row["value"] >= 3 for row in small)
    assert json.loads(run("--schema").output) == rows_schema()
    assert run("-o", str(tmp_path / "ничего.csv"), "--as-of", "01.11.2023").exit_code == 3
    assert run().exit_code == 2
    with pytest.raises(CampaignError, match=r"\.csv or \.json"):
        campaign.export(tmp_path / "ответы.xls")


def test_two_years_by_command(campaign, tmp_path: Path) -> None:
    """`report --previous` compares with another folder, and so do the settings; without either nothing is compared."""
    result = CliRunner().invoke(
        cli, ["report", "-C", str(campaign.folder), "--as-of", "01.07.2024", "--previous", str(campaign.folder)]
    )
    assert result.exit_code == 0, result.output
    compared = campaign.summary(as_of=DAY, previous=campaign.folder)
    assert {year.fate for year in compared.years} == {"kept"}
    assert {year.change.points for year in compared.years} <= {0, None}
    assert campaign.summary(as_of=DAY).years == ()
