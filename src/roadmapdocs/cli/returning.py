"""The command that sends reports back for correction."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import NOTHING_TO_DO, campaign_option, cli, day, print_lines

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])


@cli.command("return")
@campaign_option
@click.option("--school", "schools", multiple=True, metavar="КОД", help="Только эта школа; можно повторять.")
@click.option("--due", type=_DAY, help="До какого дня ждать исправленный файл; без него решает программа.")
@click.option("--today", type=_DAY, help="День, от которого считать срок; без него сегодня.")
def return_(folder: Path, schools: tuple[str, ...], due: datetime | None, today: datetime | None) -> None:
    """Вернуть отчёты с ошибками: копии с замечаниями и письма в папке «На доработку».

    В копии файла школы закрашены клетки с ошибками, у каждой примечание, а в начале список. Сами файлы во «Входящих»
    не меняются.
    """
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.printing.returning import returned_lines

    returned = Campaign.open(folder).return_for_rework(schools, today=day(today), due=day(due))
    print_lines(returned_lines(returned))
    if not returned.reworks:
        sys.exit(NOTHING_TO_DO)
