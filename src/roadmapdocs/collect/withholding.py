"""A submission that names pupils, without anything it says: what is not kept cannot leave."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.collect.pupils import NamedPupils, named_pupils
from roadmapdocs.findings import Place, finding
from roadmapdocs.forms.heading import PASSPORT
from roadmapdocs.model.submission import Given, Missing, NotApplicable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.submission import Answer, Submission
    from roadmapdocs.readers.blocks import Block

__all__ = ["guarded"]

_MAY_NAME = re.compile("[А-ЯЁ][А-ЯЁа-яё]")


def guarded(submission: Submission, blocks: Sequence[Block], *, trusted: bool = False) -> Submission:
    """Return a submission with a finding for every place that seems to name pupils, and then without its content.

    One that names nobody is returned as it is. `trusted` leaves the content: a person has looked at it.
    """
    found = tuple(_findings(submission, named_pupils(blocks, list(_staff(submission)))))
    if not found:
        return submission
    told = replace(submission, findings=(*found, *submission.findings))
    return told if trusted else _withheld(told)


def _withheld(submission: Submission) -> Submission:
    """Return a submission without its answers, its other words, and the findings that quote any."""
    return replace(
        submission,
        answers={address: _emptied(answer) for address, answer in submission.answers.items()},
        findings=tuple(found for found in submission.findings if not _MAY_NAME.search(found.seen)),
        unclaimed=(),
        added=(),
        withheld=True,
    )


def _emptied(answer: Answer) -> Answer:
    return Missing(answer.place) if isinstance(answer, Given | NotApplicable) else answer


def _staff(submission: Submission) -> Iterator[str]:
    """Yield the names of the respondent's staff that the roster or the passport has."""
    yield submission.respondent.head
    for table, row in submission.form.blank.rows.values():
        for column in row.fields if table.id == PASSPORT else ():
            answer = submission.answers[f"{row.id}.{column}"]
            if isinstance(answer, Given):
                yield answer.raw


def _findings(submission: Submission, named: Iterable[NamedPupils]) -> Iterator[Finding]:
    """Yield a finding for every answer that names pupils, and one for every other list; none says a name."""
    addresses = {
        answer.place: address
        for address, answer in submission.answers.items()
        if isinstance(answer, Given | NotApplicable)
    }
    others: dict[str, list[NamedPupils]] = {}
    for one in named:
        address = addresses.get(one.location)
        others.setdefault(address or one.group, []).append(one)
    for name, places in others.items():
        place, address = Place(submission.file, places[0].location), ""
        if name in submission.form.blank.fields:
            place, address = _place(submission, name, places[0].location), name
        yield finding("E113", place, seen=str(len({key for one in places for key in one.keys})), address=address)


def _place(submission: Submission, address: str, location: str) -> Place:
    row = submission.form.blank.rows[address.rpartition(".")[0]][1]
    return Place(submission.file, location, row.name, submission.form.blank.fields[address].caption)
