"""The dictionary of deadlines: forms and stems of words, and the tag each of them gets."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["DURATIONS", "roman", "tag_of"]

DURATIONS = {
    "hour": (1, "PT{}H"),
    "date": (1, "P{}D"),
    "decade": (10, "P{}D"),
    "week": (1, "P{}W"),
    "month long": (1, "P{}M"),
    "quarter": (3, "P{}M"),
    "half": (6, "P{}M"),
    "of year": (1, "P{}Y"),
}
"""ISO 8601 durations of units by tag: how many of the written unit, and how it is written."""

_MONTHS = (
    r"янв(?:ар(?:ь|я|ю|е|ем))?|фев(?:р|рал(?:ь|я|ю|е|ем))?|мар(?:т(?:а|у|е|ом)?)?|апр(?:ел(?:ь|я|ю|е|ем))?|"
    r"ма(?:й|я|ю|е|ем)|июн(?:ь|я|ю|е|ем)?|июл(?:ь|я|ю|е|ем)?|авг(?:уст(?:а|у|е|ом)?)?|"
    r"сен(?:т|тябр(?:ь|я|ю|е|ем))?|окт(?:ябр(?:ь|я|ю|е|ем))?|ноя(?:б|бр(?:ь|я|ю|е|ем))?|дек(?:абр(?:ь|я|ю|е|ем))?"
)
_MONTH_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_FORMS: dict[str, str] = {
    "in": "в во на теч весь всего все всем всех всю целый целого нового",
    "over": "за",
    "from": "с со от",
    "until": "до",
    "along": "по",
    "toward": "к ко",
    "and": "и а также",
    "not": "не",
    "later": "позднее позже более",
    "earlier": "ранее раньше",
    "seldom": "реже менее",
    "starting": "начиная",
    "after": "после спустя",
    "before": "перед накануне",
    "than": "чем",
    "filler": "включительно исполнения выполнения реализации мск московскому времени срок сроки сроком срока "
    "примерно ориентировочно предварительно",
    "of year": "г гг год года году годом годы годов годах годам лет",
    "this": "т тек",
    "school": "уч учебный учебного учебном учебному учебным учебных учебные учебной учебная учебную",
    "quarter": "кв кварт",
    "half": "полгода пг",
    "term": "четверть четверти четвертей четвертью четвертям четвертях",
    "week": "нед",
    "begin": "начало начала началу начале началом",
    "end": "конец конца концу конце концом концах",
    "times": "раз раза разу р разов",
    "twice": "дважды трижды однократно",
    "month long": "мес",
    "date": "день дня дней дни дню дням днях дн днем сутки суток сут",
    "hour": "час часа часов часам часу ч часы",
    "minute": "минут минуты мин",
    "then": "далее затем потом",
    "case": "мере случае",
    "when": "при",
    "schedule": "план плану планом плана планами планов планам календарю положению регламенту сетке согласно согл",
    "possible": "возможности",
    "vague": "своевременно немедленно незамедлительно оперативно срочно заблаговременно",
    "ongoing": "непрерывно круглогодично",
}
_STEMS: tuple[tuple[str, str], ...] = (
    ("ежеднев", "P1D"),
    ("еженед", "P1W"),
    ("ежемес", "P1M"),
    ("помесячн", "P1M"),
    ("ежекв", "P3M"),
    ("поквартальн", "P3M"),
    ("ежегод", "P1Y"),
    ("ежедекад", "P10D"),
    ("ежечетверт", "ongoing"),
    ("постоян", "ongoing"),
    ("систематич", "ongoing"),
    ("регулярн", "ongoing"),
    ("периодич", "ongoing"),
    ("квартал", "quarter"),
    ("полугод", "half"),
    ("полуг", "half"),
    ("триместр", "term"),
    ("семестр", "term"),
    ("каникул", "holiday"),
    ("последн", "last"),
    ("осенн", "season"),
    ("зимн", "season"),
    ("весенн", "season"),
    ("летни", "season"),
    ("школьн", "season"),
    ("недел", "week"),
    ("декад", "decade"),
    ("половин", "halved"),
    ("середин", "middle"),
    ("окончани", "finish"),
    ("завершени", "finish"),
    ("числ", "number of month"),
    ("кажд", "every"),
    ("месяц", "month long"),
    ("рабоч", "working"),
    ("календарн", "working"),
    ("течени", "in"),
    ("протяжени", "in"),
    ("период", "period"),
    ("ходе", "period"),
    ("текущ", "this"),
    ("следующ", "this"),
    ("отчетн", "this"),
    ("этап", "stage"),
    ("необходимост", "demand"),
    ("надобност", "demand"),
    ("потребност", "demand"),
    ("запрос", "demand"),
    ("обращени", "demand"),
    ("поступлени", "demand"),
    ("заяв", "demand"),
    ("требовани", "demand"),
    ("приглашени", "demand"),
    ("итог", "result"),
    ("результат", "result"),
    ("истечени", "result"),
    ("факт", "result"),
    ("график", "schedule"),
    ("расписани", "schedule"),
    ("циклограмм", "schedule"),
    ("соответстви", "schedule"),
    ("приказ", "schedule"),
    ("распоряжени", "schedule"),
    ("письм", "schedule"),
    ("дорожн", "schedule"),
    ("программ", "schedule"),
    ("уточня", "unsettled"),
    ("уточнен", "unsettled"),
    ("сообщ", "unsettled"),
    ("дополнительн", "unsettled"),
    ("объявл", "unsettled"),
    ("определя", "unsettled"),
    ("устанавлива", "unsettled"),
    ("установлен", "settled by"),
    ("определен", "settled by"),
    ("утвержден", "settled by"),
    ("указан", "settled by"),
    ("дневн", "term of days"),
    ("недельн", "term of days"),
    ("месячн", "term of days"),
)
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_ORDINALS = (
    *("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат"),
    *("двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат"),
    *("девятнадцат", "двадцат"),
)
_ORDINAL_ENDING = "(?:ый|ий|ой|ое|ье|ая|ья|ого|ьего|ому|ьему|ым|ьим|ом|ьем|ую|ью|ей|ьей|ые|ьи|ых|ьих|ым|ьими)"
_WEEKDAY_ENDING = "(?:а|у|е|ы|и|ой|ам|ом|ах|я|ю|ям|ем|ях)?"
_CARDINALS = {
    1: "один одна одно одного одной одну",
    2: "два две двух двум",
    3: "три трех трем",
    4: "четыре четырех",
    5: "пять пяти",
    6: "шесть шести",
    7: "семь семи",
    8: "восемь восьми",
    10: "десять десяти",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    20: "двадцать двадцати",
    30: "тридцать тридцати",
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iiii": 4, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_KEYBOARD_ROMAN = {"п": 2, "ш": 3, "іу": 4, "iу": 4, "iy": 4}

_TAGS = {word: tag for tag, words in _FORMS.items() for word in words.split()}
_NUMBERS = {word: number for number, words in _CARDINALS.items() for word in words.split()}


def roman(word: str) -> int:
    """Return the value of a Roman numeral, Latin or Cyrillic, or of what keyboards offer for it (П, Ш); else 0."""
    latin = word.replace("і", "i").replace("ѵ", "v").replace("х", "x")
    return _KEYBOARD_ROMAN.get(word) or (_ROMAN.get(latin, 0) if word not in ("х", "x") else 0)


@lru_cache(maxsize=4096)
def tag_of(word: str) -> tuple[str, int]:
    """Return the tag of a folded word, and its number if it is a month, a weekday or a numeral."""
    if tag := _TAGS.get(word):
        return tag, 0
    if re.fullmatch(_MONTHS, word):
        return "month", next(number for number, stem in enumerate(_MONTH_STEMS, 1) if word.startswith(stem))
    if number := _numeral(word):
        return "number", number
    for number, stem in enumerate(_WEEKDAYS, 1):
        if re.fullmatch(stem + _WEEKDAY_ENDING, word):
            return "weekday", number
    return next((tag for stem, tag in _STEMS if word.startswith(stem)), _inside(word)), 0


def _numeral(word: str) -> int:
    """Return the value of «два», «второй», «двух»; 0 for any other word."""
    ordinals = (number for number, stem in enumerate(_ORDINALS, 1) if re.fullmatch(stem + _ORDINAL_ENDING, word))
    return _NUMBERS.get(word) or next(ordinals, 0)


def _inside(word: str) -> str:
    """«десятидневный», «двухнедельный»: the stem may stand at the end."""
    return "term of days" if re.search("дневн|недельн|месячн", word) else "word"
