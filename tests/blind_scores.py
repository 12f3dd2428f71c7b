"""Orders that others wrote, against what people should find in them: cells, requisites, and every word of the file.

`python tests/blind_scores.py` prints the table. The words are counted here from the bytes of the files, not by the
readers of the package.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.cases import declined
from roadmapdocs.transcription import ReadOrder, read_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Roadmap

FOLDER = Path(__file__).parent / "data" / "orders-blind"
EXPECTED: dict[str, dict[str, Any]] = YAML(typ="safe").load(FOLDER / "expected.yaml")
_NOT_TEXT = ("fonttbl", "stylesheet", "colortbl", "info", "listtable", "listoverridetable", "*")


@dataclass
class Blind:
    """Cells and requisites: how many there are, what was read wrongly; words that are nowhere, or wrongly set aside."""

    cells: int = 0
    requisites: int = 0
    wrong: list[str] = field(default_factory=list)
    wrong_requisites: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)


def fold(text: object) -> str:
    """Fold blanks, and dashes with the blanks around them."""
    return " ".join(re.sub(r"\s*[-–—\u2011]\s*", "-", str(text).replace("\u00a0", " ")).split())


def compare(name: str) -> Blind:
    """Read one of the orders and compare."""
    data, expected = (FOLDER / name).read_bytes(), EXPECTED[name]
    read = read_order(data, file=name)
    assert read.order is not None
    result = Blind()
    _requisites(expected, read.order, result)
    for index, table in enumerate(expected["roadmaps"]):
        roadmap = read.order.roadmaps[index] if index < len(read.order.roadmaps) else None
        _table(table, read.order, roadmap, result)
    _words(data, str(expected["skipped"]), read, result)
    return result


# --- requisites ---


def _requisites(expected: dict[str, Any], order: Order, result: Blind) -> None:
    for name, wanted in expected.items():
        found = _found(name, order)
        if isinstance(wanted, dict):
            found = {sender: found.get(sender) for sender in wanted}
        if name not in ("skipped", "roadmaps"):
            _one(name, found, wanted, result)
    _one("roadmaps", len(order.roadmaps), len(expected["roadmaps"]), result)
    titles = [order.say(roadmap.title) for roadmap in order.roadmaps]
    for number, table in enumerate(expected["roadmaps"]):
        _one("title of a roadmap", titles[number] if number < len(titles) else None, table["title"], result)


def _found(name: str, order: Order) -> Any:
    return {
        "title": order.say(order.title),
        "clauses": len(order.clauses),
        "acts": [act.number for act in order.acts.values()],
        "signatory": order.signatory.name,
        "place": order.issuer.place,
        "due": {round_.sender: round_.due for round_ in order.reports.values()},
    }.get(name) or getattr(order, name, None)


def _one(name: str, found: object, wanted: object, result: Blind) -> None:
    result.requisites += 1
    if fold(found or "") != fold(wanted or ""):
        result.wrong_requisites.append(f"{name}: {found!r} for {wanted!r}")


# --- tables ---


def _table(table: dict[str, Any], order: Order, roadmap: Roadmap | None, result: Blind) -> None:
    wanted = list(_wanted(table))
    result.cells += sum(map(len, wanted))
    rows = [_row(order, roadmap, activity, table["roles"]) for activity in roadmap.activities] if roadmap else []
    pairs = _paired([fold(row["event"].split(" || ")[0]) for row in wanted], [fold(row["event"]) for row in rows])
    for number, row in enumerate(wanted):
        read = rows[pairs[number]] if number in pairs else {}
        result.wrong += (
            f"{role}: {read.get(role)!r} for {text!r}" for role, text in row.items() if not _same(role, read, text)
        )
    result.wrong += [f"a row too many: {row}" for at, row in enumerate(rows) if at not in pairs.values()]


def _wanted(table: dict[str, Any]) -> Iterator[dict[str, str]]:
    direction = ""
    for row in table["rows"]:
        if isinstance(row, str):
            direction = row
        else:
            yield {"direction": direction, **dict(zip(table["roles"], row, strict=True))}


def _row(order: Order, roadmap: Roadmap, activity: Activity, roles: Sequence[str]) -> dict[str, str]:
    titles = {direction.id: f"{direction.number} {direction.title}" for direction in roadmap.directions}
    texts = {role: order.say(activity.printed(Role(role))) for role in roles}
    return {"direction": titles.get(activity.direction or "", ""), **texts}


def _paired(wanted: list[str], found: list[str]) -> dict[int, int]:
    """Pair rows by their events; where these differ, by their places between rows that do not."""
    codes = SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes()
    return {a + n: b + n for _, a, a_end, b, b_end in codes for n in range(min(a_end - a, b_end - b))}


def _same(role: str, read: dict[str, str], wanted: str) -> bool:
    found = fold(read.get(role))
    if role == "direction":  # «1. Название» and «1 Название» are one
        found, wanted = (re.sub(r"^(\w+)\. ", r"\1 ", fold(text)) for text in (found, wanted))
    return found in map(fold, wanted.split(" || "))


# --- words ---


def _words(data: bytes, skipped: str, read: ReadOrder, result: Blind) -> None:
    assert read.order is not None
    said = [*_printed(read.order), *(finding.seen for finding in read.findings)]
    kept = _count(*said, *read.furniture, skipped)
    result.lost = sorted((_count(_text(data)) - kept).elements())
    result.set_aside = sorted((_count(*read.furniture) - _count(skipped)).elements())


def _count(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text.casefold()))


def _printed(order: Order) -> Iterator[str]:
    """Yield the order's texts, the numbers of its clauses, and the mark of each appendix."""
    for text in _strings(order.model_dump(mode="json", exclude={"appendix_mark", "approval_stamp"})):
        yield declined(order, text) if "{" in text and "{appendix}" not in text else text
    yield from (str(number) for number in range(1, len(order.clauses) + 1))
    for number in range(1, len(order.roadmaps) + 1):
        lines = (*order.appendix_mark, *order.approval_stamp)
        yield from (order.say(line, appendix=str(number), approved="утвержден") for line in lines)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _strings(entry)


def _text(data: bytes) -> str:
    """Return the text of a DOCX, ODT or RTF by deleting everything else."""
    if data.startswith(b"{\\rtf"):
        return _text_of_rtf(data.decode("latin-1"))
    with zipfile.ZipFile(BytesIO(data)) as package:
        part = "content.xml" if "content.xml" in package.namelist() else "word/document.xml"
        body = re.split(r"<office:text\b|<w:body>", package.read(part).decode())[1].partition(">")[2]
    body = re.sub(r"</(?:w:p|text:p|text:h)>|<(?:w:br|w:tab|text:line-break|text:tab|text:s)\b[^>]*>", " ", body)
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def _text_of_rtf(source: str) -> str:
    for name in _NOT_TEXT:
        while (start := source.find("{\\" + name)) >= 0:
            source = source[:start] + source[_end_of_group(source, start) :]
    source = re.sub(r"[\r\n]", "", source).replace("\\~", " ")
    source = re.sub(r"\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?", lambda found: chr(int(found[1]) % 65536), source)
    source = re.sub(r"\\'([0-9a-f]{2})", lambda found: bytes.fromhex(found[1]).decode("cp1251"), source)
    source = re.sub(r"\\(?:par|tab|cell|line|row|page)(?![a-z]) ?", " ", source)
    return re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", source)


def _end_of_group(source: str, start: int) -> int:
    depth = 0
    for found in re.finditer(r"\\.|[{}]", source[start:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return start + found.end()
    return len(source)


if __name__ == "__main__":
    for file in EXPECTED:
        one = compare(file)
        print(file, f"cells {one.cells - len(one.wrong)}/{one.cells}", f"requisites wrong {one.wrong_requisites}")  # noqa: T201
        print(*one.wrong, one.lost, one.set_aside, sep="\n   ")  # noqa: T201
