"""The sheets of a summary that are lists: schools' own words, remarks, files."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import STATES
from roadmapdocs.writers.xlsx.book import Cell, text_room
from roadmapdocs.writers.xlsx.text import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.summary import FreeText, Summary
    from roadmapdocs.writers.xlsx.book import Book, Page

__all__ = ["draw_files", "draw_findings", "draw_texts"]


# --- words ------------------------------------------------------------------------------------------------------

_TEXT_WIDTHS = (36, 34, 90)
_MOST_LINES = 30


def draw_texts(book: Book, summary: Summary) -> None:
    """Write «Выводы школ»: free texts by question and school."""
    page = book.page("Выводы школ", _TEXT_WIDTHS)
    page.add([Cell("Что школы написали своими словами", looks.TITLE, 3)])
    _draw_table(page, ("Вопрос", "Школа", "Текст"), list(_text_rows(summary.texts)), summary)


def _text_rows(texts: Sequence[FreeText]) -> Iterator[list[Cell]]:
    by_question: dict[str, list[FreeText]] = defaultdict(list)
    for text in texts:
        by_question[text.question].append(text)
    for question, answers in by_question.items():
        for answer in answers:
            for number, part in enumerate(_parts(answer.text)):
                name = answer.respondent if number == 0 else f"{answer.respondent} (продолжение)"
                yield [Cell(value, looks.NAMES) for value in (question, name, part)]


def _parts(text: str) -> Iterator[str]:
    """Halve a text between words until every part fits into the highest row that programs can draw."""
    size = looks.TEXT.size
    if line_count(text, text_room(_TEXT_WIDTHS[-1]), size) <= _MOST_LINES or len(text) < _MOST_LINES:
        yield text
        return
    middle = len(text) // 2
    cut = max(text.rfind(" ", 1, middle), text.rfind("\n", 1, middle)) + 1 or middle
    yield from _parts(text[:cut].rstrip())
    yield from _parts(text[cut:].lstrip())


# --- remarks ----------------------------------------------------------------------------------------------------

_FINDING_CAPTIONS = ("Школа", "Важность", "Код", "Место", "Замечание", "Указано", "Ожидалось", "Файл")


def draw_findings(book: Book, summary: Summary) -> None:
    """Write «Замечания»: the remarks of every school, the gravest first."""
    page = book.page("Замечания", (30, 16, 8, 32, 52, 26, 26, 24))
    page.add([Cell("Замечания к отчётам", looks.TITLE, len(_FINDING_CAPTIONS))])
    rows = [
        _finding_row(name, finding)
        for name, group in groupby(summary.findings, key=lambda pair: pair[0])
        for _, finding in sorted(group, key=lambda pair: -pair[1].severity)
    ]
    _draw_table(page, _FINDING_CAPTIONS, rows, summary)


def _finding_row(name: str, finding: Finding) -> list[Cell]:
    place = finding.place
    texts = (str(place) if place.item or place.location else "", finding.message, finding.seen, finding.expected)
    return [
        Cell(name, looks.NAMES),
        Cell(finding.severity.russian, looks.SEVERITIES[finding.severity]),
        Cell(finding.code, looks.CODE),
        *(Cell(text, looks.NAMES) for text in (*texts, place.file)),
    ]


# --- files ------------------------------------------------------------------------------------------------------


def draw_files(book: Book, summary: Summary) -> None:
    """Write «Файлы»: what was refused and why, and which file each line of the summary rests on."""
    page = book.page("Файлы", (10, 54, 58, 28))
    page.add([Cell("Файлы", looks.TITLE, 4)])
    page.add([Cell("Не приняты", looks.SECTION, 4)])
    if summary.refused:
        page.add([Cell("Код", looks.CAPTION), Cell("Файл", looks.CAPTION), Cell("Почему", looks.CAPTION, 2)])
    else:
        page.add([Cell("Таких файлов нет.", looks.TEXT, 4)])
    for refused in summary.refused:
        finding = refused.finding
        page.add([Cell(finding.code, looks.CODE), Cell(refused.file, looks.TEXT), Cell(finding.message, looks.TEXT, 2)])
    page.skip()
    page.add([Cell("На каких файлах основан свод", looks.SECTION, 4)])
    page.add(Cell(caption, looks.CAPTION) for caption in ("Код", "Школа", "Файл", "Отчёт"))
    for line in (*summary.respondents, summary.department):
        state = Cell(STATES[line.state], looks.STATES[line.state])
        page.add([Cell(line.code, looks.CODE), Cell(line.name, looks.TEXT), Cell(line.file, looks.TEXT), state])
    page.print_as(summary.title)


def _draw_table(page: Page, captions: Sequence[str], rows: Sequence[Sequence[Cell]], summary: Summary) -> None:
    header = page.add(Cell(caption, looks.CAPTION) for caption in captions)
    for row in rows:
        page.add(row)
    if rows:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(captions))}{page.next - 1}"
    else:
        page.add([Cell("Записей нет.", looks.TEXT, len(captions))])
    page.sheet.freeze_panes = f"A{header + 1}"
    page.print_as(summary.title, title_rows=f"{header}:{header}")
