"""Commands about what came back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import ERRORS_FOUND, as_of_option, campaign_option, cli, day, print_json, print_lines
from roadmapdocs.cli.progress import progress

if TYPE_CHECKING:
    from datetime import datetime

    from roadmapdocs.campaign import Campaign


@cli.command()
@campaign_option
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="ФАЙЛ",
    help="Принять отчёт из этого файла: с этого дня он в счёте, что бы ни пришло позже. Можно повторять.",
)
@click.option("--accept-clean", is_flag=True, help="Принять все отчёты без ошибок.")
@click.option("--reopen", multiple=True, metavar="КОД", help="Отменить приём отчёта школы с этим кодом.")
@click.option("--files", is_flag=True, help="Показать, что стало с каждым файлом.")
@click.option("--json", "as_json", is_flag=True, help="Файлы, ответы и замечания в JSON.")
def receive(  # noqa: PLR0917 - click passes them by name
    folder: Path, accepted: tuple[str, ...], accept_clean: bool, reopen: tuple[str, ...], files: bool, as_json: bool
) -> None:
    """Прочитать и проверить всё, что лежит во «Входящих»."""
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.printing.campaign import file_lines, received_lines
    from roadmapdocs.printing.rows import outcome_rows, submission_rows

    campaign = Campaign.open(folder)
    with progress("Чтение файлов") as told:
        campaign.receive(progress=told)
    _decide(campaign, accepted, reopen, clean=accept_clean, quiet=as_json)
    received = campaign.receive()
    if as_json:
        findings = submission_rows(received.documents)
        print_json({"files": outcome_rows(received.outcomes), "answers": received.rows(), "findings": findings})
    else:
        print_lines(file_lines(received.outcomes) if files else ())
        print_lines(received_lines(received, campaign.status()))
    if any(outcome.category.needs_a_person for outcome in received.outcomes):
        sys.exit(ERRORS_FOUND)


def _decide(
    campaign: Campaign, accepted: tuple[str, ...], reopen: tuple[str, ...], *, clean: bool, quiet: bool
) -> None:
    """Write down what the person has decided, and say so."""
    from roadmapdocs.printing.campaign import accepted_lines

    for code in reopen:
        campaign.reopen(code)
    done = [
        *(campaign.accept(*accepted) if accepted else ()),
        *(campaign.accept_clean() if clean else ()),
    ]
    if (accepted or clean) and not quiet:
        print_lines(accepted_lines(done))


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@campaign_option
@click.option("--json", "as_json", is_flag=True, help="Ответы и замечания в JSON.")
def read(file: Path, folder: Path, as_json: bool) -> None:
    """Прочитать один присланный файл, не трогая журнал."""
    from roadmapdocs.aggregate.rows import answer_rows
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.submission import Refused
    from roadmapdocs.printing.campaign import read_lines
    from roadmapdocs.printing.rows import submission_rows

    read_ = Campaign.open(folder).read_file(file)
    submissions = [one for one in read_ if not isinstance(one, Refused)]
    if as_json:
        rows = [row for submission in submissions for row in answer_rows(submission)]
        print_json({"answers": rows, "findings": submission_rows(submissions)})
    for one in () if as_json else read_:
        print_lines(read_lines(one))
    if any(isinstance(one, Refused) or one.errors for one in read_):
        sys.exit(ERRORS_FOUND)


@cli.command()
@campaign_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="То же в JSON.")
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Записать таблицу Excel в этот файл.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Записать страницу для браузера.")
@click.option("--save", is_flag=True, help="Записать и то и другое в папку «Свод».")
def status(  # noqa: PLR0917 - click passes them by name
    folder: Path, as_of: datetime | None, as_json: bool, xlsx: Path | None, html: Path | None, save: bool
) -> None:
    """Показать, кто что представил, сколько дней осталось и что делать дальше."""
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.campaign.standing import save_status
    from roadmapdocs.printing.campaign import status_lines
    from roadmapdocs.printing.rows import status_rows
    from roadmapdocs.writers import write_status

    campaign = Campaign.open(folder)
    shown = campaign.status(as_of=day(as_of))
    written = [*(save_status(campaign, shown) if save else ())]
    for path, format_ in ((xlsx, "xlsx"), (html, "html")):
        if path is not None:
            write_atomically(path, write_status(shown, format_))
            written.append(path)
    if as_json:
        print_json(status_rows(shown))
        return
    print_lines(status_lines(shown))
    for path in written:
        click.echo(f"Записано: {path}")
