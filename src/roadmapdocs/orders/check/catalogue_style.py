"""The remarks about how an order says it: wording (4), abbreviations (5), punctuation (6), typography (7)."""

from __future__ import annotations

from roadmapdocs.findings import Severity
from roadmapdocs.orders.check.kinds import OrderKind
from roadmapdocs.orders.check.kinds import kind as _kind

__all__ = ["STYLE"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

STYLE: dict[str, OrderKind] = {
    # --- wording ---
    "O401": _kind(
        _W,
        "Одно слово не то, что в таких же местах",
        "«{seen}»: в других местах на этом месте другое слово. Предлагаем: {expected}. Если речь о другом, оставьте.",
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
        _W,
        "Сокращение похоже на опечатку",
        "Сокращение «{seen}» нигде не раскрыто и похоже на другое. Предлагаем: {expected}. Если оно верно, раскройте.",
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
