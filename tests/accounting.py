"""Adding up a returned file: nothing typed may be lost, and nothing is counted by the library's own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.model.submission import Given, NotApplicable, Submission
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.blocks import Grid, Returned
from roadmapdocs.russian.folding import fold_words
from roadmapdocs.writers import write_form

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECK_SHEET, CHECK_LINE = "Проверка", "Проверка: "
"""What reckons by itself in a workbook: its words change while a school types (see `test_check_sheet.py`)."""

_PAGE_NUMBER = re.compile(r"(?:Страница )?\d+(?: из \d+)?")


def squeezed(text: str) -> str:
    """A text without blanks, points and the difference between alphabets."""
    return re.sub(r"[\s.,;:]", "", fold_words(text))


def texts(returned: Returned) -> Iterator[str]:
    """Every piece of text of a file, cell by cell and paragraph by paragraph."""
    for block in returned.blocks:
        if not isinstance(block, Grid):
            yield from block.text.split("\t")
        elif block.location != CHECK_SHEET:
            yield from (cell.text for row in block.rows for cell in row if not cell.text.startswith(CHECK_LINE))


def assert_accounted(submission: Submission, returned: Returned) -> None:
    """Every non-empty piece of text is an answer, stood in the form as it was sent, or is quoted by a finding."""
    form = submission.form
    given = [*submission.answers.values(), *(a for row in submission.added for a in row.answers.values())]
    answers = {answer.raw for answer in given if isinstance(answer, Given | NotApplicable)}
    quoted = {squeezed(finding.seen) for finding in submission.findings}
    sent = (read_blocks(write_form(form, format_)) for format_ in ("docx", "xlsx"))
    printed = {squeezed(text) for one in sent for text in texts(one)}
    for text in texts(returned):
        known = squeezed(text) in printed | quoted or text.strip() in answers or _PAGE_NUMBER.fullmatch(text.strip())
        assert known or not squeezed(text) or form.printed_key in text, text
