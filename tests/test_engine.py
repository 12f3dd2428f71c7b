"""The engine of ONLYOFFICE and Р7-Офис opens our forms, saves them, and loses nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from roadmapdocs.reading import identify, read_form
from test_documents import filled, forms_of, roadmaps_of, values

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = importlib.util.find_spec("docbuilder") is not None

WATERMARK = "Unregistered Version"
"""What the engine's free licence puts into headers; that it is found and quoted is as it should be."""

SAVE = """
import sys, docbuilder
builder = docbuilder.CDocBuilder()
for name in sys.argv[1:]:
    builder.OpenFile(name, "")
    builder.SaveFile(name.rpartition(".")[2], name.replace("/form", "/saved"))
    builder.CloseFile()
"""


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: the ONLYOFFICE engine was NOT tested")
def test_filled_forms_survive_the_engine(bundle, tmp_path: Path) -> None:
    """A filled form opened and saved by the engine, in a process of its own, gives identical answers and its key."""
    made = []
    for number, form in enumerate([forms_of(bundle)[1], forms_of(bundle)[-1], *roadmaps_of(bundle)]):
        for format_ in ("docx", "xlsx"):
            made.append((tmp_path / f"form{number}.{format_}", form))
            made[-1][0].write_bytes(filled(form, bundle, format_))
    command = [sys.executable, "-c", SAVE, *(str(path) for path, _ in made)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path, form in made:
        saved = path.with_name(path.name.replace("form", "saved")).read_bytes()
        after = read_form(saved, form)
        assert values(after) == values(read_form(path.read_bytes(), form))
        assert {finding.seen for finding in after.findings} <= {WATERMARK}
        assert identify(saved) == form.key
