from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NoDataError, NotFoundError
from dashboard.judgement import COUNT, NO_COUNTS, Judgement, judge_apart
from dashboard.measures import Break
from dashboard.neighbours import best_first, choose_periods, compare_all, judge_members, rank_in
from dashboard.periods import winter_average
from dashboard.ranking import rank
from dashboard.selection import Selection
from tests.dashboard.examples import BRISTOL, CAMDEN, LEEDS, SHEFFIELD, a_figure, a_measure
from tests.dashboard.neighbour_examples import FIGURES, HULL, KIRKLEES, a_view, neighbour_catalogue

values = st.lists(st.integers(0, 20).map(float), min_size=1)


@given(values, st.sampled_from(["low", "high"]), st.data())
def test_the_rank_agrees_with_the_slow_one(found, polarity, data):
    value = data.draw(st.sampled_from(found))
    assert rank_in(value, sorted(found), polarity) == rank(value, found, polarity).rank


def test_every_authority_of_today_has_a_place():
    _, _, view = a_view()
    assert set(view.places) == {LEEDS, SHEFFIELD, HULL, KIRKLEES, BRISTOL, CAMDEN}
    assert [place.area.code for place in view.known] == [CAMDEN, KIRKLEES, LEEDS, BRISTOL, SHEFFIELD]


def test_ranks_and_quarters_go_with_the_polarity():
    low, high = a_view()[2], a_view(a_measure(polarity="high"))[2]
    assert [low.places[code].rank for code in (CAMDEN, LEEDS, SHEFFIELD)] == [1, 3, 5]
    assert [high.places[code].rank for code in (CAMDEN, LEEDS, SHEFFIELD)] == [5, 3, 1]
    assert (low.places[SHEFFIELD].quartile, high.places[SHEFFIELD].quartile) == ("D", "A")
    assert (low.own.rank, low.own.quartile) == (low.comparison.rank, low.comparison.quartile)


def test_without_polarity_nobody_is_ranked():
    view = a_view(a_measure(polarity=None))[2]
    assert {place.rank for place in view.places.values()} == {None}
    assert {place.quartile for place in view.places.values()} == {None}


def test_places_without_a_figure_come_last_and_keep_the_reason():
    view = a_view()[2]
    last = best_first(view.measure, list(view.places.values()))[-1]
    assert (last.area.code, last.value, last.status) == (HULL, None, "c")


def test_a_change_needs_the_period_straight_before():
    view = a_view()[2]
    assert view.places[LEEDS].change == pytest.approx(0.6)
    assert view.places[SHEFFIELD].change == pytest.approx(-0.4)
    assert (view.places[BRISTOL].change, view.places[BRISTOL].before) == (None, None)
    assert view.previous == winter_average(2024)


def test_a_break_in_definition_cuts_the_change():
    measure = a_measure(breaks=(Break(at=date(2025, 1, 1), words="the count changed"),))
    view = a_view(measure)[2]
    assert view.places[LEEDS].change is None


def test_a_change_is_judged_against_chance():
    view = a_view()[2]
    assert view.places[LEEDS].judged.word == "worse"
    assert view.places[SHEFFIELD].judged.word == "no clear difference"
    assert view.places[CAMDEN].judged.word == "not judged"


def test_two_places_differ_where_their_intervals_lie_apart():
    measure = a_measure()
    assert judge_apart(measure, (4.0, 5.0), (3.0, 3.9)) == Judgement("worse", "", "higher")
    assert judge_apart(measure, (4.0, 5.0), (5.1, 6.0)) == Judgement("better", "", "lower")
    for other in ((3.0, 4.0), (5.0, 6.0), (4.2, 4.3)):
        assert judge_apart(measure, (4.0, 5.0), other) == Judgement("no clear difference")
    assert judge_apart(measure, None, (3.0, 3.9)) == Judgement("not judged", NO_COUNTS)
    assert judge_apart(a_measure(unit="children", scale=None), (4, 5), (1, 2)) == Judgement("not judged", COUNT)


def test_the_home_is_judged_against_each_member_with_a_figure():
    judged = judge_members(a_view()[2])
    assert {code: judgement.word for code, judgement in judged.items()} == {SHEFFIELD: "better", KIRKLEES: "worse"}


def test_groups_are_the_sets_that_exist_and_an_own_one():
    assert set(a_view()[2].groups) == {"2025", "2021"}
    view = a_view(neighbours="own", group=(CAMDEN, LEEDS))[2]
    assert [member.code for member in view.groups["own"].members] == [CAMDEN]
    assert view.chosen.id == "own"


def test_a_period_that_was_asked_for_is_shown():
    view = a_view(period="2024")[2]
    assert view.period == winter_average(2024)
    assert view.own.value == 4.3
    assert view.own.change is None


def test_the_latest_period_is_one_in_which_the_home_has_a_figure():
    mine = [a_figure(LEEDS, 2024, 4.3), a_figure(LEEDS, 2025)]
    period, before = choose_periods(Selection(LEEDS), neighbour_catalogue(), mine)
    assert (period, before) == (winter_average(2024), winter_average(2023))


def test_periods_and_measures_without_figures_are_named():
    catalogue = neighbour_catalogue()
    with pytest.raises(NotFoundError, match="no such period"):
        choose_periods(Selection(LEEDS, period="1999"), catalogue, [])
    with pytest.raises(NoDataError, match="no authority has a figure for Dec 2024 to Feb 2025"):
        compare_all(Selection(LEEDS), catalogue, [a_figure(LEEDS, 2025)], winter_average(2025))
    local = replace(catalogue, below_city=frozenset({"neet"}))
    with pytest.raises(NoDataError, match="on the Wedges page"):
        compare_all(Selection(LEEDS), local, [a_figure("leeds-east", 2025, 7.0)], winter_average(2025))
    with pytest.raises(NoDataError, match="nothing is published"):
        choose_periods(Selection(LEEDS, measure="other"), catalogue, FIGURES)
