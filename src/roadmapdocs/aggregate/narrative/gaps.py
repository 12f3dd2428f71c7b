"""What is left to do, school by school, and what the report lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.activities import count_of
from roadmapdocs.aggregate.narrative.returns import department_returned, named
from roadmapdocs.aggregate.narrative.wording import (
    ACTIVITY,
    FILE,
    LABELS,
    SCHOOL,
    SUMMARY,
    TEXT,
    item,
    of,
    say,
    text,
)
from roadmapdocs.model.narrative import Section
from roadmapdocs.model.summary import BLANK, FINISHED, NO_REPORT, OUTSIDE
from roadmapdocs.russian.agreement import counted, enumerated, form, of_counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Paragraph, Sentence
    from roadmapdocs.model.summary import IndicatorLine

__all__ = ["gaps", "left_to_do"]

_NAMED_ROWS = 12


def left_to_do(account: Account) -> Section | None:
    """The section that says for each school which activities it still owes; None where nothing is owed."""
    told = account.told
    items: list[Paragraph] = []
    for place, line in enumerate(told.respondents):
        if line.state == "missing":
            continue
        owed = [
            f"{row.code} ({LABELS[row.cells[place]]})"
            for row in told.activities
            if row.cells[place] not in (*FINISHED, *OUTSIDE)
        ]
        if owed:
            rest = f" и ещё {len(owed) - _NAMED_ROWS}" if len(owed) > _NAMED_ROWS else ""
            listed = ", ".join(owed[:_NAMED_ROWS]) if rest else enumerated(owed)
            items.append(item(say(f"{line.name}: {counted(len(owed), ACTIVITY)} — {listed}{rest}.", of(line))))
    if not items:
        return None
    if not account.is_detailed:
        number = form(len(items), "школы есть невыполненные", "школ есть невыполненные", "школ есть невыполненные")
        said = f"У {len(items)} {number} мероприятия; перечень по школам — в книге «Свод.xlsx»."
        return Section("Что осталось выполнить школам", (text(say(said, SUMMARY)),))
    return Section("Что осталось выполнить школам", tuple(items))


def gaps(account: Account, *, withheld: int) -> Section:
    """The last section: whose data are missing, provisional or unclear, and what is not told."""
    found = [*_gaps(account), *_withheld(withheld)]
    if not found:
        return Section("Чего не хватает в отчёте", (text(say("Данные полны: недостающих сведений нет.", SUMMARY)),))
    return Section("Чего не хватает в отчёте", tuple(item(sentence) for sentence in found))


def _gaps(account: Account) -> Iterator[Sentence]:
    told, full = account.told, account.full
    if absent := told.missing:
        of_whom = "отчёта школы" if len(absent) == 1 else f"отчётов {of_counted(len(absent), SCHOOL)}"
        yield say(f"Нет {of_whom}: {named(absent)}.", SUMMARY, *map(of, absent))
    if told.department.state == "missing" and (told.department_activities or told.department_indicators):
        yield department_returned(account)
    if wrong := [line for line in told.respondents if line.state == "to_correct"]:
        whose = "отчёт школы" if len(wrong) == 1 else "отчёты школ"
        yield say(f"На доработке {whose}: {named(wrong)}; после исправления числа могут измениться.", *map(of, wrong))
    if (provisional := told.returned - told.accepted) and told.accepted:
        are = form(provisional, "отчёт учтён", "отчёта учтены", "отчётов учтено")
        yield say(f"Ещё {provisional} {are} предварительно: они не приняты.", SUMMARY)
    if blank := count_of(told.activities, BLANK):
        yield say(f"Статус не заполнен в {blank} {_cases(blank)} из тех, о которых есть отчёт.", SUMMARY)
    if silent := count_of(told.activities, NO_REPORT):
        yield say(f"О выполнении ничего не известно ещё в {silent} {_cases(silent)}: нет отчётов.", SUMMARY)
    if unanswered := [line for line in told.indicators if _is_unanswered(account, line)]:
        codes = enumerated([line.code for line in unanswered])
        which = "показателю" if len(unanswered) == 1 else "показателям"
        yield say(f"Не все представившие отчёт школы дали числа по {which} {codes}.", *map(of, unanswered))
    revisions = sorted({line.revision for line in full.respondents if line.revision is not None})
    if len(revisions) > 1:
        numbers = enumerated([str(number) for number in revisions])
        yield say(f"Отчёты пришли по разным версиям формы: {numbers}.", SUMMARY)
    if full.refused:
        are = form(len(full.refused), "не учтён", "не учтены", "не учтено")
        why = "это не отчёт по приказу, или файл не читается"
        yield say(f"Из присланного {are} {counted(len(full.refused), FILE)}: {why}.", SUMMARY)


def _is_unanswered(account: Account, line: IndicatorLine) -> bool:
    """Say whether a school that has reported left an indicator without a number."""
    return any(
        cell is not None and not (cell.known or cell.hidden or cell.not_applicable) and respondent.state != "missing"
        for cell, respondent in zip(line.cells, account.told.respondents, strict=True)
    )


def _cases(number: int) -> str:
    return form(number, "случае", "случаях", "случаях")


def _withheld(number: int) -> Iterator[Sentence]:
    if number:
        are = form(number, "не приводится", "не приводятся", "не приводится")
        said = f"{counted(number, TEXT)} из отчётов {are}: по ним можно узнать ребёнка."
        yield say(said, SUMMARY)
