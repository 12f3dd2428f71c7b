"""The list of remarks as a table of OpenDocument: on the first page of a text, or a sheet of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from lxml import etree

from roadmapdocs.readers.odf_text import OFFICE, STYLE, TABLE, TEXT
from roadmapdocs.readers.remark_list import HEADING
from roadmapdocs.remarks.odf_styles import FO, automatic_styles
from roadmapdocs.remarks.remark import signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.remarks.parts import Element
    from roadmapdocs.remarks.remark import Remark

__all__ = ["list_table"]

_NAME = "Замечания"
_WIDTHS = {"page": (1.0, 6.0, 17.0, 3.0), "sheet": (0.9, 4.5, 9.8, 1.8)}
"""Widths of columns in centimetres: a text document shares its own width in these proportions."""
_COLUMNS = 4
_HEAD, _BORDER, _INK, _GREY = "#fbe9e4", "#b85450", "#7a1f12", "#8a8a8a"
_SPACES = " ".join(
    f'xmlns:{prefix}="{space[1:-1]}"'
    for prefix, space in (("office", OFFICE), ("style", STYLE), ("table", TABLE), ("text", TEXT), ("fo", FO))
)


def _style(name: str, family: str, properties: str) -> str:
    return (
        f'<style:style style:name="remark{name}" style:family="{family}"><style:{family}-properties {properties}/>'
        "</style:style>"
    )


_BOXED = f'fo:border="0.5pt solid {_BORDER}" fo:padding="0.05cm" fo:wrap-option="wrap" style:vertical-align="top"'
_STYLES = (
    *(
        _style(f"{kind}{number}", "table-column", f'style:column-width="{width}cm"')
        for kind, widths in _WIDTHS.items()
        for number, width in enumerate(widths)
    ),
    _style("row", "table-row", 'style:use-optimal-row-height="true"'),
    _style("cellhead", "table-cell", f'{_BOXED} fo:background-color="{_HEAD}"'),
    _style("cellplain", "table-cell", _BOXED),
    _style("head", "text", f'fo:font-weight="bold" fo:font-size="13pt" fo:color="{_INK}"'),
    _style("bold", "text", f'fo:font-weight="bold" fo:color="{_INK}"'),
    _style("small", "text", f'fo:font-size="6pt" fo:color="{_GREY}"'),
)


def list_table(root: Element, remarks: Sequence[Remark], said: str, kind: Literal["page", "sheet"]) -> Element:
    """Return the list as a table of a page or as a sheet, and see that its styles stand in the content part."""
    _add_styles(root)
    rows = [
        _across(_span(HEADING, "head")),
        _across(f"{escape(said)} {_span(signed(said), 'small')}"),
        *(_row(remark) for remark in remarks),
    ]
    columns = "".join(f'<table:table-column table:style-name="remark{kind}{number}"/>' for number in range(_COLUMNS))
    table = f'<table:table {_SPACES} table:name="{_NAME}">{columns}{"".join(rows)}</table:table>'
    return etree.fromstring(table)


def _add_styles(root: Element) -> None:
    styles = automatic_styles(root)
    known = {style.get(f"{STYLE}name") for style in styles}
    for style in etree.fromstring(f"<styles {_SPACES}>{''.join(_STYLES)}</styles>"):
        if style.get(f"{STYLE}name") not in known:
            styles.append(style)


def _row(remark: Remark) -> str:
    place = remark.location.rpartition("!")[2] if "!" in remark.location else ""
    where = f"{remark.where}, клетка {place}" if place else remark.where
    number, heading = f"{remark.number}.", f"{remark.heading}. "
    mark = f"{remark.code} {signed(f'{number}{where}{heading}{remark.text}{remark.code}')}"
    spoken = f"{_span(heading, 'bold') if remark.grave else escape(heading)}{escape(remark.text)}"
    cells = (escape(number), escape(where), spoken, _span(mark, "small"))
    return _as_row("".join(_cell(said, "plain") for said in cells))


def _across(said: str) -> str:
    covered = "<table:covered-table-cell/>" * (_COLUMNS - 1)
    return _as_row(_cell(said, "head", span=f' table:number-columns-spanned="{_COLUMNS}"') + covered)


def _as_row(cells: str) -> str:
    return f'<table:table-row table:style-name="remarkrow">{cells}</table:table-row>'


def _cell(said: str, look: str, *, span: str = "") -> str:
    return (
        f'<table:table-cell table:style-name="remarkcell{look}" office:value-type="string"{span}>'
        f"<text:p>{said}</text:p></table:table-cell>"
    )


def _span(text: str, look: str) -> str:
    return f'<text:span text:style-name="remark{look}">{escape(text)}</text:span>'
