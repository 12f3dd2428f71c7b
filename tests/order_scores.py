"""How much of a paper was read rightly: cells and requisites against its description, words against its text.

`python tests/order_scores.py` prints the table for the twenty papers.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from order_papers import FOLDER, papers
from roadmapdocs.model.order import Order
from roadmapdocs.model.roadmap import Role
from roadmapdocs.readers import read_paper
from roadmapdocs.readers.blocks import Grid
from roadmapdocs.transcription import ReadOrder, read_order
from roadmapdocs.writers import render_order

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass
class Score:
    """Cells and requisites: how many there are, which were read wrongly; the words that were dropped."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    requisites: int = 0
    wrong_requisites: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def fold(text: object) -> str:
    """Fold white space."""
    return " ".join(str(text).replace("\u00a0", " ").split())


def score(paper: dict[str, Any], read: ReadOrder, data: bytes) -> Score:
    """Compare what was read with what the paper says."""
    result = Score()
    order = read.order
    assert order is not None
    _score_cells(paper, order, result)
    _score_requisites(paper, order, result)
    result.lost = lost(data, read)
    return result


def _score_cells(paper: dict[str, Any], order: Order, result: Score) -> None:
    for appendix, roadmap in zip(paper["appendices"], order.roadmaps, strict=False):
        captions = [(column.role.value, fold(column.caption)) for column in roadmap.columns]
        for role, caption in zip(appendix["roles"], appendix["header"], strict=True):
            grid = role == "deadline" and appendix.get("layout", {}).get("flat")
            found = (role, fold(caption)) in captions or bool(grid and role in dict(captions))
            _compare(result, f"графа {caption}", found, expected=True)
        activities = list(roadmap.activities)
        titles = {d.id: fold(f"{d.number} {d.title}") for d in roadmap.directions}
        direction = ""
        for row in appendix["rows"]:
            if isinstance(row, str):
                direction = fold(row)
                _compare(result, "направление", direction in titles.values(), expected=True)
                continue
            activity = activities.pop(0) if activities else None
            for role, cell in zip(appendix["roles"], row, strict=True):
                seen = fold(activity.printed(Role(role))) if activity else "нет строки"
                _compare(result, f"{row[0]} {role}", seen, expected=fold(cell))
            of = titles.get(str(activity.direction), "") if activity else "нет строки"
            _compare(result, f"{row[0]} направление", of, expected=direction)
        for extra in activities:
            result.wrong.append(f"лишняя строка: {extra.text}")
    for missing in paper["appendices"][len(order.roadmaps) :]:
        cells = sum(len(row) for row in missing["rows"] if isinstance(row, list))
        result.cells += cells
        result.wrong += [f"нет приложения {missing['title']}"] * cells


def _compare(result: Score, what: str, seen: object, *, expected: object) -> None:
    result.cells += 1
    if seen != expected:
        result.wrong.append(f"{what}: {seen!r} вместо {expected!r}")


def _score_requisites(paper: dict[str, Any], order: Order, result: Score) -> None:
    def check(what: str, seen: object, expected: object) -> None:
        result.requisites += 1
        if seen != expected:
            result.wrong_requisites.append(f"{what}: {seen!r} вместо {expected!r}")

    check("бланк", [fold(line) for line in order.issuer.letterhead], [fold(line) for line in paper["letterhead"]])
    check("заголовок", fold(order.title), fold(paper["title"]))
    preamble = fold(order.say(order.preamble)).rstrip(",")
    check("преамбула", preamble, fold(paper["preamble"]))
    said = f"{order.date_line} {order.number_line} {order.issuer.place}"
    check("реквизиты", Counter(words(order.say(said))), Counter(words(" ".join(paper["requisites"]))))
    clauses = [line for clause in order.clauses for line in (clause.text, *clause.bullets)]
    expected = [
        re.sub(r"^(?:\d+\. ?(?=\d+\. )|)(?:\d+(?:\.\d+)*[.)]|[-–]|[а-я]\))\s*", "", line) for line in paper["clauses"]
    ]
    check("пункты", [fold(order.say(line)) for line in clauses], [fold(line.replace("{", "{ ")) for line in expected])
    signed = fold(" ".join(paper["signature"]).replace("_", " "))
    check("подпись", fold(f"{order.signatory.post} {order.signatory.name}"), signed)
    for number, (appendix, roadmap) in enumerate(zip(paper["appendices"], order.roadmaps, strict=False), start=1):
        mark = [fold(order.say(line, appendix=str(number))) for line in order.appendix_mark]
        check("отметка", mark, [fold(line) for line in appendix["mark"]])
        check("название", fold(roadmap.title), fold(" ".join(appendix["title"])))


# --- words ----------------------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Return the words and numbers of a text."""
    return [word.casefold() for word in WORD.findall(text.replace("\u00ad", ""))]


def texts_of(data: bytes) -> list[str]:
    """Return every text of a file; of plain text without its marks."""
    if not data.startswith((b"PK", b"%PDF", b"{\\rtf", b"\xd0\xcf")):
        return [re.sub(r"</?[A-Za-z][^<>]*>", " ", data.decode("utf-8"))]
    blocks = read_paper(data).blocks
    return [
        text
        for block in blocks
        for text in ([cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text])
    ]


def lost(data: bytes, read: ReadOrder) -> list[str]:
    """Return the words of a file that the printed order lacks, no finding quotes and that are no furniture."""
    assert read.order is not None
    source = Counter(word for text in texts_of(data) for word in words(text))
    printed = Counter(word for text in texts_of(render_order(read.order)) for word in words(text))
    # the writer merges equal levels that stand one under another: the cell speaks for each of its rows
    printed += Counter(word for _, activity in read.order.activities() for word in words(activity.level))
    said = Counter(word for finding in read.findings if finding.code != "T902" for word in words(finding.seen))
    furniture = Counter(word for text in read.furniture for word in words(text))
    return sorted((source - printed - said - furniture).elements())


def table(*, verbose: bool) -> Iterator[str]:
    """Yield the lines of the table: papers, cells, requisites, lost words, findings; with `verbose` every fault."""
    total = Score()
    yield f"{'приказ':<24}{'ячеек':>7}{'верно':>7}{'реквиз.':>9}{'верно':>7}{'слов потеряно':>15}{'замечаний':>11}"
    for paper in papers():
        data = (FOLDER / paper["file"]).read_bytes()
        read = read_order(data, file=paper["file"])
        one = score(paper, read, data)
        yield _line(paper["file"], one) + f"{len(read.findings):>11}"
        if verbose:
            yield from (*one.wrong, *one.wrong_requisites, *(f"потеряно: {word}" for word in one.lost))
        total.cells += one.cells
        total.wrong += one.wrong
        total.requisites += one.requisites
        total.wrong_requisites += one.wrong_requisites
        total.lost += one.lost
    yield _line("всего", total)


def _line(name: str, one: Score) -> str:
    right, right_requisites = one.cells - len(one.wrong), one.requisites - len(one.wrong_requisites)
    return f"{name:<24}{one.cells:>7}{right:>7}{one.requisites:>9}{right_requisites:>7}{len(one.lost):>15}"


if __name__ == "__main__":
    for line in table(verbose="-v" in sys.argv):
        sys.stdout.write(f"{line}\n")
