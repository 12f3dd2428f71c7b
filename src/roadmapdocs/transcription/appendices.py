"""Appendices: their marks, their titles, their tables; what stands between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from roadmapdocs.orders.approval import approval_word
from roadmapdocs.russian.dates import format_day
from roadmapdocs.transcription.directions import split_direction
from roadmapdocs.transcription.headers import find_header, is_roadmap
from roadmapdocs.transcription.paper import Line, Table, lines_of_grid
from roadmapdocs.transcription.rows import Body, mend_cells, read_body
from roadmapdocs.transcription.spelling import DATE, NUMBER, NUMBER_SIGN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.transcription.headers import Header
    from roadmapdocs.transcription.paper import Item, Notes

__all__ = ["Appendix", "common_mark", "divide", "divided_mark", "read_appendices"]

_MARK = re.compile(
    r"(?:приложение|приложения)(?:\s*(?:№|N)?\s*\d{1,2})?(?=$|\s+к\s|\s*$|\t|\s+(?:утвержд|\())", re.IGNORECASE
)
_STAMP = re.compile(r"утвержд[её]н[аоы]?\b|утверждаю\b", re.IGNORECASE)
_OF_MARK = re.compile(
    r"к\s+(?:приказ|распоряж|постановл|пр\.)|(?:приказом|распоряжением|постановлением)\b|утвержд|от\s|от$|«?_|"
    rf"{NUMBER_SIGN}|{DATE}|отдел|управлени|комитет|департамент|администраци|муниципал|мку|мбоу|мкоу|директор|начальник|"
    r"образовани|района|округа|области|края|республики|школы|«",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"{DATE}.*{NUMBER_SIGN}\s?{NUMBER}|{NUMBER_SIGN}\s?{NUMBER}.*{DATE}", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:план|дорожная|\(?«?дорожн|комплекс|график|перечень|мероприятия|программа|муниципальн\w+ (?:план|дорож)|состав|"
    r"список|форма|отч[её]т|положение|порядок)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"(?:продолжение|окончание) (?:таблицы|приложения)\b.*|\d{1,3}|- \d+ -", re.IGNORECASE)
_FORM = re.compile(r"(?:форма|образец|бланк)\b", re.IGNORECASE)
_NUMBERS = 4  # a number of a row has no more characters
_LONGEST_MARK, _MOST_LINES = 120, 9


@dataclass(slots=True)
class Appendix:
    """A roadmap as it stands in the document: the lines of its mark, of its title, its table's heading and body."""

    mark: list[str]
    title: list[Line]
    place: str
    header: Header | None = None
    body: Body = field(default_factory=Body)


def divide(items: Sequence[Item]) -> tuple[list[Line], list[Item]]:
    """Divide a document into the lines of the order itself and what is attached to it."""
    front: list[Line] = []
    for index, item in enumerate(items):
        if isinstance(item, Table):
            if is_roadmap(item):
                return _without_title(front, items, index)
            front += lines_of_grid(item, item.place)
            continue
        if _is_mark(item) and _follows_order(front):
            return front, list(items[index:])
        front.append(item)
    return front, []


def _without_title(front: list[Line], items: Sequence[Item], index: int) -> tuple[list[Line], list[Item]]:
    """A table without a mark above it: the lines from its title on belong to it."""
    for at in range(len(front) - 1, max(len(front) - _MOST_LINES, -1), -1):
        if _TITLE.match(front[at].text) or _STAMP.match(front[at].text):
            start = _mark_above(front, at)
            return front[:start], [*front[start:], *items[index:]]
    return front, list(items[index:])


def _mark_above(front: Sequence[Line], title: int) -> int:
    """Return where the mark above a title begins, the title's own place if there is none."""
    start = title
    for at in range(title - 1, max(title - _MOST_LINES, -1), -1):
        if _STAMP.match(front[at].text) or _is_mark(front[at]):
            start = at
        elif not _OF_MARK.match(front[at].text):
            break
    return start


def _is_mark(line: Line) -> bool:
    return len(line.text) < _LONGEST_MARK * 2 and _MARK.match(line.text) is not None


def _follows_order(front: Sequence[Line]) -> bool:
    """Say whether an appendix may begin here: not inside the list of an order's first lines."""
    return len(front) > 1


# --- reading ---


def read_appendices(items: Sequence[Item], notes: Notes) -> tuple[list[Appendix], list[Line]]:
    """Return the roadmaps among what is attached, and the lines behind the last one; everything else is quoted."""
    found: list[Appendix] = []
    pending: list[Line] = []
    fresh = True  # a mark stands above: what comes is a new appendix
    for item in items:
        if isinstance(item, Line):
            if _is_mark(item):
                _flush(pending, notes, had_mark=fresh)
                pending, fresh = [], True
            pending.append(item)
            continue
        if found and not (fresh and pending) and _goes_on(found[-1], item, pending, notes):
            pending = []
            continue
        header = None if _is_form(item, pending) or not is_roadmap(item) else find_header(item, notes)
        if header is None:
            pending += lines_of_grid(item, item.place)
            continue
        found.append(_begin(item, header, pending, notes))
        pending, fresh = [], False
    for appendix in found:
        mend_cells(appendix.body, _mend_of(items), notes)
    if fresh or not found:
        _flush(pending, notes, had_mark=fresh)
        return found, []
    return found, _without_furniture(pending, notes)


def _is_form(table: Table, above: Sequence[Line]) -> bool:
    """Say whether a table is a blank to be filled in: it is called a form, or nothing is said below its captions."""
    said = [sum(len(cell.text.strip()) > _NUMBERS for cell in row) for row in table.rows]
    return any(_FORM.match(line.text) for line in above) or (len(said) > 1 and not any(said[1:]))


def _mend_of(items: Sequence[Item]) -> Callable[[str], str]:
    return next(item.mend for item in items if isinstance(item, Table))


def _flush(pending: Sequence[Line], notes: Notes, *, had_mark: bool) -> None:
    """Quote lines that belong to no roadmap: an appendix of another kind, or notes below a table."""
    kept = _without_furniture(pending, notes)
    notes.left_over(kept, "T301" if had_mark and kept and _is_mark(kept[0]) else "T901")


def _without_furniture(lines: Sequence[Line], notes: Notes) -> list[Line]:
    """Return lines without page numbers and words of continuation, which are set aside."""
    notes.set_aside(*(line.text for line in lines if _is_furniture(line)))
    return [line for line in lines if not _is_furniture(line)]


def _is_furniture(line: Line) -> bool:
    return _FURNITURE.fullmatch(line.folded) is not None and not line.place.startswith("таблица")


def _begin(table: Table, header: Header, pending: list[Line], notes: Notes) -> Appendix:
    above = [
        line
        for row in table.rows[: header.first]
        for line in lines_of_grid(Table([row], table.place, table.mend), table.place)
    ]
    mark, title = _mark_and_title([*pending, *above])
    appendix = Appendix([line.folded for line in mark], title, table.place, header)
    if title and len(title) > 1 and (section := split_direction(title[-1].folded)).number:
        appendix.title = title[:-1]
        appendix.body.open(section)
    read_body(table, header, appendix.body, notes)
    return appendix


def _mark_and_title(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Divide the lines above a table: the mark ends with the order's date and number, or where the title begins."""
    if not lines or not (_is_mark(lines[0]) or _STAMP.match(lines[0].text)):
        return [], list(lines)
    count = 1
    ends = next((i for i, line in enumerate(lines[:_MOST_LINES]) if _ENDS.search(line.text)), None)
    for above, line in pairwise(lines[:_MOST_LINES]):
        if _TITLE.match(line.text) or (not _OF_MARK.match(line.text) and (ends is None or count > ends)):
            break
        if _ENDS.search(above.text) and _begins_anew(line):
            break
        count += 1
    return list(lines[:count]), list(lines[count:])


def _begins_anew(line: Line) -> bool:
    """Say whether a line below the order's date and number begins a title: it is no stamp, and goes on with nothing."""
    return not _STAMP.match(line.text) and re.match(r"[А-ЯЁ]", line.text) is not None


def _goes_on(last: Appendix, table: Table, between: Sequence[Line], notes: Notes) -> bool:
    """Take a table that continues the last one: no captions of its own, or the same ones."""
    header = last.header
    if header is None or not table.rows:
        return False
    told = [line for line in between if not _is_furniture(line)]
    across = table.typed and len(told) == 1
    own = find_header(table, notes) if is_roadmap(table) else None
    if own is None:
        width = max(len(row) for row in table.rows)
        if (told and not across) or width not in (len(header.slots), 1 + max(slot.start for slot in header.slots)):
            return False
    elif [slot.caption for slot in own.slots] != [slot.caption for slot in header.slots] or len(told) > 2:  # noqa: PLR2004
        return False
    for line in between:
        if line not in told:
            notes.set_aside(line.text)
    if told:
        last.body.open(split_direction(" ".join(line.folded for line in told)))
    if not across:
        first = " | ".join(cell.text for cell in table.rows[0] if cell.text.strip())
        notes.say("T408", first, place=table.place)
    if own is not None:
        notes.set_aside(*(cell.text for row in table.rows[: own.body] for cell in row))
    read_body(table, header, last.body, notes, skip=0 if own is None else own.body)
    return True


# --- marks ---


def common_mark(appendices: Sequence[Appendix], day: date | None, number: str, notes: Notes) -> tuple[str, ...]:
    """Return the lines of the mark that all appendices share, with holes; quote those that have other ones."""
    patterns = [tuple(_pattern(line, place, day, number) for line in a.mark) for place, a in enumerate(appendices, 1)]
    known = Counter(pattern for pattern in patterns if pattern)
    if not known:
        return ()
    usual = known.most_common(1)[0][0]
    for place, (appendix, pattern) in enumerate(zip(appendices, patterns, strict=True), start=1):
        if pattern != usual:
            expected = " / ".join(usual).replace("{appendix}", str(place))
            code = "T302" if pattern else "T304"
            seen = " / ".join(appendix.mark) or " ".join(line.folded for line in appendix.title) or appendix.place
            notes.say(code, seen, place=appendix.place, expected=expected, address="appendix_mark")
    return usual


def divided_mark(mark: tuple[str, ...], roadmaps: Sequence[Roadmap]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide «Приложение № 1 / УТВЕРЖДЕН / приказом …» into the mark and the stamp with a hole for its word.

    The stamp is empty where the lines are of another form, or the word does not agree with the titles as usual.
    """
    words = {approval_word(roadmap) for roadmap in roadmaps}
    if len(mark) < 3 or not re.fullmatch(r"приложение(?:\s*(?:№|N)?\s*\{appendix\})?", mark[0], re.IGNORECASE):  # noqa: PLR2004
        return mark, ()
    return (mark[:1], ("{approved}", *mark[2:])) if words == {mark[1]} else (mark, ())


def _pattern(line: str, place: int, day: date | None, number: str) -> str:
    """Put holes into a line of a mark where it names the appendix, the order's date and its number."""
    if day is not None:
        line = line.replace(format_day(day), "{date}")
    if number:
        line = re.sub(rf"({NUMBER_SIGN}\s?){re.escape(number)}(?!\w)", r"\1{number}", line)
    return re.sub(
        rf"((?:приложени[ея])\s*(?:№|N)?\s*){place}(?!\d)", r"\1{appendix}", line, count=1, flags=re.IGNORECASE
    )
