"""Files that a step made in a folder and may make anew or take away; what a person has changed since is theirs.

What was written is remembered by its SHA-256 in a file beside them. If that is lost nothing else is: files that nobody
remembers are treated as a person's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.journal import digest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

__all__ = ["OwnFiles"]

_MEMORY = ".written.json"


class OwnFiles:
    """The files of one folder. `written` counts those that were new or changed in this run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = 0
        self._known = self._remembered()

    def _remembered(self) -> dict[str, str]:
        try:
            known = json.loads((self.folder / _MEMORY).read_bytes())
        except (OSError, ValueError):
            return {}
        return {name: sha256 for name, sha256 in known.items() if isinstance(sha256, str)} if known else {}

    def _is_own(self, name: str) -> bool:
        """Say whether a file is as it was written here."""
        path = self.folder / name
        return path.is_file() and digest(path.read_bytes()) == self._known.get(name)

    def write(self, name: str, content: bytes) -> Path:
        """Write a file; where a person's file has its name, it gets a number: «Письмо 2.eml»."""
        stem, dot, extension = name.rpartition(".")
        free, number = name, 2
        while (self.folder / free).exists() and not self._is_own(free) and not self._holds(free, content):
            free, number = f"{stem} {number}{dot}{extension}", number + 1
        self._known[free] = digest(content)
        self.written += write_atomically(self.folder / free, content)
        return self.folder / free

    def _holds(self, name: str, content: bytes) -> bool:
        path = self.folder / name
        return path.is_file() and path.read_bytes() == content

    def keep(self, names: Collection[str]) -> bool:
        """Take away the files made here earlier but for these; return whether anything is left in the folder."""
        for name in sorted(set(self._known) - set(names)):
            if self._is_own(name):
                (self.folder / name).unlink()
            del self._known[name]
        if self._known:
            said = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True)
            write_atomically(self.folder / _MEMORY, said.encode())
        elif self.folder.is_dir():
            (self.folder / _MEMORY).unlink(missing_ok=True)
            if not any(self.folder.iterdir()):
                self.folder.rmdir()
        return self.folder.is_dir()
