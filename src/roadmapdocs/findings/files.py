"""About a returned file as a whole: what it is, whether it can be read."""

from __future__ import annotations

from roadmapdocs.findings.kinds import Kind, Severity

__all__ = ["FILES"]

FILES: dict[str, Kind] = {
    "E101": Kind(
        Severity.ERROR,
        "Файл не удалось прочитать: {seen}. {expected}.",
        "The file cannot be read: {seen}.",
    ),
    "E102": Kind(
        Severity.ERROR,
        "В файле нет ключа формы, это не наша форма отчёта. Заполните форму, которую прислал отдел: "
        "строка «Ключ формы» стоит под её заголовком.",
        "The file has no form key.",
    ),
    "E103": Kind(
        Severity.ERROR,
        "Ключ {seen} принадлежит другому приказу. Нужна форма к этому приказу, её ключ начинается с {expected}.",
        "The key {seen} belongs to another order.",
    ),
    "E104": Kind(
        Severity.ERROR,
        "По ключу {seen} нет адресата в списке школ. Проверьте, из той ли рассылки взята форма.",
        "The key {seen} names no respondent of the roster.",
    ),
    "E105": Kind(
        Severity.ERROR,
        "Форма редакции {seen} новее той, что есть в этой папке ({expected}). Примите файл в папке, откуда форма "
        "была разослана.",
        "The form is of revision {seen}, this campaign has revision {expected}.",
    ),
    "E106": Kind(
        Severity.ERROR,
        "Форма возвращена такой, какой была отправлена: в ней нет ни одного ответа ({expected}). Заполните её и "
        "пришлите ещё раз.",
        "The form came back as it was sent, without a single answer.",
    ),
    "E109": Kind(
        Severity.ERROR,
        "Ключ {seen} набран с ошибкой, он похож на ключ {expected}. Если это та школа, исправьте ключ в файле или "
        "попросите прислать форму, в которой ключ не тронут.",
        "The key {seen} is mistyped, it resembles {expected}.",
    ),
    "E110": Kind(
        Severity.ERROR,
        "Это форма к другому приказу: «{seen}». Нужна форма к приказу «{expected}».",
        "The form belongs to another order: {seen}.",
    ),
    "E111": Kind(
        Severity.ERROR,
        "Форма отправлена школе {expected}, а в ней названо: «{seen}». Проверьте, чей это отчёт: у каждой школы своя "
        "форма со своим ключом.",
        "The form was sent to {expected}, but it names {seen}.",
    ),
    "E112": Kind(
        Severity.ERROR,
        "Это реестр неуспевающих с персональными данными учеников, он не для отдела. Ничего из него не прочитано и не "
        "сохранено. Удалите файл отсюда и из почты; в отчёт идут только числа.",
        "This is the school's own register of underachievers.",
    ),
    "E113": Kind(
        Severity.ERROR,
        "Похоже, здесь поимённо названы ученики (имён: {seen}), поэтому файл в свод не вошёл. Отделу имена учеников не "
        "нужны: замените их числом, например «5 обучающихся 7 класса», и пришлите форму ещё раз. Если это сотрудники "
        "школы, напишите рядом с именами должности.",
        "Pupils seem to be named here ({seen}).",
    ),
}
