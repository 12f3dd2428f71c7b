"""What the columns of a roster are: headings in any order, Russian or English, in whatever words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmapdocs.roster.rows import Line

__all__ = ["USUAL", "columns_of", "find_heading"]

_PATTERNS: dict[str, tuple[str, ...]] = {
    "code": (r"^code$", r"^код", r"^(№|n|no|номер)\W*(п\W*п|оо|оу|школы)?\W*$"),
    "email": (
        r"^e-?mail$",
        r"([eе]-?[mм][aа]il|[еи]-?мейл|эл\w*\W*(почт|адрес)|почты\b|^почта)",
    ),
    "full_name": (r"^full_name$", r"полн\w*\s+(назв|наим)|(назв|наим)\w*\W+полн|по уставу"),
    "staff": (r"^staff$", r"пед\w*\W*(работ|состав|кадр)|педагог|педработ"),
    "teachers": (r"^teachers$", r"учител"),
    "head": (r"^head$", r"руковод|директор|заведующ|начальник"),
    "cluster": (r"^cluster$", r"кластер", r"групп|категори"),
    "municipality": (r"^municipality$", r"муниц|район|округ|^(мо|город)$"),
    "short_name": (
        r"^(short_name|school|name)$",
        r"(кратк|сокращ)\w*\W+(назв|наим)|(назв|наим)\w*\W+(кратк|сокращ)",
        r"^(школа|оо|оу|название|наименование)$",
        r"назв|наим|школ|организац|учрежден",
    ),
}
"""A column of the model → what its heading may say, the surest first; a heading is claimed from the top down."""

USUAL = {
    "code": "Код",
    "short_name": "Школа",
    "full_name": "Полное название",
    "head": "Руководитель",
    "email": "Почта",
    "staff": "Педагогических работников",
    "teachers": "Учителей",
    "cluster": "Кластер",
    "municipality": "Муниципалитет",
}
"""A column of the model → the heading we would give it."""

_SEARCHED = 15
"""Lines that may stand above the headings: a title, an empty line."""


def find_heading(lines: Sequence[Line]) -> tuple[int, Mapping[str, int]] | None:
    """Return the place of the line of headings with its columns; None if no line has a column of names.

    The line with most known headings wins, the upper one of two.
    """
    found = [(place, columns_of(line.cells)) for place, line in enumerate(lines[:_SEARCHED])]
    named = [(place, columns) for place, columns in found if "short_name" in columns]
    return max(named, key=lambda each: (len(each[1]), -each[0]), default=None)


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Return which column of the model stands where; a full name serves where there is no short one."""
    columns: dict[str, int] = {}
    for name, patterns in _PATTERNS.items():
        for pattern in patterns:
            places = [place for place, text in enumerate(headings) if _says(text, pattern)]
            if free := [place for place in places if place not in columns.values()]:
                columns.setdefault(name, free[0])
    if "short_name" not in columns and "full_name" in columns:
        columns["short_name"] = columns["full_name"]
    return columns


def _says(heading: str, pattern: str) -> bool:
    """Look at the heading as it is and with its look-alike letters folded: «Koд» is «код»."""
    plain = " ".join(heading.replace("\ufeff", "").lower().replace("ё", "е").split()).strip(" .:*")
    return len(plain) < 80 and any(re.search(pattern, text) is not None for text in (plain, fold_words(heading)))  # noqa: PLR2004 - a sentence is no heading
