"""Where a returned file seems to name pupils: in a text, or in a list of names one under another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.readers.blocks import Grid
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.russian.persons import find_persons, is_person
from roadmapdocs.russian.pupils import is_class, is_mark, pupils_in, speaks_of_pupils, speaks_of_staff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from roadmapdocs.readers.blocks import Block, Cell, Paragraph

__all__ = ["ENOUGH", "NamedPupils", "named_pupils"]

ENOUGH = 3
"""Different pupils in a file that make a list; one praised by name does not stop a report."""

_LIST, _LONG_LIST = 3, 5
_OF_STAFF = "Педагоги"
"""Said of a cell whose row speaks of staff: names alone are no pupils there."""
_LONGEST_CAPTION, _LONGEST_NAME = 60, 60
_HEADER = re.compile(r"(?:№|n|код|п/п|ф\.? ?и\.? ?о|фамилия|имя|класс|обучающ|учени[кц]|ребен|ответственн|должность)")
_NAME_PARTS = re.compile(r"(?:фамилия|имя|отчество)\b")


@dataclass(frozen=True, slots=True)
class NamedPupils:
    """A place of a file, and the pupils that seem to be named there, by keys that are not to be shown.

    `group` is the same for cells of one column of a table, and for one run of paragraphs.
    """

    location: str
    keys: frozenset[str]
    group: str


def named_pupils(blocks: Sequence[Block], known: Collection[str] = ()) -> tuple[NamedPupils, ...]:
    """Return the places that name pupils, if the whole file names enough of them to be a list; else nothing.

    `known` are names of the respondent's staff.
    """
    staff = {person.key for name in known for person in find_persons(name)}
    found = tuple(
        NamedPupils(place.location, keys, place.group) for place in _places(blocks) if (keys := place.keys - staff)
    )
    return found if len({key for one in found for key in one.keys}) >= ENOUGH else ()


def _places(blocks: Sequence[Block]) -> Iterator[NamedPupils]:
    lead = ""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Grid):
            yield from _of_run(run, lead)
            run = []
            yield from _Table(lead).read(block)
            lead = ""
        elif block.text.strip():
            if find_persons(block.text):
                run.append(block)
                continue
            yield from _of_run(run, lead)
            run, lead = [], block.text.strip()
    yield from _of_run(run, lead)


def _of_run(run: Sequence[Paragraph], lead: str) -> Iterator[NamedPupils]:
    """Read paragraphs with persons that follow each other, together with the one before them."""
    if run:
        text = "\n".join([_opening(lead), *(paragraph.text.strip() for paragraph in run)])
        yield NamedPupils(run[0].location, _pupils(text), run[0].location)


def _opening(lead: str) -> str:
    """Return a heading as the opening of a list."""
    return f"{lead.rstrip('.:')}:" if lead and speaks_of_pupils(lead) and not speaks_of_staff(lead) else lead


# what a form prints comes again in every school's file, so all questions about single texts are remembered


@lru_cache(maxsize=8192)
def _pupils(text: str) -> frozenset[str]:
    """Return the pupils of a text."""
    return pupils_in(text)


@lru_cache(maxsize=8192)
def _names_somebody(text: str) -> bool:
    """Say whether a text names a person, pupil or not."""
    return bool(find_persons(text))


@lru_cache(maxsize=8192)
def _captions(text: str) -> bool:
    """Say whether a cell is one of those by which a row of captions is known."""
    return len(text) <= _LONGEST_CAPTION and _HEADER.match(fold_words(text)) is not None


@lru_cache(maxsize=1024)
def _for_staff(caption: str) -> bool:
    """Say whether a caption, or a cell beside, speaks of staff."""
    return speaks_of_staff(caption)


@dataclass(slots=True)
class _Table:
    """A grid that is being read. `lead` is the text over it."""

    lead: str
    captions: dict[int, str] = field(default_factory=dict)
    listed: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    """Column → form of the name → keys, of names that nothing says anything about."""
    of_staff: bool = False

    def read(self, grid: Grid) -> Iterator[NamedPupils]:
        """Yield the cells that name pupils, and at the end of each table its columns of names."""
        first: dict[int, str] = {}
        for cells in grid.rows:
            written = [cell for cell in cells if cell.text.strip() and not cell.covered]
            if self._is_header(written):
                yield from self._lists(first, grid)
                self.captions = {cell.column: cell.text for cell in written}
                self.of_staff = any(speaks_of_staff(cell.text) for cell in written)
                continue
            for cell in written:
                if _names_somebody(cell.text) and not _for_staff(self.captions.get(cell.column, "")):
                    first.setdefault(cell.column, cell.location)
                    yield NamedPupils(cell.location, self._of_cell(cell, written), f"{grid.location} {cell.column}")
        yield from self._lists(first, grid)

    def _is_header(self, cells: Sequence[Cell]) -> bool:
        if len(cells) < 2 or any(len(cell.text) > _LONGEST_CAPTION for cell in cells[:1]):  # noqa: PLR2004
            return False
        return any(_captions(cell.text) for cell in cells) and not any(
            _names_somebody(cell.text) or is_class(cell.text) for cell in cells if len(cell.text) < _LONGEST_NAME
        )

    def _of_cell(self, cell: Cell, row: Sequence[Cell]) -> frozenset[str]:
        caption = self.captions.get(cell.column, "")
        name = self._name_at(cell, row)
        if not name:
            if speaks_of_pupils(caption):
                return _pupils(f"{caption}: {cell.text}")
            others = any(_for_staff(other.text) for other in row if other is not cell)
            return _pupils(f"{_OF_STAFF}\n{cell.text}" if others else cell.text)
        key = _key(name)
        if speaks_of_pupils(caption) or self._about_pupils() or self._stands_with_class(cell, row):
            return frozenset() if any(speaks_of_staff(other.text) for other in row if other is not cell) else key
        if any(speaks_of_staff(other.text) for other in row):
            self.of_staff = True
        form = find_persons(name)[0].form
        self.listed.setdefault(cell.column, {}).setdefault(form, set()).update(key)
        return frozenset()

    def _name_at(self, cell: Cell, row: Sequence[Cell]) -> str:
        """Return the name that begins in a cell: all of it, or continued in the cells of given name and patronymic."""
        if len(cell.text) > _LONGEST_NAME or not cell.text.strip()[:1].isalnum():
            return ""
        if _NAME_PARTS.match(fold_words(self.captions.get(cell.column, ""))):
            following = [other.text.strip() for other in row if cell.column <= other.column < cell.column + 3]
            parts = [text for text in following if re.fullmatch(r"[А-ЯЁ][а-яёА-ЯЁ-]+", text)]
            joined = " ".join(parts)
            return joined if is_person(joined) else ""
        return cell.text if is_person(cell.text) else ""

    def _about_pupils(self) -> bool:
        """Say whether the text over the table is about pupils, and the table of nobody else."""
        return speaks_of_pupils(self.lead) and not speaks_of_staff(self.lead) and not self.of_staff

    def _stands_with_class(self, cell: Cell, row: Sequence[Cell]) -> bool:
        return any(
            (is_class(other.text) and (not other.text.strip().isdigit() or self._captioned(other, "класс")))
            or (is_mark(other.text) and (not other.text.strip().isdigit() or self._captioned(other, "отмет", "оцен")))
            for other in row
            if other is not cell
        )

    def _captioned(self, cell: Cell, *beginnings: str) -> bool:
        return any(word in fold_words(self.captions.get(cell.column, "")) for word in beginnings)

    def _lists(self, first: dict[int, str], grid: Grid) -> Iterator[NamedPupils]:
        """Yield columns of names that nothing is said about: by given name alone, or long ones with patronymics."""
        of_staff = self.of_staff or speaks_of_staff(self.lead)
        for column, forms in self.listed.items():
            for form, enough in (("young", _LIST), ("full", _LONG_LIST)):
                keys = forms.get(form, set())
                if len(keys) >= enough and not of_staff:
                    place = first.get(column, grid.location)
                    yield NamedPupils(place, frozenset(keys), f"{grid.location} {column}")
        self.listed = {}


def _key(name: str) -> frozenset[str]:
    return frozenset(person.key for person in find_persons(name)[:1])
