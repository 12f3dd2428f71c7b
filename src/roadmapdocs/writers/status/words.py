"""The words of a status, for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree

if TYPE_CHECKING:
    from datetime import date

    from roadmapdocs.model.status import Status, StatusLine

__all__ = ["days_words", "filled_words", "headline", "remark_words", "several_documents"]

_WORKING_DAYS = ("рабочий день", "рабочих дня", "рабочих дней")


def days_words(line: StatusLine, as_of: date) -> str:
    """Say how long there is to wait, or how long the deadline is past; nothing where nobody waits."""
    if line.days_left is None:
        return ""
    if as_of == line.due:
        return "срок сегодня"
    days = agree(abs(line.days_left), *_WORKING_DAYS)
    if as_of < line.due:
        return f"осталось {days}" if line.days_left else "рабочих дней не осталось"
    return f"срок прошёл {days} назад" if line.days_left else "срок прошёл"


def filled_words(line: StatusLine) -> str:
    """Say how much of what must be answered is: «34 из 36»."""
    return f"{line.filled} из {line.asked}" if line.asked else ""


def remark_words(line: StatusLine) -> str:
    """Say how many remarks there are, and what else is odd: «ошибок 2, предупреждений 1»."""
    counted = (("ошибок", line.errors), ("предупреждений", line.warnings), ("спорных файлов", len(line.disputes)))
    said = ", ".join(f"{word} {number}" for word, number in counted if number)
    return "; ".join(part for part in (said, line.note) if part)


def headline(status: Status) -> str:
    """Say in one sentence how many have returned their reports and when the deadline is."""
    returned = len(status.lines) - len(status.silent)
    words = ("документа", "документов") if several_documents(status) else ("отчёта", "отчётов")
    reports = agree(len(status.lines), *words, words[-1])
    dues = sorted({line.due for line in status.lines})
    days = ", ".join(format_day(due) for due in dues)
    return f"Пришло {returned} из {reports}. {'Срок' if len(dues) == 1 else 'Сроки'}: {days}."


def several_documents(status: Status) -> bool:
    """Say whether some respondent is asked for more than one document, so that each must be named."""
    return len({line.code for line in status.lines}) < len(status.lines)
