"""One truth: every number of every face equals a count made from the returned files without the library's sums."""

from __future__ import annotations

from math import ceil

import pytest

from faces import FACES, Names
from roadmapdocs.aggregate import public
from roadmapdocs.aggregate.narrative import narrate
from roadmapdocs.demo.run import run_demo
from roadmapdocs.writers import write_summary
from truth import EMPTY, STATUSES, about_reports, order_of, truth


@pytest.fixture(scope="module", params=["ershichi-2023", "zarechye-2024"])
def played(request, tmp_path_factory):
    """A campaign of the demo with its facts."""
    campaign = run_demo(tmp_path_factory.mktemp("campaign"), request.param)
    return campaign, truth(campaign.folder) | about_reports(campaign)


@pytest.fixture(params=sorted(FACES))
def face(request, played):
    """The facts that a face of the summary shows."""
    campaign, _ = played
    summary = campaign.summary(as_of=campaign.order.round_of("schools").due)
    shown = narrate(summary, campaign.order) if request.param == "docx" else summary
    return FACES[request.param](write_summary(shown, request.param), names_of(campaign))


def names_of(campaign) -> Names:
    """How the order and the roster call groups of rows and schools."""
    order = order_of(campaign.folder)
    groups: dict[str, list[str]] = {"Всего": []}
    for roadmap in order["roadmaps"]:
        title = roadmap.get("short_title") or " ".join(roadmap["title"].split())
        directions = roadmap.get("directions", ())
        titles = {one["id"]: f"{one.get('number', '')} {one['title']}".strip() for one in directions}
        for activity in roadmap["activities"]:
            direction = titles.get(activity.get("direction"), title)
            lettered = f"{roadmap['letter']}: {direction}" if len(order["roadmaps"]) > 1 else direction
            for name in ("Всего", title, lettered):
                groups.setdefault(name, []).append(activity["code"])
    return Names({respondent.short_name: respondent.code for respondent in campaign.respondents}, groups)


def expected(facts: dict, key: tuple) -> object:
    """Return the fact, or reckon it from others: shares, sums over groups."""
    kind, *about = key
    if key in facts:
        return facts[key]
    if kind in PARTS:
        part, whole = PARTS[kind]
        return expected(facts, (part, *about)) / expected(facts, (whole, *about))
    if kind == "part":
        return facts[tuple(about)] / facts[("required", "schools") if about[0] == "filled" else ("school", "all")]
    if kind in ROUNDED:
        return round(expected(facts, (ROUNDED[kind], *about)) * 100, 1)
    if kind == "needed":
        return ceil(facts["goal", about[0]] * facts["d", *about])
    return grouped(facts, kind, about)


OTHER = ("в процессе", "перенесено", "отменено", EMPTY)
ROUNDED = {"rounded": "share", "rounded_rate": "rate"}
PARTS = {"share": ("n", "d"), "rate": ("done", "due"), "completeness": ("filled", "required")}


def grouped(facts: dict, kind: str, about: list[str]) -> float:
    """Sum a kind of fact over a group of activities, or over all."""
    if kind == "other":
        return sum(expected(facts, ("status", *about, word)) for word in OTHER)
    word = about[-1:] if kind == "status" else []
    codes = set(about[1 : len(about) - len(word)])
    rows = {key[1] for key in facts if key[0] == kind}
    return sum(facts[kind, row, *word] for row in rows if about == ["all"] or in_group(row, codes))


def in_group(row: str, codes: set[str]) -> bool:
    """Say whether a row belongs to one of the activities: «Б12а» to Б12."""
    return row.rstrip("абвгдежзик") in codes


def test_every_number_of_the_face_is_true(played, face) -> None:
    """No number stands in the file that an independent count does not give."""
    _, facts = played
    wrong = {key: (shown, expected(facts, key)) for key, shown in face if not same(shown, expected(facts, key))}
    assert wrong == {}


def same(shown: object, counted: object) -> bool:
    """Compare words exactly and numbers up to floating point."""
    return shown == counted if isinstance(shown, str) else shown == pytest.approx(counted)


def test_the_face_hides_no_number(request, played, face) -> None:
    """What was counted of schools, rows and indicators is shown by every face; of the department, its numbers.

    The report leaves the district, so it lacks the small counts of pupils; that others are merged too is told apart.
    """
    campaign, facts = played
    shown = {key for key, _ in face}
    kinds = ("done", "due", "cell", "n", "d", "answered", "asked", "needed", "reached_by")
    own = {code for name, code, *who in facts if name == "n" and who == ["0"]}
    wanted = {key for key in facts if key[0] in kinds and (key[1] not in own or key[0] in "nd")}
    wanted -= {key for key in wanted if key[2:] == ("0",)}
    wanted |= {("school", name) for name in ("all", "returned", "missing")}
    if request.node.callspec.params["face"] == "docx":
        wanted -= merged(campaign)
    assert wanted - shown == set()


def merged(campaign) -> set[tuple]:
    """Return the facts that may not leave the district, or have no place in what does."""
    told = public(campaign.summary(as_of=campaign.order.round_of("schools").due))
    gone = set()
    for line in told.indicators:
        hidden = [told.respondents[place].code for place, cell in enumerate(line.cells) if cell and cell.hidden]
        gone |= {(kind, line.code, school) for kind in "nd" for school in hidden}
        if line.others is not None:
            gone |= {("reached_by", line.code)}
        if line.total.hidden:
            gone |= {(kind, line.code) for kind in ("n", "d", "needed")}
    return gone


def test_the_count_itself_counts_something(played) -> None:
    """The truth is no empty page: statuses of every school and row, adding up to the rows that were sent."""
    campaign, facts = played
    cells = [key for key in facts if key[0] == "cell"]
    assert len(cells) > 5 * len(campaign.schools)
    for code in {code for _, code, _ in cells}:
        counted = sum(value for key, value in facts.items() if key[:2] == ("status", code))
        assert counted == sum(key[1] == code for key in cells), code
    assert sum(facts["status", code, word] for _, code, _ in cells[:1] for word in STATUSES) > 0
