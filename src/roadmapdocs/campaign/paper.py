"""On paper: a PDF beside each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.writers.pdf import to_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

__all__ = ["pdf_beside"]


def pdf_beside(files: Iterable[Path], *, dated: date) -> tuple[Path, ...]:
    """Write a PDF beside each .docx and .xlsx that has none, or an older one; return all their PDFs.

    Raises `EnvironmentLacksError` without LibreOffice.
    """
    documents = [path for path in files if path.suffix in (".docx", ".xlsx")]
    for suffix in (".docx", ".xlsx"):
        stale = [path for path in documents if path.suffix == suffix and _is_stale(path)]
        made = to_pdf([path.read_bytes() for path in stale], suffix.lstrip("."), dated=dated)
        for path, content in zip(stale, made, strict=True):
            if not write_atomically(_beside(path), content):
                _beside(path).touch()  # the document was written again with the same words
    return tuple(_beside(path) for path in documents)


def _beside(path: Path) -> Path:
    return path.with_suffix(".pdf") if path.suffix == ".docx" else path.with_suffix(".xlsx.pdf")


def _is_stale(path: Path) -> bool:
    pdf = _beside(path)
    return not pdf.exists() or pdf.stat().st_mtime_ns < path.stat().st_mtime_ns
