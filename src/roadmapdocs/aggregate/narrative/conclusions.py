"""What follows: the district's numbers in short, the schools' own conclusions, problems and proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.activities import fulfilled
from roadmapdocs.aggregate.narrative.indicators import counted_in, targets
from roadmapdocs.aggregate.narrative.quoting import grouped, in_marks, speakers
from roadmapdocs.aggregate.narrative.wording import ANSWER, SUMMARY, item, of, percent, say, text
from roadmapdocs.model.narrative import Basis, Section
from roadmapdocs.russian.agreement import counted, enumerated, form
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account, Group
    from roadmapdocs.model.narrative import Paragraph, Quote, Sentence
    from roadmapdocs.model.summary import FreeText

__all__ = ["WORDS", "closing_words", "conclusions", "left_out", "title_of"]

WORDS = "Ответы школ своими словами"
"""The annex that has what the sections leave out."""

_QUOTED = 15
"""So many different answers to a question are quoted in its section; the annex has all."""

_CONCLUSIONS = "Выводы"
_TITLES = {
    "вывод": _CONCLUSIONS,
    "проблем": "Проблемы для следующего управленческого цикла",
    "предложен": "Предложения",
}
"""What a question begins with, and the usual heading of the answers to it."""


def title_of(question: str) -> str:
    """Return the heading that the answers to a closing question stand under."""
    folded = fold_words(question)
    return next((title for start, title in _TITLES.items() if folded.startswith(start)), question)


def conclusions(account: Account) -> Section:
    """The district's numbers in a few sentences, then what the schools conclude, where they were asked."""
    told = account.told
    numbers = [*fulfilled(told.activities, SUMMARY), *_furthest_behind(account), *targets(told), *_missed(account)]
    asked = _answers(account, dict(_by_title(account)).get(_CONCLUSIONS, []))
    return Section(_CONCLUSIONS, (text(*numbers), *asked))


def _furthest_behind(account: Account) -> Iterator[Sentence]:
    rated = [(_rate(group), group) for group in account.groups if any(line.due for line in group.lines)]
    lowest = min((rate for rate, _ in rated), default=1.0)
    if len(rated) > 1 and lowest < max(rate for rate, _ in rated):
        worst = [group for rate, group in rated if rate == lowest]
        names = enumerated([f"«{group.title}»" for group in worst])
        where = "по направлению" if len(worst) == 1 else "по направлениям"
        basis = (Basis("direction", group.title) for group in worst)
        yield say(f"Ниже всего доля выполнения {where} {names}: {percent(lowest)}.", *basis)


def _rate(group: Group) -> float:
    return sum(line.done for line in group.lines) / sum(line.due for line in group.lines)


def _missed(account: Account) -> Iterator[Sentence]:
    for reached, said in ((False, "Не достигнуты"), (None, "Пока не определены")):
        lines = [line for line in counted_in(account.told) if line.reached is reached]
        if lines:
            what = said if len(lines) > 1 else said.replace("ы", "")
            yield say(f"{what} {enumerated([line.code for line in lines])}.", *map(of, lines))


# --- in the schools' own words ------------------------------------------------------------------------------------


def closing_words(account: Account) -> Iterator[Section]:
    """Yield a section for each further closing question that somebody answered."""
    for title, texts in _by_title(account):
        if title != _CONCLUSIONS and (blocks := tuple(_answers(account, texts))):
            yield Section(title, blocks)


def left_out(account: Account) -> bool:
    """Say whether the sections quote only some of the answers to a question."""
    return any(len(grouped(_quotes(account, texts))) > _QUOTED for _, texts in _by_title(account))


def _quotes(account: Account, texts: Sequence[FreeText]) -> Iterator[tuple[str, Quote]]:
    for one in texts:
        if (quote := account.quote(account.respondent(one.code), one.text)) is not None:
            yield one.respondent, quote


def _by_title(account: Account) -> list[tuple[str, list[FreeText]]]:
    by_title: dict[str, list[FreeText]] = {}
    for one in account.full.texts:
        by_title.setdefault(title_of(one.question), []).append(one)
    return list(by_title.items())


def _answers(account: Account, texts: Sequence[FreeText]) -> Iterator[Paragraph]:
    groups = grouped(_quotes(account, texts))
    for names, said in groups[:_QUOTED]:
        yield item(_quoted(names, said))
    if (rest := len(groups) - _QUOTED) > 0:
        more = form(rest, "приведён", "приведены", "приведено")
        where = f"в приложении «{WORDS}»" if account.is_detailed else "в книге «Свод.xlsx»"
        yield text(say(f"Ещё {counted(rest, ANSWER)} {more} {where}.", SUMMARY))


def _quoted(names: Sequence[str], quotes: Sequence[Quote]) -> Sentence:
    whose = tuple(dict.fromkeys(quote.respondent for quote in quotes))
    said = f"{speakers(names)}: {in_marks(quotes[0])}."
    return say(said, *(Basis("respondent", code) for code in whose), quotes=quotes[:1])
