"""`Summary` → `Narrative`: the report that goes up, put together of its sections."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.account import Account
from roadmapdocs.aggregate.narrative.activities import activities
from roadmapdocs.aggregate.narrative.annexes import deviations, evidence, own_measures, respondents, sources, words
from roadmapdocs.aggregate.narrative.conclusions import closing_words, conclusions
from roadmapdocs.aggregate.narrative.cover import cover, plans, school_year, signatures
from roadmapdocs.aggregate.narrative.department import department
from roadmapdocs.aggregate.narrative.directions import analysis
from roadmapdocs.aggregate.narrative.gaps import gaps, left_to_do
from roadmapdocs.aggregate.narrative.indicators import indicators
from roadmapdocs.aggregate.narrative.matrix import indicator_matrix, matrix
from roadmapdocs.aggregate.narrative.quoting import tells_of_few
from roadmapdocs.aggregate.narrative.returns import returns
from roadmapdocs.aggregate.narrative.wording import printable
from roadmapdocs.aggregate.narrative.years import years
from roadmapdocs.aggregate.privacy import public
from roadmapdocs.model.narrative import Figure, Narrative, Paragraph, Section, Table
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.pupils import names_pupils
from roadmapdocs.russian.typography import NBSP, hard_spaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from roadmapdocs.model.narrative import Block
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.summary import Summary

__all__ = ["narrate"]


def narrate(summary: Summary, order: Order, *, withhold: Callable[[str], bool] = names_pupils) -> Narrative:
    """Tell a summary of `order` as the report that the department sends up.

    Every number is that of `public(summary)`, every other word comes from the order or is quoted from a respondent.
    `withhold` says of a text that it must not be quoted, by default one that seems to name a pupil; what counts fewer
    pupils than the summary's threshold is withheld in any case. A summary that is public already has few words left.
    """

    def kept_back(words: str) -> bool:
        return tells_of_few(words, summary.threshold) or withhold(words)

    account = Account(order, summary, public(summary, threshold=summary.threshold), kept_back)
    sections = (
        returns(account),
        activities(account),
        indicators(account),
        years(account),
        *analysis(account),
        department(account),
        conclusions(account),
        *closing_words(account),
        left_to_do(account),
        gaps(account, withheld=_withheld(account)),
    )
    annexes = (
        respondents(account),
        matrix(account),
        indicator_matrix(account),
        deviations(account),
        own_measures(account),
        words(account),
        evidence(account),
        sources(account),
    )
    year = f"{school_year(order)} учебный год, по состоянию на {format_day(summary.as_of)}"
    return Narrative(
        title=f"Отчёт о выполнении {plans(order)}",
        subtitle=hard_spaces(f"{order.issuer.name}, {order.issuer.municipality}\n{year}"),
        day=summary.as_of,
        profile=order.profile,
        cover=cover(account),
        sections=tuple(_numbered(sections)),
        annexes=tuple(_lettered(annexes)),
        signatures=signatures(order),
    )


def _withheld(account: Account) -> int:
    """Count the texts that are not quoted though they might have been."""
    full = account.full
    said = [one.text for one in full.texts] + [one.text for one in full.own_activities]
    for line in (*full.activities, *full.department_activities):
        said += [words for answer in line.answers for words in (answer.reason, answer.evidence) if words]
    return sum(map(account.withhold, said))


def _numbered(sections: Iterable[Section | None]) -> Iterator[Section]:
    """Number the sections of the first level: «1. Общие сведения»."""
    number, counts = 0, Counter[str]()
    for section in sections:
        if section is not None:
            number += section.level == 1
            title = f"{number}. {section.title}" if section.level == 1 else section.title
            blocks = tuple(_captioned(block, counts) for block in section.blocks)
            yield Section(_printed(title), blocks, section.level)


_CAPTIONS = {"table": "Таблица", "figure": "Рисунок"}


def _captioned(block: Block, counts: Counter[str]) -> Block:
    """Number a table or a chart of the report: «Таблица 1. …», «Рисунок 1. …»."""
    if isinstance(block, Paragraph):
        return block
    counts[block.kind] += 1
    return _clean(replace(block, title=f"{_CAPTIONS[block.kind]}{NBSP}{counts[block.kind]}. {block.title}"))


def _clean(block: Block) -> Block:
    """Make the cells of a table and the labels of a chart printable; sentences are already."""
    if isinstance(block, Table):
        columns = tuple(replace(column, caption=_printed(column.caption)) for column in block.columns)
        rows = tuple(replace(row, cells=tuple(map(_printed, row.cells))) for row in block.rows)
        return replace(block, title=_printed(block.title), columns=columns, rows=rows)
    if isinstance(block, Figure):
        bars = tuple(
            replace(bar, label=_printed(bar.label), value=_printed(bar.value), alternative=_printed(bar.alternative))
            for bar in block.bars
        )
        return replace(block, title=_printed(block.title), bars=bars)
    return block


def _printed(text: str) -> str:
    return hard_spaces(printable(text))


def _lettered(annexes: Iterable[Section | None]) -> Iterator[Section]:
    found = [annex for annex in annexes if annex is not None]
    for number, annex in enumerate(found, start=1):
        yield Section(_printed(f"Приложение {number}. {annex.title}"), tuple(map(_clean, annex.blocks)))
