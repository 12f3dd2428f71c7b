"""Who has returned what, and what became of each file."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.submission import Refused
from roadmapdocs.writers.status.words import days_words, filled_words, headline, remark_words, several_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.campaign import Received
    from roadmapdocs.model.incoming import Outcome
    from roadmapdocs.model.status import Status, StatusLine
    from roadmapdocs.model.submission import Submission

__all__ = ["accepted_lines", "file_lines", "read_lines", "received_lines", "status_lines"]

_WIDTH = 100


def read_lines(read: Submission | Refused) -> Iterator[str]:
    """Yield what one form says and the findings about it, or why it is none."""
    if isinstance(read, Refused):
        yield f"{read.file}: {read.finding.message}"
        return
    yield read.respondent.short_name
    for row in answer_rows(read):
        if row["status"] not in ("missing", "not_asked"):
            yield f"  {row['code']}.{row['field']}: {row['text'] or row['raw']}"
    for finding in read.findings:
        yield f"  {finding.severity.russian} {finding.code}: {finding}"


def received_lines(received: Received, status: Status) -> Iterator[str]:
    """Yield how many files came, what became of them, which of them want a person, and what to do next."""
    yield f"Файлов во «Входящих», с вложенными в архивы и письма: {len(received.outcomes)}"
    for category, number in received.counts.items():
        yield f"  {category.russian:<30}{number:>5}"
    wanting = [outcome for outcome in received.outcomes if outcome.category.needs_a_person]
    wanting.sort(key=lambda outcome: list(Category).index(outcome.category))
    if wanting:
        yield from ("", "Требуют внимания:")
        for outcome in wanting:
            says_it = outcome.finding is not None and outcome.finding.message == outcome.reason
            yield f"  {outcome.file}"
            yield from _wrapped(outcome.reason if says_it else _labelled(outcome), "      ")
    yield from ("", headline(status))
    if status.silent:
        several = several_documents(status)
        named = (f"{line.name} ({line.title})" if several else line.name for line in status.silent)
        yield from _wrapped("Не представили: " + ", ".join(named))
    yield from _step_lines(status)


def file_lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield every file with its category and the reason."""
    for outcome in outcomes:
        yield f"  {outcome.file}"
        yield from _wrapped(_labelled(outcome), "      ")
    yield ""


def _labelled(outcome: Outcome) -> str:
    return f"{outcome.category.russian}: {outcome.reason}"


def accepted_lines(accepted: Sequence[Submission]) -> Iterator[str]:
    """Yield whose reports have been accepted just now."""
    if not accepted:
        yield "Принимать нечего: отчётов без замечаний, которые ещё не приняты, нет."
    for submission in accepted:
        yield f"Принято: {submission.respondent.short_name}, файл «{submission.file}»."


# --- who has returned what ----------------------------------------------------------------------------------------


def status_lines(status: Status) -> Iterator[str]:
    """Yield a table with a line for every document of every respondent, and what to do next."""
    several = several_documents(status)
    before = (None, *(line.code for line in status.lines))
    pairs = zip(before, status.lines, strict=False)
    rows = [_columns(line, status, several=several, again=code == line.code) for code, line in pairs]
    rows.insert(0, ["Код", "Школа", *(["Документ"] if several else []), "Что с ним", "Заполнено", "Получено"])
    rows[0].append("Замечания и срок")
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for number, row in enumerate(rows):
        cells = [text.ljust(width) for text, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)
    yield from ("", headline(status))
    yield ", ".join(f"{mark.russian} {number}" for mark, number in status.marks.items()).capitalize() + "."
    yield from _step_lines(status)


def _columns(line: StatusLine, status: Status, *, several: bool, again: bool) -> list[str]:
    """Return the cells of a line; whose it is stands at its first document only."""
    whose = ["", ""] if again else [line.code, line.name]
    document = [line.title] if several else []
    received = f"{line.received:%d.%m.%Y}" if line.received else ""
    last = "; ".join(text for text in (days_words(line, status.as_of), remark_words(line)) if text)
    return [*whose, *document, line.mark.russian, filled_words(line), received, last]


def _step_lines(status: Status) -> Iterator[str]:
    if status.steps:
        yield from ("", "Дальше:")
    for step in status.steps:
        yield from _wrapped(step, "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent or "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )
