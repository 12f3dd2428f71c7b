"""What was read from somebody's order, as lines for reading and as comments for its YAML."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from roadmapdocs.findings import Severity
from roadmapdocs.russian.numerals import agree
from roadmapdocs.transcription.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["YAML_HEADING", "transcription_comments", "transcription_lines"]

_WIDTH = 100
_TITLES = {Severity.ERROR: "ОШИБКИ", Severity.WARNING: "ПРЕДУПРЕЖДЕНИЯ", Severity.INFO: "К СВЕДЕНИЮ"}

YAML_HEADING = (
    "Приказ перенесён из готового документа. Текст оставлен буквально; id и коды строк предложены программой и больше "
    "не меняются. Места, которые должен проверить человек, отмечены примечаниями."
)


def transcription_lines(order: Order | None, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what was read, then the findings: by severity, by kind, each with its place."""
    if order is not None:
        yield from _contents(order)
    for severity, grave in groupby(findings, key=lambda finding: finding.severity):
        yield from ("", _TITLES[severity])
        for code, same in groupby(grave, key=lambda finding: finding.code):
            yield from ("", f"{CATALOGUE[code].heading} ({code})")
            for finding in same:
                place = str(finding.place)
                text = f"{place}: {finding.message}" if place != finding.place.file else finding.message
                yield from wrap(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)


def _contents(order: Order) -> Iterator[str]:
    yield f"Приказ № {order.number} от {order.date:%d.%m.%Y}: {order.title}"
    clauses = agree(len(order.clauses), "пункт", "пункта", "пунктов")
    acts = agree(len(order.acts), "акт-основание", "акта-основания", "актов-оснований")
    yield f"Найдено: {clauses}, {acts}."
    for roadmap in order.roadmaps:
        rows = agree(len(roadmap.activities), "строка", "строки", "строк")
        columns = agree(len(roadmap.columns), "графа", "графы", "граф")
        directions = agree(len(roadmap.directions), "направление", "направления", "направлений")
        yield f"  Дорожная карта {roadmap.letter}: {rows}, {columns}, {directions}. {' '.join(roadmap.title.split())}"


def transcription_comments(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Yield path in the YAML and text of the findings that belong to a place in it."""
    for finding in findings:
        if finding.address:
            yield finding.address, f"{finding.code}: {finding.message}"
