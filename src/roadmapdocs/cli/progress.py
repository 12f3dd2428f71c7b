"""Progress of long work: a bar on a terminal, a line now and then where the output goes into a file."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["progress"]

_LONG = 20
_LINES = 4


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to be told how many of how many are done; it shows that on the error stream.

    Outside a terminal, work of fewer than twenty pieces needs no words, and longer work gets four lines.
    """
    shown = _Bar(title) if sys.stderr.isatty() else _Lines(title)
    try:
        yield shown
    finally:
        shown.close()


class _Lines:
    """Four lines for long work."""

    def __init__(self, title: str) -> None:
        self._title = title

    def __call__(self, done: int, of: int) -> None:
        """Say how many are done, at every quarter."""
        if of >= _LONG and done * _LINES // of != (done - 1) * _LINES // of:
            click.echo(f"{self._title}: {done} из {of}", err=True)

    def close(self) -> None:
        """Leave what was said."""


class _Bar:
    """A bar that is drawn when the first piece is done."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None  # click names no type for it

    def __call__(self, done: int, of: int) -> None:
        """Move the bar."""
        if self._bar is None:
            self._bar = click.progressbar(length=of, label=self._title, show_pos=True, file=sys.stderr)
        self._bar.update(done - self._bar.pos)

    def close(self) -> None:
        """End the line of the bar."""
        if self._bar is not None:
            self._bar.render_finish()
