"""What a council counts between two publications: its pace, what may be joined, what is a year ago."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.in_year import (
    as_at,
    collect_in_year,
    days_old,
    figure_a_year_before,
    figure_before,
    short_label,
    why_apart,
)
from dashboard.periods import day, month, quarter, term, winter_average
from dashboard.segments import segments
from tests.dashboard.examples import LEEDS, a_figure, a_measure
from tests.dashboard.in_year_examples import days, months

NEET = a_measure()


def runs(observations):
    found = collect_in_year(NEET, observations)
    return found.pace, [len(run) for run in segments(NEET, found.of(LEEDS))]


def test_without_such_figures_there_are_none():
    assert collect_in_year(NEET, []) is None
    assert collect_in_year(NEET, [a_figure(LEEDS, winter_average(2025), 4.9)]) is None
    assert collect_in_year(NEET, months([5.0], measure="not-known")) is None
    assert collect_in_year(NEET, months([5.0], breakdown="sen:ehcp")) is None


def test_months_of_a_measure_that_is_published_by_the_month_are_not_among_them():
    assert collect_in_year(a_measure(period_kind="month"), months([5.0])) is None


@pytest.mark.parametrize(
    ("apart", "pace", "joined"),
    [(1, "day", [5]), (4, "day", [5]), (5, "week", [5]), (7, "week", [5]), (9, "week", [5]), (10, "day", [5]),
     (25, "day", [5]), (26, "month", [5]), (30, "month", [5]), (35, "month", [5]), (36, "day", [5])],
)  # fmt: skip
def test_the_pace_of_days_follows_from_how_far_apart_they_lie(apart, pace, joined):
    assert runs(days([5.0] * 5, apart=apart)) == (pace, joined)


def test_a_week_without_a_figure_cuts_the_line_and_a_late_one_does_not():
    weeks = days([5.0] * 9)
    assert runs([*weeks[:4], *weeks[5:]]) == ("week", [4, 4])
    late = weeks[4]._replace(period=day(date(2025, 2, 3)))  # Monday in place of Friday: ten days after the one before
    assert runs([*weeks[:4], late, *weeks[5:]]) == ("week", [9])


def test_one_day_has_no_pace():
    assert runs(days([5.0])) == ("day", [1])


@given(st.permutations(range(8)))
@settings(max_examples=20)
def test_the_order_in_which_figures_come_does_not_matter(order):
    figures = days([5.0 + place / 10 for place in range(8)])
    assert collect_in_year(NEET, [figures[place] for place in order]) == collect_in_year(NEET, figures)


def test_the_kind_of_period_that_was_counted_last_is_shown_and_the_others_are_named():
    found = collect_in_year(NEET, [*months([5.0, 5.1]), *days([6.0] * 9), a_figure(LEEDS, quarter(2024, 4), 4.0)])
    assert (found.pace, found.other_paces) == ("week", ("monthly", "quarterly"))
    later = collect_in_year(NEET, [*months([5.0] * 12), *days([6.0] * 9)])
    assert (later.pace, later.other_paces) == ("month", ("daily",))


def test_the_figure_before_is_the_one_straight_before():
    points = collect_in_year(NEET, months([5.0, 5.1, 5.2])).of(LEEDS)
    assert figure_before(points) == points[1]
    assert figure_before(points[:1]) is None
    assert figure_before([points[0], points[2]]) is None


@pytest.mark.parametrize(
    ("figures", "pace", "key"),
    [
        (months([5.0] * 13), "month", "2025-01"),
        (months([5.0] * 12), "month", None),
        (days([5.0] * 53), "week", "2025-01-03"),
        (days([5.0] * 52), "week", None),
        (days([5.0] * 13, first=date(2025, 1, 31), apart=30), "month", "2025-01-31"),
        ([], "month", None),
        ([a_figure(LEEDS, term(year, "autumn"), 20.0) for year in (2024, 2025)], "term", "2023/24-autumn"),
        ([a_figure(LEEDS, quarter(2024, 4), 1.0), a_figure(LEEDS, quarter(2025, 3), 1.0)], "quarter", None),
    ],
)
def test_the_same_time_last_year(figures, pace, key):
    found = figure_a_year_before(figures, pace)
    assert (found.period.key if found else None) == key


@pytest.mark.parametrize(
    ("period", "says", "short"),
    [
        (day(date(2025, 10, 31)), "as at 31 October 2025", "31 Oct 2025"),
        (month(2025, 10), "as at 31 October 2025", "Oct 2025"),
        (quarter(2025, 3), "Jul to Sep 2025, as at 30 September 2025", "Q3 2025"),
        (term(2025, "autumn"), "Autumn term 2024/25, as at 31 December 2024", "Autumn 2024/25"),
    ],
)
def test_as_at_which_day(period, says, short):
    assert (as_at(period), short_label(period)) == (says, short)


@pytest.mark.parametrize(("today", "days"), [(date(2025, 10, 31), 0), (date(2025, 11, 12), 12), (date(2025, 10, 1), 0)])
def test_how_old_figures_are(today, days):
    assert days_old(month(2025, 10), today) == days


def test_why_they_stand_apart_names_the_published_definition():
    assert why_apart(NEET).startswith("the published figure is for the average of December to February")
    assert "a whole school year" in why_apart(a_measure(period_kind="academic-year"))
    assert "another stretch of time" in why_apart(a_measure(period_kind="leavers"))
