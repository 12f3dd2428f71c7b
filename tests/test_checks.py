"""Checks of the sense of a report: each with answers that bring it and answers that do not."""

from __future__ import annotations

from datetime import date

import pytest

from roadmapdocs.answers import Misread, parse_value
from roadmapdocs.collect import with_copies_marked
from roadmapdocs.collect.checks import CHECKS, Filled, doubtful
from roadmapdocs.demo.run import load_example
from roadmapdocs.findings import Finding, Severity
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import Given, Missing, Submission
from roadmapdocs.rules import Answered

ORDER, SCHOOLS = load_example("ershichi-2023")
FORM = report_form(ORDER, next(school for school in SCHOOLS if school.cluster))
RECEIVED = date(2024, 7, 1)

Answers = dict[str, object]

CLEAN: Answers = {
    "P2.answer": FORM.prefill["P2.answer"],
    "A3.status": "done",  # ноябрь 2023
    "A3.date": date(2023, 11, 20),
    "A3.evidence": "приказ от 20.11.2023 № 45",
    "A5.status": "done",  # ежемесячно
    "A5.date": 7,
    "A17.status": "done",
    "I15.answer": "yes",  # the council of А17
}

EXAMPLES: dict[str, tuple[Answers, Answers]] = {
    "E207": ({"A3.date": date(2024, 7, 2)}, {"A3.date": RECEIVED, "A3.status": "done_late"}),
    "W408": ({"A3.date": date(2023, 12, 1)}, {"A3.date": date(2023, 11, 30)}),
    "W409": ({"A3.status": "done_late"}, {"A3.status": "done_late", "A3.date": date(2023, 12, 5)}),
    "W410": (
        {"A3.status": "postponed", "R1.activity": "A3", "R1.new_date": date(2023, 11, 30), "R1.reason": None},
        {"A3.status": "postponed", "R1.activity": "A3", "R1.new_date": date(2023, 12, 20), "R1.reason": None},
    ),
    "W411": ({"A3.evidence": "сделали все вместе"}, {"A3.evidence": "https://school.example/docs"}),
    "W412": ({"A5.date": 0}, {"A5.date": 0, "A5.status": "not_done"}),
    "W413": ({"A10.status": "not_due", "R1.activity": "A10"}, {"A10.status": "partial", "R1.activity": "A10"}),
    "W414": ({"I15.answer": "no"}, {"I15.answer": "no", "A17.status": "not_done"}),
    "W415": ({"P2.answer": 99}, {"P2.answer": None}),
}
"""Code → answers beside the clean ones that bring just it, and answers that do not."""

ELSEWHERE = ("W416", "W417", "W420", "W421", "E111", "I501", "I502", "W422", "W423")
"""Codes whose examples are the last tests of this page, `test_recognition.py` and `test_receive.py`."""

IN_PLANS = ("I503", "W431", "W432", "W433", "W434")
"""Codes whose examples are in `test_school_roadmap.py`."""


def found(changes: Answers) -> list[Finding]:
    """What the checks find in the clean answers with these changes."""
    said = {address: value for address, value in {**CLEAN, **changes}.items() if value is not None}
    answers = {
        address: Given(said[address], str(said[address])) if address in said else Missing()
        for address in FORM.blank.fields
    }
    return list(doubtful(Filled(FORM, Answered(FORM.blank, answers), RECEIVED)))


def test_a_sensible_report_is_left_alone() -> None:
    """No check complains about the clean answers."""
    assert found({}) == []


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_examples(code: str) -> None:
    """The first answers bring the code and nothing else; the second, a legitimate variant, bring nothing."""
    broken, fine = EXAMPLES[code]
    assert {one.code for one in found(broken)} - {"W408"} | {code} == {code}
    assert code in [one.code for one in found(broken)]
    assert [one.code for one in found(fine)] == []


def test_every_check_has_an_example() -> None:
    """There are as many checks as codes they bring; three of them look at last year."""
    assert len(CHECKS) == len(EXAMPLES) + 3


def test_a_warning_may_stand_if_it_is_explained() -> None:
    """A school that explains the row keeps its answer: the warning becomes information that quotes the reason."""
    late = {"A3.date": date(2023, 12, 1)}
    (plain,) = found(late)
    (explained,) = found({**late, "R1.activity": "A3", "R1.reason": "Совет собрался позже"})
    assert (plain.severity, explained.severity) == (Severity.WARNING, Severity.INFO)
    assert explained.code == plain.code == "W408"
    assert "Школа поясняет: «Совет собрался позже»." in explained.message


def test_an_error_does_not_stand_explained() -> None:
    """A day that has not come yet stays an error, whatever the school writes."""
    future = {"A3.date": date(2024, 8, 1), "A3.status": "done_late", "R1.activity": "A3", "R1.reason": "так вышло"}
    assert Severity.ERROR in [one.severity for one in found(future)]


def test_without_a_day_of_receipt_no_day_is_too_late() -> None:
    """The future is only known where the day of receipt is."""
    answers = {address: Missing() for address in FORM.blank.fields}
    answers["A3.date"] = Given(date(2099, 1, 1), "01.01.2099")
    assert list(doubtful(Filled(FORM, Answered(FORM.blank, answers)))) == []


def written(school: int, text: str) -> Submission:
    """A submission of a school with one long text."""
    form = report_form(ORDER, SCHOOLS[school])
    answers = {address: Missing() for address in form.blank.fields}
    return Submission(form, {**answers, "K1.answer": Given(text, text)})


def test_word_for_word_copies() -> None:
    """W416: two schools with the same long words, blanks and letter case aside; short texts agree by chance."""
    long = "Посещение уроков коллег дало больше, чем лекции: учителя сразу пробовали приёмы у себя в классе."
    marked = with_copies_marked([written(0, long), written(1, long.upper() + " "), written(2, "Другое. " + long)])
    assert [[one.code for one in submission.findings] for submission in marked] == [["W416"], ["W416"], []]
    assert SCHOOLS[1].short_name in marked[0].findings[0].message
    short = with_copies_marked([written(0, "Всё выполнено."), written(1, "Всё выполнено.")])
    assert [submission.findings for submission in short] == [(), ()]


LONG = "Посещение уроков коллег дало больше, чем лекции: учителя сразу пробовали приёмы у себя в классе."


@pytest.mark.parametrize(
    ("address", "before", "now", "codes"),
    [
        ("I11.answer", 5, 51, ["W420"]),
        ("I11.answer", 51, 5, ["W420"]),
        ("I11.answer", 5, 14, []),
        ("I11.answer", 50, 70, []),
        ("I11.answer", 0, 12, ["W420"]),
        ("K1.answer", LONG, LONG.upper(), ["W421"]),
        ("K1.answer", LONG, LONG + " И это всё.", []),
        ("K1.answer", "Всё хорошо.", "Всё хорошо.", []),
        ("I11.answer", None, 51, []),
        ("I11.answer", 12, 12, ["I502"]),
        ("I11.answer", 0, 0, []),
        ("I11.answer", 12, 13, []),
    ],
)
def test_against_last_year(address: str, before: object, now: object, codes: list[str]) -> None:
    """A number several times last year's (W420) and last year's words (W421) are asked about, the same number noted."""
    empty = {one: Missing() for one in FORM.blank.fields}
    last = Submission(FORM, {**empty, **({address: Given(before, str(before))} if before is not None else {})})
    answered = Answered(FORM.blank, {**empty, address: Given(now, str(now))})
    assert [one.code for one in doubtful(Filled(FORM, answered, RECEIVED, last))] == codes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 марта", date(2024, 3, 15)),
        ("15.03", date(2024, 3, 15)),
        ("5 октября", date(2023, 10, 5)),
        ("15.03.2024, 22.03.2024", Misread("W417", "22.03.2024", date(2024, 3, 22))),
        ("15 и 22 марта", Misread("W417", "22.03.2024", date(2024, 3, 22))),
        ("15-22 марта 2024", Misread("W417", "22.03.2024", date(2024, 3, 22))),
        ("ноябрь", Misread("E202")),
        ("15 июля", Misread("W417", "15.07.2024", date(2024, 7, 15))),
    ],
)
def test_days_of_the_school_year(text: str, value: object) -> None:
    """A day without a year is read where one fits; of several days or years the last is taken and asked about."""
    assert parse_value(FORM.blank.fields["A3.date"], text) == value
