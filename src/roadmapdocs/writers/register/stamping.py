"""A register drawn once for all schools: only the school's name differs, and it is stamped in."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZipFile

from roadmapdocs.writers.package import compile_package, hole

if TYPE_CHECKING:
    from collections.abc import Callable

    from roadmapdocs.model.pupil_register import PupilRegister
    from roadmapdocs.writers.package import Compiled

__all__ = ["stamped"]

_SCHOOL = "\ue002"
"""Stands for the name while the register is drawn: a private-use character that nobody writes."""


def stamped(draw: Callable[[PupilRegister], bytes], register: PupilRegister) -> bytes:
    """Return what `draw` makes of the register, drawn only once for all that differ in the school alone."""
    anybody = register.model_copy(update={"school": _SCHOOL})
    return _compiled(draw, anybody).stamp(lambda _: escape(register.school))


@lru_cache(maxsize=16)
def _compiled(draw: Callable[[PupilRegister], bytes], register: PupilRegister) -> Compiled:
    with ZipFile(BytesIO(draw(register))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = hole("school").encode()
    return compile_package(
        {part: text.replace(_SCHOOL.encode(), name) if part.endswith(".xml") else text for part, text in parts.items()}
    )
