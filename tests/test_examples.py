"""What a newcomer runs first works: the scripts, the README, the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from conftest import ROOT
from roadmapdocs.cli import cli
from roadmapdocs.orders.files import load_order

EXAMPLE = ROOT / "examples" / "ershichi-2023"
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
README = (ROOT / "README.md").read_text("utf-8")


def run(*command: str, cwd: Path) -> str:
    """Run a command in a folder; return what it printed, fail with what it complained of."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": ""}
    result = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_are_short(script: Path) -> None:
    """Each use fits on a page: under 40 lines."""
    assert len(script.read_text("utf-8").splitlines()) < 40


def test_the_three_scripts_run(tmp_path: Path) -> None:
    """Next year's order, distribution and reading run one after another and do what they say."""
    first, second, third = map(str, SCRIPTS)
    assert "acts.a861" in run(sys.executable, first, str(tmp_path), cwd=tmp_path)
    assert load_order(tmp_path / "order-2024.yaml").school_year == 2024
    assert (tmp_path / "Приказ 161.docx").is_file()
    said = re.search(r"Готово файлов: (\d+), новых: (\d+)", run(sys.executable, second, str(tmp_path), cwd=tmp_path))
    assert said is not None
    written = [path for path in (tmp_path / "Отчёты 2023" / "Исходящие").rglob("*") if path.is_file()]
    assert int(said[1]) == int(said[2]) == len(written) > 12 * 4
    run(sys.executable, "-m", "roadmapdocs", "demo", str(tmp_path / "demo"), cwd=tmp_path)
    printed = run(sys.executable, third, str(tmp_path / "demo"), cwd=tmp_path)
    assert "Не представили: ['МКОУ Пробная ОШ', 'МБОУ Тридевятская СШ']" in printed
    assert "Вернули на доработку: 2" in printed


def test_the_blocks_of_the_readme_run(tmp_path: Path) -> None:
    """Every Python block of the README runs word for word, one after another, beside an order and a roster."""
    shutil.copy(EXAMPLE / "order.yaml", tmp_path / "order-2023.yaml")
    shutil.copy(EXAMPLE / "schools.csv", tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        (tmp_path / "block.py").write_text(block, "utf-8")
        run(sys.executable, "block.py", cwd=tmp_path)
    assert (tmp_path / "Отчёты 2023" / "Свод" / "Свод.xlsx").is_file()


def test_the_readme_names_every_command() -> None:
    """The table of commands and the command line have the same commands."""
    assert set(re.findall(r"^\| `roadmapdocs ([a-z-]+)", README, re.MULTILINE)) == set(cli.commands)


def test_links_of_the_documents_lead_somewhere() -> None:
    """Relative links of README, CONTRIBUTING and docs point at files that exist."""
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_an_installed_wheel_runs_the_demo(tmp_path: Path) -> None:
    """The wheel carries templates and examples: installed elsewhere, away from the checkout, it runs the demo."""
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT), cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = next(path for path in sorted(folder.iterdir()) if path.stem in ("python", "python3"))
    site = subprocess.run(
        [sys.executable, "-c", "import pydantic, pathlib; print(pathlib.Path(pydantic.__file__).parents[1])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    run(str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel), cwd=tmp_path)
    run(
        str(python),
        "-c",
        # the dependencies are taken from the running environment: the test needs no network
        f"import sys; sys.path.append({site!r}); import roadmapdocs; assert 'venv' in roadmapdocs.__file__;"
        "from roadmapdocs.demo.run import run_demo; run_demo('demo').report()",
        cwd=tmp_path,
    )
    assert (tmp_path / "demo" / "Свод" / "Свод.xlsx").is_file()
