"""The sheet that everything in the matrix leads to: each answer whole, with the returned file and the place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import LABELS
from roadmapdocs.writers.summary.xlsx_cells import Row, draw_list, file_cell, shortened
from roadmapdocs.writers.xlsx.book import Book, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import ActivityLine, Answered, OwnActivity, RespondentLine, Summary

__all__ = ["answer_anchor", "draw_answers", "draw_own_activities", "row_anchor"]

_COLUMNS = (
    ("Код", 7),
    ("Мероприятие", 34),
    ("Школа", 28),
    ("Состояние", 21),
    ("Дата или раз", 12),
    ("Подтверждение", 34),
    ("Причина", 28),
    ("Новый срок", 11),
    ("Как написано", 16),
    ("Файл", 30),
    ("Место", 18),
)


def answer_anchor(line: ActivityLine) -> str:
    """Return the name of the place where the answers about a row begin; «» where there are none."""
    return f"ответы: {line.code}" if any(map(_is_listed, line.answers)) else ""


def row_anchor(line: ActivityLine, school: RespondentLine, answer: Answered) -> str:
    """Return where one school's answer is: its line here, its line among the missing, or «» for one not asked."""
    if answer.status == NO_REPORT:
        return f"нет отчёта: {school.code}"
    return f"ответ: {line.code}, {school.code}" if _is_listed(answer) else ""


def _is_listed(answer: Answered) -> bool:
    return answer.status not in (NOT_ASKED, NO_REPORT)


def draw_answers(book: Book, summary: Summary) -> None:
    """Write «Ответы»: one line for every row and school; a summary without details has no such sheet."""
    if not any(line.answers for line in summary.activities):
        return
    page = book.page("Ответы", [width for _, width in _COLUMNS])
    page.add([Cell("Что ответили школы о каждом мероприятии", looks.TITLE, len(_COLUMNS))])
    draw_list(page, [caption for caption, _ in _COLUMNS], _rows(summary), summary, fixed=1)


def _rows(summary: Summary) -> Iterator[Row]:
    for line in summary.activities:
        name, anchor = shortened(line.text), answer_anchor(line)
        for school, answer in zip(summary.respondents, line.answers, strict=False):
            if _is_listed(answer):
                cells = [Cell(line.code, looks.CODE), Cell(name, looks.SMALL_TEXT), Cell(school.name, looks.SMALL_TEXT)]
                yield [*cells, *_answer(answer, summary)], (anchor, row_anchor(line, school, answer))
                anchor = ""


def _answer(answer: Answered, summary: Summary) -> Iterator[Cell]:
    yield Cell(LABELS[answer.status], looks.STATUSES[answer.status])
    yield Cell(answer.times if answer.times is not None else answer.date, looks.SMALL_VALUE)
    for text in (answer.evidence, answer.reason):
        yield Cell(text, looks.SMALL_TEXT)
    yield Cell(answer.new_date, looks.SMALL_VALUE)
    yield Cell(answer.trace.raw, looks.SMALL_TEXT)
    yield file_cell(summary, answer.trace.file)
    yield Cell(answer.trace.place, looks.PLACE)


# --- measures of the schools' own ---------------------------------------------------------------------------------


def draw_own_activities(book: Book, summary: Summary) -> None:
    """Write «Сверх плана»: what schools added to the roadmaps; no sheet where none did."""
    if not summary.own_activities or summary.public:
        return
    page = book.page("Сверх плана", [width for _, width in _COLUMNS])
    page.add([Cell("Мероприятия, которые школы провели сверх плана", looks.TITLE, len(_COLUMNS))])
    rows = ((_own(own, summary), ()) for own in summary.own_activities)
    draw_list(page, [caption for caption, _ in _COLUMNS], rows, summary, fixed=1)


def _own(own: OwnActivity, summary: Summary) -> list[Cell]:
    cells = [Cell(own.code, looks.CODE), Cell(own.text, looks.SMALL_TEXT), Cell(own.respondent, looks.SMALL_TEXT)]
    return [*cells, *_answer(own.answer, summary)]
