"""Old formats go through LibreOffice, which may fail or hang; everything else that is no form is named."""

from __future__ import annotations

import ast
import os
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from roadmapdocs import office as office_program
from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.reasons import REASONS, REMEDIES
from roadmapdocs.collect import collect
from roadmapdocs.errors import EnvironmentLacksError, UnreadableFileError
from roadmapdocs.readers import legacy, read_blocks, read_blocks_many
from roadmapdocs.readers.signatures import _REFUSED, kind_of
from roadmapdocs.reading import identity_of, read_form
from test_documents import filled, forms_of, values

SOURCE = Path(legacy.__file__).parents[1]
RTF = b"{\\rtf1 \\ansi %s}"

# --- forms in old formats -------------------------------------------------------------------------------------------


@pytest.mark.office
@pytest.mark.parametrize(("format_", "old"), [("docx", "doc"), ("docx", "rtf"), ("xlsx", "xls")])
def test_filled_forms_in_old_formats(bundle, format_: str, old: str, office, tmp_path: Path) -> None:
    """Filled forms saved as .doc, .rtf and .xls give identical answers and their key, alone and together."""
    forms = [forms_of(bundle)[0], forms_of(bundle)[1], forms_of(bundle)[-1]]
    files = [tmp_path / f"form{number}.{format_}" for number in range(len(forms))]
    for file, form in zip(files, forms, strict=True):
        file.write_bytes(filled(form, bundle, format_))
    saved = [file.read_bytes() for file in office(files, old, tmp_path / old)]
    assert {kind_of(content) for content in saved} == {old}
    expected = [read_form(file.read_bytes(), form) for file, form in zip(files, forms, strict=True)]
    together = read_blocks_many({form.printed_key: content for form, content in zip(forms, saved, strict=True)})
    for form, before in zip(forms, expected, strict=True):
        read = together[form.printed_key]
        assert not isinstance(read, Exception)
        after = collect(read, form)
        assert (read.format, values(after)) == (old, values(before))
        assert {(f.code, f.seen) for f in after.findings} == {(f.code, f.seen) for f in before.findings}
        assert identity_of(read).key == form.key
    assert values(read_form(saved[0], forms[0])) == values(expected[0])


def typed(returned) -> list[str]:
    """All texts of the grids, in order."""
    return [cell.text for grid in returned.grids for row in grid.rows for cell in row if cell.text]


@pytest.mark.office
def test_a_campaign_reads_old_files_in_one_call(order_159, office, tmp_path: Path, monkeypatch) -> None:
    """The old files of an inbox are converted in one call per format, and their schools have returned."""
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "кампания", order=order, schools=schools[:3])
    inbox = campaign.folder / "Входящие"
    for number, school in enumerate(schools[:3]):
        (tmp_path / f"form{number}.docx").write_bytes(filled(campaign.form(school), order_159, "docx"))
    for file in office([tmp_path / f"form{number}.docx" for number in range(3)], "doc", tmp_path / "doc"):
        file.rename(inbox / f"{file.stem}.docx")  # the name lies: it is not asked
    calls: list[int] = []
    run = office_program.Office.run
    monkeypatch.setattr(
        office_program.Office,
        "run",
        lambda self, files, kind, to: calls.append(len(files)) or run(self, files, kind, to),
    )
    assert [s.respondent for s in campaign.receive().submissions] == list(schools[:3])
    assert calls == [3]


@pytest.mark.office
def test_a_damaged_file_spoils_no_other(order_159, office, tmp_path: Path) -> None:
    """A .doc whose text is gone, among good ones: the good ones are read, it gives no form."""
    form = forms_of(order_159)[0]
    file = tmp_path / "form.docx"
    file.write_bytes(filled(form, order_159, "docx"))
    (saved,) = office([file], "doc", tmp_path / "doc")
    whole = saved.read_bytes()
    text = whole.index(b"\xec\xa5")
    damaged = whole[:text] + bytes(2048) + whole[text + 2048 :]
    assert kind_of(damaged) == "doc"
    read = read_blocks_many({"before": whole, "damaged": damaged, "after": whole})
    assert typed(read["before"]) == typed(read["after"]) == typed(read_blocks(file.read_bytes()))
    assert isinstance(read["damaged"], UnreadableFileError) or typed(read["damaged"]) == []


# --- an office program that fails -----------------------------------------------------------------------------------

FAKE = """#!{python}
import os, pathlib, subprocess, sys, time
names = [pathlib.Path(name) for name in sys.argv if name.endswith((".rtf", ".doc", ".xls"))]
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
folder.mkdir(exist_ok=True)
with open({log!r}, "a") as log:
    log.write(f"{{len(names)}} {{os.environ['TMPDIR']}}\\n")
for name in names:
    content = name.read_bytes()
    if b"CRASH" in content:
        os._exit(81)
    if b"HANG" in content:
        child = subprocess.Popen(["sleep", "600"])
        open({log!r} + ".child", "w").write(str(child.pid))
        time.sleep(600)
    if b"HALF" in content:
        (folder / (name.stem + ".docx")).write_bytes(b"PK\\x03\\x04 half")
        continue
    (folder / (name.stem + ".docx")).write_bytes(pathlib.Path({good!r}).read_bytes())
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order_159) -> Callable[[], list[int]]:
    """An office program on the PATH that crashes and hangs at will; returns how many files each call had."""
    if sys.platform == "win32":
        pytest.skip("the fake program is a script with a shebang")
    (tmp_path / "good.docx").write_bytes(filled(forms_of(order_159)[0], order_159, "docx"))
    log, program = tmp_path / "log", tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(FAKE.format(python=sys.executable, log=str(log), good=str(tmp_path / "good.docx")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(office_program, "_STARTING", 2.0)
    monkeypatch.setattr(office_program, "_PER_FILE", 0.1)
    return lambda: [int(line.split()[0]) for line in log.read_text().splitlines()]


def test_a_crash_costs_only_the_file_that_causes_it(fake) -> None:
    """Files behind the one that crashes the program are converted when they are tried again alone."""
    contents = {str(number): RTF % (b"CRASH" if number == 1 else b"good") for number in range(4)}
    read = read_blocks_many(contents)
    assert [name for name, one in read.items() if isinstance(one, Exception)] == ["1"]
    assert fake() == [4, 1, 1, 1]
    assert {one.format for one in read.values() if not isinstance(one, Exception)} == {"rtf"}


def test_half_a_result_is_none(fake) -> None:
    """What the program did not finish writing is not taken for a result."""
    assert legacy.convert({"half": RTF % b"HALF"}) == {}


def test_a_program_that_hangs_is_killed(fake, tmp_path: Path) -> None:
    """It is killed in time with what it started, its folder is removed, and after three times it is not asked again."""
    contents = {str(number): RTF % b"HANG" for number in range(6)}
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError, match="LibreOffice cannot read"):
        read_blocks(contents["0"])
    assert time.monotonic() - begun < 6
    child = int((tmp_path / "log.child").read_text())
    assert is_gone_soon(child)
    assert all(isinstance(one, UnreadableFileError) for one in read_blocks_many(contents).values())
    assert fake() == [1, 6, 1, 1]
    folders = [Path(line.split(" ", 1)[1]) for line in (tmp_path / "log").read_text().splitlines()]
    assert [folder for folder in folders if folder.exists()] == []


def is_gone_soon(process: int) -> bool:
    """Say whether a process ends within seconds: a killed one needs a moment on a busy machine."""
    deadline = time.monotonic() + 5
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_running(process)


def is_running(process: int) -> bool:
    """Say whether a process still runs; one that is dead but not yet buried does not."""
    state = Path(f"/proc/{process}/stat")
    if state.parent.parent.is_dir() and state.parent.parent.joinpath("self").exists():
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] not in "ZX"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_without_libreoffice_there_is_advice(monkeypatch: pytest.MonkeyPatch, order_159, tmp_path: Path) -> None:
    """Where LibreOffice is missing, one old file is an error of the environment, and a campaign says what to do."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office_program, "_PLACES", ())
    with pytest.raises(EnvironmentLacksError, match="LibreOffice"):
        read_blocks(RTF % b"good")
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "кампания", order=order, schools=schools)
    (campaign.folder / "Входящие" / "отчёт.doc").write_bytes(RTF % b"good")
    (refused,) = campaign.receive().refused
    assert "нет LibreOffice" in refused.finding.message
    assert "сохраните как .docx" in refused.finding.message


# --- what is no form ------------------------------------------------------------------------------------------------


def compound(**streams: bytes) -> bytes:
    """A compound file (MS-CFB) with these streams, each in sectors of its own."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    chains: list[int] = [0xFFFFFFFD]
    directory_sectors = (len(streams) + 4) // 4
    chains += [*range(2, directory_sectors + 1), end]
    entries, body = [_entry("Root Entry", 5, child=1 if streams else free, start=end)], b""
    for number, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % 512)
        right = number + 1 if number < len(streams) else free
        entries.append(_entry(name, 2, right=right, start=len(chains), size=len(padded)))
        chains += [*range(len(chains) + 1, len(chains) + len(padded) // 512), end]
        body += padded
    table = b"".join(number.to_bytes(4, "little") for number in chains).ljust(512, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(10)
    header += b"".join(number.to_bytes(4, "little") for number in (1, 1, 0, 4096, end, 0, end, 0, 0))
    return header.ljust(512, b"\xff") + table + b"".join(entries).ljust(512 * directory_sectors, b"\0") + body


def _entry(
    name: str, kind: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int, size: int = 0
) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    places = b"".join(number.to_bytes(4, "little") for number in (0xFFFFFFFF, right, child))
    head = spelt.ljust(64, b"\0") + len(spelt).to_bytes(2, "little") + bytes([kind, 1]) + places
    return head.ljust(116, b"\0") + start.to_bytes(4, "little") + size.to_bytes(8, "little")


def zipped(**parts: bytes) -> bytes:
    """A plain archive."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


BOF = b"\x09\x08\x04\x00\x00\x06\x05\x00"
FOREIGN = {
    "nothing": (b"", "empty"),
    "JPEG": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
    "GIF": (b"GIF89a\x01\x00", "picture"),
    "TIFF": (b"II*\x00\x08\x00\x00\x00", "picture"),
    "TIFF, big-endian": (b"MM\x00*\x00\x00\x00\x08", "picture"),
    "HEIC": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "picture"),
    "HEIC of a telephone": (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", "picture"),
    "BMP": (b"BM\x46\x00\x00\x00" + bytes(64), "picture"),
    "zip": (zipped(**{"Отчёт.docx": zipped(a=b"b")}), "archive"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive"),
    "eml": (b"Return-Path: <a@b>\r\nReceived: by x\r\n\tid 1\r\nSubject: =?utf-8?B?0J4=?=\r\n\r\nbody", "letter"),
    "msg": (compound(__properties_version1=b"", **{"__properties_version1.0": b"x"}), "letter"),
    "encrypted .docx": (compound(EncryptionInfo=b"x", EncryptedPackage=b"x"), "encrypted"),
    "encrypted .doc": (compound(WordDocument=b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01"), "encrypted"),
    "encrypted .xls": (compound(Workbook=BOF + b"\x2f\x00\x02\x00xx"), "encrypted"),
    "some compound file": (compound(Contents=b"x"), "foreign"),
    "damaged compound file": (compound(WordDocument=b"x")[:700], "damaged"),
    "text": ("Отчёт: выполнено\nBM: нет".encode(), "foreign"),
    "text that begins like a bitmap": (b"BMX is a sport", "foreign"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_form_is_named(name: str) -> None:
    """Photos, archives, letters, encrypted and empty files are told apart by their content, each with advice."""
    content, reason = FOREIGN[name]
    with pytest.raises(UnreadableFileError) as error:
        read_blocks(content)
    assert error.value.reason == reason
    assert error.value.hint


def test_old_formats_are_told_apart() -> None:
    """.doc, .xls of both generations and .rtf are known by their streams and first bytes."""
    assert kind_of(compound(WordDocument=b"\xec\xa5", Workbook=BOF)) == "doc"
    assert [kind_of(compound(Workbook=BOF)), kind_of(compound(Book=BOF))] == ["xls", "xls"]
    assert kind_of(RTF % b"text") == "rtf"
    assert kind_of(b"\r\n\r\n%PDF-1.4") == "pdf"


def test_a_campaign_says_it_in_russian(order_159, tmp_path: Path) -> None:
    """Each such file ends in the list of refused ones, with a sentence; archives and letters are opened first."""
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "кампания", order=order, schools=schools)
    unopened = [said for name, said in FOREIGN.items() if name not in ("zip", "eml")]
    for number, (content, _) in enumerate(unopened):
        (campaign.folder / "Входящие" / f"{number:02}.docx").write_bytes(content)
    seen = {refused.file: refused.finding.seen for refused in campaign.receive().refused}
    assert [seen[name] for name in sorted(seen)] == [REASONS[reason] for _, reason in unopened]


def test_every_reason_has_its_sentence() -> None:
    """Whatever reason an error of the package gives, a campaign has a Russian sentence for it, and none to spare."""
    given = {UnreadableFileError.usual_reason, *_REFUSED}
    for module in (SOURCE / "office.py", *(SOURCE / "readers").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "reason" and isinstance(node.value, ast.Constant):
                given.add(node.value.value)
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                named = (v for k, v in pairs if isinstance(k, ast.Constant) and k.value == "reason")
                given |= {value.value for value in named if isinstance(value, ast.Constant)}
    given |= {"busy", "bare_letter"}  # what the inbox itself meets, before any reader
    assert given == set(REASONS)
    assert set(REMEDIES) <= given
