"""Small counts of pupils: hidden, merged, and not to be reckoned from what is left."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.aggregate import public, summarize
from roadmapdocs.aggregate.privacy import counts_pupils, hidden_cells
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import Given, Missing, Submission
from roadmapdocs.model.summary import IndicatorLine, Share
from roadmapdocs.writers import write_summary

DAY = date(2024, 7, 1)


def pupils(*cells: Share | None) -> IndicatorLine:
    """A line that counts pupils."""
    known = [cell for cell in cells if cell is not None and cell.known]
    whole = sum(cell.denominator or 0 for cell in known) if any(cell.denominator for cell in known) else None
    total = Share(sum(cell.numerator or 0 for cell in known), whole) if known else Share()
    return IndicatorLine(
        "И1", "Дети", "обучающиеся", "sum", "", total, None, None, len(known), len(cells), None, cells, pupils=True
    )


def counts(*numbers: int) -> IndicatorLine:
    """A line of plain counts."""
    return pupils(*(Share(number) for number in numbers))


@pytest.mark.parametrize(
    "numbers,hidden",
    [
        ((5, 8, 10), set()),
        ((0, 8, 10), set()),
        ((1, 8, 10), {0, 1}),  # 1 alone would follow from the total, and 1 + 8 tells of neither
        ((1, 2, 10), {0, 1}),  # together three
        ((1, 1, 10), {0, 1, 2}),  # together two: still small
        ((1, 0, 9, 20), {0, 2}),  # hiding a zero would hide nothing
        ((2,), {0}),
    ],
)
def test_which_schools_are_merged(numbers: tuple[int, ...], hidden: set[int]) -> None:
    """Small ones, and as many others as it takes that none follows from the total."""
    assert hidden_cells(counts(*numbers)) == hidden


def test_the_rest_of_a_whole_is_a_count_too() -> None:
    """9 of 10 tells of the one that is missing; 10 of 10 and 0 of 10 tell of nobody."""
    line = pupils(Share(9, 10), Share(10, 10), Share(0, 10), Share(5, 11))
    assert 0 in hidden_cells(line)
    assert hidden_cells(pupils(Share(10, 10), Share(0, 10), Share(5, 11))) == set()


def test_other_units_are_not_touched(order_159) -> None:
    """Teachers, schools and consultations are told as they are; pupils are known by the unit."""
    order, _ = order_159
    told = {name for name, indicator in order.indicators.items() if counts_pupils(indicator)}
    assert told == {"underachievers-nov", "underachievers-jul", "pupil-trajectories"}


@given(st.lists(st.integers(0, 12) | st.none(), max_size=9))
def test_nothing_small_follows_from_what_is_told(numbers: list[int | None]) -> None:
    """Total less what is shown is zero, or at least three, and stands for two schools that are not zero."""
    line = pupils(*(Share() if number is None else Share(number) for number in numbers))
    (told,) = public(_summary_of(line)).indicators
    shown = [cell for cell in told.cells if cell is not None and cell.known and not cell.hidden]
    assert not any(0 < (cell.numerator or 0) < 3 for cell in shown)
    gone = [number for number, cell in zip(numbers, told.cells, strict=True) if cell is not None and cell.hidden]
    if told.total.known and not told.total.hidden:
        rest = (told.total.numerator or 0) - sum(cell.numerator or 0 for cell in shown)
        assert rest == sum(number or 0 for number in gone)
        assert rest == 0 or (rest >= 3 and sum(bool(number) for number in gone) >= 2)
    elif gone:
        assert told.others is not None
        assert told.others.hidden


def _summary_of(line: IndicatorLine):
    """An empty summary with this line."""
    from roadmapdocs.demo.run import load_example

    order, _ = load_example("zarechye-2024")
    from dataclasses import replace

    return replace(summarize(order, [], [], as_of=DAY), indicators=(line,))


@pytest.fixture
def campaign(order_159):
    """Five schools that count underachievers at two dates; the first has two of them, then one."""
    order, schools = order_159
    said = [(2, 1), (7, 5), (9, 9), (12, 10), (6, None)]
    submissions = []
    for school, (nov, jul) in zip(schools, said, strict=False):
        form = report_form(order, school)
        answers = {"I24.answer": nov, "I25.answer": jul, "K1.answer": "Петров Ваня подтянулся"}
        given_ = {a: Given(v, str(v), "ячейка") for a, v in answers.items() if v is not None}
        answered = {address: given_.get(address, Missing()) for address in form.blank.fields}
        submissions.append(Submission(form, answered, file=f"файл {school.code}.docx"))
    return order, schools[:5], submissions


def test_a_public_summary_keeps_files_and_places_at_home(campaign) -> None:
    """Findings, sources, files, places and raw answers are gone; sums that tell of nobody are as they were."""
    order, schools, submissions = campaign
    summary = summarize(order, schools, submissions, as_of=DAY)
    told = public(summary)
    assert (told.findings, told.sources, told.refused, told.own_activities) == ((), (), (), ())
    assert {line.file for line in told.respondents} == {""}
    assert {text.trace.file for text in told.texts} == {""}
    assert not any(line.answers for line in told.activities)
    assert not any(line.traces for line in told.indicators)
    before = {line.code: line for line in summary.indicators}
    for line in told.indicators:
        if not line.pupils:
            assert line.total == before[line.code].total
    assert public(told) is told


def test_changes_hide_what_their_numbers_hide(campaign) -> None:
    """The first school's two and one are merged; a total that misses one school by six is told, by two it is not."""
    order, schools, submissions = campaign
    told = public(summarize(order, schools, submissions, as_of=DAY))
    (pair,) = told.two_dates
    assert pair.cells[0].before.hidden
    assert pair.cells[0].now.hidden
    assert pair.cells[0].difference is None
    assert pair.total.difference == 25 - 30
    answers = dict(submissions[4].answers) | {"I24.answer": Given(2, "2")}
    close = [*submissions[:4], Submission(submissions[4].form, answers)]
    (pair,) = public(summarize(order, schools, close, as_of=DAY)).two_dates
    assert pair.total.before.hidden


def test_no_face_of_a_public_summary_tells_a_small_number(campaign, validate) -> None:
    """The workbook says «в числе прочих», names no file, has no sheet of answers, and is valid."""
    from io import BytesIO

    from openpyxl import load_workbook

    order, schools, submissions = campaign
    content = write_summary(public(summarize(order, schools, submissions, as_of=DAY)), "xlsx")
    validate({"свод.xlsx": content})
    book = load_workbook(BytesIO(content), data_only=True)
    assert {"Ответы", "Замечания", "Источники"} & set(book.sheetnames) == set()
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert "в числе прочих" in texts
    assert not any(".docx" in text for text in texts)
    details = [[cell.value for cell in row] for row in book["Ответы по показателям"].iter_rows()]
    mine = [row for row in details if row[0] == "И24"]
    assert [row[4] for row in mine[:5]] == [None, 7, 9, 12, None]
    assert mine[-1][2:5] == ["Прочие школы вместе", "в числе прочих", 8]
    for one, other in pairwise(sorted(row[4] for row in mine if row[4])):
        assert other >= one >= 3
