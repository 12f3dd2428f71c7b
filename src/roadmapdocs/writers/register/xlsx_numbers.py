"""The sheet of numbers: what the report asks, and the same by classes and subjects, reckoned from the pupils' sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter

from roadmapdocs.model.pupil_register import WARNING
from roadmapdocs.writers.register.words import ABOUT_NUMBERS, CHANGE, COUNTED, ENROLLED, counted_on
from roadmapdocs.writers.xlsx.book import Cell, Formula
from roadmapdocs.writers.xlsx.style import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.pupil_register import PupilRegister
    from roadmapdocs.writers.register.xlsx_counting import Ranges
    from roadmapdocs.writers.xlsx.book import Book, Page

__all__ = ["NUMBERS", "draw_numbers"]

NUMBERS = "Числа"
"""The sheet without names."""

_WARNING = Look("Числа: предупреждение", size=12, bold=True, color="B3261E", border=False)
_TITLE = Look("Числа: заголовок", size=14, bold=True, border=False)
_SECTION = Look("Числа: раздел", size=12, bold=True, border=False)
_LINE = Look("Числа: пояснение", border=False)
_CAPTION = Look("Числа: графа", size=9, bold=True, fill="E7EBF0", horizontal="center")
_TEXT = Look("Числа: текст")
_ASKED = replace(_TEXT, name="Числа: вопрос отчёта", size=11)
_NUMBER = Look("Числа: число", horizontal="center", format="0")
_INPUT = replace(_NUMBER, name="Числа: впишите", fill="FFF9DB")
_SUM = replace(_NUMBER, name="Числа: итог", bold=True, fill="F3F5F8")
_ANSWER = replace(_NUMBER, name="Числа: в отчёт", size=14, bold=True, fill="E2F0D9")
_ALARM = Look("Числа: проверьте", color="B3261E", bold=True, border=False)

_COLUMNS = ("pupil", "several", "ill", "route")
"""The grey columns behind `COUNTED`."""

_WIDTHS = (26.0, *[13.0] * 11)


def draw_numbers(book: Book, register: PupilRegister, ranges: Ranges) -> None:
    """Draw the sheet. Only the cells for the numbers of all pupils are open for typing."""
    page = book.page(NUMBERS, _WIDTHS)
    wide = len(_WIDTHS)
    page.add([Cell(WARNING, _WARNING, wide)])
    page.add([Cell("Числа реестра", _TITLE, wide)])
    page.add([Cell(f"{register.school}. {register.basis}", _LINE, wide)])
    page.add([Cell(ABOUT_NUMBERS, _LINE, wide)])
    page.add([Cell(Formula(_complaint(ranges), ""), _ALARM, wide)])
    _draw_asked(page, register, ranges, wide)
    _draw_classes(page, register, ranges)
    _draw_subjects(page, register, ranges)
    page.sheet.protection.sheet = True
    page.print_as(WARNING)
    cast("Any", page.sheet.oddHeader).center.text = WARNING


def _complaint(ranges: Ranges) -> str:
    """Say how many days are typed as text, which no formula can compare, and how many pupils have no class."""
    texts = "+".join(f"SUMPRODUCT(--ISTEXT({ranges.outside(name)}))" for name in ("since", "until"))
    classless = f'COUNTIFS({ranges.outside("key")},"*||*")'
    return (
        f'IF({texts}>0,"Даты записаны как текст, строк: "&({texts})&". Впишите их заново, например 20.11.2023. ","")'
        f'&IF({classless}>0,"Без класса, строк: "&{classless}&".","")'
    )


def _draw_asked(page: Page, register: PupilRegister, ranges: Ranges, wide: int) -> None:
    if not register.asked:
        return
    page.skip()
    page.add([Cell("Перенесите в отчёт", _SECTION, wide)])
    for one in register.asked:
        total = Formula(f"SUM({ranges.outside(f'pupil{register.dates.index(one.day)}')})", 0)
        text = f"{one.question} ({counted_on(one.day)})"
        page.add([Cell(f"Строка {one.code}", _ASKED), Cell(text, _ASKED, wide - 3), Cell(total, _ANSWER, 2)], height=24)


def _draw_classes(page: Page, register: PupilRegister, ranges: Ranges) -> None:
    page.skip()
    page.add([Cell("По классам", _SECTION, len(_WIDTHS))])
    captions = [f"{caption} {counted_on(day)}" for day in register.dates for caption in (ENROLLED, *COUNTED)]
    page.add([Cell(text, _CAPTION) for text in ("Класс", *captions, CHANGE)], height=48)
    first = page.next
    for number in register.classes:
        row = page.add([Cell(number, _NUMBER), *_class_cells(register, ranges, page.next)])
        for place in range(len(register.dates)):
            page.sheet.cell(row, 2 + 5 * place).protection = Protection(locked=False)
    last = page.next - 1
    page.add([Cell("Всего", _SUM), *_total_cells(register, ranges, first, last, page.next)])


def _class_cells(register: PupilRegister, ranges: Ranges, row: int) -> Iterator[Cell]:
    for place in range(len(register.dates)):
        yield Cell(None, _INPUT)
        for name in _COLUMNS:
            counted = f"SUMIFS({ranges.outside(f'{name}{place}')},{ranges.outside('class')},$A{row})"
            yield Cell(Formula(counted, 0), _NUMBER)
    yield Cell(Formula(f"H{row}-C{row}", 0), _NUMBER)


def _total_cells(register: PupilRegister, ranges: Ranges, first: int, last: int, row: int) -> Iterator[Cell]:
    """Yield the sums; pupils are summed over all rows, those without a class too."""
    for place in range(len(register.dates)):
        letter = get_column_letter(2 + 5 * place)
        yield Cell(Formula(f"SUM({letter}{first}:{letter}{last})", 0), _SUM)
        for name in _COLUMNS:
            yield Cell(Formula(f"SUM({ranges.outside(f'{name}{place}')})", 0), _SUM)
    yield Cell(Formula(f"H{row}-C{row}", 0), _SUM)


def _draw_subjects(page: Page, register: PupilRegister, ranges: Ranges) -> None:
    """Count rows by subject: a pupil with two subjects stands in both."""
    page.skip()
    page.add([Cell("По предметам (ученик с двумя предметами посчитан в каждом)", _SECTION, len(_WIDTHS))])
    captions = [f"На учёте {counted_on(day)}" for day in register.dates]
    page.add([Cell(text, _CAPTION) for text in ("Предмет", *captions, CHANGE)], height=30)
    first = page.next
    for subject in register.subjects:
        row = page.next
        counted = (
            Formula(f"SUMIFS({ranges.outside(f'on{place}')},{ranges.outside('subject')},$A{row})", 0)
            for place in range(len(register.dates))
        )
        page.add([Cell(subject, _TEXT), *(Cell(one, _NUMBER) for one in counted), Cell(_change(row), _NUMBER)])
    last, row = page.next - 1, page.next
    others = (
        Formula(f"SUM({ranges.outside(f'on{place}')})-SUM({letter}{first}:{letter}{last})", 0)
        for place, letter in enumerate("BC")
    )
    page.add([Cell("Другие", _TEXT), *(Cell(one, _NUMBER) for one in others), Cell(_change(row), _NUMBER)])


def _change(row: int) -> Formula:
    return Formula(f"C{row}-B{row}", 0)
