"""Marks around an order: who prepared it, who agreed to it, who has read it, who gets it («рассылка»)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.model.requisites import Acquaintance, Executor, Mention, Recipient, Visa
from roadmapdocs.transcription.spelling import NAME, POST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.transcription.paper import Line, Notes

__all__ = ["Below"]

_PHONE_SIGNS = r"\+?\d[\d\s()-]{3,20}\d"
_EXECUTOR = re.compile(
    rf"(?:исп(?:\.|олнитель)\s*:?\s*)?(?P<name>{NAME})(?:,\s*(?P<post>[а-яё][^\d@]*?))?[\s,;/]*"
    rf"(?:тел(?:\.|ефон)?\s*:?\s*)?(?P<phone>(?:{_PHONE_SIGNS})?)",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"(?:тел(?:\.|ефон)?\s*:?\s*)?({_PHONE_SIGNS})")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DISTRIBUTION = re.compile(r"(?:разослать|рассылка|расч[её]т рассылки)\s*:?\s*", re.IGNORECASE)
_RECIPIENT = re.compile(
    r"\s*(?P<to>[^,;]+?)\s*[-–—:]?\s*(?:(?P<copies>\d{1,3})\s*(?:экз\.?)?|(?P<list>по списку))\s*(?:[,;.]|$)"
)
_ACQUAINTANCE = re.compile(
    r"лист ознакомления|(?:с (?:настоящим )?приказом\s*)?ознакомлен[аы]?\s*(?:\(?а?\)?)\s*:?", re.IGNORECASE
)
_VISAS = re.compile(r"согласовано\s*:?", re.IGNORECASE)
_VISA = re.compile(rf"(?P<post>{POST}[^_\t]*|[А-ЯЁа-яё][^_\t]*?)[\s_]*(?P<name>{NAME})[\s_.]*")
_CAPTIONS = re.compile(r"фамилия|ф\.?\s?и\.?\s?о|должность|подпись", re.IGNORECASE)
_SIGNER = re.compile(rf"(?:\d{{1,3}}\.?\s)?(?P<name>{NAME})[\s,–-]*(?P<post>[^_\d]*?)[\s_.]*")
_BLANK_ROWS = 5


class Below:
    """The marks that were found so far; each that is taken over is quoted, since the program prints it anew."""

    def __init__(self, notes: Notes) -> None:
        self.executor: Executor | None = None
        self.distribution: list[Recipient] = []
        self.visas: list[Visa] = []
        self._notes = notes
        self._people: list[Mention] = []
        self._blank_rows = 0
        self._wants_signers = False
        self._mode = ""

    @property
    def acquaintance(self) -> Acquaintance | None:
        """The acquaintance sheet, with rows to sign in where the document leaves them to the reader."""
        if not self._wants_signers:
            return None
        rows = self._blank_rows if self._blank_rows or self._people else _BLANK_ROWS
        return Acquaintance(people=tuple(self._people), blank_rows=min(rows, 60))

    def take(self, lines: Iterable[Line]) -> list[Line]:
        """Read lines; return those that are no such mark."""
        self._mode = ""
        rest: list[Line] = []
        taken: list[Line] = []
        for line in lines:
            (taken if self._is_taken(line) else rest).append(line)
        if taken:
            self._notes.say("T112", " / ".join(line.folded for line in taken), place=taken[0].place)
        return rest

    def _is_taken(self, line: Line) -> bool:
        text = line.folded
        if found := _DISTRIBUTION.match(text):
            self._mode = "recipients"
            return not text[found.end() :] or self._take_recipients(text[found.end() :])
        if _ACQUAINTANCE.match(text):
            self._mode, self._wants_signers = "signers", True
            return True
        if _VISAS.fullmatch(text):
            self._mode = "visas"
            return True
        readers = {"recipients": self._take_recipients, "signers": self._take_signer, "visas": self._take_visa}
        return readers.get(self._mode, self._take_executor)(text)

    def _take_recipients(self, text: str) -> bool:
        found = list(_RECIPIENT.finditer(text))
        self.distribution += (
            Recipient(to=one["to"].strip(" -–—"), copies="schools" if one["list"] else max(int(one["copies"]), 1))
            for one in found
        )
        return bool(found)

    def _take_signer(self, text: str) -> bool:
        if _CAPTIONS.search(text) or re.match(r"с приказом", text, re.IGNORECASE):
            return True
        if re.fullmatch(r"\d{1,3}\.?|[_\s]+", text):
            self._blank_rows += 1
            return True
        if found := _SIGNER.fullmatch(text):
            self._people.append(Mention(name=found["name"], post=found["post"].strip()))
            return True
        return False

    def _take_visa(self, text: str) -> bool:
        found = _VISA.fullmatch(text)
        if found:
            self.visas.append(Visa(name=found["name"], post=found["post"].strip()))
        return found is not None

    def _take_executor(self, text: str) -> bool:
        email = _EMAIL.search(text)
        plain = _EMAIL.sub("", text).strip(" ,;")
        if self.executor is None:
            found = _EXECUTOR.fullmatch(plain)
            if found:
                self.executor = Executor(
                    name=found["name"],
                    post=(found["post"] or "").strip(),
                    phone=found["phone"].strip(),
                    email=email[0] if email else "",
                )
            return found is not None
        phone = _PHONE.fullmatch(plain)
        if self.executor.phone or phone is None:
            return False
        self.executor = self.executor.model_copy(update={"phone": phone[1], "email": email[0] if email else ""})
        return True
