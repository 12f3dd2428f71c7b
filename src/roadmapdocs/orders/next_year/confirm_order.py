"""The order itself: its number and date, its reports, its appendices, the schools and the targets."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.passages import passages
from roadmapdocs.orders.next_year.days import DayNote, named_day, why
from roadmapdocs.orders.next_year.places import named, round_place
from roadmapdocs.orders.next_year.repeal import repeal_sentence, repealing
from roadmapdocs.orders.next_year.values import Point
from roadmapdocs.orders.next_year.wording import quoted, sentences
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.russian.workdays import is_working_day, not_later, working_days_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.order import Order
    from roadmapdocs.model.roadmap import Indicator
    from roadmapdocs.orders.next_year.shift import Notes

__all__ = ["appendices", "reports", "requisites", "school_roadmaps", "schools", "targets"]

_PERCENT = re.compile(r"\d+ ?%")
_LISTS_SCHOOLS = re.compile(r"кластер|спис(?:ок|к)|переч(?:ень|н)", re.IGNORECASE)
_CLAUSE_NUMBER = re.compile(r"\bп(?:ункт\w*|\.)\s?\d", re.IGNORECASE)
_DENOMINATORS = {"school.staff": "все педагогические работники школы", "school.teachers": "все учителя школы"}


def reports(new: Order, notes: Notes) -> Iterator[Point]:
    """The days of the reports: why this day, up to which day rows are asked, how long there is to sum up."""
    schools = [round_.due for round_ in new.reports.values() if round_.sender == "schools"]
    for name, round_ in new.reports.items():
        words = [why(notes.rounds[name])]
        if round_.rows_until:
            words.append(f"спрашиваются мероприятия со сроком по {format_day(round_.rows_until)}")
        if round_.sender == "department" and schools:
            days = working_days_between(max(schools), round_.due)
            counted = agree(days, "рабочий день", "рабочих дня", "рабочих дней")
            words.append(f"на свод после отчётов школ {counted}")
        place = round_place(new, name)
        yield Point(f"reports.{name}.due", 4, sentences(*words), f"отчёт до {format_day(round_.due)}", named(place))


def school_roadmaps(new: Order, notes: Notes) -> Iterator[Point]:
    """The day on which schools return their own roadmaps, and the list of risk factors they choose from."""
    if new.school_roadmaps is None or notes.school_roadmaps is None:
        return
    shown = f"дорожные карты школ до {format_day(new.school_roadmaps.due)}"
    words = [why(notes.school_roadmaps), "согласуйте со строками плана о школьных дорожных картах"]
    if new.school_roadmaps.risk_factors:
        words.append("тот же ли список факторов риска?")
    yield Point("school_roadmaps.due", 4, sentences(*words), shown, "дорожные карты школ")


def schools(new: Order) -> Iterator[Point]:
    """The roster, and the clusters with the act that lists them."""
    question = "обновите: новые, закрытые, объединённые и переименованные школы, руководители, почта"
    yield Point("schools.csv", 7, question, where="список школ")
    lists = [f"№ {act.number}" for act in new.acts.values() if _LISTS_SCHOOLS.search(act.text)]
    for number, roadmap in enumerate(new.roadmaps, start=1):
        if roadmap.audience.cluster:
            source = f" Список кластера утверждает приказ {', '.join(lists)}." if lists else ""
            question = f"какие школы входят в кластер в этом году?{source} Отметьте их в графе «Кластер» списка школ"
            shown = f"кластер «{roadmap.audience.cluster}»"
            yield Point(f"roadmaps.{roadmap.id}.audience", 7, question, shown, f"приложение {number}")


def targets(new: Order) -> Iterator[Point]:
    """The targets and what they are counted from; percents in rows that no indicator holds."""
    for name, indicator in new.indicators.items():
        if indicator.target is not None or (indicator.ask == "ratio" and indicator.denominator != "asked"):
            where = f"показатель {indicator.code}"
            yield Point(f"indicators.{name}", 8, _about_a_target(new, indicator), indicator.title, where)
    held = {
        activity.id
        for _, activity in new.activities()
        if any(new.indicators[name].target is not None for name in activity.indicators)
    }
    for passage in passages(new):
        found = _PERCENT.search(passage.text) if passage.part == "cell" and passage.role is not Role.NUMBER else None
        if found and passage.activity and passage.activity.id not in held:
            question = "то же ли значение и в этом году?"
            yield Point(passage.place.location, 8, question, f"«{found[0]}»", named(passage.place))


def _about_a_target(order: Order, indicator: Indicator) -> str:
    source = order.indicators.get(indicator.source or "", indicator)
    if source.denominator in _DENOMINATORS and indicator.aggregation != "schools":
        of = _DENOMINATORS[source.denominator]
    elif indicator.aggregation == "schools":
        of = "школы, которых касается план"
    else:
        of = f"«{indicator.denominator_title}»" if indicator.denominator_title else "вписывает школа"
    target = f"цель «{indicator.target}»" if indicator.target else "цель не указана"
    return f"{target}; знаменатель: {of}. Те же ли они в этом году?"


def appendices(new: Order, old: Order) -> Iterator[Point]:
    """How many appendices there are, and which form of the report belongs to the new order."""
    count = len(new.roadmaps)
    question = "столько же ли их и названы ли они все в пунктах приказа?"
    yield Point("roadmaps", 11, question, f"приложений {count}", "приложения")
    revision = old.report_form.revision
    again = f" Редакция формы была {revision}, начата снова с 1." if revision > 1 else ""
    question = (
        "те же ли вопросы, графы и заключение? Ключ формы зависит от номера и даты приказа: впишите их до рассылки, "
        f"иначе разосланные формы не будут узнаны.{again}"
    )
    yield Point("report_form", 11, question, where="форма отчёта")
    if new.report_form.return_to:
        shown = new.report_form.return_to
        yield Point("report_form.return_to", 11, "тот же ли адрес для отчётов?", shown, "форма отчёта")


def requisites(new: Order, old: Order, *, number: str, signed: date | None, repealed: bool) -> Iterator[Point]:
    """Number, date, place, the same old number and date where they stand as plain text, the old order."""
    if not number:
        yield Point("number", 12, "впишите номер приказа", where="номер приказа")
    yield from _date(new, signed)
    shown, question = (quoted(new.issuer.place), "верно ли?") if new.issuer.place else ("не указано", "нужно ли?")
    yield Point("issuer.place", 12, question, shown, "место издания")
    for name, lines in (
        ("date_line", (new.date_line,)),
        ("number_line", (new.number_line,)),
        ("appendix_mark", new.appendix_mark),
        ("approval_stamp", new.approval_stamp),
    ):
        for line in lines:
            if format_day(old.date) in line or re.search(rf"№\s*{re.escape(old.number)}(?!\w)", line):
                question = "дата или номер прежнего приказа написаны прямо в тексте: замените на {date} и {number}"
                yield Point(name, 12, question, quoted(line), "реквизиты")
    yield from _repeal(new, old, repealed=repealed)


def _date(new: Order, signed: date | None) -> Iterator[Point]:
    if signed is None:
        yield Point("date", 12, f"впишите дату приказа, предложено {named_day(new.date)}", where="дата приказа")
    elif not is_working_day(signed):
        question = sentences(why(DayNote(signed, signed, not_later(signed))), "дата задана вами и не изменена")
        yield Point("date", 12, question, format_day(signed), "дата приказа")
    first, last = date(new.school_year, 6, 1), date(new.school_year + 1, 8, 31)
    if not first <= new.date <= last:
        question = f"дата вне {new.school_year}/{new.school_year + 1} учебного года: верна ли она?"
        yield Point("date", 12, question, format_day(new.date), "дата приказа")


def _repeal(new: Order, old: Order, *, repealed: bool) -> Iterator[Point]:
    clause = repealing(new)
    if repealed and clause is not None:
        question = "прежний приказ признан утратившим силу этим пунктом: так ли решено?"
        yield Point(f"clauses.{clause.id}", 12, question, clause.text, "прежний приказ")
        moved = [one for one in new.clauses[new.clauses.index(clause) + 1 :] if one is not clause]
        cited = any(_CLAUSE_NUMBER.search(p.text) for p in passages(new) if p.part in ("clause", "cell"))
        if moved and cited and repealing(old) is None:
            question = "в тексте есть ссылки на номера пунктов, а пункт добавлен: проверьте номера"
            yield Point("clauses", 12, question, where="пункты приказа")
    elif clause is not None:
        question = f"пункт отменяет более старый приказ: уберите его или напишите {repeal_sentence(old)}"
        yield Point(f"clauses.{clause.id}", 12, question, clause.text, "прежний приказ")
    else:
        question = f"если прежний приказ больше не нужен, добавьте пункт: {repeal_sentence(old)}"
        yield Point("clauses", 12, question, where="прежний приказ")
