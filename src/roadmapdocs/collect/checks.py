"""Checks of the sense of a report: whether what it says is possible and agrees with itself.

Each check is one function from the answers to findings. All of them are warnings but for days that have not come yet:
a school may have its reasons, and where it explains the row in the table of reasons, the warning stands as explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Severity, finding
from roadmapdocs.forms.plan import DATE, EVIDENCE, STATUS
from roadmapdocs.forms.questions import ANSWER
from roadmapdocs.model.form import FieldType
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.deadlines import format_window
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roadmapdocs.model.form import Form, Row
    from roadmapdocs.model.submission import Submission
    from roadmapdocs.rules import Answered

__all__ = ["CHECKS", "Filled", "doubtful"]

_FINISHED = ("done", "done_late")
_JUMP, _TIMES, _LONG = 10, 3, 80
"""A jump is worth a question from this difference and this many times on; a text is long from so many characters."""

_DOCUMENT = re.compile(
    r"№|\d|https?:|www\.|приказ|протокол|справк|план|програм|договор|соглашен|лист|отч[её]т|журнал|сертификат|"
    r"удостоверен|письм|положени|график|анализ|акт|реестр|сайт|фото|регистрац|свидетельств|диплом|карт",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Filled:
    """A form with its answers, the day it was received (None where it does not matter), and last year's submission."""

    form: Form
    answered: Answered
    received: date | None = None
    previous: Submission | None = None

    def before(self, address: str) -> object:
        """Last year's value at the same address: ids and codes stay from year to year."""
        return self.previous.value(address) if self.previous else None

    def rows(self) -> Iterator[Row]:
        """The rows that have a status."""
        return (row for _, row in self.form.blank.rows.values() if STATUS in row.fields)

    def last_day(self, row: Row) -> date | None:
        """The last day a row is due; None where it has none, or one that passed before the order was signed."""
        last = row.window[1] if row.window else None
        return last if last is not None and last >= self.form.blank.dated else None

    def status(self, row: Row) -> object:
        """The status of a row, None where there is none."""
        return self.answered.value(f"{row.id}.{STATUS}")

    def remark(self, code: str, address: str, *, expected: str = "") -> Finding:
        """Make a finding about the answer at an address."""
        answered = self.answered
        return finding(code, answered.place(address), seen=answered.shown(address), expected=expected, address=address)


def doubtful(filled: Filled) -> Iterator[Finding]:
    """Yield what the checks find; a warning about a row that the school explains becomes information."""
    for check in CHECKS:
        for found in check(filled):
            yield _explained(found, filled)


def _explained(found: Finding, filled: Filled) -> Finding:
    subject = found.address.partition(".")[0]
    reason = filled.answered.value(f"{subject}.reason") if filled.form.blank.reference else None
    if found.severity is not Severity.WARNING or not isinstance(reason, str):
        return found
    message = f"{found.message} Школа поясняет: «{reason}»."
    return replace(found, severity=Severity.INFO, message=message)


# --- days -------------------------------------------------------------------------------------------------------


def day_has_not_come(filled: Filled) -> Iterator[Finding]:
    """A day on which something was done cannot lie in the future."""
    if filled.received is None:
        return
    for address, field in filled.form.blank.fields.items():
        if field.type is FieldType.DATE and not address.endswith(".new_date"):
            value = filled.answered.value(address)
            if isinstance(value, date) and value > filled.received:
                yield filled.remark("E207", address, expected=format_day(filled.received))


def day_after_the_deadline(filled: Filled) -> Iterator[Finding]:
    """«Выполнено» with a day behind the deadline is «выполнено с нарушением срока»."""
    for row in filled.rows():
        day, last = filled.answered.value(f"{row.id}.{DATE}"), filled.last_day(row)
        if filled.status(row) == "done" and isinstance(day, date) and last is not None and day > last:
            yield filled.remark("W408", f"{row.id}.{DATE}", expected=format_window(row.window or (None, None)))


def late_within_the_deadline(filled: Filled) -> Iterator[Finding]:
    """«С нарушением срока» with a day inside the deadline."""
    for row in filled.rows():
        day, last = filled.answered.value(f"{row.id}.{DATE}"), filled.last_day(row)
        if filled.status(row) == "done_late" and isinstance(day, date) and last is not None and day <= last:
            yield filled.remark("W409", f"{row.id}.{DATE}", expected=format_window(row.window or (None, None)))


def new_day_is_later(filled: Filled) -> Iterator[Finding]:
    """A postponed row moves to a later day."""
    for row in filled.rows():
        day, last = filled.answered.value(f"{row.id}.new_date"), filled.last_day(row)
        if isinstance(day, date) and last is not None and day <= last:
            yield filled.remark("W410", f"{row.id}.new_date", expected=format_window(row.window or (None, None)))


# --- words ------------------------------------------------------------------------------------------------------


def evidence_names_a_document(filled: Filled) -> Iterator[Finding]:
    """Evidence of a finished row names a document, a number or a link."""
    for row in filled.rows():
        text = filled.answered.value(f"{row.id}.{EVIDENCE}")
        if filled.status(row) in _FINISHED and isinstance(text, str) and not _DOCUMENT.search(text):
            yield filled.remark("W411", f"{row.id}.{EVIDENCE}")


def held_at_least_once(filled: Filled) -> Iterator[Finding]:
    """A recurring row that is done was held at least once."""
    for row in filled.rows():
        address = f"{row.id}.{DATE}"
        if filled.status(row) in _FINISHED and filled.answered.value(address) == 0:
            yield filled.remark("W412", address)


def reason_of_a_deviating_row(filled: Filled) -> Iterator[Finding]:
    """The table of reasons speaks of rows that deviate, or of rows with a doubtful answer; not of rows not due."""
    reference = filled.form.blank.reference
    if reference is None:
        return
    for table, line in filled.form.blank.rows.values():
        if table.id != reference.table:
            continue
        named = f"{line.id}.{reference.names}"
        subject = filled.answered.value(named)
        if subject is not None and filled.answered.value(f"{subject}.{STATUS}") in ("not_due", "not_applicable"):
            yield filled.remark("W413", named, expected=filled.answered.shown(f"{subject}.{STATUS}"))


# --- one answer against another ---------------------------------------------------------------------------------


def indicator_agrees_with_its_row(filled: Filled) -> Iterator[Finding]:
    """«Да» in an indicator and «не выполнено» in its row, or the other way round, cannot both be."""
    rows = {row.code: row for row in filled.rows()}
    for _, line in filled.form.blank.rows.values():
        row = rows.get(line.printed.get("of", ""))
        if row is None:
            continue
        address = f"{line.id}.{ANSWER}"
        value, status = filled.answered.value(address), filled.status(row)
        positive = value == "yes" or (isinstance(value, int) and value > 0)
        nothing = value == "no" or (value == 0 and isinstance(value, int))
        if (positive and status in ("not_done", "cancelled")) or (nothing and status in _FINISHED):
            shown = filled.answered.shown(f"{row.id}.{STATUS}")
            yield filled.remark("W414", address, expected=f"{row.code}: {shown}")


def passport_agrees_with_the_roster(filled: Filled) -> Iterator[Finding]:
    """The school's totals and the department's roster are the same numbers, or somebody must say why not."""
    for address, name in filled.form.blank.known_from_roster:
        known, said = filled.form.prefill.get(address), filled.answered.value(address)
        from_roster = name != "head" and address not in filled.form.recalled
        if from_roster and None not in (known, said) and known != said:
            yield filled.remark("W415", address, expected=str(known))


# --- against last year ------------------------------------------------------------------------------------------


def number_jumps(filled: Filled) -> Iterator[Finding]:
    """A number that is several times last year's, up or down, is true or a slip; somebody must say which."""
    for address, field in filled.form.blank.fields.items():
        now, before = filled.answered.value(address), filled.before(address)
        if field.type is FieldType.INTEGER and isinstance(now, int) and isinstance(before, int):
            less, more = sorted((now, before))
            if more - less >= _JUMP and more >= _TIMES * less:
                yield filled.remark("W420", address, expected=str(before))


def number_stays(filled: Filled) -> Iterator[Finding]:
    """A number that is last year's again is only worth knowing; nought again is not even that."""
    for address, field in filled.form.blank.fields.items():
        now = filled.answered.value(address)
        if field.type is FieldType.INTEGER and now and now == filled.before(address):
            yield filled.remark("I502", address)


def words_repeat(filled: Filled) -> Iterator[Finding]:
    """A long text that is last year's to the letter was copied."""
    for address, field in filled.form.blank.fields.items():
        now, before = filled.answered.value(address), filled.before(address)
        words = field.type is FieldType.TEXT and isinstance(now, str) and isinstance(before, str)
        if words and len(str(now)) >= _LONG and fold_words(str(now)) == fold_words(str(before)):
            yield filled.remark("W421", address)


CHECKS: tuple[Callable[[Filled], Iterator[Finding]], ...] = (
    day_has_not_come,
    day_after_the_deadline,
    late_within_the_deadline,
    new_day_is_later,
    evidence_names_a_document,
    held_at_least_once,
    reason_of_a_deviating_row,
    indicator_agrees_with_its_row,
    passport_agrees_with_the_roster,
    number_jumps,
    number_stays,
    words_repeat,
)
"""All checks of one report, in the order in which a person would look."""
