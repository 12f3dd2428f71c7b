"""Commands that show what has been collected, and the demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import as_of_option, campaign_option, cli, day, print_lines

if TYPE_CHECKING:
    from datetime import datetime


@cli.command()
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", default="ershichi-2023", help="Какой из вложенных приказов взять.")
def demo(folder: Path, example: str) -> None:
    """Показать всё на примере.

    Приказ, формы, ответы придуманных школ, приём и свод в одной папке.
    """
    from roadmapdocs.demo.run import run_demo
    from roadmapdocs.printing.campaign import status_lines

    campaign = run_demo(folder, example)
    received = campaign.receive()
    summary = campaign.summary(as_of=campaign.order.round_of("schools").due)
    (report, *_) = campaign.report(as_of=summary.as_of)
    print_lines(status_lines(summary, received))
    click.echo("")
    click.echo("Откройте по порядку:")
    forms = campaign.sent_file(campaign.schools[0], "docx")
    for title, path in (
        ("приказ", campaign.folder / "Исходящие" / "Приказ.docx"),
        ("форма, которую получила школа", forms),
        ("та же форма, заполненная школой", campaign.folder / "Входящие" / forms.name),
        ("свод", report),
    ):
        click.echo(f"  {title}: {path}")


@cli.command()
@campaign_option
@as_of_option
def report(folder: Path, as_of: datetime | None) -> None:
    """Составить свод из того, что пришло, в папке «Свод»."""
    from roadmapdocs.campaign import Campaign

    for path in Campaign.open(folder).report(as_of=day(as_of)):
        click.echo(f"Свод: {path}")
