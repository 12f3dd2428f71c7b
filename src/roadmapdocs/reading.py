"""Bytes of a returned file → what it says of itself, and its submission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roadmapdocs.collect import collect
from roadmapdocs.forms.key import agreed_key, find_keys, parse_key
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Grid, Returned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.model.form import Form, FormKey
    from roadmapdocs.model.submission import Submission

__all__ = ["Identity", "identify", "identity_of", "read_form"]


@dataclass(frozen=True, slots=True)
class Identity:
    """The key most places of a file agree on, None if they contradict each other; and where it was found."""

    key: FormKey | None
    places: tuple[str, ...]


def identify(data: bytes) -> FormKey | None:
    """Return the form key of a file, None if it has none or its places contradict each other.

    Raises `UnreadableFileError` for a file that cannot be read.
    """
    return identity_of(read_blocks(data)).key


def identity_of(returned: Returned) -> Identity:
    """Compare the keys in the body, in headers and footers, and in the properties: any two that agree count."""
    found = list(_keys(returned))
    key, _ = agreed_key(key for _, key in found)
    return Identity(key, tuple(place for place, candidate in found if candidate == key))


def _keys(returned: Returned) -> Iterator[tuple[str, FormKey]]:
    """Yield each key once per place, so that a file with many tables does not outvote itself."""
    texts: dict[str, list[str]] = {"текст": [], "колонтитулы": []}
    for block in returned.blocks:
        if isinstance(block, Grid):
            texts["текст"] += (cell.text for row in block.rows for cell in row)
        else:
            texts["колонтитулы" if block.running else "текст"].append(block.text)
    for place, pieces in texts.items():
        for key in {key for piece in pieces for key in find_keys(piece)}:
            yield place, key
    for name in ("custom:roadmapdocs.key", "subject", "keywords"):
        key_ = parse_key(returned.properties.get(name, ""))
        if key_ is not None:
            yield "свойства файла", key_


def read_form(data: bytes, form: Form, *, file: str = "") -> Submission:
    """Read a returned file as answers to `form`. What a school typed wrongly are findings of the submission.

    Raises `UnreadableFileError` for a file that cannot be read.
    """
    return collect(read_blocks(data), form, file=file, content=data)
