"""What a returned file is: whose form, of which order and revision, one form or two, empty or filled in.

Whatever it is, it ends as a submission or as a refusal with a reason a person can act on; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.school_roadmaps import with_roadmap_remarks
from roadmapdocs.collect import collect
from roadmapdocs.collect.pupils import named_pupils
from roadmapdocs.findings import Finding, Place, finding
from roadmapdocs.forms.key import find_keys, format_key, printed_keys
from roadmapdocs.forms.pupil_register import is_pupil_register
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.forms.school_roadmap import school_roadmap_forms
from roadmapdocs.model.school import School
from roadmapdocs.model.submission import Given, NotApplicable, Refused, Submission
from roadmapdocs.readers.blocks import Grid, Returned
from roadmapdocs.reading import identity_of
from roadmapdocs.russian.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from roadmapdocs.model.form import Form, FormKey
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import Respondent
    from roadmapdocs.readers.blocks import Block

__all__ = ["Register", "recognise"]

_BASIS = re.compile(r"[^\n]{1,200}\. Приказ от \d{2}\.\d{2}\.\d{4} № [^\n]{1,60}")


@dataclass(frozen=True)
class Register:
    """Who was sent which form under which order."""

    order: Order
    schools: tuple[School, ...]
    previous: Mapping[str, Submission] = field(default_factory=dict)
    """Last year's submissions by the respondent's code."""
    trusted: frozenset[str] = frozenset()
    """Contents (SHA-256) that a person has accepted although they seem to name pupils."""

    @cached_property
    def respondents(self) -> tuple[Respondent, ...]:
        """All who report: the schools, and the department if the order has a round for it."""
        own = any(round_.sender == "department" for round_ in self.order.reports.values())
        return (*self.schools, department_of(self.order)) if own else self.schools

    @cached_property
    def _by_code(self) -> dict[str, Respondent]:
        return {respondent.code: respondent for respondent in self.respondents}

    def form(self, respondent: Respondent) -> Form:
        """Return the report form of a respondent."""
        return report_form(self.order, respondent, self.previous.get(respondent.code), compared=bool(self.previous))

    def forms(self, respondent: Respondent) -> tuple[Form, ...]:
        """Return every form that a respondent is sent, the report first; `FormKey.kind` tells them apart."""
        roadmaps = school_roadmap_forms(self.order, respondent) if isinstance(respondent, School) else ()
        return (self.form(respondent), *roadmaps)

    def last_year(self, form: Form) -> Submission | None:
        """Return what the respondent answered in a form of this kind last year."""
        previous = self.previous.get(form.respondent.code)
        return previous if previous is not None and previous.form.key.kind == form.key.kind else None

    def form_of(self, key: FormKey) -> Form | None:
        """Return the form that a key names, whatever its revision; None if nobody was sent it."""
        respondent = self._by_code.get(key.respondent)
        forms = self.forms(respondent) if respondent else ()
        return next((form for form in forms if form.key.kind == key.kind), None)

    @cached_property
    def campaign(self) -> str:
        """The code of the order that all keys begin with."""
        return self.form(self.respondents[0]).blank.campaign

    def nearest(self, printed: str) -> list[Form]:
        """Return the forms whose printed key differs in one symbol."""
        forms = (form for respondent in self.respondents for form in self.forms(respondent))
        return [form for form in forms if _distance(form.printed_key, printed) == 1]

    @cached_property
    def names(self) -> dict[str, tuple[School, ...]]:
        """The schools by what people may call them or their heads, folded (see `fold_words`)."""
        named: dict[str, tuple[School, ...]] = {}
        for school in self.schools:
            for name in {fold_words(name) for name in (school.short_name, school.full_name, school.head) if name}:
                named[name] = (*named.get(name, ()), school)
        return named


def _distance(one: str, other: str) -> int:
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))


def recognise(
    returned: Returned, register: Register, *, file: str = "", content: bytes = b"", received: date | None = None
) -> list[Submission | Refused]:
    """Say what a file is: one entry for each form in it, at least one."""
    if any(is_pupil_register(text) for text in _texts(returned.blocks)):
        return [_refused(file, "E112")]
    parts = list(_separated(returned))
    if not parts:
        identity = identity_of(returned)
        recognised = _recognised(returned, identity.key, register, file=file, content=content, received=received)
        return [recognised if isinstance(recognised, Refused) else _with_lost_keys(recognised, set(identity.places))]
    return [
        _recognised(part, identity_of(part).key, register, file=file, content=content, received=received)
        for part in parts
    ]


def _with_lost_keys(submission: Submission, places: set[str]) -> Submission:
    """Say where the key was found, if all its other places are lost; the file is still known by it."""
    if len(places) > 1:
        return submission
    lost = finding("I501", Place(submission.file), seen=", ".join(places))
    return replace(submission, findings=(*submission.findings, lost))


def _recognised(
    returned: Returned, key: FormKey | None, register: Register, *, file: str, content: bytes, received: date | None
) -> Submission | Refused:
    if key is None:
        return _without_key(returned, register, file)
    if key.campaign != register.campaign:
        return _of_another_order(returned, register, key, file)
    form = register.form_of(key)
    if form is None:
        return _refused(file, "E104", seen=format_key(key))
    if key.revision > form.key.revision:
        return _refused(file, "E105", seen=str(key.revision), expected=str(form.key.revision))
    submission = collect(
        returned,
        form,
        file=file,
        content=content,
        revision=key.revision,
        received=received,
        previous=register.last_year(form),
        trusted=sha256(content).hexdigest() in register.trusted,
    )
    return submission if submission.withheld else _looked_at(submission, register)


def _looked_at(submission: Submission, register: Register) -> Submission | Refused:
    """Refuse a form that says nothing; add what only the whole register tells of one that does."""
    if not submission.unclaimed and not submission.added and _says_nothing(submission):
        return _refused(submission.file, "E106", expected=submission.form.addressee)
    submission = with_roadmap_remarks(register.order, submission)
    strangers = tuple(_names_of_others(submission, register))
    return replace(submission, findings=(*strangers, *submission.findings)) if strangers else submission


def _names_of_others(submission: Submission, register: Register) -> Iterator[Finding]:
    """Yield a finding where a form names another school or its head: somebody filled in a form that is not theirs."""
    own = submission.form.respondent
    heads = {address for address, name in submission.form.blank.known_from_roster if name == "head"}
    said = {fold_words(text): text for text in submission.unclaimed}
    said |= {fold_words(str(submission.value(address) or "")): str(submission.value(address)) for address in heads}
    for text in sorted(said.keys() & register.names.keys()):
        for school in register.names[text]:
            if school.code != own.code and own.head != school.head:
                yield finding("E111", Place(submission.file), seen=said[text], expected=submission.form.addressee)


def _says_nothing(submission: Submission) -> bool:
    """Say whether every answer is what the form was sent with."""
    form = submission.form
    for address, answer in submission.answers.items():
        if isinstance(answer, NotApplicable) or (
            isinstance(answer, Given) and (answer.value is None or answer.value != form.known(address))
        ):
            return False
    return True


def _without_key(returned: Returned, register: Register, file: str) -> Refused:
    """A key with one wrong symbol names a form by its likeness, for a person to confirm."""
    for printed in dict.fromkeys(key for text in _texts(returned.blocks) for key in printed_keys(text)):
        near = [f"{form.printed_key}, {form.respondent.short_name}" for form in register.nearest(printed)]
        if near:
            return _refused(file, "E109", seen=printed, expected=" или ".join(near))
    if named := {key for place in named_pupils(returned.blocks) for key in place.keys}:
        return _refused(file, "E113", seen=str(len(named)))
    return _refused(file, "E102")


def _of_another_order(returned: Returned, register: Register, key: FormKey, file: str) -> Refused:
    ours = register.form(register.respondents[0]).blank.basis[0]
    theirs = next((match[0] for text in _texts(returned.blocks) if (match := _BASIS.search(text))), "")
    if theirs and theirs != ours:
        return _refused(file, "E110", seen=theirs, expected=ours)
    return _refused(file, "E103", seen=format_key(key), expected=register.campaign)


def _refused(file: str, code: str, *, seen: str = "", expected: str = "") -> Refused:
    return Refused(file, finding(code, Place(file), seen=seen, expected=expected))


# --- two forms in one file ----------------------------------------------------------------------------------------


def _separated(returned: Returned) -> Iterator[Returned]:
    """Yield the forms of a file that holds several, one after another or on a sheet each; nothing for a single one.

    A form begins where a key stands that is not the one before; what stands over its key line is its heading.
    """
    body = [block for block in returned.blocks if not (not isinstance(block, Grid) and block.running)]
    keys = [next(iter(_keys_of(block)), None) for block in body]
    if len({key for key in keys if key is not None}) < 2:  # noqa: PLR2004 - one form
        return
    current: list[Block] = []
    open_key: FormKey | None = None
    for block, key in zip(body, keys, strict=True):
        if key is not None and open_key is not None and key != open_key:
            heading = _heading(current)
            yield Returned(current[: len(current) - heading], format=returned.format)
            current = current[len(current) - heading :]
        open_key = key or open_key
        current.append(block)
    yield Returned(current, format=returned.format)


def _keys_of(block: Block) -> list[FormKey]:
    return [key for text in _texts([block]) for key in find_keys(text)]


def _heading(blocks: Sequence[Block]) -> int:
    """Return how many paragraphs stand behind the last table: the heading of the form that comes."""
    behind = (count for count, block in enumerate(reversed(blocks)) if isinstance(block, Grid))
    return next(behind, 0)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text
