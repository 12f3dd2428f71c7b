"""Twelve orders made by somebody who had not read the reader: HTML through LibreOffice, python-docx, XML by hand.

What should be found in them was written down first. The first run read 303 of 337 cells and 102 of 108 requisites (they
are grouped into 115 here), with no word missing from both order and findings: one table typed with tabs was not seen at
all, a row divided by a page stayed two rows, a blank report form became a roadmap, an order without «приказываю» lost
its reasons to a clause, clauses «1) … 2) …» ran together, the title of an appendix was cut, information to the ministry
was no report. Now all of them are read as written down; what three further orders showed has tests of its own below.
"""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from blind_scores import EXPECTED, compare
from roadmapdocs.errors import EnvironmentLacksError
from roadmapdocs.office import find_office
from roadmapdocs.transcription import read_order
from roadmapdocs.transcription.captions import period_of
from roadmapdocs.transcription.issuer import municipality_of, name_of

CAPTIONS = ("№", "Мероприятия", "Сроки", "Ответственные")
ROWS = [(str(number), f"Дело {number}", "май 2025", "Школы") for number in range(1, 5)]
FRONT = "ОТДЕЛ ОБРАЗОВАНИЯ\nПРИКАЗ\nот 20.09.2024 № 5\nО плане мероприятий\n"
BODY = "В целях работы со школами\nПРИКАЗЫВАЮ:\n1. Утвердить план (приложение).\nНачальник\tА.А. Зяблик\n"
MARK = "Приложение\nк приказу\nот 20.09.2024 № 5\n"


@pytest.mark.parametrize("name", EXPECTED)
def test_an_order_of_others_is_read(name: str) -> None:
    """Every cell and every requisite is what was written down before; no word is lost or wrongly set aside."""
    if name.endswith(".rtf"):
        _need_office()
    read = compare(name)
    assert (read.wrong, read.wrong_requisites) == ([], [])
    assert (read.lost, read.set_aside) == ([], [])


def _need_office() -> None:
    try:
        find_office()
    except EnvironmentLacksError:
        pytest.skip("LibreOffice is not installed: an RTF was NOT read")


def test_a_table_that_goes_on_without_captions_keeps_its_first_row() -> None:
    """The first row of the second table is a row, not the captions of the first one once more."""
    document = Document()
    for line in (FRONT + BODY + MARK + "План мероприятий").splitlines():
        document.add_paragraph(line)
    for rows in ([CAPTIONS, *ROWS[:2]], ROWS[2:]):
        table = document.add_table(0, len(CAPTIONS))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph("Продолжение таблицы")
    stream = BytesIO()
    document.save(stream)
    order = read_order(stream.getvalue()).order
    assert order is not None
    assert [activity.text for _, activity in order.activities()] == [row[1] for row in ROWS]


@pytest.mark.parametrize("deadline", ["май", "до 20.05.2025", ""])
def test_a_line_between_rows_of_text_is_a_direction(deadline: str) -> None:
    """In a table of tabs a line without them is a row across, whatever the deadlines are."""
    rows = [(number, event, deadline or "-", who) for number, event, _, who in ROWS]
    table = [
        "\t".join(CAPTIONS),
        "Раздел первый",
        *map("\t".join, rows[:2]),
        "Раздел второй",
        *map("\t".join, rows[2:]),
    ]
    order = read_order((FRONT + BODY + MARK + "План мероприятий\n" + "\n".join(table)).encode()).order
    assert order is not None
    roadmap = order.roadmaps[0]
    assert [direction.title for direction in roadmap.directions] == ["Раздел первый", "Раздел второй"]
    assert [len(roadmap.of_direction(direction.id)) for direction in roadmap.directions] == [2, 2]


def test_clauses_in_brackets_are_clauses() -> None:
    """«1) … 2) …» are clauses of their own, unless they stand as a list under one."""
    listed = "1) Школам:\n1) работать;\n2) представить отчёт до 10.06.2025;\n2) контроль оставляю за собой."
    order = read_order((FRONT + BODY.replace("1. Утвердить план (приложение).", listed)).encode()).order
    assert order is not None
    assert [(clause.text, len(clause.bullets)) for clause in order.clauses] == [
        ("Школам:", 2),
        ("контроль оставляю за собой.", 0),
    ]


def test_a_stamp_between_post_and_name_is_no_part_of_the_signature() -> None:
    """The mark of an electronic signature is quoted; post, name and the last clause are whole."""
    signed = "Зав. отделом образования\nДокумент подписан электронной подписью\nСертификат: 00AA\nА.А. Зяблик\n"
    read = read_order((FRONT + BODY.replace("Начальник\tА.А. Зяблик\n", signed)).encode())
    assert read.order is not None
    assert (read.order.signatory.post, read.order.signatory.name) == ("Зав. отделом образования", "А.А. Зяблик")
    assert read.order.clauses[-1].text == "Утвердить план (приложение)."
    assert [finding.seen for finding in read.findings if finding.code == "T111"] == [
        "Документ подписан электронной подписью / Сертификат: 00AA"
    ]


def test_a_heading_in_quotation_marks_is_the_heading() -> None:
    """The marks are kept as the document has them."""
    order = read_order((FRONT.replace("О плане мероприятий", "«О плане мероприятий»") + BODY).encode()).order
    assert order is not None
    assert order.title == "«О плане мероприятий»"


@pytest.mark.parametrize(
    ("caption", "above", "period"),
    [("09", "Месяц", "сентябрь"), ("5", "Месяцы 2025 года", "май 2025"), ("13", "Месяц", ""), ("9", "Сроки", "")],
)
def test_a_numbered_month_is_one_below_a_caption_that_says_so(caption: str, above: str, period: str) -> None:
    """«09» is a month below «Месяц», and only a number elsewhere."""
    assert period_of(caption, above) == period


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("АДМИНИСТРАЦИЯ ЗАРЕЧНОГО МУНИЦИПАЛЬНОГО ОКРУГА", "Администрация Заречного муниципального округа"),
        ("ДЕПАРТАМЕНТ ОБРАЗОВАНИЯ ГОРОДА ЛЕДОГОРСКА", "Департамент образования города Ледогорска"),
        ("ОТДЕЛ МУНИЦИПАЛЬНОГО РАЙОНА", "Отдел муниципального района"),
    ],
)
def test_a_name_in_capitals_keeps_those_of_places(line: str, name: str) -> None:
    """The proposed short name has capitals where names of places do."""
    assert name_of([line]) == name


def test_a_municipality_in_quotation_marks_is_named() -> None:
    """«Ручейский район» stands in the nominative already."""
    assert municipality_of("муниципального образования «Ручейский район»") == "Ручейский район"
