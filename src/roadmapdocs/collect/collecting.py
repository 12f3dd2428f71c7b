"""A returned file × a form → a `Submission`."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from roadmapdocs.collect.checks import Filled, doubtful
from roadmapdocs.collect.laying import Laying
from roadmapdocs.collect.withholding import guarded
from roadmapdocs.findings import Finding, finding
from roadmapdocs.model.submission import MISSING, Given, Missing, NotApplicable, Submission
from roadmapdocs.readers.blocks import Grid
from roadmapdocs.rules import Answered, broken_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.submission import Answer
    from roadmapdocs.readers.blocks import Returned

__all__ = ["collect"]


def collect(
    returned: Returned,
    form: Form,
    *,
    file: str = "",
    content: bytes = b"",
    revision: int | None = None,
    received: date | None = None,
    previous: Submission | None = None,
    trusted: bool = False,
) -> Submission:
    """Lay `form` over a returned file: match, read the values, check rules and sense. Never raises for what was typed.

    `revision` is what the file says it is: what an earlier revision did not ask is `NotAsked`, never missing.
    `received` is the day the file came; without it no day is too late. `previous` is what the same respondent
    answered last year. A file that seems to name pupils is withheld, unless a person has said that it may be `trusted`.
    """
    laid = Laying(form, file, older=revision is not None and revision < form.blank.revision)
    for block in returned.blocks:
        if isinstance(block, Grid):
            laid.lay_grid(block)
        else:
            laid.lay_paragraph(block)
    laid.place_the_rest()
    answers: dict[str, Answer] = {address: laid.answers.get(address, MISSING) for address in form.blank.fields}
    answered = Answered(form.blank, answers, file)
    submission = Submission(
        form=form,
        answers=answers,
        findings=(
            *laid.findings,
            *broken_rules(answered),
            *_reasons_without_row(answered),
            *doubtful(Filled(form, answered, received, previous)),
        ),
        unclaimed=tuple(laid.unclaimed),
        added=tuple(laid.added),
        file=file,
        sha256=sha256(content).hexdigest() if content else "",
        received=received,
        revision=revision,
    )
    return guarded(submission, returned.blocks, trusted=trusted)


def _reasons_without_row(answered: Answered) -> Iterator[Finding]:
    """Yield a finding for every line of the reference table that explains something but does not say what."""
    reference = answered.blank.reference
    for table, row in answered.blank.rows.values() if reference else ():
        if reference is None or table.id != reference.table:
            continue
        named = f"{row.id}.{reference.names}"
        others = [answered.answers[f"{row.id}.{column}"] for column in row.fields if column != reference.names]
        explained = [answer.raw for answer in others if isinstance(answer, Given | NotApplicable)]
        if explained and isinstance(answered.answers[named], Missing):
            yield finding("W407", answered.place(named), seen=explained[0], address=named)
