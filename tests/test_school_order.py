"""A school's own order: what it says, what it approves, and the paper it is printed on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.approving import draft_order
from roadmapdocs.cli import cli
from roadmapdocs.demo.paperless import paperless
from roadmapdocs.demo.plans import sound_plan
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.typist import type_into
from roadmapdocs.errors import CampaignError
from roadmapdocs.forms.school_roadmap import school_roadmap_forms
from roadmapdocs.model.order import Order
from roadmapdocs.model.roadmap import Role
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.writers import render_order, write_form
from roadmapdocs.writers.templates import read_template


def said(order: Order) -> str:
    """Every paragraph of the printed order, tables left out, with plain blanks."""
    document = Document(BytesIO(render_order(order)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return text.replace("\u00a0", " ").replace("\u200b", "")


def cells(order: Order) -> list[str]:
    """The texts of all cells of the printed order."""
    document = Document(BytesIO(render_order(order)))
    return [cell.text.replace("\u00a0", " ") for table in document.tables for row in table.rows for cell in row.cells]


def test_it_cites_the_municipal_order(order_159) -> None:
    """The department stands in the genitive as in the order's own mark, the title in quotes inside quotes."""
    order, schools = order_159
    text = said(draft_order(order, schools[1]))
    assert (
        "Во исполнение приказа Отдела по образованию от 30.10.2023 № 159 «Об утверждении планов мероприятий "
        "(„дорожных карт“)" in text
    )
    zarechye, others = load_example("zarechye-2024")
    expected = "Во исполнение приказа МКУ «Управление образования Заречного района» от 20.09.2024 № 87-о «"
    assert expected in said(draft_order(zarechye, others[0]))


def test_an_order_without_a_mark_is_cited_with_its_issuer(order_159) -> None:
    """Where the mark does not say whose order it is, the issuer stands in parentheses, in the nominative."""
    order, schools = order_159
    bare = order.model_copy(update={"appendix_mark": ("Приложение № {appendix}", "от {date} № {number}")})
    assert "Во исполнение приказа от 30.10.2023 № 159 (Отдел по образованию) «" in said(draft_order(bare, schools[0]))


def test_one_roadmap_or_several(order_159) -> None:
    """A school of the cluster approves two roadmaps as appendices 1 and 2, any other one, as the only appendix."""
    order, schools = order_159
    two, one = said(draft_order(order, schools[1])), said(draft_order(order, schools[0]))
    assert "Утвердить дорожные карты школы на 2023-2024 учебный год:" in two
    assert "«Профилактика учебной неуспешности» (приложение № 2)." in two
    assert "Утвердить дорожную карту школы «Профилактика учебной неуспешности» на 2023-2024 учебный год (прил" in one
    assert ("Об утверждении дорожных карт школы" in two, "Об утверждении дорожной карты школы" in one) == (True, True)
    assert "Приложение № 1" not in one


def test_what_only_the_school_knows_is_blank(bundle) -> None:
    """Number, day and the responsible are lines to fill in; the head signs, with initials before the surname."""
    order, schools = bundle
    draft = draft_order(order, schools[0])
    text = said(draft)
    assert "«____» ______________ 20____ г." in text
    assert "№ ________" in text
    assert "________________." in text
    surname = schools[0].head.split()[0]
    assert text.count("Директор\t") == 1
    assert f".{surname}" in text.replace(" ", "").replace("\t", "")
    assert f"{order.round_of('schools').due:%d.%m.%Y}" in text


@pytest.mark.parametrize(
    ("name", "whose"), [("МБОУ СОШ № 3", "приказом МБОУ СОШ № 3"), ("Школа № 3", "приказом школы")]
)
def test_a_name_that_declines_is_not_written_wrong(name: str, whose: str, order_159) -> None:
    """An abbreviation is the same in every case; any other name gives way to «школы»."""
    order, schools = order_159
    assert whose in said(draft_order(order, schools[0].model_copy(update={"short_name": name})))


def test_the_appendix_is_what_the_school_returned(bundle) -> None:
    """Its responsible people, documents and own measures stand in the appendix; without a return its part in ours."""
    order, schools = bundle
    form = school_roadmap_forms(order, schools[0])[0]
    blank, filled = draft_order(order, schools[0]), draft_order(order, schools[0], [paperless(form, sound_plan(form))])
    assert all(not activity.responsible for activity in blank.roadmaps[0].activities)
    assert all(activity.responsible for activity in filled.roadmaps[0].activities)
    assert filled.roadmaps[0].activities[-1].text in cells(filled)
    assert "Собственные мероприятия школы" in cells(filled)
    assert not blank.roadmaps[0].has(Role.LEVEL)


def test_the_responsible_is_named_without_a_phone(order_159) -> None:
    """Whom the passport names is whom the order appoints; a phone has no place in an order."""
    order, schools = order_159
    form = school_roadmap_forms(order, schools[0])[0]
    text = said(draft_order(order, schools[0], [paperless(form, sound_plan(form))]))
    assert "за реализацию дорожной карты: Образцова Мария Петровна, заместитель директора по УВР." in text


def test_braces_of_a_school_are_no_holes(order_159) -> None:
    """What a school typed is printed, whatever it looks like."""
    order, schools = order_159
    form = school_roadmap_forms(order, schools[0])[0]
    typed = {**sound_plan(form), ("Б90", "Мероприятие"): "Клуб {people.kosenkova} & <друзья>"}
    assert "Клуб (people.kosenkova) & <друзья>" in cells(draft_order(order, schools[0], [paperless(form, typed)]))


def test_it_is_an_order_as_any_other(bundle, tmp_path: Path) -> None:
    """It is saved and loaded like an order, prints the same bytes again, and has a template of its own."""
    order, schools = bundle
    draft = draft_order(order, schools[0])
    again = load_order(save_order(draft, tmp_path / "школа.yaml"))
    assert again == draft
    assert render_order(again) == render_order(draft)
    assert read_template("school-order.docx") != read_template("order.docx")
    assert "С приказом ознакомлены:" in said(draft)


def test_the_command_prints_what_has_come(tmp_path: Path, order_159) -> None:
    """`school-order` prints the draft with the returned roadmap; an unknown code is said, not guessed."""
    order, schools = order_159
    campaign = Campaign.create(tmp_path / "Отчёты", order=order, schools=schools[:2])
    form = campaign.forms(schools[0])[1]
    (campaign.folder / "Входящие" / "карта.docx").write_bytes(type_into(write_form(form, "docx"), sound_plan(form)))
    target = tmp_path / "проект.docx"
    result = CliRunner().invoke(cli, ["school-order", "-C", str(campaign.folder), schools[0].code, "-o", str(target)])
    assert (result.exit_code, "Проект приказа записан" in result.output) == (0, True)
    assert target.read_bytes() == render_order(Campaign.open(campaign.folder).school_order(schools[0].code))
    texts = [cell.text for table in Document(str(target)).tables for row in table.rows for cell in row.cells]
    assert sound_plan(form)["Б3", "Ответственный"] in texts
    with pytest.raises(CampaignError, match="no school has the code 99"):
        campaign.school_order("99")
