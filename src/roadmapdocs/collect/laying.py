"""The form laid over the blocks of a returned file.

The grid is read first: a table by its captions, a row by its code, whatever their order. A tag or a bookmark only
confirms or repairs. Every piece of text is an answer, printed text of ours, or a finding that quotes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from roadmapdocs.answers import NOT_APPLICABLE, Misread, has_control_characters, normalise, parse_value
from roadmapdocs.collect.index import PAGE_NUMBER, Header, index_of, same_words
from roadmapdocs.collect.prompts import without_prompt
from roadmapdocs.findings import Finding, Place, finding
from roadmapdocs.forms.codes import ascii_code, fold_code
from roadmapdocs.forms.plan import EVENT
from roadmapdocs.model.form import ColumnKind, FieldType
from roadmapdocs.model.submission import MISSING, NOT_ASKED, AddedRow, Given, Missing, NotApplicable
from roadmapdocs.rules.words import is_check_row, is_printed_check
from roadmapdocs.russian.folding import fold_space, fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmapdocs.model.form import Field, Form, Row, Table
    from roadmapdocs.model.submission import Answer
    from roadmapdocs.readers.blocks import Cell, Grid, Paragraph

__all__ = ["Laying"]


@dataclass
class Laying:
    """What has been found so far. `older` says that the file is of an earlier revision of the form."""

    form: Form
    file: str
    older: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unclaimed: list[str] = field(default_factory=list)
    added: list[AddedRow] = field(default_factory=list)
    _seen_rows: set[str] = field(default_factory=set)
    _loose: list[Cell] = field(default_factory=list)
    _codeless: list[tuple[Table, dict[str, Cell]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.index = index_of(self.form.blank)
        self.fields = self.form.blank.fields
        self._over_heading = bool(self.index.stamp)
        self._names = {fold_words(self.form.respondent.short_name), fold_words(self.form.addressee)}

    # --- paragraphs ---

    def lay_paragraph(self, paragraph: Paragraph) -> None:
        """Recognise printed prose and page numbers; anything else is text that no field claims."""
        pieces = paragraph.text.split("\t") if paragraph.running else [paragraph.text]
        for piece in pieces:
            numbered = paragraph.running and PAGE_NUMBER.fullmatch(piece.strip())
            stamped = not paragraph.running and self._in_stamp(piece, paragraph.location)
            if not numbered and not stamped and not self._is_printed(piece):
                self._claim_nothing(piece, paragraph.location)

    def _in_stamp(self, text: str, location: str) -> bool:
        """Keep what was written into the stamp over the heading: a signature, a day, a number; a finding quotes it."""
        if not self._over_heading or len(shown := normalise(text)) > _LONGEST_IN_STAMP:
            return False
        if not self.index.is_printed(text):
            self._find("I503", Place(self.file, location), seen=shown)
        elif shown and fold_words(text) not in self.index.stamp:  # the form itself begins
            self._over_heading = False
            return False
        return True

    def _is_printed(self, text: str) -> bool:
        return self.index.is_printed(text) or fold_words(text) in self._names

    def _claim_nothing(self, text: str, location: str) -> None:
        shown = normalise(text)
        if shown:
            self.unclaimed.append(shown)
            self._find("W401", Place(self.file, location), seen=shown)

    # --- grids ---

    def lay_grid(self, grid: Grid) -> None:
        """Read a grid row by row: header rows say what the columns are, codes say which row it is."""
        header: Header = {}
        for cells in grid.rows:
            if is_check_row([cell.text for cell in cells], self.form.blank):
                self._lay_loose([cell for cell in cells if not is_printed_check(cell.text, self.form.blank)])
                continue
            named = self.index.row(cells, header) or self.index.row_by_words(cells, header)
            self._over_heading = self._over_heading and named is None and not self.index.header(cells)
            if named is not None and (named[0].id in header or not self._lay_by_position(cells, header)):
                self._lay_row(cells, *named, header)
            elif named is None and (found := self.index.header(cells)):
                header = found
                known = {position for columns in found.values() for position in columns}
                self._lay_loose([cell for cell in cells if cell.column not in known])
            elif named is None and not self._lay_by_position(cells, header):
                self._lay_codeless(cells, header)

    def _lay_by_position(self, cells: Sequence[Cell], header: Header) -> bool:
        """Read a row of a table that lost its captions, if its printed cells stand as they were sent."""
        found = self.index.row_by_position(cells)
        if found is None:
            return False
        table, row, columns = found
        self._find("W418", Place(self.file, cells[0].location, table.title), expected=table.title)
        header[table.id] = columns
        self._lay_row(cells, table, row, header)
        return True

    def _lay_row(self, cells: Sequence[Cell], table: Table, row: Row, header: Header) -> None:
        columns = header.get(table.id, {})
        self._seen_rows.add(row.id)
        for cell in cells:
            column = columns.get(cell.column)
            if column in row.fields:
                self._lay_value(cell, row, f"{row.id}.{column}")
            elif column is not None:
                self._compare_printed(cell, table, row, column)
            elif cell.text and not _prints(row, cell.text):
                self._loose.append(cell)

    def _compare_printed(self, cell: Cell, table: Table, row: Row, column: str) -> None:
        is_code = column == table.code_column.id
        own = self.form.printed.get(f"{row.id}.{column}", "")
        expected = row.code if is_code else own or row.printed.get(column, "")
        if same_words(cell.text, expected) or (is_code and fold_code(cell.text) == expected):
            return
        if expected:
            place = Place(self.file, cell.location, row.name, "")
            self._find("W402", place, seen=normalise(cell.text), expected=fold_space(expected))
        else:
            self._loose.append(cell)

    def _lay_value(self, cell: Cell, row: Row, address: str, *, found_by: str = "code") -> None:
        asked = self.fields[address]
        place = Place(self.file, cell.location, row.name, asked.caption) if cell.text or cell.anchors else _NOWHERE
        self._check_tags(cell, address, place)
        answer = self._answer(cell, asked, place, address, found_by)
        earlier = self.answers.get(address, MISSING)
        if isinstance(answer, Missing):
            self.answers.setdefault(address, answer)
        elif isinstance(earlier, Given | NotApplicable):
            if earlier.raw != answer.raw:
                self._find("W405", place, seen=answer.raw, expected=row.code, address=address)
        else:
            self.answers[address] = answer

    def _answer(
        self, cell: Cell, asked: Field, place: Place, address: str, found_by: str
    ) -> Given | NotApplicable | Missing:
        """Read a cell as an answer to a field; what is not surely one is a finding, and the raw text is kept."""
        text = without_prompt(cell.text, asked.shown_prompt)
        if not text:
            return Missing(cell.location)
        raw = normalise(text)
        if has_control_characters(text):
            self._find("W406", place, seen=raw, address=address)
        if not raw:
            return Missing(cell.location)
        read = parse_value(asked, raw)
        if isinstance(read, Misread):
            if asked.type in (FieldType.INTEGER, FieldType.DATE) and fold_words(raw) in NOT_APPLICABLE:
                return NotApplicable(raw, cell.location, found_by)
            self._find(read.code, place, seen=raw, expected=read.expected, address=address)
            return Given(read.value, raw, cell.location, found_by)
        return Given(read, raw, cell.location, found_by)

    def _check_tags(self, cell: Cell, address: str, place: Place) -> None:
        for anchor in cell.anchors:
            tag = _address(anchor)
            if tag in self.fields and tag != address:
                self._find("W403", place, seen=self._called(tag), expected=self._called(address), address=address)

    def _called(self, address: str) -> str:
        row_id, _, _ = address.partition(".")
        return f"{self.form.blank.rows[row_id][1].code}, {self.fields[address].caption}"

    # --- rows without a code ---

    def _lay_codeless(self, cells: Sequence[Cell], header: Header) -> None:
        """A row with a name of its own under a roadmap's captions was added by the school; all else is loose."""
        for table_id, columns in header.items():
            table = next(table for table in self.form.blank.tables if table.id == table_id)
            spare = _spare_rows(table)
            named = {columns[cell.column]: cell for cell in cells if cell.column in columns}
            texts = {column: normalise(cell.text) for column, cell in named.items()}
            tagged = any(_address(anchor) in self.fields for cell in cells for anchor in cell.anchors)
            if spare and texts.get(EVENT) and not texts.get("code") and len(named) > 2 and not tagged:  # noqa: PLR2004
                self._codeless.append((table, named))
                self._lay_loose([cell for cell in cells if cell.column not in columns])
                return
        self._lay_loose(cells)

    def _lay_loose(self, cells: Sequence[Cell]) -> None:
        """Account for cells that no code and caption lead to: printed, or text without a place; tags may place it."""
        tags = (_address(anchor) for cell in cells for anchor in cell.anchors)
        rows = {tag.partition(".")[0] for tag in tags if tag in self.fields}
        beside = {fold_words(text) for row in rows for text in self.form.blank.rows[row][1].printed.values()}
        for cell in cells:
            if self._over_heading and cell.text and not cell.anchors and self._in_stamp(cell.text, cell.location):
                continue
            if cell.text and not self._is_printed(cell.text) and fold_words(cell.text) not in beside:
                self._loose.append(cell)

    # --- afterwards ---

    def place_the_rest(self) -> None:
        """Give loose cells to the fields their tags name, added rows to empty spare rows; name what is missing."""
        for cell in self._loose:
            tags = [tag for tag in map(_address, cell.anchors) if self._is_open(tag)]
            if tags:
                _, row = self.form.blank.rows[tags[0].partition(".")[0]]
                self._seen_rows.add(row.id)
                self._lay_value(cell, row, tags[0], found_by="tag")
            else:
                self._claim_nothing(self._without_any_prompt(cell.text), cell.location)
        for table, named in self._codeless:
            self._place_added(table, named)
        self._name_missing_rows()

    def _is_open(self, address: str) -> bool:
        return address in self.fields and isinstance(self.answers.get(address, MISSING), Missing)

    def _without_any_prompt(self, text: str) -> str:
        prompts = {asked.shown_prompt for asked in self.fields.values()}
        return "" if text.strip() in prompts else text

    def _place_added(self, table: Table, named: Mapping[str, Cell]) -> None:
        """Put an added row into the first empty spare row; past the last one it gets a code of its own."""
        spare = _spare_rows(table)
        free = next((row for row in spare if all(self._is_open(f"{row.id}.{column}") for column in row.fields)), None)
        strange = [cell for column, cell in named.items() if column not in spare[0].fields and cell.text]
        if free is not None:
            for column in free.fields:
                if column in named:
                    self._lay_value(named[column], free, f"{free.id}.{column}", found_by="added")
        else:
            self._add_row(table, spare, named)
        for cell in strange:
            self._claim_nothing(cell.text, cell.location)

    def _add_row(self, table: Table, spare: Sequence[Row], named: Mapping[str, Cell]) -> None:
        minted = sum(row.table == table.id for row in self.added)
        last = spare[-1]
        code = f"{last.code[0]}{int(last.code[1:]) + 1 + minted}"
        answers: dict[str, Answer] = {}
        for column, asked in last.fields.items():
            if column in named:
                place = Place(self.file, named[column].location, code, asked.caption)
                answers[column] = self._answer(named[column], asked, place, f"{ascii_code(code)}.{column}", "added")
        self.added.append(AddedRow(code, table.id, answers))

    def _name_missing_rows(self) -> None:
        """Report the rows the file does not have; in a file of an earlier revision they were not asked."""
        for table in self.form.blank.tables:
            if not any(column.kind is ColumnKind.INPUT for column in table.columns):
                continue
            missing = [row for row in table.asked_rows if row.id not in self._seen_rows]
            if self.older:
                self.answers.update({f"{row.id}.{column}": NOT_ASKED for row in missing for column in row.fields})
            elif len(missing) > 1 and len(missing) == sum(1 for _ in table.asked_rows):
                self._find("W419", Place(self.file, "", table.title), expected=table.title)
            else:
                for row in missing:
                    self._find("W404", Place(self.file, "", table.title), expected=row.name)

    def _find(self, code: str, place: Place, *, seen: str = "", expected: str = "", address: str = "") -> None:
        self.findings.append(finding(code, place, seen=seen, expected=expected, address=address))


_NOWHERE = Place()
_LONGEST_IN_STAMP = 200
"""Characters; what is longer is no line of a stamp."""


def _prints(row: Row, text: str) -> bool:
    """Say whether a text is one that the form itself prints in this row."""
    return fold_words(text) in {fold_words(printed) for printed in (row.code, *row.printed.values())}


def _spare_rows(table: Table) -> list[Row]:
    """Return the printed empty rows of a roadmap's table."""
    return [row for row in table.asked_rows if EVENT in row.fields]


def _address(anchor: str) -> str:
    """Return the address an anchor names: a tag is one, a defined name `fld_A13_date` spells one."""
    return anchor.removeprefix("fld_").replace("_", ".", 1) if anchor.startswith("fld_") else anchor
