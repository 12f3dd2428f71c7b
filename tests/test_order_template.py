"""A department's own template: what is wrong with it is said before printing, with the paragraph, and nothing else is.

Each code of the families 8 (template) and 9 (order and profile) has a template that brings it and one that does not.
"""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.shared import Pt

from roadmapdocs.errors import RoadmapDocsError, TemplateError
from roadmapdocs.findings import Severity
from roadmapdocs.model.order import Order, Signatory
from roadmapdocs.model.profile import Profile
from roadmapdocs.orders.check.catalogue import CATALOGUE
from roadmapdocs.orders.check.layout import check_layout
from roadmapdocs.writers.order.docx import write_order
from roadmapdocs.writers.order.names import EXPECTED, NAMES, TYPED_IN, known_paths
from roadmapdocs.writers.order.template import check_template
from roadmapdocs.writers.order.words import say_prose
from roadmapdocs.writers.templates import load_profile, read_template
from test_order_docx import changed_template, fold, order, read
from test_order_requisites import full

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from roadmapdocs.findings import Finding

PREAMBLE = "{{ preamble }}"


def findings(template: bytes, source: Order | None = None) -> list[Finding]:
    """What the check says of a template for the second bundled order."""
    return check_template(source or order("zarechye-2024"), template)


def codes(template: bytes) -> list[str]:
    """The codes of all remarks."""
    return [one.code for one in findings(template)]


def rebuilt(document: WordDocument) -> bytes:
    """A document of python-docx as bytes."""
    result = BytesIO()
    document.save(result)
    return result.getvalue()


def template() -> WordDocument:
    """Our template, opened for editing as a person would edit it."""
    return Document(BytesIO(read_template("order.docx")))


def retyped(runs: list[tuple[str, bool]]) -> bytes:
    """Our template with the preamble's paragraph typed anew in runs, some of them bold."""
    document = template()
    paragraph = next(p for p in document.paragraphs if p.text == PREAMBLE)
    paragraph.clear()
    for text, bold in runs:
        paragraph.add_run(text).bold = bold
    return rebuilt(document)


def without_style(name: str) -> bytes:
    """Our template with a style given another name."""
    document = template()
    next(style for style in document.styles if style.name == name).name = "Прочее"
    return rebuilt(document)


EXAMPLES: dict[str, tuple[bytes, bytes]] = {
    "O801": (changed_template("{{ clause.text }}", "{{ clause.txt }}{{ clause.text }}"), read_template("order.docx")),
    "O802": (
        changed_template(PREAMBLE, "{{ preamble | dativ }}"),
        changed_template(PREAMBLE, "{{ preamble | upper }}"),
    ),
    "O803": (
        changed_template(PREAMBLE, "{{ preamble | }}"),
        changed_template(PREAMBLE, '{{ preamble | replace("«", "„") }}'),
    ),
    "O804": (
        changed_template("{%p if place %}", "{%p if place %}</w:t></w:r></w:p><w:p><w:r><w:t>{%p if kind %}"),
        changed_template(PREAMBLE, "{% if place %}{{ preamble }}{% else %}{{ preamble }}{% endif %}"),
    ),
    "O805": (changed_template(PREAMBLE, "{{ preamble }"), changed_template(PREAMBLE, "{x} {{ preamble }}")),
    "O806": (
        changed_template("{%p if place %}", "Место издания: {%p if place %}"),
        changed_template(PREAMBLE, "Преамбула: {{ preamble }}"),
    ),
    "O807": (without_style("Команда"), without_style("Место QR-кода")),
    "O808": (
        changed_template(PREAMBLE, "Преамбула"),
        changed_template(PREAMBLE, "{% if 1 %}{{ preamble }}{% endif %}"),
    ),
    "O809": (changed_template("{{ command }}", "ПРИКАЗЫВАЮ:"), read_template("order.docx")),
    "O810": (
        retyped([("{{ pre", False), ("amble }}", True)]),
        retyped([("{{ pre", False), ("amble }}", False), (" и так далее", True)]),
    ),
}


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_examples(code: str) -> None:
    """The first template brings the code, the second, a legitimate variant, does not."""
    broken, fine = EXAMPLES[code]
    assert code in codes(broken)
    assert code not in codes(fine)


def test_every_code_has_an_example() -> None:
    """The examples of template and profile name all codes of their two families."""
    assert sorted([*EXAMPLES, "O901", "O902"]) == sorted(code for code in CATALOGUE if code[1] in "89")


def test_our_own_template_is_clean(bundle) -> None:
    """The template that comes with the program brings no remark, for an order that prints everything, too."""
    source, _ = bundle
    everything = load_profile("gost-2025").model_copy(update={"e_signature": True, "qr_code": True})
    assert findings(read_template("order.docx"), source) == []
    assert check_template(full(source), read_template("order.docx"), everything) == []


def test_a_remark_names_the_paragraph() -> None:
    """Part, number and beginning of the paragraph, table and row where it stands in one, and the name that is meant."""
    (found,) = findings(EXAMPLES["O801"][0])
    assert found.seen == "clause.txt"
    assert found.expected == "«clause.text»"
    assert found.place.item.startswith("основной текст, абзац ")
    assert found.place.item.endswith(": {{ clause.number }} {{ clause.txt }}{{ clause.text }}")
    (lost,) = (one for one in findings(changed_template("{{ reader.name }}", "{{ reader.nam }}")) if one.code == "O801")
    assert "таблица " in lost.place.item
    assert "строка 3" in lost.place.item


def test_headers_and_footers_are_looked_at() -> None:
    """A mistake in a footer is found and called by its place; what a header prints counts as printed."""
    document = template()
    document.sections[0].footer.paragraphs[0].text = "{{ basis }} {{ preamble }}"
    next(p for p in document.paragraphs if p.text == PREAMBLE).clear()
    (found,) = findings(rebuilt(document))
    assert (found.code, found.place.item) == ("O801", "нижний колонтитул, абзац 1: {{ basis }} {{ preamble }}")


@pytest.mark.parametrize(
    ("tags", "seen"),
    [
        ("{{ preamble }}{% for c in clauses %}{{ c.text }}{{ c.no }}{% endfor %}", ["c.no"]),
        ("{{ preamble }}{% for c in clauses %}{% for b in c.bullets %}{{ b.x }}{% endfor %}{% endfor %}", ["b.x"]),
        ("{{ preamble }}{{ loop.index }}{% for c in clauses %}{{ loop.index }}{% endfor %}{{ c.text }}", ["c.text"]),
        ("{{ preamble }}{% set x = clauses[0] %}{{ x.text }}{{ x.texts }}", ["x.texts"]),
        ("{{ preamble }}{{ (clauses | first).text }}{{ clauses | length }}", []),
        ("{{ preamble }}{{ people.berezina.name | genitive }}{{ people.berezin.name }}", ["people.berezin.name"]),
        ("{{ preamble }}{% if place is defined and places %}{{ 1 + 2 }}{% endif %}", ["places"]),
        ("{{ preamble }}{%r if number %}{{r date }}{%r endif %}{# a note #}", []),
        ("{{ preamble }}{% macro m(a) %}{{ a.b }}{{ kin }}{% endmacro %}{{ m(place) }}", ["kin"]),
        ("{{ preamble }}{{ ', '.join(letterhead) }}{{ letterhead | join(', ') }}{{ lambda }}", ["lambda"]),
    ],
)
def test_names_are_followed(tags: str, seen: list[str]) -> None:
    """Loops, indices, `set`, filters, macros and conditions are followed; only what the order lacks is named."""
    assert [one.seen for one in findings(changed_template(PREAMBLE, tags)) if one.code == "O801"] == seen


def test_a_broken_block_says_where_it_begins() -> None:
    """An unclosed loop is blamed on its beginning, an end too many on itself; names are not guessed then."""
    for old, code, blamed in (
        ("{%p for bullet in clause.bullets %}", "O804", "{% for clause in clauses %}"),
        ("{%p for clause in clauses %}", "O804", "{% endfor %}"),
    ):
        broken = findings(changed_template(old, "{{ preamble }}"))
        assert {one.code for one in broken} <= {code, "O806"}
        assert blamed in [one.seen for one in broken] or code in [one.code for one in broken]


def test_curly_quotes_are_explained() -> None:
    """Word turns straight quotes into «ёлочки»; the remark says to turn them back."""
    (found,) = findings(changed_template(PREAMBLE, "{{ preamble | default(«нет») }}"))
    assert found.code == "O803"
    assert "прямые кавычки" in found.expected


def test_text_in_a_row_of_a_loop_is_lost() -> None:
    """A row with `{%tr …%}` vanishes as a whole; text in another of its cells is named."""
    document = template()
    row = next(row for table in document.tables for row in table.rows if "{%tr for reader" in row.cells[0].text)
    row.cells[2].text = "Должность работника"
    assert [one.seen for one in findings(rebuilt(document)) if one.code == "O806"] == ["Должность работника"]


def test_a_requisite_may_be_printed_in_another_way() -> None:
    """Date and number apart do as well as the line of both; a condition alone prints nothing."""
    apart = changed_template("{%p for line in requisites %}", "{{ date_line }} {{ number_line }}{%p for line in [] %}")
    assert [one.seen for one in findings(apart) if one.code == "O808"] == []
    hidden = changed_template("{{ place }}", "с. Заречье")
    assert [one.expected for one in findings(hidden) if one.code == "O809"] == ["вставить {{ place }}"]


def test_what_the_order_lacks_need_not_be_printed() -> None:
    """A template without the acquaintance sheet is fine for an order without one, and not for one that has it."""
    document = template()
    for table in document.tables:
        if "Фамилия" in table.rows[0].cells[1].text:
            table._tbl.getparent().remove(table._tbl)
    cut = rebuilt(document)
    assert findings(cut) == []
    missing = {one.expected for one in findings(cut, full(order("zarechye-2024"))) if one.code == "O808"}
    assert missing == {
        "вставить {{ acquaintance.name }} в цикле по «acquaintance»",
        "вставить {{ acquaintance.post }} в цикле по «acquaintance»",
    }


def test_a_case_nobody_can_tell() -> None:
    """A filter on a name without a gender is a finding with its paragraph; a stored form or a gender mends it."""
    asks = changed_template(PREAMBLE, "{{ preamble }} {{ signatory.name | genitive }}")
    for more, expected in (({}, ["O206"]), ({"gender": "male"}, []), ({"cases": {"genitive": "О.П. Жука"}}, [])):
        signatory = Signatory.model_validate({"post": "Начальник", "name": "О.П. Жук", **more})
        source = order("zarechye-2024").model_copy(update={"signatory": signatory})
        assert [one.code for one in findings(asks, source)] == expected


def test_what_is_no_document_is_refused() -> None:
    """Anything but a DOCX is refused by name, in the check and in printing."""
    empty = BytesIO()
    ZipFile(empty, "w", ZIP_DEFLATED).close()
    for junk in (b"", b"order", empty.getvalue()):
        with pytest.raises(TemplateError, match="no DOCX"):
            findings(junk)
        with pytest.raises(TemplateError, match="no DOCX"):
            write_order(order("zarechye-2024"), template=junk)


# --- the check and the printing agree ----------------------------------------------------------------------------


def mutations() -> Iterator[bytes]:
    """Templates with one tag after another damaged in one way after another."""
    tags = sorted({t for p in template().paragraphs for t in (p.text,) if t.startswith("{") and t.endswith("}")})
    for tag in tags:
        for old, new in (("}}", "}"), ("{%p", "{%"), ("{{ ", "{{ x"), (" in ", " im "), ("endfor", "endif")):
            if old in tag:
                yield changed_template(tag, tag.replace(old, new))


def test_without_errors_it_prints() -> None:
    """Of many damaged templates, those without a remark of level error print."""
    source, refused = full(order("zarechye-2024")), 0
    profile = load_profile("gost-2025")
    for damaged in islice(mutations(), 0, None, 2):
        errors = [one for one in check_template(source, damaged, profile) if one.severity is Severity.ERROR]
        try:
            write_order(source, profile, template=damaged)
        except RoadmapDocsError:
            assert errors, "the printing refuses what the check lets pass"
            refused += 1
    assert refused > 10


def test_names_are_what_the_order_gives() -> None:
    """The list of names for people who write templates is exactly what an order with everything gives."""
    source = full(order("zarechye-2024"))
    profile = load_profile("gost-2025").model_copy(update={"e_signature": True, "qr_code": True})
    given = set(paths(say_prose(source, profile, schools=3), ""))
    assert {path.replace("berezina", "*") for path in given} == set(NAMES)
    assert given == known_paths(source)
    assert set(EXPECTED) <= set(NAMES) >= set(TYPED_IN)


def paths(value: object, path: str) -> Iterator[str]:
    """All paths below a value, lists folded."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{path}[]")
    else:
        yield path


def test_a_departments_own_template_prints() -> None:
    """A letterhead typed in, the date and the number in a table, a footer: such a template is found good and prints."""
    document = template()
    for paragraph in document.paragraphs:
        if paragraph.text == "{%p for line in requisites %}":
            table = document.add_table(1, 2)
            table.cell(0, 0).text, table.cell(0, 1).text = "{{ date_line }}", "{{ number_line }}"
            paragraph._p.addprevious(table._tbl)
            paragraph.text = "{%p for line in [] %}"
    document.sections[0].footer.paragraphs[0].text = "Приказ № {{ number }}"
    document.sections[0].footer.paragraphs[0].runs[0].font.size = Pt(8)
    own = rebuilt(document)
    source = order("zarechye-2024")
    assert findings(own) == []
    prose, tables = read(write_order(source, template=own))
    assert [["20.09.2024", "№ 87-о"]] in tables
    assert fold(source.title.replace("{school_year}", "2024-2025")) in prose


# --- cases and numerals in templates -----------------------------------------------------------------------------

CASES = {
    "nominative": "Ильина О.Н., ведущий методист",
    "genitive": "Ильиной О.Н., ведущего методиста",
    "dative": "Ильиной О.Н., ведущему методисту",
    "accusative": "Ильину О.Н., ведущего методиста",
    "instrumental": "Ильиной О.Н., ведущим методистом",
    "prepositional": "Ильиной О.Н., ведущем методисте",
}
PERSON = {"name": "Ильина О.Н.", "post": "ведущий методист"}


def with_person(text: str = "Так.", **more: object) -> Order:
    """The second order with one more person, and a text of its first clause."""
    tree = order("zarechye-2024").model_dump(by_alias=True)
    tree["people"]["x"] = {**PERSON, **more}
    tree["clauses"][0]["text"] = text
    return Order.model_validate(tree)


@pytest.mark.parametrize(("case", "expected"), CASES.items())
def test_six_cases_in_both_languages(case: str, expected: str) -> None:
    """A filter of a template and a hole of the order give the same form, in all six cases."""
    filtered = changed_template(PREAMBLE, f"{{{{ people.x.name | {case} }}}}, {{{{ people.x.post | {case} }}}}")
    assert expected in read(write_order(with_person(), template=filtered))[0]
    said = with_person(f"{{people.x:{case}}}, {{people.x.post:{case}}}")
    assert f"1. {expected}" in read(write_order(said))[0]


def test_a_stored_form_wins_in_templates() -> None:
    """What the order stores is printed by the filter, whatever grammar says."""
    filtered = changed_template(PREAMBLE, "{{ people.x.name | dative }} {{ people.x.post | dative }}")
    stored = with_person(cases={"dative": "Ильине О.Н."}, post_cases={"dative": "вед. методисту"})
    assert "Ильине О.Н. вед. методисту" in read(write_order(stored, template=filtered))[0]


def test_numerals_agree_in_templates() -> None:
    """A count in a template takes the word with it."""
    counted = changed_template(PREAMBLE, '{{ clauses | length | agree("пункт", "пункта", "пунктов") }}')
    assert "5 пунктов" in read(write_order(order("zarechye-2024"), template=counted))[0]


# --- the order and its profile -----------------------------------------------------------------------------------


def titled(title: str, **more: str) -> Order:
    """The second order with another title over its appendix."""
    source = order("zarechye-2024")
    return source.model_copy(update={"roadmaps": (source.roadmaps[0].model_copy(update={"title": title, **more}),)})


def test_layout_remarks() -> None:
    """A stamp that cannot agree is an error, a plain mark over what is approved is worth knowing; both are mended."""
    plain, stamp = Profile(name="x"), Profile(name="x", appendix_mark="approved")
    assert [one.code for one in check_layout(titled("ВСОКО: план"), stamp)] == ["O901"]
    assert check_layout(titled("ВСОКО: план", approved="УТВЕРЖДЕНА"), stamp) == []
    assert check_layout(titled("Дорожная карта"), stamp) == []
    (found,) = check_layout(titled("Дорожная карта"), plain)
    assert (found.code, found.severity, found.place.location) == ("O902", Severity.INFO, "clauses.approve.text")
    assert "УТВЕРЖДЕН приказом МКУ" in found.expected


def test_an_unclear_stamp_is_never_guessed() -> None:
    """Printing refuses what the check names."""
    with pytest.raises(RoadmapDocsError, match="УТВЕРЖДЕНА"):
        write_order(titled("ВСОКО: план"), Profile(name="x", appendix_mark="both"))
