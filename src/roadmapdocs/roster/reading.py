"""Lines of a roster → schools and findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from natsort import natsort_keygen

from roadmapdocs.errors import DefinitionError
from roadmapdocs.findings import Place, Severity
from roadmapdocs.model.school import CODE, School
from roadmapdocs.roster.catalogue import CATALOGUE, remark
from roadmapdocs.roster.checks import check_schools
from roadmapdocs.roster.headings import USUAL, find_heading
from roadmapdocs.roster.rows import Line, tables_of
from roadmapdocs.russian.quantities import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order

__all__ = ["Listed", "Roster", "parse_roster", "read_roster"]

_NUMBERS = ("staff", "teachers")
_naturally = natsort_keygen()


@dataclass(frozen=True, slots=True)
class Listed:
    """A school with its place in the file."""

    school: School
    place: Place


@dataclass(frozen=True, slots=True)
class Roster:
    """The schools in natural order («№ 2» before «№ 10») by their codes, and what was odd about their list."""

    schools: tuple[School, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings for which the roster is not to be used."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)


def parse_roster(content: bytes, place: str = "roster") -> tuple[School, ...]:
    """Read the bytes of a roster. Raises `DefinitionError` that names all errors; what is merely odd is let pass."""
    roster = read_roster(content, place)
    if roster.errors:
        said = (_english(found) for found in roster.errors)
        raise DefinitionError("; ".join(said), place=place, hint="correct the roster; three columns are enough")
    return roster.schools


def _english(found: Finding) -> str:
    said = CATALOGUE[found.code].en.format(seen=found.seen, expected=found.expected)
    line = found.place.location.replace("строка", "line")
    where = ", ".join(part for part in (line, f"«{found.place.column}»" if found.place.column else "") if part)
    return f"{where}: {said}" if where else said


def read_roster(content: bytes, place: str = "", order: Order | None = None) -> Roster:
    """Read the bytes of a roster, CSV or a workbook, and look at it; with an order, at its clusters too.

    A school without any usable code or name is left out, with an error. Raises `UnreadableFileError` for a damaged
    workbook.
    """
    for lines in tables_of(content):
        if heading := find_heading(lines):
            return _Reading(lines[heading[0] :], heading[1], place).roster(order)
    lines = next((table for table in tables_of(content) if any(any(line.cells) for line in table)), [])
    if not lines:
        return Roster((), (remark("R606", Place(place)),))
    first = next(line for line in lines if any(line.cells))
    seen = ", ".join(f"«{cell.strip()}»" for cell in first.cells if cell.strip())
    return Roster((), (remark("R605", Place(place), seen=seen),))


class _Reading:
    """One reading of a table whose columns are known."""

    def __init__(self, lines: Sequence[Line], columns: Mapping[str, int], place: str) -> None:
        self.headings, self.lines = lines[0], [line for line in lines[1:] if any(map(str.strip, line.cells))]
        self.columns = columns
        self.file = place
        self.findings: list[Finding] = []

    def roster(self, order: Order | None) -> Roster:
        """Read all lines."""
        self._note_unused()
        listed = list(self._listed())
        if not listed and not self.findings:
            self.findings.append(remark("R606", Place(self.file)))
        schools = tuple(sorted((each.school for each in listed), key=lambda school: _naturally(school.code)))
        found = (*self.findings, *check_schools([(each.school, each.place) for each in listed], order))
        return Roster(schools, tuple(sorted(found, key=lambda finding: -finding.severity)))

    def _note_unused(self) -> None:
        free = ", ".join(heading for name, heading in USUAL.items() if name not in self.columns)
        for place, heading in enumerate(self.headings.cells):
            if heading.strip() and place not in self.columns.values() and free:
                self.findings.append(remark("R621", Place(self.file), seen=heading.strip(), expected=free))

    def _listed(self) -> Iterator[Listed]:
        lines = [(line, self._cells(line)) for line in self.lines]
        if "code" not in self.columns:
            lines = self._with_codes(lines)
        for line, given in lines:
            place = Place(self.file, f"строка {line.number}", given.get("short_name", ""))
            problems = list(_problems(given, place))
            self.findings += problems
            if not problems:
                yield Listed(_school(given), place)

    def _cells(self, line: Line) -> dict[str, str]:
        """Return the cells by the model's names, their blanks evened out; say where that changed a name."""
        given = {}
        for name, place in self.columns.items():
            text = line.cells[place] if place < len(line.cells) else ""
            evened = " ".join(text.replace("\ufeff", "").split())
            if evened:
                given[name] = evened
            if name == "short_name" and re.search(r"[^\S\u00a0]{2,}", text.strip()):
                where = Place(self.file, f"строка {line.number}", evened)
                self.findings.append(remark("R616", where, seen=evened))
        return given

    def _with_codes(self, lines: list[tuple[Line, dict[str, str]]]) -> list[tuple[Line, dict[str, str]]]:
        """Give codes 01, 02 … in the natural order of names."""
        named = [given for _, given in lines if "short_name" in given]
        named.sort(key=lambda given: _naturally(given["short_name"]))
        width = max(2, len(str(len(named))))
        for number, given in enumerate(named, start=1):
            given["code"] = f"{number:0{width}}"
        if named:
            seen = f"{named[0]['code']} … {named[-1]['code']}"
            self.findings.append(remark("R611", Place(self.file), seen=seen))
        return lines


def _problems(given: Mapping[str, str], place: Place) -> Iterator[Finding]:
    if "short_name" not in given:
        yield remark("R603", place)
        return
    if not re.fullmatch(CODE, given.get("code", "")):
        code = "R602" if "code" in given else "R607"
        yield remark(code, Place(place.file, place.location, place.item, "Код"), seen=given.get("code", ""))
    for name in _NUMBERS:
        number = whole_number(given.get(name, "0"))
        if number is None or number < 0:
            where = Place(place.file, place.location, place.item, USUAL[name])
            yield remark("R604", where, seen=given[name])


def _school(given: Mapping[str, str]) -> School:
    numbers = {name: whole_number(given[name]) for name in _NUMBERS if name in given}
    return School.model_validate({**given, **numbers})
