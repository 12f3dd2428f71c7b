"""The folder of a campaign: forms go out of it, returned files come into it, the summary stands in it.

Everything in it can be made again from the order, the roster and the returned files; running a step twice changes
nothing. Returned files are only ever read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.aggregate import summarize
from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.atomic import write_atomically
from roadmapdocs.collect import with_copies_marked
from roadmapdocs.errors import CampaignError
from roadmapdocs.findings import Place, finding
from roadmapdocs.journal import Journal, digest
from roadmapdocs.model.submission import Refused, Submission
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.roster import load_roster, roster_csv
from roadmapdocs.orders.settings import Settings, load_settings, settings_text
from roadmapdocs.readers import read_blocks_many
from roadmapdocs.recognition import Register, recognise
from roadmapdocs.writers import render_order, write_form, write_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent, School
    from roadmapdocs.model.summary import Summary
    from roadmapdocs.readers import Read

__all__ = ["Campaign", "Received", "Sent"]

OUTGOING, INCOMING, SUMMARY = "Исходящие", "Входящие", "Свод"
SETTINGS = "campaign.yaml"
_LONGEST_NAME = 80
_AT_A_TIME = 100  # files in memory


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
        self._received: tuple[tuple[tuple[Path, int, int], ...], Received] | None = None

    @classmethod
    def create(
        cls,
        folder: str | Path,
        *,
        order: Order,
        schools: str | Path | Sequence[School],
        previous: str | Path | None = None,
    ) -> Campaign:
        """Make a campaign folder from an order and a roster, or complete one that is there.

        `previous` is last year's campaign folder: answers are compared with what it received.

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
        if previous is not None:
            write_atomically(path / SETTINGS, settings_text(Settings(previous=_seen_from(path, Path(previous)))))
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

    @cached_property
    def register(self) -> Register:
        """Who is sent which form, and what they answered last year."""
        return Register(self.order, self.schools, self._last_year())

    def _last_year(self) -> dict[str, Submission]:
        previous = load_settings(self.folder / SETTINGS).previous
        if not previous:
            return {}
        before = Campaign.open(self.folder / previous).receive()
        return {submission.respondent.code: submission for submission in before.submissions}

    @property
    def respondents(self) -> tuple[Respondent, ...]:
        """All who report: the schools, and the department if the order has a round for it."""
        return self.register.respondents

    def form(self, respondent: Respondent) -> Form:
        """Return the report form of a respondent."""
        return self.register.form(respondent)

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

        Each file ends as exactly one of: a submission, an earlier version of one, or refused with a reason. While
        nothing in the inbox changes it is read once.
        """
        state = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in self._inbox())
        if self._received is None or self._received[0] != state:
            self._received = state, self._read_and_record()
        return self._received[1]

    def _read_and_record(self) -> Received:
        submissions: dict[str, list[Submission]] = {}
        refused: list[Refused] = []
        for path, content, read in self._read_inbox():
            if isinstance(read, Refused):
                self._record("refused", "", path, content, read.finding.code)
                refused.append(read)
            else:
                self._record("received", read.respondent.code, path, content)
                submissions.setdefault(read.respondent.code, []).append(read)
        counting = [versions[-1] for versions in submissions.values()]
        codes = [respondent.code for respondent in self.respondents]
        return Received(
            with_copies_marked(sorted(counting, key=lambda submission: codes.index(submission.respondent.code))),
            tuple(version for versions in submissions.values() for version in versions[:-1]),
            tuple(refused),
        )

    def _inbox(self) -> list[Path]:
        """Return the returned files, oldest first; lock files of open editors are no files."""
        files = (path for path in (self.folder / INCOMING).rglob("*") if path.is_file())
        returned = (path for path in files if not path.name.startswith(("~$", ".")))
        return sorted(returned, key=lambda path: (path.stat().st_mtime_ns, path.as_posix()))

    def _read_inbox(self) -> Iterator[tuple[Path, bytes, Submission | Refused]]:
        """Read the returned files, some at a time: together they need fewer calls of LibreOffice."""
        files = self._inbox()
        for start in range(0, len(files), _AT_A_TIME):
            paths = {path.relative_to(self.folder / INCOMING).as_posix(): path for path in files[start:][:_AT_A_TIME]}
            contents = {name: path.read_bytes() for name, path in paths.items()}
            read = read_blocks_many(contents)
            for name, content in contents.items():
                for understood in self._understand(name, paths[name], content, read.pop(name)):
                    yield paths[name], content, understood

    def _understand(self, name: str, path: Path, content: bytes, returned: Read) -> list[Submission | Refused]:
        if isinstance(returned, Exception):
            reason = REASONS.get(returned.reason, REASONS["damaged"])
            return [Refused(name, finding("E101", Place(name), seen=reason))]
        came = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        return recognise(returned, self.register, file=name, content=content, received=came)

    def read_file(self, path: str | Path) -> list[Submission | Refused]:
        """Read one file, wherever it lies, without writing anything into the journal: one entry for each form in it."""
        file = Path(path)
        content = file.read_bytes()
        return self._understand(file.name, file, content, read_blocks_many({file.name: content})[file.name])

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


def _seen_from(folder: Path, other: Path) -> str:
    """Return the way from one folder to another; the whole path where there is none, as between drives."""
    try:
        return Path(os.path.relpath(other, folder)).as_posix()
    except ValueError:
        return str(other.resolve())


def _identity(order: Order) -> tuple[str, str, str]:
    return order.issuer.name, order.number, order.date.isoformat()


REASONS = {
    "damaged": "он повреждён",
    "empty": "он пуст, в нём 0 байт",
    "encrypted": "он зашифрован, снимите пароль",
    "foreign": "это не документ Word и не книга Excel",
    "too_large": "он слишком велик для формы отчёта",
    "slow": "он устроен так, что его не прочесть за отведённое время",
    "old": "он сохранён в старом формате или зашифрован",
    "picture": "это фотография или скан, а нужен сам файл формы",
    "scan": "это скан или фотография в PDF, текста в нём нет, а нужен сам файл формы",
    "drawn_over": "в этом PDF длинные ответы напечатаны поверх соседних, нужен сам файл формы",
    "archive": "это архив, а нужны файлы из него",
    "letter": "это письмо, а нужен вложенный в него файл",
    "no_pdf": "на этом компьютере нет дополнения для чтения PDF",
    "no_office": "это файл старого формата, а на этом компьютере нет LibreOffice, чтобы его прочитать",
}
"""Why a file cannot be read, by the stable reason of the error: what E101 says was seen."""


# --- names of files -----------------------------------------------------------------------------------------------

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def _folder_name(respondent: Respondent) -> str:
    return _legal(f"{respondent.code} {respondent.short_name}", _LONGEST_NAME)


def _legal(name: str, longest: int) -> str:
    return " ".join(_ILLEGAL.sub(" ", name).split())[:longest].rstrip(" .")
