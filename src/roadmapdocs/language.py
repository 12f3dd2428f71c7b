"""The language of the command line: click's own words come from a catalogue of ours."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

__all__ = ["CATALOGUES", "speak_russian"]

CATALOGUES = Path(__file__).with_name("locale")


def speak_russian() -> None:
    """Make click print its own texts in Russian, whatever the system's language is."""
    os.environ["LANGUAGE"] = "ru"
    gettext.bindtextdomain("messages", CATALOGUES)
