"""What the template of the page loops over: the summary, regrouped by school, by part of a roadmap, by question."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from roadmapdocs.model.summary import NO_REPORT, NOT_ASKED
from roadmapdocs.writers.summary import html_words as say
from roadmapdocs.writers.summary.html_schools import answer_rows, schools_of
from roadmapdocs.writers.summary.html_tiles import tiles
from roadmapdocs.writers.summary.words import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.summary import ActivityLine, FreeText, Source, Summary

__all__ = ["page_of"]

_TALL_UP_TO = 40
"""Up to so many schools are columns beside the text of the activities; more of them are rows under its codes."""

_UNFOLDED_UP_TO = 15
"""With more schools their answers are no part of the page until they are opened: a browser stays quick."""


def page_of(summary: Summary) -> dict[str, object]:
    """Return everything the template names, by name."""
    wide = len(summary.respondents) > _TALL_UP_TO
    parts = list(_parts(summary.activities))
    voices = list(_voices(summary.texts))
    return {
        "summary": summary,
        "wide": wide,
        "folded": len(summary.respondents) > _UNFOLDED_UP_TO,
        "basis": say.basis(summary),
        "sections": list(_sections(summary, wide=wide)),
        "tiles": list(tiles(summary)),
        "schools": schools_of(summary),
        "parts": parts,
        "filters": _filters(summary),
        "done_word": f"{summary.done.numerator} из {summary.done.denominator}",
        "with_plan": [line for line in summary.indicators if line.target],
        "without_plan": [line for line in summary.indicators if not line.target],
        "department": _own_rows(summary),
        "voices": voices,
        "remarks": list(_remarks(summary)),
        "files": _files(summary.sources),
    }


def _sections(summary: Summary, *, wide: bool) -> Iterator[tuple[str, str]]:
    """Return the links at the top: anchor and title of each section that is there."""
    shown = (
        (True, "overview", "Обзор"),
        (True, "schools", "Школы"),
        (True, "matrix-title", "Матрица"),
        (wide and summary.activities, "activities", "По мероприятиям"),
        (summary.indicators, "indicators", "Показатели"),
        (summary.two_dates or summary.years, "changes", "Изменения"),
        (True, "department", "Отдел"),
        (summary.texts, "voices", "Своими словами"),
        (True, "answers", "Ответы школ"),
        (summary.own_activities, "own", "Сверх планов"),
        (summary.school_roadmaps, "roadmaps", "Карты школ"),
        (not summary.public, "findings", "Замечания"),
        (not summary.public, "files", "Файлы"),
    )
    return ((anchor, title) for there, anchor, title in shown if there)


# --- the matrix -----------------------------------------------------------------------------------------------------


class Part:
    """The rows of one direction of one roadmap, with the numbers by which the filters know them."""

    def __init__(self, lines: Sequence[ActivityLine], roadmaps: Sequence[str], directions: Sequence[str]) -> None:
        self.lines = lines
        roadmap, direction = lines[0].roadmap, lines[0].direction
        self.title, self.about = (direction, roadmap) if direction else (roadmap, "")
        self.roadmap, self.direction = roadmaps.index(roadmap), directions.index(direction)


def _parts(lines: Sequence[ActivityLine]) -> Iterator[Part]:
    roadmaps = _distinct(line.roadmap for line in lines)
    directions = _distinct(line.direction for line in lines)
    for _, group in groupby(lines, key=lambda line: (line.roadmap, line.direction)):
        yield Part(tuple(group), roadmaps, directions)


def _filters(summary: Summary) -> dict[str, list[tuple[object, str]]]:
    """Return the choices of each filter: value and label; without a choice there is no filter."""
    lines, respondents = summary.activities, summary.respondents
    directions = _distinct(line.direction for line in lines)
    present = {word for line in lines for word in line.counts}
    return {
        "roadmaps": list(enumerate(_distinct(line.roadmap for line in lines))),
        "directions": [(number, title or "без направления") for number, title in enumerate(directions)],
        "levels": [(level, level) for level in _distinct(line.level for line in lines if line.level)],
        "statuses": [(word, label) for word, label in LABELS.items() if word in present],
        "clusters": [(cluster, cluster) for cluster in _distinct(line.cluster for line in respondents) if cluster],
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


# --- lists ----------------------------------------------------------------------------------------------------------


def _own_rows(summary: Summary) -> list[object]:
    """Return the department's own rows, those it was not asked left out."""
    if summary.department.state == "missing":
        return []
    asked = (line for line in summary.department_activities if line.cells[0] not in (NOT_ASKED, NO_REPORT))
    return list(answer_rows(summary.department.code, asked, 0))


def _voices(texts: Iterable[FreeText]) -> Iterator[tuple[str, list[FreeText]]]:
    """Group free texts by question, in the order of the form."""
    by_question: dict[str, list[FreeText]] = {}
    for text in texts:
        by_question.setdefault(text.question, []).append(text)
    yield from by_question.items()


def _remarks(summary: Summary) -> Iterator[tuple[str, list[Finding]]]:
    """Group remarks by respondent, the gravest of each first."""
    for (_, name), group in groupby(summary.findings, key=lambda line: (line.code, line.respondent)):
        yield name, sorted((line.finding for line in group), key=lambda finding: -finding.severity)


def _files(sources: Iterable[Source]) -> list[Source]:
    return sorted(sources, key=lambda source: (source.fate != "counts", source.fate))
