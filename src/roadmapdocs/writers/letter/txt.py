"""A letter as plain text for a mail site: what to copy into «Кому» and «Тема», the text, what to attach."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmapdocs.model.letter import Letter

__all__ = ["write_letter_txt"]


def write_letter_txt(letter: Letter) -> bytes:
    """Return the letter as text: UTF-8 with a mark and CRLF, which every Notepad shows properly."""
    lines = [f"Кому: {letter.to or 'адрес не указан'}", f"Тема: {letter.subject}"]
    if letter.attachments:
        lines.append("Вложения: " + "; ".join(part.title or part.name for part in letter.attachments))
    text = "\n".join([*lines, "", letter.body.rstrip("\n"), ""])
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig")
