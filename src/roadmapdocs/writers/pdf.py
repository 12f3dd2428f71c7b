"""PDF of a document we wrote, made by LibreOffice where there is one.

LibreOffice stamps the moment of conversion into a PDF: its creation date and the identifiers that follow from it
(ISO 32000-1, 14.3.3 and 14.4). They are overwritten, sign for sign, by the document's own date and checksum, so that
the same document gives the same bytes.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from roadmapdocs.errors import EnvironmentLacksError
from roadmapdocs.office import Office, find_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

__all__ = ["to_pdf"]

_FILTERS = {"docx": "pdf:writer_pdf_Export", "xlsx": "pdf:calc_pdf_Export"}
_CREATED = re.compile(rb"(/CreationDate\(D:)\d{14}")
_IDENTIFIER = re.compile(rb"(/ID \[ <)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(> \])")
_CHECKSUM = re.compile(rb"(/DocChecksum /)[0-9A-F]{32}")


def to_pdf(documents: Sequence[bytes], kind: str = "docx", *, dated: date) -> list[bytes]:
    """Return the PDF of each document of a kind, `docx` or `xlsx`, stamped with a date.

    Many documents cost little more than one: pass them together. Raises `EnvironmentLacksError` where LibreOffice is
    missing or fails, `ValueError` for any other kind.
    """
    if kind not in _FILTERS:
        raise ValueError(f"«{kind}» is not one of the kinds {', '.join(_FILTERS)}")
    return list(_stamped(documents, kind, dated)) if documents else []


def _stamped(documents: Sequence[bytes], kind: str, dated: date) -> Iterator[bytes]:
    made = Office(find_office()).convert(documents, kind, _FILTERS[kind])
    for number, document in enumerate(documents):
        if number not in made:
            raise EnvironmentLacksError(
                "LibreOffice could not make a PDF of this document",
                hint="open it in your own program and save it as PDF",
                reason="no_office",
            )
        yield _stamp(made[number], sha256(document).hexdigest()[:32].upper().encode(), dated)


def _stamp(pdf: bytes, checksum: bytes, dated: date) -> bytes:
    pdf = _CREATED.sub(lambda found: found[1] + f"{dated:%Y%m%d}000000".encode(), pdf)
    pdf = _IDENTIFIER.sub(lambda found: found[1] + checksum + found[2] + checksum + found[3], pdf)
    return _CHECKSUM.sub(lambda found: found[1] + checksum, pdf)
