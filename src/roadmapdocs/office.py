"""The office program: a headless LibreOffice that converts files, many in one call.

It runs with a profile of its own that forbids macros, links and the network, in a temporary folder, within a time
limit; when it hangs, it is killed with everything it started.
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

from roadmapdocs.errors import EnvironmentLacksError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Office", "find_office"]

_BATCH = 25  # files in one call: what hangs holds up no more than these
_STARTING, _PER_FILE = 30.0, 2.0  # seconds; LibreOffice takes about 2 and 0.2
_MOST_HANGS = 3  # calls; an office program that hangs this often will not do better with the next file
_MOST_BYTES = 64 * 2**20
_ENDS = {b"PK": b"PK\x05\x06", b"%PDF": b"%%EOF"}
"""How a whole file begins, and what stands near its end: one cut off by a kill lacks it."""

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
            "this needs LibreOffice, and there is none",
            hint="install LibreOffice; or save the file as .docx, .xlsx or .pdf in the program you have",
            reason="no_office",
        )
    return Path(found)


@dataclass
class Office:
    """The program, and how often it has hung."""

    program: Path
    hangs: int = 0

    def convert(self, contents: Sequence[bytes], kind: str, to: str) -> dict[int, bytes]:
        """Convert files of one kind (`doc`) to another (`docx:MS Word 2007 XML`): number → result, where there is one.

        What a call did not convert is tried again alone, so that one bad file spoils nobody else's.
        """
        made: dict[int, bytes] = {}
        for start in range(0, len(contents), _BATCH):
            batch = contents[start : start + _BATCH]
            made |= {start + number: result for number, result in self.run(batch, kind, to).items()}
            for number, content in enumerate(batch, start) if len(batch) > 1 else ():
                if number not in made and (alone := self.run([content], kind, to)):
                    made[number] = alone[0]
        return made

    def run(self, contents: Sequence[bytes], kind: str, to: str) -> dict[int, bytes]:
        """Convert files in one call."""
        if self.hangs >= _MOST_HANGS:
            return {}
        with TemporaryDirectory(prefix="roadmapdocs-", ignore_cleanup_errors=True) as folder:
            root = Path(folder)
            (root / "profile" / "user").mkdir(parents=True)
            (root / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
            files = [root / f"{number}.{kind}" for number in range(len(contents))]
            for file, content in zip(files, contents, strict=True):
                file.write_bytes(content)
            self.hangs += not self._finishes(root, to, files)
            return dict(_results(root / "made", len(files)))

    def _finishes(self, root: Path, to: str, files: Sequence[Path]) -> bool:
        command = [str(self.program), f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--nolockcheck", "--convert-to", to, "--outdir", str(root / "made")]
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
    """Yield what was made; a file that was being written when the program was killed is not whole."""
    for number in range(count):
        for file in folder.glob(f"{number}.*"):
            if file.stat().st_size <= _MOST_BYTES and _is_whole(content := file.read_bytes()):
                yield number, content


def _is_whole(content: bytes) -> bool:
    return any(content.startswith(begin) and end in content[-1024:] for begin, end in _ENDS.items())


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
