"""Quotation marks in pairs, ends of list items, colons, lost commas."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import Passage, acts, passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS"]

_TWO_COLONS = re.compile(r"(?:\S+ ){0,2}\S*[^\W\d]:(?!//)([^:.;\n]*):(?=\s|$)")
_ITEM = re.compile(r"\s*[-–•*]\s+(?=\S)")
_TAIL = 60


def unpaired_quotes(order: Order) -> Iterator[Finding]:
    """A quotation mark that is opened and never closed, or the other way round; the cited acts too."""
    for passage in chain(passages(order), acts(order)):
        depth = 0
        for char in passage.text:
            depth += {"«": 1, "»": -1}.get(char, 0)
            if depth < 0:
                break
        if depth:
            opened = passage.text.find("«") if depth > 0 else 0
            seen = passage.text[opened:]
            seen = seen if len(seen) <= _TAIL else f"{seen[:30].rstrip()} … {seen[-25:].lstrip()}"
            expected = (
                "закрыть кавычку в конце названия" if depth > 0 else "убрать лишнюю кавычку или открыть пару к ней"
            )
            yield remark("O601", passage.place, seen=seen, expected=expected)


def ends_of_items(order: Order) -> Iterator[Finding]:
    """An item of a list ends unlike the others; where items end in full stops the last one does too."""
    for passage in passages(order):
        for items in _lists(passage):
            ends = [_end(item) for item in items]
            usual, often = Counter(ends[:-1]).most_common(1)[0]
            if not usual or often * 2 <= len(ends) - 1:
                continue
            for item, end in zip(items[:-1], ends[:-1], strict=True):
                if end != usual:
                    yield _item_remark(passage, item, usual)
            allowed = (".",) if usual == "." else (".", "")
            if ends[-1] not in allowed:
                yield _item_remark(passage, items[-1], ".")


def _lists(passage: Passage) -> Iterator[list[str]]:
    """Yield the lists of a text; a subheading between items parts them only if it ends in a colon and more follow."""
    items = [_ITEM.sub("", line, count=1).strip() for line in passage.text.splitlines() if _ITEM.match(line)]
    if len(items) > 1:
        yield items


def _end(item: str) -> str:
    return item[-1] if item[-1] in ".;,:" else ""


def _item_remark(passage: Passage, item: str, end: str) -> Finding:
    bare = item.rstrip(".;,: ")
    tail = f"… {bare[-40:].partition(' ')[2]}" if len(bare) > _TAIL else bare
    return remark("O602", passage.place, seen=f"{tail}{_end(item)}", expected=f"«{tail}{end}»")


def two_colons(order: Order) -> Iterator[Finding]:
    """«в мероприятиях: регионального уровня:»."""
    for passage in passages(order):
        if passage.is_prose and (found := _TWO_COLONS.search(passage.text)):
            expected = found[0].replace(":", "", 1)
            yield remark("O603", passage.place, seen=found[0], expected=f"«{expected}»")


def lost_commas(order: Order) -> Iterator[Finding]:
    """Two responsible bodies with nothing between them: «Отдел по образованию РУМО»."""
    cells = [p for p in passages(order) if p.role is Role.RESPONSIBLE and p.part == "cell"]
    known = {part.strip() for cell in cells for part in cell.text.split(",")} | {order.issuer.name}
    known = {name for name in known if name[:1].isupper() and " " in name}
    for cell in cells:
        for name in sorted(known):
            if re.match(rf"{re.escape(name)} [А-ЯЁ]", cell.text):
                rest = cell.text[len(name) + 1 :]
                yield remark("O604", cell.place, seen=cell.text, expected=f"«{name}, {rest}»")


def ends_of_clauses(order: Order) -> Iterator[Finding]:
    """A clause or a bullet that ends in no mark at all."""
    for passage in passages(order):
        if passage.part == "clause" and passage.text and passage.text[-1] not in ".;:":
            seen = passage.text[-_TAIL:].partition(" ")[2] if len(passage.text) > _TAIL else passage.text
            yield remark("O605", passage.place, seen=seen, expected=f"«{seen}.»")


CHECKS = (unpaired_quotes, ends_of_items, two_colons, lost_commas, ends_of_clauses)
