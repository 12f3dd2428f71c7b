"""The last sheet of a summary: every returned file and what became of it, so that the summary can be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import FATES
from roadmapdocs.writers.summary.xlsx_cells import Row, draw_list, file_cell
from roadmapdocs.writers.xlsx.book import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.summary import Source, Summary
    from roadmapdocs.writers.xlsx.book import Book

__all__ = ["draw_sources"]

_COLUMNS = (
    ("Файл", 46),
    ("Что с ним", 20),
    ("Код", 8),
    ("Школа", 36),
    ("Версия формы", 9),
    ("Получен", 12),
    ("Почему не принят", 52),
    ("SHA-256", 34),
)


def draw_sources(book: Book, summary: Summary) -> None:
    """Write «Источники»; a summary that leaves the district names no files."""
    if summary.public:
        return
    page = book.page("Источники", [width for _, width in _COLUMNS])
    page.add([Cell("Из каких файлов составлен свод", looks.TITLE, len(_COLUMNS))], anchor="источники")
    draw_list(page, [caption for caption, _ in _COLUMNS], _rows(summary), summary)


def _rows(summary: Summary) -> Iterator[Row]:
    for source in summary.sources:
        anchors = ["источники: не приняты"] if source.fate == "refused" else []
        yield _row(source, summary), anchors


def _row(source: Source, summary: Summary) -> list[Cell]:
    return [
        file_cell(summary, source.file),
        Cell(FATES[source.fate], looks.FATES[source.fate]),
        Cell(source.code, looks.CODE),
        Cell(source.respondent, looks.TEXT),
        Cell(source.revision, looks.NUMBER),
        Cell(source.received, looks.DATE),
        Cell(source.why, looks.SMALL_TEXT),
        Cell(source.sha256, looks.PLACE),
    ]
