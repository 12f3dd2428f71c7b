"""The words of the page: sentences, marks, what stands for a number, and the way to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from roadmapdocs.findings import Severity
from roadmapdocs.russian.dates import format_day
from roadmapdocs.russian.numerals import agree
from roadmapdocs.writers.summary.words import NO_DATA, NO_FILE, NOT_APPLICABLE, share_word, small_word

if TYPE_CHECKING:
    from roadmapdocs.model.summary import IndicatorLine, RespondentLine, Share, State, Summary

__all__ = [
    "SEVERITIES",
    "SHAPES",
    "VERDICTS",
    "basis",
    "brief",
    "cell_word",
    "link",
    "percent",
    "respondent_about",
    "respondent_basis",
    "story",
    "total_word",
]

SHAPES: dict[State, str] = {"clean": "✓", "to_correct": "!", "missing": "×"}
VERDICTS = {"да": "yes", "нет": "no", "пока неизвестно": "unknown", NOT_APPLICABLE: "not_applicable"}
SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}


# --- numbers --------------------------------------------------------------------------------------------------------


def percent(ratio: float) -> str:
    """Return a share as people read it: «83,3 %», «100 %»."""
    return f"{ratio * 100:.1f}".removesuffix(".0").replace(".", ",") + "\u00a0%"


def total_word(share: Share, threshold: int) -> str:
    """Return a number over all respondents, «9 из 40» or «9», or the word that stands for it."""
    if share.hidden:
        return small_word(threshold)
    if share.numerator is None or share.not_applicable:
        return NOT_APPLICABLE if share.not_applicable else NO_DATA
    return str(share.numerator) if share.denominator is None else f"{share.numerator} из {share.denominator}"


def cell_word(line: IndicatorLine, cell: Share, respondent: RespondentLine) -> str:
    """Return what one respondent answered, or why there is no number."""
    said = str(share_word(line, cell))
    return said or (NO_FILE if respondent.state == "missing" else NO_DATA)


def story(line: IndicatorLine) -> str:
    """Say what an indicator is planned to be, what is lacking, and who has answered."""
    told = []
    if line.target:
        least = f", это {line.needed} из {line.total.denominator}" if line.needed else ""
        told.append(f"План: {line.target}{least}")
    if line.lacking:
        told.append(f"нужно ещё {line.lacking}")
    if len(line.cells) > 1:
        told.append(f"ответили {line.answered} из {line.asked}")
    if line.reached_by is not None:
        told.append(f"сами достигли плана: {line.reached_by}")
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}." if told else ""


# --- sentences ------------------------------------------------------------------------------------------------------


def basis(summary: Summary) -> str:
    """Say what the summary rests on: accepted and provisional reports, and who is absent."""
    returned, accepted = summary.returned, summary.accepted
    told = [f"Учтены отчёты: {returned} из {agree(len(summary.respondents), 'школы', 'школ', 'школ')}."]
    if returned and accepted == returned:
        told.append("Все они приняты.")
    elif accepted:
        told.append(f"Принято {accepted}, ещё {returned - accepted} учтено предварительно: их пока не приняли.")
    elif returned:
        told.append("Все они учтены предварительно: ни один ещё не принят, числа могут измениться.")
    return " ".join(told)


def respondent_about(line: RespondentLine) -> str:
    """Return a few words beside a respondent's name."""
    if line.state == "missing":
        return ""
    told = [f"заполнено {line.filled} из {line.asked}"]
    if line.errors:
        told.append(agree(line.errors, "ошибка", "ошибки", "ошибок"))
    if line.warnings:
        told.append(agree(line.warnings, "предупреждение", "предупреждения", "предупреждений"))
    return ", ".join(told)


def respondent_basis(line: RespondentLine) -> str:
    """Say when a report came and whether it is accepted."""
    if line.state == "missing":
        return "Отчёт не представлен."
    came = f"Отчёт получен {format_day(line.received)}" if line.received else "Отчёт получен"
    late = ", после срока" if line.in_time is False else ""
    return f"{came}{late}, {'принят' if line.accepted else 'учтён предварительно'}."


def brief(text: str) -> str:
    """Return the first line of a text that goes on in a list."""
    first, _, rest = text.partition("\n")
    return f"{first.rstrip()} …" if rest.strip() else text


# --- files ----------------------------------------------------------------------------------------------------------


def link(summary: Summary, file: str) -> str:
    """Return the way from the page to a returned file; nothing in a public summary, which travels alone."""
    return "" if summary.public or not file else quote(summary.path_of(file))
