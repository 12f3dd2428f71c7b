"""One thing, one name: schools, plans, the department, people and groups of people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import Passage, acts, passages, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS"]

_LEARNERS = "(?:ийся|егося|емуся|имся|емся|иеся|ихся|имися)"

ANYWHERE: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("", r"общеобразовательн\w+ организаци\w+", ""),
        (r"^о", r"(?<!\w)образовательн\w+ организаци\w+", "общео"),
    ),
    (
        (r"условиях рисков", r"функционирующ\w+ в условиях рисков", "зоне риска"),
        (r"зоне риск\w*", r"функционирующ\w+ в зоне риск\w*", "условиях рисков"),
    ),
    (("обучающ", rf"обучающ{_LEARNERS}", "учащ"), ("учащ", rf"\bучащ{_LEARNERS}", "обучающ")),
    (
        (r".+", r"индивидуальн\w+ образовательн\w+ маршрут\w*|\bИОМ\b", "индивидуальная траектория"),
        (r".+", r"индивидуальн\w+ траектори\w+", "индивидуальный образовательный маршрут (ИОМ)"),
    ),
)
"""Names of one thing that an order should not mix; the rarer one is reported.

For each: what of it is replaced, how it is recognised, and by what of the other name.
"""

IN_ONE_ROW: tuple[tuple[str, ...], ...] = (
    (r"учителей-предметников", r"педагогов-предметников"),
    (r"неуспешност\w+", r"неуспеваемост\w+"),
)
"""Names that may both stand in an order, but not in one row for one thing."""

OUR_AND_THEIRS: tuple[tuple[str, str], ...] = ((r"адресн\w+", r"помощ\w+|поддержк\w+|содействи\w+|сопровождени\w+"),)
"""An adjective and the nouns under which a matter may be known; ours is compared with that of the acts."""

_PLAN = re.compile(r"план мероприятий \((«?)дорожн\w+ карт\w+(»?)\)", re.IGNORECASE)
_POST = re.compile(r"зам\.|заместител\w+|директор\w*|методист\w*|специалист\w*", re.IGNORECASE)


def mixed_names(order: Order) -> Iterator[Finding]:
    """Two names of one thing in the order; the rarer one is told apart."""
    texts = [passage for passage in passages(order) if passage.is_prose]
    for family in ANYWHERE:
        uses = [
            [(p, found) for p in texts if (found := re.search(name, p.text, re.IGNORECASE))] for _, name, _ in family
        ]
        if all(uses):
            rarer = min(range(len(uses)), key=lambda index: len(uses[index]))
            replaced, _, by = family[rarer]
            for passage, found in uses[rarer]:
                expected = re.sub(replaced, by, found[0], count=1, flags=re.IGNORECASE)
                yield remark("O405", passage.place, seen=found[0], expected=f"«{expected}», как в других местах")


def mixed_in_a_row(order: Order) -> Iterator[Finding]:
    """Two names of one thing in one row."""
    rows: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in passages(order):
        if passage.part == "cell":
            rows[passage.place.item].append(passage)
    for cells in rows.values():
        for usual, other in IN_ONE_ROW:
            here = next((found for p in cells if (found := re.search(usual, p.text, re.IGNORECASE))), None)
            there = next(((p, found) for p in cells if (found := re.search(other, p.text, re.IGNORECASE))), None)
            if here and there:
                passage, found = there
                yield remark("O405", passage.place, seen=found[0], expected=f"одно слово во всей строке: «{here[0]}»")


def plan_and_clause(order: Order) -> Iterator[Finding]:
    """The clause approves a «план («дорожную карту»)», the appendix is headed without the inner quotation marks."""
    forms = {bool(found[1]) for p in passages(order) if p.part == "clause" and (found := _PLAN.search(p.text))}
    for passage in passages(order):
        found = _PLAN.search(passage.text) if passage.part == "heading" else None
        if found and forms and bool(found[1]) not in forms:
            bare = re.sub("[«»]", "", found[0])
            expected = re.sub(r"\((.+)\)", r"(«\1»)", bare) if True in forms else bare
            yield remark("O406", passage.place, seen=found[0], expected=f"«{expected}»")


def long_and_short_department(order: Order) -> Iterator[Finding]:
    """The department with its full name in one clause and without in another."""
    stem = re.sub(r"^(\w+?)\w?(?= )", r"\1", order.issuer.name)
    name = re.compile(rf"{re.escape(stem.split(' ')[0])}\w* {re.escape(stem.partition(' ')[2])}", re.IGNORECASE)
    longer = re.compile(
        rf"{name.pattern} (?:Администрации|муниципального)[^,.;{{]*?(?=\s\w+ \w\.|[,.;]|$)", re.IGNORECASE
    )
    clauses = [passage for passage in passages(order) if passage.part == "clause"]
    full = [(p, found) for p in clauses if (found := longer.search(p.text))]
    short = [p for p in clauses if name.search(p.text) and not longer.search(p.text)]
    if full and short:
        for passage, found in full:
            kept = name.search(found[0])
            yield remark("O407", passage.place, seen=found[0], expected=f"«{kept[0] if kept else order.issuer.name}»")


def name_and_post(order: Order) -> Iterator[Finding]:
    """A person is «Иванова И.И., методист» in one clause and «методист Иванова И.И.» in another."""
    for key, person in order.people.items():
        post = person.post.split(" ")[0][:5].lower()
        if not post:
            continue
        after, before = [], []
        for number, clause in enumerate(order.clauses, start=1):
            place = Place("", f"clauses.{clause.id}.text", f"пункт {number}")
            found = re.search(rf"\{{people\.{re.escape(key)}(?::\w+)?\}}", clause.text)
            if found is None:
                continue
            if clause.text[found.end() :].lower().startswith(f", {post}"):
                after.append((place, said(order, found[0])))
            elif post in clause.text[: found.start()].lower():
                before.append((place, said(order, found[0])))
        if after and before:
            place, seen = before[0]
            expected = f"один порядок; в другом пункте фамилия стоит перед должностью: «{after[0][1]}, …»"
            yield remark("O407", place, seen=f"… {seen}", expected=expected)


def responsible_in_two_ways(order: Order) -> Iterator[Finding]:
    """One post of one organisation, written in two ways in the responsible column."""
    for roadmap in order.roadmaps:
        by_post: defaultdict[str, list[Passage]] = defaultdict(list)
        for passage in passages(order):
            if passage.roadmap is roadmap and passage.role is Role.RESPONSIBLE and passage.part == "cell":
                for post in {found.lower()[:3] for found in _POST.findall(passage.text)}:
                    by_post[post].append(passage)
        for cells in by_post.values():
            (usual, _), *others = Counter(cell.text for cell in cells).most_common()
            for cell in cells:
                if others and cell.text != usual and set(_capitals(usual)) & set(_capitals(cell.text)):
                    yield remark("O405", cell.place, seen=cell.text, expected=f"как в других строках: «{usual}»")


def _capitals(text: str) -> list[str]:
    return re.findall(r"\b[А-ЯЁ]{2,}\b", text)


def our_word_and_theirs(order: Order) -> Iterator[Finding]:
    """The order's title calls a matter otherwise than the acts it carries out; the acts stay as they are."""
    for adjective, nouns in OUR_AND_THEIRS:
        term = re.compile(rf"\b{adjective} (?:\w+ )??(?:{nouns})", re.IGNORECASE)
        theirs = {found[0] for act in acts(order) if (found := term.search(act.text))}
        for passage in passages(order):
            found = term.search(passage.text) if passage.part == "title" else None
            if found and theirs and found[0] not in theirs:
                expected = f"проверить, об одном ли речь: {', '.join(f'«{one}»' for one in sorted(theirs))}"
                yield remark("O409", passage.place, seen=found[0], expected=expected)


CHECKS = (
    mixed_names,
    mixed_in_a_row,
    plan_and_clause,
    long_and_short_department,
    name_and_post,
    responsible_in_two_ways,
    our_word_and_theirs,
)
