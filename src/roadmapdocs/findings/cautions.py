"""About what may be right after all: warnings (W4xx) and what is only worth knowing (I5xx)."""

from __future__ import annotations

from roadmapdocs.findings.kinds import Kind, Severity

__all__ = ["CAUTIONS"]

CAUTIONS: dict[str, Kind] = {
    "I501": Kind(
        Severity.INFO,
        "Ключ формы найден только в одном месте ({seen}), остальные потеряны при пересохранении.",
        "The form key was found in one place only ({seen}).",
    ),
    "I502": Kind(
        Severity.INFO,
        "Указано {seen}, столько же было в прошлом году.",
        "{seen}, the same as last year.",
    ),
    "I503": Kind(
        Severity.INFO,
        "В гриф утверждения вписано: «{seen}».",
        "Written into the stamp of approval: «{seen}».",
    ),
    "W401": Kind(
        Severity.WARNING,
        "Текст «{seen}» стоит вне граф для ответа и в свод не попал. Если это ответ, перенесите его в графу.",
        "The text «{seen}» stands outside the answer cells.",
    ),
    "W402": Kind(
        Severity.WARNING,
        "Изменён печатный текст: «{seen}». Было: «{expected}». Ответ принят за ответ на прежнюю строку.",
        "Printed text was changed: «{seen}», was «{expected}».",
    ),
    "W403": Kind(
        Severity.WARNING,
        "Метка поля указывает на «{seen}», а строка и графа на «{expected}». Принято место в таблице; "
        "проверьте, не переставлены ли ячейки.",
        "The control's tag says «{seen}», the table says «{expected}».",
    ),
    "W404": Kind(
        Severity.WARNING,
        "Строки {expected} в файле нет. Если она удалена случайно, верните её из исходной формы.",
        "The row {expected} is missing.",
    ),
    "W405": Kind(
        Severity.WARNING,
        "Строка {expected} встретилась ещё раз с ответом «{seen}». Принят первый ответ, этот оставлен для сверки.",
        "The row {expected} occurs again with the answer «{seen}».",
    ),
    "W406": Kind(
        Severity.WARNING,
        "Из ответа убраны невидимые управляющие символы. Проверьте, всё ли осталось на месте: «{seen}».",
        "Control characters were removed from «{seen}».",
    ),
    "W407": Kind(
        Severity.WARNING,
        "В строке причин не выбрано мероприятие, к которому относится «{seen}». Выберите его код в этой строке.",
        "The row of reasons names no activity: «{seen}».",
    ),
    "W408": Kind(
        Severity.WARNING,
        "Дата {seen} позже срока «{expected}», а статус «выполнено». Если срок нарушен, выберите «выполнено с "
        "нарушением срока»; если дата верна и срок был другим, поясните это в таблице «Причины и новые сроки».",
        "The day {seen} is later than the deadline «{expected}».",
    ),
    "W409": Kind(
        Severity.WARNING,
        "Дата {seen} не позже срока «{expected}», а статус говорит о нарушении срока. Проверьте и то и другое.",
        "The day {seen} is within the deadline «{expected}», but the status says late.",
    ),
    "W410": Kind(
        Severity.WARNING,
        "Новый срок {seen} не позже прежнего «{expected}». Укажите день, на который мероприятие перенесено.",
        "The new day {seen} is not later than the deadline «{expected}».",
    ),
    "W411": Kind(
        Severity.WARNING,
        "Подтверждение «{seen}» не похоже на документ. Назовите его, например «приказ от 20.11.2023 № 45», "
        "или дайте ссылку.",
        "The evidence «{seen}» names no document.",
    ),
    "W412": Kind(
        Severity.WARNING,
        "Указано {seen} раз, а статус «выполнено». Если мероприятие не проводилось, выберите другой статус.",
        "Held {seen} times, but the status is done.",
    ),
    "W413": Kind(
        Severity.WARNING,
        "Пояснение относится к строке {seen}, а её статус «{expected}». Проверьте код строки в таблице причин.",
        "The reason speaks of {seen}, whose status is «{expected}».",
    ),
    "W414": Kind(
        Severity.WARNING,
        "Значение показателя «{seen}» расходится со статусом строки плана ({expected}). Исправьте одно из двух или "
        "поясните.",
        "The indicator «{seen}» disagrees with its row ({expected}).",
    ),
    "W415": Kind(
        Severity.WARNING,
        "Указано {seen}, а в списке отдела {expected}. Если число изменилось, напишите об этом в выводах: отдел "
        "исправит список.",
        "{seen} differs from {expected} of the roster.",
    ),
    "W416": Kind(
        Severity.WARNING,
        "Ответ слово в слово совпадает с ответом другой школы ({expected}): «{seen}». Напишите о своей школе.",
        "The answer is the same, word for word, as that of {expected}.",
    ),
    "W417": Kind(
        Severity.WARNING,
        "Указано «{seen}», прочитано как {expected}. Проверьте, так ли это.",
        "«{seen}» was read as {expected}.",
    ),
    "W418": Kind(
        Severity.WARNING,
        "В таблице «{expected}» нет строки с названиями граф. Графы приняты в том порядке, в каком форма была "
        "отправлена; верните названия из исходной формы.",
        "The table «{expected}» has lost its captions.",
    ),
    "W419": Kind(
        Severity.WARNING,
        "Таблицы «{expected}» в файле нет. Пришлите форму целиком, со всеми таблицами.",
        "The table «{expected}» is missing.",
    ),
    "W420": Kind(
        Severity.WARNING,
        "Указано {seen}, в прошлом году было {expected}. Если верно, напишите причину в выводах; если нет, исправьте.",
        "{seen} is far from last year's {expected}.",
    ),
    "W421": Kind(
        Severity.WARNING,
        "Ответ слово в слово повторяет прошлогодний: «{seen}». Напишите, что сделано в этом году.",
        "The answer repeats last year's word for word.",
    ),
    "W422": Kind(
        Severity.WARNING,
        "Отчёт уже принят (файл «{expected}»), а этот файл пришёл позже. В счёт идёт принятый. Если верен новый, "
        "примите его; если прежний, примите прежний ещё раз.",
        "The report is accepted already («{expected}»), and this file came later.",
    ),
    "W423": Kind(
        Severity.WARNING,
        "Этот файл новее, но ответов в нём {seen}, а в прежнем {expected}. В счёт идёт прежний. Если верен новый, "
        "примите его.",
        "This file is newer, but has {seen} answers, the one before {expected}.",
    ),
    "W431": Kind(
        Severity.WARNING,
        "Срок «{seen}» позже срока муниципальной дорожной карты «{expected}». Поставьте тот же или более ранний; если "
        "раньше нельзя, сообщите причину в ответном письме.",
        "The deadline «{seen}» is later than the municipal «{expected}».",
    ),
    "W432": Kind(
        Severity.WARNING,
        "Вместо ответственного указано «{seen}». Назовите должность или фамилию с инициалами, например «заместитель "
        "директора по УВР».",
        "Nobody is responsible: «{seen}».",
    ),
    "W433": Kind(
        Severity.WARNING,
        "Собственное мероприятие вписано не полностью («{seen}»), не заполнено: {expected}. Допишите или очистите "
        "строку.",
        "The own measure «{seen}» lacks: {expected}.",
    ),
    "W434": Kind(
        Severity.WARNING,
        "Фактор риска «{seen}» уже выбран в строке {expected}. Выберите другой или очистите строку.",
        "The risk factor «{seen}» stands in {expected} already.",
    ),
}
