"""The sheets about schools' own roadmaps: how each compares with the municipal one, and every difference of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import DIFFERENCES, ROADMAP_STATES
from roadmapdocs.writers.summary.xlsx_cells import Row, draw_list, file_cell, linked, shortened
from roadmapdocs.writers.xlsx.book import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.comparison import Difference, DifferenceKind, RoadmapComparison
    from roadmapdocs.model.summary import Summary
    from roadmapdocs.writers.xlsx.book import Book

__all__ = ["draw_school_roadmaps"]

_COLUMNS = (
    ("Код", 6),
    ("Школа", 34),
    ("Дорожная карта", 34),
    ("Состояние", 17),
    ("Получена", 12),
    ("Строк по плану", 10),
    *((words.caption, 14) for words in DIFFERENCES.values()),
    ("Факторы риска", 46),
    ("Ответственный", 34),
    ("Файл", 30),
)
_DETAILS = (
    ("Школа", 30),
    ("Дорожная карта", 30),
    ("Строка", 8),
    ("Что отличается", 24),
    ("Мероприятие", 44),
    ("У школы", 30),
    ("В муниципальной карте или где ещё", 30),
    ("Файл", 28),
    ("Место", 18),
)
_ABOUT = (
    "Сравнение с муниципальными дорожными картами. «Срок не сравнить»: срок без дней («ежемесячно», «по графику») или "
    "записан так, что дни не определить."
)


def draw_school_roadmaps(book: Book, summary: Summary) -> None:
    """Write «Школьные дорожные карты» and «Отличия дорожных карт»; no sheet where the order asks for none."""
    if not summary.school_roadmaps:
        return
    page = book.page("Школьные дорожные карты", [width for _, width in _COLUMNS])
    page.add([Cell("Школьные дорожные карты", looks.TITLE, len(_COLUMNS))], anchor="дорожные карты")
    page.add([Cell(_ABOUT, looks.SUBTITLE, len(_COLUMNS))])
    rows = ((list(_line(one, summary)), ()) for one in summary.school_roadmaps)
    draw_list(page, [caption for caption, _ in _COLUMNS], rows, summary, fixed=2)
    page = book.page("Отличия дорожных карт", [width for _, width in _DETAILS])
    page.add([Cell("Чем школьные дорожные карты отличаются от муниципальных", looks.TITLE, len(_DETAILS))])
    draw_list(page, [caption for caption, _ in _DETAILS], _details(summary), summary, fixed=1)


def _line(one: RoadmapComparison, summary: Summary) -> Iterator[Cell]:
    yield Cell(one.code, looks.CODE)
    yield Cell(one.respondent, looks.TEXT)
    yield Cell(one.roadmap, looks.SMALL_TEXT)
    yield Cell(ROADMAP_STATES[one.state], looks.STATES[one.state])
    yield Cell(one.received, looks.DATE)
    yield Cell(one.planned, looks.NUMBER)
    for kind in DIFFERENCES:
        yield linked(Cell(one.count(kind), looks.COUNT), _anchor(one, kind))
    yield Cell("; ".join(one.factors), looks.SMALL_TEXT)
    yield Cell(one.keeper, looks.SMALL_TEXT)
    yield file_cell(summary, one.file)


def _anchor(one: RoadmapComparison, kind: DifferenceKind) -> str:
    return f"карта: {one.code}, {one.kind}, {kind}"


def _details(summary: Summary) -> Iterator[Row]:
    for one in summary.school_roadmaps:
        for kind in DIFFERENCES:
            for number, difference in enumerate(one.of_kind(kind)):
                yield _detail(one, difference, summary), () if number else (_anchor(one, kind),)


def _detail(one: RoadmapComparison, difference: Difference, summary: Summary) -> list[Cell]:
    return [
        Cell(one.respondent, looks.SMALL_TEXT),
        Cell(one.roadmap, looks.SMALL_TEXT),
        Cell(difference.code, looks.CODE),
        Cell(DIFFERENCES[difference.kind].told, looks.SMALL_TEXT),
        Cell(shortened(difference.text, 160), looks.SMALL_TEXT),
        Cell(difference.seen, looks.SMALL_TEXT),
        Cell(difference.expected, looks.SMALL_TEXT),
        file_cell(summary, difference.trace.file),
        Cell(difference.trace.place, looks.PLACE),
    ]
