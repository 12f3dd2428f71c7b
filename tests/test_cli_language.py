"""The command line speaks Russian, click's own words too, on any console."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys

import pytest
from babel.messages.pofile import read_po

from roadmapdocs.language import CATALOGUES

FOLDER = CATALOGUES / "ru" / "LC_MESSAGES"


def run(*arguments: str, **environment: str) -> tuple[int, bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "roadmapdocs", *arguments]
    result = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)
    return result.returncode, result.stdout + result.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("send", "--help"), ("next-year", "-h")])
def test_help_is_russian(arguments: tuple[str, ...]) -> None:
    """No sentence of the help is English, whatever the system's language is."""
    code, output = run(*arguments, LANG="en_US.UTF-8", PYTHONIOENCODING="utf-8")
    text = output.decode()
    assert code == 0
    assert "Использование:" in text
    assert "Показать эту справку и выйти." in text
    assert not {"Usage", "Options", "Commands", "Show"} & set(text.replace(":", " ").split())


def test_mistakes_are_explained_in_russian() -> None:
    """An unknown command and a missing argument end with code 2 and a Russian sentence."""
    code, output = run("raport", PYTHONIOENCODING="utf-8")
    assert (code, "Нет команды 'raport'" in output.decode()) == (2, True)
    code, output = run("order", PYTHONIOENCODING="utf-8")
    assert (code, "Не указан аргумент" in output.decode()) == (2, True)


@pytest.mark.parametrize("console", ["cp866", "cp1251", "ascii"])
def test_any_console_is_survived(console: str, tmp_path) -> None:
    """Consoles that cannot show a character get a question mark, never a crash."""
    code, output = run("demo", str(tmp_path / "demo"), PYTHONIOENCODING=console, PYTHONUTF8="0")
    assert code == 0
    assert console == "ascii" or "Свод.xlsx" in output.decode(console)


def test_the_compiled_catalogue_is_fresh() -> None:
    """The `.mo` beside the `.po` says the same; `make locale` makes it."""
    with (FOLDER / "messages.po").open("rb") as source, (FOLDER / "messages.mo").open("rb") as compiled:
        written, read = read_po(source), gettext.GNUTranslations(compiled)
    for message in written:
        if isinstance(message.id, tuple):
            assert read.ngettext(*message.id, 5) == message.string[2]
        elif message.id:
            assert read.gettext(message.id) == message.string
