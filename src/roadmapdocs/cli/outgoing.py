"""Commands that begin a campaign and send its forms."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from roadmapdocs.cli.group import NOTHING_TO_DO, campaign_option, cli


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("schools", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Папка прошлогодней кампании: ответы сверяются с теми.",
)
def init(order: Path, schools: Path, folder: Path, previous: Path | None) -> None:
    """Завести папку кампании по приказу (YAML) и списку школ (CSV)."""
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.orders.files import load_order

    campaign = Campaign.create(folder, order=load_order(order), schools=schools, previous=previous)
    click.echo(f"Папка кампании: {campaign.folder}. Школ: {len(campaign.schools)}.")
    click.echo(f"Дальше: roadmapdocs send -C {campaign.folder}")


@cli.command()
@campaign_option
@click.option("--format", "formats", multiple=True, type=click.Choice(["docx", "xlsx"]), help="Только этот формат.")
def send(folder: Path, formats: tuple[str, ...]) -> None:
    """Подготовить приказ и формы для всех школ в папке «Исходящие»."""
    from roadmapdocs.campaign import Campaign

    sent = Campaign.open(folder).send(formats or ("docx", "xlsx"))
    click.echo(f"Файлов в «Исходящих»: {len(sent.files)}, новых или изменённых: {sent.written}.")
    if not sent.written:
        sys.exit(NOTHING_TO_DO)
