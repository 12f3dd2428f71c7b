"""In: every file of the inbox becomes a submission, an earlier version of one, or is refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadmapdocs.aggregate.rows import answer_rows
from roadmapdocs.campaign.folder import INCOMING
from roadmapdocs.collect import with_copies_marked
from roadmapdocs.findings import Place, finding
from roadmapdocs.model.submission import Refused, Submission
from roadmapdocs.readers import read_blocks_many
from roadmapdocs.recognition import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.readers import Read
    from roadmapdocs.recognition import Register

__all__ = ["REASONS", "Received", "inbox", "read_file", "receive"]

_AT_A_TIME = 100  # files in memory


@dataclass(frozen=True, slots=True)
class Received:
    """What lies in the inbox: the submission that counts for each respondent, earlier versions, refused files."""

    submissions: tuple[Submission, ...]
    superseded: tuple[Submission, ...]
    refused: tuple[Refused, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return one dict per answer of the submissions that count (see `roadmapdocs.aggregate.rows`)."""
        return [row for submission in self.submissions for row in answer_rows(submission)]


def receive(campaign: Campaign) -> Received:
    """Read the inbox and record in the journal what came."""
    submissions: dict[str, list[Submission]] = {}
    refused: list[Refused] = []
    for path, content, read in _read_inbox(campaign):
        if isinstance(read, Refused):
            campaign.record("refused", path, content, note=read.finding.code)
            refused.append(read)
        else:
            campaign.record("received", path, content, respondent=read.respondent.code)
            submissions.setdefault(read.respondent.code, []).append(read)
    counting = [versions[-1] for versions in submissions.values()]
    codes = [respondent.code for respondent in campaign.respondents]
    return Received(
        with_copies_marked(sorted(counting, key=lambda submission: codes.index(submission.respondent.code))),
        tuple(version for versions in submissions.values() for version in versions[:-1]),
        tuple(refused),
    )


def inbox(folder: Path) -> list[Path]:
    """Return the returned files, oldest first; lock files of open editors are no files."""
    files = (path for path in (folder / INCOMING).rglob("*") if path.is_file())
    returned = (path for path in files if not path.name.startswith(("~$", ".")))
    return sorted(returned, key=lambda path: (path.stat().st_mtime_ns, path.as_posix()))


def _read_inbox(campaign: Campaign) -> Iterator[tuple[Path, bytes, Submission | Refused]]:
    """Read the returned files, some at a time: together they need fewer calls of LibreOffice."""
    files = inbox(campaign.folder)
    for start in range(0, len(files), _AT_A_TIME):
        paths = {path.relative_to(campaign.folder / INCOMING).as_posix(): path for path in files[start:][:_AT_A_TIME]}
        contents = {name: path.read_bytes() for name, path in paths.items()}
        read = read_blocks_many(contents)
        for name, content in contents.items():
            for understood in _understand(campaign.register, name, paths[name], content, read.pop(name)):
                yield paths[name], content, understood


def _understand(
    register: Register, name: str, path: Path, content: bytes, returned: Read
) -> list[Submission | Refused]:
    if isinstance(returned, Exception):
        reason = REASONS.get(returned.reason, REASONS["damaged"])
        return [Refused(name, finding("E101", Place(name), seen=reason))]
    came = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return recognise(returned, register, file=name, content=content, received=came)


def read_file(register: Register, path: str | Path) -> list[Submission | Refused]:
    """Read one file, wherever it lies: one entry for each form in it."""
    file = Path(path)
    content = file.read_bytes()
    return _understand(register, file.name, file, content, read_blocks_many({file.name: content})[file.name])


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
