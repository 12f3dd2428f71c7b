"""Which of the returned files count at a date, and what became of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.model.summary import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.model.submission import Refused, Submission
    from roadmapdocs.model.summary import Fate

__all__ = ["Version", "counting", "sources"]

Version = tuple[str, str]
"""Whose submission to which kind of form: a respondent's code and `Blank.kind`."""


def counting(versions: Sequence[Submission], as_of: date) -> Mapping[Version, Submission]:
    """Return the submission that counts for each respondent and kind of form: the last that had come by `as_of`.

    `versions` are all submissions, the oldest first. One without a known day counts as if it had come in time.
    """
    came = (one for one in versions if not _too_late(one, as_of))
    return {(one.respondent.code, one.form.blank.kind): one for one in came}


def sources(
    versions: Sequence[Submission],
    counted: Mapping[Version, Submission],
    as_of: date,
    *,
    disputed: Sequence[Submission],
    refused: Sequence[Refused],
) -> Iterator[Source]:
    """Yield every returned file with what became of it, in the order of the respondents' codes, refused ones last."""
    chosen = {id(one) for one in counted.values()}
    fates: list[tuple[Submission, Fate]] = [(one, "disputed") for one in disputed]
    for one in versions:
        late = _too_late(one, as_of)
        fates.append((one, "counts" if id(one) in chosen else "too_late" if late else "superseded"))
    yield from (_source(one, fate) for one, fate in sorted(fates, key=lambda pair: pair[0].respondent.code))
    for file in refused:
        why = file.finding.message
        yield Source(file.file, "refused", received=file.received, sha256=file.sha256, why=why)


def _source(submission: Submission, fate: Fate) -> Source:
    return Source(
        file=submission.file,
        fate=fate,
        code=submission.respondent.code,
        respondent=submission.respondent.short_name,
        revision=submission.form.blank.revision if submission.revision is None else submission.revision,
        received=submission.received,
        sha256=submission.sha256,
    )


def _too_late(submission: Submission, as_of: date) -> bool:
    return submission.received is not None and submission.received > as_of
