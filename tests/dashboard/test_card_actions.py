"""Which actions stand on a report card: due in its time to the day, or overdue by then."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.card_actions import build_actions_block, list_due
from dashboard.errors import NoDataError
from dashboard.plan import PlanBook, PlanPart
from dashboard.plan_assembly import assemble_plans
from dashboard.report_card import choose_time
from dashboard.selection import Selection

QUARTER = choose_time(Selection("E08000035", year=2026, quarter=3))  # October to December 2025
YEAR = choose_time(Selection("E08000035", year=2026))
LATEST = choose_time(Selection("E08000035"))
TODAY = date(2025, 8, 31)


def book(*actions, current=True, first_year=2019, last_year=None):
    """A plan with an action for each (due, status)."""

    def part(name, kind, parent, **body):
        return PlanPart(name, kind, "p", parent, 1, False, False, 1, "2025-01-01T00:00:00+00:00", "jo", body)

    plan = {
        "title": "A plan",
        "first_year": first_year,
        "last_year": last_year,
        "current": current,
        "area": "E08000035",
    }
    parts = [part("p", "plan", None, **plan), part("q", "priority", "p", title="A priority")]
    for number, (due, rag) in enumerate(actions):
        parts.append(part(f"a{number}", "action", "q", text=f"Do {due}", due=due, rag=rag))
    return assemble_plans(parts, {})


def listed(found):
    return [(item.action.due, item.overdue) for item in found]


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        ("2025-09-30", True), ("2025-09", True), ("2025-10-01", False), ("2025-10", False), ("2025-12", False),
        ("2025-12-31", False), ("2026-01-01", None), ("2026-01", None), ("", None),
    ],
)  # fmt: skip
def test_a_quarter_has_what_was_due_from_its_first_day_to_its_last_and_what_was_overdue(due, shown):
    expected = [] if shown is None else [(due, shown)]
    assert listed(list_due(book((due, "amber")), QUARTER, TODAY)) == expected


@pytest.mark.parametrize(("due", "shown"), [("2025-03-31", True), ("2025-04-01", False), ("2026-03-31", False)])
def test_a_year_goes_from_april_to_march(due, shown):
    assert listed(list_due(book((due, "")), YEAR, TODAY)) == [(due, shown)]
    assert list_due(book(("2026-04-01", "")), YEAR, TODAY) == ()


@pytest.mark.parametrize(
    ("due", "shown"),
    [("2025-08-30", True), ("2025-08-31", False), ("2026-02-28", False), ("2026-02", False), ("2026-03-01", None)],
)
def test_the_latest_card_looks_six_months_ahead_to_the_last_day_of_a_short_month(due, shown):
    assert listed(list_due(book((due, "red")), LATEST, TODAY)) == ([] if shown is None else [(due, shown)])


def test_what_is_judged_green_is_not_overdue_but_stays_where_it_was_due():
    assert list_due(book(("2025-09", "green")), QUARTER, TODAY) == ()
    assert listed(list_due(book(("2025-11", "green")), QUARTER, TODAY)) == [("2025-11", False)]


def test_of_an_earlier_plan_nothing_is_overdue_and_of_one_that_was_over_nothing_is_shown():
    actions = (("2025-09", "red"), ("2025-11", "red"))
    held = book(*actions, current=False, first_year=2025, last_year=2025)
    assert listed(list_due(held, QUARTER, TODAY)) == [("2025-11", False)]
    over = book(*actions, current=False, first_year=2019, last_year=2024)
    assert list_due(over, QUARTER, TODAY) == ()
    assert list_due(book(*actions, first_year=2026), QUARTER, TODAY) == ()
    assert list_due(book(("2025-11", ""), current=False), LATEST, TODAY) == ()


def test_what_is_due_comes_before_what_is_overdue_each_in_order_of_its_day():
    plans = book(("2025-12", ""), ("2025-08", ""), ("2025-10", ""), ("2025-06", ""))
    found = list_due(plans, QUARTER, TODAY)
    assert listed(found) == [("2025-10", False), ("2025-12", False), ("2025-06", True), ("2025-08", True)]
    block = build_actions_block(found, QUARTER)
    assert [row[4].shown for row in block.table.rows] == ["no", "no", "yes", "yes"]
    assert "Overdue: due before, and not judged green." in block.notes


def test_no_action_says_where_all_are():
    with pytest.raises(NoDataError, match="falls due in the quarter, and none is overdue; the page Plan has all"):
        build_actions_block(list_due(PlanBook(), QUARTER, TODAY), QUARTER)


def test_a_plan_that_is_not_in_force_yet_is_on_no_card_of_an_earlier_time():
    plans = book(("2025-11", ""))
    later = PlanBook(tuple(replace(plan, first_year=2026) for plan in plans.plans))
    assert list_due(later, QUARTER, TODAY) == ()
