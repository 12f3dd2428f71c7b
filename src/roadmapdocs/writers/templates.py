"""Where the Word-editable templates and the layout profiles are kept, and how they are read."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from roadmapdocs.bundled import bundled_folder
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["load_profile", "profile_names", "read_template", "templates_folder"]


def templates_folder() -> Path:
    """Return the folder of the templates (see `bundled_folder`)."""
    return bundled_folder("templates")


def read_template(name: str) -> bytes:
    """Return the bytes of one template, such as `order.docx`; raise `TemplateError` where it is missing."""
    file = templates_folder() / name
    if not file.is_file():
        raise TemplateError(f"there is no template «{name}»", hint="install the package again", place=file.parent.name)
    return file.read_bytes()


def profile_names() -> list[str]:
    """Return the names of the layout profiles at hand, in alphabetical order."""
    return sorted(file.stem for file in (templates_folder() / "profiles").glob("*.yaml"))


@cache
def load_profile(name: str) -> Profile:
    """Return the layout profile called `name`, with what it takes over from the profiles it extends.

    Raises `TemplateError` for an unknown name, a broken file or a circle of `extends`, and names the file.
    """
    return Profile.model_validate({**_settings(name, ()), "name": name})


def _settings(name: str, seen: tuple[str, ...]) -> dict[str, object]:
    if name in seen:
        raise TemplateError(f"profiles extend each other: {' → '.join((*seen, name))}", place="profiles")
    own = dict(_read_profile(name))
    parent = own.pop("extends", None)
    return own if parent is None else {**_settings(str(parent), (*seen, name)), **own}


def _read_profile(name: str) -> Mapping[str, object]:
    file = templates_folder() / "profiles" / f"{name}.yaml"
    if name not in profile_names():
        raise TemplateError(f"unknown profile «{name}»", hint=f"known: {', '.join(profile_names())}", place="profiles")
    try:
        settings = YAML(typ="safe").load(file)
    except YAMLError as error:
        raise TemplateError(f"cannot read the profile: {error}", place=file.name) from error
    if not isinstance(settings, dict):
        raise TemplateError("a profile is a mapping of settings", place=file.name)
    return settings
