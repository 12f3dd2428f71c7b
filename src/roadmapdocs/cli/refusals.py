"""What the command line says when it stops: errors of the library and of the system, in Russian.

The library's own messages are English, for programmers. Here each kind of error has a sentence; where a kind has many
causes, the library's message follows as a detail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.errors import RoadmapDocsError, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["refusal"]

_BY_REASON = {
    "no_office": (
        "Для этого нужен LibreOffice, а на этом компьютере он не найден или не справился. Установите LibreOffice (он "
        "бесплатный) или откройте документ в своей программе и сохраните его как PDF там."
    ),
    "no_names": (
        "Чтобы склонять имена и должности, нужно дополнение: pip install roadmapdocs[names]. Без него впишите готовые "
        "формы в приказ: cases и post_cases."
    ),
    "no_pdf": "Чтобы читать PDF, нужно дополнение: pip install roadmapdocs[pdf].",
    "no_pandas": "Для этого нужна библиотека pandas: pip install pandas.",
    "no_polars": "Для этого нужна библиотека polars: pip install polars.",
    "no_campaign": (
        "«{about}» - не папка кампании. Укажите её после -C или заведите новую: roadmapdocs init ПРИКАЗ ШКОЛЫ ПАПКА."
    ),
    "other_order": "В папке «{about}» уже кампания по другому приказу. Возьмите новую папку.",
    "outside": "Файл «{about}» лежит не рядом с приказом. Положите его в ту же папку или глубже.",
    "unknown_code": "Школы с кодом {about} в списке нет. Коды стоят в файле schools.csv.",
    "unknown_file": "Файл «{about}» во «Входящих» не найден или таких несколько. Назовите его так, как показывает "
    "roadmapdocs receive --files.",
    "no_report": "В файле «{about}» нет отчёта, который можно принять. Что с ним, покажет roadmapdocs receive --files.",
    "not_accepted": "Отчёт школы с кодом {about} не принят, отменять нечего.",
    "ending": "Имя «{about}» кончается не так: нужно .csv или .json.",
    "changed": "Файл «{about}» изменился, пока его читали. Запустите команду ещё раз.",
}
"""Reason of an error → its sentence; `about` is what it is about."""

_BY_CODE = {
    "RD000": "Не получилось.",
    "RD100": "Ошибка в приказе (order.yaml), списке школ или настройках. Подробности для того, кто их составлял:",
    "RD200": "Ошибка в шаблоне или профиле оформления. Подробности:",
    "RD300": "Файл не удалось прочитать.",
    "RD400": "С папкой кампании что-то не так. Подробности:",
    "RD500": "Программе чего-то не хватает на этом компьютере; скорее всего, её нужно переустановить. Подробности:",
}
"""Code of an error → the sentence over its details."""


def refusal(error: RoadmapDocsError | OSError) -> str:
    """Return the lines that say what is wrong and what to do."""
    return "\n".join(_library(error) if isinstance(error, RoadmapDocsError) else _system(error))


def _library(error: RoadmapDocsError) -> Iterator[str]:
    if error.reason in _BY_REASON:
        yield _BY_REASON[error.reason].format(about=error.about)
    elif isinstance(error, UnreadableFileError):
        from roadmapdocs.campaign.reasons import unreadable

        yield str(unreadable("", error.reason))
    else:
        yield _BY_CODE.get(error.code, _BY_CODE["RD000"])
        yield str(error)


def _system(error: OSError) -> Iterator[str]:
    file = error.filename or ""
    if isinstance(error, PermissionError):
        yield f"Нет доступа к «{file}». Если файл открыт в другой программе, закройте его и повторите."
    elif isinstance(error, FileNotFoundError):
        yield f"Нет файла или папки «{file}»."
    else:
        yield f"Не удалось прочитать или записать «{file}»: {error.strerror or error}."
