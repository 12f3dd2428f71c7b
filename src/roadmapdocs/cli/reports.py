"""Commands that show what has been collected, and the demo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import as_of_option, campaign_option, cli, day, print_lines
from roadmapdocs.cli.paper import pdf_option, print_pdfs

if TYPE_CHECKING:
    from datetime import datetime


@cli.command()
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", default="ershichi-2023", help="Какой из вложенных приказов взять.")
def demo(folder: Path, example: str) -> None:
    """Показать всё на примере.

    Приказ, формы, ответы придуманных школ, приём, возврат на доработку и свод в одной папке.
    """
    from roadmapdocs.demo.run import finish_demo, run_demo
    from roadmapdocs.printing.campaign import status_lines

    status, shown = finish_demo(run_demo(folder, example))
    print_lines(status_lines(status))
    click.echo("")
    click.echo("Откройте по порядку:")
    for title, path in shown.items():
        click.echo(f"  {title}: {path}")


@cli.command()
@campaign_option
@as_of_option
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Папка прошлогодней кампании: показать, что изменилось за год.",
)
@pdf_option
def report(folder: Path, as_of: datetime | None, previous: Path | None, *, pdf: bool) -> None:
    """Составить свод из того, что пришло, в папке «Свод»."""
    from roadmapdocs.campaign import Campaign

    shown = day(as_of) or date.today()  # noqa: DTZ011 - the date of the person who runs it
    written = Campaign.open(folder).report(as_of=shown, previous=previous)
    for path in written:
        click.echo(f"Свод: {path}")
    if pdf:
        print_pdfs(written, shown)
