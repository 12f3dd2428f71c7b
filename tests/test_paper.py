"""PDF of our own documents: made by LibreOffice, the same bytes from the same document."""

from __future__ import annotations

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from roadmapdocs import office as office_program
from roadmapdocs import render_order, report_form, to_pdf, write_form
from roadmapdocs.campaign.paper import pdf_beside
from roadmapdocs.errors import EnvironmentLacksError

DAY = date(2023, 10, 30)


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF, with single blanks between them."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join((page.extract_text() or "") for page in document.pages).split())


def test_an_order_as_pdf(bundle, office) -> None:
    """The PDF holds the order's words, bears the order's date, and comes out the same twice."""
    order, _ = bundle
    document = render_order(order)
    (first,) = to_pdf([document], dated=DAY)
    (second,) = to_pdf([document], dated=DAY)
    assert first == second
    assert " ".join(order.signatory.name.split()) in text_of(first).replace("\xa0", " ")
    with pdfplumber.open(BytesIO(first)) as pdf:
        assert pdf.metadata["CreationDate"] == "D:20231030000000Z'"


def test_pdfs_beside_the_documents(bundle, office, tmp_path: Path) -> None:
    """Each document gets one; a second run converts nothing; a changed document is converted again."""
    order, schools = bundle
    form = report_form(order, schools[0])
    files = [tmp_path / "Отчёт 1 им. Кота.docx", tmp_path / "Отчёт 1 им. Кота.xlsx"]
    for path in files:
        path.write_bytes(write_form(form, path.suffix.lstrip(".")))
    made = pdf_beside([*files, tmp_path / "Письмо.txt"], dated=DAY)
    assert [path.name for path in made] == ["Отчёт 1 им. Кота.pdf", "Отчёт 1 им. Кота.xlsx.pdf"]
    assert form.printed_key in text_of(made[0].read_bytes())
    written = [path.stat().st_mtime_ns for path in made]
    pdf_beside(files, dated=DAY)
    assert [path.stat().st_mtime_ns for path in made] == written
    later = files[0].stat().st_mtime_ns + 10**10
    files[0].write_bytes(write_form(report_form(order, schools[1])))
    os.utime(files[0], ns=(later, later))
    pdf_beside(files, dated=DAY)
    assert report_form(order, schools[1]).printed_key in text_of(made[0].read_bytes())
    assert made[1].stat().st_mtime_ns == written[1]


def test_without_libreoffice_there_is_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is missing the error says so; no document, no need of it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_program, "_PLACES", ())
    assert to_pdf([], dated=DAY) == []
    with pytest.raises(EnvironmentLacksError, match="LibreOffice"):
        to_pdf([b"PK"], dated=DAY)


def test_what_cannot_be_converted_is_an_error(office) -> None:
    """A kind of file that we do not write is refused, and so is one LibreOffice cannot read."""
    with pytest.raises(ValueError, match="«odt» is not one of"):
        to_pdf([b"PK"], "odt", dated=DAY)
