"""Captions of roadmap tables → roles of columns: the synonyms that orders, plans and school roadmaps use."""

from __future__ import annotations

import re

from roadmapdocs.model.roadmap import Role
from roadmapdocs.russian.dates import MONTHS_NOMINATIVE, month_number
from roadmapdocs.russian.folding import fold_words

__all__ = ["FREE_ROLES", "as_caption", "period_of", "role_of"]

_RULES: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"(?:(?:№|n|no|нн|nn)+(?: (?:n|№))* ?(?:п\.? ?/? ?п\.?|пп)?|п/п|номер(?: п/п| пункта| строки)?)"),
    (Role.LEVEL, r"(?:уровень|уровни).*"),
    (
        Role.EVIDENCE,
        r".*(?:вид документа|подтвержда|форма (?:завершения|предъявления)|ссылка на|выход\b).*|.*документ\w*",
    ),
    (Role.RESPONSIBLE, r".*(?:ответствен|исполнител|кто проводит|организатор).*"),
    (Role.DEADLINE, r"(?:.*\bсрок|.*\bпериод|дата|даты|.*время проведения|график|.*сроки|месяц|когда).*"),
    (Role.MEASURE, r".*(?:показател|индикатор|целев\w+ значен|критери).*"),
    (Role.RESULT, r".*(?:результат|эффект|продукт|итог).*"),
    (Role.AUDIENCE, r".*(?:аудитори|категори|участник|специфик|контингент|охват|адресат).*|класс\w*|для кого"),
    (Role.NOTE, r".*(?:примечан|комментар|последств|отметк|ресурс|финансир|место).*"),
    (Role.STAGE, r".*\bэтап.*"),
    (Role.EVENT, r".*(?:мероприят|деятельност|дела\b|действи|наименован|содержан|направлен|меры|работ).*|задач\w*"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _RULES)

FREE_ROLES = (Role.NOTE, Role.MEASURE, Role.EVIDENCE, Role.STAGE, Role.RESULT, Role.AUDIENCE, Role.LEVEL)
"""What a column may become whose caption says nothing, the least harmful role first."""

_QUARTER = re.compile(r"(iv|i{1,3}|[1-4])(?: ?-?[йя])? ?(кв(?:артал)?)?\.?")
_HALF = re.compile(r"(i{1,2}|[12])(?: ?-?е)? (?:полугодие|полуг)\.?")


def as_caption(text: str) -> str:
    """Return the caption of a cell as one line: a word divided at the end of a line is made whole."""
    return " ".join(re.sub(r"(?<=[а-яё])-\s*\n\s*(?=[а-яё])", "", text).split())


def role_of(caption: str) -> Role | None:
    """Return the role that a caption names, None where it names none."""
    folded = re.sub(r"- ?(?=[а-я])", "-", fold_words(caption))
    squeezed = re.sub(r"(?<=[а-я])-(?=[а-я]{2})", "", folded)
    for candidate in (folded, squeezed):
        for role, pattern in _COMPILED:
            if candidate and pattern.fullmatch(candidate):
                return role
    return None


def period_of(caption: str, above: str = "") -> str:
    """Return the period that a column of a grid stands for: «I квартал», «октябрь»; «» if it stands for none.

    `above` is the caption over it: «Кварталы», «2024 год».
    """
    plain = " ".join(caption.split()).casefold().replace("і", "i").replace("х", "x").rstrip(".")
    year = re.search(r"\b(20\d\d)\b", f"{caption} {above}")
    ending = f" {year[1]}" if year else ""
    plain = re.sub(r" ?\b20\d\d ?(?:г(?:ода?)?\.?)?$", "", plain)
    if (found := _QUARTER.fullmatch(plain)) and (found[2] or "кварт" in above.casefold()):
        number = found[1].upper() if not found[1].isdigit() else ("I", "II", "III", "IV")[int(found[1]) - 1]
        return f"{number} квартал{ending}"
    if found := _HALF.fullmatch(plain):
        number = found[1].upper() if not found[1].isdigit() else "I" * int(found[1])
        return f"{number} полугодие{ending}"
    month = month_number(plain) or month_number(f"{plain}.") or _numbered_month(plain, above)
    return f"{MONTHS_NOMINATIVE[month - 1]}{ending}" if month else ""


def _numbered_month(plain: str, above: str) -> int | None:
    """Return the month that «09» stands for below «Месяц»."""
    found = re.fullmatch(r"0?([1-9]|1[0-2])", plain)
    return int(found[1]) if found and "месяц" in above.casefold() else None
