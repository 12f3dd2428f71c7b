"""The settings of a campaign: a few lines of YAML beside its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.base import Model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Settings", "load_settings", "settings_text"]


class Settings(Model):
    """What a campaign knows besides its order and roster.

    `previous` is last year's folder, seen from this one. `small_counts` is the smallest count of pupils that may leave
    the district; smaller ones are merged.
    """

    previous: str = ""
    small_counts: int = Field(default=3, ge=1)


def load_settings(path: Path) -> Settings:
    """Read the settings; a missing file has the defaults. Raises `DefinitionError` for a broken one."""
    if not path.is_file():
        return Settings()
    try:
        written: Mapping[str, object] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or {}
        return Settings.model_validate(written)
    except (YAMLError, ValidationError) as error:
        raise DefinitionError(f"the settings cannot be read: {error}", place=path.name) from error


def settings_text(settings: Settings) -> bytes:
    """Return the settings as YAML."""
    quoted = settings.previous.replace("'", "''")
    lines = [f"previous: '{quoted}'  # last year's campaign, seen from this folder\n"]
    if settings.small_counts != Settings().small_counts:
        lines.append(f"small_counts: {settings.small_counts}  # the smallest count of pupils that is told outside\n")
    return "".join(lines).encode()
