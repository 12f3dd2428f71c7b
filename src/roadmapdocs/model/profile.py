"""How an order looks: everything the printed page needs that is not a word of the order.

ГОСТ Р 7.0.97 (2016, since 18.08.2025 its 2025 edition) recommends and does not bind; districts have
instructions of their own. So the layout is a named set of settings. The defaults follow the standard where
it gives a figure and widespread municipal custom where it does not; each field says which.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from roadmapdocs.model.base import Model

__all__ = ["Margins", "Profile"]

_COMMANDS = {"caps": "ПРИКАЗЫВАЮ:", "lower": "приказываю:", "spaced": "п р и к а з ы в а ю:"}
_KINDS = {"caps": "ПРИКАЗ", "spaced": "П Р И К А З"}


class Margins(Model):
    """Margins of an upright page in millimetres."""

    left: float = Field(gt=0, le=60)
    right: float = Field(gt=0, le=60)
    top: float = Field(gt=0, le=60)
    bottom: float = Field(gt=0, le=60)

    def turned(self) -> Margins:
        """Return the margins of the page turned so that its bound left edge comes to lie on top."""
        return Margins(left=self.bottom, right=self.top, top=self.left, bottom=self.right)


class Profile(Model):
    """A layout of orders. Lengths end in `_mm` or `_cm`, sizes of type are points, spacing is in lines."""

    name: str = Field(description="the file name of the profile; printed nowhere")
    title: str = Field(default="", description="one line for a person who chooses a profile")

    font: str = Field(default="Times New Roman", description="the standard names no font; 2016: a free one")
    size: float = Field(default=14, ge=10, le=16, description="body, points; the standard recommends 12 to 14")
    table_size: float = Field(default=12, ge=8, le=14, description="tables, points; custom is 10 to 13")
    line_spacing: float = Field(default=1.15, ge=1, le=1.5, description="body, lines; the standard allows 1 to 1.5")
    first_line_indent_cm: float = Field(default=1.25, ge=0, le=2, description="1.25 in the standard")

    order_margins: Margins = Field(
        default=Margins(left=20, right=10, top=20, bottom=20),
        description="mm; the standard's least; 30 on the left where papers are kept longer than ten years",
    )
    appendix_margins: Margins = Field(
        default=Margins(left=20, right=10, top=20, bottom=20),
        description="mm, upright; a turned page is bound at its top",
    )
    landscape_from_columns: int | None = Field(
        default=6, ge=1, description="an appendix with at least so many columns is turned; null: never (custom)"
    )

    letterhead_bold: bool = Field(default=True, description="bold name of the organisation (custom)")
    kind: Literal["caps", "spaced"] = Field(default="caps", description="«ПРИКАЗ» or «П Р И К А З» (custom)")
    requisites: Literal["one-line", "stacked"] = Field(
        default="one-line", description="date left and number right, or one under the other at the left margin"
    )
    heading_alignment: Literal["left", "center"] = Field(
        default="left", description="the standard puts it at the left margin; with a wide letterhead centred is usual"
    )
    heading_width_cm: float | None = Field(
        default=8, gt=3, description="longest line of a heading at the left margin, cm; null: the whole width"
    )
    heading_bold: bool = Field(default=True, description="bold heading; the standard allows it")
    command: Literal["caps", "lower", "spaced"] = Field(
        default="caps", description="spelling of «ПРИКАЗЫВАЮ:», on a line of its own (custom)"
    )
    command_alignment: Literal["indent", "margin", "center"] = Field(
        default="margin", description="where that line begins: first-line indent, left margin, or centred (custom)"
    )

    appendix_mark: Literal["plain", "approved", "both", "stamp"] = Field(
        default="plain",
        description="«Приложение № 1 к приказу … от … № …» (plain), «Приложение № 1» and the stamp «УТВЕРЖДЕН приказом "
        "…» (approved, as the standard has it for what an order approves), both in full, or the stamp alone",
    )
    stamp_yo: bool = Field(default=False, description="«УТВЕРЖДЁН» in the stamp, not «УТВЕРЖДЕН» (both are custom)")
    mark_width_cm: float = Field(
        default=8, ge=4, le=12, description="width of an appendix mark, a block at the right edge; 8 since 2025"
    )
    appendix_title_bold: bool = Field(default=True, description="bold title of an appendix (custom)")
    signature_width_cm: float = Field(
        default=9, ge=4, le=14, description="longest line of the signatory's post, cm; the name is on its last line"
    )
    signature_gap: int = Field(default=3, ge=1, le=6, description="lines between text and signature; three by custom")

    initials: Literal["before", "after"] = Field(
        default="before", description="initials of who signs, before or after the surname; before by custom"
    )
    initials_spaced: bool = Field(
        default=False, description="«И. И. Иванов», as the standard's own examples, or «И.И. Иванов» (custom)"
    )

    text_initials: Literal["stored", "before", "after"] = Field(
        default="stored",
        description="names in text, executor, visas and lists: as the order stores them, or with initials before or "
        "after the surname, spaced as `initials_spaced` has it",
    )

    executor: Literal["off", "after", "foot"] = Field(
        default="foot", description="who prepared the order: not printed, under the signature, at the foot of its page"
    )
    executor_size: float = Field(default=10, ge=8, le=14, description="points; the standard allows smaller type there")
    visas: bool = Field(default=True, description="visas on a sheet of their own (custom: the back of the last one)")
    distribution: bool = Field(default=True, description="distribution list on a sheet of its own (custom)")
    acquaintance: bool = Field(default=True, description="acquaintance sheet (custom)")
    e_signature: bool = Field(
        default=False, description="an empty frame «Документ подписан электронной подписью» in place of the signature"
    )
    qr_code: bool = Field(
        default=False, description="an empty square for the QR code, lower right on the first sheet (requisite 31)"
    )
    qr_size_mm: float = Field(default=20, ge=15, le=40, description="side of that square")

    page_numbers: Literal["continuous", "own"] = Field(
        default="own",
        description="one count for the paper, or each appendix counts on its own; the first page of a count has none",
    )
    header_distance_mm: float = Field(
        default=10, ge=10, le=20, description="number's distance from the edge; the standard: at least 10"
    )

    @property
    def command_word(self) -> str:
        """The word that ends the preamble, as this profile spells it."""
        return _COMMANDS[self.command]

    @property
    def kind_word(self) -> str:
        """The name of the kind of document, as this profile spells it."""
        return _KINDS[self.kind]

    def is_landscape(self, columns: int) -> bool:
        """Say whether an appendix whose table has so many columns is printed on a turned page."""
        return self.landscape_from_columns is not None and columns >= self.landscape_from_columns
