r"""Launchers for people who do not type: three files in the campaign's folder to double-click, one for each step.

The `.bat` files are plain ASCII, so that no code page can spoil them; every Russian word is said by the program, which
writes to the console in Unicode. `pushd` goes to the folder of the file wherever it lies, a network folder too. The
program is looked up when the file is run, so the folder may be moved or copied to another computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import SUMMARY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["LAUNCHERS", "launchers", "page_after", "write_launchers"]

LAUNCHERS: Mapping[str, tuple[str, ...]] = {
    "1 Разослать": ("send", "guide send"),
    "2 Принять и проверить": ("receive", "status --save", "guide receive"),
    "3 Свод": ("report", "guide report"),
}
"""Name of a launcher → the commands it runs in the campaign's folder."""

_PAGES = {"receive": ("Статус.html",), "report": ("Свод.html", "Свод.xlsx")}
"""Step → the files of «Свод» worth opening after it, the best first."""

_BAT = """@echo off
chcp 65001 >nul
pushd "%~dp0"
set "PROGRAM=roadmapdocs"
where roadmapdocs >nul 2>nul && goto found
set "PROGRAM=py -m roadmapdocs"
where py >nul 2>nul && goto found
set "PROGRAM=python -m roadmapdocs"
:found
{commands}
popd
echo.
pause
"""

_SH = """#!/bin/sh
cd "$(dirname "$0")" || exit 1
if command -v roadmapdocs >/dev/null 2>&1; then
    program() {{ roadmapdocs "$@"; }}
else
    program() {{ python3 -m roadmapdocs "$@"; }}
fi
{commands}
"""


def launchers() -> dict[str, bytes]:
    """Return the launchers by file name: `.bat` for Windows, `.sh` for the others."""
    files = {}
    for name, commands in LAUNCHERS.items():
        files[f"{name}.bat"] = _text(_BAT, [f"%PROGRAM% {command}" for command in commands]).replace(b"\n", b"\r\n")
        files[f"{name}.sh"] = _text(_SH, [f"program {command}" for command in commands])
    return files


def _text(template: str, commands: list[str]) -> bytes:
    return template.format(commands="\n".join(commands)).encode("ascii")


def write_launchers(folder: Path) -> None:
    """Write the launchers into a folder; those for a shell may be run."""
    for name, content in launchers().items():
        write_atomically(folder / name, content)
        if name.endswith(".sh"):
            (folder / name).chmod(0o755)


def page_after(folder: Path, step: str) -> Path | None:
    """Return the page to be opened after a step, if it is there."""
    return next((page for name in _PAGES.get(step, ()) if (page := folder / SUMMARY / name).is_file()), None)
