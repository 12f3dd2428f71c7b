"""The annexes in which every school has its place: statuses of rows, numbers of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from roadmapdocs.aggregate.narrative.wording import LABELS, SHORT, SUMMARY, note, say
from roadmapdocs.model.narrative import Column, Row, Section, Table
from roadmapdocs.model.summary import BLANK, NO_REPORT, NOT_ASKED
from roadmapdocs.orders.next_year.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Paragraph, Sentence
    from roadmapdocs.model.summary import IndicatorLine, RespondentLine, Share

__all__ = ["indicator_matrix", "matrix"]

ABREAST = 15
"""So many schools stand side by side as columns; where there are more, each school is a row."""

OTHERS = "в числе прочих"
T = TypeVar("T")


def matrix(account: Account) -> Section | None:
    """The matrix of statuses: rows of the plan by schools, or schools by rows of the plan; None without rows."""
    if not account.told.activities:
        return None
    tables = _by_rows(account) if account.schools <= ABREAST else tuple(_by_schools(account))
    return Section("Выполнение мероприятий по школам", (note(_legend(account)), *tables))


def _legend(account: Account) -> Sentence:
    found = {word for line in account.told.activities for word in line.counts}
    told = [f"{SHORT[word]} — {LABELS[word]}" for word in SHORT if word in found]
    return say(f"Обозначения: {'; '.join(told)}.", SUMMARY)


def _by_rows(account: Account) -> tuple[Table, ...]:
    columns = (
        Column("Код", "number", 1.2),
        Column("Мероприятие", weight=4),
        *(Column(line.name, "word", 1, upright=True) for line in account.told.respondents),
    )
    rows = []
    for group in account.groups:
        if group.lines:
            rows.append(Row((group.title,), "group"))
        for line in group.lines:
            title = " ".join(part for part in (line.number, shortened(line.text, 70)) if part)
            rows.append(Row((line.code, title, *(SHORT[word] for word in line.cells))))
    return (Table("", columns, tuple(rows)),)


def _by_schools(account: Account) -> Iterator[Table]:
    for roadmap in account.order.roadmaps:
        lines = [line for group in account.groups if group.roadmap is roadmap for line in group.lines]
        for some in _slices(lines, ABREAST):
            columns = (Column("Школа", weight=4), *(Column(line.code, "word", 1) for line in some))
            rows = (
                Row((school.name, *(SHORT[line.cells[place]] for line in some)))
                for place, school in enumerate(account.told.respondents)
            )
            title = f"Статусы мероприятий {some[0].code}–{some[-1].code} по школам"
            yield Table(title, columns, tuple(rows))


def _slices(lines: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the lines in slices of nearly equal size, none above `size`."""
    number = -(-len(lines) // size)
    for slice_ in range(number):
        yield lines[len(lines) * slice_ // number : len(lines) * (slice_ + 1) // number]


# --- indicators ---------------------------------------------------------------------------------------------------


def indicator_matrix(account: Account) -> Section | None:
    """The numbers of the indicators school by school; None without indicators, or where schools are too many."""
    lines = account.told.indicators
    if not lines or not account.is_detailed:
        return None
    tables = (_numbers_abreast(account),) if account.schools <= ABREAST else tuple(_numbers_by_school(account))
    return Section("Показатели по школам", (*_explained(account, tables), *tables))


def _explained(account: Account, tables: Iterable[Table]) -> Iterator[Paragraph]:
    """Say what the words of these tables mean, of those that stand in them."""
    found = {cell for table in tables for row in table.rows for cell in row.cells}
    meanings = {
        SHORT[NO_REPORT]: LABELS[NO_REPORT],
        SHORT[BLANK]: LABELS[BLANK],
        SHORT["not_applicable"]: LABELS["not_applicable"],
        OTHERS: f"число от 1 до {account.told.threshold - 1} или объединённое с ним",
        SHORT[NOT_ASKED]: "показатель школу не касается",
    }
    told = [f"{word} — {meaning}" for word, meaning in meanings.items() if word in found]
    if told:
        yield note(say(f"Обозначения: {'; '.join(told)}.", SUMMARY))


def _merges(account: Account) -> bool:
    return any(line.others is not None for line in account.told.indicators)


def _numbers_abreast(account: Account) -> Table:
    others = _merges(account)
    columns = (
        Column("Код", "number", 1.2),
        Column("Показатель", weight=4),
        *(Column(line.name, "word", 1, upright=True) for line in account.told.respondents),
        *((Column("Прочие вместе", "word", 1, upright=True),) if others else ()),
    )
    rows = [
        Row((line.code, shortened(line.title, 70), *_cells(account, line, others=others)))
        for line in account.told.indicators
    ]
    return Table("", columns, tuple(rows))


def _cells(account: Account, line: IndicatorLine, *, others: bool) -> Iterator[str]:
    for cell, respondent in zip(line.cells, account.told.respondents, strict=True):
        yield _number(line, cell, respondent)
    if others:
        yield "" if line.others is None else _share(line, line.others, account.told.threshold)


def _numbers_by_school(account: Account) -> Iterator[Table]:
    for some in _slices(account.told.indicators, ABREAST - 3):
        columns = (Column("Школа", weight=4), *(Column(line.code, "word", 1) for line in some))
        rows = [
            Row((school.name, *(_number(line, line.cells[place], school) for line in some)))
            for place, school in enumerate(account.told.respondents)
        ]
        if any(line.others is not None for line in some):
            cells = ("" if line.others is None else _share(line, line.others, account.told.threshold) for line in some)
            rows.append(Row(("Прочие вместе", *cells), "total"))
        yield Table(f"Показатели {some[0].code}–{some[-1].code} по школам", columns, tuple(rows))


def _number(line: IndicatorLine, cell: Share | None, respondent: RespondentLine) -> str:
    if cell is None:
        return SHORT[NOT_ASKED]
    if cell.hidden:
        return OTHERS
    if cell.not_applicable:
        return SHORT["not_applicable"]
    return _no_number(respondent.state) if cell.numerator is None else _share(line, cell, 0)


def _no_number(state: str) -> str:
    return SHORT[NO_REPORT] if state == "missing" else SHORT[BLANK]


def _share(line: IndicatorLine, cell: Share, threshold: int) -> str:
    if cell.hidden:
        return f"менее {threshold}"
    if cell.denominator is not None:
        return f"{cell.numerator} из {cell.denominator}"
    return ("да" if cell.numerator else "нет") if line.aggregation == "schools" else str(cell.numerator)
