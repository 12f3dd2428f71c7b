"""The common base of all model classes."""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

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
