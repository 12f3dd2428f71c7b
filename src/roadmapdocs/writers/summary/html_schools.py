"""One respondent on the page: its square, its row or column of the matrix, and everything it answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED, Answered
from roadmapdocs.writers.summary import html_words as say
from roadmapdocs.writers.summary.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.summary import (
        ActivityLine,
        FreeText,
        IndicatorLine,
        RespondentLine,
        Share,
        Summary,
    )

__all__ = ["AnswerRow", "NumberRow", "SchoolView", "answer_rows", "schools_of"]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answered row of a roadmap. `raw` is the status as it was typed, where that is not the word itself."""

    id: str
    line: ActivityLine
    answer: Answered
    raw: str

    @property
    def explained(self) -> bool:
        """Say whether a reason or a new date is given."""
        return bool(self.answer.reason or self.answer.new_date)


@dataclass(frozen=True, slots=True)
class NumberRow:
    """What a school answered to an indicator, and what its own whole would need."""

    line: IndicatorLine
    cell: Share
    plan: str
    place: str


@dataclass(frozen=True, slots=True)
class SchoolView:
    """A school. `remarks` go with the code of the row they are about, or «»; `answers` with the roadmap's title."""

    line: RespondentLine
    index: int
    anchor: str
    cells: Sequence[str]
    progress_word: str
    behind: int
    about: str
    basis: str
    remarks: Sequence[tuple[str, Finding]]
    answers: Sequence[tuple[str, Sequence[AnswerRow]]]
    numbers: Sequence[NumberRow]
    texts: Sequence[FreeText]


def schools_of(summary: Summary) -> list[SchoolView]:
    """Return the schools in the order of the summary."""
    codes = {ascii_code(line.code): line.code for line in summary.activities}
    remarks: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for _, finding, code in summary.findings:
        remarks[code].append((codes.get(finding.address.partition(".")[0], ""), finding))
    texts: dict[str, list[FreeText]] = defaultdict(list)
    for text in summary.texts:
        texts[text.code].append(text)
    return [_school(summary, index, remarks, texts) for index in range(len(summary.respondents))]


def _school(
    summary: Summary,
    index: int,
    remarks: Mapping[str, Sequence[tuple[str, Finding]]],
    texts: Mapping[str, Sequence[FreeText]],
) -> SchoolView:
    line = summary.respondents[index]
    progress = summary.progress(index)
    reported = line.state != "missing"
    return SchoolView(
        line=line,
        index=index,
        anchor=f"s-{line.code}",
        cells=[activity.cells[index] for activity in summary.activities],
        progress_word=f"{progress.numerator}/{progress.denominator}" if reported else "нет",
        behind=summary.behind(index),
        about=say.respondent_about(line),
        basis=say.respondent_basis(line),
        remarks=sorted(remarks.get(line.code, ()), key=lambda pair: -pair[1].severity),
        answers=_answers(summary, line.code, index) if reported else (),
        numbers=list(_numbers(summary.indicators, index)) if reported else (),
        texts=texts.get(line.code, ()),
    )


def _answers(summary: Summary, code: str, index: int) -> list[tuple[str, list[AnswerRow]]]:
    asked = [line for line in summary.activities if line.cells[index] not in (NOT_ASKED, NO_REPORT)]
    by_roadmap = groupby(asked, key=lambda line: line.roadmap)
    return [(roadmap, list(answer_rows(code, lines, index))) for roadmap, lines in by_roadmap]


def answer_rows(code: str, lines: Iterable[ActivityLine], index: int) -> Iterator[AnswerRow]:
    """Return what a respondent answered about each row; the bare status in a summary made without details."""
    for line in lines:
        answer = line.answers[index] if line.answers else Answered(line.cells[index])
        raw = answer.trace.raw
        same = raw.casefold().strip() == LABELS[answer.status].casefold()
        yield AnswerRow(f"a-{code}-{line.code}", line, answer, "" if same else raw)


def _numbers(lines: Iterable[IndicatorLine], index: int) -> Iterator[NumberRow]:
    for line in lines:
        cell = line.cells[index]
        if cell is not None:
            least = line.cells_needed[index] if line.cells_needed else None
            plan = f"{line.target}, это {least}" if least is not None else line.target
            yield NumberRow(line, cell, plan, line.traces[index].place if line.traces else "")
