"""How far the activities are: by direction, by row, and as a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmapdocs.aggregate.narrative.wording import CASE, SUMMARY, note, percent, say, text
from roadmapdocs.model.narrative import Bar, Basis, Column, Figure, Paragraph, Row, Section, Table
from roadmapdocs.model.summary import NO_REPORT
from roadmapdocs.orders.next_year.wording import shortened
from roadmapdocs.russian.agreement import form, of_counted
from roadmapdocs.russian.typography import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmapdocs.aggregate.narrative.account import Account, Group
    from roadmapdocs.model.narrative import Sentence
    from roadmapdocs.model.summary import ActivityLine

__all__ = ["activities", "count_of", "fulfilled"]


def count_of(lines: Iterable[ActivityLine], *words: str) -> int:
    """Count cells of rows that hold one of these words."""
    return sum(line.counts.get(word, 0) for line in lines for word in words)


def fulfilled(lines: Sequence[ActivityLine], *basis: Basis) -> Iterator[Sentence]:
    """Say in how many of the cases that are due an activity is done, and how many of them are late."""
    due, done = sum(line.due for line in lines), sum(line.done for line in lines)
    if not due:
        yield say("Срок пока не наступил ни в одном случае, о котором есть отчёт.", *basis)
        return
    late = count_of(lines, "done_late")
    lateness = f", из них в{NBSP}{late} — с нарушением срока" if late else ""
    came = f"Из {of_counted(due, CASE)}, когда срок наступил,"
    if not done:
        yield say(f"{came} мероприятие не выполнено ни в одном.", *basis)
    elif done == due:
        whole = "Мероприятия выполнены во всех случаях, когда срок наступил"
        yield say(f"{whole} ({due} из {due}){lateness}.", *basis)
    else:
        yield say(f"{came} мероприятие выполнено в {done} ({percent(done / due)}){lateness}.", *basis)


def activities(account: Account) -> Section:
    """The second section: the summary table by direction, a chart of it, and a table of all rows."""
    lines = account.told.activities
    blocks: list[Paragraph | Table | Figure] = [
        note(
            say(
                "Каждая строка плана считается для каждой школы отдельно: «случай» — это одно мероприятие в одной "
                "школе. Случаи, когда срок ещё не наступил или мероприятие школы не касается, в расчёт не входят.",
                SUMMARY,
            )
        ),
        text(*fulfilled(lines, SUMMARY), *_unreported(lines)),
    ]
    if lines:
        blocks += [_by_direction(account), *_chart(account), _by_row(account)]
    return Section("Сводная таблица выполнения мероприятий", tuple(blocks))


def _unreported(lines: Sequence[ActivityLine]) -> Iterator[Sentence]:
    if silent := count_of(lines, NO_REPORT):
        are = form(silent, "случай неизвестен", "случая неизвестны", "случаев неизвестны")
        yield say(f"Ещё {silent} {are}: отчёты этих школ не представлены.", SUMMARY)


# --- by direction -------------------------------------------------------------------------------------------------


def _by_direction(account: Account) -> Table:
    columns = (
        Column("Направление", weight=5),
        Column("Срок наступил", "number", 1.5),
        Column("Выполнено", "number", 1.7),
        Column("из них позже срока", "number", 1.4),
        Column("Частично", "number", 1.5),
        Column("Не выполнено", "number", 1.7),
        Column("Иное", "number", 1.1),
        Column("Доля", "number", 1.4),
    )
    rows = []
    for roadmap in account.order.roadmaps:
        groups = [group for group in account.groups if group.roadmap.id == roadmap.id and group.lines]
        if groups and len(account.order.roadmaps) > 1:
            rows.append(Row((groups[0].lines[0].roadmap,), "group"))
        rows += [Row((group.title, *_numbers(group.lines))) for group in groups]
    rows.append(Row(("Всего", *_numbers(account.told.activities)), "total"))
    return Table("Выполнение мероприятий по направлениям, случаев", columns, tuple(rows))


def _numbers(lines: Sequence[ActivityLine]) -> tuple[str, ...]:
    due, done = sum(line.due for line in lines), sum(line.done for line in lines)
    late, partial, not_done = (count_of(lines, word) for word in ("done_late", "partial", "not_done"))
    other = due - done - partial - not_done
    share = percent(done / due) if due else "–"
    return (*map(str, (due, done, late, partial, not_done, other)), share)


def _chart(account: Account) -> Iterator[Figure]:
    groups = [group for group in account.groups if sum(line.due for line in group.lines)]
    if groups:
        legend = "Тёмная часть полосы — выполнено в срок, светлая — выполнено с нарушением срока, пустая — остальное."
        yield Figure("Выполнение мероприятий по направлениям", legend, tuple(map(_bar, groups)))


def _bar(group: Group) -> Bar:
    due, done = sum(line.due for line in group.lines), sum(line.done for line in group.lines)
    late = count_of(group.lines, "done_late")
    said = f"{group.title}: выполнено {done} из {due}, {percent(done / due)}"
    alternative = f"{said}, с нарушением срока {late}"
    return Bar(group.title, (done - late) / due, late / due, None, percent(done / due), alternative)


_COUNTED = ("Срок наступил", "Выполнено", "из них позже срока", "Частично", "Не выполнено", "Иное", "Нет отчёта")


# --- by row -------------------------------------------------------------------------------------------------------


def _by_row(account: Account) -> Table:
    columns = (
        Column("Код", "number", 1.1),
        Column("Мероприятие", weight=7),
        *(Column(caption, "number", 0.8, upright=True) for caption in _COUNTED),
    )
    rows = []
    for group in account.groups:
        if group.lines:
            rows.append(Row((group.title,), "group"))
            rows += [_row(line) for line in group.lines]
    return Table("Выполнение мероприятий по строкам плана, школ", columns, tuple(rows))


def _row(line: ActivityLine) -> Row:
    *numbers, _ = _numbers((line,))
    title = " ".join(part for part in (line.number, shortened(line.text, 120)) if part)
    return Row((line.code, title, *numbers, str(line.counts.get(NO_REPORT, 0))))
