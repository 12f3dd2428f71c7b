"""The catalogue of findings: every code has an example that brings it and one that does not; its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest

import inbox
import test_checks
from roadmapdocs.campaign import Campaign
from roadmapdocs.collect import collect
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.findings import CATALOGUE, Place, Severity, finding
from roadmapdocs.forms.pupil_register import pupil_register
from roadmapdocs.forms.report import report_form
from roadmapdocs.forms.vocabulary import STATUSES
from roadmapdocs.model.form import (
    Blank,
    Choice,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Form,
    Limits,
    NotAbove,
    Reference,
    RequiredIf,
    Row,
    SameAs,
    Table,
)
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import Refused
from roadmapdocs.writers import write_form, write_register
from test_collect import returned

# --- examples: grids laid on a form -----------------------------------------------------------------------------

CODE, PRINTED, INPUT = ColumnKind.CODE, ColumnKind.PRINTED, ColumnKind.INPUT
PLAN = Table(
    id="plan",
    title="План",
    columns=tuple(
        Column(id=name, caption=caption, kind=kind, width=1)
        for name, caption, kind in (
            ("code", "Код", CODE),
            ("event", "Мероприятие", PRINTED),
            ("status", "Статус", INPUT),
            ("day", "Дата", INPUT),
            ("part", "Обучено", INPUT),
            ("whole", "Всего", INPUT),
            ("words", "Документ", INPUT),
        )
    ),
    rows=(
        Row(
            id="A1",
            code="А1",
            printed={"event": "Семинар"},
            fields={
                "status": Field(type=FieldType.CHOICE, caption="Статус", choices=STATUSES, required=True),
                "day": Field(type=FieldType.DATE, caption="Дата", prompt="дата"),
                "part": Field(type=FieldType.INTEGER, caption="Обучено", limits=Limits(minimum=0, maximum=50)),
                "whole": Field(type=FieldType.INTEGER, caption="Всего"),
                "words": Field(type=FieldType.TEXT, caption="Документ", limits=Limits(max_length=10)),
            },
        ),
        Row(
            id="A2",
            code="А2",
            printed={"event": "Всё"},
            fields={"whole": Field(type=FieldType.INTEGER, caption="Всего")},
        ),
    ),
)
REASONS = Table(
    id="reasons",
    title="Причины",
    columns=tuple(
        Column(id=name, caption=caption, kind=kind, width=1)
        for name, caption, kind in (("code", "Код", CODE), ("row", "Код строки", INPUT), ("reason", "Причина", INPUT))
    ),
    rows=(
        Row(
            id="R1",
            code="Р1",
            fields={
                "row": Field(type=FieldType.CHOICE, caption="Код строки", choices=(Choice(id="A1", label="А1"),)),
                "reason": Field(type=FieldType.TEXT, caption="Причина", prompt="что помешало"),
            },
        ),
    ),
)
FORM = Form(
    blank=Blank(
        kind="R",
        revision=1,
        campaign="30R7",
        title="Отчёт",
        due=date(2024, 7, 1),
        tables=(PLAN, REASONS),
        reference=Reference(table="reasons", names="row"),
        rules=(
            RequiredIf(field="A1.reason", when="A1.status", values=("partial",)),
            NotAbove(field="A1.part", other="A1.whole"),
            SameAs(field="A1.whole", other="A2.whole"),
        ),
        dated=date(2023, 10, 30),
    ),
    respondent=School(code="07", short_name="Ершичская СШ"),
    printed_key="30R7R01070",
)

HEAD = "| Код | Мероприятие | Статус | Дата | Обучено | Всего | Документ |"
REASON = "\nПричины\n| Код | Код строки | Причина |\n| Р1 | {} | {} |"
CLEAN = f"{HEAD}\n| А1 | Семинар | выполнено | 05.10.2023 | 5 | 7 | приказ |\n| А2 | Всё |  |  |  | 7 |  |"

GRIDS: dict[str, tuple[str, str]] = {
    "E201": (CLEAN.replace("| 5 |", "| пять |"), CLEAN.replace("| 5 |", "| 5 чел. |")),
    "E208": (CLEAN.replace("| 5 |", "| 5 % |"), CLEAN.replace("| 5 |", "| 5,0 |")),
    "E202": (CLEAN.replace("05.10.2023", "в октябре"), CLEAN.replace("05.10.2023", "5 октября 2023 г.")),
    "E203": (CLEAN.replace("выполнено", "почти"), CLEAN.replace("выполнено", "исполнено")),
    "E204": (CLEAN.replace("выполнено", ""), CLEAN.replace("05.10.2023", "")),
    "E205": (CLEAN.replace("| 5 |", "| -1 |"), CLEAN.replace("| 5 |", "| 0 |")),
    "E206": (CLEAN.replace("приказ", "приказ № 45"), CLEAN.replace("приказ", "приказ № 4")),
    "E301": (
        CLEAN.replace("выполнено", "частично"),
        CLEAN.replace("выполнено", "частично") + REASON.format("А1", "ремонт"),
    ),
    "E302": (CLEAN.replace("| 5 |", "| 8 |"), CLEAN.replace("| 5 |", "| 7 |")),
    "E303": (CLEAN.replace("|  | 7 |", "|  | 9 |"), CLEAN.replace("|  | 7 |", "|  | н/п |")),
    "W401": (f"{CLEAN}\nСпасибо за внимание", f"{CLEAN}\nПричины"),
    "W402": (CLEAN.replace("Семинар", "Семинары"), CLEAN.replace("Семинар", "  Семинар")),
    "W403": (CLEAN.replace("05.10.2023", "05.10.2023 {A2.whole}"), CLEAN.replace("05.10.2023", "05.10.2023 {A1.day}")),
    "W404": (CLEAN, CLEAN + REASON.format("", "")),
    "W405": (
        f"{CLEAN}\n{HEAD}\n| А1 | Семинар | выполнено | 06.10.2023 | 5 | 7 | приказ |",
        f"{CLEAN}\n{HEAD}\n| А1 | Семинар | выполнено | 05.10.2023 | 5 | 7 | приказ |",
    ),
    "W406": (CLEAN.replace("приказ", "при\x02каз"), CLEAN.replace("приказ", "при\u200bказ")),
    "W418": (CLEAN.replace(f"{HEAD}\n", "", 1), CLEAN),
    "W419": (CLEAN.partition("\n")[0] + REASON.format("", ""), CLEAN + REASON.format("", "")),
    "W407": (CLEAN + REASON.format("", "ремонт"), CLEAN + REASON.format("А1", "ремонт")),
}

# --- examples: files that came into a campaign ------------------------------------------------------------------

ORDER, SCHOOLS = load_example("zarechye-2024")
OTHER_ORDER, OTHER_SCHOOLS = load_example("ershichi-2023")
STRANGER = SCHOOLS[0].model_copy(update={"code": "99", "short_name": "Чужая СШ"})
NEXT_REVISION = ORDER.model_copy(
    update={"report_form": ORDER.report_form.model_copy(update={"revision": ORDER.report_form.revision + 1})}
)


def empty() -> bytes:
    """The form of the first school, as it was sent."""
    return write_form(report_form(ORDER, SCHOOLS[0]), "docx")


def sent() -> bytes:
    """The same form with answers."""
    return type_into(empty(), clean_answers(report_form(ORDER, SCHOOLS[0]), ORDER.school_year))


def mistyped() -> bytes:
    """The same form with one symbol of its key retyped on every page, and nothing left in its properties."""
    return without_key(lambda key: key[:-1] + ("0" if key[-1] != "0" else "1"))


def unnamed_order() -> bytes:
    """A form to another order, whose line about its order is lost."""
    content = write_form(report_form(OTHER_ORDER, OTHER_SCHOOLS[0]), "docx")
    return replaced(content, f"№ {OTHER_ORDER.number}", "№")


def without_key(instead: Callable[[str], str] = lambda _: "") -> bytes:
    """The same form with its key taken out everywhere, or something else in its place."""
    key = report_form(ORDER, SCHOOLS[0]).printed_key
    return replaced(sent(), key, instead(key))


def register_of_pupils() -> bytes:
    """The register of underachievers, which stays in the school."""
    register = pupil_register(OTHER_ORDER, OTHER_SCHOOLS[0])
    assert register is not None
    return write_register(register, "docx")


def pupils_by_name() -> bytes:
    """A file that is no form and names three pupils."""
    words = "Ученики: Барсуков Илья (5 кл.), Ежова Ксения (7 кл.), Рысев Тимофей (7 кл.)"
    content = inbox.filled(ORDER, SCHOOLS[0], "docx", inbox.closing(ORDER, SCHOOLS[0], words))
    return replaced(content, report_form(ORDER, SCHOOLS[0]).printed_key, "")


def replaced(content: bytes, old: str, new: str) -> bytes:
    """The package with a text replaced in all parts."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return packed.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "E101": ("Отчёт сдан".encode, sent),
    "E102": (without_key, sent),
    "E103": (unnamed_order, sent),
    "E112": (register_of_pupils, sent),
    "E113": (pupils_by_name, sent),
    "E106": (empty, sent),
    "E109": (mistyped, sent),
    "E110": (lambda: write_form(report_form(OTHER_ORDER, OTHER_SCHOOLS[0]), "docx"), sent),
    "E104": (lambda: write_form(report_form(ORDER, STRANGER), "docx"), sent),
    "E105": (lambda: write_form(report_form(NEXT_REVISION, SCHOOLS[0]), "docx"), sent),
}

NOWHERE: tuple[str, ...] = ()
"""Codes that nothing brings yet; the day something does, this test wants their example."""


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A campaign of the smaller bundled order."""
    return Campaign.create(tmp_path_factory.mktemp("кампания") / "отчёты", order=ORDER, schools=SCHOOLS)


def codes_of(text: str) -> list[str]:
    """Return the codes of the findings about a returned grid."""
    return [found.code for found in collect(returned(text), FORM).findings]


def test_every_code_has_an_example() -> None:
    """The tables of this page and the catalogue name the same codes."""
    elsewhere = (*test_checks.ELSEWHERE, *test_checks.IN_PLANS)
    assert sorted([*GRIDS, *FILES, *NOWHERE, *test_checks.EXAMPLES, *elsewhere]) == sorted(CATALOGUE)


def test_codes_that_nothing_brings() -> None:
    """A code without an example is indeed used nowhere in the package."""
    package = Path(__file__).resolve().parents[1] / "src" / "roadmapdocs"
    sources = {path.name: path.read_text("utf-8") for path in package.rglob("*.py") if path.parent.name != "findings"}
    assert [(code, name) for code in NOWHERE for name, text in sources.items() if code in text] == []


@pytest.mark.parametrize("code", sorted(GRIDS))
def test_examples_of_answers(code: str) -> None:
    """The first grid brings the code once and nothing else that is new; the second, a legitimate variant, does not."""
    broken, fine = GRIDS[code]
    usual = {"W419": ["E204"]}.get(code, ["W404"] if "Р1" not in broken else [])
    assert sorted(codes_of(broken)) == sorted({code, *usual})
    assert code not in codes_of(fine)
    assert [one for one in codes_of(fine) if one.startswith("E")] == []


@pytest.mark.parametrize("code", sorted(FILES))
def test_examples_of_files(code: str, campaign: Campaign, tmp_path: Path) -> None:
    """The first file is refused with the code; the second is read."""
    broken, fine = FILES[code]
    (tmp_path / "отчёт.docx").write_bytes(broken())
    (refused,) = campaign.read_file(tmp_path / "отчёт.docx")
    assert isinstance(refused, Refused)
    assert (refused.finding.code, str(refused.finding.place)) == (code, "отчёт.docx")
    (tmp_path / "отчёт.docx").write_bytes(fine())
    assert [isinstance(one, Refused) for one in campaign.read_file(tmp_path / "отчёт.docx")] == [False]


# --- the sentences ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_sentences_are_russian(code: str) -> None:
    """No Latin words but names of formats, «ёлочки» in pairs, a full stop at the end, never «неверный формат»."""
    text = CATALOGUE[code].ru
    bare = re.sub(r"\{\w+\}", "", text)
    assert set(re.findall(r"[A-Za-z]+", bare.replace(".docx", "").replace(".xlsx", ""))) == set()
    assert re.findall("[\"“”„'`]", text) == []
    assert [re.sub("[^«»]", "", text).replace("«»", "")] == [""]
    assert text.endswith((".", "{expected}."))
    assert text[0].isupper()
    assert "  " not in text
    assert re.findall(r"неверн|некорректн|недопустим|формат", text.lower()) == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_placeholders(code: str) -> None:
    """Only `{seen}` and `{expected}` are put in, plainly; the English sentence asks for no more than that."""
    kind = CATALOGUE[code]
    names = [{part[1:] for part in Formatter().parse(text) if part[1] is not None} for text in (kind.ru, kind.en)]
    assert names[0] <= {("seen", "", None), ("expected", "", None)}
    assert names[1] <= names[0]
    assert re.findall("[А-Яа-яЁё]", kind.en) == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_the_letter_is_the_severity(code: str) -> None:
    """E is an error, W a warning, I a piece of information; three digits follow."""
    assert re.fullmatch(r"[EWI]\d{3}", code) is not None
    assert CATALOGUE[code].severity is {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}[code[0]]


def test_severities_in_words() -> None:
    """Severities are ordered, and have a word for people."""
    assert [severity.russian for severity in sorted(Severity)] == ["к сведению", "предупреждение", "ошибка"]


# --- one finding ------------------------------------------------------------------------------------------------


def test_a_finding_quotes_what_it_saw() -> None:
    """What was seen stands in the sentence on one line, cut if long, and whole beside it; braces are text."""
    place = Place("отчёт.docx", "таблица 1, строка 2", "А1", "Дата")
    found = finding("E202", place, seen="{seen} в\nоктябре", address="A1.day")
    assert found.message.startswith("Указано «{seen} в октябре», нужна дата, например 15.03.2024.")
    assert (found.seen, found.address, found.severity) == ("{seen} в\nоктябре", "A1.day", Severity.ERROR)
    long = finding("W401", place, seen="слово " * 100)
    assert f"Текст «{('слово ' * 100)[:160].rstrip()}…» стоит" in long.message
    assert long.seen == "слово " * 100


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        (Place("отчёт.docx", "таблица 1, строка 2", "А1", "Дата"), "А1, графа «Дата» (таблица 1, строка 2)"),
        (Place("отчёт.docx", "таблица 1, строка 2", "А1"), "А1 (таблица 1, строка 2)"),
        (Place("отчёт.docx", "", "А1", "Дата"), "А1, графа «Дата»"),
        (Place("отчёт.docx", "абзац 5"), "абзац 5"),
        (Place("отчёт.docx"), "отчёт.docx"),
        (Place(), ""),
    ],
)
def test_places(place: Place, printed: str) -> None:
    """A place is named by what the form calls it, then where it stands; only without both by its file."""
    assert str(place) == printed
    found = finding("E102", place)
    assert str(found) == (f"{printed}: {found.message}" if printed else found.message)


@pytest.mark.parametrize("code", sorted(GRIDS))
def test_messages_are_whole_sentences(code: str) -> None:
    """A finding that an example brings has nothing left to fill in, and ends as a sentence does."""
    (found,) = (one for one in collect(returned(GRIDS[code][0]), FORM).findings if one.code == code)
    assert re.findall(r"[{}]|«»|: \.| {2}|\.\.", found.message) == []
    assert found.message[-1] == "."
    assert str(found.place) != ""
