"""The tables of a Word form: cloned from the template's prototype, with one inline control per input cell.

What survives which office program, and so why the cells look like this, is in docs/decisions/0003-grid-first.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from lxml import etree

from roadmapdocs.answers import text_of
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.form import Blank, ColumnKind, Field, FieldType, SectionRow, Table
from roadmapdocs.writers.docx.table_view import Cell, Line, Row, lines_of
from roadmapdocs.writers.docx.tables import fill_table
from roadmapdocs.writers.form.docx_parts import placeholder_name

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from roadmapdocs.model import form

__all__ = ["draw_tables"]

_FIRST_CONTROL_ID = 41_000_000
_LONGEST_ALIAS = 64
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_HEAD, _SECTION, _BODY = range(3)
_LIKE = {ColumnKind.CODE: 0, ColumnKind.PRINTED: 1, ColumnKind.INPUT: 2}
_NOT_ASKED = 3
"""The prototype's rows, and the cells in them: one for each kind of column, and one for a cell that asks nothing."""

Shown = Callable[[str], str]
"""Address of a cell → the text in it, «» where its prompt or the blank's own text stands."""


def draw_tables(document: BaseOxmlElement, blank: Blank, filled: frozenset[str], text: Callable[[str], str]) -> None:
    """Put the blank's tables in the place of the template's prototype.

    `filled` are the addresses of cells that the respondent's own text stands in; `text(address)` gives it.
    Raises `TemplateError` if the template has no prototype.
    """

    def shown(address: str) -> str:
        if address in filled:
            return text(address)
        field = blank.fields.get(address)
        return "" if field is None else text_of(field, field.prefill)

    prototype = _find_prototype(document)
    numbers = count(1)
    for table in blank.tables:
        prototype.put(prototype.title, table.title)
        if table.about:
            prototype.put(prototype.about, table.about)
        drawn = prototype.put_table(list(_rows(table, shown)), [column.width for column in table.columns])
        _furnish(drawn, table, shown, numbers)
    prototype.remove()


# --- the prototype --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Prototype:
    """The pieces of the template that are cloned: a table with its title and a line of explanation."""

    title: CT_P
    about: CT_P
    table: CT_Tbl

    def put(self, paragraph: CT_P, text: str) -> None:
        """Put a paragraph like one of the prototype's in front of it."""
        copy = deepcopy(paragraph)
        for child in list(copy):
            if child.tag != qn("w:pPr"):
                copy.remove(child)
        copy.add_r().text = text
        _put_before(self.title, copy)

    def put_table(self, rows: list[Row], weights: list[float]) -> CT_Tbl:
        """Put a table like the prototype in front of it; return it."""
        total = sum(int(column.w or 0) for column in self.table.tblGrid.gridCol_lst) // 635  # EMU in a twip
        copy = deepcopy(self.table)
        fill_table(copy, rows, _shares(total, weights))
        _put_before(self.title, copy)
        return copy

    def remove(self) -> None:
        """Take the prototype out of the document."""
        pieces: tuple[etree._Element, ...] = (self.title, self.about, self.table)
        for element in pieces:
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)


def _put_before(place: etree._Element, element: etree._Element) -> None:
    place.addprevious(element)


def _find_prototype(document: BaseOxmlElement) -> _Prototype:
    for table in document.iter(qn("w:tbl")):
        about = table.getprevious()
        title = about.getprevious() if about is not None else None
        if "‹код›" in "".join(table.itertext()) and isinstance(title, CT_P) and isinstance(about, CT_P):
            assert isinstance(table, CT_Tbl)
            return _Prototype(title, about, table)
    raise TemplateError(
        "the form template has no prototype table",
        hint="it needs a title, a line of explanation and a table of three rows with ‹код› in the last",
        place="form.docx",
    )


def _shares(total: int, weights: list[float]) -> list[int]:
    """Divide a width in proportion; the last share takes what rounding leaves."""
    widths = [int(total * weight / sum(weights)) for weight in weights]
    return [*widths[:-1], total - sum(widths[:-1])]


# --- what stands in the cells ---------------------------------------------------------------------------------------


def _rows(table: Table, shown: Shown) -> Iterator[Row]:
    yield Row(_HEAD, tuple(Cell((Line(column.caption),), _LIKE[column.kind]) for column in table.columns))
    for row in table.rows:
        if isinstance(row, SectionRow):
            yield Row(_SECTION, (Cell((Line(row.title),), span=len(table.columns)),))
        else:
            yield Row(_BODY, tuple(_cell(row, column, shown) for column in table.columns))


def _cell(row: form.Row, column: form.Column, shown: Shown) -> Cell:
    if column.kind is ColumnKind.CODE:
        return Cell((Line(row.code),), _LIKE[column.kind])
    if column.id in row.fields:
        text = shown(f"{row.id}.{column.id}") or row.fields[column.id].shown_prompt
        return Cell((Line(text),), _LIKE[ColumnKind.INPUT])
    printed = shown(f"{row.id}.{column.id}") or row.printed.get(column.id, "")
    return Cell(lines_of(printed), _LIKE[ColumnKind.PRINTED] if printed else _NOT_ASKED)


def _furnish(drawn: CT_Tbl, table: Table, shown: Shown, numbers: Iterator[int]) -> None:
    """Hang a bookmark on every code and put a control into every input cell."""
    for row, drawn_row in zip(table.rows, drawn.tr_lst[1:], strict=True):
        if isinstance(row, SectionRow):
            continue
        for column, cell in zip(table.columns, drawn_row.tc_lst, strict=True):
            if column.kind is ColumnKind.CODE:
                _bookmark(cell, f"r_{row.id}", next(numbers))
            elif column.id in row.fields:
                address = f"{row.id}.{column.id}"
                _control(cell, row.fields[column.id], address, next(numbers), empty=not shown(address))


def _bookmark(cell: CT_Tc, name: str, number: int) -> None:
    run = _only_run(cell)
    run.addprevious(_element("w:bookmarkStart", id=str(number), name=name))
    run.addnext(_element("w:bookmarkEnd", id=str(number)))


def _control(cell: CT_Tc, field: Field, address: str, number: int, *, empty: bool) -> None:
    """Wrap the cell's only run in an inline content control (ECMA-376 part 1, 17.5.2.31)."""
    run = _only_run(cell)
    for written in run.iter(qn("w:t")):
        written.set(_XML_SPACE, "preserve")
    if empty:
        cell.p_lst[0].r_lst[0].style = "PlaceholderText"
    control = _element("w:sdt")
    run.addprevious(control)
    properties = etree.SubElement(control, qn("w:sdtPr"))
    properties.append(_element("w:alias", val=_alias(field.caption, address)))
    properties.append(_element("w:tag", val=address))
    properties.append(_element("w:id", val=str(_FIRST_CONTROL_ID + number)))
    properties.append(_element("w:lock", val="sdtLocked"))
    if field.prompt:
        prompt = etree.SubElement(properties, qn("w:placeholder"))
        prompt.append(_element("w:docPart", val=placeholder_name(field.prompt)))
    if empty:
        properties.append(_element("w:showingPlcHdr"))
    if empty or field.type is not FieldType.TEXT:
        properties.append(_control_type(field))
    etree.SubElement(control, qn("w:sdtContent")).append(run)


def _alias(caption: str, address: str) -> str:
    """Return the title of a control: the caption, cut where Word would refuse it, and the address."""
    room = _LONGEST_ALIAS - len(f" [{address}]")
    shown = caption if len(caption) <= room else f"{caption[: room - 1].rstrip(' ,(')}…"
    return f"{shown} [{address}]"


def _only_run(cell: CT_Tc) -> etree._Element:
    return cell.p_lst[0].r_lst[0]


def _control_type(field: Field) -> etree._Element:
    """Return the kind of a control (ECMA-376 part 1, 17.5.2). A list item's value is its label: editors swap them.

    A text that is already filled in has a control of no kind: LibreOffice 7.4 loses line breaks in plain text controls.
    """
    if field.type is FieldType.CHOICE:
        control = _element("w:dropDownList")
        for choice in field.choices:
            control.append(_element("w:listItem", displayText=choice.label, value=choice.label))
    elif field.type is FieldType.DATE:
        control = _element("w:date")
        for name, value in _DATE_SETTINGS:
            control.append(_element(name, val=value))
    else:
        control = _element("w:text", **({"multiLine": "1"} if field.type is FieldType.TEXT else {}))
    return control


_DATE_SETTINGS = (
    ("w:dateFormat", "dd.MM.yyyy"),
    ("w:lid", "ru-RU"),
    ("w:storeMappedDataAs", "dateTime"),
    ("w:calendar", "gregorian"),
)


def _element(tag: str, /, **attributes: str) -> etree._Element:
    """Make an element of WordprocessingML; its attributes are in the same namespace, as the schema has them."""
    element = etree.Element(qn(tag))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
