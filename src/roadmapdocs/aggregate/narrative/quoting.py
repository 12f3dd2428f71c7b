"""The respondents' own words: quoted as they are, attributed, shortened between words, or withheld."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.wording import printable
from roadmapdocs.model.narrative import Quote
from roadmapdocs.orders.next_year.wording import quoted
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["addresses_in", "grouped", "in_marks", "quotation", "speakers", "tells_of_few"]

_WORDS = {
    "один": 1,
    "одна": 1,
    "одного": 1,
    "одному": 1,
    "одной": 1,
    "два": 2,
    "две": 2,
    "двое": 2,
    "двух": 2,
    "двум": 2,
}
_PUPIL = (
    r"(?:обучающ|учащ|ученик|ученич|школьник|воспитанник|дет(?:и|ей|ям|ях)\b|ребен|ребят|несовершеннолетн|выпускник|"
    r"второгодник|неуспевающ|слабоуспевающ|двоечник|мальчик|девочк|подрост)"
)
_OTHER = r"(?!раз|учител|педагог|работник|родител|пар|класс|час|урок|балл|месяц|недел|дн[яей]|год|четверт|приказ)"
"""What the number counts instead of the pupils that are spoken of behind it."""

_NUMBER = rf"(?<![\d.,№/-])(?<!№ )\b(?P<number>\d{{1,2}}|{'|'.join(_WORDS)})"
_COUNTED = re.compile(rf"{_NUMBER}\s+(?:{_OTHER}[\w-]+\s+){{0,2}}?{_PUPIL}")
_COUNTED_AFTER = re.compile(rf"\b{_PUPIL}\w*\s*[-–—:]\s*(?P<number>\d{{1,2}})(?![\d.,/])")

_ADDRESS = re.compile(r"https?://[^\s<>\"'{}|\\^`«»„“”]+", re.IGNORECASE)
_NAMED = 20
_TRAILING = ".,;:!?)]"


def tells_of_few(words: str, threshold: int) -> bool:
    """Say whether a text counts so few pupils that they could be recognised: «1 ученик», «двое обучающихся»."""
    folded = fold_words(words)
    found = (*_COUNTED.finditer(folded), *_COUNTED_AFTER.finditer(folded))
    return any(0 < _WORDS.get(match["number"], _number(match["number"])) < threshold for match in found)


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else 0


def quotation(respondent: str, words: str, *, length: int = 300) -> Quote | None:
    """Return words as a quotation of at most about `length` characters; None where there are none.

    White space is folded, nothing else is changed; what is cut off is told by «…».
    """
    folded = " ".join(printable(words).split())
    if not folded:
        return None
    if len(folded) > length:
        cut = folded[:length]
        folded = f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut} …"
    return Quote(respondent, folded)


def in_marks(quote: Quote) -> str:
    """Return a quotation in its marks, those inside it „…“."""
    return quoted(quote.text.rstrip(".") if quote.text.endswith(".") and not quote.text.endswith("..") else quote.text)


def grouped(quotes: Iterable[tuple[str, Quote]]) -> list[tuple[list[str], list[Quote]]]:
    """Group quotations that say the same but for case and spaces: the names before them, and the quotations."""
    groups: dict[str, tuple[list[str], list[Quote]]] = {}
    for name, quote in quotes:
        names, said = groups.setdefault(fold_words(quote.text).rstrip(" ."), ([], []))
        names.append(name)
        said.append(quote)
    return sorted(groups.values(), key=lambda group: -len(group[0]))


def speakers(names: Sequence[str]) -> str:
    """Name who said it: the first twenty, and how many more there are."""
    rest = len(names) - _NAMED
    return f"{', '.join(names[:_NAMED])} и ещё {rest}" if rest > 0 else ", ".join(names)


def addresses_in(words: str) -> list[str]:
    """Return the web addresses in a text that may be opened by a click: http and https, with a plain host."""
    found = (match[0].rstrip(_TRAILING) for match in _ADDRESS.finditer(printable(words)))
    return [address for address in found if _has_plain_host(address)]


def _has_plain_host(address: str) -> bool:
    """A host with a user before it («https://bank@other») only looks like another one."""
    host = re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return "@" not in host and re.fullmatch(r"(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?", host) is not None
