"""Directions, numbers, levels and indicators that contradict each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import Passage, appendix, cell_place, passages, row_place
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Direction, Roadmap

__all__ = ["CHECKS"]

_SCHOOL_LEVEL = re.compile(r"институц|школьн|организаци", re.IGNORECASE)
_MUNICIPAL_LEVEL = re.compile(r"муниципальн|районн|окружн", re.IGNORECASE)
_SCHOOLS = re.compile(
    r"\bОО\b|\bОУ\b|школ|образовательн\w+ (?:организаци|учрежден)|руководител|директор|педагог|учител", re.IGNORECASE
)
_DEPARTMENT = re.compile(
    r"\bотдел|\bуправлени|\bдепартамент|\bкомитет|\bМОЦ\b|\bРУМО\b|\bОМО\b|\bРМО\b|муниципальн", re.IGNORECASE
)
_EMPHASIS = {"plain": "обычный", "italic": "курсив", "bold": "полужирный"}

_LEVELS = ("региональн", "муниципальн", "федеральн")
_PERCENT_OF_TWO = re.compile(r"\d+ ?% (?:ОО|ОУ|школ|организаций|учреждений)(?: \w+){0,2} \((?!в том числе)[^)]*\)")
_COUNTED = re.compile(
    r"\d+ ?% (учител\w+|педагогических работников|педагогов\S*|обучающихся|школьников)", re.IGNORECASE
)
_GROUPS = {"учителя": "учител", "педагогические работники": "педагогическ", "педагоги": "педагогов"}
_SCALE = re.compile(r"\b(\w+(?:ий|ый|им|ым|ого|его)(?: и \w+)?) уров(?:ень|нем|ня) (\w+) (\w+)", re.IGNORECASE)


def _direction_place(order: Order, roadmap: Roadmap, direction: Direction) -> Place:
    item = f"{appendix(order, roadmap)}, направление {direction.number}".rstrip()
    return Place("", f"roadmaps.{roadmap.id}.directions.{direction.id}", item)


def same_titles(order: Order) -> Iterator[Finding]:
    """Two directions of one roadmap are called alike; the other appendix may know the right name."""
    for roadmap in order.roadmaps:
        seen: set[str] = set()
        for index, direction in enumerate(roadmap.directions):
            if fold_words(direction.title) in seen:
                others = {other.directions[index].title for other in order.roadmaps if len(other.directions) > index}
                others = {title for title in others if fold_words(title) not in seen}
                expected = " или ".join(f"«{title}»" for title in sorted(others)) or "название по содержанию строк"
                yield remark(
                    "O301", _direction_place(order, roadmap, direction), seen=direction.title, expected=expected
                )
            seen.add(fold_words(direction.title))


def direction_numbers(order: Order) -> Iterator[Finding]:
    """Some numbers of directions end in a dot and some do not."""
    for roadmap in order.roadmaps:
        numbered = [direction for direction in roadmap.directions if direction.number]
        dotted = [direction for direction in numbered if direction.number.endswith(".")]
        plain = [direction for direction in numbered if not direction.number.endswith(".")]
        if dotted and plain:
            for odd in min(dotted, plain, key=len):
                expected = odd.number[:-1] if odd.number.endswith(".") else f"{odd.number}."
                place = _direction_place(order, roadmap, odd)
                yield remark("O302", place, seen=odd.number, expected=f"«{expected}»")


def direction_emphasis(order: Order) -> Iterator[Finding]:
    """Directions are printed in different type."""
    for roadmap in order.roadmaps:
        if len({direction.emphasis for direction in roadmap.directions}) > 1:
            seen = ", ".join(f"{d.number} {_EMPHASIS[d.emphasis]}".strip() for d in roadmap.directions)
            place = Place("", f"roadmaps.{roadmap.id}.directions", f"{appendix(order, roadmap)}, направления")
            yield remark("O303", place, seen=seen, expected="один шрифт у всех направлений")


def level_and_responsible(order: Order) -> Iterator[Finding]:
    """A row of the schools' level for which only the department answers, or the other way round."""
    for roadmap, activity in order.activities():
        who = activity.responsible
        if not who or not activity.level:
            continue
        school_row, municipal_row = _SCHOOL_LEVEL.search(activity.level), _MUNICIPAL_LEVEL.search(activity.level)
        schools, department = _SCHOOLS.search(who), _DEPARTMENT.search(who)
        place = cell_place(order, roadmap, activity, Role.RESPONSIBLE)
        if school_row and not municipal_row and department and not schools:
            usual = Counter(
                a.responsible for a in roadmap.activities if a.level == activity.level and a.responsible != who
            )
            expected = f"«{usual.most_common(1)[0][0]}»" if usual else "школа"
            yield remark("O304", place, seen=who, expected=f"{expected} (уровень: {activity.level})")
        elif municipal_row and not school_row and schools and not department:
            yield remark("O304", place, seen=who, expected=f"«{order.issuer.name}» (уровень: {activity.level})")


def bullets_without_numbers(order: Order) -> Iterator[Finding]:
    """Duties under a clause are bullets; reports can cite only numbers."""
    for number, clause in enumerate(order.clauses, start=1):
        if len(clause.bullets) > 1:
            place = Place("", f"clauses.{clause.id}.bullets", f"пункт {number}")
            expected = f"{number}.1 – {number}.{len(clause.bullets)}"
            yield remark("O305", place, seen=f"{len(clause.bullets)}", expected=expected)


def row_numbers(order: Order) -> Iterator[Finding]:
    """A number of a row is not the one that follows."""
    for roadmap in order.roadmaps:
        before: tuple[int, ...] = ()
        for activity in roadmap.activities:
            now = tuple(int(part) for part in re.findall(r"\d+", activity.number))
            if before and now and now not in _may_follow(before):
                place = row_place(order, roadmap, activity)
                nearest = ".".join(map(str, _may_follow(before)[0]))
                yield remark("O306", place, seen=activity.number, expected=f"«{nearest}»")
            before = now or before


def _may_follow(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what may follow 2.3: 2.4, 3.1, 3 and 2.3.1."""
    following = [(*number[:depth], number[depth] + 1) for depth in reversed(range(len(number)))]
    return [*following, *((*step, 1) for step in following[1:]), (*number, 1)]


def strangers_in_lists(order: Order) -> Iterator[Finding]:
    """A municipal event in a list of regional ones, with no subheading before it."""
    for passage in passages(order):
        if passage.role is not Role.EVENT or "\n" not in passage.text:
            continue
        level = ""
        for line in passage.text.splitlines():
            if line.rstrip().endswith(":"):
                level = next((one for one in _LEVELS if f"{one}ого уровня" in line.lower()), level)
            elif level and (other := next((one for one in _LEVELS if one != level and one in line.lower()), "")):
                expected = f"подзаголовок «{other}ого уровня:» перед этим пунктом"
                yield remark("O307", passage.place, seen=line.lstrip("- "), expected=expected)


def two_denominators(order: Order) -> Iterator[Finding]:
    """«50% ОО района (кластера …)»: a percent of one set, with another in brackets."""
    for passage in passages(order):
        if passage.part == "cell" and (found := _PERCENT_OF_TWO.search(passage.text)):
            first = found[0].partition(" (")[0]
            second = f"{first.rsplit(' ', 1)[0]} {found[0].partition('(')[2].rstrip(')')}"
            yield remark("O308", passage.place, seen=found[0], expected=f"«{first}» либо «{second}»")


def others_counted(order: Order) -> Iterator[Finding]:
    """The indicator of a row counts teachers, the event is about all the staff."""
    for roadmap, activity in order.activities():
        for column in roadmap.columns:
            if column.role in (Role.EVENT, Role.NUMBER):
                continue
            for found in _COUNTED.finditer(activity.printed(column.role)):
                event = activity.text.lower()
                about = [name for name, stem in _GROUPS.items() if stem in event]
                if about and not any(stem in event for stem in _GROUPS.values() if found[1].lower().startswith(stem)):
                    place = cell_place(order, roadmap, activity, column.role)
                    yield remark("O309", place, seen=found[0], expected=f"в мероприятии названы {about[0]}")


def two_scales(order: Order) -> Iterator[Finding]:
    """«Высокий уровень дефицитов» here, «низкий и критический уровень дефицитов» there."""
    by_thing: defaultdict[str, list[tuple[str, str, Passage]]] = defaultdict(list)
    for passage in passages(order):
        for found in _SCALE.finditer(passage.text):
            thing = f"{found[2][:6]} {found[3][:6]}".lower()
            by_thing[thing].append((found[1].lower()[:4], found[0], passage))
    for uses in by_thing.values():
        common, words, _ = uses[0]
        for stem, seen, passage in uses:
            if stem != common:
                expected = f"одна шкала; в других местах «{words}»"
                yield remark("O310", passage.place, seen=seen, expected=expected)


CHECKS = (
    same_titles,
    direction_numbers,
    direction_emphasis,
    level_and_responsible,
    bullets_without_numbers,
    row_numbers,
    strangers_in_lists,
    two_denominators,
    others_counted,
    two_scales,
)
