"""What the tests share: the bundled orders, the office program, the validator of documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

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
def browser() -> Iterator[Any]:
    """A real Chromium, driven by Playwright; never one that Playwright would fetch."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        reason = "Chromium or Playwright is not installed: the page «Свод.html» was NOT opened in a browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """A function that lets axe-core judge an open page: what it finds serious or critical, as sentences."""
    engine = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")

    def judge(page: Any) -> list[str]:
        page.evaluate(engine)
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        grave = (one for one in found if one["impact"] in ("serious", "critical"))
        return [f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:3]]}" for one in grave]

    return judge


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
