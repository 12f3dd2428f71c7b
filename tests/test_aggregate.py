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
from roadmapdocs.model.summary import IndicatorLine, Share, Summary

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
    summary = campaign.summary(as_of=DAY)
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
