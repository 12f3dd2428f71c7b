"""What was read in a template: which names it uses, where, and what is wrong with its tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Fault", "Spot", "TemplateReading", "Use"]

Part = Literal["body", "header", "footer", "footnotes", "properties"]

FaultKind = Literal[
    "filter", "syntax", "unclosed", "unopened", "uneven", "unfinished", "statement", "split", "lost", "lacking"
]
"""What can be wrong with a tag.

`filter` unknown, `syntax` wrong inside the braces, `unclosed` a block without its end, `unopened` an end without its
block, `uneven` an end that takes away a paragraph where its block does not, `unfinished` braces that are no tag, a
`statement` we do not carry out, `split` by formatting, text beside it `lost`; `lacking`: the template has no style or
table of this name.
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of a template: its part, its number there from 1, its table and row (0 for none), its text."""

    part: Part
    paragraph: int
    text: str
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Use:
    """A name in a tag.

    `path` is the name with loops resolved (`clauses[].text`), `written` as it stands in the template (`clause.text`).
    `printed` tells an output from a condition or a loop; `case` is the grammatical case a filter asks for.
    """

    path: str
    written: str
    spot: Spot
    printed: bool
    case: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a tag: what is wrong, and the tag, the filter or the style it is about."""

    kind: FaultKind
    seen: str
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """A template as read; `uses` is None where its blocks are so broken that names cannot be resolved."""

    uses: tuple[Use, ...] | None
    faults: tuple[Fault, ...]
