"""The common base of all model classes."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Model"]


class Model(BaseModel):
    """A frozen value that refuses unknown names and hashes by its content."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the value as JSON; equal values have equal fingerprints in every process."""
        return sha256(self.model_dump_json(by_alias=True).encode()).hexdigest()

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy, with `update` put in; what was derived from the old value does not come along."""
        copy = super().model_copy(update=update, deep=deep)
        for derived in set(copy.__dict__) - set(type(copy).model_fields):
            del copy.__dict__[derived]
        return copy
