"""The folder of a campaign: forms go out of it, returned files come into it, the summary stands in it.

Everything in it can be made again from the order, the roster and the returned files; running a step twice changes
nothing. Returned files are only ever read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.aggregate import summarize
from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.atomic import write_atomically
from roadmapdocs.collect import collect
from roadmapdocs.errors import CampaignError, EnvironmentLacksError, UnreadableFileError
from roadmapdocs.findings import Place, finding
from roadmapdocs.forms.key import campaign_code, format_key
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.journal import Journal, digest
from roadmapdocs.model.submission import Refused, Submission
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.roster import load_roster, roster_csv
from roadmapdocs.readers import read_blocks
from roadmapdocs.reading import identity_of
from roadmapdocs.writers import render_order, write_form, write_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent, School
    from roadmapdocs.model.summary import Summary

__all__ = ["Campaign", "Received", "Sent"]

OUTGOING, INCOMING, SUMMARY = "Исходящие", "Входящие", "Свод"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Sent:
    """What `send` did: the files of this run, and how many of them were new or changed."""

    files: tuple[Path, ...]
    written: int


@dataclass(frozen=True, slots=True)
class Received:
    """What lies in the inbox: the submission that counts for each respondent, earlier versions, refused files."""

    submissions: tuple[Submission, ...]
    superseded: tuple[Submission, ...]
    refused: tuple[Refused, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return one dict per answer of the submissions that count (see `roadmapdocs.aggregate.rows`)."""
        return [row for submission in self.submissions for row in answer_rows(submission)]


class Campaign:
    """A campaign folder: `order.yaml`, `schools.csv`, outgoing, incoming, summary, `journal.jsonl`."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self.journal = Journal(self.folder / "journal.jsonl")

    @classmethod
    def create(cls, folder: str | Path, *, order: Order, schools: str | Path | Sequence[School]) -> Campaign:
        """Make a campaign folder from an order and a roster, or complete one that is there.

        Raises `CampaignError` if the folder already belongs to another order, `DefinitionError` for a bad roster.
        """
        roster = load_roster(schools) if isinstance(schools, str | Path) else tuple(schools)
        path = Path(folder)
        if (path / "order.yaml").exists() and _identity(load_order(path / "order.yaml")) != _identity(order):
            raise CampaignError(f"«{path.name}» already holds the campaign of another order", hint="take a new folder")
        for name in (OUTGOING, INCOMING, SUMMARY):
            (path / name).mkdir(parents=True, exist_ok=True)
        save_order(order, path / "order.yaml", onto=path / "order.yaml" if (path / "order.yaml").exists() else None)
        write_atomically(path / "schools.csv", roster_csv(roster))
        return cls(path)

    @classmethod
    def open(cls, folder: str | Path) -> Campaign:
        """Open a campaign folder; raise `CampaignError` if it is none."""
        path = Path(folder)
        for name in ("order.yaml", "schools.csv"):
            if not (path / name).is_file():
                raise CampaignError(
                    f"«{path}» is not a campaign folder, it has no {name}", hint="make one with `roadmapdocs init`"
                )
        return cls(path)

    # --- what it is about ---

    @cached_property
    def order(self) -> Order:
        """The order of the campaign."""
        return load_order(self.folder / "order.yaml")

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """The roster."""
        return load_roster(self.folder / "schools.csv")

    @property
    def respondents(self) -> tuple[Respondent, ...]:
        """All who report: the schools, and the department if the order has a round for it."""
        own = any(round_.sender == "department" for round_ in self.order.reports.values())
        return (*self.schools, department_of(self.order)) if own else self.schools

    def form(self, respondent: Respondent) -> Form:
        """Return the report form of a respondent."""
        return report_form(self.order, respondent)

    # --- out ---

    def send(self, formats: Iterable[str] = ("docx", "xlsx")) -> Sent:
        """Write the order and every respondent's form; files that have not changed are not touched."""
        chosen = tuple(formats)
        order = self.folder / OUTGOING / "Приказ.docx"
        written = int(write_atomically(order, render_order(self.order)))
        files = [order]
        for respondent in self.respondents:
            form = self.form(respondent)
            for format_ in chosen:
                path = self.sent_file(respondent, format_)
                content = write_form(form, format_)
                written += write_atomically(path, content)
                self._record("sent", respondent.code, path, content)
                files.append(path)
        return Sent(tuple(files), written)

    def sent_file(self, respondent: Respondent, format: str) -> Path:  # noqa: A002 - as in `write_form`
        """Return where `send` puts a respondent's form: a legal name on Windows, at most 80 characters."""
        name = _legal(f"Отчёт {respondent.code} {respondent.short_name}", _LONGEST_NAME - len(".docx"))
        return self.folder / OUTGOING / _folder_name(respondent) / f"{name}.{format}"

    def _record(self, event: str, respondent: str, path: Path, content: bytes, note: str = "") -> None:
        name = path.relative_to(self.folder).as_posix()
        self.journal.record(event, respondent=respondent, file=name, sha256=digest(content), note=note)  # type: ignore[arg-type]

    # --- in ---

    def receive(self) -> Received:
        """Read everything in the inbox. Of several files of one respondent the newest counts.

        Each file ends as exactly one of: a submission, an earlier version of one, or refused with a reason.
        """
        submissions: dict[str, list[Submission]] = {}
        refused: list[Refused] = []
        for path in self._inbox():
            content = path.read_bytes()
            read = self._read(path.relative_to(self.folder / INCOMING).as_posix(), content)
            if isinstance(read, Refused):
                self._record("refused", "", path, content, read.finding.code)
                refused.append(read)
            else:
                self._record("received", read.respondent.code, path, content)
                submissions.setdefault(read.respondent.code, []).append(read)
        counting = [versions[-1] for versions in submissions.values()]
        codes = [respondent.code for respondent in self.respondents]
        return Received(
            tuple(sorted(counting, key=lambda submission: codes.index(submission.respondent.code))),
            tuple(version for versions in submissions.values() for version in versions[:-1]),
            tuple(refused),
        )

    def _inbox(self) -> list[Path]:
        """Return the returned files, oldest first; lock files of open editors are no files."""
        files = (path for path in (self.folder / INCOMING).rglob("*") if path.is_file())
        returned = (path for path in files if not path.name.startswith(("~$", ".")))
        return sorted(returned, key=lambda path: (path.stat().st_mtime_ns, path.as_posix()))

    def _read(self, name: str, content: bytes) -> Submission | Refused:
        try:
            returned = read_blocks(content)
        except UnreadableFileError as error:
            return _refused(name, "E101", seen=_russian_reason(error))
        key = identity_of(returned).key
        if key is None:
            return _refused(name, "E102")
        respondent = next((one for one in self.respondents if one.code == key.respondent), None)
        if key.campaign != self._campaign_code:
            return _refused(name, "E103", seen=format_key(key), expected=self._campaign_code)
        if respondent is None or self.form(respondent).key.kind != key.kind:
            return _refused(name, "E104", seen=format_key(key))
        form = self.form(respondent)
        if form.key.revision != key.revision:
            return _refused(name, "E105", seen=str(key.revision), expected=str(form.key.revision))
        return collect(returned, form, file=name, content=content)

    @cached_property
    def _campaign_code(self) -> str:
        return campaign_code(*_identity(self.order))

    def read_file(self, path: str | Path) -> Submission | Refused:
        """Read one file, wherever it lies, without writing anything into the journal."""
        file = Path(path)
        return self._read(file.name, file.read_bytes())

    def missing(self) -> list[School]:
        """Return the schools that have returned nothing that could be read as their report."""
        returned = {submission.respondent.code for submission in self.receive().submissions}
        return [school for school in self.schools if school.code not in returned]

    # --- up ---

    def summary(self, *, as_of: date | None = None) -> Summary:
        """Sum up what has been received by now; `as_of` (today by default) is the date it is headed with."""
        received = self.receive()
        return summarize(
            self.order,
            self.schools,
            received.submissions,
            as_of=as_of or date.today(),  # noqa: DTZ011 - the date of the person who runs it
            refused=received.refused,
        )

    def report(self, *, as_of: date | None = None) -> tuple[Path, ...]:
        """Write the summary into the folder «Свод»; return the files."""
        path = self.folder / SUMMARY / "Свод.xlsx"
        write_atomically(path, write_summary(self.summary(as_of=as_of), "xlsx"))
        return (path,)


def _identity(order: Order) -> tuple[str, str, str]:
    return order.issuer.name, order.number, order.date.isoformat()


def _refused(file: str, code: str, *, seen: str = "", expected: str = "") -> Refused:
    return Refused(file, finding(code, Place(file), seen=seen, expected=expected))


_REASONS = {
    "encrypted": "он зашифрован или сохранён в старом формате",
    "not a document package": "это не документ Word или Excel",
    "neither": "это не документ Word и не книга Excel",
    "too large": "он слишком велик для формы отчёта",
}


def _russian_reason(error: UnreadableFileError) -> str:
    return next((reason for words, reason in _REASONS.items() if words in error.message), "он повреждён")


# --- names of files -----------------------------------------------------------------------------------------------

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def _folder_name(respondent: Respondent) -> str:
    return _legal(f"{respondent.code} {respondent.short_name}", _LONGEST_NAME)


def _legal(name: str, longest: int) -> str:
    return " ".join(_ILLEGAL.sub(" ", name).split())[:longest].rstrip(" .")
