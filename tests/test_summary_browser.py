"""The page «Свод.html» in a real Chromium: opened, filtered, walked by keyboard, judged by an accessibility engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from roadmapdocs.aggregate import summarize
from roadmapdocs.demo.paperless import invented_schools, paperless, submissions_of
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.forms.report import report_form
from roadmapdocs.writers import write_summary

SETTLED = 400
"""Milliseconds after which a filter has long done its work, on a busy machine too."""

pytestmark = pytest.mark.browser

DAY, CAME = date(2024, 7, 2), date(2024, 6, 28)
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ATTACK = "</script></noscript><img src=x onerror='window.attacked=1'><svg onload='window.attacked=1'>"


@pytest.fixture(scope="module")
def pages(order_159, tmp_path_factory) -> dict[str, Path]:
    """The page of twelve schools, of 45, of five hundred, and of one that types markup into every cell."""
    order, schools = order_159
    folder = tmp_path_factory.mktemp("Свод")
    some, many = invented_schools(schools, 45), invented_schools(schools, 500)
    form = report_form(order, schools[0])
    evil = [paperless(form, dict.fromkeys(clean_answers(form, order.school_year), ATTACK))]
    submissions = {
        "tall": (schools, submissions_of(order, schools, received=CAME)),
        "turned": (some, submissions_of(order, some, received=CAME)),
        "wide": (many, submissions_of(order, many, received=CAME)),
        "evil": (schools[:1], evil),
    }
    files = {}
    for name, (roster, returned) in submissions.items():
        files[name] = folder / f"{name}.html"
        files[name].write_bytes(write_summary(summarize(order, roster, returned, as_of=DAY), "html"))
    return files


@pytest.fixture
def visit(browser, pages):
    """A function that opens a page; at the end nothing may have been said on the console."""
    said: list[str] = []
    opened = []

    def go(name: str, size=DESKTOP, **settings):
        context = browser.new_context(viewport=size, **settings)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on("request", lambda request: request.url.startswith("file:") or said.append(f"asked for {request.url}"))
        page.goto(pages[name].as_uri())
        opened.append(context)
        return page

    yield go
    for context in opened:
        context.close()
    assert said == []


def shown(page) -> tuple[int, int]:
    """How many schools and how many activities of the matrix are in sight."""
    count = "nodes => nodes.filter(node => node.offsetParent || node.getClientRects().length).length"
    schools = page.locator("#matrix [data-school]").evaluate_all(count)
    return schools, page.locator("#matrix [data-activity]").evaluate_all(count)


# --- looking --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, {"width": 1024, "height": 768}, PHONE], ids=["1440", "1024", "390"])
@pytest.mark.parametrize("name", ["tall", "wide"])
def test_nothing_runs_out_of_the_page(visit, name, size) -> None:
    """Only the matrix and tables scroll sideways, in frames of their own; the page never does."""
    page = visit(name, size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_barrier(visit, axe, size, scheme) -> None:
    """The accessibility engine finds nothing serious: in the page, in an open cell, in an open school."""
    page = visit("tall", size, color_scheme=scheme)
    assert axe(page) == []
    page.locator("#matrix td.partial").first.click()
    assert axe(page) == []
    page.get_by_role("button", name="Все ответы школы").click()
    assert page.locator("dialog tr[id^='a-']").count() > 5
    assert axe(page) == []


def test_no_barrier_where_schools_are_rows(visit, axe) -> None:
    """The matrix turned round has no barrier either, and is still a table to those who listen."""
    page = visit("turned")
    page.locator("#matrix-title").scroll_into_view_if_needed()
    assert axe(page) == []
    row = page.locator("#matrix tbody tr").first
    assert row.get_by_role("rowheader").count() == 1
    assert row.get_by_role("gridcell").count() == page.locator("#matrix thead th").count() - 1
    assert page.get_by_role("grid").get_by_role("columnheader").first.inner_text() == "Школа"


def test_cells_speak_whole_words(visit) -> None:
    """What is drawn as a mark is read out as the word."""
    page = visit("tall")
    assert page.locator("#matrix td.partial").first.text_content() == "выполнено частично"
    spoken = page.locator("#matrix tbody tr:has(td.partial)").first.aria_snapshot()
    assert 'gridcell "выполнено частично"' in spoken
    assert 'част"' not in spoken


def test_readable_without_scripts(visit) -> None:
    """Without its script the page shows all it has: the matrix, and the answers of a school that is unfolded."""
    for name in ("tall", "wide"):
        page = visit(name, java_script_enabled=False)
        assert page.locator("#matrix td.done").first.is_visible()
        assert not page.locator("form.filters").is_visible()
        school = page.locator("details.school").first
        school.locator("summary").click()
        assert school.locator("td", has_text="таблица").first.is_visible()


def test_captions_stay(visit) -> None:
    """Scrolled both ways, the names of schools stay at the top and the activities at the left."""
    page = visit("tall", PHONE)
    frame = page.locator(".scroll")
    frame.evaluate("frame => frame.scrollTo(150, 400)")
    box, head = frame.bounding_box(), page.locator("#matrix thead th").first.bounding_box()
    assert abs(head["y"] - box["y"]) <= 2
    assert abs(head["x"] - box["x"]) <= 2


def test_paper(visit, tmp_path) -> None:
    """On paper: A4 lying, no controls, and the names of schools again on every sheet of the matrix."""
    import pdfplumber

    page = visit("tall")
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "paper.pdf") as paper:
        texts = [sheet.extract_text() for sheet in paper.pages]
        assert paper.pages[0].width > paper.pages[0].height
        assert not any("Показать всё" in text for text in texts)
        matrix = [text for text in texts if "направление\n" in text and "Мероприятие" in text.split("\n")[0] + text]
        assert len([text for text in texts if "Выпол" in text and "из 3" in text]) >= 1
        assert len(matrix) >= 2
        assert len(texts) < 14


def behind_of(page) -> list[int]:
    """How many rows the schools in sight still owe, in the order in which they stand."""
    return page.locator("#matrix thead .who:visible").evaluate_all("all => all.map(one => Number(one.dataset.behind))")


# --- filters --------------------------------------------------------------------------------------------------------


def test_filters(visit) -> None:
    """Each filter leaves what it says; the count is told to those who listen; «Показать всё» brings all back."""
    page = visit("tall")
    told = page.get_by_role("status")
    everything = shown(page)
    page.get_by_label("Найти школу").fill("сказочн")
    page.locator(".counted", has_text="школ 1 из 12").wait_for()  # a function is refused by the page's own policy
    assert shown(page) == (1, everything[1])
    page.get_by_role("button", name="Показать всё").click()
    page.locator(".counted", has_text="школ 12 из 12").wait_for()
    assert shown(page) == everything
    page.get_by_label("Найти мероприятие").fill("СОВЕЩАНИ")
    page.wait_for_timeout(SETTLED)
    texts = page.locator("#matrix tr[data-activity]:visible .text").all_text_contents()
    assert texts
    assert all("совещани" in text.lower() for text in texts)
    assert f"мероприятий {len(texts)} из {everything[1]}" in told.inner_text()
    page.get_by_role("button", name="Показать всё").click()
    page.get_by_label("Статус").select_option(label="выполнено частично")
    page.wait_for_timeout(SETTLED)
    assert page.locator("#matrix tr[data-activity]:visible:not(:has(td.partial))").count() == 0
    assert page.locator("#matrix tr[data-activity]:visible").count() > 0


def test_roadmaps_clusters_and_those_behind(visit) -> None:
    """By roadmap and cluster; «только отстающие» leaves who owes something, and the silent come first if asked."""
    page = visit("tall")
    page.get_by_label("Дорожная карта").select_option(index=1)
    page.wait_for_timeout(SETTLED)
    rows = page.locator("#matrix tr[data-activity]:visible")
    codes = rows.evaluate_all("rows => rows.map(row => row.dataset.activity)")
    assert codes
    assert all(code.startswith("А") for code in codes)
    page.get_by_role("button", name="Показать всё").click()
    page.get_by_label("только отстающие").check()
    page.wait_for_timeout(SETTLED)
    behind = behind_of(page)
    assert behind
    assert min(behind) > 0
    page.get_by_label("Порядок школ").select_option("behind")
    page.wait_for_timeout(SETTLED)
    behind = behind_of(page)
    assert behind == sorted(behind, reverse=True)
    first = page.locator("#matrix tbody td:visible").first
    assert first.evaluate("cell => cell.closest('tr').cells[1] === cell")


def test_a_sorted_matrix_keeps_its_words(visit) -> None:
    """However schools are ordered, the words under a name are the same."""
    page = visit("tall")
    columns = """() => {
        const rows = [...document.querySelectorAll('#matrix tr[data-activity], #matrix tfoot tr')];
        const heads = [...document.querySelectorAll('#matrix thead .who')];
        return Object.fromEntries(heads.map((head, index) =>
            [head.dataset.school, rows.map((row) => row.cells[index + 1].textContent).join('|')])); }"""
    before = page.evaluate(columns)
    for order in ("behind", "name", ""):
        page.get_by_label("Порядок школ").select_option(order)
        page.wait_for_timeout(SETTLED)
        assert page.evaluate(columns) == before


# --- opening --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tall", "wide"])
def test_a_cell_opens(visit, name) -> None:
    """A click tells what this school answered about this activity, with its file and place, and the remark on it."""
    page = visit(name)
    cell = page.locator("#matrix td.partial").first
    cell.scroll_into_view_if_needed()
    cell.click()
    dialog = page.get_by_role("dialog")
    text = dialog.inner_text()
    assert "выполнено частично" in text
    assert "таблица" in text
    link = dialog.get_by_role("link").first.get_attribute("href")
    assert link.startswith("../%D0%92%D1%85%D0%BE%D0%B4%D1%8F%D1%89%D0%B8%D0%B5/")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.className") == "partial"


@pytest.mark.parametrize("name", ["tall", "wide"])
def test_a_school_opens(visit, name) -> None:
    """A square opens everything the school said; closed, its answers are back among the others'."""
    page = visit(name)
    page.locator(".squares .to_correct").first.click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator(".remarks li").count() > 0
    assert dialog.locator("tr[id^='a-']").count() > 5
    assert dialog.locator("tr[id^='a-'] td").first.inner_text() != ""
    dialog.get_by_role("button", name="Закрыть").click()
    assert page.locator("dialog tr").count() == 0
    code = page.locator(".squares .to_correct").first.get_attribute("data-opens")
    assert page.locator(f"details[data-school='{code}'] tr[id^='a-']").count() > 5


def test_keyboard_alone(visit) -> None:
    """Tab reaches the skip link and the matrix once; arrows walk it, Enter opens a cell, Escape comes back to it."""
    page = visit("tall")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#matrix td')"):
            break
    at = "(() => { const c = document.activeElement; return [c.closest('tr').dataset.activity, c.cellIndex]; })()"
    codes = page.locator("#matrix tr[data-activity]").evaluate_all("rows => rows.map(row => row.dataset.activity)")
    assert page.evaluate(at) == [codes[0], 1]
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "End", "Home", "PageDown", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate(at) == [codes[10], 1]
    assert page.locator("#matrix td[tabindex]").count() == 1
    focus = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(focus.removesuffix("px")) >= 2
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(at) == [codes[10], 11]


def test_markup_in_answers_does_nothing(visit) -> None:
    """What a school typed is text wherever it is opened."""
    page = visit("evil")
    page.locator("#matrix tbody td").first.click()
    page.get_by_role("button", name="Все ответы школы").click()
    dialog = page.get_by_role("dialog")
    assert ATTACK in dialog.inner_text()
    assert dialog.locator("img").count() == 0
    assert page.evaluate("window.attacked === undefined")


# --- five hundred schools -------------------------------------------------------------------------------------------


def test_hundreds_of_schools_are_quick(visit) -> None:
    """Few elements, and every step answered in a fraction of a second, with room for a busy machine."""
    page = visit("wide")
    assert page.evaluate("document.querySelectorAll('*').length") < 40_000
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert loaded < 6000
    step = """async ([name, value]) => {
        const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
        const form = document.querySelector('form.filters'), start = performance.now();
        form.elements[name].value = value;
        form.dispatchEvent(new Event('input'));
        await frame(); await frame();
        return performance.now() - start; }"""
    for name, value in (("school", "№ 49"), ("school", ""), ("order", "behind"), ("status", "partial"), ("status", "")):
        assert page.evaluate(step, [name, value]) < 1500
