"""Orders that somebody made, read back: the bundled ones, the damaged text of № 159, twenty papers of other shapes."""

from __future__ import annotations

import itertools
import json
import random
import re
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Bundle, Convert
from order_papers import FOLDER, Builder, papers
from order_scores import Score, fold, lost, score, texts_of
from roadmapdocs import RoadmapDocsError, load_order, read_order, render_order
from roadmapdocs.cli import cli
from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.forms.report import report_form
from roadmapdocs.model.order import Order
from roadmapdocs.model.requisites import Acquaintance, Executor, Mention, Recipient, Visa
from roadmapdocs.model.roadmap import Role
from roadmapdocs.office import find_office
from roadmapdocs.readers import read_blocks, read_paper
from roadmapdocs.transcription import ReadOrder
from roadmapdocs.writers import write_form
from roadmapdocs.writers.templates import load_profile, profile_names
from test_order_159 import EXAMPLE, SEED

PAPERS = {paper["file"]: paper for paper in papers()}
NEEDS_OFFICE = (".doc", ".rtf")


@cache
def data_of(file: str) -> bytes:
    """Return the bytes of a paper."""
    return (FOLDER / file).read_bytes()


@cache
def read(file: str) -> ReadOrder:
    """Read a paper; skip the test where its format needs an office program that is not here."""
    if file.endswith(NEEDS_OFFICE):
        try:
            find_office()
        except RoadmapDocsError:
            pytest.skip("LibreOffice is not installed: DOC and RTF were NOT tested")
    return read_order(data_of(file), file=file)


def order_of(file: str) -> Order:
    """Return the order that was read from a paper."""
    order = read(file).order
    assert order is not None
    return order


@cache
def scored(file: str) -> Score:
    """Compare a paper with its description, once."""
    return score(PAPERS[file], read(file), data_of(file))


def codes(result: ReadOrder) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in result.findings]


each_paper = pytest.mark.parametrize("file", PAPERS)


# --- the bundled orders -----------------------------------------------------------------------------------------------


def printed(document: bytes) -> list[str]:
    """Return every text of a document, white space folded."""
    return [fold(text) for text in texts_of(document)]


def assert_same(read_back: Order, order: Order) -> None:
    """Check that what the first order prints is what the other says, cell by cell."""
    assert (read_back.number, read_back.date, read_back.school_year) == (order.number, order.date, order.school_year)
    assert [act.number for act in read_back.acts.values()] == [act.number for act in order.acts.values()]
    assert [act.date for act in read_back.acts.values()] == [act.date for act in order.acts.values()]
    assert {r.sender: r.due for r in read_back.reports.values()} == {r.sender: r.due for r in order.reports.values()}
    assert len(read_back.roadmaps) == len(order.roadmaps)
    for mine, theirs in zip(read_back.roadmaps, order.roadmaps, strict=True):
        assert [(c.role, c.caption) for c in mine.columns] == [(c.role, c.caption) for c in theirs.columns]
        assert [(d.number, d.title) for d in mine.directions] == [
            (d.number, fold(order.say(d.title))) for d in theirs.directions
        ]
        numbers = {d.id: d.number for d in mine.directions}, {d.id: d.number for d in theirs.directions}
        for row, other in zip(mine.activities, theirs.activities, strict=True):
            assert row.code == other.code
            assert numbers[0].get(row.direction or "") == numbers[1].get(other.direction or "")
            for role in Role:
                assert row.printed(role) == order.say(other.printed(role)), (row.code, role)


def test_a_printed_order_is_read_back(bundle: Bundle) -> None:
    """What the writer prints is read back cell by cell, with its levels, lists and codes, and no word is left over."""
    order, _ = bundle
    document = render_order(order)
    result = read_order(document)
    assert result.order is not None
    assert_same(result.order, order)
    assert lost(document, result) == []
    assert not {"T901", "T902", "T403", "T404", "T401"} & set(codes(result))


@pytest.mark.parametrize("name", profile_names())
def test_every_layout_prints_the_same_again(name: str, bundle: Bundle) -> None:
    """Printed in any layout, read and printed again in the same one, the order says the same, text by text."""
    profile = load_profile(name)
    document = render_order(bundle[0], profile)
    result = read_order(document)
    assert result.order is not None
    assert printed(render_order(result.order, profile)) == printed(document)
    assert lost(document, result) == []


def test_an_order_with_all_its_sheets_is_read_back(bundle: Bundle) -> None:
    """Executor, visas, distribution list and acquaintance sheet are read and printed again."""
    order = bundle[0].model_copy(
        update={
            "executor": Executor(name="Чижов П.Р.", post="методист", phone="5-00-00", email="chizh@les.example"),
            "visas": (Visa(name="Синицына О.О.", post="юрист"),),
            "distribution": (Recipient(to="в дело", copies=1), Recipient(to="школы", copies="schools")),
            "acquaintance": Acquaintance(people=(Mention(name="Снегирёв А.А.", post="методист"),), blank_rows=2),
        }
    )
    document = render_order(order)
    result = read_order(document)
    assert result.order is not None
    assert printed(render_order(result.order)) == printed(document)
    assert lost(document, result) == []


def test_an_order_is_read_after_the_office_program(bundle: Bundle, office: Convert, tmp_path: Path) -> None:
    """Saved as ODT by LibreOffice, the order is still the same cell by cell."""
    path = tmp_path / "order.docx"
    path.write_bytes(render_order(bundle[0]))
    data = office([path], "odt", tmp_path / "odt")[0].read_bytes()
    result = read_order(data)
    assert result.order is not None
    assert_same(result.order, bundle[0])
    assert lost(data, result) == []


def test_a_read_order_is_an_order_to_go_on_with(bundle: Bundle, tmp_path: Path) -> None:
    """What was read is saved as YAML with comments, loaded and printed; forms come from it."""
    from roadmapdocs.orders.annotate import annotated_yaml
    from roadmapdocs.printing.transcription import YAML_HEADING, transcription_comments

    order, schools = bundle
    result = read_order(render_order(order))
    assert result.order is not None
    path = tmp_path / "order.yaml"
    path.write_text(annotated_yaml(result.order, transcription_comments(result.findings), YAML_HEADING), "utf-8")
    again = load_order(path)
    assert again == result.order
    assert "# T207: Срок отчёта" in path.read_text("utf-8")
    form = report_form(again, schools[0])
    asked = {re.sub(r"[а-я]$", "", getattr(row, "code", "")) for table in form.tables for row in table.rows}
    assert asked >= {a.code for _, a in again.activities() if "school" in a.reported_by}


# --- the damaged text of № 159 ----------------------------------------------------------------------------------------


def test_the_damaged_text_gives_all_rows() -> None:
    """The extracted text of № 159 gives the same 34 rows as the order that was typed by hand from it."""
    result = read_order(SEED.read_bytes(), file=SEED.name)
    assert result.order is not None
    assert sum(len(roadmap.activities) for roadmap in result.order.roadmaps) == 34
    assert_same(result.order, load_order(EXAMPLE / "order.yaml"))


def test_the_damage_is_named() -> None:
    """Ten rows broken by pages and three that lost their level are findings; no word is lost on the way."""
    result = read_order(SEED.read_bytes())
    assert codes(result).count("T404") == 10
    lost_level = [finding.seen.split(" ")[0] for finding in result.findings if finding.code == "T407"]
    assert lost_level == ["1.4", "1.5", "1.6"]
    assert codes(result).count("T409") == 9
    assert lost(SEED.read_bytes(), result) == []
    assert not {"T901", "T902"} & set(codes(result))


def test_the_damaged_text_prints_the_signed_order() -> None:
    """Read from the text and printed, the order equals the printed bundled one."""
    result = read_order(SEED.read_bytes())
    assert result.order is not None
    profile = load_profile("ershichi")
    assert printed(render_order(result.order, profile)) == printed(render_order(load_order(EXAMPLE / "order.yaml")))


# --- twenty papers ----------------------------------------------------------------------------------------------------


def test_there_are_twenty_papers_of_many_formats() -> None:
    """Twenty files, each described, in seven formats."""
    files = {path.name for path in FOLDER.iterdir()} - {"papers.yaml"}
    assert files == set(PAPERS)
    assert len(files) == 20
    assert {Path(file).suffix for file in files} == {".docx", ".odt", ".doc", ".rtf", ".pdf", ".txt"}


@each_paper
def test_cells_are_read_rightly(file: str) -> None:
    """Every caption, direction and cell of the paper is in the roadmap, in its place."""
    assert scored(file).wrong == []


@each_paper
def test_requisites_are_read_rightly(file: str) -> None:
    """Letterhead, date, number, place, heading, preamble, clauses, signature, marks and titles are the paper's."""
    assert scored(file).wrong_requisites == []


@each_paper
def test_no_word_is_dropped(file: str) -> None:
    """Every word of the file is printed again, quoted in a finding, or known furniture."""
    assert scored(file).lost == []


@each_paper
def test_ids_and_codes_are_proposed(file: str) -> None:
    """Ids are short Latin words, unique in their roadmap; codes count from 1."""
    for roadmap in order_of(file).roadmaps:
        ids = [activity.id for activity in roadmap.activities]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id_) and len(id_) <= 43 for id_ in ids), ids
        assert [a.code for a in roadmap.activities] == [f"{roadmap.letter}{n}" for n in range(1, len(ids) + 1)]


@each_paper
def test_reading_again_gives_the_same(file: str) -> None:
    """Ids and codes are the same in every reading of one file."""
    if file.endswith(NEEDS_OFFICE):
        read(file)
        return
    assert read_order(data_of(file), file=file) == read(file)


# --- generated variations ---------------------------------------------------------------------------------------------

SYNONYMS = {
    "number": ["№ п/п", "№", "№пп", "N", "N п/п", "NN пп", "N N п.п"],
    "level": ["Уровень управления"],
    "stage": ["Наименование этапа", "Этап"],
    "event": [
        "Мероприятие /направление",
        "Мероприятия",
        "Наименование мероприятия",
        "Направления деятельности",
        "Наименование направления мероприятия",
        "Номер и наименование основного мероприятия",
        "Пошаговые мероприятия",
        "Дела, события, мероприятия",
        "Содержание деятельности",
        "Содержание деятельности и план мероприятий",
        "Вид деятельности",
    ],
    "audience": [
        "Описание специфики (целевая аудитория)",
        "Классы",
        "Целевая аудитория",
        "Категория участников",
        "Участники",
    ],
    "deadline": [
        "Сроки",
        "Срок исполнения",
        "Сроки реализации",
        "Период реализации",
        "Дата",
        "Ориентировочное время проведения",
        "Сроки проведения",
    ],
    "responsible": [
        "Ответственный",
        "Ответственные лица",
        "Ответственный исполнитель",
        "Исполнители",
        "орган, ответственный за реализацию",
    ],
    "result": ["Результат", "Ожидаемый результат", "Предполагаемый результат", "Дальнейшее использование результатов"],
    "evidence": [
        "Результат. Вид документа",
        "Вид документа",
        "Подтверждающий документ",
        "Форма завершения",
        "Ссылка на документ",
    ],
    "measure": [
        "Контрольные показатели реализации",
        "Показатель",
        "Индикатор",
        "Целевое значение",
        "Связь с показателями",
    ],
    "note": ["Примечание", "Комментарии", "Последствия нереализации"],
}
"""Captions of `domain` 1.3 by role."""

CELLS = {
    "level": ["Муниципальный", "Институциональный"],
    "stage": ["Подготовительный", "Основной"],
    "deadline": ["ноябрь 2024", "ежемесячно", "до 15.01.2025", "I квартал 2025", "в течение года"],
    "responsible": ["Школы", "Отдел образования", "Зам. директора по УВР"],
}


def made_up_rows(dice: random.Random, roles: list[str]) -> list[Any]:
    """Make up directions and rows for these columns."""
    numbered = "number" in roles
    rows: list[Any] = []
    for section in range(1, dice.randint(1, 3) + 1):
        if dice.random() < 0.7:
            rows.append(f"{section}. Раздел о деле {section}" if numbered else f"Модуль «Дело {section}»")
        for number in range(1, dice.randint(2, 4) + 1):
            row = []
            for role in roles:
                if role == "number":
                    row.append(f"{section}.{number}")
                elif role == "event":
                    row.append(f"Дело {section}-{number} для школ района")
                else:
                    row.append(dice.choice(CELLS.get(role, [f"Слова {role} {section}.{number}"])))
            rows.append(row)
    return rows


def variation(seed: int) -> dict[str, Any]:
    """Make up a paper: three to eight columns in any order, directions of several kinds, rows numbered or not."""
    dice = random.Random(seed)
    others = [role for role in SYNONYMS if role not in ("number", "event")]
    chosen = dice.sample(others, dice.randint(1, 6))
    if not {"deadline", "responsible", "result", "level", "evidence"} & set(chosen):
        chosen[0] = "deadline"
    roles = ["event", *chosen]
    dice.shuffle(roles)
    roles = ["number", *roles] if dice.random() < 0.8 else roles
    if not any(dice.random() < 0.5 for _ in roles) and roles[0] != "event":
        roles.remove("event")
        roles.insert(min(1, len(roles)), "event")
    rows = made_up_rows(dice, roles)
    layout: dict[str, Any] = {}
    if dice.random() < 0.5:
        layout["column_numbers"] = True
    merged = [role for role in ("level", "stage", "deadline", "responsible") if role in roles and dice.random() < 0.4]
    if merged:
        layout["merged"] = merged
    return {
        "file": f"{seed}.docx",
        "letterhead": ["ОТДЕЛ ОБРАЗОВАНИЯ"],
        "kind": "ПРИКАЗ",
        "requisites": ["от 02.09.2024 № 5"],
        "title": "Об утверждении плана мероприятий",
        "preamble": "В целях работы со школами",
        "command": "ПРИКАЗЫВАЮ:",
        "clauses": ["1. Утвердить план мероприятий (приложение).", "2. Школам представить отчёт до 02.06.2025."],
        "signature": ["Начальник отдела\tА.А. Зяблик"],
        "appendices": [
            {
                "mark": ["Приложение", "к приказу", "от 02.09.2024 № 5"],
                "title": ["План мероприятий"],
                "header": [dice.choice(SYNONYMS[role]) for role in roles],
                "roles": roles,
                "rows": rows,
                "layout": layout,
            }
        ],
    }


def built(paper: dict[str, Any]) -> bytes:
    """Return a made-up paper as a Word file."""
    stream = BytesIO()
    Builder(paper).build().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(60))
def test_any_columns_in_any_order_are_read(seed: int) -> None:
    """Made-up tables of 3 to 8 columns, captions by any synonym, in any order: every cell is in its place."""
    paper = variation(seed)
    data = built(paper)
    result = score(paper, read_order(data), data)
    assert (result.wrong, result.wrong_requisites, result.lost) == ([], [], [])


# --- what is no order -------------------------------------------------------------------------------------------------


def test_a_report_form_is_no_order(bundle: Bundle) -> None:
    """A school's form is refused with its key, whatever its format."""
    form = report_form(*([bundle[0], bundle[1][0]]))
    result = read_order(write_form(form, "docx"), file="Отчёт.docx")
    assert result.order is None
    assert codes(result) == ["T002"]
    assert result.findings[0].place.file == "Отчёт.docx"


def test_a_letter_is_no_order() -> None:
    """A letter is refused with its first words."""
    result = read_order("Уважаемые коллеги!\n\nПриглашаем вас на семинар.\nС уважением, отдел.".encode())
    order, findings = result
    assert order is None
    assert [finding.code for finding in findings] == ["T001"]
    assert "Уважаемые коллеги" in findings[0].seen


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"%PDF-1.4 broken", b"<html><p>x</p></html>"]
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    """What no reader opens is an error of ours, never a crash."""
    with pytest.raises(RoadmapDocsError):
        read_order(data)


def test_a_huge_text_is_refused() -> None:
    """A text beyond any order is refused at once."""
    with pytest.raises(UnreadableFileError, match="too large"):
        read_order(b"a\n" * 2_500_000)


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any words behind the head of an order are read, and none is dropped."""
    data = f"ПРИКАЗ\nот 01.09.2024 № 1\nО делах\nПРИКАЗЫВАЮ:\n1. {text}\n".encode("utf-8", "ignore")
    try:
        result = read_order(data)
    except UnreadableFileError:
        return
    assert result.order is not None
    assert "T902" not in codes(result)


FLOODS = {
    "quotes": "«" * 30_000,
    "dates": "от 01.01.2024 № 5 «х» " * 2_000,
    "compounds": "а-" * 20_000,
    "names": "Иванов И.И. " * 3_000,
    "spaced": "п р и к а з " * 5_000,
    "percents": "слово 5% " * 3_000,
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
def test_a_flood_of_words_is_read_in_time(flood: str) -> None:
    """Tens of thousands of signs in any part of an order are read in seconds: nothing grows with their square."""
    head, table = "ПРИКАЗ\nот 01.09.2024 № 1\nО делах\n", "Приложение\nПлан\n№\tМероприятия\tСроки\n1\t{}\tмай\n"
    started = time.monotonic()
    read_order(f"{flood}\n{head}{flood}\nПРИКАЗЫВАЮ:\n1. {flood}\nНачальник\t{flood}\n{table.format(flood)}".encode())
    assert time.monotonic() - started < 10


def test_a_table_beyond_the_codes_is_said_to_be_cut() -> None:
    """Codes have two digits: of 95 rows six are findings with their text."""
    paper = variation(1)
    appendix = paper["appendices"][0]
    appendix |= {"roles": ["number", "event", "deadline"], "header": ["№", "Мероприятия", "Сроки"], "layout": {}}
    appendix["rows"] = [[str(n), f"Дело номер {n}", "май 2025"] for n in range(1, 96)]
    data = built(paper)
    result = read_order(data)
    assert result.order is not None
    assert len(result.order.roadmaps[0].activities) == 89
    assert codes(result).count("T410") == 6
    assert lost(data, result) == []


def test_braces_are_never_taken_for_holes() -> None:
    """Text with braces is printed with a blank in them and mentioned, also where it names something of the order."""
    paper = variation(2)
    paper["clauses"][0] = "1. Утвердить план {number} и {acts.a1} (приложение)."
    result = read_order(built(paper))
    assert result.order is not None
    assert result.order.say(result.order.clauses[0].text) == "Утвердить план { number} и { acts.a1} (приложение)."
    assert codes(result).count("T209") == 2


def test_the_automatic_numbers_of_word_are_text() -> None:
    """A number that Word counts is read in an order, and still is none in a form."""
    data = data_of("02-school-lists.docx")
    seen = [block.text for block in read_paper(data).paragraphs]
    assert "2. Заместителю директора Дроздовой Е.Н." in "\n".join(seen)
    plain = [block.text for block in read_blocks(data).paragraphs]
    assert any(text.startswith("Заместителю директора") for text in plain), "forms are read as they were"


def test_two_tables_of_one_order_stay_apart() -> None:
    """Tables of different columns are two roadmaps; the list of schools behind them is quoted."""
    order = order_of("09-two-roadmaps.docx")
    assert [len(roadmap.columns) for roadmap in order.roadmaps] == [7, 3]
    assert [roadmap.letter for roadmap in order.roadmaps] == ["А", "Б"]
    quoted = [finding.seen for finding in read("09-two-roadmaps.docx").findings if finding.code == "T301"]
    assert len(quoted) == 1
    assert "МОУ «Школа № 902»" in quoted[0]


def test_people_are_proposed_where_the_nominative_is_certain() -> None:
    """«Овсянкиной П.П.» becomes a person whose stored form prints the same."""
    pytest.importorskip("pytrovich")
    order = order_of("13-approved.docx")
    assert [person.name for person in order.people.values()] == ["Овсянкина П.П."]
    assert "Овсянкиной П.П." in order.say(order.clauses[1].text)
    assert "{people.ovsiankina:dative}" in order.clauses[1].text


def test_the_printed_order_of_a_paper_says_the_same() -> None:
    """A paper that was read can be printed: its rows and clauses are in the document."""
    for file in itertools.islice((f for f in PAPERS if not f.endswith(NEEDS_OFFICE)), 6):
        order = order_of(file)
        text = " ".join(printed(render_order(order)))
        for _, activity in order.activities():
            assert fold(activity.text) in text


def test_an_empty_document_is_no_order() -> None:
    """A document without a word is refused with a finding."""
    stream = BytesIO()
    Document().save(stream)
    result = read_order(stream.getvalue())
    assert (result.order, codes(result)) == (None, ["T001"])


# --- the readers' part ------------------------------------------------------------------------------------------------

LEVELS = (
    ("decimal", "%1.", ("1.", "2.")),
    ("decimal", "%1.%2.", ("2.1.", "2.2.")),
    ("upperRoman", "%3)", ("I)", "II)")),
    ("russianLower", "%4)", ("а)", "б)")),
)


def test_lists_of_many_levels_are_counted() -> None:
    """Arabic, Roman and Russian labels, numbers of two parts, and a level that begins anew under each number."""
    document = Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern, _) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for depth in (0, 0, 1, 1, 2, 2, 3, 3, 0, 1):
        properties = document.add_paragraph("слово")._p.get_or_add_pPr()
        number = f'<w:ilvl w:val="{depth}"/><w:numId w:val="77"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{number}</w:numPr>"))
    stream = BytesIO()
    document.save(stream)
    labels = [block.text.split()[0] for block in read_paper(stream.getvalue()).paragraphs]
    assert labels == ["1.", "2.", "2.1.", "2.2.", "I)", "II)", "а)", "б)", "3.", "3.1."]
    assert [block.text for block in read_blocks(stream.getvalue()).paragraphs] == ["слово"] * 10


def test_notes_at_the_foot_are_quoted() -> None:
    """A comment in the margin is no text of the order, but it is not dropped."""
    document = Document(BytesIO(data_of("13-approved.docx")))
    document.add_comment(document.paragraphs[0].runs, text="Согласовать с юристом", author="Х", initials="Х")
    stream = BytesIO()
    document.save(stream)
    result = read_order(stream.getvalue())
    assert "Согласовать с юристом" in [finding.seen for finding in result.findings if finding.code == "T901"]
    assert "Согласовать с юристом" not in [finding.seen for finding in read("13-approved.docx").findings]


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_a_file_to_go_on_with(tmp_path: Path) -> None:
    """`import` writes order.yaml with comments, prints the findings, and names the next step; twice changes nothing."""
    output = tmp_path / "order.yaml"
    arguments = ["import", str(FOLDER / "20-draft.docx"), "-o", str(output)]
    first = CliRunner().invoke(cli, arguments)
    assert first.exit_code == 1, "a draft lacks number and date"
    assert "Не найден номер приказа (T101)" in first.output
    assert f"Дальше: roadmapdocs check {output}" in first.output
    written = output.read_bytes()
    assert "# T101: Номера приказа в файле нет" in written.decode()
    assert load_order(output) == order_of("20-draft.docx")
    assert CliRunner().invoke(cli, arguments).output == first.output
    assert output.read_bytes() == written


def test_the_command_does_not_overwrite_somebodys_work(tmp_path: Path) -> None:
    """A file that a person has changed is left alone."""
    output = tmp_path / "order.yaml"
    output.write_text("# моё\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["import", str(FOLDER / "01-results.docx"), "-o", str(output)])
    assert result.exit_code == 2
    assert "уже есть" in result.output
    assert output.read_text("utf-8") == "# моё\n"


def test_the_command_refuses_what_is_no_order(tmp_path: Path) -> None:
    """A letter gives a finding, exit code 1 and no file; with `--json` the finding is data."""
    letter, output = tmp_path / "письмо.txt", tmp_path / "order.yaml"
    letter.write_text("Уважаемые коллеги!", encoding="utf-8")
    result = CliRunner().invoke(cli, ["import", str(letter), "-o", str(output), "--json"])
    assert (result.exit_code, output.exists()) == (1, False)
    assert [row["code"] for row in json.loads(result.output)] == ["T001"]
