"""Which bundled layout prints an order most like the document: by its kind and its commanding word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from roadmapdocs.transcription.spelling import despaced
from roadmapdocs.writers.templates import load_profile, profile_names

if TYPE_CHECKING:
    from roadmapdocs.transcription.paper import Notes

__all__ = ["Form", "nearest_profile"]

Form = Literal["plain", "approved"]

_GENERAL = ("municipal-30mm", "smolensk", "gost-2025")
"""Layouts of no one district, tried first."""


def nearest_profile(kind: str, command: str, notes: Notes, *, form: Form = "plain") -> str:
    """Return the name of the bundled profile that spells most of the two words as the document does.

    `form` is the form of the appendices' marks that the profile must have.
    """
    fit = [name for name in profile_names() if load_profile(name).appendix_mark == form]
    order = sorted(fit, key=lambda name: (name not in _GENERAL, name))
    best = max(order, key=lambda name: _alike(name, kind, command))
    profile = load_profile(best)
    notes.say("T110", " … ".join(word for word in (kind, command) if word), expected=best, address="profile")
    for seen, printed in ((kind, profile.kind_word), (command, profile.command_word)):
        if seen and seen != printed:
            same = despaced(seen).rstrip(" :") == despaced(printed).rstrip(":")
            notes.say("T105" if same else "T104", seen, expected=printed, address="profile")
    return best


def _alike(name: str, kind: str, command: str) -> int:
    profile = load_profile(name)
    return 2 * (profile.command_word == command) + (profile.kind_word == kind)
