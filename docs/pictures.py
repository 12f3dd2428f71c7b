"""Make the pictures of `docs/img`: run the demo and take the faces of its summary, whatever stands in «Свод».

    python docs/pictures.py [FOLDER]

A page is opened in Chromium; a document or workbook goes through LibreOffice and pdftoppm. What cannot be made on this
computer is said and left out. Pictures are reduced until they are small enough for a repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.demo.run import run_demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.campaign import Campaign

IMAGES = Path(__file__).parent / "img"
DAY, CAME = date(2024, 7, 2), datetime(2024, 6, 27, 12, tzinfo=UTC)
LARGEST = 150_000
NAMES = {"Свод": "summary", "Отчёт": "report", "Состояние": "status"}
"""Names of pictures in Latin letters, for links; any other name stays."""

DESKTOP, PHONE = (1440, 1000), (390, 844)


def demo(folder: Path) -> Campaign:
    """Run the demo in a folder; its files came a few days before they were due."""
    campaign = run_demo(folder / "Отчёты")
    for file in (campaign.folder / "Входящие").rglob("*"):
        os.utime(file, (CAME.timestamp(), CAME.timestamp()))
    return campaign


# --- pages ----------------------------------------------------------------------------------------------------------


def page_pictures(file: Path, target: Path) -> Iterator[Path]:
    """Take a page at the width of a desk and of a phone, and with an answer opened."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print(f"{file.name}: no Chromium or no Playwright, no picture")
        return
    stem = NAMES.get(file.stem, file.stem)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (width, height) in (("", DESKTOP), ("-phone", PHONE)):
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.goto(file.as_uri())
            page.screenshot(path=target / f"{stem}-html{name}.png")
            yield target / f"{stem}-html{name}.png"
            if not name and page.locator("#matrix td.partial").count():
                page.locator("#matrix-title").evaluate("title => title.scrollIntoView({ behavior: 'instant' })")
                page.screenshot(path=target / f"{stem}-html-matrix.png")
                yield target / f"{stem}-html-matrix.png"
                page.locator("#matrix td.partial").first.click()
                page.screenshot(path=target / f"{stem}-html-answer.png")
                yield target / f"{stem}-html-answer.png"
        browser.close()


# --- documents and workbooks ----------------------------------------------------------------------------------------


def office_pictures(files: list[Path], target: Path, scratch: Path) -> Iterator[Path]:
    """Take the first sheets of paper of documents and workbooks, all converted in one call."""
    office, printer = shutil.which("soffice") or shutil.which("libreoffice"), shutil.which("pdftoppm")
    if not files or office is None or printer is None:
        for file in files:
            print(f"{file.name}: no LibreOffice or no pdftoppm, no picture")
        return
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    for kind in sorted({file.suffix for file in files}):  # a workbook and a document may have one name
        same = [file for file in files if file.suffix == kind]
        papers = scratch / kind[1:]
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(papers), *map(str, same)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for file in same:
            stem = target / f"{NAMES.get(file.stem, file.stem)}-{kind[1:]}"
            paper = str(papers / f"{file.stem}.pdf")
            subprocess.run([printer, "-r", "80", "-png", "-l", "3", paper, str(stem)], check=True)
            yield from sorted(target.glob(f"{stem.name}-*.png"))


def reduce(picture: Path) -> None:
    """Make a picture small: a palette of 128 colours, and two thirds of the size until it fits."""
    try:
        from PIL import Image
    except ImportError:
        print(f"{picture.name}: {picture.stat().st_size} bytes, no Pillow to reduce it")
        return
    image = Image.open(picture).convert("RGB")
    while True:
        image.quantize(128, dither=Image.Dither.NONE).save(picture, optimize=True)
        if picture.stat().st_size <= LARGEST:
            return
        image = image.resize((image.width * 2 // 3, image.height * 2 // 3), Image.Resampling.LANCZOS)


def main(target: Path) -> None:
    """Make all pictures anew."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        campaign = demo(Path(scratch))
        campaign.report(as_of=DAY)
        files = sorted(path for path in (campaign.folder / "Свод").rglob("*") if path.is_file())
        pictures = [picture for file in files if file.suffix == ".html" for picture in page_pictures(file, target)]
        printed = [file for file in files if file.suffix in (".docx", ".xlsx")]
        pictures += office_pictures(printed, target, Path(scratch))
    for picture in pictures:
        reduce(picture)
        print(f"{picture}  {picture.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else IMAGES)
