"""The remarks about what an order says: dates (1), what is missing (2), structure (3)."""

from __future__ import annotations

from roadmapdocs.findings import Severity
from roadmapdocs.orders.check.kinds import OrderKind
from roadmapdocs.orders.check.kinds import kind as _kind

__all__ = ["CONTENT"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CONTENT: dict[str, OrderKind] = {
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
        "Нет отметок об исполнителе, ознакомлении или рассылке",
        "Не указано: {seen}. Предлагаем: {expected}. Если у вас их не ставят, оставьте.",
        "Not given: {seen}; proposed: {expected}.",
    ),
    "O205": _kind(
        _E,
        "Подстановка, которой нет в приказе",
        "«{seen}»: такого значения в приказе нет. Предлагаем: {expected}.",
        "«{seen}» names nothing in the order; proposed: {expected}.",
    ),
    "O206": _kind(
        _E,
        "Падеж имени или должности не определить",
        "«{seen}»: нужен падеж, а программа не угадывает. Предлагаем: {expected}.",
        "«{seen}» is needed in a case that nobody can tell; proposed: {expected}.",
    ),
    "O207": _kind(
        _I,
        "Падежи не проверены",
        "«{seen}»: чтобы просклонять, нужно дополнение, а оно не установлено. Предлагаем: {expected}.",
        "«{seen}» needs the extra for cases, which is not installed; proposed: {expected}.",
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
}
