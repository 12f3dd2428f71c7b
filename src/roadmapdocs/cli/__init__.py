"""The command line: one verb, one call of the library, no decisions.

Exit codes: 0 fine, 1 findings of level error, 2 usage, 3 nothing to do, 4 environment.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import click

from roadmapdocs.cli import exporting, importing, incoming, orders, outgoing, reports, returning
from roadmapdocs.cli.console import NEAREST
from roadmapdocs.cli.group import ENVIRONMENT, USAGE, cli
from roadmapdocs.cli.refusals import refusal
from roadmapdocs.errors import EnvironmentLacksError, RoadmapDocsError
from roadmapdocs.language import speak_russian

__all__ = ["cli", "exporting", "importing", "incoming", "main", "orders", "outgoing", "reports", "returning"]


def main() -> None:
    """Run the command line; text that a console cannot show is replaced, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors=NEAREST)  # type: ignore[union-attr]
    speak_russian()
    try:
        cli(standalone_mode=True)
    except EnvironmentLacksError as error:
        click.echo(refusal(error), err=True)
        sys.exit(ENVIRONMENT)
    except (RoadmapDocsError, OSError) as error:
        click.echo(refusal(error), err=True)
        sys.exit(USAGE)
