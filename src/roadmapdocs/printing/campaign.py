"""Who has returned what, and what became of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.model.submission import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.campaign import Received
    from roadmapdocs.model.submission import Submission
    from roadmapdocs.model.summary import Summary

__all__ = ["read_lines", "received_lines", "status_lines"]

STATES = {"clean": "без замечаний", "to_correct": "на доработку", "missing": "не представлен"}


def read_lines(read: Submission | Refused) -> Iterator[str]:
    """Yield what one form says and the findings about it, or why it is none."""
    if isinstance(read, Refused):
        yield read.finding.message
        return
    yield read.respondent.short_name
    for row in answer_rows(read):
        if row["status"] not in ("missing", "not_asked"):
            yield f"  {row['code']}.{row['field']}: {row['text'] or row['raw']}"
    for finding in read.findings:
        yield f"  {finding.severity.russian} {finding.code}: {finding}"


def received_lines(received: Received) -> Iterator[str]:
    """Yield how many files came and what became of them."""
    clean = sum(not submission.errors for submission in received.submissions)
    yield f"Прочитано отчётов: {len(received.submissions)}"
    yield f"  без замечаний      {clean}"
    yield f"  вернуть на доработку {len(received.submissions) - clean}"
    yield f"  прежние версии     {len(received.superseded)}"
    yield f"  не опознано        {len(received.refused)}"
    yield from (f"    {refused.file}: {refused.finding.message}" for refused in received.refused)


def status_lines(summary: Summary, received: Received) -> Iterator[str]:
    """Yield a line for every respondent, and the sums."""
    lines = [*summary.respondents, summary.department]
    width = max(len(line.name) for line in lines)
    for line in lines:
        filled = f"{line.filled} из {line.asked}" if line.asked else ""
        remarks = f"ошибок {line.errors}, предупреждений {line.warnings}" if line.errors or line.warnings else ""
        yield f"{line.code:>4}  {line.name:<{width}}  {STATES[line.state]:<15} {filled:<9} {remarks}".rstrip()
    yield ""
    returned = len(summary.respondents) - summary.count("missing")
    yield (
        f"Представили {returned} из {len(summary.respondents)}, без замечаний {summary.count('clean')}, "
        f"на доработку {summary.count('to_correct')}, не представили {summary.count('missing')}."
    )
    yield from (f"Не опознан файл «{refused.file}»: {refused.finding.message}" for refused in received.refused)
