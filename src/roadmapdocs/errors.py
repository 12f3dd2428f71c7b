"""Errors for programmers: each has a stable code and says what to do next.

What a school typed wrongly is never an exception, it is a `roadmapdocs.findings.Finding`.
"""

from __future__ import annotations

__all__ = [
    "CampaignError",
    "DefinitionError",
    "EnvironmentLacksError",
    "RoadmapDocsError",
    "TemplateError",
    "UnreadableFileError",
]


class RoadmapDocsError(Exception):
    """Base of every error this library raises on purpose.

    `code` is stable between releases; `hint` says what to do; `place` says where; `reason` is a stable word for
    programs where one code stands for several kinds of failure; `about` is the name or the code it is about.
    """

    code = "RD000"
    usual_reason = ""

    def __init__(self, message: str, *, hint: str = "", place: str = "", reason: str = "", about: str = "") -> None:
        self.message = message
        self.hint = hint
        self.place = place
        self.reason = reason or self.usual_reason
        self.about = about
        super().__init__(message)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code} {place}{self.message}{hint}"


class DefinitionError(RoadmapDocsError):
    """The order's data or a roster contradict themselves or cannot be read."""

    code = "RD100"


class TemplateError(RoadmapDocsError):
    """A template names something that does not exist, or lacks a part that we need."""

    code = "RD200"


class UnreadableFileError(RoadmapDocsError):
    """A returned file cannot be read at all: damaged, encrypted, hostile or of an unknown kind.

    `reason` is one of `damaged`, `empty`, `encrypted`, `foreign`, `too_large`, `slow`, `old`, `picture`, `scan`,
    `drawn_over`, `archive`, `letter`, `tnef`.
    """

    code = "RD300"
    usual_reason = "damaged"


class CampaignError(RoadmapDocsError):
    """A campaign folder is not what it should be."""

    code = "RD400"


class EnvironmentLacksError(RoadmapDocsError):
    """A program or an optional package that this call needs is not installed.

    `reason` is `no_pdf`, `no_office` or `no_names`.
    """

    code = "RD500"
