"""The other annexes: deviations with their reasons, the schools' own measures and words, evidence, sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.conclusions import WORDS, left_out, title_of
from roadmapdocs.aggregate.narrative.directions import DEVIATIONS
from roadmapdocs.aggregate.narrative.quoting import addresses_in
from roadmapdocs.aggregate.narrative.returns import respondents_table
from roadmapdocs.aggregate.narrative.wording import FILE, LABELS, NO_NUMBER, SUMMARY, note, printable, say
from roadmapdocs.model.narrative import Column, Row, Section, Table
from roadmapdocs.model.summary import BLANK, FINISHED, OUTSIDE
from roadmapdocs.orders.next_year.wording import shortened
from roadmapdocs.russian.agreement import counted, form
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.summary import ActivityLine, Answered, RespondentLine, Source

__all__ = ["deviations", "evidence", "own_measures", "respondents", "sources", "words"]

_FATES = {
    "counts": "учтён",
    "superseded": "заменён более новым",
    "too_late": "поступил позже даты отчёта",
    "disputed": "поступил после принятого",
    "refused": "не учтён",
}
_LONGEST = 400
"""Words of a cell are cut to about so many characters."""

_HELD_BACK = "не приводится"
_HASH = 12


def respondents(account: Account) -> Section | None:
    """Who has reported, where the schools are too many for the report itself."""
    table = respondents_table(account)
    return Section(table.title, (replace(table, title=""),)) if account.schools > 15 else None  # noqa: PLR2004 - as many as fit a page


# --- deviations ---------------------------------------------------------------------------------------------------


def deviations(account: Account) -> Section | None:
    """Every case that is due and not done, with the reason the school gives and the new date."""
    columns = (
        Column("Код", "number", 1),
        Column("Мероприятие", weight=4),
        Column("Школа", weight=3),
        Column("Статус", weight=2),
        Column("Причина, по словам школы", weight=4.5),
        Column("Новый срок", "number", 1.5),
    )
    rows = [_deviation(account, *case) for case in _cases(account)] if account.is_detailed else []
    return Section(DEVIATIONS, (Table("", columns, tuple(rows)),)) if rows else None


def _cases(account: Account) -> Iterator[tuple[ActivityLine, RespondentLine, Answered]]:
    for line in account.full.activities:
        for respondent, answer in zip(account.full.respondents, line.answers, strict=False):
            owed = answer.status not in (*FINISHED, *OUTSIDE, BLANK)
            if owed or answer.reason or answer.new_date:
                yield line, respondent, answer


def _deviation(account: Account, line: ActivityLine, respondent: RespondentLine, answer: Answered) -> Row:
    reason = _said(account, respondent, answer.reason)
    title = shortened(line.text, 90)
    return Row((line.code, title, respondent.name, LABELS[answer.status], reason, answer.new_date))


def _said(account: Account, respondent: RespondentLine, words: str) -> str:
    """Return a respondent's words for a cell; what must not leave the district is said to be left out."""
    if not words.strip():
        return ""
    quote = account.quote(respondent, words, length=_LONGEST)
    return quote.text if quote else _HELD_BACK


# --- in the schools' own words ------------------------------------------------------------------------------------


def own_measures(account: Account) -> Section | None:
    """The measures that schools added to the plans by themselves."""
    columns = (
        Column("Код", "number", 1),
        Column("Школа", weight=3),
        Column("Мероприятие, по словам школы", weight=6),
        Column("Статус", weight=2),
        Column("Когда", "number", 1.6),
    )
    by_name = {line.name: line for line in account.everyone}
    rows = [
        Row(
            (
                one.code,
                one.respondent,
                _said(account, by_name[one.respondent], one.text),
                LABELS[one.answer.status],
                one.answer.date,
            )
        )
        for one in account.full.own_activities
        if account.is_detailed
    ]
    title = "Мероприятия, добавленные сверх плана"
    return Section(title, (Table("", columns, tuple(rows)),)) if rows else None


def words(account: Account) -> Section | None:
    """All answers to the closing questions; None where the report itself quotes all of them."""
    if not account.is_detailed or not left_out(account):
        return None
    columns = (Column("Вопрос", weight=2), Column("Школа", weight=3), Column("Ответ", weight=8))
    rows = [
        Row((title_of(one.question), one.respondent, _said(account, account.respondent(one.code), one.text)))
        for one in account.full.texts
    ]
    return Section(WORDS, (Table("", columns, tuple(rows)),))


# --- evidence -----------------------------------------------------------------------------------------------------


def evidence(account: Account) -> Section | None:
    """The list of documents that bear the report out, the department's first; links lead to published ones."""
    columns = (
        Column("№", "number", 0.8),
        Column("Код", "number", 1),
        Column("Мероприятие", weight=6),
        Column("Документ и его реквизиты", weight=4.5),
        Column("Ссылка", weight=4),
    )
    found = list(_evidence(account))
    if not found:
        return None
    rows = [
        Row((whose,), "group") if number is None else Row((str(number), *cells))
        for whose, number, cells in _listed(found)
    ]
    links = frozenset(link for _, cells in found for link in cells[-1].split())
    title = "Подтверждающие документы"
    told = (
        []
        if account.is_detailed
        else [note(say("Документы школ перечислены в книге «Свод.xlsx», лист «Ответы».", SUMMARY))]
    )
    return Section(title, (*told, Table("", columns, tuple(rows), links)))


def _listed(found: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, int | None, tuple[str, ...]]]:
    """Yield the documents, numbered through, each respondent's under its name."""
    number = 0
    for whose, documents in groupby(found, key=itemgetter(0)):
        yield whose, None, ()
        for _, cells in documents:
            number += 1
            yield whose, number, cells


def _evidence(account: Account) -> Iterator[tuple[str, tuple[str, ...]]]:
    own = [(account.full.department, line, line.answers[:1]) for line in account.full.department_activities]
    for respondent, line, answers in own:
        for answer in answers:
            yield from _document(account, respondent, line, answer)
    if account.is_detailed:
        for place, respondent in enumerate(account.full.respondents):
            for line in account.full.activities:
                if line.answers:
                    yield from _document(account, respondent, line, line.answers[place])


def _document(
    account: Account, respondent: RespondentLine, line: ActivityLine, answer: Answered
) -> Iterator[tuple[str, tuple[str, ...]]]:
    said = _said(account, respondent, answer.evidence)
    if said:
        links = addresses_in(said)
        for link in links:
            said = said.replace(link, " ")
        rest = " ".join(said.split()).strip(" ,;")
        yield respondent.name, (line.code, shortened(line.text, 70), rest, " ".join(links))


# --- sources ------------------------------------------------------------------------------------------------------


def sources(account: Account) -> Section:
    """What the report was built from: whose reports, of which day, revision and content, and what became of them."""
    full = account.full
    counts = sum(source.fate == "counts" for source in full.sources)
    accounted = form(counts, "учтён", "учтены", "учтено")
    said = (
        f"Отчёт составлен по состоянию на {format_day(full.as_of)} из {counted(len(full.sources), FILE)}, из них "
        f"{accounted} {counts}."
    )
    if not full.sources:
        said = f"На {format_day(full.as_of)} не поступило ни одного файла."
    blocks = [note(say(said.replace("из 1\xa0файл,", "из 1\xa0файла,"), SUMMARY))]
    title = "На чём основан отчёт"
    if not full.sources or not account.is_detailed:
        return Section(title, tuple(blocks))
    columns = (
        Column("Чей файл", weight=4),
        Column("Поступил", "number", 1.6),
        Column("Версия формы", "number", 1.2),
        Column("Учёт", weight=2.6),
        Column("Контрольная сумма SHA-256, начало", weight=2.4),
    )
    return Section(title, (*blocks, Table("", columns, tuple(map(_source, full.sources)))))


def _source(source: Source) -> Row:
    return Row(
        (
            printable(source.respondent) or "не установлено",
            format_day(source.received) if source.received else NO_NUMBER,
            "–" if source.revision is None else str(source.revision),
            _FATES[source.fate],
            source.sha256[:_HASH] or "–",
        )
    )
