"""Tables with a heading → a roadmap: columns, directions, activities, with proposed ids and codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from roadmapdocs.model.roadmap import Activity, Column, Direction, Roadmap, Role, StatedDeadline
from roadmapdocs.russian.folding import fold_space
from roadmapdocs.transcription.captions import role_of
from roadmapdocs.transcription.names import LETTERS, MOST_ROWS, Names
from roadmapdocs.transcription.periods import is_sign, periods_as_text
from roadmapdocs.transcription.rows import fill_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.transcription.headers import Header, Slot
    from roadmapdocs.transcription.paper import Notes
    from roadmapdocs.transcription.rows import Body, Row

__all__ = ["make_roadmap"]

Who = tuple[Literal["school", "department"], ...]

_ONE_LINE = frozenset((Role.NUMBER, Role.LEVEL, Role.DEADLINE))
_SCHOOLS = re.compile(
    r"\bОО\b|\bОУ\b|\bОУО\b|школ|образовательн\w+ (?:организаци|учрежден)|директор|педагог|учител|классн|завуч|"
    r"зам\w*\.? ?(?:директора|руководителя)|руководител\w+ (?:ОО|ОУ|школ|ШМО|общеобраз)",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r"\bотдел|\bуправлени|\bдепартамент|\bкомитет|\bМОЦ\b|\bММС\b|\bИМЦ\b|\bРУМО\b|муниципальн|методист|специалист|"
    r"методическ\w+ (?:центр|служб|кабинет)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b\d{1,3}(?:[.,]\d+)? ?%")


def make_roadmap(number: int, title: str, header: Header, body: Body, notes: Notes) -> Roadmap:
    """Return the roadmap of appendix `number` (from 1)."""
    letter = LETTERS[number - 1]
    key = "plan" if number == 1 else f"plan-{number}"
    captions = {index: slot.caption for index, slot in enumerate(header.slots)}
    fill_down(body, [slot.role for slot in header.slots], captions, notes)
    directions = _directions(body)
    ids = Names()
    activities = []
    for order, row in enumerate(body.rows, start=1):
        texts = _texts(row, header, notes)
        if order > MOST_ROWS:
            seen = " | ".join(text for text in texts.values() if text)
            notes.say("T410", seen, place=row.place, expected=str(MOST_ROWS), address=f"roadmaps.{key}.activities")
            continue
        activity = _activity(texts, f"{letter}{order}", ids, directions, row)
        activities.append(activity)
        _remark(activity, header, row, notes, f"roadmaps.{key}.activities.{activity.id}")
    return Roadmap(
        id=key,
        letter=letter,
        title=title,
        columns=tuple(_column(role, header, notes) for role in header.roles),
        directions=tuple(directions),
        activities=tuple(activities),
    )


def _directions(body: Body) -> list[Direction]:
    ids = Names()
    return [
        Direction(id=ids.of(title.title, words=1, otherwise="part"), number=title.number, title=title.title)
        for title in body.directions
    ]


def _column(role: Role, header: Header, notes: Notes) -> Column:
    slots = header.of_role(role)
    first = slots[0]
    if len(slots) == 1 and not first.period:
        return Column(role=role, caption=f"{first.above} {first.caption}".strip() or "№ п/п")
    above = first.above if role_of(first.above) is role else ""
    caption = above or ("Сроки" if role is Role.DEADLINE else first.caption)
    seen = ", ".join(dict.fromkeys(f"{slot.above} {slot.caption}".strip() for slot in slots))
    notes.say("T406", seen, column=caption, expected=caption)
    return Column(role=role, caption=caption)


def _texts(row: Row, header: Header, notes: Notes) -> dict[Role, str]:
    texts: dict[Role, str] = {}
    for role in header.roles:
        cells = [(slot, row.text(index)) for index, slot in enumerate(header.slots) if slot.role is role]
        text = cells[0][1] if len(cells) == 1 and not cells[0][0].period else _gathered(cells, notes)
        texts[role] = fold_space(text) if role in _ONE_LINE else text
    return texts


def _gathered(cells: list[tuple[Slot, str]], notes: Notes) -> str:
    """Return several cells of one role as one text: periods of a grid, or a beginning and an end."""
    notes.set_aside(*(text for slot, text in cells if slot.period and is_sign(text)))
    grid = periods_as_text((slot.period, fold_space(text)) for slot, text in cells if slot.period)
    plain = " – ".join(fold_space(text) for slot, text in cells if not slot.period and text)
    return "; ".join(text for text in (plain, grid) if text)


def _activity(texts: dict[Role, str], code: str, ids: Names, directions: list[Direction], row: Row) -> Activity:
    rest = {role.value: text for role, text in texts.items() if role not in (Role.EVENT, Role.DEADLINE) and text}
    text = texts.get(Role.EVENT, "")
    return Activity(
        id=ids.of(text, otherwise=f"row-{code[1:]}"),
        code=code,
        direction=None if row.direction is None else directions[row.direction].id,
        text=text,
        deadline=StatedDeadline(text=texts.get(Role.DEADLINE, "")),
        reported_by=_who_reports(texts),
        **rest,
    )


def _who_reports(texts: dict[Role, str]) -> Who:
    """Say who answers for a row: its level says it, or whoever is responsible; the school where nothing is said."""
    level = texts.get(Role.LEVEL, "").casefold()
    if re.search(r"институц|школьн|организаци", level):
        return ("school",)
    if re.search(r"муниципальн|районн|окружн|городск", level):
        return ("department",)
    responsible = texts.get(Role.RESPONSIBLE, "")
    if _DEPARTMENT.search(responsible) and not _SCHOOLS.search(responsible):
        return ("department",)
    return ("school",)


def _remark(activity: Activity, header: Header, row: Row, notes: Notes, address: str) -> None:
    if Role.NUMBER in header.roles and not activity.number:
        notes.say("T403", activity.text, place=row.place, expected=activity.code, address=address)
    for role in header.roles:
        for said in dict.fromkeys(_around_percents(activity.printed(role))):
            notes.say("T409", said, place=row.place, item=f"строка {activity.code}", address=address)


def _around_percents(text: str) -> Iterator[str]:
    """Yield what stands around each percentage, up to the end of its sentence or line."""
    for found in _PERCENT.finditer(text):
        start = max(text.rfind(sign, 0, found.start()) for sign in ".;\n") + 1
        ends = [end for sign in ".;\n" if (end := text.find(sign, found.end())) >= 0]
        yield fold_space(text[start : min(ends, default=len(text))])
