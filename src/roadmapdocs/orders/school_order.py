"""A school's own order that approves its roadmaps, as a draft on the same model as any order.

What only the school knows is left blank on the paper: the number, the day, and who is responsible.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.model.order import Clause, Issuer, Order, Signatory
from roadmapdocs.model.requisites import Acquaintance
from roadmapdocs.orders.cases import declined
from roadmapdocs.orders.school_part import subject_of
from roadmapdocs.russian.dates import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmapdocs.model.roadmap import Roadmap
    from roadmapdocs.model.school import School

__all__ = ["school_order"]

_DAY, _NUMBER, _NAME = "«____» ______________ 20____ г.", "________", "\u200b".join(["______"] * 6)
_POST = "Директор"
_PROFILE = "gost-2025"
_READERS = 3
"""Empty rows of the acquaintance list."""

_ABBREVIATION = re.compile(r"[А-ЯЁ]{3,}\b")
"""«МБОУ СОШ № 3» is the same in every case; «Школа № 3» is not."""

_TO_ORDER = re.compile(r"^к\s+приказу\s+(\S.*)", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def school_order(order: Order, school: School, roadmaps: Sequence[Roadmap], *, keeper: str = "") -> Order:
    """Return the draft of a school's order that approves these roadmaps of its own, in the order of the appendices.

    `roadmaps` are the school's, with ids of municipal ones: as it returned them, or its part in them to begin with.
    `keeper` is who answers for them, in the nominative; a blank line without it. Raises `DefinitionError` for a text of
    the municipal order that cannot be said.
    """
    wording = _Wording(order, school, roadmaps, keeper)
    return Order(
        school_year=order.school_year,
        number=_NUMBER,
        date=order.date,
        profile=_PROFILE,
        template="school-order",
        issuer=Issuer(letterhead=tuple(wording.letterhead()), name=_plain(school.short_name), municipality=""),
        date_line=_DAY,
        number_line=f"№ {_NUMBER}",
        appendix_mark=(wording.appendix, f"к приказу {wording.of_school}", f"от {_DAY} № {_NUMBER}"),
        approval_stamp=("{approved}", f"приказом {wording.of_school}", f"от {_DAY}", f"№ {_NUMBER}"),
        title=f"Об утверждении {wording.of_maps} школы на {wording.year}",
        preamble=f"Во исполнение {wording.basis()}",
        clauses=tuple(wording.clauses()),
        signatory=Signatory(name=_plain(school.head) or "____________________", post=_POST),
        acquaintance=Acquaintance(blank_rows=_READERS),
        roadmaps=tuple(wording.appendices()),
    )


class _Wording:
    """What the order says: one roadmap or several, one report for all of them."""

    def __init__(self, order: Order, school: School, roadmaps: Sequence[Roadmap], keeper: str) -> None:
        self.order, self.school, self.roadmaps, self.keeper = order, school, roadmaps, _plain(keeper)
        self.year = f"{order.school_year}-{order.school_year + 1} учебный год"
        self.of_maps = "дорожной карты" if len(roadmaps) == 1 else "дорожных карт"
        self.appendix = "Приложение" if len(roadmaps) == 1 else "Приложение № {appendix}"
        short = _plain(school.short_name)
        self.of_school = short if _ABBREVIATION.match(short) else "школы"

    def letterhead(self) -> Iterator[str]:
        """Yield the school's name in full, and in short in parentheses."""
        full, short = _plain(self.school.full_name), _plain(self.school.short_name)
        yield full or short
        if full:
            yield f"({short})"

    def basis(self) -> str:
        """Cite the municipal order: its mark on an appendix has the department in the genitive already."""
        order = self.order
        mark = "\n".join(line for line in order.appendix_mark if "{date}" not in line and "{number}" not in line)
        of_whom = _TO_ORDER.search(mark)
        dated = f"от {format_day(order.date)} № {order.number}"
        cited = f"{' '.join(of_whom[1].split())} {dated}" if of_whom else f"{dated} ({order.issuer.name})"
        title = " ".join(declined(order, order.title).split())
        return _plain(f"приказа {cited} «{_inner_quotes(title)}»")

    def clauses(self) -> Iterator[Clause]:
        """Yield what the order commands."""
        yield self._approval()
        whom = f": {self.keeper}" if self.keeper else f" {_NAME}"
        yield Clause(id="appoint", text=f"Назначить ответственным за реализацию {self.of_maps}{whom}.")
        due = format_day(self.order.round_of("schools").due)
        yield Clause(
            id="duties",
            text=f"Ответственному за реализацию {self.of_maps}:",
            bullets=(
                "ознакомить исполнителей мероприятий с настоящим приказом под подпись;",
                "обеспечить выполнение мероприятий в установленные сроки;",
                f"подготовить отчёт о реализации {self.of_maps} и представить его в срок до {due}.",
            ),
        )
        yield Clause(id="control", text="Контроль за исполнением настоящего приказа оставляю за собой.")

    def _approval(self) -> Clause:
        subjects = [self._subject(roadmap) for roadmap in self.roadmaps]
        if len(subjects) == 1:
            text = f"Утвердить дорожную карту школы «{subjects[0]}» на {self.year} (приложение)."
            return Clause(id="approve", text=text)
        ends = [";"] * (len(subjects) - 1) + ["."]
        bullets = (
            f"«{subject}» (приложение № {number}){end}"
            for number, (subject, end) in enumerate(zip(subjects, ends, strict=True), start=1)
        )
        text = f"Утвердить дорожные карты школы на {self.year}:"
        return Clause(id="approve", text=text, bullets=tuple(bullets))

    def _subject(self, roadmap: Roadmap) -> str:
        municipal = next(one for one in self.order.roadmaps if one.id == roadmap.id)
        return _plain(_inner_quotes(subject_of(self.order, municipal)))

    def appendices(self) -> Iterator[Roadmap]:
        """Yield the roadmaps with titles of the school's own; what people wrote in them has no holes."""
        for roadmap in self.roadmaps:
            name = _plain(self.school.short_name)
            directions = (one.model_copy(update={"title": _plain(one.title)}) for one in roadmap.directions)
            activities = (
                row.model_copy(
                    update={
                        "text": _plain(row.text),
                        "responsible": _plain(row.responsible),
                        "evidence": _plain(row.evidence),
                        "deadline": row.deadline.model_copy(update={"text": _plain(row.deadline.text)}),
                    }
                )
                for row in roadmap.activities
            )
            yield roadmap.model_copy(
                update={
                    "title": f"Дорожная карта {name}\n«{self._subject(roadmap)}»\nна {self.year}",
                    "approved": "УТВЕРЖДЕНА",
                    "directions": tuple(directions),
                    "activities": tuple(activities),
                }
            )


def _plain(text: str) -> str:
    """Return a text without braces, which an order takes for holes."""
    return text.replace("{", "(").replace("}", ")")


def _inner_quotes(text: str) -> str:
    """Return a text as it stands inside «…»: its own quotation marks become „…“."""
    return text.replace("«", "„").replace("»", "“")
