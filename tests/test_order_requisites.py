"""What stands around an order: printed where the order has it and the profile wants it, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree
from pydantic import ValidationError

from conftest import ROOT
from roadmapdocs import Campaign, load_roster
from roadmapdocs.errors import CampaignError, TemplateError
from roadmapdocs.model.order import Order
from roadmapdocs.model.profile import Profile
from roadmapdocs.model.requisites import Mention, Recipient
from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.russian.approval import approved, number_and_gender
from roadmapdocs.writers.order.docx import write_order
from roadmapdocs.writers.templates import load_profile, own_files, profile_copy, profile_names, templates_folder
from test_order_docx import W, attribute, body, fold, order, orders, read, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

EVERYTHING: dict[str, object] = {"e_signature": True, "qr_code": True, "appendix_mark": "both"}
GOST = load_profile("gost-2025")


def full(source: Order) -> Order:
    """The order with every requisite it can have; all its people are invented."""
    tree = source.model_dump(by_alias=True)
    person = next(iter(tree["people"]))
    tree["executor"] = {"person": person, "phone": "8 (00000) 2-00-00", "email": "otdel@example.org"}
    tree["visas"] = [{"name": "Правдин И.И.", "post": "юрисконсульт"}]
    tree["distribution"] = [
        {"to": "в дело", "copies": 1},
        {"to": "общеобразовательные организации", "copies": "schools"},
        {"to": "сайт отдела"},
    ]
    tree["acquaintance"] = {
        "people": [{"person": person}, {"name": "Образцов Пётр Петрович", "post": "методист"}],
        "blank_rows": 2,
    }
    return Order.model_validate(tree)


def printed(source: Order, settings: dict[str, object] | None = None, **more: int) -> str:
    """All words of the printed order outside its plans, and those of its small tables."""
    prose, tables = read(write_order(source, GOST.model_copy(update=settings or {}), **more))
    return "\n".join([*prose, *(" ".join(" ".join(row) for row in table) for table in tables)])


# --- each requisite ----------------------------------------------------------------------------------------------

SIGNS: dict[str, tuple[str, dict[str, object]]] = {
    "executor": ("otdel@example.org", {"executor": "off"}),
    "visas": ("Согласовано", {"visas": False}),
    "distribution": ("Разослать", {"distribution": False}),
    "acquaintance": ("Лист ознакомления", {"acquaintance": False}),
}


@pytest.mark.parametrize("name", SIGNS)
def test_printed_where_both_want_it(name: str) -> None:
    """A requisite is printed if the order has it and the profile wants it; either alone prints nothing of it."""
    words, off = SIGNS[name]
    source = full(order("zarechye-2024"))
    assert printed(source).count(words) == 1
    assert words not in printed(source, off)
    assert words not in printed(order("zarechye-2024"))


def test_what_profiles_print_by_themselves() -> None:
    """Frame and QR square are off in every profile; switched on, they are printed without any data in them."""
    for name in profile_names():
        assert (load_profile(name).e_signature, load_profile(name).qr_code) == (False, False)
    off, on = printed(order("zarechye-2024")), printed(order("zarechye-2024"), EVERYTHING)
    for words in ("ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Сертификат:", "Владелец:", "с __.__.____ по __.__.____", "QR-код"):
        assert (off.count(words), on.count(words)) == (0, 1)
    assert fold("Директор МКУ «Управление образования Заречного района» ДОКУМЕНТ") in fold(on)


def test_words_of_the_requisites() -> None:
    """Executor with post and telephone, copies counted, people in rows, names as the signature has them."""
    said = printed(full(order("zarechye-2024")), schools=12)
    assert "Березина О.Н., методист\nтел. 8 (00000) 2-00-00, otdel@example.org" in said
    assert "В дело\n1 экз.\nОбщеобразовательные организации\n12 экз.\nСайт отдела" in said
    assert "1 Березина О.Н. методист   2 Образцов Пётр Петрович методист   3     4" in said
    assert "Юрисконсульт _____________ И.И. Правдин ___.___._____" in said
    assert "с приказом от 20.09.2024 № 87-о" in said


def test_copies_of_schools_need_their_number() -> None:
    """Where nobody says how many schools there are, the list goes «по списку» instead of a number."""
    assert "Общеобразовательные организации\nпо списку" in printed(full(order("zarechye-2024")))


@pytest.mark.parametrize(
    ("where", "spaced", "expected"),
    [
        ("stored", False, ("Березиной О.Н.", "Березина О.Н., методист", "2 Образцов Пётр Петрович")),
        ("before", False, ("О.Н. Березиной", "О.Н. Березина, методист", "2 П.П. Образцов")),
        ("before", True, ("О. Н. Березиной", "О. Н. Березина, методист", "2 П. П. Образцов")),
        ("after", True, ("Березиной О. Н.", "Березина О. Н., методист", "2 Образцов П. П.")),
    ],
)
def test_initials_by_profile(where: str, spaced: bool, expected: tuple[str, ...]) -> None:  # noqa: FBT001 - a table of cases
    """Names in text, executor and lists: as stored, or with initials before or after, spaced or not, in any case."""
    said = printed(full(order("zarechye-2024")), {"text_initials": where, "initials_spaced": spaced})
    assert [words for words in expected if words not in fold(said)] == []


# --- the stamp ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("plain", ["Приложение №1", "к приказу Отдела по образованию", "от 30.10.2023г. №159"]),
        ("approved", ["Приложение №1", "УТВЕРЖДЕН", "приказом Отдела по образованию", "от 30.10.2023г. №159"]),
        ("stamp", ["УТВЕРЖДЕН", "приказом Отдела по образованию", "от 30.10.2023г. №159"]),
    ],
)
def test_forms_of_the_mark(form: str, lines: list[str]) -> None:
    """The mark with the order's data, or the short one with the stamp, or the stamp alone, over each appendix."""
    prose, _ = read(write_order(order("ershichi-2023"), Profile(name="x", appendix_mark=form)))
    signed = prose.index("А.В. Пуликова")
    assert prose[signed + 1 : signed + 1 + len(lines)] == lines
    assert prose[signed + 1 + len(lines)].startswith("План мероприятий")


def test_both_forms_together() -> None:
    """«Приложение № 1 к приказу …» and under it the whole stamp."""
    prose, _ = read(write_order(order("ershichi-2023"), Profile(name="x", appendix_mark="both", stamp_yo=True)))
    signed = prose.index("А.В. Пуликова")
    assert prose[signed + 3 : signed + 5] == ["от 30.10.2023г. №159", "УТВЕРЖДЁН"]


def test_a_stored_stamp_wins() -> None:
    """Lines that the order stores are printed as they are, with the word that agrees."""
    source = order("zarechye-2024").model_copy(update={"approval_stamp": ("{approved}", "распоряжением главы", "№ 5")})
    assert "УТВЕРЖДЕН\nраспоряжением главы\n№ 5" in printed(source)


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("План мероприятий («дорожная карта»)", "УТВЕРЖДЕН"),
        ("ПЛАН-ГРАФИК", "УТВЕРЖДЕН"),
        ("Муниципальный перечень показателей", "УТВЕРЖДЕН"),
        ("Комплекс мер", "УТВЕРЖДЕН"),
        ("Календарь мероприятий", "УТВЕРЖДЕН"),
        ("Дорожная карта", "УТВЕРЖДЕНА"),
        ("«Дорожная карта» на год", "УТВЕРЖДЕНА"),
        ("Программа антирисковых мер", "УТВЕРЖДЕНА"),
        ("Концепция", "УТВЕРЖДЕНА"),
        ("Положение о мониторинге", "УТВЕРЖДЕНО"),
        ("Мероприятия по поддержке школ", "УТВЕРЖДЕНЫ"),
        ("Меры поддержки", "УТВЕРЖДЕНЫ"),
        ("Методические рекомендации", "УТВЕРЖДЕНЫ"),
        ("Показатели мониторинга", "УТВЕРЖДЕНЫ"),
        ("ВСОКО школы", None),
        ("2024 год", "УТВЕРЖДЕН"),
        ("Задача", None),
        ("1-2", None),
    ],
)
def test_the_stamp_agrees(title: str, word: str | None) -> None:
    """«УТВЕРЖДЕН» agrees with the first words of the title, and is not guessed where they leave it open."""
    assert approved(title) == word
    assert (number_and_gender(title) is None) == (word is None)


# --- where things stand ------------------------------------------------------------------------------------------


def test_frames_and_their_places() -> None:
    """Executor at the foot on the left, QR square lower right in its size; under the signature there is no frame."""
    paragraphs = list(body(write_order(full(order("zarechye-2024")), GOST.model_copy(update=EVERYTHING))).iter(f"{W}p"))
    frames = {attribute(p, "pPr/pStyle"): p.find(f"{W}pPr/{W}framePr") for p in paragraphs}
    sides = {
        style: (frame.get(f"{W}xAlign"), frame.get(f"{W}yAlign"))
        for style, frame in frames.items()
        if frame is not None
    }
    assert sides == {"Executor": ("left", "bottom"), "QrCode": ("right", "bottom")}
    assert frames["QrCode"].get(f"{W}w") == frames["QrCode"].get(f"{W}h") == "1134"
    under = body(write_order(full(order("zarechye-2024")), GOST.model_copy(update={"executor": "after"})))
    assert list(under.iter(f"{W}framePr")) == []


@orders
def test_sections_of_the_sheets(name: str) -> None:
    """Behind the appendices come an upright sheet of visas and distribution and one for those who must know."""
    source = order(name)
    everything = body(write_order(full(source), GOST.model_copy(update=EVERYTHING)))
    turned = [size.get(f"{W}orient") for size in everything.iter(f"{W}pgSz")]
    assert len(turned) == len(source.roadmaps) + 3
    assert {turned[0], turned[-1], turned[-2]} <= {None, "portrait"}
    few = full(source).model_copy(update={"visas": (), "distribution": ()})
    assert len(list(body(write_order(few, GOST)).iter(f"{W}sectPr"))) == len(source.roadmaps) + 2


@orders
def test_sheets_fill_the_width(name: str) -> None:
    """The acquaintance sheet and the row of the signature are as wide as the text of their profile's sheet."""
    for profile in (GOST, load_profile("municipal-30mm")):
        document = body(write_order(full(order(name)), profile.model_copy(update=EVERYTHING)))
        size, margins = next(document.iter(f"{W}pgSz")), next(document.iter(f"{W}pgMar"))
        free = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
        small = [t for t in document.iter(f"{W}tbl") if attribute(t, "tblPr/tblStyle") != "RoadmapTable"]
        assert len(small) == 3
        for table in small:
            assert abs(sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) - free) <= 3


def test_the_signature_keeps_its_company() -> None:
    """The last clause stays with the signature, frame or not, and the executor's two lines with it."""
    for settings in ({}, EVERYTHING):
        blocks = list(body(write_order(full(order("zarechye-2024")), GOST.model_copy(update=settings))))
        last = next(p for p in blocks if text_of(p).startswith("5. "))
        first = next(p for p in blocks if attribute(p, "pPr/pStyle") == "Executor")
        assert last.find(f"{W}pPr/{W}keepNext") is not None
        assert first.find(f"{W}pPr/{W}keepNext") is not None


@pytest.mark.parametrize("profile", profile_names())
def test_valid_in_every_profile(profile: str, bundle, validate: Callable[[dict[str, bytes]], None]) -> None:
    """Both orders, plain and with everything switched on, pass the ECMA-376 schemas in every profile."""
    source, _ = bundle
    layout = load_profile(profile)
    under = layout.model_copy(update={"executor": "after", "page_numbers": "continuous"})
    validate(
        {
            "plain.docx": write_order(source, layout),
            "full.docx": write_order(full(source), layout.model_copy(update=EVERYTHING), schools=12),
            "under.docx": write_order(full(source), under),
        }
    )


def test_same_order_same_bytes() -> None:
    """An order with everything is written alike twice."""
    made = [write_order(full(order("zarechye-2024")), GOST.model_copy(update=EVERYTHING)) for _ in range(2)]
    assert made[0] == made[1]
    with ZipFile(BytesIO(made[0])) as package:
        assert etree.fromstring(package.read("word/document.xml")) is not None


# --- the data ----------------------------------------------------------------------------------------------------


def test_requisites_are_checked() -> None:
    """Nobody, two at once, somebody unknown and no copies are refused with the place; the rest is a round trip."""
    for wrong, says in (({}, "give `person`"), ({"person": "a", "name": "b"}, "give `person`")):
        with pytest.raises(ValidationError, match=says):
            Mention.model_validate(wrong)
    with pytest.raises(ValidationError, match="counts from 1"):
        Recipient(to="школы", copies=0)
    with pytest.raises(ValidationError, match="unknown person «nobody»"):
        Order.model_validate({**order("zarechye-2024").model_dump(by_alias=True), "executor": {"person": "nobody"}})


def test_requisites_survive_saving(tmp_path: Path) -> None:
    """An order with every requisite is the same after saving and loading."""
    source = full(order("zarechye-2024"))
    assert load_order(save_order(source, tmp_path / "order.yaml")) == source


# --- a department's own profile ----------------------------------------------------------------------------------


def test_the_full_profile_names_every_setting() -> None:
    """The profile people copy has every setting, in the model's own defaults but for what it says; so has each copy."""
    text = (templates_folder() / "profiles" / "gost-2025.yaml").read_text("utf-8")
    settings = {line.split(":")[0] for line in text.splitlines() if line and line[0].isalpha()}
    assert settings == set(Profile.model_fields) - {"name"}
    defaults = Profile(name="gost-2025", title=GOST.title)
    assert {name for name in settings if getattr(GOST, name) != getattr(defaults, name)} == {"appendix_mark"}


@pytest.mark.parametrize("name", profile_names())
def test_a_copy_of_a_profile_is_the_profile(name: str, tmp_path: Path) -> None:
    """A copied file, comments and all, loads to the same settings under its own name."""
    (tmp_path / "my.yaml").write_bytes(profile_copy(name))
    mine, theirs = load_profile("my.yaml", beside=tmp_path), load_profile(name)
    own = {"name", "title"}
    assert mine.model_dump(exclude=own) == theirs.model_dump(exclude=own)
    assert mine.name == "my"
    assert (tmp_path / "my.yaml").read_text("utf-8").count("#") > 20


def test_own_profiles_extend_and_are_found(tmp_path: Path) -> None:
    """A file of the department's may extend ours or another of its own, in its own folder; faults name the file."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "my.yaml").write_text("extends: sub/base.yaml\nsize: 13\n", "utf-8")
    (tmp_path / "sub" / "base.yaml").write_text("extends: smolensk\ntable_size: 11\n", "utf-8")
    mine = load_profile("./my.yaml", beside=tmp_path)
    assert (mine.size, mine.table_size, mine.command) == (13, 11, "spaced")
    assert own_files("my.yaml", tmp_path) == [tmp_path / "my.yaml", tmp_path / "sub" / "base.yaml"]
    assert own_files("smolensk", tmp_path) == []
    (tmp_path / "bad.yaml").write_text("size: 40\nfonts: Arial\n", "utf-8")
    with pytest.raises(TemplateError, match=r"bad\.yaml: size: .*fonts: Extra"):
        load_profile("bad.yaml", beside=tmp_path)
    with pytest.raises(TemplateError, match=r"no profile «other\.yaml»"):
        load_profile("other.yaml", beside=tmp_path)


def run(*arguments: str | Path) -> tuple[int, str]:
    """Run the command line."""
    command = [sys.executable, "-X", "utf8", "-m", "roadmapdocs", *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, check=False, text=True, encoding="utf-8")
    return result.returncode, result.stdout + result.stderr


def test_from_the_command_line(tmp_path: Path) -> None:
    """Copy template and profile, change both, check, print; what is there already is left alone."""
    example = ROOT / "examples" / "zarechye-2024" / "order.yaml"
    source = tmp_path / "order.yaml"
    source.write_text(
        example.read_text("utf-8").replace("profile: municipal-30mm", "profile: ./own/profile.yaml"), "utf-8"
    )
    assert run("layout", tmp_path / "own", "--profile", "smolensk")[0] == 0
    mine = tmp_path / "own" / "profile.yaml"
    mine.write_text(mine.read_text("utf-8").replace("kind: caps", "kind: spaced"), "utf-8")
    assert "Уже есть" in run("layout", tmp_path / "own")[1]
    template = tmp_path / "own" / "order.docx"
    code, said = run("check", source, "--template", template)
    assert (code, "O8" in said) == (0, False)
    assert run("order", source, "--template", template, "-o", tmp_path / "a.docx")[0] == 0
    assert "П Р И К А З" in read((tmp_path / "a.docx").read_bytes())[0]
    assert run("order", source, "--profile", "astra", "-o", tmp_path / "b.docx")[0] == 0
    assert "ПРИКАЗ" in read((tmp_path / "b.docx").read_bytes())[0]
    assert run("order", source, "--template", template, "-o", template)[0] == 2


def test_an_order_that_cannot_be_printed_keeps_its_remarks(tmp_path: Path) -> None:
    """Where a case cannot be told, the check of a template is put off with a word about it, and nothing is lost."""
    example = (ROOT / "examples" / "zarechye-2024" / "order.yaml").read_text("utf-8")
    source = tmp_path / "order.yaml"
    source.write_text(
        example.replace("Березина О.Н.", "Жук О.Н.").replace("      dative: Березиной О.Н.", "      {}"), "utf-8"
    )
    code, said = run("check", source, "--template", templates_folder() / "order.docx")
    assert (code, "O206" in said, "Шаблон не проверен" in said) == (1, True, True)


def test_a_campaign_takes_its_layout_along(tmp_path: Path) -> None:
    """An own profile is copied beside the campaign's order, an own template there is used, schools are counted."""
    (tmp_path / "my.yaml").write_text("extends: smolensk\nkind: spaced\n", "utf-8")
    source = full(order("zarechye-2024")).model_copy(update={"profile": "my.yaml"})
    roster = load_roster(ROOT / "examples" / "zarechye-2024" / "schools.csv")
    campaign = Campaign.create(tmp_path / "c", order=source, schools=roster)
    campaign.adopt(own_files("my.yaml", tmp_path), beside=tmp_path)
    (tmp_path / "c" / "order.docx").write_bytes((templates_folder() / "order.docx").read_bytes())
    campaign.send(formats=("docx",))
    prose, _ = read((tmp_path / "c" / "Исходящие" / "Приказ.docx").read_bytes())
    assert {"П Р И К А З", f"{len(roster)} экз."} <= set(prose)
    with pytest.raises(CampaignError, match="not beside the order"):
        campaign.adopt([tmp_path / "my.yaml"], beside=tmp_path / "c")
