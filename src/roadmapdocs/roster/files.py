"""Rosters on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError
from roadmapdocs.roster.reading import parse_roster, read_roster

if TYPE_CHECKING:
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School
    from roadmapdocs.roster.reading import Roster

__all__ = ["load_roster", "read_roster_file"]


def load_roster(path: str | Path) -> tuple[School, ...]:
    """Read a roster file, CSV or a workbook. Raises `DefinitionError` that names every bad line."""
    file = Path(path)
    return parse_roster(_content(file), file.name)


def read_roster_file(path: str | Path, order: Order | None = None) -> Roster:
    """Read a roster file with everything odd about it as findings (see `read_roster`)."""
    file = Path(path)
    return read_roster(_content(file), file.name, order)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DefinitionError(f"cannot read the roster: {error}", place=str(file)) from error
