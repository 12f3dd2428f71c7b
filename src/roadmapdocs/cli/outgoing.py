"""Commands that begin a campaign and send its forms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import ERRORS_FOUND, NOTHING_TO_DO, campaign_option, cli, day, print_lines
from roadmapdocs.cli.paper import pdf_option, print_pdfs
from roadmapdocs.cli.progress import progress

if TYPE_CHECKING:
    from datetime import datetime


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
    """Завести папку кампании по приказу (YAML) и списку школ (CSV или XLSX)."""
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.orders.files import load_order
    from roadmapdocs.printing.sending import roster_lines
    from roadmapdocs.roster import read_roster_file
    from roadmapdocs.writers.templates import own_files

    loaded = load_order(order)
    roster = read_roster_file(schools, loaded)
    print_lines(roster_lines(roster))
    if roster.errors:
        click.echo(f"Папка не создана: исправьте список школ «{schools.name}».")
        sys.exit(ERRORS_FOUND)
    campaign = Campaign.create(folder, order=loaded, schools=roster.schools, previous=previous)
    campaign.adopt(own_files(loaded.profile, order.parent), beside=order.parent)
    click.echo(f"Папка кампании: {campaign.folder}. Школ: {len(campaign.schools)}.")
    click.echo(f'Дальше: roadmapdocs send -C "{campaign.folder}"')
    click.echo("или откройте эту папку и запустите «1 Разослать».")


@cli.command()
@campaign_option
@click.option("--format", "formats", multiple=True, type=click.Choice(["docx", "xlsx"]), help="Только этот формат.")
@click.option("--school", "schools", multiple=True, metavar="КОД", help="Только эта школа; можно повторять.")
@click.option("--only-missing", is_flag=True, help="Только те, кто ещё ничего не прислал.")
@click.option("--reminder", is_flag=True, help="Не формы, а напоминания тем, кто ещё ничего не прислал.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
    help="День, на который составлено напоминание; без него сегодня.",
)
@pdf_option
def send(
    folder: Path,
    *,
    formats: tuple[str, ...],
    schools: tuple[str, ...],
    only_missing: bool,
    reminder: bool,
    today: datetime | None,
    pdf: bool,
) -> None:
    """Подготовить приказ, формы и письма для всех школ в папке «Исходящие»."""
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.printing.sending import next_lines, sent_lines

    campaign = Campaign.open(folder)
    with progress("Подготовка писем") as told:
        chosen = formats or ("docx", "xlsx")
        if reminder:
            sent = campaign.remind(chosen, today=day(today), schools=schools or None, progress=told)
        else:
            sent = campaign.send(chosen, schools=schools or None, only_missing=only_missing, progress=told)
    print_lines(sent_lines(sent))
    if not reminder:
        print_lines(next_lines(campaign.order.round_of("schools").due))
    if pdf:
        print_pdfs(sent.files, campaign.order.date)
    if not sent.written:
        sys.exit(NOTHING_TO_DO)


@cli.command("school-order")
@campaign_option
@click.argument("school", metavar="КОД")
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать DOCX.")
def school_order(folder: Path, school: str, output: Path | None) -> None:
    """Напечатать проект приказа школы, которым она утверждает свои дорожные карты.

    Приложения берутся из присланных школой карт, а если их ещё нет, из её части муниципальных.
    """
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.writers import render_order

    path = output or Path(f"Проект приказа школы {school}.docx")
    write_atomically(path, render_order(Campaign.open(folder).school_order(school)))
    click.echo(f"Проект приказа записан: {path}")


@cli.command()
@click.argument("step", type=click.Choice(["send", "receive", "report"]))
@campaign_option
def guide(step: str, folder: Path) -> None:
    """Сказать, что делать после шага: send, receive или report.

    На экране открывается страница этого шага, если она есть.
    """
    from roadmapdocs.campaign.launchers import page_after
    from roadmapdocs.printing.sending import guide_lines

    page = page_after(folder, step) if sys.stdout.isatty() else None  # nobody looks on where the output is a file
    if page:
        click.launch(str(page))
    print_lines(guide_lines(step, page))
