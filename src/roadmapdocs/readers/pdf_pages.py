"""The child process of the PDF reader: pages → tables and lines with their positions, by `pdfplumber`."""

from __future__ import annotations

import contextlib
import json
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers.pdf import as_json
from roadmapdocs.readers.pdf_text import Line, Page, Table, Word, blocks_of, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfplumber.page import Page as Plumbed
    from pdfplumber.pdf import PDF
    from pdfplumber.table import Table as Found

__all__ = ["main"]

_MEMORY = 512 * 2**20
_MOST_PAGES = 200
_MOST_CHARS, _MOST_SHAPES = 50_000, 20_000  # on a page
_TOLERANCE = 1.5  # points; with the usual 3 the spaces of ONLYOFFICE are lost
_SAME_LINE = 3  # points
_COVERED = 0.7  # of a page: what a scan covers, under its recognised text or without any
_LARGE = 2  # times the smallest letters of a cell: a watermark

Char = dict[str, Any]


def main() -> None:
    """Read a PDF from the standard input, write blocks and properties, or a refusal, as JSON."""
    _limit_memory()
    try:
        told = _read(sys.stdin.buffer.read())
    except UnreadableFileError as error:
        told = {"reason": error.reason, "message": error.message}
    except PdfminerException as error:
        kind = type(error.args[0]).__name__ if error.args else ""
        told = {"reason": "encrypted", "message": "the PDF is encrypted"} if "Password" in kind else _DAMAGED
    except Exception:  # noqa: BLE001 - pdfminer meets damage with whatever it stumbles over
        told = _DAMAGED
    sys.stdout.write(json.dumps(told))


_DAMAGED = {"reason": "damaged", "message": "the PDF is damaged"}


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read(content: bytes) -> dict[str, Any]:
    with pdfplumber.open(BytesIO(content)) as document:
        pages = list(_pages(document))
        properties = {name.casefold(): value for name, value in document.metadata.items() if isinstance(value, str)}
    return {"blocks": as_json(blocks_of(pages)), "properties": properties}


def _pages(document: PDF) -> Iterator[Page]:
    """Yield the pages one by one. Raises `UnreadableFileError` for too many, and for a scan."""
    scanned = letters = tables = 0
    for number, page in enumerate(document.pages, start=1):
        if number > _MOST_PAGES:
            raise UnreadableFileError("the PDF has too many pages to be a form", reason="too_large")
        read = _page(page)
        letters += sum(len(line.text) for line in read.lines) + len(read.tables)
        tables += len(read.tables)
        scanned += _is_picture(page)
        page.close()
        yield read
    if not letters or (scanned and not tables):
        raise UnreadableFileError("the PDF is a scan or a photo, it has no text of its own", reason="scan")


def _is_picture(page: Plumbed) -> bool:
    area = float(page.width * page.height)
    return any(image["width"] * image["height"] > _COVERED * area for image in page.images)


def _page(page: Plumbed) -> Page:
    if len(page.chars) > _MOST_CHARS or sum(map(len, (page.rects, page.lines, page.curves))) > _MOST_SHAPES:
        raise UnreadableFileError("a page of the PDF is too crowded to be a form", reason="too_large")
    seen = [char for char in page.chars if _is_within(char, page.bbox)]
    found = sorted(page.find_tables(), key=lambda table: (table.bbox[1], table.bbox[0]))
    tables = []
    for table in found:
        chars = [char for char in seen if _is_within(char, table.bbox)]
        tables.append(_table(table, chars))
    outside = [char for char in seen if not any(_is_within(char, table.bbox) for table in found)]
    return Page(float(page.height), list(_lines(outside)), tables)


def _is_within(char: Char, box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(left <= across < right and top <= down < bottom)


def _table(table: Found, chars: list[Char]) -> Table:
    rows = []
    for row in table.rows:
        beside = [char for char in chars if _is_within(char, row.bbox)]
        rows.append([(cell[0], _cell_text(cell, beside)) for cell in row.cells if cell is not None])
    _, top, right, _ = table.bbox
    return Table(top, right, rows)


def _cell_text(cell: tuple[float, float, float, float], beside: Iterable[Char]) -> str:
    chars = [char for char in beside if _is_within(char, cell)]
    if _is_drawn_over(chars):
        raise UnreadableFileError("text of the PDF is printed over other text", reason="drawn_over")
    return unwrapped(_lines(chars))


def _is_drawn_over(chars: list[Char]) -> bool:
    """Say whether the text of a cell begins anew above its own end: a neighbour has spilt into the cell.

    Long answers of a workbook do that where a row is too low: they cannot be told from the cell's own any more.
    """
    letters = [char for char in chars if char["upright"] and not char["text"].isspace()]
    usual = min((char["size"] for char in letters), default=0)
    reached = 0.0
    for char in letters:
        if char["size"] < _LARGE * usual:
            if char["bottom"] < reached - char["size"] / 2:
                return True
            reached = max(reached, char["bottom"])
    return False


def _lines(chars: list[Char]) -> Iterator[Line]:
    words = extract_words(chars, x_tolerance=_TOLERANCE)
    blanks = [char for char in chars if char["text"].isspace()]
    for line in cluster_objects(words, "top", _SAME_LINE):
        ordered = sorted(line, key=lambda word: word["x0"])
        last = ordered[-1]
        trailing = any(
            abs(blank["bottom"] - last["bottom"]) < _SAME_LINE and blank["x0"] >= last["x1"] - 1 for blank in blanks
        )
        yield Line([Word(w["text"], w["x0"], w["x1"]) for w in ordered], last["top"], last["bottom"], trailing)


if __name__ == "__main__":
    main()
