import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from lxml import etree

from roadmapdocs.findings import Place, finding
from roadmapdocs.model.submission import Refused
from roadmapdocs.model.summary import (
    ActivityLine,
    Answered,
    Change,
    FindingLine,
    FreeText,
    IndicatorLine,
    OwnActivity,
    RespondentLine,
    Share,
    Source,
    Summary,
    Trace,
    TwoDates,
    YearChange,
)
from roadmapdocs.writers.summary.xlsx import write_summary_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NASTY = '=HYPERLINK("http://x")\n+7 900 & <Имя> _x0041_ \x07\''


# --- a summary whose numbers are known --------------------------------------------------------------------------


def activity(code, roadmap, *cells, text="Мероприятие", direction=""):
    """Return a line of the matrix with its counts and opened cells."""
    answers = tuple(answered(code, number, word) for number, word in enumerate(cells))
    line = ActivityLine(code, "1." + code[1:], roadmap, text, "май 2024", cells, Counter(cells))
    return replace(line, id=f"id-{code}", of=roadmap[-1], direction=direction, answers=answers)


def answered(code, number, word):
    """Return an opened cell; nothing is written where nothing came or was asked."""
    if word in ("no_report", "not_asked"):
        return Answered(word)
    trace = Trace(f"как {word}", FILES[number], f"Отчёт!D{number}")
    return Answered(word, "01.05.2024", None, f"приказ {code}", "=болезнь", "02.06.2024", trace)


FILES = ("первая 50% #1.docx", "+вторая.xlsx", "", "архив.zip › четвёртая.odt")


def indicator(code, total, cells, *, kind="pooled", target="", needed=None, reached=None, asked=4, reached_by=None):
    """Return a line of the indicators with its count of answers."""
    return IndicatorLine(
        code=code,
        title=f"Показатель {code}",
        unit="ОО",
        aggregation=kind,
        target=target,
        total=total,
        needed=needed,
        reached=reached,
        answered=sum(cell is not None and cell.known for cell in cells),
        asked=asked,
        reached_by=reached_by,
        cells=tuple(cells),
        id=f"id-{code}",
        goal=int(target.split()[-2]) / 100 if target else None,
        cells_needed=(None,) * len(cells),
        cells_reached=tuple(own_verdict(cell, kind, target) for cell in cells),
        traces=tuple(Trace("восемь", FILES[number], f"Отчёт!E{number}") for number, _ in enumerate(cells)),
    )


def own_verdict(cell, kind, target):
    """Say whether a school reaches the target; «40 %» is the only one with numbers here."""
    if not target or cell is None or not cell.known:
        return None
    return bool(cell.numerator) if kind == "schools" else cell.numerator / cell.denominator >= 0.4


ABSENT, NA = Share(), Share(not_applicable=True)

SUMMARY = Summary(
    title="Свод на 02.07.2024",
    order="Отдел, приказ № 159",
    as_of=date(2024, 7, 2),
    due=date(2024, 7, 1),
    respondents=(
        RespondentLine(
            "01",
            "Первая СШ",
            "ШсРНР",
            "clean",
            FILES[0],
            17,
            17,
            0,
            2,
            accepted=True,
            received=date(2024, 7, 1),
            in_time=True,
        ),
        RespondentLine(
            "02", "=Вторая СШ", "", "to_correct", FILES[1], 12, 17, 3, 1, received=date(2024, 7, 2), in_time=False
        ),
        RespondentLine("03", "Третья СШ", "", "missing"),
        RespondentLine("04", "Четвёртая СШ", "", "clean", FILES[3], 10, 10, 0, 0),
    ),
    activities=(
        activity(
            "А1", "План А", "done", "not_done", "no_report", "not_asked", text="Строка\n- список", direction="Раз"
        ),
        activity("А2", "План А", "done_late", "not_applicable", "no_report", "not_due", direction="Два"),
        activity("Б1", "План Б", "partial", "blank", "no_report", "done"),
    ),
    indicators=(
        indicator(
            "И1",
            Share(9, 40),
            [Share(8, 20), Share(1, 20), ABSENT, NA],
            target="не менее 40 %",
            needed=16,
            reached=False,
            asked=3,
            reached_by=1,
        ),
        indicator(
            "И2", Share(1, 3), [Share(1), Share(0), ABSENT, None], kind="schools", target="100 %", needed=3, asked=3
        ),
        indicator("И3", Share(0), [Share(0), ABSENT, ABSENT, ABSENT], kind="sum"),
        indicator("И4", ABSENT, [ABSENT] * 4, target="100 %"),
        indicator("И5", NA, [NA, NA, ABSENT, NA], target="100 %", asked=0),
    ),
    department=RespondentLine("0", "Отдел", "", "to_correct", "отдел.docx", 3, 4, 1, 0),
    department_activities=(activity("А9", "План А", "in_progress"), activity("А8", "План А", "no_report")),
    department_indicators=(indicator("И9", Share(5), [Share(5)], asked=1),),
    texts=(
        FreeText("Выводы", "Первая СШ", NASTY, "01", Trace(NASTY, FILES[0], "таблица 5")),
        FreeText("Проблемы", "Первая СШ", "@нет", "01"),
        FreeText("Выводы", "=Вторая СШ", "слово " * 3000, "02"),
    ),
    findings=(
        FindingLine("=Вторая СШ", finding("W401", Place("+вторая.xlsx", "Отчёт!D7"), seen="-лишнее"), "02"),
        FindingLine(
            "=Вторая СШ",
            finding("E201", Place("+вторая.xlsx", "Отчёт!D9", "И1"), seen="40%", expected="целое число"),
            "02",
        ),
        FindingLine("Отдел", finding("E204", Place("отдел.docx", "таблица 1"), expected="дата"), "0"),
    ),
    refused=(Refused("скан.pdf", finding("E101", Place("скан.pdf"), seen="это изображение")),),
    own_activities=(OwnActivity("А90", "Первая СШ", "План А", "День наук", answered("А90", 0, "done")),),
    previous="Отдел, приказ № 77",
    sources=(
        Source(FILES[0], "counts", "01", "Первая СШ", 1, date(2024, 7, 1), "ab" * 32),
        Source("старая.docx", "superseded", "01", "Первая СШ", 1, date(2024, 6, 1), "cd" * 32),
        Source(FILES[1], "counts", "02", "=Вторая СШ", 2, date(2024, 7, 2)),
        Source("скан.pdf", "refused", why="=это изображение"),
    ),
)

_BEFORE = indicator("И6", Share(12), [Share(4), Share(8), ABSENT, None], kind="sum")
_NOW = indicator("И7", Share(3), [Share(3), ABSENT, ABSENT, None], kind="sum")
PAIR = TwoDates(
    title="Учёт неуспевающих",
    unit="обучающиеся",
    before_date="ноябрь 2023",
    now_date="июль 2024",
    before=_BEFORE,
    now=_NOW,
    total=Change(Share(4), Share(3)),
    both=1,
    cells=tuple(
        None if one is None else Change(one, other) for one, other in zip(_BEFORE.cells, _NOW.cells, strict=True)
    ),
)
YEARS = (
    YearChange(
        "activity",
        "А.id-А1",
        "А1",
        "Мероприятие",
        "План А",
        "",
        ("А.x", "А.y"),
        "kept",
        Change(Share(1, 4), Share(1, 2)),
    ),
    YearChange("activity", "А.id-А2", "А2", "Новое", "План А", "", (), "new", Change(Share(), Share(1, 1))),
    YearChange("indicator", "id-И3", "И3", "Соглашения", "", "ОО", ("id-И3",), "kept", Change(Share(3), Share(0))),
    YearChange("indicator", "old", "И8", "Прежний", "", "ОО", ("old",), "gone", Change(Share(5), Share())),
)
SUMMARY = replace(SUMMARY, two_dates=(PAIR,), years=YEARS, indicators=(*SUMMARY.indicators, _BEFORE, _NOW))


# --- reading it back, from the bare XML -------------------------------------------------------------------------


@dataclass(frozen=True)
class Read:
    """A cell: its value as a number or text, the formula, the name of its style, and whether it is surely text."""

    value: object
    formula: str
    style: str
    quoted: bool


def read(content):
    """Read a workbook: name of a sheet → number of a row → letter of a column → cell; empty cells are left out."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    targets = {e.get("Id"): e.get("Target") for e in etree.fromstring(parts["xl/_rels/workbook.xml.rels"])}
    shared = [
        "".join(item.itertext(f"{MAIN}t")) for item in etree.fromstring(parts.get("xl/sharedStrings.xml", b"<sst/>"))
    ]
    styles = style_names(etree.fromstring(parts["xl/styles.xml"]))
    sheets = {}
    for sheet in etree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet"):
        target = targets[sheet.get(f"{RELATIONS}id")].removeprefix("/xl/")
        rows = sheets.setdefault(sheet.get("name"), {})
        for cell in etree.fromstring(parts[f"xl/{target}"]).iter(f"{MAIN}c"):
            if (found := read_cell(cell, shared, styles)).value is not None:
                letter, row = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r")).groups()
                rows.setdefault(int(row), {})[letter] = found
    return sheets


def style_names(root):
    """Return the name of each cell format, and whether it says that its cells are text whatever they begin with."""
    names = {e.get("xfId"): e.get("name") for e in root.iter(f"{MAIN}cellStyle")}
    return [(names.get(xf.get("xfId"), ""), xf.get("quotePrefix") == "1") for xf in root.find(f"{MAIN}cellXfs")]


def read_cell(cell, shared, styles):
    """Read one cell of a sheet."""
    text = cell.findtext(f"{MAIN}v")
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        value = "".join(cell.itertext(f"{MAIN}t"))
    elif kind == "s":
        value = shared[int(text)]
    else:
        value = text if kind in ("str", "e") or text is None else float(text)
    return Read(value, cell.findtext(f"{MAIN}f") or "", *styles[int(cell.get("s", 0))])


def rows_of(sheet):
    """Return the values of every row, without columns."""
    return [[cell.value for cell in row.values()] for row in sheet.values()]


def row_with(sheet, code):
    """Return the last row whose first cell is `code`, as letter → value."""
    return next({k: c.value for k, c in row.items()} for row in reversed(sheet.values()) if row["A"].value == code)


@pytest.fixture(scope="module")
def book():
    """Return the workbook of `SUMMARY`, read back."""
    return read(write_summary_xlsx(SUMMARY))


SECOND_OF_JULY = 45475
"""02.07.2024 as a workbook counts days."""


# --- what stands where ------------------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_in_which_they_are_read(book):
    """The overview comes first, details follow."""
    assert list(book) == [
        "Обзор",
        "Не представили",
        "Матрица",
        "По мероприятиям",
        "Ответы",
        "Показатели",
        "План и факт",
        "Показатели школ",
        "Ответы по показателям",
        "На две даты",
        "Изменения за год",
        "Строки отдела",
        "Сверх плана",
        "Выводы школ",
        "Замечания",
        "Источники",
    ]


def test_counts_of_the_overview_add_up(book):
    """All = returned + missing, and returned = clean + to be corrected."""
    counts = {row["A"].value.strip(): row["C"].value for row in book["Обзор"].values() if "C" in row and "A" in row}
    counts = {label: counts[label] for label in list(counts)[:10]}
    assert counts == {
        "Всего школ": 4,
        "Представили отчёт": 3,
        "в срок": 1,
        "приняты отделом": 1,
        "учтены предварительно": 2,
        "без замечаний": 2,
        "на доработку": 1,
        "Не представили отчёт": 1,
        "Заполнено обязательных полей": 39,
        "Файлов не принято": 1,
    }
    assert counts["Представили отчёт"] + counts["Не представили отчёт"] == counts["Всего школ"]


def test_the_missing_are_named(book):
    """The overview says how many schools have not reported, in agreeing words, and which."""
    beside = [row["E"].value for row in book["Обзор"].values() if "E" in row][:2]
    assert beside == ["Не представили отчёт: 1 школа", "Третья СШ"]


def test_every_respondent_has_its_line(book):
    """A school that has not reported has no numbers at all: absent is not zero."""
    sheet = book["Обзор"]
    assert list(row_with(sheet, "02").values()) == [
        "02", "=Вторая СШ", "на доработку", "предварительно", SECOND_OF_JULY, "+вторая.xlsx", 12, 17, 12 / 17, 3, 1,
    ]  # fmt: skip
    assert row_with(sheet, "01")["E"] == "принят"
    assert list(row_with(sheet, "03").values()) == ["03", "Третья СШ", "не представлен"]
    assert list(row_with(sheet, "04").values())[-5:] == [10, 10, 1, 0, 0]
    own = ["0", "Отдел", "на доработку", "предварительно", "отдел.docx", 3, 4, 0.75, 1, 0]
    assert list(row_with(sheet, "0").values()) == own
    assert list(row_with(sheet, "Всего по школам").values()) == ["Всего по школам", 39, 44, 39 / 44, 3, 3]


def test_the_matrix_holds_a_word_for_every_school(book):
    """Statuses, empty, not asked and no report are six different words; the counts at the right follow them."""
    matrix = book["Матрица"]
    words = {code: [row_with(matrix, code)[letter] for letter in "EFGHIJ"] for code in ("А1", "А2", "Б1")}
    assert words == {
        "А1": ["выполнено", "не выполнено", "нет отчёта", "–", 1, 2],
        "А2": ["позже срока", "не применимо", "нет отчёта", "не наступил", 1, 1],
        "Б1": ["частично", "не заполнено", "нет отчёта", "выполнено", 1, 3],
    }
    assert row_with(matrix, "А1")["C"] == "Строка …"


def test_every_word_of_the_matrix_is_explained_under_it(book):
    """The legend has a line for each word, in the same style as in the table."""
    used = {(row[k].value, row[k].style) for row in book["Матрица"].values() for k in "EFGH" if "I" in row and k in row}
    legend = {(row["A"].value, row["A"].style) for row in book["Матрица"].values() if set(row) == {"A", "C"}}
    words = {pair for pair in used if pair[1].startswith("Статус")}
    assert len(words) == 9
    assert words <= legend


def test_counts_by_activity(book):
    """Each status word has a column; roadmaps and the whole are summed."""
    sheet = book["По мероприятиям"]
    captions = [cell.value for cell in next(row for row in sheet.values() if len(row) > 10).values()]
    assert captions[4:] == [
        "выполнено", "выполнено с нарушением срока", "выполнено частично", "в процессе", "не выполнено", "перенесено",
        "отменено", "не применимо", "срок не наступил", "не заполнено", "отчёт не представлен",
        "Выполнено", "Срок наступил", "Доля",
    ]  # fmt: skip
    assert list(row_with(sheet, "А1").values())[4:] == [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 2, 0.5]
    assert row_with(sheet, "А1")["C"] == "Строка\n- список"
    assert list(row_with(sheet, "План А").values()) == ["План А", 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 2, 2, 3, 2 / 3]
    assert list(row_with(sheet, "Всего").values()) == ["Всего", 2, 1, 1, 0, 1, 0, 0, 1, 1, 1, 3, 3, 6, 0.5]


def test_indicators_show_sums_and_targets(book):
    """Σn, Σd, percent, the number needed, reached or not, how many answered, how many reach it themselves."""
    assert list(row_with(book["Показатели"], "И1").values()) == [
        "И1", "Показатель И1", "ОО", "не менее 40 %", 9, 40, 0.225, 16, "нет", "2 из 3", 1,
    ]  # fmt: skip
    assert row_with(book["Показатели"], "И2")["I"] == "пока неизвестно"
    assert row_with(book["Показатели"], "И9")["E"] == 5


def test_absent_zero_and_not_applicable_look_different(book):
    """Three words or numbers in three styles, for the district and for one school."""
    sheet = book["Показатели"]
    sums = {row["A"].value: row["E"] for row in sheet.values() if row["A"].value in ("И3", "И4", "И5")}
    assert [cell.value for cell in sums.values()] == [0, "нет данных", "не применимо"]
    assert len({cell.style for cell in sums.values()}) == 3
    assert "G" not in row_with(sheet, "И3"), "no percent without a denominator"
    schools = {code: row_with(book["Показатели школ"], code) for code in ("И1", "И2", "И3", "И5")}
    assert [schools["И1"].get(k) for k in "DEFG"] == ["8 из 20", "1 из 20", "нет отчёта", "не применимо"]
    assert [schools["И2"].get(k) for k in "DEFG"] == ["да", "нет", "нет отчёта", "–"]
    assert [schools["И3"].get(k) for k in "DEFG"] == [0, None, "нет отчёта", None]


def test_the_department_has_its_rows(book):
    """The department's own rows carry full words."""
    assert row_with(book["Строки отдела"], "А9")["E"] == "в процессе"
    assert row_with(book["Строки отдела"], "А8")["E"] == "отчёт не представлен"


def test_free_texts_are_grouped_by_question(book):
    """Questions in their order, schools within; a text too long for one row goes on in the next, word for word."""
    rows = [[cell.value for cell in row.values()] for row in book["Выводы школ"].values()][2:]
    assert [row[:2] for row in rows[:2]] == [["Выводы", "Первая СШ"], ["Выводы", "=Вторая СШ"]]
    assert rows[-1] == ["Проблемы", "Первая СШ", "@нет"]
    parts = [row[2] for row in rows if row[1].startswith("=Вторая СШ")]
    assert len(parts) > 1
    assert " ".join(parts).split() == ["слово"] * 3000


def test_the_gravest_remarks_of_a_school_come_first(book):
    """Errors before warnings within a school, schools in their order; place, seen, expected and file in columns."""
    rows = rows_of(book["Замечания"])[2:]
    assert [row[:4] for row in rows] == [
        ["=Вторая СШ", "ошибка", "E201", "И1 (Отчёт!D9)"],
        ["=Вторая СШ", "предупреждение", "W401", "Отчёт!D7"],
        ["Отдел", "ошибка", "E204", "таблица 1"],
    ]
    assert rows[0][5:] == ["40%", "целое число", "+вторая.xlsx"]
    assert rows[1][5:] == ["-лишнее", "+вторая.xlsx"]


def test_sources_say_what_became_of_every_file(book):
    """What counts, what a newer file replaced, what was refused and why."""
    rows = rows_of(book["Источники"])[2:]
    assert rows == [
        [FILES[0], "учтён", "01", "Первая СШ", 1, SECOND_OF_JULY - 1, "ab" * 32],
        ["старая.docx", "заменён более новым", "01", "Первая СШ", 1, SECOND_OF_JULY - 31, "cd" * 32],
        [FILES[1], "учтён", "02", "=Вторая СШ", 2, SECOND_OF_JULY],
        ["скан.pdf", "не принят", "=это изображение"],
    ]


def test_who_has_not_reported_has_a_sheet(book):
    """The list says when the reports were due and how long ago."""
    rows = rows_of(book["Не представили"])
    assert rows[1] == ["Срок представления: 01.07.2024. Просрочка: 1 день."]
    assert rows[3:] == [["03", "Третья СШ"]]


def test_answers_are_listed_with_file_and_place(book):
    """Every answered cell of the matrix has its line: date, evidence, reason, new date, as written, file, place."""
    rows = [row for row in rows_of(book["Ответы"])[2:] if row[0] == "А1"]
    assert rows == [
        ["А1", "Строка …", school, word, "01.05.2024", "приказ А1", "=болезнь", "02.06.2024", raw, file, place]
        for school, word, raw, file, place in (
            ("Первая СШ", "выполнено", "как done", FILES[0], "Отчёт!D0"),
            ("=Вторая СШ", "не выполнено", "как not_done", FILES[1], "Отчёт!D1"),
        )
    ]  # fmt: skip


def test_numbers_are_listed_with_file_and_place(book):
    """Numerator, denominator, share, target reached, as written, file, place; a school without a report too."""
    rows = [row for row in rows_of(book["Ответы по показателям"])[2:] if row[0] == "И1"]
    assert rows[0][2:] == ["Первая СШ", "получен", 8, 20, 0.4, "да", "восемь", FILES[0], "Отчёт!E0"]
    assert rows[1][2:6] == ["=Вторая СШ", "получен", 1, 20]
    assert rows[2][2:4] == ["Третья СШ", "нет отчёта"]
    assert rows[3][2:4] == ["Четвёртая СШ", "не применимо"]


def test_two_dates_compare_only_those_that_answered_twice(book):
    """8 answered once: it is in the sum of its date, and in no change."""
    sheet = book["На две даты"]
    assert list(row_with(sheet, "01").values()) == ["01", "Первая СШ", 4, 3, -1]
    assert list(row_with(sheet, "02").values()) == ["02", "=Вторая СШ", 8, "нет данных"]
    assert list(row_with(sheet, "03").values()) == ["03", "Третья СШ", "нет отчёта", "нет отчёта"]
    assert list(row_with(sheet, "Ответили на обе даты: 1").values())[1:] == [4, 3, -1]
    assert list(row_with(sheet, "Все, кто ответил").values())[1:] == [12, 3]


def test_two_years_are_compared_by_line(book):
    """Percentage points for shares, a difference for plain numbers, words for what is in one year only."""
    sheet = book["Изменения за год"]
    assert list(row_with(sheet, "А1").values())[2:] == [1, 4, 0.25, 1, 2, 0.5, 25, "прежде: А.x, А.y"]
    assert list(row_with(sheet, "А2").values())[2:] == [1, 1, 1, "появилось"]
    assert list(row_with(sheet, "И3").values())[2:] == [3, 0, -3]
    assert list(row_with(sheet, "И8").values())[2:] == [5, "больше нет"]


# --- links ------------------------------------------------------------------------------------------------------


def links(content):
    """Return the links of a workbook: name of a sheet → cell → where it leads."""
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = {}
    for number, sheet in enumerate(etree.fromstring(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet"), start=1):
        related = parts.get(f"xl/worksheets/_rels/sheet{number}.xml.rels", b"<none/>")
        targets = {e.get("Id"): e.get("Target") for e in etree.fromstring(related)}
        root = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        found[sheet.get("name")] = {
            e.get("ref"): e.get("location") or targets[e.get(f"{RELATIONS}id")] for e in root.iter(f"{MAIN}hyperlink")
        }
    return found


def at(book, location):
    """Return the row that a link inside the book leads to."""
    sheet, row = re.fullmatch(r"'(.+)'!A(\d+)", location).groups()
    return [cell.value for cell in book[sheet][int(row)].values()]


def test_every_total_leads_to_its_detail(book):
    """Counts of activities to the answers, sums of indicators to theirs, the overview to its table and lists."""
    found = links(write_summary_xlsx(SUMMARY))
    (row,) = (number for number, row in book["По мероприятиям"].items() if row["A"].value == "Б1")
    linked = {cell: at(book, to)[:1] for cell, to in found["По мероприятиям"].items() if cell.endswith(str(row))}
    assert set(map(tuple, linked.values())) == {("Б1",)}
    shown = [letter for letter, cell in book["По мероприятиям"][row].items() if cell.style.startswith("Свод: кол")]
    shown = [letter for letter in shown if book["По мероприятиям"][row][letter].value]
    assert {f"{letter}{row}" for letter in shown} <= set(linked)
    (row,) = (number for number, row in book["Показатели"].items() if row["A"].value == "И1")
    assert at(book, found["Показатели"][f"E{row}"])[:3] == ["И1", "Показатель И1", "Первая СШ"]
    assert at(book, found["План и факт"]["B3"])[0] == "И1"
    missing = next(n for n, row in book["Обзор"].items() if row["A"].value == "Не представили отчёт")
    assert at(book, found["Обзор"][f"C{missing}"]) == ["Кто не представил отчёт"]


def test_every_word_of_the_matrix_leads_to_its_answer(book):
    """A status to its line, «нет отчёта» to the list of the missing, a row not asked nowhere."""
    found = links(write_summary_xlsx(SUMMARY))["Матрица"]
    row = next(number for number, row in book["Матрица"].items() if "A" in row and row["A"].value == "А1")
    assert at(book, found[f"F{row}"])[2:4] == ["=Вторая СШ", "не выполнено"]
    assert at(book, found[f"G{row}"]) == ["03", "Третья СШ"]
    assert f"H{row}" not in found


def test_detail_leads_to_the_file():
    """The way is relative; what an address would take for its own is encoded; a packed file leads to its archive."""
    found = links(write_summary_xlsx(SUMMARY))
    targets = {to for sheet in found.values() for to in sheet.values() if not to.startswith("'")}
    assert targets == {
        "../Входящие/первая%2050%25%20%231.docx",
        "../Входящие/+вторая.xlsx",
        "../Входящие/архив.zip",
        "../Входящие/старая.docx",
        "../Входящие/отдел.docx",
        "../Входящие/скан.pdf",
    }


@pytest.mark.office
def test_an_office_program_finds_the_files(office, tmp_path):
    """LibreOffice, asked for the addresses of the links, names the files as they lie on the disk."""
    folder = tmp_path / "Кампания № 1" / "Свод"
    folder.mkdir(parents=True)
    book = folder / "Свод.xlsx"
    book.write_bytes(write_summary_xlsx(SUMMARY))
    (opened,) = office([book], "fods", folder)
    addresses = set(re.findall(r'xlink:href="([^"#]+)"', opened.read_text("utf-8")))
    paths = {unquote(address) for address in addresses}
    wanted = {str(folder.parent / "Входящие" / name.partition(" › ")[0]) for name in FILES if name}
    assert wanted <= {str((folder / path.removeprefix("file://")).resolve()) for path in paths}


# --- text stays text --------------------------------------------------------------------------------------------


def test_text_is_never_a_formula(book):
    """Names, files and texts that begin like a formula stay text, also when a person edits the cell and leaves it."""
    cells = [cell for sheet in book.values() for row in sheet.values() for cell in row.values()]
    alike = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@")]
    words = {cell.value[:6] for cell in alike}
    assert words == {"=Втора", "+втора", "-лишне", "@нет", "=HYPER", "=болез", "=это и"}
    assert not any(cell.formula for cell in alike)
    assert all(cell.quoted for cell in alike)


def test_nasty_text_comes_back_as_it_was(book):
    """Control characters leave; what looks like an escape of the format is escaped itself."""
    shown = next(row["C"].value for row in book["Выводы школ"].values() if row["A"].value == "Выводы")
    assert shown == NASTY.replace("\x07", "").replace("_x0041_", "_x005F_x0041_")


def test_a_text_longer_than_a_cell_is_cut_visibly():
    """32 767 characters fit; a longer text ends in an ellipsis."""
    long = replace(SUMMARY, findings=(FindingLine("Первая СШ", finding("W401", Place("x"), seen="я" * 40_000), "01"),))
    cell = read(write_summary_xlsx(long))["Замечания"][3]["F"]
    assert len(cell.value) == 32_767
    assert cell.value.endswith("я…")


# --- the file ---------------------------------------------------------------------------------------------------


def test_the_same_summary_gives_the_same_bytes():
    """Nothing of the clock, the machine or the person is in the file; its dates are the summary's."""
    content = write_summary_xlsx(SUMMARY)
    assert content == write_summary_xlsx(SUMMARY)
    core = ZipFile(BytesIO(content)).read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core) == ["2024-07-02T00:00:00Z"] * 2
    assert "openpyxl" not in core
    assert "creator" not in core


def test_a_summary_of_nothing_is_a_valid_book(validate):
    """Before the first school is known the book has all its sheets and says that there is nothing."""
    names = ("respondents", "activities", "indicators", "department_activities", "department_indicators")
    empty = replace(SUMMARY, **dict.fromkeys((*names, *LISTS), ()), previous="")
    content = write_summary_xlsx(empty)
    validate({"пусто.xlsx": content})
    book = read(content)
    assert [row["C"].value for row in list(book["Обзор"].values())[3:13]] == [0] * 10
    assert ["Записей нет."] in rows_of(book["Замечания"])
    assert ["Записей нет."] in rows_of(book["Источники"])


LISTS = ("texts", "findings", "refused", "sources", "own_activities", "two_dates", "years")


def test_the_book_is_valid(validate):
    """The book keeps to the schemas of ECMA-376."""
    validate({"свод.xlsx": write_summary_xlsx(SUMMARY)})


def test_every_sheet_prints_on_a4_lying():
    """A4, landscape, fitted to its width, the head of the table repeated, pages numbered."""
    with ZipFile(BytesIO(write_summary_xlsx(SUMMARY))) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
        titles = package.read("xl/workbook.xml").decode().count("_xlnm.Print_Titles")
    assert len(sheets) == 16
    assert titles == 16
    for sheet in sheets:
        assert re.search(r'<pageSetup orientation="landscape" paperSize="9"[^>]* fitToHeight="0" fitToWidth="1"', sheet)
        assert "стр. &amp;P из &amp;N" in sheet


def test_a_wide_matrix_is_printed_on_several_sheets_of_paper():
    """Forty schools take three sheets side by side instead of letters nobody can read."""
    lines = tuple(RespondentLine(f"{n:02d}", f"Школа № {n}", "", "missing") for n in range(40))
    cells = ("no_report",) * 40
    wide = replace(
        SUMMARY,
        respondents=lines,
        activities=tuple(replace(line, cells=cells, counts=Counter(cells), answers=()) for line in SUMMARY.activities),
        indicators=(),
        two_dates=(),
        years=(),
    )
    content = write_summary_xlsx(wide)
    assert b'fitToWidth="3"' in ZipFile(BytesIO(content)).read("xl/worksheets/sheet3.xml")
    beside = [row["E"].value for row in read(content)["Обзор"].values() if "E" in row][:2]
    assert beside[0] == "Не представили отчёт: 40 школ"
    assert beside[1].startswith("Школа № 0; Школа № 1; ")


@pytest.mark.office
def test_an_office_program_reckons_the_same_numbers(office, tmp_path):
    """Every formula, reckoned by LibreOffice from a copy without stored results, gives the number we stored."""
    content = write_summary_xlsx(SUMMARY)
    bare = tmp_path / "свод.xlsx"
    bare.write_bytes(without_results(content))
    (reckoned,) = office([bare], "xlsx", tmp_path / "reckoned")
    theirs = read(reckoned.read_bytes())
    checked = 0
    for name, sheet in read(content).items():
        for number, row in sheet.items():
            for letter, cell in row.items():
                if cell.formula:
                    checked += 1
                    assert theirs[name][number][letter].value == pytest.approx(cell.value), (name, letter, number)
    assert checked > 60


def without_results(content):
    """Return the workbook with formulas that have no stored results."""
    saved = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(saved, "w") as bare:
        for name in package.namelist():
            bare.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", package.read(name)))
    return saved.getvalue()
