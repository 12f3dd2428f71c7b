"""The words of reports: statuses and yes/no, with everything accepted for them (docs/glossary.md)."""

from __future__ import annotations

from roadmapdocs.model.form import Choice

__all__ = ["NOT_DUE", "STATUSES", "YES_NO", "status_label"]

NOT_DUE = "not_due"

STATUSES = (
    Choice(
        id="done",
        label="выполнено",
        accept=("исполнено", "реализовано", "проведено", "вып", "да", "+", "100%", "100 %", "выполнена", "выполнен"),
    ),
    Choice(id="done_late", label="выполнено с нарушением срока", accept=("наступило позже", "выполнено позже")),
    Choice(id="partial", label="выполнено частично", accept=("частично", "не в полном объёме")),
    Choice(
        id="in_progress",
        label="в процессе",
        accept=("в работе", "выполняется", "реализуется", "в стадии реализации", "постоянно"),
    ),
    Choice(id="not_done", label="не выполнено", accept=("не исполнено", "не проведено", "нет", "-")),
    Choice(id="postponed", label="перенесено", accept=("срок продлён",)),
    Choice(id="cancelled", label="отменено", accept=("утратило актуальность", "снято с контроля")),
    Choice(id="not_applicable", label="не применимо", accept=("не требуется", "х", "н/п", "неприменимо")),
    Choice(id=NOT_DUE, label="срок не наступил"),
)

YES_NO = (
    Choice(id="yes", label="да", accept=("+", "имеется", "есть")),
    Choice(id="no", label="нет", accept=("-", "не имеется", "отсутствует")),
    Choice(id="not_applicable", label="не применимо", accept=("не требуется", "х", "н/п", "неприменимо")),
)

_LABELS = {choice.id: choice.label for choice in STATUSES}


def status_label(status: str) -> str:
    """Return the Russian word for a status id."""
    return _LABELS[status]
