"""Typography: blanks, dashes, quotation marks, «г.» and «№». What `RULES` says can be put right by a machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.orders.check.passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["CHECKS", "RULES", "nested"]

_HOLE = r"\{(?:date|school_year|reports\.[\w-]+\.due)\}"
_MONTH = (
    r"(?:январ[ьяе]|феврал[ьяе]|марта?|апрел[ьяе]|ма[йя]|июн[ьяе]|июл[ьяе]|августа?|сентябр[ьяе]|октябр[ьяе]|"
    r"ноябр[ьяе]|декабр[ьяе])"
)
_EDGE = rf"{_MONTH}(?: \d{{4}}(?: ?г\.)?)?"

Replacement = str | Callable[[re.Match[str]], str]


def _slash(match: re.Match[str]) -> str:
    """No blanks between two words; blanks on both sides beside a bracket."""
    return f"{match[1]} / {match[2]}" if {match[1], match[2]} & set("()") else f"{match[1]}/{match[2]}"


RULES: tuple[tuple[str, re.Pattern[str], Replacement], ...] = (
    ("O702", re.compile(rf"(\d{{2}}\.\d{{2}}\.\d{{4}}|(?<!\d)\d{{4}}|{_HOLE})(?=гг?\.)"), r"\1 "),
    ("O703", re.compile(r"№(?=[\d{])"), "№ "),
    ("O706", re.compile(rf"\b({_EDGE}) ?- ?(?={_EDGE}(?!\w))", re.IGNORECASE), r"\1 – "),
    ("O706", re.compile(rf"(?<![\d.-])(\d{{1,2}}) ?- ?(?=\d{{1,2}} {_MONTH})"), r"\1–"),
    ("O705", re.compile(r"(?<=[^\s-]) -(?=\s[^\s-]|$)"), " –"),
    ("O707", re.compile(r"([^\s/]) +/(?=[^\s/])([^\s/])"), _slash),
    ("O707", re.compile(r"([^\s/])/ +([^\s/])"), _slash),
    ("O711", re.compile(r"(?<=\S) (?=[,;:!?](?:\s|$)|\.(?:\s|$))"), ""),
    ("O711", re.compile(r"(?<=\S) {2,}(?=\S)"), " "),
)
"""Code, what to find, what to put instead. A hole of the text counts as the digits that stand in it."""

_YEAR_AFTER_DATE = re.compile(r"\d{2}\.\d{2}\.\d{4} ?г\.")
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)([/–-])((?:20)?\d\d)(?=\s?уч)")
_MENTION = re.compile(r"\(приложени\w+ (№ ?)?\d+\)", re.IGNORECASE)
_MARK = re.compile(r"приложение (№ ?)?\d", re.IGNORECASE)


def by_the_rules(order: Order) -> Iterator[Finding]:
    """Everything that a rule would change, once for each rule and text."""
    for passage in passages(order):
        reported: dict[str, re.Match[str]] = {}
        for code, pattern, instead in RULES:
            found = next((one for one in pattern.finditer(passage.text) if not _touches(one, reported.values())), None)
            if found is None or code in reported:
                continue
            reported[code] = found
            start, end = _around(passage.text, found.start(), found.end())
            seen = passage.text[start:end]
            yield remark(code, passage.place, seen=seen, expected=f"«{pattern.sub(instead, seen).strip()}»")


def _touches(found: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    return any(found.start() < other.end() and other.start() < found.end() for other in others)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span to whole words, so that a person finds it on the page."""
    left = text.rfind(" ", 0, max(0, start - 8)) + 1
    line = text.rfind("\n", 0, start) + 1
    right = text.find(" ", min(len(text), end + 8))
    stop = text.find("\n", end)
    rights = [edge for edge in (right, stop) if edge >= 0]
    return max(left, line), min([*rights, len(text)])


def year_word(order: Order) -> Iterator[Finding]:
    """«30.10.2023 г.»: after digits the word is not printed (ГОСТ Р 7.0.97)."""
    for passage in passages(order):
        if found := _YEAR_AFTER_DATE.search(passage.text):
            yield remark("O701", passage.place, seen=found[0], expected=f"«{found[0].removesuffix('г.').strip()}»")


def appendix_mentions(order: Order) -> Iterator[Finding]:
    """The text says «приложение 1», the mark of the appendix says «Приложение № 1»."""
    marks = {bool(found[1]) for p in passages(order) if p.part == "mark" and (found := _MARK.search(p.text))}
    for passage in passages(order):
        found = _MENTION.search(passage.text) if passage.part == "clause" else None
        if found and marks and bool(found[1]) not in marks:
            digits = re.sub(r"\D", "", found[0])
            name = "приложение № " if True in marks else "приложение "
            yield remark("O704", passage.place, seen=found[0], expected=f"«({name}{digits})»")


def nested_quotes(order: Order) -> Iterator[Finding]:
    """«…» inside «…»: the inner marks are „…“. Titles of other bodies' acts are theirs."""
    for passage in passages(order):
        for line in passage.text.splitlines():
            changed = nested(line)
            if changed != line:
                start = line.find("«")
                seen, expected = line[start : line.rfind("»") + 1], changed[start : changed.rfind("»") + 1]
                yield remark("O708", passage.place, seen=seen, expected=expected)
                break


def nested(text: str) -> str:
    """Put „…“ for inner «…»; a text whose marks are not in pairs stays."""
    depth, result = 0, []
    for char in text:
        if char == "«":
            depth += 1
        result.append({"«": "„", "»": "“"}.get(char, char) if depth > 1 else char)
        if char == "»":
            depth -= 1
        if depth < 0:
            return text
    return "".join(result) if depth == 0 else text


def school_years(order: Order) -> Iterator[Finding]:
    """«2023/2024» here, «2023-2024» there."""
    uses = [(found, passage) for passage in passages(order) for found in _SCHOOL_YEAR.finditer(passage.text)]
    if not uses:
        return
    (usual, _), *_ = Counter(found[2] for found, _ in uses).most_common()
    for found, passage in uses:
        if found[2] != usual:
            yield remark("O709", passage.place, seen=found[0], expected=f"«{found[1]}{usual}{found[3]}»")


def capital_deadlines(order: Order) -> Iterator[Finding]:
    """Some deadlines begin with a capital, most do not."""
    for roadmap in order.roadmaps:
        cells = [p for p in passages(order) if p.role is Role.DEADLINE and p.part == "cell" and p.roadmap is roadmap]
        capital = [p for p in cells if re.match(r"[А-ЯЁ][а-яё ]", p.text)]
        small = [p for p in cells if p.text[0].islower()]
        if len(small) > len(capital):
            for passage in capital:
                expected = f"«{passage.text[0].lower()}{passage.text[1:]}»"
                yield remark("O710", passage.place, seen=passage.text, expected=expected)


CHECKS = (by_the_rules, year_word, appendix_mentions, nested_quotes, school_years, capital_deadlines)
