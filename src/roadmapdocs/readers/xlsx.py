"""Workbooks (.xlsx, .xlsm) → grids of visible text (ECMA-376 part 1, 18). Sheets people do not see are not read."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned
from roadmapdocs.readers.properties import read_properties
from roadmapdocs.readers.sheets import LAST_COLUMN, LAST_ROW, TRUTH, column_letters, without_ids
from roadmapdocs.readers.xlsx_values import (
    date_styles,
    day_text,
    decoded,
    item_text,
    namespace,
    number_text,
)
from roadmapdocs.russian.dates import format_day, parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from roadmapdocs.readers.package import Package

__all__ = ["read_xlsx", "sheet_parts"]

MOST_ELEMENTS = 1_000_000
MOST_COVERED = 200_000

_SIDES = re.compile("&[LCR]")
_PRINT_CODE = re.compile(r'&(?:&|"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z+-])')
_HEADERS = ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter")
_count = etree.XPath("count(.//*)")  # libxml2 counts them without a Python object for each
_SEND_THE_FORM = "send the form itself"


def read_xlsx(package: Package) -> Returned:
    """Read the visible sheets of a workbook, each as one grid, and what is printed over and under them.

    Raises `UnreadableFileError` for a damaged, hostile or oversized package.
    """
    part = next(iter(package.related_by_type("", "officeDocument")), "")
    book = _Workbook.read(package, part)
    blocks: list[Block] = []
    for name, sheet in _visible_sheets(package, part, book):
        blocks += _blocks(book, name, package.xml(sheet))
    return Returned(blocks, partial(read_properties, package), "xlsx")


def sheet_parts(package: Package) -> dict[str, str]:
    """Return the parts of the sheets that `read_xlsx` reads, by the names that places in them begin with."""
    part = next(iter(package.related_by_type("", "officeDocument")), "")
    return dict(_visible_sheets(package, part, _Workbook.read(package, part)))


@dataclass
class _Workbook:
    """What all sheets share. `names` are the defined names of cells: sheet → reference → names."""

    root: etree._Element
    strings: list[str]
    read_styles: Callable[[], etree._Element | None]
    since_1904: bool
    names: Mapping[str, Mapping[str, tuple[str, ...]]]

    @cached_property
    def dates(self) -> frozenset[str]:
        """The styles that show a number as a day; read only where a sheet has numbers."""
        styles = self.read_styles()
        return frozenset() if styles is None else date_styles(styles)

    @classmethod
    def read(cls, package: Package, part: str) -> _Workbook:
        """Read the workbook's own part, its shared strings and its styles."""
        root = package.xml(part)
        strings = _first(package, part, "sharedStrings")
        settings = root.find(f"{namespace(root)}workbookPr")
        return cls(
            root=root,
            strings=[] if strings is None else [item_text(item) for item in strings],
            read_styles=partial(_first, package, part, "styles"),
            since_1904=settings is not None and settings.get("date1904") in ("1", "true"),
            names=_defined_names(root),
        )


def _first(package: Package, part: str, kind: str) -> etree._Element | None:
    """Return the related part of a kind, or None where the package has none."""
    return next((package.xml(name) for name in package.related_by_type(part, kind) if name in package), None)


def _visible_sheets(package: Package, part: str, book: _Workbook) -> Iterator[tuple[str, str]]:
    """Yield the names and parts of the sheets that people see, each part once; `_…` is technical by its name."""
    related = package.related(part)
    seen: set[str] = set()
    for sheet in _children(book.root, "sheets"):
        name = decoded(sheet.get("name", ""))
        target = next((related.get(str(value), "") for key, value in sheet.items() if key.endswith("}id")), "")
        if sheet.get("state", "visible") == "visible" and not name.startswith("_") and target not in ("", *seen):
            seen.add(target)
            yield name, target


def _defined_names(root: etree._Element) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the names of single cells; of a range, as a merged cell may be written, the first cell counts."""
    names: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for element in _children(root, "definedNames"):
        sheet, _, cells = (element.text or "").rpartition("!")
        name = element.get("name", "")
        if sheet and not name.startswith("_xlnm"):
            cell = cells.partition(":")[0].replace("$", "")
            place = names[sheet]
            place[cell] = (*place[cell], name) if cell in place else (name,)
    return {_unquoted(sheet): cells for sheet, cells in names.items()}


def _unquoted(sheet: str) -> str:
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _children(root: etree._Element, name: str) -> Iterable[etree._Element]:
    """Return the children of the child called `name`."""
    child = root.find(f"{namespace(root)}{name}")
    return () if child is None else child


# --- one sheet --------------------------------------------------------------------------------------------------


def _blocks(book: _Workbook, name: str, root: etree._Element) -> Iterator[Block]:
    space = namespace(root)
    data = root.find(f"{space}sheetData")
    if data is not None:
        rows = list(_Sheet(book, name, root, space).rows(data))
        yield Grid(name, without_ids(rows, first_column_hidden=_hides_first_column(root)))
    for printed in _children(root, "headerFooter"):
        yield from _running(name, printed)


def _running(name: str, printed: etree._Element) -> Iterator[Paragraph]:
    """Yield what a sheet prints over and under its pages: the texts of the left, the middle and the right."""
    if str(printed.tag).rpartition("}")[2] in _HEADERS:
        for side in _SIDES.split(decoded(printed.text or "").replace("&&", "\0")):
            if text := _PRINT_CODE.sub("", side).replace("\0", "&").strip():
                yield Paragraph(text, f"{name}, колонтитул", running=True)


def _hides_first_column(root: etree._Element) -> bool:
    columns = _children(root, "cols")
    return any(column.get("min") == "1" and column.get("hidden") in ("1", "true") for column in columns)


class _Sheet:
    """One sheet while it is read."""

    def __init__(self, book: _Workbook, name: str, root: etree._Element, space: str) -> None:
        self._book, self._label, self._value_tag = book, f"{name}!", f"{space}v"
        self._anchors = book.names.get(name, {})
        self._covered = _covered(root)

    def rows(self, data: etree._Element) -> Iterator[list[Cell]]:
        """Yield the rows that have cells."""
        if _count(data) > MOST_ELEMENTS:
            raise UnreadableFileError(
                "the sheet is too large to be a form", place=self._label, hint=_SEND_THE_FORM, reason="too_large"
            )
        number = 0
        for row in data:
            stated = row.get("r", "")
            number = int(stated) if stated.isdecimal() and len(stated) < _LONG else number + 1
            if 0 < number <= LAST_ROW and (cells := self._cells(row, number)):
                yield cells

    def _cells(self, row: etree._Element, number: int) -> list[Cell]:
        """Return the cells of a row: this is where the time goes, so it makes few calls."""
        covered, anchors, label, columns = self._covered, self._anchors, self._label, _COLUMNS
        cells: list[Cell] = []
        column, digits = -1, -len(str(number))
        for element in row:
            stated = element.get("r") or f"{column_letters(column + 1)}{number}"
            known = columns.get(stated[:digits])
            column = _column(stated.rstrip(_DIGITS)) if known is None else known
            if stated not in covered and column < LAST_COLUMN:
                text = self._text(element) if len(element) else ""
                cells.append(Cell(text, column, label + stated, anchors.get(stated, ())))
        return cells

    def _text(self, cell: etree._Element) -> str:
        """Return what a cell shows; its last child holds the value, before it may stand a formula."""
        child, kind = cell[-1], cell.get("t")
        if kind == "inlineStr":
            return item_text(child)
        raw = child.text or "" if child.tag == self._value_tag else cell.findtext(self._value_tag, "")
        if kind == "s":
            return self._shared(raw)
        if kind is not None and kind != "n":
            return _other(kind, raw)
        if raw and cell.get("s") in self._book.dates:
            return day_text(raw, since_1904=self._book.since_1904)
        return number_text(raw)

    def _shared(self, raw: str) -> str:
        index = int(raw) if raw.isdecimal() and len(raw) < _LONG else -1
        return self._book.strings[index] if 0 <= index < len(self._book.strings) else ""


def _other(kind: str, raw: str) -> str:
    """Return the text of a truth value, a day in ISO 8601, the text of a formula, or an error."""
    if kind == "b":
        return TRUTH.get(raw.strip(), raw)
    if kind == "d":
        day = parse_day(raw.partition("T")[0])
        return format_day(day) if day else raw
    return decoded(raw)


# --- references -------------------------------------------------------------------------------------------------

_DIGITS = "0123456789"
_LONG = 9
"""Digits no row number and no index of a form has."""


_LETTERS = tuple(column_letters(column) for column in range(702))
"""The columns that forms have, A to ZZ."""

_COLUMNS = {letters: column for column, letters in enumerate(_LETTERS)}


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    """Return the column of its letters, from 0; a column that no sheet has if they are none."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number - 1 if 0 < number <= LAST_COLUMN else LAST_COLUMN


_IN_ONE_ROW = re.compile(r"([A-Z])([1-9]\d{0,5}):([A-Z])\2").fullmatch


def _covered(root: etree._Element) -> frozenset[str]:
    """Return the references of the cells that lie under merged cells, the top left ones not counted.

    Merges may claim a whole sheet: only as many cells are followed as a form could need.
    """
    covered: list[str] = []
    for merged in _children(root, "mergeCells"):
        reference = merged.get("ref", "")
        if usual := _IN_ONE_ROW(reference):
            covered += [letters + usual[2] for letters in _LETTERS[_COLUMNS[usual[1]] + 1 : _COLUMNS[usual[3]] + 1]]
        else:
            first, _, last = reference.partition(":")
            (left, top), (right, bottom) = _place(first), _place(last)
            columns = _LETTERS[left : right + 1]
            rows = range(top, bottom + 1) if columns else ()
            every = (f"{letters}{row}" for row in rows for letters in columns)
            covered += islice(every, 1, MOST_COVERED)
        if len(covered) > MOST_COVERED:
            break
    return frozenset(covered)


def _place(reference: str) -> tuple[int, int]:
    """Return the column, from 0, and the row of a reference; a place beyond all sheets if it is none."""
    letters = reference.rstrip(_DIGITS)
    row = reference[len(letters) :]
    return _column(letters), int(row) if 0 < len(row) < _LONG else LAST_ROW + 1
