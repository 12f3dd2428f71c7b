"""Pieces of the inbox → what each of them is, with the help of the cache."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from roadmapdocs.campaign.remembered import Recognised
from roadmapdocs.model.incoming import Category
from roadmapdocs.readers import read_blocks_many
from roadmapdocs.recognition import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.campaign.cache import Cache
    from roadmapdocs.campaign.inbox import Piece
    from roadmapdocs.readers.blocks import Returned
    from roadmapdocs.recognition import Register

__all__ = ["read_pieces"]


def read_pieces(
    pieces: Sequence[Piece], register: Register, cache: Cache | None = None
) -> Iterator[tuple[Piece, Recognised | None]]:
    """Yield pieces with what was read of them; together they need fewer calls of LibreOffice.

    A piece that cannot be read is settled with the reason; what is settled already is not read.
    """
    known = {piece.sha256: _found(piece, cache) for piece in pieces if piece.category is None}
    read = read_blocks_many({p.sha256: p.content for p in pieces if p.category is None and known[p.sha256] is None})
    for piece in pieces:
        returned = read.get(piece.sha256) if piece.category is None else None
        if isinstance(returned, Exception):
            yield piece.settled(Category.UNREADABLE, returned.reason), None
        elif returned is not None:
            recognised = _recognised(piece, returned, register)
            if cache is not None:
                cache.keep(piece.sha256, recognised, received=piece.received.date())
            yield piece, recognised
        else:
            yield piece, known[piece.sha256] if piece.category is None else None


def _found(piece: Piece, cache: Cache | None) -> Recognised | None:
    return cache.find(piece.sha256, file=piece.name, received=piece.received.date()) if cache else None


def _recognised(piece: Piece, returned: Returned, register: Register) -> Recognised:
    forms = recognise(returned, register, file=piece.name, content=piece.content, received=piece.received.date())
    return Recognised(tuple(forms), _saved(returned))


def _saved(returned: Returned) -> datetime | None:
    """Return when a document says it was saved: `modified` in Office Open XML, `date` in OpenDocument."""
    said = returned.properties.get("modified") or returned.properties.get("date") or ""
    with suppress(ValueError):
        moment = datetime.fromisoformat(said[:19])
        return moment.replace(tzinfo=UTC)
    return None
