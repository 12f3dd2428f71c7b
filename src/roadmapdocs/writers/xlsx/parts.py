"""Parts of a workbook as it should leave us: what openpyxl orders or names otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from zipfile import ZipFile

from lxml import etree
from openpyxl.packaging.core import DocumentProperties

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["core_properties", "saved_parts", "with_fonts_in_order"]

_FONT_ORDER = ("b", "i", "strike", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset")


def saved_parts(book: Workbook) -> dict[str, bytes]:
    """Return the parts of a workbook by name, its fonts in order."""
    saved = BytesIO()
    book.save(saved)
    with ZipFile(saved) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/styles.xml"] = with_fonts_in_order(parts["xl/styles.xml"])
    return parts


def with_fonts_in_order(styles: bytes) -> bytes:
    """Put the properties of fonts in the order that Microsoft's own checker wants; openpyxl has another."""
    root = etree.fromstring(styles)
    for font in root.iterfind("{*}fonts/{*}font"):
        known = [child for child in font if etree.QName(child).localname in _FONT_ORDER]
        font[:] = sorted(known, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def core_properties(title: str, day: date, key: str = "") -> bytes:
    """Return core properties that name no person and no program; `key`, if any, is subject and keywords."""
    moment = datetime.combine(day, time(), UTC).replace(tzinfo=None)
    properties = DocumentProperties(
        creator=None,
        title=title,
        subject=key or None,
        keywords=key or None,
        language="ru-RU",
        created=moment,
        modified=moment,
    )
    return etree.tostring(cast("Any", properties.to_tree()), encoding="UTF-8", standalone=True)
