"""The tables of a Word form, cloned from the template's prototype: one inline control per input cell.

What survives which office program, and so why the cells look like this, is in docs/decisions/0003-grid-first.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from roadmapdocs.answers import text_of
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.form import Blank, Column, ColumnKind, Field, FieldType, Row, SectionRow, Table
from roadmapdocs.writers.form_docx_parts import placeholder_name

__all__ = ["draw_tables"]

_FIRST_CONTROL_ID = 41_000_000
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere


def draw_tables(document: Element, blank: Blank, filled: frozenset[str], text: Callable[[str], str]) -> list[str]:
    """Put the blank's tables in the place of the template's prototype; return the prompts used, for the glossary.

    `filled` are the addresses of fields that the respondent's own text stands in; `text(address)` gives it.
    Raises `TemplateError` if the template has no prototype.
    """
    pen = _Pen(_find_prototype(document), blank, filled, text)
    for table in blank.tables:
        pen.draw(table)
    pen.prototype.remove()
    return sorted({field.prompt for field in blank.fields.values() if field.prompt})


@dataclass(frozen=True)
class _Prototype:
    """The pieces of the template that are cloned. Cells are by column kind; the fourth is a cell not asked."""

    title: Element
    about: Element
    table: Element
    head: list[Element]
    section: Element
    body: list[Element]

    @property
    def width(self) -> int:
        """The text width in twentieths of a point."""
        return sum(int(column.get(qn("w:w"), "0")) for column in self.table.iter(qn("w:gridCol")))

    def remove(self) -> None:
        """Take the prototype out of the document."""
        for element in (self.title, self.about, self.table):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)


_KINDS = (ColumnKind.CODE, ColumnKind.PRINTED, ColumnKind.INPUT)
_NOT_ASKED = 3


def _find_prototype(document: Element) -> _Prototype:
    for table in document.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if "‹код›" in "".join(table.itertext()) and len(rows) == 3:  # noqa: PLR2004 - head, section, body
            about = table.getprevious()
            title = about.getprevious() if about is not None else None
            if title is None or about is None:
                break
            return _Prototype(
                title, about, table, rows[0].findall(qn("w:tc")), rows[1], rows[2].findall(qn("w:tc"))
            )
    raise TemplateError(
        "the form template has no prototype table",
        hint="it needs a title, a line of explanation and a table of three rows with ‹код› in the last",
        place="form.docx",
    )


class _Pen:
    """Draws tables one after another in front of the prototype, counting bookmarks and controls."""

    def __init__(
        self, prototype: _Prototype, blank: Blank, filled: frozenset[str], text: Callable[[str], str]
    ) -> None:
        self.prototype = prototype
        self._filled = filled
        self._text = text
        self._number = 0

    def draw(self, table: Table) -> None:
        """Draw one table with its title."""
        place = self.prototype.title
        place.addprevious(_paragraph_like(self.prototype.title, table.title))
        if table.about:
            place.addprevious(_paragraph_like(self.prototype.about, table.about))
        place.addprevious(self._table(table))

    def _table(self, table: Table) -> Element:
        widths = _shares(self.prototype.width, [column.width for column in table.columns])
        drawn = _child(None, "w:tbl")
        drawn.append(_properties_of(self.prototype.table, "w:tblPr"))
        grid = _child(drawn, "w:tblGrid")
        for width in widths:
            _child(grid, "w:gridCol", w=str(width))
        drawn.append(self._head(table, widths))
        for row in table.rows:
            if isinstance(row, SectionRow):
                drawn.append(self._section(row, len(widths), sum(widths)))
            else:
                drawn.append(self._row(table, row, widths))
        return drawn

    def _head(self, table: Table, widths: list[int]) -> Element:
        row = _row_like(self.prototype.head[0])
        for column, width in zip(table.columns, widths, strict=True):
            cell = _cell_like(self.prototype.head[_KINDS.index(column.kind)], width)
            _write(_only_paragraph(cell), column.caption)
            row.append(cell)
        return row

    def _section(self, section: SectionRow, span: int, width: int) -> Element:
        row = deepcopy(self.prototype.section)
        cell = row.find(qn("w:tc"))
        assert cell is not None
        fresh = _cell_like(cell, width, span)
        _write(_only_paragraph(fresh), section.title)
        row.replace(cell, fresh)
        return row

    def _row(self, table: Table, row: Row, widths: list[int]) -> Element:
        drawn = _row_like(self.prototype.body[0])
        for column, width in zip(table.columns, widths, strict=True):
            drawn.append(self._cell(row, column, width))
        return drawn

    def _cell(self, row: Row, column: Column, width: int) -> Element:
        kinds = self.prototype.body
        if column.kind is ColumnKind.CODE:
            cell = _cell_like(kinds[0], width)
            self._write_code(_only_paragraph(cell), row)
        elif column.id in row.fields:
            cell = _cell_like(kinds[_KINDS.index(ColumnKind.INPUT)], width)
            self._write_control(_only_paragraph(cell), row, column.id)
        else:
            printed = row.printed.get(column.id, "")
            cell = _cell_like(kinds[1 if printed else _NOT_ASKED], width)
            _write(_only_paragraph(cell), printed)
        return cell

    def _next(self) -> str:
        self._number += 1
        return str(self._number)

    def _write_code(self, paragraph: Element, row: Row) -> None:
        number = self._next()
        _child(paragraph, "w:bookmarkStart", id=number, name=f"r_{row.id}")
        _write(paragraph, row.code)
        _child(paragraph, "w:bookmarkEnd", id=number)

    def _write_control(self, paragraph: Element, row: Row, column: str) -> None:
        address, field = f"{row.id}.{column}", row.fields[column]
        if address in self._filled:
            shown = self._text(address)
        else:
            shown = text_of(field, field.prefill)
        control = _child(paragraph, "w:sdt")
        properties = _child(control, "w:sdtPr")
        _child(properties, "w:alias", val=f"{field.caption} [{address}]")
        _child(properties, "w:tag", val=address)
        _child(properties, "w:id", val=str(_FIRST_CONTROL_ID + int(self._next())))
        _child(properties, "w:lock", val="sdtLocked")
        _set_prompt(properties, field, empty=not shown)
        properties.append(_control_type(field))
        content = _child(control, "w:sdtContent")
        if shown:
            _write_run(content, shown, _run_properties(paragraph))
        else:
            _write_run(content, field.shown_prompt, _prompt_style())


def _set_prompt(properties: Element, field: Field, *, empty: bool) -> None:
    if field.prompt:
        _child(_child(properties, "w:placeholder"), "w:docPart", val=placeholder_name(field.prompt))
    if empty:
        _child(properties, "w:showingPlcHdr")


def _control_type(field: Field) -> Element:
    """Return the kind of a control (ECMA-376 part 1, 17.5.2). A list item's value is its label: editors swap them."""
    if field.type is FieldType.CHOICE:
        control = _child(None, "w:dropDownList")
        for choice in field.choices:
            _child(control, "w:listItem", displayText=choice.label, value=choice.label)
        return control
    if field.type is FieldType.DATE:
        control = _child(None, "w:date")
        for name, value in _DATE_SETTINGS:
            _child(control, name, val=value)
        return control
    return _child(None, "w:text", **({"multiLine": "1"} if field.type is FieldType.TEXT else {}))


_DATE_SETTINGS = (
    ("w:dateFormat", "dd.MM.yyyy"),
    ("w:lid", "ru-RU"),
    ("w:storeMappedDataAs", "dateTime"),
    ("w:calendar", "gregorian"),
)


# --- cloning and writing ----------------------------------------------------------------------------------------


def _shares(total: int, weights: list[float]) -> list[int]:
    """Divide a width in proportion; the last share takes what rounding leaves."""
    widths = [int(total * weight / sum(weights)) for weight in weights]
    return [*widths[:-1], total - sum(widths[:-1])]


def _child(parent: Element | None, name: str, /, **attributes: str) -> Element:
    """Make an element of WordprocessingML; attributes are in its namespace, as the schema has them."""
    element = etree.Element(qn(name)) if parent is None else etree.SubElement(parent, qn(name))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _properties_of(element: Element, name: str) -> Element:
    properties = element.find(qn(name))
    return _child(None, name) if properties is None else deepcopy(properties)


def _paragraph_like(prototype: Element, text: str) -> Element:
    paragraph = deepcopy(prototype)
    _write(_emptied(paragraph), text)
    return paragraph


def _emptied(paragraph: Element) -> Element:
    """Keep the paragraph's properties and, as a memory of its look, those of its first run."""
    for child in list(paragraph):
        if child.tag not in (qn("w:pPr"), qn("w:r")):
            paragraph.remove(child)
    for run in paragraph.findall(qn("w:r")):
        paragraph.remove(run)
    return paragraph


def _row_like(cell: Element) -> Element:
    """Return an empty row with the properties of the row in which a prototype cell stands."""
    prototype = cell.getparent()
    assert prototype is not None
    row = _child(None, "w:tr")
    row.append(_properties_of(prototype, "w:trPr"))
    return row


def _cell_like(prototype: Element, width: int, span: int = 1) -> Element:
    cell = deepcopy(prototype)
    properties = cell.find(qn("w:tcPr"))
    assert properties is not None
    for old in [*properties.findall(qn("w:tcW")), *properties.findall(qn("w:gridSpan"))]:
        properties.remove(old)
    if span > 1:
        merged = _child(None, "w:gridSpan", val=str(span))
        properties.insert(0, merged)
    properties.insert(0, _child(None, "w:tcW", w=str(width), type="dxa"))
    return cell


def _only_paragraph(cell: Element) -> Element:
    first, *rest = cell.findall(qn("w:p"))
    for paragraph in rest:
        cell.remove(paragraph)
    return _emptied(first)


def _run_properties(paragraph: Element) -> Element | None:
    properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return None if properties is None else deepcopy(properties)


def _prompt_style() -> Element:
    properties = _child(None, "w:rPr")
    _child(properties, "w:rStyle", val="PlaceholderText")
    return properties


def _write(paragraph: Element, text: str) -> None:
    if text:
        _write_run(paragraph, text, _run_properties(paragraph))


def _write_run(parent: Element, text: str, properties: Element | None) -> None:
    run = _child(parent, "w:r")
    if properties is not None:
        run.append(properties)
    for kind, piece in _pieces(text):
        if kind == "w:t":
            written = _child(run, "w:t")
            written.set(_XML_SPACE, "preserve")
            written.text = piece
        else:
            _child(run, kind)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text at line ends and tabs, which are elements; between two of them stands a `w:t`, even an empty one."""
    for index, line in enumerate(text.split("\n")):
        if index:
            yield "w:br", ""
        for position, piece in enumerate(line.split("\t")):
            if position:
                yield "w:tab", ""
            yield "w:t", piece
