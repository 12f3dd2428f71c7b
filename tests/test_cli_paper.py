"""`--pdf` of the commands, and what the command line says when it stops."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from click.testing import CliRunner

from conftest import EXAMPLES
from roadmapdocs import office as office_program
from roadmapdocs.bundled import bundled_folder
from roadmapdocs.campaign import Campaign
from roadmapdocs.cli import cli, main
from roadmapdocs.cli.refusals import refusal
from roadmapdocs.errors import (
    CampaignError,
    DefinitionError,
    EnvironmentLacksError,
    RoadmapDocsError,
    TemplateError,
    UnreadableFileError,
)

EXAMPLE = bundled_folder("examples") / EXAMPLES[1]


def run(*arguments: object) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def words_of(pdf: Path) -> str:
    """Return the words of a PDF."""
    with pdfplumber.open(BytesIO(pdf.read_bytes())) as document:
        return " ".join(" ".join((page.extract_text() or "") for page in document.pages).split())


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    """A campaign of the smaller order."""
    folder = tmp_path / "Отчёты"
    assert run("init", EXAMPLE / "order.yaml", EXAMPLE / "schools.csv", folder)[0] == 0
    return Campaign.open(folder)


def test_pdfs_of_all_commands(campaign: Campaign, tmp_path: Path, office: Callable) -> None:
    """Each command that writes a document writes its PDF beside it, and names it; of two twins one is enough."""
    order = EXAMPLE / "order.yaml"
    code, output = run("order", order, "-o", tmp_path / "Приказ.docx", "--pdf")
    assert (code, f"PDF: {tmp_path / 'Приказ.pdf'}" in output) == (0, True)
    assert campaign.order.signatory.name in words_of(tmp_path / "Приказ.pdf").replace("\xa0", " ")
    sheet = tmp_path / "Изменения.docx"
    code, _ = run("next-year", order, "-o", tmp_path / "новый.yaml", "--docx", sheet, "--pdf")
    assert (code, sheet.with_suffix(".pdf").is_file()) == (0, True)
    code, _ = run("calendar", order, "-o", tmp_path / "Сроки.xlsx", "--pdf")
    assert (code, (tmp_path / "Сроки.xlsx.pdf").is_file()) == (0, True)
    school = campaign.schools[0]
    code, output = run("send", "-C", campaign.folder, "--school", school.code, "--pdf")
    form = campaign.sent_file(school, "docx")
    assert (code, "PDF" in output) == (0, True)
    assert campaign.form(school).printed_key in words_of(form.with_suffix(".pdf"))
    assert list(form.parent.glob("*.xlsx.pdf")) == []
    code, output = run("report", "-C", campaign.folder, "--as-of", "2025-06-10", "--pdf")
    assert (code, (campaign.folder / "Свод" / "Свод.xlsx.pdf").is_file()) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("next-year", "ORDER", "-o", "новый.yaml", "--pdf"),
        ("next-year", "ORDER", "-o", "новый.yaml", "--docx", "лист.docx", "--json", "--pdf"),
        ("calendar", "ORDER", "--pdf"),
        ("calendar", "ORDER", "-o", "сроки.ics", "--pdf"),
    ],
)
def test_pdf_of_nothing(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no document to print, the command says what is missing and writes nothing."""
    monkeypatch.chdir(tmp_path)
    code, output = run(*(EXAMPLE / "order.yaml" if word == "ORDER" else word for word in arguments))
    assert (code, "--pdf" in output) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    """The document is written; then the command ends with code 4 and a Russian sentence about LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_program, "_PLACES", ())
    path = tmp_path / "Приказ.docx"
    monkeypatch.setattr(sys, "argv", ["roadmapdocs", "order", str(EXAMPLE / "order.yaml"), "-o", str(path), "--pdf"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, path.is_file()) == (4, True)
    assert "нужен LibreOffice" in capsys.readouterr().err


# --- refusals ----------------------------------------------------------------------------------------------------

LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES = {"LibreOffice", "PDF", "pip", "install", "roadmapdocs", "names", "pdf", "cases", "post", "pandas", "polars"}
NAMES |= {"init", "receive", "files", "schools", "csv", "json", "docx", "xlsx", "order", "yaml"}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EnvironmentLacksError("x", reason="no_office"), "Установите LibreOffice"),
        (EnvironmentLacksError("x", reason="no_names"), "roadmapdocs[names]"),
        (EnvironmentLacksError("x", reason="no_pdf"), "roadmapdocs[pdf]"),
        (EnvironmentLacksError("x", reason="no_pandas"), "pandas"),
        (CampaignError("x", reason="no_campaign", about="Отчёты"), "«Отчёты» - не папка кампании"),
        (CampaignError("x", reason="unknown_code", about="99"), "Школы с кодом 99 в списке нет"),
        (CampaignError("x", reason="no_report", about="а.docx"), "В файле «а.docx» нет отчёта"),
        (UnreadableFileError("x", reason="encrypted"), "защищён паролем"),
        (UnreadableFileError("x", reason="empty"), "в нём 0 байт"),
        (PermissionError(13, "Permission denied", "Свод.xlsx"), "Если файл открыт в другой программе"),
        (FileNotFoundError(2, "No such file", "нет.yaml"), "Нет файла или папки «нет.yaml»"),
    ],
)
def test_refusals_are_russian(error: RoadmapDocsError | OSError, words: str) -> None:
    """Known reasons have a whole sentence, in Russian but for names of programs and commands."""
    said = refusal(error)
    assert words in said
    assert set(LATIN.findall(said)) <= NAMES
    assert "{" not in said


@pytest.mark.parametrize("kind", [DefinitionError, TemplateError, CampaignError, EnvironmentLacksError])
def test_other_errors_keep_their_details(kind: type[RoadmapDocsError]) -> None:
    """A Russian line first; the library's message, for whoever wrote the order, under it."""
    first, second = refusal(kind("details in English", hint="a hint", place="order.yaml")).splitlines()
    assert LATIN.findall(first.replace("order.yaml", "")) == []
    assert second.endswith("order.yaml: details in English (a hint)")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("status",), "не папка кампании"),
        (("send", "-C", "CAMPAIGN", "--school", "99"), "Школы с кодом 99 в списке нет"),
        (("return", "-C", "CAMPAIGN", "--school", "99"), "Школы с кодом 99 в списке нет"),
        (("receive", "-C", "CAMPAIGN", "--accept", "нет.docx"), "Файл «нет.docx» во «Входящих» не найден"),
        (("export", "-C", "CAMPAIGN", "-o", "а.txt"), "нужно .csv или .json"),
    ],
)
def test_what_people_see(campaign: Campaign, arguments: tuple[str, ...], words: str, tmp_path: Path) -> None:
    """The commands end with code 2 and these words, nothing English."""
    command = [
        sys.executable,
        "-m",
        "roadmapdocs",
        *(str(campaign.folder) if w == "CAMPAIGN" else w for w in arguments),
    ]
    ended = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, encoding="utf-8")
    assert (ended.returncode, words in ended.stderr) == (2, True), ended.stderr
