"""About one answer (E2xx) and about answers that do not fit together (E3xx): these must be corrected."""

from __future__ import annotations

from roadmapdocs.findings.kinds import Kind, Severity

__all__ = ["ANSWERS"]

ANSWERS: dict[str, Kind] = {
    "E201": Kind(
        Severity.ERROR,
        "Указано «{seen}», нужно целое число, например 12. Единицы измерения и проценты не пишите.",
        "«{seen}» is not a whole number.",
    ),
    "E202": Kind(
        Severity.ERROR,
        "Указано «{seen}», нужна дата, например 15.03.2024. Если мероприятие шло несколько дней, "
        "укажите последний из них.",
        "«{seen}» is not a date.",
    ),
    "E203": Kind(
        Severity.ERROR,
        "Указано «{seen}», нужно выбрать из списка: {expected}.",
        "«{seen}» is not in the list: {expected}.",
    ),
    "E204": Kind(
        Severity.ERROR,
        "Не заполнено. Нужно: {expected}.",
        "Nothing is filled in; expected: {expected}.",
    ),
    "E205": Kind(
        Severity.ERROR,
        "Указано «{seen}», допустимо: {expected}. Проверьте, нет ли опечатки.",
        "«{seen}» is out of limits: {expected}.",
    ),
    "E206": Kind(
        Severity.ERROR,
        "Ответ длиной {seen} знаков, поместится {expected}. Сократите его, подробности приложите отдельным файлом.",
        "The text has {seen} characters, the limit is {expected}.",
    ),
    "E207": Kind(
        Severity.ERROR,
        "Дата {seen} ещё не наступила, отчёт получен {expected}. Проверьте год; если мероприятие впереди, "
        "выберите другой статус.",
        "The day {seen} lies after {expected}, when the report came.",
    ),
    "E208": Kind(
        Severity.ERROR,
        "Указано «{seen}», а нужно число, не доля и не процент: сколько человек, организаций или случаев. "
        "Проценты посчитает программа.",
        "«{seen}» is a share, a count is needed.",
    ),
    "E301": Kind(
        Severity.ERROR,
        "Статус «{seen}», поэтому нужно указать: {expected}. Впишите это в таблицу «Причины и новые сроки».",
        "The status is «{seen}», so this is needed: {expected}.",
    ),
    "E302": Kind(
        Severity.ERROR,
        "Указано {seen}, а это больше, чем {expected}. Часть не бывает больше целого: проверьте оба числа.",
        "{seen} is greater than {expected}.",
    ),
    "E303": Kind(
        Severity.ERROR,
        "Указано {seen}, а в другом месте {expected}. Число должно быть одним и тем же.",
        "{seen} differs from {expected} given elsewhere.",
    ),
}
