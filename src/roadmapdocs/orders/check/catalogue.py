"""The remarks about an order: code → heading, sentence and severity.

A sentence reads: what was seen → what is wrong → what is proposed → what to do if it is meant so. The hundreds of a
code are the family: 1 dates, 2 what is missing, 3 structure, 4 wording, 5 abbreviations, 6 punctuation, 7 typography.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Kind, Severity, finding

if TYPE_CHECKING:
    from roadmapdocs.findings import Place

__all__ = ["CATALOGUE", "OrderKind", "remark"]


@dataclass(frozen=True, slots=True)
class OrderKind(Kind):
    """A kind of remark about an order, with the heading under which a list prints all remarks of the kind."""

    heading: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


def _kind(severity: Severity, heading: str, ru: str, en: str) -> OrderKind:
    return OrderKind(severity, ru, en, heading)


CATALOGUE: dict[str, OrderKind] = {
    # --- dates ---
    "O101": _kind(
        _E,
        "Срок вне учебного года",
        "Срок «{seen}» не попадает в учебный год этого приказа. Предлагаем: {expected}.",
        "The deadline «{seen}» lies outside the school year; proposed: {expected}.",
    ),
    "O102": _kind(
        _E,
        "Срок раньше самого приказа",
        "Срок «{seen}» истёк до того, как подписан приказ. Предлагаем: {expected}.",
        "The deadline «{seen}» had passed before the order was signed; proposed: {expected}.",
    ),
    "O103": _kind(
        _E,
        "Итоги раньше самого мероприятия",
        "Срок «{seen}» раньше, чем начнётся мероприятие, итоги которого здесь рассматриваются. Предлагаем: {expected}.",
        "The results come («{seen}») before the event itself; proposed: {expected}.",
    ),
    "O104": _kind(
        _E,
        "Отчёт раньше мероприятий",
        "Отчёт до {seen}, а часть мероприятий к этому дню ещё не начнётся. Предлагаем: {expected}.",
        "The report is due on {seen}, before some activities begin; proposed: {expected}.",
    ),
    "O105": _kind(
        _W,
        "К дню отчёта мероприятия ещё могут идти",
        "Отчёт до {seen}, а срок части мероприятий кончается позже. Предлагаем: {expected}.",
        "The report is due on {seen}, some activities end later; proposed: {expected}.",
    ),
    "O106": _kind(
        _W,
        "Срок выпал на нерабочий день",
        "{seen}: нерабочий день. Предлагаем: {expected}. Если день назначен намеренно, оставьте.",
        "{seen} is not a working day; proposed: {expected}.",
    ),
    "O107": _kind(
        _W,
        "Не сказано, какой год",
        "«{seen}»: календарный это год или учебный, и до какого дня? Предлагаем: {expected}.",
        "«{seen}» does not say which year; proposed: {expected}.",
    ),
    "O108": _kind(
        _W,
        "Ссылка на график, которого в приказе нет",
        "«{seen}»: к приказу такой график не приложен. Предлагаем: {expected}.",
        "«{seen}» refers to a schedule that is not attached; proposed: {expected}.",
    ),
    "O109": _kind(
        _I,
        "Срок в каникулы",
        "Срок «{seen}» приходится на каникулы. Предлагаем: {expected}. Если так задумано, оставьте.",
        "The deadline «{seen}» falls into the holidays; proposed: {expected}.",
    ),
    "O110": _kind(
        _I,
        "Мероприятие и его анализ в одно время",
        "Срок «{seen}» тот же, что у мероприятия, итоги которого здесь разбираются. Предлагаем: {expected}.",
        "An event and the analysis of its results share the deadline «{seen}»; proposed: {expected}.",
    ),
    "O111": _kind(
        _W,
        "План, утверждённый этим приказом, велено утвердить ещё раз",
        "Срок «{seen}» позже приказа, который сам утверждает этот план. Предлагаем: {expected}.",
        "The row («{seen}») tells to approve the plan that this very order approves; proposed: {expected}.",
    ),
    "O112": _kind(
        _E,
        "Основание новее приказа",
        "Основание от {seen} новее самого приказа. Предлагаем: {expected}.",
        "The order rests on an act of {seen}, later than itself; proposed: {expected}.",
    ),
    "O113": _kind(
        _I,
        "Основание того же дня",
        "Основание подписано {seen}, в один день с приказом. Предлагаем: {expected}.",
        "The act of {seen} was signed on the day of the order; proposed: {expected}.",
    ),
    "O114": _kind(
        _W,
        "Срок назван дважды",
        "«{seen}»: и квартал, и месяц. Предлагаем: {expected}.",
        "«{seen}» names both a quarter and a month; proposed: {expected}.",
    ),
    # --- what is missing ---
    "O201": _kind(
        _E,
        "Незаполненные графы",
        "Не заполнено: {seen}. Предлагаем: {expected}.",
        "Empty cells: {seen}; proposed: {expected}.",
    ),
    "O202": _kind(
        _W,
        "Отчёт без формы",
        "«{seen}»: отчёт требуется, а формы его нет. Предлагаем: {expected}.",
        "A report is demanded («{seen}») without a form; proposed: {expected}.",
    ),
    "O203": _kind(
        _I,
        "Нет места издания",
        "Место издания не указано. Предлагаем: {expected}. Если оно ясно из названия органа, оставьте.",
        "The place of issue is not given; proposed: {expected}.",
    ),
    "O204": _kind(
        _I,
        "Нет отметок об исполнителе, ознакомлении и рассылке",
        "Не сказано, кто подготовил приказ и кого с ним ознакомить. Предлагаем: {expected}.",
        "No executor, acquaintance or distribution is named; proposed: {expected}.",
    ),
    "O205": _kind(
        _E,
        "Подстановка, которой нет в приказе",
        "«{seen}»: такого значения в приказе нет. Предлагаем: {expected}.",
        "«{seen}» names nothing in the order; proposed: {expected}.",
    ),
    # --- structure ---
    "O301": _kind(
        _W,
        "Два направления с одним названием",
        "Направление «{seen}» в этом приложении уже есть. Предлагаем: {expected}.",
        "The direction «{seen}» occurs twice; proposed: {expected}.",
    ),
    "O302": _kind(
        _I,
        "Номера направлений оформлены по-разному",
        "Номер «{seen}» оформлен не так, как остальные. Предлагаем: {expected}.",
        "The number «{seen}» is written unlike the others; proposed: {expected}.",
    ),
    "O303": _kind(
        _I,
        "Направления выделены по-разному",
        "Направления выделены по-разному: {seen}. Предлагаем: {expected}.",
        "Directions are emphasised unlike each other: {seen}; proposed: {expected}.",
    ),
    "O304": _kind(
        _W,
        "Ответственный не того уровня",
        "Ответственный «{seen}» не подходит к уровню управления этой строки. Предлагаем: {expected}.",
        "The responsible «{seen}» does not suit the level of the row; proposed: {expected}.",
    ),
    "O305": _kind(
        _I,
        "Подпункты без номеров",
        "Подпункты отмечены дефисами: {seen}. Предлагаем: {expected}, чтобы на них можно было сослаться.",
        "Duties are bullets ({seen}); proposed: {expected}.",
    ),
    "O306": _kind(
        _E,
        "Сбой в нумерации строк",
        "Номер строки «{seen}» не по порядку. Предлагаем: {expected}.",
        "The number «{seen}» is out of order; proposed: {expected}.",
    ),
    "O307": _kind(
        _W,
        "Мероприятие другого уровня в общем перечне",
        "«{seen}» стоит в перечне мероприятий другого уровня. Предлагаем: {expected}.",
        "«{seen}» stands in a list of events of another level; proposed: {expected}.",
    ),
    "O308": _kind(
        _W,
        "Показатель с двумя знаменателями",
        "«{seen}»: от чего считать процент? Предлагаем: {expected}.",
        "«{seen}» leaves the denominator open; proposed: {expected}.",
    ),
    "O309": _kind(
        _W,
        "Показатель считает не тех, о ком мероприятие",
        "«{seen}», а мероприятие о других людях. Предлагаем: {expected}. Если круг и вправду уже, оставьте.",
        "«{seen}» counts others than the event is about; proposed: {expected}.",
    ),
    "O310": _kind(
        _W,
        "Один признак измерен разными шкалами",
        "«{seen}»: в других местах уровень назван иначе. Предлагаем: {expected}.",
        "«{seen}» is another scale than elsewhere; proposed: {expected}.",
    ),
    # --- wording ---
    "O401": _kind(
        _W,
        "Одно слово не то, что в таких же местах",
        "«{seen}»: в других местах на этом месте другое слово. Предлагаем: {expected}. Если здесь речь о другом, оставьте.",
        "«{seen}» differs in one word from the same phrase elsewhere; proposed: {expected}.",
    ),
    "O402": _kind(
        _E,
        "Слова повторены дважды",
        "«{seen}»: слова стоят дважды подряд. Предлагаем: {expected}.",
        "Repeated words: «{seen}»; proposed: {expected}.",
    ),
    "O403": _kind(
        _W,
        "Ошибка в обороте",
        "«{seen}»: в обороте ошибка. Предлагаем: {expected}.",
        "A slip in the phrase «{seen}»; proposed: {expected}.",
    ),
    "O404": _kind(
        _I,
        "Канцелярский оборот, который принято писать иначе",
        "«{seen}»: в деловом письме принято иначе. Предлагаем: {expected}.",
        "«{seen}» is usually put otherwise; proposed: {expected}.",
    ),
    "O405": _kind(
        _W,
        "Одно и то же названо по-разному",
        "«{seen}»: в других местах приказа иначе. Предлагаем: {expected}. Если это разные вещи, оставьте.",
        "«{seen}» is named otherwise elsewhere; proposed: {expected}.",
    ),
    "O406": _kind(
        _W,
        "Название плана в приказе и в приложении расходится",
        "В приложении «{seen}», в пункте приказа иначе. Предлагаем: {expected}.",
        "The appendix is called «{seen}», the clause says otherwise; proposed: {expected}.",
    ),
    "O407": _kind(
        _I,
        "Орган или лицо названы то полно, то кратко",
        "«{seen}»: в других местах иначе. Предлагаем: {expected}.",
        "«{seen}» is named otherwise elsewhere; proposed: {expected}.",
    ),
    "O408": _kind(
        _I,
        "Слишком длинное предложение",
        "Предложение длинное: {seen}. Предлагаем: {expected}.",
        "A long sentence: {seen}; proposed: {expected}.",
    ),
    "O409": _kind(
        _I,
        "Наше слово не то, что в основаниях приказа",
        "«{seen}», а в названиях оснований иначе. Предлагаем: {expected}.",
        "Our word «{seen}» differs from that of the acts; proposed: {expected}.",
    ),
    # --- abbreviations ---
    "O501": _kind(
        _I,
        "Сокращения нигде не раскрыты",
        "Не раскрыты: {seen}. Предлагаем: {expected}.",
        "Never expanded: {seen}; proposed: {expected}.",
    ),
    "O502": _kind(
        _E,
        "Сокращение похоже на опечатку",
        "Сокращение «{seen}» нигде не раскрыто и похоже на известное. Предлагаем: {expected}. Если оно верно, раскройте его.",
        "The abbreviation «{seen}» looks like a slip; proposed: {expected}.",
    ),
    # --- punctuation ---
    "O601": _kind(
        _E,
        "Кавычки не закрыты",
        "Кавычки не в паре: «{seen}». Предлагаем: {expected}.",
        "Quotation marks are not in pairs: «{seen}»; proposed: {expected}.",
    ),
    "O602": _kind(
        _W,
        "Пункты перечня заканчиваются по-разному",
        "«{seen}»: другой знак в конце, чем у соседних пунктов перечня. Предлагаем: {expected}.",
        "«{seen}» ends unlike the other items; proposed: {expected}.",
    ),
    "O603": _kind(
        _W,
        "Два двоеточия подряд",
        "«{seen}»: два двоеточия в одном предложении. Предлагаем: {expected}.",
        "Two colons: «{seen}»; proposed: {expected}.",
    ),
    "O604": _kind(
        _W,
        "Пропущена запятая в перечне ответственных",
        "«{seen}»: ответственные не разделены. Предлагаем: {expected}.",
        "A comma is missing in «{seen}»; proposed: {expected}.",
    ),
    "O605": _kind(
        _W,
        "Пункт приказа без точки",
        "«{seen}»: в конце пункта нет знака. Предлагаем: {expected}.",
        "The clause «{seen}» has no full stop; proposed: {expected}.",
    ),
    # --- typography ---
    "O701": _kind(
        _I,
        "Лишнее «г.» после даты цифрами",
        "«{seen}»: после даты цифрами «г.» не пишут. Предлагаем: {expected}.",
        "«{seen}»: no «г.» after a date in digits; proposed: {expected}.",
    ),
    "O702": _kind(
        _W,
        "Нет пробела перед «г.»",
        "«{seen}»: нет пробела. Предлагаем: {expected}.",
        "A blank is missing in «{seen}»; proposed: {expected}.",
    ),
    "O703": _kind(
        _W,
        "Нет пробела после «№»",
        "«{seen}»: нет пробела. Предлагаем: {expected}.",
        "A blank is missing in «{seen}»; proposed: {expected}.",
    ),
    "O704": _kind(
        _I,
        "Ссылка на приложение и отметка о нём оформлены по-разному",
        "В пункте «{seen}», в отметке иначе. Предлагаем: {expected}.",
        "The clause says «{seen}», the mark says otherwise; proposed: {expected}.",
    ),
    "O705": _kind(
        _W,
        "Дефис вместо тире",
        "«{seen}»: между словами дефис. Предлагаем: {expected}.",
        "A hyphen for a dash: «{seen}»; proposed: {expected}.",
    ),
    "O706": _kind(
        _I,
        "Дефис в сроке «от – до»",
        "«{seen}»: между началом и концом срока дефис. Предлагаем: {expected}.",
        "A hyphen in the range «{seen}»; proposed: {expected}.",
    ),
    "O707": _kind(
        _W,
        "Пробел с одной стороны косой черты",
        "«{seen}»: пробел только с одной стороны. Предлагаем: {expected}.",
        "A blank on one side of the slash: «{seen}»; proposed: {expected}.",
    ),
    "O708": _kind(
        _I,
        "Кавычки внутри кавычек",
        "«{seen}»: внутри кавычек такие же. Предлагаем: {expected}.",
        "Quotation marks of one kind inside each other: «{seen}»; proposed: {expected}.",
    ),
    "O709": _kind(
        _W,
        "Учебный год записан по-разному",
        "«{seen}»: в остальном приказе иначе. Предлагаем: {expected}.",
        "The school year «{seen}» is written otherwise elsewhere; proposed: {expected}.",
    ),
    "O710": _kind(
        _I,
        "Сроки то с большой буквы, то с маленькой",
        "«{seen}»: остальные сроки с маленькой буквы. Предлагаем: {expected}.",
        "«{seen}» begins with a capital, other deadlines do not; proposed: {expected}.",
    ),
    "O711": _kind(
        _I,
        "Лишний пробел",
        "«{seen}»: лишний пробел. Предлагаем: {expected}.",
        "A needless blank: «{seen}»; proposed: {expected}.",
    ),
}


def remark(code: str, place: Place, *, seen: str = "", expected: str = "") -> Finding:
    """Make a finding about an order."""
    return finding(code, place, seen=seen, expected=expected, address=place.location, catalogue=CATALOGUE)
