"""The folder of a campaign: forms go out of it, returned files come into it, the summary stands in it.

Everything in it can be made again from the order, the roster and the returned files; running a step twice changes
nothing. Returned files are only ever read. `Campaign` is the face; each step has a module of its own.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.folder import INCOMING, OUTGOING, SETTINGS, SUMMARY, seen_from
from roadmapdocs.campaign.receiving import Received, inbox, read_file, receive
from roadmapdocs.campaign.reporting import report, summary
from roadmapdocs.campaign.sending import Sent, send, sent_file
from roadmapdocs.errors import CampaignError
from roadmapdocs.journal import Journal, digest
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.roster import load_roster, roster_csv
from roadmapdocs.orders.settings import Settings, load_settings, settings_text
from roadmapdocs.recognition import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from roadmapdocs.journal import Event
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent, School
    from roadmapdocs.model.submission import Refused, Submission
    from roadmapdocs.model.summary import Summary

__all__ = ["Campaign", "Received", "Sent"]


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
            write_atomically(path / SETTINGS, settings_text(Settings(previous=seen_from(path, Path(previous)))))
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

    def forms(self, respondent: Respondent) -> tuple[Form, ...]:
        """Return every form that a respondent is sent."""
        return self.register.forms(respondent)

    def record(self, event: Event, path: Path, content: bytes, *, respondent: str = "", note: str = "") -> None:
        """Write into the journal what happened to a file of the campaign."""
        name = path.relative_to(self.folder).as_posix()
        self.journal.record(event, respondent=respondent, file=name, sha256=digest(content), note=note)

    # --- out ---

    def send(self, formats: Iterable[str] = ("docx", "xlsx")) -> Sent:
        """Write the order and every respondent's form; files that have not changed are not touched."""
        return send(self, formats)

    def sent_file(self, respondent: Respondent, format: str) -> Path:  # noqa: A002 - as in `write_form`
        """Return where `send` puts a respondent's form: a legal name on Windows, at most 80 characters."""
        return sent_file(self.folder, respondent, format)

    # --- in ---

    def receive(self) -> Received:
        """Read everything in the inbox. Of several files of one respondent the newest counts.

        Each file ends as exactly one of: a submission, an earlier version of one, or refused with a reason. While
        nothing in the inbox changes it is read once.
        """
        state = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in inbox(self.folder))
        if self._received is None or self._received[0] != state:
            self._received = state, receive(self)
        return self._received[1]

    def read_file(self, path: str | Path) -> list[Submission | Refused]:
        """Read one file, wherever it lies, without writing anything into the journal: one entry for each form in it."""
        return read_file(self.register, path)

    def missing(self) -> list[School]:
        """Return the schools that have returned nothing that could be read as their report."""
        returned = {submission.respondent.code for submission in self.receive().submissions}
        return [school for school in self.schools if school.code not in returned]

    # --- up ---

    def summary(self, *, as_of: date | None = None) -> Summary:
        """Sum up what has been received by now; `as_of` (today by default) is the date it is headed with."""
        return summary(self, as_of)

    def report(self, *, as_of: date | None = None) -> tuple[Path, ...]:
        """Write the summary into the folder «Свод»; return the files."""
        return report(self, as_of)


def _identity(order: Order) -> tuple[str, str, str]:
    return order.issuer.name, order.number, order.date.isoformat()
