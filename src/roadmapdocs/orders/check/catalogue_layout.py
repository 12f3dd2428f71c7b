"""The remarks about a template (8) and about how an order and its profile go together (9)."""

from __future__ import annotations

from roadmapdocs.findings import Severity
from roadmapdocs.orders.check.kinds import OrderKind
from roadmapdocs.orders.check.kinds import kind as _kind

__all__ = ["LAYOUT"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

LAYOUT: dict[str, OrderKind] = {
    # --- the template ---
    "O801": _kind(
        _E,
        "Имя, которого в приказе нет",
        "«{seen}»: такого имени приказ шаблону не даёт. Предлагаем: {expected}.",
        "«{seen}» is no name the order gives to a template; proposed: {expected}.",
    ),
    "O802": _kind(
        _E,
        "Фильтр, которого нет",
        "Фильтра «{seen}» нет. Предлагаем: {expected}.",
        "There is no filter «{seen}»; proposed: {expected}.",
    ),
    "O803": _kind(
        _E,
        "Ошибка внутри фигурных скобок",
        "Тег «{seen}» не читается. Предлагаем: {expected}.",
        "The tag «{seen}» cannot be read; proposed: {expected}.",
    ),
    "O804": _kind(
        _E,
        "Блок без начала или без конца",
        "У тега «{seen}» нет пары, или пара записана иначе. Предлагаем: {expected}.",
        "The tag «{seen}» has no counterpart; proposed: {expected}.",
    ),
    "O805": _kind(
        _E,
        "Потерянная фигурная скобка",
        "«{seen}» осталось без пары и попало бы на бумагу. Предлагаем: {expected}.",
        "«{seen}» is left alone and would be printed; proposed: {expected}.",
    ),
    "O806": _kind(
        _E,
        "Текст, который пропадёт",
        "«{seen}» стоит рядом с тегом, который занимает весь абзац или всю строку, и не напечатается. "
        "Предлагаем: {expected}.",
        "«{seen}» stands beside a tag that takes the whole paragraph or row; proposed: {expected}.",
    ),
    "O807": _kind(
        _E,
        "В шаблоне нет того, на что опирается печать",
        "Не найдено: {seen}. Предлагаем: {expected}.",
        "Not found: {seen}; proposed: {expected}.",
    ),
    "O808": _kind(
        _W,
        "Реквизит не печатается",
        "В приказе это есть («{seen}»), а шаблон этого не печатает. Предлагаем: {expected}.",
        "The order has it («{seen}»), the template never prints it; proposed: {expected}.",
    ),
    "O809": _kind(
        _I,
        "Реквизит, видимо, набран прямо в шаблоне",
        "Шаблон не берёт это из приказа («{seen}»). Предлагаем: {expected}. Если текст набран в шаблоне, оставьте.",
        "The template does not take it from the order («{seen}»); proposed: {expected}.",
    ),
    "O810": _kind(
        _I,
        "Тег оформлен по частям",
        "Части тега «{seen}» оформлены по-разному: напечатается оформление первой. Предлагаем: {expected}.",
        "Parts of the tag «{seen}» are formatted unlike each other; proposed: {expected}.",
    ),
    # --- the order and its profile ---
    "O901": _kind(
        _E,
        "Непонятно, «утвержден» или «утверждена»",
        "Гриф утверждения должен согласоваться с названием «{seen}», а род его не виден. Предлагаем: {expected}.",
        "The stamp cannot agree with «{seen}»; proposed: {expected}.",
    ),
    "O902": _kind(
        _I,
        "Приказ утверждает, а на приложении нет грифа утверждения",
        "Пункт «{seen}», а на приложении стоит простая отметка. Предлагаем: {expected}. "
        "Если так принято у вас, оставьте.",
        "The clause «{seen}» approves, the appendix has a plain mark; proposed: {expected}.",
    ),
}
