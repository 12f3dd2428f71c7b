"""The direction of imports: data flows one way, and the heavy libraries stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "roadmapdocs"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "atomic", "findings", "language", "office", "russian"),
    ("model",),
    ("bundled", "answers"),
    ("rules",),
    ("orders",),
    ("forms",),
    ("readers", "writers"),
    ("collect", "aggregate", "journal", "timetable", "roster", "remarks"),
    ("reading", "transcription"),
    ("recognition",),
    ("campaign",),
    ("demo", "printing"),
    ("cli",),
    ("__main__",),
)
"""From the ground up: a module may import from its own row or from rows above it in this list."""

NEVER: dict[str, tuple[str, ...]] = {
    "readers": ("model", "forms", "writers", "collect", "orders"),
    "writers": ("readers", "collect", "reading", "campaign"),
    "model": ("russian", "readers", "writers", "forms", "orders"),
    "russian": ("model",),
    "rules": ("forms", "orders"),
    "collect": ("writers",),
    "aggregate": ("readers", "writers"),
    "remarks": ("model", "forms", "orders", "collect"),
}
"""Who never imports whom, whatever the rows say."""

HEAVY: dict[str, tuple[str, ...]] = {
    "docx": ("writers",),
    "docxtpl": ("writers/docx/prose.py",),
    "jinja2": (
        "writers/docx/prose.py",
        "writers/docx/environment.py",
        "writers/docx/template_names.py",
        "writers/status/html.py",
        "writers/summary/html.py",
    ),
    "openpyxl": ("writers",),
    "lxml": ("writers", "readers", "remarks", "demo/typist.py"),
    "click": ("cli",),
    "pymorphy3": ("russian",),
    "pytrovich": ("russian",),
    "pandas": ("aggregate/tables.py", "campaign/receiving.py"),
    "polars": ("aggregate/tables.py", "campaign/receiving.py"),
    "ruamel": ("orders", "writers/templates.py"),
}
"""Which part of the package may import a heavy library."""

FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "processor", "misc", "shared"}


def modules() -> list[Path]:
    """All modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imports(module: Path) -> set[str]:
    """The dotted names a module imports, at run time or for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def own(names: set[str]) -> set[str]:
    """The parts of our package among imported names: `roadmapdocs.model.form` is `model`."""
    return {name.split(".")[1] for name in names if name.startswith("roadmapdocs.")}


def part(module: Path) -> str:
    """The part of the package a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_down(module: Path) -> None:
    """A module imports only from the rows below it, and never from those it must not know."""
    if part(module) == "__init__":
        pytest.skip("the face of the package names everything, lazily")
    rank = {name: number for number, row in enumerate(LAYERS) for name in row}
    assert part(module) in rank, "a new part needs its place in LAYERS"
    above = {name for name in own(imports(module)) if rank[name] > rank[part(module)]}
    assert above == set()
    assert own(imports(module)) & set(NEVER.get(part(module), ())) == set()


@pytest.mark.parametrize("module", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_heavy_libraries_stay_in_their_place(module: Path) -> None:
    """python-docx, docxtpl, openpyxl and their like are imported only where documents are written."""
    where = module.relative_to(PACKAGE).as_posix()
    for library in {name.split(".")[0] for name in imports(module)} & set(HEAVY):
        assert where.startswith(HEAVY[library]), library


def test_formats_do_not_know_each_other() -> None:
    """A writer of one document never imports a writer of another: the form's, the order's, the summary's."""
    documents = ("order", "form", "summary", "calendar", "letter", "register", "status", "changes")
    formats = ("docx", "xlsx")
    for module in (PACKAGE / "writers").glob("*/*.py"):
        for name in imports(module):
            _, _, place = name.partition("roadmapdocs.writers.")
            folder, _, file = place.partition(".")
            if folder in documents:
                assert folder == module.parent.name, f"{module} imports {name}"
                assert not {file.partition("_")[0], module.stem.partition("_")[0]} >= set(formats), module
            elif folder in formats:
                strange = set(formats) - {folder}
                assert module.parent.name not in strange, f"{module} imports {name}"
                assert module.stem.partition("_")[0] not in strange, f"{module} imports {name}"


def test_no_junk_drawers() -> None:
    """No module is called by a word that means nothing."""
    assert {path.stem for path in modules()} & FORBIDDEN_NAMES == set()


def test_modules_stay_small() -> None:
    """No module has more than 350 lines; a longer one is two things."""
    long = {path.name: lines for path in modules() if (lines := len(path.read_text("utf-8").splitlines())) > 350}
    assert long == {}


def test_importing_the_package_is_cheap() -> None:
    """The package itself imports nothing heavy: public names are loaded when they are first used."""
    assert own(imports(PACKAGE / "__init__.py")) >= {"model", "campaign"}
    tree = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))
    eager = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert eager == {"__future__", "importlib", "typing"}


def test_public_names_exist() -> None:
    """Every name of `__all__` can be loaded, and is what type checkers are told it is."""
    import roadmapdocs

    assert sorted(roadmapdocs.__all__) == sorted(roadmapdocs._HOMES)
    for name in roadmapdocs.__all__:
        assert getattr(roadmapdocs, name).__module__.startswith("roadmapdocs.")
