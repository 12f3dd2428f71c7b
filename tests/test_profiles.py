"""Layout profiles: complete, inheriting, and refused with a reason when they are broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from conftest import ROOT
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.profile import Margins, Profile
from roadmapdocs.writers import templates
from roadmapdocs.writers.order.names import NAMES
from roadmapdocs.writers.templates import load_profile, profile_names, templates_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_profiles_at_hand() -> None:
    """Five profiles are shipped, each with a line of its own that tells a person what it is for."""
    assert profile_names() == ["astra", "ershichi", "gost-2025", "municipal-30mm", "smolensk"]
    assert len({load_profile(name).title for name in profile_names()} - {""}) == 5


def test_figures_of_the_standard() -> None:
    """The profile named after ГОСТ Р 7.0.97-2025 has its margins, size, indent, mark and header distance."""
    gost = load_profile("gost-2025")
    assert gost.order_margins == Margins(left=20, right=10, top=20, bottom=20)
    assert (gost.size, gost.first_line_indent_cm, gost.mark_width_cm, gost.header_distance_mm) == (14, 1.25, 8, 10)
    assert (gost.command_word, gost.kind_word) == ("ПРИКАЗЫВАЮ:", "ПРИКАЗ")


def test_a_profile_takes_over_what_it_does_not_say() -> None:
    """«ershichi» is «smolensk» under another name, which differs from the standard in what it says only."""
    ershichi, smolensk, gost = map(load_profile, ("ershichi", "smolensk", "gost-2025"))
    own = {"name", "title"}
    assert ershichi.model_dump(exclude=own) == smolensk.model_dump(exclude=own)
    assert ershichi.command_word == "п р и к а з ы в а ю:"
    fields = set(Profile.model_fields) - own
    differing = {field for field in fields if getattr(smolensk, field) != getattr(gost, field)}
    assert differing == {
        "line_spacing",
        "order_margins",
        "command",
        "heading_bold",
        "appendix_title_bold",
        "requisites",
        "appendix_mark",
    }


def test_a_turned_page_is_bound_at_its_top() -> None:
    """Turning the page brings its left margin to the top and its right one to the bottom."""
    assert Margins(left=30, right=10, top=20, bottom=15).turned() == Margins(left=15, right=20, top=30, bottom=10)


def test_when_a_page_is_turned() -> None:
    """Six columns turn a page, five do not; a profile may forbid turning altogether."""
    assert [Profile(name="x").is_landscape(columns) for columns in (5, 6)] == [False, True]
    assert Profile(name="x", landscape_from_columns=None).is_landscape(8) is False


def test_nonsense_is_refused() -> None:
    """A size of type nobody can read and a word that is no setting are refused."""
    with pytest.raises(ValidationError, match="table_size"):
        Profile(name="x", table_size=4)
    with pytest.raises(ValidationError, match="fonts"):
        Profile.model_validate({"name": "x", "fonts": "Arial"})


def test_an_unknown_profile_names_the_known_ones() -> None:
    """The error says which names there are; a path is not a name."""
    with pytest.raises(TemplateError, match=r"unknown profile «gost».*gost-2025, municipal-30mm"):
        load_profile("gost")
    with pytest.raises(TemplateError, match="unknown profile"):
        load_profile("../order")


def test_profiles_that_extend_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A circle and a file that is no mapping are refused by name instead of hanging."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "one.yaml").write_text("extends: two\n")
    (tmp_path / "profiles" / "two.yaml").write_text("extends: one\n")
    (tmp_path / "profiles" / "list.yaml").write_text("- font\n")
    (tmp_path / "profiles" / "torn.yaml").write_text("font: [Arial\n")
    monkeypatch.setattr(templates, "templates_folder", lambda: tmp_path)
    with pytest.raises(TemplateError, match="one → two → one"):
        load_profile("one")
    with pytest.raises(TemplateError, match="mapping"):
        load_profile("list")
    with pytest.raises(TemplateError, match=r"torn\.yaml"):
        load_profile("torn")


def test_the_folder_has_what_people_edit() -> None:
    """The order's template stands beside the profiles, in the working copy as in the wheel."""
    assert {"order.docx", "profiles"} <= {path.name for path in templates_folder().iterdir()}


def test_the_guide_names_every_setting_and_every_name() -> None:
    """The page on layout lists all settings of the model and all names of templates, and none that does not exist."""
    page = (ROOT / "docs" / "ru" / "оформление-приказа.md").read_text("utf-8")
    settings, _, names = page.partition("## Все настройки профиля")[2].partition("## Имена для шаблона")
    first = [row.split("|")[1] for row in settings.splitlines() if row.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(first))) == sorted(set(Profile.model_fields) - {"name"})
    assert re.findall(r"^\| `([^`]+)` \|", names, re.MULTILINE) == list(NAMES)
    profiles = page.partition("## Свой профиль")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", profiles, re.MULTILINE)) == profile_names()
