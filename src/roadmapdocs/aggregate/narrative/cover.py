"""The letter that the report goes with, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.indicators import targets
from roadmapdocs.aggregate.narrative.returns import missing, order_named, returned
from roadmapdocs.aggregate.narrative.wording import SUMMARY, percent, printable, say, text
from roadmapdocs.model.narrative import Basis, Cover, Signature
from roadmapdocs.orders.cases import declined
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.typography import NBSP, hard_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.aggregate.narrative.account import Account
    from roadmapdocs.model.narrative import Sentence
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.summary import Summary

__all__ = ["cover", "plans", "school_year", "signatures"]

_BLANK = "_" * 20


def plans(order: Order) -> str:
    """Name the order's roadmaps in the genitive, as after «о выполнении»."""
    if len(order.roadmaps) == 1:
        return "плана мероприятий («дорожной карты»)"
    return "планов мероприятий («дорожных карт»)"


def school_year(order: Order) -> str:
    """Return the school year as «2023/2024»."""
    return f"{order.school_year}/{order.school_year + 1}"


def cover(account: Account) -> Cover:
    """Put the letter together."""
    order, told = account.order, account.told
    plan = plans(order)
    sends = say(
        f"Во исполнение приказа {order_named(order)} направляем отчёт о выполнении {plan} за {school_year(order)} "
        f"учебный год по состоянию на {format_day(told.as_of)}.",
        Basis("order"),
        SUMMARY,
    )
    head, *_ = reversed(signatures(order))
    return Cover(
        letterhead=tuple(hard_spaces(printable(line)) for line in order.issuer.letterhead),
        addressee=_addressee(order),
        heading=f"О выполнении {plan}",
        paragraphs=(
            text(sends),
            text(returned(told), *missing(told)),
            text(*_fulfilled(told), *targets(told)),
        ),
        enclosure=f"Приложение: отчёт на{NBSP}____{NBSP}л. в{NBSP}1{NBSP}экз.",
        signature=head,
        executor=_executor(order),
    )


def _fulfilled(told: Summary) -> Iterator[Sentence]:
    """Say how much of what is due is done, without the words that only the report explains."""
    done = told.done
    if done.ratio is not None:
        how = f"{done.numerator} из {done.denominator}; мероприятие каждой школы считается отдельно"
        yield say(f"Школами выполнено {percent(done.ratio)} мероприятий, срок которых наступил ({how}).", SUMMARY)


def _addressee(order: Order) -> str:
    recipient = order.round_of("department").recipient
    return hard_spaces(printable(f"{recipient[:1].upper()}{recipient[1:]}"))


def signatures(order: Order) -> tuple[Signature, ...]:
    """Return who signs the report: the specialist who made it, then the head.

    The specialist is the order's executor; where it names none, the name is left to be written by hand.
    """
    head = Signature(declined(order, order.signatory.post), declined(order, order.signatory.name))
    if order.executor is None:
        return Signature("Отчёт составил специалист", _BLANK), head
    who = order.official(order.executor)
    post = who.post or "Исполнитель"
    return Signature(f"{post[:1].upper()}{post[1:]}", who.name), head


def _executor(order: Order) -> tuple[str, ...]:
    if order.executor is None:
        return ()
    who = order.official(order.executor)
    phone = f"тел. {order.executor.phone.replace(' ', NBSP)}" if order.executor.phone else ""
    reached = ", ".join(part for part in (phone, order.executor.email) if part)
    return tuple(hard_spaces(line) for line in (who.name, reached) if line)
