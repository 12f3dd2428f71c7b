"""The analysis by directions: what is done, what lags, why by the schools' own words, what the department has done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.activities import count_of, fulfilled
from roadmapdocs.aggregate.narrative.quoting import grouped, in_marks, speakers
from roadmapdocs.aggregate.narrative.wording import (
    ACTIVITY_BY,
    LABELS,
    REASON,
    ROW,
    SCHOOL,
    SUMMARY,
    about,
    item,
    lead,
    note,
    of,
    say,
    text,
)
from roadmapdocs.model.narrative import Basis, Section
from roadmapdocs.model.summary import BLANK, NO_REPORT
from roadmapdocs.orders.next_year.wording import shortened
from roadmapdocs.russian.agreement import counted, enumerated, form, is_single, of_counted, who_did

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account, Group
    from roadmapdocs.model.narrative import Paragraph, Quote, Sentence
    from roadmapdocs.model.summary import ActivityLine

__all__ = ["DEVIATIONS", "analysis"]

DEVIATIONS = "Отклонения, их причины и новые сроки"
"""The annex that has all reasons."""

_SHOWN = 5
"""So many lagging rows, and so many reasons, are named in a direction; the annexes have all."""

_OTHER = ("partial", "in_progress", "not_done", "postponed", "cancelled", BLANK)


def analysis(account: Account) -> Iterator[Section]:
    """The note by directions: a heading that says which letter is which plan, then a section for each."""
    letters = [f"{one.letter} — {_title(account, one.letter)}" for one in account.order.roadmaps]
    legend = [note(say(f"Буквы планов: {'; '.join(letters)}.", Basis("order")))] if len(letters) > 1 else []
    yield Section("Аналитическая справка по направлениям", tuple(legend))
    for group in account.groups:
        yield Section(group.title, tuple(_told(account, group)), level=2)


def _title(account: Account, letter: str) -> str:
    group = next((one for one in account.groups if one.roadmap.letter == letter), None)
    if group is None:
        roadmap = next(one for one in account.order.roadmaps if one.letter == letter)
        return f"«{' '.join((roadmap.short_title or roadmap.title).split())}»"
    return f"«{(group.lines or group.own)[0].roadmap}»"


def _told(account: Account, group: Group) -> Iterator[Paragraph]:
    basis = Basis("direction", group.title)
    if group.lines:
        number = len(group.lines)
        asked = f"Школы отчитываются по {counted(number, ACTIVITY_BY)} этого направления."
        yield text(say(asked, basis), *_schools(group.lines, basis))
        yield from _lagging(group.lines, basis)
        yield from _reasons(account, group.lines, basis)
    if group.own:
        yield text(*_own(account, group.own, basis))


# --- the schools --------------------------------------------------------------------------------------------------


def _schools(lines: Sequence[ActivityLine], basis: Basis) -> Iterator[Sentence]:
    if not any(line.due for line in lines):
        yield say(_nothing_due(lines), basis)
        return
    yield from fulfilled(lines, basis)
    others = [f"«{LABELS[word]}» — {number}" for word in _OTHER if (number := count_of(lines, word))]
    if others:
        yield say(f"Остальные случаи: {', '.join(others)}.", basis)
    full = [line for line in lines if line.due and line.done == line.due]
    if full and any(line.due > line.done for line in lines):
        codes = enumerated([line.code for line in full])
        done = "Полностью выполнено мероприятие" if len(full) == 1 else "Полностью выполнены мероприятия"
        yield say(f"{done} {codes}.", *map(of, full))


def _nothing_due(lines: Sequence[ActivityLine]) -> str:
    if count_of(lines, NO_REPORT) and not count_of(lines, *LABELS.keys() - {NO_REPORT, "not_asked"}):
        return "Отчётов школ пока нет."
    return "Срок пока не наступил ни в одном случае, о котором есть отчёт."


def _lagging(lines: Sequence[ActivityLine], basis: Basis) -> Iterator[Paragraph]:
    behind = sorted(
        (line for line in lines if line.due > line.done), key=lambda line: (line.done / line.due, -line.due)
    )
    if not behind:
        return
    yield lead("Отстаёт мероприятие:" if len(behind) == 1 else "Отстают мероприятия:", basis)
    for line in behind[:_SHOWN]:
        yield item(_lag(line))
    if (rest := len(behind) - _SHOWN) > 0:
        more = form(rest, "показана", "показаны", "показано")
        yield text(say(f"Ещё {counted(rest, ROW)} с отставанием {more} в сводной таблице.", basis))


def _lag(line: ActivityLine) -> Sentence:
    title = shortened(line.text, 110)
    if len(line.cells) == 1:
        said = f"{about(line, title)} — {LABELS[line.cells[0]]}"
    elif line.due == 1:
        said = f"{about(line, title)} — не выполнила единственная школа, у которой срок наступил"
    else:
        did = who_did(line.done, "выполнила", "выполнили") if line.done else "не выполнила ни одна"
        number = f" {line.done}" if line.done else ""
        said = f"{about(line, title)} — {did}{number} из {of_counted(line.due, SCHOOL)}, у которых срок наступил"
    if silent := line.counts.get(NO_REPORT, 0):
        absent = "отчёта ещё нет" if is_single(silent) else "отчётов ещё нет"
        said += f" (от {of_counted(silent, SCHOOL)} {absent})"
    return say(f"{said}.", of(line))


def _reasons(account: Account, lines: Sequence[ActivityLine], basis: Basis) -> Iterator[Paragraph]:
    groups = grouped(_given(account, lines))
    if not groups:
        return
    yield lead("Причины, которые называют школы:", basis)
    for names, quotes in groups[:_SHOWN]:
        whose = tuple(dict.fromkeys(quote.respondent for quote in quotes))
        said = f"{speakers(names)}: {in_marks(quotes[0])}."
        yield item(say(said, *(Basis("respondent", code) for code in whose), quotes=quotes[:1]))
    if (rest := len(groups) - _SHOWN) > 0:
        more = form(rest, "приведена", "приведены", "приведено")
        where = f"в приложении «{DEVIATIONS}»" if account.is_detailed else "в книге «Свод.xlsx», лист «Ответы»"
        yield text(say(f"Ещё {counted(rest, REASON)} {more} {where}.", basis))


def _given(account: Account, lines: Sequence[ActivityLine]) -> Iterator[tuple[str, Quote]]:
    """Yield the reasons that schools gave for these rows, each with the school and the row it is about."""
    for line in lines:
        answers = account.opened[line.code].answers
        for respondent, answer in zip(account.full.respondents, answers, strict=False):
            if answer.reason and (quote := account.quote(respondent, answer.reason)) is not None:
                yield f"{respondent.name} ({line.code})", quote


# --- the department -----------------------------------------------------------------------------------------------


def _own(account: Account, lines: Sequence[ActivityLine], basis: Basis) -> Iterator[Sentence]:
    issuer, number = account.order.issuer.name, len(lines)
    codes = ", ".join(line.code for line in lines)
    yield say(f"{issuer} отчитывается по {counted(number, ACTIVITY_BY)} ({codes}).", basis)
    if account.told.department.state == "missing":
        yield say("Отчёт о них пока не внесён.", SUMMARY)
        return
    due, done = sum(line.due for line in lines), sum(line.done for line in lines)
    if not due:
        yield say("Срок по ним ещё не наступил.", basis)
    elif done == due:
        late = [line for line in lines if line.counts.get("done_late")]
        lateness = f", {enumerated([line.code for line in late])} — с нарушением срока" if late else ""
        whole = "Все они выполнены" if due > 1 else "Оно выполнено"
        said = whole if due == number else f"Срок наступил по {due}, выполнены все"
        yield say(f"{said}{lateness}.", basis)
    else:
        yield say(f"Выполнено {done} из {due}, срок которых наступил.", basis)
        left = [f"{line.code} ({LABELS[line.cells[0]]})" for line in lines if line.due > line.done]
        yield say(f"Остаётся: {enumerated(left)}.", *(of(line) for line in lines if line.due > line.done))
