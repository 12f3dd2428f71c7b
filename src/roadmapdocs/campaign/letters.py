"""What is written to the schools: the letter that goes with the forms, and reminders. Pure functions of the model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from roadmapdocs.findings import Severity
from roadmapdocs.forms.naming import named_form
from roadmapdocs.forms.report import is_report
from roadmapdocs.model.letter import Letter
from roadmapdocs.russian.dates import WEEKDAYS, format_day
from roadmapdocs.russian.names import gender_of, parse_name
from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.typography import hard_spaces
from roadmapdocs.russian.workdays import (
    add_working_days,
    is_provisional,
    is_working_day,
    not_later,
    working_days_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.letter import Attachment
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School
    from roadmapdocs.model.submission import Submission

__all__ = [
    "DRAFT",
    "REGISTER",
    "Stage",
    "covering_letter",
    "reminder_days",
    "reminder_letter",
    "rework_letter",
    "stage_on",
]

DRAFT = "Проект приказа школы.docx"
"""The draft of the order by which a school approves its roadmaps, among the files it is sent."""
REGISTER = "Реестр неуспевающих (остаётся в школе)"
"""The name of a register's file, without its ending."""

_BEGIN_BEFORE = 5
"""Working days that a school should leave itself."""

_PLEASE = """Пожалуйста:
- не меняйте коды строк и названия граф, не удаляйте строки: по ним программа находит ответы;
- не присылайте скан, фотографию или PDF: нужен сам заполненный файл;
- не указывайте фамилии и имена учеников."""
_PROGRAMS = {"docx": "Word", "xlsx": "Excel"}
_WORKING_DAYS = ("рабочий день", "рабочих дня", "рабочих дней")
_ACCUSATIVE = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")


class Stage(Enum):
    """Which reminder it is; the value is its name among the files."""

    AHEAD = "Напоминание за 5 дней"
    LAST_DAY = "Напоминание за 1 день"
    OVERDUE = "Напоминание после срока"


@dataclass(frozen=True, slots=True)
class _Writing:
    """What every letter of an order to a school is made of."""

    order: Order
    school: School
    forms: Sequence[Form]
    attachments: tuple[Attachment, ...]

    @property
    def due(self) -> date:
        return self.forms[0].blank.due

    @property
    def order_named(self) -> str:
        return f"от {format_day(self.order.date)} № {self.order.number}"

    def letter(self, subject: str, paragraphs: Iterator[str], day: date | None) -> Letter:
        body = hard_spaces("\n\n".join([self._greeting(), *paragraphs, self._signature()])) + "\n"
        return Letter(self.school.email, hard_spaces(subject), body, self.attachments, day)

    def _greeting(self) -> str:
        """Address the head by name where the name and its gender are known."""
        name = parse_name(self.school.head)
        gender = gender_of(name) if name else None
        if name is None or gender is None or not name.patronymic or name.given.endswith("."):
            return "Уважаемые коллеги!"
        return f"{'Уважаемый' if gender == 'male' else 'Уважаемая'} {name.given} {name.patronymic}!"

    def _signature(self) -> str:
        executor = self.order.executor
        if executor is None:
            return f"С уважением,\n{self.order.issuer.name}"
        official = self.order.official(executor)
        named = ", ".join(part for part in (official.name, official.post) if part)
        return f"С уважением,\n{named}"

    def questions(self) -> str:
        """Say whom to ask; «» where the order names nobody."""
        executor = self.order.executor
        if executor is None:
            address = self.order.report_form.return_to
            return f"Вопросы: {address}." if address else ""
        ways = ", ".join(part for part in (f"тел. {executor.phone}" if executor.phone else "", executor.email) if part)
        name = self.order.official(executor).name
        return f"Вопросы: {name}, {ways}." if ways else ""

    def whither(self) -> str:
        """Say where the filled-in form goes."""
        address = self.order.report_form.return_to
        return f"на адрес {address}" if address else "ответом на это письмо"

    def files(self) -> str:
        """Name the kinds of files attached: «Word (.docx) или Excel (.xlsx)»."""
        forms = (part for part in self.attachments if part.title != DRAFT)
        formats = dict.fromkeys(part.name.rpartition(".")[2] for part in forms)
        return " или ".join(f"{_PROGRAMS[each]} (.{each})" for each in formats if each in _PROGRAMS)


def covering_letter(order: Order, school: School, forms: Sequence[Form], attachments: tuple[Attachment, ...]) -> Letter:
    """Return the letter with which a school gets its forms: what to fill in, by when, where to send, what not to do.

    It is dated as the order and says nothing that changes from day to day.
    """
    writing = _Writing(order, school, forms, attachments)
    dues = sorted({form.blank.due for form in forms})
    what = "Форма отчёта" if len(forms) == 1 else "Формы"
    subject = f"{what} по приказу {writing.order_named}, {_deadlines(dues)}"
    return writing.letter(subject, _covering(writing), order.date)


def _deadlines(dues: Sequence[date]) -> str:
    """Say «срок 01.07.2024» or «сроки 30.11.2023 и 01.07.2024»."""
    return f"{'срок' if len(dues) == 1 else 'сроки'} {' и '.join(format_day(due) for due in dues)}"


def _covering(writing: _Writing) -> Iterator[str]:
    maps = "плана мероприятий («дорожной карты»)" if len(writing.order.roadmaps) == 1 else "планов мероприятий"
    agreed = "утверждённого" if len(writing.order.roadmaps) == 1 else "утверждённых"
    yield (
        f"Направляем форму отчёта о реализации {maps}, {agreed} приказом {writing.order_named} "
        f"({writing.order.issuer.name})."
        if len(writing.forms) == 1
        else f"Направляем формы к приказу {writing.order_named} ({writing.order.issuer.name})."
    )
    yield "\n".join(("Что сделать:", *(f"{number}. {step}" for number, step in enumerate(_steps(writing), start=1))))
    yield _PLEASE
    if any(part.title.startswith(REGISTER) for part in writing.attachments):
        yield (
            f"Приложен и бланк реестра неуспевающих («{REGISTER}»). Он для работы самой школы: в нём персональные "
            "данные учеников, поэтому нам его не присылайте, в отчёт впишите только числа."
        )
    if any(part.name.endswith(".ics") for part in writing.attachments):
        yield (
            "В приложенном файле .ics сроки ваших мероприятий и отчёта: откройте его, и они добавятся в календарь "
            "на компьютере или в телефоне."
        )
    if questions := writing.questions():
        yield questions


def _steps(writing: _Writing) -> Iterator[str]:
    if len(writing.forms) == 1:
        both = " или " in writing.files()
        choice = "Заполните ту из двух форм, которая вам удобнее" if both else "Заполните форму"
        same = " Вопросы в них одинаковые, нужна одна." if both else ""
        yield f"{choice}: {writing.files()}.{same} Подойдут и Р7-Офис, МойОфис, LibreOffice."
    else:
        titles = "; ".join(f"{_lower(named_form(form))} (срок {format_day(form.blank.due)})" for form in writing.forms)
        either = " Каждую можно заполнить в Word или в Excel, нужен один файл из двух."
        yield f"Заполните формы: {titles}.{either if ' или ' in writing.files() else ''}"
        if any(part.title == DRAFT for part in writing.attachments):
            asked = writing.order.school_roadmaps
            by_order = asked is not None and asked.approval == "order"
            how = "приказом школы" if by_order else "грифом на самой карте или приказом школы"
            yield f"Утвердите дорожную карту {how}. Проект приказа приложен («{DRAFT}»): исправьте его под себя."
    yield "Отвечайте в жёлтых клетках. То, что нам известно, уже вписано: проверьте и исправьте, если изменилось."
    begin = add_working_days(writing.due, -_BEGIN_BEFORE)
    others = sorted({form.blank.due for form in writing.forms} - {writing.due})
    for due in others:
        plans = sum(form.blank.due == due for form in writing.forms)
        names = "дорожную карту школы" if plans == 1 else "дорожные карты школы"
        yield f"Пришлите {names} {_by(due)} {writing.whither()}. {_working(due)}".rstrip()
    what = "отчёт" if others else "заполненный файл"
    yield (
        f"Пришлите {what} {_by(writing.due)} {writing.whither()}. {_working(writing.due)}"
        f"Лучше начать не позднее {format_day(begin)}: это за {agree(_BEGIN_BEFORE, *_WORKING_DAYS)} до срока."
    )


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _by(day: date) -> str:
    return f"до {format_day(day)} ({WEEKDAYS[day.weekday()]})"


def _working(day: date) -> str:
    """Say which working day comes before a day off; «» for a working day."""
    if is_working_day(day):
        return ""
    before = not_later(day)
    known = ", предварительно: переносы выходных дней ещё не объявлены" if is_provisional(day.year) else ""
    return f"Это нерабочий день{known}, последний рабочий день перед ним {format_day(before)}. "


# --- reminders ----------------------------------------------------------------------------------------------------


def reminder_days(due: date) -> dict[Stage, date]:
    """Return the days on which reminders are due: five and one working days before the date, one after it."""
    return {
        Stage.AHEAD: add_working_days(due, -5),
        Stage.LAST_DAY: add_working_days(due, -1),
        Stage.OVERDUE: add_working_days(due, 1),
    }


def stage_on(today: date, due: date) -> Stage:
    """Return which reminder suits a day."""
    if today > due:
        return Stage.OVERDUE
    return Stage.LAST_DAY if today >= reminder_days(due)[Stage.LAST_DAY] else Stage.AHEAD


def reminder_letter(
    order: Order, school: School, forms: Sequence[Form], attachments: tuple[Attachment, ...], today: date
) -> Letter:
    """Return the reminder for a school that has returned nothing, as it is to be sent on a day."""
    writing = _Writing(order, school, forms, attachments)
    stage = stage_on(today, writing.due)
    subject = {
        Stage.AHEAD: f"Напоминание: отчёт по приказу {writing.order_named} до {format_day(writing.due)}",
        Stage.LAST_DAY: f"Срок отчёта по приказу {writing.order_named}: {format_day(writing.due)}",
        Stage.OVERDUE: f"Отчёт по приказу {writing.order_named} не получен",
    }[stage]
    return writing.letter(subject, _reminding(writing, stage, today), today)


def _reminding(writing: _Writing, stage: Stage, today: date) -> Iterator[str]:
    named = f"отчёт о реализации планов мероприятий по приказу {writing.order_named}"
    match stage:
        case Stage.AHEAD:
            left = working_days_between(today, writing.due)
            yield (
                f"Напоминаем, что {named} нужно представить {_by(writing.due)}. "
                f"Осталось рабочих дней: {left}{_unsure(writing.due)}. {_working(writing.due)}".rstrip()
            )
            yield "Если отчёт уже отправлен, проверьте, пожалуйста, верен ли адрес: к нам он пока не поступил."
        case Stage.LAST_DAY:
            day = "сегодня" if today == writing.due else _coming(writing.due)
            yield f"Срок истекает {day}: {named} от вашей школы пока не получен. {_working(writing.due)}".rstrip()
            yield "Если что-то мешает отправить его вовремя, сообщите нам сегодня."
        case Stage.OVERDUE:
            late = working_days_between(writing.due, today)
            passed = f", прошло {agree(late, *_WORKING_DAYS)}" if late else ""
            yield f"Срок истёк {format_day(writing.due)}{passed}, а {named} от вашей школы не получен."
            yield (
                "Пришлите его сегодня. Если это невозможно, сегодня же сообщите причину и день, когда отчёт будет: "
                "без него свод по муниципалитету неполный."
            )
    yield f"Форма приложена ещё раз: {writing.files()}. Заполненный файл пришлите {writing.whither()}."
    if questions := writing.questions():
        yield questions


def _coming(day: date) -> str:
    weekday = _ACCUSATIVE[day.weekday()]
    return f"{'во' if weekday.startswith('вт') else 'в'} {weekday}, {format_day(day)}"


def _unsure(due: date) -> str:
    return " (предварительно: переносы выходных дней ещё не объявлены)" if is_provisional(due.year) else ""


# --- back for rework ----------------------------------------------------------------------------------------------


def rework_letter(
    order: Order,
    school: School,
    returned: Sequence[tuple[Submission, bool]],
    attachments: tuple[Attachment, ...],
    due: date,
) -> Letter:
    """Return the letter with which reports go back, and by when the corrected ones are asked for.

    `returned` are the reports, each with whether its own file carries the remarks or they stand apart. The letter has
    no date, so that the same remarks give the same letter.
    """
    writing = _Writing(order, school, [report.form for report, _ in returned], attachments)
    subject = f"{_called(writing.forms)[0]} по приказу {writing.order_named}: нужно исправить до {format_day(due)}"
    return writing.letter(subject, _reworking(writing, returned, due), None)


def _called(forms: Sequence[Form]) -> tuple[str, str, str]:
    """Return what goes back by name, «получен» and «его» as they agree with it."""
    reports = [is_report(form) for form in forms]
    if all(reports):
        return "Отчёт", "получен", "его"
    if any(reports):
        return "Отчёт и дорожная карта школы", "получены", "их"
    if len(forms) == 1:
        return "Дорожная карта школы", "получена", "её"
    return "Дорожные карты школы", "получены", "их"


def _reworking(writing: _Writing, returned: Sequence[tuple[Submission, bool]], due: date) -> Iterator[str]:
    own = all(inside for _, inside in returned)
    name, received, it = _called(writing.forms)
    yield (
        f"{name} по приказу {writing.order_named} {received}, но принять {it} пока нельзя. Исправьте, пожалуйста, то, "
        f"что перечислено ниже, и пришлите файл снова {_by(due)} {writing.whither()}."
    )
    yield (
        "К письму приложен ваш файл с замечаниями: нужные клетки закрашены, у каждой есть примечание, перечень стоит в "
        "начале. Исправляйте прямо в нём; список и примечания удалять не нужно, всё остальное осталось как было."
        if own
        else "К письму приложен список замечаний. Исправьте свой файл и сохраните его, пожалуйста, как .docx или .xlsx."
    )
    for report, _ in returned:
        if len(returned) > 1:
            yield f"{named_form(report.form)}."
        yield "\n".join(_remarks(report))
    if questions := writing.questions():
        yield questions


def _remarks(report: Submission) -> Iterator[str]:
    """Yield the remarks of a report as a numbered list: what must be corrected, then what should be looked at."""
    errors = [str(found) for found in report.findings if found.severity is Severity.ERROR]
    doubts = [str(found) for found in report.findings if found.severity is Severity.WARNING]
    yield "Нужно исправить:"
    yield from (f"{number}. {said}" for number, said in enumerate(errors, start=1))
    if doubts:
        yield "Проверьте, верно ли это:"
        yield from (f"{number}. {said}" for number, said in enumerate(doubts, start=len(errors) + 1))
