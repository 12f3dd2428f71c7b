"""What is wrong with a department's own template: names the order does not give, requisites it never prints, tags."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from roadmapdocs.findings import Place
from roadmapdocs.orders.check.catalogue import remark
from roadmapdocs.russian.declension import CASES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.template import Fault, FaultKind, Spot, TemplateReading, Use

__all__ = ["place_of", "template_remarks"]

_PARTS = {
    "body": "основной текст",
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "properties": "свойства файла",
}
_CODES: dict[FaultKind, str] = {
    "filter": "O802",
    "syntax": "O803",
    "statement": "O803",
    "unclosed": "O804",
    "unopened": "O804",
    "uneven": "O804",
    "unfinished": "O805",
    "lost": "O806",
    "lacking": "O807",
    "split": "O810",
}
_STEP = re.compile(r"[^.\[\]]+|\[\]")
_LONGEST = 60


def template_remarks(
    reading: TemplateReading,
    *,
    known: Collection[str],
    expected: Iterable[tuple[str, str]],
    instead: Mapping[str, Sequence[Sequence[str]]],
    typed_in: Collection[str],
    meaning: Mapping[str, str],
) -> Iterator[Finding]:
    """Yield the remarks about a template.

    `known` are the paths an order gives, `expected` those it has something for, with that text; `instead` names the
    paths that do as well, `typed_in` what people type into a template, `meaning` says in Russian what a path is.
    """
    for fault in reading.faults:
        yield remark(_CODES[fault.kind], place_of(fault.spot), seen=fault.seen, expected=_remedy(fault))
    if reading.uses is None:
        return
    for use in reading.uses:
        if not _leads(use.path, known):
            yield remark("O801", place_of(use.spot), seen=use.written, expected=_nearest(use, known))
    printed = {use.path for use in reading.uses if use.printed}
    for path, text in expected:
        ways = ((path,), *instead.get(path, ()))
        if not any(all(_is_printed(one, printed) for one in way) for way in ways):
            code = "O809" if path in typed_in else "O808"
            place = Place("", "", f"шаблон в целом, {meaning[path].partition(';')[0]}")
            yield remark(code, place, seen=_cut(text), expected=f"вставить {_as_tag(path)}")


def place_of(spot: Spot | None) -> Place:
    """Name the place of a paragraph: its part, table and row, its number, and how its text begins."""
    if spot is None:
        return Place("", "", "шаблон в целом")
    table = f", таблица {spot.table}, строка {spot.row}" if spot.table else ""
    location = f"{spot.part}:{spot.paragraph}"
    return Place("", location, f"{_PARTS[spot.part]}{table}, абзац {spot.paragraph}: {_cut(spot.text)}")


def _cut(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST].rstrip()}…"


# --- names -------------------------------------------------------------------------------------------------------


def _leads(path: str, known: Collection[str]) -> bool:
    """Say whether a path is one of the order's, or the beginning of one."""
    return path in known or any(other.startswith((f"{path}.", f"{path}[")) for other in known)


def _is_printed(path: str, printed: Collection[str]) -> bool:
    """Say whether a path is printed itself, or as part of a list or group printed as a whole."""
    return any(path == whole or path.startswith((f"{whole}.", f"{whole}[")) for whole in printed)


def _nearest(use: Use, known: Collection[str]) -> str:
    """Propose the name meant, or say which names stand where the path goes wrong."""
    right: list[str] = []
    for step in _STEP.findall(use.path):
        prefix = _joined(right)
        if not _leads(_joined([*right, step]), known):
            return _proposal(use, step, _below(prefix, known))
        right.append(step)
    return "убрать"


def _proposal(use: Use, wrong: str, names: list[str]) -> str:
    near = get_close_matches(wrong, names, n=1, cutoff=0.55)
    if near:
        return f"«{use.written.replace(wrong, near[0])}»"
    return f"одно из имён: {', '.join(names)}" if names else "убрать: дальше имён нет"


def _joined(steps: list[str]) -> str:
    return "".join(step if step == "[]" or not place else f".{step}" for place, step in enumerate(steps))


def _below(prefix: str, known: Collection[str]) -> list[str]:
    """Return the names that may follow a path."""
    start = f"{prefix}." if prefix else ""
    rest = {path.removeprefix(start) for path in known if path.startswith(start)}
    return sorted({_STEP.findall(path)[0] for path in rest if not path.startswith("[")})


def _as_tag(path: str) -> str:
    """Return a path as one writes it: `{{ clause.text }}` in a loop over `clauses`."""
    *lists, last = path.split("[]")
    if not lists:
        return f"{{{{ {path} }}}}"
    *_, inner = lists
    one = {"": "line"}.get(inner, inner.rpartition(".")[2].removesuffix("s") or "line")
    return f"{{{{ {one}{last} }}}} в цикле по «{path.rpartition('[]')[0].replace('[]', '')}»"


# --- tags --------------------------------------------------------------------------------------------------------


_REMEDIES: dict[FaultKind, str] = {
    "syntax": "запись вида {{ имя }}, {{ имя | dative }}, {%p if имя %} или {%p for строка in список %}",
    "statement": "убрать: приказ печатается по одному шаблону",
    "unclosed": "закрыть блок: {%p endfor %} или {%p endif %}",
    "unopened": "поставить перед ним начало блока или убрать его",
    "uneven": "записать начало и конец одинаково: {%p for … %} и {%p endfor %} или {% for … %} и {% endfor %}",
    "unfinished": "по две фигурные скобки с каждой стороны, в одном абзаце",
    "lost": "перенести текст в соседний абзац (соседнюю строку)",
    "lacking": "вернуть из образца: roadmapdocs layout ПАПКА",
    "split": "набрать тег заново одним куском или оформить его целиком",
}
_CURLY = re.compile(r"[«»“”„‘’]")


def _remedy(fault: Fault) -> str:
    if fault.kind == "filter":
        near = get_close_matches(fault.seen, [*CASES, "agree"], n=1)
        return f"«{near[0]}»" if near else f"падеж ({', '.join(CASES)}), agree или обычный фильтр Jinja"
    if fault.kind == "syntax" and _CURLY.search(fault.seen):
        return 'прямые кавычки внутри скобок: "школа", а не «школа»'
    return _REMEDIES[fault.kind]
