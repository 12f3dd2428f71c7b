"""Old formats (.doc, .rtf, .xls) → .docx and .xlsx through a headless LibreOffice, many files in one call.

The office program runs with a profile of its own that forbids macros, links and the network, in a temporary folder,
within a time limit; when it hangs, it is killed with everything it started. What it makes is read like any other
returned file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from roadmapdocs.errors import EnvironmentLacksError
from roadmapdocs.readers.signatures import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["LEGACY", "convert", "find_office"]

LEGACY = {"doc": "docx:MS Word 2007 XML", "rtf": "docx:MS Word 2007 XML", "xls": "xlsx:Calc MS Excel 2007 XML"}
"""Kind of an old file → what it is converted to, and by which filter of LibreOffice."""

_BATCH = 25  # files in one call: what hangs holds up no more than these
_STARTING, _PER_FILE = 30.0, 2.0  # seconds; LibreOffice takes about 2 and 0.2
_MOST_HANGS = 3  # calls; an office program that hangs this often will not do better with the next file
_MOST_BYTES = 64 * 2**20

_PLACES = (
    "{ProgramFiles}/LibreOffice/program/soffice.com",
    "{ProgramFiles(x86)}/LibreOffice/program/soffice.com",
    "{ProgramW6432}/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
"""Where LibreOffice lies when it is not on the PATH: Windows, macOS."""

_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # a proxy that nobody answers at: port 9 discards
    *(("Inet/Settings", f"ooInet{protocol}ProxyName", "127.0.0.1") for protocol in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{protocol}ProxyPort", "9") for protocol in ("HTTP", "HTTPS", "FTP")),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
        "</item>"
        for path, name, value in _SETTINGS
    )
    + "</oor:items>"
)


def find_office() -> Path:
    """Return the program of LibreOffice. Raises `EnvironmentLacksError` where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    folders = {name: value for name, value in os.environ.items() if name.startswith("Program")}
    for place in () if found else _PLACES:
        with contextlib.suppress(KeyError):
            path = Path(place.format_map(folders))
            found = str(path) if path.is_file() else found
    if not found:
        raise EnvironmentLacksError(
            "reading .doc, .rtf and .xls needs LibreOffice",
            hint="install LibreOffice, or save the file as .docx or .xlsx",
            reason="no_office",
        )
    return Path(found)


def convert(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Convert files of the kinds of `LEGACY`, by any names; those that cannot be converted are left out.

    What a call did not convert is tried again alone, so that one bad file spoils nobody else's. Raises
    `EnvironmentLacksError` without LibreOffice.
    """
    office = _Office(find_office())
    waiting: dict[str, list[str]] = {}
    for name, content in contents.items():
        kind = kind_of(content)
        if kind in LEGACY and len(content) <= _MOST_BYTES:
            waiting.setdefault(kind, []).append(name)
    converted: dict[str, bytes] = {}
    for kind, names in waiting.items():
        for start in range(0, len(names), _BATCH):
            batch = names[start : start + _BATCH]
            made = office.run(kind, [contents[name] for name in batch])
            converted |= {batch[number]: content for number, content in made.items()}
            for name in batch if len(batch) > 1 else ():
                if name not in converted and (alone := office.run(kind, [contents[name]])):
                    converted[name] = alone[0]
    return converted


@dataclass
class _Office:
    """The program, and how often it has hung."""

    program: Path
    hangs: int = 0

    def run(self, kind: str, contents: Sequence[bytes]) -> dict[int, bytes]:
        """Convert files in one call: number → result, for those it converted."""
        if self.hangs >= _MOST_HANGS:
            return {}
        with TemporaryDirectory(prefix="roadmapdocs-", ignore_cleanup_errors=True) as folder:
            root = Path(folder)
            (root / "profile" / "user").mkdir(parents=True)
            (root / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
            files = [root / f"{number}.{kind}" for number in range(len(contents))]
            for file, content in zip(files, contents, strict=True):
                file.write_bytes(content)
            self.hangs += not self._finishes(root, kind, files)
            return dict(_results(root / "made", len(files)))

    def _finishes(self, root: Path, kind: str, files: Sequence[Path]) -> bool:
        command = [str(self.program), f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", LEGACY[kind], "--outdir", str(root / "made")]
        process = _start([*command, *map(str, files)], root)
        try:
            process.wait(_STARTING + _PER_FILE * len(files))
        except subprocess.TimeoutExpired:
            return False
        finally:
            if process.poll() is None:
                _kill(process)
        return True


def _results(folder: Path, count: int) -> Iterator[tuple[int, bytes]]:
    """Yield what was made; a file that was being written when the program was killed is no package yet."""
    for number in range(count):
        for file in folder.glob(f"{number}.*"):
            if file.stat().st_size <= _MOST_BYTES and is_zipfile(file):
                yield number, file.read_bytes()


# --- processes ------------------------------------------------------------------------------------------------------


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, its temporary files and home in `folder`."""
    environment = {**os.environ, "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder), "HOME": str(folder)}
    return subprocess.Popen(  # noqa: S603 - a program we found, names we gave
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and all it started: the one we know of is only a launcher."""
    if sys.platform == "win32":
        taskkill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(taskkill, check=False, capture_output=True)  # noqa: S603 - nothing of it comes from a file
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
