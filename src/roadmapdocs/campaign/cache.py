"""What was read of each file, kept in the hidden folder `.cache` of a campaign by the file's content.

It may be deleted at any time: then the next run reads the files again. What was kept by another release, for another
order, roster or last year's answers, or for a file that came on another day, is not found, and is swept out.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.campaign.remembered import Recognised, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roadmapdocs.recognition import Register

__all__ = ["FOLDER", "Cache"]

FOLDER = ".cache"


class Cache:
    """The cache of one campaign for one run."""

    def __init__(self, folder: Path, register: Register) -> None:
        self._folder = folder / FOLDER
        self._register = register
        self._rests_on = _digest([_code(), *_data(register)])
        self._used: set[str] = set()

    def find(self, content: str, *, file: str, received: date) -> Recognised | None:
        """Return what was read of a content (its SHA-256); None if it is not here, or not whole."""
        path = self._path(content, received)
        try:
            value = json.loads(path.read_bytes())
            found = from_json(value, self._register, file=file, sha256=content, received=received)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._used.add(path.name)
        return found

    def keep(self, content: str, recognised: Recognised, *, received: date) -> None:
        """Keep what was read of a content. A cut-off entry is not JSON and so is none: no need to wait for the disk."""
        path = self._path(content, received)
        self._used.add(path.name)
        with suppress(OSError):  # a full or read-only disk costs time, nothing else
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(json.dumps(to_json(recognised), ensure_ascii=False).encode())
            temporary.replace(path)

    def sweep(self) -> None:
        """Delete what this run had no use for."""
        for path in self._folder.glob("*/*"):
            if path.name not in self._used:
                with suppress(OSError):
                    path.unlink()

    def _path(self, content: str, received: date) -> Path:
        trusted = "trusted" if content in self._register.trusted else ""
        name = _digest([self._rests_on, content, received.isoformat(), trusted])
        return self._folder / name[:2] / f"{name[2:]}.json"


def _data(register: Register) -> Iterable[str]:
    """Yield all that reading a file depends on but the file itself."""
    yield register.order.model_dump_json()
    yield from (school.model_dump_json() for school in register.schools)
    yield from (f"{code} {submission.sha256}" for code, submission in sorted(register.previous.items()))


@cache
def _code() -> str:
    """Return what tells this release, and any change made to it, from others."""
    package = Path(__file__).resolve().parents[1]
    modules = sorted(package.rglob("*.py"))
    return _digest(f"{file.relative_to(package)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in modules)


def _digest(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
