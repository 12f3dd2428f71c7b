"""The option `--pdf`: beside what a command has written, the same as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

__all__ = ["pdf_option", "print_pdfs"]


def pdf_option(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no useful type
    """Add `--pdf`."""
    text = "Записать рядом то же в PDF (нужен LibreOffice)."
    return click.option("--pdf", is_flag=True, help=text)(command)


def print_pdfs(files: Iterable[Path], dated: date) -> None:
    """Write a PDF beside each document and name them; a workbook beside the same document in Word needs none.

    Raises `EnvironmentLacksError` without LibreOffice: the documents themselves are there by then.
    """
    from roadmapdocs.campaign.paper import pdf_beside

    documents = list(files)
    texts = {path.with_suffix("") for path in documents if path.suffix == ".docx"}
    chosen = [path for path in documents if path.suffix != ".xlsx" or path.with_suffix("") not in texts]
    made = pdf_beside(chosen, dated=dated)
    few = 5
    for path in made if len(made) <= few else ():
        click.echo(f"PDF: {path}")
    if len(made) > few:
        click.echo(f"PDF рядом с документами: {len(made)}.")
