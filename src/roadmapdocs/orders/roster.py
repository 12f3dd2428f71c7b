"""The roster of schools: a CSV as Excel saves it (UTF-8 or cp1251, comma or semicolon), with forgiving headings."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.school import School
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["load_roster", "parse_roster", "roster_csv"]

_HEADINGS = {
    "code": ("code", "код", "№", "номер"),
    "short_name": ("short_name", "школа", "название", "краткое название", "наименование", "краткое наименование"),
    "full_name": ("full_name", "полное название", "полное наименование"),
    "head": ("head", "руководитель", "директор", "фио руководителя"),
    "email": ("email", "e-mail", "почта", "электронная почта", "адрес электронной почты"),
    "staff": ("staff", "педагогических работников", "педработников", "педагогов"),
    "teachers": ("teachers", "учителей"),
    "cluster": ("cluster", "кластер"),
    "municipality": ("municipality", "муниципалитет", "район", "округ"),
}
_NAMES = {fold_words(heading): name for name, headings in _HEADINGS.items() for heading in headings}


def load_roster(path: str | Path) -> tuple[School, ...]:
    """Read a roster file. Raises `DefinitionError` that names every bad line."""
    file = Path(path)
    try:
        return parse_roster(file.read_bytes(), file.name)
    except OSError as error:
        raise DefinitionError(f"cannot read the roster: {error}", place=str(path)) from error


def parse_roster(content: bytes, place: str = "roster") -> tuple[School, ...]:
    """Read the bytes of a roster. Unknown columns are ignored; codes must be unique."""
    lines = list(csv.reader(StringIO(_decoded(content), newline=""), delimiter=_delimiter(content)))
    if not lines:
        raise DefinitionError("the roster is empty", place=place)
    names = [_NAMES.get(fold_words(heading.lstrip("\ufeff"))) for heading in lines[0]]
    for needed in ("code", "short_name"):
        if needed not in names:
            headings = ", ".join(f"«{heading}»" for heading in _HEADINGS[needed][:3])
            raise DefinitionError(f"the roster has no column «{needed}»", hint=f"call it {headings}", place=place)
    schools = list(_schools(names, lines[1:], place))
    _refuse_twins(schools, place)
    return tuple(schools)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _delimiter(content: bytes) -> str:
    heading = content.split(b"\n", 1)[0]
    return max((";", ",", "\t"), key=lambda mark: heading.count(mark.encode()))


def _schools(names: Sequence[str | None], lines: Sequence[Sequence[str]], place: str) -> Iterator[School]:
    problems = []
    for number, line in enumerate(lines, start=2):
        given = {name: cell.strip() for name, cell in zip(names, line, strict=False) if name and cell.strip()}
        if not given:
            continue
        try:
            yield School.model_validate(given)
        except ValidationError as error:
            problems += [f"line {number}, {_where(item['loc'])}: {item['msg']}" for item in error.errors()]
    if problems:
        raise DefinitionError(
            "; ".join(problems), place=place, hint="a code is made of digits, up to eight; numbers are whole"
        )


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)


def _refuse_twins(schools: Sequence[School], place: str) -> None:
    seen: dict[str, str] = {}
    for school in schools:
        if school.code in seen:
            raise DefinitionError(
                f"«{seen[school.code]}» and «{school.short_name}» have the same code {school.code}", place=place
            )
        seen[school.code] = school.short_name


def roster_csv(schools: Sequence[School]) -> bytes:
    """Write a roster that `parse_roster` and Excel read: UTF-8 with a mark, semicolons."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for school in schools:
        values = school.model_dump()
        writer.writerow(["" if values[name] is None else values[name] for name in _HEADINGS])
    return out.getvalue().encode("utf-8-sig")
