"""The register of underachievers that an order demands of schools, and how one is known that came back all the same.

The columns are those of school regulations on such registers; numbers at two dates go into the report, nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.pupil_register import WARNING, AskedCount, PupilRegister, RegisterColumn
from roadmapdocs.orders.deadlines import deadline_of
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.russian.typography import hard_spaces

if TYPE_CHECKING:
    from datetime import date

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.pupil_register import PupilRegisters
    from roadmapdocs.model.roadmap import Activity, Roadmap
    from roadmapdocs.model.school import School

__all__ = ["ILL", "ROUTE", "is_pupil_register", "pupil_register"]

ILL = "н/а по болезни"
"""The mark of a pupil who was ill."""
ROUTE = "ИОМ"
"""What the measures of a pupil with an individual route contain."""

_CLASSES = tuple(range(1, 12))
_PERIODS = ("1 четверть", "2 четверть", "3 четверть", "4 четверть", "1 полугодие", "2 полугодие", "год")
_MARKS = ("2", "н/а", ILL, "слабая 3")
_REASONS = (
    "пропуски без уважительной причины",
    "пропуски по болезни",
    "пробелы в знаниях",
    "низкая мотивация",
    "состояние здоровья",
    "ОВЗ",
    "смена школы",
    "русский язык неродной",
    "семейные обстоятельства",
)
_MEASURES = (
    f"{ROUTE} (индивидуальный маршрут)",
    "консультации",
    "наставник",
    "дополнительные занятия",
    "ППк (психолого-педагогический консилиум)",
    "работа психолога",
    "беседа с родителями",
)


def pupil_register(order: Order, school: School) -> PupilRegister | None:
    """Return the empty register of a school; None if the order demands none of it.

    Raises `DefinitionError` if the activity that demands it has no dates.
    """
    demanded = order.pupil_register
    if demanded is None:
        return None
    roadmap, activity = next(pair for pair in order.activities() if f"{pair[0].id}.{pair[1].id}" == demanded.activity)
    if not roadmap.audience.includes(school.cluster) or "school" not in activity.reported_by:
        return None
    dates = _dates(order, activity)
    return PupilRegister(
        title="Реестр неуспевающих и слабоуспевающих обучающихся",
        school=school.full_name or school.short_name,
        basis=hard_spaces(_basis(order, roadmap, activity)),
        instructions=tuple(hard_spaces(text) for text in _instructions(dates)),
        columns=_columns(demanded),
        rows=demanded.rows,
        classes=_CLASSES,
        subjects=demanded.subjects,
        dates=dates,
        asked=tuple(_asked(order, activity, dates)),
        dated=order.date,
    )


def is_pupil_register(text: str) -> bool:
    """Say whether a piece of a file's text is the warning line of a register."""
    return "не направляется" in text and fold_words(WARNING) in fold_words(text)


def _dates(order: Order, activity: Activity) -> tuple[date, date]:
    """Return the last days of the first and the last window; the day of the report where that comes within one."""
    due = order.round_of("schools").due
    ends = [
        due if first and first <= due < last else last
        for first, last in deadline_of(order, activity).windows
        if last is not None
    ]
    if len(set(ends)) < 2:  # noqa: PLR2004 - a change needs two
        raise DefinitionError(
            f"the deadline of {activity.id} names no two dates to count pupils at",
            hint="state `windows:` of its deadline",
            place="pupil_register.activity",
        )
    return ends[0], ends[-1]


def _asked(order: Order, activity: Activity, dates: tuple[date, date]) -> list[AskedCount]:
    """Return the counts that the report asks in the first and in the last of the windows."""
    counts = [order.indicators[name] for name in activity.indicators if order.indicators[name].ask == "count"]
    windows = sorted({one.window for one in counts if one.window is not None})
    days = dict(zip(windows[:1] + windows[-1:], dates, strict=False)) if len(windows) > 1 else {}
    return [
        AskedCount(code=one.code, question=hard_spaces(one.question or one.title), day=days[one.window])
        for one in counts
        if one.window in days
    ]


def _basis(order: Order, roadmap: Roadmap, activity: Activity) -> str:
    number = order.roadmaps.index(roadmap) + 1
    row = f", строка {activity.number}" if activity.number else ""
    year = f"{order.school_year}/{order.school_year + 1} учебный год"
    return f"{year}. Основание: приказ от {format_day(order.date)} № {order.number}, приложение {number}{row}"


def _instructions(dates: tuple[date, date]) -> tuple[str, ...]:
    first, last = (format_day(day) for day in dates)
    return (
        "Реестр ведёт и хранит сама школа: доступ к нему имеют только те, кто работает с этими учениками.",
        (
            "Одна строка: один ученик и один предмет. Когда задолженность ликвидирована, поставьте дату в графе «Снят "
            "с учёта», строку не удаляйте."
        ),
        f"В отчёт отделу идут только числа на {first} и на {last}. Сам реестр не отправляйте.",
    )


def _columns(demanded: PupilRegisters) -> tuple[RegisterColumn, ...]:
    def choice(name: str, caption: str, width: float, choices: tuple[str, ...], *, closed: bool) -> RegisterColumn:
        return RegisterColumn(id=name, caption=caption, width=width, kind="choice", choices=choices, closed=closed)

    def day(name: str, caption: str) -> RegisterColumn:
        return RegisterColumn(id=name, caption=caption, width=12, kind="date")

    return (
        RegisterColumn(id="number", caption="№", width=5, kind="number"),
        RegisterColumn(id="name", caption="Фамилия, имя, отчество", width=29),
        choice("class", "Класс", 7, tuple(map(str, _CLASSES)), closed=True),
        RegisterColumn(id="letter", caption="Буква", width=7),
        choice("subject", "Предмет", 18, demanded.subjects, closed=False),
        choice("period", "Период", 13, _PERIODS, closed=True),
        choice("mark", "Отметка", 11, _MARKS, closed=True),
        day("since", "На учёте с"),
        choice("reason", "Причина", 20, _REASONS, closed=False),
        choice("measures", "Принятые меры", 22, _MEASURES, closed=False),
        RegisterColumn(id="responsible", caption="Ответственный", width=20),
        day("parents", "Беседа с родителями"),
        day("due", "Срок ликвидации"),
        day("until", "Снят с учёта"),
        RegisterColumn(id="result", caption="Результат", width=18),
    )
