"""A bar of a chart as a PNG picture (ISO/IEC 15948), drawn without a picture library.

The letters of a chart stand beside its bars as ordinary text, so no font is needed here, and the same numbers give the
same bytes. The shades differ in lightness: a black-and-white printer keeps them apart.
"""

from __future__ import annotations

import struct
import zlib
from itertools import chain

__all__ = ["HEIGHT", "WIDTH", "bar_png"]

WIDTH, HEIGHT = 480, 26
"""Size in pixels; the document sets it in millimetres."""

_WHITE, _EDGE, _DARK, _LIGHT, _GOAL = range(5)
_PALETTE = bytes.fromhex("ffffff 7f7f7f 1f4e79 a6bfdb 000000")

_MARGIN = 4
"""Rows over and under the bar, into which the mark of the target reaches."""

_BORDER = 2
_GOAL_WIDTH = 4


def bar_png(dark: float, light: float, goal: float | None = None) -> bytes:
    """Return a bar of which `dark` and then `light` are filled, with a mark at `goal`; all are from 0 to 1."""
    inner = WIDTH - 2 * _BORDER
    ends = [round(inner * min(max(share, 0.0), 1.0)) for share in (dark, dark + light)]
    row = [_DARK] * ends[0] + [_LIGHT] * (ends[1] - ends[0]) + [_WHITE] * (inner - ends[1])
    edge = [_EDGE] * WIDTH
    side = [_EDGE] * _BORDER
    rows = [_marked([*side, *row, *side], goal) for _ in range(HEIGHT - 2 * _MARGIN - 2 * _BORDER)]
    around = [_marked([_WHITE] * WIDTH, goal)] * _MARGIN
    border = [_marked(edge, goal)] * _BORDER
    return _png([*around, *border, *rows, *border, *around])


def _marked(row: list[int], goal: float | None) -> list[int]:
    """Draw the mark of the target over a row: black between two white pixels, so that it is seen on every shade."""
    if goal is None:
        return row
    middle = round((WIDTH - 1) * min(max(goal, 0.0), 1.0))
    first = min(max(middle - _GOAL_WIDTH // 2, 0), WIDTH - _GOAL_WIDTH)
    marked = list(row)
    for place in range(max(first - 1, 0), min(first + _GOAL_WIDTH + 1, WIDTH)):
        marked[place] = _GOAL if first <= place < first + _GOAL_WIDTH else _WHITE
    return marked


def _png(rows: list[list[int]]) -> bytes:
    header = struct.pack(">IIBBBBB", WIDTH, len(rows), 8, 3, 0, 0, 0)  # 8 bits, palette (11.2.2)
    pixels = bytes(chain.from_iterable((0, *row) for row in rows))  # filter 0 before each row (9.2)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", _PALETTE),
        (b"IDAT", zlib.compress(pixels, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
