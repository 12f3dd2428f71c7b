"""The sheet «Проверка»: formulas judge what people type as our rules do, in every program; nothing typed is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from roadmapdocs.forms.key import format_key
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.forms.school_roadmap import school_roadmap_forms
from roadmapdocs.model.form import (
    Blank,
    Field,
    FieldType,
    Form,
    FormKey,
    Limits,
    NotAbove,
    Required,
    RequiredIf,
    SameAs,
    Value,
)
from roadmapdocs.model.school import School
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import read_form
from roadmapdocs.rules import EVALUATORS
from roadmapdocs.rules.checks import checks_of
from roadmapdocs.rules.excel import BUILDERS
from roadmapdocs.rules.words import IN_REPORT, PROGRESS, REMEDY, SHEET, TITLE, TOTAL, is_printed_check
from roadmapdocs.writers import write_form
from roadmapdocs.writers.form.xlsx_layout import lay_out
from test_engine import ENGINE, SAVE
from test_rules import NUMBER, STATUS, WORDS, blank

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*(extension is not supported|DrawingML support):UserWarning")
"""What openpyxl says of files that the ONLYOFFICE engine saved."""

Typed = Mapping[str, Value | float]
"""What is typed into the cells, by address; a text stays a text."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EPOCH = date(1899, 12, 30)
CODES = {"E201", "E202", "E203", "E204", "E205", "E206", "E208", "E301", "E302", "E303"}
FUNCTIONS = {
    *("ABS", "AND", "CHAR", "DATE", "DAY", "EXACT", "FALSE", "FIND", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER"),
    *("LEFT", "LEN", "LOWER", "MID", "MONTH", "NOT", "OR", "REPT", "RIGHT", "ROW", "SUBSTITUTE", "SUM"),
    *("SUMPRODUCT", "TEXT", "TRIM", "TRUE", "VALUE"),
}
"""What Excel 2010, LibreOffice 7 and ONLYOFFICE all have, and none of it needs an array formula."""

DAY = Field(type=FieldType.DATE, caption="Когда", limits=Limits(minimum=date(2023, 7, 1), maximum=date(2024, 8, 31)))
SMALL = blank(
    RequiredIf(field="A1.day", when="A1.status", values=("done",)),
    RequiredIf(field="A1.reason", when="A1.status", values=("partial",)),
    RequiredIf(field="A2.reason", when="A2.status", values=("partial", "done")),
    NotAbove(field="A1.n", other="A1.d"),
    SameAs(field="A1.d", other="A2.d"),
    SameAs(field="A1.status", other="A2.status"),
    Required(field="A2.words"),
    status=STATUS.model_copy(update={"required": True}),
    n=NUMBER.model_copy(update={"limits": Limits(minimum=0, maximum=400)}),
    day=DAY,
    words=WORDS.model_copy(update={"limits": Limits(max_length=30)}),
)
"""A form with every rule and every type, and a table of reasons that answers for its rows."""

FINE: Typed = {
    "A1.status": "частично",
    "A1.n": 3,
    "A1.d": 5,
    "A1.day": date(2024, 3, 15),
    "A1.words": "слово",
    "A2.status": "частично",
    "A2.n": 0,
    "A2.d": 5,
    "A2.words": "слово",
    "R1.activity": "А1",
    "R1.reason": "ремонт",
    "R2.activity": "А2",
    "R2.reason": "карантин",
}
"""Breaks no rule."""

BREAKAGES: dict[str, tuple[Typed, list[tuple[str, str]]]] = {
    "required": ({"A2.words": ""}, [("A2.words", "E204")]),
    "required, blanks": ({"A2.words": " \u00a0\n"}, [("A2.words", "E204")]),
    "required if": ({"A1.status": "выполнено", "A2.status": "выполнено", "A1.day": ""}, [("A1.day", "E204")]),
    "reason": ({"R1.reason": ""}, [("A1.reason", "E301")]),
    "reason of another row": ({"R2.activity": "А1"}, [("A2.reason", "E301")]),
    "not above": ({"A1.n": 6}, [("A1.n", "E302")]),
    "same number": ({"A2.d": 6}, [("A1.d", "E303")]),
    "same choice": ({"A1.status": "выполнено"}, [("A1.status", "E303")]),
    "number too great": ({"A2.n": 401}, [("A2.n", "E205")]),
    "day too early": ({"A1.day": date(2023, 6, 30)}, [("A1.day", "E205")]),
    "day too late": ({"A1.day": date(2024, 9, 1)}, [("A1.day", "E205")]),
    "text too long": ({"A1.words": "я" * 31}, [("A1.words", "E206")]),
    "no number": ({"A2.n": "несколько"}, [("A2.n", "E201")]),
    "half a number": ({"A2.n": 2.5}, [("A2.n", "E201")]),
    "no day": ({"A1.day": "весной"}, [("A1.day", "E202")]),
    "no choice": ({"A2.status": "*"}, [("A2.status", "E203")]),
    "nothing": ({}, []),
    "spelt otherwise": ({"A1.n": "3", "A1.d": "5", "A1.status": "ЧАСТИЧНО.", "A1.day": "15.03.2024 г."}, []),
}
"""One mistake each: what is typed over the fine answers, and the one finding it makes."""

ODD: dict[FieldType, list[Value | float]] = {
    FieldType.INTEGER: ["несколько", "12,5", 2.5, -1, 401, "н/п", "х", "17", "1 200", "50%", "  ", 10**15],
    FieldType.DATE: [
        *("весной", "15.03.2024", "15.03.2024 г.", "15 марта 2024", "«15» августа 2024 года", "2024-03-15"),
        *("31.02.2024", "не применимо", "15/3/24", 60, date(2001, 1, 1), "1.2.3.4", "н/п."),
    ],
    FieldType.CHOICE: ["выполнено", "ВЫПОЛНЕНО.", " частично ", "?", "*", "done", "нечто иное", "А1", "а2"],
    FieldType.TEXT: ["слово", "=1+1", "*", " ", "я" * 31, "a\tб", "0042"],
}


def addressed(form_blank: Blank) -> Form:
    """A blank addressed to an invented school, nothing known of it."""
    key = FormKey(campaign=form_blank.campaign, kind="R", revision=1, respondent="07")
    return Form(blank=form_blank, respondent=School(code="07", short_name="Школа № 7"), printed_key=format_key(key))


def values_of(field: Field) -> st.SearchStrategy[Value | float]:
    """What may be typed into the cell of a field: typed values, and what people leave there instead."""
    sure: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.INTEGER: st.integers(0, 12),
        FieldType.DATE: st.dates(date(2023, 6, 1), date(2024, 9, 30)),
        FieldType.CHOICE: st.sampled_from([choice.label for choice in field.choices] or [""]),
        FieldType.TEXT: st.text("аб яё", max_size=40),
    }
    return st.one_of(sure[field.type], sure[field.type], st.sampled_from(ODD[field.type]))


def typings(of: Blank) -> st.SearchStrategy[dict[str, Value | float]]:
    """What may be typed into a form; each cell may stay empty."""
    cells = {address: values_of(field) for address, field in of.fields.items()}
    return st.fixed_dictionaries({}, optional=cells)  # type: ignore[arg-type]


def made_up(of: Blank, number: int) -> list[dict[str, Value | float]]:
    """The same made-up typings every time."""
    made: list[dict[str, Value | float]] = []

    @seed(159)
    @settings(max_examples=number, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(typings(of))
    def gather(typed: dict[str, Value | float]) -> None:
        made.append(typed)

    gather()
    return made[:number]


# --- typing, and reading what the formulas say ------------------------------------------------------------------


def type_into(content: bytes, form: Form, typed: Typed) -> bytes:
    """Put values into the cells of a form as spreadsheets store them; the stored results of formulas stay stale."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    sheet = etree.fromstring(parts[name])
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{MAIN}c")}
    for address, reference in references(form.blank).items():
        if address in typed:
            put(cells[reference], typed[address])
    parts[name] = etree.tostring(sheet)
    saved = BytesIO()
    with ZipFile(saved, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return saved.getvalue()


@cache
def references(of: Blank) -> dict[str, str]:
    """The input cells by address."""
    cells = lay_out(of, ()).cells
    return {cell.address: f"{get_column_letter(cell.first)}{cell.row}" for cell in cells if cell.address}


def put(cell: etree._Element, value: Value | float) -> None:
    """Store one value in a cell; an empty text empties it."""
    cell[:] = []
    cell.attrib.pop("t", None)
    if isinstance(value, date):
        value = (value - EPOCH).days
    if isinstance(value, str):
        if value:
            cell.set("t", "inlineStr")
            text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
            text.text = value
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    else:
        etree.SubElement(cell, f"{MAIN}v").text = repr(value)


def reckoned(content: bytes, form: Form) -> tuple[Workbook, Counter[tuple[str, str]]]:
    """The workbook with the results of its formulas, and the checks that they find broken."""
    book = load_workbook(BytesIO(content), data_only=True)
    hidden = book["_check"]
    (column,) = (cell.column for cell in hidden[1] if cell.value == "broken")
    checks = checks_of(form.blank)
    flags = [hidden.cell(row, column).value for row in range(2, len(checks) + 2)]
    assert set(flags) <= {0, 1}
    return book, Counter((check.address, check.code) for check, flag in zip(checks, flags, strict=True) if flag)


def judged(content: bytes, form: Form) -> Counter[tuple[str, str]]:
    """What our reader finds wrong in the same file, as far as a workbook can tell."""
    found = [finding for finding in read_form(content, form).findings if finding.code in CODES]
    return Counter((finding.address, finding.code.replace("E208", "E201")) for finding in found)


def shown(book: Workbook, form: Form) -> dict[str, str]:
    """The verdicts that people see, by row."""
    ids = {row.code: row.id for _, row in form.blank.rows.values()}
    rows = book[SHEET].iter_rows(values_only=True)
    return {ids[row[0]]: str(row[2]) for row in rows if row[0] in ids and row[2]}


def assert_agrees(book: Workbook, broken: Counter[tuple[str, str]], form: Form) -> None:
    """What people see says what the checks say: the rows, how many mistakes, how many blanks."""
    wrong = {row for row, text in shown(book, form).items() if text.startswith(REMEDY)}
    assert wrong == {address.partition(".")[0] for address, _ in broken}
    gaps = sum(number for (_, code), number in broken.items() if code in ("E204", "E301"))
    sheet = book[SHEET]
    assert sheet["A2"].value == TOTAL.told(broken.total(), gaps, 0)
    filled, needed = map(int, re.findall(r"\d+", sheet["A3"].value))
    assert needed - filled == gaps
    assert sheet["A3"].value == PROGRESS.told(broken.total(), gaps, needed)
    assert IN_REPORT.told(broken.total(), gaps, needed) in [
        row[1] for row in book[form.blank.sheet].iter_rows(values_only=True)
    ]


# --- the closed set ---------------------------------------------------------------------------------------------


def test_every_rule_is_judged_twice() -> None:
    """Each rule of the closed set has an evaluator in Python and a formula."""
    assert set(BUILDERS) == set(EVALUATORS)


def test_every_rule_of_a_form_is_on_the_sheet(bundle) -> None:
    """Of each row there is one line; of each rule one check, of each typed field another; and no row is left out."""
    for form in forms_of(bundle):
        rows = {row.id for table in form.tables for row in table.asked_rows if row.fields}
        book = load_workbook(BytesIO(write_form(form, "xlsx")), data_only=True)
        assert set(shown(book, form)) == rows
        typed = [a for a, field in form.blank.fields.items() if field.type is not FieldType.TEXT]
        assert [c.address for c in checks_of(form.blank) if c.rule is None] == [
            address for row in form.blank.rows for address in typed if address.startswith(f"{row}.")
        ]


def forms_of(bundle) -> list[Form]:
    """The report form of a school, that of the department, and a school's own roadmap."""
    order, schools = bundle
    reports = [report_form(order, schools[0]), report_form(order, department_of(order))]
    return [*reports, school_roadmap_forms(order, schools[0])[0]]


def test_formulas_use_only_what_all_programs_have(bundle) -> None:
    """No function beyond the common ones, no array formula, no text too long for a formula."""
    books = [load_workbook(BytesIO(write_form(forms_of(bundle)[number], "xlsx"))) for number in (0, -1)]
    formulas = [c.value for book in books for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert all(isinstance(formula, str) and len(formula) < 8192 for formula in formulas)
    bare = [re.sub(r'"[^"]*"', "", formula) for formula in formulas]
    assert {name for formula in bare for name in re.findall(r"([A-Z][A-Z.]*)\(", formula)} <= FUNCTIONS
    literals = [text for formula in formulas for text in re.findall(r'"([^"]*)"', formula)]
    assert max(map(len, literals)) < 256


# --- the same verdicts ------------------------------------------------------------------------------------------


@pytest.mark.office
def test_formulas_judge_as_the_rules_do(order_159, office: Callable[..., list[Path]], tmp_path: Path) -> None:
    """Made-up typings and one breakage of each kind: after recalculation the formulas find what our reader finds.

    The files carry the results of the form as it was sent, so a program that did not recalculate would fail here.
    """
    small, (real, _, plan) = addressed(SMALL), forms_of(order_159)
    cases = [(small, typed, None) for typed in made_up(SMALL, 60)]
    cases += [(small, {**FINE, **over}, Counter(found)) for over, found in BREAKAGES.values()]
    cases += [(form, typed, None) for form in (real, plan) for typed in made_up(form.blank, 6)]
    files = []
    for number, (form, typed, _) in enumerate(cases):
        files.append(tmp_path / f"form{number:03}.xlsx")
        files[-1].write_bytes(type_into(write_form(form, "xlsx"), form, typed))
    for (form, typed, wanted), before, after in zip(
        cases, files, office(files, "xlsx", tmp_path / "after"), strict=True
    ):
        book, broken = reckoned(after.read_bytes(), form)
        expected = judged(before.read_bytes(), form)
        assert broken == expected, typed
        assert wanted is None or broken == wanted, typed
        assert_agrees(book, broken, form)
        if wanted is not None:
            stale = load_workbook(BytesIO(before.read_bytes()), data_only=True)
            assert shown(stale, form) != shown(book, form)


KNOWABLE = [
    name for name in BREAKAGES if name not in ("no number", "half a number", "no day", "no choice", "spelt otherwise")
]
"""The breakages by typed values, which a roster could know beforehand."""


@pytest.mark.parametrize("name", KNOWABLE)
def test_a_form_is_sent_with_its_verdicts(name: str) -> None:
    """Programs that do not reckon show what is stored: the verdicts that the known answers deserve."""
    form = addressed(SMALL)
    ids = {choice.label: choice.id for field in SMALL.fields.values() for choice in field.choices}
    over, found = BREAKAGES[name]
    known = {a: ids.get(v, v) if isinstance(v, str) else v for a, v in {**FINE, **over}.items() if v != ""}
    content = write_form(form.model_copy(update={"prefill": known}), "xlsx")
    assert judged(content, form) == Counter(found)
    assert_agrees(load_workbook(BytesIO(content), data_only=True), Counter(found), form)


def test_stored_verdicts_are_those_of_each_school(order_159) -> None:
    """Schools share a compiled form, but not its verdicts: an impossible staff is said of that school alone."""
    order, schools = order_159
    form = report_form(order, schools[0])
    known = {field.known_as: address for address, field in form.blank.fields.items() if field.known_as}
    wrong = form.model_copy(update={"prefill": {**form.prefill, known["staff"]: 100_001}})
    books = [load_workbook(BytesIO(write_form(one, "xlsx")), data_only=True) for one in (form, wrong, form)]
    verdicts = [shown(book, form) for book in books]
    row = known["staff"].partition(".")[0]
    assert [said[row] for said in verdicts] == ["верно", f"{REMEDY}допустимо от 0 до 100000", "верно"]
    assert verdicts[0] == verdicts[2]


# --- the way through other programs -----------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx")])
def test_the_check_survives_libreoffice(bundle, way, office: Callable[..., list[Path]], tmp_path: Path) -> None:
    """After re-saving, also by way of ODS, the formulas are there, give no error, and reckon the same verdicts."""
    form = forms_of(bundle)[0]
    content = write_form(form, "xlsx")
    files = [tmp_path / "form.xlsx"]
    files[0].write_bytes(content)
    for step, target in enumerate(way):
        files = office(files, target, tmp_path / str(step))
    assert_whole(content, files[0].read_bytes(), form)


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: the ONLYOFFICE engine was NOT tested")
def test_the_check_survives_the_engine(bundle, tmp_path: Path) -> None:
    """The engine of ONLYOFFICE and Р7-Офис keeps the formulas and reckons the same verdicts, in typed-in forms too."""
    small = addressed(SMALL)
    forms = [(form, write_form(form, "xlsx")) for form in (*forms_of(bundle), small)]
    typed = [(small, type_into(write_form(small, "xlsx"), small, values)) for values in made_up(SMALL, 12)]
    for number, (_, content) in enumerate((*forms, *typed)):
        (tmp_path / f"form{number}.xlsx").write_bytes(content)
    names = [str(tmp_path / f"form{number}.xlsx") for number in range(len(forms) + len(typed))]
    subprocess.run([sys.executable, "-c", SAVE, *names], check=True, capture_output=True, timeout=300)
    saved = [(tmp_path / f"saved{number}.xlsx").read_bytes() for number in range(len(names))]
    for (form, content), after in zip(forms, saved, strict=False):
        assert_whole(content, after, form)
    for (form, content), after in zip(typed, saved[len(forms) :], strict=True):
        assert reckoned(after, form)[1] == judged(content, form)


def assert_whole(before: bytes, after: bytes, form: Form) -> None:
    """Every formula is still one, none gives an error, and what people see is the same."""
    was, now = (formulas_of(content) for content in (before, after))
    assert now == was
    book, broken = reckoned(after, form)
    values = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [value for value in values if isinstance(value, str) and re.match(r"#[A-Z/0]+[!?]|#N/A", value)]
    assert broken == judged(before, form)
    assert shown(book, form) == shown(load_workbook(BytesIO(before), data_only=True), form)
    links = load_workbook(BytesIO(after))[SHEET]
    assert sum(1 for row in links.iter_rows() for cell in row if cell.hyperlink) == len(shown(book, form))


def formulas_of(content: bytes) -> set[tuple[str, str]]:
    """Where formulas stand."""
    book = load_workbook(BytesIO(content))
    return {(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.data_type == "f"}


# --- in a file that came back -----------------------------------------------------------------------------------


def test_the_sheet_is_neither_answer_nor_finding(bundle) -> None:
    """A form sent back as it is has blanks to report, but no text without a place and no answers from the sheet."""
    for form in forms_of(bundle):
        submission = read_form(write_form(form, "xlsx"), form)
        assert submission.unclaimed == ()
        assert {finding.code for finding in submission.findings} == {"E204"}


def test_text_typed_into_the_sheet_is_quoted(order_159) -> None:
    """What a school writes there, beside a verdict, over it, or under the table, becomes a finding with its place."""
    form = forms_of(order_159)[0]
    book = load_workbook(BytesIO(write_form(form, "xlsx")))
    sheet = book[SHEET]
    last = sheet.max_row
    sheet["E9"], sheet["C10"], sheet[f"B{last + 2}"] = "учтено", "исправьте: сами", "Замечаний нет"
    sheet["C14"] = f"{REMEDY}приказ № 5"
    saved = BytesIO()
    book.save(saved)
    submission = read_form(saved.getvalue(), form)
    assert set(submission.unclaimed) == {"учтено", "исправьте: сами", "Замечаний нет", f"{REMEDY}приказ № 5"}
    places = {f.seen: f.place.location for f in submission.findings if f.code == "W401"}
    assert places["учтено"] == f"{SHEET}!E9"


def test_the_words_of_the_sheet_are_no_answers_elsewhere(order_159) -> None:
    """«верно» typed beside the form is a text without a place; only on a line of the check is it ours."""
    form = forms_of(order_159)[0]
    book = load_workbook(BytesIO(write_form(form, "xlsx")))
    sheet = book["Отчёт"]
    sheet.cell(sheet.max_row + 2, 3).value = "верно"
    saved = BytesIO()
    book.save(saved)
    assert read_form(saved.getvalue(), form).unclaimed == ("верно",)


def test_verdicts_are_known_again(bundle) -> None:
    """Every remedy, alone and joined with others, is text of ours; one more word makes it the school's."""
    for form in forms_of(bundle):
        remedies = [check.remedy for check in checks_of(form.blank)]
        assert all(is_printed_check(REMEDY + remedy, form.blank) for remedy in remedies)
        assert is_printed_check(REMEDY + "; ".join(remedies[:4]), form.blank)
        assert not is_printed_check(REMEDY + remedies[0] + "; и ещё", form.blank)


# --- how it looks -----------------------------------------------------------------------------------------------


def test_links_lead_to_the_rows(order_159) -> None:
    """The arrow of a line leads to the first input cell of its row, and the line in the form to the check."""
    form = forms_of(order_159)[0]
    book = load_workbook(BytesIO(write_form(form, "xlsx")))
    first: dict[str, str] = {}
    for address, reference in references(form.blank).items():
        first.setdefault(address.partition(".")[0], f"'Отчёт'!{reference}")
    ids = {row.code: row.id for _, row in form.blank.rows.values()}
    rows = [row for row in book[SHEET].iter_rows() if row[3].hyperlink]
    assert {ids[row[0].value]: row[3].hyperlink.location for row in rows} == first
    (line,) = [cell for row in book["Отчёт"].iter_rows() for cell in row if cell.hyperlink]
    assert line.hyperlink.location == f"'{SHEET}'!A1"


def test_only_the_form_is_in_the_print_area(order_159) -> None:
    """The form prints from its first to its last cell; the check is a sheet of its own, locked, without the key."""
    form = forms_of(order_159)[0]
    content = write_form(form, "xlsx")
    book = load_workbook(BytesIO(content))
    layout = lay_out(form.blank, form.prefill)
    area = f"'Отчёт'!$B$1:${get_column_letter(layout.last_column)}${layout.last_row}"
    assert book["Отчёт"].print_area == area
    assert book.sheetnames[:2] == ["Отчёт", SHEET]
    assert all(cell.protection.locked for row in book[SHEET].iter_rows() for cell in row)
    assert book[SHEET].protection.sheet
    assert book[SHEET]["A1"].value == TITLE
    assert len([p for p in read_blocks(content).paragraphs if form.printed_key in p.text]) == 2


def test_rows_that_are_found_wanting_are_coloured(order_159) -> None:
    """Two rules colour exactly the code cells, by names that lead to what the hidden sheet counts."""
    form = forms_of(order_159)[0]
    book = load_workbook(BytesIO(write_form(form, "xlsx")))
    codes = {row.code for _, row in form.blank.rows.values()}
    (areas,) = {str(part.sqref) for part in book["Отчёт"].conditional_formatting}
    assert {book["Отчёт"][area.partition(":")[0]].value for area in areas.split()} == codes
    rules = [rule.formula[0] for part in book["Отчёт"].conditional_formatting for rule in part.rules]
    assert [name for rule in rules for name in ("check_slips", "check_gaps") if name in rule] == [
        "check_slips",
        "check_gaps",
    ]
    assert {"check_rows", "check_slips", "check_gaps"} <= set(book.defined_names)


def test_documents_with_the_check_keep_to_the_standard(validate: Callable[[dict[str, bytes]], None]) -> None:
    """A form with every rule, empty and filled in, is valid against the ECMA-376 schemas."""
    form = addressed(SMALL)
    full = form.model_copy(update={"prefill": {"A1.status": "done", "A1.n": 5, "A1.day": date(2024, 1, 2)}})
    validate({"empty.xlsx": write_form(form, "xlsx"), "full.xlsx": write_form(full, "xlsx")})
