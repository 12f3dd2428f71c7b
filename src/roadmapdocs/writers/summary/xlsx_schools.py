"""The sheets of a summary with every school's numbers: side by side, and one by one with their files and places."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from roadmapdocs.model.measures import NO_TRACE
from roadmapdocs.writers.summary import xlsx_looks as looks
from roadmapdocs.writers.summary.words import ALL_OTHERS, NO_DATA, NO_FILE, NOT_APPLICABLE, share_word
from roadmapdocs.writers.summary.xlsx_cells import Row, draw_list, file_cell, names_height, pages_across, shortened
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.model.summary import IndicatorLine, RespondentLine, Share, Summary, Trace

__all__ = ["Block", "blocks", "draw_school_indicators"]

_DETAIL = "Ответы по показателям"
_FIRST = 3
"""The row of the detail sheet where its lines begin: under the title and the captions."""

_NUMBERS, _WHOLES, _ANSWERS, _REACHED = "E", "F", "D", "I"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one indicator on the sheet of details: formulas over them, and the name that links find them by."""

    first: int
    rows: int
    anchor: str

    def _column(self, letter: str) -> str:
        return f"'{_DETAIL}'!{letter}{self.first}:{letter}{self.first + self.rows - 1}"

    @property
    def numerator(self) -> str:
        """The formula of Σn."""
        return f"SUM({self._column(_NUMBERS)})"

    @property
    def reached(self) -> str:
        """The cells that say whether each school reaches the target."""
        return self._column(_REACHED)

    def denominator(self, line: IndicatorLine) -> str:
        """Return the formula of Σd; for a share of schools, of the schools that the indicator concerns."""
        if line.aggregation == "schools":
            answers = self._column(_ANSWERS)
            return f'ROWS({answers})-COUNTIF({answers},"{NOT_APPLICABLE}")'
        return f"SUM({self._column(_WHOLES)})"


def blocks(summary: Summary) -> Mapping[str, Block]:
    """Return where the lines of every indicator stand on the sheet of details, by the indicator's code."""
    found, row = {}, _FIRST
    for line, _ in _asked(summary):
        rows = sum(cell is not None for cell in line.cells) + (line.others is not None)
        found[line.code] = Block(row, rows, f"ответы: {line.code}" if rows else "")
        row += rows
    return found


def _asked(summary: Summary) -> Iterator[tuple[IndicatorLine, Sequence[RespondentLine]]]:
    return chain(
        ((line, summary.respondents) for line in summary.indicators),
        ((line, (summary.department,)) for line in summary.department_indicators),
    )


def draw_school_indicators(book: Book, summary: Summary) -> None:
    """Write «Показатели школ» and «Ответы по показателям»."""
    _draw_side_by_side(book, summary)
    _draw_details(book, summary)


# --- side by side -------------------------------------------------------------------------------------------------

_PRINTED = (("Код", 7.0), ("Показатель", 46.0), ("Единица", 15.0))
_CELL_WIDTH = 10.0
_CELLS_NOTE = (
    "«8 из 20» — числитель и знаменатель школы. «Нет отчёта» — школа отчёт не представила; «не применимо» — так "
    "ответила школа; черта — показатель её не касается; пустая клетка — школа не ответила. Зелёным отмечены школы, "
    "которые достигли плана сами, красным — которые не достигли."
)


def _draw_side_by_side(book: Book, summary: Summary) -> None:
    schools = summary.respondents
    page = book.page("Показатели школ", [width for _, width in _PRINTED] + [_CELL_WIDTH] * len(schools))
    page.add([Cell("Что ответили школы", looks.TITLE, 3)])
    captions = [Cell(caption, looks.CAPTION) for caption, _ in _PRINTED]
    names = (Cell(line.name, looks.NAME) for line in schools)
    header = page.add([*captions, *names], height=names_height(schools))
    for line in summary.indicators:
        page.add(_side_by_side(line, schools))
    page.sheet.freeze_panes = f"D{header + 1}"
    if summary.indicators:
        page.sheet.auto_filter.ref = f"A{header}:{get_column_letter(3)}{page.next - 1}"
    page.skip()
    page.add([Cell(_CELLS_NOTE, looks.NOTE, 3)])
    rows = f"{header}:{header}"
    page.print_as(summary.title, title_rows=rows, title_columns="A:C", across=pages_across(schools))


def _side_by_side(line: IndicatorLine, schools: Sequence[RespondentLine]) -> Iterator[Cell]:
    yield Cell(line.code, looks.CODE)
    yield Cell(line.title, looks.SMALL_TEXT)
    yield Cell(line.unit, looks.SMALL_TEXT)
    verdicts = line.cells_reached or (None,) * len(schools)
    for cell, school, reached in zip(line.cells, schools, verdicts, strict=True):
        word = NO_FILE if school.state == "missing" and cell is not None else share_word(line, cell)
        look = looks.MARKS.get(word, looks.SMALL_VALUE) if isinstance(word, str) else looks.NUMBER
        look = look if reached is None else looks.OWN_REACHED[reached]
        yield Cell(word, look, link="" if cell is None else _cell_anchor(line, school))


# --- one by one ---------------------------------------------------------------------------------------------------

_COLUMNS = (
    ("Код", 7),
    ("Показатель", 42),
    ("Школа", 30),
    ("Ответ", 15),
    ("Числитель", 10),
    ("Знаменатель", 11),
    ("Доля", 9),
    ("Нужно для плана", 10),
    ("План достигнут", 11),
    ("Как написано", 16),
    ("Файл", 30),
    ("Место", 18),
)
_OTHERS = "Прочие школы вместе"


def _cell_anchor(line: IndicatorLine, respondent: RespondentLine) -> str:
    return f"ответ: {line.code}, {respondent.code}"


def _draw_details(book: Book, summary: Summary) -> None:
    columns = _COLUMNS[:-3] if summary.public else _COLUMNS
    page = book.page(_DETAIL, [width for _, width in columns])
    page.add([Cell("Из каких ответов сложены показатели", looks.TITLE, len(columns))])
    assert page.next == _FIRST - 1
    draw_list(page, [caption for caption, _ in columns], _details(summary, len(columns)), summary, fixed=1)


def _details(summary: Summary, columns: int) -> Iterator[Row]:
    row = _FIRST
    for line, respondents in _asked(summary):
        for number, cell in enumerate(line.cells):
            if cell is not None:
                respondent = respondents[number]
                cells = [
                    *_printed(line, respondent.name, _answer_word(cell, respondent)),
                    *_numbers(cell, row),
                    *_verdict(line, number),
                    *_origin(line.traces[number] if line.traces else NO_TRACE, summary),
                ]
                yield cells[:columns], [f"ответы: {line.code}", _cell_anchor(line, respondent)]
                row += 1
        if line.others is not None:
            yield _printed(line, _OTHERS, ALL_OTHERS) + _numbers(line.others, row)[:4], [f"ответы: {line.code}"]
            row += 1


def _printed(line: IndicatorLine, name: str, word: str) -> list[Cell]:
    look = looks.MARKS.get(word, looks.SMALL_VALUE)
    texts = (Cell(shortened(line.title), looks.SMALL_TEXT), Cell(name, looks.SMALL_TEXT))
    return [Cell(line.code, looks.CODE), *texts, Cell(word, look)]


def _numbers(cell: Share, row: int) -> list[Cell]:
    told = cell.known and not cell.hidden
    n, d = (cell.numerator, cell.denominator) if told else (None, None)
    share = Formula(f"{_NUMBERS}{row}/{_WHOLES}{row}", cell.ratio) if told and cell.ratio is not None else None
    return [Cell(n, looks.NUMBER), Cell(d, looks.NUMBER), Cell(share, looks.PERCENT)]


def _verdict(line: IndicatorLine, number: int) -> Iterator[Cell]:
    """Yield what the target needs of a school, and whether the school reaches it."""
    needed = line.cells_needed[number] if line.cells_needed else None
    reached = line.cells_reached[number] if line.cells_reached else None
    yield Cell(needed, looks.NUMBER)
    yield Cell(None, looks.VALUE) if reached is None else Cell("да" if reached else "нет", looks.OWN_REACHED[reached])


def _origin(trace: Trace, summary: Summary) -> Iterator[Cell]:
    """Yield what was written, in which file and where."""
    yield Cell(trace.raw, looks.SMALL_TEXT)
    yield file_cell(summary, trace.file)
    yield Cell(trace.place, looks.PLACE)


def _answer_word(cell: Share, respondent: RespondentLine) -> str:
    if respondent.state == "missing":
        return NO_FILE
    if cell.hidden:
        return ALL_OTHERS
    if cell.not_applicable:
        return NOT_APPLICABLE
    return "получен" if cell.known else NO_DATA
