"""A school's own roadmap as a form, and the form read back as a roadmap: both directions side by side."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError
from roadmapdocs.forms.heading import basis_of, whither
from roadmapdocs.forms.key import campaign_code, format_key
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.forms.school_plan import (
    DEADLINE,
    OWN_MEASURES,
    PROOF,
    RESPONSIBLE,
    SCHOOL_PLAN,
    factor_rules,
    passport_table,
    plan_table,
    risk_table,
)
from roadmapdocs.model.form import Blank, Form, FormKey, Row, Value
from roadmapdocs.model.roadmap import Activity, Direction, Roadmap, StatedDeadline
from roadmapdocs.model.submission import Given, NotApplicable
from roadmapdocs.orders.school_part import applying_roadmaps, school_part, subject_of
from roadmapdocs.russian.folding import fold_space

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School
    from roadmapdocs.model.school_roadmap import SchoolRoadmaps
    from roadmapdocs.model.submission import Answer, Submission

__all__ = ["roadmap_of_kind", "school_roadmap", "school_roadmap_form", "school_roadmap_forms"]

_MOST_ROADMAPS = 9  # the kind of such a form is the appendix number, one symbol of the key
_LAST_CODE = 99
_OWN = "own"
"""The id of the direction of own measures, and what their ids begin with."""


def school_roadmap_forms(order: Order, school: School) -> tuple[Form, ...]:
    """Return the forms of a school's own roadmaps: one for every municipal roadmap that applies to it."""
    if order.school_roadmaps is None:
        return ()
    return tuple(school_roadmap_form(order, roadmap, school) for roadmap in applying_roadmaps(order, school.cluster))


def school_roadmap_form(order: Order, roadmap: Roadmap, school: School) -> Form:
    """Return the form of a school's own roadmap, what is known of the school filled in.

    Raises `DefinitionError` if the order does not ask for school roadmaps.
    """
    blank = _blank(order, order.roadmaps.index(roadmap))
    key = FormKey(campaign=blank.campaign, kind=blank.kind, revision=blank.revision, respondent=school.code)
    known: dict[str, Value] = {
        address: value for address, name in blank.known_from_roster if (value := getattr(school, name, None))
    }
    return Form(blank=blank, respondent=school, printed_key=format_key(key), prefill=known)


def roadmap_of_kind(order: Order, kind: str) -> Roadmap | None:
    """Return the municipal roadmap that a form of this kind (`FormKey.kind`) elaborates; None for any other form."""
    number = int(kind) if kind.isdigit() else 0
    return order.roadmaps[number - 1] if 0 < number <= len(order.roadmaps) else None


@lru_cache(maxsize=64)
def _blank(order: Order, index: int) -> Blank:
    asked, roadmap = order.school_roadmaps, order.roadmaps[index]
    if asked is None:
        raise DefinitionError("the order asks for no school roadmaps", hint="add `school_roadmaps: {due: …}`")
    if index >= _MOST_ROADMAPS:
        raise DefinitionError(f"school roadmaps can be made for the first {_MOST_ROADMAPS} appendices only")
    risks = risk_table(asked)
    part, title = school_part(order, roadmap), subject_of(order, roadmap)
    tables = (passport_table(asked), risks, plan_table(part, title, index + 1, asked.spare_rows))
    return Blank(
        kind=str(index + 1),
        revision=asked.revision,
        campaign=campaign_code(order.issuer.name, order.number, order.date.isoformat()),
        title="Дорожная карта школы",
        sheet="Дорожная карта",
        basis=basis_of(order, asked.due, f"Приложение {index + 1}"),
        due=asked.due,
        approval=_APPROVALS[asked.approval],
        instructions=tuple(_instructions(order, asked)),
        signature="Ответственный за дорожную карту",
        tables=tuple(table for table in tables if table.rows),
        rules=tuple(factor_rules(risks)),
        dated=order.date,
    )


_APPROVALS = {
    "stamp": (
        "УТВЕРЖДАЮ",
        "Руководитель школы",
        "_______________ / ______________________ /",
        "«____» __________________ 20____ г.",
    ),
    "order": ("УТВЕРЖДЕНА", "приказом школы", "от __________________ № ____________"),
}
"""The two ways a school approves its roadmap, as ГОСТ Р 7.0.97 has them: by the head's hand or by an order."""


def _instructions(order: Order, asked: SchoolRoadmaps) -> Iterator[str]:
    yield (
        "Это план вашей школы. Мероприятия муниципальной дорожной карты, в которых она участвует, уже вписаны. "
        "К каждому укажите срок, ответственного и документ, которым подтвердите исполнение. Муниципальный срок вписан: "
        "оставьте его или поставьте более ранний."
    )
    own = "Свои мероприятия впишите в конце плана. " if asked.spare_rows else ""
    factors = "Выберите из списка факторы риска, на которые отвечает план, и коротко скажите, в чём они видны."
    if own or asked.risk_factors:
        yield f"{own}{factors if asked.risk_factors and asked.risk_rows else ''}".strip()
    yield (
        "Не меняйте коды строк и названия граф, не удаляйте строки: по ним программа находит ответы. Не присылайте "
        "скан или фотографию, нужен сам файл."
    )
    yield from whither(order, asked.due)


# --- back ---------------------------------------------------------------------------------------------------------


def school_roadmap(submission: Submission, order: Order, roadmap: Roadmap) -> Roadmap:
    """Return what a school returned as a roadmap of its own.

    Ids, codes and texts of the municipal rows stay; a row whose every answer is gone is left out. Own measures get ids
    of the school and codes from А90 on. A deadline that repeats the municipal one keeps the windows that were stated
    for it.
    """
    part = school_part(order, roadmap)
    rows = {row.code: row for _, row in submission.form.blank.rows.values()}
    planned = (
        _planned(activity, _answers(submission, rows[activity.code]))
        for activity in part.activities
        if activity.code in rows
    )
    activities = [activity for activity in planned if activity is not None]
    own = list(_own_measures(submission, {activity.code for activity in roadmap.activities}))
    used = {activity.direction for activity in activities}
    directions = [direction for direction in part.directions if direction.id in used]
    if own:
        directions.append(Direction(id=_OWN, title=OWN_MEASURES, emphasis=_emphasis(part)))
    return part.model_copy(update={"directions": tuple(directions), "activities": (*activities, *own)})


def _emphasis(part: Roadmap) -> str:
    return part.directions[-1].emphasis if part.directions else "plain"


def _answers(submission: Submission, row: Row) -> Mapping[str, Answer]:
    found = ((column, submission.answers.get(f"{row.id}.{column}")) for column in row.fields)
    return {column: answer for column, answer in found if answer is not None}


def _text(answers: Mapping[str, Answer], column: str) -> str:
    """Return the words at a column; «не применимо» is what the school wrote, too."""
    answer = answers.get(column)
    return answer.raw.strip() if isinstance(answer, Given | NotApplicable) else ""


def _planned(activity: Activity, answers: Mapping[str, Answer]) -> Activity | None:
    texts = {column: _text(answers, column) for column in (DEADLINE, RESPONSIBLE, PROOF)}
    if not any(texts.values()):
        return None
    stated = activity.deadline
    same = fold_space(texts[DEADLINE]) == fold_space(stated.text)
    return activity.model_copy(
        update={
            "deadline": stated if same else StatedDeadline(text=texts[DEADLINE]),
            "responsible": texts[RESPONSIBLE],
            "evidence": texts[PROOF],
        }
    )


def _own_measures(submission: Submission, taken: set[str]) -> Iterator[Activity]:
    """Yield the measures in the spare rows, then those in rows that the school added."""
    plan = next(table for table in submission.form.tables if table.id == SCHOOL_PLAN)
    spare = [row for row in plan.asked_rows if EVENT in row.fields]
    written = [(row.code, _answers(submission, row)) for row in spare]
    written += [(row.code, row.answers) for row in submission.added if row.table == SCHOOL_PLAN]
    free = _free_codes(spare[0].code[0] if spare else "А", taken | {code for code, _ in written})
    for number, (code, answers) in enumerate(written, start=1):
        if event := _text(answers, EVENT):
            yield Activity(
                id=f"{_OWN}-{submission.respondent.code}-{number}",
                code=code if len(code) <= len("А99") else next(free),
                direction=_OWN,
                text=event,
                deadline=StatedDeadline(text=_text(answers, DEADLINE)),
                responsible=_text(answers, RESPONSIBLE),
                evidence=_text(answers, PROOF),
            )


def _free_codes(letter: str, taken: Iterable[str]) -> Iterator[str]:
    """Yield codes for rows past А99: the highest two-digit ones that nothing else has."""
    known = set(taken)
    return (code for number in range(_LAST_CODE, 0, -1) if (code := f"{letter}{number}") not in known)
