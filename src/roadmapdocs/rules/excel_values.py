"""How a workbook understands what was typed: the formulas beside `roadmapdocs.answers.parse_value`.

For every input cell a hidden sheet has a few cells: the text as it is compared, the typed value, and its state. Typed
values are understood as in Python. Text in place of a number or a day is read where people commonly leave some
(«1 200», «15.03.2024 г.», «15 марта 2024», «н/п»); rarer spellings are asked to be typed anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.answers import NOT_APPLICABLE
from roadmapdocs.model.form import FieldType
from roadmapdocs.rules.excel import quoted
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BLANK", "EXCUSES", "GIVEN", "MISREAD", "NOT_CONCERNED", "PARTS", "UNKNOWN", "understood"]

BLANK, GIVEN, NOT_CONCERNED, MISREAD = range(4)
"""States of an answer: as `Missing`, `Given`, `NotApplicable`, and `Given` without a value."""

UNKNOWN = "?"
"""Stands for the choice of a text that is in no list; no choice has this id."""

EXCUSES = tuple(sorted({fold_words(word) for word in NOT_APPLICABLE}))
"""What may stand in place of a number or a day."""

PARTS = ("text", "value", "state", "words", "spread", "day", "month", "year")
"""The cells of one answer; the last five belong to days only."""

_SPACES, _BLANK = ['"\u00a0"', '"\u202f"', "CHAR(9)", "CHAR(10)", "CHAR(13)"], '" "'
_LETTERS = [f'"{letter}"' for letter in "aceopxykmtbh"]
_LOOK_ALIKE = [f'"{letter}"' for letter in "асеорхукмтвн"]
_QUOTES, _DASHES = [f'"{quote}"' for quote in "«»„“”'"], [f'"{dash}"' for dash in "‐‑–—−"]
_MONTHS = quoted("янвфевмарапрмайиюниюлавгсеноктноядек")
_CELL = 20  # room for one part of a spread date

Cell = dict[str, str]
"""Name of a part → reference to its cell."""


def understood(kind: FieldType, typed: str, cell: Cell, words: tuple[str, str]) -> dict[str, str]:
    """Return the formulas of the cells of one answer, by part.

    `typed` is the input cell. `words` are two ranges: for a choice the words accepted, and the ids they mean, with a
    cell for `UNKNOWN` above them; for a number or a day the first alone counts, with the `EXCUSES`.
    """
    return _KINDS[kind](typed, cell, words)


def _text(typed: str, cell: Cell, _words: tuple[str, str]) -> dict[str, str]:
    return {
        "text": _told(_trimmed(f'{typed}&""')),
        "value": _told(f'{typed}&""'),
        "state": f'IF({cell["text"]}="",{BLANK},{GIVEN})',
    }


def _choice(typed: str, cell: Cell, words: tuple[str, str]) -> dict[str, str]:
    accepted, ids = words
    text = cell["text"]
    top = ids.partition(":")[0]
    found = f'SUMPRODUCT((({accepted}={text})+({accepted}&"."={text}))*(ROW({accepted})-ROW({top})))'
    dashed = _replaced(_replaced(_folded(f'{typed}&""'), _QUOTES, ['""""'] * len(_QUOTES)), _DASHES, ['"-"'] * 5)
    return {
        "text": _told(dashed),
        "value": f'IF({text}="","",INDEX({ids},1+{found}))',
        "state": f'IF({text}="",{BLANK},IF({cell["value"]}="{UNKNOWN}",{MISREAD},{GIVEN}))',
    }


def _integer(typed: str, cell: Cell, words: tuple[str, str]) -> dict[str, str]:
    text = cell["text"]
    digits = f'SUBSTITUTE({text}," ","")'
    grouped = f'AND(LEN({text})-LEN({digits})=1,LEFT(RIGHT({text},4),1)=" ")'
    whole = f'AND(TEXT(VALUE({digits}),"0")={digits},LEN({digits})<16,OR({digits}={text},{grouped}))'
    number = f'IF(AND({typed}=INT({typed}),ABS({typed})<1E15),{typed},"")'
    spelt = f'IFERROR(IF({whole},VALUE({digits}),""),"")'
    return {
        "text": _told(_folded(f'{typed}&""')),
        "value": f"IF(ISNUMBER({typed}),{number},{spelt})",
        "state": _state(cell, words[0]),
    }


def _date(typed: str, cell: Cell, words: tuple[str, str]) -> dict[str, str]:
    day, month, year = cell["day"], cell["month"], cell["year"]
    made = f"DATE({year},{month},{day})"
    real = f"AND({year}>1899,DAY({made})={day},MONTH({made})={month})"
    serial = f'IF(AND({typed}>=1,{typed}<2958466,INT({typed})<>60),INT({typed}),"")'
    return {
        "text": _told(_folded(f'{typed}&""')),
        "words": _without_year_word(cell["text"]),
        "spread": _spread(cell["words"]),
        **_date_parts(cell),
        "value": f'IF(ISNUMBER({typed}),{serial},IFERROR(IF({real},{made},""),""))',
        "state": _state(cell, words[0]),
    }


_KINDS: dict[FieldType, Callable[[str, Cell, tuple[str, str]], dict[str, str]]] = {
    FieldType.TEXT: _text,
    FieldType.INTEGER: _integer,
    FieldType.DATE: _date,
    FieldType.CHOICE: _choice,
}


def _state(cell: Cell, excuses: str) -> str:
    """Return the state of a number or a day: beside them «не применимо» may stand."""
    text = cell["text"]
    unconcerned = f'SUMPRODUCT(({excuses}={text})+({excuses}&"."={text}))>0'
    misread = f"IF({unconcerned},{NOT_CONCERNED},{MISREAD})"
    return f'IF({text}="",{BLANK},IF(ISNUMBER({cell["value"]}),{GIVEN},{misread}))'


# --- text -------------------------------------------------------------------------------------------------------


def _told(expression: str) -> str:
    """Give an error that was typed or pasted as a text that means nothing."""
    return f'IFERROR({expression},"#")'


def _trimmed(expression: str) -> str:
    return f"TRIM({_replaced(expression, _SPACES, [_BLANK] * len(_SPACES))})"


def _folded(expression: str) -> str:
    """Fold white space, case, ё and Latin look-alikes, as `fold_words` does."""
    return _replaced(f"LOWER({_trimmed(expression)})", ['"ё"', *_LETTERS], ['"е"', *_LOOK_ALIKE])


def _replaced(expression: str, old: list[str], new: list[str]) -> str:
    for was, becomes in zip(old, new, strict=True):
        expression = f"SUBSTITUTE({expression},{was},{becomes})"
    return expression


# --- days that were left as text --------------------------------------------------------------------------------


def _without_year_word(text: str) -> str:
    """«5» октября 2024 года → 5 октября 2024; the end is marked, as «г» stands in «августа» too."""
    bare = _replaced(f'{text}&"#"', ['"года#"', '"г.#"', '"г#"', '"#"', '"«"', '"»"', '""""'], ['""'] * 7)
    return f"TRIM({bare})"


def _spread(words: str) -> str:
    """Set the parts of a day apart; a day in digits has no blanks, only points, strokes or hyphens."""
    digits = _replaced(words, ['"."', '"/"', '"-"'], [_BLANK] * 3)
    return f'SUBSTITUTE(IF(ISNUMBER(FIND(" ",{words})),{words},{digits})," ",REPT(" ",{_CELL}))'


def _date_parts(cell: Cell) -> dict[str, str]:
    spread, words = cell["spread"], cell["words"]
    first, second, third = (f"TRIM(MID({spread},{1 + _CELL * part},{_CELL}))" for part in range(3))
    rest = f'TRIM(MID({spread},{1 + 3 * _CELL},99))<>""'
    iso = f"LEN({first})=4"
    may = _replaced(second, ['"мая"', '"мае"'], ['"май"'] * 2)
    named = f"(FIND(LEFT({may},3),{_MONTHS})+2)/3"
    year = f"IF({iso},{first},{third})"
    return {
        "day": f"IFERROR(VALUE(IF({iso},{third},{first})),0)",
        "month": f'IFERROR(IF(ISNUMBER(FIND(" ",{words})),{named},VALUE({second})),0)',
        "year": f"IF({rest},0,IFERROR(VALUE({year})+IF(LEN({year})=2,2000,0),0))",
    }
