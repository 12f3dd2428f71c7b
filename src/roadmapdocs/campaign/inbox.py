"""The inbox as pieces: every file of «Входящие», and every file packed in its archives and attached to its letters.

Files are only read. A piece is what ends in exactly one category, so an archive or a letter is a piece beside its
members. Nothing is dropped here: what is no piece to read has its category and reason already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from roadmapdocs.campaign.folder import INCOMING
from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.journal import digest
from roadmapdocs.model.incoming import INSIDE, Category
from roadmapdocs.readers.archive import unpack_archive
from roadmapdocs.readers.compound import CFB
from roadmapdocs.readers.containers import MOST_PART_BYTES, Budget
from roadmapdocs.readers.letter import unpack_letter
from roadmapdocs.readers.signatures import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmapdocs.readers.containers import Member

__all__ = ["INSIDE", "Piece", "inbox", "pieces", "pieces_of"]

_SERVICE = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db", "icon\r"})
_SERVICE_STARTS = ("~$", "._", ".~lock.", "~wrl")
_SERVICE_ENDS = (".tmp", ".crdownload", ".part", ".lnk")
_SIGNATURES = (".sig", ".p7s", ".sgn")
_NESTED = 2
"""Archives in an archive and letters in a letter: one within another, no deeper."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: its shown name, the file of the folder it lies in, its content and when it came.

    `category` is set where the content need not be read to know it, and `reason` says why: a sentence, or for
    `UNREADABLE` the reason of the error.
    """

    name: str
    path: Path
    content: bytes
    sha256: str
    received: datetime
    category: Category | None = None
    reason: str = ""

    def settled(self, category: Category, reason: str) -> Piece:
        """Return the piece with its category, without its content."""
        return replace(self, category=category, reason=reason, content=b"")


def inbox(folder: Path) -> list[Path]:
    """Return all files of the inbox of a campaign, oldest first."""
    files = (path for path in (folder / INCOMING).rglob("*") if path.is_file())
    return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.as_posix()))


def pieces(folder: Path) -> Iterator[Piece]:
    """Yield every piece of the inbox of a campaign, in the order its files came."""
    root = folder / INCOMING
    files = inbox(folder)
    names = {path.relative_to(root).as_posix() for path in files}
    for path in files:
        yield from pieces_of(path, path.relative_to(root).as_posix(), names)


def pieces_of(path: Path, name: str = "", siblings: set[str] | frozenset[str] = frozenset()) -> Iterator[Piece]:
    """Yield one file and whatever is packed in it. `siblings` are the shown names of the files beside it."""
    status = path.stat()
    came = datetime.fromtimestamp(status.st_mtime, UTC).astimezone()
    try:
        large = status.st_size > MOST_PART_BYTES
        content = b"" if large else path.read_bytes()
    except OSError:
        yield Piece(name or path.name, path, b"", "", came).settled(Category.UNREADABLE, "busy")
        return
    sha256 = f"size:{status.st_size}" if large else digest(content)
    piece = Piece(name or path.name, path, content, sha256, came)
    if large:
        yield piece.settled(Category.UNREADABLE, "too_large")
    else:
        yield from _opened(piece, Budget(), siblings, archives=0, letters=0)


def _opened(
    piece: Piece, budget: Budget, siblings: set[str] | frozenset[str], *, archives: int, letters: int
) -> Iterator[Piece]:
    """Yield a piece, then what is in it."""
    named = _by_name(piece, siblings)
    if named is not None:
        yield named
        return
    kind = _container(piece)
    too_deep = archives >= _NESTED if kind == "archive" else letters >= _NESTED
    if not kind or (too_deep and kind == "letter"):
        yield piece
        return
    try:
        came, members = _unpacked(piece, kind, budget)
    except UnreadableFileError as error:
        yield piece.settled(Category.UNREADABLE, error.reason)
        return
    if members is None or too_deep:  # a document; an archive too deep inside, which reading refuses
        yield piece
        return
    piece = replace(piece, received=came)
    yield _as_container(piece, kind, members)
    names = {_within(piece, member) for member in members}
    for member in members:
        yield from _opened_member(
            piece, member, budget, names, archives=archives + (kind == "archive"), letters=letters + (kind == "letter")
        )


def _unpacked(piece: Piece, kind: str, budget: Budget) -> tuple[datetime, list[Member] | None]:
    if kind == "archive":
        return piece.received, unpack_archive(piece.content, budget)
    written, members = unpack_letter(piece.content, budget)
    return written or piece.received, members


def _as_container(piece: Piece, kind: str, members: list[Member]) -> Piece:
    if not members and kind == "letter":
        return piece.settled(Category.UNREADABLE, "bare_letter")
    what = "Письмо" if kind == "letter" else "Архив"
    return piece.settled(Category.CONTAINER, f"{what}, файлов внутри: {len(members)}.")


def _opened_member(
    container: Piece, member: Member, budget: Budget, siblings: set[str], *, archives: int, letters: int
) -> Iterator[Piece]:
    name = _within(container, member)
    came = min(member.dated, container.received) if member.dated else container.received
    piece = Piece(name, container.path, member.content, digest(member.content), came)
    if member.reason:
        yield replace(piece, sha256=digest(name.encode())).settled(Category.UNREADABLE, member.reason)
    elif member.inline:
        yield piece.settled(Category.EXTRA, "Картинка из текста письма: подпись или значок.")
    else:
        yield from _opened(piece, budget, siblings, archives=archives, letters=letters)


def _within(container: Piece, member: Member) -> str:
    return f"{container.name}{INSIDE}{member.name}"


def _container(piece: Piece) -> str:
    """Return `archive`, `letter` or nothing; a document package is an archive until it is opened."""
    content = piece.content
    if content.startswith(b"PK"):
        return "archive"
    if content.startswith(CFB):
        return ""
    looks_like_mail = piece.name.casefold().endswith(".eml") and b":" in content[:200]
    return "letter" if looks_like_mail or kind_of(content) == "letter" else ""


def _by_name(piece: Piece, siblings: set[str] | frozenset[str]) -> Piece | None:
    """Return the piece settled, if its name alone says what it is."""
    path = PurePosixPath(piece.name.rpartition(INSIDE)[2])
    name = path.name.casefold()
    if name in _SERVICE or name.startswith(_SERVICE_STARTS) or name.endswith(_SERVICE_ENDS) or "__MACOSX" in path.parts:
        return piece.settled(Category.SERVICE, "Служебный файл программы, отчёта в нём нет.")
    if name.endswith(_SIGNATURES):
        return piece.settled(Category.SIGNATURE, _signed(piece.name, siblings))
    return None


def _signed(name: str, siblings: set[str] | frozenset[str]) -> str:
    """Say which file a signature belongs to: «Отчёт.docx.sig», or «Отчёт.sig», to «Отчёт.docx»."""
    stem = name.rpartition(".")[0]
    others = (one for one in sorted(siblings) if not one.casefold().endswith(_SIGNATURES))
    signed = stem if stem in siblings else next((one for one in others if one.startswith(f"{stem}.")), "")
    if not signed:
        return "Электронная подпись, подписанного файла рядом нет. Подписи программа не проверяет."
    return f"Электронная подпись к файлу «{signed.rpartition(INSIDE)[2]}». Подписи программа не проверяет."
