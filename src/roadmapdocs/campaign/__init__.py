"""The folder of a campaign: forms go out of it, returned files come into it, the summary stands in it.

Everything in it can be made again from the order, the roster and the returned files; running a step twice changes
nothing. Returned files are only ever read. `Campaign` is the face; each step has a module of its own.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.approving import returned_order
from roadmapdocs.campaign.deciding import accept, accept_clean, mark, reopen
from roadmapdocs.campaign.exporting import export, rows
from roadmapdocs.campaign.folder import INCOMING, OUTGOING, SETTINGS, SUMMARY, seen_from
from roadmapdocs.campaign.launchers import write_launchers
from roadmapdocs.campaign.receiving import Received, inbox, read_file, receive
from roadmapdocs.campaign.reporting import report, summary
from roadmapdocs.campaign.returning import Returned, return_for_rework
from roadmapdocs.campaign.sending import Sent, remind, send, sent_file
from roadmapdocs.campaign.standing import status
from roadmapdocs.errors import CampaignError
from roadmapdocs.journal import REPORT, Journal, digest
from roadmapdocs.model.status import State
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.settings import Settings, load_settings, settings_text
from roadmapdocs.recognition import Register
from roadmapdocs.roster import load_roster, roster_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from roadmapdocs.journal import Event
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent, School
    from roadmapdocs.model.status import Status
    from roadmapdocs.model.submission import Refused, Submission
    from roadmapdocs.model.summary import Summary

__all__ = ["Campaign", "Received", "Returned", "Sent"]


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
            message = f"«{path.name}» already holds the campaign of another order"
            raise CampaignError(message, hint="take a new folder", reason="other_order", about=path.name)
        for name in (OUTGOING, INCOMING, SUMMARY):
            (path / name).mkdir(parents=True, exist_ok=True)
        save_order(order, path / "order.yaml", onto=path / "order.yaml" if (path / "order.yaml").exists() else None)
        write_atomically(path / "schools.csv", roster_csv(roster))
        write_launchers(path)
        if previous is not None:
            write_atomically(path / SETTINGS, settings_text(Settings(previous=seen_from(path, Path(previous)))))
        return cls(path)

    def adopt(self, files: Iterable[Path], *, beside: Path) -> None:
        """Copy files that stood beside the order, such as its own profile, to where they stand beside the campaign's.

        Raises `CampaignError` for a file outside that folder.
        """
        for file in files:
            if not file.resolve().is_relative_to(beside.resolve()):
                hint = "put it into the folder of the order, or below"
                raise CampaignError(f"«{file}» is not beside the order", hint=hint, reason="outside", about=str(file))
            target = self.folder / file.resolve().relative_to(beside.resolve())
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, file.read_bytes())

    @classmethod
    def open(cls, folder: str | Path) -> Campaign:
        """Open a campaign folder; raise `CampaignError` if it is none."""
        path = Path(folder)
        for name in ("order.yaml", "schools.csv"):
            if not (path / name).is_file():
                raise CampaignError(
                    f"«{path}» is not a campaign folder, it has no {name}",
                    hint="make one with `roadmapdocs init`",
                    reason="no_campaign",
                    about=str(path),
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
        tracks = self.journal.tracks.values()
        trusted = frozenset(track.current for track in tracks if track.state is State.ACCEPTED)
        return Register(self.order, self.schools, self._last_year(), trusted)

    @property
    def settings(self) -> Settings:
        """What the file of settings says, or its defaults."""
        return load_settings(self.folder / SETTINGS)

    @cached_property
    def previous(self) -> Campaign | None:
        """Last year's campaign, if the settings name its folder; raise `CampaignError` if that is none."""
        previous = self.settings.previous
        return Campaign.open(self.folder / previous) if previous else None

    def _last_year(self) -> dict[str, Submission]:
        if self.previous is None:
            return {}
        return {submission.respondent.code: submission for submission in self.previous.receive().submissions}

    @property
    def respondents(self) -> tuple[Respondent, ...]:
        """All who report: the schools, and the department if the order has a round for it."""
        return self.register.respondents

    def form(self, respondent: Respondent) -> Form:
        """Return the report form of a respondent."""
        return self.register.form(respondent)

    def forms(self, respondent: Respondent) -> tuple[Form, ...]:
        """Return every form that a respondent is sent."""
        return self.register.forms(respondent)

    def record(
        self, event: Event, path: Path, content: bytes, *, respondent: str = "", note: str = "", document: str = ""
    ) -> None:
        """Write into the journal what happened to a file of the campaign.

        `document` is the kind of form (`FormKey.kind`) it is about; without it, the respondent's report. Raises
        `CampaignError` for what cannot happen to a document in its state.
        """
        name, kind = path.relative_to(self.folder).as_posix(), document or self._report_kind(respondent)
        self.journal.record(event, respondent=respondent, file=name, sha256=digest(content), note=note, document=kind)

    def _report_kind(self, code: str) -> str:
        named = (respondent for respondent in self.respondents if respondent.code == code)
        return next((self.form(respondent).key.kind for respondent in named), REPORT)

    # --- out ---

    def send(
        self,
        formats: Iterable[str] = ("docx", "xlsx"),
        *,
        schools: Iterable[str] | None = None,
        only_missing: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Sent:
        """Write the order and every respondent's folder: forms, deadlines, the letter; what is unchanged stays.

        `schools` are the codes of those meant, all without it; `only_missing` leaves out who has returned something.
        Accepted reports are left alone. Raises `CampaignError` for an unknown code.
        """
        return send(self, formats, schools=schools, only_missing=only_missing, progress=progress)

    def school_order(self, code: str) -> Order:
        """Return the draft of a school's own order, with the roadmaps it has returned, else its part in ours.

        Raises `CampaignError` for a code that no school has.
        """
        return returned_order(self, code)

    def remind(
        self,
        formats: Iterable[str] = ("docx", "xlsx"),
        *,
        today: date | None = None,
        schools: Iterable[str] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Sent:
        """Write a reminder for every school that has returned nothing, worded for a day, today by default."""
        return remind(self, formats, today=today, schools=schools, progress=progress)

    def sent_file(self, respondent: Respondent, format: str) -> Path:  # noqa: A002 - as in `write_form`
        """Return where `send` puts a respondent's form: a legal name on Windows, at most 80 characters."""
        return sent_file(self.folder, respondent, format)

    # --- in ---

    def receive(self, *, progress: Callable[[int, int], None] | None = None) -> Received:
        """Read everything in the inbox; which of several files of one document counts is the rule of `versions`.

        Each file ends in exactly one category with a reason (`Received.outcomes`). While nothing in the inbox changes
        it is read once. `progress` is told how many files of how many are done.
        """
        state = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in inbox(self.folder))
        if self._received is None or self._received[0] != state:
            self._received = state, receive(self, progress)
        return self._received[1]

    def accept(self, *files: str | Path) -> tuple[Submission, ...]:
        """Accept the reports in these files, given by path or by shown name; the journal remembers it.

        An accepted report counts whatever comes later. Raises `CampaignError` for a file that holds no report.
        """
        return self._decided(accept(self, files))

    def accept_clean(self) -> tuple[Submission, ...]:
        """Accept all reports that count, have no errors and no other version to decide about."""
        return self._decided(accept_clean(self))

    def reopen(self, code: str, document: str = "") -> None:
        """Take back the acceptance of a respondent's document; raise `CampaignError` if it is not accepted."""
        reopen(self, code, document or self._report_kind(code))
        self._forget()

    def mark(self, event: Event, submission: Submission, *, note: str = "") -> bool:
        """Write into the journal what happens to a received report, such as `returned`; return whether it was new."""
        return mark(self, event, submission, note)

    def _decided(self, accepted: tuple[Submission, ...]) -> tuple[Submission, ...]:
        self._forget()
        return accepted

    def _forget(self) -> None:
        """Read the inbox anew: what a person decides may change how a file is read."""
        self._received = None
        vars(self).pop("register", None)

    @property
    def accepted(self) -> frozenset[str]:
        """The codes of the respondents whose report is accepted."""
        kinds = {(respondent.code, self.form(respondent).key.kind) for respondent in self.respondents}
        return frozenset(code for code, kind in kinds if self.journal.state(code, kind) is State.ACCEPTED)

    def status(self, *, as_of: date | None = None) -> Status:
        """Say how far every respondent's every document is on a day, today by default."""
        return status(self, as_of)

    def read_file(self, path: str | Path) -> list[Submission | Refused]:
        """Read one file, wherever it lies, without writing anything into the journal: one entry for each form in it."""
        return read_file(self.register, Path(path))

    def missing(self) -> list[School]:
        """Return the schools that have returned nothing that could be read as their report."""
        returned = {submission.respondent.code for submission in self.receive().submissions}
        return [school for school in self.schools if school.code not in returned]

    # --- back ---

    def return_for_rework(
        self, only: Iterable[str] = (), *, today: date | None = None, due: date | None = None
    ) -> Returned:
        """Write into «На доработку» what goes back: copies of reports with errors, with remarks in them, and letters.

        `only` are codes of respondents, all by default. Corrections are asked for by `due`: by default the day that was
        already told, else the deadline of the round while it lies ahead of `today`, else three working days later.
        Running it again changes nothing. Raises `CampaignError` for a code that nobody has.
        """
        return return_for_rework(self, only, today=today, due=due)

    # --- up ---

    def summary(self, *, as_of: date | None = None, previous: str | Path | None = None) -> Summary:
        """Sum up what had come by `as_of`, today by default.

        `previous` is the folder of last year's campaign to compare with; without it, the one that the settings name.
        """
        return summary(self, as_of, self._before(previous))

    def report(self, *, as_of: date | None = None, previous: str | Path | None = None) -> tuple[Path, ...]:
        """Write the summary into the folder «Свод»; return the files. The parameters are those of `summary`."""
        return report(self, as_of, self._before(previous))

    def rows(self, *, as_of: date | None = None, public: bool = False) -> list[dict[str, object]]:
        """Return the answers that count on a day, today by default, one dict each; `public`, as they may leave us."""
        return rows(self, as_of, public=public)

    def export(self, path: str | Path, *, as_of: date | None = None, public: bool = False) -> int:
        """Write `rows` into a file, `.csv` or `.json`; return how many rows it has."""
        return export(self, Path(path), as_of, public=public)

    def _before(self, folder: str | Path | None) -> Campaign | None:
        return self.previous if folder is None else Campaign.open(folder)


def _identity(order: Order) -> tuple[str, str, str]:
    return order.issuer.name, order.number, order.date.isoformat()
