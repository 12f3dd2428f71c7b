"""What the command line says about reports that go back for correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.campaign.returning import Returned, Rework

__all__ = ["returned_lines"]


def returned_lines(returned: Returned) -> Iterator[str]:
    """Yield a line for every report that goes back, then what there is to know besides."""
    for rework in returned.reworks:
        yield _line(rework)
    if returned.reworks:
        yield f"Файлов в папке «На доработку»: новых или изменённых {returned.written}. Отправьте письма из неё."
    else:
        yield "Возвращать нечего: отчётов с ошибками нет."
    if returned.corrected:
        yield f"Исправлено: {', '.join(respondent.short_name for respondent in returned.corrected)}."
    for folder in returned.left:
        yield f"В папке «{folder.name}» остались файлы, которые программа не создавала."


def _line(rework: Rework) -> str:
    submission, annotated = rework.submission, rework.annotated
    remarks = agree(annotated.listed, "замечание", "замечания", "замечаний")
    where = f"в тексте {annotated.located}" if annotated.own else "отдельным списком"
    said = f"{submission.respondent.short_name}: {remarks}, {where}, исправить до {format_day(rework.due)}"
    return f"{said}: {rework.file.parent.name}/{rework.file.name}"
