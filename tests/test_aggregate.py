"""The sums, compared with counts made by hand, without the library's aggregation."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from roadmapdocs.aggregate import summarize
from roadmapdocs.aggregate.indicators import needed
from roadmapdocs.demo.run import run_demo
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.roadmap import Target
from roadmapdocs.model.submission import Given, Missing, Submission
from roadmapdocs.model.summary import Change, IndicatorLine, Share, Summary, Trace

DAY = date(2024, 7, 1)


def submission(order, school, answers: dict[str, object]) -> Submission:
    """A submission that says just this."""
    form = report_form(order, school)
    given = {address: Given(value, str(value)) for address, value in answers.items()}
    return Submission(form, {address: given.get(address, Missing()) for address in form.blank.fields})


@pytest.fixture
def cluster(order_159):
    """The order and the four schools of the cluster, whose staff is set to numbers that are easy to check."""
    order, schools = order_159
    chosen = [school for school in schools if school.cluster]
    staff = (10, 20, 30, 40)
    return order, [s.model_copy(update={"staff": n}) for s, n in zip(chosen, staff, strict=True)]


def line(summary: Summary, code: str) -> IndicatorLine:
    """The line of an indicator."""
    return next(line for line in summary.indicators if line.code == code)


def code_of(order, name: str) -> str:
    """The row code of an indicator."""
    return order.indicators[name].code


def ascii_of(code: str) -> str:
    """И11 → I11."""
    return code.replace("И", "I")


def test_a_pooled_share_is_no_mean_of_percents(cluster) -> None:
    """Σn/Σd: 9 of 10 and 3 of 30 are 12 of 40, not 50 %; the target needs 16; one school reaches it itself."""
    order, schools = cluster
    code = code_of(order, "staff-40")
    said = [(schools[0], 9, 10), (schools[2], 3, 30)]
    submissions = [submission(order, s, {f"{ascii_of(code)}.answer": n, "P2.answer": d}) for s, n, d in said]
    found = line(summarize(order, schools, submissions, as_of=DAY), code)
    assert found.total == Share(12, 40)
    assert (found.needed, found.reached, found.reached_by) == (16, False, 1)
    assert (found.answered, found.asked) == (2, 4)
    assert found.cells == (Share(9, 10), Share(), Share(3, 30), Share())


def test_a_share_of_schools_counts_schools(cluster) -> None:
    """`numerator > 0` counts schools of the audience; the silent ones can still decide while enough are left."""
    order, schools = cluster
    asked, counted = code_of(order, "staff-40"), code_of(order, "schools-50")
    said = [(schools[0], 0), (schools[1], 5)]
    submissions = [submission(order, s, {f"{ascii_of(asked)}.answer": n, "P2.answer": 20}) for s, n in said]
    found = line(summarize(order, schools, submissions, as_of=DAY), counted)
    assert found.total == Share(1, 4)
    assert (found.needed, found.reached) == (2, None)
    said += [(schools[2], 0), (schools[3], 0)]
    submissions = [submission(order, s, {f"{ascii_of(asked)}.answer": n, "P2.answer": 20}) for s, n in said]
    assert line(summarize(order, schools, submissions, as_of=DAY), counted).reached is False


def test_not_applicable_leaves_the_denominator(cluster) -> None:
    """A school without such teachers says «не применимо»: 2 of 3, not 2 of 4; three are needed for 100 %."""
    order, schools = cluster
    code = code_of(order, "mentoring-100")
    said = zip(schools, ("yes", "yes", "no", "not_applicable"), strict=True)
    submissions = [submission(order, s, {f"{ascii_of(code)}.answer": word}) for s, word in said]
    found = line(summarize(order, schools, submissions, as_of=DAY), code)
    assert found.total == Share(2, 3)
    assert (found.needed, found.reached, found.asked) == (3, False, 3)
    assert found.cells[3] == Share(not_applicable=True)


def test_a_denominator_of_zero_is_not_applicable(cluster) -> None:
    """0 of 0 teachers with a route is no 0 % and no 100 %."""
    order, schools = cluster
    code = next(i.code for i in order.indicators.values() if i.target and i.target.share == 0.75)
    row = ascii_of(code)
    said = [(schools[0], 0, 0), (schools[1], 3, 4)]
    submissions = [submission(order, s, {f"{row}.answer": n, f"{row}.whole": d}) for s, n, d in said]
    found = line(summarize(order, schools, submissions, as_of=DAY), code)
    assert found.cells[0] == Share(not_applicable=True)
    assert found.total == Share(3, 4)
    assert found.reached is True


def test_absent_zero_and_not_applicable_are_three_things(cluster) -> None:
    """A sum over nobody is unknown, a sum of zeros is zero."""
    order, schools = cluster
    code = next(i.code for i in order.indicators.values() if i.ask == "count" and i.aggregation == "sum")
    nobody = line(summarize(order, schools, [], as_of=DAY), code)
    assert (nobody.total, nobody.answered) == (Share(), 0)
    zero = [submission(order, schools[0], {f"{ascii_of(code)}.answer": 0})]
    assert line(summarize(order, schools, zero, as_of=DAY), code).total == Share(0)


@pytest.mark.parametrize(
    "share,denominator,expected", [(0.5, 7, 4), (0.5, 8, 4), (0.4, 20, 8), (0.4, 19, 8), (1, 4, 4), (0.333, 3, 1)]
)
def test_the_needed_number(share: float, denominator: int, expected: int) -> None:
    """With 7 schools «не менее 50 %» needs 4; floating point never asks for one more."""
    assert needed(Target(comparison=">=", share=share), denominator) == expected


def test_a_row_not_due_or_not_applicable_is_outside(cluster) -> None:
    """«Срок не наступил» and «не применимо» are no part of «из скольких»; an empty row is."""
    order, schools = cluster
    words = ("done", "not_due", "not_applicable")
    submissions = [submission(order, s, {"A13.status": w}) for s, w in zip(schools, words, strict=False)]
    submissions.append(submission(order, schools[3], {}))
    found = next(a for a in summarize(order, schools, submissions, as_of=DAY).activities if a.code == "А13")
    assert (found.done, found.due) == (1, 2)
    assert found.cells == ("done", "not_due", "not_applicable", "blank")


def test_of_two_submissions_of_a_school_the_last_counts(cluster) -> None:
    """The caller puts the version that counts last."""
    order, schools = cluster
    versions = [submission(order, schools[0], {"A13.status": word}) for word in ("not_done", "done")]
    found = next(a for a in summarize(order, schools, versions, as_of=DAY).activities if a.code == "А13")
    assert found.cells[0] == "done"


def test_every_number_of_the_demo_again(bundle, tmp_path) -> None:
    """Statuses, pooled sums and states of a whole campaign equal a count over its long table of answers."""
    order, _ = bundle
    campaign = run_demo(tmp_path, "ershichi-2023" if order.number == "159" else "zarechye-2024")
    received = campaign.receive()
    summary = campaign.summary(as_of=order.round_of("schools").due)
    rows = [row for row in received.rows() if row["respondent"] != "0"]
    statuses = Counter((r["code"], r["value"]) for r in rows if r["field"] == "status" and r["status"] == "given")
    for activity in summary.activities:
        mine = {word: n for (code, word), n in statuses.items() if code == activity.code}
        theirs = {w: n for w, n in activity.counts.items() if w not in ("blank", "no_report", "not_asked")}
        assert theirs == mine, activity.code
        assert sum(activity.counts.values()) == len(campaign.schools)
    answers = {(r["respondent"], r["code"], r["field"]): r["value"] for r in rows}
    for indicator in summary.indicators:
        if indicator.aggregation == "sum" and indicator.total.known:
            values = [v for (_, code, field), v in answers.items() if code == indicator.code and field == "answer"]
            if values:
                assert indicator.total.numerator == sum(v for v in values if v is not None)
    assert sum(line.errors for line in summary.respondents) == sum(
        len(s.errors) for s in received.submissions if s.respondent.code != "0"
    )


def test_who_has_not_returned_is_named(cluster) -> None:
    """Every school of the roster is a line, returned or not, in the order of the roster."""
    order, schools = cluster
    one = replace(submission(order, schools[1], {}), file="b.docx")
    summary = summarize(order, schools, [one], as_of=DAY)
    assert [line.code for line in summary.respondents] == [school.code for school in schools]
    assert [line.state for line in summary.respondents] == ["missing", "clean", "missing", "missing"]
    assert summary.respondents[1].file == "b.docx"


# --- dates, acceptance, details -----------------------------------------------------------------------------------


def test_what_came_after_the_date_does_not_count(cluster) -> None:
    """A later version is listed as too late and the earlier one counts; of a school's only file nothing is counted."""
    order, schools = cluster
    first, second = (
        replace(submission(order, schools[0], {"A13.status": word}), file=f"{word}.docx", received=date(2024, 6, day))
        for word, day in (("not_done", 20), ("done", 28))
    )
    other = replace(submission(order, schools[1], {}), file="b.docx", received=date(2024, 7, 5))
    for day, word, fates in (
        (date(2024, 6, 25), "not_done", ["counts", "too_late", "too_late"]),
        (date(2024, 6, 28), "done", ["superseded", "counts", "too_late"]),
        (date(2024, 7, 5), "done", ["superseded", "counts", "counts"]),
    ):
        summary = summarize(order, schools, [second, other], superseded=[first], as_of=day)
        assert next(a for a in summary.activities if a.code == "А13").cells[0] == word
        assert [source.fate for source in summary.sources] == fates
    assert [line.in_time for line in summary.respondents] == [True, False, None, None]
    assert (summary.returned, summary.in_time) == (2, 1)


def test_accepted_and_provisional_reports_both_count(cluster) -> None:
    """The summary says how many reports are accepted; the others count until then."""
    order, schools = cluster
    submissions = [submission(order, school, {"A13.status": "done"}) for school in schools[:3]]
    summary = summarize(order, schools, submissions, as_of=DAY, accepted={schools[1].code, schools[3].code})
    assert [line.accepted for line in summary.respondents] == [False, True, False, False]
    assert (summary.returned, summary.accepted) == (3, 1)
    assert next(a for a in summary.activities if a.code == "А13").done == 3


def test_a_cell_opens_to_the_whole_answer(cluster) -> None:
    """Status, date, evidence, the reason from the table of reasons, and the place in the file."""
    order, schools = cluster
    form = report_form(order, schools[0])
    said = {
        "A13.status": Given("postponed", "перенесли", "таблица 2, строка 5"),
        "A13.date": Given(date(2024, 5, 6), "6 мая"),
        "A13.evidence": Given("приказ № 5", "приказ № 5"),
        "A5.date": Given(7, "7"),
        "R1.activity": Given("A13", "А13"),
        "R1.reason": Given("болезнь", "болезнь"),
        "R1.new_date": Given(date(2024, 9, 1), "1.9.24"),
    }
    answers = {address: said.get(address, Missing("здесь")) for address in form.blank.fields}
    made = Submission(form, answers, file="отчёт.docx")
    summary = summarize(order, schools, [made], as_of=DAY)
    lines = {line.code: line for line in summary.activities}
    opened = lines["А13"].answers[0]
    assert (opened.status, opened.date, opened.evidence) == ("postponed", "06.05.2024", "приказ № 5")
    assert (opened.reason, opened.new_date) == ("болезнь", "01.09.2024")
    assert opened.trace == Trace("перенесли", "отчёт.docx", "таблица 2, строка 5")
    assert lines["А5"].answers[0].times == 7
    assert lines["А5"].answers[0].trace == Trace("", "отчёт.docx", "здесь")
    assert lines["А13"].answers[1].status == "no_report"
    assert (lines["А13"].id, lines["А13"].of) == ("staff-in-events", "risk")
    bare = summarize(order, schools, [made], as_of=DAY, details=False)
    assert [line.answers for line in bare.activities] == [()] * len(bare.activities)
    assert [line.cells for line in bare.activities] == [line.cells for line in summary.activities]


def test_each_school_is_held_to_the_target_itself(cluster) -> None:
    """40 % of 10 is 4 people; of 30, 12: one school reaches it, the other does not, a silent one is unknown."""
    order, schools = cluster
    code = code_of(order, "staff-40")
    said = [(schools[0], 9, 10), (schools[2], 3, 30)]
    submissions = [submission(order, s, {f"{ascii_of(code)}.answer": n, "P2.answer": d}) for s, n, d in said]
    found = line(summarize(order, schools, submissions, as_of=DAY), code)
    assert found.cells_needed == (4, None, 12, None)
    assert found.cells_reached == (True, None, False, None)


# --- changes ------------------------------------------------------------------------------------------------------


def test_counts_at_two_dates_are_compared_where_both_are_given(order_159) -> None:
    """5 → 3 and 4 → 6 are 9 → 9; a school that counted only in November changes nothing."""
    order, schools = order_159
    nov, jul = (ascii_of(code_of(order, f"underachievers-{month}")) for month in ("nov", "jul"))
    said = [{nov: 5, jul: 3}, {nov: 4, jul: 6}, {nov: 8}]
    submissions = [
        submission(order, school, {f"{code}.answer": n for code, n in numbers.items()})
        for school, numbers in zip(schools, said, strict=False)
    ]
    (pair,) = summarize(order, schools, submissions, as_of=DAY).two_dates
    assert (pair.before_date, pair.now_date, pair.unit) == ("ноябрь 2023", "июль 2024", "обучающиеся")
    assert (pair.total, pair.total.difference, pair.both) == (Change(Share(9), Share(9)), 0, 2)
    assert pair.before.total == Share(17)
    assert [cell.difference for cell in pair.cells[:4]] == [-2, 2, None, None]


def test_two_years_are_joined_by_ids_not_by_codes_or_titles(cluster) -> None:
    """A renamed row is the same row; a merged one is compared with its parts together; others are new or gone."""
    order, schools = cluster
    old = submission(order, schools[0], {"A13.status": "done", "A14.status": "not_done", "A3.status": "done"})
    before = summarize(order, schools, [old], as_of=DAY)
    roadmap = order.roadmaps[0]
    merged = {
        "staff-in-events": {"id": "staff", "code": "А40", "previous": ("staff-in-events", "teacher-routes")},
        "school-plan": {"code": "А41", "text": "Другое название"},
    }
    kept = tuple(
        a.model_copy(update=merged.get(a.id, {}))
        for a in roadmap.activities
        if a.id in (*merged, "local-acts") or a.reported_by == ("department",)
    )
    changed = roadmap.model_copy(update={"activities": kept})
    order_now = order.model_copy(update={"roadmaps": (changed, *order.roadmaps[1:])})
    new = submission(order_now, schools[0], {"A40.status": "done", "A41.status": "done"})
    years = summarize(order_now, schools, [new], as_of=DAY, previous=before).years
    by_id = {(year.kind, year.id): year for year in years}
    joined = by_id["activity", "risk.staff"]
    assert joined.before_ids == ("risk.staff-in-events", "risk.teacher-routes")
    assert (joined.change.before, joined.change.now) == (Share(1, 2), Share(1, 1))
    assert (joined.fate, joined.change.points) == ("kept", 50)
    renamed = by_id["activity", "risk.school-plan"]
    assert (renamed.code, renamed.title, renamed.fate) == ("А41", "Другое название", "kept")
    assert by_id["activity", "risk.mentoring"].fate == "gone"
    assert ("activity", "risk.teacher-routes") not in by_id, "it lives on in the merged row"


def test_a_row_of_several_windows_is_one_activity_in_the_comparison(order_159) -> None:
    """«Б12а» and «Б12б» are one activity: 1 of 2 rows done."""
    order, schools = order_159
    said = {"B12a.status": "done", "B12b.status": "not_done"}
    before = summarize(order, schools[:1], [submission(order, schools[0], said)], as_of=DAY)
    now = summarize(order, schools[:1], [submission(order, schools[0], said)], as_of=DAY, previous=before)
    (year,) = [year for year in now.years if year.code == "Б12"]
    assert (year.change.before, year.change.now) == (Share(1, 2), Share(1, 2))
    assert year.change.points == 0
