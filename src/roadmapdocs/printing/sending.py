"""What was prepared for sending, what is odd about a roster, and what to do next: lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.campaign.letters import reminder_days
from roadmapdocs.russian.dates import WEEKDAYS, format_day
from roadmapdocs.russian.numerals import agree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from roadmapdocs.campaign import Sent
    from roadmapdocs.findings import Finding
    from roadmapdocs.roster import Roster

__all__ = ["guide_lines", "next_lines", "roster_lines", "sent_lines"]

_FIRST = 10


def sent_lines(sent: Sent) -> Iterator[str]:
    """Yield what was written and for whom there is no address."""
    folders = agree(len(sent.respondents), "папка", "папки", "папок")
    if sent.stage:
        letters = agree(len(sent.respondents), "школы", "школ", "школ")
        yield f"«{sent.stage.value}»: для {letters}, новых или изменённых файлов {sent.written}."
    else:
        yield f"В «Исходящих» {folders}, файлов {len(sent.files)}, новых или изменённых {sent.written}."
    if sent.without_email:
        names = [school.short_name for school in sent.without_email]
        more = f" и ещё {len(names) - _FIRST}" if len(names) > _FIRST else ""
        yield f"Нет адреса почты: {', '.join(names[:_FIRST])}{more}. Впишите его в schools.csv или в само письмо."


def next_lines(due: date) -> Iterator[str]:
    """Yield when the reports are due and when to remind of them."""
    days = ", ".join(format_day(day) for day in reminder_days(due).values())
    yield f"Срок отчётов: {format_day(due)} ({WEEKDAYS[due.weekday()]}). Напоминания (send --reminder): {days}."


def roster_lines(roster: Roster) -> Iterator[str]:
    """Yield what is odd about a roster."""
    for finding in roster.findings:
        yield f"  {finding.severity.russian} {finding.code}: {_said(finding)}"


def _said(finding: Finding) -> str:
    """Name the line of the file before the school."""
    place = finding.place
    column = f"графа «{place.column}»" if place.column else ""
    where = ", ".join(part for part in (place.location, place.item, column) if part)
    return f"{where}: {finding.message}" if where else finding.message


def guide_lines(step: str, page: Path | None) -> Iterator[str]:
    """Yield what to do after a step; `page` is the one that has been opened."""
    yield ""
    if page:
        yield f"Открыта страница: {page}"
    yield from _GUIDE[step]


_GUIDE = {
    "send": (
        "Что дальше:",
        "  1. Откройте папку «Исходящие». В ней по папке на каждую школу.",
        "  2. Откройте в папке школы файл «Письмо.eml»: это готовое письмо с вложениями, останется нажать «Отправить».",
        "     Если письмо не открывается, скопируйте текст из «Письмо.txt» и приложите файлы, которые в нём названы.",
        "  3. Файлы, которые пришлют школы, складывайте в папку «Входящие», имена не важны.",
        "  4. Затем запустите «2 Принять и проверить».",
    ),
    "receive": (
        "Что дальше:",
        "  1. Когда придёт следующий файл, положите его во «Входящие» и запустите этот файл ещё раз.",
        "  2. Свод на сегодня составит «3 Свод».",
    ),
    "report": ("Свод лежит в папке «Свод». Запускайте этот файл в любой день: свод будет на сегодня.",),
}
