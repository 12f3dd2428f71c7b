"""Addresses in the cells of a table become links (ECMA-376 part 1, 17.16.22)."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from collections.abc import Collection

    from docx.document import Document
    from docx.oxml.table import CT_Tbl
    from docx.oxml.text.run import CT_R
    from docx.oxml.xmlchemy import BaseOxmlElement

__all__ = ["add_links"]

_STYLE = "Hyperlink"
_SAFE = "%/:?#[]@!$&'()*+,;=~"
"""Characters of a URI that stay as they are; letters of other alphabets are percent-encoded (RFC 3986, 2)."""


def add_links(document: Document, table: CT_Tbl, links: Collection[str]) -> None:
    """Make the addresses in `links`, and no other text of the table, lead to their pages."""
    address = re.compile("|".join(re.escape(link) for link in sorted(links, key=len, reverse=True)))
    for row in table.tr_lst:
        for cell in row.tc_lst:
            for paragraph in cell.p_lst:
                for run in list(paragraph.r_lst):
                    _linked(document, run, address)


def _linked(document: Document, run: CT_R, address: re.Pattern[str]) -> None:
    """Break a run at its addresses, and wrap each of them in a link."""
    text, end = run.text, 0
    found = list(address.finditer(text))
    for match in found:
        if match.start() > end:
            run.addprevious(_copy(run, text[end : match.start()]))
        link = cast("BaseOxmlElement", OxmlElement("w:hyperlink"))
        target = quote(match[0], safe=_SAFE)
        link.set(qn("r:id"), document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        shown = _copy(run, match[0])
        shown.style = _STYLE
        link.append(shown)
        run.addprevious(cast("CT_R", link))
        end = match.end()
    if found:
        if end < len(text):
            run.addprevious(_copy(run, text[end:]))
        cast("BaseOxmlElement", run.getparent()).remove(run)


def _copy(run: CT_R, text: str) -> CT_R:
    made = deepcopy(run)
    made.text = text
    return made
