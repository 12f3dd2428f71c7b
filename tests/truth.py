"""The numbers of a campaign, counted without the library: from the bare XML of returned files and the bare YAML.

A fact is named by a tuple of words. `truth` counts the facts; each face of the summary (`faces.py`) says which facts it
shows. Statuses are compared as the words that schools wrote.
"""

from __future__ import annotations

import re
from collections import Counter
from math import ceil
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from ruamel.yaml import YAML

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

STATUSES = (
    "выполнено", "выполнено с нарушением срока", "выполнено частично", "в процессе", "не выполнено", "перенесено",
    "отменено", "не применимо", "срок не наступил",
)  # fmt: skip
EMPTY, ABSENT = "не заполнено", "отчёт не представлен"
OUTSIDE = ("не применимо", "срок не наступил", ABSENT)

Answers = dict[tuple[str, str], str]
"""(row code, caption) → what stands in the cell."""


# --- what stands in the returned files ----------------------------------------------------------------------------


def answers_of(path: Path) -> Answers:
    """Read every cell of every table with a column «Код»."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    rows = document_rows(parts) if "word/document.xml" in parts else sheet_rows(parts)
    found, captions = {}, []
    for row in rows:
        if "Код" in row:
            captions = row
        elif captions and (code := row[captions.index("Код")]):
            found |= {(code, caption): text for caption, text in zip(captions, row, strict=False) if caption}
    return found


def document_rows(parts):
    """Return the rows of all tables of a text document; what stands in ‹ › is a prompt, no answer."""
    for row in etree.fromstring(parts["word/document.xml"]).iter(f"{WORD}tr"):
        texts = ("".join(cell.itertext(f"{WORD}t")).strip() for cell in row.iter(f"{WORD}tc"))
        yield ["" if text.startswith("‹") else text for text in texts]


def sheet_rows(parts):
    """Return the rows of the first sheet, cells by column."""
    strings = etree.fromstring(parts.get("xl/sharedStrings.xml", b"<none/>"))
    shared = ["".join(item.itertext(f"{SHEET}t")) for item in strings]
    for row in etree.fromstring(parts["xl/worksheets/sheet1.xml"]).iter(f"{SHEET}row"):
        cells = [""] * 20
        for cell in row.iter(f"{SHEET}c"):
            letter, text = cell.get("r")[0], cell.findtext(f"{SHEET}v") or ""
            inline = "".join(cell.itertext(f"{SHEET}t"))
            cells[ord(letter) - 65] = inline or (shared[int(text)] if cell.get("t") == "s" else text)
        yield [cell.strip() for cell in cells]


def returned(folder: Path) -> dict[str, Answers]:
    """Return the answers of each respondent: the demo names reports by code, and the foreign one «новый»."""
    files = [path for path in (folder / "Входящие").glob("Отчёт *") if "новый" not in path.name]
    return {path.name.split()[1]: answers_of(path) for path in files}


# --- the order, bare ----------------------------------------------------------------------------------------------


def order_of(folder: Path) -> dict:
    """Return the order as YAML has it."""
    return YAML(typ="safe", pure=True).load((folder / "order.yaml").read_text("utf-8"))


def roster_of(folder: Path) -> dict[str, str]:
    """Return the cluster of each school."""
    header, *lines = (folder / "schools.csv").read_text("utf-8-sig").splitlines()
    comma = ";" if ";" in header else ","
    names = header.split(comma)
    rows = [dict(zip(names, line.split(comma), strict=False)) for line in lines]
    return {row["code"]: row.get("cluster", "") for row in rows}


# --- counting -----------------------------------------------------------------------------------------------------


def truth(folder: Path) -> dict[tuple, float]:
    """Count every fact of a campaign of the demo."""
    order, schools, files = order_of(folder), roster_of(folder), returned(folder)
    said = {code: answers for code, answers in files.items() if code in schools}
    facts: dict[tuple, float] = {
        ("school", "all"): len(schools),
        ("school", "returned"): len(said),
        ("school", "missing"): len(schools) - len(said),
        ("form", "revision"): order.get("report_form", {}).get("revision", 1),
    }
    for school, answers in said.items():
        times = ((code, number(text)) for (code, caption), text in answers.items() if "раз" in caption)
        facts |= {("times", code, school): value for code, value in times if value is not None}
    facts |= roadmaps(folder, order)
    sent = sent_rows(folder, schools)
    for code, words in statuses(said, schools, sent).items():
        counted = Counter(words.values())
        facts |= {("status", code, word): counted[word] for word in (*STATUSES, EMPTY, ABSENT)}
        facts |= {("cell", code, school): words[school] for school in words}
        facts["done", code] = counted["выполнено"] + counted["выполнено с нарушением срока"]
        facts["due", code] = len(words) - sum(counted[word] for word in OUTSIDE)
    for name in order.get("indicators", {}):
        facts |= indicator(order, name, said, sent)
        facts |= indicator(order, name, {code: files[code] for code in files if code not in schools}, sent)
    return facts


LONG = 50
"""Characters from which two schools with the same measure have copied it."""


def roadmaps(folder: Path, order) -> dict[tuple, float]:
    """Count what differs in the schools' own roadmaps; the demo's late deadlines are all of the last August."""
    august = f"август {order['school_year'] + 1}"
    plans, facts = {}, {}
    for path in [
        *(folder / "Входящие").glob("Дорожная карта *"),
        *(folder / "Исходящие").glob("*/Дорожная карта *.docx"),
    ]:
        name = re.search(r"(?:(\d) (\d\d)\.|карта школы (?:прил\. (\d) )?(\d\d) )", path.name)
        kind, school = name[1] or name[3] or str(len(order["roadmaps"])), name[2] or name[4]
        plans[path.parent.name == "Входящие", school, kind] = answers_of(path)
    own = Counter(text for (came, *_), plan in plans.items() if came for text in measures(plan).values())
    for (came, school, kind), plan in plans.items():
        roadmap = order["roadmaps"][int(kind) - 1]
        title = re.sub(r"^Приложение \d\. ", "", roadmap["short_title"])
        stated = {row["code"]: deadline_of(row) for row in roadmap["activities"]}
        rows = {code for code, _ in plan if code in stated}
        if not came:
            facts["map", "Строк по плану", school, title] = len(rows)
            continue
        told = {code: [plan[code, caption] for caption in ("Срок", "Ответственный", "Чем подтвердим")] for code in rows}
        counts = {
            "Строк не запланировано": sum(not any(texts) for texts in told.values()),
            "Срок позже": sum(texts[0] == august != stated[code] for code, texts in told.items()),
            "Срок не сравнить": 0,
            "Без ответственного": sum(texts[1] in ("", "нет") and any(texts) for texts in told.values()),
            "Как у другой школы": sum(own[text] > 1 and len(text) >= LONG for text in measures(plan).values()),
            "Своих мероприятий": len(measures(plan)),
        }
        facts |= {("map", caption, school, title): count for caption, count in counts.items()}
    return facts


def measures(plan: Answers) -> dict[str, str]:
    """Return the measures of a school's own, by code."""
    return {
        code: text
        for (code, what), text in plan.items()
        if what == "Мероприятие" and len(code) > 2 and code[1] == "9" and text
    }


def deadline_of(row) -> str:
    """Return a deadline's text, stated alone or with windows."""
    stated = row.get("deadline", "")
    return stated["text"] if isinstance(stated, dict) else stated


def sent_rows(folder: Path, schools) -> dict[str, set[str]]:
    """Return the row codes of the form that each school was sent."""
    forms = {path.name.split()[1]: path for path in (folder / "Исходящие").rglob("Отчёт *.docx")}
    return {code: {row for row, _ in answers_of(forms[code])} for code in (*schools, "0") if code in forms}


def statuses(said, schools, sent) -> dict[str, dict[str, str]]:
    """Return the word of every school for every row of the roadmaps that it is asked."""
    found: dict[str, dict[str, str]] = {}
    for school in schools:
        for code in sent[school]:
            if re.fullmatch(r"[А-Я]\d+[а-я]?", code) and code[0] in "АБ" and int(re.sub(r"\D", "", code)) < 90:
                word = said[school].get((code, "Статус"), "") if school in said else ABSENT
                found.setdefault(code, {})[school] = word if word in (*STATUSES, ABSENT) else EMPTY
    return found


def number(text: str) -> int | None:
    """Read a whole number; spreadsheets may keep 8 as 8.0."""
    return int(float(text)) if re.fullmatch(r"\d+(\.0)?", text) else None


def indicator(order, name, said, sent) -> dict[tuple, float]:
    """Count Σn and Σd of an indicator over those that were asked; nothing where nobody of them was."""
    own = order["indicators"][name]
    source = own.get("from", name)
    source = name if source == "times" else source
    rows = [
        row for roadmap in order["roadmaps"] for row in roadmap["activities"] if source in row.get("indicators", ())
    ]
    row = rows[0]["code"]
    asked = [code for code in sent if any(re.fullmatch(f"{row}[а-я]?", one) for one in sent[code])]
    sender = "department" if set(said) <= {"0"} else "school"
    if sender not in rows[0].get("reported_by", ["school"]):
        return {}
    asked = [code for code in asked if (code == "0") == (sender == "department")]
    numbers = {code: value_of(order, source, row, own, said[code]) for code in asked if code in said}
    return facts_of(own, numbers, asked)


def value_of(order, source, row, own, answers):
    """Return what one respondent answered: (n, d), «не применимо», or None."""
    asked = order["indicators"][source]
    if own.get("from") == "times":
        caption = next(caption for code, caption in answers if code.startswith(row) and "раз" in caption)
        texts = [text for (code, one), text in answers.items() if re.fullmatch(f"{row}[а-я]?", code) and one == caption]
        times = [value for value in map(number, texts) if value is not None]
        return (sum(times), None) if times else None
    text = answers.get((asked["code"], "Значение"), "")
    if asked["ask"] == "yes_no":
        return {"да": (1, None), "нет": (0, None), "не применимо": "не применимо"}.get(text)
    if asked["ask"] == "count":
        return None if number(text) is None else (number(text), None)
    known = {"school.staff": "П2", "school.teachers": "П3"}.get(asked.get("denominator"))
    whole = number(answers.get((known, "Ответ") if known else (asked["code"], "Сколько всего"), ""))
    if whole == 0:
        return "не применимо"
    return None if number(text) is None or whole is None else (number(text), whole)


def facts_of(own, numbers, asked) -> dict[tuple, float]:
    """Return the facts of an indicator from its numbers."""
    code, kind = own["code"], own["aggregation"]
    given = {school: value for school, value in numbers.items() if isinstance(value, tuple)}
    applicable = len(asked) - sum(value == "не применимо" for value in numbers.values())
    facts: dict[tuple, float] = {("answered", code): len(given), ("asked", code): applicable}
    if kind == "schools":
        given = {school: (int(n > 0), None) for school, (n, _) in given.items()}
    facts |= {("n", code, school): n for school, (n, _) in given.items()}
    facts |= {("d", code, school): d for school, (_, d) in given.items() if d is not None}
    if given or kind == "schools":
        facts["n", code] = sum(n for n, _ in given.values())
    whole = applicable if kind == "schools" else sum(d or 0 for _, d in given.values()) if kind == "pooled" else 0
    if whole:
        facts |= {("d", code): whole, ("share", code): facts["n", code] / whole}
    target = re.search(r"(\d+)%", own.get("target") or "")
    if target and whole:
        facts["needed", code] = ceil(int(target[1]) * whole / 100)
    if target:
        facts["goal", code] = int(target[1]) / 100
    if target and kind == "pooled":
        facts["reached_by", code] = sum(n * 100 >= int(target[1]) * d for n, d in given.values())
    return facts


# --- what the library says apart from its sums --------------------------------------------------------------------


def about_reports(campaign) -> dict[tuple, float]:
    """Count files, findings and required cells: from what was received, not from its summary."""
    received, due = campaign.receive(), order_of(campaign.folder)["reports"]["schools"]["due"]
    files, schools = returned(campaign.folder), roster_of(campaign.folder)
    wrong = {submission.respondent.code for submission in received.submissions if submission.errors}
    facts: dict[tuple, float] = {
        ("school", "to_correct"): len(wrong & set(schools)),
        ("school", "clean"): len(set(files) & set(schools)) - len(wrong & set(schools)),
        ("school", "in_time"): sum(
            one.received <= due for one in received.submissions if one.respondent.code in schools
        ),
        ("school", "accepted"): 0,
        ("school", "provisional"): len(set(files) & set(schools)),
        ("files", "refused"): len(received.refused),
    }
    for submission in received.submissions:
        code, severities = submission.respondent.code, [f.severity.name for f in submission.findings]
        required = [
            files[code].get((row.code, caption), "")
            for table in submission.form.tables
            for row in table.asked_rows
            for column, caption in ((column.id, column.caption) for column in table.columns)
            if column in row.fields and row.fields[column].required
        ]
        facts |= {("filled", code): sum(map(bool, required)), ("required", code): len(required)}
        facts |= {("errors", code): severities.count("ERROR"), ("warnings", code): severities.count("WARNING")}
    for name in ("filled", "required", "errors", "warnings"):
        facts[name, "schools"] = sum(facts.get((name, code), 0) for code in schools)
    return facts
