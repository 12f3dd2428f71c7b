"""The hidden sheet that a workbook's own check reckons on: answers as understood, checks, rows, totals.

Blocks stand side by side under a line of headings: a line for each answer, for each check, for each row of the form,
one line of totals, and the words that each list accepts.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from roadmapdocs.answers import choice_words
from roadmapdocs.model.form import Choice, Required, RequiredIf
from roadmapdocs.rules.checks import Check, checks_of
from roadmapdocs.rules.excel import Cells, condition, due
from roadmapdocs.rules.excel_values import EXCUSES, MISREAD, PARTS, UNKNOWN, understood
from roadmapdocs.writers.xlsx.text import xstring

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from roadmapdocs.model.form import Blank

__all__ = ["GAPS_NAME", "HIDDEN", "ROWS_NAME", "SLIPS_NAME", "Formulas"]

HIDDEN = "_check"
ROWS_NAME, SLIPS_NAME, GAPS_NAME = "check_rows", "check_slips", "check_gaps"
"""Names of the columns of row ids, mistakes and blanks: a conditional format may reach another sheet by a name."""

_ANSWER = PARTS
_CHECK = ("remedy", "broken", "due")
_ROW = ("row", "slips", "gaps")
_TOTAL = ("errors", "gaps", "needed")
_TOP = 2


def _columns(first: int, names: tuple[str, ...]) -> dict[str, str]:
    return {name: get_column_letter(first + number) for number, name in enumerate(names)}


_ANSWERS = _columns(1, _ANSWER)
_CHECKS = _columns(len(_ANSWER) + 2, _CHECK)
_ROWS = _columns(len(_ANSWER) + len(_CHECK) + 3, _ROW)
_TOTALS = _columns(len(_ANSWER) + len(_CHECK) + len(_ROW) + 4, _TOTAL)
_LISTS = len(_ANSWER) + len(_CHECK) + len(_ROW) + len(_TOTAL) + 5


def _at(column: str, row: int, last: int = 0) -> str:
    """Return a cell or a range as formulas of this sheet name it."""
    return f"${column}${row}:${column}${last}" if last else f"${column}${row}"


def _from_afar(reference: str) -> str:
    """Return a cell or a range as formulas of other sheets name it."""
    return f"'{HIDDEN}'!{reference}"


class Formulas:
    """The hidden sheet of a blank: where everything stands on it, and how it is written."""

    def __init__(self, blank: Blank, typed: Mapping[str, str]) -> None:
        """`typed` are the input cells by address, with their sheet."""
        self.blank, self._typed, self.checks = blank, typed, checks_of(blank)
        addresses = (a for t in blank.tables for column in t.columns for a in _addresses(blank, t.id, column.id))
        self._answers = {address: _TOP + number for number, address in enumerate(addresses)}
        self._rows = {row: _TOP + number for number, row in enumerate(blank.rows)}
        self._of_row: dict[str, list[int]] = {row: [] for row in blank.rows}
        for number, check in enumerate(self.checks):
            self._of_row[check.row].append(number)

    # --- where things stand ---

    def states(self, row: str) -> list[str]:
        """Return the cells that say how the answers of a row were understood."""
        fields = self.blank.rows[row][1].fields
        return [_from_afar(self._state(f"{row}.{column}")) for column in fields]

    def _value(self, address: str) -> str:
        return _at(_ANSWERS["value"], self._answers[address])

    def _state(self, address: str) -> str:
        return _at(_ANSWERS["state"], self._answers[address])

    def _ranges(self, table: str, column: str) -> tuple[str, str]:
        rows = [self._answers[address] for address in _addresses(self.blank, table, column)]
        return _at(_ANSWERS["value"], rows[0], rows[-1]), _at(_ANSWERS["state"], rows[0], rows[-1])

    @property
    def totals(self) -> tuple[str, str, str]:
        """The cells of errors, of blanks among them, and of all answers that are asked for."""
        errors, gaps, needed = (_from_afar(_at(column, _TOP)) for column in _TOTALS.values())
        return errors, gaps, needed

    def remedies(self, row: str) -> list[tuple[str, str]]:
        """Return, for each check of a row, the cell that says whether it is broken and the cell of its remedy."""
        places = (_TOP + number for number in self._of_row[row])
        both = (_CHECKS["broken"], _CHECKS["remedy"])
        return [(_from_afar(_at(both[0], place)), _from_afar(_at(both[1], place))) for place in places]

    # --- writing ---

    def write(self, book: Workbook) -> None:
        """Add the sheet to a workbook, and the names by which formats reach it."""
        sheet = book.create_sheet(HIDDEN)
        sheet.sheet_state = "hidden"
        for block in (_ANSWERS, _CHECKS, _ROWS, _TOTALS):
            for name, column in block.items():
                sheet[f"{column}1"] = name
        self._write_lists(sheet)
        for address, row in self._answers.items():
            self._write_answer(sheet, address, row)
        for number, check in enumerate(self.checks):
            self._write_check(sheet, check, _TOP + number)
        for name in self._rows:
            self._write_row(sheet, name)
        self._write_totals(sheet)
        last = _TOP + len(self._rows) - 1
        for reached, column in zip((ROWS_NAME, SLIPS_NAME, GAPS_NAME), _ROWS.values(), strict=True):
            book.defined_names[reached] = DefinedName(reached, attr_text=_from_afar(_at(column, _TOP, last)))

    @cached_property
    def _lists(self) -> dict[tuple[Choice, ...], tuple[str, str]]:
        """The columns of accepted words and of the ids they mean; without choices, of the excuses."""
        every = dict.fromkeys(asked.choices for asked in self.blank.fields.values())
        letters = [get_column_letter(_LISTS + number) for number in range(2 * len(every))]
        return dict(zip(every, zip(letters[::2], letters[1::2], strict=True), strict=True))

    def _write_lists(self, sheet: Worksheet) -> None:
        for choices, (words, ids) in self._lists.items():
            sheet[f"{words}1"], sheet[f"{ids}1"] = "words", UNKNOWN
            for row, (word, choice) in enumerate(_words(choices).items(), start=_TOP):
                _write_text(sheet, f"{words}{row}", word)
                _write_text(sheet, f"{ids}{row}", choice)

    def _write_answer(self, sheet: Worksheet, address: str, row: int) -> None:
        asked = self.blank.fields[address]
        words, ids = self._lists[asked.choices]
        last = _TOP + len(_words(asked.choices)) - 1
        ranges = (_at(words, _TOP, last), _at(ids, 1, last))
        cell = {part: f"${_ANSWERS[part]}{row}" for part in PARTS}
        for part, formula in understood(asked.type, self._typed[address], cell, ranges).items():
            sheet[f"{_ANSWERS[part]}{row}"] = f"={formula}"

    def _write_check(self, sheet: Worksheet, check: Check, row: int) -> None:
        cells = Cells(self.blank, self._value, self._state, self._ranges)
        rule = check.rule
        broken = f"{self._state(check.address)}={MISREAD}" if rule is None else condition(rule, cells)
        _write_text(sheet, f"{_CHECKS['remedy']}{row}", check.remedy)
        sheet[f"{_CHECKS['broken']}{row}"] = f"=IF({broken},1,0)"
        if isinstance(rule, Required | RequiredIf):
            sheet[f"{_CHECKS['due']}{row}"] = f"=IF({due(rule, cells)},1,0)"

    def _write_row(self, sheet: Worksheet, row: str) -> None:
        place = self._rows[row]
        numbers = self._of_row[row]
        _write_text(sheet, f"{_ROWS['row']}{place}", row)
        for name, asks in (("slips", False), ("gaps", True)):
            counted = (_TOP + number for number in numbers if self.checks[number].asks is asks)
            cells = "+".join(_at(_CHECKS["broken"], one) for one in counted)
            sheet[f"{_ROWS[name]}{place}"] = f"={cells or 0}"

    def _write_totals(self, sheet: Worksheet) -> None:
        checks, rows = _TOP + max(len(self.checks), 1) - 1, _TOP + len(self._rows) - 1
        sheet[f"{_TOTALS['errors']}{_TOP}"] = f"=SUM({_at(_CHECKS['broken'], _TOP, checks)})"
        sheet[f"{_TOTALS['gaps']}{_TOP}"] = f"=SUM({_at(_ROWS['gaps'], _TOP, rows)})"
        sheet[f"{_TOTALS['needed']}{_TOP}"] = f"=SUM({_at(_CHECKS['due'], _TOP, checks)})"


def _words(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    return choice_words(choices) if choices else dict.fromkeys(EXCUSES, "")


def _addresses(blank: Blank, table: str, column: str) -> list[str]:
    """Return the addresses of the fields in a column of a table."""
    asked = next(one for one in blank.tables if one.id == table).asked_rows
    return [f"{row.id}.{column}" for row in asked if column in row.fields]


def _write_text(sheet: Worksheet, reference: str, text: str) -> None:
    if text:
        cell = sheet[reference]
        cell.value = xstring(text)
        cell.data_type = "s"
