"""What the indicators came to: a sentence for each, a table, and a chart of plan and fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.wording import (
    INDICATOR,
    SCHOOL,
    SUMMARY,
    about,
    item,
    note,
    of,
    percent,
    say,
    text,
    total_of,
)
from roadmapdocs.model.narrative import Bar, Column, Figure, Paragraph, Row, Section, Table
from roadmapdocs.russian.agreement import counted, enumerated, form, of_counted, who_did
from roadmapdocs.russian.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Sentence
    from roadmapdocs.model.summary import IndicatorLine, Summary, TwoDates

__all__ = ["achieved", "counted_in", "indicators", "targets"]


def indicators(account: Account) -> Section | None:
    """The section on the indicators; None where the order has none."""
    told = account.told
    lines = (*told.indicators, *told.department_indicators)
    if not lines:
        return None
    blocks: list[Paragraph | Table | Figure] = [
        note(
            say(
                "Доля по району — сумма числителей, делённая на сумму знаменателей, а не среднее процентов школ. "
                "Школы, которых показатель не касается, в расчёт не входят.",
                SUMMARY,
            )
        )
    ]
    if planned := counted_in(told):
        blocks.append(text(*targets(told)))
        blocks += [item(achieved(account, line)) for line in planned]
        blocks += _chart(planned)
    blocks.append(_table(account))
    if told.two_dates:
        blocks += [item(_moved(account, pair)) for pair in told.two_dates]
    if any(line.pupils for line in lines):
        blocks.append(note(_merged(told)))
    return Section("Показатели", tuple(blocks))


def _merged(told: Summary) -> Sentence:
    said = (
        f"Числа обучающихся от 1 до {told.threshold - 1} не приводятся, чтобы по ним нельзя было узнать детей: "
        f"в таблицах по школам на их месте стоит «в числе прочих», в итогах — «менее {told.threshold}»."
    )
    return say(said, SUMMARY)


def counted_in(told: Summary) -> tuple[IndicatorLine, ...]:
    """Return the indicators with a target that concern somebody at all."""
    return tuple(line for line in told.planned if line.asked and not line.total.not_applicable)


def targets(told: Summary) -> Iterator[Sentence]:
    """Say how many of the targets are reached, missed, and not known yet."""
    planned = counted_in(told)
    reached, missed = ([line for line in planned if line.reached is verdict] for verdict in (True, False))
    open_ = len(planned) - len(reached) - len(missed)
    parts = []
    if reached:
        parts.append(f"{who_did(len(reached), 'достигнут', 'достигнуты')} {len(reached)}")
    if missed:
        parts.append(f"{who_did(len(missed), 'не достигнут', 'не достигнуты')} {len(missed)}")
    if open_:
        parts.append(f"{who_did(open_, 'пока не определён', 'пока не определены')} {open_}")
    if planned:
        whole = of_counted(len(planned), INDICATOR)
        yield say(f"Из {whole}, для которых задан план, {enumerated(parts)}.", SUMMARY, *map(of, planned))


# --- a sentence ---------------------------------------------------------------------------------------------------


def achieved(account: Account, line: IndicatorLine) -> Sentence:
    """Say of one indicator with a target whether it is reached, by which numbers, and who has answered."""
    parts = [f"{about(line, line.title)}: {_found(account, line)}", *_answered(account, line), *_reached_by(line)]
    return say(f"{'; '.join(parts)}.", of(line))


def _found(account: Account, line: IndicatorLine) -> str:
    total = line.total
    if total.hidden:
        return f"сумма менее {account.told.threshold} и не приводится, чтобы по ней нельзя было узнать детей"
    ratio = total.ratio
    if ratio is None or not line.answered:
        return f"показатель пока не определён (план — {line.target})"
    said = {True: "достигнут", False: "не достигнут", None: "пока не определён"}[line.reached]
    fact = f"{percent(ratio, line.goal)} ({total_of(total, account.told.threshold)}) при плане {line.target}"
    lacking = f", до плана не хватает {line.lacking}" if line.lacking else ""
    return f"показатель {said}: {fact}{lacking}"


def _answered(account: Account, line: IndicatorLine) -> Iterator[str]:
    if line not in account.told.indicators:
        yield f"по данным отчёта «{account.order.issuer.name}»"
    elif line.answered == line.asked:
        if line.asked > 1:
            yield f"ответили все школы ({line.asked})"
    else:
        did = who_did(line.answered, "ответила", "ответили") if line.answered else "не ответила ни одна"
        number = f" {line.answered}" if line.answered else ""
        yield f"{did}{number} из {of_counted(line.asked, SCHOOL)}"


def _reached_by(line: IndicatorLine) -> Iterator[str]:
    if line.reached_by is None or line.answered < 2:  # noqa: PLR2004 - one school is the district
        return
    if not line.reached_by:
        yield "сама по себе плана не достигла ни одна школа"
    else:
        did = who_did(line.reached_by, "сама достигла плана", "сами достигли плана")
        yield f"{did} {counted(line.reached_by, SCHOOL)}"


# --- the table and the chart --------------------------------------------------------------------------------------


def _table(account: Account) -> Table:
    columns = (
        Column("Код", "number", 1.1),
        Column("Показатель", weight=5),
        Column("План", weight=1.6),
        Column("Факт", "number", 1.4),
        Column("Доля", "number", 1.2),
        Column("Нужно для плана", "number", 0.8, upright=True),
        Column("План достигнут", "number", 1, upright=True),
        Column("Ответили", "number", 1, upright=True),
        Column("Школ сами достигли", "number", 0.8, upright=True),
    )
    rows = [_row(account, line) for line in account.told.indicators]
    if own := account.told.department_indicators:
        rows += [Row((account.order.issuer.name,), "group"), *(_row(account, line) for line in own)]
    return Table("Показатели", columns, tuple(rows))


def _row(account: Account, line: IndicatorLine) -> Row:
    ratio = line.total.ratio
    return Row(
        (
            line.code,
            f"{line.title} ({line.unit})",
            line.target or "–",
            total_of(line.total, account.told.threshold),
            percent(ratio, line.goal) if ratio is not None else "–",
            "–" if line.needed is None else str(line.needed),
            _reached(line),
            f"{line.answered} из{NBSP}{line.asked}",
            "–" if line.reached_by is None else str(line.reached_by),
        )
    )


def _reached(line: IndicatorLine) -> str:
    if not line.target or line.total.not_applicable or line.total.hidden:
        return "–"
    return {True: "да", False: "нет", None: "пока неизв."}[line.reached]


def _chart(planned: Sequence[IndicatorLine]) -> Iterator[Figure]:
    bars = tuple(_bar(line) for line in planned if line.total.ratio is not None and line.answered)
    if bars:
        yield Figure("План и факт показателей", "Тёмная часть полосы — факт, вертикальная черта — план.", bars)


def _bar(line: IndicatorLine) -> Bar:
    ratio, total = line.total.ratio or 0.0, line.total
    fact = percent(ratio, line.goal)
    said = f"{about(line, line.title)}: {fact}, {total.numerator} из {total.denominator}; план {line.target}"
    return Bar(f"{line.code} {line.title}", min(ratio, 1.0), 0.0, line.goal, f"{fact}, план {line.target}", said)


# --- two dates ----------------------------------------------------------------------------------------------------


def _moved(account: Account, pair: TwoDates) -> Sentence:
    before, now = pair.total.before, pair.total.now
    subject = f"{about(pair.now, pair.title)} ({pair.unit})"
    basis = (of(pair.before), of(pair.now))
    if before.hidden or now.hidden:
        return say(f"{subject}: изменение не приводится, чтобы по нему нельзя было узнать детей.", *basis)
    if pair.total.difference is None:
        said = f"{subject}: изменение неизвестно: на обе даты не ответила ни одна школа."
        return say(said, *basis)
    which = form(pair.both, "школе, ответившей", "школам, ответившим", "школам, ответившим")
    both = f"по {pair.both}{NBSP}{which} на обе даты"
    numbers = f"{pair.before_date} — {before.numerator}, {pair.now_date} — {now.numerator}"
    return say(f"{subject}: {numbers} ({_difference(pair.total.difference)}; {_by(account, pair.both, both)}).", *basis)


def _difference(change: int) -> str:
    if not change:
        return "без изменений"
    return f"{'больше' if change > 0 else 'меньше'} на{NBSP}{abs(change)}"


def _by(account: Account, both: int, said: str) -> str:
    return "по всем школам" if both == account.schools else said
