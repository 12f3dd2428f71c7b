"""An inbox as people leave it: more than sixty real files of every kind, and where each of them must end.

The files are made from what the program sends and what a school would do with it. Where each must end was written
down here by hand, as a person would sort them, not by asking the program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, MIMEPart
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roadmapdocs.demo.story import Typed, clean_answers, hurried
from roadmapdocs.demo.typist import type_into
from roadmapdocs.forms.key import ALPHABET
from roadmapdocs.forms.report import department_of, report_form
from roadmapdocs.model.incoming import Category
from roadmapdocs.model.order import Order
from roadmapdocs.model.school import Respondent, School
from roadmapdocs.writers import render_order, write_form

COUNTED, TO_CORRECT, DISPUTED = Category.COUNTED, Category.TO_CORRECT, Category.DISPUTED
SUPERSEDED, DUPLICATE, EMPTY = Category.SUPERSEDED, Category.DUPLICATE, Category.EMPTY_FORM
FOREIGN, UNRECOGNISED, UNREADABLE = Category.FOREIGN, Category.UNRECOGNISED, Category.UNREADABLE
CONTAINER, SIGNATURE, EXTRA, SERVICE = Category.CONTAINER, Category.SIGNATURE, Category.EXTRA, Category.SERVICE

INSIDE = " › "
SCHOOLS = 12


def noon(order: Order) -> datetime:
    """The noon that the days of the inbox are counted back from: behind every day that schools write."""
    return datetime(order.school_year + 1, 7, 10, 12, tzinfo=UTC)


def roster(schools: tuple[School, ...]) -> tuple[School, ...]:
    """Twelve schools: those of a bundled order and invented ones like them."""
    more = (
        schools[number % len(schools)].model_copy(
            update={
                "code": f"8{number}",
                "short_name": f"МБОУ Несуществующая СШ {number}",
                "full_name": f"Муниципальное бюджетное учреждение «Несуществующая школа {number}»",
                "head": f"Небывалова Анна Фёдоровна {number}",
            }
        )
        for number in range(len(schools), SCHOOLS)
    )
    return (*schools, *more)[:SCHOOLS]


# --- what a school does with a form ------------------------------------------------------------------------------


@cache
def blank(order: Order, respondent: Respondent, format_: str = "docx") -> bytes:
    """The form as it was sent."""
    return write_form(report_form(order, respondent), format_)


def filled(order: Order, respondent: Respondent, format_: str = "docx", change: Typed | None = None) -> bytes:
    """The form filled in without mistakes, with some answers changed."""
    typed = clean_answers(report_form(order, respondent), order.school_year)
    return type_into(blank(order, respondent, format_), {**typed, **(change or {})})


def closing(order: Order, respondent: Respondent, words: str) -> Typed:
    """Other words in the last question, so that two versions differ."""
    typed = clean_answers(report_form(order, respondent), order.school_year)
    cell = next(cell for cell in reversed(list(typed)) if cell[0].startswith("К"))
    return {cell: words}


def faulty(order: Order, respondent: Respondent, format_: str = "docx") -> bytes:
    """The form filled in in a hurry."""
    return type_into(blank(order, respondent, format_), hurried(report_form(order, respondent), order.school_year))


def nearly_empty(order: Order, respondent: Respondent) -> bytes:
    """The form with a single answer."""
    typed = clean_answers(report_form(order, respondent), order.school_year)
    return type_into(blank(order, respondent), dict([next(iter(typed.items()))]))


def edited(content: bytes, change: Mapping[str, tuple[str, str]]) -> bytes:
    """The package with a pattern replaced in the parts whose names hold a word («» for all)."""
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            for word, (pattern, instead) in change.items():
                if word in name and name.endswith((".xml", ".rels")):
                    part = re.sub(pattern, instead, part.decode()).encode()
            target.writestr(name, part)
    return packed.getvalue()


def saved_at(content: bytes, moment: datetime) -> bytes:
    """The document with this moment as the one it was last saved at."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return edited(content, {"docProps/core": (r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{stamp}")})


def without_key(content: bytes, key: str, instead: str = "") -> bytes:
    """The document with its key taken out, or mistyped, wherever it stands."""
    return edited(content, {"": (key, instead)})


def two_in_one(first: bytes, second: bytes) -> bytes:
    """Two text documents pasted one behind the other."""
    with ZipFile(BytesIO(second)) as package:
        body = re.search(r"<w:body>(.*)</w:body>", package.read("word/document.xml").decode(), re.DOTALL)
    assert body is not None
    pasted = re.sub(r"<w:sectPr.*?</w:sectPr>|<w:bookmark(?:Start|End)[^>]*/>", "", body[1], flags=re.DOTALL)
    with ZipFile(BytesIO(first)) as package:
        whole = package.read("word/document.xml").decode()
    head, section, tail = whole.rpartition("<w:sectPr")
    packed = BytesIO()
    with ZipFile(BytesIO(first)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            joint = (head + pasted + section + tail).encode()
            target.writestr(name, joint if name == "word/document.xml" else source.read(name))
    return packed.getvalue()


# --- archives and letters ----------------------------------------------------------------------------------------


class OldEntry(ZipInfo):
    """An entry whose name is in cp866 and not marked as UTF-8, as the archiver of Russian Windows writes it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name `zipfile` calls
        return self.filename.encode("cp866"), self.flag_bits & ~0x800


def zipped(members: Mapping[str, bytes], entry: type[ZipInfo] = ZipInfo, day: datetime | None = None) -> bytes:
    """An archive; its members were last changed on a day."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            changed = day.timetuple()[:6] if day else (1980, 1, 1, 0, 0, 0)
            archive.writestr(entry(name, changed), content, ZIP_DEFLATED)
    return packed.getvalue()


def locked_archive(members: Mapping[str, bytes]) -> bytes:
    """An archive whose members are marked as encrypted."""
    content = bytearray(zipped(members))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), bytes(content)):
            content[found.start() + flags] |= 1
    return bytes(content)


def letter(day: datetime, text: str, attachments: Mapping[str, bytes], *, logo: bytes = b"") -> bytes:
    """A letter with attachments; a logo is shown in its text."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "school@school.example", "oo@district.example", "Отчёт"
    message["Date"] = day
    message.set_content(text)
    if logo:
        message.add_alternative("<p>Отчёт</p><img src='cid:logo'>", subtype="html")
        html = message.get_payload()[1]
        assert isinstance(html, MIMEPart)
        html.add_related(logo, "image", "png", cid="<logo>", disposition="inline", filename="image001.png")
    for name, content in attachments.items():
        if name.endswith(".eml"):
            forwarded = EmailMessage()
            forwarded["From"], forwarded["Date"], forwarded["Subject"] = "a@school.example", day, name[:-4]
            forwarded["MIME-Version"] = "1.0"
            forwarded.add_attachment(content, "application", "octet-stream", filename="Отчёт из письма.xlsx")
            message.add_attachment(forwarded, filename=name)
        else:
            message.add_attachment(content, "application", "octet-stream", filename=name)
    return message.as_bytes()


# --- files that are no forms -------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 600
TNEF = b"\x78\x9f\x3e\x22\x00\x01" + bytes(100)
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\n"
    b"startxref\n164\n%%EOF\n"
)


# --- the inbox ---------------------------------------------------------------------------------------------------


@dataclass
class Inbox:
    """A folder that is being filled, and what a person would say of each file."""

    folder: Path
    last: datetime
    expected: dict[str, Category] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)

    def day(self, before: int, hour: float = 12) -> datetime:
        """So many days before the last one, at an hour."""
        return self.last - timedelta(days=before) + timedelta(hours=hour - 12)

    def put(
        self,
        name: str,
        content: bytes,
        category: Category,
        when: datetime | None = None,
        members: Mapping[str, Category] | None = None,
    ) -> None:
        """Put a file into the folder; `members` are the files packed in it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        moment = (when or self.day(3)).timestamp()
        os.utime(path, (moment, moment))
        self.written[name] = content
        self.expected[name] = category
        self.expected |= {f"{name}{INSIDE}{member}": where for member, where in (members or {}).items()}


def fill_inbox(
    folder: Path, order: Order, schools: tuple[School, ...], other: tuple[Order, tuple[School, ...]]
) -> Inbox:
    """Fill a folder with an inbox for an order with twelve schools; `other` is a foreign order with its schools."""
    box = Inbox(folder, noon(order))
    _whole_reports(box, order, schools)
    _versions(box, order, schools)
    _archives(box, order, schools)
    _letters(box, order, schools)
    _not_ours(box, order, schools, other)
    _unreadable(box, order, schools)
    _left_behind(box)
    return box


def _whole_reports(box: Inbox, order: Order, schools: tuple[School, ...]) -> None:
    """Clean and faulty reports in sub-folders, the department's own, one file for two schools."""
    box.put("Отчёт отдела.docx", filled(order, department_of(order)), COUNTED)
    box.put("почта/июнь/otchet.xlsx", filled(order, schools[1], "xlsx"), COUNTED)
    box.put("почта/июнь/otchet.xlsx.sig", b"\x30\x80signature", SIGNATURE)
    hasty = faulty(order, schools[2])
    box.put("Новый документ (3).docx", hasty, TO_CORRECT)
    box.put("почта/июнь/Новый документ (4).docx", hasty, DUPLICATE, box.day(2))
    both = two_in_one(filled(order, schools[4]), filled(order, schools[5]))
    box.put("Две школы.docx", both, COUNTED)
    box.put("макросы.docm", filled(order, schools[11], "xlsx"), COUNTED)  # a workbook, whatever it is called


def _versions(box: Inbox, order: Order, schools: tuple[School, ...]) -> None:
    """Three versions of one report, the same bytes twice, an empty form sent last, a version that lost its answers."""
    first = schools[0]
    old = filled(order, first)
    corrected = filled(order, first, change=closing(order, first, "Исправлено в обед."))
    again = filled(order, first, change=closing(order, first, "Исправлено ещё раз, вечером."))
    newer_inside = saved_at(again, box.day(2, 17))
    box.put("Отчёт СШ.docx", old, SUPERSEDED, box.day(5))
    box.put("Отчёт СШ испр.docx", saved_at(corrected, box.day(2, 9)), SUPERSEDED, box.day(2, 14))
    box.put("Отчёт СШ (2).docx", newer_inside, COUNTED, box.day(2, 10))
    box.put("Копия Отчёт СШ (2).docx", newer_inside, DUPLICATE, box.day(1))
    box.put("Отчёт СШ окончательный.docx", blank(order, first), EMPTY, box.day(0))
    box.put("Форма пустая.xlsx", blank(order, schools[1], "xlsx"), EMPTY, box.day(0))
    box.put("СШ 9.docx", filled(order, schools[9]), COUNTED, box.day(4))
    box.put("СШ 9 новый.docx", nearly_empty(order, schools[9]), DISPUTED, box.day(1))


def _archives(box: Inbox, order: Order, schools: tuple[School, ...]) -> None:
    """Archives with names in cp866, nested, too deep, locked, bursting, damaged."""
    third, seventh = faulty(order, schools[3], "xlsx"), filled(order, schools[7])
    old_names = {"Отчёт школы № 3/Отчёт Ёлочка.xlsx": third, "Отчёт школы № 3/Thumbs.db": b"thumbs"}
    box.put(
        "Архив.zip",
        zipped(old_names, OldEntry),
        CONTAINER,
        members=dict(zip(old_names, (TO_CORRECT, SERVICE), strict=True)),
    )
    too_deep = zipped({"глубже.zip": zipped({"Отчёт.docx": seventh + b" "})})
    box.put(
        "матрёшка.zip",
        zipped({"внутри.zip": zipped({"Отчёт Б.docx": seventh}), "дважды.zip": too_deep}),
        CONTAINER,
        members={
            "внутри.zip": CONTAINER,
            f"внутри.zip{INSIDE}Отчёт Б.docx": COUNTED,
            "дважды.zip": CONTAINER,
            f"дважды.zip{INSIDE}глубже.zip": UNREADABLE,
        },
    )
    box.put(
        "с макинтоша.zip",
        zipped({"Фото/отчёт.jpg": JPEG, "__MACOSX/Фото/._отчёт.jpg": b"mac"}),
        CONTAINER,
        members={"Фото/отчёт.jpg": UNREADABLE, "__MACOSX/Фото/._отчёт.jpg": SERVICE},
    )
    box.put("с паролем.zip", locked_archive({"a.docx": b"x"}), CONTAINER, members={"a.docx": UNREADABLE})
    bomb = {"bomb.docx": bytes(80 * 2**20), "записка.txt": "Отчёт внутри".encode()}
    box.put("бомба.zip", zipped(bomb), CONTAINER, members={"bomb.docx": UNREADABLE, "записка.txt": UNREADABLE})
    box.put("наружу.zip", zipped({"../../беда.txt": b"x"}), CONTAINER, members={"беда.txt": UNREADABLE})
    box.put("битый.zip", zipped({"Отчёт.docx": seventh})[:-90], UNREADABLE)
    box.put("пустой.zip", zipped({}), CONTAINER)
    for name, start in (("Отчёт.rar", b"Rar!\x1a\x07\x01\x00"), ("Отчёт.7z", b"7z\xbc\xaf\x27\x1c\x00\x04")):
        box.put(name, start + bytes(50), UNREADABLE)


def _letters(box: Inbox, order: Order, schools: tuple[School, ...]) -> None:
    """Letters with attachments of every sort, without any, in an archive, forwarded."""
    two = {"Отчёт о реализации плана мероприятий школы.docx": filled(order, schools[8]), "Фото стенда.jpg": JPEG + b"2"}
    box.put(
        "почта/Отчёт школы.eml",
        letter(box.day(1), "Добрый день! Отчёт во вложении.", two, logo=PNG),
        CONTAINER,
        members={"image001.png": EXTRA, **dict(zip(two, (COUNTED, UNREADABLE), strict=True))},
    )
    sixth = filled(order, schools[6], "xlsx")
    inner = letter(box.day(1), "Отчёт", {"Отчёт 6.xlsx": sixth, "Отчёт 6.xlsx.p7s": b"\x30\x80"})
    box.put(
        "письма.zip",
        zipped({"письмо 1.eml": inner}),
        CONTAINER,
        members={
            "письмо 1.eml": CONTAINER,
            f"письмо 1.eml{INSIDE}Отчёт 6.xlsx": COUNTED,
            f"письмо 1.eml{INSIDE}Отчёт 6.xlsx.p7s": SIGNATURE,
        },
    )
    box.put(
        "почта/пересылка.eml",
        letter(box.day(1), "См. ниже", {"Отчёт 10.eml": filled(order, schools[10], "xlsx")}),
        CONTAINER,
        members={"Отчёт 10.eml": CONTAINER, f"Отчёт 10.eml{INSIDE}Отчёт из письма.xlsx": COUNTED},
    )
    box.put(
        "почта/outlook.eml",
        letter(box.day(1), "Отчёт", {"winmail.dat": TNEF}),
        CONTAINER,
        members={"winmail.dat": UNREADABLE},
    )
    box.put("почта/без вложений.eml", letter(box.day(1), "Отчёт по ссылке: https://disk.example/1", {}), UNREADABLE)


def _not_ours(box: Inbox, order: Order, schools: tuple[School, ...], other: tuple[Order, tuple[School, ...]]) -> None:
    """Another order's form, last year's, a stranger's, a newer revision's, a mistyped key, no key, the order itself."""
    theirs, their_schools = other
    box.put("Отчёт соседей.docx", filled(theirs, their_schools[0]), FOREIGN)
    box.put("Отчёт соседей.xlsx", filled(theirs, their_schools[1], "xlsx"), FOREIGN)
    year = order.school_year - 1
    before = order.model_copy(
        update={"number": "11-п", "date": order.date.replace(year=order.date.year - 1), "school_year": year}
    )
    box.put("Отчёт прошлого года.docx", blank(before, schools[1]), FOREIGN)
    stranger = schools[0].model_copy(update={"code": "99", "short_name": "Закрытая СШ"})
    box.put("Закрытая школа.docx", filled(order, stranger), UNRECOGNISED)
    form = order.report_form.model_copy(update={"revision": order.report_form.revision + 1})
    newer = order.model_copy(update={"report_form": form})
    box.put("Новая редакция.docx", filled(newer, schools[1]), UNRECOGNISED)
    key = report_form(order, schools[1]).printed_key
    wrong = key[:8] + ALPHABET[(ALPHABET.index(key[8]) + 7) % 20] + key[9:]
    box.put("Ключ с опечаткой.docx", without_key(filled(order, schools[1]), key, wrong), UNRECOGNISED)
    box.put("Ключ удалён.docx", without_key(filled(order, schools[1]), key), UNRECOGNISED)
    workbook = filled(order, schools[1], "xlsx")
    box.put("Таблица школы.xlsx", without_key(workbook, key), UNRECOGNISED)
    box.put("Приказ.docx", render_order(order), UNRECOGNISED)


def _unreadable(box: Inbox, order: Order, schools: tuple[School, ...]) -> None:
    """Scans, photographs, passwords, nothing at all, damage, text."""
    from readers.test_legacy import compound  # the maker of old containers lives with the tests of their reader

    box.put("скан.pdf", SCAN, UNREADABLE)
    box.put("скан повреждён.pdf", b"%PDF-1.4 scan", UNREADABLE)
    box.put("IMG_20240628.jpg", JPEG + b"3", UNREADABLE)
    box.put("снимок.png", PNG + b"1", UNREADABLE)
    box.put("снимок.heic", b"\x00\x00\x00\x18ftypheic" + bytes(40), UNREADABLE)
    box.put("Отчёт с паролем.docx", compound(EncryptionInfo=b"x", EncryptedPackage=b"x"), UNREADABLE)
    message = compound(__properties_version1=b"", **{"__properties_version1.0": b"x"})
    box.put("Письмо.msg", message, UNREADABLE)
    box.put("Отчёт 0 байт.docx", b"", UNREADABLE)
    box.put("ещё 0 байт.xlsx", b"", UNREADABLE)
    box.put("обрезан.docx", filled(order, schools[1])[:4000], UNREADABLE)
    box.put("readme.txt", "Отчёт сдан".encode(), UNREADABLE)
    box.put("Отчёт.html", b"<html><body>report</body></html>", UNREADABLE)
    box.put("формы.gz", b"\x1f\x8b\x08\x00" + bytes(20), UNREADABLE)


def _left_behind(box: Inbox) -> None:
    """What programs leave beside documents, and a signature without its file."""
    for name in (
        "~$чёт СШ.docx",
        ".~lock.otchet.xlsx#",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "почта/._Отчёт.docx",
        "Отчёт.docx.crdownload",
        "~WRL0003.tmp",
        "Отчёт - Ярлык.lnk",
    ):
        box.put(name, f"left by a program: {name}".encode(), SERVICE)
    box.put("Без файла.docx.sig", b"\x30\x80another", SIGNATURE)
