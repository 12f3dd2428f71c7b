"""Next year's draft: what moves, what stays, what a person is asked."""

from __future__ import annotations

from datetime import date

from roadmapdocs.orders.files import load_order, save_order
from roadmapdocs.orders.next_year import next_year


def test_years_move_outside_other_bodies_acts(order_159) -> None:
    """The school year moves in our own words; the cited acts keep theirs, quotes and all."""
    old, _ = order_159
    new = next_year(old, number="161", date=date(2024, 10, 28)).order
    assert "в 2024/2025 учебном году" in new.title
    assert "в 2024-2025 учебном году (приложение 1)" in new.clauses[0].text
    assert new.acts == old.acts
    assert "на 2023-2024 учебный год" in new.say(new.preamble)
    assert (new.school_year, new.number, new.date) == (2024, "161", date(2024, 10, 28))


def test_deadlines_keep_their_rule(bundle) -> None:
    """A month moves by a year, a rule without a year stays byte for byte."""
    old, _ = bundle
    new = next_year(old).order
    pairs = zip(old.activities(), new.activities(), strict=True)
    for (_, before), (_, after) in pairs:
        words = before.deadline.text
        years = {str(year) for year in range(2020, 2030)} & set(words.replace("-", " ").replace(".", " ").split())
        assert (after.deadline.text == words) is not bool(years), words


def test_ids_and_codes_stay(bundle) -> None:
    """Two years can be compared: ids, codes, directions, indicators and twins are the same."""
    old, _ = bundle
    new = next_year(old).order
    for before, after in zip(old.activities(), new.activities(), strict=True):
        assert [(a.id, a.code, a.direction, a.counterpart, a.indicators) for _, a in (before, after)] == [
            (before[1].id, before[1].code, before[1].direction, before[1].counterpart, before[1].indicators)
        ] * 2
    assert new.indicators == old.indicators


def test_report_dates_move_and_are_asked(order_159) -> None:
    """Both report dates move by a year and stand on the list to confirm."""
    old, _ = order_159
    draft = next_year(old)
    assert draft.order.reports["schools"].due == date(2025, 7, 1)
    assert draft.order.reports["schools"].rows_until == date(2025, 6, 30)
    asked = [point for point in draft.to_confirm if point.startswith("reports.")]
    assert asked == [
        "reports.schools.due: отчёт до 01.07.2025: подходит ли день недели?",
        "reports.region.due: отчёт до 10.07.2025: подходит ли день недели?",
    ]


def test_yearly_acts_are_asked_first(order_159) -> None:
    """The acts that come out every year head the list of acts."""
    asked = [point for point in next_year(order_159[0]).to_confirm if point.startswith("acts.")]
    assert ["издаётся каждый год" in point for point in asked] == [True, True, False]


def test_changes_name_old_and_new(order_159) -> None:
    """Every change gives its place in the YAML and both texts; nothing that stayed is listed."""
    draft = next_year(order_159[0], number="161", date=date(2024, 10, 28))
    changes = {change.place: (change.old, change.new) for change in draft.changes}
    assert changes["number"] == ("159", "161")
    assert changes["date"] == ("30.10.2023", "28.10.2024")
    assert all(old != new for old, new in changes.values())


def test_the_draft_keeps_the_author_s_comments(order_159, tmp_path) -> None:
    """Saved onto last year's file, the draft keeps every comment of it and loads as the same order."""
    from conftest import ROOT

    source = ROOT / "examples" / "ershichi-2023" / "order.yaml"
    draft = next_year(load_order(source), number="161", date=date(2024, 10, 28)).order
    save_order(draft, tmp_path / "new.yaml", onto=source)
    text = (tmp_path / "new.yaml").read_text("utf-8")
    comments = [line.strip() for line in source.read_text("utf-8").splitlines() if line.strip().startswith("#")]
    assert [comment for comment in comments if comment not in text] == []
    assert load_order(tmp_path / "new.yaml") == draft
