"""The looks of a summary's cells. Colour only repeats what a word in the cell says."""

from __future__ import annotations

from dataclasses import replace

from roadmapdocs.findings import Severity
from roadmapdocs.model.summary import BLANK, NO_REPORT, NOT_ASKED
from roadmapdocs.writers.summary import words
from roadmapdocs.writers.summary.words import ALL_OTHERS, LABELS, NO_DATA, NO_FILE, NOT_APPLICABLE
from roadmapdocs.writers.xlsx.style import Look

__all__ = [
    "ACCEPTED",
    "CAPTION",
    "CODE",
    "CODE_CAPTION",
    "COUNT",
    "DATE",
    "DIFFERENCE",
    "FATES",
    "FILE",
    "LABEL",
    "MARKS",
    "NAME",
    "NAMES",
    "NOTE",
    "NOTHING",
    "NUMBER",
    "OWN_REACHED",
    "PERCENT",
    "PLACE",
    "POINTS",
    "REACHED",
    "SECTION",
    "SEVERITIES",
    "SMALL_TEXT",
    "SMALL_VALUE",
    "STATES",
    "STATUSES",
    "SUBTITLE",
    "TALL_CAPTION",
    "TEXT",
    "TITLE",
    "TOTAL",
    "TOTAL_NUMBER",
    "TOTAL_PERCENT",
    "TOTAL_SHARE",
    "VALUE",
    "WARNING",
    "WORDS",
    "leading",
]

_HEAD, _SOFT, _GREY = "E7EBF0", "F3F5F8", "6B7683"
_GREEN, _PALE_GREEN, _YELLOW, _BLUE = "D5E8D4", "E8F1DC", "FFF2CC", "DCE8F5"
_BLUE_INK = "1F5FA8"
_RED, _ORANGE, _STONE = "F6D5D1", "FBE3D0", "E3E3E0"

TITLE = Look("Свод: заголовок", size=14, bold=True, border=False)
SUBTITLE = Look("Свод: подзаголовок", size=11, border=False)
NOTE = Look("Свод: пояснение", size=9, color=_GREY, border=False, vertical="top")
CAPTION = Look("Свод: графа", size=9, bold=True, fill=_HEAD, horizontal="center")
TALL_CAPTION = replace(CAPTION, name="Свод: графа стоймя", rotated=True, vertical="bottom")
NAME = replace(CAPTION, name="Свод: имя стоймя", bold=False, rotated=True, vertical="bottom")
CODE_CAPTION = replace(CAPTION, name="Свод: код графы", size=8, bold=False, color=_GREY)
SECTION = Look("Свод: раздел", bold=True, fill=_SOFT)
TEXT = Look("Свод: текст")
SMALL_TEXT = replace(TEXT, name="Свод: мелкий текст", size=9)
NAMES = replace(TEXT, name="Свод: перечень", vertical="top")
CODE = Look("Свод: код", size=9, horizontal="center")
VALUE = Look("Свод: значение", horizontal="center")
SMALL_VALUE = replace(VALUE, name="Свод: мелкое значение", size=9)
NUMBER = replace(VALUE, name="Свод: число", format="0")
COUNT = replace(NUMBER, name="Свод: количество", format='0;-0;"–"')
PERCENT = replace(VALUE, name="Свод: доля", format="0.0%")
NOTHING = replace(VALUE, name="Свод: не считается", fill="EDEDED")
LABEL = Look("Свод: итог словами", size=11)
TOTAL = replace(LABEL, name="Свод: итог", size=14, bold=True, horizontal="center", format="0")
TOTAL_SHARE = replace(LABEL, name="Свод: итог в долях", horizontal="center", color=_GREY, format="0%")
TOTAL_NUMBER = replace(NUMBER, name="Свод: сумма", bold=True, fill=_SOFT, format=COUNT.format)
TOTAL_PERCENT = replace(PERCENT, name="Свод: доля суммы", bold=True, fill=_SOFT)

DATE = replace(VALUE, name="Свод: дата", format="DD.MM.YYYY")
DIFFERENCE = replace(VALUE, name="Свод: изменение", format="+0;\\-0;0")
POINTS = replace(VALUE, name="Свод: изменение доли", format='+0.0" п. п.";\\-0.0" п. п.";0.0" п. п."')
PLACE = replace(TEXT, name="Свод: место", size=8, color=_GREY)
FILE = replace(TEXT, name="Свод: файл", size=9, color=_BLUE_INK, underline=True)
WARNING = replace(SUBTITLE, name="Свод: предостережение", bold=True, color="9C2A1B")

_FILLS = {
    "done": _GREEN,
    "done_late": _PALE_GREEN,
    "partial": _YELLOW,
    "in_progress": _BLUE,
    "not_done": _RED,
    "postponed": _ORANGE,
    "cancelled": _STONE,
    "not_applicable": "EDEDED",
    "not_due": "",
    BLANK: "",
    NO_REPORT: "D9DDE2",
    NOT_ASKED: "",
}
_FAINT = frozenset({"not_due", "not_applicable", NOT_ASKED})

STATUSES = {
    word: replace(
        VALUE,
        name=f"Статус: {LABELS[word]}",
        size=8,
        fill=fill,
        color=_GREY if word in _FAINT else VALUE.color,
        italic=word == BLANK,
    )
    for word, fill in _FILLS.items()
}
"""The cells of the matrix, by the word of the cell."""

WORDS = {word: replace(look, name=f"{look.name} (крупно)", size=VALUE.size) for word, look in STATUSES.items()}
"""The same words where there is room."""

STATES = {
    state: replace(VALUE, name=f"Отчёт: {name}", fill=fill)
    for state, name, fill in (
        ("clean", "без замечаний", _GREEN),
        ("to_correct", "на доработку", _YELLOW),
        ("missing", "не представлен", _RED),
    )
}
ACCEPTED = {
    word: replace(VALUE, name=f"Учёт: {word}", fill=fill)
    for word, fill in ((words.ACCEPTED, _GREEN), (words.PROVISIONAL, ""))
}
FATES = {
    fate: replace(VALUE, name=f"Файл: {name}", fill=_RED if fate == "refused" else _GREEN if fate == "counts" else "")
    for fate, name in words.FATES.items()
}
REACHED = {
    word: replace(VALUE, name=f"План: {word}", fill=fill, bold=word in ("да", "нет"))
    for word, fill in {"да": _GREEN, "нет": _RED, "пока неизвестно": "", NOT_APPLICABLE: "EDEDED"}.items()
}
OWN_REACHED = {
    reached: replace(VALUE, name=f"План школы: {word}", size=9, fill=fill)
    for reached, word, fill in ((True, "да", _PALE_GREEN), (False, "нет", _RED))
}
SEVERITIES = {
    severity: replace(VALUE, name=f"Замечание: {severity.russian}", fill=fill)
    for severity, fill in ((Severity.ERROR, _RED), (Severity.WARNING, _YELLOW), (Severity.INFO, ""))
}
MARKS = {
    word: replace(VALUE, name=f"Ответ: {word}", size=8, fill=fill, color=_GREY, italic=True)
    for word, fill in {NOT_APPLICABLE: "EDEDED", NO_FILE: "D9DDE2", NO_DATA: "", ALL_OTHERS: ""}.items()
}
"""Words that stand where a number would."""


def leading(look: Look) -> Look:
    """Return the look of a cell that leads somewhere."""
    return replace(look, name=f"{look.name} (ссылка)", color=_BLUE_INK, underline=True)
