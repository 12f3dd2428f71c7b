"""Launchers: files to double-click, tried for real where this machine can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roadmapdocs import Campaign
from roadmapdocs.campaign.launchers import LAUNCHERS, launchers, page_after
from roadmapdocs.cli import cli
from roadmapdocs.demo.run import load_example


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A campaign of two schools in a folder with Cyrillic letters, blanks and marks of the shell in its name."""
    order, schools = load_example("zarechye-2024")
    return Campaign.create(tmp_path / "Отчёты (школ) & $HOME 2024", order=order, schools=schools[:2])


def launch(script: Path, path: str) -> subprocess.CompletedProcess[str]:
    """Run a launcher from another folder, as a double click does."""
    settings = {**os.environ, "PATH": path}
    return subprocess.run(["/bin/sh", str(script)], cwd="/", env=settings, capture_output=True, text=True, check=False)


@pytest.fixture
def programs(tmp_path: Path) -> str:
    """A PATH with the command `roadmapdocs` of this very package and nothing else of ours."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "roadmapdocs"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m roadmapdocs "$@"\n')
    command.chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_three_steps_twice(campaign: Campaign) -> None:
    """A campaign's folder has each of the three steps for Windows and for the others; those for a shell may be run."""
    names = sorted(path.name for path in campaign.folder.glob("[123] *"))
    assert names == sorted(f"{name}.{end}" for name in LAUNCHERS for end in ("bat", "sh"))
    assert all(os.access(campaign.folder / f"{name}.sh", os.X_OK) for name in LAUNCHERS)


def test_they_call_commands_that_exist() -> None:
    """Every command of a launcher is a command of the program, with an option it knows."""
    for commands in LAUNCHERS.values():
        for command in commands:
            name, *arguments = command.split()
            cli.commands[name].make_context(name, arguments)


def test_windows_files_are_plain() -> None:
    """A `.bat` is ASCII with CRLF: no code page can spoil it; it goes to its own folder and waits at the end."""
    for name, content in launchers().items():
        content.decode("ascii")
        if name.endswith(".bat"):
            assert b"\n" not in content.replace(b"\r\n", b"")
            lines = content.decode("ascii").split("\r\n")
            assert lines[0] == "@echo off"
            assert 'pushd "%~dp0"' in lines
            assert lines[-2:] == ["pause", ""]
            commands = tuple(line.removeprefix("%PROGRAM% ") for line in lines if line.startswith("%PROGRAM% "))
            assert commands == LAUNCHERS[name.removesuffix(".bat")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_shell_runs_all_three(campaign: Campaign, programs: str, tmp_path: Path) -> None:
    """Each step does its work, also where the folder was moved, and ends with a sentence about what to do next."""
    campaign = Campaign.open(campaign.folder.rename(tmp_path / "другое место: Отчёты & $HOME"))
    said = {name: launch(campaign.folder / f"{name}.sh", programs) for name in LAUNCHERS}
    assert [result.stderr for result in said.values()] == [""] * 3
    assert "«2 Принять и проверить»" in said["1 Разослать"].stdout
    assert (campaign.sent_file(campaign.schools[0], "docx").parent / "Письмо.eml").is_file()
    assert campaign.schools[0].short_name in said["2 Принять и проверить"].stdout
    assert "«3 Свод»" in said["2 Принять и проверить"].stdout
    assert {path.name for path in (campaign.folder / "Свод").iterdir()} >= {"Свод.xlsx", "Статус.html"}
    assert "Свод лежит в папке «Свод»" in said["3 Свод"].stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_without_the_command_python_is_asked(campaign: Campaign, tmp_path: Path) -> None:
    """Where there is no command `roadmapdocs`, the launcher runs the module."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / "python3").chmod(0o755)
    for name in ("dirname", "sh"):
        (folder / name).symlink_to(shutil.which(name) or "")
    result = launch(campaign.folder / "1 Разослать.sh", str(folder))
    assert (result.returncode, "Что дальше" in result.stdout) == (0, True)


def test_the_page_to_open(campaign: Campaign) -> None:
    """After a step the best page of «Свод» is opened, if it is there."""
    assert page_after(campaign.folder, "report") is None
    (campaign.folder / "Свод" / "Свод.xlsx").write_bytes(b"")
    assert page_after(campaign.folder, "report") == campaign.folder / "Свод" / "Свод.xlsx"
    (campaign.folder / "Свод" / "Свод.html").write_bytes(b"")
    assert page_after(campaign.folder, "report") == campaign.folder / "Свод" / "Свод.html"
    assert page_after(campaign.folder, "send") is None
