"""Findings, files and the status as rows for programs (`--json`)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.incoming import Outcome
    from roadmapdocs.model.status import Status
    from roadmapdocs.model.submission import Submission

__all__ = ["finding_row", "outcome_rows", "status_rows", "submission_rows"]


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


def outcome_rows(outcomes: Iterable[Outcome]) -> list[dict[str, object]]:
    """Return what became of every file of the inbox."""
    return [
        {
            "file": outcome.file,
            "category": outcome.category.value,
            "label": outcome.category.russian,
            "reason": outcome.reason,
            "code": outcome.finding.code if outcome.finding else "",
            "respondents": outcome.respondents,
            "received": outcome.received.isoformat(timespec="seconds"),
            "sha256": outcome.sha256,
        }
        for outcome in outcomes
    ]


def status_rows(status: Status) -> dict[str, object]:
    """Return the status: the day, a row for every document of every respondent, files by category."""
    lines = [
        {**asdict(line), "state_label": line.state.russian, "mark_label": line.mark.russian} for line in status.lines
    ]
    files = {category.value: number for category, number in status.files.items()}
    return {"as_of": status.as_of, "lines": lines, "files": files, "next": status.steps}
