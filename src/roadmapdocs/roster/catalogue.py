"""The remarks about a roster: code → sentence and severity. A roster with an error is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Kind, Severity, finding

if TYPE_CHECKING:
    from roadmapdocs.findings import Place

__all__ = ["CATALOGUE", "remark"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: dict[str, Kind] = {
    "R601": Kind(
        _E,
        "Код {seen} уже занят: {expected}. У каждой школы свой код, исправьте один из них.",
        "The school has the same code {seen} as {expected}.",
    ),
    "R602": Kind(
        _E,
        "Код «{seen}» не подходит. Код состоит из цифр, не больше восьми, например 07.",
        "The code «{seen}» is unusable: digits only, eight at most.",
    ),
    "R603": Kind(_E, "Не указано название школы. Впишите его или удалите строку.", "The school has no name."),
    "R604": Kind(
        _E,
        "Указано «{seen}», а нужно целое число, например 23. Если число неизвестно, оставьте клетку пустой.",
        "«{seen}» is no whole number.",
    ),
    "R605": Kind(
        _E,
        "Не найдена графа с названиями школ. Назовите её «Школа» или «Название»; достаточно трёх граф: «Код», «Школа», "
        "«Почта». Сейчас в первой строке: {seen}.",
        "The roster has no column with names («short_name», «Школа», «Название»); the first line is: {seen}.",
    ),
    "R606": Kind(_E, "В списке нет ни одной школы. Впишите школы под названиями граф.", "The roster is empty."),
    "R607": Kind(_E, "Не указан код. Впишите код, которого нет у других школ, например 07.", "The school has no code."),
    "R611": Kind(
        _I,
        "Графы с кодами нет, школам назначены коды {seen}. Они записаны в schools.csv; после рассылки их не меняйте.",
        "There is no column of codes; {seen} were given.",
    ),
    "R612": Kind(
        _W,
        "Адрес почты не указан: письмо будет без адреса. Впишите адрес в графу «Почта».",
        "There is no e-mail address.",
    ),
    "R613": Kind(
        _W,
        "«{seen}» не похоже на адрес почты: письмо будет без него. Нужен адрес вида school@example.ru; если адресов "
        "несколько, разделите их запятой.",
        "«{seen}» is no e-mail address.",
    ),
    "R614": Kind(
        _W,
        "Название «{seen}» есть и у другой школы: {expected}. Если это разные школы, уточните названия; если одна, "
        "удалите лишнюю строку.",
        "{expected} has the same name.",
    ),
    "R615": Kind(
        _W,
        "В слове «{seen}» смешаны русские и латинские буквы, которые выглядят одинаково. Нужно: «{expected}».",
        "«{seen}» mixes Cyrillic and Latin letters.",
    ),
    "R616": Kind(
        _I,
        "Лишние пробелы в «{seen}» убраны.",
        "Superfluous blanks in «{seen}» were taken out.",
    ),
    "R617": Kind(
        _W,
        "Кавычки в «{seen}» не такие, как принято в документах, или без пары. Нужно: {expected}.",
        "The quotation marks in «{seen}» should be {expected}.",
    ),
    "R618": Kind(
        _W,
        "Кластер «{seen}» в приказе не назван, школа получит форму без его плана. В приказе: {expected}.",
        "The order has no cluster «{seen}» but {expected}.",
    ),
    "R619": Kind(
        _W,
        "План мероприятий приказа предназначен школам кластера «{seen}», а в списке таких нет. Заполните графу "
        "«Кластер».",
        "No school belongs to the cluster «{seen}» of the order.",
    ),
    "R620": Kind(
        _W,
        "Тот же адрес почты у школы {expected}: {seen}. Если он общий, всё в порядке.",
        "{expected} has the same address {seen}.",
    ),
    "R621": Kind(
        _I,
        "Графа «{seen}» не используется. Если это нужная графа, назовите её одним из слов: {expected}.",
        "The column «{seen}» is not used.",
    ),
}


def remark(code: str, place: Place, *, seen: str = "", expected: str = "") -> Finding:
    """Make a finding about a roster."""
    return finding(code, place, seen=seen, expected=expected, catalogue=CATALOGUE)
