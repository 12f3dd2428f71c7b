"""An order that somebody made, in any office format → an `Order` to go on with, and what a person must look at.

`source` opens the file as lines and tables; `requisites`, `acts`, `clauses`, `rounds` and `signature` read the order
itself, `appendices`, `headers`, `rows` and `roadmaps` its tables; `accounting` makes sure that no word was dropped.
"""

from __future__ import annotations

from roadmapdocs.transcription.reading import ReadOrder, read_order

__all__ = ["ReadOrder", "read_order"]
