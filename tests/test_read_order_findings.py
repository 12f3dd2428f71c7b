"""Findings about an order that was read: each code with a text that brings it and one that does not; the sentences."""

from __future__ import annotations

from io import BytesIO
from string import Formatter
from typing import Any

import pytest
from docx import Document

from conftest import Bundle
from order_papers import Builder
from roadmapdocs import read_order, render_order
from roadmapdocs.findings import Severity
from roadmapdocs.forms.report import report_form
from roadmapdocs.printing.transcription import transcription_lines
from roadmapdocs.transcription import ReadOrder
from roadmapdocs.transcription.catalogue import CATALOGUE
from roadmapdocs.writers import write_form

HEADER = "№\tМероприятия\tСроки\tОтветственный"
ROW = "1\tСовещание директоров\tоктябрь 2024\tШколы"
PLAIN: dict[str, str] = {
    "letterhead": "ОТДЕЛ ОБРАЗОВАНИЯ",
    "kind": "ПРИКАЗ",
    "requisites": "от 20.09.2024 № 5",
    "title": "Об утверждении плана мероприятий",
    "preamble": "В целях работы со школами",
    "command": "ПРИКАЗЫВАЮ:",
    "clauses": "1. Утвердить план (приложение).\n2. Руководителям школ представить отчёт до 10.06.2025.",
    "signature": "Начальник\tА.А. Зяблик",
    "below": "",
    "mark": "Приложение\nк приказу\nот 20.09.2024 № 5",
    "heading": "План мероприятий",
    "table": f"{HEADER}\n{ROW}",
    "after": "",
}
"""An order that says everything, and nothing that needs a word, but for what is always said."""

SECOND = """Приложение
к приказу отдела
от 20.09.2024 № 5
Другой план
№\tМероприятия\tСрок\tИтог
1\tСеминар\tмай 2025\tСправка"""
ROWS = "\n".join(f"{n}\tДело {n}\tмай 2025\tШколы" for n in range(1, 92))


def text(**parts: str) -> bytes:
    """Return a plain text order with some of its parts replaced."""
    return "\n".join(part for part in (PLAIN | parts).values() if part).encode()


def paper(rows: list[Any], **layout: Any) -> bytes:
    """Return an order as a Word file, for what only tables with merged cells have."""
    stream = BytesIO()
    appendix = {
        "mark": ["Приложение", "к приказу", "от 20.09.2024 № 5"],
        "title": ["План мероприятий"],
        "header": ["№", "Мероприятия", "Сроки", "Ответственный"],
        "roles": ["number", "event", "deadline", "responsible"],
        "rows": rows,
        "layout": layout,
    }
    said = {key: [PLAIN[key]] for key in ("letterhead", "requisites", "signature")}
    Builder(
        {**PLAIN, **said, "below": [], "after": [], "clauses": PLAIN["clauses"].split("\n"), "appendices": [appendix]}
    ).build().save(stream)
    return stream.getvalue()


MERGED = [["1", "Семинар", "май 2025", "Школы"], ["2", "Форум", "май 2025", "Отдел"]]

LEVELS = "№\tУровень управления\tМероприятия\tСроки\n"

EXAMPLES: dict[str, tuple[bytes, bytes]] = {
    "T001": ("Уважаемые коллеги!".encode(), text()),
    "T101": (text(requisites="от 20.09.2024"), text()),
    "T102": (text(requisites="№ 5"), text()),
    "T103": (text(requisites="«20» сентября 2024 г. № 5"), text()),
    "T104": (text(kind="РАСПОРЯЖЕНИЕ"), text()),
    "T105": (text(kind="П Р И К А З"), text()),
    "T106": (text(title=""), text()),
    "T107": (text(letterhead=""), text()),
    "T108": (text(signature=""), text()),
    "T111": (text(below="Документ подписан электронной подписью"), text()),
    "T112": (text(below="Исп. Зяблик А.А., тел. 5-00-00"), text()),
    "T113": (text(kind="РАСПОРЯЖЕНИЕ", command=""), text(kind="РАСПОРЯЖЕНИЕ")),
    "T201": (text(preamble="На основании письма Министерства просвещения"), text()),
    "T202": (text(preamble="Во исполнение приказа министерства от 01.09.2024 № 7 «О школах»"), text()),
    "T203": (text(clauses=PLAIN["clauses"] + "\nОзнакомить с приказом школы."), text()),
    "T204": (text(clauses="1. Школам:\n1.1. работать;\n1.2. представить отчёт до 10.06.2025."), text()),
    "T205": (text(clauses="1. Школам представить отчёт в установленный срок."), text()),
    "T206": (text(clauses="1. Утвердить план (приложение)."), text()),
    "T207": (text(), text(clauses="1. Утвердить план (приложение).")),
    "T208": (text(clauses="1. Поручить работу Жук О.П."), text()),
    "T209": (text(clauses="1. Утвердить план {date} (приложение)."), text()),
    "T210": (text(clauses="1. Утвердить план (приложение).\n3. Школам представить отчёт до 10.06.2025."), text()),
    "T211": (text(clauses="1. Овсянкиной П.П., методисту, представить отчёт до 10.06.2025."), text()),
    "T301": (text(after="Приложение № 2\nк приказу\nСостав рабочей группы"), text()),
    "T302": (text(after=SECOND), text()),
    "T303": (text(table="", mark="", heading=""), text()),
    "T304": (text(after=SECOND.partition("№ 5\n")[2].replace("Другой план", "План второй")), text()),
    "T305": (text(heading=""), text()),
    "T401": (text(table=f"{HEADER}\tЪЪЪ\n{ROW}\tслова"), text()),
    "T402": (text(table=f"{HEADER}\tОтветственные лица\n{ROW}\tОтдел"), text()),
    "T403": (text(table=f"{HEADER}\n{ROW}\n\tФорум школ района\tмай 2025\tОтдел"), text()),
    "T404": (text(table=f"{HEADER}\n{ROW}\n\tи их заместителей\t\t"), text()),
    "T405": (paper(MERGED, merged=["deadline"]), paper(MERGED)),
    "T406": (
        text(table="№\tМероприятия\tI квартал\tII квартал\tОтветственный\n1\tСеминар\t+\t\tШколы"),
        text(),
    ),
    "T407": (text(table=f"{LEVELS}1\tМуниципальный\tСеминар\tмай 2025\n2\tФорум\tиюнь 2025"), text()),
    "T408": (text(after=f"Продолжение таблицы\n{HEADER}\n2\tФорум школ\tмай 2025\tШколы"), text()),
    "T409": (text(table=f"{HEADER}\n1\tОхват не менее 40% педагогов\tмай 2025\tШколы"), text()),
    "T410": (text(table=f"{HEADER}\n{ROWS}"), text()),
    "T411": (text(table=f"{LEVELS}1\tМуниципальный\tСеминар\tмай 2025\n2\t\tФорум\tиюнь 2025"), text()),
    "T901": (text(after="Примечание: план может меняться."), text()),
}
"""Code → a document that brings it, and one that does not."""

ALWAYS = {"T109", "T110"}
"""Proposals that every order brings."""

ELSEWHERE = {"T002", "T902", "T903"}
"""Codes with tests of their own below."""


def codes(result: ReadOrder) -> set[str]:
    """Return the codes of the findings."""
    return {finding.code for finding in result.findings}


def test_every_code_has_its_example() -> None:
    """No code is without a document that brings it."""
    assert set(EXAMPLES) | ALWAYS | ELSEWHERE == set(CATALOGUE)


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_code_is_found_where_it_belongs(code: str) -> None:
    """The document that brings the code has it, the other has not; the text stands in the finding."""
    if code == "T211":
        pytest.importorskip("pytrovich")
    bad, good = EXAMPLES[code]
    found = read_order(bad)
    assert code in codes(found), sorted(codes(found))
    assert code not in codes(read_order(good))
    assert all(finding.seen for finding in found.findings if finding.code == code)


def test_a_plain_order_needs_no_attention() -> None:
    """The plain example brings proposals only: no warning, no error."""
    result = read_order(text())
    assert codes(result) == {"T109", "T110", "T207"}
    assert {finding.severity for finding in result.findings} == {Severity.INFO}


def test_the_key_of_a_form_is_found(bundle: Bundle) -> None:
    """A report form is told by its key; a printed order has none."""
    form = write_form(report_form(bundle[0], bundle[1][0]), "docx")
    assert codes(read_order(form)) == {"T002"}
    assert "T002" not in codes(read_order(render_order(bundle[0])))


def test_a_page_header_is_quoted() -> None:
    """Words of a header are quoted, its page number is not."""
    for words, expected in (("Школа в лесу", {"T903"}), ("- 2 -", set())):
        document = Document(BytesIO(paper(MERGED)))
        document.sections[0].header.paragraphs[0].text = words
        stream = BytesIO()
        document.save(stream)
        assert codes(read_order(stream.getvalue())) & {"T903"} == expected


def test_a_word_that_slipped_through_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a part of the reading drop words, the count at the end names them."""
    from roadmapdocs.transcription import reading

    assert "T902" not in codes(read_order(text()))
    monkeypatch.setattr(reading, "municipality_of", lambda _: "")
    monkeypatch.setattr(reading.Notes, "left_over", lambda *_, **__: None)
    result = read_order(text(after="Примечание: план может меняться."))
    assert [finding.seen for finding in result.findings if finding.code == "T902"] == [
        "меняться, может, план, примечание"
    ]


def test_sentences_are_for_people() -> None:
    """Every sentence quotes what was seen, ends as a sentence, and knows no more than the two holes."""
    for code, kind in CATALOGUE.items():
        names = {name for _, name, _, _ in Formatter().parse(kind.ru) if name is not None}
        assert names <= {"seen", "expected"}, code
        assert "seen" in names, code
        assert kind.ru.endswith("."), code
        assert not kind.heading.endswith("."), code
        assert kind.en, code


def test_lines_for_the_console_survive_old_code_pages() -> None:
    """What the program itself says has only signs that consoles of cp1251 have, and nothing like an arrow."""
    for kind in CATALOGUE.values():
        kind.ru.encode("cp1251")
        kind.heading.encode("cp1251")
    result = read_order(text(after="Примечание: план может меняться."))
    lines = list(transcription_lines(result.order, result.findings))
    assert lines[0] == "Приказ № 5 от 20.09.2024: Об утверждении плана мероприятий"
    assert lines[1] == "Найдено: 2 пункта, 0 актов-оснований."
    assert lines[2].startswith("  Дорожная карта А: 1 строка, 4 графы, 0 направлений.")
    assert "Текст, которому не нашлось места (T901)" in lines
    "\n".join(lines).encode("cp1251")
