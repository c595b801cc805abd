from datetime import date

import pytest

from dashboard.errors import NoDataError, NotFoundError
from dashboard.gaps import chosen_pair, move, name_way, view_gap
from dashboard.measures import Break
from dashboard.periods import academic_year
from dashboard.schema import ENGLAND
from dashboard.selection import Selection
from tests.dashboard.examples import HULL, KIRKLEES, LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue
from tests.dashboard.gap_examples import EVERYONE, GROUP, a_pair, catalogue, chosen, counts, figures, side


def both(area, year, group, everyone=10.0):
    """A group of 1,000 and the published figure of all."""
    return [counts(GROUP, area, year, group * 10, 1000), side(EVERYONE, area, year, everyone)]


def view(found, pair=None, **changes):
    return view_gap(chosen(**changes), catalogue(), figures(found, pair), "west")


def test_the_gap_stands_against_the_mean_of_the_neighbours_own_gaps():
    found = view(
        both(LEEDS, 2025, 30) + both(SHEFFIELD, 2025, 20) + both(HULL, 2025, 40, 20.0) + both(ENGLAND, 2025, 22)
        + both(YORKSHIRE, 2025, 30)
    )  # fmt: skip
    comparison = found.comparison
    assert (found.value, comparison.neighbours.mean, comparison.neighbours.n) == (20.0, 15.0, 2)
    assert comparison.judgements.neighbours.word == "worse"
    assert comparison.judgements.region.word == "no clear difference"
    assert comparison.judgements.england.word == "worse"
    assert (comparison.rank, comparison.of) == (2, 3)


def test_the_chosen_average_is_the_one_that_is_judged():
    found = view(both(LEEDS, 2025, 30) + both(SHEFFIELD, 2025, 29) + both(HULL, 2025, 29) + both(KIRKLEES, 2025, 90),
                 average="median")  # fmt: skip
    assert found.comparison.judgements.neighbours.word == "no clear difference"
    assert found.comparison.judgements.neighbours_mean.word == "better"


def test_without_a_direction_a_gap_is_higher_or_lower_and_has_no_rank():
    found = view(both(LEEDS, 2025, 30) + both(ENGLAND, 2025, 20), a_pair(judged=False))
    assert found.comparison.judgements.england.word == "higher"
    assert found.comparison.rank is None


def test_without_counts_nothing_is_judged():
    found = view([side(GROUP, LEEDS, 2025, 30.0), side(EVERYONE, LEEDS, 2025, 10.0), *both(ENGLAND, 2025, 20)])
    assert found.limits is None
    assert found.comparison.judgements.england.word == "not judged"


@pytest.mark.parametrize(
    ("before", "now", "way", "word"),
    [
        (30, 20, "narrowing", "better"),
        (20, 30, "widening", "worse"),
        (30, 29, "no clear difference", "no clear difference"),
        (15, 3, "turned round", "better"),
        (3, 15, "turned round", "worse"),
    ],
)
def test_a_movement_is_named_where_the_range_of_the_change_leaves_out_zero(before, now, way, word):
    found = view(both(LEEDS, 2024, before) + both(LEEDS, 2025, now)).movement
    assert (found.way, found.judged.word, found.change) == (way, word, now - before)


@pytest.mark.parametrize(
    ("value", "previous", "limits", "way"),
    [
        (5.0, 9.0, (-6.0, -0.1), "narrowing"),
        (5.0, 9.0, (-6.0, 0.0), "no clear difference"),
        (-9.0, -5.0, (-6.0, -0.1), "widening"),
        (-5.0, -9.0, (0.1, 6.0), "narrowing"),
        (0.0, 4.0, (-6.0, -0.1), "narrowing"),
        (2.0, -2.0, (0.1, 6.0), "turned round"),
    ],
)
def test_the_word_for_a_movement(value, previous, limits, way):
    assert name_way(value, previous, limits) == way


def test_the_range_of_a_movement_is_wider_than_that_of_either_gap():
    found = view(both(LEEDS, 2024, 30) + both(LEEDS, 2025, 20))
    lower, upper = found.movement.limits
    assert upper - lower > found.limits.upper - found.limits.lower


@pytest.mark.parametrize("year", [2022, 2023])
def test_there_is_no_movement_across_a_period_without_a_figure(year):
    found = view(both(LEEDS, year, 30) + both(LEEDS, 2025, 20)).movement
    assert (found.change, found.way) == (None, "not judged")
    assert found.why == "there is no figure for the period before"


def test_there_is_no_movement_from_a_missing_side_and_the_reason_is_said():
    missing = [counts(GROUP, LEEDS, 2024, 300, 1000), side(EVERYONE, LEEDS, 2024)]
    assert view(missing + both(LEEDS, 2025, 20)).movement.why == "the figure for 2023/24 is suppressed"


def test_there_is_no_movement_across_a_break_of_either_side():
    change = (Break(at=date(2024, 9, 1), words="A new count"),)
    found = figures(both(LEEDS, 2024, 30) + both(LEEDS, 2025, 20), breaks=change)
    shown = view_gap(chosen(), catalogue(breaks=change), found, "west")
    assert shown.movement.why == "the definition changed: A new count"
    assert [len(run) for run in shown.lines.home.runs] == [1, 1]


def test_a_movement_without_counts_has_a_size_and_no_word():
    values = ((GROUP, 2024, 30.0), (EVERYONE, 2024, 10.0), (GROUP, 2025, 31.5), (EVERYONE, 2025, 10.0))
    found = view([side(name, LEEDS, year, value) for name, year, value in values]).movement
    assert (found.change, found.limits, found.way) == (1.5, None, "not judged")


def test_the_gap_in_children_has_the_limits_of_the_gap():
    found = view(both(LEEDS, 2025, 30))
    assert (found.children.children, found.children.clear) == (200, True)
    assert found.children.lower == round(found.limits.lower * 10)
    assert found.children.upper == round(found.limits.upper * 10)


def test_where_high_is_good_a_gap_means_fewer_children():
    found = figures(both(LEEDS, 2025, 5), polarity="high")
    children = view_gap(chosen(), catalogue(polarity="high"), found, "west").children
    assert (children.children, children.clear) == (-50, True)
    assert children.lower < -50 < children.upper


def test_sessions_and_scores_are_no_children():
    for changes in ({"interval": None, "caveat": "no interval"}, {"unit": "points", "scale": None, "interval": None}):
        found = figures(both(LEEDS, 2025, 30), **changes)
        assert view_gap(chosen(), catalogue(**changes), found, "west").children is None


def test_a_home_without_a_gap_is_told_what_to_do():
    with pytest.raises(NoDataError, match="no figures of both groups for Leeds; choose another"):
        view(both(SHEFFIELD, 2025, 20))


def test_a_wedge_with_figures_of_both_sides_stands_against_its_city():
    found = view(both(LEEDS, 2025, 20) + both("leeds-east", 2025, 40), area="leeds-east")
    assert (found.value, found.comparison.city.value, found.comparison.judgements.city.word) == (30.0, 10.0, "worse")


def test_a_pair_whose_measures_the_store_lacks_is_not_found():
    with pytest.raises(NotFoundError, match="there is no such gap here"):
        chosen_pair(Selection(home=LEEDS), a_catalogue())


def test_move_without_an_earlier_period_gives_the_reason():
    found = figures(both(LEEDS, 2025, 20))
    assert move(found, LEEDS, academic_year(2025), None, "because").why == "because"
