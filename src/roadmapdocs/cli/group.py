"""What the commands share: options, exit codes, printing, and the group they belong to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

__all__ = [
    "ENVIRONMENT",
    "ERRORS_FOUND",
    "NOTHING_TO_DO",
    "USAGE",
    "as_of_option",
    "campaign_option",
    "cli",
    "day",
    "print_json",
    "print_lines",
]

FINE, ERRORS_FOUND, USAGE, NOTHING_TO_DO, ENVIRONMENT = range(5)


def campaign_option(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no useful type
    """Add `-C`: the folder of the campaign."""
    return click.option(
        "--campaign",
        "-C",
        "folder",
        default=".",
        type=click.Path(file_okay=False, path_type=Path),
        help="Папка кампании; без неё текущая папка.",
    )(command)


def as_of_option(command: Any) -> Any:  # noqa: ANN401
    """Add `--as-of`: the date of the summary."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
        help="Дата, на которую составлен свод; без неё сегодня.",
    )(command)


class _Command(click.Command):
    """A command whose usage line is Russian."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - click's own signature
        super().__init__(*arguments, **{"options_metavar": "[ПАРАМЕТРЫ]", **settings})


class _Group(click.Group):
    """A group of such commands."""

    command_class = _Command


@click.group(
    cls=_Group,
    options_metavar="[ПАРАМЕТРЫ]",
    subcommand_metavar="КОМАНДА ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    package_name="roadmapdocs", help="Показать версию и выйти.", message="%(prog)s, версия %(version)s"
)
def cli() -> None:
    """Приказы о дорожных картах: приказ, формы для школ, приём отчётов, свод."""


def day(moment: datetime | None) -> date | None:
    """Return the day of an option, None where it was not given."""
    return moment.date() if moment else None


def print_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


def print_json(value: object) -> None:
    """Print a value for programs."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
