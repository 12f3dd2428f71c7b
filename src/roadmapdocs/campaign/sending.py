"""Out: the order, and for every respondent a folder with the forms, the deadlines and the letter that goes with them.

A draft is written for a person to send; nothing is sent from here. Whatever has not changed is not touched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from roadmapdocs.atomic import write_atomically
from roadmapdocs.campaign.approving import draft_order
from roadmapdocs.campaign.folder import OUTGOING, folder_name, legal_name
from roadmapdocs.campaign.letters import DRAFT, REGISTER, covering_letter, reminder_letter, stage_on
from roadmapdocs.errors import CampaignError
from roadmapdocs.forms.pupil_register import pupil_register
from roadmapdocs.model.letter import Attachment, Letter, addresses_of
from roadmapdocs.model.school import School
from roadmapdocs.timetable import deadline_calendar
from roadmapdocs.writers import LETTER_WRITERS, render_order, write_calendar, write_form, write_letter, write_register
from roadmapdocs.writers.templates import load_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.campaign.letters import Stage
    from roadmapdocs.model.form import Form
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent

    Progress = Callable[[int, int], None]
    """Told after each respondent how many of how many are done."""

__all__ = ["Sent", "remind", "send", "sent_file"]

_LETTER, _DEADLINES = "Письмо", "Сроки.ics"
TEMPLATE = "order.docx"
"""A department's own template of the order, beside `order.yaml`."""

_TITLES = {"R": "Отчёт", "D": "Отчёт"}
_LATIN = {"R": "otchet", "D": "otchet"}
"""What forms are called, by `FormKey.kind`; any other form by its own title, and by its kind in letters."""

_TITLE_ROOM = 40
"""Characters of a title that leave the code of the school in sight."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run of `send` or `remind` did.

    `files` are all files it stands for, `written` how many of them were new or changed, `respondents` whom they are
    for, `without_email` those of them whose letter has no address, `stage` which reminder it was.
    """

    files: tuple[Path, ...]
    written: int
    respondents: tuple[Respondent, ...] = ()
    without_email: tuple[School, ...] = ()
    stage: Stage | None = None


def send(
    campaign: Campaign,
    formats: Iterable[str],
    *,
    schools: Iterable[str] | None = None,
    only_missing: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Write the order and the folder of every respondent that is meant (see `Campaign.send`)."""
    order = campaign.folder / OUTGOING / "Приказ.docx"
    done = _Outbox(campaign, tuple(formats))
    done.write(order, _printed(campaign))
    accepted = campaign.accepted  # the form of an accepted report stays as it was sent
    chosen = [each for each in _chosen(campaign, schools, only_missing=only_missing) if each.code not in accepted]
    for number, respondent in enumerate(chosen, start=1):
        done.send_to(respondent)
        if progress:
            progress(number, len(chosen))
    return done.sent(chosen)


def remind(
    campaign: Campaign,
    formats: Iterable[str],
    *,
    today: date | None = None,
    schools: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> Sent:
    """Write a reminder into the folder of every school that has returned nothing (see `Campaign.remind`)."""
    day = today or date.today()  # noqa: DTZ011 - the date of the person who runs it
    done = _Outbox(campaign, tuple(formats))
    chosen = [each for each in _chosen(campaign, schools, only_missing=True) if isinstance(each, School)]
    for number, school in enumerate(chosen, start=1):
        done.remind(school, day)
        if progress:
            progress(number, len(chosen))
    return done.sent(chosen, stage_on(day, campaign.order.round_of("schools").due))


def _printed(campaign: Campaign) -> bytes:
    """Return the order, by the profile and the template of the campaign's folder where it has its own."""
    own = campaign.folder / TEMPLATE
    return render_order(
        campaign.order,
        load_profile(campaign.order.profile, beside=campaign.folder),
        template=own.read_bytes() if own.is_file() else None,
        schools=len(campaign.schools),
    )


def sent_file(folder: Path, respondent: Respondent, format_: str) -> Path:
    """Return where a respondent's report form is written."""
    return _folder(folder, respondent) / _name("Отчёт", respondent, format_)


class _Outbox:
    """One run: what it writes, and what of it was new."""

    def __init__(self, campaign: Campaign, formats: tuple[str, ...]) -> None:
        self.campaign = campaign
        self.formats = formats
        self.files: list[Path] = []
        self.written = 0

    def write(self, path: Path, content: bytes) -> None:
        self.files.append(path)
        self.written += write_atomically(path, content)

    def sent(self, respondents: Sequence[Respondent], stage: Stage | None = None) -> Sent:
        schools = (each for each in respondents if isinstance(each, School))
        nameless = tuple(school for school in schools if not addresses_of(school.email)[0])
        return Sent(tuple(self.files), self.written, tuple(respondents), nameless, stage)

    def send_to(self, respondent: Respondent) -> None:
        """Write the forms, the deadlines, and for a school the letter."""
        folder = _folder(self.campaign.folder, respondent)
        forms = self.campaign.forms(respondent)
        attachments = []
        for form, path, attachment in self._forms(respondent, forms):
            self.write(path, attachment.content)
            self.campaign.record("sent", path, attachment.content, respondent=respondent.code, document=form.key.kind)
            attachments.append(attachment)
        deadlines = write_calendar(deadline_calendar(self.campaign.order, respondent), "ics")
        self.write(folder / _DEADLINES, deadlines)
        if isinstance(respondent, School):
            attachments.append(Attachment("sroki.ics", deadlines, _DEADLINES))
            if len(forms) > 1 and self.campaign.order.school_roadmaps is not None:
                attachments.append(self._draft(respondent))
            attachments += self._register(respondent)
            self._letter(folder / _LETTER, covering_letter(self.campaign.order, respondent, forms, tuple(attachments)))

    def _draft(self, school: School) -> Attachment:
        """Write the draft of the school's own order, with its part in our roadmaps: it has returned none yet."""
        content = _draft_of(self.campaign.order, school)
        self.write(_folder(self.campaign.folder, school) / DRAFT, content)
        return Attachment(f"proekt_prikaza_{school.code}.docx", content, DRAFT)

    def _register(self, school: School) -> Iterator[Attachment]:
        """Write the register of underachievers that the school keeps, where the order demands one."""
        register = pupil_register(self.campaign.order, school)
        if register is None:
            return
        for format_ in self.formats:
            path = _folder(self.campaign.folder, school) / f"{REGISTER}.{format_}"
            content = write_register(register, format_)
            self.write(path, content)
            yield Attachment(f"reestr_{school.code}.{format_}", content, path.name)

    def remind(self, school: School, today: date) -> None:
        """Write a reminder with the report's form once more; the form itself is left as it was sent."""
        forms = (self.campaign.form(school),)
        attachments = tuple(attachment for _, _, attachment in self._forms(school, forms))
        stage = stage_on(today, forms[0].blank.due)
        letter = reminder_letter(self.campaign.order, school, forms, attachments, today)
        self._letter(_folder(self.campaign.folder, school) / stage.value, letter)

    def _letter(self, stem: Path, letter: Letter) -> None:
        for format_ in LETTER_WRITERS:
            self.write(stem.with_name(f"{stem.name}.{format_}"), write_letter(letter, format_))

    def _forms(self, respondent: Respondent, forms: Sequence[Form]) -> Iterator[tuple[Form, Path, Attachment]]:
        for form, title in zip(forms, _titles(forms), strict=True):
            for format_ in self.formats:
                path = _folder(self.campaign.folder, respondent) / _name(title, respondent, format_)
                latin = f"{_latin(form.key.kind)}_{respondent.code}.{format_}"
                yield form, path, Attachment(latin, write_form(form, format_), path.name)


@lru_cache(maxsize=128)
def _draft_of(order: Order, school: School) -> bytes:
    """Print the draft of a school's order; a second run in one process need not draw it again."""
    return render_order(draft_order(order, school))


def _folder(campaign: Path, respondent: Respondent) -> Path:
    return campaign / OUTGOING / folder_name(respondent)


def _titles(forms: Sequence[Form]) -> list[str]:
    """Return what the forms of a respondent are called; those of one title are told apart by their kind."""
    titles = [_TITLES.get(form.key.kind, form.blank.title)[:_TITLE_ROOM].strip() for form in forms]
    counts = Counter(titles)
    kinds = [f"прил. {form.key.kind}" if form.key.kind.isdigit() else form.key.kind for form in forms]
    return [f"{title} {kind}" if counts[title] > 1 else title for title, kind in zip(titles, kinds, strict=True)]


def _latin(kind: str) -> str:
    """Return what a form is called in a letter; the kind of a roadmap's form is the number of its appendix."""
    return _LATIN.get(kind) or (f"dorozhnaya_karta_{kind}" if kind.isdigit() else f"forma_{kind}")


def _name(title: str, respondent: Respondent, format_: str) -> str:
    """Return the name of a form's file."""
    return legal_name(f"{title} {respondent.code} {respondent.short_name}", f".{format_}")


def _chosen(campaign: Campaign, codes: Iterable[str] | None, *, only_missing: bool) -> list[Respondent]:
    """Return the respondents with these codes, all without any; only those who have returned nothing, if wanted."""
    respondents = campaign.respondents
    if codes is not None:
        wanted = tuple(codes)
        if unknown := set(wanted) - {respondent.code for respondent in respondents}:
            known = ", ".join(respondent.code for respondent in respondents)
            raise CampaignError(
                f"no school has the code {', '.join(sorted(unknown))}",
                hint=f"the codes are {known}",
                reason="unknown_code",
                about=", ".join(sorted(unknown)),
            )
        respondents = tuple(respondent for respondent in respondents if respondent.code in wanted)
    if only_missing:
        missing = {school.code for school in campaign.missing()}
        respondents = tuple(respondent for respondent in respondents if respondent.code in missing)
    return list(respondents)
