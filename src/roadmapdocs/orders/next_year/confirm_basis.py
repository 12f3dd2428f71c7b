"""Acts, names of bodies, people, the distribution: what next year's order takes from others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from roadmapdocs.model.holes import holes
from roadmapdocs.model.order import Case
from roadmapdocs.orders.check.passages import passages
from roadmapdocs.orders.next_year.foreign import quotations
from roadmapdocs.orders.next_year.places import clause_where, named
from roadmapdocs.orders.next_year.values import Point
from roadmapdocs.orders.next_year.wording import quoted, sentences, shortened
from roadmapdocs.orders.next_year.years import has_year
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Act, Official, Order
    from roadmapdocs.orders.next_year.shift import Notes

__all__ = ["acts", "bodies", "distribution", "people"]

_ISSUER = re.compile(r"^\w+\s+(?P<issuer>[^«»]+?)\s+(?:от\s+\d|№)")
_CASES = {
    "genitive": "родительный",
    "dative": "дательный",
    "accusative": "винительный",
    "instrumental": "творительный",
    "prepositional": "предложный",
}
_COMMON_WORD = re.compile(r"област|край|республик|муницип|район|округ|образован", re.IGNORECASE)
_ENDING = 3
_SHORTEST = 5
_FEW = 4


def acts(new: Order, notes: Notes) -> Iterator[Point]:
    """The acts of the preamble, the yearly ones first; then years that stayed because they belong to other acts."""
    for name, act in sorted(new.acts.items(), key=lambda item: (item[1].renew != "yearly", not _names_a_year(item[1]))):
        shown = f"№ {act.number} от {format_day(act.date)} {shortened(_title(act))}".rstrip()
        yield Point(f"acts.{name}", 1, _about_an_act(act), shown, "преамбула")
    for spot, words in notes.kept:
        question = (
            "год оставлен: он из названия или реквизитов чужого документа либо не похож на учебный; верно ли это?"
        )
        yield Point(spot.place, 1, question, quoted(words), spot.where)


def _title(act: Act) -> str:
    """Return the title of an act in its quotation marks, «» where it has none."""
    start, end = next(quotations(act.text), (0, 0))
    return act.text[start:end]


def _names_a_year(act: Act) -> bool:
    return has_year(_title(act))


def _about_an_act(act: Act) -> str:
    year = "в названии есть год, " if _names_a_year(act) else ""
    if act.renew == "yearly":
        return f"{year}издаётся каждый год: замените новым (текст, дату и номер)"
    return f"{year}не издан ли новый?" if year else "действует ли ещё?"


def bodies(new: Order) -> Iterator[Point]:
    """The names that change when a district becomes a «округ», a department a ministry: all their places together."""
    letterhead = " ".join(new.issuer.letterhead)
    yield Point("issuer.letterhead", 2, "так ли называется орган?", quoted(letterhead), "бланк")
    yield Point("issuer.name", 2, "то же ли краткое название?", quoted(new.issuer.name), "краткое название органа")
    places = _places_of(new, new.issuer.municipality)
    everywhere = f" Название стоит ещё в местах: {_listed(places)}." if places else ""
    question = f"не стал ли район округом? Тогда замените название везде.{everywhere}"
    yield Point("issuer.municipality", 2, question, quoted(new.issuer.municipality), "муниципальное образование")
    for name, round_ in new.reports.items():
        if round_.recipient and round_.recipient != new.issuer.name:
            question = "тот же ли получатель отчёта и так ли называется?"
            yield Point(f"reports.{name}.recipient", 2, question, quoted(round_.recipient), "получатель отчёта")
    issuers: dict[str, list[str]] = {}
    for name, act in new.acts.items():
        if found := _ISSUER.match(act.text):
            issuers.setdefault(" ".join(found["issuer"].split()), []).append(name)
    for issuer, names in issuers.items():
        numbers = ", ".join(f"№ {new.acts[name].number}" for name in names)
        yield Point(
            f"acts.{names[0]}.text", 2, "так ли теперь называется ведомство?", quoted(issuer), f"основание {numbers}"
        )


def _places_of(order: Order, municipality: str) -> list[str]:
    """Return the places of the order's own words that name the municipality, by the stem of its own name."""
    words = re.findall(rf"\b[А-ЯЁ][а-яё]{{{_SHORTEST - 1},}}", municipality)
    stems = [word[:-_ENDING].lower() for word in words if not _COMMON_WORD.match(word)]
    if not stems:
        return []
    found = (p.place for p in passages(order) if stems[0] in p.text.lower() and p.part != "letterhead")
    return list(dict.fromkeys(named(place) for place in found))


def _listed(places: list[str]) -> str:
    shown = "; ".join(places[:_FEW])
    return shown if len(places) <= _FEW else f"{shown} и ещё {len(places) - _FEW}"


def people(new: Order) -> Iterator[Point]:
    """Who signs, who is named, and in which cases."""
    question = "подписывает ли и в этом году? Если обязанности исполняет другой, добавьте «и.о.» или «врио»"
    signs = sentences(question, _forms(new.signatory))
    yield Point("signatory", 3, signs, f"{new.signatory.name}, {new.signatory.post}", "подпись")
    for name, person in new.people.items():
        shown = ", ".join(part for part in (person.name, person.post) if part)
        question = sentences("та же должность, тот же человек?", _forms(person))
        yield Point(f"people.{name}", 3, question, shown, _mentions(new, name))
    if new.executor:
        shown = ", ".join(part for part in (new.official(new.executor).name, new.executor.phone) if part)
        yield Point("executor", 3, "тот же ли исполнитель и телефон?", shown, "отметка об исполнителе")
    for visa in new.visas:
        yield Point("visas", 3, "визирует ли и в этом году?", new.official(visa).name, "визы")


def _forms(person: Official) -> str:
    stored = [
        f"{_CASES[case]} «{form}»"
        for case in get_args(Case)
        for form in (person.cases.get(case), person.post_cases.get(case))
        if form and case in _CASES
    ]
    return f"если это другой человек, замените и записанные формы: {', '.join(stored)}" if stored else ""


def _mentions(order: Order, name: str) -> str:
    numbers = [
        clause_where(number)
        for number, clause in enumerate(order.clauses, start=1)
        for text in (clause.text, *clause.bullets)
        if {f"people.{name}", f"people.{name}.post"} & set(holes(text))
    ]
    surname = order.people[name].name.partition(" ")[0]
    signs = ["подпись"] if surname and surname in order.signatory.name else []
    return ", ".join(dict.fromkeys([*numbers, *signs])) or "список лиц приказа"


def distribution(new: Order) -> Iterator[Point]:
    """Who is sent the order and who signs that they know it."""
    recipients = "; ".join(recipient.to for recipient in new.distribution)
    question = "всем ли разослать и нет ли новых?" if recipients else "рассылки в приказе нет: кому его отправить?"
    yield Point("distribution", 13, question, recipients, "рассылка")
    names = ", ".join(new.official(one).name for one in new.acquaintance.people) if new.acquaintance else ""
    question = "все ли названы?" if names else "листа ознакомления в приказе нет: кого ознакомить под подпись?"
    yield Point("acquaintance", 13, question, names, "лист ознакомления")
