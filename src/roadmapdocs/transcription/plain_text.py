"""Plain text that a program took out of a document → lines and tables, with the damage of the taking undone.

A row of a table is a line whose cells are divided by tabs, or by «|» as in Markdown. Marks of HTML and Markdown go;
items of a list that ran together on one line get lines of their own again.
"""

from __future__ import annotations

import re

from roadmapdocs.readers.blocks import Cell
from roadmapdocs.russian.folding import fold_space
from roadmapdocs.transcription.paper import Item, Paper, Table, clean, line_of

__all__ = ["cells_of_line", "listed", "paper_of_text"]

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_LIST = re.compile(r"<(?:ul|ol|li)\b", re.IGNORECASE)
_RULER = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_ITEMS = re.compile(r"(?<=[:;.,»]) (?=[-–—•] )")


_ENDING = (
    "е|й|ы|ь|ю|я|ых|ый|ий|ая|яя|ое|ие|ые|ого|ому|ою|ть|ся|ться|ный|ная|ное|ные|ных|ного|ному|ным|ной|ния|ние|нию|нием|ний|"
    "ции|ция|цию|ций|ость|ости|остью|ский|ская|ской|ского|ских|альный|ельный|тельный|тельных|ческий|ческих|ческой"
)
_CUT = re.compile(rf"(?<=[а-яё][а-яё][а-яё][а-яё]) (?=(?:{_ENDING})(?![а-яё-]))")


def listed(text: str) -> str:
    """Mend a cell of a PDF: give the items of a list lines of their own, join words that a narrow column cut.

    An ending that is no word by itself («профессиональн ых») belongs to the word before it.
    """
    return _ITEMS.sub("\n", _CUT.sub("", fold_space(text)))


def _mended(raw: str) -> str:
    """Strip the tags of a whole cell; where they speak of a list, divide it into its items."""
    text = fold_space(_TAG.sub(" ", raw))
    if not _LIST.search(raw):
        return text
    intro, *items = re.split(r" (?=[-–—•] )", text)
    lines = [intro]
    for item in items:
        if item.endswith(":") and "; " in item:  # a heading ran into the item before it
            before, _, heading = item.rpartition("; ")
            lines += [f"{before};", heading]
        else:
            lines.append(item)
    return "\n".join(line for line in lines if line)


def paper_of_text(text: str) -> Paper:
    """Read a text; lines of cells one under another are a table, blank lines between them are its page breaks."""
    items: list[Item] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        place = f"строка {number}"
        cells = cells_of_line(raw)
        if cells is not None:
            table = (
                items[-1]
                if items and isinstance(items[-1], Table)
                else Table([], place, _mended, ragged=True, typed=True)
            )
            if not items or items[-1] is not table:
                items.append(table)
            row = [Cell(clean(cell), column, place) for column, cell in enumerate(cells)]
            table.rows += [row] if row else []
        elif raw.strip():
            line = line_of(clean(_TAG.sub(" ", raw).replace("**", "")), place)
            items += [line] if line.text else []
    return Paper(items)


def cells_of_line(raw: str) -> list[str] | None:
    """Return the cells of a line of a table; none for the ruler under its captions; None for other lines."""
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:  # noqa: PLR2004
        return [] if _RULER.fullmatch(stripped) else [cell.strip() for cell in stripped[1:-1].split("|")]
    return raw.split("\t") if raw.count("\t") > 1 else None
