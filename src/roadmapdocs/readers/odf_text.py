"""The text of OpenDocument paragraphs, as people see it (ODF 1.3 part 3, 6 and 7).

A part is prepared once: what is not visible text (deletions, notes, annotations, hidden passages) is emptied, blanks
and breaks get their characters, text boxes are taken out. What is left of a paragraph is its text.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "CONTROL",
    "DRAW",
    "FORM",
    "HEADING",
    "LOEXT",
    "OFFICE",
    "PARAGRAPH",
    "STYLE",
    "TABLE",
    "TEXT",
    "Element",
    "Styles",
    "hidden_styles",
    "paragraph_text",
    "paragraphs",
    "prepare",
]

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere

OFFICE, TEXT, TABLE, STYLE, DRAW, FORM = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}"
    for name in ("office", "text", "table", "style", "drawing", "form")
)
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
PARAGRAPH, HEADING, CONTROL = f"{TEXT}p", f"{TEXT}h", f"{DRAW}control"

Styles = frozenset[tuple[str, str]]
"""Styles as (family, name)."""

MOST_BLANKS = 100_000
"""Blanks that the counts of one part may ask for."""

_BLANKS, _TAB, _BREAK, _SPAN, _SECTION = (f"{TEXT}{name}" for name in ("s", "tab", "line-break", "span", "section"))
_HIDDEN_TEXT, _HIDDEN_PARAGRAPH = f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"
_STYLE_NAME, _COUNT, _DISPLAY, _IS_HIDDEN = (f"{TEXT}{name}" for name in ("style-name", "c", "display", "is-hidden"))
_UNSEEN = (
    *(f"{TEXT}{name}" for name in ("tracked-changes", "note", "ruby-text", "script", "number")),
    f"{OFFICE}annotation",
)

_BLANK_SIGN, _TAB_SIGN, _BREAK_SIGN = "\ufdd0", "\ufdd1", "\ufdd2"
"""Stand for a blank, a tab and a break that are elements, and so do not collapse; Unicode keeps them off all texts."""

_SHOWN = str.maketrans({_BLANK_SIGN: " ", _TAB_SIGN: "\t", _BREAK_SIGN: "\n"})
_COLLAPSING = re.compile("[ \t\r\n]+")
_LONG = 9


# --- a paragraph ------------------------------------------------------------------------------------------------


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a prepared paragraph, its white space collapsed (6.1.2).

    One blank at the end is kept, as LibreOffice keeps it, which writes a typed blank so.
    """
    text = "".join(paragraph.itertext()) if len(paragraph) else paragraph.text or ""
    if text.isprintable() and "  " not in text:  # nearly all are so
        return text.lstrip(" ")
    return _COLLAPSING.sub(" ", text).lstrip(" ").translate(_SHOWN)


def paragraphs(part: Element) -> Iterator[Element]:
    """Yield the paragraphs and headings of a part, whatever they are wrapped in."""
    return part.iter(PARAGRAPH, HEADING)


# --- a part -----------------------------------------------------------------------------------------------------


def prepare(root: Element, hidden: Styles, controls: Mapping[str, str]) -> list[Element]:
    """Leave visible text only in a part; take out and return its text boxes, which float on the page.

    `controls` are the texts of form controls by id.
    """
    _hide(root, hidden)
    left = MOST_BLANKS
    for element in list(root.iter(_BLANKS, _TAB, _BREAK, CONTROL)):
        if element.tag == _BLANKS:
            number = min(_number(element.get(_COUNT)), max(left, 1))
            left -= number
            element.text = _BLANK_SIGN * number
        elif element.tag == CONTROL:
            element[:] = []
            element.text = controls.get(element.get(CONTROL, ""))
        else:
            element.text = _TAB_SIGN if element.tag == _TAB else _BREAK_SIGN
    return _take_boxes(root)


def _hide(root: Element, hidden: Styles) -> None:
    gone: set[Element] = set()  # paragraphs
    for element in list(root.iter(*_UNSEEN, _HIDDEN_TEXT, _HIDDEN_PARAGRAPH, _SECTION)):
        if element.tag == _HIDDEN_PARAGRAPH:
            if element.get(_IS_HIDDEN) == "true":
                gone.update(islice(element.iterancestors(PARAGRAPH, HEADING), 1))
        elif element.tag in _UNSEEN or element.get(_IS_HIDDEN) == "true" or element.get(_DISPLAY) == "none":
            element.clear(keep_tail=True)
    if hidden:
        for element in list(root.iter(PARAGRAPH, HEADING, _SPAN)):
            name = element.get(_STYLE_NAME, "")
            if element.tag == _SPAN and ("text", name) in hidden:
                element.clear(keep_tail=True)
            elif element.tag != _SPAN and ("paragraph", name) in hidden:
                gone.add(element)
    for paragraph in gone:
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)


def _take_boxes(root: Element) -> list[Element]:
    boxes = []
    for shape in reversed(list(root.iter(f"{DRAW}*"))):
        if shape.tag != CONTROL and len(shape):
            box = etree.Element(shape.tag)
            box.extend(list(shape))
            shape.clear(keep_tail=True)
            if next(paragraphs(box), None) is not None:
                boxes.append(box)
    boxes.reverse()
    return boxes


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
