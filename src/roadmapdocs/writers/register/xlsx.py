"""The register as a workbook: a sheet of pupils with lists to choose from, a sheet of numbers that reckons itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from roadmapdocs.model.pupil_register import WARNING
from roadmapdocs.writers.register.stamping import stamped
from roadmapdocs.writers.register.xlsx_counting import PUPILS, Ranges, helpers
from roadmapdocs.writers.register.xlsx_numbers import draw_numbers
from roadmapdocs.writers.xlsx.book import Book, Cell, Formula
from roadmapdocs.writers.xlsx.style import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.model.pupil_register import PupilRegister, RegisterColumn
    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["write_register_xlsx"]

_LISTS = "Списки"
_WARNING = Look("Реестр: предупреждение", size=12, bold=True, color="B3261E", border=False)
_TITLE = Look("Реестр: заголовок", size=14, bold=True, border=False)
_LINE = Look("Реестр: пояснение", size=10, border=False)
_CAPTION = Look("Реестр: графа", size=9, bold=True, fill="E7EBF0", horizontal="center")
_TEXT = Look("Реестр: текст")
_CENTRED = replace(_TEXT, name="Реестр: выбор", horizontal="center")
_DATE = replace(_CENTRED, name="Реестр: дата", format="DD.MM.YYYY")
_GREY = Look("Реестр: считает программа", size=8, color="8A929B", fill="F3F5F8", horizontal="center")
_LOOKS = {"number": _CENTRED, "text": _TEXT, "date": _DATE, "choice": _CENTRED}

_GAP, _GREY_WIDTH, _ROW_HEIGHT = 3.0, 10.0, 27.0
_FIRST_DAY, _LAST_DAY = "DATE(2000,1,1)", "DATE(2100,12,31)"


def write_register_xlsx(register: PupilRegister) -> bytes:
    """Return the empty register as a workbook; the same register gives the same bytes."""
    return stamped(_drawn, register)


def _drawn(register: PupilRegister) -> bytes:
    book = Book()
    grey = 1 + 5 * len(register.dates)
    page = book.page(PUPILS, [*(column.width for column in register.columns), _GAP, *[_GREY_WIDTH] * grey])
    wide = len(register.columns)
    page.add([Cell(WARNING, _WARNING, wide)])
    page.add([Cell(register.title, _TITLE, wide)])
    for line in (register.school, register.basis, *register.instructions):
        page.add([Cell(line, _LINE, wide)])
    ranges = Ranges(register, page.next + 1)
    _draw_pupils(page, register, ranges)
    draw_numbers(book, register, ranges)
    _offer(book, page, register, ranges)
    _frame(page, register, ranges)
    return book.finish(register.title, register.dated)


def _draw_pupils(page: Page, register: PupilRegister, ranges: Ranges) -> None:
    counted = list(helpers(register, ranges))
    captions = [Cell(column.caption, _CAPTION) for column in register.columns]
    page.add([*captions, Cell(None, _LINE), *(Cell(one.caption, _GREY) for one in counted)], height=40)
    for number in range(1, register.rows + 1):
        row = page.next
        cells = [Cell(number if column.kind == "number" else None, _LOOKS[column.kind]) for column in register.columns]
        results: list[str | float] = ["", *[0.0] * (len(counted) - 1)]
        reckoned = [Cell(Formula(one.at(row), result), _GREY) for one, result in zip(counted, results, strict=True)]
        page.add([*cells, Cell(None, _LINE), *reckoned], height=_ROW_HEIGHT)


def _offer(book: Book, page: Page, register: PupilRegister, ranges: Ranges) -> None:
    """Let cells offer their choices, which stand on a sheet of their own, and take days only where days belong."""
    offered = [column for column in register.columns if column.kind == "choice"]
    lists = book.page(_LISTS, [30.0] * len(offered))
    lists.add(Cell(column.caption, _CAPTION) for column in offered)
    longest = max(len(column.choices) for column in offered)
    for line in range(longest):
        lists.add(Cell(_choice(column.choices, line), _TEXT) for column in offered)
    lists.sheet.sheet_state = "hidden"
    for number, column in enumerate(offered, start=1):
        letter = get_column_letter(number)
        place = f"{_LISTS}!${letter}$2:${letter}${len(column.choices) + 1}"
        _validate(page, ranges[column.id], _choices(column, place))
    for column in register.columns:
        if column.kind == "date":
            _validate(page, ranges[column.id], _days(column))


def _choice(choices: Sequence[str], place: int) -> str | float | None:
    """Return a choice as the cell shall hold it: digits as a number, so that what is chosen can be counted."""
    text = choices[place] if place < len(choices) else None
    return int(text) if text is not None and text.isdigit() else text


def _choices(column: RegisterColumn, place: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=place,
        allow_blank=True,
        showErrorMessage=column.closed,
        errorTitle=column.caption,
        error="Выберите значение из списка." if column.closed else None,
        showInputMessage=True,
        promptTitle=column.caption,
        prompt="Выберите из списка." if column.closed else "Выберите из списка или впишите своё.",
    )


def _days(column: RegisterColumn) -> DataValidation:
    return DataValidation(
        type="date",
        operator="between",
        formula1=_FIRST_DAY,
        formula2=_LAST_DAY,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.caption,
        error="Впишите дату, например 20.11.2023.",
    )


def _validate(page: Page, cells: str, validation: DataValidation) -> None:
    validation.add(cells.replace("$", ""))
    page.sheet.add_data_validation(validation)


def _frame(page: Page, register: PupilRegister, ranges: Ranges) -> None:
    """Freeze the captions and the names, fold the grey columns away, print the rest with the warning on every page."""
    sheet, header = page.sheet, ranges.first - 1
    last = get_column_letter(len(register.columns))
    sheet.freeze_panes = f"C{ranges.first}"
    sheet.auto_filter.ref = f"A{header}:{last}{ranges.last}"
    for name, letter in ranges.letters.items():
        if name and name not in {column.id for column in register.columns}:
            sheet.column_dimensions[letter].outlineLevel = 1
            sheet.column_dimensions[letter].hidden = True
    page.print_as(WARNING, title_rows=f"{header}:{header}")
    sheet.print_area = f"A1:{last}{ranges.last}"
    cast("Any", sheet.oddHeader).center.text = WARNING
