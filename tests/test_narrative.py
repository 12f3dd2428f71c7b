"""The report told in sentences: each rests on something, its numbers are the summary's, its quotations are quoted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.aggregate import public, summarize
from roadmapdocs.aggregate.narrative import narrate
from roadmapdocs.aggregate.narrative.quoting import addresses_in, quotation, tells_of_few
from roadmapdocs.aggregate.narrative.wording import LABELS, SHORT, percent
from roadmapdocs.demo.paperless import invented_schools, submissions_of
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.narrative import Basis, Narrative, Sentence
from roadmapdocs.model.submission import Given, Missing, Submission
from roadmapdocs.model.summary import Summary

CAME = date(2024, 6, 30)
DAY = date(2025, 7, 1)


def told_of(order, schools, submissions=None, **more) -> tuple[Summary, Narrative]:
    """A summary of what the invented schools report, and the report told from it."""
    said = submissions_of(order, schools, received=CAME) if submissions is None else submissions
    summary = summarize(order, schools, said, as_of=DAY, **more)
    return summary, narrate(summary, order)


@pytest.fixture(scope="module")
def told(bundle):
    """The order, the summary and the report of each bundled order, with a school more than write abreast."""
    order, schools = bundle
    return order, *told_of(order, invented_schools(schools, 11))


def answered(order, respondent, answers: dict[str, object]) -> Submission:
    """A report that says just this: address → typed value."""
    form = report_form(order, respondent)
    given_ = {address: Given(value, str(value)) for address, value in answers.items()}
    return Submission(form, {address: given_.get(address, Missing()) for address in form.blank.fields}, received=CAME)


def whole_text(narrative: Narrative) -> str:
    """Everything that the report says, sentences, tables and charts."""
    cells = [cell for table in narrative.tables for row in table.rows for cell in row.cells]
    bars = [text for figure in narrative.figures for bar in figure.bars for text in (bar.value, bar.alternative)]
    return "\n".join([*(sentence.text for sentence in narrative.sentences), *cells, *bars]).replace("\xa0", " ")


# --- what sentences rest on ---------------------------------------------------------------------------------------


def test_a_sentence_without_a_basis_is_refused() -> None:
    """A sentence that rests on nothing cannot be made."""
    with pytest.raises(ValueError, match="nothing bears out"):
        Sentence("Школы молодцы.", ())


def test_every_sentence_rests_on_a_line_of_the_summary(told) -> None:
    """The codes that sentences name as their basis are codes of the summary, its directions, or the order."""
    _, summary, narrative = told
    activities = {line.code for line in (*summary.activities, *summary.department_activities)}
    known = {
        "activity": activities | {code.rstrip("абвгд") for code in activities},
        "indicator": {line.code for line in (*summary.indicators, *summary.department_indicators)},
        "respondent": {line.code for line in (*summary.respondents, summary.department)},
        "direction": {section.title for section in narrative.sections if section.level == 2},
    }
    for sentence in narrative.sentences:
        for basis in sentence.basis:
            assert basis.code in known.get(basis.kind, {""}), sentence


def bare(text: str, summary: Summary, order) -> str:
    """A sentence without quotations, names, codes, days and the order's own words: only numbers of its own are left."""
    names = [line.name for line in (*summary.respondents, summary.department)] + [order.issuer.name]
    text = text.replace("\xa0", " ")
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"«[^«»]*(?:«[^«»]*»[^«»]*)*»", "", text)
    text = re.sub(r"\d\d\.\d\d\.\d{4}|№ \S+|\d{4}/\d{4}", "", text)
    return re.sub(r"\b[А-Я]\d+[а-я]?\b", "", text)


def numbers_of(summary: Summary, narrative: Narrative, basis: Basis, order) -> set[str]:
    """Every number that the lines of the summary under a basis can give."""
    told = public(summary, threshold=summary.threshold)
    every = (*told.activities, *told.department_activities)
    indicators = (*told.indicators, *told.department_indicators)
    if basis.kind == "activity":
        return counts_of([line for line in every if line.code == basis.code])
    if basis.kind == "direction":
        own = [line for line in told.department_activities if in_direction(line, basis.code, order)]
        schools = [line for line in told.activities if in_direction(line, basis.code, order)]
        return counts_of(schools) | counts_of(own)
    if basis.kind == "indicator":
        return set().union(*(shares_of(line) for line in indicators if line.code == basis.code))
    if basis.kind == "respondent":
        lines = {line.code: line for line in (*told.respondents, told.department)}
        place = [line.code for line in told.respondents].index(basis.code) if basis.code != "0" else None
        owed = set() if place is None else {str(told.behind(place))}
        return {str(lines[basis.code].filled), str(lines[basis.code].asked)} | owed
    if basis.kind == "summary":
        return of_the_whole(summary, told)
    return set()


def in_direction(line, title: str, order) -> bool:
    """Whether a row stands under the heading of a direction."""
    letter = next(one.letter for one in order.roadmaps if one.id == line.of)
    return title.replace("\xa0", " ") in (line.direction, f"{letter}: {line.direction}", line.roadmap)


def counts_of(lines) -> set[str]:
    """The sums over rows: how many rows there are, cases due, done, and with each status; shares of done."""
    due, done = sum(line.due for line in lines), sum(line.done for line in lines)
    words = {word: sum(line.counts.get(word, 0) for line in lines) for word in LABELS}
    numbers = {len(lines), due, done, len([1 for line in lines if line.due > line.done]) - 5, *words.values()}
    return {str(number) for number in numbers} | (
        {f"{done / due * 100:.1f}".removesuffix(".0").replace(".", ",")} if due else set()
    )


def shares_of(line) -> set[str]:
    """The numbers of an indicator: sum, whole, percent, target, what is needed and lacking, who has answered."""
    numbers = {
        line.total.numerator,
        line.total.denominator,
        line.needed,
        line.lacking,
        line.answered,
        line.asked,
        line.reached_by,
    }
    ratio = line.total.ratio
    shown = {percent(ratio, line.goal).partition("\xa0")[0]} if ratio is not None else set()
    return {str(number) for number in numbers if number is not None} | shown | set(re.findall(r"\d+", line.target))


def of_the_whole(summary: Summary, told: Summary) -> set[str]:
    """The numbers of a summary as a whole."""
    planned = [line for line in told.planned if line.asked and not line.total.not_applicable]
    verdicts = [sum(line.reached is verdict for line in planned) for verdict in (True, False, None)]
    filled = told.completeness
    numbers = {
        len(told.respondents), told.returned, len(told.missing), told.accepted, told.returned - told.accepted,
        told.in_time, filled.numerator, filled.denominator, len(planned), *verdicts, told.threshold,
        told.threshold - 1, len(summary.sources), sum(one.fate == "counts" for one in summary.sources),
        len(summary.refused), *(line.revision for line in summary.respondents if line.revision),
    }  # fmt: skip
    share = {f"{filled.ratio * 100:.1f}".removesuffix(".0").replace(".", ",")} if filled.ratio is not None else set()
    return {str(number) for number in numbers} | share | counts_of(told.activities)


def test_every_number_of_a_sentence_is_of_what_it_rests_on(told) -> None:
    """Take away quotations, names and days: each number left in a sentence is one of the lines under it."""
    order, summary, narrative = told
    looked_at = 0
    for sentence in narrative.sentences:
        said = set(re.findall(r"\d+(?:,\d+)?", bare(sentence.text, summary, order)))
        allowed = set().union(*(numbers_of(summary, narrative, basis, order) for basis in sentence.basis))
        assert said <= allowed, (sentence, said - allowed)
        looked_at += len(said)
    assert looked_at > 40


def test_quoted_words_stand_in_a_submission(bundle) -> None:
    """Every word in a school's quotation was written by that school, in that order."""
    order, schools = bundle
    schools = invented_schools(schools, 9)
    submissions = submissions_of(order, schools, received=CAME)
    _, narrative = told_of(order, schools, submissions)
    written = {
        one.respondent.code: [" ".join(a.raw.split()) for a in one.answers.values() if isinstance(a, Given)]
        for one in submissions
    }
    quotes = [quote for sentence in narrative.sentences for quote in sentence.quotes]
    assert len(quotes) >= 5
    for quote in quotes:
        assert any(quote.text.removesuffix(" …") in text for text in written[quote.respondent]), quote


def test_what_is_said_in_quotation_marks_is_a_quotation_or_a_title(told) -> None:
    """Marks hold a respondent's words, or words of the order: titles of rows, indicators, directions, statuses."""
    order, summary, narrative = told
    own = " ".join([order.model_dump_json(), *LABELS.values(), order.title])
    names = " ".join(line.name for line in (*summary.respondents, summary.department))
    known = fold(
        f"{own} {names} случай в числе прочих менее {summary.threshold} Отклонения, их причины и новые сроки "
        f"{order.school_year} {order.school_year + 1}"
    )
    for sentence in narrative.sentences:
        quoted = fold(" ".join(quote.text for quote in sentence.quotes))
        for marked in re.findall(r"«([^«»]*)»", sentence.text):
            words = [word for word in fold(marked).split() if len(word) > 2]
            assert all(word in known or word in quoted for word in words), (marked, sentence)


def fold(text: str) -> str:
    """Words of a text: no signs, one case; holes of the order's texts stand for what they are filled with."""
    return " ".join(re.findall(r"\w+", text.replace("\\n", " ").casefold()))


def test_a_school_is_named_with_its_words(told) -> None:
    """Who said it stands before every quotation."""
    _, summary, narrative = told
    names = {line.code: line.name for line in (*summary.respondents, summary.department)}
    for sentence in narrative.sentences:
        for quote in sentence.quotes:
            assert names[quote.respondent] in sentence.text.replace("\xa0", " ")


# --- who has reported ---------------------------------------------------------------------------------------------


def opening(narrative: Narrative) -> str:
    """The first section in one piece."""
    return " ".join(sentence.text for sentence in narrative.sections[0].sentences).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("schools", "reported", "said"),
    [
        (0, 0, "Список школ пуст."),
        (1, 0, "Отчёт школы (МБОУ Придуманская СШ № 1) не представлен."),
        (1, 1, "Отчёт школы (МБОУ Придуманская СШ № 1) представлен."),
        (2, 1, "Из 2 школ отчёт представила 1."),
        (5, 0, "Из 5 школ отчёт не представила ни одна."),
        (5, 3, "Из 5 школ отчёты представили 3."),
        (5, 5, "Отчёты представили все школы (5)."),
        (21, 21, "Отчёты представили все школы (21)."),
        (22, 21, "Из 22 школ отчёты представила 21."),
    ],
)
def test_who_has_reported_is_said_in_good_russian(bundle, schools: int, reported: int, said: str) -> None:
    """None, one, some, all: the verb agrees with the number."""
    order, roster = bundle
    crowd = invented_schools(roster, schools)
    submissions = [answered(order, school, {}) for school in crowd[:reported]]
    summary, narrative = told_of(order, crowd, submissions)
    assert said in opening(narrative)
    assert all(line.name in opening(narrative) for line in summary.missing[:20])


def test_nothing_returned_is_a_whole_report(bundle) -> None:
    """Without a single report the document says so everywhere and divides nothing by nothing."""
    order, schools = bundle
    _, narrative = told_of(order, schools, [])
    text = whole_text(narrative)
    assert "Отчётов школ пока нет." in text
    assert "Отчёт о них пока не внесён." in text
    assert not re.search(r"\bNone\b|nan|  ", text)
    assert narrative.annexes[-1].title.endswith("На чём основан отчёт")


def test_everything_accepted_and_complete(bundle) -> None:
    """With all reports in, clean and accepted nothing is called provisional or missing."""
    order, schools = bundle
    crowd = invented_schools(schools, 4)
    said = submissions_of(order, crowd, received=CAME)
    summary, narrative = told_of(order, crowd, said, accepted={one.respondent.code for one in said})
    assert summary.accepted == len(crowd)
    assert "приняты" in opening(narrative)
    assert "предварительно" not in opening(narrative)
    assert "не представлен" not in whole_text(narrative)


def test_the_department_is_told_apart(bundle) -> None:
    """Its report stands in a section of its own, with dates and evidence; without it the section says so."""
    order, schools = bundle
    submissions = submissions_of(order, schools, received=CAME)
    _, narrative = told_of(order, schools, submissions)
    (section,) = (one for one in narrative.sections if "о которых отчитывается" in one.title)
    table = section.blocks[-1]
    assert any(re.fullmatch(r"\d\d\.\d\d\.\d{4}", row.cells[4]) for row in table.rows if row.kind == "body")
    assert any(row.cells[5] for row in table.rows if row.kind == "body")
    schools_only = [one for one in submissions if one.respondent != department_of(order)]
    _, without = told_of(order, schools, schools_only)
    assert "пока не внесён" in whole_text(without)


# --- privacy ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "1 неуспевающий по химии",
        "двое обучающихся",
        "Один ученик 7 класса",
        "осталось 2 слабоуспевающих ученика",
        "неуспевающие: 2",
    ],
)
def test_words_that_tell_of_few_pupils_are_kept_back(words: str) -> None:
    """A number of pupils below the threshold is no quotation for the region, in digits or in words."""
    assert tells_of_few(words, 3)


@pytest.mark.parametrize(
    "words",
    [
        "12 обучающихся",
        "100 % обучающихся",
        "1 учитель математики",
        "Обучающиеся 5 классов",
        "приказ № 1 об учениках",
        "в 2 раза больше детей",
    ],
)
def test_other_words_are_quoted(words: str) -> None:
    """Teachers, percents, large numbers and numbers of orders are no small counts of pupils."""
    assert not tells_of_few(words, 3)


def test_names_and_small_counts_do_not_leave(order_159) -> None:
    """Neither a pupil's name nor a small count of pupils is in any sentence, table or chart; the report says so."""
    order, schools = order_159
    closing = next(table for table in report_form(order, schools[0]).tables if table.id == "closing")
    problem = f"{list(closing.asked_rows)[1].id}.answer"
    secret = ("Ученик 7 «А» класса Петя Выдумкин не аттестован", "1 неуспевающий по химии")
    said = [answered(order, school, {problem: words}) for school, words in zip(schools, secret, strict=False)]
    plain = "Не хватает учителей физики"
    said.append(answered(order, schools[2], {problem: plain}))
    _, narrative = told_of(order, schools, said)
    text = whole_text(narrative)
    assert "Выдумкин" not in text
    assert "неуспевающий по химии" not in text
    assert plain in text
    assert "2 текста из отчётов не приводятся" in text


def test_a_rule_of_ones_own_withholds(told) -> None:
    """`withhold` decides about every quotation: with everything withheld none is left, and nothing else changes."""
    order, summary, narrative = told
    silent = narrate(summary, order, withhold=lambda _: True)
    assert not [quote for sentence in silent.sentences for quote in sentence.quotes]
    assert [quote for sentence in narrative.sentences for quote in sentence.quotes]
    assert "не приводится" in whole_text(silent)


def test_small_counts_are_merged(order_159) -> None:
    """Where pupils are counted, no school's number from 1 to 2 stands in the annex, nor a change made of it."""
    order, schools = order_159
    summary, narrative = told_of(order, schools)
    hidden = {
        (line.code, summary.respondents[place].name)
        for line in public(summary).indicators
        for place, cell in enumerate(line.cells)
        if cell is not None and cell.hidden
    }
    assert hidden
    (annex,) = (one for one in narrative.annexes if one.title.endswith("Показатели по школам"))
    table = annex.blocks[-1]
    captions = [column.caption.replace("\xa0", " ") for column in table.columns]
    for row in table.rows:
        for name, cell in zip(captions, row.cells, strict=True):
            assert (cell == "в числе прочих") == ((row.cells[0], name) in hidden)


# --- numbers and words --------------------------------------------------------------------------------------------


@given(st.integers(0, 3000), st.integers(1, 3000), st.sampled_from([0.4, 0.5, 0.75, 1.0, 0.333]))
def test_a_percent_never_contradicts_its_verdict(part: int, whole: int, goal: float) -> None:
    """39,96 % of «не менее 40 %» is not printed as 40 %: what is shown is on the same side of the target."""
    ratio = min(part, whole) / whole
    shown = float(percent(ratio, goal).removesuffix("\xa0%").replace(",", "."))
    assert (shown >= goal * 100) == (round(ratio, 9) >= goal) or abs(ratio - goal) < 5e-6
    assert abs(shown - ratio * 100) <= 0.05 + 1e-9


def test_short_words_of_the_matrix_are_all_different() -> None:
    """Each status has one short word, and no two share it."""
    assert SHORT.keys() == LABELS.keys()
    assert len(set(SHORT.values())) == len(SHORT)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("приказ № 5, https://school.example/a?b=1.", ["https://school.example/a?b=1"]),
        ("(http://школа.рф/план)", ["http://школа.рф/план"]),
        ("javascript:alert(1) file:///etc/passwd ftp://a.example", []),
        ("https://bank.example@evil.example/x", []),
        ("http://localhost/x \\\\server\\share", []),
        ("https://a.example/«x»", ["https://a.example/"]),
    ],
)
def test_only_plain_web_addresses_become_links(words: str, found: list[str]) -> None:
    """Links are http and https with a plain host; whatever only looks like an address is text."""
    assert addresses_in(words) == found


def test_long_words_are_cut_between_words() -> None:
    """A quotation is cut at a space and says so; characters that XML cannot hold are gone."""
    quote = quotation("1", "слово\x0b\x00 " * 200)
    assert quote is not None
    assert len(quote.text) <= 302
    assert quote.text.endswith("слово …")
    assert not re.search(r"[\x00-\x1f]", quote.text)
    assert quotation("1", " \n\t") is None


def test_two_years_are_compared(order_159) -> None:
    """With last year's summary the report says which shares rose and fell, and by how much."""
    order, schools = order_159
    before = summarize(order, schools, submissions_of(order, schools[:7], received=CAME), as_of=CAME)
    summary, narrative = told_of(order, schools, previous=before)
    (section,) = (one for one in narrative.sections if one.title.endswith("Сравнение с прошлым годом"))
    text = " ".join(sentence.text for sentence in section.sentences).replace("\xa0", " ")
    kept = [one for one in summary.years if one.kind == "activity" and one.change.points is not None]
    assert f"Из {len(kept)} мероприяти" in text
    assert before.order.replace("\xa0", " ") in text


def test_many_schools_leave_the_text_short(bundle) -> None:
    """With 60 schools the text names none of them one by one: only the annexes grow, by a row for each school."""
    order, roster = bundle
    _, few = told_of(order, invented_schools(roster, 12))
    summary, many = told_of(order, invented_schools(roster, 60))
    assert len(list(sentences_of(many))) <= len(list(sentences_of(few))) + 12
    assert max(len(sentence.text) for sentence in many.sentences) < 1500
    rows = [row.cells[0].replace("\xa0", " ") for table in many.tables for row in table.rows]
    assert all(line.name in rows for line in summary.respondents)


def sentences_of(narrative: Narrative):
    """The sentences of the report without its annexes."""
    for section in narrative.sections:
        yield from section.sentences


def test_an_order_that_names_no_recipient_has_no_addressee(bundle) -> None:
    """Where the order does not say whom the report goes to the place stays empty; the letter is still a letter."""
    order, schools = bundle
    rounds = {name: one.model_copy(update={"recipient": ""}) for name, one in order.reports.items()}
    _, narrative = told_of(order.model_copy(update={"reports": rounds}), schools)
    assert narrative.cover.addressee == ""
    assert narrative.cover.paragraphs


def test_the_addressee_is_the_orders(bundle) -> None:
    """The letter goes to whom the order names, spelled with a capital."""
    order, schools = bundle
    _, narrative = told_of(order, schools, [])
    recipient = order.round_of("department").recipient
    assert narrative.cover.addressee.replace("\xa0", " ") == recipient[0].upper() + recipient[1:]
    assert narrative.signatures[-1].post == order.signatory.post


def test_the_same_summary_tells_the_same(told) -> None:
    """Telling is a function: twice the same, and of a public summary the same numbers."""
    order, summary, narrative = told
    assert narrate(summary, order) == narrative
    outside = narrate(public(summary), order)
    first, second = (next(iter(one.sections[1].blocks[2:])) for one in (narrative, outside))
    assert first == second


def test_sections_come_in_the_order_of_the_management_cycle(order_159) -> None:
    """Data, indicators, analysis, conclusions, problems, proposals, decisions to take, what is missing."""
    order, schools = order_159
    _, narrative = told_of(order, schools)
    titles = [re.sub(r"^\d+\. ", "", section.title) for section in narrative.sections if section.level == 1]
    wanted = ["Общие сведения", "Сводная таблица выполнения мероприятий", "Показатели"]
    wanted += ["Аналитическая справка по направлениям", "Выводы", "Проблемы для следующего управленческого цикла"]
    wanted += ["Предложения", "Что осталось выполнить школам", "Чего не хватает в отчёте"]
    assert [title for title in titles if title in wanted] == wanted
