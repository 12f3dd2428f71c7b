"""Numbers and bullets of Word's automatic lists, put into the text where people see them (ECMA-376 part 1, 17.9).

A number that Word counts stands nowhere in the paragraph. Here the lists are counted once, front to back, and each
label becomes a run of its paragraph; the reader then needs to know nothing of lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from roadmapdocs.readers.counting import COUNTS, MOST_LEVELS, bullet_sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmapdocs.readers.package import Package

__all__ = ["label_lists"]

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": COUNTS["1"],
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": COUNTS["I"],
    "lowerRoman": COUNTS["i"],
    "upperLetter": COUNTS["A"],
    "lowerLetter": COUNTS["a"],
    "russianUpper": COUNTS["А"],
    "russianLower": COUNTS["а"],
    "none": COUNTS[""],
}
_LONG = 6


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A numbered list: its definition, and the levels that this use of it begins anew."""

    definition: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass
class _Lists:
    name: Callable[[str], str]
    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    # --- definitions ---

    def read_numbering(self, root: Element) -> None:
        name = self.name
        definitions = {
            abstract.get(name("abstractNumId"), ""): self._levels(abstract)
            for abstract in root.iter(name("abstractNum"))
        }
        for num in root.iter(name("num")):
            definition = self._value(num, "abstractNumId")
            levels, restarts = dict(definitions.get(definition, {})), {}
            for override in num.iter(name("lvlOverride")):
                level = _number(override.get(name("ilvl")), 0)
                levels |= self._levels(override)
                if (start := self._value(override, "startOverride")) != "":
                    restarts[level] = _number(start, 1)
            self.lists[num.get(name("numId"), "")] = _List(definition, levels, restarts)

    def _levels(self, parent: Element) -> dict[int, _Level]:
        return {
            _number(level.get(self.name("ilvl")), 0): _Level(
                self._value(level, "numFmt") or "decimal",
                self._value(level, "lvlText"),
                _number(self._value(level, "start"), 0 if level.find(self.name("start")) is None else 1),
                level.find(self.name("isLgl")) is not None,
            )
            for level in parent.iterchildren(self.name("lvl"))
        }

    def read_styles(self, root: Element) -> None:
        parents: dict[str, str] = {}
        stated: dict[str, tuple[str | None, int | None]] = {}
        for style in root.iter(self.name("style")):
            identifier = style.get(self.name("styleId"), "")
            parents[identifier] = self._value(style, "basedOn")
            properties = style.find(f"{self.name('pPr')}/{self.name('numPr')}")
            stated[identifier] = (None, None) if properties is None else self._stated(properties)
        for identifier in stated:
            number, level = self._inherited(identifier, stated, parents)
            if number:
                self.styles[identifier] = (number, level)

    def _inherited(
        self, identifier: str, stated: dict[str, tuple[str | None, int | None]], parents: dict[str, str]
    ) -> tuple[str, int]:
        number, level = None, None
        for _ in range(MOST_LEVELS):
            own_number, own_level = stated.get(identifier, (None, None))
            number, level = number if number is not None else own_number, level if level is not None else own_level
            identifier = parents.get(identifier, "")
        return number or "", level or 0

    def _stated(self, properties: Element) -> tuple[str | None, int | None]:
        number, level = properties.find(self.name("numId")), properties.find(self.name("ilvl"))
        return (
            None if number is None else number.get(self.name("val"), ""),
            None if level is None else _number(level.get(self.name("val")), 0),
        )

    def _value(self, parent: Element, local: str) -> str:
        found = parent.find(self.name(local))
        return "" if found is None else found.get(self.name("val"), "")

    # --- counting ---

    def label(self, properties: Element) -> str:
        """Return the label of the paragraph with these properties, «» if it has none."""
        own = properties.find(self.name("numPr"))
        number, level = self.styles.get(self._value(properties, "pStyle"), ("", 0))
        if own is not None:
            own_number, own_level = self._stated(own)
            number = number if own_number is None else own_number
            level = level if own_level is None else own_level
        if number in ("", "0") or number not in self.lists:
            return ""
        return self._counted(number, self.lists[number], min(level, MOST_LEVELS - 1))

    def _counted(self, number: str, used: _List, depth: int) -> str:
        level = used.levels.get(depth, _Level("none"))
        counters = self.counters.setdefault(used.definition, [None] * MOST_LEVELS)
        if depth in used.restarts and (number, depth) not in self.begun:
            counters[depth] = used.restarts[depth] - 1
        self.begun.add((number, depth))
        before = counters[depth]
        counters[depth] = level.start if before is None else before + 1
        for above in range(depth):
            if counters[above] is None:
                counters[above] = used.levels.get(above, _Level()).start
        for below in range(depth + 1, MOST_LEVELS):
            counters[below] = None
        if level.form == "bullet":
            return bullet_sign(level.text)

        def counted(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = "decimal" if level.legal else used.levels.get(place, _Level()).form
            return _FORMATS.get(form, str)(counters[place] or 0)

        return re.sub(r"%([1-9])", counted, level.text).strip()


def _number(value: str | None, otherwise: int) -> int:
    """Read a small number that comes from the file."""
    known = value is not None and value.isascii() and value.isdigit() and len(value) < _LONG
    return int(value or 0) if known else otherwise


def label_lists(package: Package, main: str, root: Element, namespace: str) -> None:
    """Put into each paragraph of `root` that belongs to an automatic list its number or bullet, and a blank."""
    lists = _Lists(lambda local: f"{{{namespace}}}{local}")
    for part in package.related_by_type(main, "numbering"):
        lists.read_numbering(package.xml(part))
    if not lists.lists:
        return
    for part in package.related_by_type(main, "styles"):
        lists.read_styles(package.xml(part))
    name = lists.name
    for properties in list(root.iter(name("pPr"))):
        paragraph = properties.getparent()
        if paragraph is not None and paragraph.tag == name("p") and (label := lists.label(properties)):
            run = etree.Element(name("r"))
            etree.SubElement(run, name("t")).text = f"{label} "
            properties.addnext(run)
