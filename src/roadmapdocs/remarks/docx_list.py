"""The list of remarks as a table of a text document: in front of a school's own first page, or by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import etree

from roadmapdocs.readers.docx import TRANSITIONAL
from roadmapdocs.readers.remark_list import HEADING
from roadmapdocs.remarks.placing import local_name
from roadmapdocs.remarks.remark import introduction, signed
from roadmapdocs.writers.package import repack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from roadmapdocs.remarks.parts import Element
    from roadmapdocs.remarks.remark import Remark

__all__ = ["list_document", "put_list"]

_BORDER, _HEAD, _INK, _LINK, _GREY = "B85450", "FBE9E4", "7A1F12", "1F4E79", "8A8A8A"
_USUAL_WIDTH = 9638  # twentieths of a point: A4 with margins of 20 mm
_NUMBER, _PLACE = 540, 0.32  # the first column, and the share of the second


def put_list(root: Element, remarks: Sequence[Remark], linked: Mapping[int, str], due: date | None) -> None:
    """Put the list in front of everything in a document; `linked` are the bookmarks of places by remark's number.

    A paragraph follows the table, for two tables side by side would become one.
    """
    space = str(etree.QName(root).namespace)
    body = root.find(f"{{{space}}}body")
    if body is not None:
        said = introduction(remarks, len(linked), due)
        drawn = etree.fromstring(_body(remarks, linked, said, _text_width(root, f"{{{space}}}"), space))[0]
        for index, element in enumerate(list(drawn)):
            body.insert(index, element)


def list_document(remarks: Sequence[Remark], due: date | None, *, about: str) -> bytes:
    """Return the list as a document, for a file that cannot carry remarks; `about` says which file that is."""
    drawn = _body(remarks, {}, introduction(remarks, 0, due, own=False), _USUAL_WIDTH, TRANSITIONAL)
    heading = _paragraph(_run(about, size=24, bold=True), after=200)
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = drawn.replace("<w:body>", f"<w:body>{heading}", 1).replace("</w:body>", f"{page}</w:body>")
    parts = _PARTS | {"word/document.xml": f"{_DECLARATION}{document}"}
    return repack({name: part.encode() for name, part in parts.items()})


def _text_width(root: Element, space: str) -> int:
    """Return the width between the margins of the first page."""
    section = next(root.iter(f"{space}sectPr"), None)
    found: dict[str, int] = {}
    for element in section if section is not None else ():
        if local_name(element) in ("pgSz", "pgMar"):
            stated = {etree.QName(name).localname: value for name, value in element.items()}
            found |= {name: int(value) for name, value in stated.items() if value.isdecimal() and len(value) < 7}  # noqa: PLR2004
    width = found.get("w", 0) - found.get("left", 0) - found.get("right", 0)
    return width if width > _USUAL_WIDTH // 2 else _USUAL_WIDTH


# --- drawing ----------------------------------------------------------------------------------------------------


def _body(remarks: Sequence[Remark], linked: Mapping[int, str], said: str, width: int, space: str) -> str:
    """Return a body that holds the table and the paragraph behind it, as XML."""
    columns = (_NUMBER, int((width - _NUMBER) * _PLACE), width - _NUMBER - int((width - _NUMBER) * _PLACE))
    rows = [
        _across(columns, _run(HEADING, size=26, bold=True, color=_INK), _HEAD),
        _across(columns, _run(f"{said} ", size=20) + _run(signed(said), size=12, color=_GREY), _HEAD),
        *(_row(remark, linked.get(remark.number, ""), columns) for remark in remarks),
    ]
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{_BORDER}"/>'
        for side in ("top", "left", "bottom", "right", "insideH")
    )
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    margins = "".join(
        f'<w:{side} w:w="{size}" w:type="dxa"/>'
        for side, size in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90))
    )
    return (
        f'<w:document xmlns:w="{space}"><w:body><w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>{_paragraph('')}</w:body></w:document>"
    )


def _row(remark: Remark, bookmark: str, columns: Sequence[int]) -> str:
    number = f"{remark.number}."
    where = _run(remark.where, size=20, color=_LINK if bookmark else "", underlined=bool(bookmark))
    if bookmark:
        where = f'<w:hyperlink w:anchor="{escape(bookmark)}" w:history="1">{where}</w:hyperlink>'
    heading, text = f"{remark.heading}. ", f"{remark.text} "
    mark = signed(f"{number}{remark.where}{heading}{text}{remark.code}")
    said = _run(heading, size=20, bold=True, color=_INK if remark.grave else "") + _run(text, size=20)
    said += _run(f"{remark.code} {mark}", size=12, color=_GREY)
    cells = zip(columns, (_run(number, size=20), where, said), strict=True)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(_cell(width, runs) for width, runs in cells)}</w:tr>"


def _across(columns: Sequence[int], runs: str, fill: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(sum(columns), runs, span=len(columns), fill=fill)}</w:tr>"


def _cell(width: int, runs: str, *, span: int = 1, fill: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}</w:tcPr>{_paragraph(runs)}</w:tc>'


def _paragraph(runs: str, *, after: int = 0) -> str:
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>{runs}</w:p>'
    )


def _run(text: str, *, size: int, bold: bool = False, color: str = "", underlined: bool = False) -> str:
    looks = "<w:b/>" if bold else '<w:b w:val="0"/>'
    looks += f'<w:color w:val="{color}"/>' if color else ""
    looks += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    looks += '<w:u w:val="single"/>' if underlined else ""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    f'ContentType="{_KIND}.document.main+xml"/><Override PartName="/word/styles.xml" '
    f'ContentType="{_KIND}.styles+xml"/><Override PartName="/word/settings.xml" '
    f'ContentType="{_KIND}.settings+xml"/></Types>',
    "_rels/.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
    f'Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" '
    f'Type="{_OFFICE}/settings" Target="settings.xml"/></Relationships>',
    "word/settings.xml": f'{_DECLARATION}<w:settings xmlns:w="{TRANSITIONAL}"><w:defaultTabStop w:val="709"/>'
    "</w:settings>",
    "word/styles.xml": f'{_DECLARATION}<w:styles xmlns:w="{TRANSITIONAL}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" '
    'w:cs="Times New Roman"/><w:sz w:val="24"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    "</w:styles>",
}
