"""Orders as files: every fault is named with its line, and saving disturbs nothing but what changed."""

from __future__ import annotations

from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmapdocs.errors import DefinitionError
from roadmapdocs.model.order import Order
from roadmapdocs.model.roadmap import Activity, Indicator
from roadmapdocs.orders.files import load_order, save_order

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/order.yaml"))

SMALL = """\
# Наш приказ
school_year: 2023
number: "159"   # в кавычках: это не число
date: 2023-10-30
issuer: {letterhead: [ОТДЕЛ ПО ОБРАЗОВАНИЮ],
         name: Отдел, municipality: Район}
title: 'Об утверждении'

reports:
  schools:
    sender: schools
    due: 2024-07-01

preamble: >-
  Во исполнение
  плана,   # не комментарий
clauses:
  # о плане
  - id: approve
    text: Утвердить.

  # о сроках
  - id: report
    text: >-   # длинный пункт
      Представить отчёт
      в срок до {reports.schools.due}.

  # о контроле
  - id: control
    text: "Контроль оставляю за собой."
signatory: {post: Начальник, name: И.И. Иванов}
roadmaps:
  - id: plan
    letter: А
    title: |-
      План
      мероприятий
    columns: &columns
      - {role: number, caption: № п/п}
      - {role: event,   caption: Мероприятие}
    activities:
      - {id: first, code: А1, text: Первое, deadline: ежемесячно, indicators: [share]}
      # перед вторым
      - id: second
        code: А2
        text: Второе
        deadline: {text: в ноябре, windows: [2023-11-01/2023-11-30]}
  - id: other
    letter: Б
    title: Другой
    columns: *columns
    activities:
      - {id: first, code: Б1, text: Первое}
# показатели
indicators:
  share: {code: И1, title: Доля, ask: ratio, unit: чел., target: ">= 40,5 %", aggregation: pooled}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return the path of a small order in the hand of an author."""
    path = tmp_path / "order.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def changed(order: Order, change: Callable[[dict], None]) -> Order:
    """Return the order with its dump changed."""
    dump = order.model_dump(by_alias=True)
    change(dump)
    return Order.model_validate(dump)


def difference(before: str, after: str) -> list[str]:
    """Return the changed lines alone, with their sign."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def saved(order: Order, path: Path) -> list[str]:
    """Save onto the file itself, check that it means the order, and return the changed lines."""
    before = path.read_text(encoding="utf-8")
    save_order(order, path, onto=path)
    assert load_order(path) == order
    return difference(before, path.read_text(encoding="utf-8"))


# --- there and back ---


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_bundled_orders_round_trip(path: Path, tmp_path: Path) -> None:
    """A bundled order saved to a new file is the same order, and saved onto its own file the same bytes."""
    order = load_order(path)
    assert load_order(save_order(order, tmp_path / "fresh.yaml")) == order
    assert save_order(order, tmp_path / "onto.yaml", onto=path).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_saving_onto_another_order(path: Path, tmp_path: Path) -> None:
    """Whatever stood in the old file, what is saved means the new order."""
    for old in EXAMPLES:
        assert load_order(save_order(load_order(path), tmp_path / "new.yaml", onto=old)) == load_order(path)


def test_fresh_files_are_short(small: Path, tmp_path: Path) -> None:
    """A new file leaves defaults out, writes a plain deadline as text, a target and a window as people do."""
    text = save_order(load_order(small), tmp_path / "fresh.yaml").read_text(encoding="utf-8")
    assert "profile" not in text
    assert "report_form" not in text
    assert "deadline: ежемесячно\n" in text
    assert "- 2023-11-01/2023-11-30\n" in text
    assert "from: schools\n" in text
    assert ">= 40.5%" in text


@pytest.mark.parametrize("target", [">= 40%", "= 100%", ">= 33.3%", ">= 0.07%", "= 0%"])
def test_targets_are_written_as_read(target: str) -> None:
    """A target keeps its figure: shares are decimal fractions, not what binary makes of them."""
    fields = {"code": "И1", "title": "x", "ask": "ratio", "unit": "чел.", "aggregation": "pooled", "target": target}
    assert Indicator.model_validate(fields).model_dump()["target"] == target


def test_deadlines_are_written_as_read() -> None:
    """A deadline with windows stays a mapping, open sides included; one without is its text."""
    for deadline in ("в ноябре", {"text": "в ноябре", "windows": ["/2023-11-30", "2024-01-01/2024-01-31"]}):
        activity = Activity.model_validate({"id": "a", "code": "А1", "text": "x", "deadline": deadline})
        assert activity.model_dump()["deadline"] == deadline
        assert Activity.model_validate_json(activity.model_dump_json()) == activity


# --- editing the author's file ---


def test_only_changed_lines_change(small: Path) -> None:
    """Scalars change where they stand: quotes, blocks and comments stay, and so does every other line."""

    def change(dump: dict) -> None:
        dump["number"] = "161"
        dump["date"] = date(2024, 10, 28)
        dump["title"] = "О другом"
        dump["clauses"][1]["text"] = "Представить отчёт вовремя."

    assert saved(changed(load_order(small), change), small) == [
        '-number: "159"   # в кавычках: это не число',
        "-date: 2023-10-30",
        '+number: "161"   # в кавычках: это не число',
        "+date: 2024-10-28",
        "-title: 'Об утверждении'",
        "+title: 'О другом'",
        "-      Представить отчёт",
        "-      в срок до {reports.schools.due}.",
        "+      Представить отчёт вовремя.",
    ]


def test_entries_move_with_their_comments(small: Path) -> None:
    """A removed clause takes its comment along, a new one gets room, the others keep theirs."""

    def change(dump: dict) -> None:
        _, report, control = dump["clauses"]
        dump["clauses"] = [control, {"id": "new", "text": "Новый пункт.", "bullets": ["раз;", "два."]}, report]

    saved(changed(load_order(small), change), small)
    text = small.read_text(encoding="utf-8")
    assert text[text.index("clauses:") : text.index("signatory:")] == (
        "clauses:\n"
        "  # о плане\n"
        "  # о контроле\n"
        "  - id: control\n"
        '    text: "Контроль оставляю за собой."\n'
        "\n"
        "  - id: new\n"
        "    text: Новый пункт.\n"
        "    bullets:\n"
        "      - раз;\n"
        "      - два.\n"
        "\n"
        "  # о сроках\n"
        "  - id: report\n"
        "    text: >-   # длинный пункт\n"
        "      Представить отчёт\n"
        "      в срок до {reports.schools.due}.\n"
    )


def test_what_an_anchor_shares_stays_shared(small: Path) -> None:
    """Changing one table's columns leaves the other table's alone, though the file shares them."""

    def change(dump: dict) -> None:
        dump["roadmaps"][0]["columns"] = (*dump["roadmaps"][0]["columns"], {"role": "note", "caption": "Примечание"})

    order = changed(load_order(small), change)
    saved(order, small)
    assert [len(roadmap.columns) for roadmap in load_order(small).roadmaps] == [3, 2]


def test_defaults_are_added_only_when_they_change(small: Path) -> None:
    """Nothing that the author left out appears, but what now differs from the default does."""

    def change(dump: dict) -> None:
        dump["report_form"]["spare_rows"] = 5
        dump["reports"]["schools"]["from"] = "department"

    assert saved(changed(load_order(small), change), small) == [
        "-    sender: schools",
        "+    sender: department",
        "+report_form:",
        "+  spare_rows: 5",
    ]


def test_a_value_returns_to_its_default(small: Path) -> None:
    """A deadline that loses its windows, and a list that loses its entries, are written so."""

    def change(dump: dict) -> None:
        dump["roadmaps"][0]["activities"][0]["indicators"] = []
        dump["roadmaps"][0]["activities"][1]["deadline"] = "в декабре"

    lines = saved(changed(load_order(small), change), small)
    assert "+        deadline: в декабре" in lines
    assert any("indicators: []" in line for line in lines)


def test_line_ends_and_byte_order_mark(small: Path) -> None:
    """A file of Notepad's keeps its line ends, and is the same bytes when nothing changed."""
    small.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    before = small.read_bytes()
    order = load_order(small)
    assert save_order(order, small, onto=small).read_bytes() == before
    save_order(order.model_copy(update={"number": "161"}), small, onto=small)
    assert small.read_bytes().count(b"\r\n") == small.read_bytes().count(b"\n") == SMALL.count("\n")
    assert load_order(small).number == "161"


def test_a_failed_save_leaves_the_old_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while writing costs nothing: the old file is whole and no half file is left."""

    def fail(_: int) -> None:
        raise OSError("disk full")

    order = load_order(small)
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        save_order(order.model_copy(update={"number": "161"}), small, onto=small)
    assert small.read_text(encoding="utf-8") == SMALL
    assert [path.name for path in small.parent.iterdir()] == ["order.yaml"]


# --- faults ---


def faults(small: Path, *changes: tuple[str, str]) -> str:
    """Load the small order after replacing text, and return what the error says."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    small.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_order(small)
    return str(caught.value)


def test_all_faults_are_named_at_once(small: Path) -> None:
    """Each fault has its line, its place in the file and a remedy; none hides another."""
    lines = faults(
        small,
        ('number: "159"', "number: 159"),
        ("date: 2023-10-30", "date: 30.10.2023"),
        ("    text: Утвердить.", "    txet: Утвердить."),
        ("code: А2", "code: 2"),
    ).splitlines()
    assert lines[0] == "RD100 order.yaml: 5 faults"
    for line, words in zip(
        lines[1:],
        (
            ("line 3, number:", "put the value in quotes"),
            ("line 4, date:", "write the date as 2023-10-30"),
            ("line 19, clauses[approve].text:", "add it"),
            ("line 20, clauses[approve].txet:", "perhaps «text» is meant"),
            ("line 45, roadmaps[plan].activities[second].code:", "put the value in quotes"),
        ),
        strict=True,
    ):
        assert all(word in line for word in words), line


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: И.И. Иванов}", "name: И.И. Иванов", ("line 3", "check indents and quotes")),
        ("title: 'Об", "number: 1\ntitle: 'Об", ("line 7", "duplicate key")),
        ("2024-07-01", "2024-07-41", ("not valid YAML", "day")),
        ("{reports.schools.due}", "{reports.school.due}", ("order 159", "{reports.school.due}", "reports.schools.due")),
        ("indicators: [share]", "indicators: [shares]", ("plan.first", "unknown indicators")),
        ('">= 40,5 %"', '"40"', ("a target is written",)),
    ],
)
def test_faults_say_where_and_what_to_do(small: Path, old: str, new: str, words: tuple[str, ...]) -> None:
    """Broken YAML, impossible dates, unknown holes and references are faults of the file, told with its name."""
    message = faults(small, (old, new))
    assert all(word in message for word in ("order.yaml", *words)), message


def test_files_of_another_kind(small: Path) -> None:
    """A file that is no mapping, or not UTF-8, is refused with advice."""
    for content, words in ((b"- 1\n", "mapping"), ("номер: 1".encode("cp1251"), "UTF-8")):
        small.write_bytes(content)
        with pytest.raises(DefinitionError, match=words):
            load_order(small)
