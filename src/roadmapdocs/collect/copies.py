"""The same words from two schools: long texts that agree to the letter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place, finding
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.forms.school_plan import RISKS, SCHOOL_PLAN, SIGNS
from roadmapdocs.model.form import FieldType
from roadmapdocs.model.submission import Given
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.model.submission import Submission

__all__ = ["with_copies_marked"]

_SHORTEST, _SHORTEST_IN_PLAN = 80, 50
"""Characters; shorter texts agree by chance. A school's own measure or a sign of a risk is soon its own."""


def with_copies_marked(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """Return the submissions with a warning at every long text that another respondent has word for word."""
    authors: dict[str, dict[str, str]] = defaultdict(dict)
    for submission in submissions:
        for _, text in _long_texts(submission):
            authors[text][submission.respondent.code] = submission.respondent.short_name
    return tuple(_marked(submission, authors) for submission in submissions)


def _long_texts(submission: Submission) -> list[tuple[str, str]]:
    fields = submission.form.blank.fields
    return [
        (address, fold_words(answer.raw))
        for address, answer in submission.answers.items()
        if isinstance(answer, Given)
        and fields[address].type is FieldType.TEXT
        and answer.value != submission.form.known(address)
        and len(answer.raw) >= _shortest(submission, address)
    ]


def _shortest(submission: Submission, address: str) -> float:
    """Return from how many characters on a text agrees by no chance; in plans, posts and documents always may."""
    row, _, column = address.partition(".")
    if submission.form.blank.rows[row][0].id not in (SCHOOL_PLAN, RISKS):
        return _SHORTEST
    return _SHORTEST_IN_PLAN if column in (EVENT, SIGNS) else inf


def _marked(submission: Submission, authors: dict[str, dict[str, str]]) -> Submission:
    found = []
    for address, text in _long_texts(submission):
        others = [name for code, name in authors[text].items() if code != submission.respondent.code]
        if others:
            row_id, _, _ = address.partition(".")
            row, field = submission.form.blank.rows[row_id][1], submission.form.blank.fields[address]
            answer = submission.answers[address]
            assert isinstance(answer, Given)
            place = Place(submission.file, answer.place, row.name, field.caption)
            names = ", ".join(sorted(others)[:3])
            found.append(finding("W416", place, seen=answer.raw, expected=names, address=address))
    return replace(submission, findings=(*submission.findings, *found)) if found else submission
