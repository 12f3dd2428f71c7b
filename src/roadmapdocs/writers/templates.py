"""Where the Word-editable templates and the layout profiles are kept, and how they are read."""

from __future__ import annotations

from functools import cache
from io import StringIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from roadmapdocs.bundled import bundled_folder
from roadmapdocs.errors import TemplateError
from roadmapdocs.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_own", "load_profile", "own_files", "profile_copy", "profile_names", "read_template", "templates_folder"]

_FULL = "gost-2025"
"""The profile whose file names every setting, each with a comment."""


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


def load_profile(name: str, beside: Path | None = None) -> Profile:
    """Return the layout profile called `name`, with what it takes over from the profiles it extends.

    A name that ends in `.yaml` is a file of the department's own, looked for in the folder `beside` (the working
    folder if there is none); what it extends may be a file beside it, or one of ours. Raises `TemplateError` for an
    unknown name, a broken file, a setting that does not exist or a circle of `extends`, and names the file.
    """
    if is_own(name):
        return _profile_of(name, _settings(name, beside or Path(), ()))
    return _bundled_profile(name)


def is_own(name: str) -> bool:
    """Say whether a profile's name is the path of a file rather than one of ours."""
    return name.endswith((".yaml", ".yml"))


def profile_copy(name: str) -> bytes:
    """Return a file of settings to begin with: every setting with its comment, as the profile called `name` has it.

    Raises `TemplateError` for an unknown name.
    """
    profile = load_profile(name)
    yaml = YAML()
    yaml.width = 200
    tree = yaml.load(_file_of(_FULL, None))
    for setting, value in profile.model_dump(exclude={"name"}).items():
        if isinstance(value, dict):
            tree[setting].update({side: _whole(length) for side, length in value.items()})
        elif _whole(value) != tree[setting]:
            tree[setting] = _whole(value)
    tree["title"] = f"свой, начат с профиля {name}"
    text = StringIO()
    yaml.dump(tree, text)
    return text.getvalue().encode()


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def own_files(name: str, beside: Path) -> list[Path]:
    """Return the files of a department's own that a profile is made of, the profile first; none for one of ours.

    Raises `TemplateError` as `load_profile` does.
    """
    files: list[Path] = []
    folder, following = beside, name
    while is_own(following) and (file := _file_of(following, folder)) not in files:
        files.append(file)
        folder, following = file.parent, str(_read_profile(file).get("extends", ""))
    return files


@cache
def _bundled_profile(name: str) -> Profile:
    return _profile_of(name, _settings(name, None, ()))


def _profile_of(name: str, settings: dict[str, object]) -> Profile:
    try:
        return Profile.model_validate({**settings, "name": PurePath(name).stem if is_own(name) else name})
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors(include_url=False))
        hint = "the settings are listed in docs/ru and in Profile"
        raise TemplateError(faults, hint=hint, place=PurePath(name).name) from error


def _settings(name: str, folder: Path | None, seen: tuple[str, ...]) -> dict[str, object]:
    if name in seen:
        raise TemplateError(f"profiles extend each other: {' → '.join((*seen, name))}", place="profiles")
    file = _file_of(name, folder)
    own = dict(_read_profile(file))
    parent = own.pop("extends", None)
    return own if parent is None else {**_settings(str(parent), file.parent, (*seen, name)), **own}


def _file_of(name: str, folder: Path | None) -> Path:
    """Return the file of a profile; only a file of the department's own may extend another such file."""
    if folder is not None and is_own(name):
        file = folder / name
        if file.is_file():
            return file
        raise TemplateError(f"there is no profile «{name}»", hint="give its path beside the order", place=str(folder))
    if name not in profile_names():
        hint = f"known: {', '.join(profile_names())}; a file of your own ends in .yaml"
        raise TemplateError(f"unknown profile «{name}»", hint=hint, place="profiles")
    return templates_folder() / "profiles" / f"{name}.yaml"


def _read_profile(file: Path) -> Mapping[str, object]:
    try:
        settings = YAML(typ="safe").load(file)
    except (YAMLError, UnicodeDecodeError) as error:
        raise TemplateError(f"cannot read the profile: {error}", place=file.name) from error
    if not isinstance(settings, dict):
        raise TemplateError("a profile is a mapping of settings", place=file.name)
    return settings
