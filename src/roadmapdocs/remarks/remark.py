"""What an annotated copy says: each remark with its number, its place and its sentence, and the list's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.findings import Severity
from roadmapdocs.readers.remark_list import check_number
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadmapdocs.findings import Finding, Place

__all__ = ["AUTHOR", "DOUBT", "FAULT", "INITIALS", "Remark", "coloured", "introduction", "remarks_of", "signed"]

AUTHOR, INITIALS = "Отдел образования (замечания)", "ОО"
"""Whose comments ours are; it is also how they are known again."""

FAULT, DOUBT = "FFCFC3", "FFE38F"
"""The colours of a place with an error and of one with a question. No form has them, so they too are known again."""

_DIGITS = re.compile(r"\d+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for; the escapes of a workbook can name it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: its number in the list, where it is as people say it, the sentence, and the place in the file."""

    number: int
    where: str
    text: str
    code: str
    location: str
    grave: bool

    @property
    def heading(self) -> str:
        """What the school has to do with it."""
        return "Исправьте" if self.grave else "Проверьте"


def remarks_of(findings: Iterable[Finding]) -> tuple[Remark, ...]:
    """Return errors, then warnings, each in the order of the file; what is only worth knowing is left out."""
    heard = [finding for finding in findings if finding.severity is not Severity.INFO]
    heard.sort(key=lambda finding: (-finding.severity, _order(finding.place.location)))
    return tuple(
        Remark(
            number,
            _where(finding.place),
            _UNPRINTABLE.sub("", finding.message),
            finding.code,
            finding.place.location,
            finding.severity is Severity.ERROR,
        )
        for number, finding in enumerate(heard, start=1)
    )


def _order(location: str) -> tuple[bool, list[int], str]:
    """Sort by the numbers of a place; what has none comes first, as it is about the file as a whole."""
    return bool(location), [int(number[:9]) for number in _DIGITS.findall(location)], location


def _where(place: Place) -> str:
    column = f"графа «{place.column}»" if place.column else ""
    named = ", ".join(part for part in (place.item, column) if part) or place.location or "файл в целом"
    return named[0].upper() + named[1:]


def coloured(remarks: Iterable[Remark]) -> str:
    """Return the colour of a place with these remarks."""
    return FAULT if any(remark.grave for remark in remarks) else DOUBT


def signed(text: str) -> str:
    """Return what stands at the end of a row of the list with this text, its code included: «№ 4821»."""
    return f"№\u00a0{check_number(text)}"


def introduction(remarks: Sequence[Remark], located: int, due: date | None, *, own: bool = True) -> str:
    """Return the sentences under the heading of the list; `own` says that it stands in the school's own file."""
    errors = sum(remark.grave for remark in remarks)
    doubts = len(remarks) - errors
    by = f" до {format_day(due)}" if due else ""
    counted = [f"исправить: {errors}" if errors else "", f"проверить: {doubts}" if doubts else ""]
    if not own:
        return f"Внесите исправления в свой файл и пришлите его{by}. Нужно {', '.join(filter(None, counted))}."
    said = [
        f"Внесите исправления прямо в этот файл и пришлите его{by}.",
        f"Нужно {', '.join(filter(None, counted))}.",
        "Эти клетки закрашены, у каждой стоит примечание." if located else "",
        "Удалять список и примечания не нужно, и ничего в него не вписывайте: при приёме он не читается.",
    ]
    return " ".join(filter(None, said))
