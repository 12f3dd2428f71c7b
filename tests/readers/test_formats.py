"""What kind of document a package is: it says so itself, whatever the file is called."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from roadmapdocs.errors import UnreadableFileError
from roadmapdocs.readers import read_blocks

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def pack(parts: dict[str, str]) -> bytes:
    """Pack parts."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def office_open(content_type: str) -> bytes:
    """A package of Office Open XML whose main part is of a content type."""
    main = f'<w:document xmlns:w="{WORD}"/>' if "word" in content_type else f'<workbook xmlns="{SHEET}"/>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return pack(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/main.xml" ContentType="{content_type}"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}" Target="main.xml"/></Relationships>',
            "main.xml": main,
        }
    )


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "docx"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "docx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "docx"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "xlsx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", "xlsx"),
    ],
)
def test_office_open_by_content_type(content_type: str, name: str) -> None:
    """Documents, templates and their kinds with macros (.docm, .dotx, .xlsm, .xltx) go to the same reader."""
    assert read_blocks(office_open(content_type)).format == name


def manifest(media_type: str, inner: str = "") -> str:
    """A manifest of OpenDocument."""
    return (
        f'<manifest:manifest xmlns:manifest="{MANIFEST}"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{media_type}"/><manifest:file-entry manifest:full-path="content.xml" '
        f'manifest:media-type="text/xml">{inner}</manifest:file-entry></manifest:manifest>'
    )


def content(kind: str) -> str:
    """An empty content part."""
    body = f"<office:body><office:{kind}/></office:body>"
    return f'<office:document-content xmlns:office="{OFFICE}">{body}</office:document-content>'


KINDS = [
    ("text", "odt", "text"),
    ("text-template", "odt", "text"),
    ("spreadsheet", "ods", "spreadsheet"),
    ("spreadsheet-template", "ods", "spreadsheet"),
]


@pytest.mark.parametrize(("kind", "name", "body"), KINDS)
def test_open_document_by_mimetype_or_manifest(kind: str, name: str, body: str) -> None:
    """Texts, workbooks and their templates are known by the first entry, or where that is lost by the manifest."""
    media_type = OPEN_DOCUMENT + kind
    assert read_blocks(pack({"mimetype": media_type, "content.xml": content(body)})).format == name
    assert read_blocks(pack({"mimetype": f"{media_type}\n", "content.xml": content(body)})).format == name
    zipped_again = {"META-INF/manifest.xml": manifest(media_type), "content.xml": content(body)}
    assert read_blocks(pack(zipped_again)).format == name


@pytest.mark.parametrize("kind", ["presentation", "graphics", "text-master", "text-", ""])
def test_other_open_documents_are_refused(kind: str) -> None:
    """Presentations, drawings and unknown kinds are no forms; the refusal says what to send."""
    packed = pack({"mimetype": f"{OPEN_DOCUMENT}{kind}", "content.xml": content("text")})
    with pytest.raises(UnreadableFileError, match="neither a text document nor a workbook") as refused:
        read_blocks(packed)
    assert ".docx" in refused.value.hint


@pytest.mark.parametrize("prefix", ["manifest:", "", "ns0:"])
def test_encrypted_open_documents_are_refused(prefix: str) -> None:
    """A document with a password is refused with what to do, not called damaged."""
    inner = f'<{prefix}encryption-data xmlns="{MANIFEST}" xmlns:ns0="{MANIFEST}"/>'
    packed = pack(
        {
            "mimetype": f"{OPEN_DOCUMENT}text",
            "content.xml": "\x17\x03нечитаемо",
            "META-INF/manifest.xml": manifest(f"{OPEN_DOCUMENT}text", inner),
        }
    )
    with pytest.raises(UnreadableFileError, match="the document is encrypted") as refused:
        read_blocks(packed)
    assert (refused.value.reason, refused.value.hint) == ("encrypted", "remove the password and save it again")


@pytest.mark.parametrize("start", ["", "\ufeff", "\n"])
def test_flat_xml_is_refused_with_advice(start: str) -> None:
    """OpenDocument as one XML file is not read; the refusal says in which formats to save it."""
    flat = f'{start}<?xml version="1.0"?><office:document xmlns:office="{OFFICE}"/>'
    with pytest.raises(UnreadableFileError, match="flat XML") as refused:
        read_blocks(flat.encode())
    assert ".odt" in refused.value.hint
