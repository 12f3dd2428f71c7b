"""The numbers that the report to the region shows, as facts (see `truth.py`): read from its bare XML."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from truth import ABSENT, EMPTY, WORD

SHORT = {
    "вып.": "выполнено",
    "позже": "выполнено с нарушением срока",
    "част.": "выполнено частично",
    "в раб.": "в процессе",
    "не вып.": "не выполнено",
    "перен.": "перенесено",
    "отмен.": "отменено",
    "н/п": "не применимо",
    "не наст.": "срок не наступил",
    "пусто": EMPTY,
    "нет отч.": ABSENT,
}
"""The words of the matrix, as its legend explains them."""

COUNTED = {
    "Срок наступил": ("due",),
    "Выполнено": ("done",),
    "из них позже срока": ("status", "выполнено с нарушением срока"),
    "Частично": ("status", "выполнено частично"),
    "Не выполнено": ("status", "не выполнено"),
    "Иное": ("other",),
    "Доля": ("rounded_rate",),
    "Нет отчёта": ("status", ABSENT),
}
"""What the columns of the summary table count."""

NUMBERS = {"Нужно для плана": "needed", "Школ сами достигли": "reached_by"}
PAIRS = {"Факт": ("n", "d"), "Ответили": ("answered", "asked")}


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a document by name."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def said(element) -> str:
    """Return the text of a paragraph or a cell, its spaces folded."""
    return " ".join("".join(element.itertext(f"{WORD}t")).split())


def tables_of(content: bytes) -> list[list[list[str]]]:
    """Return the tables that have a header row: rows of cells of text."""
    body = etree.fromstring(parts_of(content)["word/document.xml"])[0]
    found = []
    for table in body.iter(f"{WORD}tbl"):
        rows = [[said(cell) for cell in row.iterfind(f"{WORD}tc")] for row in table.iterfind(f"{WORD}tr")]
        if table.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None:
            found.append(rows)
    return found


def paragraphs_of(content: bytes) -> list[str]:
    """Return the paragraphs outside tables."""
    body = etree.fromstring(parts_of(content)["word/document.xml"])[0]
    return [text for paragraph in body.iterfind(f"{WORD}p") if (text := said(paragraph))]


def of_docx(content: bytes, names) -> list[tuple[tuple, object]]:
    """Read the sentences about schools, the summary tables, the indicators, the annexes by school."""
    facts = list(_sentences(paragraphs_of(content)))
    for header, *rows in tables_of(content):
        kind = next((kind for kind in TABLES if set(kind) <= set(header)), None)
        assert kind is not None or not _has_numbers(header), f"a table that nothing is compared with: {header}"
        for row in rows if kind else ():
            if len(row) == len(header):
                facts += TABLES[kind](dict(zip(header, row, strict=True)), names)
    return facts


def _has_numbers(header) -> bool:
    return not {"Подтверждение", "Причина, по словам школы", "Ссылка", "Ответ", "Мероприятие, по словам школы"} & set(
        header
    )


def _sentences(paragraphs):
    text = " ".join(paragraphs)
    if told := re.search(r"Из (\d+) школ\w* отчёты? представил\w* (\d+)", text):
        yield ("school", "all"), int(told[1])
        yield ("school", "returned"), int(told[2])
    if told := re.search(r"Нет отчётов (\d+) школ", text):
        yield ("school", "missing"), int(told[1])
    if told := re.search(r"отчётах школ заполнен\w+ (\d+) из (\d+) обязательн", text):
        yield ("filled", "schools"), int(told[1])
        yield ("required", "schools"), int(told[2])
    if told := re.search(r"Из (\d+) случа\w+, когда срок наступил, мероприятие выполнено в (\d+)", text):
        yield ("due", "all"), int(told[1])
        yield ("done", "all"), int(told[2])
    if told := re.search(r"не учт\w+ (\d+) файл", text):
        yield ("files", "refused"), int(told[1])


def _school(row, names):
    if row["Заполнено полей"].isdigit():
        code = names.schools[row["Школа"]]
        yield ("filled", code), int(row["Заполнено полей"])
        yield ("required", code), int(row["Из скольких"])


def _counts(row, names):
    about = ("group", *names.groups[row["Направление"]]) if "Направление" in row else (row["Код"],)
    for caption, value in row.items():
        if caption in COUNTED and value != "–":
            kind, *word = COUNTED[caption]
            yield (kind, *about, *word), _number(value)


def _indicator(row, _names):
    code = row["Код"]
    for caption, (n, d) in PAIRS.items():
        if told := re.fullmatch(r"(\d+)(?: из (\d+))?", row[caption]):
            yield (n, code), int(told[1])
            if told[2]:
                yield (d, code), int(told[2])
    if row["Доля"] != "–":
        yield ("rounded", code), _number(row["Доля"])
    yield from (((kind, code), int(row[caption])) for caption, kind in NUMBERS.items() if row[caption] != "–")


def _of_schools(row, names):
    """A row of the matrix, or of the indicators by school."""
    for caption, value in row.items():
        if caption not in names.schools:
            continue
        about = (row["Код"], names.schools[caption])
        if "Мероприятие" in row and value in SHORT:
            yield ("cell", *about), SHORT[value]
        elif told := re.fullmatch(r"(\d+)(?: из (\d+))?", value):
            yield ("n", *about), int(told[1])
            if told[2]:
                yield ("d", *about), int(told[2])
        elif value in ("да", "нет"):
            yield ("n", *about), int(value == "да")


def _source(row, _names):
    if row["Версия формы"].isdigit():
        yield ("form", "revision"), int(row["Версия формы"])


def _number(value: str) -> float:
    return float(value.removesuffix(" %").replace(",", "."))


TABLES = {
    ("Школа", "Заполнено полей"): _school,
    ("Направление", "Доля"): _counts,
    ("Код", "Срок наступил"): _counts,
    ("Показатель", "Факт"): _indicator,
    ("Чей файл", "Версия формы"): _source,
    ("Код", "Мероприятие", "Ссылка"): lambda _row, _names: (),
    ("Код", "Мероприятие", "Подтверждение"): lambda _row, _names: (),
    ("Код", "Мероприятие", "Новый срок"): lambda _row, _names: (),
    ("Код", "Мероприятие"): _of_schools,
    ("Код", "Показатель"): _of_schools,
}
"""The captions by which a table is known → what reads a row of it; the first that fits counts."""
