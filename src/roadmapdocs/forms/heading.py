"""What all forms of an order have in common: what they rest on, by when and where they go, and the passport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.forms.codes import ascii_code
from roadmapdocs.model.form import Column, ColumnKind, Field, FieldType, Limits, Row, Table
from roadmapdocs.russian.dates import WEEKDAYS, format_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmapdocs.model.order import Order

__all__ = ["ANSWER", "CODE", "HEAD", "LINE", "PASSPORT", "QUESTION", "REPLY", "basis_of", "passport_of", "whither"]

PASSPORT, ANSWER = "passport", "answer"

CODE = Column(id="code", caption="Код", kind=ColumnKind.CODE, width=6)
QUESTION = Column(id="question", caption="Вопрос", kind=ColumnKind.PRINTED, width=45)
REPLY = Column(id=ANSWER, caption="Ответ", kind=ColumnKind.INPUT, width=72)
"""The columns of a table of questions."""

LINE = Limits(max_length=300)
"""The length of an answer that is a line of text: names, posts, numbers."""

HEAD = Field(
    type=FieldType.TEXT,
    caption="Руководитель (фамилия, имя, отчество)",
    prompt="впишите",
    required=True,
    limits=LINE,
    known_as="head",
)


def basis_of(order: Order, due: date, appendix: str = "") -> tuple[str, ...]:
    """Return the lines over a form's title: the order, the school year, the deadline; `appendix` stands first there."""
    year = f"{order.school_year}/{order.school_year + 1} учебный год. Срок представления: до {_with_weekday(due)}"
    return (
        f"{order.issuer.name}. Приказ от {format_day(order.date)} № {order.number}",
        f"{appendix}. {year}" if appendix else year,
    )


def whither(order: Order, due: date) -> tuple[str, ...]:
    """Return the sentence that says where the filled-in form goes; none where the order names no address."""
    address = order.report_form.return_to
    return (f"Заполненный файл пришлите до {_with_weekday(due)} на адрес {address}.",) if address else ()


def _with_weekday(day: date) -> str:
    return f"{format_day(day)} ({WEEKDAYS[day.weekday()]})"


def passport_of(title: str, fields: Sequence[Field]) -> Table:
    """Return the table of questions about the respondent, coded П1, П2 and so on."""
    rows = (
        Row(id=ascii_code(code), code=code, printed={QUESTION.id: field.caption}, fields={ANSWER: field})
        for code, field in ((f"П{number}", field) for number, field in enumerate(fields, start=1))
    )
    return Table(id=PASSPORT, title=title, columns=(CODE, QUESTION, REPLY), rows=tuple(rows))
