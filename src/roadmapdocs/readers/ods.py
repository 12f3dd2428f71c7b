"""OpenDocument workbooks (.ods, .ots) → grids of visible text (ODF 1.3 part 3, 9), as `xlsx` reads its own."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned
from roadmapdocs.readers.odf_parts import Running, body_of, content_of, read_meta, running_parts, styles_of
from roadmapdocs.readers.odf_table import Tables
from roadmapdocs.readers.odf_text import (
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Element,
    VisibleText,
    hidden_styles,
)
from roadmapdocs.readers.sheets import LAST_COLUMN, LAST_ROW, TRUTH, column_letters, without_ids
from roadmapdocs.readers.xlsx_values import number_text
from roadmapdocs.russian.dates import format_day, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmapdocs.readers.package import Package

__all__ = ["Spot", "located", "read_ods"]

_SHEET, _COLUMN, _NAME, _STYLE_NAME = (f"{TABLE}{name}" for name in ("table", "table-column", "name", "style-name"))
_KIND, _VALUE, _DAY, _TRUTH, _STRING = (
    f"{OFFICE}{name}" for name in ("value-type", "value", "date-value", "boolean-value", "string-value")
)
_PRINT_CODES = frozenset(f"{TEXT}{name}" for name in ("sheet-name", "title", "file-name"))
_REFERENCE = re.compile(r"(?:of:=)?\[?\$?(?:'((?:[^']|'')*)'|([^'.:\[\]]+))\.\$?([A-Z]{1,3})\$?([0-9]{1,7})(?=[:\]]|$)")


def read_ods(package: Package) -> Returned:
    """Read the visible sheets of a workbook, each as one grid, and what is printed over and under them.

    Raises `UnreadableFileError` for a damaged, hostile or oversized package.
    """
    book = _Workbook.read(package)
    blocks: list[Block] = []
    for sheet in book.body.iterchildren(_SHEET):
        name = sheet.get(_NAME, "")
        style = book.styles.get(sheet.get(_STYLE_NAME, ""), _SheetStyle())
        if style.shown and not name.startswith("_"):
            blocks += _blocks(book, name, sheet)
            blocks += _running(book, name, style.page)
    return Returned(blocks, partial(read_meta, package), "ods")


class Spot(NamedTuple):
    """Where a cell is stored: its element, and which of the rows and cells it stands for is meant, from 0."""

    element: Element
    row: int
    column: int


def located(root: Element) -> dict[str, Spot]:
    """Return the cells of all sheets of a content part by the places that `read_ods` gives them."""
    spots: dict[str, Spot] = {}
    text = VisibleText(hidden_styles(root))
    tables = Tables(partial(_text, text), last_row=LAST_ROW, last_column=LAST_COLUMN)
    for sheet in body_of(root, "spreadsheet").iterchildren(_SHEET):
        first: dict[Element, tuple[int, int]] = {}
        for number, placed in tables.rows(sheet):
            for _, column, element in placed:
                top, left = first.setdefault(element, (number, column))
                place = f"{sheet.get(_NAME, '')}!{column_letters(column)}{number}"
                spots[place] = Spot(element, number - top, column - left)
    return spots


@dataclass(frozen=True)
class _SheetStyle:
    """What the style of a sheet says of it: whether people see it, and on which master page it is printed."""

    shown: bool = True
    page: str = ""


@dataclass
class _Workbook:
    """What all sheets share. `names` are the named cells: sheet → reference → names; `printed` reads headers."""

    body: Element
    styles: Mapping[str, _SheetStyle]
    names: Mapping[str, Mapping[str, list[str]]]
    running: list[Running]
    text: VisibleText
    printed: VisibleText
    tables: Tables

    @classmethod
    def read(cls, package: Package) -> _Workbook:
        """Read the content and the styles."""
        root, styles = content_of(package), styles_of(package)
        body = body_of(root, "spreadsheet")
        hidden = hidden_styles(*(part for part in (root, styles) if part is not None))
        text = VisibleText(hidden)
        return cls(
            body=body,
            styles=_sheet_styles(root),
            names=_named_cells(body),
            running=[] if styles is None else list(running_parts(styles)),
            text=text,
            printed=VisibleText(hidden, unseen=_PRINT_CODES),
            tables=Tables(partial(_text, text), last_row=LAST_ROW, last_column=LAST_COLUMN),
        )


def _sheet_styles(root: Element) -> dict[str, _SheetStyle]:
    styles = {}
    for style in root.iterfind(f"{OFFICE}automatic-styles/{STYLE}style"):
        if style.get(f"{STYLE}family") == "table":
            properties = style.find(f"{STYLE}table-properties")
            shown = properties is None or properties.get(f"{TABLE}display") != "false"
            styles[style.get(f"{STYLE}name", "")] = _SheetStyle(shown, style.get(f"{STYLE}master-page-name", ""))
    return styles


def _named_cells(body: Element) -> dict[str, dict[str, list[str]]]:
    """Return the names of single cells, of the book and of sheets; of a range the first cell counts."""
    names: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for element in body.iter(f"{TABLE}named-range", f"{TABLE}named-expression"):
        address = element.get(f"{TABLE}cell-range-address", element.get(f"{TABLE}expression", ""))
        if found := _REFERENCE.match(address):
            quoted, plain, letters, row = found.groups()
            place = names[plain if quoted is None else quoted.replace("''", "'")]
            place.setdefault(letters + row, []).append(element.get(_NAME, ""))
    return names


# --- one sheet --------------------------------------------------------------------------------------------------


def _blocks(book: _Workbook, name: str, sheet: Element) -> Iterator[Block]:
    anchors, label = book.names.get(name, {}), f"{name}!"
    rows: list[list[Cell]] = []
    for number, placed in book.tables.rows(sheet):
        if any(text for text, _, _ in placed):
            references = [f"{column_letters(column)}{number}" for _, column, _ in placed]
            rows.append(
                [
                    Cell(text, column, label + reference, tuple(anchors.get(reference, ())))
                    for (text, column, _), reference in zip(placed, references, strict=True)
                ]
            )
    yield Grid(name, without_ids(rows, first_column_hidden=_hides_first_column(sheet)))
    for shown in book.text.drawn(sheet):
        yield from (Paragraph(line, f"{name}, надпись") for line in shown)


def _hides_first_column(sheet: Element) -> bool:
    first = next(sheet.iter(_COLUMN), None)
    return first is not None and first.get(f"{TABLE}visibility", "visible") != "visible"


def _running(book: _Workbook, name: str, page: str) -> Iterator[Paragraph]:
    """Yield what a sheet prints over and under its pages; names of sheets and files are filled in by the program."""
    for running in book.running:
        if running.page == page:
            for shown in (book.printed.texts(running.element), *book.printed.drawn(running.element)):
                yield from (Paragraph(line.strip(), f"{name}, колонтитул", running=True) for line in shown)


# --- one cell ---------------------------------------------------------------------------------------------------


def _text(text: VisibleText, cell: Element) -> str:
    """Return what a cell says: its value where that is a number, a day or a truth, else its paragraphs."""
    kind = cell.get(_KIND)
    if kind is None:
        return text.lines(cell) if len(cell) else ""
    if kind == "string":
        return text.lines(cell) or cell.get(_STRING, "")
    if kind in ("float", "percentage", "currency") and (raw := cell.get(_VALUE)):
        return number_text(raw)
    if kind == "date" and (day := parse_day(cell.get(_DAY, "").partition("T")[0])):
        return format_day(day)
    if kind == "boolean" and (shown := TRUTH.get(cell.get(_TRUTH, ""))):
        return shown
    return text.lines(cell)
