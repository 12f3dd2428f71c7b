"""A piece of the inbox → its category and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.campaign.reasons import unreadable
from roadmapdocs.findings import Severity
from roadmapdocs.model.incoming import Category, Outcome
from roadmapdocs.model.submission import Refused
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.campaign.inbox import Piece
    from roadmapdocs.campaign.remembered import Recognised
    from roadmapdocs.campaign.versions import Decision
    from roadmapdocs.findings import Finding
    from roadmapdocs.model.submission import Submission

__all__ = ["outcome_of"]

_BY_CODE = {
    "E103": Category.FOREIGN,
    "E106": Category.EMPTY_FORM,
    "E110": Category.FOREIGN,
}
"""Where a refusal ends; all others are not recognised."""

_GRAVEST_FIRST = (
    Category.TO_CORRECT,
    Category.DISPUTED,
    Category.UNRECOGNISED,
    Category.FOREIGN,
    Category.EMPTY_FORM,
    Category.COUNTED,
    Category.SUPERSEDED,
)
"""Where a file with several forms ends: where somebody has most to do."""

Judged = tuple[Category, str, "Finding | None"]


def outcome_of(piece: Piece, recognised: Recognised | None, decisions: Mapping[tuple[str, str], Decision]) -> Outcome:
    """Return the category of a piece; `decisions` say which version of each document counts."""
    if recognised is None:
        category, reason, found = _settled(piece)
        return Outcome(piece.name, category, reason, piece.sha256, piece.received, (), found)
    judged = [_judged(form, piece, decisions) for form in recognised.forms]
    category, reason, found = min(judged, key=lambda one: _GRAVEST_FIRST.index(one[0]))
    if len(judged) > 1:
        reason = " ".join(dict.fromkeys(reason for _, reason, _ in judged))
    codes = tuple(form.respondent.code for form in recognised.forms if not isinstance(form, Refused))
    return Outcome(piece.name, category, reason, piece.sha256, piece.received, codes, found)


def _settled(piece: Piece) -> Judged:
    assert piece.category is not None
    if piece.category is not Category.UNREADABLE:
        return piece.category, piece.reason, None
    found = unreadable(piece.name, piece.reason)
    return piece.category, found.message, found


def _judged(form: Submission | Refused, piece: Piece, decisions: Mapping[tuple[str, str], Decision]) -> Judged:
    if isinstance(form, Refused):
        return _BY_CODE.get(form.finding.code, Category.UNRECOGNISED), form.finding.message, form.finding
    name = form.respondent.short_name
    decision = decisions[form.respondent.code, form.form.key.kind]
    for version, found in decision.disputed:
        if version.sha256 == piece.sha256:
            return Category.DISPUTED, f"{name}: {found.message}", found
    counting = decision.counting
    if counting is None or counting.sha256 != piece.sha256:
        return Category.SUPERSEDED, _superseded(name, decision), None
    if decision.accepted:
        return Category.COUNTED, f"{name}: принято{_after(_remarks(form))}.", None
    if form.errors:
        why = form.errors[0].message if form.withheld else f"{_remarks(form)}."
        return Category.TO_CORRECT, f"{name}: {why}", form.errors[0]
    return Category.COUNTED, f"{name}: {_remarks(form) or 'замечаний нет'}.", None


def _after(remarks: str) -> str:
    return f", хотя есть {remarks}" if remarks else ""


def _superseded(name: str, decision: Decision) -> str:
    counting = decision.counting
    if counting is None:
        return f"{name}: принят другой файл."
    day = format_day(counting.received.date())
    return f"{name}: в счёт идёт «{counting.submission.file}», полученный {day}."


def _remarks(form: Submission) -> str:
    warnings = sum(finding.severity is Severity.WARNING for finding in form.findings)
    counts = (
        (len(form.errors), ("ошибка", "ошибки", "ошибок")),
        (warnings, ("предупреждение", "предупреждения", "предупреждений")),
    )
    return ", ".join(agree(number, *words) for number, words in counts if number)
