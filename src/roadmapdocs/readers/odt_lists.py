"""Numbers and bullets of OpenDocument's lists, put into the text where people see them (ODF 1.3 part 3, 5.3 and 16.30).

As with Word's lists, the number stands nowhere in the paragraph: lists are counted once, front to back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.readers.counting import COUNTS, MOST_LEVELS, bullet_sign
from roadmapdocs.readers.odf_text import LOEXT, PARAGRAPH, STYLE, TEXT, Element

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["label_lists"]

_LIST, _ITEM, _HEADER, _LIST_STYLE = (f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "list-style"))
_LEVELS = (f"{TEXT}list-level-style-number", f"{TEXT}list-level-style-bullet")
_HEADING = f"{TEXT}h"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LONG = 6


@dataclass(slots=True)
class _Level:
    bullet: str = ""
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""


Levels = dict[int, _Level]


@dataclass
class _Counting:
    styles: dict[str, Levels]
    kept: dict[str, list[int | None]] = field(default_factory=dict)
    last: dict[str, list[int | None]] = field(default_factory=dict)

    def walk(self, element: Element) -> None:
        """Label the lists under an element; XML that was parsed is at most 256 deep."""
        for child in element:
            if child.tag == _LIST:
                self._list(child, "", 0, self._counters(child))
            else:
                self.walk(child)

    def _counters(self, element: Element) -> list[int | None]:
        style = element.get(f"{TEXT}style-name", "")
        counters: list[int | None] = [None] * MOST_LEVELS
        if (earlier := element.get(f"{TEXT}continue-list", "")) in self.kept:
            counters = self.kept[earlier]
        elif element.get(f"{TEXT}continue-numbering") == "true" and style in self.last:
            counters = self.last[style]
        self.kept[element.get(_XML_ID, "")] = self.last[style] = counters
        return counters

    def _list(self, element: Element, style: str, depth: int, counters: list[int | None]) -> None:
        style = element.get(f"{TEXT}style-name", "") or style
        for item in element:
            if item.tag not in (_ITEM, _HEADER):
                continue
            first = item.tag == _ITEM
            for child in item:
                if child.tag == _LIST:
                    self._list(child, style, depth + 1, counters)
                elif child.tag in (PARAGRAPH, _HEADING):
                    if first:
                        self._label(child, item, self.styles.get(style, {}), min(depth, MOST_LEVELS - 1), counters)
                    first = False

    def _label(self, paragraph: Element, item: Element, levels: Levels, depth: int, counters: list[int | None]) -> None:
        level = levels.get(depth, _Level())
        if level.bullet:
            label = level.bullet
        else:
            before, stated = counters[depth], item.get(f"{TEXT}start-value")
            counters[depth] = level.start if before is None else before + 1
            if stated is not None:
                counters[depth] = _number(stated, 1)
            for below in range(depth + 1, MOST_LEVELS):
                counters[below] = None
            label = _number_label(level, levels, depth, counters)
        if label:
            paragraph.text = f"{label} {paragraph.text or ''}"


def _number_label(level: _Level, levels: Levels, depth: int, counters: list[int | None]) -> str:
    def shown(place: int) -> str:
        number = counters[place]
        number = levels.get(place, _Level()).start if number is None else number
        return COUNTS.get(levels.get(place, _Level(form="1")).form, str)(number)

    if level.pattern:
        return re.sub(r"%([1-9]|10)%", lambda match: shown(int(match[1]) - 1), level.pattern).strip()
    if not level.form:
        return ""
    places = range(max(depth + 1 - level.shown, 0), depth + 1)
    return f"{level.prefix}{'.'.join(shown(place) for place in places)}{level.suffix}".strip()


def _number(value: str | None, otherwise: int) -> int:
    known = value is not None and value.isascii() and value.isdigit() and len(value) < _LONG
    return int(value or 0) if known else otherwise


def _styles_of(parts: Iterable[Element]) -> dict[str, Levels]:
    found: dict[str, Levels] = {}
    for part in parts:
        for style in part.iter(_LIST_STYLE):
            found[style.get(f"{STYLE}name", "")] = {
                _number(level.get(f"{TEXT}level"), 1) - 1: _level(level) for level in style.iterchildren(*_LEVELS)
            }
    return found


def _level(element: Element) -> _Level:
    if element.tag == _LEVELS[1]:
        return _Level(bullet=bullet_sign(element.get(f"{TEXT}bullet-char", "")))
    return _Level(
        form=element.get(f"{STYLE}num-format", "").partition(",")[0],
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=_number(element.get(f"{TEXT}display-levels"), 1),
        start=_number(element.get(f"{TEXT}start-value"), 1),
        pattern=element.get(f"{LOEXT}num-list-format", ""),
    )


def label_lists(body: Element, parts: Iterable[Element]) -> None:
    """Put into each paragraph of `body` that is the first of a list's item its number or bullet, and a blank.

    `parts` are those that define list styles.
    """
    styles = _styles_of(parts)
    if styles:
        _Counting(styles).walk(body)
