"""Archives and letters: names as their authors saw them, limits that hold, nothing that can crash."""

from __future__ import annotations

import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox import OldEntry, letter, locked_archive, zipped
from roadmapdocs.campaign.inbox import pieces_of
from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.model.incoming import INSIDE, Category
from roadmapdocs.readers.archive import member_name, unpack_archive
from roadmapdocs.readers.containers import Budget, shown_name
from roadmapdocs.readers.letter import unpack_letter

NAME = "Отчёт школы № 3.docx"


def raw_entry(raw: bytes, extra: bytes = b"") -> ZipInfo:
    """An entry as `zipfile` reads it when its name is not marked as UTF-8."""
    entry = ZipInfo(raw.decode("cp437"))
    entry.extra = extra
    return entry


@pytest.mark.parametrize("page", ["cp866", "cp1251", "utf-8"])
@pytest.mark.parametrize("name", [NAME, "ИТОГОВЫЙ ОТЧЁТ.xlsx", "почта/Ёлки.docx", "otchet.docx"])
def test_names_in_every_code_page(name: str, page: str) -> None:
    """A name is what its author saw, whichever program packed it."""
    assert member_name(raw_entry(name.encode(page))) == name


def test_the_field_of_info_zip() -> None:
    """The field «Unicode Path» gives the name, if it speaks of this very name."""
    raw = b"_____.docx"
    for crc, expected in ((zlib.crc32(raw), NAME), (0, "_____.docx")):
        field = b"\x01" + crc.to_bytes(4, "little") + NAME.encode()
        extra = b"\x99\x99\x01\x00x" + (0x7075).to_bytes(2, "little") + len(field).to_bytes(2, "little") + field
        assert member_name(raw_entry(raw, extra)) == expected


def test_names_lead_nowhere() -> None:
    """A member's name is words: no ways up, no drives, no line breaks, not endless."""
    assert shown_name("..\\..\\C:\\беда\n.txt") == "C:/беда .txt"
    assert shown_name("../..") == "без имени"
    assert shown_name("a\x00\u202eb.docx") == "ab.docx"
    assert len(shown_name("x" * 10_000)) == 200


def test_a_document_is_no_archive() -> None:
    """A package of an office document is read as a document."""
    assert unpack_archive(zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), Budget()) is None
    assert unpack_archive(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), Budget()) is None


def test_what_cannot_be_taken_out_has_a_reason() -> None:
    """Locked, strangely packed, damaged and bursting members are there with their reasons; the others with content."""
    assert [m.reason for m in unpack_archive(locked_archive({"a": b"x"}), Budget()) or ()] == ["encrypted"]
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("strange", b"x" * 100, ZIP_BZIP2)
        archive.writestr("bomb", bytes(40 * 2**20), ZIP_DEFLATED)
        archive.writestr("damaged", b"abcdefgh" * 50, ZIP_DEFLATED)
        archive.writestr("whole", b"whole", ZIP_DEFLATED)
        damaged = archive.getinfo("damaged")
    content = bytearray(packed.getvalue())
    start = damaged.header_offset + 30 + len("damaged")
    content[start : start + 8] = bytes(8)
    members = unpack_archive(bytes(content), Budget()) or []
    assert [(member.name, member.reason) for member in members] == [
        ("strange", "archive"),
        ("bomb", "too_large"),
        ("damaged", "damaged"),
        ("whole", ""),
    ]
    assert members[-1].content == b"whole"


def test_one_budget_for_all() -> None:
    """Bytes and members are counted over all that is packed in one file."""
    budget = Budget(bytes=25)
    members = unpack_archive(zipped({"a": b"x" * 20, "b": b"y" * 20}), budget) or []
    assert [(len(member.content), member.reason) for member in members] == [(20, ""), (0, "too_large")]
    with pytest.raises(UnreadableFileError) as error:
        unpack_archive(zipped({f"{number}": b"" for number in range(30)}), Budget(members=29))
    assert error.value.reason == "too_large"


def test_dates_of_members() -> None:
    """A member has the day it was changed; the first day of the format, and days that are none, are no days."""
    for day, expected in (((2024, 6, 28, 12, 0, 0), (2024, 6, 28)), ((1980, 1, 1, 0, 0, 0), None)):
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr(ZipInfo("a", day), b"x")
        (member,) = unpack_archive(packed.getvalue(), Budget()) or []
        assert (member.dated.timetuple()[:3] if member.dated else None) == expected


# --- letters -----------------------------------------------------------------------------------------------------

HEAD = b"From: a@school.example\r\nTo: b@district.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize(
    "header",
    [
        b"attachment; filename*=utf-8''%D0%9E%D1%82%D1%87%D1%91%D1%82.docx",
        b"attachment; filename*0*=utf-8''%D0%9E%D1%82; filename*1*=%D1%87%D1%91%D1%82.docx",
        b'attachment; filename="=?utf-8?B?0J7RgtGH0ZHRgi5kb2N4?="',
        b'attachment; filename="=?koi8-r?B?79TeWw==?="',
        b'attachment; filename="' + "Отчёт.docx".encode("cp1251") + b'"',
        b'attachment; filename="' + "Отчёт.docx".encode() + b'"',
    ],
    ids=["RFC 2231", "RFC 2231 in pieces", "RFC 2047", "RFC 2047 in KOI8-R", "raw cp1251", "raw UTF-8"],
)
def test_names_of_attachments(header: bytes) -> None:
    """However a mail program writes a Russian name, it is read."""
    content = HEAD + b"Content-Type: application/octet-stream\r\nContent-Disposition: " + header + b"\r\n\r\nx"
    _, (member,) = unpack_letter(content, Budget())
    assert member.name == ("Отч[" if b"koi8" in header else "Отчёт.docx")


def test_the_date_of_a_letter() -> None:
    """The letter's own date with its offset; none where it is missing or nonsense."""
    for date, expected in ((b"Fri, 28 Jun 2024 18:00:00 +0300", 1719586800), (b"yesterday", None), (None, None)):
        said = b"Date: " + date + b"\r\n" if date else b""
        written, _ = unpack_letter(said + HEAD + b"\r\ntext", Budget())
        assert (written.timestamp() if written else None) == expected


def test_only_files_are_members() -> None:
    """The words of a letter, plain and in HTML, are no files; a forwarded letter is one."""
    content = letter(message_date(), "Текст", {"a.docx": b"x", "вложенное.eml": b"y"}, logo=b"\x89PNG")
    _, members = unpack_letter(content, Budget())
    assert [(member.name, member.inline) for member in members] == [
        ("image001.png", True),
        ("a.docx", False),
        ("вложенное.eml", False),
    ]
    assert message_from_bytes(members[2].content)["From"] == "a@school.example"


def message_date():
    """Some day."""
    return datetime(2024, 6, 28, tzinfo=UTC)


def test_a_large_picture_is_no_logo() -> None:
    """A photograph that a telephone puts into the text is a file that somebody meant to send."""
    _, members = unpack_letter(letter(message_date(), "Фото", {}, logo=bytes(200 * 2**10)), Budget())
    assert [member.inline for member in members] == [False]


def test_a_letter_of_a_thousand_layers_is_refused_in_time() -> None:
    """Parts within parts without end neither crash nor hang."""
    content = HEAD
    for number in range(2000):
        content += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number)
    started = time.monotonic()
    with suppress(UnreadableFileError):
        unpack_letter(content, Budget())
    assert time.monotonic() - started < 5


# --- nothing crashes ---------------------------------------------------------------------------------------------


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", HEAD + b"\r\n", b"\xd0\xcf\x11\xe0", zipped({"a": b"x"})]),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_at_least_one_piece(tmp_path_factory, content: bytes, start: bytes) -> None:
    """Whatever lies in the inbox, it is a piece, and no error leaves."""
    path = tmp_path_factory.getbasetemp() / "что-то.eml"
    path.write_bytes(start + content)
    assert next(iter(pieces_of(path))).path == path


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_spoilt_archive_is_still_pieces(tmp_path_factory, data) -> None:
    """An archive and a letter with some bytes changed are opened as far as they go."""
    whole = zipped({"a/Отчёт.docx": b"x" * 50, "b.eml": letter(message_date(), "т", {"c.txt": b"y"})}, OldEntry)
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "испорчен.zip"
    path.write_bytes(bytes(content))
    assert list(pieces_of(path))


def test_no_deeper_than_an_archive_in_an_archive(tmp_path: Path) -> None:
    """The third archive, and the third letter, are named and not opened."""
    archive, message = b"x", b"y"
    for number in range(4):
        archive = zipped({f"{number}.zip" if number else "a.txt": archive})
        message = letter(message_date(), "т", {f"{number}.bin": message}) if not number else nested(message)
    for name, content, depth in (("матрёшка.zip", archive, 2), ("письмо.eml", message, 2)):
        (tmp_path / name).write_bytes(content)
        pieces = list(pieces_of(tmp_path / name))
        assert [piece.category for piece in pieces[:depth]] == [Category.CONTAINER] * depth
        assert pieces[depth].category is None
        assert pieces[depth].name.count(INSIDE) == depth
        assert len(pieces) == depth + 1


def nested(content: bytes) -> bytes:
    """A letter that forwards a letter."""
    return HEAD + b"Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=f.eml\r\n\r\n" + content
