"""What the tests share: the bundled orders, the office program, the validator of documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmapdocs.demo.run import load_example
from roadmapdocs.model.order import Order
from roadmapdocs.model.school import School

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ("ershichi-2023", "zarechye-2024")
VALIDATOR = ROOT.parent / "shared" / "validate_ooxml.py"

Bundle = tuple[Order, tuple[School, ...]]


@pytest.fixture(scope="session", params=EXAMPLES)
def bundle(request: pytest.FixtureRequest) -> Bundle:
    """Each bundled order in turn, with its schools: whatever holds for № 159 holds for the other."""
    return load_example(request.param)


@pytest.fixture(scope="session")
def order_159() -> Bundle:
    """The real order, for what only it has: clusters, twins, indicators."""
    return load_example("ershichi-2023")


Convert = Callable[[list[Path], str, Path], list[Path]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """A function that re-saves files with LibreOffice: (files, format, folder) → new files, one call for all."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        reason = "LibreOffice is not installed: the passage through an office program was NOT tested"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(files: list[Path], to: str, folder: Path) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
        command += ["--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        made = [folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]
        assert all(file.is_file() for file in made), "the office program did not convert every file"
        return made

    return convert


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], None]:
    """A function that checks documents (name → bytes) against the ECMA-376 schemas, strictly."""
    if not VALIDATOR.is_file():
        pytest.skip("the ECMA-376 schemas are not beside this checkout")
    folder = tmp_path_factory.mktemp("validated")

    def check(documents: dict[str, bytes]) -> None:
        files = []
        for name, content in documents.items():
            files.append(folder / name)
            files[-1].write_bytes(content)
        command = [sys.executable, str(VALIDATOR), "--strict", "--werror", "--quiet", *map(str, files)]
        result = subprocess.run(command, check=False, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout + result.stderr

    return check
