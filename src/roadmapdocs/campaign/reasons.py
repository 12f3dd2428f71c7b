"""Why a file cannot be read, in Russian: what E101 says was seen, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.findings import Place, finding

if TYPE_CHECKING:
    from roadmapdocs.findings import Finding

__all__ = ["REASONS", "REMEDIES", "unreadable"]

_SAVE = "Откройте его в своей программе, сохраните как .docx или .xlsx и пришлите ещё раз"
_THE_FORM = "Попросите прислать саму форму, заполненную в Word или Excel: файл .docx или .xlsx"

REASONS = {
    "damaged": "он повреждён",
    "empty": "он пуст, в нём 0 байт",
    "encrypted": "он защищён паролем",
    "foreign": "это не документ Word и не книга Excel",
    "too_large": "он слишком велик для формы отчёта",
    "slow": "он устроен так, что его не прочесть за отведённое время",
    "old": "он сохранён в старом формате или зашифрован",
    "picture": "это фотография или скан, а нужен сам файл формы",
    "scan": "это скан или фотография в PDF, текста в нём нет, а нужен сам файл формы",
    "drawn_over": "в этом PDF длинные ответы напечатаны поверх соседних, нужен сам файл формы",
    "archive": "это архив, который программа не распаковывает",
    "letter": "это письмо в формате Outlook или вложенное слишком глубоко",
    "tnef": "это winmail.dat, в него Outlook отправителя упаковал вложения",
    "bare_letter": "в письме нет вложений",
    "busy": "он открыт в другой программе или закрыт для чтения",
    "no_pdf": "на этом компьютере нет дополнения для чтения PDF",
    "no_office": "это файл старого формата, а на этом компьютере нет LibreOffice, чтобы его прочитать",
}
"""Reason of an error → what was seen."""

REMEDIES = {
    "damaged": "Попросите прислать его ещё раз: скорее всего, он испорчен при пересылке",
    "empty": "Попросите прислать его ещё раз",
    "encrypted": "Попросите прислать файл без пароля; если пароль известен, снимите его и сохраните файл здесь же",
    "foreign": _THE_FORM,
    "too_large": "Проверьте, тот ли это файл: форма отчёта занимает меньше одного мегабайта",
    "picture": _THE_FORM,
    "scan": _THE_FORM,
    "drawn_over": _THE_FORM,
    "archive": "Распакуйте его рядом, в папке «Входящие», или попросите прислать файлы без архива",
    "letter": "Откройте письмо и сохраните вложения в папку «Входящие»",
    "tnef": "Попросите прислать письмо обычным текстом, а не в формате RTF, или сложить файлы в архив .zip",
    "bare_letter": "Прочитайте письмо: ответ мог быть написан в его тексте или по ссылке",
    "busy": "Закройте его в других программах и повторите приём",
    "no_pdf": "Установите дополнение (pip install roadmapdocs[pdf]) или попросите прислать .docx",
    "no_office": "Установите LibreOffice либо откройте файл в своей программе и сохраните как .docx или .xlsx",
}
"""Reason of an error → what to do, where it is more than saving the file again."""


def unreadable(file: str, reason: str) -> Finding:
    """Return the finding about a file that cannot be read; an unknown reason is damage."""
    known = reason if reason in REASONS else "damaged"
    return finding("E101", Place(file), seen=REASONS[known], expected=REMEDIES.get(known, _SAVE))
