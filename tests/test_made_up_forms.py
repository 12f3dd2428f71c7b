"""Fifty made-up forms through the office programs: each format in one call, every answer the same."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from roadmapdocs.model.form import Form
from roadmapdocs.reading import identify, read_form
from roadmapdocs.writers import write_form
from strategies import made_up_forms
from test_engine import ENGINE, SAVE

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 50


@pytest.fixture(scope="module")
def forms() -> list[Form]:
    """The same fifty forms every time."""
    return made_up_forms(COUNT)


def written(forms: list[Form], format_: str, folder: Path) -> list[Path]:
    """The forms as files."""
    files = []
    for number, form in enumerate(forms):
        files.append(folder / f"form{number}.{format_}")
        files[-1].write_bytes(write_form(form, format_))
    return files


def assert_all_come_back(forms: list[Form], before: list[Path], after: list[Path]) -> None:
    """Every answer is read as it was before the passage, and every file still knows itself."""
    differing = []
    for form, old, new in zip(forms, before, after, strict=True):
        asked = read_form(old.read_bytes(), form)
        answered = read_form(new.read_bytes(), form)
        values = [{a: one.value(a) for a in form.blank.fields} for one in (asked, answered)]
        if values[0] != values[1] or identify(new.read_bytes()) != form.key:
            differing.append((new.name, {a: (values[0][a], v) for a, v in values[1].items() if v != values[0][a]}))
    assert differing == []


def test_the_forms_are_the_same_every_time(forms: list[Form]) -> None:
    """Fifty forms, no chance in them, with answers in most."""
    assert len(forms) == COUNT
    assert [form.fingerprint for form in made_up_forms(COUNT)] == [form.fingerprint for form in forms]
    assert sum(bool(form.prefill) for form in forms) > COUNT // 2


@pytest.mark.office
@pytest.mark.parametrize(("format_", "to"), [("docx", "docx"), ("docx", "odt"), ("xlsx", "xlsx"), ("xlsx", "ods")])
def test_libreoffice(forms: list[Form], format_: str, to: str, office, tmp_path: Path) -> None:
    """LibreOffice opens and saves all of them in one call, in its own formats too."""
    files = written(forms, format_, tmp_path)
    assert_all_come_back(forms, files, office(files, to, tmp_path / "saved"))


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: the ONLYOFFICE engine was NOT tested")
@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_onlyoffice(forms: list[Form], format_: str, tmp_path: Path) -> None:
    """The engine of ONLYOFFICE and Р7-Офис opens and saves all of them in one process."""
    files = written(forms, format_, tmp_path)
    subprocess.run([sys.executable, "-c", SAVE, *map(str, files)], check=True, capture_output=True, timeout=400)
    saved = [file.with_name(file.name.replace("form", "saved")) for file in files]
    assert_all_come_back(forms, files, saved)
