"""The form laid over what came back: grids are Markdown tables in the test, no file is needed.

In a cell `{A1.date}` is a tag or a bookmark, `⏎` a line break; a line outside a table is a paragraph.
"""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmapdocs.answers import normalise
from roadmapdocs.collect import collect
from roadmapdocs.forms.codes import fold_code
from roadmapdocs.forms.key import format_key
from roadmapdocs.forms.vocabulary import STATUSES, YES_NO
from roadmapdocs.model.form import (
    Blank,
    Column,
    ColumnKind,
    Field,
    FieldType,
    Form,
    FormKey,
    NotAbove,
    Reference,
    RequiredIf,
    Row,
    SectionRow,
    Table,
)
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import Given, Missing, NotApplicable, Submission
from roadmapdocs.readers.blocks import Cell, Grid, Paragraph, Returned
from roadmapdocs.russian.folding import fold_words

# --- the form ---------------------------------------------------------------------------------------------------

STATUS = Field(type=FieldType.CHOICE, caption="Статус", prompt="выберите", choices=STATUSES)
DATE = Field(type=FieldType.DATE, caption="Дата исполнения", prompt="дата")
TIMES = Field(type=FieldType.INTEGER, caption="Сколько раз", prompt="число")
WORDS = Field(type=FieldType.TEXT, caption="Подтверждение", prompt="документ")
YES = Field(type=FieldType.CHOICE, caption="Значение", prompt="да или нет", choices=YES_NO)


def column(name: str, caption: str, kind: ColumnKind) -> Column:
    """A column of the form."""
    return Column(id=name, caption=caption, kind=kind, width=1)


CODE, PRINTED, INPUT = ColumnKind.CODE, ColumnKind.PRINTED, ColumnKind.INPUT

PLAN = Table(
    id="plan-A",
    title="Школы с низкими результатами",
    columns=(
        column("code", "Код", CODE),
        column("event", "Мероприятие", PRINTED),
        column("status", "Статус", INPUT),
        column("date", "Дата исполнения", INPUT),
        column("evidence", "Подтверждение", INPUT),
    ),
    rows=(
        SectionRow(title="Методическая работа"),
        Row(
            id="A1",
            code="А1",
            label="п. 1.1",
            printed={"event": "Провести семинар"},
            fields={"status": STATUS, "date": DATE, "evidence": WORDS},
        ),
        Row(id="A2", code="А2", label="п. 1.2", printed={"event": "Обучить"}, fields={"status": STATUS, "date": TIMES}),
    ),
)
INDICATORS = Table(
    id="indicators",
    title="Показатели",
    columns=(
        column("code", "Код", CODE),
        column("question", "Показатель", PRINTED),
        column("answer", "Значение", INPUT),
        column("whole", "Сколько всего", INPUT),
    ),
    rows=(
        Row(id="I1", code="И1", printed={"question": "Обучено педагогов"}, fields={"answer": TIMES, "whole": TIMES}),
        Row(id="I2", code="И2", printed={"question": "Есть план"}, fields={"answer": YES}),
    ),
)
ABOUT = {
    "activity": Field(
        type=FieldType.CHOICE,
        caption="Код строки",
        prompt="код",
        choices=tuple({"id": row.id, "label": row.code} for row in PLAN.asked_rows),  # type: ignore[arg-type]
    ),
    "reason": Field(type=FieldType.TEXT, caption="Причина", prompt="что помешало"),
    "new_date": Field(type=FieldType.DATE, caption="Новый срок", prompt="дата"),
}
REASONS = Table(
    id="reasons",
    title="Причины и новые сроки",
    columns=(
        column("code", "Код", CODE),
        column("activity", "Код строки плана", INPUT),
        column("reason", "Причина", INPUT),
        column("new_date", "Новый срок", INPUT),
    ),
    rows=(Row(id="R1", code="Р1", fields=ABOUT), Row(id="R2", code="Р2", fields=ABOUT)),
)
BLANK = Blank(
    kind="R",
    revision=1,
    campaign="30R7",
    title="Отчёт о реализации плана",
    due=date(2024, 7, 1),
    instructions=("Отвечайте в жёлтых клетках.",),
    signature="Руководитель",
    tables=(PLAN, INDICATORS, REASONS),
    reference=Reference(table="reasons", names="activity"),
    rules=(
        RequiredIf(field="A1.reason", when="A1.status", values=("partial",)),
        RequiredIf(field="A2.reason", when="A2.status", values=("partial",)),
        NotAbove(field="I1.answer", other="I1.whole"),
    ),
    dated=date(2023, 10, 30),
)
FORM = Form(
    blank=BLANK,
    respondent=School(code="07", short_name="Ершичская СШ"),
    printed_key=format_key(FormKey(campaign="30R7", kind="R", revision=1, respondent="07")),
)

# --- what came back ---------------------------------------------------------------------------------------------

ANCHOR = re.compile(r"\{([^{}]*)\}")


def returned(text: str) -> Returned:
    """Turn Markdown tables and lines of prose into what a reader returns."""
    blocks: list[Grid | Paragraph] = []
    for line in filter(None, (line.strip(" ") for line in text.split("\n"))):
        if not line.startswith("|"):
            blocks.append(Paragraph(line, f"абзац {len(blocks) + 1}"))
            continue
        if not (blocks and isinstance(blocks[-1], Grid)) or line == "|":
            blocks.append(Grid(f"таблица {len(blocks) + 1}", []))
        grid = blocks[-1]
        assert isinstance(grid, Grid)
        if line != "|":
            grid.rows.append(cells(line, f"{grid.location}, строка {len(grid.rows) + 1}"))
    return Returned(blocks)


def cells(line: str, location: str) -> list[Cell]:
    """Turn one line of a Markdown table into cells."""
    pieces = line.removeprefix("|").removesuffix("|").split("|")
    return [
        Cell(
            ANCHOR.sub("", piece).strip(" ").replace("⏎", "\n"),
            n,
            f"{location}, ячейка {n + 1}",
            tuple(ANCHOR.findall(piece)),
        )
        for n, piece in enumerate(pieces)
    ]


def lay(text: str) -> Submission:
    """Lay the form over a returned file, check that nothing was lost, and leave out remarks about absent tables."""
    came = returned(text)
    submission = collect(came, FORM, file="отчёт.docx")
    assert unaccounted(came, submission) == []
    return submission


def unaccounted(came: Returned, submission: Submission) -> list[str]:
    """Return every text that is neither an answer, nor printed text of the form, nor quoted by a finding."""
    printed = {fold_words(text) for text in printed_texts()}
    codes = {row.code for _, row in BLANK.rows.values()}
    raw = {(answer.place, answer.raw) for answer in submission.answers.values() if not isinstance(answer, Missing)}
    again = {answer.raw for answer in submission.answers.values() if not isinstance(answer, Missing)}
    quoted = {found.seen for found in submission.findings}
    prompts = [field.shown_prompt for field in BLANK.fields.values()]
    lost = []
    for block in came.blocks:
        pieces = (
            [(block.text, "")]
            if isinstance(block, Paragraph)
            else [(c.text, c.location) for r in block.rows for c in r]
        )
        for text, place in pieces:
            shown = normalise(text)
            bare = {shown, *(normalise(shown.replace(prompt, "", 1)) for prompt in prompts)}
            bare |= {normalise(a + b) for prompt in prompts for a, b in split_round(shown, prompt)}
            ours = fold_words(shown.strip("_/ ")) in printed or fold_code(shown) in codes
            if "" in bare or ours or bare & quoted or any((place, one) in raw for one in bare):
                continue
            if not bare & again:
                lost.append(shown)
    return lost


def split_round(text: str, prompt: str) -> list[tuple[str, str]]:
    """Return what stands between the two halves of a prompt, for every way of cutting it."""
    halves = [(prompt[:n], prompt[n:]) for n in range(1, len(prompt))]
    return [("", text[len(a) : len(text) - len(b)]) for a, b in halves if text.startswith(a) and text.endswith(b)]


def printed_texts() -> list[str]:
    """Return everything the form prints, as its writers would."""
    texts = [BLANK.title, BLANK.signature, FORM.addressee, *BLANK.instructions, f"Ключ формы: {FORM.printed_key}"]
    for table in BLANK.tables:
        texts += [table.title, *(one.caption for one in table.columns)]
        for row in table.rows:
            texts += [row.title] if isinstance(row, SectionRow) else [row.code, *row.printed.values()]
    return texts


Found = list[tuple[str, str, str]]


def values(submission: Submission) -> dict[str, object]:
    """Return the typed values that were given."""
    given_ = {a: answer.value for a, answer in submission.answers.items() if isinstance(answer, Given)}
    return {address: value for address, value in given_.items() if value is not None}


def findings(submission: Submission, *, absent: bool = False) -> Found:
    """Return code, seen and expected of the findings; rows absent from the file only if they are asked for."""
    found = [(f.code, f.seen, f.expected) for f in submission.findings]
    return found if absent else [one for one in found if one[0] not in ("W404", "W419")]


WHOLE = """
Отчёт о реализации плана
Ершичская СШ
Ключ формы: 30R7R0107U
| Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
| Методическая работа |
| А1  | Провести семинар | выполнено | 05.10.2023      | приказ № 45   |
| А2  | Обучить          | частично  | 3               |               |
Показатели
| Код | Показатель        | Значение | Сколько всего |
| И1  | Обучено педагогов | 12       | 40            |
| И2  | Есть план         | да       |               |
Причины и новые сроки
| Код | Код строки плана | Причина | Новый срок |
| Р1  | А2               | болезнь | 01.06.2024 |
| Р2  | ‹код›            | ‹что помешало› | ‹дата› |
Руководитель ______________ /____________/
"""
ANSWERS = {
    "A1.status": "done",
    "A1.date": date(2023, 10, 5),
    "A1.evidence": "приказ № 45",
    "A2.status": "partial",
    "A2.date": 3,
    "I1.answer": 12,
    "I1.whole": 40,
    "I2.answer": "yes",
    "R1.activity": "A2",
    "R1.reason": "болезнь",
    "R1.new_date": date(2024, 6, 1),
}


def test_a_whole_form() -> None:
    """A form that came back as it was sent, filled in: every answer, no finding, nothing over; blanks are missing."""
    submission = lay(WHOLE)
    assert values(submission) == ANSWERS
    assert (findings(submission, absent=True), submission.unclaimed) == ([], ())
    assert [a for a, answer in submission.answers.items() if isinstance(answer, Missing)] == [
        "R2.activity",
        "R2.reason",
        "R2.new_date",
    ]


def test_what_an_answer_keeps() -> None:
    """An answer keeps its raw text, its place in the file, and what led to it; an empty cell keeps its place."""
    submission = lay(WHOLE)
    place = "таблица 4, строка 3, ячейка 4"
    assert submission.answers["A1.date"] == Given(date(2023, 10, 5), "05.10.2023", place, "code")
    assert submission.answers["R2.reason"] == Missing("таблица 8, строка 3, ячейка 3")
    assert (submission.file, submission.sha256) == ("отчёт.docx", "")


def test_bytes_leave_their_digest() -> None:
    """The digest of the file's bytes goes into the submission."""
    submission = collect(Returned([]), FORM, content=b"abc")
    assert submission.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


# --- tables, captions, rows -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        """
        | Подтверждение | Дата исполнения | Код | Статус    | Мероприятие      |
        | приказ № 45   | 05.10.2023      | А1  | выполнено | Провести семинар |
        """,
        """
        | КОД | мероприятие:     | Cтатус.   | Дата  исполнения | Подтверж\u00adдение |
        | А1  | Провести  семинар | выполнено | 05.10.2023 | приказ № 45   |
        """,
        """
        | Код | Мероприятие      | Статус    | Дата⏎исполнения | Подтверждение |
        | A1  | Провести⏎семинар | выполнено | 05.10.2023      | приказ № 45   |
        """,
        """
        | Код  | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | а 1. | Провести семинар | выполнено | 05.10.2023      | приказ № 45   |
        """,
        """
        | Отчёт о реализации плана |
        |     | | | | |
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | Методическая работа |
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | А1  | Провести семинар | выполнено | 05.10.2023      | приказ № 45   |
        """,
        """
        | Код | Мероприятие      | Статус {A1.status} | Дата исполнения | Подтверждение |
        | Б7 {r_A1} | Провести семинар | выполнено | 05.10.2023      | приказ № 45   |
        """,
    ],
    ids=["columns moved", "captions retyped", "breaks, Latin code", "code spelt", "rows between", "bookmark"],
)
def test_the_row_is_found(table: str) -> None:
    """Columns in any order, captions and codes retyped, headers repeated, section rows: the row is found."""
    assert values(lay(table)) == {
        "A1.status": "done",
        "A1.date": date(2023, 10, 5),
        "A1.evidence": "приказ № 45",
    }


def test_rows_and_tables_moved() -> None:
    """Rows in another order, tables in another order and split in two: each answer finds its row."""
    submission = lay("""
        | Код | Показатель        | Значение | Сколько всего |
        | И2  | Есть план         | нет      |               |
        | И1  | Обучено педагогов | 12       | 40            |
        Показатели
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | А2  | Обучить          | выполнено | 3               |               |
        Школы с низкими результатами
        | Код | Статус    | Мероприятие      |
        | А1  | выполнено | Провести семинар |
    """)
    assert values(submission) == {
        "A1.status": "done",
        "A2.status": "done",
        "A2.date": 3,
        "I1.answer": 12,
        "I1.whole": 40,
        "I2.answer": "no",
    }
    assert findings(submission) == []


def test_tables_in_one_grid() -> None:
    """Tables of a sheet stand in one grid: each header row says what the columns below it are."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | А1  | Провести семинар | выполнено | 05.10.2023      | приказ № 45   |
        | Показатели |
        | Код | Показатель        | Значение | Сколько всего |
        | И1  | Обучено педагогов | 12       | 40            |
    """)
    assert values(submission) == {a: v for a, v in ANSWERS.items() if a[:2] in ("A1", "I1")}
    assert findings(submission) == []


def test_a_deleted_column() -> None:
    """Answers of a column that was deleted are missing; those beside it are where they were."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Подтверждение |
        | А1  | Провести семинар | выполнено | приказ № 45   |
    """)
    assert values(submission) == {"A1.status": "done", "A1.evidence": "приказ № 45"}
    assert submission.answers["A1.date"] == Missing("")
    assert findings(submission) == []


def test_a_column_of_their_own() -> None:
    """A column that a school added is read by nobody, so its caption and every text in it are quoted."""
    submission = lay("""
        | Код | Мероприятие      | Примечание  | Статус    |
        | А1  | Провести семинар | было трудно | выполнено |
        | А2  | Обучить          |             | выполнено |
    """)
    assert values(submission) == {"A1.status": "done", "A2.status": "done"}
    assert findings(submission) == [("W401", "Примечание", ""), ("W401", "было трудно", "")]
    assert submission.unclaimed == ("Примечание", "было трудно")


def test_a_caption_twice() -> None:
    """Of two columns with one caption the first answer is taken; the second is quoted if it differs."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Статус        |
        | А1  | Провести семинар | выполнено | не выполнено  |
        | А2  | Обучить          | выполнено | выполнено     |
    """)
    assert values(submission) == {"A1.status": "done", "A2.status": "done"}
    assert findings(submission) == [("W405", "не выполнено", "А1")]


def test_a_retyped_caption_of_printed_text() -> None:
    """A printed column under an unknown caption brings one remark, about the caption, not one per row."""
    submission = lay("""
        | Код | Что делали       | Статус    | Дата исполнения |
        | А1  | Провести семинар | выполнено | 05.10.2023      |
        | А2  | Обучить          | выполнено | 3               |
    """)
    assert findings(submission) == [("W401", "Что делали", "")]


def test_a_missing_row() -> None:
    """A row that is not in the file is named with what the order calls it; its answers are missing."""
    submission = lay("\n".join(line for line in WHOLE.splitlines() if "| А1 " not in line))
    assert values(submission) == {a: v for a, v in ANSWERS.items() if not a.startswith("A1")}
    assert findings(submission, absent=True) == [("W404", "", "А1 (п. 1.1)")]


def test_a_row_twice() -> None:
    """The first answer counts, a different second one is quoted; a gap in the first is filled from the second."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение |
        | А1  | Провести семинар | выполнено | ‹дата›          | приказ № 45   |
        | А1  | Провести семинар | выполнено | 05.10.2023      | приказ № 46   |
    """)
    assert values(submission) == {a: v for a, v in ANSWERS.items() if a.startswith("A1")}
    assert findings(submission) == [("W405", "приказ № 46", "А1")]


def test_rows_of_their_own() -> None:
    """A row with a code that the form does not have, or with none, is quoted cell by cell."""
    submission = lay("""
        | Код | Мероприятие | Статус    |
        | А9  | Экскурсия   | выполнено |
        |     | Поход       |           |
        | А2  | Обучить     | частично  |
    """)
    assert submission.unclaimed == ("А9", "Экскурсия", "выполнено", "Поход")
    assert values(submission) == {"A2.status": "partial"}


def test_no_table_of_ours() -> None:
    """A file of foreign prose and tables: every piece is quoted, every table of the form named, nothing is answered."""
    submission = lay("""
        Уважаемый коллега!
        | Класс | Учеников |
        | 5а    | 25       |
    """)
    assert submission.unclaimed == ("Уважаемый коллега!", "Класс", "Учеников", "5а", "25")
    missing = [(code, expected) for code, _, expected in findings(submission, absent=True) if code != "W401"]
    assert [code for code, _ in missing if code.startswith("W")] == ["W419"] * 3
    assert values(submission) == {}


# --- places that ask nothing, printed text ----------------------------------------------------------------------


def test_text_where_nothing_is_asked() -> None:
    """Text in a cell that asks nothing is quoted with its place."""
    submission = lay("""
        | Код | Мероприятие | Статус    | Дата исполнения | Подтверждение |
        | А2  | Обучить     | выполнено | 3               | приказ № 7    |
    """)
    assert findings(submission) == [("W401", "приказ № 7", "")]
    assert submission.unclaimed == ("приказ № 7",)
    (found,) = (one for one in submission.findings if one.code == "W401")
    assert str(found.place) == "таблица 1, строка 2, ячейка 5"


@pytest.mark.parametrize("untouched", ["‹документ›", " ‹дата› ", "‹число›"])
def test_a_prompt_where_nothing_is_asked(untouched: str) -> None:
    """A prompt of ours that was copied into a cell that asks nothing is nobody's answer."""
    submission = lay(f"""
        | Код | Мероприятие | Статус    | Дата исполнения | Подтверждение |
        | А2  | Обучить     | выполнено | 3               | {untouched}   |
    """)
    assert (findings(submission), submission.unclaimed) == ([], ())


def test_changed_printed_text() -> None:
    """Changed printed text is shown beside what stood there; the answer still counts. White space is no change."""
    submission = lay("""
        | Код | Мероприятие             | Статус    |
        | А1  | Провести семинар онлайн | выполнено |
        | А2  |  Обучить⏎ | выполнено |
    """)
    assert findings(submission) == [("W402", "Провести семинар онлайн", "Провести семинар")]
    assert values(submission) == {"A1.status": "done", "A2.status": "done"}


def test_a_damaged_code_with_its_bookmark() -> None:
    """The bookmark round a code finds the row when the code itself is spoilt, and the spoilt code is shown."""
    submission = lay("""
        | Код        | Мероприятие      | Статус    |
        | 1.1 {r_A1} | Провести семинар | выполнено |
        | {r_A2}     | Обучить          | выполнено |
    """)
    assert values(submission) == {"A1.status": "done", "A2.status": "done"}
    assert findings(submission) == [("W402", "1.1", "А1"), ("W402", "", "А2")]
    assert submission.answers["A1.status"] == Given("done", "выполнено", "таблица 1, строка 2, ячейка 3", "code")


def test_a_code_wins_over_a_bookmark() -> None:
    """A visible code of the form decides, whatever the bookmark round it says."""
    assert values(
        lay("""
        | Код       | Мероприятие | Статус    |
        | А2 {r_A1} | Обучить     | выполнено |
    """)
    ) == {"A2.status": "done"}


def test_prose() -> None:
    """Prose of the form, page numbers and the key are ours; anything else outside tables is quoted."""
    came = returned(
        "ОТЧЁТ О РЕАЛИЗАЦИИ ПЛАНА\nОтвечайте в желтых клетках.\nруководитель ___________\nНаша школа лучшая"
    )
    came.blocks += [
        Paragraph(text, "низ", running=True) for text in ("Ключ формы: X", "3", "Страница 2 из 5", "стр. 7", "тайна")
    ]
    submission = collect(came, FORM)
    assert submission.unclaimed == ("Наша школа лучшая", "тайна")
    assert collect(returned("5"), FORM).unclaimed == ("5",)
    assert lay("Ключ формы: 30R7 выполнили всё").unclaimed == ("Ключ формы: 30R7 выполнили всё",)


# --- tags -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["A2.status", "fld_A2_status"])
def test_a_tag_that_disagrees(tag: str) -> None:
    """Where the tag of a control and the table disagree the table counts, and both are named."""
    submission = lay(f"""
        | Код | Мероприятие      | Статус            | Дата исполнения      |
        | А1  | Провести семинар | выполнено {{{tag}}} | 05.10.2023 {{A1.date}} |
    """)
    assert values(submission) == {"A1.status": "done", "A1.date": date(2023, 10, 5)}
    assert findings(submission) == [("W403", "А2, Статус", "А1, Статус")]


@pytest.mark.parametrize("spelt", ["{{{}.{}}}", "{{fld_{}_{}}}"])
def test_a_table_without_codes(spelt: str) -> None:
    """Without a code column the tags, or defined names, lead to the fields, and the answers say so."""
    status, day, strange = spelt.format("A1", "status"), spelt.format("A1", "date"), "{goog_rdk_1}"
    submission = lay(f"""
        | Провести семинар | выполнено {status} {strange} | 05.10.2023 {day} | без метки |
    """)
    place = "таблица 1, строка 1, ячейка "
    assert submission.answers["A1.status"] == Given("done", "выполнено", f"{place}2", "tag")
    assert submission.answers["A1.date"] == Given(date(2023, 10, 5), "05.10.2023", f"{place}3", "tag")
    assert findings(submission) == [("W401", "без метки", "")]
    assert "А1 (п. 1.1)" not in [expected for _, _, expected in findings(submission, absent=True)]


def test_a_deleted_code_column() -> None:
    """Without the code column captions say nothing: they are quoted, the tags lead on, no bookmark does alone."""
    submission = lay("""
        | Мероприятие             | Статус                | Подтверждение |
        | Провести семинар        | выполнено {A1.status} | приказ № 45   |
        | Обучить {r_A2}          | частично              |               |
    """)
    assert values(submission) == {"A1.status": "done"}
    assert submission.unclaimed == ("Мероприятие", "Статус", "Подтверждение", "приказ № 45", "частично")


def test_a_foreign_table_with_some_of_our_captions() -> None:
    """A table most of whose captions are not ours is not ours, whatever codes stand in it."""
    submission = lay("""
        | Код | Статус    | Класс | Учитель | Кабинет |
        | А1  | выполнено | 5а    | Иванова | 12      |
    """)
    assert values(submission) == {}
    assert submission.unclaimed[:5] == ("Код", "Статус", "Класс", "Учитель", "Кабинет")
    assert submission.unclaimed[5:] == ("А1", "выполнено", "5а", "Иванова", "12")


def test_a_tag_never_overrides_an_answer() -> None:
    """A stray cell with the tag of a field that is answered already is quoted, not taken."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Дата исполнения |
        | А1  | Провести семинар | выполнено | ‹дата› |
        |     | | не выполнено {A1.status} | 05.10.2023 {A1.date} |
    """)
    assert values(submission) == {"A1.status": "done", "A1.date": date(2023, 10, 5)}
    assert findings(submission) == [("W401", "не выполнено", "")]


def test_a_moved_cell_finds_its_field_by_tag() -> None:
    """An answer that stands where nothing is asked, but carries the tag of an empty field, is that field's."""
    submission = lay("""
        | Код | Мероприятие      | Статус    | Дата исполнения | Подтверждение             |
        | А1  | Провести семинар | выполнено | 05.10.2023      |                           |
        | А2  | Обучить          | выполнено | 3               | приказ № 45 {A1.evidence} |
    """)
    assert submission.answers["A1.evidence"] == Given(
        "приказ № 45", "приказ № 45", "таблица 1, строка 3, ячейка 5", "tag"
    )
    assert findings(submission) == []


# --- prompts ----------------------------------------------------------------------------------------------------

MISREAD = "misread"


@pytest.mark.parametrize(
    ("column_", "typed", "value"),
    [
        ("answer", "51‹число›", 51),
        ("answer", "‹число›51", 51),
        ("answer", "5‹число›1", 51),
        ("answer", "‹чис51ло›", 51),
        ("answer", "‹51число›", 51),
        ("answer", "‹число51›", 51),
        ("answer", "51 ‹число›", 51),
        ("answer", "51⏎‹число›", 51),
        ("answer", "‹число›", None),
        ("answer", " ‹число› ", None),
        ("answer", "", None),
        ("answer", "число", MISREAD),
        ("answer", "‹число", MISREAD),
        ("answer", "‹дата›", MISREAD),
        ("answer", "‹число›‹число›", MISREAD),
        ("answer", "Место для ввода текста.", None),
        ("answer", "Click or tap here to enter text.", None),
        ("answer", "Щелкните или коснитесь здесь, чтобы ввести текст.", None),
        ("date", "‹да05.10.2024та›", date(2024, 10, 5)),
        ("date", "05.10.2024‹дата›", date(2024, 10, 5)),
        ("date", "‹дата›", None),
        ("date", "дата", MISREAD),
        ("date", "Место для ввода даты.", None),
        ("status", "выполнено‹выберите›", "done"),
        ("status", "Выберите элемент.", None),
        ("evidence", "документ", "документ"),
        ("evidence", "приказ ‹документ›", "приказ"),
        ("evidence", "‹документ›‹документ›", "‹документ›"),
        ("evidence", "‹дата› и ещё", "‹дата› и ещё"),
        ("evidence", "‹в кавычках›", "‹в кавычках›"),
        ("evidence", "Место для ввода текста. Приказ № 45", "Место для ввода текста. Приказ № 45"),
    ],
)
def test_remnants_of_prompts(column_: str, typed: str, value: object) -> None:
    """A field's own prompt is taken off once, whole or split; a standard prompt alone is a blank; other text stays."""
    row, caption = {
        "answer": ("И1", "Значение"),
        "date": ("А1", "Дата исполнения"),
        "status": ("А1", "Статус"),
        "evidence": ("А1", "Подтверждение"),
    }[column_]
    second = "Показатель" if row == "И1" else "Мероприятие"
    submission = collect(returned(f"| Код | {second} | {caption} |\n| {row} | | {typed} |"), FORM)
    answer = submission.answers[f"{ {'И1': 'I1', 'А1': 'A1'}[row] }.{column_}"]
    if value is None:
        assert answer == Missing("таблица 1, строка 2, ячейка 3")
    elif value == MISREAD:
        assert isinstance(answer, Given)
        assert answer.value is None
        assert [f.code for f in submission.findings if f.code.startswith("E2")] == [
            "E202" if column_ == "date" else "E201"
        ]
    else:
        assert isinstance(answer, Given)
        assert answer.value == value


# --- values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["н/п", "Н/П", "не применимо", "Не требуется.", "х", "X", "неприменимо"])
def test_not_applicable(typed: str) -> None:
    """Words for «not applicable» in a number are neither a number nor a mistake; the raw text is kept."""
    submission = lay(f"""
        | Код | Показатель        | Значение | Сколько всего |
        | И1  | Обучено педагогов | {typed}  | 0             |
    """)
    assert submission.answers["I1.answer"] == NotApplicable(typed, "таблица 1, строка 2, ячейка 3", "code")
    assert submission.value("I1.whole") == 0
    assert findings(submission) == []


def test_not_applicable_words_are_text_in_text() -> None:
    """In a text the same words are text, in a list the choice that accepts them."""
    submission = lay("""
        | Код | Мероприятие      | Статус | Подтверждение |
        | А1  | Провести семинар | н/п    | не требуется  |
    """)
    assert values(submission) == {"A1.status": "not_applicable", "A1.evidence": "не требуется"}


def test_misread_answers() -> None:
    """What cannot be understood keeps its raw text without a value, and the finding says where and what is expected."""
    submission = lay("""
        | Код | Мероприятие      | Статус   | Дата исполнения |
        | А1  | Провести семинар | почти    | в октябре       |
        | А2  | Обучить          | частично | 45%             |
    """)
    labels = "; ".join(f"«{choice.label}»" for choice in STATUSES)
    assert findings(submission)[:3] == [("E203", "почти", labels), ("E202", "в октябре", ""), ("E208", "45%", "")]
    assert submission.answers["A1.date"] == Given(None, "в октябре", "таблица 1, строка 2, ячейка 4", "code")
    assert [(f.address, str(f.place)) for f in submission.findings[:2]] == [
        ("A1.status", "А1 (п. 1.1), графа «Статус» (таблица 1, строка 2, ячейка 3)"),
        ("A1.date", "А1 (п. 1.1), графа «Дата исполнения» (таблица 1, строка 2, ячейка 4)"),
    ]


def test_control_characters() -> None:
    """Control characters leave the answer with a remark; line ends do not count as such."""
    submission = lay("""
        | Код | Мероприятие      | Подтверждение |
        | А1  | Провести семинар | при\x01каз⏎№\v45 |
    """)
    assert submission.value("A1.evidence") == "приказ\n№\n45"
    assert findings(submission) == [("W406", "приказ\n№\n45", "")]


# --- reasons ----------------------------------------------------------------------------------------------------

TWO_PARTIAL = """
| Код | Мероприятие      | Статус   |
| А1  | Провести семинар | частично |
| А2  | Обучить          | частично |
"""
EXPECTED_REASON = "причина (что помешало)"


def test_a_reason_for_the_named_row() -> None:
    """A reason answers for the row its line names, in any case and alphabet; the other row still needs one."""
    submission = lay(
        TWO_PARTIAL
        + """
        Причины и новые сроки
        | Код | Код строки плана | Причина | Новый срок |
        | Р2  | a2               | болезнь |            |
    """
    )
    assert findings(submission) == [("E301", "выполнено частично", EXPECTED_REASON)]
    (found,) = (one for one in submission.findings if one.code == "E301")
    place = "А1 (п. 1.1), графа «Статус» (таблица 1, строка 2, ячейка 3)"
    assert (found.address, str(found.place)) == ("A1.reason", place)


def test_reasons_for_all_rows() -> None:
    """Two lines for two rows leave nothing to ask; a second line for the same row helps where the first is empty."""
    assert (
        findings(
            lay(
                TWO_PARTIAL
                + """
        Причины и новые сроки
        | Код | Код строки плана | Причина | Новый срок |
        | Р1  | А2               | болезнь |            |
        | Р2  | А1               | ремонт  |            |
    """
            )
        )
        == []
    )
    again = lay(
        TWO_PARTIAL.replace("Обучить          | частично", "Обучить | выполнено")
        + """
        Причины и новые сроки
        | Код | Код строки плана | Причина | Новый срок |
        | Р1  | А1               |         | 01.06.2024 |
        | Р2  | А1               | ремонт  |            |
    """
    )
    assert findings(again) == []


def test_a_reason_without_a_code() -> None:
    """A line that explains something but names no row is quoted, and the row it might be for still needs a reason."""
    submission = lay(
        TWO_PARTIAL.replace("Обучить          | частично", "Обучить | выполнено")
        + """
        Причины и новые сроки
        | Код | Код строки плана | Причина | Новый срок |
        | Р1  | ‹код›            | болезнь |            |
        | Р2  |                  |         | 01.06.2024 |
    """
    )
    assert findings(submission) == [
        ("E301", "выполнено частично", EXPECTED_REASON),
        ("W407", "болезнь", ""),
        ("W407", "01.06.2024", ""),
    ]


def test_a_reason_with_a_wrong_code() -> None:
    """A code that is none is one finding, not two."""
    codes = [
        f.code
        for f in lay("""
        | Код | Код строки плана | Причина | Новый срок |
        | Р1  | А77              | болезнь |            |
    """).findings
        if f.code not in ("W404", "W419")
    ]
    assert codes == ["E203"]


# --- nothing is lost --------------------------------------------------------------------------------------------

TYPED = (
    "Код/Мероприятие/Статус/Значение/Причина/Дата исполнения/Код строки плана/Показатель/Сколько всего/"
    "А1/A1/А2/И1/Р1/А9/{r_A1}/{r_A2}x/Провести семинар/Провести⏎семинар/Методическая работа/"
    "выполнено/51/05.10.2023/неприменимо/‹дата›/‹число›/51‹число›/проза//"
    "{A1.date}/{A1.status}выполнено/{I1.answer}7/{fld_A1_evidence}приказ"
    "/"
)
PIECES = st.sampled_from(TYPED.split("/"))
LINES = st.lists(PIECES, min_size=1, max_size=5).map(lambda cells: f"| {' | '.join(cells)} |")


@given(st.lists(LINES | st.just("|") | PIECES.filter(lambda piece: "{" not in piece), max_size=8).map("\n".join))
@settings(max_examples=500, deadline=None)
@example("| Код | Статус | Статус |\n| А1 | 51 | 52 |")
@example("| Код | Статус |\n| А1 | 51 |\n| А9 | 52 |\n| А1 | 53 |")
def test_nothing_is_lost(text: str) -> None:
    """In grids of any shape every text is an answer, ours, or quoted; every field has an answer or is missing."""
    submission = lay(text)
    assert list(submission.answers) == list(BLANK.fields)


def test_the_accounting_notices_a_loss() -> None:
    """The check that the other tests rest on fails for an answer or a remark taken away."""
    came = returned(WHOLE + "\nТайна")
    whole = collect(came, FORM)
    assert unaccounted(came, whole) == []
    fewer = Submission(form=FORM, answers={**whole.answers, "A1.evidence": Missing()}, findings=())
    assert unaccounted(came, fewer) == ["приказ № 45", "Тайна"]
