"""Commands about what came back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import ERRORS_FOUND, as_of_option, campaign_option, cli, day, print_json, print_lines

if TYPE_CHECKING:
    from datetime import datetime

    from roadmapdocs.campaign import Campaign, Received


@cli.command()
@campaign_option
@click.option("--json", "as_json", is_flag=True, help="Ответы и замечания в JSON.")
def receive(folder: Path, as_json: bool) -> None:
    """Прочитать и проверить всё, что лежит во «Входящих»."""
    from roadmapdocs.printing.campaign import received_lines
    from roadmapdocs.printing.rows import submission_rows

    campaign, received = _received(folder)
    if as_json:
        print_json({"answers": received.rows(), "findings": submission_rows(received.submissions)})
    else:
        print_lines(received_lines(received))
        silent = [school.short_name for school in campaign.schools if not _has_returned(school.code, received)]
        if silent:
            click.echo(f"Не представили: {', '.join(silent)}")
    if any(submission.errors for submission in received.submissions) or received.refused:
        sys.exit(ERRORS_FOUND)


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
def status(folder: Path, as_of: datetime | None) -> None:
    """Показать, кто что представил и кто не представил ничего."""
    from roadmapdocs.printing.campaign import status_lines

    campaign, received = _received(folder)
    print_lines(status_lines(campaign.summary(as_of=day(as_of)), received))


def _received(folder: Path) -> tuple[Campaign, Received]:
    from roadmapdocs.campaign import Campaign

    campaign = Campaign.open(folder)
    return campaign, campaign.receive()


def _has_returned(code: str, received: Received) -> bool:
    return any(submission.respondent.code == code for submission in received.submissions)
