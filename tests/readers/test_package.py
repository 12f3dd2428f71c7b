"""The safe container: hostile and damaged files are refused with one typed error, quickly, whatever they hold."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmapdocs.demo.run import load_example
from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.forms.report import report_form
from roadmapdocs.readers import package as container
from roadmapdocs.readers import read_blocks
from roadmapdocs.readers.package import Package, parse_xml
from roadmapdocs.writers import write_form

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationship(target: str, more: str = "") -> str:
    """A relationship part with one relationship to a main document."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{target}"{more}/></Relationships>'
    )


def document(text: str) -> str:
    """A document of one paragraph."""
    return f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'


Parts = list[tuple[str, str | bytes]]
GOOD: Parts = [
    ("[Content_Types].xml", TYPES),
    ("_rels/.rels", relationship("word/document.xml")),
    ("word/document.xml", document("цел")),
]


def pack(parts: Iterable[tuple[str, str | bytes]], method: int = ZIP_DEFLATED) -> bytes:
    """Pack parts as they are, also twice under one name."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts:
            entry = ZipInfo("placeholder")
            entry.filename = entry.orig_filename = name
            archive.writestr(entry, content, compress_type=method)
    return packed.getvalue()


def with_document(xml: str | bytes) -> bytes:
    """Pack a good package with another main part."""
    return pack([*GOOD[:2], ("word/document.xml", xml)])


def refusal(content: bytes) -> str:
    """Return the message a file is refused with; it must be the typed error, and it must not take long."""
    begun = time.monotonic()
    with pytest.raises(UnreadableFileError) as refused:
        read_blocks(content)
    assert time.monotonic() - begun < 5
    assert refused.value.hint
    return refused.value.message


def test_the_good_package_is_read() -> None:
    """The package that the other tests spoil is read, deflated and stored."""
    for method in (ZIP_DEFLATED, ZIP_STORED):
        assert [block.text for block in read_blocks(pack(GOOD, method)).paragraphs] == ["цел"]


# --- what is no package -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"PK", "the file is not a document package"),
        ("Отчёт выполнен".encode(), "the file is not a document package"),
        (b"%PDF-1.7\n", "the PDF is damaged"),
        (b"\x00" * 100_000, "the file is not a document package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "the file of the old binary kind is damaged"),
        (pack([]), "the file is neither a text document nor a workbook"),
        (pack([("mimetype", "application/x")]), "the file is neither a text document nor a workbook"),
        (pack(GOOD[1:]), "the package lacks the part «[Content_Types].xml»"),
        (pack(GOOD[:1]), "the file is neither a text document nor a workbook"),
        (pack(GOOD[:2]), "the package lacks the part «word/document.xml»"),
    ],
)
def test_what_is_no_document(content: bytes, message: str) -> None:
    """Empty files, other formats, the old binary format and packages without their parts are told apart."""
    assert refusal(content) == message


def test_truncated_archives() -> None:
    """A download that broke off anywhere is refused."""
    whole = pack(GOOD)
    assert [cut for cut in range(0, len(whole) - 1, 7) if not refusal(whole[:cut])] == []


def central_entries(content: bytes) -> list[int]:
    """Return where the entries of the central directory begin."""
    found, start = [], content.find(b"PK\x01\x02")
    while start >= 0:
        found.append(start)
        start = content.find(b"PK\x01\x02", start + 4)
    return found


def patched(content: bytes, offset: int, layout: str, value: int) -> bytes:
    """Overwrite a number in the last entry of the central directory (APPNOTE.TXT 4.3.12)."""
    spoilt = bytearray(content)
    struct.pack_into(layout, spoilt, central_entries(content)[-1] + offset, value)
    return bytes(spoilt)


def test_the_encrypted_flag() -> None:
    """An entry that says it is encrypted is refused before anything is inflated."""
    assert refusal(patched(pack(GOOD), 8, "<H", 0x1)) == "the package is encrypted"


def test_a_wrong_checksum() -> None:
    """A part whose bytes do not fit their checksum is damaged."""
    assert refusal(patched(pack(GOOD), 16, "<L", 0xDEADBEEF)) == "the part is damaged"


def test_a_directory_that_points_before_the_file() -> None:
    """A directory whose own place is wrong makes the places of parts negative; that is damage, not a crash."""
    content = pack(GOOD)
    end = content.rindex(b"PK\x05\x06")
    (place,) = struct.unpack_from("<L", content, end + 16)
    spoilt = content[: end + 16] + struct.pack("<L", place + 70_000) + content[end + 20 :]
    assert refusal(spoilt) == "the part is damaged"


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_other_compressions(method: int) -> None:
    """The standard allows deflate and nothing else; what inflates without limits is not even begun."""
    assert refusal(pack(GOOD, method)).endswith("is compressed in an unusual way")


@pytest.mark.parametrize(
    "twin", ["word/document.xml", "Word/Document.XML", "word\\document.xml", "/word/document.xml", "WORD\\document.xml"]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(twin: str) -> None:
    """Two parts of one name, differing in case, slashes or not at all, are refused: programs disagree which counts."""
    assert refusal(pack([*GOOD, (twin, document("другой"))])).endswith("twice")


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry more than the limit is refused, the limit itself is not."""
    extra: Parts = [(f"word/media/{number}.png", b"") for number in range(7)]
    monkeypatch.setattr(container, "MOST_ENTRIES", 10)
    assert [block.text for block in read_blocks(pack([*GOOD, *extra])).paragraphs] == ["цел"]
    assert refusal(pack([*GOOD, *extra, ("word/media/7.png", b"")])) == "the package has 11 entries"


# --- bombs ------------------------------------------------------------------------------------------------------


def test_a_part_that_inflates_past_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of a part holds while inflating."""
    monkeypatch.setattr(container, "MOST_PART_BYTES", 1000)
    assert refusal(with_document(document("а" * 1000))) == "the part is too large to be a form"


def test_parts_that_are_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of all parts together holds for parts that each keep theirs."""
    monkeypatch.setattr(container, "MOST_TOTAL_BYTES", 1500)
    package = Package(pack([(f"{number}.xml", b"a" * 600) for number in range(3)]))
    assert (len(package.read("0.xml")), len(package.read("1.xml"))) == (600, 600)
    with pytest.raises(UnreadableFileError, match="too large"):
        package.read("2.xml")


def lying(xml: str, claimed: int, *, checksum: int | None = None) -> bytes:
    """Pack a document whose headers claim another size."""
    content = patched(with_document(xml), 24, "<L", claimed)
    return content if checksum is None else patched(content, 16, "<L", checksum)


@pytest.mark.parametrize("claimed", [0, 1, 100, 0xFFFFFFF0])
def test_a_bomb_that_lies_about_its_size(claimed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that inflates a thousandfold is refused whatever its header says, and never inflated whole."""
    monkeypatch.setattr(container, "MOST_PART_BYTES", 50_000)
    inflated = 0
    real = zlib.decompressobj

    class Counting:
        """A decompressor that counts what it gives out."""

        def __init__(self, *settings: int) -> None:
            self._real = real(*settings)

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

        def decompress(self, *given: object) -> bytes:
            nonlocal inflated
            out = self._real.decompress(*given)  # type: ignore[arg-type]
            inflated += len(out)
            return out

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    assert refusal(lying(document(" " * 5_000_000), claimed)) in (
        "the part is damaged",
        "the part is too large to be a form",
    )
    assert inflated < 200_000


def test_a_part_cut_short_by_its_header() -> None:
    """A header that claims less, with a checksum that fits the lie, gives cut XML, which is damaged."""
    xml = document("а" * 100)
    message = refusal(lying(xml, 50, checksum=zlib.crc32(xml.encode()[:50])))
    assert message.startswith("the part is damaged")


def test_too_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elements cost far more memory than their letters; their number is limited before a tree is built."""
    monkeypatch.setattr(container, "MOST_ELEMENTS", 1000)
    assert refusal(with_document(document("</w:t><w:t>" * 600))) == "the part is too large to be a form"


@pytest.mark.parametrize("depth", [1000, 100_000])
def test_deep_nesting(depth: int) -> None:
    """Elements nested 100 000 deep are refused and do not exhaust the stack."""
    nested = f'<w:document xmlns:w="{WORD}">{"<w:p>" * depth}{"</w:p>" * depth}</w:document>'
    assert refusal(with_document(nested)).startswith("the part is damaged")


# --- declarations and entities ----------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "declaration",
    [
        "<!DOCTYPE d>",
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/evil.dtd"> %p;]>',
        f"{LAUGHS}]>",
    ],
    ids=["bare", "external", "file", "parameter", "laughs"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp037"])
@pytest.mark.parametrize("used", ["", "&x;", "&i;"])
def test_declarations(declaration: str, encoding: str, used: str) -> None:
    """A declaration of types is refused in every encoding an XML parser knows, its entities used in text or not."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{document(used)}'
    message = refusal(with_document(xml.encode(encoding)))
    expected = "the part has a document type declaration"
    if encoding == "utf-8" or (not used and encoding.startswith("utf")):
        assert message == expected
    else:  # the parser may stumble over the entity, or over EBCDIC, before we see the declaration
        assert message == expected or message.startswith("the part is damaged: ")


def test_entities_in_attributes() -> None:
    """The parser itself unfolds entities in attributes; a thousand million laughs do not come to be there either."""
    xml = f'<?xml version="1.0" encoding="utf-16"?>{LAUGHS}]><a b="{"&i;" * 10}"/>'
    message = refusal(with_document(xml.encode("utf-16")))
    assert message.startswith(("the part is damaged: ", "the part has a document type declaration"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_encodings(encoding: str) -> None:
    """Without a declaration of types a part may be in any encoding, and is read."""
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{document("цел")}'
    assert [block.text for block in read_blocks(with_document(xml.encode(encoding))).paragraphs] == ["цел"]


@pytest.mark.parametrize(
    "xml",
    [
        "",
        " ",
        "текст",
        "<w:document>",
        document("&нет;"),
        document("\x01"),
        '<?xml version="1.0" encoding="no-such"?><a/>',
        document("а") + "<b/>",
        document("а" * 11_000_000),
    ],
)
def test_damaged_parts(xml: str) -> None:
    """A part that is not well-formed, of unknown encoding or with an immense text is damaged."""
    assert refusal(with_document(xml)).startswith("the part is damaged")


def test_typed_declarations_are_text() -> None:
    """A person who typed «<!DOCTYPE» into a cell typed text: in XML it is escaped."""
    assert parse_xml(b"<a>&lt;!DOCTYPE b&gt; &lt;!ENTITY</a>").text == "<!DOCTYPE b> <!ENTITY"


def test_comments_and_instructions_vanish() -> None:
    """Comments and processing instructions are no elements of the tree."""
    root = parse_xml(b"<a><!-- b --><?c d?><e/>f<!-- g -->h</a>")
    assert ([element.tag for element in root], "".join(root.itertext())) == (["e"], "fh")


# --- relationships ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "word/document.xml",
        "/word/document.xml",
        "./word/document.xml",
        "word/../word/document.xml",
        "//word/document.xml",
    ],
)
def test_targets_that_lead_to_the_part(target: str) -> None:
    """Relative and absolute targets are resolved inside the package."""
    found = read_blocks(pack([GOOD[0], ("_rels/.rels", relationship(target)), GOOD[2]]))
    assert [block.text for block in found.paragraphs] == ["цел"]


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("../../../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("word/../../../etc/passwd", "etc/passwd"),
        ("word/document.xml/../other.xml", "word/other.xml"),
    ],
)
def test_targets_never_leave_the_package(target: str, part: str) -> None:
    """A path that climbs out of the archive is a name in it, which does not exist; no file is opened."""
    types = TYPES.replace("<Default", f'<Override PartName="/{part}" ContentType="wordprocessingml"/><Default')
    packed = pack([("[Content_Types].xml", types), ("_rels/.rels", relationship(target)), GOOD[2]])
    assert refusal(packed) == f"the package lacks the part «{part}»"


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/document.xml", "file:///etc/passwd", "word/document.xml"])
def test_external_targets_are_nothing(target: str) -> None:
    """A relationship that says it leads outside is not followed, even if a part of that name exists."""
    packed = pack([GOOD[0], ("_rels/.rels", relationship(target, ' TargetMode="External"')), GOOD[2]])
    assert refusal(packed) == "the file is neither a text document nor a workbook"


def test_relationships_by_id_and_type() -> None:
    """Relationships are found by id and by the end of their type, transitional and strict alike."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/header"
    inner = (
        f'<Relationship Id="a" Type="{OFFICE}/header" Target="h1.xml"/>'
        f'<Relationship Id="b" Type="{strict}" Target="../h2.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/xheader" Target="h3.xml"/>'
        '<Relationship Id="d" Type="t" Target="http://example.org" TargetMode="External"/>'
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
    package = Package(pack([("word/_rels/document.xml.rels", rels)]))
    assert package.related("word/document.xml") == {"a": "word/h1.xml", "b": "h2.xml", "c": "word/h3.xml"}
    assert package.related_by_type("word/document.xml", "header") == ["word/h1.xml", "h2.xml"]
    assert package.related("word/other.xml") == {}


def test_names_are_found_in_any_case() -> None:
    """Part names are equal whatever their case (ECMA-376 part 2, 6.2.2)."""
    package = Package(pack([("Word/Document.xml", b"<a/>")]))
    assert "word/document.XML" in package
    assert package.read("WORD/document.xml") == b"<a/>"
    assert list(package.names()) == ["Word/Document.xml"]


# --- anything at all --------------------------------------------------------------------------------------------


def real_forms() -> dict[str, bytes]:
    """A small real form in each format."""
    order, schools = load_example("zarechye-2024")
    form = report_form(order, schools[0])
    return {name: write_form(form, name) for name in ("docx", "xlsx")}


FORMS = real_forms()


@pytest.mark.parametrize("name", sorted(FORMS))
@given(drawn=st.data())
@settings(max_examples=200, deadline=None)
def test_damage_anywhere_is_read_or_refused(name: str, drawn: st.DataObject) -> None:
    """Bytes of a real form overwritten anywhere: the file is read, or refused with the typed error, nothing else."""
    content = bytearray(FORMS[name])
    directory = central_entries(FORMS[name])[0]
    places = st.integers(0, len(content) - 1) | st.integers(directory, len(content) - 1)
    for place in drawn.draw(st.lists(places, min_size=1, max_size=4)):
        content[place] = drawn.draw(st.integers(0, 255) | st.sampled_from([0, 1, 8, 9, 12, 14, 255]))
    try:
        found = read_blocks(bytes(content))
    except UnreadableFileError:
        return
    assert found.format in FORMS


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_refused(content: bytes) -> None:
    """Bytes that are no package are refused with the typed error."""
    with pytest.raises(UnreadableFileError):
        read_blocks(content)


XML_PIECES = st.sampled_from(
    [
        f"<w:{name}{end}>"
        for name in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "del", "gridSpan", "tag")
        for end in ("", "/")
    ]
    + [f"</w:{name}>" for name in ("p", "r", "t", "tbl", "tr", "tc", "sdt", "del")]
    + ['<w:gridSpan w:val="-1"/>', '<w:gridBefore w:val="99999999"/>', "текст", "&#x1;", "<x/>"]
)


@given(st.lists(XML_PIECES, max_size=30).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_markup_is_read_or_refused(body: str) -> None:
    """Elements in any order and nesting, schema or not, give blocks or the typed error."""
    xml = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    try:
        parse_xml(xml.encode())
    except UnreadableFileError:
        assert refusal(with_document(xml)).startswith("the part is damaged")
    else:
        assert read_blocks(with_document(xml)).format == "docx"
