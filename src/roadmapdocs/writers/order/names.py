"""The names a template of an order may use: what each means, and which of them must be printed.

A path is a name, `.attribute` and `[]` for the entries of a list: in `{% for clause in clauses %}{{ clause.text }}` the
path is `clauses[].text`. `*` stands for a key of the order's own `people:`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmapdocs.model.order import Order

__all__ = ["EXPECTED", "NAMES", "TYPED_IN", "expected_paths", "known_paths"]

NAMES: dict[str, str] = {
    "letterhead[]": "строка бланка",
    "kind": "вид документа: «ПРИКАЗ»",
    "requisites[]": "строка с датой и номером, как их располагает профиль",
    "date_line": "строка даты, как она записана в приказе",
    "number_line": "строка номера, как она записана в приказе",
    "place": "место издания; пусто, если не указано",
    "heading": "заголовок приказа",
    "preamble": "преамбула",
    "command": "«ПРИКАЗЫВАЮ:» так, как его пишет профиль",
    "clauses[].number": "номер пункта с точкой",
    "clauses[].text": "текст пункта",
    "clauses[].bullets[]": "подпункт",
    "signatory.post": "должность подписывающего",
    "signatory.name": "инициалы и фамилия подписывающего",
    "e_signature[]": "строка рамки электронной подписи; пусто, если профиль её не печатает",
    "qr_code": "надпись на месте QR-кода; пусто, если профиль его не печатает",
    "executor[]": "строка отметки об исполнителе",
    "appendices[].mark[]": "строка отметки о приложении",
    "appendices[].stamp[]": "строка грифа утверждения",
    "appendices[].title": "название приложения",
    "visas[].post": "должность визирующего",
    "visas[].name": "инициалы и фамилия визирующего",
    "distribution[].to": "кому рассылается приказ",
    "distribution[].copies": "число экземпляров",
    "acquaintance[].number": "номер строки листа ознакомления",
    "acquaintance[].name": "кто знакомится с приказом",
    "acquaintance[].post": "его должность",
    "people.*.name": "человек из people, например {{ people.ivanova.name | dative }}",
    "people.*.post": "его должность",
    "issuer.name": "название органа",
    "issuer.municipality": "муниципалитет",
    "number": "номер приказа",
    "date": "дата приказа: 30.10.2023",
    "school_year": "учебный год: 2023-2024",
}
"""Path → what it is, for a person who writes a template."""

_INSTEAD: dict[str, tuple[tuple[str, ...], ...]] = {
    "requisites[]": (("date_line", "number_line"), ("date", "number")),
    "letterhead[]": (("issuer.name",),),
}
_AT_CHOICE = ("people.", "issuer.", "date", "number", "school_year")

EXPECTED = {path: _INSTEAD.get(path, ()) for path in NAMES if not path.startswith(_AT_CHOICE)}
"""What a template must print where the order has it, and which other names do as well."""

TYPED_IN = frozenset({"letterhead[]", "kind", "place", "command", "clauses[].number", "acquaintance[].number"})
"""What people type into a template instead, or leave to Word's own numbering."""


def known_paths(order: Order) -> frozenset[str]:
    """Return the paths a template may use for this order: those of `NAMES`, with the keys of its people."""
    return frozenset(path.replace("*", key) for path in NAMES for key in (order.people if "*" in path else ("",)))


def expected_paths(prose: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the paths that must be printed because this prose has something there, with what it has."""
    for path, value in _filled(prose, ""):
        if path in EXPECTED:
            yield path, value


def _filled(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Yield each path below a value once, with the first text found there."""
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _filled(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        found: dict[str, str] = {}
        for inner in value:
            for below, text in _filled(inner, f"{path}[]"):
                found.setdefault(below, text)
        yield from found.items()
