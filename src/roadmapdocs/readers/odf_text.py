"""The text of OpenDocument paragraphs, as people see it (ODF 1.3 part 3, 6 and 7).

What is not visible text (deletions, notes, annotations, hidden passages) is walked round, drawings are read apart.
Nothing is taken out of the tree: what lxml needs for moving a large piece grows with the square of its size.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "CONTROL",
    "DRAW",
    "FORM",
    "LOEXT",
    "OFFICE",
    "PARAGRAPH",
    "STYLE",
    "TABLE",
    "TABLE_ELEMENT",
    "TEXT",
    "Element",
    "Styles",
    "VisibleText",
    "hidden_styles",
]

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere

OFFICE, TEXT, TABLE, STYLE, DRAW, FORM = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "text", "table", "style", "drawing", "form")
)
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
PARAGRAPH, CONTROL, TABLE_ELEMENT = f"{TEXT}p", f"{DRAW}control", f"{TABLE}table"

Styles = frozenset[tuple[str, str]]
"""Styles as (family, name)."""

MOST_BLANKS = 100_000
"""Blanks that the counts of one file may ask for."""

_PARAGRAPHS = frozenset((PARAGRAPH, f"{TEXT}h"))
_BLANKS, _SPAN, _SECTION = (f"{TEXT}{name}" for name in ("s", "span", "section"))
_HIDDEN_TEXT, _HIDDEN_PARAGRAPH = f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"
_STYLE_NAME, _COUNT, _DISPLAY, _IS_HIDDEN = (f"{TEXT}{name}" for name in ("style-name", "c", "display", "is-hidden"))
_UNSEEN = frozenset(
    (
        *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "script", "number")),
        f"{OFFICE}annotation",
        f"{OFFICE}forms",
    )
)

_PLAIN = frozenset(
    (
        *(f"{TEXT}{name}" for name in ("bookmark", "bookmark-start", "bookmark-end", "text-input", "soft-page-break")),
        f"{LOEXT}content-control",
    )
)
"""What stands in forms at every turn and shows what it holds."""

_BLANK_SIGN, _TAB_SIGN, _BREAK_SIGN = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for a blank, a tab and a break that are elements, and so do not collapse; Unicode keeps them off all texts."""

_SIGNS = {f"{TEXT}tab": _TAB_SIGN, f"{TEXT}line-break": _BREAK_SIGN}
_SHOWN = str.maketrans({_BLANK_SIGN: " ", _TAB_SIGN: "\t", _BREAK_SIGN: "\n"})
_COLLAPSING = re.compile("[ \t\r\n]+")
_LONG = 9


class VisibleText:
    """Reads text. `controls` are the texts of form controls by id, `unseen` further elements to leave out."""

    def __init__(
        self, hidden: Styles, *, controls: Mapping[str, str] | None = None, unseen: frozenset[str] = frozenset()
    ) -> None:
        self._hidden, self._controls, self._unseen = hidden, controls or {}, _UNSEEN | unseen
        self._plain = _PLAIN if hidden else _PLAIN | {_SPAN}
        self._blanks_left = MOST_BLANKS

    # --- which paragraphs ---

    def blocks(self, part: Element, *, into_tables: bool = False) -> Iterator[Element]:
        """Yield the paragraphs and tables of a part, whatever they are wrapped in; what is drawn is left out."""
        stack = list(reversed(part))
        while stack:
            element = stack.pop()
            if element.tag in _PARAGRAPHS or (element.tag == TABLE_ELEMENT and not into_tables):
                yield element
            elif not self._is_unseen(element):
                stack.extend(reversed(element))

    def drawn(self, part: Element) -> Iterator[list[str]]:
        """Yield the paragraphs of each text box and shape that has any; they float on the page."""
        for shape in part.iter(f"{DRAW}*"):
            if not any(map(self._is_unseen, shape.iterancestors(*_UNSEEN, _SECTION))) and (
                shown := list(self.texts(shape))
            ):
                yield shown

    def texts(self, part: Element) -> Iterator[str]:
        """Yield the texts of the paragraphs of a part, those in tables too, blank ones left out."""
        for paragraph in self.blocks(part, into_tables=True):
            text = self.of(paragraph)
            if text and not text.isspace():
                yield text

    def lines(self, cell: Element) -> str:
        """Return the paragraphs of a cell as lines; tables in it are not its text."""
        if len(cell) == 1 and cell[0].tag == PARAGRAPH:  # nearly all are so
            return self.of(cell[0]) or ""
        shown = (self.of(block) for block in self.blocks(cell) if block.tag != TABLE_ELEMENT)
        return "\n".join(text for text in shown if text is not None)

    # --- one paragraph ---

    def of(self, paragraph: Element) -> str | None:
        """Return the text of a paragraph, its white space collapsed (6.1.2); None if it is hidden.

        One blank at the end is kept, as LibreOffice keeps it, which writes a typed blank so.
        """
        if self._hidden and ("paragraph", paragraph.get(_STYLE_NAME, "")) in self._hidden:
            return None
        text = paragraph.text or ""
        if len(paragraph):
            pieces: list[str] = []
            if not self._gather(paragraph, pieces):
                return None
            text = "".join(pieces)
        if text.isprintable() and "  " not in text:  # nearly all are so
            return text.lstrip(" ")
        return _COLLAPSING.sub(" ", text).lstrip(" ").translate(_SHOWN)

    def _gather(self, element: Element, pieces: list[str]) -> bool:
        """Collect the text under an element; say whether its paragraph is seen. Parsed XML is at most 256 deep."""
        seen = True
        if element.text:
            pieces.append(element.text)
        for child in element:
            if child.tag in self._plain:  # nearly all are so
                if len(child):
                    seen = self._gather(child, pieces) and seen
                elif child.text:
                    pieces.append(child.text)
            elif (special := self._special(child)) is not None:
                pieces.append(special)
            elif child.tag == _HIDDEN_PARAGRAPH:
                seen = seen and child.get(_IS_HIDDEN) != "true"
            elif not self._is_unseen(child):
                seen = self._gather(child, pieces) and seen
            if child.tail:
                pieces.append(child.tail)
        return seen

    def _special(self, element: Element) -> str | None:
        """Return what an element shows that has no text of its own; None for any other element."""
        tag = str(element.tag)
        if tag == _BLANKS:
            number = min(_number(element.get(_COUNT)), max(self._blanks_left, 1))
            self._blanks_left -= number
            return _BLANK_SIGN * number
        if tag == CONTROL:
            return self._controls.get(element.get(CONTROL, ""), "")
        return _SIGNS.get(tag)

    def _is_unseen(self, element: Element) -> bool:
        """Say whether an element, with all that it holds, is no text of the place where it stands."""
        tag = str(element.tag)
        if tag in (_SECTION, _HIDDEN_TEXT):
            return element.get(_IS_HIDDEN) == "true" or element.get(_DISPLAY) == "none"
        if tag == _SPAN:
            return ("text", element.get(_STYLE_NAME, "")) in self._hidden
        return tag in self._unseen or tag.startswith(DRAW)


def _number(stated: str | None) -> int:
    known = stated is not None and stated.isascii() and stated.isdigit()
    return 1 if not known else MOST_BLANKS if len(stated or "") >= _LONG else max(int(stated or 1), 1)


# --- styles -----------------------------------------------------------------------------------------------------


def hidden_styles(*roots: Element) -> Styles:
    """Return the styles of text and paragraphs that hide it, by themselves or by a style they are made from."""
    stated: dict[tuple[str, str], str] = {}
    parents: dict[tuple[str, str], str] = {}
    for root in roots:
        for properties in root.iter(f"{STYLE}text-properties"):
            style = properties.getparent()
            if style is not None and (display := properties.get(_DISPLAY)):
                stated[_named(style)] = display
    if "none" not in stated.values():
        return frozenset()
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            parents[_named(style)] = style.get(f"{STYLE}parent-style-name", "")
    return frozenset(style for style in parents if _hides(style, stated, parents))


def _named(style: Element) -> tuple[str, str]:
    return style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")


def _hides(
    style: tuple[str, str], stated: Mapping[tuple[str, str], str], parents: Mapping[tuple[str, str], str]
) -> bool:
    for _ in range(10):
        if style in stated or style not in parents:
            break
        style = (style[0], parents[style])
    return stated.get(style) == "none"
