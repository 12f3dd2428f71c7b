"""A returned file × a form → a `Submission`: the form is laid over the blocks of the file.

The grid is read first: a table by its captions, a row by its code, whatever their order. A tag or a bookmark only
confirms or repairs. Every piece of text is an answer, printed text of ours, or a finding that quotes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from roadmapdocs.answers import NOT_APPLICABLE, Misread, has_control_characters, normalise, parse_value
from roadmapdocs.collect.prompts import without_prompt
from roadmapdocs.findings import Finding, Place, finding
from roadmapdocs.forms.codes import fold_code
from roadmapdocs.forms.key import KEY_LABEL
from roadmapdocs.model.form import Blank, ColumnKind, Field, FieldType, Form, Row, SectionRow, Table
from roadmapdocs.model.submission import MISSING, Answer, Given, Missing, NotApplicable, Submission
from roadmapdocs.readers.blocks import Cell, Grid, Paragraph, Returned
from roadmapdocs.rules import Answered, broken_rules
from roadmapdocs.russian.folding import fold_space, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["collect"]


def collect(returned: Returned, form: Form, *, file: str = "", content: bytes = b"") -> Submission:
    """Lay `form` over a returned file: match, read the values, check the rules. Never raises for what was typed."""
    laid = _Laying(form, file)
    for block in returned.blocks:
        if isinstance(block, Grid):
            laid.lay_grid(block)
        else:
            laid.lay_paragraph(block)
    laid.repair_by_tags()
    laid.name_missing_rows()
    answers: dict[str, Answer] = {address: laid.answers.get(address, MISSING) for address in form.blank.fields}
    broken = broken_rules(Answered(form.blank, answers, file))
    return Submission(
        form=form,
        answers=answers,
        findings=(*laid.findings, *broken, *_reasons_without_row(form.blank, answers, file)),
        unclaimed=tuple(laid.unclaimed),
        file=file,
        sha256=sha256(content).hexdigest() if content else "",
    )


def _reasons_without_row(blank: Blank, answers: Mapping[str, Answer], file: str) -> Iterator[Finding]:
    """Yield a finding for every line of the reference table that explains something but does not say what."""
    if blank.reference is None:
        return
    table = next(table for table in blank.tables if table.id == blank.reference.table)
    for row in table.asked_rows:
        named, *others = sorted(row.fields, key=lambda column: column != blank.reference.names)  # type: ignore[union-attr]
        given = [answers[f"{row.id}.{column}"] for column in others]
        explained = [answer.raw for answer in given if not isinstance(answer, Missing)]
        if explained and isinstance(answers[f"{row.id}.{named}"], Missing):
            place = Answered(blank, answers, file).place(f"{row.id}.{named}")
            yield finding("W407", place, seen=explained[0], address=f"{row.id}.{named}")


# --- what the form prints, folded once per blank ------------------------------------------------------------------


@dataclass(frozen=True)
class _Index:
    """How the tables and rows of a blank are recognised."""

    captions: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, tuple[Table, Row]]
    printed: frozenset[str]


@lru_cache(maxsize=64)
def _index(blank: Blank) -> _Index:
    captions = {t.id: {fold_words(column.caption): column.id for column in t.columns} for t in blank.tables}
    codes = {row.code: (table, row) for table, row in blank.rows.values()}
    return _Index(captions, codes, frozenset(fold_words(text) for text in _printed(blank)))


def _printed(blank: Blank) -> Iterator[str]:
    yield blank.title
    yield from blank.basis
    yield from blank.instructions
    for table in blank.tables:
        yield table.title
        yield table.about
        yield from (row.title for row in table.rows if isinstance(row, SectionRow))


# --- laying the form over the file --------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(r"(?:страница|стр\.)?\s*\d*\s*(?:из\s*\d*)?", re.IGNORECASE)
_KEY_LINE = re.compile(rf"{KEY_LABEL}\W*\w*\W*{_PAGE_NUMBER.pattern}", re.IGNORECASE)

Header = dict[str, dict[int, str]]
"""Table id → grid column → column id: what the header row last seen says."""


@dataclass
class _Laying:
    """What has been found so far."""

    form: Form
    file: str
    answers: dict[str, Answer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unclaimed: list[str] = field(default_factory=list)
    seen_rows: set[str] = field(default_factory=set)
    loose: list[Cell] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.index = _index(self.form.blank)
        self.fields = self.form.blank.fields
        self._names = {fold_words(self.form.respondent.short_name), fold_words(self.form.addressee)}

    # --- paragraphs ---

    def lay_paragraph(self, paragraph: Paragraph) -> None:
        """Recognise printed prose and page numbers; anything else is text that no field claims."""
        pieces = paragraph.text.split("\t") if paragraph.running else [paragraph.text]
        for piece in pieces:
            numbered = paragraph.running and _PAGE_NUMBER.fullmatch(piece.strip())
            if not numbered and not self._is_printed(piece):
                self._claim_nothing(piece, paragraph.location)

    def _is_printed(self, text: str) -> bool:
        folded = fold_words(text)
        return (
            not folded
            or folded in self.index.printed
            or folded in self._names
            or _KEY_LINE.fullmatch(text.strip()) is not None
            or folded.strip(" _/") == fold_words(self.form.blank.signature)
        )

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
            named = self._row(cells, header)
            if named is not None:
                self._lay_row(cells, *named, header)
            elif found := self._header(cells):
                header = found
                known = {position for columns in found.values() for position in columns}
                self._lay_loose([cell for cell in cells if cell.column not in known])
            else:
                self._lay_loose(cells)

    def _row(self, cells: list[Cell], header: Header) -> tuple[Table, Row] | None:
        code_columns = {
            position for columns in header.values() for position, column in columns.items() if column == "code"
        }
        for cell in cells:
            if cell.column in code_columns and (code := fold_code(cell.text)) in self.index.codes:
                return self.index.codes[code]
        return self._row_by_bookmark(cells)

    def _row_by_bookmark(self, cells: list[Cell]) -> tuple[Table, Row] | None:
        for cell in cells:
            for anchor in cell.anchors:
                if anchor.startswith("r_") and anchor[2:] in self.form.blank.rows:
                    return self.form.blank.rows[anchor[2:]]
        return None

    def _header(self, cells: list[Cell]) -> Header:
        """Return what a row of captions says, for every table whose captions fit best; empty if it is none."""
        folded = [(cell.column, fold_words(cell.text)) for cell in cells if cell.text]
        best: Header = {}
        most = 2
        for table, captions in self.index.captions.items():
            matched = {position: captions[text] for position, text in folded if text in captions}
            if "code" in matched.values() and len(matched) >= most and 2 * len(matched) >= len(folded):
                if len(matched) > most:
                    best = {}
                most = len(matched)
                best[table] = matched
        return best

    def _lay_loose(self, cells: list[Cell]) -> None:
        """Account for cells that no code and caption lead to: printed, or text without a place; tags may place it."""
        tags = (self._address(anchor) for cell in cells for anchor in cell.anchors)
        rows = {tag.partition(".")[0] for tag in tags if tag in self.fields}
        beside = {fold_words(text) for row in rows for text in self.form.blank.rows[row][1].printed.values()}
        for cell in cells:
            if cell.text and not self._is_printed(cell.text) and fold_words(cell.text) not in beside:
                self.loose.append(cell)

    def _lay_row(self, cells: list[Cell], table: Table, row: Row, header: Header) -> None:
        columns = header.get(table.id, {})
        printed = {fold_words(text) for text in (row.code, *row.printed.values())}
        self.seen_rows.add(row.id)
        for cell in cells:
            column = columns.get(cell.column)
            if column in row.fields:
                self._lay_value(cell, row, f"{row.id}.{column}")
            elif column is not None:
                self._compare_printed(cell, table, row, column)
            elif cell.text and fold_words(cell.text) not in printed:
                self.loose.append(cell)

    def _compare_printed(self, cell: Cell, table: Table, row: Row, column: str) -> None:
        expected = row.code if column == table.code_column.id else row.printed.get(column, "")
        if cell.text == expected or fold_space(cell.text) == fold_space(expected):
            return
        if column == table.code_column.id and fold_code(cell.text) == expected:
            return
        if expected:
            place = Place(self.file, cell.location, row.name, "")
            self._find("W402", place, seen=normalise(cell.text), expected=fold_space(expected))
        else:
            self.loose.append(cell)

    def _lay_value(self, cell: Cell, row: Row, address: str, *, found_by: str = "code") -> None:
        asked = self.fields[address]
        place = Place(self.file, cell.location, row.name, asked.caption)
        self._check_tags(cell, address, place)
        text = without_prompt(cell.text, asked.shown_prompt)
        raw = normalise(text)
        if has_control_characters(text):
            self._find("W406", place, seen=raw, address=address)
        earlier = self.answers.get(address, MISSING)
        if not raw:
            self.answers.setdefault(address, Missing(cell.location))
        elif not isinstance(earlier, Missing):
            if earlier.raw != raw:
                self._find("W405", place, seen=raw, expected=row.code, address=address)
        else:
            self.answers[address] = self._typed(asked, raw, place, address, found_by)

    def _typed(self, asked: Field, raw: str, place: Place, address: str, found_by: str) -> Answer:
        if asked.type in (FieldType.INTEGER, FieldType.DATE) and fold_words(raw) in NOT_APPLICABLE:
            return NotApplicable(raw, place.location, found_by)
        value = parse_value(asked, raw)
        if isinstance(value, Misread):
            self._find(value.code, place, seen=raw, expected=value.expected, address=address)
            return Given(None, raw, place.location, found_by)
        return Given(value, raw, place.location, found_by)

    def _check_tags(self, cell: Cell, address: str, place: Place) -> None:
        for anchor in cell.anchors:
            tag = self._address(anchor)
            if tag in self.fields and tag != address:
                self._find("W403", place, seen=self._called(tag), expected=self._called(address), address=address)

    @staticmethod
    def _address(anchor: str) -> str:
        """Return the address an anchor names: a tag is one, a defined name `fld_A13_date` spells one."""
        return anchor.removeprefix("fld_").replace("_", ".", 1) if anchor.startswith("fld_") else anchor

    def _called(self, address: str) -> str:
        row_id, _, _ = address.partition(".")
        return f"{self.form.blank.rows[row_id][1].code}, {self.fields[address].caption}"

    # --- afterwards ---

    def repair_by_tags(self) -> None:
        """Give cells that no code and caption led to, but whose tag names an unanswered field, to that field."""
        for cell in self.loose:
            tags = [tag for tag in map(self._address, cell.anchors) if self._is_open(tag)]
            if tags:
                _, row = self.form.blank.rows[tags[0].partition(".")[0]]
                self.seen_rows.add(row.id)
                self._lay_value(cell, row, tags[0], found_by="tag")
            else:
                self._claim_nothing(self._without_any_prompt(cell.text), cell.location)

    def _is_open(self, address: str) -> bool:
        return address in self.fields and isinstance(self.answers.get(address, MISSING), Missing)

    def _without_any_prompt(self, text: str) -> str:
        prompts = {asked.shown_prompt for asked in self.fields.values()}
        return "" if text.strip() in prompts else text

    def name_missing_rows(self) -> None:
        """Report the rows of the form that the file does not have."""
        for table in self.form.blank.tables:
            for row in table.asked_rows:
                if row.id not in self.seen_rows and any(c.kind is ColumnKind.INPUT for c in table.columns):
                    self._find("W404", Place(self.file, "", table.title), expected=row.name)

    def _find(self, code: str, place: Place, *, seen: str = "", expected: str = "", address: str = "") -> None:
        self.findings.append(finding(code, place, seen=seen, expected=expected, address=address))
