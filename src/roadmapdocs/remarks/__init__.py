"""Remarks inside a returned file: a copy of the school's own file with comments, colours and a list in front.

The copy is made at XML level, so nothing is lost that a library does not know. It is read again before it is given
out: unless every text stands where it stood, the remarks go into a document of their own instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.errors import RoadmapDocsError
from roadmapdocs.readers import package_format, read_blocks
from roadmapdocs.readers.blocks import Grid
from roadmapdocs.readers.package import Package
from roadmapdocs.readers.signatures import kind_of
from roadmapdocs.remarks.docx import annotate_docx
from roadmapdocs.remarks.docx_list import list_document
from roadmapdocs.remarks.ods import annotate_ods
from roadmapdocs.remarks.odt import annotate_odt
from roadmapdocs.remarks.remark import remarks_of
from roadmapdocs.remarks.xlsx import annotate_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadmapdocs.findings import Finding
    from roadmapdocs.readers.blocks import Returned
    from roadmapdocs.remarks.remark import Remark

__all__ = ["ANNOTATORS", "Annotated", "annotate"]

ANNOTATORS = {"docx": annotate_docx, "xlsx": annotate_xlsx, "odt": annotate_odt, "ods": annotate_ods}
"""Format of a returned package → what writes remarks into it; all others get the list as a document."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A copy with remarks, or the list alone (`own` is False).

    `listed` counts the remarks, `located` those of them with a comment at their place. A workbook has one note for a
    cell, so it has as many notes as located cells, in which the remarks stand one under another.
    """

    content: bytes
    located: int
    listed: int
    own: bool = True


def annotate(content: bytes, findings: Iterable[Finding], *, due: date | None = None, name: str = "") -> Annotated:
    """Return a copy of a file with its remarks: errors and warnings, not what is only worth knowing.

    Remarks that an earlier copy of ours brought along are taken out first; without findings nothing else is done.
    `due` is the day the corrected file is asked for, `name` what the list calls the file when it stands alone.
    Never raises for what the file is.
    """
    remarks = remarks_of(findings)
    made = _annotated(content, remarks, due)
    if made is None:
        about = f"Замечания к файлу «{name}»" if name else "Замечания к присланному файлу"
        return Annotated(list_document(remarks, due, about=about), 0, len(remarks), own=False)
    return Annotated(*made, len(remarks))


def _annotated(content: bytes, remarks: Sequence[Remark], due: date | None) -> tuple[bytes, int] | None:
    """Return the copy and how many remarks are located in it; None if the file cannot carry them."""
    if kind_of(content) != "package":
        return None
    try:
        package = Package(content)
        annotator = ANNOTATORS.get(package_format(package))
        made = annotator(package, remarks, due) if annotator else None
        return made if made and _said(read_blocks(made[0])) == _said(read_blocks(content)) else None
    except (RoadmapDocsError, LookupError):
        return None


def _said(returned: Returned) -> list[object]:
    """Return every text of a file with its place and what is hung on it."""
    return [
        [[(cell.text, cell.column, cell.anchors) for cell in row] for row in block.rows]
        if isinstance(block, Grid)
        else (block.text, block.running)
        for block in returned.blocks
    ]
