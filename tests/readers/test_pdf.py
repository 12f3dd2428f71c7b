"""PDF: a form exported by an office program is read like the form itself; scans are named; hostile files do no harm."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from roadmapdocs.collect import collect
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import EnvironmentLacksError, UnreadableFileError
from roadmapdocs.model.form import Form
from roadmapdocs.model.submission import Submission
from roadmapdocs.readers import pdf as reader
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.pdf_text import Line, Page, Table, Word, blocks_of, unwrapped
from roadmapdocs.reading import identity_of, read_form
from roadmapdocs.writers import write_form
from test_documents import filled, forms_of, values

ENGINE = importlib.util.find_spec("docbuilder") is not None
EVIDENCE = "Подтверждение (документ, ссылка)"
EXPORT = """
import sys, docbuilder
builder = docbuilder.CDocBuilder()
for name in sys.argv[1:]:
    builder.OpenFile(name, "")
    builder.SaveFile("pdf", name + ".pdf")
    builder.CloseFile()
"""


def said(submission: Submission) -> set[tuple[str, str, str]]:
    """The findings of a submission without their places, which a page tells otherwise than a document."""
    return {(finding.code, finding.address, finding.seen) for finding in submission.findings}


def same(original: bytes, exported: bytes, form: Form) -> None:
    """Assert that a PDF says what the form it was made from says."""
    before, read = read_form(original, form), read_blocks(exported)
    after = collect(read, form)
    assert (read.format, values(after)) == ("pdf", values(before))
    assert said(after) == said(before)
    assert identity_of(read).key == form.key


# --- forms exported by office programs ------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_forms_exported_by_libreoffice(bundle, format_: str, office, tmp_path: Path) -> None:
    """Filled forms of schools and of the department, exported by LibreOffice: same answers, same findings, same key."""
    forms = [forms_of(bundle)[0], forms_of(bundle)[1], forms_of(bundle)[-1]]
    files = [tmp_path / f"form{number}.{format_}" for number in range(len(forms))]
    for file, form in zip(files, forms, strict=True):
        file.write_bytes(filled(form, bundle, format_))
    for file, exported, form in zip(files, office(files, "pdf", tmp_path / "pdf"), forms, strict=True):
        same(file.read_bytes(), exported.read_bytes(), form)


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: its PDF was NOT tested")
def test_forms_exported_by_the_engine(bundle, tmp_path: Path) -> None:
    """The same by the engine of ONLYOFFICE and Р7-Офис; its watermark does not touch the pages of a text document."""
    forms = [forms_of(bundle)[1], forms_of(bundle)[-1]]
    files = [tmp_path / f"form{number}.docx" for number in range(len(forms))]
    for file, form in zip(files, forms, strict=True):
        file.write_bytes(filled(form, bundle, "docx"))
    command = [sys.executable, "-c", EXPORT, *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for file, form in zip(files, forms, strict=True):
        same(file.read_bytes(), Path(f"{file}.pdf").read_bytes(), form)


@pytest.mark.skipif(not ENGINE, reason="document-builder is not installed: its PDF was NOT tested")
def test_a_workbook_exported_by_the_engine(order_159, tmp_path: Path) -> None:
    """In a workbook the watermark of the free engine falls on printed text: it is quoted, and no answer changes."""
    form = forms_of(order_159)[0]
    file = tmp_path / "form.xlsx"
    file.write_bytes(filled(form, order_159, "xlsx"))
    subprocess.run([sys.executable, "-c", EXPORT, str(file)], check=True, capture_output=True, timeout=300)
    before = read_form(file.read_bytes(), form)
    after = read_form(Path(f"{file}.pdf").read_bytes(), form)
    assert values(after) == values(before)
    assert {code for code, _, _ in said(after) - said(before)} <= {"W401"}


@pytest.mark.office
def test_long_answers_wrap_and_split(office, tmp_path: Path) -> None:
    """Addresses and double names broken at line ends, and an answer that runs over a page, come back as one line."""
    form = forms_of(load_example("ershichi-2023"))[0]
    address = "https://school.example/documents/2023-2024/very_long_folder_name/prikaz.plana?id=12&page=34 и приказ"
    typed = {
        ("Б3", EVIDENCE): address,
        ("Б8", EVIDENCE): "Иванова-Петрова Анна-Мария Салтыкова-Щедрина онлайн- и офлайн-занятия и/или консультации",
        ("К1", "Ответ"): "длинный ответ " * 60 + "конец",
        ("К2", "Ответ"): "длинный ответ без слов. " * 100 + "конец.",
        ("К3", "Ответ"): "после длинного",
    }
    file = tmp_path / "form.docx"
    file.write_bytes(type_into(write_form(form, "docx"), typed))
    (exported,) = office([file], "pdf", tmp_path / "pdf")
    same(file.read_bytes(), exported.read_bytes(), form)


# --- lines, tables and pages ----------------------------------------------------------------------------------------


def line(text: str, top: float = 0, *, left: float = 0, trailing: bool = False) -> Line:
    """A line of words five points a letter, ten points high."""
    words = []
    for word in text.split():
        words.append(Word(word, left, left + 5 * len(word)))
        left = words[-1].right + 5
    return Line(words, top, top + 10, trailing)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["приказ от", "20.11.2023"], "приказ от 20.11.2023"),
        (["Салтыкова-", "Щедрина"], "Салтыкова-Щедрина"),
        (["2023–", "2024"], "2023–2024"),
        (["да/", "нет"], "да/нет"),
        (["МО –", "район"], "МО – район"),
        (["https://a.example/b", "_c.pdf и", "приказ"], "https://a.example/b_c.pdf и приказ"),
        (["https://a.example/b", "приказ"], "https://a.example/b приказ"),
        (["https://a.example", "https://b.example"], "https://a.example https://b.example"),
    ],
)
def test_wrapped_lines_become_one(lines: list[str], text: str) -> None:
    """Lines are joined by a space; words broken behind a hyphen or slash, and addresses, without one."""
    assert unwrapped(map(line, lines)) == text


def test_a_blank_behind_a_hyphen_is_kept() -> None:
    """Where the PDF has a blank behind the line's last letter, the next line begins a word."""
    assert unwrapped([line("онлайн-", trailing=True), line("и офлайн")]) == "онлайн- и офлайн"


def table(*rows: str, top: float = 50, edges: tuple[float, ...] = (40, 80, 300), right: float = 500) -> Table:
    """A table whose cells are divided by bars."""
    return Table(top, right, [list(zip(edges, row.split("|"), strict=False)) for row in rows])


def grids(*pages: Page) -> list[list[list[str]]]:
    """The texts of all grids."""
    found = [block for block in blocks_of(pages) if hasattr(block, "rows")]
    return [[[cell.text for cell in row] for row in grid.rows] for grid in found]


def test_a_table_goes_on() -> None:
    """A table that begins a page with the columns of the last one is more of it; its repeated header is dropped."""
    first, second = table("Код|Вопрос|Ответ", "П1|Кто|я"), table("Код|Вопрос|Ответ", "П2|Когда|вчера")
    whole = [["Код", "Вопрос", "Ответ"], ["П1", "Кто", "я"], ["П2", "Когда", "вчера"]]
    assert grids(Page(600, [], [first]), Page(600, [], [second])) == [whole]


def test_other_tables_begin_anew() -> None:
    """Other columns, or a paragraph between, and it is another table."""
    first = table("Код|Вопрос|Ответ")
    other = table("Код|Показатель|Значение", edges=(40, 120, 300))
    assert len(grids(Page(600, [], [first]), Page(600, [], [other]))) == 2
    more = table("П2|Когда|вчера")
    assert len(grids(Page(600, [], [first]), Page(600, [line("Показатели", 20)], [more]))) == 2


def test_a_row_over_three_pages() -> None:
    """A row without a code at the top of a page is the rest of the row above, also twice, also below a header."""
    pages = [
        Page(600, [], [table("Код|Вопрос|Ответ", "К1|Выводы об|начало")]),
        Page(600, [], [table("Код|Вопрос|Ответ", "|итогах|середина")]),
        Page(600, [], [table("Код|Вопрос|Ответ", "||конец", "К2|Дальше|да")]),
    ]
    last = [["К1", "Выводы об итогах", "начало середина конец"], ["К2", "Дальше", "да"]]
    assert grids(*pages) == [[["Код", "Вопрос", "Ответ"], *last]]


def test_section_rows_keep_their_columns() -> None:
    """A page that has fewer columns than its table, because all its rows are merged, keeps them apart."""
    pages = [
        Page(600, [], [table("Код|Вопрос|Ответ")]),
        Page(600, [], [table("Раздел", edges=(40,))]),
        Page(600, [], [table("П1|Кто|я")]),
    ]
    blocks = blocks_of(pages)
    assert [[(cell.column, cell.text) for cell in row] for row in blocks[0].rows][1:] == [
        [(0, "Раздел")],
        [(0, "П1"), (1, "Кто"), (2, "я")],
    ]


def test_headers_and_footers_are_running() -> None:
    """What stands on the pages at one height, but for its number, is a header or footer; a tab stop is a tab."""
    pages = []
    for number in (1, 2, 3):
        head = Line([Word("Ключ", 0, 20), Word("СОШ", 400, 420)], 10, 20)
        pages.append(Page(600, [head, line(f"абзац {'а' * number}", 100), line(f"лист {number}", 570)], []))
    blocks = [(block.text, block.running) for block in blocks_of(pages)]
    assert blocks[3:] == [("Ключ\tСОШ", True), ("лист 1", True)]
    assert [running for _, running in blocks[:3]] == [False] * 3


def test_paragraphs_end_where_there_was_room() -> None:
    """A line that had room for the next word ends its paragraph; a full one goes on."""
    lines = [line("а" * 20, 0), line("бббб", 12), line("вввв", 24)]
    assert [block.text for block in blocks_of([Page(600, lines, [])])] == ["а" * 20 + " бббб", "вввв"]


# --- made by hand ---------------------------------------------------------------------------------------------------


def made(*contents: bytes, extra: str = "", filters: str = "") -> bytes:
    """A PDF of pages with these content streams, and an image to draw."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(contents)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        4: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
        b"stream\n\x00\nendstream",
    }
    for number, content in enumerate(contents):
        resources = "<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R>>>>"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources{resources}/Contents {11 + 2 * number} 0 R"
        objects[10 + 2 * number] = f"{page}{extra}>>".encode()
        head = f"<</Length {len(content)}{filters}>>stream\n".encode()
        objects[11 + 2 * number] = head + content + b"\nendstream"
    written, offsets = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        offsets[number] = len(written)
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(written)
    written += b"xref\n" + b"".join(
        f"{number} 1\n{offset:010} 00000 n \n".encode() for number, offset in sorted(offsets.items())
    )
    return written + f"trailer\n<</Size 1000/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def shown(text: str, left: float, bottom: float) -> bytes:
    """The operators that show a text at a place, counted from below."""
    return f"BT /F1 10 Tf {left} {bottom} Td ({text}) Tj ET\n".encode()


SCAN = b"q 600 0 0 800 0 0 cm /I1 Do Q\n"
GRID = b"50 600 100 100 re S 150 600 200 100 re S\n"


def refused(content: bytes, within: float = 10) -> UnreadableFileError:
    """Return the error a file is refused with, in good time."""
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError) as error:
        read_blocks(content)
    assert time.monotonic() - begun < within
    assert error.value.hint
    return error.value


def test_the_good_file_is_read() -> None:
    """The file that the other tests spoil is read: a paragraph above a table of two cells."""
    content = made(shown("Hello", 60, 750) + GRID + shown("A1", 60, 650) + shown("done", 160, 650))
    blocks = read_blocks(content).blocks
    assert blocks[0].text == "Hello"
    assert [[cell.text for cell in row] for row in blocks[1].rows] == [["A1", "done"]]


def test_letters_beside_the_page_are_not_read() -> None:
    """What stands outside the page is seen by nobody and not read."""
    read = read_blocks(made(shown("Hello", 60, 750) + shown("outside", 60, 900)))
    assert [block.text for block in read.blocks] == ["Hello"]


@pytest.mark.parametrize("content", [SCAN, SCAN + shown("recognised text", 60, 700), b""], ids=["bare", "OCR", "blank"])
def test_scans_are_named(content: bytes) -> None:
    """A picture over the whole page, also with recognised text on it, and pages without text are a scan."""
    error = refused(made(content, content))
    assert (error.reason, "scan" in error.message) == ("scan", True)


def test_text_over_text_is_refused() -> None:
    """A neighbour's answer that spills into a cell cannot be told from the cell's own: nothing is guessed."""
    spilt = GRID + shown("neighbour", 160, 690) + shown("goes on", 160, 630) + shown("own answer", 160, 680)
    assert refused(made(spilt)).reason == "drawn_over"


def test_what_is_too_large_is_refused() -> None:
    """Too many pages, and a page too crowded to be a form, are refused."""
    assert refused(made(*[shown("page", 60, 700)] * 201)).reason == "too_large"
    assert refused(made(b"0 0 1 1 re S\n" * 20_001), within=30).reason == "too_large"


def test_a_bomb_is_refused() -> None:
    """A stream that inflates to 640 MB, which `pdfminer` would do, ends in its process and not in ours."""
    packer = zlib.compressobj(1)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(640)) + packer.flush()
    assert refused(made(bomb, filters="/Filter/FlateDecode")).reason in ("damaged", "scan")


def test_what_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads is killed when its time is over."""
    monkeypatch.setattr(reader, "SECONDS", 0.01)
    assert refused(made(shown("Hello", 60, 750)), within=2).reason == "slow"


def test_damage_is_a_typed_error() -> None:
    """Files cut off or changed anywhere are read or refused with the typed error, never anything else."""
    whole = made(shown("Hello", 60, 750) + GRID + shown("A1", 60, 650))
    chance = random.Random(159)
    for _ in range(12):
        spoilt = bytearray(whole[: chance.randrange(100, len(whole))] if chance.random() < 0.4 else whole)
        for _ in range(8):
            spoilt[chance.randrange(20, len(spoilt))] = chance.randrange(256)
        try:
            read_blocks(bytes(spoilt))
        except UnreadableFileError as error:
            assert error.reason in ("damaged", "scan", "encrypted", "too_large")  # noqa: PT017


def test_a_page_tree_that_bites_its_tail_is_refused() -> None:
    """Pages whose kids are the pages themselves end, without a page."""
    assert refused(made(b"").replace(b"/Kids[10 0 R]", b"/Kids[ 2 0 R]")).reason in ("damaged", "scan")


@pytest.mark.office
def test_an_encrypted_file_is_named(office, tmp_path: Path) -> None:
    """A PDF that asks for a password to be opened is called encrypted."""
    source = tmp_path / "letter.rtf"
    source.write_bytes(b"{\\rtf1 Hello}")
    secret = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    (locked,) = office([source], f"pdf:writer_pdf_Export:{secret}", tmp_path / "pdf")
    assert refused(locked.read_bytes()).reason == "encrypted"


def test_without_the_package_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where `pdfplumber` is missing, the error says what to install."""
    monkeypatch.setattr(reader, "find_spec", lambda _: None)
    with pytest.raises(EnvironmentLacksError, match=r"roadmapdocs\[pdf\]") as error:
        read_blocks(made(shown("Hello", 60, 750)))
    assert error.value.reason == "no_pdf"
