"""Findings as rows for programs (`--json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.submission import Submission

__all__ = ["finding_row", "submission_rows"]


def finding_row(finding: Finding) -> dict[str, str]:
    """Return a finding as a row for programs."""
    return {
        "severity": finding.severity.name.lower(),
        "code": finding.code,
        "address": finding.address,
        "place": str(finding.place),
        "message": finding.message,
        "seen": finding.seen,
        "expected": finding.expected,
    }


def submission_rows(submissions: Iterable[Submission]) -> list[dict[str, str]]:
    """Return the findings about returned forms, each with its respondent and its file."""
    return [
        {"respondent": submission.respondent.code, **finding_row(finding), "file": submission.file}
        for submission in submissions
        for finding in submission.findings
    ]
