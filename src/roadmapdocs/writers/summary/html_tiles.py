"""The overview at the top of the page: six numbers with a word of explanation each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary.html_bars import Segment, pieces
from roadmapdocs.writers.summary.html_words import percent
from roadmapdocs.writers.summary.words import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.summary import Share, Summary

__all__ = ["Tile", "tiles"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its caption, what it is of, a bar under it, and a sentence."""

    caption: str
    value: str
    of: str = ""
    segments: Sequence[Segment] = ()
    note: str = ""


def tiles(summary: Summary) -> Iterator[Tile]:
    """Return the tiles of the overview."""
    yield _returned(summary)
    yield _part("Мероприятия выполнены", summary.done, "строк, срок которых наступил, по отчётам школ")
    yield _targets(summary)
    yield _part("Поля заполнены", summary.completeness, "обязательных полей в отчётах школ")
    if not summary.public:
        yield _remarks(summary)
        yield _refused(summary)


def _returned(summary: Summary) -> Tile:
    counts = {state: summary.count(state) for state in STATES}
    total = len(summary.respondents)
    note = ", ".join(f"{title} — {counts[state]}" for state, title in STATES.items() if counts[state])
    late = sum(line.in_time is False for line in summary.respondents)
    note += f"; после срока — {late}" if late else ""
    return Tile("Представили отчёт", str(summary.returned), f"из {total}", pieces(counts.items(), total), note)


def _part(caption: str, share: Share, of_what: str) -> Tile:
    n, d = share.numerator or 0, share.denominator or 0
    value = percent(share.ratio) if share.ratio is not None else "–"
    return Tile(caption, value, f"{n} из {d}", pieces([("done", n)], d), of_what)


def _targets(summary: Summary) -> Tile:
    lines = summary.planned
    reached, short = sum(line.reached is True for line in lines), sum(line.reached is False for line in lines)
    unknown = len(lines) - reached - short
    parts = [("reached", reached), ("open", unknown), ("short", short)]
    note = f"не выполнен — {short}, пока неизвестно — {unknown}" if lines else "планов в приказе нет"
    return Tile("Показатели: план выполнен", str(reached), f"из {len(lines)}", pieces(parts, len(lines)), note)


def _remarks(summary: Summary) -> Tile:
    errors = sum(line.errors for line in summary.respondents)
    warnings = sum(line.warnings for line in summary.respondents)
    schools = sum(bool(line.errors or line.warnings) for line in summary.respondents)
    value, word = agree(errors, "ошибка", "ошибки", "ошибок").split(" ", 1)
    note = agree(warnings, "предупреждение", "предупреждения", "предупреждений")
    where = f"; в отчётах {agree(schools, 'школы', 'школ', 'школ')}" if schools else ""
    return Tile("Замечания", value, word, note=note + where)


def _refused(summary: Summary) -> Tile:
    note = "что с ними не так — в разделе «Файлы»" if summary.refused else "все присланные файлы опознаны"
    value, word = agree(len(summary.refused), "файл", "файла", "файлов").split(" ", 1)
    return Tile("Не приняты", value, word, note=note)
