"""The sheets of a summary that are lists: who has not reported, schools' own words, remarks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.xlsx_cells import Row, draw_list, file_cell
from roadmapdocs.writers.xlsx.book import Cell, text_room
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import FindingLine, FreeText, Summary
    from roadmapdocs.writers.xlsx.book import Book

__all__ = ["draw_findings", "draw_missing", "draw_texts"]


# --- who has not reported -----------------------------------------------------------------------------------------

_MISSING = (("Код", 10), ("Школа", 70), ("Кластер", 20))


def draw_missing(book: Book, summary: Summary) -> None:
    """Write «Не представили»: the schools that have not reported."""
    page = book.page("Не представили", [width for _, width in _MISSING])
    page.add([Cell("Кто не представил отчёт", looks.TITLE, len(_MISSING))], anchor="нет отчёта")
    late = f" Просрочка: {agree(summary.overdue, 'день', 'дня', 'дней')}." if summary.overdue else ""
    page.add([Cell(f"Срок представления: {format_day(summary.due)}.{late}", looks.SUBTITLE, len(_MISSING))])
    rows: Iterator[Row] = (
        (
            [Cell(line.code, looks.CODE), Cell(line.name, looks.TEXT), Cell(line.cluster, looks.VALUE)],
            [f"нет отчёта: {line.code}"],
        )
        for line in summary.missing
    )
    draw_list(page, [caption for caption, _ in _MISSING], rows, summary)


# --- words ------------------------------------------------------------------------------------------------------

_TEXTS = (("Вопрос", 34), ("Школа", 30), ("Текст", 84), ("Файл", 26), ("Место", 14))
_TEXT = 2
"""The number of the column with the text itself."""

_MOST_LINES = 30


def draw_texts(book: Book, summary: Summary) -> None:
    """Write «Выводы школ»: conclusions, problems and proposals, by question and school."""
    columns = _TEXTS[: _TEXT + 1] if summary.public else _TEXTS
    page = book.page("Выводы школ", [width for _, width in columns])
    page.add([Cell("Что школы написали своими словами", looks.TITLE, len(columns))])
    draw_list(page, [caption for caption, _ in columns], _text_rows(summary, len(columns)), summary)


def _text_rows(summary: Summary, columns: int) -> Iterator[Row]:
    by_question: dict[str, list[FreeText]] = {}
    for text in summary.texts:
        by_question.setdefault(text.question, []).append(text)
    for question, answers in by_question.items():
        for answer in answers:
            for number, part in enumerate(_parts(answer.text)):
                name = answer.respondent if number == 0 else f"{answer.respondent} (продолжение)"
                cells = [Cell(value, looks.NAMES) for value in (question, name, part)]
                traced = [file_cell(summary, answer.trace.file), Cell(answer.trace.place, looks.PLACE)]
                yield [*cells, *traced][:columns], ()


def _parts(text: str) -> Iterator[str]:
    """Halve a text between words until every part fits into the highest row that programs can draw."""
    size = looks.TEXT.size
    if line_count(text, text_room(_TEXTS[_TEXT][1]), size) <= _MOST_LINES or len(text) < _MOST_LINES:
        yield text
        return
    middle = len(text) // 2
    cut = max(text.rfind(" ", 1, middle), text.rfind("\n", 1, middle)) + 1 or middle
    yield from _parts(text[:cut].rstrip())
    yield from _parts(text[cut:].lstrip())


# --- remarks ----------------------------------------------------------------------------------------------------

_FINDING_CAPTIONS = ("Школа", "Важность", "Код", "Место", "Замечание", "Указано", "Ожидалось", "Файл")


def draw_findings(book: Book, summary: Summary) -> None:
    """Write «Замечания»: the remarks of every school, the gravest first. They never leave the district."""
    if summary.public:
        return
    page = book.page("Замечания", (30, 16, 8, 32, 52, 26, 26, 30))
    page.add([Cell("Замечания к отчётам", looks.TITLE, len(_FINDING_CAPTIONS))], anchor="замечания")
    draw_list(page, _FINDING_CAPTIONS, _finding_rows(summary), summary)


def _finding_rows(summary: Summary) -> Iterator[Row]:
    for code, group in groupby(summary.findings, key=lambda line: line.code):
        for line in sorted(group, key=lambda one: -one.finding.severity):
            yield _finding_row(line, summary), [f"замечания: {code}"]


def _finding_row(line: FindingLine, summary: Summary) -> list[Cell]:
    finding, place = line.finding, line.finding.place
    texts = (str(place) if place.item or place.location else "", finding.message, finding.seen, finding.expected)
    return [
        Cell(line.respondent, looks.NAMES),
        Cell(finding.severity.russian, looks.SEVERITIES[finding.severity]),
        Cell(finding.code, looks.CODE),
        *(Cell(text, looks.NAMES) for text in texts),
        file_cell(summary, place.file),
    ]
