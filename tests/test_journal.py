"""The journal: a state machine fed with append-only lines, written by one process at a time, proof against kills."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox import blank, faulty, filled, letter, noon, zipped
from roadmapdocs.campaign import Campaign
from roadmapdocs.campaign.cache import FOLDER
from roadmapdocs.campaign.standing import save_status
from roadmapdocs.demo.run import load_example
from roadmapdocs.errors import CampaignError
from roadmapdocs.journal import EVENTS, MOVES, Entry, Event, Journal, Track
from roadmapdocs.model.status import State


def told(journal: Journal) -> list[Entry]:
    """The lines without their times."""
    return [replace(entry, when="") for entry in journal.entries()]


def record(journal: Journal, event: Event, sha256: str = "1", respondent: str = "07", **said: str) -> bool:
    """Write one line about a file."""
    return journal.record(event, respondent=respondent, file=f"Входящие/{sha256}.docx", sha256=sha256, **said)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """An empty journal."""
    return Journal(tmp_path / "journal.jsonl")


# --- states ------------------------------------------------------------------------------------------------------


def test_the_usual_way(journal: Journal) -> None:
    """Не отправлено, отправлено, получено, на доработке, получено, принято; the version before is заменено."""
    states = [journal.state("07")]
    way: tuple[tuple[Event, str], ...] = (
        ("sent", "0"),
        ("received", "1"),
        ("returned", "1"),
        ("received", "2"),
        ("superseded", "1"),
        ("accepted", "2"),
    )
    for event, sha256 in way:
        assert record(journal, event, sha256)
        states.append(journal.state("07"))
    assert [state.russian for state in states] == [
        "не отправлено",
        "отправлено",
        "получено",
        "на доработке",
        "получено",
        "получено",
        "принято",
    ]
    assert {sha: state.russian for sha, state in journal.track("07").versions.items()} == {
        "1": "заменено",
        "2": "принято",
    }


@pytest.mark.parametrize(
    ("before", "event", "sha256", "message"),
    [
        ((), "accepted", "1", "that is not_sent cannot be accepted"),
        (("sent",), "returned", "1", "that is sent cannot be returned"),
        (("received", "accepted"), "received", "2", "that is accepted cannot be received"),
        (("received", "accepted"), "returned", "1", "that is accepted cannot be returned"),
        (("received",), "accepted", "9", "never received"),
        (("received",), "superseded", "1", "version that counts cannot be superseded"),
        (("received",), "reopened", "1", "that is received cannot be reopened"),
        (("received", "accepted"), "withdrawn", "1", "that is accepted cannot be withdrawn"),
    ],
)
def test_illegal_moves_are_refused(
    journal: Journal, before: tuple[Event, ...], event: Event, sha256: str, message: str
) -> None:
    """A move that is not allowed raises, says what and why, and writes nothing."""
    for one in before:
        record(journal, one)
    lines = told(journal)
    with pytest.raises(CampaignError, match=message):
        record(journal, event, sha256)
    assert told(journal) == lines


def test_documents_are_apart(journal: Journal) -> None:
    """Each respondent's each kind of form has a state of its own."""
    record(journal, "received", document="R")
    record(journal, "sent", "0", document="P")
    record(journal, "received", "2", respondent="08")
    assert [journal.state("07"), journal.state("07", "P"), journal.state("08"), journal.state("09")] == [
        State.RECEIVED,
        State.SENT,
        State.RECEIVED,
        State.NOT_SENT,
    ]


MOVE = st.tuples(st.sampled_from(EVENTS), st.sampled_from("123"), st.sampled_from(("07", "08")))


@given(st.lists(MOVE, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_state_is_what_the_lines_add_up_to(tmp_path_factory, moves: list[tuple[Event, str, str]]) -> None:
    """Whatever is tried, a journal opened anew shows the same states; refused moves leave no trace."""
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    journal = Journal(path)
    written = 0
    for event, sha256, respondent in moves:
        before = journal.track(respondent)
        legal = event == "refused" or before.state in MOVES[event]
        try:
            written += record(journal, event, sha256, respondent)
        except CampaignError:
            assert journal.track(respondent) == before
        else:
            # what is allowed by state may still be refused by version, never the other way round
            assert legal or journal.track(respondent) == before
    assert Journal(path).tracks == journal.tracks
    assert len(told(journal)) == written
    for track in journal.tracks.values():
        assert_consistent(track)


def assert_consistent(track: Track) -> None:
    """A document's state is that of its current version, and only one version is accepted."""
    if track.current:
        assert track.versions[track.current] is track.state
    else:
        assert track.state in (State.NOT_SENT, State.SENT)
    assert list(track.versions.values()).count(State.ACCEPTED) == (track.state is State.ACCEPTED)


@given(st.lists(MOVE, max_size=30), st.data())
@settings(max_examples=40, deadline=None)
def test_saying_it_twice_says_it_once(tmp_path_factory, moves: list[tuple[Event, str, str]], data) -> None:
    """The same line twice running is one line."""
    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.jsonl")
    for event, sha256, respondent in moves:
        try:
            record(journal, event, sha256, respondent)
        except CampaignError:
            continue
        if event not in ("reopened", "withdrawn"):  # these cannot be said twice
            assert not record(journal, event, sha256, respondent)


# --- the file ----------------------------------------------------------------------------------------------------


def test_lines_of_an_older_release_are_read(tmp_path: Path) -> None:
    """Lines without a kind of form are about the report; lines of a later release do no harm."""
    path = tmp_path / "journal.jsonl"
    old = {"when": "2024-06-01T10:00:00+00:00", "event": "received", "respondent": "07", "file": "а", "sha256": "1"}
    new = {**old, "event": "archived", "weight": 5}
    path.write_text("\n".join(json.dumps(line) for line in (old, new, {**old, "note": "x", "more": 1})) + "\n")
    journal = Journal(path)
    assert (journal.state("07"), len(told(journal))) == (State.RECEIVED, 2)


def test_a_line_cut_off_anywhere_is_no_line(journal: Journal, tmp_path: Path) -> None:
    """Cut at any byte, also inside a letter, the journal is readable, and the line can be written again."""
    record(journal, "sent", "0")
    record(journal, "received", "1", note="получено")
    path = tmp_path / "journal.jsonl"
    whole = path.read_bytes()
    second = whole.index(b"\n") + 1
    for end in range(second, len(whole)):
        path.write_bytes(whole[:end])
        again = Journal(path)
        record(again, "received", "1", note="получено")
        assert told(again) == told(Journal(path)) == told(journal)[: len(told(again))]
        assert (len(told(again)), again.state("07")) == (2, State.RECEIVED)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made by forking here")


def in_a_child(work: Callable[[], None]) -> int:
    """Run something in a process of its own; return its exit status."""
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


@needs_fork
def test_processes_at_once(tmp_path: Path) -> None:
    """Several processes write the same lines and lines of their own: all are whole, and none is there twice."""
    path = tmp_path / "journal.jsonl"
    journals = [Journal(path) for _ in range(4)]

    def write(journal: Journal, number: int) -> None:
        for sha256 in range(15):
            record(journal, "refused", f"{sha256}", "")
            record(journal, "refused", f"{number} {sha256}", "")

    children = []
    for number, journal in enumerate(journals):
        child = os.fork()
        if not child:
            try:
                write(journal, number)
            finally:
                os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    lines = path.read_bytes().splitlines()
    assert len(lines) == len(told(Journal(path))) == 15 + 4 * 15
    assert len({json.loads(line)["sha256"] for line in lines}) == len(lines)


# --- killed at any moment ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def waiting(tmp_path_factory) -> Path:
    """A campaign that has been sent, with an inbox nobody has looked into yet."""
    order, schools = load_example("zarechye-2024")
    campaign = Campaign.create(tmp_path_factory.mktemp("отчёты") / "Отчёты", order=order, schools=schools[:4])
    for respondent in campaign.respondents:
        form = blank(order, respondent)
        path = campaign.sent_file(respondent, "docx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(form)
        campaign.record("sent", path, form, respondent=respondent.code)
    first, second, third, fourth = campaign.schools
    files = {
        "а.docx": faulty(order, first),
        "б.docx": filled(order, first),
        "архив.zip": zipped({"в.docx": faulty(order, second)}),
        "письмо.eml": letter(noon(order), "Отчёт", {"г.xlsx": filled(order, third, "xlsx")}),
        "пустая.docx": blank(order, fourth),
        "заметка.txt": "Отчёт".encode(),
    }
    for number, (name, content) in enumerate(files.items()):
        path = campaign.folder / "Входящие" / name
        path.write_bytes(content)
        moment = (noon(order) + timedelta(hours=number)).timestamp()
        os.utime(path, (moment, moment))
    return campaign.folder


def day_s_work(folder: Path) -> None:
    """What a person does in a day: receive, accept what is clean, look at the status."""
    campaign = Campaign.open(folder)
    campaign.receive()
    campaign.accept_clean()
    save_status(campaign, campaign.status(as_of=noon(campaign.order).date()))


def outcome(folder: Path) -> tuple[list[Entry], dict[str, bytes], object]:
    """What a run leaves: lines without times, files but the journal and the cache, states.

    A file that was being written when the process was killed stays behind under its temporary name, which counts for
    nothing.
    """
    campaign = Campaign.open(folder)
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and FOLDER not in path.parts and path.name != "journal.jsonl" and path.suffix != ".tmp"
    }
    states = {place: replace(track, sent="", received="") for place, track in campaign.journal.tracks.items()}
    return told(campaign.journal), files, states


def killed_at(moment: int, folder: Path) -> int:
    """Do the day's work in a child that is killed at its `moment`-th touch of the disk; return its exit status.

    A touch is a file opened for writing, renamed or removed, a folder made, and each half of each write to the
    journal.
    """
    left = moment

    def touch() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        inside = bool(arguments) and str(folder) in str(arguments[0])
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if inside and (writing or event in ("os.rename", "os.remove", "os.mkdir")):
            touch()

    def work() -> None:
        whole = os.write

        def torn(descriptor: int, content: bytes) -> int:
            half = len(content) // 2
            whole(descriptor, content[:half])
            touch()
            return half + whole(descriptor, content[half:])

        os.write = torn  # type: ignore[assignment]  # the child dies with it
        sys.addaudithook(audit)
        day_s_work(folder)

    return in_a_child(work)


@needs_fork
def test_killed_at_any_moment_and_started_again(waiting: Path, tmp_path: Path) -> None:
    """A day's work killed at each of its touches of the disk, and done again, leaves what a clean run leaves."""
    clean = tmp_path / "целиком"
    shutil.copytree(waiting, clean)
    day_s_work(clean)
    expected = outcome(clean)
    assert [entry.event for entry in expected[0] if entry.event != "sent"] == [
        "received",
        "superseded",
        "received",
        "received",
        "refused",
        "refused",
        "accepted",
        "accepted",
    ]
    moment, status = 0, 1
    while status:
        moment += 1
        folder = tmp_path / f"убит {moment}"
        shutil.copytree(waiting, folder)
        status = killed_at(moment, folder)
        assert status in (0, signal.SIGKILL)
        day_s_work(folder)
        assert outcome(folder) == expected, f"killed at touch {moment}"
        assert list((folder / FOLDER).rglob("*.tmp")) == []
        shutil.rmtree(folder)
    assert moment > 20


def test_times_are_of_this_moment(journal: Journal) -> None:
    """A line says when it was written, in UTC."""
    before = datetime.now(UTC).replace(microsecond=0)
    record(journal, "sent", "0")
    (entry,) = journal.entries()
    assert before <= datetime.fromisoformat(entry.when) <= datetime.now(UTC)
