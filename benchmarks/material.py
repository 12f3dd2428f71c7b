"""What the benchmarks work on: the bundled real order, two hundred invented schools, and the reports they return."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from roadmapdocs import Form, Order, School, write_form
from roadmapdocs.demo.run import load_example
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into

HERE = Path(__file__).parent
SCHOOLS = 200


@cache
def order() -> Order:
    """Return the real order that comes with the package."""
    return load_example()[0]


def typed_answers(form: Form) -> dict[tuple[str, str], str]:
    """Return what the school types: (row code, column caption) → text."""
    return clean_answers(form, order().school_year)


def filled(form: Form, format_: str) -> bytes:
    """Return the form as a school returns it, its answers typed into the file itself."""
    return type_into(write_form(form, format_), typed_answers(form))


def school(number: int) -> School:
    """Return one of two hundred invented schools that report on both roadmaps; all it is known by differs."""
    return School(
        code=str(1000 + number),
        short_name=f"МБОУ Придуманская СШ № {1000 + number}",
        full_name=f"Муниципальное бюджетное общеобразовательное учреждение «Придуманская школа № {1000 + number}»",
        head=f"Примерова Анна Ивановна {1000 + number}",
        staff=5000 + number,
        teachers=3000 + number,
        cluster="ШсРНР",
    )


def reference(format_: str) -> dict[str, bytes]:
    """Return the parts of the kept reference document: the form of school 0, as it was produced once."""
    return parts_of((HERE / f"reference.{format_}").read_bytes())


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, inflated."""
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}
