"""Types answers into produced files, as files: cells are found by row code and caption, values written as raw XML.

It plays the schools, so it knows nothing of forms and imports no writer: what it finds is what a person sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

__all__ = ["type_into"]

Typed = Mapping[tuple[str, str], str]
"""(row code, column caption) → what is typed there."""

Element = etree._Element  # noqa: SLF001 - lxml's name for what it returns everywhere

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def type_into(content: bytes, typed: Typed) -> bytes:
    """Return the file with the answers typed in, always the same bytes.

    Raises `KeyError` naming a cell that is not there.
    """
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if "word/document.xml" in parts:
        parts["word/document.xml"] = _type_into_document(parts["word/document.xml"], typed)
    else:
        sheet = "xl/worksheets/sheet1.xml"
        parts[sheet] = _type_into_sheet(parts[sheet], _shared_strings(parts), typed)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return written.getvalue()


def _check_all_typed(typed: Typed, done: set[tuple[str, str]]) -> None:
    if left := sorted(set(typed) - done):
        raise KeyError(f"no such cells: {left}")


# --- text documents -------------------------------------------------------------------------------------------------


def _type_into_document(content: bytes, typed: Typed) -> bytes:
    root = etree.fromstring(content)
    done: set[tuple[str, str]] = set()
    for table in root.iter(f"{_WORD}tbl"):
        captions: list[str] = []
        for row in table.iter(f"{_WORD}tr"):
            cells = row.findall(f"{_WORD}tc")
            texts = ["".join(cell.itertext(f"{_WORD}t")) for cell in cells]
            captions = captions or texts
            for caption, cell in zip(captions, cells, strict=False):
                if (texts[0], caption) in typed:
                    _type_into_cell(cell, typed[texts[0], caption])
                    done.add((texts[0], caption))
    _check_all_typed(typed, done)
    return _serialised(root)


def _type_into_cell(cell: Element, text: str) -> None:
    """Replace what a control shows, as an office program does; without one, write into the cell's paragraph."""
    control = next(cell.iter(f"{_WORD}sdt"), None)
    if control is None:
        target = next(cell.iter(f"{_WORD}p"))
    else:
        for flag in control.iter(f"{_WORD}showingPlcHdr"):
            parent = flag.getparent()
            assert parent is not None
            parent.remove(flag)
        target = next(control.iter(f"{_WORD}sdtContent"))
    for run in target.findall(f"{_WORD}r"):
        target.remove(run)
    run = etree.SubElement(target, f"{_WORD}r")
    for index, line in enumerate(text.split("\n")):
        if index:
            etree.SubElement(run, f"{_WORD}br")
        written = etree.SubElement(run, f"{_WORD}t")
        written.text = line
        written.set(_SPACE, "preserve")


# --- workbooks ------------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_NUMBER = re.compile(r"\d{1,9}")


def _shared_strings(parts: Mapping[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    root = etree.fromstring(parts["xl/sharedStrings.xml"])
    return ["".join(item.itertext(f"{_SHEET}t")) for item in root.iter(f"{_SHEET}si")]


def _type_into_sheet(content: bytes, strings: list[str], typed: Typed) -> bytes:
    root = etree.fromstring(content)
    done: set[tuple[str, str]] = set()
    captions: dict[str, str] = {}
    code_column = ""
    for row in root.iter(f"{_SHEET}row"):
        cells = dict(_cells(row, strings))
        if "Код" in (text for _, text in cells.values()):
            captions = {column: text for column, (_, text) in cells.items() if text}
            code_column = next(column for column, text in captions.items() if text == "Код")
        elif code_column in cells:
            code = cells[code_column][1]
            for column, caption in captions.items():
                if (code, caption) in typed:
                    _set_value(cells[column][0], typed[code, caption])
                    done.add((code, caption))
    _check_all_typed(typed, done)
    return _serialised(root)


def _cells(row: Element, strings: list[str]) -> Iterator[tuple[str, tuple[Element, str]]]:
    for cell in row.iter(f"{_SHEET}c"):
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        assert match is not None
        text = "".join(cell.itertext(f"{_SHEET}t"))
        if cell.get("t") == "s":
            text = strings[int(cell.findtext(f"{_SHEET}v") or 0)]
        yield match[1], (cell, text)


def _set_value(cell: Element, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if _NUMBER.fullmatch(text):
        etree.SubElement(cell, f"{_SHEET}v").text = text
        return
    cell.set("t", "inlineStr")
    written = etree.SubElement(etree.SubElement(cell, f"{_SHEET}is"), f"{_SHEET}t")
    written.text = text
    written.set(_SPACE, "preserve")


def _serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
