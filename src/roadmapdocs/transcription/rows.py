"""The body of a table: which rows are directions, which are activities, which only go on with the row above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.model.roadmap import Role
from roadmapdocs.russian.deadlines import parse_deadline
from roadmapdocs.russian.folding import fold_space
from roadmapdocs.transcription.alignment import aligned
from roadmapdocs.transcription.directions import DirectionTitle, depth_of, is_number, split_direction
from roadmapdocs.transcription.headers import same_captions
from roadmapdocs.transcription.paper import joined, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmapdocs.readers.blocks import Cell
    from roadmapdocs.transcription.headers import Header
    from roadmapdocs.transcription.paper import Notes, Table

__all__ = ["Body", "Row", "fill_down", "mend_cells", "read_body"]

_LONG_NOTE = 250
_HANGING = re.compile(r"(?:[-–—,]|\b(?:до|с|со|по|и|в|не позднее))\s*$", re.IGNORECASE)
"""How a deadline ends that goes on in the next row: «март –», «с 1 по»."""

_SOME_YEAR = 2023  # only whether a phrase is a deadline is asked


@dataclass(slots=True)
class Row:
    """An activity: the cells by column of the table. None is a cell that a merged one above covers."""

    direction: int | None
    cells: list[str | None]
    place: str

    def text(self, index: int) -> str:
        """Return the text of a cell."""
        return self.cells[index] or ""


@dataclass(slots=True)
class Body:
    """What a roadmap's tables say below their captions."""

    directions: list[DirectionTitle] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def open(self, title: DirectionTitle) -> None:
        """Begin a direction; one that a continued table repeats goes on."""
        if not (self.directions and self.directions[-1] == title):
            self.directions.append(title)


def read_body(table: Table, header: Header, body: Body, notes: Notes, *, skip: int | None = None) -> None:
    """Read the rows of a table into `body`; of a table that goes on with another one `skip` rows are its heading."""
    _Reader(table, header, body, notes).read(header.body if skip is None else skip)


class _Reader:
    def __init__(self, table: Table, header: Header, body: Body, notes: Notes) -> None:
        self.table, self.header, self.body, self.notes = table, header, body, notes
        self.roles = [slot.role for slot in header.slots]
        self.number = self._index(Role.NUMBER)
        self.event = self._index(Role.EVENT)
        self.captions = header.captions

    def _index(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None

    def read(self, start: int) -> None:
        rows = self.table.rows
        for index in range(start, len(rows)):
            row = rows[index]
            said = [cell for cell in row if cell.text.strip()]
            if not said:
                continue
            if self._is_furniture(row, said):
                self.notes.set_aside(*(cell.text for cell in said))
                continue
            cells = self._placed(row)
            title = self._direction(row, cells, self._next_number(index))
            if title is not None:
                self._take_direction(title, said[0].location)
            elif self._goes_on(cells):
                self._join(self._realigned(row, cells), said[0].location)
            else:
                self._add(self._realigned(row, cells, own=True), said[0].location)

    # --- cells ---

    def _placed(self, row: Sequence[Cell]) -> list[str | None]:
        """Return the cells of a row by column of the heading."""
        width = len(self.roles)
        if self.table.ragged or len(row) == width:
            cells: list[str | None] = [None if cell.covered else cell.text.strip() for cell in row[:width]]
            if len(row) > width:
                more = " ".join(cell.text for cell in row[width:] if cell.text.strip())
                cells[-1] = f"{cells[-1] or ''} {more}".strip()
            return cells + [""] * (width - len(cells))
        cells = [None] * width
        for cell in row:
            index = self.header.slot_at(cell.column)
            before = cells[index]
            text = None if cell.covered else cell.text.strip()
            cells[index] = text if before is None else f"{before}\n{text or ''}".strip()
        return cells

    def _realigned(self, row: Sequence[Cell], cells: list[str | None], *, own: bool = False) -> list[str | None]:
        """Put the cells of a row that lost some where they belong."""
        if not self.table.ragged or len(row) >= len(self.roles):
            return cells
        above = {} if own or not self.body.rows else dict(enumerate(map(str, self._last_texts())))
        texts = [cell.text.strip() for cell in row]
        if own:
            self.notes.say("T407", fold_space(" | ".join(texts)), place=row[0].location if row else "")
        return list(
            aligned(
                [self.table.mend(text) if len(text) < _LONG_NOTE else text for text in texts], self.roles, above=above
            )
        )

    def _last_texts(self) -> list[str]:
        return [text or "" for text in self.body.rows[-1].cells]

    # --- kinds of row ---

    def _is_furniture(self, row: Sequence[Cell], said: Sequence[Cell]) -> bool:
        """Say whether a row repeats the captions, or numbers the columns."""
        if same_captions(row, self.captions):
            return True
        numbers = [cell.text.strip().rstrip(".") for cell in said]
        counted = [str(number) for number in range(1, len(numbers) + 1)]
        whole = len(numbers) > 2 or len(numbers) == len(self.roles)  # noqa: PLR2004 - «1 2» may be half of a row
        return whole and numbers == counted

    def _direction(self, row: Sequence[Cell], cells: Sequence[str | None], following: str) -> DirectionTitle | None:
        said = [(index, text) for index, text in enumerate(cells) if text]
        if any(cell.covered for cell in row):
            return None
        number = ""
        if len(said) == 2 and said[0][0] == self.number:  # noqa: PLR2004 - the number and the title
            number, said = said[0][1], said[1:]
        if len(said) != 1 or (number and not is_number(number)):
            return None
        at, text = said[0]
        title = fold_space(self.table.mend(text))
        across = len(row) <= 1 + bool(number) and len(self.roles) > 1 + bool(number)
        if not self._may_be_title(title, at, across=across) or not _is_above(number, following, across=across):
            return None
        if number:
            return DirectionTitle(number, title)
        if self.number is not None and at == self.number and is_number(title):
            return None
        return split_direction(title)

    def _may_be_title(self, title: str, at: int, *, across: bool) -> bool:
        if re.match(r"[a-zа-яё(,;–-]", title) and not re.match(r"(?:[ivx]+|[а-я])[.)] ", title):
            return False
        early = at <= max(self.event or 0, 1)
        return early and (across or len(title) < _LONG_NOTE)

    def _goes_on(self, cells: Sequence[str | None]) -> bool:
        """Say whether a row only goes on with the one above."""
        if not self.body.rows or (self.number is not None and cells[self.number]):
            return False
        if self.body.rows[-1].direction != self._current():
            return False
        event = cells[self.event] if self.event is not None else ""
        if not event:
            return True
        before = self.body.rows[-1].text(self.event or 0).rstrip()
        if not re.match(r"[a-zа-яё(,;]", event) and not (self.table.ragged and re.match(r"[-–•] ", event)):
            return False
        if self.table.ragged:
            return True
        return not re.search(r"[.;:!?]$", before) and not self._has_own_deadline(cells)

    def _has_own_deadline(self, cells: Sequence[str | None]) -> bool:
        if Role.DEADLINE not in self.roles:
            return False
        index = self.roles.index(Role.DEADLINE)
        texts = (cells[index] or "", self.body.rows[-1].text(index))
        if _HANGING.search(texts[1]):
            return False
        return all(parse_deadline(text, _SOME_YEAR).status not in ("vague", "empty") for text in texts)

    # --- results ---

    def _current(self) -> int | None:
        return len(self.body.directions) - 1 if self.body.directions else None

    def _take_direction(self, title: DirectionTitle, place: str) -> None:
        text = f"{title.number} {title.title}".strip()
        if len(text) > _LONG_NOTE:
            self.notes.say("T901", text, place=place)
        elif self.body.directions and self.body.directions[-1] == title:
            self.notes.set_aside(text)
        else:
            self.body.open(title)

    def _add(self, cells: list[str | None], place: str) -> None:
        self.body.rows.append(Row(self._current(), cells, place))

    def _join(self, cells: Sequence[str | None], place: str) -> None:
        """Add the pieces of a row to those of the row above."""
        above = self.body.rows[-1]
        covered = self.number is not None and cells[self.number] is None
        for index, piece in enumerate(cells):
            before = above.text(index)
            if not piece or (covered and piece == before):
                self.notes.set_aside(piece or "")
            elif covered and before:
                above.cells[index] = f"{before}\n{piece}"
            else:
                above.cells[index] = self._whole(before, piece)
        self.notes.say("T404", " | ".join(fold_space(piece) for piece in cells if piece), place=place)

    def _whole(self, before: str, piece: str) -> str:
        whole = joined(before, piece)
        if len(whole) < len(before) + len(piece):  # a hyphen went: the halves of the word are no words of the order
            self.notes.set_aside(before.rsplit(maxsplit=1)[-1], piece.split(maxsplit=1)[0])
        return whole

    def _next_number(self, index: int) -> str:
        """Return the number of the next row that has one."""
        if self.number is None:
            return ""
        for row in self.table.rows[index + 1 : index + 6]:
            if not same_captions(row, self.captions) and row and is_number(row[0].text.strip()):
                return row[0].text.strip()
        return ""


def _is_above(number: str, following: str, *, across: bool) -> bool:
    """Say whether a row with this number is a heading of the rows that follow, and not one of them."""
    if not number:
        return True
    if depth_of(number) == 0:
        return True
    own, next_ = re.findall(r"\d+", number), re.findall(r"\d+", following)
    if len(next_) > len(own) and next_[: len(own)] == own:
        return True
    if depth_of(number) > 1:
        return False
    return across or (next_ == ["1"] and own != ["1"])


def mend_cells(body: Body, mend: Callable[[str], str], notes: Notes) -> None:
    """Fold the blanks of the cells, now that all pieces of each are together; halves of words are set aside."""
    for row in body.rows:
        for index, text in enumerate(row.cells):
            if text is not None:
                row.cells[index] = mend(text)
                notes.set_aside(*(words_of([text]) - words_of([row.cells[index] or ""])).elements())


def fill_down(body: Body, roles: Sequence[Role | None], captions: Mapping[int, str], notes: Notes) -> None:
    """Repeat the text of merged cells in each of their rows, and that of levels and stages in the rows below."""
    filled: dict[int, list[str]] = {}
    shared: dict[tuple[int, str], str] = {}  # column and text of merged cells → where the first stands
    number = roles.index(Role.NUMBER) if Role.NUMBER in roles else None
    for above, row in zip([None, *body.rows], body.rows, strict=False):
        within = above is not None and above.direction == row.direction
        for index, role in enumerate(roles):
            text = above.text(index) if above is not None and within else ""
            if row.cells[index] is None:
                row.cells[index] = "" if role in (Role.NUMBER, Role.EVENT) else text
                if row.cells[index]:
                    shared.setdefault((index, text), row.place)
            elif not row.cells[index] and role in (Role.LEVEL, Role.STAGE) and text:
                row.cells[index] = text
                filled.setdefault(index, []).append(row.text(number) if number is not None else row.place)
    for (index, text), place in shared.items():
        notes.say("T405", text, place=place, column=captions[index])
    for index, rows in filled.items():
        notes.say("T411", ", ".join(rows), place=body.rows[0].place, column=captions[index], expected=captions[index])
