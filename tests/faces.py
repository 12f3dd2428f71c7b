"""The numbers that each face of a summary shows, as facts (see `truth.py`): read cell by cell from the file.

A new face is a function from bytes to facts and a row in `FACES`. A number that no fact claims is an error here, so
that nothing is shown that nothing was compared with.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import BytesIO

from lxml import html
from openpyxl import load_workbook

from faces_docx import of_docx
from truth import ABSENT, EMPTY, STATUSES

WORDS = {word: word for word in STATUSES} | {
    "позже срока": "выполнено с нарушением срока",
    "частично": "выполнено частично",
    "не наступил": "срок не наступил",
    "нет отчёта": ABSENT,
    EMPTY: EMPTY,
    "отчёт не представлен": ABSENT,
}

Fact = tuple[tuple, object]


@dataclass(frozen=True)
class Names:
    """How a summary calls schools and groups of activities: name → school's code; title → codes of the rows."""

    schools: dict[str, str]
    groups: dict[str, list[str]]


class UnclaimedNumberError(AssertionError):
    """A face shows a number that nothing is compared with."""


# --- the workbook -------------------------------------------------------------------------------------------------


def of_xlsx(content: bytes, names: Names) -> list[Fact]:
    """Read every number of every sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(BytesIO(content), data_only=True)
    facts: list[Fact] = []
    for sheet in book.worksheets:
        captions: dict[int, str] = {}
        for row in sheet.iter_rows():
            cells = {cell.column: cell.value for cell in row if cell.value is not None}
            if sum(isinstance(value, str) for value in cells.values()) == len(cells) and _is_header(cells, sheet.title):
                captions = cells
                continue
            for column, value in cells.items():
                if isinstance(value, int | float):
                    key = SHEETS[sheet.title](cells, captions.get(column, ""), column, names)
                    if key is None:
                        raise UnclaimedNumberError(f"{sheet.title}!{row[0].row}:{column} = {value} in {cells}")
                    facts += [] if key == () else [(key, value)]
                elif isinstance(value, str):
                    facts += list(_words(sheet.title, cells, captions.get(column, ""), value, names))
    return facts


def _is_header(cells, title) -> bool:
    known = {"Код", "Показатель", "Вопрос", "Школа", "Файл"}
    return len(cells) > 2 and bool(known & set(cells.values())) and not title.startswith("Выводы")


def _words(sheet, cells, caption, value, names):
    """Yield what words of the matrix and of the schools' indicators say."""
    if sheet == "Матрица" and caption in names.schools and value in WORDS:
        yield ("cell", cells[1], names.schools[caption]), WORDS[value]
    if sheet == "Показатели школ" and caption in names.schools:
        code, school = cells[1], names.schools[caption]
        if told := re.fullmatch(r"(\d+) из (\d+)", value):
            yield ("n", code, school), int(told[1])
            yield ("d", code, school), int(told[2])
        if value in ("да", "нет"):
            yield ("n", code, school), int(value == "да")
    if sheet == "Показатели" and caption == "Ответили" and (told := re.fullmatch(r"(\d+) из (\d+)", value)):
        yield ("answered", cells[1]), int(told[1])
        yield ("asked", cells[1]), int(told[2])


OVERVIEW = {
    "Всего школ": ("school", "all"),
    "Представили отчёт": ("school", "returned"),
    "в срок": ("school", "in_time"),
    "приняты отделом": ("school", "accepted"),
    "учтены предварительно": ("school", "provisional"),
    "без замечаний": ("school", "clean"),
    "на доработку": ("school", "to_correct"),
    "Не представили отчёт": ("school", "missing"),
    "Заполнено обязательных полей": ("filled", "schools"),
    "Файлов не принято": ("files", "refused"),
}
REPORT = {
    "Заполнено полей": "filled",
    "Из скольких": "required",
    "Доля": "completeness",
    "Ошибок": "errors",
    "Предупреждений": "warnings",
}


def _overview(cells, caption, column, _names):
    first = str(cells[1]).strip()
    if first in OVERVIEW:
        return OVERVIEW[first] if column == 3 else ("part", *OVERVIEW[first])
    who = "schools" if first == "Всего по школам" else first
    return (REPORT[caption], who) if caption in REPORT else None


COUNTS = {word: word for word in (*STATUSES, EMPTY)} | {"отчёт не представлен": ABSENT}


def _counts(cells, caption, _column, names):
    """A line of an activity, or of a group of them."""
    first = str(cells[1])
    about = (first,) if re.fullmatch(r"[А-Я]\d+[а-я]?", first) else ("group", *names.groups[first])
    if caption in COUNTS:
        return "status", *about, COUNTS[caption]
    kind = {"Выполнено": "done", "Срок наступил": "due", "Доля": "rate"}.get(caption)
    return None if kind is None else (kind, *about)


INDICATOR = {
    "Σ числитель": "n",
    "Σ знаменатель": "d",
    "Факт": "share",
    "Нужно для плана": "needed",
    "Школ достигли плана": "reached_by",
}


def _indicator(cells, caption, _column, _names):
    return (INDICATOR[caption], cells[1]) if caption in INDICATOR else None


def _target(cells, caption, _column, _names):
    code = str(cells[1]).partition(".")[0]
    return {"Факт": ("share", code), "План": ("goal", code)}.get(caption)


def _school_number(cells, caption, _column, names):
    return ("n", cells[1], names.schools[caption]) if caption in names.schools else None


def _detail(cells, caption, _column, names):
    kind = {"Числитель": "n", "Знаменатель": "d", "Доля": "share", "Нужно для плана": "needed"}.get(caption)
    return None if kind is None else (kind, cells[1], names.schools[cells[3]])


def _answer(cells, caption, _column, names):
    return ("times", cells[1], names.schools[cells[3]]) if caption == "Дата или раз" else None


TWO = {"ноябрь 2023": "И24", "июль 2024": "И25"}


def _two_dates(cells, caption, _column, names):
    if caption not in TWO:
        return None
    return ("n", TWO[caption]) if cells[1] == "Все, кто ответил" else ("n", TWO[caption], names.schools[cells[2]])


def _source(_cells, caption, _column, _names):
    return ("form", "revision") if caption == "Версия формы" else None


def _school_roadmap(cells, caption, _column, _names):
    return ("map", caption, cells[1], cells[3])


SHEETS = {
    "Обзор": _overview,
    "Матрица": _counts,
    "По мероприятиям": _counts,
    "Ответы": _answer,
    "Показатели": _indicator,
    "План и факт": _target,
    "Показатели школ": _school_number,
    "Ответы по показателям": _detail,
    "На две даты": _two_dates,
    "Источники": _source,
    "Школьные дорожные карты": _school_roadmap,
}


# --- the page -----------------------------------------------------------------------------------------------------


def of_html(content: bytes, names: Names) -> list[Fact]:
    """Read the tiles, the matrix, the indicators and the counts at two dates."""
    page = html.fromstring(content.decode("utf-8"))
    return [*_tiles(page), *_matrix(page, names), *_indicators(page, names)]


def _said(element) -> str:
    return " ".join(element.text_content().replace("\xad", "").replace("\xa0", " ").split())


def _pair(text: str) -> tuple[int, int]:
    n, d = re.fullmatch(r"(\d+) из (\d+)", text).groups()
    return int(n), int(d)


def _tiles(page):
    tiles = {
        _said(tile.find("dt")): [_said(line) for line in tile.findall("dd")] for tile in page.iterfind(".//dl/div")
    }
    n, d = _pair(tiles["Представили отчёт"][0])
    yield from ((("school", "returned"), n), (("school", "all"), d))
    for word, key in (("без замечаний", "clean"), ("на доработку", "to_correct"), ("не представлен", "missing")):
        if told := re.search(rf"{word} — (\d+)", tiles["Представили отчёт"][1]):
            yield ("school", key), int(told[1])
    n, d = _pair(tiles["Поля заполнены"][0].split(" % ")[1])
    yield from ((("filled", "schools"), n), (("required", "schools"), d))
    n, d = _pair(tiles["Мероприятия выполнены"][0].split(" % ")[1])
    yield from ((("done", "all"), n), (("due", "all"), d))
    yield ("errors", "schools"), int(tiles["Замечания"][0].split()[0])
    yield ("warnings", "schools"), int(tiles["Замечания"][1].split()[0])
    yield ("files", "refused"), int(tiles["Не приняты"][0].split()[0])


def _matrix(page, names):
    table = page.get_element_by_id("matrix")
    schools = [names.schools[_said(cell)] for cell in table.iterfind("./thead/tr/th[@data-school]")]
    for row in table.iterfind("./tbody/tr[@data-activity]"):
        code, (*cells, last) = row.get("data-activity"), row.findall("td")
        for school, cell in zip(schools, cells, strict=True):
            if _said(cell) in WORDS:
                yield ("cell", code, school), WORDS[_said(cell)]
        n, d = _pair(_said(last))
        yield from ((("done", code), n), (("due", code), d))


def _indicators(page, names):
    for block in page.iterfind(".//div[@class='indicator']"):
        code = _said(block.find("h4")).partition(".")[0]
        total = _said(block.find(".//div[@class='value']/b"))
        yield from _shown(("n", code), ("d", code), total)
        if (percent := block.find("./div[@class='value']/span")) is not None and "%" in _said(percent):
            yield ("rounded", code), float(_said(percent).removesuffix(" %").replace(",", "."))
        story = _said(block.find("p"))
        for pattern, keys in STORY.items():
            if told := re.search(pattern, story, re.IGNORECASE):
                yield from (((key, code), int(value)) for key, value in zip(keys, told.groups(), strict=True))
        for line in block.iterfind(".//li"):
            spans = line.findall("./span")
            school = names.schools[_said(spans[0])]
            yield from _shown(("n", code, school), ("d", code, school), _said(spans[-1]))


STORY = {
    r"это (\d+) из (\d+)": ("needed", "d"),
    r"ответили (\d+) из (\d+)": ("answered", "asked"),
    r"сами достигли плана: (\d+)": ("reached_by",),
}


def _shown(n, d, said):
    if told := re.fullmatch(r"(\d+)(?: из (\d+))?", said):
        yield n, int(told[1])
        if told[2]:
            yield d, int(told[2])
    elif said in ("да", "нет"):
        yield n, int(said == "да")


FACES = {"xlsx": of_xlsx, "html": of_html, "docx": of_docx}
"""Name of a format → what reads its numbers."""
