"""Checks of an order: each kind with an example, the oddities of № 159 one by one, and what must be left alone."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from roadmapdocs import check_order, load_order, save_order
from roadmapdocs.errors import EnvironmentLacksError
from roadmapdocs.findings import Severity
from roadmapdocs.model.order import Order
from roadmapdocs.orders import cases
from roadmapdocs.orders.check import fix_typography
from roadmapdocs.orders.check.catalogue import CATALOGUE
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.printing.order import change_lines, remark_lines

# --- a small order without a fault -------------------------------------------------------------------------------

ROWS = (
    ("seminars", "Институциональный", "Семинары для учителей", "Учителя", "ноябрь 2024", "Школы"),
    ("meeting", "Муниципальный", "Совещание руководителей", "Руководители", "декабрь 2024", "Отдел образования"),
    ("monitoring", "Муниципальный", "Мониторинг чтения", "Ученики", "март 2025", "Отдел образования"),
    ("results", "Муниципальный", "Обсуждение результатов мониторинга", "Учителя", "апрель 2025", "Отдел образования"),
)
ROLES = ("number", "level", "event", "audience", "deadline", "responsible")
CAPTIONS = ("№ п/п", "Уровень", "Мероприятие", "Участники", "Срок", "Ответственный")
TINY: dict[str, Any] = {
    "school_year": 2024,
    "number": "1",
    "date": "2024-09-20",
    "issuer": {
        "letterhead": ["ОТДЕЛ ОБРАЗОВАНИЯ"],
        "name": "Отдел образования",
        "municipality": "Заречный район",
        "place": "с. Заречье",
    },
    "date_line": "{date}",
    "number_line": "№ {number}",
    "appendix_mark": ["Приложение № {appendix}", "к приказу", "от {date} № {number}"],
    "title": "Об утверждении плана мероприятий",
    "acts": {
        "a5": {"text": "приказа министерства от 02.09.2024 № 5 «О школах»", "date": "2024-09-02", "number": "5"},
    },
    "people": {"zueva": {"name": "Зуева О.Н.", "post": "методист Отдела", "cases": {"dative": "Зуевой О.Н."}}},
    "reports": {"schools": {"from": "schools", "due": "2025-06-10"}},
    "preamble": "Во исполнение {acts.a5}",
    "clauses": [
        {"id": "approve", "text": "Утвердить план мероприятий («дорожную карту») (приложение № 1)."},
        {"id": "report", "text": "Представить отчёт по форме (приложение № 2) в срок до {reports.schools.due}."},
        {"id": "know", "text": "Ознакомить с приказом руководителей школ."},
    ],
    "signatory": {"post": "Начальник", "name": "Г.Д. Лугова"},
    "executor": {"person": "zueva", "phone": "2-00-00"},
    "roadmaps": [
        {
            "id": "plan",
            "letter": "А",
            "title": "План мероприятий («дорожная карта»)",
            "columns": [{"role": role, "caption": caption} for role, caption in zip(ROLES, CAPTIONS, strict=True)],
            "directions": [
                {"id": "work", "number": "1.", "title": "Работа со школами"},
                {"id": "more", "number": "2.", "title": "Работа с родителями"},
            ],
            "activities": [
                {
                    "id": id_,
                    "code": f"А{number}",
                    "direction": "work",
                    "number": f"1.{number}",
                    "level": level,
                    "text": text,
                    "audience": audience,
                    "deadline": deadline,
                    "responsible": responsible,
                }
                for number, (id_, level, text, audience, deadline, responsible) in enumerate(ROWS, start=1)
            ],
        }
    ],
}

Changes = dict[str, Any]


def tiny(changes: Changes) -> Order:
    """The small order with some values put in by their paths («seminars.text» is the text of that row)."""
    tree = copy.deepcopy(TINY)
    rows = {row["id"]: row for row in tree["roadmaps"][0]["activities"]}
    clauses = {clause["id"]: clause for clause in tree["clauses"]}
    for path, value in changes.items():
        *steps, last = path.split(".")
        node: Any = tree | rows | clauses if steps and steps[0] in rows | clauses else tree
        for step in steps:
            node = node[int(step) if step.isdigit() else step]
        node[int(last) if last.isdigit() else last] = value
    return Order.model_validate(tree)


def codes(order: Order) -> list[str]:
    """The codes of all remarks about an order."""
    return [found.code for found in check_order(order)]


LIST = "Семинары:\n- чтение;\n- счёт;\n- рисунок{}\n- письмо{}"
CLAUSE = "clauses.0.text"
PEOPLE = "{people.zueva:dative}, методисту, подготовить."
EXAMPLES: dict[str, tuple[Changes, Changes]] = {
    "O101": ({"seminars.deadline": "ноябрь 2023"}, {"seminars.deadline": "август 2025"}),
    "O102": ({"seminars.deadline": "до 10.09.2024"}, {"seminars.deadline": "до 20.09.2024"}),
    "O103": ({"results.deadline": "февраль 2025"}, {"results.deadline": "май 2025"}),
    "O104": ({"reports.schools.due": "2025-04-01"}, {"reports.schools.due": "2025-05-05"}),
    "O105": ({"reports.schools.due": "2025-04-15"}, {"seminars.deadline": "в течение учебного года"}),
    "O106": ({"reports.schools.due": "2025-06-12"}, {"reports.schools.due": "2025-06-11"}),
    "O107": ({"seminars.deadline": "В течение года"}, {"seminars.deadline": "в течение учебного года"}),
    "O108": (
        {"seminars.deadline": "по графику мероприятий"},
        {"seminars.deadline": "по графику мероприятий", CLAUSE: "Утвердить план и график (приложение № 1)."},
    ),
    "O109": ({"seminars.deadline": "июль 2025"}, {"seminars.deadline": "август 2025"}),
    "O110": ({"results.deadline": "март 2025"}, {"results.deadline": "март – апрель 2025"}),
    "O111": (
        {
            "meeting.text": "Утверждение плана мероприятий (дорожной карты) района",
            "meeting.reported_by": ["department"],
        },
        {"meeting.text": "Утверждение плана мероприятий (дорожной карты) школы", "meeting.reported_by": ["school"]},
    ),
    "O112": ({"acts.a5.date": "2024-09-21"}, {"acts.a5.date": "2024-09-19"}),
    "O113": ({"acts.a5.date": "2024-09-20"}, {"acts.a5.date": "2024-09-19"}),
    "O114": ({"seminars.deadline": "I квартал (февраль) 2025"}, {"seminars.deadline": "I квартал 2025"}),
    "O201": ({"seminars.deadline": ""}, {"seminars.number": ""}),
    "O202": (
        {"clauses.1.text": "Представить отчёт в срок до {reports.schools.due}."},
        {"clauses.1.text": "Представить план в срок до {reports.schools.due}."},
    ),
    "O203": ({"issuer.place": ""}, {"issuer.place": "г. Заречный"}),
    "O204": (
        {"clauses.2.text": "Контроль оставляю за собой."},
        {"clauses.2.text": "Контроль оставляю за собой.", "distribution": [{"to": "школы", "copies": "schools"}]},
    ),
    "O205": ({"seminars.text": "Семинары {number_of_them}"}, {"seminars.text": "Семинары {school_year} года"}),
    "O206": (
        {"people.zueva": {"name": "Жук О.П."}, "clauses.2.text": "Ознакомить {people.zueva:accusative}."},
        {
            "people.zueva": {"name": "Жук О.П.", "gender": "female"},
            "clauses.2.text": "Ознакомить {people.zueva:accusative}.",
        },
    ),
    "O301": (
        {"roadmaps.0.directions.1.title": "Работа со  школами"},
        {"roadmaps.0.directions.1.title": "Работа с детьми"},
    ),
    "O302": ({"roadmaps.0.directions.1.number": "2"}, {"roadmaps.0.directions.1.number": ""}),
    "O303": ({"roadmaps.0.directions.1.emphasis": "bold"}, {"roadmaps.0.directions.1.emphasis": "plain"}),
    "O304": ({"seminars.responsible": "Отдел образования"}, {"seminars.responsible": "Отдел образования, школы"}),
    "O305": ({"know.bullets": ["читать;", "писать."]}, {"know.bullets": ["читать."]}),
    "O306": ({"meeting.number": "1.3"}, {"meeting.number": "2.1", "monitoring.number": "2.2", "results.number": "3"}),
    "O307": (
        {"seminars.text": "Участие в мероприятиях регионального уровня:\n- форум.\n- муниципальный семинар."},
        {
            "seminars.text": "Участие в мероприятиях регионального уровня:\n- форум.\nмуниципального уровня:\n"
            "- муниципальный семинар."
        },
    ),
    "O308": ({"seminars.audience": "50% школ района (кластера)"}, {"seminars.audience": "50% школ (в том числе 2)"}),
    "O309": (
        {"seminars.text": "Обучение педагогических работников", "seminars.audience": "75% учителей"},
        {"seminars.text": "Обучение учителей", "seminars.audience": "75% учителей"},
    ),
    "O310": (
        {"seminars.text": "высокий уровень школьных дефицитов", "meeting.text": "низкий уровень школьных дефицитов"},
        {"seminars.text": "высокий уровень школьных дефицитов", "meeting.text": "высокого уровня школьных дефицитов"},
    ),
    "O401": (
        {
            "seminars.text": "риски снижения учебных результатов",
            "meeting.text": "риски снижения учебных результатов",
            "results.text": "риски снижения учебных ресурсов",
        },
        {
            "seminars.text": "риски снижения учебных результатов",
            "meeting.text": "риски снижения учебных результатов",
            "results.text": "риски снижения учебного результата",
        },
    ),
    "O402": ({"seminars.text": "Работа на семинаре на семинаре"}, {"seminars.text": "Шаг за шагом"}),
    "O403": ({"know.text": "Ознакомить согласно приказа."}, {"know.text": "Ознакомить согласно приказу."}),
    "O404": (
        {"know.text": "Ознакомить с текстом данного приказа."},
        {"know.text": "Ознакомить с текстом настоящего приказа."},
    ),
    "O405": (
        {"seminars.text": "Обучение учащихся", "meeting.text": "Отбор обучающихся"},
        {"seminars.text": "Обучение обучающихся", "meeting.text": "Отбор обучающихся"},
    ),
    "O406": (
        {"roadmaps.0.title": "План мероприятий (дорожная карта)"},
        {"roadmaps.0.title": "План мероприятий («дорожная карта»)\nна год"},
    ),
    "O407": (
        {"clauses.2.text": PEOPLE, CLAUSE: "Поручить методисту {people.zueva:dative} работу."},
        {"clauses.2.text": PEOPLE, CLAUSE: "Поручить {people.zueva:dative}, методисту, работу."},
    ),
    "O408": ({"know.text": f"Ознакомить {'очень ' * 60}многих."}, {"know.text": f"Ознакомить {'их. Всех ' * 60}."}),
    "O409": (
        {"title": "Об адресной помощи школам", "acts.a5.text": "приказа «Об адресной поддержке школ»"},
        {"title": "Об адресной поддержке школ", "acts.a5.text": "приказа «Об адресной поддержке школ»"},
    ),
    "O501": ({"seminars.text": "Проверка ВСОКО"}, {"seminars.text": "Внутренняя оценка (далее – ВСОКО), учёт ВСОКО"}),
    "O502": (
        {"seminars.text": "Разбор ИОМ", "meeting.text": "Разбор ИМО"},
        {"seminars.text": "Разбор ИОМ", "meeting.text": "Разбор ГТО"},
    ),
    "O601": ({"acts.a5.text": "приказа «О школах"}, {"acts.a5.text": "приказа «О школах «Луч»»"}),
    "O602": ({"seminars.text": LIST.format("", "")}, {"seminars.text": LIST.format(";", ".")}),
    "O603": ({"seminars.text": "В мероприятиях: района:\nвот"}, {"seminars.text": "В 10:00 у нас: сбор"}),
    "O604": (
        {"seminars.responsible": "Отдел образования Школы"},
        {"seminars.responsible": "Отдел образования, Школы"},
    ),
    "O605": ({"know.text": "Ознакомить всех"}, {"know.text": "Ознакомить всех:"}),
    "O701": ({"date_line": "{date} г."}, {"date_line": "{date}"}),
    "O702": ({"appendix_mark.0": "от 30.10.2023г. № 1"}, {"appendix_mark.0": "от 30.10.2023 г. № 1"}),
    "O703": ({"number_line": "№{number}"}, {"number_line": "№ {number}"}),
    "O704": ({CLAUSE: "Утвердить план (приложение 1)."}, {CLAUSE: "Утвердить план (приложение № 1)."}),
    "O705": ({"title": "О плане МО - Заречный район"}, {"title": "О плане МО – Заречный район, «учитель-ученик»"}),
    "O706": ({"seminars.deadline": "ноябрь-декабрь 2024"}, {"seminars.deadline": "ноябрь – декабрь 2024"}),
    "O707": ({"seminars.text": "Планы /программы"}, {"seminars.text": "Планы/программы и планы / программы"}),
    "O708": ({"seminars.text": "Форум «Проект «Луч» школы»"}, {"seminars.text": "Форум «Проект „Луч“ школы»"}),
    "O709": (
        {"title": "О плане на 2024/2025 учебный год", "roadmaps.0.title": "План на 2024-2025 учебный год"},
        {"title": "О плане на 2024-2025 учебный год", "roadmaps.0.title": "План на 2024-2025 учебный год"},
    ),
    "O710": ({"seminars.deadline": "Ноябрь 2024"}, {"seminars.deadline": "IV квартал 2024"}),
    "O711": ({"seminars.text": "Семинары  для учителей"}, {"seminars.text": "Семинары, для учителей"}),
}


ELSEWHERE = ("O207", *(code for code in CATALOGUE if code[1] in "89"))
"""Codes that no order alone can bring: without the extra `names`; of a template or profile (test_order_template)."""


def test_every_code_has_an_example() -> None:
    """The examples and the catalogue name the same codes."""
    assert sorted(EXAMPLES) == sorted(set(CATALOGUE) - set(ELSEWHERE))


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"executor": None}, "исполнитель"),
        ({"clauses.2.text": "Контроль оставляю за собой."}, "кто знакомится с приказом или получает его"),
        ({"clauses.2.text": "Ознакомить всех.", "executor": None}, "исполнитель"),
        ({"clauses.2.text": "Контроль.", "acquaintance": {"blank_rows": 5}}, ""),
    ],
)
def test_only_what_is_missing_is_named(changes: Changes, seen: str) -> None:
    """Who prepared the order and who must know it are looked for in its requisites and its clauses."""
    assert "".join(one.seen for one in check_order(tiny(changes)) if one.code == "O204") == seen


def test_unclear_cases_say_what_to_write() -> None:
    """A name without a gender asks for it, one of two declensions and a title without a head noun for a stored form."""
    for person, hole, remedy in (
        ({"name": "Жук О.П."}, "people.zueva:genitive", "указать пол (gender: male или female) или готовую форму"),
        ({"name": "Калина О.П.", "gender": "female"}, "people.zueva:genitive", "(cases: genitive: …)"),
        ({"name": "Ильина О.П.", "post": "и, или"}, "people.zueva.post:dative", "(post_cases: dative: …)"),
    ):
        order = tiny({"people.zueva": person, "clauses.2.text": f"Ознакомить {{{hole}}}, {{{hole}}}."})
        (found,) = (one for one in check_order(order) if one.code == "O206")
        assert remedy in found.expected
        assert found.place.location == "people.zueva"
        assert "clauses.know" in found.place.item


def test_cases_are_not_checked_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without dictionaries the check says once that a case was not looked at; stored forms need none."""

    def nothing(*_: object) -> str:
        raise EnvironmentLacksError("no dictionary", reason="no_names")

    monkeypatch.setattr(cases, "in_case", nothing)
    order = tiny({"clauses.2.text": "Ознакомить {people.zueva:genitive} и {people.zueva:instrumental}."})
    assert codes(order) == ["O207"]
    assert "roadmapdocs[names]" in check_order(order)[0].expected
    assert codes(tiny({"clauses.2.text": "Сообщить {people.zueva:dative}. Ознакомить всех."})) == []


def test_the_small_order_is_clean() -> None:
    """Nothing at all is said of an order without a fault."""
    assert [str(found) for found in check_order(tiny({}))] == []


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_examples(code: str) -> None:
    """The first change brings the code, the second, a legitimate variant, does not."""
    broken, fine = EXAMPLES[code]
    assert code in codes(tiny(broken))
    assert code not in codes(tiny(fine))


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_findings_are_whole(code: str) -> None:
    """A remark has a place for people and one in the YAML, a proposal, and a sentence with nothing left to fill in."""
    (found, *_) = (one for one in check_order(tiny(EXAMPLES[code][0])) if one.code == code)
    assert found.place.item
    assert found.place.location or code == "O501"
    assert found.expected
    assert re.findall(r"\{(?:seen|expected)\}| {2}|\.\.", found.message) == []
    assert found.message.endswith(".")
    assert found.severity is CATALOGUE[code].severity


# --- the sentences ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_sentences(code: str) -> None:
    """Russian sentences and headings in «ёлочки», English ones without Cyrillic but for quoted words; plain holes."""
    kind = CATALOGUE[code]
    bare = re.sub(r"\{\w+\}", "", f"{kind.heading} {kind.ru}")
    assert re.findall(r"[A-Za-z\"“”„'`]", bare) == []
    assert kind.ru.endswith(".")
    assert not kind.heading.endswith(".")
    assert "Предлагаем: {expected}" in kind.ru
    assert re.findall(r"неверн|некорректн|недопустим|формат", kind.ru.lower()) == []
    names = [{part[1] for part in Formatter().parse(text) if part[1]} for text in (kind.ru, kind.en)]
    assert names[0] <= {"seen", "expected"}
    assert names[1] <= names[0]


# --- the oddities of № 159 ----------------------------------------------------------------------------------------

R, P = "roadmaps.risk", "roadmaps.prevention"
FOUND: dict[str, str] = {
    "A1 hyphen for a dash in the letterhead": "O705 issuer.letterhead",
    "A2 «г.» after digits": "O701 date_line; O701 clauses.duties.bullets[1]; O701 clauses.region-report.text; "
    "O701 appendix_mark",
    "A3 no blank before «г.»": "O702 appendix_mark",
    "A4 «№159», «(приложение 1)»": "O703 appendix_mark; O704 clauses.approve-risk.text; "
    "O704 clauses.approve-prevention.text",
    "A5 no place": "O203 issuer.place",
    "A6 «помощи … организаций»": "O403 title; O403 preamble",
    "A7 «2023/2024», «2023-2024»": "O709 title",
    "A9 title of № 45-ОД not closed": "O601 acts.a45",
    "A10 помощь, методическая помощь, поддержка": "O409 title",
    "A12 an act of the same day": "O113 acts.a45",
    "A13 a sentence of a hundred words": "O408 preamble",
    "A15 bullets, no numbers": "O305 clauses.duties.bullets",
    "A16 «в части касающейся»": "O403 clauses.duties.bullets[0]",
    "A17 «предоставить отчет»": "O404 clauses.duties.bullets[1]; O404 clauses.region-report.text",
    "A18 reports without a form": "O202 clauses.duties.bullets[1]; O202 clauses.region-report.text",
    "A19 report before rows": "O104 reports.schools.due; O104 reports.region.due; O105 reports.region.due",
    "A20 name before and after the post": "O407 clauses.responsibility.text",
    "A21 department long and short": "O407 clauses.responsibility.text",
    "A22 «данного», «настоящего приказа»": "O404 clauses.responsibility.text",
    "A23 title of the plan": f"O406 {R}.title; O406 {P}.title",
    "A24 «образовательных», «общеобразовательных»": f"O405 {R}.monitoring.text; O405 {P}.municipal-plan.text; "
    f"O405 {P}.school-plan.text; O405 {P}.monitoring.text",
    "A25 never expanded": "O501 ",
    "A26 no executor": "O204 clauses",
    "B1 two directions of one name": f"O301 {R}.directions.methods",
    "B2 «1», «3.»": f"O302 {R}.directions.methods; O302 {P}.directions.methods",
    "B3 emphasis": f"O303 {R}.directions; O303 {P}.directions",
    "B4 blank on one side of «/»": f"O707 {R}.columns.event; O707 {P}.columns.event; O707 {R}.school-plan.text",
    "B6 a plan approved after its approval": f"O111 {R}.municipal-plan.deadline; O111 {P}.municipal-plan.deadline",
    "B8 level and responsible": f"O304 {R}.briefings-attended.responsible",
    "B9 «ресурсов» for «результатов»": f"O401 {R}.local-acts.text",
    "B10 ФОР": f"O502 {R}.network-agreements.text",
    "B12 which year": f"O107 {R}.network-agreements.deadline; O107 {R}.regional-events.deadline; "
    f"O107 {R}.staff-in-events.deadline; O107 {P}.regional-events.deadline",
    "B13 capitals of deadlines": f"O710 {R}.monitoring.deadline; O710 {R}.network-agreements.deadline; "
    f"O710 {R}.regional-events.deadline; O710 {R}.staff-in-events.deadline; O710 {P}.regional-events.deadline",
    "B15 monitoring and its analysis in July": f"O109 {R}.monitoring.deadline; O109 {R}.monitoring-analysis.deadline; "
    f"O110 {R}.monitoring-analysis.deadline",
    "B16 two denominators": f"O308 {R}.regional-events.audience",
    "B17 ends of items": f"O602 {R}.regional-events.text; O602 {R}.staff-in-events.text",
    "B18 the same marks inside": f"O708 {R}.regional-events.text; O708 {R}.staff-in-events.text",
    "B19 two colons": f"O603 {R}.staff-in-events.text",
    "B20 a municipal seminar among regional events": f"O307 {R}.staff-in-events.text",
    "B21 schedules nobody attached": f"O108 {R}.regional-events.deadline; O108 {R}.staff-in-events.deadline; "
    f"O108 {P}.regional-events.deadline",
    "B22 ИМО, ИОМ": f"O502 {R}.teacher-routes.text; O502 {R}.teacher-routes.audience",
    "B23 «на основ»": f"O403 {R}.teacher-routes.audience",
    "B24 responsible in three ways": f"O405 {R}.mentoring.responsible",
    "B25 teachers for all the staff": f"O309 {R}.teacher-routes.audience",
    "B26 педагогов-, учителей-предметников": f"O405 {R}.mentoring.text",
    "B27 scales": f"O310 {R}.mentoring.text; O310 {R}.mentoring.audience",
    "B28 hyphens in ranges": f"O706 {R}.local-acts.deadline; O706 {R}.teacher-routes.deadline; "
    f"O706 {R}.mentoring.deadline",
    "B29 empty cells of 3.6": f"O201 {R}.digital-environment",
    "B30 last item without a full stop": f"O602 {R}.digital-environment.text",
    "B32 one set of schools in several ways": f"O405 {R}.monitoring.text; O405 {R}.monitoring-analysis.text; "
    f"O405 {R}.results-meeting.text; O405 {R}.results-meeting-attended.text",
}
"""What people found in the order and in appendix 1, and the remarks that say it."""

MISSED = {
    "A8": "«с кластерами …, утвержденных»: agreement over a distance needs a parser",
    "B5": "one column for five things: a matter of the model, not of wording",
    "B7": "«с руководителями ОО, функционирующими»: who functions, heads or schools, needs a parser",
    "B11": "«по организации и проведении»: government of a preposition over «и» needs a parser",
    "B14": "«Мониторинг ресурсных дефицитов» under monitoring of results needs the meaning",
    "B31": "teams are measured where collegial bodies act: needs the meaning",
}
"""What people found and we do not, with the reason. Not errors, by their own account: A11, A14."""

NOT_ERRORS = ("A11", "A14")

APPENDIX_2: dict[str, str] = {
    "a deadline before the school year": f"O101 {P}.results-webinar.deadline",
    "results before the monitoring": f"O103 {P}.results-webinar.deadline",
    "empty cells of 3.3": f"O201 {P}.staff-in-events",
    "repeated words": f"O402 {P}.seminars.audience",
    "«учеников» for «участников»": f"O401 {P}.regional-events.audience",
    "«неуспеваемости» for «неуспешности»": f"O401 {P}.council.text; O405 {P}.parent-consultations.text",
    "a lost comma": f"O604 {P}.seminars.responsible",
    "a quarter and a month": f"O114 {P}.seminars.deadline",
    "an institutional row of the department": f"O304 {P}.briefings-attended.responsible",
    "«;» among full stops": f"O602 {P}.staff-in-events.text",
    "the same marks inside": f"O708 {P}.regional-events.text; O708 {P}.staff-in-events.text",
    "a hyphen for a dash": f"O705 {P}.regional-events.audience",
    "hyphens in ranges": f"O706 {P}.monitoring-analysis.deadline; O706 {P}.pupil-trajectories.deadline; "
    f"O706 {P}.mentoring-pairs.deadline",
    "a register in July": f"O109 {P}.underachievers.deadline",
    "«траекторий» for routes": f"O405 {P}.pupil-trajectories.text",
}
"""What the same checks say of appendix 2."""

MORE: dict[str, str] = {
    "the last item of appendix 1, 3.3 without a full stop": f"O602 {R}.staff-in-events.text",
    "«учащихся», elsewhere «обучающихся»": f"O405 {R}.digital-environment.text",
}
"""True remarks that are on nobody's list."""

FALSE: dict[str, str] = {}
"""Remarks that should not be made; we know of none."""


def expected_marks() -> Counter[str]:
    """All remarks of the tables above."""
    tables = (FOUND, APPENDIX_2, MORE, FALSE)
    return Counter(mark.strip() for table in tables for marks in table.values() for mark in marks.split("; "))


def test_order_159_remark_by_remark(order_159) -> None:
    """Exactly these remarks: no oddity gets lost, and no new remark comes in unseen."""
    found = Counter(f"{one.code} {one.place.location}".strip() for one in check_order(order_159[0]))
    assert found == expected_marks()


def test_order_159_counted() -> None:
    """Of the 58 oddities of the order and of appendix 1 two are no errors; 50 are found, 6 missed, none is false."""
    ids = [name.split()[0] for name in FOUND]
    everything = {f"A{number}" for number in range(1, 27)} | {f"B{number}" for number in range(1, 33)}
    assert sorted([*ids, *MISSED, *NOT_ERRORS]) == sorted(everything)
    assert (len(ids), len(MISSED), len(FALSE)) == (50, 6, 0)


def test_the_report_dates_name_the_rows(order_159) -> None:
    """The report of the schools comes before two of their rows, that of the department before five."""
    rows = {found.address: found.expected for found in check_order(order_159[0]) if found.code == "O104"}
    assert "приложение 1, п. 2.4 («август 2024»)" in rows["reports.schools.due"]
    assert "приложение 2, п. 3.4" in rows["reports.schools.due"]
    said = " ".join(one.expected for one in check_order(order_159[0]) if one.address == "reports.region.due")
    assert [row for row in ("2.1", "2.2", "2.3", "2.4", "3.4") if f"п. {row} (" not in said] == []


def test_the_other_order_gives_almost_nothing() -> None:
    """The second bundled order has no error, one quarter that outlasts its report, and two reports without a form."""
    order = load_order(ROOT / "examples" / "zarechye-2024" / "order.yaml")
    assert codes(order) == ["O105", "O202", "O202", "O204", "O305"]


def test_gravest_first(order_159) -> None:
    """Remarks are sorted by severity, then by kind, then as they stand in the order."""
    found = check_order(order_159[0])
    keys = [(-one.severity, one.code) for one in found]
    assert keys == sorted(keys)
    rows = [one.place.item for one in found if one.code == "O706"]
    assert rows == sorted(rows)


# --- what must be left alone --------------------------------------------------------------------------------------

GUARDS: dict[str, tuple[Changes, tuple[str, ...]]] = {
    "a spaced command word": ({"preamble": "Во исполнение {acts.a5} п р и к а з ы в а ю"}, ()),
    "a municipality with a dash": ({"title": "О плане МО – Заречный район Приозёрной области"}, ("O501",)),
    "odd wording in an act of others": (
        {"acts.a5.text": "приказа от 02.09.2024г. №5 «О «помощи «школ» - и/или согласно приказа» данного приказа»"},
        (),
    ),
    "August of the school year": (
        {"seminars.deadline": "август 2025", "reports.schools.due": "2025-09-01"},
        (),
    ),
    "е for ё": ({"know.text": "Ознакомить всех с отчетами о школах; отчёт не нужен."}, ()),
    "two names of a ministry": (
        {
            "acts.a5.text": "приказа Департамента области по образованию от 02.09.2024 № 5, приказа Министерства "
            "образования области от 03.09.2024 № 6"
        },
        (),
    ),
    "a number without an index": ({"number": "159"}, ()),
    "Roman quarters": ({"seminars.deadline": "IV квартал 2024", "meeting.deadline": "I квартал 2025"}, ()),
    "«Отдел» with a capital": ({"know.text": "Ознакомить Отдел образования."}, ()),
    "an act without a place": ({"acts.a5.text": "приказа от 02.09.2024 № 5"}, ()),
}


@pytest.mark.parametrize("name", sorted(GUARDS))
def test_guards(name: str) -> None:
    """What careful editors leave alone brings no remark; nothing is ever said about a seal."""
    changes, allowed = GUARDS[name]
    assert [code for code in codes(tiny(changes)) if code not in allowed] == []


def test_guards_of_159(order_159) -> None:
    """The same in № 159: no remark quotes the ministry, a Roman quarter, «август 2024» or a title of an act."""
    for found in check_order(order_159[0]):
        assert found.seen not in ("август 2024", "I квартал 2024", "I полугодие 2024")
        assert "Министерств" not in found.seen
        assert "печат" not in found.message
        if found.place.location.startswith("acts."):
            assert found.code in ("O601", "O113")


# --- putting typography right -------------------------------------------------------------------------------------


def test_fix_is_idempotent(bundle) -> None:
    """What was put right stays; nothing of the kind is reported any more, but for a word «г.» that is too much."""
    fixed, changes = fix_typography(bundle[0])
    assert fix_typography(fixed) == (fixed, [])
    assert [change for change in changes if change.old == change.new] == []
    assert {"O702", "O703", "O705", "O706", "O707", "O708", "O711"} & set(codes(fixed)) == set()


def test_fix_keeps_the_meaning(bundle) -> None:
    """Deadlines mean the same days, the words are the same, acts, people, ids and indicators are untouched."""
    order = bundle[0]
    fixed, _ = fix_typography(order)
    for (_, before), (_, after) in zip(order.activities(), fixed.activities(), strict=True):
        assert deadline_of(order, before).windows == deadline_of(fixed, after).windows
        assert deadline_of(order, before).status == deadline_of(fixed, after).status
        assert (before.id, before.code, before.number, before.indicators) == (
            after.id,
            after.code,
            after.number,
            after.indicators,
        )
    assert letters(order) == letters(fixed)
    assert (order.acts, order.people, order.reports, order.indicators) == (
        fixed.acts,
        fixed.people,
        fixed.reports,
        fixed.indicators,
    )
    Order.model_validate(fixed.model_dump(by_alias=True))


def letters(order: Order) -> str:
    """All letters and digits of an order, without blanks and marks."""
    return re.sub(r"[\W_]", "", json.dumps(order.model_dump(mode="json"), ensure_ascii=False))


def test_fix_touches_only_its_lines(tmp_path: Path) -> None:
    """Saved onto the author's file, only the lines of changed values differ, comments stay, and it loads the same."""
    source = ROOT / "examples" / "ershichi-2023" / "order.yaml"
    fixed, changes = fix_typography(load_order(source))
    save_order(fixed, tmp_path / "fixed.yaml", onto=source)
    before, after = (path.read_text("utf-8").splitlines() for path in (source, tmp_path / "fixed.yaml"))
    assert load_order(tmp_path / "fixed.yaml") == fixed
    assert sum(one != other for one, other in zip(before, after, strict=True)) == len(changes)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("от {date}г. №{number}", "от {date} г. № {number}"),
        ("(школьной карты)/ программы", "(школьной карты) / программы"),
        ("ноябрь 2023 - май 2024", "ноябрь 2023 – май 2024"),
        ("10-15 октября", "10–15 октября"),
        ("в 2023-2024 учебном году", "в 2023-2024 учебном году"),
        ("«учитель-ученик», 01.06.2024-05.06.2024", "«учитель-ученик», 01.06.2024-05.06.2024"),
        ("Список:\n- первое;\n- второе", "Список:\n- первое;\n- второе"),
        ("«Проект «Луч» школы»", "«Проект „Луч“ школы»"),
        ("«Проект «Луч» школы", "«Проект «Луч» школы"),
        ("Слова  и , знаки", "Слова и, знаки"),
    ],
)
def test_fixes(text: str, right: str) -> None:
    """Each rule on a text of its own; what is no fault stays as it is."""
    fixed, _ = fix_typography(tiny({"seminars.text": text}))
    assert fixed.roadmaps[0].activities[0].text == right


PIECES = (
    "«",
    "»",
    "„",
    "“",
    " ",
    "  ",
    "-",
    " - ",
    "–",
    "/",
    "/ ",
    ":",
    ";",
    ".",
    ",",
    "(",
    ")",
    "№",
    "г.",
    "\n",
    "\n- ",
)
WORDS = (
    "ноябрь",
    "май 2024",
    "30.10.2023",
    "2023",
    "15",
    "ОО",
    "ИМО",
    "ИОМ",
    "50%",
    "школ",
    "{date}",
    "{nobody}",
    "МО",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=14).map("".join))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a cell, a clause's title or a mark, checks end and what is put right stays put right."""
    where = ("seminars.text", "seminars.deadline", "meeting.responsible", "meeting.level", "title", "issuer.name")
    order = tiny({**dict.fromkeys(where, text), "results.audience": text, "roadmaps.0.title": text})
    assert [found for found in check_order(order) if not found.expected] == []
    fixed, _ = fix_typography(order)
    assert fix_typography(fixed)[1] == []
    assert deadline_of(order, order.roadmaps[0].activities[0]).windows == (
        deadline_of(fixed, fixed.roadmaps[0].activities[0]).windows
    )


# --- the command line ---------------------------------------------------------------------------------------------


def run(*arguments: str) -> tuple[int, str]:
    """Run `roadmapdocs check` in a process of its own."""
    command = [sys.executable, "-m", "roadmapdocs", "check", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(command, env=environment, capture_output=True, check=False)
    return result.returncode, (result.stdout + result.stderr).decode()


def test_the_command(tmp_path: Path) -> None:
    """`check` lists remarks and ends with 1 for errors, 0 without; `--json` is for programs; `--fix` writes a file."""
    orders = {name: str(ROOT / "examples" / name / "order.yaml") for name in ("ershichi-2023", "zarechye-2024")}
    code, text = run(orders["ershichi-2023"])
    assert code == 1
    assert "Срок вне учебного года (O101)" in text
    assert "«июль 2023» -> «июль 2024»" in text
    assert run(orders["zarechye-2024"])[0] == 0
    code, text = run(orders["ershichi-2023"], "--json")
    rows = json.loads(text)
    assert code == 1
    assert {row["severity"] for row in rows} == {"error", "warning", "info"}
    assert rows[0]["address"] == "roadmaps.prevention.results-webinar.deadline"
    code, text = run(orders["ershichi-2023"], "--fix", "-o", str(tmp_path / "fixed.yaml"))
    assert (code, "Исправлено мест: 17." in text) == (1, True)
    assert fix_typography(load_order(tmp_path / "fixed.yaml"))[1] == []
    code, text = run(orders["ershichi-2023"], "--fix")
    assert (code, "--fix и -o" in text) == (2, True)


def test_the_list_is_short(order_159) -> None:
    """One wording is printed once with all its places; no line is wider than a page; nothing is lost."""
    found = check_order(order_159[0])
    lines = list(remark_lines(found))
    assert max(map(len, lines)) <= 100
    assert len(lines) < 3 * len(found)
    assert sum(line.count(f"({code})") for code in CATALOGUE for line in lines) == len({one.code for one in found})
    assert list(remark_lines([])) == ["Замечаний: 0 (ошибок 0, предупреждений 0, к сведению 0)."]


def test_changes_are_shown(order_159) -> None:
    """Every change is printed with its place, before and after."""
    lines = list(change_lines(fix_typography(order_159[0])[1]))
    assert lines[0] == "Исправлено мест: 17."
    assert sum("было:" in line for line in lines) == sum("стало:" in line for line in lines) == 17


def test_severities() -> None:
    """Errors are what cannot be carried out or printed as signed; a matter of taste is never more than information."""
    errors = {code for code in EXAMPLES if CATALOGUE[code].severity is Severity.ERROR}
    assert errors == {"O101", "O102", "O103", "O104", "O112", "O201", "O205", "O206", "O306", "O402", "O601"}
