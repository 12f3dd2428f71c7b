"""Sum up 12, 40 and 500 schools, and write every face of the summary: time, memory, size; and the page in a browser.

Reports are made without files (`roadmapdocs.demo.paperless`): reading files has a benchmark of its own. Each
measurement runs in a fresh interpreter, so that its memory is its own.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

SCHOOLS = (12, 40, 500)
DAY, CAME = date(2024, 7, 2), date(2024, 6, 28)

STEP = """async ([name, value]) => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const form = document.querySelector('form.filters'), start = performance.now();
    form.elements[name].value = value;
    form.dispatchEvent(new Event('input'));
    await frame(); await frame();
    return performance.now() - start; }"""
OPENED = """async () => {
    const start = performance.now();
    document.querySelector('#matrix td.partial').click();
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const spent = performance.now() - start;
    document.querySelector('dialog').close();
    return spent; }"""
SCROLLED = """async () => {
    const frame = document.querySelector('.scroll'), spent = [];
    frame.scrollIntoView({ behavior: 'instant' });
    let last = performance.now();
    for (let step = 0; step < 60; step++) {
        frame.scrollTop += 60;
        await new Promise(done => requestAnimationFrame(done));
        spent.push(performance.now() - last);
        last = performance.now();
    }
    return spent.sort((a, b) => a - b)[30]; }"""


def peak() -> float:
    """Return the most memory this process has held, in MB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(schools: int, format_: str, target: str) -> None:
    """Make the summary and one face of it in this process, and print what it cost as JSON."""
    from roadmapdocs.aggregate import summarize
    from roadmapdocs.aggregate.narrative import narrate
    from roadmapdocs.demo.paperless import invented_schools, submissions_of
    from roadmapdocs.demo.run import load_example
    from roadmapdocs.writers import write_summary

    order, roster = load_example()
    invented = invented_schools(roster, schools)
    submissions = submissions_of(order, invented, received=CAME)
    before, start = peak(), perf_counter()
    summary = summarize(order, invented, submissions, as_of=DAY)
    summed, summed_peak = perf_counter() - start, peak()
    start = perf_counter()
    shown = narrate(summary, order) if format_ == "docx" else summary
    content = write_summary(shown, format_)
    written = perf_counter() - start
    Path(target).write_bytes(content)
    cost = {"sum": summed, "write": written, "size": len(content), "before": before, "summed": summed_peak}
    print(json.dumps({**cost, "peak": peak()}))


def browse(file: Path) -> str:
    """Return how a browser takes the page: loading, elements, filters, a cell opened, a frame of scrolling."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        return "no Chromium or no Playwright: not measured"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        page.goto(file.as_uri())
        ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
        elements = page.evaluate("document.querySelectorAll('*').length")
        steps = (("school", "№ 1"), ("school", ""), ("status", "partial"), ("status", ""), ("order", "behind"))
        slowest = max(page.evaluate(STEP, list(step)) for step in steps)
        opened, scrolled = page.evaluate(OPENED), page.evaluate(SCROLLED)
        chromium.close()
    return (
        f"ready in {ready:.0f} ms, {elements} elements, slowest filter or sort {slowest:.0f} ms, "
        f"a cell opens in {opened:.0f} ms, a frame of scrolling {scrolled:.0f} ms"
    )


def main() -> None:
    from roadmapdocs.writers import SUMMARY_WRITERS

    print(f"{'schools':>8} {'face':>5} {'sum up s':>9} {'write s':>8} {'size KB':>8}   MB: before, summed up, peak")
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for schools in SCHOOLS:
            for format_ in SUMMARY_WRITERS:
                file = Path(folder) / f"{schools}.{format_}"
                command = [sys.executable, __file__, str(schools), format_, str(file)]
                cost = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                memory = f"{cost['before']:6.0f} {cost['summed']:6.0f} {cost['peak']:6.0f}"
                spent = f"{cost['sum']:9.2f} {cost['write']:8.2f} {cost['size'] / 1000:8.0f}"
                print(f"{schools:8} {format_:>5} {spent}   {memory}")
                if format_ == "html":
                    pages.append((schools, file))
        for schools, file in pages:
            print(f"{schools} schools in Chromium: {browse(file)}")


if __name__ == "__main__":
    if sys.argv[1:]:
        measure(int(sys.argv[1]), sys.argv[2], sys.argv[3])
    else:
        main()
