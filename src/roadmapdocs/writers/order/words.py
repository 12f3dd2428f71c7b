"""What the printed order says outside its tables, by the names a template uses; writers only draw it.

A requisite that is optional is here only if the profile wants it and the order has it. What each name means stands in
`roadmapdocs.writers.order.names`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import DefinitionError
from roadmapdocs.orders.approval import approval_word, short_mark, stamp_lines
from roadmapdocs.orders.cases import declined, name_in_case, post_in_case
from roadmapdocs.russian.names import with_initials
from roadmapdocs.russian.typography import NBSP, hard_spaces
from roadmapdocs.writers.docx.environment import Cased
from roadmapdocs.writers.order.sheets import acquaintance, distribution, executor, visas
from roadmapdocs.writers.widths import broken_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmapdocs.model.order import Clause, Official, Order
    from roadmapdocs.model.profile import Profile
    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.russian.declension import Case

__all__ = ["say_prose"]

_POINTS_IN_CM = 72 / 2.54
_QR_CODE = "QR-код"
_E_SIGNATURE = (
    "ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ",
    "Сертификат:",
    "Владелец:",
    f"Действителен: с __.__.____{NBSP}по{NBSP}__.__.____",
)
"""The frame as the standard has it. What stands behind the colons is the signing program's to fill in."""


def say_prose(order: Order, profile: Profile, *, schools: int | None = None) -> dict[str, object]:
    """Return everything the order prints outside its tables, by the names the template uses.

    `schools` is how many copies go to schools; without it the distribution list says «по списку». Raises
    `DefinitionError` for a hole that has no value, and for a stamp whose word nobody can tell.
    """
    order = _with_initials(order, profile)
    requisites = [_said(order, order.date_line), _said(order, order.number_line)]
    return {
        **_facts(order),
        "letterhead": [_said(order, line) for line in order.issuer.letterhead],
        "kind": profile.kind_word,
        "date_line": requisites[0],
        "number_line": requisites[1],
        "requisites": ["\t".join(requisites)] if profile.requisites == "one-line" else requisites,
        "place": _said(order, order.issuer.place),
        "heading": _said(order, order.title),
        "preamble": _said(order, order.preamble),
        "command": profile.command_word,
        "clauses": [_clause(order, number, clause) for number, clause in enumerate(order.clauses, start=1)],
        "signatory": _signatory(order, profile),
        "e_signature": list(_E_SIGNATURE) if profile.e_signature else [],
        "qr_code": _QR_CODE if profile.qr_code else "",
        "executor": executor(order, profile),
        "appendices": [
            _appendix(order, profile, number, roadmap) for number, roadmap in enumerate(order.roadmaps, start=1)
        ],
        "visas": visas(order, profile),
        "distribution": distribution(order, profile, schools),
        "acquaintance": acquaintance(order, profile),
    }


def _facts(order: Order) -> dict[str, object]:
    """Return what templates may use besides: people in any case, the department, date and number as data."""
    return {
        "number": hard_spaces(order.number),
        "date": f"{order.date:%d.%m.%Y}",
        "school_year": f"{order.school_year}-{order.school_year + 1}",
        "issuer": {"name": hard_spaces(order.issuer.name), "municipality": hard_spaces(order.issuer.municipality)},
        "people": {key: _person(person) for key, person in order.people.items()},
    }


def _person(person: Official) -> dict[str, str]:
    def name(case: Case) -> str:
        return hard_spaces(name_in_case(person, case))

    def post(case: Case) -> str:
        return hard_spaces(post_in_case(person, case))

    return {"name": Cased(hard_spaces(person.name), name), "post": Cased(hard_spaces(person.post), post)}


def _with_initials(order: Order, profile: Profile) -> Order:
    """Return the order with the names of its people as the profile writes them in a text."""
    where = profile.text_initials
    if where == "stored":
        return order

    def written(name: str) -> str:
        return with_initials(name, where, spaced=profile.initials_spaced)

    people = {
        key: person.model_copy(
            update={
                "name": written(person.name),
                "cases": {case: written(form) for case, form in person.cases.items()},
            }
        )
        for key, person in order.people.items()
    }
    return order.model_copy(update={"people": people})


def _said(order: Order, text: str, **more: str) -> str:
    return hard_spaces(declined(order, text, **more).strip())


def _clause(order: Order, number: int, clause: Clause) -> dict[str, object]:
    return {
        "number": f"{number}.",
        "text": _said(order, clause.text),
        "bullets": [_said(order, bullet) for bullet in clause.bullets],
    }


def _signatory(order: Order, profile: Profile) -> Mapping[str, str]:
    """Say who signs; the post is broken into lines here, because no editor wraps half of a line beside a tab stop.

    Beside an electronic signature's frame the post stands in a cell of its own and is left to the editor.
    """
    who = order.signatory.model_copy(update={"name": declined(order, order.signatory.name).strip()})
    post = _said(order, who.post)
    lines = (
        [post] if profile.e_signature else broken_lines(post, profile.size, profile.signature_width_cm * _POINTS_IN_CM)
    )

    def written(name: str) -> str:
        return hard_spaces(with_initials(name, profile.initials, spaced=profile.initials_spaced))

    return {
        "name": Cased(written(who.name), lambda case: written(name_in_case(who, case))),
        "post": Cased("\n".join(lines), lambda case: hard_spaces(post_in_case(who, case))),
    }


def _appendix(order: Order, profile: Profile, number: int, roadmap: Roadmap) -> dict[str, object]:
    form = profile.appendix_mark
    mark = {"plain": order.appendix_mark, "both": order.appendix_mark, "approved": short_mark(order), "stamp": ()}[form]
    stamp = () if form == "plain" else stamp_lines(order)
    word = approval_word(roadmap, yo=profile.stamp_yo)
    if stamp and word is None and "{approved}" in "".join(stamp):
        raise DefinitionError(
            f"nobody can tell what «УТВЕРЖДЕН» agrees with in «{roadmap.title[:60]}»",
            hint="store the word: `approved: УТВЕРЖДЕНА`",
            place=f"roadmaps.{roadmap.id}",
        )
    more = {"appendix": str(number), "approved": word or ""}
    return {
        "mark": [_said(order, line, **more) for line in mark],
        "stamp": [_said(order, line, **more) for line in stamp],
        "title": _said(order, roadmap.title),
    }
