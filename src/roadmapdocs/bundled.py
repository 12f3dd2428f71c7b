"""Folders that come with the package: templates and examples."""

from __future__ import annotations

from pathlib import Path

from roadmapdocs.errors import EnvironmentLacksError

__all__ = ["bundled_folder"]


def bundled_folder(name: str) -> Path:
    """Return the folder `templates` or `examples`.

    An installed wheel carries them inside the package; in a working copy they stand at the root, where people look
    for them. Raises `EnvironmentLacksError` where neither exists.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / name, package.parents[1] / name):
        if folder.is_dir():
            return folder
    raise EnvironmentLacksError(f"the {name} of roadmapdocs are missing", hint="install the package again")
