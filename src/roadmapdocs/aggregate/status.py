"""Journal and submissions → `Status`: who has returned what, how many working days are left, what to do next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.summing import completeness
from roadmapdocs.findings import Severity
from roadmapdocs.forms.naming import named_form
from roadmapdocs.forms.report import DEPARTMENT_REPORT, SCHOOL_REPORT
from roadmapdocs.journal import Track
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.status import Mark, State, Status, StatusLine
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.workdays import working_days_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.submission import Submission

__all__ = ["campaign_status"]

_REPORTS, _DOCUMENTS = ("отчёт", "отчёта", "отчётов"), ("документ", "документа", "документов")
_NOT_UNDERSTOOD = (Category.EMPTY_FORM, Category.FOREIGN, Category.UNRECOGNISED, Category.UNREADABLE)


def campaign_status(
    order: Order,
    forms: Sequence[Form],
    tracks: Mapping[tuple[str, str], Track],
    submissions: Sequence[Submission],
    *,
    as_of: date,
    disputed: Sequence[Submission] = (),
    files: Mapping[Category, int] | None = None,
) -> Status:
    """Put together how far every form is on a day.

    `tracks` is what the journal says, by respondent's code and kind of form; `submissions` are those that count,
    `disputed` those a person must decide about, `files` the files of the inbox by category.
    """
    counting = {(one.respondent.code, one.form.key.kind): one for one in submissions}
    lines = []
    for form in forms:
        document = (form.respondent.code, form.key.kind)
        disputes = tuple(one.file for one in disputed if (one.respondent.code, one.form.key.kind) == document)
        lines.append(_line(form, tracks.get(document, Track()), counting.get(document), disputes, as_of))
    return Status(
        title=f"Кто представил отчёт на {format_day(as_of)}",
        order=f"{order.issuer.name}, приказ от {format_day(order.date)} № {order.number}",
        as_of=as_of,
        lines=tuple(lines),
        files=dict(files or {}),
        steps=tuple(_steps(lines, files or {})),
    )


def _line(
    form: Form, track: Track, submission: Submission | None, disputes: tuple[str, ...], as_of: date
) -> StatusLine:
    due, errors = form.blank.due, len(submission.errors) if submission else 0
    findings = submission.findings if submission else ()
    filled, asked = completeness(submission) if submission else (0, 0)
    waiting = track.state in (State.NOT_SENT, State.SENT, State.RETURNED)
    return StatusLine(
        code=form.respondent.code,
        name=form.respondent.short_name,
        document=form.key.kind,
        title=named_form(form),
        due=due,
        state=track.state,
        mark=_mark(track.state, errors=errors, disputed=bool(disputes), overdue=as_of > due),
        sent=_day(track.sent),
        received=submission.received if submission else _day(track.received),
        days_left=working_days_between(as_of, due) if waiting else None,
        errors=errors,
        warnings=sum(finding.severity is Severity.WARNING for finding in findings),
        filled=filled,
        asked=asked,
        file=submission.file if submission else "",
        disputes=disputes,
        note="принятого файла во «Входящих» больше нет" if track.state is State.ACCEPTED and not submission else "",
    )


def _mark(state: State, *, errors: int, disputed: bool, overdue: bool) -> Mark:
    if disputed:
        return Mark.DISPUTED
    if state is State.RECEIVED:
        return Mark.TO_CORRECT if errors else Mark.CLEAN
    if state is State.SENT:
        return Mark.OVERDUE if overdue else Mark.WAITING
    return {State.ACCEPTED: Mark.ACCEPTED, State.RETURNED: Mark.RETURNED}.get(state, Mark.NOT_SENT)


def _day(moment: str) -> date | None:
    """Return the day of a moment of the journal, in the time of this computer."""
    return datetime.fromisoformat(moment).astimezone().date() if moment else None


# --- what to do next ----------------------------------------------------------------------------------------------


def _steps(lines: Sequence[StatusLine], files: Mapping[Category, int]) -> Iterator[str]:
    def count(*marks: Mark) -> int:
        return sum(line.mark in marks for line in lines)

    reports = [line for line in lines if line.document in (SCHOOL_REPORT, DEPARTMENT_REPORT)]
    late = sum(line.mark is Mark.OVERDUE for line in reports)
    words = _REPORTS if len(reports) == len(lines) else _DOCUMENTS
    strange = sum(files.get(category, 0) for category in _NOT_UNDERSTOOD)
    pairs = (
        (count(Mark.NOT_SENT), "Отправить формы, не отправлено {}: roadmapdocs send."),
        (count(Mark.DISPUTED), "Решить, какой файл верен, {}: roadmapdocs receive --accept ФАЙЛ."),
        (count(Mark.TO_CORRECT), "Вернуть на доработку {}: roadmapdocs return."),
        (count(Mark.CLEAN), "Принять {} без замечаний: roadmapdocs receive --accept-clean."),
        (late, "Напомнить о сроке, не представлено {reports}: roadmapdocs send --reminder."),
        (count(Mark.RETURNED), "Дождаться исправлений: на доработке {}."),
    )
    for number, sentence in pairs:
        if number:
            yield sentence.format(agree(number, *words), reports=agree(number, *_REPORTS))
    if count(Mark.OVERDUE) > late:
        yield f"Не представлено в срок дорожных карт школ: {count(Mark.OVERDUE) - late}. Напомнить о них письмом."
    if strange:
        yield f"Файлов, которые не удалось учесть: {strange}. Разобрать их: roadmapdocs receive --files."
    if lines and count(Mark.ACCEPTED) == len(lines):
        yield "Все отчёты приняты. Составить свод: roadmapdocs report."
