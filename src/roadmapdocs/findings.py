"""Findings: what is wrong with a file that came back, as values with a place.

Every sentence a school can see stands in `CATALOGUE`. A message reads: where → what was seen → what is expected,
with an example → what to do if it is legitimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CATALOGUE", "Finding", "Kind", "Place", "Severity", "finding"]


class Severity(IntEnum):
    """How much a finding matters; greater is graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def russian(self) -> str:
        """The word for people."""
        return {1: "к сведению", 2: "предупреждение", 3: "ошибка"}[self]


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the file, the place in it («таблица 2, строка 4» or «Отчёт!D7»), and what the form calls it."""

    file: str = ""
    location: str = ""
    item: str = ""
    column: str = ""

    def __str__(self) -> str:
        """Return the place as a person would name it."""
        column = f"графа «{self.column}»" if self.column else ""
        named = ", ".join(part for part in (self.item, column) if part)
        if named and self.location:
            return f"{named} ({self.location})"
        return named or self.location or self.file


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its severity and its sentences. `{seen}` and `{expected}` are put in."""

    severity: Severity
    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `seen` and `expected` are also part of `message`."""

    severity: Severity
    code: str
    message: str
    place: Place
    seen: str = ""
    expected: str = ""
    address: str = ""

    def __str__(self) -> str:
        """Return the remark as one line: place and sentence."""
        place = str(self.place)
        return f"{place}: {self.message}" if place else self.message


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: dict[str, Kind] = {
    "E101": Kind(
        _E,
        "Файл не удалось прочитать: {seen}. Откройте его в своей программе, сохраните как .docx или .xlsx "
        "и пришлите ещё раз.",
        "The file cannot be read: {seen}.",
    ),
    "E102": Kind(
        _E,
        "В файле нет ключа формы, это не наша форма отчёта. Заполните форму, которую прислал отдел: "
        "строка «Ключ формы» стоит под её заголовком.",
        "The file has no form key.",
    ),
    "E103": Kind(
        _E,
        "Ключ {seen} принадлежит другому приказу. Нужна форма к этому приказу, её ключ начинается с {expected}.",
        "The key {seen} belongs to another order.",
    ),
    "E104": Kind(
        _E,
        "По ключу {seen} нет адресата в списке школ. Проверьте, из той ли рассылки взята форма.",
        "The key {seen} names no respondent of the roster.",
    ),
    "E105": Kind(
        _E,
        "Форма редакции {seen} новее той, что есть в этой папке ({expected}). Примите файл в папке, откуда форма "
        "была разослана.",
        "The form is of revision {seen}, this campaign has revision {expected}.",
    ),
    "E106": Kind(
        _E,
        "Форма возвращена такой, какой была отправлена: в ней нет ни одного ответа ({expected}). Заполните её и "
        "пришлите ещё раз.",
        "The form came back as it was sent, without a single answer.",
    ),
    "E109": Kind(
        _E,
        "Ключ {seen} набран с ошибкой, он похож на ключ {expected}. Если это та школа, исправьте ключ в файле или "
        "попросите прислать форму, в которой ключ не тронут.",
        "The key {seen} is mistyped, it resembles {expected}.",
    ),
    "E110": Kind(
        _E,
        "Это форма к другому приказу: «{seen}». Нужна форма к приказу «{expected}».",
        "The form belongs to another order: {seen}.",
    ),
    "E111": Kind(
        _E,
        "Форма отправлена школе {expected}, а в ней названо: «{seen}». Проверьте, чей это отчёт: у каждой школы своя "
        "форма со своим ключом.",
        "The form was sent to {expected}, but it names {seen}.",
    ),
    "E201": Kind(
        _E,
        "Указано «{seen}», нужно целое число, например 12. Единицы измерения и проценты не пишите.",
        "«{seen}» is not a whole number.",
    ),
    "E202": Kind(
        _E,
        "Указано «{seen}», нужна дата, например 15.03.2024. Если мероприятие шло несколько дней, "
        "укажите последний из них.",
        "«{seen}» is not a date.",
    ),
    "E203": Kind(
        _E,
        "Указано «{seen}», нужно выбрать из списка: {expected}.",
        "«{seen}» is not in the list: {expected}.",
    ),
    "E208": Kind(
        _E,
        "Указано «{seen}», а нужно число, не доля и не процент: сколько человек, организаций или случаев. "
        "Проценты посчитает программа.",
        "«{seen}» is a share, a count is needed.",
    ),
    "E207": Kind(
        _E,
        "Дата {seen} ещё не наступила, отчёт получен {expected}. Проверьте год; если мероприятие впереди, "
        "выберите другой статус.",
        "The day {seen} lies after {expected}, when the report came.",
    ),
    "E204": Kind(
        _E,
        "Не заполнено. Нужно: {expected}.",
        "Nothing is filled in; expected: {expected}.",
    ),
    "E205": Kind(
        _E,
        "Указано «{seen}», допустимо: {expected}. Проверьте, нет ли опечатки.",
        "«{seen}» is out of limits: {expected}.",
    ),
    "E206": Kind(
        _E,
        "Ответ длиной {seen} знаков, поместится {expected}. Сократите его, подробности приложите отдельным файлом.",
        "The text has {seen} characters, the limit is {expected}.",
    ),
    "E301": Kind(
        _E,
        "Статус «{seen}», поэтому нужно указать: {expected}. Впишите это в таблицу «Причины и новые сроки».",
        "The status is «{seen}», so this is needed: {expected}.",
    ),
    "E302": Kind(
        _E,
        "Указано {seen}, а это больше, чем {expected}. Часть не бывает больше целого: проверьте оба числа.",
        "{seen} is greater than {expected}.",
    ),
    "E303": Kind(
        _E,
        "Указано {seen}, а в другом месте {expected}. Число должно быть одним и тем же.",
        "{seen} differs from {expected} given elsewhere.",
    ),
    "W401": Kind(
        _W,
        "Текст «{seen}» стоит вне граф для ответа и в свод не попал. Если это ответ, перенесите его в графу.",
        "The text «{seen}» stands outside the answer cells.",
    ),
    "W402": Kind(
        _W,
        "Изменён печатный текст: «{seen}». Было: «{expected}». Ответ принят за ответ на прежнюю строку.",
        "Printed text was changed: «{seen}», was «{expected}».",
    ),
    "W403": Kind(
        _W,
        "Метка поля указывает на «{seen}», а строка и графа на «{expected}». Принято место в таблице; "
        "проверьте, не переставлены ли ячейки.",
        "The control's tag says «{seen}», the table says «{expected}».",
    ),
    "W404": Kind(
        _W,
        "Строки {expected} в файле нет. Если она удалена случайно, верните её из исходной формы.",
        "The row {expected} is missing.",
    ),
    "W405": Kind(
        _W,
        "Строка {expected} встретилась ещё раз с ответом «{seen}». Принят первый ответ, этот оставлен для сверки.",
        "The row {expected} occurs again with the answer «{seen}».",
    ),
    "W406": Kind(
        _W,
        "Из ответа убраны невидимые управляющие символы. Проверьте, всё ли осталось на месте: «{seen}».",
        "Control characters were removed from «{seen}».",
    ),
    "W407": Kind(
        _W,
        "В строке причин не выбрано мероприятие, к которому относится «{seen}». Выберите его код в этой строке.",
        "The row of reasons names no activity: «{seen}».",
    ),
    "W408": Kind(
        _W,
        "Дата {seen} позже срока «{expected}», а статус «выполнено». Если срок нарушен, выберите «выполнено с "
        "нарушением срока»; если дата верна и срок был другим, поясните это в таблице «Причины и новые сроки».",
        "The day {seen} is later than the deadline «{expected}».",
    ),
    "W409": Kind(
        _W,
        "Дата {seen} не позже срока «{expected}», а статус говорит о нарушении срока. Проверьте и то и другое.",
        "The day {seen} is within the deadline «{expected}», but the status says late.",
    ),
    "W410": Kind(
        _W,
        "Новый срок {seen} не позже прежнего «{expected}». Укажите день, на который мероприятие перенесено.",
        "The new day {seen} is not later than the deadline «{expected}».",
    ),
    "W411": Kind(
        _W,
        "Подтверждение «{seen}» не похоже на документ. Назовите его, например «приказ от 20.11.2023 № 45», "
        "или дайте ссылку.",
        "The evidence «{seen}» names no document.",
    ),
    "W412": Kind(
        _W,
        "Указано {seen} раз, а статус «выполнено». Если мероприятие не проводилось, выберите другой статус.",
        "Held {seen} times, but the status is done.",
    ),
    "W413": Kind(
        _W,
        "Пояснение относится к строке {seen}, а её статус «{expected}». Проверьте код строки в таблице причин.",
        "The reason speaks of {seen}, whose status is «{expected}».",
    ),
    "W414": Kind(
        _W,
        "Значение показателя «{seen}» расходится со статусом строки плана ({expected}). Исправьте одно из двух или "
        "поясните.",
        "The indicator «{seen}» disagrees with its row ({expected}).",
    ),
    "W415": Kind(
        _W,
        "Указано {seen}, а в списке отдела {expected}. Если число изменилось, напишите об этом в выводах: отдел "
        "исправит список.",
        "{seen} differs from {expected} of the roster.",
    ),
    "W416": Kind(
        _W,
        "Ответ слово в слово совпадает с ответом другой школы ({expected}): «{seen}». Напишите о своей школе.",
        "The answer is the same, word for word, as that of {expected}.",
    ),
    "W417": Kind(
        _W,
        "Указано «{seen}», прочитано как {expected}. Проверьте, так ли это.",
        "«{seen}» was read as {expected}.",
    ),
    "W418": Kind(
        _W,
        "В таблице «{expected}» нет строки с названиями граф. Графы приняты в том порядке, в каком форма была "
        "отправлена; верните названия из исходной формы.",
        "The table «{expected}» has lost its captions.",
    ),
    "W419": Kind(
        _W,
        "Таблицы «{expected}» в файле нет. Пришлите форму целиком, со всеми таблицами.",
        "The table «{expected}» is missing.",
    ),
    "W420": Kind(
        _W,
        "Указано {seen}, в прошлом году было {expected}. Если верно, напишите причину в выводах; если нет, исправьте.",
        "{seen} is far from last year's {expected}.",
    ),
    "W421": Kind(
        _W,
        "Ответ слово в слово повторяет прошлогодний: «{seen}». Напишите, что сделано в этом году.",
        "The answer repeats last year's word for word.",
    ),
    "I501": Kind(
        _I,
        "Ключ формы найден только в одном месте ({seen}), остальные потеряны при пересохранении.",
        "The form key was found in one place only ({seen}).",
    ),
}


def finding(
    code: str,
    place: Place,
    *,
    seen: str = "",
    expected: str = "",
    address: str = "",
    catalogue: Mapping[str, Kind] = CATALOGUE,
) -> Finding:
    """Make a finding of a kind in the catalogue."""
    kind = catalogue[code]
    message = kind.ru.format(seen=_short(seen), expected=expected)
    return Finding(kind.severity, code, message, place, seen, expected, address)


_LONGEST_QUOTE = 160


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_QUOTE else folded[:_LONGEST_QUOTE].rstrip() + "…"
