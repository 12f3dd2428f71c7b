"""A PDF with text, as office programs export our forms → blocks; read in a process of its own, which may be killed.

`pdfminer`, under `pdfplumber`, is made for honest files: it inflates without a limit and follows what it finds. So it
runs in a child with little memory and little time, and hands back JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from roadmapdocs.errors import EnvironmentLacksError, UnreadableFileError
from roadmapdocs.readers.blocks import Block, Cell, Grid, Paragraph, Returned

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read_pdf"]

SECONDS = 30.0  # a form of four pages takes 1 to 2
_MOST_BYTES = 32 * 2**20
_SEND_THE_FORM = "ask for the filled-in form itself, .docx or .xlsx"
_CHILD = "roadmapdocs.readers.pdf_pages"


def read_pdf(content: bytes) -> Returned:
    """Read a PDF that has text.

    Raises `UnreadableFileError` for a scan, and for what is damaged, encrypted, hostile or too large;
    `EnvironmentLacksError` without `pdfplumber`.
    """
    if find_spec("pdfplumber") is None:
        raise EnvironmentLacksError(
            "reading PDF needs the package pdfplumber", hint="pip install roadmapdocs[pdf]", reason="no_pdf"
        )
    if len(content) > _MOST_BYTES:
        raise UnreadableFileError("the PDF is too large to be a form", hint=_SEND_THE_FORM, reason="too_large")
    told = _told_by_child(content)
    if "reason" in told:
        raise UnreadableFileError(told["message"], hint=_SEND_THE_FORM, reason=told["reason"])
    return Returned(list(map(_block, told["blocks"])), partial(dict, told["properties"]), "pdf")


def _told_by_child(content: bytes) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        child = subprocess.run(  # noqa: S603 - this Python and a module of ours
            [sys.executable, "-X", "utf8", "-m", _CHILD],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=SECONDS,
            env=environment,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        told = json.loads(child.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError("the PDF takes too long to read", hint=_SEND_THE_FORM, reason="slow") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise UnreadableFileError("the PDF is damaged", hint=_SEND_THE_FORM) from error
    assert isinstance(told, dict)
    return told


# --- blocks as JSON -------------------------------------------------------------------------------------------------


def as_json(blocks: Iterable[Block]) -> list[Any]:
    """Return blocks as plain lists: a paragraph has three members, a grid two."""
    return [
        [block.location, [[[cell.text, cell.column, cell.location] for cell in row] for row in block.rows]]
        if isinstance(block, Grid)
        else [block.text, block.location, block.running]
        for block in blocks
    ]


def _block(told: list[Any]) -> Block:
    if len(told) == 2:  # noqa: PLR2004 - see `as_json`
        location, rows = told
        return Grid(location, [[Cell(*cell) for cell in row] for row in rows])
    return Paragraph(*told)
