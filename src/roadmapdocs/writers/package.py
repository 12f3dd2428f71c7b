"""The one place where documents become bytes: a zip with fixed times, and holes stamped into ready parts.

`pack` writes a package. `Compiled` is a package whose varying places are holes: everything between holes is
deflated once, and stamping a document copies it. A deflate stream may be cut at any byte boundary after a sync
flush (RFC 1951, 3.2.4), so the pieces of a part are deflated apart and put one after another.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["HOLE_CLOSE", "HOLE_OPEN", "Compiled", "compile_package", "hole", "pack", "repack"]

HOLE_OPEN, HOLE_CLOSE = "\ue000", "\ue001"
"""Private-use marks round the name of a hole; `normalise` removes them from anything people write."""

_HOLE = re.compile(f"{HOLE_OPEN}([^{HOLE_OPEN}{HOLE_CLOSE}]+){HOLE_CLOSE}")

_LEVEL = 6
_FINAL_BLOCK = b"\x03\x00"  # an empty last block
_DOS_TIME, _DOS_DATE = 0, (1980 - 1980) << 9 | 1 << 5 | 1  # the earliest moment a zip can name
_UTF8_NAME = 0x0800
_DEFLATED = 8


def hole(name: str) -> str:
    """Return the text that marks a hole called `name`."""
    return f"{HOLE_OPEN}{name}{HOLE_CLOSE}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of bytes that never changes, with its deflated form (not ended)."""

    raw: bytes
    deflated: bytes


@dataclass(frozen=True, slots=True)
class _Static:
    """A part without holes, ready to be copied."""

    deflated: bytes
    crc: int
    size: int


@dataclass(frozen=True, slots=True)
class _Varying:
    """A part with holes: pieces and names of holes in turn."""

    pieces: tuple[_Piece | str, ...]


def _deflate(raw: bytes, *, end: bool) -> bytes:
    engine = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return engine.compress(raw) + engine.flush(zlib.Z_FINISH if end else zlib.Z_SYNC_FLUSH)


def _compile_part(content: bytes) -> _Static | _Varying:
    if HOLE_OPEN.encode() not in content:
        return _Static(_deflate(content, end=True), zlib.crc32(content), len(content))
    pieces: list[_Piece | str] = []
    for index, text in enumerate(_HOLE.split(content.decode())):
        if index % 2:
            pieces.append(text)
        elif text:
            raw = text.encode()
            pieces.append(_Piece(raw, _deflate(raw, end=False)))
    return _Varying(tuple(pieces))


@dataclass(frozen=True, slots=True)
class Compiled:
    """A package compiled once, to be stamped many times."""

    parts: tuple[tuple[str, _Static | _Varying], ...]

    def holes(self) -> frozenset[str]:
        """Return the names of all holes of all parts."""
        varying = (part for _, part in self.parts if isinstance(part, _Varying))
        return frozenset(piece for part in varying for piece in part.pieces if isinstance(piece, str))

    def stamp(self, value: Callable[[str], str]) -> bytes:
        """Return the package with `value(name)`, XML as it shall stand there, in every hole."""
        archive = _Archive()
        for name, part in self.parts:
            if isinstance(part, _Static):
                archive.add(name, part.deflated, part.crc, part.size)
            else:
                archive.add(name, *_filled(part, value))
        return archive.close()


def _filled(part: _Varying, value: Callable[[str], str]) -> tuple[bytes, int, int]:
    deflated: list[bytes] = []
    crc = size = 0
    for piece in part.pieces:
        if isinstance(piece, str):
            raw = value(piece).encode()
            deflated.append(_deflate(raw, end=False))
        else:
            raw = piece.raw
            deflated.append(piece.deflated)
        crc = zlib.crc32(raw, crc)
        size += len(raw)
    deflated.append(_FINAL_BLOCK)
    return b"".join(deflated), crc, size


def compile_package(parts: Mapping[str, bytes]) -> Compiled:
    """Deflate everything of `parts` (name → content) that stands outside holes; content types come first."""
    names = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels"))
    return Compiled(tuple((name, _compile_part(parts[name])) for name in names))


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a reproducible zip of `parts` (name → content); raise `ValueError` if a hole was left open."""
    compiled = compile_package(parts)
    if left := compiled.holes():
        raise ValueError(f"holes left open: {sorted(left)}")
    return compiled.stamp(str)


def repack(parts: Mapping[str, bytes], *, stored: str = "") -> bytes:
    """Return a reproducible zip of somebody's `parts` as they are, in their order; nothing in them is a hole.

    `stored` names a part that stays as it is instead of being deflated (ODF 1.3 part 2, 3.3: `mimetype`).
    """
    archive = _Archive()
    for name, content in parts.items():
        whole = content if name == stored else _deflate(content, end=True)
        archive.add(name, whole, zlib.crc32(content), len(content), method=0 if name == stored else _DEFLATED)
    return archive.close()


class _Archive:
    """A zip file written front to back, with fixed times (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16)."""

    def __init__(self) -> None:
        self._body: list[bytes] = []
        self._directory: list[bytes] = []
        self._offset = 0

    def add(self, name: str, deflated: bytes, crc: int, size: int, *, method: int = _DEFLATED) -> None:
        """Add one entry, already deflated or as it is."""
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        shared = struct.pack(
            "<HHHHHLLLHH", 20, flags, method, _DOS_TIME, _DOS_DATE, crc, len(deflated), size, len(encoded), 0
        )
        local = b"PK\x03\x04" + shared + encoded
        self._directory.append(
            b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHLL", 0, 0, 0, 0, self._offset) + encoded
        )
        self._body += (local, deflated)
        self._offset += len(local) + len(deflated)

    def close(self) -> bytes:
        """Return the whole archive."""
        directory = b"".join(self._directory)
        count = len(self._directory)
        end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), self._offset, 0)
        return b"".join((*self._body, directory, end))
