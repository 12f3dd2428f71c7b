"""The grammar of a deadline: elements one after another, parentheses and stages among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.russian.deadlines.reading import LINKS, Cursor, spans_at
from roadmapdocs.russian.deadlines.rules import Rule, loose_at, rule_at
from roadmapdocs.russian.deadlines.spans import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmapdocs.russian.deadlines.spans import Span
    from roadmapdocs.russian.deadlines.words import Token

__all__ = ["Phrase", "read"]

_RELATIONS = {
    "until": "before",
    "along": "by",
    "toward": "toward",
    "from": "from",
    "after": "after",
    "before": "before",
}
_IDLE = ("in", "over", "period", "filler", "than", "this", "season", "working", "school", "of year")
_LABEL = ("word", "number", "stage", "season", "and", "in", "working", "schedule", "result", "last")
_DEEPEST = 3
_TIMES = (
    *(("number", joint, "number", "hour") for joint in ("until", "along", "-")),
    ("number", "hour", "number", "minute"),
    ("number", "hour"),
    ("day", "hour"),
)
_CLOCK_BEFORE = ("from", "until", "toward", "in", "along")


@dataclass(slots=True)
class Phrase:
    """What was read: periods whose years may be open, rules, and the words nobody understood."""

    periods: list[Period] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    then: int | None = None

    def has(self, kind: str) -> bool:
        """Whether a rule of this kind was read."""
        return any(rule.kind == kind for rule in self.rules)


def read(tokens: Sequence[Token]) -> Phrase:
    """Read a whole phrase."""
    return _Reader(_without_clock(list(tokens))).read()


# --- the time of day ----------------------------------------------------------------------------------------------


def _without_clock(tokens: list[Token]) -> list[Token]:
    """Drop «до 17:00», «в 10 часов 30 минут», «с 10.00 до 12.00»; the preposition stays where a day follows."""
    kept: list[Token] = []
    cursor = Cursor(tokens)
    dropped = False
    while cursor.at < len(tokens):
        if taken := _clock(cursor, kept):
            cursor.at += taken
            day_follows = cursor.tag() in ("day", "number", "weekday") and not dropped
            if kept and kept[-1].tag in (*_CLOCK_BEFORE, "-") and (not day_follows or kept[-1].tag == "-"):
                kept.pop()
            dropped = True
            continue
        dropped = dropped and cursor.tag() in (*_CLOCK_BEFORE, "-")
        kept.append(cursor.peek())
        cursor.at += 1
    return kept


def _clock(cursor: Cursor, before: list[Token]) -> int:
    """Return how many tokens tell the time of day here; «в течение 24 часов» tells none."""
    if cursor.tag() == "clock":
        return cursor.skip(1, "hour")
    if before and before[-1].text.startswith(("течени", "за", "более", "менее")):
        return 0
    tags = [cursor.tag(ahead) for ahead in range(4)]
    return next((len(time) for time in _TIMES if tags[: len(time)] == list(time)), 0)


# --- elements -----------------------------------------------------------------------------------------------------


class _Reader:
    """Reads elements from left to right; each production either takes tokens or leaves the cursor where it was."""

    def __init__(self, tokens: Sequence[Token], depth: int = 0) -> None:
        self.cursor = Cursor(tokens)
        self.phrase = Phrase()
        self.depth = depth
        self.link = ""
        self.last = ""

    def read(self) -> Phrase:
        """Read until the tokens end."""
        while self.cursor.tag() != "end of phrase":
            self._element()
        return self.phrase

    def _element(self) -> None:
        tag = self.cursor.tag()
        if tag == "(":
            self._parenthesis()
        elif tag in (*LINKS, ";", ":", ")"):
            self._separator(tag)
        elif tag == "then":
            self.phrase.then = len(self.phrase.periods)
            self.cursor.at += 1
        elif not (self._stage() or self._rule() or self._period() or self._loose()):
            self._other(tag)

    def _separator(self, tag: str) -> None:
        if tag == ":" and self.phrase.periods and self.phrase.periods[-1].is_year:
            self.phrase.periods[-1].context = True
        self.link = tag
        self.cursor.at += 1

    def _rule(self) -> bool:
        rule = rule_at(self.cursor)
        if rule is None:
            return False
        self.phrase.rules.append(rule)
        self._take(rule.taken, "rule")
        return True

    def _loose(self) -> bool:
        rule = loose_at(self.cursor)
        if rule is None:
            return False
        self.phrase.rules.append(rule)
        self._take(rule.taken, "loose")
        return True

    def _take(self, taken: int, element: str) -> None:
        self.cursor.at += taken
        self.link = ""
        self.last = element

    def _stage(self) -> bool:
        """«I этап (диагностический) –»: the number of a stage is not a number of anything else."""
        at = self.cursor.skip(0, "in", "number", *LINKS)
        if self.cursor.tag(at) != "stage":
            return False
        numbered = self.cursor.tag(at + 1) == "number" and self.cursor.tag(at + 2) in (":", "-", "(", ",")
        self._take(at + 1 + numbered, "label")
        return True

    def _other(self, tag: str) -> None:
        """Pass by a word that says nothing by itself, or a label set off by a dash or a colon."""
        end = self.cursor.skip(0, *_LABEL)
        labelled = self.link in ("-", ":") or self.last == "label" or self.cursor.tag(end) in ("-", ":")
        words = [self.cursor.tag(place) for place in range(end)]
        if "stage" in words or (labelled and "word" in words):
            self._take(end, "label")
            return
        if tag not in (*_IDLE, "not", "weekday"):
            self.phrase.unknown.append(self.cursor.peek().text)
        self.cursor.at += 1

    # --- periods --------------------------------------------------------------------------------------------------

    def _period(self) -> bool:
        """[preposition] spans: «до 1 июня», «с 15 по 25 декабря», «октябрь, декабрь, март»."""
        start, relation, at = self.cursor.at, *self._relation()
        self.cursor.at += at
        joins = self._joins(relation)
        chain = spans_at(self.cursor, ranged=relation == "from")
        if chain is None:
            self.cursor.at = start
            return False
        spans, links, taken = chain
        groups = [[spans[0]]]
        for link, span in zip(links, spans[1:], strict=True):
            if link == "-":
                groups[-1].append(span)
            else:
                groups.append([span])
        if joins:
            last = self.phrase.periods[-1]
            last.spans.append(groups[0][0])
            last.end = relation if relation != "in" else ""
            last.relation = "in"
            groups = groups[1:]
        relation = self._inherited(relation, spans[0])
        self._add([Period("in" if len(group) > 1 else relation, group) for group in groups])
        self._take(taken, "period")
        return True

    def _relation(self) -> tuple[str, int]:
        """Read the preposition: how the period relates to its span, and how many tokens say so."""
        cursor = self.cursor
        at = cursor.skip(0, "filler", "in", "over", "period", "and")
        if cursor.tag(at) == "not" and cursor.tag(at + 1) in ("later", "earlier"):
            relation = "by" if cursor.tag(at + 1) == "later" else "from"
            at += cursor.tag(at + 2) == "," and cursor.tag(at + 3) == "than"
            return relation, cursor.skip(at + 2, "than", "until", "from", "in", "along")
        at = cursor.skip(at, "starting")
        if (relation := _RELATIONS.get(cursor.tag(at), "")) and relation:
            return relation, cursor.skip(at + 1, "in", "filler")
        return "in", cursor.skip(at, "in", "over", "filler", "this", "working")

    def _joins(self, relation: str) -> bool:
        """Whether the span to come closes the period before: after a dash, or «по», «до» after «с»."""
        periods = self.phrase.periods
        if not periods or len(periods[-1].spans) > 1 or self.last != "period":
            return False
        if self.link == "-":
            return relation == "in" and periods[-1].relation in ("in", "from")
        return self.link in ("", "and") and periods[-1].relation == "from" and relation in ("by", "before")

    def _inherited(self, relation: str, span: Span) -> str:
        """«до 15 сентября и 15 января»: the preposition stands once."""
        periods = self.phrase.periods
        if relation != "in" or self.link not in ("and", ",") or not periods or self.last != "period":
            return relation
        before = periods[-1]
        alike = before.relation in ("by", "before", "toward") and before.spans[0].unit == span.unit
        return before.relation if alike else relation

    def _add(self, periods: list[Period]) -> None:
        before = self.phrase.periods
        if before and before[-1].is_year and periods and not any(period.is_year for period in periods):
            before[-1].context |= self.link in ("", ",", ":") and not any(
                span.year for period in periods for span in period.spans
            )
        before.extend(periods)

    # --- parentheses ----------------------------------------------------------------------------------------------

    def _parenthesis(self) -> None:
        """A parenthesis narrows the period before it, names periods of its own, or is a remark."""
        inner = self._inside()
        phrase = self.phrase
        phrase.rules += [rule for rule in inner.rules if rule.kind in ("recurring", "demand", "schedule")]
        if inner.unknown or not inner.periods:
            if self.last == "period":
                self._year_after(phrase.periods[-1])
            return
        if self.last == "loose":
            phrase.rules.pop()
        if self.last != "period":
            phrase.periods.extend(inner.periods)
        elif phrase.periods[-1].is_year:
            phrase.periods[-1].context = True
            phrase.periods.extend(inner.periods)
        else:
            phrase.periods[-1].narrow = inner.periods
            self._year_after(phrase.periods[-1])

    def _inside(self) -> Phrase:
        cursor = self.cursor
        depth, start = 1, cursor.at + 1
        cursor.at = start
        while depth and cursor.tag() != "end of phrase":
            depth += {"(": 1, ")": -1}.get(cursor.tag(), 0)
            cursor.at += 1
        end = cursor.at - 1 if not depth else cursor.at
        if self.depth >= _DEEPEST:
            return Phrase()
        return _Reader(cursor.tokens[start:end], self.depth + 1).read()

    def _year_after(self, period: Period) -> None:
        """«I квартал (февраль) 2024»: the year after the parenthesis is the quarter's."""
        place = self.cursor.skip(0, "in")
        if self.cursor.tag(place) != "year" or period.spans[-1].year:
            return
        self.cursor.at += place
        spans, _, taken = spans_at(self.cursor) or ([], [], 0)
        self.cursor.at += taken
        period.take_year(spans[0])
