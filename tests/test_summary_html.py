"""The page «Свод.html»: its numbers are the summary's, what schools typed stays text, and it stands alone."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from urllib.parse import unquote

import html5lib
import pytest
from lxml import html as lxml_html

from roadmapdocs.aggregate import summarize
from roadmapdocs.demo.paperless import invented_schools, paperless, submissions_of
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.errors import TemplateError
from roadmapdocs.findings import Place, finding
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.submission import Refused
from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED, Share, Summary
from roadmapdocs.writers import write_summary
from roadmapdocs.writers.summary import html as page_writer
from roadmapdocs.writers.summary.html_words import percent
from roadmapdocs.writers.summary.words import LABELS, STATES

DAY, CAME = date(2024, 7, 2), date(2024, 6, 28)
EVIL = "</script></noscript><img src=x onerror=alert(1)>\"'><svg/onload=alert(2)> {{ 7*7 }} & <b>жирно</b>"


def made(order, schools, **more) -> Summary:
    """A summary of schools of which some make mistakes and some are silent, the last one among them."""
    returned = [one for one in submissions_of(order, schools, received=CAME) if one.respondent != schools[-1]]
    return summarize(order, schools, returned, as_of=DAY, **more)


@pytest.fixture(scope="module")
def summary(bundle) -> Summary:
    """The summary of a bundled order's own schools, with a file that was refused."""
    refused = Refused("скан 1.pdf", finding("E101", Place("скан 1.pdf"), seen="это изображение"))
    return made(*bundle, refused=[refused], accepted={bundle[1][0].code})


@pytest.fixture(scope="module")
def page(summary):
    """Its page, parsed as a browser without scripts does."""
    return parsed(write_summary(summary, "html"))


@pytest.fixture(scope="module")
def crowd(order_159) -> Summary:
    """A summary of more schools than fit beside each other."""
    order, schools = order_159
    return made(order, invented_schools(schools, 60))


def parsed(content: bytes):
    """The page as a tree; every parse error of the HTML standard is an error here."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False, strict=True)
    root = parser.parse(content).getroot()
    for drawn in root.iter("{http://www.w3.org/2000/svg}*"):
        drawn.tag = drawn.tag.partition("}")[2]
    return lxml_html.fromstring(lxml_html.tostring(root))


def said(node) -> str:
    """The text of a node with white space folded."""
    return " ".join(node.text_content().split())


def one(page, selector: str):
    """The only node of a selector."""
    (found,) = page.cssselect(selector)
    return found


# --- numbers --------------------------------------------------------------------------------------------------------


def test_the_matrix_is_the_summary(page, summary) -> None:
    """Each cell holds the summary's word, in the row of its activity and the column of its school; so do the counts."""
    schools = [node.get("data-school") for node in page.cssselect("#matrix thead [data-school]")]
    assert schools == [line.code for line in summary.respondents]
    rows = page.cssselect("#matrix tr[data-activity]")
    assert [row.get("data-activity") for row in rows] == [line.code for line in summary.activities]
    for row, line in zip(rows, summary.activities, strict=True):
        *cells, total = row.cssselect("td")
        assert [cell.text for cell in cells] == [LABELS[word] for word in line.cells]
        assert [cell.get("class") for cell in cells] == list(line.cells)
        assert said(total) == f"{line.done} из {line.due}"
        assert line.text.split("\n")[0] in row.text_content()


def test_totals_of_the_matrix_add_up(page, summary) -> None:
    """The last row counts each school's rows that are due; all of them make the number of the overview."""
    *columns, total = [said(cell) for cell in page.cssselect("#matrix tfoot td")]
    done = due = 0
    for column, (shown, line) in enumerate(zip(columns, summary.respondents, strict=True)):
        words = [activity.cells[column] for activity in summary.activities]
        own_done = sum(word in ("done", "done_late") for word in words)
        own_due = sum(word not in ("not_applicable", "not_due", NOT_ASKED, NO_REPORT) for word in words)
        assert shown == ("нет" if line.state == "missing" else f"{own_done}/{own_due}")
        done, due = done + own_done, due + own_due
    assert total == f"{done} из {due}" == f"{summary.done.numerator} из {summary.done.denominator}"
    assert f"{' '.join(percent(done / due).split())} {done} из {due}" in said(one(page, ".tiles"))


def test_wide_and_tall_tell_the_same(crowd, monkeypatch) -> None:
    """Turned round for hundreds of schools, the matrix holds the same words; every answer is still there."""
    wide = parsed(write_summary(crowd, "html"))
    assert one(wide, "#matrix").get("class") == "wide"
    for index, row in enumerate(wide.cssselect("#matrix tr[data-school]")):
        assert [cell.text for cell in row.cssselect("td:not(.sum)")] == [
            LABELS[line.cells[index]] for line in crowd.activities
        ]
    monkeypatch.setattr("roadmapdocs.writers.summary.html_view._TALL_UP_TO", 500)
    tall = parsed(write_summary(crowd, "html"))
    assert one(tall, "#matrix").get("class") == "tall"
    assert {row.get("id") for row in wide.cssselect("tr[id]") if row.get("id").startswith("a-")} == {
        row.get("id") for row in tall.cssselect("tr[id]") if row.get("id").startswith("a-")
    }


def test_the_overview_counts_schools(page, summary) -> None:
    """Squares and their key: as many of each state as the summary has, each with the word beside the colour."""
    squares = page.cssselect(".squares a")
    assert Counter(square.get("class") for square in squares) == Counter(line.state for line in summary.respondents)
    for square, line in zip(squares, summary.respondents, strict=True):
        assert line.name in said(square)
        assert STATES[line.state] in said(square)
        assert ("принят" in said(square)) == line.accepted
    for state, item in zip(STATES, page.cssselect(".key li"), strict=True):
        assert said(item).endswith(f"{STATES[state]} — {summary.count(state)}")
    assert f"Представили отчёт{summary.returned} из {len(summary.respondents)}" in said(one(page, ".tiles"))


def test_the_missing_are_named(page, summary) -> None:
    """Who has not reported stands under the overview, and only they."""
    names = [said(item) for item in page.cssselect(".silent li")]
    assert names == [line.name for line in summary.respondents if line.state == "missing"]
    assert names


def test_indicators_show_numbers_and_what_is_lacking(page, summary) -> None:
    """Part and whole, percent, plan, the number needed and lacking; a bar and a mark at the plan's place."""
    shown = {said(item.cssselect("h4")[0]).split(".")[0]: item for item in page.cssselect(".indicator")}
    assert len(shown) == len(summary.indicators) + len(summary.department_indicators)
    for line in (*summary.indicators, *summary.department_indicators):
        item, total = shown[line.code], line.total
        text = said(item)
        if total.known:
            whole = "" if total.denominator is None else f" из {total.denominator}"
            assert said(item.cssselect(".value b")[0]) == f"{total.numerator}{whole}"
        else:
            assert "нет данных" in text or "не применимо" in text
        if line.target:
            assert line.target in text
        if line.needed and total.numerator is not None and total.numerator < line.needed:
            assert f"нужно ещё {line.needed - total.numerator}" in text
        if total.ratio is not None:
            assert percent(total.ratio) in item.text_content()
            (bar,) = [bar for bar in item.cssselect("svg") if bar.getparent() is item]
            width = sum(float(piece.get("width")) for piece in bar.cssselect("rect:not(.ground):not(.mark)"))
            assert width == pytest.approx(100 * total.ratio, abs=0.01)
            assert len(bar.cssselect(".mark")) == (line.goal is not None)


def test_what_each_school_answered(page, summary) -> None:
    """A cell opens: status, date, evidence, reason, and the place in the file; the file is linked."""
    checked = 0
    for line in summary.activities:
        for respondent, answer in zip(summary.respondents, line.answers, strict=True):
            rows = page.xpath(f"//tr[@id='a-{respondent.code}-{line.code}']")
            assert bool(rows) == (answer.status not in (NOT_ASKED, NO_REPORT))
            for row in rows:
                text = said(row)
                facts = (LABELS[answer.status], answer.date, answer.evidence, answer.reason, answer.trace.place)
                assert all(" ".join(fact.split()) in text for fact in facts)
                checked += bool(answer.evidence)
    assert checked > 20
    for respondent in summary.respondents:
        links = {unquote(a.get("href")) for a in page.cssselect(f"#s-{respondent.code} > p a")}
        assert links == ({f"../Входящие/{respondent.file}"} if respondent.file else set())


def test_words_remarks_and_files(page, summary) -> None:
    """Free texts, remarks with their place, refused files with the reason, and what the summary rests on."""
    assert [said(quote) for quote in page.cssselect(".voices blockquote")].count("") == 0
    assert Counter(said(quote) for quote in page.cssselect(".voices blockquote")) == Counter(
        " ".join(text.text.split()) for text in summary.texts
    )
    remarks = page.xpath("//section[@aria-labelledby='findings']//li")
    assert len(remarks) == len(summary.findings) > 0
    for _, remark, _ in summary.findings:
        assert any(remark.code in said(item) and str(remark.place) in said(item) for item in remarks)
    files = page.xpath("//section[@aria-labelledby='files']")[0]
    assert "скан 1.pdf" in said(files)
    assert "../Входящие/скан 1.pdf" in {unquote(a.get("href")) for a in files.cssselect("a")}
    assert len(files.cssselect("tbody tr")) == len(summary.sources)


def test_what_it_rests_on(order_159) -> None:
    """Provisional, partly accepted, accepted: the sentence under the title says which."""
    order, schools = order_159
    submissions = submissions_of(order, schools, received=CAME)
    codes = [one.respondent.code for one in submissions]

    def basis(accepted) -> str:
        content = write_summary(summarize(order, schools, submissions, as_of=DAY, accepted=accepted), "html")
        return said(one(parsed(content), ".basis"))

    assert basis(()) == (
        "Учтены отчёты: 11 из 12 школ. Все они учтены предварительно: ни один ещё не принят, числа могут измениться."
    )
    assert basis(codes[:3]).endswith("Принято 3, ещё 8 учтено предварительно: их пока не приняли.")
    assert basis(codes) == "Учтены отчёты: 11 из 12 школ. Все они приняты."


# --- trust ----------------------------------------------------------------------------------------------------------


def hostile(order_159) -> Summary:
    """A summary in which every text that comes from outside wants to be markup."""
    order, (school, *_) = order_159
    school = school.model_copy(update={"short_name": f"Школа {EVIL}", "cluster": EVIL, "code": "77"})
    form = report_form(order, school)
    typed = dict.fromkeys(clean_answers(form, order.school_year), EVIL)
    summary = summarize(order, [school], [paperless(form, typed, received=CAME)], as_of=DAY)
    line = replace(summary.respondents[0], file=f"javascript:alert(1)//{EVIL}.docx")
    refused = (Refused(EVIL, finding("E101", Place(EVIL), seen=EVIL)),)
    return replace(summary, respondents=(line,), refused=refused, title=EVIL, order=EVIL)


def test_what_schools_typed_stays_text(order_159) -> None:
    """No element, no attribute and no template is born of an answer; the text itself is there, word for word."""
    summary = hostile(order_159)
    for limit in (40, 0):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("roadmapdocs.writers.summary.html_view._TALL_UP_TO", limit)
            page = parsed(write_summary(summary, "html"))
        assert page.xpath("//img") == []
        assert len(page.xpath("//script")) == 1
        assert [name for node in page.iter() for name in node.attrib if name.startswith("on")] == []
        assert len(page.xpath("//h1//*")) == 0
        assert said(page.xpath("//h1")[0]) == " ".join(EVIL.split())
        assert page.text_content().count("<b>жирно</b>") > 20
        assert all(a.get("href").startswith(("#", "../")) for a in page.xpath("//a"))


@pytest.mark.parametrize("schools", [12, 60])
def test_the_page_stands_alone(order_159, schools) -> None:
    """One file: nothing is fetched, and a browser is told to run no script but ours and to fetch nothing at all."""
    order, roster = order_159
    content = write_summary(made(order, invented_schools(roster, schools)), "html")
    page = parsed(content)
    assert page.xpath("//link | //iframe | //object | //img | //script[@src] | //base") == []
    assert all(unquote(a.get("href")).startswith(("#", "../Входящие/")) for a in page.xpath("//a"))
    style, script = (re.search(rf"<{tag}>(.*?)</{tag}>", content.decode(), re.DOTALL)[1] for tag in ("style", "script"))
    assert not re.search(r"url\(|@import|https?:", style + script)
    assert not re.search(r"\beval\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write", script)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in policy


def test_links_of_the_page_lead_somewhere(crowd, summary) -> None:
    """Every inner link and every label has its target; no id stands twice."""
    for one_summary in (crowd, summary):
        page = parsed(write_summary(one_summary, "html"))
        ids = page.xpath("//@id")
        assert [name for name, count in Counter(ids).items() if count > 1] == []
        wanted = {unquote(href[1:]) for href in page.xpath("//a/@href") if href.startswith("#")}
        wanted |= set(page.xpath("//@aria-labelledby")) | set(page.xpath("//@data-of"))
        assert wanted - set(ids) == set()


def test_the_same_summary_gives_the_same_bytes(summary) -> None:
    """Reproducible, and of the stated size."""
    first = write_summary(summary, "html")
    assert first == write_summary(summary, "html")
    assert len(first) < 400_000


def test_a_summary_that_leaves_the_district(bundle) -> None:
    """A public page links no file, quotes no place, and tells no small count of pupils."""
    from roadmapdocs.aggregate.privacy import public

    summary = public(made(*bundle))
    page = parsed(write_summary(summary, "html"))
    assert page.xpath("//a[starts-with(@href, '..')]") == []
    assert page.xpath("//section[@aria-labelledby='files' or @aria-labelledby='findings']") == []
    assert "таблица" not in said(one(page, "section.answers"))
    for line in summary.indicators:
        for cell in line.cells:
            assert cell is None or not cell.hidden or cell == Share(hidden=True)


def test_an_empty_summary(order_159) -> None:
    """No school at all, or none that has reported: still a page."""
    order, schools = order_159
    for few in ((), schools[:2]):
        page = parsed(write_summary(summarize(order, few, [], as_of=DAY), "html"))
        assert f"Учтены отчёты: 0 из {len(few)} школ." == said(one(page, ".basis"))


def test_a_broken_template_says_where(monkeypatch, summary) -> None:
    """A name that does not exist is an error of the template, with its line; so is a slip of syntax."""
    read = page_writer.read_template

    def broken(text: str):
        return lambda name: read(name).replace(b"<main>", text.encode()) if name == "summary.html" else read(name)

    number = read("summary.html")[: read("summary.html").index(b"<main>")].count(b"\n") + 1
    for text in ("{{ summary.titel }}", "{% if %}"):
        monkeypatch.setattr(page_writer, "read_template", broken(text))
        with pytest.raises(TemplateError, match=f"summary.html, line {number}"):
            write_summary(summary, "html")
