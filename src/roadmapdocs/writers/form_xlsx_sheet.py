"""A laid-out form becomes a workbook: cells, lists, checks on typing, names, protection, print."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from roadmapdocs.answers import normalise
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.model.form import FieldType
from roadmapdocs.russian.dates import format_day
from roadmapdocs.writers.form_xlsx_looks import FONT, Look
from roadmapdocs.writers.form_xlsx_text import xstring
from roadmapdocs.writers.package import hole

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from roadmapdocs.model.form import Blank, Choice, Field, Limits
    from roadmapdocs.writers.form_xlsx_layout import Layout, Placed

__all__ = ["SHEET", "draw"]

SHEET, LISTS = "Отчёт", "_meta"

_PIXELS_PER_UNIT = 7
_THIN = Side(style="thin", color="A6A6A6")
_BOX, _NO_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN), Border()
_MARGIN, _MARGIN_OF_HEADER = 0.4, 0.25
_TITLE_LENGTH, _MESSAGE_LENGTH = 32, 255
_EARLIEST = date(2000, 1, 1)


def draw(blank: Blank, layout: Layout) -> Workbook:
    """Return the workbook of a blank, with holes where respondents differ; prefilled cells are left empty."""
    book = Workbook()
    book._fonts[0] = Font(name=FONT, size=11)  # noqa: SLF001 - column widths are counted in its digits
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _shape(sheet, layout)
    for placed in layout.cells:
        _put(sheet, placed)
    asked = {placed.address: placed for placed in layout.cells if placed.address}
    lists = _lists(book, blank)
    for validation in _validations(blank, asked, lists):
        sheet.add_data_validation(validation)
    for address, placed in asked.items():
        name = "fld_" + re.sub(r"\W", "_", address)
        book.defined_names[name] = DefinedName(name, attr_text=f"'{SHEET}'!${_letter(placed)}${placed.row}")
    _protect(sheet, next(iter(asked.values()), None))
    _printed(sheet)
    book.custom_doc_props.append(StringProperty(name="roadmapdocs.key", value=hole("key")))
    return book


def _letter(placed: Placed) -> str:
    return get_column_letter(placed.first)


# --- cells ------------------------------------------------------------------------------------------------------


def _shape(sheet: Worksheet, layout: Layout) -> None:
    sheet.column_dimensions["A"].hidden = True
    for column, pixels in enumerate(layout.pixels, start=2):
        sheet.column_dimensions[get_column_letter(column)].width = pixels / _PIXELS_PER_UNIT
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = height
    for row in layout.hidden:
        sheet.row_dimensions[row].hidden = True


def _put(sheet: Worksheet, placed: Placed) -> None:
    if placed.last > placed.first:
        sheet.merge_cells(start_row=placed.row, end_row=placed.row, start_column=placed.first, end_column=placed.last)
    for column in range(placed.first, placed.last + 1):
        _dress(sheet.cell(placed.row, column), placed.look)
    if placed.text:
        _write(sheet, placed.row, placed.first, placed.text)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text that stays a text: openpyxl would make a formula of one that begins with `=`."""
    cell = sheet.cell(row, column, xstring(text))
    cell.data_type = "s"


def _dress(cell: Cell | MergedCell, look: Look) -> None:
    style = look.value
    cell.font = Font(name=FONT, size=style.size, bold=style.bold, italic=style.italic, color=style.color)
    if style.fill:
        cell.fill = PatternFill("solid", fgColor=style.fill)
    cell.alignment = Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True)
    cell.border = _BOX if style.border else _NO_BOX
    cell.protection = Protection(locked=style.locked)
    cell.number_format = style.format


# --- lists and checks on typing ---------------------------------------------------------------------------------


def _lists(book: Workbook, blank: Blank) -> dict[tuple[Choice, ...], str]:
    """Put the lists of choices on a hidden sheet, a column each, and return the names of their ranges."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    names: dict[tuple[Choice, ...], str] = {}
    for choices in dict.fromkeys(field.choices for field in blank.fields.values() if field.choices):
        column = len(names) + 1
        for row, choice in enumerate(choices, start=1):
            _write(sheet, row, column, normalise(choice.label))
        letter, name = get_column_letter(column), f"list_{column}"
        names[choices] = name
        book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(choices)}")
    return names


def _validations(blank: Blank, asked: dict[str, Placed], lists: dict[tuple[Choice, ...], str]) -> list[DataValidation]:
    """Return the checks, one for all cells that ask the same."""
    cells: dict[tuple[object, ...], list[str]] = {}
    fields: dict[tuple[object, ...], Field] = {}
    for address, placed in asked.items():
        field = blank.fields[address]
        same = (field.type, field.caption, field.prompt, field.limits, field.choices)
        fields[same] = field
        cells.setdefault(same, []).append(f"{_letter(placed)}{placed.row}")
    return [_validation(field, lists, " ".join(cells[same])) for same, field in fields.items()]


def _validation(field: Field, lists: dict[tuple[Choice, ...], str], cells: str) -> DataValidation:
    """Return a check. Only a list refuses: words in place of a number or a date may be a true answer («н/п»)."""
    condition, expected = _CHECKS[field.type](field, lists)
    refused = f"{expected} Если верен другой ответ, подтвердите его."
    return DataValidation(
        sqref=cells,
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=xstring(textwrap.shorten(field.caption, _TITLE_LENGTH, placeholder="…")),
        prompt=_message(expected),
        errorTitle="Проверьте ответ",
        error=_message(expected if field.type is FieldType.CHOICE else refused),
        errorStyle="stop" if field.type is FieldType.CHOICE else "warning",
        **condition,
    )


def _message(text: str) -> str:
    return xstring(textwrap.shorten(text, _MESSAGE_LENGTH, placeholder="…"))


def _check_text(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    hint = field.prompt[:1].upper() + field.prompt[1:] or "Впишите ответ"
    longest = field.limits.max_length
    return {}, f"{hint}: не больше {longest} знаков." if longest else f"{hint}."


def _check_integer(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    low, high = field.limits.minimum, field.limits.maximum
    condition = _between("whole", str(0 if low is None else low), None if high is None else str(high))
    return condition, f"Укажите целое число {_range(field.limits)}без слов и процентов, например 12."


def _check_date(field: Field, _lists: object) -> tuple[dict[str, str], str]:
    low = field.limits.minimum if isinstance(field.limits.minimum, date) else _EARLIEST
    high = field.limits.maximum
    condition = _between("date", _serial(low), _serial(high) if isinstance(high, date) else None)
    limits = _range(field.limits).strip(" ")
    return (
        condition,
        f"Укажите дату в виде 15.03.2024{', ' if limits else '.'}{limits.rstrip(',')}{'.' if limits else ''}",
    )


def _check_choice(field: Field, lists: dict[tuple[Choice, ...], str]) -> tuple[dict[str, str], str]:
    return {
        "type": "list",
        "formula1": lists[field.choices],
    }, "Выберите ответ из списка: кнопка справа от клетки или Alt+↓."


_CHECKS = {
    FieldType.TEXT: _check_text,
    FieldType.INTEGER: _check_integer,
    FieldType.DATE: _check_date,
    FieldType.CHOICE: _check_choice,
}


def _between(kind: str, low: str, high: str | None) -> dict[str, str]:
    if high is None:
        return {"type": kind, "operator": "greaterThanOrEqual", "formula1": low}
    return {"type": kind, "operator": "between", "formula1": low, "formula2": high}


def _serial(day: date) -> str:
    return str((day - date(1899, 12, 30)).days)


def _range(limits: Limits) -> str:
    """Return «от 0 до 400, », «с 01.07.2023 по 31.08.2024, » or nothing."""
    low, high = limits.minimum, limits.maximum
    words = ("с", "по") if isinstance(low, date) or isinstance(high, date) else ("от", "до")
    parts = [f"{word} {_shown(end)}" for word, end in zip(words, (low, high), strict=True) if end is not None]
    return f"{' '.join(parts)}, " if parts else ""


def _shown(end: date | int) -> str:
    return format_day(end) if isinstance(end, date) else str(end)


# --- the sheet --------------------------------------------------------------------------------------------------


def _protect(sheet: Worksheet, first: Placed | None) -> None:
    """Lock what is printed, without a password; widths, heights and the look of cells may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 100
    if first:
        selection = sheet.sheet_view.selection[0]
        selection.activeCell = selection.sqref = f"{_letter(first)}{first.row}"


def _printed(sheet: Worksheet) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", 9, 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top = margins.bottom = 2 * _MARGIN
    margins.header = margins.footer = _MARGIN_OF_HEADER
    sheet.print_options.horizontalCentered = True
    key = f"{KEY_LABEL}: {hole('key')}"
    sheet.oddHeader.right.text = sheet.oddFooter.left.text = key
    sheet.oddFooter.right.text = "Страница &P из &N"
    for part in (sheet.oddHeader.right, sheet.oddFooter.left, sheet.oddFooter.right):
        part.font, part.size = f"{FONT},Regular", 9
