"""The form key: what a file says of itself in a form that outlives every office program.

A key is one word, `2F7D R 01 07 9` without the blanks: campaign (4 symbols), kind of form (1), revision (2 digits),
respondent (1 to 8), check symbol. The alphabet has no hyphen and no letter that looks like a digit, or like a
Cyrillic letter. The check symbol is ISO 7064's hybrid system (M+1, M) with M = 20, which finds every single wrong
symbol and nearly all swapped neighbours.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from roadmapdocs.model.form import FormKey

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ALPHABET",
    "KEY_LABEL",
    "agreed_key",
    "campaign_code",
    "find_keys",
    "format_key",
    "parse_key",
    "printed_keys",
]

ALPHABET = "0123456789DFGJLNRUVW"
KEY_LABEL = "Ключ формы"

_CAMPAIGN, _KIND, _REVISION = slice(0, 4), slice(4, 5), slice(5, 7)
_LOOK_ALIKE = str.maketrans("OОoоIІlіi|", "0000111111")
_IN_TEXT = re.compile(rf"{KEY_LABEL}\W{{0,3}}([0-9A-ZА-Яa-zа-я|]{{9,16}})(?!\w)", re.IGNORECASE)


def campaign_code(*names: str) -> str:
    """Return four symbols that stand for an order; the same names always give the same code."""
    number = int.from_bytes(sha256("\n".join(names).encode()).digest()[:8])
    symbols = []
    for _ in range(4):
        number, rest = divmod(number, len(ALPHABET))
        symbols.append(ALPHABET[rest])
    return "".join(symbols)


def format_key(key: FormKey) -> str:
    """Print a key with its check symbol."""
    body = f"{key.campaign}{key.kind}{key.revision:02d}{key.respondent}"
    return body + str(mod_37_36.calc_check_digit(body, alphabet=ALPHABET))


def parse_key(text: str) -> FormKey | None:
    """Read a printed key, with look-alikes folded; None if it is none or its check symbol is wrong."""
    folded = _folded(text)
    if not 9 <= len(folded) <= 16 or not folded[_REVISION].isdigit():  # noqa: PLR2004 - see the module's text
        return None
    try:
        mod_37_36.validate(folded, alphabet=ALPHABET)
    except ValidationError:
        return None
    return FormKey(
        campaign=folded[_CAMPAIGN], kind=folded[_KIND], revision=int(folded[_REVISION]), respondent=folded[7:-1]
    )


def printed_keys(text: str) -> list[str]:
    """Return what stands behind the words «Ключ формы», valid or not, with look-alikes folded."""
    return [_folded(match[1]) for match in _IN_TEXT.finditer(text)]


def find_keys(text: str) -> list[FormKey]:
    """Return the valid keys that stand in a text behind the words «Ключ формы»."""
    found = (parse_key(printed) for printed in printed_keys(text))
    return [key for key in found if key is not None]


def _folded(text: str) -> str:
    return text.strip().translate(_LOOK_ALIKE).upper()


def agreed_key(candidates: Iterable[FormKey]) -> tuple[FormKey | None, int]:
    """Return the key most places agree on and how many they are; None where two keys have equal support."""
    counted = Counter(candidates).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None, 0
    return counted[0]
