"""What is said about an order that was read from somebody's document: code → heading, sentence and severity.

The hundreds of a code are the part of the document: 0 the file, 1 requisites, 2 text, 3 appendices, 4 tables, 9 words
that found no place. A sentence quotes the text and says what a person does about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Finding, Severity, finding
from roadmapdocs.orders.check.kinds import OrderKind, kind

if TYPE_CHECKING:
    from roadmapdocs.findings import Place

__all__ = ["CATALOGUE", "remark"]

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CATALOGUE: dict[str, OrderKind] = {
    # --- the file ---
    "T001": kind(
        _E,
        "Это не приказ с дорожной картой",
        "В файле нет ни слова «ПРИКАЗ», ни таблицы мероприятий; он начинается так: «{seen}». Укажите файл "
        "самого приказа.",
        "The file is no order with a roadmap; it begins «{seen}».",
    ),
    "T002": kind(
        _E,
        "Это форма отчёта, а не приказ",
        "В файле стоит ключ формы {seen}: это отчёт школы. Его принимают командой receive; здесь нужен файл приказа.",
        "The file is a report form with the key {seen}, not an order.",
    ),
    # --- requisites ---
    "T101": kind(
        _E,
        "Не найден номер приказа",
        "Номера приказа в файле нет («{seen}»). В YAML стоит «{expected}»: впишите настоящий номер.",
        "The order's number was not found; {expected} stands in its place.",
    ),
    "T102": kind(
        _E,
        "Не найдена дата приказа",
        "Даты приказа в файле нет («{seen}»). В YAML стоит {expected}: впишите настоящую дату.",
        "The order's date was not found; {expected} stands in its place.",
    ),
    "T103": kind(
        _I,
        "Дата написана по-своему",
        "Дата «{seen}» оставлена буквально. Программа сама пишет {expected}: при смене даты исправьте и эту строку.",
        "The date «{seen}» was kept literally; the program itself writes {expected}.",
    ),
    "T104": kind(
        _W,
        "Вид документа другой",
        "В документе стоит «{seen}», а программа печатает «{expected}». Если это и правда не приказ, исправьте "
        "после печати.",
        "The document says «{seen}», the program prints «{expected}».",
    ),
    "T105": kind(
        _I,
        "Слово напечатано иначе",
        "В документе «{seen}», выбранное оформление печатает «{expected}». Написание меняется в профиле.",
        "The document has «{seen}», the profile prints «{expected}».",
    ),
    "T106": kind(
        _W,
        "Не найден заголовок",
        "Заголовка «Об утверждении…» в файле нет («{seen}»). Впишите его в поле title.",
        "The heading was not found.",
    ),
    "T107": kind(
        _W,
        "Не найдено название органа",
        "Над словом «ПРИКАЗ» ничего нет («{seen}»). Впишите строки бланка в issuer.letterhead.",
        "There is no letterhead.",
    ),
    "T108": kind(
        _W,
        "Не найдена подпись",
        "Должности и фамилии подписавшего в файле нет («{seen}»). Впишите их в signatory.",
        "The signature was not found.",
    ),
    "T109": kind(
        _I,
        "Предложено по смыслу, проверьте",
        "Записано «{expected}» по словам «{seen}». Проверьте, так ли это называется.",
        "«{expected}» was derived from «{seen}».",
    ),
    "T110": kind(
        _I,
        "Выбрано оформление",
        "Выбран профиль «{expected}»: он ближе всего к документу («{seen}»). Другой можно указать в поле profile.",
        "The profile {expected} is the nearest one.",
    ),
    "T111": kind(
        _W,
        "Отметка, которой нет места в приказе",
        "Отметка «{seen}» в order.yaml не перенесена. Если она нужна, добавьте её после печати.",
        "The mark «{seen}» was not carried over.",
    ),
    "T112": kind(
        _I,
        "Отметки под подписью",
        "Отметка «{seen}» перенесена в поля executor, acquaintance и distribution; программа печатает её по-своему.",
        "The mark «{seen}» was carried over and will be printed anew.",
    ),
    "T113": kind(
        _W,
        "Нет слова «приказываю»",
        "Слова «приказываю» в документе нет, пункты начинаются сразу после «{seen}». Программа напечатает это слово; "
        "если оно не нужно, уберите его после печати.",
        "The document has no commanding word; the program prints one.",
    ),
    # --- text ---
    "T201": kind(
        _W,
        "Акт без даты или номера",
        "«{seen}»: нет даты или номера, поэтому акт оставлен простым текстом. Уточните его реквизиты и опишите в acts.",
        "The act «{seen}» lacks a date or number and stays plain text.",
    ),
    "T202": kind(
        _I,
        "Акты-основания",
        "Найден акт «{seen}». Обновлять его каждый год: {expected}. Проверьте.",
        "The act «{seen}» was found; to be renewed: {expected}.",
    ),
    "T203": kind(
        _W,
        "Пункт без номера",
        "У абзаца «{seen}» нет номера; он записан как {expected}. Проверьте, отдельный ли это пункт.",
        "The paragraph «{seen}» has no number; it became {expected}.",
    ),
    "T204": kind(
        _I,
        "Подпункты записаны перечнем",
        "Нумерация «{seen}» записана перечнем: программа напечатает «-». Ссылки на подпункты проверьте.",
        "The numbering «{seen}» became a list with dashes.",
    ),
    "T205": kind(
        _W,
        "Срок отчёта не назван датой",
        "«{seen}»: отчёт требуется, а дня нет. Добавьте отчётные периоды в reports.",
        "A report is demanded («{seen}») without a day.",
    ),
    "T206": kind(
        _W,
        "Нет срока отчёта школ",
        "Пункта, по которому школы отчитываются к определённому дню, в приказе нет ({seen}). Добавьте reports.schools, "
        "если отчёты нужны.",
        "No clause makes schools report by a day.",
    ),
    "T207": kind(
        _I,
        "Сроки отчётов",
        "Срок отчёта взят из текста «{seen}»: {expected}. Проверьте, кто отчитывается.",
        "The report's deadline {expected} was taken from «{seen}».",
    ),
    "T208": kind(
        _I,
        "Люди в тексте",
        "«{seen}»: фамилия оставлена словами. Если люди меняются, опишите {expected} в people и поставьте подстановку.",
        "The name «{seen}» was left as text.",
    ),
    "T209": kind(
        _W,
        "Фигурные скобки в тексте",
        "«{seen}»: в order.yaml фигурные скобки означают подстановку, поэтому внутрь вставлен пробел. Проверьте текст.",
        "Braces in «{seen}» were given a blank.",
    ),
    "T210": kind(
        _I,
        "Номер пункта не по порядку",
        "Пункт «{seen}» будет напечатан с номером {expected}: программа нумерует подряд.",
        "The clause «{seen}» will be printed as {expected}.",
    ),
    "T211": kind(
        _I,
        "Люди в приказе",
        "«{seen}» записано человеком «{expected}» в people. Проверьте имя и впишите должность.",
        "«{seen}» became the person «{expected}».",
    ),
    # --- appendices ---
    "T301": kind(
        _W,
        "Приложение не является дорожной картой",
        "«{seen}»: это приложение не перенесено. Оставьте его отдельным документом.",
        "The appendix «{seen}» is no roadmap and was not carried over.",
    ),
    "T302": kind(
        _W,
        "Отметка о приложении отличается",
        "У приложения отметка «{seen}», а у остальных другая; будет напечатано «{expected}».",
        "The mark «{seen}» differs; «{expected}» will be printed.",
    ),
    "T303": kind(
        _E,
        "Нет ни одной дорожной карты",
        "Таблиц с мероприятиями в файле нет ({seen}). Без них форм отчёта не будет.",
        "There is no table of activities.",
    ),
    "T304": kind(
        _W,
        "Дорожная карта без отметки о приложении",
        "Над таблицей «{seen}» нет слова «Приложение». Будет напечатано «{expected}».",
        "The table «{seen}» has no appendix mark.",
    ),
    "T305": kind(
        _W,
        "Дорожная карта без названия",
        "У таблицы нет названия ({seen}); записано «{expected}». Впишите его в title.",
        "The roadmap has no title; «{expected}» stands in its place.",
    ),
    # --- tables ---
    "T401": kind(
        _W,
        "Графа не узнана",
        "Графа «{seen}» записана как {expected}. Проверьте её назначение (role).",
        "The column «{seen}» became {expected}.",
    ),
    "T402": kind(
        _I,
        "Две графы об одном",
        "Графа «{seen}» похожа на другую и записана как {expected}. Проверьте её назначение (role).",
        "The column «{seen}» resembles another one and became {expected}.",
    ),
    "T403": kind(
        _I,
        "Строка без номера",
        "У строки «{seen}» нет номера; код ей дан: {expected}.",
        "The row «{seen}» has no number; its code is {expected}.",
    ),
    "T404": kind(
        _I,
        "Строка была разорвана",
        "Продолжение «{seen}» присоединено к строке выше.",
        "The piece «{seen}» was joined to the row above.",
    ),
    "T405": kind(
        _I,
        "Общая ячейка нескольких строк",
        "«{seen}» стояло в одной ячейке на несколько строк; записано в каждой из них.",
        "«{seen}» stood in one cell for several rows and is repeated in each.",
    ),
    "T406": kind(
        _I,
        "Сетка сроков стала одной графой",
        "Графы «{seen}» записаны одной графой «{expected}».",
        "The columns «{seen}» became one column «{expected}».",
    ),
    "T407": kind(
        _W,
        "В строке пропала ячейка",
        "В строке «{seen}» ячеек меньше, чем граф; они расставлены по смыслу. Проверьте строку.",
        "The row «{seen}» has fewer cells than columns; they were placed by sense.",
    ),
    "T408": kind(
        _I,
        "Таблица продолжалась в другой",
        "Таблица, которая начинается с «{seen}», присоединена к предыдущей.",
        "The table that begins with «{seen}» was joined to the one before.",
    ),
    "T409": kind(
        _I,
        "Возможный показатель",
        "«{seen}»: похоже на показатель. Если школы должны о нём отчитаться, опишите его в indicators.",
        "«{seen}» looks like an indicator.",
    ),
    "T410": kind(
        _E,
        "Слишком много строк",
        "Строка «{seen}» не поместилась: в одной дорожной карте не больше {expected} строк. Разделите её.",
        "The row «{seen}» does not fit: a roadmap has at most {expected} rows.",
    ),
    "T411": kind(
        _I,
        "Пустая графа заполнена сверху",
        "У строки «{seen}» графа «{expected}» пуста: записано то же, что строкой выше.",
        "The cell «{expected}» of the row «{seen}» was filled from above.",
    ),
    # --- what found no place ---
    "T901": kind(
        _W,
        "Текст, которому не нашлось места",
        "«{seen}»: в order.yaml этого нет. Перенесите сами, если это нужно.",
        "The text «{seen}» found no place.",
    ),
    "T902": kind(
        _W,
        "Слова, которых не будет в напечатанном приказе",
        "Не попали в приказ слова: {seen}. Найдите их в документе и проверьте это место.",
        "These words will not be printed: {seen}.",
    ),
    "T903": kind(
        _I,
        "Колонтитул",
        "В колонтитуле стояло «{seen}»; программа печатает в колонтитулах только номера страниц.",
        "The header or footer said «{seen}».",
    ),
}


def remark(code: str, place: Place, *, seen: str = "", expected: str = "", address: str = "") -> Finding:
    """Make a finding about a document that an order was read from; `address` is a path in the YAML."""
    return finding(code, place, seen=seen, expected=expected, address=address, catalogue=CATALOGUE)
