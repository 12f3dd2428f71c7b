"""The command that gives the answers to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import NOTHING_TO_DO, as_of_option, campaign_option, cli, day, print_json

if TYPE_CHECKING:
    from datetime import datetime


@cli.command()
@campaign_option
@as_of_option
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="Файл: .csv или .json.")
@click.option("--public", is_flag=True, help="Для передачи за пределы района: без имён, слов и малых чисел.")
@click.option("--schema", is_flag=True, help="Показать описание таблицы (JSON Schema) и ничего не записывать.")
@click.pass_context
def export(
    context: click.Context, folder: Path, as_of: datetime | None, output: Path | None, *, public: bool, schema: bool
) -> None:
    """Выгрузить ответы школ одной таблицей для Excel или программ.

    По строке на каждый заданный вопрос: кого и о чём спросили, что ответили, в каком файле и где это написано.
    """
    from roadmapdocs.aggregate import rows_schema
    from roadmapdocs.campaign import Campaign

    if schema:
        print_json(rows_schema())
        return
    if output is None:
        raise click.UsageError("Укажите файл: -o ответы.csv или -o ответы.json.")
    rows = Campaign.open(folder).export(output, as_of=day(as_of), public=public)
    click.echo(f"Ответы: {output}, строк {rows}")
    if not rows:
        context.exit(NOTHING_TO_DO)
