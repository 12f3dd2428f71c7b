"""What stands around the order: the executor's mark, visas, the distribution list, the acquaintance sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.russian.names import with_initials
from roadmapdocs.russian.typography import NBSP, hard_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile
    from roadmapdocs.model.requisites import Executor, Mention, Recipient

__all__ = ["acquaintance", "distribution", "executor", "visas"]

_BY_LIST = "по списку"


def executor(order: Order, profile: Profile) -> list[str]:
    """Return the lines of the executor's mark: name and post, then telephone and e-mail."""
    if order.executor is None or profile.executor == "off":
        return []
    who = order.official(order.executor)
    first = ", ".join(part for part in (_in_list(who.name, profile), who.post) if part)
    return [hard_spaces(line) for line in (first, _reached(order.executor)) if line]


def _reached(who: Executor) -> str:
    phone = f"тел. {who.phone.replace(' ', NBSP)}" if who.phone else ""
    return ", ".join(part for part in (phone, who.email) if part)


def visas(order: Order, profile: Profile) -> list[dict[str, str]]:
    """Return who agrees to the order: post and name as a signature has them."""
    if not profile.visas:
        return []
    return [{"post": post, "name": name} for post, name in _signed(order, order.visas, profile)]


def _signed(order: Order, mentions: tuple[Mention, ...], profile: Profile) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        who = order.official(mention)
        name = with_initials(who.name, profile.initials, spaced=profile.initials_spaced)
        yield hard_spaces(_capital(who.post)), hard_spaces(name)


def distribution(order: Order, profile: Profile, schools: int | None) -> list[dict[str, str]]:
    """Return who gets the order and how many copies; «по списку» where the number of schools is not known."""
    if not profile.distribution:
        return []
    return [
        {"to": hard_spaces(_capital(recipient.to)), "copies": _copies(recipient, schools)}
        for recipient in order.distribution
    ]


def _copies(recipient: Recipient, schools: int | None) -> str:
    copies = schools if recipient.copies == "schools" else recipient.copies
    if recipient.copies == "schools" and schools is None:
        return _BY_LIST
    return f"{copies}{NBSP}экз." if copies else ""


def acquaintance(order: Order, profile: Profile) -> list[dict[str, str]]:
    """Return the rows of the acquaintance sheet: the people named, then empty ones."""
    sheet = order.acquaintance
    if sheet is None or not profile.acquaintance:
        return []
    people = [order.official(mention) for mention in sheet.people]
    rows = [(_in_list(who.name, profile), who.post) for who in people] + [("", "")] * sheet.blank_rows
    return [
        {"number": str(number), "name": hard_spaces(name), "post": hard_spaces(post)}
        for number, (name, post) in enumerate(rows, start=1)
    ]


def _in_list(name: str, profile: Profile) -> str:
    """Return a name as lists have it: as stored, or with initials where the profile puts them in a text."""
    if profile.text_initials == "stored":
        return name
    return with_initials(name, profile.text_initials, spaced=profile.initials_spaced)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
