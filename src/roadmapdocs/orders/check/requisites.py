"""What an order lacks: cells, a form for its report, a place, those who must know it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from roadmapdocs.errors import EnvironmentLacksError
from roadmapdocs.findings import Place
from roadmapdocs.model.holes import holes
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.cases import cases_needed
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import cell_place, passages, row_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.errors import DefinitionError
    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Activity, Roadmap
    from roadmapdocs.orders.cases import CaseNeeded

__all__ = ["CHECKS"]

_DEMAND = re.compile(r"\b(?:предостав|представ|направ|сда)\w+[^.;]*?\bотч[её]т\w*", re.IGNORECASE)
_FORM = re.compile(r"\bформ[аеуы]\b|\bприложени", re.IGNORECASE)
_KNOWN_TO = re.compile(r"ознаком|довести до сведения|рассыл|разослать", re.IGNORECASE)
_PREPARED_BY = re.compile(r"\bисп\.|\bисполнитель\b", re.IGNORECASE)
_PARTS = {"name": "имя, нужное в падеже", "post": "должность, нужная в падеже"}
_OFTEN_EMPTY = (Role.NOTE, Role.NUMBER)


def empty_cells(order: Order) -> Iterator[Finding]:
    """Cells left empty in a column that most rows fill."""
    for roadmap in order.roadmaps:
        wanted = [column for column in roadmap.columns if column.role not in _OFTEN_EMPTY]
        filled = [column for column in wanted if _mostly_filled(roadmap, column.role)]
        for activity in roadmap.activities:
            empty = [column for column in filled if not activity.printed(column.role).strip()]
            if not empty:
                continue
            captions = ", ".join(f"«{column.caption}»" for column in empty)
            usual = _usual(roadmap, activity) if Role.RESPONSIBLE in [column.role for column in empty] else ""
            place = row_place(order, roadmap, activity)
            if len(empty) == 1:
                place = cell_place(order, roadmap, activity, empty[0].role)
            expected = "заполнить" + (f"; ответственный в соседних строках «{usual}»" if usual else "")
            yield remark("O201", place, seen=captions, expected=expected)


def _mostly_filled(roadmap: Roadmap, role: Role) -> bool:
    return 2 * sum(bool(activity.printed(role).strip()) for activity in roadmap.activities) > len(roadmap.activities)


def _usual(roadmap: Roadmap, activity: Activity) -> str:
    """Return the most usual responsible of rows of the same level."""
    same = [other.responsible for other in roadmap.activities if other.level == activity.level and other.responsible]
    return Counter(same).most_common(1)[0][0] if same else ""


def report_without_form(order: Order) -> Iterator[Finding]:
    """A clause demands a report and names no form of it."""
    for passage in passages(order):
        if passage.part == "clause" and (found := _DEMAND.search(passage.text)) and not _FORM.search(passage.text):
            word = found[0].rpartition(" ")[2]
            expected = f"«{word} по форме (приложение № {len(order.roadmaps) + 1})»"
            yield remark("O202", passage.place, seen=found[0], expected=expected)


def no_place(order: Order) -> Iterator[Finding]:
    """The place of issue is not printed."""
    if not order.issuer.place.strip():
        yield remark(
            "O203", Place("", "issuer.place", "бланк"), expected="строка с местом издания, например «с. Заречье»"
        )


def nobody_told(order: Order) -> Iterator[Finding]:
    """Nothing says who prepared the order, or who must know it: neither a requisite nor a clause."""
    clauses = " ".join(passage.text for passage in passages(order) if passage.part == "clause")
    missing = {}
    if order.executor is None and not _PREPARED_BY.search(clauses):
        missing["исполнитель"] = "строка исполнителя с телефоном (executor)"
    if order.acquaintance is None and not order.distribution and not _KNOWN_TO.search(clauses):
        missing["кто знакомится с приказом или получает его"] = (
            "лист ознакомления (acquaintance) или рассылка (distribution)"
        )
    if missing:
        yield remark(
            "O204", Place("", "clauses", "конец приказа"), seen=", ".join(missing), expected="; ".join(missing.values())
        )


def unknown_holes(order: Order) -> Iterator[Finding]:
    """A cell or a title has a hole that nothing fills; the order cannot be printed."""
    for passage in passages(order):
        for hole in holes(passage.text):
            yield remark("O205", passage.place, seen=f"{{{hole}}}", expected="исправить имя или дать значение")


def unclear_cases(order: Order) -> Iterator[Finding]:
    """A sentence needs a name or post in a case that is not stored and that nobody can tell."""
    seen: set[tuple[str, str, str]] = set()
    for needed in cases_needed(order):
        obstacle = needed.obstacle
        if obstacle is None or (one := (needed.key, needed.part, needed.case)) in seen:
            continue
        seen.add(one)
        code = "O207" if isinstance(obstacle, EnvironmentLacksError) else "O206"
        remedy = case_remedy(needed, obstacle)
        place = Place("", f"people.{needed.key}", f"{_PARTS[needed.part]} ({needed.place})")
        yield remark(code, place, seen=needed.text, expected=remedy)
        if code == "O207":
            return


def case_remedy(needed: CaseNeeded, obstacle: DefinitionError | EnvironmentLacksError) -> str:
    """Say what to write into the order so that the case is certain."""
    forms = "cases" if needed.part == "name" else "post_cases"
    stored = f"готовую форму ({forms}: {needed.case}: …)"
    if isinstance(obstacle, EnvironmentLacksError):
        return f"pip install roadmapdocs[names] или записать {stored}"
    return (
        f"указать пол (gender: male или female) или {stored}" if obstacle.reason == "gender" else f"записать {stored}"
    )


CHECKS = (empty_cells, report_without_form, no_place, nobody_told, unknown_holes, unclear_cases)
